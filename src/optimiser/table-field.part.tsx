import { Field, type FieldProps } from '../ui/field.tsx'

/** A table as a spreadsheet pastes it: each line stays one line, and the box scrolls. */
export function TableField({ value, rows, ...props }: FieldProps & { value: string; rows: number }) {
  return (
    <Field {...props}>
      {(control, typed) => (
        <textarea {...control} class="cells" rows={rows} wrap="off" dir="auto" spellcheck={false}>
          {typeof typed === 'string' ? typed : value}
        </textarea>
      )}
    </Field>
  )
}
