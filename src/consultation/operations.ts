import { z } from 'zod'
import { listNamedHubs } from '../influence/store.ts'
import { intervention } from '../intervention/operations.ts'
import { findEvent, listLatestEvents } from '../kernel/event.ts'
import { number, reference } from '../kernel/field.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  findRecord,
  getRecord,
  listRecords,
  type RecordOperations,
  recordKind,
  recordOperations,
  type Stored
} from '../kernel/record.ts'
import { type ToldEntry, tell } from '../plan/history.operations.ts'
import { changedPlan } from '../plan/history.rules.ts'
import { plan as planKind } from '../plan/operations.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import type { StakeholderCategory } from '../stakeholder/rules.ts'
import { consultationPath } from './path.rules.ts'
import { checkConsultation, checkPoint, consultationFields, isGiven, pointFields } from './rules.ts'

/** Consultations on a plan: who was asked about which version, what they said, and what became of each point. */

export const consultation = recordKind({
  name: 'consultation',
  fields: consultationFields,
  title: ['stakeholder', 'version'],
  within: 'plan',
  may: 'plan.edit',
  page: (row) => consultationPath(row.plan_id ?? ''),
  apart: ['position', 'spoke', 'answered', 'public_agreed'],
  check: checkConsultation
})
export const consultations = asInvented(recordOperations(consultation), 'version')

export const point = recordKind({
  name: 'consultation_point',
  fields: pointFields,
  title: 'text',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => consultationPath(row.plan_id ?? ''),
  apart: ['outcome', 'why', 'taken_in', 'entry'],
  check: checkPoint
})
export const points = asInvented(recordOperations(point), 'consultation')

/** What is said of something invented is invented too: a record is marked as the one that its field names. */
function asInvented(of: RecordOperations, field: string): RecordOperations {
  const { add } = of
  const marked = write({
    ...add,
    async run(scope, input) {
      const target = of.kind.fields[field]
      const kind = scope.portal.kinds.find(({ name }) => target?.type === 'reference' && name === target.to)
      const above = kind && (await findRecord(scope.tx, kind, String(input[field])))
      return add.run(scope, { ...input, example: above?.example === true } as typeof input)
    }
  })
  return { ...of, add: marked }
}

const Made = z.object({ id: z.guid() })
const seen = { revision: number({ whole: true, needed: true }) }
const { position, spoke, answered, public_agreed } = consultationFields
const { outcome, why, taken_in, entry } = pointFields

/** Records the position of who was consulted, as it is given in a meeting; asked and until when stay as they are. */
export const recordPosition = write({
  name: 'consultation.record-position',
  input: {
    consultation: reference('consultation', { needed: true }),
    ...seen,
    position,
    spoke,
    answered,
    public_agreed
  },
  output: Made,
  may: 'plan.edit',
  async run(scope, { consultation: id, ...said }) {
    const present = await getRecord(scope.tx, consultation, id)
    if (present.revision !== said.revision) throw new Problem('changed-meanwhile')
    // That somebody did not answer was said by nobody, on no day.
    const heard = isGiven(said.position) ? said : { ...said, spoke: '', answered: null, public_agreed: false }
    return (await consultations.change.run({ ...scope, prepared: undefined }, { ...present, ...heard })) as {
      id: string
    }
  }
})

/** Says what becomes of a point, and why; where it was taken over by a change of the plan, by which. */
export const answerPoint = write({
  name: 'consultation_point.answer',
  input: { point: reference('consultation_point', { needed: true }), ...seen, outcome, why, taken_in, entry },
  output: Made,
  may: 'plan.edit',
  async run(scope, { point: id, ...said }) {
    const present = await getRecord(scope.tx, point, id)
    if (present.revision !== said.revision) throw new Problem('changed-meanwhile')
    const found = said.entry === null ? undefined : await findEvent(scope.tx, said.entry)
    if (said.entry !== null && found?.plan !== present.plan_id)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'entry', code: 'references' }])
    return (await points.change.run({ ...scope, prepared: undefined }, { ...present, ...said })) as { id: string }
  }
})

export type ToldPoint = Stored<typeof pointFields> & { change: ToldEntry | null }
export type ToldConsultation = Stored<typeof consultationFields> & { points: ToldPoint[] }
export type Named = { id: string; name: string }
export type Version = { id: string; number: number; day: string }
/** Everything that the register of consultations shows. */
export type Register = {
  consultations: ToldConsultation[]
  versions: Version[]
  stakeholders: (Named & { category: StakeholderCategory })[]
  hubs: Named[]
  interventions: Named[]
  /** The latest changes of the plan, from which one chooses by which a point was taken over. */
  offered: ToldEntry[]
}

/** How many of the latest entries of the log one chooses from. */
const offered = 60
const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** The consultations on a plan, oldest first, each with its points and what became of them. */
export const readConsultations = read({
  name: 'consultation.read-all',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    consultations: Rows<ToldConsultation>(),
    versions: Rows<Version>(),
    stakeholders: Rows<Register['stakeholders'][number]>(),
    hubs: Rows<Named>(),
    interventions: Rows<Named>(),
    offered: Rows<ToldEntry>()
  }),
  may: 'plan.read',
  async run({ database, portal, may }, { plan }): Promise<Register> {
    await getRecord(database, planKind, plan)
    const all = await listRecords(database, consultation, plan)
    const raised = await listRecords(database, point, plan)
    // A version is the review's, which comes after: here it is any record of that kind.
    const versionKind = portal.kinds.find(({ name }) => name === consultationFields.version.to)
    const versions = versionKind ? await listRecords(database, versionKind, plan) : []
    const latest = await listLatestEvents(database, plan, undefined, offered)
    const known = new Map(latest.map((one) => [one.number, one]))
    for (const { entry } of raised)
      if (entry !== null && !known.has(entry)) {
        const older = await findEvent(database, entry)
        if (older) known.set(entry, older)
      }
    const told = new Map((await tell(database, portal.kinds, [...known.values()], may)).map((one) => [one.number, one]))
    return {
      consultations: all.map((one) => ({
        ...one,
        points: raised
          .filter((each) => each.consultation === one.id)
          .map((each) => ({ ...each, change: (each.entry !== null && told.get(each.entry)) || null }))
      })),
      versions: versions.map((one) => ({ id: one.id, number: Number(one.number), day: String(one.day) })),
      stakeholders: (await listRecords(database, stakeholder, plan)).map(({ id, name, category }) => ({
        ...{ id, name, category }
      })),
      hubs: (await listNamedHubs(database, plan)).map(({ id, issue, target }) => ({
        id,
        name: `${issue} – ${target}`
      })),
      interventions: (await listRecords(database, intervention, plan)).map(({ id, name }) => ({ id, name })),
      offered: latest.filter((one) => changedPlan(one, undefined)).flatMap(({ number }) => told.get(number) ?? [])
    }
  }
})
