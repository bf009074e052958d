export type ColumnBar = {
  label: string
  href?: string
  value: number
  shown: string
  /** "None": nothing was found there. */
  hollow?: boolean
}

export type ColumnsProps = { bars: readonly ColumnBar[] }

/** How spread: at most seven columns from zero, in their own order. */
export function Columns({ bars }: ColumnsProps) {
  const most = Math.max(...bars.map(({ value }) => value), 0)
  return (
    <ol class="columns">
      {bars.map(({ label, href, value, shown, hollow }) => {
        const share = most > 0 ? Math.round((value / most) * 1000) / 10 : 0
        return (
          <li key={label}>
            <svg aria-hidden="true">
              <svg aria-hidden="true" y={`${100 - share}%`} height={`${share}%`} overflow="visible">
                <rect
                  width="100%"
                  height="100%"
                  fill={hollow ? 'none' : 'var(--mark)'}
                  stroke={hollow ? 'var(--mark)' : undefined}
                  stroke-width={hollow ? 2 : undefined}
                />
                <text x="50%" y="-8" text-anchor="middle" font-weight="700" fill="var(--ink)">
                  {shown}
                </text>
              </svg>
            </svg>
            <span class="vh">{shown} </span>
            <span>{href ? <a href={href}>{label}</a> : label}</span>
          </li>
        )
      })}
    </ol>
  )
}
