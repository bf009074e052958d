import { z } from 'zod'
import { type BoardGround, bareGround, readGround } from '../board/ground.operations.ts'
import type { BoardState } from '../board/note.rules.ts'
import { boardNames, findBoard } from '../board/rules.ts'
import { listComments, listDots, listNotes } from '../board/store.ts'
import { type LoggedEntry, lastEventNumber, listLatestEvents } from '../kernel/event.ts'
import { choice } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { isUndoable } from '../kernel/undo.ts'
import { enter } from './entrance.operations.ts'
import { ofWorkshop } from './operations.ts'
import { type ToldWorkshop, toldWorkshop } from './rules.ts'
import { isOfWorkshop, tellBoard } from './told.operations.ts'

/** A board as one is told it. `at`: the last entry of the log that it may lack nothing of; live events go on after it. */
export type BoardAnswer = BoardState &
  BoardGround & {
    at: number
    workshop: ToldWorkshop
    board: string
    wall: string
    canvas: string
    kind: string | null
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
    if (!board)
      return { ...head, ...{ wall: '', canvas: '', kind: null }, ...tellNothing, ...bareGround(workshop.plan_id) }
    const { wall, canvas, kind } = board
    const ground = await readGround(scope, board, workshop.plan_id, viewer.inside)
    const [notes, comments, dots] = await Promise.all([
      listNotes(database, id, wall),
      listComments(database, id, wall),
      listDots(database, id, wall, viewer.person)
    ])
    const told = tellBoard({ notes, comments, dots }, viewer)
    // Of the plan's figures a guest is told those that stand beside a note.
    const beside = new Set(told.notes.map(({ figure }) => figure))
    const figures = ground.figures.filter(({ id: figure }) => viewer.all || beside.has(figure))
    return { ...head, wall, canvas, kind, ...ground, figures, ...told }
  }
})

const tellNothing = { notes: [], hidden: [], comments: [], dots: [] }

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
