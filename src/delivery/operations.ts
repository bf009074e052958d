import { z } from 'zod'
import { demandSent } from '../evidence/place.store.ts'
import { influence } from '../influence/operations.ts'
import { type influenceFields, type NamedHub, pickHubs } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import { type Intervention, intervention } from '../intervention/operations.ts'
import { reference } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import type { stakeholderFields } from '../stakeholder/rules.ts'
import { type CommitmentNote, commitmentNote, removeCommitmentNote } from './note.operations.ts'
import { workPath } from './path.rules.ts'
import { type ProofType, proofFields, sentProofs } from './proof.rules.ts'
import { type Inspected, inspectProof, keepProof, openProof } from './proof.store.ts'
import { checkDelivery, deliveryFields, newestFirst, nothingDone, type Totals, totalsOf } from './rules.ts'
import { listTold, type Told } from './told.store.ts'

/** What was actually done, and the files that show it. */

export const delivery = recordKind({
  name: 'delivery',
  fields: deliveryFields,
  title: ['intervention'],
  within: 'plan',
  may: 'work.record',
  page: (row) => workPath(row.plan_id ?? ''),
  // Content that is loaded has neither: its days are as they were told, whatever today is.
  prepare: async ({ now }, input) => ('plan' in input || 'id' in input ? now.toISOString().slice(0, 10) : undefined),
  check: (values, _database, today) => checkDelivery(values, today)
})
export const deliveries = recordOperations(delivery)

export const proof = recordKind({
  name: 'proof',
  fields: proofFields,
  title: 'name',
  within: 'plan',
  may: 'work.record',
  read: 'evidence.read-records',
  crossing: true,
  page: (row) => workPath(row.plan_id ?? '')
})
const { remove: removeProof } = recordOperations(proof)

export type Delivery = Stored<typeof deliveryFields>
export type Proof = Stored<typeof proofFields>
const Made = z.object({ id: z.guid() })

/** Looks at files that were sent, before anything is written. */
export async function inspectAll(
  { portal }: ReadScope,
  sent: readonly { path: string; name: string; bytes: number }[]
) {
  const found: Inspected[] = []
  for (const one of sent) {
    demandSent(portal.folder, one)
    found.push(await inspectProof(one))
  }
  return found
}

/** Notes files for what they show, and puts them where they stay. */
async function keepAll(scope: WriteScope, of: Pick<Delivery, 'id' | 'plan_id'>, files: readonly Inspected[]) {
  for (const { sent, ...file } of files) {
    const row = await insertRow(scope.tx, proof, { ...file, delivery: of.id, id: newId(), plan_id: of.plan_id })
    scope.note('proof', null, row)
    await keepProof(scope.portal.folder, scope.inspectorate, row.id, sent)
  }
}

/** Records what was done, with the files that show it, in one form: the form that one has in hand where it is done. */
export const recordDelivery = write({
  name: 'delivery.record',
  input: { plan: reference('plan', { needed: true }), ...deliveryFields, file: sentProofs },
  output: Made,
  may: 'work.record',
  async prepare(scope, { file, ...values }) {
    const today = await delivery.prepare?.(scope, values)
    return { today, files: await inspectAll(scope, file ?? []) }
  },
  async run(scope, { file: _file, ...values }) {
    const { today, files } = scope.prepared
    const { id } = await deliveries.add.run({ ...scope, prepared: today }, values)
    await keepAll(scope, { id, plan_id: values.plan }, files)
    return { id }
  }
})

/** Adds files to what was recorded before. */
export const attachProof = write({
  name: 'delivery.attach',
  input: { delivery: reference('delivery', { needed: true }), file: { ...sentProofs, needed: true } },
  output: Made,
  may: 'work.record',
  prepare: (scope, { file }) => inspectAll(scope, file),
  async run(scope, { delivery: id }) {
    const of = await getRecord(scope.tx, delivery, id)
    await keepAll(scope, of, scope.prepared)
    scope.about({ plan: of.plan_id })
    return { id }
  }
})

/** A file that shows what was done. For the page that hands it out; it has no door of its own. */
export const openProofFile = read({
  name: 'proof.file',
  input: { id: reference('proof', { needed: true }) },
  output: z.custom<{ name: string; type: ProofType; bytes: number; body: ReadableStream<Uint8Array> }>(),
  may: 'evidence.read-records',
  async run({ database, portal, inspectorate }, { id }) {
    const { name, type, bytes } = await getRecord(database, proof, id)
    return { name, type, bytes, body: await openProof(portal.folder, inspectorate, id) }
  }
})

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))
const One = <T>() => z.custom<T>((value) => typeof value === 'object')

/** The interventions of a plan as work, each with what was done under it so far. */
export const readWork = read({
  name: 'delivery.read-work',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    interventions: Rows<Intervention>(),
    totals: Rows<Totals>(),
    hubs: Rows<NamedHub>(),
    stakeholders: Rows<Stored<typeof stakeholderFields>>()
  }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    await getRecord(database, planKind, plan)
    const interventions = await listRecords(database, intervention, plan)
    return {
      interventions,
      totals: totalsOf(await listRecords(database, delivery, plan)),
      hubs: pickHubs(await listNamedHubs(database, plan), new Set(interventions.map((one) => one.hub))),
      stakeholders: await listRecords(database, stakeholder, plan)
    }
  }
})

/** Everything about one intervention: what it serves, what is expected, what was done, and the files that show it. */
export const readIntervention = read({
  name: 'delivery.read-intervention',
  input: { plan: reference('plan', { needed: true }), id: reference('intervention', { needed: true }) },
  output: z.object({
    intervention: One<Intervention>(),
    totals: One<Totals>(),
    deliveries: Rows<Delivery>(),
    /** Nothing for who may not open single records: photographs show people. */
    proofs: Rows<Proof>(),
    /** What whoever carries it out says of it, newest first. */
    notes: Rows<CommitmentNote>(),
    /** Which of all these a guest of a stakeholder wrote. */
    told: Rows<Told>(),
    hubs: Rows<NamedHub>(),
    influences: Rows<Stored<typeof influenceFields>>(),
    stakeholders: Rows<Stored<typeof stakeholderFields>>()
  }),
  may: 'plan.read',
  async run({ database, may }, { plan, id }) {
    const found = await getRecord(database, intervention, id)
    if (found.plan_id !== plan) throw new Problem('not-found')
    const done = (await listRecords(database, delivery, plan)).filter((one) => one.intervention === id)
    const ids = new Set(done.map((one) => one.id))
    const proofs = may('evidence.read-records') ? await listRecords(database, proof, plan) : []
    const notes = (await listRecords(database, commitmentNote, plan)).filter((one) => one.intervention === id)
    return {
      intervention: found,
      totals: totalsOf(done)[0] ?? nothingDone(id),
      deliveries: newestFirst(done),
      proofs: proofs.filter((one) => ids.has(one.delivery)),
      notes: newestFirst(notes),
      told: await listTold(
        database,
        [...done, ...notes].map((one) => one.id)
      ),
      hubs: await listNamedHubs(database, plan),
      influences: (await listRecords(database, influence, plan)).filter((one) => found.influences.includes(one.id)),
      stakeholders: await listRecords(database, stakeholder, plan)
    }
  }
})
export type OneIntervention = z.infer<(typeof readIntervention)['output']>

/** What this subject does beside the operations of its records. */
export const deliveryOperations: readonly AnyOperation[] = [
  recordDelivery,
  attachProof,
  removeProof,
  removeCommitmentNote,
  readWork,
  readIntervention
]
