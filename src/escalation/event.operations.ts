import { z } from 'zod'
import { choice, date, reference, text, texts } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { deleteRow, getRecord } from '../kernel/record.ts'
import { workplaceEvent } from './kinds.operations.ts'
import { dayOf, type Model, pathsOf, readModel, readStories } from './model.operations.ts'
import type { Path } from './path.rules.ts'
import { answers, leavings, outcomes } from './rules.ts'
import { insertEvents, lockEscalation } from './store.ts'

/** What happens to workplaces on their way, recorded by hand for one or for many. */

declare module '../kernel/operation.ts' {
  interface Portal {
    /** The clock of the gates: asked to look whether one has opened. */
    gates: { look(inspectorate: string): void }
  }
}

/** What is recorded in one line; visits have a form of their own. */
export const recordedKinds = ['sent', 'bounced', 'answered', 'regularised', 'remedied', 'verified', 'left'] as const
type Recorded = (typeof recordedKinds)[number]

const outcomesOf: Partial<Record<Recorded, readonly string[]>> = {
  answered: answers,
  verified: ['compliant', 'not_compliant'],
  left: leavings
}
/** Of so many workplaces the log keeps each row, so that it can be undone; of more it keeps their ids. */
const mostNoted = 200
const mostAtOnce = 20_000

function faultsOf(
  event: { kind: Recorded; day: string; outcome: string; until: string | null },
  today: string
): FieldProblem[] {
  const allowed = outcomesOf[event.kind]
  return [
    ...(event.day > today ? [{ field: 'day', code: 'not-yet' }] : []),
    ...(allowed && !allowed.includes(event.outcome) ? [{ field: 'outcome', code: 'choose' }] : []),
    ...(event.outcome === 'asks_time' && event.until === null ? [{ field: 'until', code: 'needed' }] : []),
    ...(event.until !== null && event.until < event.day ? [{ field: 'until', code: 'before-event' }] : [])
  ]
}

function demandOnWay(model: Model, paths: ReadonlyMap<string, Path>, workplaces: readonly string[]) {
  const strange = workplaces.filter((one) => (paths.get(one)?.state ?? 'outside') === 'outside')
  if (strange.length > 0) throw new Problem('not-on-its-way', { count: strange.length, name: model.escalation.name })
}

/** Records one event of some workplaces of an escalation, or of all that are in a phase at present. */
export const recordEvents = write({
  name: 'escalation.record-events',
  input: {
    escalation: reference('escalation', { needed: true }),
    workplaces: texts(mostAtOnce),
    /** Instead of naming workplaces: all that are in this phase. */
    phase: reference('escalation_phase'),
    kind: choice(recordedKinds, { needed: true, words: 'workplace_event.kind' }),
    day: date({ needed: true }),
    outcome: choice(outcomes, { words: 'workplace_event.outcome' }),
    until: date(),
    note: text(1000)
  },
  output: z.object({ recorded: z.number() }),
  may: 'visit.record',
  async run(scope, { escalation: id, workplaces: named, phase, ...given }) {
    const { tx, now, portal, inspectorate } = scope
    const faults = faultsOf(given, dayOf(now))
    if (faults.length > 0) throw new Problem('input-not-valid', { count: faults.length }, faults)
    await lockEscalation(tx, id)
    const model = await readModel(tx, id)
    const paths = pathsOf(model, await readStories(tx, id), dayOf(now))
    const place = model.phases.findIndex((one) => one.id === phase)
    const inPhase = ({ at, state }: Path) => at === place && (state === 'waiting' || state === 'due')
    const all = [...paths].filter(([, path]) => inPhase(path)).map(([workplace]) => workplace)
    const workplaces = place >= 0 && named.length === 0 ? all : [...new Set(named)]
    if (workplaces.length === 0)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'workplaces', code: 'one-workplace' }])
    demandOnWay(model, paths, workplaces)
    await putEvents(scope, model, { ...given, outcome: outcomesOf[given.kind] ? given.outcome : '' }, workplaces)
    scope.afterwards(() => portal.gates.look(inspectorate))
    return { recorded: workplaces.length }
  }
})

type Given = { kind: string; day: string; phase?: string; outcome?: string; until?: string | null; note?: string }

async function putEvents(scope: WriteScope, { escalation }: Model, event: Given, workplaces: readonly string[]) {
  const { id, plan_id: plan, example } = escalation
  const rows = await insertEvents(
    scope.tx,
    { plan: plan ?? '', escalation: id, by: scope.actor.name, example },
    event,
    workplaces.map((workplace) => ({ id: newId(), workplace }))
  )
  const few = rows.length <= mostNoted
  if (few) for (const row of rows) scope.note('workplace_event', null, row)
  scope.about({ plan, data: few ? {} : { ...event, workplaces } })
}

/** Takes in again a workplace that had complied or left, into a phase, with the reason. */
export const takeInAgain = write({
  name: 'escalation.take-in-again',
  input: {
    escalation: reference('escalation', { needed: true }),
    workplace: reference('workplace_entry', { needed: true }),
    phase: reference('escalation_phase', { needed: true }),
    note: text(1000, { needed: true })
  },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run(scope, { escalation: id, workplace, phase, note }) {
    const { tx, now } = scope
    await lockEscalation(tx, id)
    const model = await readModel(tx, id)
    const path = pathsOf(model, await readStories(tx, id), dayOf(now)).get(workplace)
    if (path?.state !== 'complied' && path?.state !== 'left')
      throw new Problem('not-on-its-way', { count: 1, name: model.escalation.name })
    if (!model.phases.some((one) => one.id === phase))
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'phase', code: 'gone' }])
    await putEvents(scope, model, { kind: 'again', day: dayOf(now), phase, note }, [workplace])
    return { id: workplace }
  }
})

/** Takes back one event that was recorded wrongly; the log keeps it. What a visit says is put right at the visit. */
export const takeBackEvent = write({
  name: 'escalation.take-back-event',
  input: { id: reference('workplace_event', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'visit.record',
  async run(scope, { id }) {
    const { tx, portal, inspectorate } = scope
    const event = await getRecord(tx, workplaceEvent, id)
    await lockEscalation(tx, event.escalation)
    if (event.visit || event.kind === 'placed') throw new Problem('nothing-to-undo')
    await deleteRow(tx, workplaceEvent, id)
    scope.note('workplace_event', event, null)
    scope.about({ plan: event.plan_id })
    scope.afterwards(() => portal.gates.look(inspectorate))
    return { id: event.workplace }
  }
})
