import type { ComponentChildren } from 'preact'
import { BarLine } from './bars.tsx'
import { useWords } from './context.ts'

export type Stage = {
  label: string
  href?: string
  /** Absent where nobody knows; `note` says what is missing. */
  value?: number
  note?: ComponentChildren
}

/** Through what stages: one bar for each, the unknown hatched. */
export function Funnel({ stages }: { stages: readonly Stage[] }) {
  const words = useWords()
  const most = Math.max(...stages.map(({ value }) => value ?? 0), 1)
  return (
    <ol class="bars funnel">
      {stages.map(({ label, href, value, note }) => (
        <li key={label}>
          <span>{href ? <a href={href}>{label}</a> : label}</span>
          <BarLine share={(value ?? 0) / most} unknown={value === undefined} />
          <b class="num">
            <bdi>{value === undefined ? '–' : words.number(value)}</bdi>
          </b>
          {note ? <small class="note">{note}</small> : null}
        </li>
      ))}
    </ol>
  )
}
