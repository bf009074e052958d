import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Drawing, Line, Link, type Picture, picture, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import {
  type GanttBar,
  type GanttGate,
  type GanttLayout,
  type GanttPhase,
  ganttBarHeight,
  layGantt
} from './gantt.layout.ts'
import { Label, PlumbLine } from './marks.tsx'
import { type Colour, colourOf, type Skin } from './palette.ts'
import { lineStep } from './text.ts'

export type { GanttBar, GanttGate, GanttPhase } from './gantt.layout.ts'

export type GanttProps = {
  bars: readonly GanttBar[]
  phases?: readonly GanttPhase[]
  /** A gate is a plumb line: what happens before and after is measured against it. */
  gates?: readonly GanttGate[]
  /** YYYY-MM-DD; drawn where it lies within the plan. */
  today?: string
  /** The finding, for those who listen. */
  label: string
}

/** The plan on a line of months, for a page. */
export function Gantt(props: GanttProps) {
  const words = useWords()
  return <AtEveryWidth draw={(width) => drawGantt(props, words, width, 'screen').drawing} />
}

/** The plan on a line of months for a document, `width` pixels broad. */
export function ganttPicture(props: GanttProps, words: Words, width = 1100): Picture {
  const { drawing, height } = drawGantt(props, words, width, 'picture')
  return picture(drawing, { width, height })
}

function drawGantt(props: GanttProps, words: Words, width: number, skin: Skin) {
  const names = new Intl.DateTimeFormat(words.language, { month: 'short', timeZone: 'UTC' })
  const layout = layGantt(props, width, (month) => names.format(Date.UTC(2026, month, 15)))
  const { start, breadth, head, foot, height } = layout
  const drawing = (
    <Drawing
      width={width}
      height={height}
      label={props.label}
      words={words}
      skin={skin}
      linked={props.bars.some(({ href }) => href)}
    >
      <Months layout={layout} />
      {layout.phases.map((phase) => (
        <g key={phase.x}>
          <Rect x={phase.x + 1} y={phase.y} width={phase.width - 2} height={22} fill="sunk" />
          <Label x={phase.x + 6} y={phase.y + 11} lines={phase.label} bold />
        </g>
      ))}
      {layout.rows.map((row, index) => (
        <Row key={index} row={row} width={width} />
      ))}
      <Line from={{ x: start, y: head }} to={{ x: start + breadth, y: head }} stroke="ink" />
      {layout.today === undefined ? null : (
        <>
          <Upright x={layout.today.x} runs={layout.today.runs} stroke="ink" dash="3 3" />
          <Label
            x={layout.today.x}
            y={foot + 11}
            anchor={layout.today.anchor}
            lines={[words.t('ui.gantt.today')]}
            halo
          />
        </>
      )}
      {layout.gates.map((gate) => (
        <g key={gate.label}>
          <Upright x={gate.x} runs={gate.runs} stroke="bob" thick={2} />
          <PlumbLine x={gate.x} top={foot} bottom={foot} />
          <Rect x={gate.labelX} y={gate.y} width={gate.labelWidth} height={21} fill="bob-tint" />
          <Label x={gate.labelX + 6} y={gate.y + 10.5} lines={[gate.label]} bold colour="bob-ink" />
        </g>
      ))}
      <MonthNames layout={layout} />
      {layout.rows.map((row, index) => (
        <Link key={index} href={row.bar.href}>
          <Label
            x={0}
            y={layout.narrow ? row.y + 6 + (row.lines.length * lineStep) / 2 : row.y + row.height / 2}
            lines={row.lines}
            halo
          />
          {row.bar.text && row.text ? (
            <Label
              x={row.text.x}
              y={row.barY + ganttBarHeight / 2}
              anchor={row.text.anchor}
              lines={[row.bar.text]}
              halo={row.text.outside || tintOf(row.bar)}
            />
          ) : null}
        </Link>
      ))}
    </Drawing>
  )
  return { drawing, height }
}

/** An upright line, which leaves the words free that stand in its way. */
function Upright({
  x,
  runs,
  ...ink
}: {
  x: number
  runs: readonly { from: number; to: number }[]
  stroke: Colour
  thick?: number
  dash?: string
}) {
  return (
    <>
      {runs.map(({ from, to }) => (
        <Line key={from} from={{ x, y: from }} to={{ x, y: to }} {...ink} />
      ))}
    </>
  )
}

function tintOf({ family }: GanttBar): Colour {
  return family ? (`${colourOf[family]}-tint` as const) : 'sunk'
}

function Months({ layout: { months, head, foot } }: { layout: GanttLayout }) {
  return (
    <>
      {months.map(({ x, label }) => (
        <g key={x}>
          <Line from={{ x, y: label ? head - lineStep : head }} to={{ x, y: foot }} stroke="grid" />
        </g>
      ))}
    </>
  )
}

function MonthNames({ layout: { months, head } }: { layout: GanttLayout }) {
  return (
    <>
      {months.map(({ x, label, year }) => (
        <g key={x}>
          {year ? <Label x={x + 4} y={head - lineStep * 1.5 - 2} lines={[year]} bold colour="ink-2" halo /> : null}
          {label ? <Label x={x + 4} y={head - lineStep / 2 - 1} lines={[label]} colour="ink-2" halo /> : null}
        </g>
      ))}
    </>
  )
}

function Row({ row, width }: { row: GanttLayout['rows'][number]; width: number }) {
  const { bar, y, height, x, barY } = row
  const colour = bar.family ? colourOf[bar.family] : undefined
  return (
    <Link href={bar.href} title={[bar.label, bar.text].filter(Boolean).join(' · ')}>
      <Line from={{ x: 0, y: y + height }} to={{ x: width, y: y + height }} stroke="hair" />
      <Rect
        x={x}
        y={barY}
        width={row.width}
        height={ganttBarHeight}
        fill={tintOf(bar)}
        stroke={bar.proposed ? (colour ?? 'edge') : undefined}
        dash={bar.proposed ? '4 3' : undefined}
      />
      <Rect x={x} y={barY} width={4} height={ganttBarHeight} fill={colour ?? 'mark'} />
    </Link>
  )
}
