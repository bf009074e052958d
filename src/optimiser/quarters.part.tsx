import { useWords } from '../ui/context.ts'

/** How much in each quarter: columns from zero in the direction in which one reads; the figures stand in the table beside. */
export function QuarterBars({ values, label }: { values: readonly number[]; label: string }) {
  const rtl = useWords().direction === 'rtl'
  const most = Math.max(...values, 1)
  const shown = rtl ? values.toReversed() : values
  const height = 28
  return (
    <svg class="quarters" viewBox={`0 0 ${values.length * 10} ${height}`} role="img" aria-label={label}>
      {shown.map((value, index) => {
        const tall = value > 0 ? Math.max(2, (value / most) * (height - 2)) : 0
        const key = `${index}`
        return (
          <g key={key}>
            <rect x={index * 10 + 1} y={height - 1} width={8} height={1} fill="var(--hair)" />
            <rect x={index * 10 + 1} y={height - 1 - tall} width={8} height={tall} fill="var(--mark)" />
          </g>
        )
      })}
    </svg>
  )
}
