import { type LegendRow, layLegend } from './legend.ts'
import { around, type Box, overlap, type Placed, type Point, placeLabels, spread, within } from './placement.ts'
import { type Category, categories } from './tag.tsx'
import { lineStep, textWidth, wrapText } from './text.ts'

export type BullseyeItem = {
  name: string
  /** Of which category it is, once somebody said so. */
  category?: Category
  votes?: number
  /** The ring of today, from 0 in the centre; the number of rings means outside the board. */
  present: number
  /** The ring that the plan needs. */
  desired?: number
  href?: string
}

type BullseyeLabel = Placed & { lines: string[]; number: boolean }

export type BullseyeLayout = {
  middle: Point
  /** The radius of each ring, from the centre. */
  rings: number[]
  ringNames: (Box & { lines: string[] })[]
  /** The names that have no room in their rings, which bear a Roman number instead. */
  ringLegend: LegendRow[]
  today: Point[]
  /** Where the plan needs each; undefined where it stays. */
  needed: (Point | undefined)[]
  labels: (BullseyeLabel | undefined)[]
  legend: LegendRow[]
  height: number
}

export const markRadius = 11
export const neededRadius = 8
const topGap = Math.PI / 9

/** The places of everything in a bullseye `width` pixels broad. `names` are the rings from the centre, then outside. */
export function layBullseye(items: readonly BullseyeItem[], names: readonly string[], width: number): BullseyeLayout {
  const narrow = width < 400
  const count = Math.max(1, names.length - 1)
  const outside = narrow ? 34 : 44
  const reach = Math.min(width / 2 - (narrow ? 12 : outside), 250)
  const middle = { x: width / 2, y: reach + outside + 4 }
  const rings = Array.from({ length: count }, (_, ring) => (reach * (ring + 1)) / count)
  const named = names.map((name, ring) =>
    layRingName(name, ring, rings[ring] ?? reach + outside, ring < count ? reach / count : outside, middle, width)
  )
  const ringNames = named.map(({ box }) => box)
  const board = { x: 0, y: 0, width, height: middle.y + reach + outside + 4 }
  const { today, needed } = layMarks(items, rings, middle, ringNames, board)
  const labels = layLabels(items, today, needed, middle, board, ringNames, narrow)
  const inLegend = items
    .map((item, index) => ({ index, text: item.name }))
    .filter(({ index }) => labels[index]?.number !== false)
  const outsideNames = named.flatMap(({ legend }, index) => (legend ? [{ index, text: legend }] : []))
  const ofRings = layLegend(outsideNames, board.height + 12, width, 1)
  const { rows, bottom } = layLegend(inLegend, ofRings.bottom, width)
  return { middle, rings, ringNames, ringLegend: ofRings.rows, today, needed, labels, legend: rows, height: bottom }
}

const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII']

/** The name of a ring in as many lines as its band has room for; a name that has none stands below the drawing. */
function layRingName(name: string, ring: number, radius: number, band: number, middle: Point, width: number) {
  const room = Math.min(width - 8, Math.max(70, radius * 1.3))
  const most = Math.max(1, Math.floor((band - 4) / lineStep))
  const whole = wrapText(name, room)
  const torn = name.split(/\s+/).some((word) => textWidth(word) > room)
  const fits = whole.length <= most && !torn
  const roman = romans[ring] ?? String(ring + 1)
  const lines = fits ? whole : [roman]
  const broad = Math.max(...lines.map((line) => textWidth(line)))
  const box = {
    lines,
    x: middle.x - broad / 2,
    y: middle.y - radius + 4,
    width: broad,
    height: lines.length * lineStep
  }
  return { box, legend: fits ? undefined : `${roman} · ${name}` }
}

