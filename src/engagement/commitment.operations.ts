import { z } from 'zod'
import { type CommitmentNote, commitmentNote } from '../delivery/note.operations.ts'
import { type Delivery, delivery, openProofFile, type Proof, proof, recordDelivery } from '../delivery/operations.ts'
import { sentProofs } from '../delivery/proof.rules.ts'
import { deliveryFields, newestFirst } from '../delivery/rules.ts'
import { keepTold, listTold, type Told } from '../delivery/told.store.ts'
import { type Intervention, intervention, moveWork } from '../intervention/operations.ts'
import type { Reader } from '../kernel/database.ts'
import { date, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord, getRecord, insertRow, listRecords, updateRow } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import { enterCommitment, enterDoor } from './entrance.operations.ts'
import type { Door } from './guest.store.ts'
import { memorandum, type Obligation, obligation } from './memorandum.operations.ts'
import { checkObligation, obligationFields } from './memorandum.rules.ts'
import { isCommitment, type tellCommitment as Tell, tellCommitment } from './rules.ts'

/** What a guest of a stakeholder sees of its commitments and writes of them. Nothing here tells of anybody else's. */

export type Commitment = ReturnType<typeof Tell<Intervention>>
/** A delivery as its own stakeholder reads it: not what it cost, and of what the inspectorate recorded no remark. */
const toldOfDelivery = [
  'id',
  'intervention',
  'day',
  'deed',
  'workplaces',
  'workers',
  'women',
  'region',
  'link',
  'note',
  'example'
] as const
export type OwnDelivery = Pick<Delivery, (typeof toldOfDelivery)[number]>

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))
const One = <T>() => z.custom<T>((value) => typeof value === 'object')
const Made = z.object({ id: z.guid() })

async function listOwnDeliveries(database: Reader, { plan, stakeholder: own }: Door): Promise<OwnDelivery[]> {
  const done = (await listRecords(database, delivery, plan)).filter(({ done_by }) => done_by === own)
  const ids = done.map(({ id }) => id)
  const ours = new Set((await listTold(database, ids)).flatMap((one) => (one.stakeholder === own ? one.record : [])))
  return newestFirst(done).map((one) => {
    const told = Object.fromEntries(toldOfDelivery.map((name) => [name, one[name]])) as OwnDelivery
    return ours.has(one.id) ? told : { ...told, note: '', link: '' }
  })
}

/** An obligation as who owes it reads it, with what its memorandum is called. */
export type OwnObligation = Pick<Obligation, 'id' | 'what' | 'due' | 'every' | 'done_on' | 'note' | 'example'> & {
  memorandum: string
}

async function listOwnObligations(database: Reader, { stakeholder: own }: Door): Promise<OwnObligation[]> {
  const owed = (await listRecords(database, obligation)).filter(({ owed_by }) => owed_by === own)
  const titles = new Map((await listRecords(database, memorandum)).map(({ id, title }) => [id, title]))
  return owed.map(({ id, what, due, every, done_on, note, example, memorandum }) => ({
    ...{ id, what, due, every, done_on, note, example },
    memorandum: titles.get(memorandum) ?? ''
  }))
}

/** Everything that the guest's stakeholder committed itself to in its plan. */
export const readCommitments = read({
  name: 'commitment.list',
  input: {},
  output: z.object({
    stakeholder: z.string(),
    plan: z.string(),
    commitments: Rows<Commitment>(),
    deliveries: Rows<OwnDelivery>(),
    obligations: Rows<OwnObligation>()
  }),
  may: 'commitment.keep',
  async run(scope) {
    const { database } = scope
    const door = await enterDoor(scope)
    const interventions = await listRecords(database, intervention, door.plan)
    const own = interventions.filter((one) => isCommitment(one, door))
    const ids = new Set(own.map(({ id }) => id))
    return {
      stakeholder: (await getRecord(database, stakeholder, door.stakeholder)).name,
      plan: (await getRecord(database, planKind, door.plan)).title,
      commitments: own.map(tellCommitment),
      deliveries: (await listOwnDeliveries(database, door)).filter((one) => ids.has(one.intervention)),
      obligations: await listOwnObligations(database, door)
    }
  }
})

/** One commitment of the guest's stakeholder, with what its people wrote of it. */
export const readCommitment = read({
  name: 'commitment.read',
  input: { id: reference('intervention', { needed: true }) },
  output: z.object({
    commitment: One<Commitment>(),
    deliveries: Rows<OwnDelivery>(),
    files: Rows<Pick<Proof, 'id' | 'delivery' | 'name' | 'type' | 'bytes'>>(),
    notes: Rows<CommitmentNote>(),
    told: Rows<Told>()
  }),
  may: 'commitment.keep',
  async run(scope, { id }) {
    const { database } = scope
    const { door, own } = await enterCommitment(scope, id)
    const deliveries = (await listOwnDeliveries(database, door)).filter((one) => one.intervention === id)
    const ids = new Set(deliveries.map((one) => one.id))
    const files = (await listRecords(database, proof, door.plan)).filter((one) => ids.has(one.delivery))
    const notes = (await listRecords(database, commitmentNote, door.plan)).filter((one) => one.intervention === id)
    const all = [...deliveries, ...files, ...notes].map((one) => one.id)
    const told = (await listTold(database, all)).filter((one) => one.stakeholder === door.stakeholder)
    const ours = new Set(told.map(({ record }) => record))
    return {
      commitment: tellCommitment(own),
      deliveries,
      files: files
        .filter((one) => ours.has(one.id))
        .map(({ id, delivery, name, type, bytes }) => ({ id, delivery, name, type, bytes })),
      notes: newestFirst(notes.filter((one) => ours.has(one.id))),
      told
    }
  }
})

