import { z } from 'zod'
import { insertPin, pin, readKept } from '../indicator/pin.operations.ts'
import { isShare, percentOf } from '../indicator/pin.rules.ts'
import { influence } from '../influence/operations.ts'
import { type influenceFields, type NamedHub, pickHubs } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import { choice, number, reference, rows, text } from '../kernel/field.ts'
import { mergeEdits } from '../kernel/merge.ts'
import { type AnyOperation, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  findRecord,
  getRecord,
  listRecords,
  type RecordOperations,
  recordKind,
  recordOperations,
  type Stored,
  updateRow
} from '../kernel/record.ts'
import { resource } from '../office/records.operations.ts'
import type { resourceFields } from '../office/rules.ts'
import { stepPath } from '../plan/rules.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import type { stakeholderFields } from '../stakeholder/rules.ts'
import {
  checkDates,
  checkEnforcer,
  checkKind,
  criteria,
  interventionFields,
  marksText,
  pickFields,
  readMarks,
  shifted,
  stepSix
} from './rules.ts'
import {
  askedOfWork,
  checkFacts,
  checkReply,
  checkReplySet,
  checkStep,
  interventionStates,
  stepsFrom,
  workFields
} from './work.rules.ts'

export const intervention = recordKind({
  name: 'intervention',
  fields: interventionFields,
  title: 'name',
  within: 'plan',
  may: 'plan.edit',
  apart: Object.keys(workFields),
  page: (row) => stepPath(row.plan_id ?? '', 5, 'interventions'),
  async check(values, database) {
    const enforcer = values.carried_out_by ? await findRecord(database, stakeholder, values.carried_out_by) : undefined
    const kept = values.baseline_pin ? await findRecord(database, pin, values.baseline_pin) : undefined
    const differs = kept && !isBaseline(kept, values.baseline)
    return [
      ...checkEnforcer(values, enforcer),
      ...checkKind(values),
      ...checkFacts(values),
      ...checkReplySet(values),
      ...checkDates(values),
      ...(differs ? [{ field: 'baseline_pin', code: 'pin-differs' }] : [])
    ]
  }
})

const kept = recordOperations(intervention)

const today = ({ now }: WriteScope) => now.toISOString().slice(0, 10)

/** Refuses a step between two states that work does not go, or that lacks what it needs. */
function demandStep(scope: WriteScope, before: Intervention, values: Partial<Intervention>) {
  const fields = checkStep(before, { ...before, ...values }, today(scope))
  if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
}

/** What is written down as done may name nobody whose right of reply lasts still. */
function demandReplied(scope: WriteScope, items: readonly object[]) {
  const fields = (items as Intervention[]).flatMap((one) =>
    one.status === 'done' && one.reply_until ? checkReply(one, today(scope)) : []
  )
  if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
}

export const interventions: RecordOperations = {
  ...kept,
  add: write({
    ...kept.add,
    async run(scope, input) {
      demandReplied(scope, [input])
      return kept.add.run(scope, input)
    }
  }),
  addMany: write({
    ...kept.addMany,
    async run(scope, input) {
      demandReplied(scope, input.items as Record<string, unknown>[])
      return kept.addMany.run(scope, input)
    }
  }),
  change: write({
    ...kept.change,
    async run(scope, input) {
      demandStep(scope, await getRecord(scope.tx, intervention, String(input.id)), input as Partial<Intervention>)
      return kept.change.run(scope, input)
    }
  })
}

const ofPlan = { plan: reference('plan', { needed: true }) }

export type Intervention = Stored<typeof interventionFields>
export type Power = Stored<typeof resourceFields>
const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** Everything of step 5: the interventions, what they can name, and the powers of step 1.2. */
export const readStepFive = read({
  name: 'intervention.read-step',
  input: ofPlan,
  output: z.object({
    interventions: Rows<Intervention>(),
    hubs: Rows<NamedHub>(),
    influences: Rows<Stored<typeof influenceFields>>(),
    stakeholders: Rows<Stored<typeof stakeholderFields>>(),
    powers: Rows<Power>()
  }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const interventions = await listRecords(database, intervention, plan)
    return {
      interventions,
      hubs: pickHubs(await listNamedHubs(database, plan), new Set(interventions.map(({ hub }) => hub))),
      influences: await listRecords(database, influence, plan),
      stakeholders: await listRecords(database, stakeholder, plan),
      powers: (await listRecords(database, resource)).filter(({ kind }) => kind === 'operational')
    }
  }
})
export type StepFive = z.infer<(typeof readStepFive)['output']>

async function change(scope: WriteScope, before: Intervention, values: Record<string, unknown>) {
  const after = await updateRow(scope.tx, intervention, { ...before, ...values }, before.revision)
  scope.note('intervention', before, after)
  scope.about({ plan: before.plan_id })
}

/**
 * Weighs interventions by the criteria of step 5.2; the key of a row is the intervention's id, and a mark left empty is
 * not judged. `seen` is what one saw (`marksText`): where somebody else has set the same mark otherwise since,
 * `changed-meanwhile` is answered and nothing is weighed.
 */
