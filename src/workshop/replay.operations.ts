import { z } from 'zod'
import { type BoardGround, readGround } from '../board/ground.operations.ts'
import type { BoardState } from '../board/note.rules.ts'
import { recordOnBoard, recordsOf } from '../board/records.operations.ts'
import { boardNames, boards, findBoard } from '../board/rules.ts'
import type { Row } from '../kernel/event.ts'
import { choice, number } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { listRecords } from '../kernel/record.ts'
import {
  announcedIn,
  type Contribution,
  countByGroup,
  countByPerson,
  type Given,
  ownPeople,
  tellGroups
} from './contribution.rules.ts'
import { courseOf, type Sitting } from './course.rules.ts'
import { enter } from './entrance.operations.ts'
import { listEntries, listTurns } from './log.store.ts'
import { ofWorkshop } from './operations.ts'
import { type Mark, markAt, marksOf, rewound, type Standing, standingAt } from './replay.rules.ts'
import { type ToldWorkshop, toldWorkshop } from './rules.ts'
import { tellBoard } from './told.operations.ts'

export type Replayed = BoardState &
  BoardGround & {
    workshop: ToldWorkshop
    plan: string
    /** All that was held, in the order in which it was. */
    course: Sitting[]
    marks: Mark[]
    /** The moment that is shown; null where nothing was done on this wall. */
    mark: Mark | null
  }

const wallOf = (board: string) => findBoard(board)?.wall ?? ''
const rowsOf = ({ rows }: Standing, kind: string): Row[] => rows.get(kind) ?? []

/**
 * A board of a workshop as it stood after an entry of the log, rebuilt from the log. What was hidden then from who looks is hidden
 * here too. Without `at`: as it stood at last. Names of issues, targets and hubs are those of today.
 */
export const readReplay = read({
  name: 'workshop.replay',
  input: { ...ofWorkshop, board: choice(boardNames, { needed: true }), at: number({ whole: true, min: 0 }) },
  output: z.custom<Replayed>((value) => typeof value === 'object'),
  may: 'plan.read',
  async run(scope, { workshop: id, board: name, at }) {
    const { workshop, viewer } = await enter(scope, id)
    const { database } = scope
    const { plan_id: plan } = workshop
    const board = boards[name]
    const { wall, kind } = board
    const entries = await listEntries(database, { workshop: id, plan, kind })
    const marks = marksOf(entries, { workshop: id, wall, kind, walls: wallOf })
    const mark = markAt(marks, at ?? Number.POSITIVE_INFINITY) ?? null
    const number = mark?.number ?? 0
    const standing = standingAt(entries, number, id)
    const onWall = (kind: string) => rowsOf(standing, kind).filter(({ board }) => board === wall)
    const told = tellBoard({ notes: onWall('note'), comments: onWall('note_comment'), dots: [] }, viewer)
    const now = kind ? ((await listRecords(database, recordsOf[kind].kind, plan)) as Row[]) : []
    const ofPlan = entries.map((entry) => ({
      ...entry,
      changes: entry.changes.filter(({ before, after }) => ((after ?? before)?.plan_id ?? plan) === plan)
    }))
    const records = kind ? rewound(now, ofPlan, number, kind) : []
    const ground = await readGround(scope, board, plan, viewer.inside)
    const course = courseOf(await listTurns(database, id))
    return {
      ...ground,
      ...told,
      records: records.flatMap((row) => (kind && recordOnBoard(kind, row, viewer.inside)) || []),
      ...{ workshop: toldWorkshop(workshop), course, marks, mark }
    }
  }
})

export type Contributions = {
  workshop: ToldWorkshop
  plan: string
  groups: Contribution[]
  /** By person, for facilitators, where the workshop says so; of what was written while it said so. */
  persons: { name: string; notes: number; votes: number; comments: number; decisions: number }[]
}

/** Who contributed how many: by group, small ones together; by person only where everybody was told beforehand. */
export const readContributions = read({
  name: 'workshop.contributions',
  input: ofWorkshop,
  output: z.custom<Contributions>((value) => typeof value === 'object'),
  may: 'plan.read',
  async run(scope, { workshop: id }) {
    const { workshop, facilitator } = await enter(scope, id)
    const of = { workshop: id, plan: workshop.plan_id, kind: null }
    const entries = await listEntries(scope.database, of)
    const standing = standingAt(entries, Number.POSITIVE_INFINITY, id)
    const given = {
      notes: rowsOf(standing, 'note'),
      dots: rowsOf(standing, 'dot'),
      comments: rowsOf(standing, 'note_comment'),
      participants: rowsOf(standing, 'participant')
    } as unknown as Given
    const states = entries.flatMap(({ number, changes }) =>
      changes.flatMap(({ record, id: changed, after }) =>
        record === 'workshop' && changed === id && after ? [{ number, on: after.by_person === true }] : []
      )
    )
    const told = toldWorkshop(workshop)
    const names = new Map(rowsOf(standing, 'participant').map((row) => [row.id, String(row.name)]))
    const persons = facilitator && told.by_person ? countByPerson(given, standing.made, announcedIn(states)) : []
    return {
      workshop: told,
      plan: workshop.plan_id,
      groups: tellGroups(countByGroup(given)).map((one) => ({
        ...one,
        groups: one.groups.filter((group) => group !== ownPeople)
      })),
      persons: persons.map(({ person, ...amount }) => ({ name: names.get(person) ?? '', ...amount }))
    }
  }
})
