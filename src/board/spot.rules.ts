/** Where a note stands: fields of the record by their names, and x and y from 0 to 100, which mean nothing more. */
export type Place = Readonly<Record<string, string | number | boolean | null>>

/** What a value must be to lie in a spot: the same; of a number, from the first up to but not at the second; `'*'`: there is one. */
export type Wanted = string | boolean | readonly [number, number]

/**
 * A named place of a board: a column, a quadrant, a ring, a hub. `when` says which places lie in it, `put` is what moving
 * something there sets. Server and browser read both alike.
 */
export type Spot = { key: string; when: Readonly<Record<string, Wanted>>; put: Place }

function isWanted(value: Place[string] | undefined, wanted: Wanted): boolean {
  if (value === undefined || value === null || value === '') return false
  if (wanted === '*') return true
  if (typeof wanted !== 'object') return value === wanted
  return typeof value === 'number' && value >= wanted[0] && value < wanted[1]
}

/** Whether a place lies in a spot. */
export function liesIn(place: Place, { when }: Pick<Spot, 'when'>): boolean {
  return Object.entries(when).every(([name, wanted]) => isWanted(place[name], wanted))
}

/** The first spot in which a place lies; undefined for what stands nowhere yet: it waits in the tray. */
export function findSpot<S extends Pick<Spot, 'when'>>(spots: readonly S[], place: Place): S | undefined {
  return spots.find((spot) => liesIn(place, spot))
}

/** A place after a move: what the move does not name stays. An empty value takes the name away. */
export function moved(place: Place, move: Place): Place {
  const merged = Object.entries({ ...place, ...move }).filter(([, value]) => value !== null && value !== '')
  return Object.fromEntries(merged.sort(([one], [other]) => (one < other ? -1 : 1)))
}

/** A line of a canvas: the field that runs along it, and its ends. */
export type Axis = { field: string; from: number; to: number }

/** The whole number at a share (0 to 1) of an axis; its ends may lie half a unit beyond its first and last number. */
export function valueAt({ from, to }: Axis, share: number): number {
  const inside = Math.min(1, Math.max(0, share))
  return Math.min(Math.floor(to), Math.max(Math.ceil(from), Math.round(from + inside * (to - from))))
}