export const weighInterventions = write({
  name: 'intervention.weigh',
  input: { ...ofPlan, marks: rows({ seen: text(40), ...pickFields(criteria) }) },
  output: z.object({ changed: z.number() }),
  may: 'plan.edit',
  async run(scope, { plan, marks }) {
    const known = new Map((await listRecords(scope.tx, intervention, plan)).map((row) => [row.id, row]))
    let changed = 0
    for (const { key, seen, ...given } of marks) {
      const row = known.get(key)
      if (!row) throw new Problem('not-found')
      const marks = mergeEdits(pickFields(criteria), { base: readMarks(seen), present: row, typed: given })
      if (marks.conflicts.length > 0) throw new Problem('changed-meanwhile')
      if (marksText(marks.values) === marksText(row)) continue
      await change(scope, row, marks.values)
      changed += 1
    }
    scope.about({ plan })
    return { changed }
  }
})

/** Whether a kept figure is what a baseline says, in per cent with one decimal. */
function isBaseline(kept: { measure: string; value: number }, baseline: number | null): boolean {
  return isShare(kept) && percentOf(kept.value) === baseline
}

/**
 * Fills an intervention's line of the chart: who, when, with what, by which indicator. `take` is the filter of the figure by
 * which the baseline was filled in: the figure is kept for the plan, called `take_title`. A baseline that was written
 * otherwise is no figure of the evidence and names none.
 */
export const fillLine = write({
  name: 'intervention.fill-line',
  input: {
    id: reference('intervention', { needed: true }),
    revision: number({ whole: true, needed: true }),
    ...pickFields(stepSix),
    take: text(8000),
    take_title: text(300)
  },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  prepare: async (scope, { take }) =>
    take === '' ? undefined : readKept(scope, { asked: 'figures', query: take, part: '', measure: 'share' }),
  async run(scope, { id, revision, take: _take, take_title: title, ...values }) {
    const before = await getRecord(scope.tx, intervention, id)
    if (before.revision !== revision) throw new Problem('changed-meanwhile')
    const fields = checkDates(values)
    if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
    demandStep(scope, before, values)
    const { prepared: taken } = scope
    const known = values.baseline_pin ? await findRecord(scope.tx, pin, values.baseline_pin) : undefined
    const fits = known && known.plan_id === before.plan_id && isBaseline(known, values.baseline)
    const isTaken = taken && isBaseline({ ...taken.question, ...taken.figure }, values.baseline)
    const kept = isTaken ? await insertPin(scope, before.plan_id ?? '', { ...taken, title }) : fits ? known.id : null
    await change(scope, before, { ...values, baseline_pin: kept })
    return { id }
  }
})

const ofWork = {
  id: reference('intervention', { needed: true }),
  revision: number({ whole: true, needed: true })
}
const Made = z.object({ id: z.guid() })

/** The intervention as it was when the form was drawn; Problem `changed-meanwhile` where somebody has changed it since. */
async function getUnchanged(scope: WriteScope, { id, revision }: { id: string; revision: number }) {
  const before = await getRecord(scope.tx, intervention, id)
  if (before.revision !== revision) throw new Problem('changed-meanwhile')
  return before
}

/** Says what an intervention is expected to reach, and the few facts of its kind; facts of other kinds stay as they are. */
export const describeWork = write({
  name: 'intervention.describe',
  input: { ...ofWork, ...workFields },
  output: Made,
  may: 'plan.edit',
  async run(scope, { id, revision, ...given }) {
    const before = await getUnchanged(scope, { id, revision })
    const values = Object.fromEntries(askedOfWork(before.kind).map((name) => [name, given[name]]))
    const fields = checkFacts({ ...before, ...values })
    if (given.partner && !(await findRecord(scope.tx, stakeholder, given.partner)))
      fields.push({ field: 'partner', code: 'gone' })
    if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
    await change(scope, before, values)
    return { id }
  }
})

/** An operation that takes work into another state, for those who may take these steps. */
const takeStep = (verb: 'decide' | 'move', may: 'plan.decide' | 'work.record') =>
  write({
    name: `intervention.${verb}`,
    input: { ...ofWork, status: choice(interventionStates, { needed: true }), status_reason: text(500) },
    output: Made,
    may,
    async run(scope, { id, revision, ...values }) {
      const before = await getUnchanged(scope, { id, revision })
      if (!stepsFrom(before.status, verb).includes(values.status) && before.status !== values.status)
        throw new Problem('input-not-valid', { count: 1 }, [
          { field: 'status', code: 'status-step', values: { from: before.status || 'idea' } }
        ])
      demandStep(scope, before, values)
      await change(scope, before, values)
      return { id }
    }
  })

/** Agrees work, takes it back to an idea, or gives it up. */
export const decideWork = takeStep('decide', 'plan.decide')

/** Begins work, pauses it, says that it is done, or takes it up again. */
export const moveWork = takeStep('move', 'work.record')

/**
 * Moves an intervention on the timeline: to other days, or by `shift` days from those that it has. Only its days change; what
 * somebody else wrote of it meanwhile stays.
 */
export const rescheduleIntervention = write({
  name: 'intervention.reschedule',
  input: {
    id: reference('intervention', { needed: true }),
    starts: interventionFields.starts,
    ends: interventionFields.ends,
    shift: number({ whole: true, min: -366, max: 366 })
  },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run(scope, { id, starts, ends, shift }) {
    const before = await getRecord(scope.tx, intervention, id)
    const days = shift ? { starts: shifted(before.starts, shift), ends: shifted(before.ends, shift) } : { starts, ends }
    const fields = checkDates(days)
    if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
    await change(scope, before, days)
    return { id }
  }
})

/** What this subject does beside the operations of its records. */
export const interventionOperations: readonly AnyOperation[] = [
  readStepFive,
  weighInterventions,
  fillLine,
  describeWork,
  decideWork,
  moveWork,
  rescheduleIntervention
]
