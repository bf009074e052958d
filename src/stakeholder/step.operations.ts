import { z } from 'zod'
import { hub } from '../hub/operations.ts'
import { type NamedHub, pickHubs } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import type { Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { choice, reference, rows, scale } from '../kernel/field.ts'
import { isId, newId } from '../kernel/id.ts'
import { type AnyOperation, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  deleteRow,
  findRecord,
  insertRow,
  listRecords,
  type RecordKind,
  type Stored,
  updateRow
} from '../kernel/record.ts'
import { listMatteringResources } from '../office/matter.operations.ts'
import type { resourceFields } from '../office/rules.ts'
import { stakeholder, stakeholderHub } from './operations.ts'
import {
  mergeValue,
  readCellKey,
  rings,
  type stakeholderFields,
  type stakeholderHubFields,
  strongest
} from './rules.ts'

export type Stakeholder = Stored<typeof stakeholderFields>
export type Weight = Stored<typeof stakeholderHubFields>
export type Resource = Stored<typeof resourceFields>

const inPlan = { plan: reference('plan', { needed: true }) }
const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** Everything of step 4: the stakeholders, the resources that matter for the plan or that one of them fills, the hubs, and who weighs how much over each. */
export const readStepFour = read({
  name: 'stakeholder.read-step',
  input: inPlan,
  output: z.object({
    stakeholders: Rows<Stakeholder>(),
    resources: Rows<Resource>(),
    hubs: Rows<NamedHub>(),
    weights: Rows<Weight>()
  }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const weights = await listRecords(database, stakeholderHub, plan)
    const stakeholders = await listRecords(database, stakeholder, plan)
    const filled = stakeholders.map(({ fills }) => fills)
    return {
      stakeholders,
      resources: await listMatteringResources(database, plan, filled),
      hubs: pickHubs(await listNamedHubs(database, plan), new Set(weights.map(({ hub }) => hub))),
      weights
    }
  }
})

async function demandOfPlan(tx: Transaction, kind: RecordKind, id: string, plan: string): Promise<Row> {
  const found = isId(id) ? ((await findRecord(tx, kind, id)) as Row | undefined) : undefined
  if (found?.plan_id !== plan) throw new Problem('not-found')
  return found
}

const ring = choice(rings, { words: 'label.ring' })

/**
 * Places several stakeholders in the Commitment Bullseye at once; the key of a row is the stakeholder's id. `seen_…` is
 * what one saw: where somebody else has set another ring since, `changed-meanwhile` is answered and nothing is placed.
 */
export const placeInBullseye = write({
  name: 'stakeholder.place',
  input: {
    ...inPlan,
    places: rows({ present_ring: ring, desired_ring: ring, seen_present: ring, seen_desired: ring })
  },
  output: z.object({ placed: z.number() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, places }) {
    let placed = 0
    for (const { key, ...row } of places) {
      const before = await demandOfPlan(tx, stakeholder, key, plan)
      const present = mergeValue(row.seen_present, row.present_ring, before.present_ring)
      const desired = mergeValue(row.seen_desired, row.desired_ring, before.desired_ring)
      if (present.overtaken || desired.overtaken) throw new Problem('changed-meanwhile')
      if (present.value === before.present_ring && desired.value === before.desired_ring) continue
      const after = { ...before, present_ring: present.value, desired_ring: desired.value }
      note('stakeholder', before, await updateRow(tx, stakeholder, after, Number(before.revision)))
      placed += 1
    }
    about({ plan })
    return { placed }
  }
})

/**
 * Sets the influence of stakeholders over hubs, cell by cell; the key of a row is `<stakeholder>:<hub>`. An empty weight
 * takes the cell away. `seen` is the weight that one saw: where somebody else has set another since,
 * `changed-meanwhile` is answered and nothing is set.
 */
export const setWeights = write({
  name: 'stakeholder_hub.set',
  input: { ...inPlan, weights: rows({ weight: scale(0, strongest), seen: scale(0, strongest) }) },
  output: z.object({ set: z.number() }),
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, weights }) {
    const present = await listRecords(tx, stakeholderHub, plan)
    let set = 0
    for (const { key, weight, seen } of weights) {
      const cell = readCellKey(key)
      const before = present.find((row) => row.stakeholder === cell.stakeholder && row.hub === cell.hub)
      const now = before?.weight ?? null
      const merged = mergeValue(seen, weight, now)
      if (merged.overtaken) throw new Problem('changed-meanwhile')
      if (merged.value === now) continue
      set += 1
      if (merged.value === null) {
        if (!before) continue
        await deleteRow(tx, stakeholderHub, before.id)
        note('stakeholder_hub', before, null)
      } else if (before) {
        const after = await updateRow(tx, stakeholderHub, { ...before, weight: merged.value }, before.revision)
        note('stakeholder_hub', before, after)
      } else {
        await demandOfPlan(tx, stakeholder, cell.stakeholder, plan)
        await demandOfPlan(tx, hub, cell.hub, plan)
        const made = { ...cell, weight: merged.value, id: newId(), plan_id: plan }
        note('stakeholder_hub', null, await insertRow(tx, stakeholderHub, made))
      }
    }
    about({ plan })
    return { set }
  }
})

/** What step 4 does beside the operations of its records. */
export const stepFourOperations: readonly AnyOperation[] = [readStepFour, placeInBullseye, setWeights]
