import { type LegendRow, layLegend } from './legend.ts'
import type { Point } from './placement.ts'
import { lineStep, textWidth, wrapText } from './text.ts'

/** An item and the circles that it lies in: of the three, in their order. */
export type VennItem = {
  label: string
  inside: readonly [boolean, boolean, boolean]
  href?: string
  /** Taken as a hub: its mark is filled, and its name stands first. */
  chosen?: boolean
}

type VennLine = { text: string; x: number; y: number }
type VennNumber = { index: number; at: Point }

type VennLayout = {
  centres: readonly [Point, Point, Point]
  radius: number
  names: { lines: string[]; x: number; y: number; anchor: 'start' | 'middle' | 'end' }[]
  /** Where each item's number stands; its name is in the legend, and so is that of an item in no circle. */
  numbers: VennNumber[]
  /** Numbers without a ring, one after another, where a region is too small for the rings of all. */
  lists: VennLine[]
  legend: LegendRow[]
  /** From the only hub in the diagram to its name beside it. */
  leader?: { from: Point; to: Point }
  height: number
}

export const numberRadius = 11
const edge = 9

/**
 * The places of everything in a diagram of three circles `width` pixels broad: the names beside the circles, and below
 * them where the page is narrow; the hubs first.
 */
export function layVenn(
  items: readonly VennItem[],
  circleNames: readonly [string, string, string],
  width: number
): VennLayout {
  const narrow = width < 400
  const radius = narrow ? (width - 4) / 3.06 : Math.min(width * 0.15, 124)
  const distance = radius * 1.06
  const rise = (distance * Math.sqrt(3)) / 2
  const x = narrow ? width / 2 : 2 + radius * 1.53
  const names = circleNames.map((name) => wrapText(name, Math.min(220, x - 12), 3))
  const headroom = Math.max(names[0]?.length ?? 1, names[1]?.length ?? 1) * lineStep + 8
  const top = headroom + radius
  const centres = [
    { x: x - distance / 2, y: top },
    { x: x + distance / 2, y: top },
    { x, y: top + rise }
  ] as const
  const foot = top + rise + radius
  const footroom = (names[2]?.length ?? 1) * lineStep + 8
  const order = [...items.keys()].sort((a, b) => Number(items[b]?.chosen ?? false) - Number(items[a]?.chosen ?? false))
  const numbers: VennNumber[] = []
  const lists: VennLine[] = []
  // The hub stands last in its region, next to where its name is.
  for (const region of regions.slice(0, -1)) {
    const members = order
      .toReversed()
      .filter((index) => region.every((inside, circle) => items[index]?.inside[circle] === inside))
    if (members.length === 0) continue
    const filling = fill(shapeOf(region, centres, radius), members)
    numbers.push(...(filling.numbers ?? []))
    lists.push(...(filling.list ?? []))
  }
  const named = order.map((index) => ({ index, text: items[index]?.label ?? '' }))
  const beside = x + radius * 1.53 + 40
  const hubs = numbers.filter(({ index }) => items[index]?.chosen)
  const [hub] = hubs
  const legend = narrow
    ? layLegend(named, foot + footroom + 14, width)
    : layLegend(named, (hub?.at.y ?? headroom + 20) - lineStep / 2, width - beside, 1)
  const rows = narrow ? legend.rows : legend.rows.map((row) => ({ ...row, x: row.x + beside }))
  const to = { x: beside - 6, y: hub?.at.y ?? 0 }
  return {
    centres,
    radius,
    names: layNames(names, centres, radius, headroom, foot, footroom),
    numbers,
    lists,
    legend: rows,
    ...(hub && hubs.length === 1 && !narrow ? { leader: { from: hub.at, to } } : {}),
    height: Math.ceil(Math.max(legend.bottom, foot + footroom))
  }
}

const both = [true, false] as const
/** The eight ways to lie in or outside three circles; the last is outside all. */
const regions = both.flatMap((a) => both.flatMap((b) => both.map((c) => [a, b, c] as const)))

function layNames(
  names: readonly string[][],
  centres: VennLayout['centres'],
  radius: number,
  headroom: number,
  foot: number,
  footroom: number
): VennLayout['names'] {
  const [first, second, third] = centres
  return [
    { lines: names[0] ?? [], x: Math.max(1, first.x - radius * 0.9), y: headroom / 2, anchor: 'start' },
    { lines: names[1] ?? [], x: second.x + radius * 0.9, y: headroom / 2, anchor: 'end' },
    { lines: names[2] ?? [], x: third.x, y: foot + footroom / 2, anchor: 'middle' }
  ]
}

