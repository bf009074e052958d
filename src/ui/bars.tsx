import { useWords } from './context.ts'
import { usePlace } from './share.ts'

export type Bar = {
  label: string
  href?: string | undefined
  /** A count or an amount, for the length. */
  value: number
  /** The value in words, and what stands behind it: "9,203", "58 %". */
  shown: string
  aside?: string
  /** What it is of, below the bar where it is long: "2,329 of 28,689". */
  note?: string
  highlight?: boolean
  /** What the others are measured against: a middle, an average. */
  reference?: boolean
  /** Nothing is known of it: the whole line is hatched. */
  unknown?: boolean
}

export type BarsProps = {
  rows: readonly Bar[]
  max?: number
  /** Each value is a share of the same whole, so that nothing stands beside it. */
  shares?: boolean
}

/** How many: bars from zero, in the order given. */
export function Bars({ rows, max, shares }: BarsProps) {
  const most = max ?? Math.max(...rows.map(({ value }) => value), 0)
  return (
    <ul class={shares || rows.every(({ aside }) => !aside) ? 'bars shares' : 'bars'}>
      {rows.map(({ label, href, value, shown, aside, note, highlight, reference, unknown }) => (
        <li key={label} class={reference ? 'reference' : undefined}>
          <span>{href ? <a href={href}>{label}</a> : label}</span>
          <BarLine share={most > 0 ? value / most : 0} highlight={highlight} reference={reference} unknown={unknown} />
          <b class="num">
            <bdi>{shown}</bdi>
          </b>
          {aside ? <small class="num">{aside}</small> : null}
          {note ? <small class="note">{note}</small> : null}
        </li>
      ))}
    </ul>
  )
}

/** A bar from the start of the line; `unknown` draws the whole line hatched. */
export function BarLine({
  share,
  highlight,
  reference,
  unknown
}: {
  share: number
  highlight?: boolean
  reference?: boolean
  unknown?: boolean
}) {
  const { direction } = useWords()
  const place = usePlace()
  if (unknown) return <span class="bar-line hatched" />
  return (
    <span class="bar-line">
      <svg aria-hidden="true">
        <rect
          x={direction === 'rtl' ? place(share) : 0}
          width={`${Math.max(share > 0 ? 0.4 : 0, Math.round(share * 1000) / 10)}%`}
          height="100%"
          fill={reference ? 'var(--bob)' : highlight ? 'var(--breach)' : 'var(--mark)'}
        />
      </svg>
    </span>
  )
}
