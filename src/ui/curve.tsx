import { useWords } from './context.ts'
import { usePlace } from './share.ts'
import { isolate } from './text.ts'

export type CurveProps = {
  /** Shares from 0 to 1 along both lines, in rising order. */
  points: readonly { x: number; y: number }[]
  /** The point that the title speaks of. */
  cited: { x: number; y: number; label: string }
  /** Names the dotted line of equal shares, and what runs across. */
  equal: string
  across: string
  /** The finding, for those who listen. */
  label: string
}

/** How concentrated: the cumulative curve, with the line at the point that is cited. */
export function Curve({ points, cited, equal, across, label }: CurveProps) {
  const words = useWords()
  const place = usePlace()
  const rtl = words.direction === 'rtl'
  const start = rtl ? 'end' : 'start'
  const end = rtl ? 'start' : 'end'
  const down = (share: number) => `${Math.round((1 - share) * 1000) / 10}%`
  const path = points
    .map(({ x, y }) => `${Math.round((rtl ? 1 - x : x) * 1000) / 10},${Math.round((1 - y) * 1000) / 10}`)
    .join(' ')
  const x = place(cited.x)
  return (
    <div class="curve">
      <svg role="img" aria-label={label} direction="ltr">
        {[0, 0.5, 1].map((share) => (
          <g key={share}>
            <line
              x1="0"
              x2="100%"
              y1={down(share)}
              y2={down(share)}
              stroke={share === 0 ? 'var(--edge)' : 'var(--grid)'}
            />
            <text x={place(0)} y={down(share)} dx={rtl ? 8 : -8} dy="5" text-anchor={end} fill="var(--ink-2)">
              {words.number(share * 100)}
            </text>
          </g>
        ))}
        <svg
          aria-hidden="true"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          width="100%"
          height="100%"
          overflow="visible"
        >
          <line
            x1={rtl ? 100 : 0}
            y1="100"
            x2={rtl ? 0 : 100}
            y2="0"
            stroke="var(--edge)"
            stroke-dasharray="3 4"
            vector-effect="non-scaling-stroke"
          />
          <polyline
            points={path}
            fill="none"
            stroke="var(--mark)"
            stroke-width="2.5"
            vector-effect="non-scaling-stroke"
          />
        </svg>
        <line x1={x} x2={x} y1="-6" y2="100%" stroke="var(--bob)" stroke-width="2" />
        <circle cx={x} cy={down(cited.y)} r="6" fill="var(--mark)" />
        <text
          x={x}
          y={down(cited.y)}
          dx={rtl ? -14 : 14}
          dy="24"
          text-anchor={start}
          font-weight="700"
          fill="var(--ink)"
        >
          {isolate(cited.label, rtl)}
        </text>
        <text x={place(0.98)} y={down(0.14)} text-anchor={end} fill="var(--ink-2)">
          {isolate(equal, rtl)}
        </text>
        <svg aria-hidden="true" x={x} y="100%" overflow="visible">
          <path d="M-6 0h12v3.5L0 15l-6-11.5z" fill="var(--bob)" />
          <text y="30" text-anchor="middle" font-weight="700" fill="var(--bob-ink)">
            {words.number(cited.x * 100)}
          </text>
        </svg>
        <text x={place(1)} y="100%" dy="30" text-anchor={end} fill="var(--ink-2)">
          {isolate(across, rtl)}
        </text>
      </svg>
    </div>
  )
}