/** A region as one run of free pixels for each line of type, from its top to its foot. */
type Shape = { y: number; from: number; to: number }[]

const scan = 6

function shapeOf(region: readonly boolean[], centres: VennLayout['centres'], radius: number): Shape {
  const left = Math.min(...centres.map(({ x }) => x)) - radius
  const right = Math.max(...centres.map(({ x }) => x)) + radius
  const top = centres[0].y - radius
  const foot = centres[2].y + radius
  const inside = (x: number, y: number) =>
    centres.every((centre, circle) => {
      const away = Math.hypot(x - centre.x, y - centre.y)
      return region[circle] ? away < radius - edge : away > radius + edge
    })
  const shape: Shape = []
  for (let y = top; y <= foot; y += scan) {
    const run = longestRun(left, right, (x) => inside(x, y - 8) && inside(x, y + 8))
    if (run) shape.push({ y, ...run })
  }
  return shape
}

function longestRun(
  left: number,
  right: number,
  free: (x: number) => boolean
): { from: number; to: number } | undefined {
  let best: { from: number; to: number } | undefined
  let begin: number | undefined
  for (let x = left; x <= right + 2; x += 2) {
    if (x <= right && free(x)) begin ??= x
    else if (begin !== undefined) {
      if (!best || x - 2 - begin > best.to - best.from) best = { from: begin, to: x - 2 }
      begin = undefined
    }
  }
  return best
}

/** Sets a text into a shape around its middle, each line as broad as the shape is there; undefined if it does not fit. */
function writeInto(shape: Shape, text: string): VennLine[] | undefined {
  const [first, last] = [shape[0], shape.at(-1)]
  if (!first || !last) return undefined
  let best: { lines: VennLine[]; lean: number } | undefined
  for (const { y: start } of shape) {
    const lines = writeFrom(shape, text, start)
    if (!lines) continue
    const lean = Math.abs(start - first.y - (last.y - (lines.at(-1)?.y ?? start)))
    if (!best || lean < best.lean) best = { lines, lean }
  }
  return best?.lines
}

function writeFrom(shape: Shape, text: string, start: number): VennLine[] | undefined {
  let y = start
  let rest = text.split(/\s+/).filter(Boolean)
  const lines: VennLine[] = []
  while (rest.length > 0) {
    const run = shape.find((line) => Math.abs(line.y - y) <= scan / 2)
    if (!run) return undefined
    const taken = wordsWithin(rest, run.to - run.from)
    if (taken === 0) return undefined
    lines.push({ text: rest.slice(0, taken).join(' '), x: (run.from + run.to) / 2, y })
    rest = rest.slice(taken)
    y += lineStep
  }
  return lines
}

function wordsWithin(words: readonly string[], width: number): number {
  let taken = 0
  while (taken < words.length && textWidth(words.slice(0, taken + 1).join(' ')) <= width) taken++
  return taken
}

/** Sets numbers into a shape, row by row around its middle; undefined if they do not all fit. */
function numberInto(shape: Shape, members: readonly number[]): VennNumber[] | undefined {
  const pitch = 2 * numberRadius + 8
  const middle = shape.toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  if (!middle) return undefined
  const rows = shape
    .filter(({ y }) => Math.abs(((y - middle.y) / scan) % Math.ceil(pitch / scan)) < 0.01)
    .sort((a, b) => Math.abs(a.y - middle.y) - Math.abs(b.y - middle.y))
  const rest = [...members]
  const numbers: VennNumber[] = []
  for (const { y, from, to } of rows) {
    const row = rest.splice(0, Math.floor((to - from + 10) / pitch))
    for (const [place, index] of row.entries())
      numbers.push({ index, at: { x: (from + to) / 2 + (place - (row.length - 1) / 2) * pitch, y } })
  }
  return rest.length === 0 ? numbers : undefined
}

/** What stands in a region: numbers in rings where they fit, else numbers alone; else the legend only. */
function fill(shape: Shape, members: readonly number[]): { numbers?: VennNumber[]; list?: VennLine[] } {
  const numbers = numberInto(shape, members)
  return numbers ? { numbers } : { list: writeInto(shape, members.map((index) => index + 1).join(' ')) }
}
