import type { Option } from '../ui/choice.tsx'
import { useField } from '../ui/field.tsx'

/** Controls in the cells of a table that is a form: the column says what they are, the label tells it to those who listen. */

type Props = { name: string; label: string }

export function EntryChoice({ options, ...props }: Props & { options: readonly Option[] }) {
  const { control, error, typed } = useField({ ...props, optional: true })
  return (
    <span class="cell">
      <select {...control} aria-label={props.label}>
        <option value="">–</option>
        {options.map(({ value, label }) => (
          <option key={value} value={value} selected={value === typed}>
            {label}
          </option>
        ))}
      </select>
      {error ? <span class="error">{error}</span> : null}
    </span>
  )
}

export function EntryCell({ type = 'number', ...props }: Props & { type?: 'number' | 'date' }) {
  const { control, error, typed } = useField({ ...props, optional: true })
  const own = { ...control, 'aria-label': props.label, value: String(typed ?? '') }
  return (
    <span class="cell">
      {type === 'date' ? <input {...own} type="date" /> : <input {...own} type="text" inputMode="numeric" size={4} />}
      {error ? <span class="error">{error}</span> : null}
    </span>
  )
}

export function EntryTick(props: Props) {
  const { control, typed } = useField({ ...props, optional: true })
  return (
    <span class="cell">
      <input {...control} aria-label={props.label} type="checkbox" value="yes" checked={typed === 'yes'} />
    </span>
  )
}