/** A file that the guest's own people sent with what they did. For the page that hands it out; it has no door of its own. */
export const openCommitmentFile = read({
  name: 'commitment.file',
  input: { id: reference('proof', { needed: true }) },
  output: openProofFile.output,
  may: 'commitment.keep',
  async run(scope, { id }) {
    const door = await enterDoor(scope)
    const file = await findRecord(scope.database, proof, id)
    const [told] = await listTold(scope.database, [id])
    const of = file && (await findRecord(scope.database, delivery, file.delivery))
    if (told?.stakeholder !== door.stakeholder || of?.done_by !== door.stakeholder) throw new Problem('not-found')
    await enterCommitment(scope, of.intervention)
    return openProofFile.run(scope, { id })
  }
})

/** Keeps who wrote these records, under the name of the guest's day. */
async function sign({ tx, actor }: WriteScope, door: Door, records: readonly string[]): Promise<void> {
  for (const record of records)
    await keepTold(tx, { record, stakeholder: door.stakeholder, name: actor.name }, actor.person)
}

/** Begins the guest's own work, pauses it, says that it is done, or takes it up again: the steps of whoever does it. */
export const moveCommitment = write({
  name: 'commitment.move',
  input: moveWork.input,
  output: Made,
  may: 'commitment.keep',
  async run(scope, input) {
    await enterCommitment(scope, input.id)
    return moveWork.run(scope, input)
  }
})

/** Says how it goes. */
export const noteCommitment = write({
  name: 'commitment.note',
  input: { intervention: reference('intervention', { needed: true }), text: text(1000, { long: true, needed: true }) },
  output: Made,
  may: 'commitment.keep',
  async run(scope, { intervention: of, text }) {
    const { door, own } = await enterCommitment(scope, of)
    const day = scope.now.toISOString().slice(0, 10)
    const note = { id: newId(), plan_id: door.plan, example: own.example, intervention: of, day, text }
    scope.note('commitment_note', null, await insertRow(scope.tx, commitmentNote, note))
    scope.about({ plan: door.plan })
    await sign(scope, door, [note.id])
    return { id: note.id }
  }
})

const { intervention: of, day, deed, workplaces, workers, women, region, link, note } = deliveryFields
export const toldFields = { day, deed, workplaces, workers, women, region, link, note } as const

/** Tells what was done under one's own commitment, with the files that show it. */
export const recordCommitment = write({
  name: 'commitment.record',
  input: { intervention: of, ...toldFields, file: sentProofs },
  output: Made,
  may: 'commitment.keep',
  async prepare(scope, input) {
    const { door } = await enterCommitment(scope, input.intervention)
    return recordDelivery.prepare?.(scope, { ...input, ...atDoor(door) })
  },
  async run(scope, input) {
    const { door, own } = await enterCommitment(scope, input.intervention)
    // What is told of an invented commitment is invented too.
    const { id } = await recordDelivery.run(scope, { ...input, ...atDoor(door), ...{ example: own.example } })
    const files = (await listRecords(scope.tx, proof, door.plan)).filter((one) => one.delivery === id)
    await sign(scope, door, [id, ...files.map((one) => one.id)])
    return { id }
  }
})

/** Says that what one's own organisation owes under a memorandum is done. */
export const fulfilObligation = write({
  name: 'commitment.fulfil',
  input: {
    id: reference('obligation', { needed: true }),
    done_on: date({ needed: true }),
    note: obligationFields.note
  },
  output: Made,
  may: 'commitment.keep',
  async run(scope, { id, done_on, note }) {
    const door = await enterDoor(scope)
    const before = await findRecord(scope.tx, obligation, id)
    if (before?.owed_by !== door.stakeholder) throw new Problem('not-found')
    const fields = checkObligation({ ...before, done_on }, scope.now.toISOString().slice(0, 10))
    if (fields.length > 0) throw new Problem('input-not-valid', { count: fields.length }, fields)
    const after = { ...before, done_on, note: note || before.note }
    scope.note('obligation', before, await updateRow(scope.tx, obligation, after, before.revision))
    scope.about({ plan: door.plan })
    await sign(scope, door, [id])
    return { id }
  }
})

/** What a guest does not say of a delivery: it is the stakeholder's own, and takes nothing of the inspectorate's. */
const atDoor = ({ plan, stakeholder: done_by }: Door) => ({ plan, done_by, days: null, cost: null, hub: null })

export const commitmentOperations: readonly AnyOperation[] = [
  readCommitments,
  readCommitment,
  moveCommitment,
  noteCommitment,
  recordCommitment,
  fulfilObligation
]
