import type { Category, Family } from './tag.tsx'
import { lineStep, wrapText } from './text.ts'

export type MapNode = {
  id: string
  label: string
  href?: string
  /** What a node is, said by its mark: an influence that helps or hinders, a family, a category. */
  direction?: 'plus' | 'minus'
  family?: Family
  category?: Category
  /** What it lacks, such as an influence that nobody addresses: it is drawn dashed. */
  lacking?: string
}

export type MapLayer = { key: string; name: string; nodes: readonly MapNode[] }
export type MapLink = { from: string; to: string }

export type MapBox = {
  node: MapNode
  x: number
  y: number
  width: number
  height: number
  /** Where the words begin within the box: across, and down. */
  inset: number
  above: number
  lines: string[]
  lacking: string[]
}
type MapLayout = {
  columns: { name: string[]; x: number; width: number }[]
  boxes: MapBox[]
  links: MapLink[]
  top: number
  height: number
}

const pad = 8
const markRoom = 22
const between = 10

/** The layers side by side, each node near what it belongs to. Links through a layer that is not shown are kept. */
export function layMap(
  layers: readonly MapLayer[],
  links: readonly MapLink[],
  shown: readonly string[],
  width: number
): MapLayout {
  const visible = layers.filter(({ key }) => shown.includes(key))
  const kept = contract(
    layers.flatMap(({ nodes }) => nodes),
    links,
    new Set(visible.flatMap(({ nodes }) => nodes.map(({ id }) => id)))
  )
  const narrow = width < 700
  const gutter = narrow ? 20 : 52
  const columnWidth = (width - 2 - gutter * (visible.length - 1)) / Math.max(1, visible.length)
  const columns = visible.map(({ name }, index) => ({
    name: wrapText(name, columnWidth),
    x: 1 + index * (columnWidth + gutter),
    width: columnWidth
  }))
  const top = 14 + Math.max(1, ...columns.map(({ name }) => name.length)) * lineStep
  const stacks = visible.map(({ nodes }) => nodes.map((node) => measure(node, columnWidth, narrow)))
  const tallest = Math.max(0, ...stacks.map(heightOf))
  let ordered = stacks.map((stack, column) => place(stack, columns[column]?.x ?? 0, top, tallest))
  for (let sweep = 0; sweep < 3; sweep++)
    ordered = ordered.map((stack, column) => settle(stack, column, ordered, kept, top, tallest))
  return { columns, boxes: ordered.flat(), links: kept, top, height: top + tallest + 4 }
}

/** The mark of a node stands before its words, or above them where the column is narrow. */
function measure(node: MapNode, width: number, narrow: boolean): MapBox {
  const marked = node.direction !== undefined || node.family !== undefined || node.category !== undefined
  const inset = pad + (marked && !narrow ? markRoom : 0)
  const above = marked && narrow ? markRoom : 0
  const lines = wrapText(node.label, width - inset - pad)
  const lacking = node.lacking ? wrapText(node.lacking, width - inset - pad) : []
  const height = 2 * pad + above + (lines.length + lacking.length) * lineStep
  return { node, x: 0, y: 0, width, height, inset, above, lines, lacking }
}

function heightOf(stack: readonly MapBox[]): number {
  return stack.reduce((sum, { height }) => sum + height + between, -between)
}

/** Sets a column's boxes one under another from the head of the column, spread over the height where there are several. */
function place(stack: readonly MapBox[], x: number, top: number, tallest: number): MapBox[] {
  const spare = Math.max(0, tallest - heightOf(stack)) / Math.max(1, stack.length - 1)
  let y = top
  return stack.map((box) => {
    const placed = { ...box, x, y }
    y += box.height + between + spare
    return placed
  })
}

/** Orders a column by the middle of what each box is linked to, so that fewer lines cross. */
function settle(
  stack: readonly MapBox[],
  column: number,
  all: readonly (readonly MapBox[])[],
  links: readonly MapLink[],
  top: number,
  tallest: number
): MapBox[] {
  if (column === 0) return [...stack]
  const middles = new Map(all.flat().map((box) => [box.node.id, box.y + box.height / 2]))
  const pull = ({ node, y, height }: MapBox) => {
    const near = links.flatMap(({ from, to }) =>
      to === node.id ? [middles.get(from)] : from === node.id ? [middles.get(to)] : []
    )
    const known = near.filter((middle) => middle !== undefined)
    return known.length > 0 ? known.reduce((sum, middle) => sum + middle, 0) / known.length : y + height / 2
  }
  const sorted = stack.toSorted((a, b) => pull(a) - pull(b))
  return place(sorted, stack[0]?.x ?? 0, top, tallest)
}

/** Replaces each node that is not shown by links between its neighbours. */
function contract(nodes: readonly MapNode[], links: readonly MapLink[], shown: ReadonlySet<string>): MapLink[] {
  let kept = [...links]
  for (const { id } of nodes) {
    if (shown.has(id)) continue
    const before = kept.filter(({ to }) => to === id)
    const after = kept.filter(({ from }) => from === id)
    const through = before.flatMap(({ from }) => after.map(({ to }) => ({ from, to })))
    kept = [...kept.filter(({ from, to }) => from !== id && to !== id), ...through]
  }
  const known = kept.filter(({ from, to }) => from !== to && shown.has(from) && shown.has(to))
  return [...new Map(known.map((link) => [`${link.from}\n${link.to}`, link])).values()]
}

export const mapPad = pad
