import { Drawing, Line, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { type GanttBar, rangeOf, timeOf } from './gantt.layout.ts'
import type { GanttProps } from './gantt.tsx'
import { colourOf } from './palette.ts'

const width = 240
const height = 24
const day = 86_400_000

/** One bar of a timeline by itself, for a column of a table: the years as ticks, the gates as brass lines. */
export function GanttStrip({ bar, of }: { bar: GanttBar; of: Pick<GanttProps, 'bars' | 'gates'> }) {
  const words = useWords()
  const { bars, gates = [] } = of
  const range = rangeOf({ bars, gates })
  const x = (time: number) => (width * (time - range.from)) / (range.to - range.from)
  const [from, to] = [x(timeOf(bar.from)), x(timeOf(bar.to) + day)]
  const first = new Date(range.from).getUTCFullYear() + 1
  const years = Array.from({ length: new Date(range.to).getUTCFullYear() - first + 1 }, (_, index) =>
    x(Date.UTC(first + index, 0, 1))
  )
  const colour = bar.family ? colourOf[bar.family] : undefined
  return (
    <div class="gantt-strip">
      <Drawing width={width} height={height} label={words.period(bar.from, bar.to)} words={words} skin="screen">
        <Line from={{ x: 0, y: height / 2 }} to={{ x: width, y: height / 2 }} stroke="grid" />
        {years.map((at) => (
          <Line key={at} from={{ x: at, y: 0 }} to={{ x: at, y: height }} stroke="hair" />
        ))}
        <Rect
          x={from}
          y={5}
          width={Math.max(4, to - from)}
          height={height - 10}
          fill={bar.family ? `${colourOf[bar.family]}-tint` : 'sunk'}
          stroke={colour ?? 'edge'}
          dash={bar.proposed ? '4 3' : undefined}
        />
        {gates.map(({ date }) => (
          <Line
            key={date}
            from={{ x: x(timeOf(date)), y: 0 }}
            to={{ x: x(timeOf(date)), y: height }}
            stroke="bob"
            thick={2}
          />
        ))}
      </Drawing>
    </div>
  )
}
