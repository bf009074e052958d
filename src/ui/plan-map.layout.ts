import type { Point } from './placement.ts'
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
  /** No box but a free way across its column, for links that lead on to a later one. */
  lane?: true
}
/** A piece of the ways of links: along a lane, or curved between two columns. */
type MapThread = { points: Point[]; curved: boolean }
type MapLayout = {
  columns: { name: string[]; x: number; width: number }[]
  boxes: MapBox[]
  links: MapLink[]
  threads: MapThread[]
  top: number
  height: number
}

const pad = 8
const markRoom = 22
const between = 10

/**
 * The layers side by side, each node near what it belongs to. Links through a layer that is not shown are kept. A link
 * that skips a layer crosses it in a lane between the boxes, so that no line seems to join what it does not.
 */
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
  const columnOf = new Map(visible.flatMap(({ nodes }, column) => nodes.map(({ id }) => [id, column] as const)))
  const { hops, lanes } = cutIntoHops(kept, columnOf)
  const stacks = visible.map(({ nodes }, column) => [
    ...nodes.map((node) => measure(node, columnWidth, narrow)),
    ...lanes.filter((lane) => lane.column === column).map(({ id }) => layLane(id, columnWidth))
  ])
  const tallest = Math.max(0, ...stacks.map(heightOf))
  let ordered = stacks.map((stack, column) => place(stack, columns[column]?.x ?? 0, top, tallest))
  for (let sweep = 0; sweep < 3; sweep++)
    ordered = ordered.map((stack, column) => settle(stack, column, ordered, hops, top, tallest))
  const placed = ordered.flat()
  return {
    columns,
    boxes: placed.filter(({ lane }) => !lane),
    links: kept,
    threads: layThreads(placed, hops),
    top,
    height: top + tallest + 4
  }
}

/** Links as hops from one column to the next; what a node leads on through a column runs there in one lane. */
function cutIntoHops(links: readonly MapLink[], columnOf: ReadonlyMap<string, number>) {
  const hops = new Map<string, MapLink>()
  const lanes = new Map<string, { id: string; column: number }>()
  for (const link of links) {
    const ends = [link.from, link.to].toSorted((a, b) => (columnOf.get(a) ?? 0) - (columnOf.get(b) ?? 0))
    const [first = '', last = ''] = ends
    let from = first
    for (let column = (columnOf.get(first) ?? 0) + 1; column < (columnOf.get(last) ?? 0); column++) {
      const to = `${first}\n${column}`
      lanes.set(to, { id: to, column })
      hops.set(`${from}\n>${to}`, { from, to })
      from = to
    }
    hops.set(`${from}\n>${last}`, { from, to: last })
  }
  return { hops: [...hops.values()], lanes: [...lanes.values()] }
}

function layLane(id: string, width: number): MapBox {
  return {
    node: { id, label: '' },
    x: 0,
    y: 0,
    width,
    height: 1,
    inset: 0,
    above: 0,
    lines: [],
    lacking: [],
    lane: true
  }
}

/** Curves from box to box of neighbouring columns, and straight lines along the lanes. */
function layThreads(boxes: readonly MapBox[], hops: readonly MapLink[]): MapThread[] {
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]))
  const curves = hops.flatMap(({ from, to }) => {
    const [left, right] = [boxOf.get(from), boxOf.get(to)]
    if (!left || !right) return []
    const begin = { x: left.x + left.width, y: left.y + left.height / 2 }
    const end = { x: right.x, y: right.y + right.height / 2 }
    const bend = (end.x - begin.x) / 2
    return { points: [begin, { x: begin.x + bend, y: begin.y }, { x: end.x - bend, y: end.y }, end], curved: true }
  })
  const lanes = boxes
    .filter(({ lane }) => lane)
    .map(({ x, y, width, height }) => {
      const middle = y + height / 2
      const points = [
        { x, y: middle },
        { x: x + width, y: middle }
      ]
      return { points, curved: false }
    })
  return [...curves, ...lanes]
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
