import { type ComponentChildren, Fragment, isValidElement, type VNode } from 'preact'
import type { Words } from '../kernel/words.ts'
import { Bars } from './bars.tsx'
import { Drawing, Line, type Picture, picture } from './canvas.tsx'
import {
  type Drawer,
  drawBars,
  drawColumns,
  drawCurve,
  drawFunnel,
  drawHeatTable,
  drawPlumbRows,
  drawRegionMap,
  drawYearLine,
  type Part
} from './chart-drawers.tsx'
import { Columns } from './columns.tsx'
import { Curve } from './curve.tsx'
import { Funnel } from './funnel.tsx'
import { HeatTable } from './heat-table.tsx'
import { Label } from './marks.tsx'
import { PlumbRows } from './plumb-rows.tsx'
import { RegionMap } from './region-map.tsx'
import { lineStep, wrapText } from './text.ts'
import { YearLine } from './year-line.tsx'

/** A figure as one picture that can be cited by itself: finding, unit, marks, source. */

const drawers = new Map<unknown, Drawer<never>>([
  [Bars, drawBars],
  [Columns, drawColumns],
  [Curve, drawCurve],
  [Funnel, drawFunnel],
  [HeatTable, drawHeatTable],
  [PlumbRows, drawPlumbRows],
  [RegionMap, drawRegionMap],
  [YearLine, drawYearLine]
])

/** The drawings that a page's figure is made of, in their order. A part that is none of them may hold some. */
function partsOf(content: ComponentChildren, words: Words, width: number): Part[] {
  if (Array.isArray(content)) return content.flatMap((one) => partsOf(one, words, width))
  if (!isValidElement(content)) return []
  const { type, props } = content as VNode<{ children?: ComponentChildren }>
  const draw = drawers.get(type)
  if (draw) return [draw(props as never, words, width)]
  if (typeof type === 'string' || type === Fragment) return partsOf(props.children, words, width)
  return partsOf((type as (props: object) => ComponentChildren)(props), words, width)
}

export type PicturedFigure = {
  title: string
  unit: string
  /** What the page draws: parts of `src/ui`, alone or within others that need no context. */
  drawing: ComponentChildren
  /** Source, date and reserves, each a line of its own. */
  notes: readonly string[]
}

const margin = 24
const titleSize = 20

/** `width` pixels broad, as high as it needs. Right to left where the language runs so. */
export function figurePicture({ title, unit, drawing, notes }: PicturedFigure, words: Words, width = 860): Picture {
  const inner = width - 2 * margin
  const titleLines = wrapText(title, inner, 3, titleSize)
  const unitLines = wrapText(unit, inner, 3)
  const noteLines = notes.flatMap((note) => wrapText(note, inner, 4))
  const parts = partsOf(drawing, words, inner)
  let y = margin
  const titleAt = y + titleLines.length * 13
  y += titleLines.length * 26 + 6
  const unitAt = y + (unitLines.length * lineStep) / 2
  y += unitLines.length * lineStep + 16
  const placed = parts.map((part) => {
    const at = y
    y += part.height + 24
    return { ...part, at }
  })
  const noteAt = y + 10 + (noteLines.length * lineStep) / 2
  const height = y + 10 + noteLines.length * lineStep + margin - 8
  return picture(
    <Drawing width={width} height={height} label={title} words={words} skin="picture">
      <Line from={{ x: margin, y: margin - 8 }} to={{ x: width - margin, y: margin - 8 }} stroke="ink" thick={2} />
      {titleLines.map((line, index) => (
        <Label
          key={line}
          x={margin}
          y={titleAt + (index - (titleLines.length - 1) / 2) * 26}
          bold
          size={titleSize}
          lines={[line]}
        />
      ))}
      <Label x={margin} y={unitAt} colour="ink-2" lines={unitLines} />
      {placed.map(({ body, at }) => (
        <g key={at} transform={`translate(${words.direction === 'rtl' ? -margin : margin} ${at})`}>
          {body}
        </g>
      ))}
      <Line from={{ x: margin, y }} to={{ x: width - margin, y }} stroke="hair" />
      <Label x={margin} y={noteAt} colour="ink-3" lines={noteLines} />
    </Drawing>,
    { width, height }
  )
}
