import {
  type Comment,
  commentOf,
  isCommentTold,
  type Note,
  noteOf,
  sightOf,
  type ToldBoard,
  type Viewer
} from '../board/note.rules.ts'
import { recordOnBoard, recordsOf } from '../board/records.operations.ts'
import type { Change, Entry, Row } from '../kernel/event.ts'
import { type ToldWorkshop, toldWorkshop } from './rules.ts'

/**
 * One entry of the log as somebody in a workshop is told it. `again`: who looks is another than before (moved to another
 * group, or out), and asks for everything anew. `people`: somebody came, was admitted, moved or removed. `agenda`: it was
 * changed.
 */
export type Told = ToldBoard & {
  number: number
  operation: string
  by: string | null
  at: string
  workshop: ToldWorkshop | null
  people: boolean
  agenda: boolean
  again: boolean
}

type Logged = Entry & { number: number }
const rowOf = ({ before, after }: Change) => (after ?? before) as Row
const ownKinds = ['note', 'note_comment', 'dot', 'agenda_item', 'participant']

/** Whether an entry has anything to do with a workshop: it is about its things, or about records that its boards show. */
export function isOfWorkshop(entry: Pick<Entry, 'changes' | 'plan'>, of: { workshop: string; plan: string }): boolean {
  return entry.changes.some((change) => {
    if (change.record === 'workshop') return change.id === of.workshop
    if (ownKinds.includes(change.record)) return rowOf(change).workshop === of.workshop
    return isRecordOfPlan(change, of.plan)
  })
}

/** Step 1 belongs to the inspectorate, and so to every plan of it. */
function isRecordOfPlan(change: Change, plan: string): boolean {
  return Object.hasOwn(recordsOf, change.record) && (rowOf(change).plan_id ?? plan) === plan
}

/** Persons whose own drafts or dots an entry touches: they are told more of it than others of their audience. */
export function concernedBy(entry: Pick<Entry, 'changes'>): Set<string> {
  return new Set(
    entry.changes.flatMap(({ record, id, after, before }) => {
      const row = (after ?? before) as Row
      if (record === 'participant') return [id]
      if (record === 'dot' || record === 'note_comment') return [String(row.author)]
      return record === 'note' && (row.state === 'drafted' || row.apart) ? [String(row.author)] : []
    })
  )
}

/** All that one viewer is told of an entry. What is told of each thing is whole, and rests on what it is afterwards. */
export function tell(entry: Logged, viewer: Viewer, of: { workshop: string; plan: string }): Told {
  const { number, operation, person, at, changes } = entry
  const told: Told = {
    ...{ number, operation, by: person, at, workshop: null, people: false, agenda: false, again: false },
    ...{ notes: [], comments: [], dots: [], records: [] }
  }
  for (const change of changes) {
    const { record, id, after } = change
    const row = rowOf(change)
    if (record === 'workshop') {
      if (id === of.workshop && after) told.workshop = toldWorkshop(after)
    } else if (ownKinds.includes(record)) {
      if (row.workshop === of.workshop) tellOwn(told, change, viewer)
    } else if (isRecordOfPlan(change, of.plan)) {
      told.records.push({ id, kind: record, record: (after && recordOnBoard(record, after, viewer.inside)) ?? null })
    }
  }
  return told
}

function tellOwn(told: Told, change: Change, viewer: Viewer): void {
  const { record, id, after } = change
  const row = rowOf(change)
  if (record === 'participant') {
    told.people = true
    if (id === viewer.person) told.again = true
  } else if (record === 'agenda_item') told.agenda = true
  else if (record === 'dot') {
    const [note, board, count] = [String(row.note), String(row.board), after ? Number(after.count) : 0]
    if (row.author === viewer.person) told.dots.push({ note, board, count })
  } else if (record === 'note_comment') {
    const seen = after && isCommentTold(after as never, viewer)
    told.comments.push({ id, comment: seen ? commentOf(after) : null })
  } else {
    const sight = after ? sightOf(after as unknown as Note, viewer) : 'nothing'
    const note = after && sight === 'note' ? noteOf(after) : null
    told.notes.push({ id, board: String(row.board), note, hidden: sight === 'hidden' })
  }
}

/** The board as one viewer is told it, from what stands in the database. */
export function tellBoard(
  found: { notes: readonly Row[]; comments: readonly Row[]; dots: readonly Row[] },
  viewer: Viewer
): { notes: Note[]; hidden: string[]; comments: Comment[]; dots: { note: string; count: number }[] } {
  const seen = found.notes.map((row) => ({ row, sight: sightOf(row as unknown as Note, viewer) }))
  const own = found.dots.map((row) => ({ note: String(row.note), count: Number(row.count) }))
  return {
    notes: seen.flatMap(({ row, sight }) => (sight === 'note' ? [noteOf(row)] : [])),
    hidden: seen.flatMap(({ row, sight }) => (sight === 'hidden' ? [row.id] : [])),
    comments: found.comments.filter((row) => isCommentTold(row as never, viewer)).map(commentOf),
    dots: own.sort((a, b) => (a.note < b.note ? -1 : 1))
  }
}
