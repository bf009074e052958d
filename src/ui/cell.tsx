import { useField } from './field.tsx'

export type CellProps = { name: string; label: string }

/** One number in the cell of a table that is a form. Its label is the column's and the row's, for those who listen. */
export function CellNumber({ name, label, value }: CellProps & { value: number | null }) {
  const { control, error, typed } = useField({ name, label, optional: true })
  return (
    <span class="cell">
      <input
        {...control}
        type="text"
        inputMode="decimal"
        size={4}
        aria-label={label}
        value={typed === undefined ? (value ?? '') : String(typed)}
      />
      {error ? <span class="error">{error}</span> : null}
    </span>
  )
}

/** One tick in the cell of a table that is a form. */
export function CellTick({ name, label, value }: CellProps & { value: boolean }) {
  const { control, error, typed } = useField({ name, label, optional: true })
  return (
    <span class="cell">
      <input
        {...control}
        type="checkbox"
        value="yes"
        aria-label={label}
        checked={typed === undefined ? value : typed !== ''}
      />
      {error ? <span class="error">{error}</span> : null}
    </span>
  )
}
