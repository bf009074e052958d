import { useWords } from './context.ts'
import { usePlace } from './share.ts'

/** A year or a month. `incomplete`: records of it are missing, so its point stands too low; `broken`: from a day in it on it counts otherwise. */
export type YearPoint = {
  /** The year; of a month, its number since the year nought, and `name` says which it is. */
  year: number
  name?: string
  value: number
  href?: string | undefined
  title: string
  incomplete?: boolean
  broken?: boolean
}

export type YearLineProps = { points: readonly YearPoint[]; label: string }

/**
 * When: one line through the years, from zero. A year without a value is a gap, never a bridge, and so is the way to a year in
 * which another way of counting begins; to and from an incomplete year, an open dot, the line is dashed.
 */
export function YearLine({ points, label }: YearLineProps) {
  const words = useWords()
  const place = usePlace()
  const rtl = words.direction === 'rtl'
  const years = points.map(({ year }) => year)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const most = roundUp(Math.max(...points.map(({ value }) => value)))
  const across = (year: number) => (last > first ? 0.03 + (0.94 * (year - first)) / (last - first) : 0.5)
  const down = (value: number) => `${Math.round((1 - value / most) * 1000) / 10}%`
  const sorted = [...points].sort((one, other) => one.year - other.year)
  const { radius, every } = crowded(sorted)
  const steps = sorted.slice(1).map((point, index) => ({ from: sorted[index] as YearPoint, to: point }))
  return (
    <div class="curve">
      <svg role={points.some(({ href }) => href) ? 'group' : 'img'} aria-label={label} direction="ltr">
        {[0, most / 2, most].map((value) => (
          <g key={value}>
            <line
              x1="0"
              x2="100%"
              y1={down(value)}
              y2={down(value)}
              stroke={value === 0 ? 'var(--edge)' : 'var(--grid)'}
            />
            <text
              x={place(0)}
              y={down(value)}
              dx={rtl ? 8 : -8}
              dy="5"
              text-anchor={rtl ? 'start' : 'end'}
              fill="var(--ink-2)"
            >
              {words.number(value)}
            </text>
          </g>
        ))}
        {steps
          .filter(({ from, to }) => to.year - from.year === 1 && !to.broken)
          .map(({ from, to }) => (
            <line
              key={to.year}
              x1={place(across(from.year))}
              x2={place(across(to.year))}
              y1={down(from.value)}
              y2={down(to.value)}
              stroke="var(--mark)"
              stroke-width="2.5"
              stroke-dasharray={from.incomplete || to.incomplete ? '2 6' : undefined}
            />
          ))}
        {sorted.map(({ year, name, value, href, title, incomplete }, index) => (
          <g key={year}>
            <a href={href} aria-label={incomplete ? `${title} (${words.t('quality.incomplete')})` : title}>
              <circle
                cx={place(across(year))}
                cy={down(value)}
                r={radius}
                fill={incomplete ? 'var(--sheet)' : 'var(--mark)'}
                stroke="var(--mark)"
                stroke-width="2"
              >
                <title>{title}</title>
              </circle>
            </a>
            {(sorted.length - 1 - index) % every === 0 ? (
              <text x={place(across(year))} y="100%" dy="24" text-anchor="middle" fill="var(--ink-2)">
                {name ?? year}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </div>
  )
}

/** How large the dots of a line are, and every how many is named: of many months few. */
export function crowded(points: readonly YearPoint[]): { radius: number; every: number } {
  const named = points.some(({ name }) => name) ? 4 : 6
  return { radius: points.length > 36 ? 3 : 5.5, every: Math.ceil(points.length / named) }
}

/** The next number with one figure that is not nought, or with a five behind it: 1,189 becomes 1,500. */
export function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((step) => step * unit).find((limit) => limit >= value) ?? value
}
