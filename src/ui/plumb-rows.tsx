import { useWords } from './context.ts'
import { reserve, usePlace } from './share.ts'
import { isolate } from './text.ts'

export type PlumbRow = {
  label: string
  href?: string
  /** The share, from 0 to 1, and its 95 % interval. */
  value: number
  low: number
  high: number
  /** Its denominator. */
  n: number
  /** The title speaks of it. */
  highlight?: boolean
}

export type PlumbRowsProps = {
  rows: readonly PlumbRow[]
  /** What all is measured against: the average, the goal, the baseline. */
  reference: { value: number; label: string }
  /** The shares at the two ends of the line; from nothing to all unless said otherwise. */
  range?: Range
}

type Range = { min: number; max: number }
export const whole: Range = { min: 0, max: 1 }

/** How far along the line a share lies. */
export const along = (value: number, { min, max }: Range) => (value - min) / (max - min)

/** How far each rate is from the reference. Under 30 cases it is hatched, under 5 it is not shown. */
export function PlumbRows({ rows, reference, range = whole }: PlumbRowsProps) {
  return (
    <ul class="plumb">
      {rows.map((row, index) => (
        <Row key={row.label} row={row} reference={reference.value} range={range} first={index === 0} />
      ))}
      <Axis reference={reference} range={range} />
    </ul>
  )
}

type MarkProps = { row: PlumbRow; reference: number; range: Range; first: boolean }

function Row({ row, reference, range, first }: MarkProps) {
  const words = useWords()
  const { label, href, n } = row
  const state = reserve(n)
  return (
    <li>
      <span class="name">{href ? <a href={href}>{label}</a> : label}</span>
      <span class="track">
        <RateMark row={row} reference={reference} range={range} first={first} />
      </span>
      <span class="val">
        {state === 'hidden' ? (
          <small class="none">{words.t('ui.too-few')}</small>
        ) : (
          <>
            <b>
              <bdi>{words.share(row.value)}</bdi>
            </b>{' '}
            <small>{words.t('ui.of', { n: words.number(n) })}</small>
          </>
        )}
      </span>
    </li>
  )
}

/** The mark of one rate on its line, with the line of the reference through it. */
function RateMark({ row, reference, range, first }: MarkProps) {
  const place = usePlace()
  const x = (value: number) => place(along(value, range))
  const state = reserve(row.n)
  const colour = row.highlight ? 'var(--breach)' : 'var(--mark)'
  return (
    <svg aria-hidden="true">
      {state === 'shown' ? (
        <line x1={x(row.value)} x2={x(reference)} y1="50%" y2="50%" stroke="var(--grid)" stroke-width="7" />
      ) : null}
      <line
        x1={x(reference)}
        x2={x(reference)}
        y1={first ? '-2' : '0'}
        y2="110%"
        stroke="var(--bob)"
        stroke-width="2"
      />
      {first ? <circle cx={x(reference)} cy="-2" r="4" fill="var(--bob)" /> : null}
      {state === 'shown' ? (
        <>
          <line x1={x(row.low)} x2={x(row.high)} y1="50%" y2="50%" stroke={colour} stroke-width="2" />
          <circle cx={x(row.value)} cy="50%" r="6.5" fill={colour} />
        </>
      ) : null}
      {state === 'few' ? (
        <>
          <line
            x1={x(row.low)}
            x2={x(row.high)}
            y1="50%"
            y2="50%"
            stroke="var(--unknown)"
            stroke-width="9"
            stroke-dasharray="1 4"
          />
          <circle cx={x(row.value)} cy="50%" r="5.5" fill="var(--sheet)" stroke={colour} stroke-width="2" />
        </>
      ) : null}
    </svg>
  )
}

function Axis({ reference, range }: Pick<PlumbRowsProps, 'reference'> & { range: Range }) {
  const words = useWords()
  const place = usePlace()
  const rtl = words.direction === 'rtl'
  const share = along(reference.value, range)
  const x = place(share)
  const anchor = share < 0.25 ? 'start' : share > 0.75 ? 'end' : 'middle'
  const mirrored = { start: 'end', middle: 'middle', end: 'start' } as const
  const end = (value: number, at: 0 | 1) => (
    <text x={place(at)} y="17" text-anchor={(at === 0) === rtl ? 'end' : 'start'} fill="var(--ink-2)">
      {words.share(value)}
    </text>
  )
  return (
    <li class="axis">
      <span class="track">
        <svg direction="ltr" aria-hidden="true">
          <line x1="0" x2="100%" y1="0" y2="0" stroke="var(--edge)" />
          <line x1={x} x2={x} y1="-4" y2="4" stroke="var(--bob)" stroke-width="2" />
          {share > 0.15 ? end(range.min, 0) : null}
          {share < 0.8 ? end(range.max, 1) : null}
          <svg x={x} overflow="visible" aria-hidden="true">
            <path d="M-6 3h12v3.5L0 18l-6-11.5z" fill="var(--bob)" />
            <text y="36" text-anchor={rtl ? mirrored[anchor] : anchor} font-weight="700" fill="var(--bob-ink)">
              {isolate(reference.label, rtl)}
            </text>
          </svg>
        </svg>
      </span>
    </li>
  )
}

/** The same mark small, for a cell of a table. */
export function PlumbMini({
  row,
  reference,
  max = 1
}: {
  row: Omit<PlumbRow, 'label' | 'href'>
  reference: number
  max?: number
}) {
  const place = usePlace()
  const x = (value: number) => place(value / max)
  const state = reserve(row.n)
  return (
    <span class="mini">
      <svg aria-hidden="true">
        <line x1="0" x2="100%" y1="50%" y2="50%" stroke="var(--grid)" />
        <line x1={x(reference)} x2={x(reference)} y1="0" y2="100%" stroke="var(--bob)" stroke-width="2" />
        {state === 'hidden' ? null : (
          <>
            <line
              x1={x(row.low)}
              x2={x(row.high)}
              y1="50%"
              y2="50%"
              stroke={state === 'few' ? 'var(--unknown)' : 'var(--mark)'}
              stroke-width={state === 'few' ? 7 : 2}
              stroke-dasharray={state === 'few' ? '1 3' : undefined}
            />
            <circle
              cx={x(row.value)}
              cy="50%"
              r="4"
              fill={state === 'few' ? 'var(--sheet)' : 'var(--mark)'}
              stroke="var(--mark)"
            />
          </>
        )}
      </svg>
    </span>
  )
}
