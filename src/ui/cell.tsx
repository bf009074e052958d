import { useWords } from './context.ts'
import { useField } from './field.tsx'
import { HiddenField, useForm } from './form.tsx'

export type CellProps = { name: string; label: string }

/**
 * A cell of a table that is a form. In one that came back it shows what was typed where the person had touched it, and
 * elsewhere what stands there now; `theirs` says that somebody else has set another value since. `seenOf` finds what
 * stood there when the form was drawn.
 */
export function useCell(
  { name, label }: CellProps,
  present: string,
  seenOf: (values: Readonly<Record<string, unknown>>) => unknown
) {
  const { values } = useForm()
  const { control, error } = useField({ name, label, optional: true })
  const typed = String(values?.[name] ?? '')
  const seen = String(values ? (seenOf(values) ?? '') : present)
  const touched = values !== undefined && typed !== seen
  return {
    control: { ...control, 'aria-label': label },
    error,
    shown: touched ? typed : present,
    theirs: touched && present !== seen && present !== typed
  }
}

/** Below a cell: what is wrong with it, and what somebody else has set there since. */
export function CellFoot({ error, theirs }: { error?: string; theirs?: string }) {
  const words = useWords()
  return (
    <>
      {error ? <span class="error">{error}</span> : null}
      {theirs === undefined ? null : <small>{words.t('ui.cell.now', { value: theirs })}</small>}
    </>
  )
}

/** `seen` names the hidden field that says what stood in the cell, so that nobody overwrites what was set since. */
type SeenCellProps<T> = CellProps & { value: T; seen: string }

/** One number in the cell of a table that is a form. Its label is the column's and the row's, for those who listen. */
export function CellNumber({ seen, value, ...props }: SeenCellProps<number | null>) {
  const present = value === null ? '' : String(value)
  const { control, error, shown, theirs } = useCell(props, present, (values) => values[seen])
  return (
    <span class="cell">
      <input {...control} type="text" inputMode="decimal" size={4} value={shown} />
      <HiddenField name={seen} value={present} />
      <CellFoot error={error} theirs={theirs ? present || '–' : undefined} />
    </span>
  )
}

/** One tick in the cell of a table that is a form. */
export function CellTick({ seen, value, ...props }: SeenCellProps<boolean>) {
  const words = useWords()
  const present = value ? 'yes' : ''
  const { control, error, shown, theirs } = useCell(props, present, (values) => values[seen])
  return (
    <span class="cell">
      <input {...control} type="checkbox" value="yes" checked={shown !== ''} />
      <HiddenField name={seen} value={present} />
      <CellFoot error={error} theirs={theirs ? words.t(value ? 'record.paste.yes' : 'record.paste.no') : undefined} />
    </span>
  )
}
