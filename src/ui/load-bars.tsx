import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Drawing, Line, Link, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { Label } from './marks.tsx'
import { roundUp } from './year-line.tsx'

/** One month: what is asked of it, and what is there. */
export type LoadBar = {
  /** YYYY-MM. */
  month: string
  own: number
  /** What others ask; drawn below one's own. */
  others: number
  there: number
  /** The month in words, for those who point or listen. */
  title: string
}

export type LoadBarsProps = {
  bars: readonly LoadBar[]
  /** Whether anybody has said what is there. */
  measured: boolean
  /** The finding, for those who listen. */
  label: string
}

const plot = { top: 24, height: 200, foot: 44, start: 44 } as const

/** What is asked, month by month, over the line of what is there; what stands above the line is too much, and says how much. */
export function LoadBars(props: LoadBarsProps) {
  const words = useWords()
  return <AtEveryWidth draw={(width) => drawLoad(props, words, width)} />
}

function drawLoad({ bars, measured, label }: LoadBarsProps, words: Words, width: number) {
  const most = roundUp(Math.max(1, ...bars.map(({ own, others, there }) => Math.max(own + others, there))))
  const base = plot.top + plot.height
  const down = (value: number) => base - (value / most) * plot.height
  const slot = (width - plot.start) / Math.max(1, bars.length)
  const breadth = Math.max(3, Math.min(40, slot * 0.72))
  const names = new Intl.DateTimeFormat(words.language, { month: 'short', timeZone: 'UTC' })
  const every = [1, 2, 3, 6, 12].find((step) => step * slot >= 40) ?? 12
  return (
    <Drawing width={width} height={base + plot.foot} label={label} words={words} skin="screen">
      {[0, most / 2, most].map((value) => (
        <g key={value}>
          <Line
            from={{ x: plot.start, y: down(value) }}
            to={{ x: width, y: down(value) }}
            stroke={value === 0 ? 'edge' : 'grid'}
          />
          <Label
            x={plot.start - 8}
            y={down(value)}
            anchor="end"
            lines={[words.number(value, Number.isInteger(value) ? 0 : 1)]}
            colour="ink-2"
          />
        </g>
      ))}
      {bars.map((bar, index) => (
        <Bar
          key={bar.month}
          {...{ bar, breadth, down, base, measured }}
          x={plot.start + slot * index + (slot - breadth) / 2}
          wide={slot >= 24}
          words={words}
        />
      ))}
      {measured
        ? bars.map(({ month, there }, index) => {
            const [x, y] = [plot.start + slot * index, down(there)]
            const before = bars[index - 1]
            return (
              <g key={month}>
                <Line from={{ x, y }} to={{ x: x + slot, y }} stroke="bob" thick={3} />
                {before && before.there !== there ? (
                  <Line from={{ x, y: down(before.there) }} to={{ x, y }} stroke="bob" thick={3} />
                ) : null}
              </g>
            )
          })
        : null}
      {bars.map(({ month }, index) => {
        const [year = 0, number = 1] = month.split('-').map(Number)
        if ((number - 1) % every !== 0) return null
        const x = plot.start + slot * (index + 0.5)
        return (
          <g key={month}>
            <Label
              x={x}
              y={base + 14}
              anchor="middle"
              lines={[names.format(Date.UTC(year, number - 1, 15))]}
              colour="ink-2"
            />
            {number === 1 ? (
              <Label x={x} y={base + 32} anchor="middle" lines={[String(year)]} bold colour="ink-2" />
            ) : null}
          </g>
        )
      })}
    </Drawing>
  )
}

function Bar(of: {
  bar: LoadBar
  x: number
  breadth: number
  base: number
  down: (value: number) => number
  measured: boolean
  wide: boolean
  words: Words
}) {
  const { bar, x, breadth, base, down } = of
  const needed = bar.own + bar.others
  const excess = of.measured ? needed - bar.there : 0
  const [foot, top] = [down(bar.others), down(needed)]
  return (
    <Link title={bar.title}>
      <Rect x={x} y={foot} width={breadth} height={base - foot} fill="seq-2" />
      <Rect x={x} y={top} width={breadth} height={foot - top} fill="mark" />
      {excess > 0.5 ? (
        <>
          <Rect x={x} y={top} width={breadth} height={down(bar.there) - top} fill="breach" />
          {of.wide ? (
            <Label
              x={x + breadth / 2}
              y={top - 10}
              anchor="middle"
              lines={[of.words.number(needed)]}
              bold
              colour="breach-ink"
              halo
            />
          ) : null}
        </>
      ) : null}
    </Link>
  )
}
