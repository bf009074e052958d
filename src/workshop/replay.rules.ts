import type { Change, Entry, Row } from '../kernel/event.ts'

/** An entry of the log with its number. */
export type Logged = Pick<Entry, 'operation' | 'at' | 'changes'> & { number: number }

/** What stood at a moment, by kind: rows as they were then. `made`: by the id of each, the entry that made it. */
export type Standing = { rows: Map<string, Row[]>; made: Map<string, number> }

const kinds = ['note', 'dot', 'note_comment', 'participant'] as const

const isOwn = ({ record, before, after }: Change, workshop: string) =>
  (kinds as readonly string[]).includes(record) && (after ?? before)?.workshop === workshop

const byId = (one: Row, other: Row) => (one.id < other.id ? -1 : 1)

/**
 * What was written in a workshop as it stood after the entry `at`, from the log alone, oldest first: everything in it began
 * there. What is made, taken back and made again keeps the number of the first time.
 */
export function standingAt(entries: readonly Logged[], at: number, workshop: string): Standing {
  const found = new Map<string, Map<string, Row>>(kinds.map((kind) => [kind, new Map()]))
  const made = new Map<string, number>()
  for (const { number, changes } of entries) {
    if (number > at) break
    for (const change of changes) {
      if (!isOwn(change, workshop)) continue
      const rows = found.get(change.record)
      if (change.after) rows?.set(change.id, change.after)
      else rows?.delete(change.id)
      if (!made.has(change.id)) made.set(change.id, number)
    }
  }
  return { rows: new Map([...found].map(([kind, rows]) => [kind, [...rows.values()].sort(byId)])), made }
}

/**
 * Records of the plan of one kind as they stood after the entry `at`: from what stands now, with what was done since taken back,
 * the latest first. Records were there before the workshop, so that the log of the workshop alone does not know them.
 */
export function rewound(now: readonly Row[], entries: readonly Logged[], at: number, kind: string): Row[] {
  const rows = new Map(now.map((row) => [row.id, row]))
  for (const { number, changes } of [...entries].reverse()) {
    if (number <= at) break
    for (const { record, id, before } of [...changes].reverse()) {
      if (record !== kind) continue
      if (before) rows.set(id, before)
      else rows.delete(id)
    }
  }
  return [...rows.values()].sort(byId)
}

/** A moment of a replay: the entry after which the board is shown, when it was, and what was done. */
export type Mark = { number: number; at: string; operation: string }

/** The moments at which something was done on a wall, or a phase was turned to while it was under way; oldest first. */
export function marksOf(
  entries: readonly Logged[],
  of: { workshop: string; wall: string; kind: string | null; walls: (board: string) => string }
): Mark[] {
  const touches = ({ record, id, before, after }: Change) => {
    const row = after ?? before
    if (record === 'workshop')
      return id === of.workshop && of.walls(String(row?.board ?? '')) === of.wall && isTurn(before, after)
    if (record === of.kind) return true
    return ['note', 'dot', 'note_comment'].includes(record) && row?.workshop === of.workshop && row.board === of.wall
  }
  return entries
    .filter(({ changes }) => changes.some(touches))
    .map(({ number, at, operation }) => ({ number, at, operation }))
}

const turned = ['item', 'phase', 'board', 'status'] as const
const isTurn = (before: Row | null, after: Row | null) => turned.some((name) => before?.[name] !== after?.[name])

/** The last mark of each minute: more one cannot choose by hand. */
export function byMinute(marks: readonly Mark[]): Mark[] {
  return [...new Map(marks.map((mark) => [mark.at.slice(0, 16), mark])).values()]
}

/** The mark that is shown where an entry of the log is asked for: the last at or before it, else the first; undefined of none. */
export function markAt(marks: readonly Mark[], number: number): Mark | undefined {
  return marks.findLast((mark) => mark.number <= number) ?? marks[0]
}
