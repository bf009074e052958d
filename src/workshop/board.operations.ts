import { z } from 'zod'
import type { BoardState } from '../board/note.rules.ts'
import { listBoardRecords } from '../board/records.operations.ts'
import { boardNames, findBoard } from '../board/rules.ts'
import { listComments, listDots, listNotes } from '../board/store.ts'
import { type LoggedEntry, lastEventNumber, listLatestEvents } from '../kernel/event.ts'
import { choice } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { type RecordKind, titleOf } from '../kernel/record.ts'
import { isUndoable } from '../kernel/undo.ts'
import { findRows } from '../plan/store.ts'
import { enter } from './entrance.operations.ts'
import { ofWorkshop } from './operations.ts'
import { type ToldWorkshop, toldWorkshop } from './rules.ts'
import { isOfWorkshop, tellBoard } from './told.operations.ts'

/** A board as one is told it. `at`: the last entry of the log that it may lack nothing of; live events go on after it. */
export type BoardAnswer = BoardState & {
  at: number
  workshop: ToldWorkshop
  board: string
  wall: string
  canvas: string
  kind: string | null
  /** Names of what places refer to: hubs, targets, answers, by id. */
  names: Record<string, string>
}

const Answer = z.custom<BoardAnswer>((value) => typeof value === 'object')

/**
 * One board with all that stands on it: notes, the plan's own records, comments, one's own dots, and which notes are there that
 * one is not shown. Without a board: the one under way.
 */
export const readBoard = read({
  name: 'board.read',
  input: { ...ofWorkshop, board: choice(boardNames) },
  output: Answer,
  may: 'workshop.take-part',
  async run(scope, { workshop: id, board: asked }) {
    const { database } = scope
    // First the number, then the board: what is written in between is told again by the events after it, and does no harm.
    const at = await lastEventNumber(database)
    const { workshop, viewer } = await enter(scope, id)
    const name = asked || workshop.board
    const board = findBoard(name)
    const head = { at, workshop: toldWorkshop(workshop), board: name }
    if (!board) return { ...head, ...{ wall: '', canvas: '', kind: null, names: {} }, ...tellNothing }
    const { wall, canvas, kind } = board
    const records = await listBoardRecords(database, board, workshop.plan_id, viewer.inside)
    const [notes, comments, dots] = await Promise.all([
      listNotes(database, id, wall),
      listComments(database, id, wall),
      listDots(database, id, wall, viewer.person)
    ])
    const told = tellBoard({ notes, comments, dots }, viewer)
    const places = [...records, ...told.notes].map(({ place }) => place)
    const names = await nameReferences(database, scope.portal.kinds, places)
    return { ...head, wall, canvas, kind, names, records, ...told }
  }
})

const tellNothing = { notes: [], hidden: [], comments: [], dots: [], records: [] }
const named = ['hub', 'target', 'issue', 'why'] as const
/** Of which kind is what a field of a place refers to. */
const kindOfField: Record<string, string> = { hub: 'hub', target: 'target', issue: 'issue', parent: 'why' }

/** What people call the records to which places refer. */
async function nameReferences(
  database: Parameters<typeof findRows>[0],
  kinds: readonly RecordKind[],
  places: readonly Readonly<Record<string, unknown>>[]
): Promise<Record<string, string>> {
  const wanted = new Map<string, Set<string>>(named.map((kind) => [kind, new Set()]))
  for (const place of places)
    for (const [field, kind] of Object.entries(kindOfField))
      if (typeof place[field] === 'string') wanted.get(kind)?.add(place[field])
  const rows = new Map<string, Awaited<ReturnType<typeof findRows>>>()
  rows.set('hub', await findRows(database, 'hub', [...(wanted.get('hub') ?? [])]))
  for (const row of rows.get('hub') ?? []) {
    wanted.get('issue')?.add(String(row.issue))
    wanted.get('target')?.add(String(row.target))
  }
  const titles = new Map<string, string>()
  for (const name of ['issue', 'target', 'why', 'hub']) {
    const kind = kinds.find((one) => one.name === name)
    const found = rows.get(name) ?? (await findRows(database, name, [...(wanted.get(name) ?? [])]))
    for (const row of kind ? found : []) titles.set(row.id, titleOf(kind as RecordKind, row, titles))
  }
  return Object.fromEntries(titles)
}

/** The notes that were put aside, of all boards. */
export const readParked = read({
  name: 'workshop.read-parked',
  input: ofWorkshop,
  output: z.object({ notes: z.array(z.custom<BoardState['notes'][number]>((value) => typeof value === 'object')) }),
  may: 'workshop.take-part',
  async run(scope, { workshop: id }) {
    const { viewer } = await enter(scope, id)
    const notes = await listNotes(scope.database, id)
    const told = tellBoard({ notes, comments: [], dots: [] }, viewer)
    return { notes: told.notes.filter(({ state }) => state === 'parked') }
  }
})

const Deed = z.object({
  number: z.number(),
  operation: z.string(),
  by: z.string().nullable(),
  at: z.string(),
  text: z.string(),
  count: z.number()
})

const searched = 300
const shown = 6

/** What was last done in a workshop by anybody, newest first, as far as it can be undone. */
export const readDeeds = read({
  name: 'workshop.deeds',
  input: ofWorkshop,
  output: z.object({ deeds: z.array(Deed) }),
  may: 'plan.edit',
  async run(scope, { workshop: id }) {
    const { workshop } = await enter(scope, id)
    const of = { workshop: id, plan: workshop.plan_id }
    const latest = await listLatestEvents(scope.database, undefined, undefined, searched)
    const undone = new Set(latest.map(({ data }) => data?.undid))
    const deeds = latest.filter((entry) => isOfWorkshop(entry, of) && isUndoable(entry) && !undone.has(entry.number))
    return {
      deeds: deeds
        .filter(({ operation }) => operation !== 'log.undo')
        .slice(0, shown)
        .map(sayDeed)
    }
  }
})

/** The text of the one note that a deed touched; a draft is nobody's to read. */
function sayDeed({ number, operation, personName, at, changes }: LoggedEntry) {
  const notes = changes.filter(({ record }) => record === 'note' || record === 'note_comment')
  const row = notes.length === 1 ? (notes[0]?.after ?? notes[0]?.before) : undefined
  const text = row && row.state !== 'drafted' ? String(row.text) : ''
  return { number, operation, by: personName, at, text, count: changes.length }
}
