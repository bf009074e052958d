import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Dot, Drawing, Line, Link, type Picture, picture, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { legendInset } from './legend.ts'
import { Label, PlacedLabel, PlumbLine, UpArrow, Votes } from './marks.tsx'
import {
  acrossPlot,
  inPlot,
  layMatrix,
  type MatrixItem,
  type MatrixLayout,
  margin,
  type Quadrants
} from './matrix.layout.ts'
import type { Colour, Skin } from './palette.ts'
import type { Point } from './placement.ts'
import { lineStep, textWidth } from './text.ts'

export type { MatrixItem, Quadrants } from './matrix.layout.ts'

export type MatrixProps = {
  items: readonly MatrixItem[]
  quadrants: Quadrants
  /** `low` and `high` stand at the ends of the line across; `up` names what rises: "higher priority". */
  axes: { low: string; high: string; up: string }
  /** The line that parts the quadrants, such as the average of all cases; in the middle if absent. */
  reference?: { x: number; label: string }
  /** How high the plot is for its width, where it must fit a screen. */
  aspect?: number
  /** What a place on the plot sets, for the island of a board. */
  drop?: string
  /** The places are judgements about what to do, no finding of a breach: nothing is rust. */
  judgement?: boolean
  /** The finding, for those who listen. */
  label: string
}

/** The Priority/Compliance Matrix for a page. */
export function Matrix(props: MatrixProps) {
  const words = useWords()
  return <AtEveryWidth draw={(width) => drawMatrix(props, words, width, 'screen').drawing} />
}

/** The matrix for a document, `width` pixels broad. */
export function matrixPicture(props: MatrixProps, words: Words, width = 860): Picture {
  const { drawing, height } = drawMatrix(props, words, width, 'picture')
  return picture(drawing, { width, height })
}

function drawMatrix(props: MatrixProps, words: Words, width: number, skin: Skin) {
  const { items, quadrants, axes, reference, judgement, label, drop, aspect } = props
  const across = reference?.x ?? 0.5
  const layout = layMatrix(items, quadrants, across, width, aspect)
  const { plot, corners, legend, height } = layout
  const foot = plot.y + plot.height
  const lineX = acrossPlot(across, plot)
  const middle = plot.y + plot.height / 2
  const drawing = (
    <Drawing
      width={width}
      height={height}
      label={label}
      words={words}
      skin={skin}
      linked={items.some(({ href }) => href)}
    >
      <Rect
        x={plot.x}
        y={plot.y}
        width={lineX - plot.x}
        height={plot.height / 2}
        fill={judgement ? 'sunk' : 'breach-tint'}
        opacity={0.6}
      />
      <Rect {...plot} stroke="edge" />
      <Line from={{ x: plot.x, y: middle }} to={{ x: plot.x + plot.width, y: middle }} stroke="hair" />
      <UpArrow at={{ x: plot.x + 5, y: 11 }} />
      <Label x={plot.x + 14} y={11} lines={[axes.up]} colour="ink-2" />
      {corners.map((corner, index) => (
        <Label
          key={index}
          x={corner.end ? corner.x + corner.width : corner.x}
          y={corner.y + corner.height / 2}
          anchor={corner.end ? 'end' : 'start'}
          lines={corner.lines}
          bold
          colour={index > 0 ? 'ink-2' : judgement ? 'ink' : 'breach-ink'}
        />
      ))}
      {reference ? (
        <PlumbLine x={lineX} top={plot.y} bottom={foot} />
      ) : (
        <Line from={{ x: lineX, y: plot.y }} to={{ x: lineX, y: foot }} stroke="hair" />
      )}
      <Ends axes={axes} reference={reference?.label} x={lineX} y={foot + 28} width={width} />
      {drop ? (
        <rect
          class="drop"
          x={plot.x + margin}
          y={plot.y + margin}
          width={plot.width - 2 * margin}
          height={plot.height - 2 * margin}
          data-axes={drop}
        />
      ) : null}
      {items.some(({ evidence }) => evidence) ? (
        <g class="layer-evidence">
          {items.map(({ evidence }, index) => (
            <FromEvidence key={index} at={evidence && inPlot(evidence.x, evidence.y, plot)} to={layout.dots[index]} />
          ))}
        </g>
      ) : null}
      {items.map((item, index) => (
        <Item key={index} item={item} index={index} layout={layout} words={words} />
      ))}
      {legend.map((row) => (
        <Link key={row.index} href={items[row.index]?.href}>
          <Mark
            item={items[row.index]}
            at={{ x: row.x + 12, y: row.y + lineStep / 2 }}
            radius={11}
            number={words.number(row.index + 1)}
          />
          <Label
            x={row.x + legendInset}
            y={row.y + (row.lines.length * lineStep) / 2}
            lines={row.lines}
            bold={items[row.index]?.chosen}
          />
        </Link>
      ))}
    </Drawing>
  )
  return { drawing, height }
}

