import { hub, issue, target } from '../hub/operations.ts'
import { intervention } from '../intervention/operations.ts'
import type { Reader } from '../kernel/database.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import {
  type Escalation,
  escalation,
  escalationList,
  escalationPhase,
  type ListRow,
  type PhaseRow
} from './kinds.operations.ts'
import { type Path, type Phase, pathOf } from './path.rules.ts'
import { type After, inOrder, type Passes } from './rules.ts'
import { type EventRow, listEvents } from './store.ts'

/** An escalation as its questions and its clock read it. */

export type PhaseOf = PhaseRow & {
  name: string
  family: string
  starts: string | null
  ends: string | null
  status: string
}

export type Model = {
  escalation: Escalation
  phases: PhaseOf[]
  rules: Phase[]
  lists: ListRow[]
}

/** The rule of a phase's gate; undefined before the first, and where nobody has said it. */
export function ruleOf({ id, passes, days, after }: PhaseRow, place: number): Phase {
  const said = place > 0 && passes !== '' && days !== null && after !== ''
  return { id, gate: said ? { passes: passes as Passes, days, after: after as After } : undefined }
}

/** The escalation with its phases in order; Problem `not-found`. */
export async function readModel(database: Reader, id: string): Promise<Model> {
  const found = await getRecord(database, escalation, id)
  const plan = found.plan_id ?? ''
  const interventions = new Map((await listRecords(database, intervention, plan)).map((one) => [one.id, one]))
  const own = (await listRecords(database, escalationPhase, plan)).filter((one) => one.escalation === id)
  const phases = inOrder(own, interventions).map((phase) => {
    const {
      name = '',
      family = '',
      starts = null,
      ends = null,
      status = ''
    } = interventions.get(phase.intervention) ?? {}
    return { ...phase, name, family, starts, ends, status }
  })
  const lists = (await listRecords(database, escalationList, plan)).filter((one) => one.escalation === id)
  return { escalation: found, phases, rules: phases.map(ruleOf), lists }
}

/** What happened to each workplace. */
export async function readStories(database: Reader, id: string): Promise<Map<string, EventRow[]>> {
  return Map.groupBy(await listEvents(database, id), ({ workplace }) => workplace)
}

/** The path of each workplace that came in, until a day. */
export function pathsOf(
  { rules }: Pick<Model, 'rules'>,
  stories: ReadonlyMap<string, EventRow[]>,
  today: string
): Map<string, Path> {
  return new Map([...stories].map(([workplace, events]) => [workplace, pathOf(rules, events, today)]))
}

/** The issue and the target of an escalation's hub. */
export async function readHub(database: Reader, { hub: id }: Pick<Escalation, 'hub'>) {
  const pair = await getRecord(database, hub, id)
  return { issue: await getRecord(database, issue, pair.issue), target: await getRecord(database, target, pair.target) }
}

export const dayOf = (now: Date): string => now.toISOString().slice(0, 10)
