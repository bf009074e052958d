import { CellFoot, useCell } from '../ui/cell.tsx'
import type { Option } from '../ui/choice.tsx'
import { HiddenField } from '../ui/form.tsx'

export type CellSelectProps = {
  name: string
  /** What stands there now, sent along: so that nobody overwrites what somebody else has set since. */
  seen: { name: string; value: string }
  label: string
  options: readonly Option[]
  /** What choosing nothing means. */
  empty: string
  value: string
  /** The value in words: told where the form came back and something else was chosen. */
  shown: string
}

/** One choice in the cell of a table that is a form. Its label is the column's and the row's, for those who listen. */
export function CellSelect({ name, seen, label, options, empty, value, shown }: CellSelectProps) {
  const { control, error, shown: chosen, theirs } = useCell({ name, label }, value, (values) => values[seen.name])
  return (
    <span class="cell">
      <select {...control}>
        <option value="">{empty}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.label}
          </option>
        ))}
      </select>
      <HiddenField name={seen.name} value={seen.value} />
      <CellFoot error={error} theirs={theirs ? shown : undefined} />
    </span>
  )
}