function layMarks(
  items: readonly BullseyeItem[],
  rings: readonly number[],
  middle: Point,
  names: readonly Box[],
  board: Box
) {
  const order = [...items.keys()].sort(
    (a, b) =>
      categories.indexOf(items[a]?.category ?? 'wildcard') - categories.indexOf(items[b]?.category ?? 'wildcard')
  )
  const turnOf = new Map(order.map((index, place) => [index, place]))
  const open = 2 * (Math.PI - topGap)
  const angleOf = (index: number) => -Math.PI / 2 + topGap + (((turnOf.get(index) ?? 0) + 0.5) * open) / items.length
  const at = (index: number, ring: number): Point => {
    const { inner, outer } = band(ring, rings)
    const radius = ring === 0 ? outer * 0.6 : (inner + outer) / 2
    return { x: middle.x + radius * Math.cos(angleOf(index)), y: middle.y + radius * Math.sin(angleOf(index)) }
  }
  const moving = items.flatMap(({ present, desired }, index) =>
    desired === undefined || desired === present ? [] : [index]
  )
  const marks = [
    ...items.map(({ present }, index) => ({ index, ring: present, radius: markRadius })),
    ...moving.map((index) => ({ index, ring: items[index]?.desired ?? 0, radius: neededRadius }))
  ]
  const points = spread(
    marks.map(({ index, ring, radius }) => ({ at: at(index, ring), radius: radius + 1 })),
    (point, place) => {
      const mark = marks[place]
      if (!mark) return false
      const { inner, outer } = band(mark.ring, rings)
      const distance = Math.hypot(point.x - middle.x, point.y - middle.y)
      const box = around(point, mark.radius + 1)
      const inRing =
        distance >= inner + (mark.ring === 0 ? 0 : mark.radius * 0.7) && distance <= outer - mark.radius * 0.7
      return inRing && within(box, board) && !names.some((name) => overlap(box, name))
    }
  )
  const needed: (Point | undefined)[] = Array.from({ length: items.length })
  for (const [place, index] of moving.entries()) needed[index] = points[items.length + place]
  return { today: points.slice(0, items.length), needed }
}

function band(ring: number, rings: readonly number[]): { inner: number; outer: number } {
  const inner = ring === 0 ? 0 : (rings[ring - 1] ?? rings.at(-1) ?? 0)
  return { inner, outer: rings[ring] ?? inner + markRadius * 3 + 4 }
}

function layLabels(
  items: readonly BullseyeItem[],
  today: readonly Point[],
  needed: readonly (Point | undefined)[],
  middle: Point,
  board: Box,
  names: readonly Box[],
  narrow: boolean
): BullseyeLayout['labels'] {
  const forms = items.map(({ name }, index) => {
    const number = { lines: [String(index + 1)], number: true }
    const written = [wrapText(name, 230), wrapText(name, 120), wrapText(name, 84)].map((lines) => ({
      lines,
      number: false
    }))
    return narrow ? [number] : [...written.filter(({ lines }) => lines.length <= 3), number]
  })
  const wanted = items.map((_, index) => {
    const at = today[index] ?? middle
    return {
      at,
      radius: markRadius,
      sides:
        at.x >= middle.x
          ? (['end', 'below', 'above', 'start'] as const)
          : (['start', 'below', 'above', 'end'] as const),
      sizes: (forms[index] ?? []).map(({ lines }) => ({
        width: Math.max(...lines.map((line) => textWidth(line))),
        height: lines.length * lineStep
      }))
    }
  })
  const targets = needed.filter((point) => point !== undefined).map((point) => around(point, neededRadius + 1))
  const arrows = needed.flatMap((point, index) => (point ? along(today[index] ?? point, point) : []))
  return placeLabels(wanted, board, [...names, ...targets], arrows).map((placed, index) => {
    const form = placed && forms[index]?.[placed.size]
    return placed && form ? { ...placed, ...form } : undefined
  })
}

/** Small boxes along an arrow, which labels rather leave free. */
function along(from: Point, to: Point): Box[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 8))
  return Array.from({ length: steps }, (_, step) => {
    const share = (step + 1) / (steps + 1)
    return around({ x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share }, 3)
  })
}
