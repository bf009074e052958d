import { z } from 'zod'
import { sortByDots, sortByJoining } from '../board/note.rules.ts'
import { note as noteKind, recordsOf } from '../board/records.operations.ts'
import { type Board, boardNames, boards, bondOf, findBoard, missingFields, recordValues } from '../board/rules.ts'
import type { Place } from '../board/spot.rules.ts'
import { findNote, listNotes, lockNote, type NoteRow } from '../board/store.ts'
import { businessLinks, employer } from '../hub/operations.ts'
import { demand } from '../kernel/access.ts'
import type { Reader } from '../kernel/database.ts'
import type { Fields, Values } from '../kernel/field.ts'
import { choice, number, reference, rows, text } from '../kernel/field.ts'
import { type ReadScope, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, updateRow } from '../kernel/record.ts'
import { readInput } from '../kernel/schema.ts'
import { enterToAct } from './entrance.operations.ts'
import { Made, ofWorkshop } from './operations.ts'
import { findWorkshop } from './store.ts'

type Ready = { values: Record<string, unknown>; prepared: unknown }
type DecidingScope = WriteScope & { prepared: unknown }

/** The values of the record that a note becomes, and what its rule needs from elsewhere, asked before the transaction. */
async function prepare(scope: ReadScope, board: Board, note: NoteRow, besides: Place): Promise<Ready | undefined> {
  if (!board.kind) return undefined
  const values = recordValues(board, note, besides)
  const missing = missingFields(board, values as Place)
  if (missing.length > 0)
    throw new Problem(
      'input-not-valid',
      { count: missing.length },
      missing.map((field) => ({ field: `fields.${field}.value`, code: 'needed' }))
    )
  const { add } = recordsOf[board.kind].operations
  const input = readInput(add.input, { ...values, plan: note.plan_id }) as Values<Fields>
  return { values: input, prepared: await add.prepare?.(scope, input) }
}

/** Makes of a note a record of the plan, by the record's own operation: with its rule, and with its way back. */
async function decide(scope: DecidingScope, board: Board, id: string, ready: Ready | undefined): Promise<string> {
  const note = await lockNote(scope.tx, id)
  if (!note || !board.kind || !ready || (note.state !== 'shown' && note.state !== 'parked'))
    throw new Problem('nothing-to-decide')
  const { add } = recordsOf[board.kind].operations
  demand(scope.actor, add.may)
  const values = { ...ready.values }
  if (values.parent) values.parent = await recordOf(scope.tx, String(values.parent))
  const made = await add.run({ ...scope, prepared: ready.prepared }, values as Values<Fields>)
  if (board.canvas === 'graph' && note.place.gives) await join(scope, note, made.id)
  const after = { ...note, state: 'decided', record_kind: board.kind, record: made.id }
  scope.note('note', note, await updateRow(scope.tx, noteKind, after, note.revision))
  scope.about({ plan: note.plan_id })
  return made.id
}

/** The record that an id on a wall means: itself, or what the note of this id has become. */
async function recordOf(database: Reader, id: string): Promise<string> {
  const note = await findNote(database, id)
  if (note && !note.record) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'note', code: 'above-first' }])
  return note?.record ?? id
}

/** Links what a note has become with who gives it work. */
async function join(scope: DecidingScope, { plan_id, place }: NoteRow, taker: string): Promise<void> {
  const giver = await getRecord(scope.tx, employer, await recordOf(scope.tx, String(place.gives)))
  const kind = String(place.bond ?? '') || bondOf(giver.role, String(place.role))
  const link = { plan: plan_id, from_employer: giver.id, to_employer: taker, kind, note: '' }
  await businessLinks.add.run({ ...scope, prepared: undefined }, link as Values<Fields>)
}

async function getNote(database: Reader, id: string): Promise<NoteRow> {
  const note = await findNote(database, id)
  if (!note || note.state === 'removed') throw new Problem('not-found')
  return note
}

/** A board that shows the wall of a note; any, where it does not matter which. */
function boardFor(note: NoteRow, board: string): Board {
  const asked = findBoard(board || note.board)
  if (asked?.wall !== note.board) throw new Problem('not-found')
  return asked
}

/** What the record needs and the note does not say: the key of a row is the field, its value as the field's control sends it. */
const besides = { fields: rows({ value: text(100) }) }
const placeOf = (fields: readonly { key: string; value: string }[]): Place =>
  Object.fromEntries(fields.map(({ key, value }) => [key, value]))

/**
 * Takes a note into the plan: it becomes a record of the board's kind, and the board shows the record from then on. `fields`
 * gives what the record needs and the note does not say, such as the hub.
 */
export const decideNote = write({
  name: 'board.decide',
  input: { note: reference('note', { needed: true }), board: choice(boardNames), ...besides },
  output: z.object({ id: z.guid(), record: z.guid() }),
  may: 'plan.edit',
  async prepare(scope, { note: id, board, fields }) {
    const note = await getNote(scope.database, id)
    return prepare(scope, boardFor(note, board), note, placeOf(fields))
  },
  async run(scope, { note: id, board }) {
    const note = await getNote(scope.tx, id)
    await enterToAct(scope, note.workshop)
    return { id, record: await decide(scope, boardFor(note, board), id, scope.prepared) }
  }
})

/** The notes that a vote lets into the plan. */
function chosen(notes: readonly NoteRow[], least: number): NoteRow[] {
  return sortByJoining(sortByDots(notes).filter(({ state, dots }) => state === 'shown' && (dots ?? 0) >= least))
}

/** Takes every note of a board with at least so many dots into the plan, all or none; with 0 dots, every note. */
export const decideNotes = write({
  name: 'board.decide-many',
  input: {
    ...ofWorkshop,
    board: choice(boardNames, { needed: true }),
    dots: number({ whole: true, min: 0, max: 100_000, needed: true }),
    ...besides
  },
  output: z.object({ id: z.guid(), records: z.array(z.guid()) }),
  may: 'plan.edit',
  async prepare(scope, { workshop, board, dots, fields }) {
    if (!(await findWorkshop(scope.database, workshop))) throw new Problem('not-found')
    const notes = chosen(await listNotes(scope.database, workshop, boards[board].wall), dots)
    const ready: [string, Ready | undefined][] = []
    for (const note of notes) ready.push([note.id, await prepare(scope, boards[board], note, placeOf(fields))])
    return ready
  },
  async run(scope, { workshop, board }) {
    await enterToAct(scope, workshop)
    const records: string[] = []
    for (const [id, ready] of scope.prepared) records.push(await decide(scope, boards[board], id, ready))
    if (records.length === 0) throw new Problem('nothing-to-decide')
    return { id: workshop, records }
  }
})

/** Takes a decided note out of the plan again: its record is removed, unless others need it, and the note is back. */
export const takeBackNote = write({
  name: 'board.take-back',
  input: { note: reference('note', { needed: true }) },
  output: Made,
  may: 'plan.edit',
  async run(scope, { note: id }) {
    const { workshop, board } = await getNote(scope.tx, id)
    await enterToAct(scope, workshop)
    const note = await lockNote(scope.tx, id)
    const kind = findBoard(board)?.kind
    if (note?.state !== 'decided' || !kind || !note.record) throw new Problem('nothing-to-decide')
    const record = note.record
    const after = { ...note, state: 'shown', record_kind: '', record: null }
    scope.note('note', note, await updateRow(scope.tx, noteKind, after, note.revision))
    await recordsOf[kind].operations.remove.run({ ...scope, prepared: undefined }, { id: record } as Values<Fields>)
    scope.about({ plan: note.plan_id })
    return { id }
  }
})
