import type { ComponentChildren } from 'preact'
import { useWords } from './context.ts'
import { type Colour, paint } from './palette.ts'
import { Written } from './written.tsx'

/** What became of those who came to a stage. What waits for a decision is brass; the mark of each is its word and place too. */
export const flowParts = ['complied', 'left', 'passed', 'waiting', 'due'] as const
export type FlowPart = (typeof flowParts)[number]

const colourOf: Record<FlowPart, Colour> = {
  complied: 'ok',
  left: 'edge',
  passed: 'seq-2',
  waiting: 'mark',
  due: 'bob'
}

export type FlowStage = {
  label: string
  /** Below the name: the gate before it. */
  note?: ComponentChildren
  parts: readonly { part: FlowPart; value: number; label: string; href: string }[]
}

/** How many are where: one bar for each stage, cut by what became of them; each number leads to its list. `of`: the longest bar. */
export function Flow({ stages, of }: { stages: readonly FlowStage[]; of: number }) {
  const words = useWords()
  const rtl = words.direction === 'rtl'
  return (
    <ol class="flow">
      {stages.map(({ label, note, parts }) => (
        <li key={label}>
          <h3>
            <Written>{label}</Written>
          </h3>
          {note ? <div class="small soft">{note}</div> : null}
          <svg aria-hidden="true">
            {segments(parts, of).map(({ part, from, width }) => (
              <rect
                key={part}
                x={`${round(rtl ? 100 - from - width : from)}%`}
                width={`${round(width)}%`}
                height="100%"
                fill={paint(colourOf[part], 'screen')}
              />
            ))}
          </svg>
          <ul class="row small">
            {parts.map(({ part, value, label: said, href }) => (
              <li key={part} class={value === 0 ? 'soft' : undefined}>
                <svg aria-hidden="true" class="swatch">
                  <rect width="100%" height="100%" fill={paint(colourOf[part], 'screen')} />
                </svg>{' '}
                {value === 0 ? said : <a href={href}>{said}</a>}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

const round = (value: number) => Math.round(value * 10) / 10

function segments(parts: FlowStage['parts'], of: number) {
  let from = 0
  return parts.flatMap(({ part, value }) => {
    const width = of > 0 ? (value / of) * 100 : 0
    const segment = { part, from, width }
    from += width
    return width > 0 ? [segment] : []
  })
}
