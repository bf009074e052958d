import { z } from 'zod'
import { mapPlan, type PlanMapContent } from '../chart/map.rules.ts'
import { findWhole } from '../chart/store.ts'
import { withWhatMatters } from '../chart/whole.rules.ts'
import { type EvidencePlace, type Known, placeByEvidence } from '../hub/evidence-place.operations.ts'
import { businessLink, issue, target } from '../hub/operations.ts'
import { type Agreed, isPriority } from '../hub/rules.ts'
import { pin, teller } from '../indicator/pin.operations.ts'
import type { Pin } from '../indicator/pin.rules.ts'
import { pickHubs } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import { choice, reference } from '../kernel/field.ts'
import { type ReadScope, read } from '../kernel/operation.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { lineOf } from '../plan/rules.ts'
import type { BoardRecord } from './note.rules.ts'
import { listBoardRecords } from './records.operations.ts'
import { type Board, boardNames, boards } from './rules.ts'

/** What the plan gives a board, whoever looks: its records, and what their places and those of notes can refer to. */
export type BoardGround = {
  plan: string
  records: BoardRecord[]
  /** Names of what places refer to, by id. */
  names: Record<string, string>
  /** What the references of a place can point to, by field. */
  choices: Record<string, { id: string; name: string }[]>
  /** The plan's line between low and high compliance, 1 to 100. */
  line: number
  /** Issues and targets that are priorities, by which a pair lies in the circles of the Venn. */
  priority: string[]
  /** Where the evidence itself places an issue or a target. */
  evidence: Record<string, EvidencePlace>
  /** Who gives work to whom. */
  links: { from: string; to: string }[]
  map: PlanMapContent | null
  /** Figures of the evidence that are kept for the plan, as who looks may be told them. */
  figures: Pin[]
}

/** The ground of no board in particular. */
export const bareGround = (plan: string): BoardGround => ({
  ...{
    plan,
    records: [],
    line: 50,
    names: {},
    choices: {},
    priority: [],
    evidence: {},
    links: [],
    map: null,
    figures: []
  }
})
type Named = { id: string; name: string }
const named = (rows: readonly Named[]): Named[] => rows.map(({ id, name }) => ({ id, name }))
const byId = (rows: readonly Named[]) => Object.fromEntries(rows.map(({ id, name }) => [id, name]))

/** The ground of a board of a plan. `inside`: with what is written for the inspectorate alone. */
export async function readGround(scope: ReadScope, board: Board, plan: string, inside: boolean): Promise<BoardGround> {
  const { database } = scope
  const drawn = await getRecord(database, planKind, plan)
  const records = await listBoardRecords(database, board, plan, inside)
  const kept = (await listRecords(database, pin, plan)) as Pin[]
  const figures = kept.length > 0 ? kept.map(await teller(scope)) : []
  const ground = { ...bareGround(plan), records, figures, line: lineOf(drawn) }
  if (board.canvas === 'layers') {
    const whole = await findWhole(database, plan)
    return { ...ground, map: whole ? mapPlan(withWhatMatters(whole)) : null }
  }
  if (board.canvas === 'matrix' && (board.kind === 'issue' || board.kind === 'target')) {
    const rows = board.kind === 'issue' ? listRecords(database, issue, plan) : listRecords(database, target, plan)
    const known: Known[] = await rows
    return { ...ground, evidence: await placeByEvidence(scope, board.kind, drawn.data_set, known) }
  }
  if (board.kind === 'hub') {
    const [issues, targets] = [await listRecords(database, issue, plan), await listRecords(database, target, plan)]
    const all = [...issues, ...targets]
    const priority = all.filter((one) => isPriority(one as Agreed, ground.line)).map(({ id }) => id)
    return { ...ground, names: byId(all), choices: { issue: named(issues), target: named(targets) }, priority }
  }
  if (board.kind === 'employer') {
    const targets = await listRecords(database, target, plan)
    const links = await listRecords(database, businessLink, plan)
    return {
      ...ground,
      names: byId(targets),
      choices: { target: named(targets) },
      links: links.map(({ from_employer: from, to_employer: to }) => ({ from, to }))
    }
  }
  if (!board.place.includes('hub')) return ground
  const hubs = await listNamedHubs(database, plan)
  const names = new Map(hubs.map(({ id, issue, target }) => [id, `${issue} – ${target}`]))
  const used = new Set(records.map(({ place }) => String(place.hub ?? '')))
  const choices = pickHubs(hubs, used).map(({ id }) => ({ id, name: names.get(id) ?? '' }))
  return { ...ground, names: Object.fromEntries(names), choices: { hub: choices } }
}

/** A board of the plan alone, without a workshop. */
export const readPlanBoard = read({
  name: 'board.of-plan',
  input: { plan: reference('plan', { needed: true }), board: choice(boardNames, { needed: true }) },
  output: z.custom<BoardGround>((value) => typeof value === 'object'),
  may: 'plan.read',
  run: (scope, { plan, board }) => readGround(scope, boards[board], plan, scope.may('plan.read-inside'))
})
