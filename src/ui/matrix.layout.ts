import { type LegendRow, layLegend } from './legend.ts'
import { around, type Box, overlap, type Placed, type Point, placeLabels, spread, within } from './placement.ts'
import { lineStep, textWidth, wrapText } from './text.ts'

export type MatrixItem = {
  label: string
  /** 0 at the start to 1 at the end of the line. */
  x: number
  /** 0 at the foot to 1 at the top. */
  y: number
  href?: string
  /** Shown on hovering: the figures behind the place. */
  title?: string
  /** Taken: a filled mark. */
  chosen?: boolean
  /** Not yet confirmed by the group: a dashed mark. */
  proposed?: boolean
  /** Where the evidence itself places it, in the same shares: drawn faintly behind, with a thread to where it stands. */
  evidence?: { x: number; y: number }
  votes?: number
}

export type Quadrants = { topStart: string; topEnd: string; bottomStart: string; bottomEnd: string }

type MatrixLabel = Placed & { lines: string[] }

export type MatrixLayout = {
  plot: Box
  /** Where each item's mark stands, in the order of the items. */
  dots: Point[]
  radii: number[]
  /** The label beside a mark; undefined where the mark carries its number. */
  labels: (MatrixLabel | undefined)[]
  corners: (Box & { lines: string[]; end: boolean })[]
  legend: LegendRow[]
  height: number
}

const plain = 6
const numbered = 11
const headroom = 24
const footroom = 58

/** The places of everything in a matrix `width` pixels broad; `reference` is the vertical line, 0 to 1; `aspect` its height for its width. */
export function layMatrix(
  items: readonly MatrixItem[],
  quadrants: Quadrants,
  reference: number,
  width: number,
  aspect = 0.84
): MatrixLayout {
  const plot = {
    x: 1,
    y: headroom,
    width: width - 2,
    height: Math.round(width < 400 ? width * 1.15 : Math.min(width * aspect, 560))
  }
  const corners = layCorners(quadrants, plot, reference)
  const narrow = width < 400
  const numbers = new Set(narrow ? items.keys() : [])
  for (;;) {
    const radii = items.map((_, index) => (numbers.has(index) ? numbered : plain))
    const dots = spread(
      items.map(({ x, y }, index) => ({ at: inPlot(x, y, plot), radius: (radii[index] ?? plain) + 1 })),
      (point, index) => {
        const box = around(point, (radii[index] ?? plain) + 1)
        return within(box, plot) && !corners.some((corner) => overlap(box, corner))
      }
    )
    const labels = layLabels(items, dots, radii, numbers, plot, corners, reference)
    const homeless = [...labels.keys()].filter((index) => !labels[index] && !numbers.has(index))
    if (homeless.length === 0) {
      const named = [...numbers].sort((a, b) => a - b).map((index) => ({ index, text: items[index]?.label ?? '' }))
      const { rows, bottom } = layLegend(named, plot.y + plot.height + footroom, width)
      return { plot, dots, radii, labels, corners, legend: rows, height: bottom + 4 }
    }
    for (const index of homeless) numbers.add(index)
  }
}

/** Between the edge of the plot and the ends of its lines. */
export const margin = plain + 2
const inside = (share: number) => Math.min(1, Math.max(0, share))

/** Where a share of the line across lies. Marks and the line that parts the quadrants are laid by it alike. */
export function acrossPlot(share: number, plot: Box): number {
  return plot.x + margin + inside(share) * (plot.width - 2 * margin)
}

export function inPlot(x: number, y: number, plot: Box): Point {
  return { x: acrossPlot(x, plot), y: plot.y + plot.height - margin - inside(y) * (plot.height - 2 * margin) }
}

function layCorners(quadrants: Quadrants, plot: Box, reference: number): MatrixLayout['corners'] {
  const across = acrossPlot(reference, plot) - plot.x
  const room = { start: across - 16, end: plot.width - across - 16 }
  const corners = (['topStart', 'topEnd', 'bottomStart', 'bottomEnd'] as const).map((corner) => {
    const end = corner.endsWith('End')
    const lines = wrapText(quadrants[corner], Math.max(60, end ? room.end : room.start), 2)
    const width = Math.max(...lines.map((line) => textWidth(line)), 0)
    const height = lines.length * lineStep
    return {
      lines,
      end,
      width,
      height,
      x: end ? plot.x + plot.width - 8 - width : plot.x + 8,
      y: corner.startsWith('top') ? plot.y + 6 : plot.y + plot.height - 6 - height
    }
  })
  // Where the line lies near an end, its quadrants are too narrow to bear a name.
  return corners.filter(({ end, width }) => width <= (end ? room.end : room.start))
}

function layLabels(
  items: readonly MatrixItem[],
  dots: readonly Point[],
  radii: readonly number[],
  numbers: ReadonlySet<number>,
  plot: Box,
  corners: readonly Box[],
  reference: number
): MatrixLayout['labels'] {
  const line = { x: acrossPlot(reference, plot) - 3, y: plot.y, width: 6, height: plot.height }
  const order = [...items.keys()].sort((a, b) => Number(items[b]?.chosen ?? false) - Number(items[a]?.chosen ?? false))
  const forms = items.map(({ label }) => [wrapText(label, 240), wrapText(label, 130), wrapText(label, 90)])
  const wanted = order.map((index) => ({
    at: dots[index] ?? { x: 0, y: 0 },
    // What is written at its shoulder needs room too.
    radius: (radii[index] ?? plain) + (items[index]?.votes ? 7 : 0),
    sizes: numbers.has(index) ? [] : (forms[index] ?? []).filter((lines) => lines.length <= 3).map(sizeOf)
  }))
  const placed = placeLabels(wanted, plot, corners, [line])
  const labels: MatrixLayout['labels'] = Array.from({ length: items.length })
  for (const [place, index] of order.entries()) {
    const box = placed[place]
    const usable = (forms[index] ?? []).filter((lines) => lines.length <= 3)
    if (box) labels[index] = { ...box, lines: usable[box.size] ?? [] }
  }
  return labels
}

function sizeOf(lines: readonly string[]): { width: number; height: number } {
  return { width: Math.max(...lines.map((line) => textWidth(line)), 0), height: lines.length * lineStep }
}