/** The ends of the line across, and the name of the reference under its bob wherever it has room. */
function Ends({
  axes,
  reference,
  x,
  y,
  width
}: {
  axes: MatrixProps['axes']
  reference?: string
  x: number
  y: number
  width: number
}) {
  const half = textWidth(reference ?? '') / 2
  const low = textWidth(axes.low) + half + 10
  const high = width - textWidth(axes.high) - half - 10
  const fits = low <= high && x >= low - 30 && x <= high + 30
  const at = fits ? Math.min(high, Math.max(low, x)) : Math.min(width - half, Math.max(half, x))
  return (
    <>
      <Label x={1} y={y} lines={[axes.low]} colour="ink-2" />
      <Label x={width - 1} y={y} anchor="end" lines={[axes.high]} colour="ink-2" />
      {reference ? (
        <Label x={at} y={fits ? y : y + lineStep} anchor="middle" lines={[reference]} bold colour="bob-ink" />
      ) : null}
    </>
  )
}

function Item({ item, index, layout, words }: { item: MatrixItem; index: number; layout: MatrixLayout; words: Words }) {
  const at = layout.dots[index]
  const label = layout.labels[index]
  if (!at) return null
  const title = [item.label, item.title, item.proposed ? words.t('ui.matrix.proposed') : ''].filter(Boolean).join(' · ')
  return (
    <Link href={item.href} title={title}>
      <Mark
        item={item}
        at={at}
        radius={layout.radii[index] ?? 6}
        number={label ? undefined : words.number(index + 1)}
      />
      <Votes at={at} radius={layout.radii[index] ?? 6} count={item.votes} words={words} />
      {label ? <PlacedLabel placed={label} lines={label.lines} bold={item.chosen} /> : null}
    </Link>
  )
}

/** Where the evidence places an item, and the way from there to where people put it. */
function FromEvidence({ at, to }: { at?: Point; to?: Point }) {
  if (!at || !to) return null
  return (
    <>
      <Line from={at} to={to} stroke="unknown" fade={0.7} />
      <Dot at={at} radius={4} fill="unknown" opacity={0.5} stroke="unknown" />
    </>
  )
}

/** Filled where it is taken, hollow where not, dashed until the group confirms it. */
function Mark({ item, at, radius, number }: { item?: MatrixItem; at: Point; radius: number; number?: string }) {
  const stroke: Colour = item?.chosen ? 'breach' : 'mark'
  const filled = item?.chosen && !item.proposed
  return (
    <>
      <Dot
        at={at}
        radius={radius}
        fill={filled ? 'breach' : 'sheet'}
        stroke={stroke}
        thick={2}
        dash={item?.proposed ? '3 2.5' : undefined}
      />
      {number ? (
        <Label x={at.x} y={at.y} anchor="middle" lines={[number]} bold colour={filled ? 'sheet' : 'ink'} />
      ) : null}
    </>
  )
}
