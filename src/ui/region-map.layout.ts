import { overlap, type Point } from './placement.ts'
import { lineStep, textWidth } from './text.ts'

/** Where the names on a map stand: at its edge, on the emptier side, with a line to the area. */

export type AreaLabel = {
  id: string
  /** Where its words begin or end, and the height of its first line. */
  x: number
  y: number
  anchor: 'start' | 'end'
  /** From the words to the middle of the area. */
  line: { from: Point; to: Point }
}

type Named = { id: string; path: string; lines: readonly string[] }

/**
 * Sets the names of areas, each above the next. `viewBox` is the map's own; `unit` is how many of its units make a
 * pixel at the width of 320.
 */
export function layAreaNames(
  named: readonly Named[],
  paths: readonly string[],
  viewBox: string,
  unit: number
): AreaLabel[] {
  const [left = 0, top = 0, width = 320, height = 320] = viewBox.split(/[\s,]+/).map(Number)
  const borders = paths.flatMap((path) => ringsOf(path).flat())
  const taken: { x: number; y: number; width: number; height: number }[] = []
  return named.map(({ id, path, lines }) => {
    const middle = middleOf(path)
    const size = {
      width: Math.max(...lines.map((line) => textWidth(line))) * unit,
      height: lines.length * lineStep * unit
    }
    const sides = (['start', 'end'] as const).map((anchor) => {
      const x = anchor === 'start' ? left : left + width - size.width
      let y = Math.min(Math.max(middle.y - size.height / 2, top), top + height - size.height)
      for (const other of taken) if (overlap({ x, y, ...size }, other)) y = other.y + other.height + 4 * unit
      const box = { x, y, ...size }
      return { anchor, box, covered: borders.filter((point) => holds(box, point)).length }
    })
    const best = sides.reduce((one, other) => (other.covered < one.covered ? other : one))
    const { anchor, box } = best
    taken.push(box)
    const edge = anchor === 'start' ? box.x + box.width + 3 * unit : box.x - 3 * unit
    return {
      id,
      x: anchor === 'start' ? box.x : box.x + box.width,
      y: box.y + 14 * unit,
      anchor,
      line: { from: { x: edge, y: box.y + 9 * unit }, to: middle }
    }
  })
}

function holds(box: { x: number; y: number; width: number; height: number }, { x, y }: Point): boolean {
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height
}

/** The middle of the largest piece of an area. */
function middleOf(path: string): Point {
  const boxes = ringsOf(path).map((ring) => {
    const [xs, ys] = [ring.map(({ x }) => x), ring.map(({ y }) => y)]
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
    return { x: (left + right) / 2, y: (top + bottom) / 2, size: (right - left) * (bottom - top) }
  })
  const [largest] = boxes.sort((one, other) => other.size - one.size)
  return { x: largest?.x ?? 0, y: largest?.y ?? 0 }
}

/** The corners of a path of straight lines (M, L, H, V, Z), ring by ring. */
function ringsOf(path: string): Point[][] {
  const rings: Point[][] = []
  let at = { x: 0, y: 0 }
  for (const [, command = '', rest = ''] of path.matchAll(/([MLHVZ])([^MLHVZ]*)/gi)) {
    const numbers = (rest.match(/-?\d*\.?\d+/g) ?? []).map(Number)
    const kind = command.toUpperCase()
    const base = () => (command === kind ? { x: 0, y: 0 } : at)
    if (kind === 'M') rings.push([])
    if (kind === 'Z') at = rings.at(-1)?.[0] ?? at
    const step = kind === 'H' || kind === 'V' ? 1 : 2
    for (let index = 0; index + step <= numbers.length; index += step) {
      const [first = 0, second = 0] = numbers.slice(index, index + step)
      const { x, y } = base()
      if (kind === 'H') at = { x: x + first, y: at.y }
      else if (kind === 'V') at = { x: at.x, y: y + first }
      else at = { x: x + first, y: y + second }
      rings.at(-1)?.push(at)
    }
  }
  return rings.filter((ring) => ring.length > 0)
}
