/** Where labels stand so that none covers another. All in pixels, x to the right, y down. */
export type Box = { x: number; y: number; width: number; height: number }
export type Point = { x: number; y: number }
type Side = 'end' | 'start' | 'above' | 'below'

/** A mark that wants a label: its middle, its radius, and the label's size in order of preference (one line, two …). */
type Wanted = {
  at: Point
  radius: number
  sizes: readonly { width: number; height: number }[]
  sides?: readonly Side[]
}
export type Placed = Box & { side: Side; size: number }

/** Whether two boxes cover each other; touching is allowed. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/** Whether a box lies wholly within another. */
export function within(box: Box, bounds: Box): boolean {
  return (
    box.x >= bounds.x &&
    box.y >= bounds.y &&
    box.x + box.width <= bounds.x + bounds.width &&
    box.y + box.height <= bounds.y + bounds.height
  )
}

/** The square around a mark. */
export function around({ x, y }: Point, radius: number): Box {
  return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
}

const gap = 5
const everySide: readonly Side[] = ['end', 'start', 'above', 'below']

/** The ways to stand on one side of a mark: level with it first, then a little up or down, or along. */
function besides({ at, radius }: Wanted, { width, height }: { width: number; height: number }, side: Side): Box[] {
  const reach = radius + gap
  if (side === 'end' || side === 'start') {
    const x = side === 'end' ? at.x + reach : at.x - reach - width
    return [0, -0.7, 0.7].map((shift) => ({ x, y: at.y - height / 2 + shift * radius, width, height }))
  }
  const y = side === 'above' ? at.y - reach - height + 3 : at.y + reach - 3
  return [0, -0.4, 0.4].map((shift) => ({ x: at.x - width / 2 + shift * width, y, width, height }))
}

/** How far a mark's edge is from a box. */
function distance({ x, y, width, height }: Box, { at, radius }: Wanted): number {
  const across = Math.max(x - at.x, 0, at.x - x - width)
  const down = Math.max(y - at.y, 0, at.y - y - height)
  return Math.hypot(across, down) - radius
}

/** Whether nobody takes the label for the other mark's: it stands clearly nearer to its own. */
const isNearer = (box: Box, own: Wanted, other: Wanted) => distance(box, own) + gap < distance(box, other)

/**
 * A place for each label, in the order given: the first size and side that is free, and nearer to its own mark than to any
 * other. A label for which nothing is free is undefined; its mark then carries a number and the name stands in the legend.
 * `avoid` are boxes that no label may cover, `rather` such that it covers only if nothing else is free.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  bounds: Box,
  avoid: readonly Box[] = [],
  rather: readonly Box[] = []
): (Placed | undefined)[] {
  const taken = [...avoid, ...wanted.map(({ at, radius }) => around(at, radius))]
  return wanted.map((want) => {
    const free = want.sizes
      .flatMap((size, index) =>
        (want.sides ?? everySide).flatMap((side) =>
          besides(want, size, side).map((box) => ({ ...box, side, size: index }))
        )
      )
      .filter((box) => within(box, bounds) && !taken.some((other) => overlap(box, other)))
      .filter((box) => wanted.every((other) => other === want || isNearer(box, want, other)))
    const best = free.find((box) => !rather.some((other) => overlap(box, other))) ?? free[0]
    if (best) taken.push(best)
    return best
  })
}

/**
 * Moves marks that cover each other apart, each as little as possible, in their order; the first stays where it is.
 * A mark for which `allowed` finds no free place stays too.
 */
export function spread(marks: readonly Mark[], allowed: (point: Point, index: number) => boolean): Point[] {
  const placed: Mark[] = []
  for (const [index, mark] of marks.entries()) {
    const at = nearestFree(mark, placed, (point) => allowed(point, index)) ?? mark.at
    placed.push({ at, radius: mark.radius })
  }
  return placed.map(({ at }) => at)
}

export type Mark = { at: Point; radius: number }

const rings = 48
const turns = 16

function nearestFree(
  { at, radius }: Mark,
  placed: readonly Mark[],
  allowed: (point: Point) => boolean
): Point | undefined {
  const free = (point: Point) =>
    allowed(point) &&
    placed.every((other) => Math.hypot(other.at.x - point.x, other.at.y - point.y) > other.radius + radius)
  if (free(at)) return at
  for (let ring = 1; ring <= rings; ring++)
    for (let turn = 0; turn < turns; turn++) {
      const angle = (2 * Math.PI * turn) / turns
      const reach = (ring * radius) / 2
      const point = { x: at.x + reach * Math.cos(angle), y: at.y + reach * Math.sin(angle) }
      if (free(point)) return point
    }
  return undefined
}
