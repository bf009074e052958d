import { z } from 'zod'
import { delivery } from '../delivery/operations.ts'
import { intervention } from '../intervention/operations.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { resource } from '../office/records.operations.ts'
import { plan as planKind } from '../plan/operations.ts'
import { stepPath } from '../plan/rules.ts'
import { type Ledger, makeLedger } from './ledger.rules.ts'
import { capacityFields, portionFields, regionsOf, type Work } from './rules.ts'

/** What the inspectorate can give, what its plans ask of it, and where more is asked than is there. */

export const capacity = recordKind({
  name: 'capacity',
  fields: capacityFields,
  title: 'region',
  within: 'inspectorate',
  may: 'office.edit',
  page: () => '/inspectorate/resources',
  check: ({ working_days: all, leave_days: leave }) =>
    leave !== null && leave > all ? [{ field: 'leave_days', code: 'more-leave-than-days' }] : []
})
export const capacities = recordOperations(capacity)

export const portion = recordKind({
  name: 'portion',
  fields: portionFields,
  title: ['intervention'],
  within: 'plan',
  may: 'plan.edit',
  crossing: true,
  page: (row) => stepPath(row.plan_id ?? '', 6, 'capacity'),
  check: ({ days, money }) => (days === null && money === null ? [{ field: 'days', code: 'needed' }] : [])
})
export const portions = recordOperations(portion)

export type CapacityRecord = Stored<typeof capacityFields>
export type PortionRecord = Stored<typeof portionFields>

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** What is there and what is asked of it in the months of a plan, with the names that the ledger speaks of. */
export const readCapacity = read({
  name: 'capacity.read',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    ledger: z.custom<Ledger>((value) => typeof value === 'object'),
    lines: Rows<CapacityRecord>(),
    portions: Rows<PortionRecord>(),
    interventions: Rows<{ id: string; name: string; expected_days: number | null; example: boolean }>(),
    /** Titles of all plans and names of all interventions, by id. */
    names: z.record(z.string(), z.string()),
    /** People and money of step 1.2, from which lines of capacity can begin. */
    people: Rows<{ name: string; quantity: number; unit: string }>()
  }),
  may: 'plan.read',
  async run({ database, now }, { plan }) {
    const plans = await listRecords(database, planKind)
    if (!plans.some(({ id }) => id === plan)) throw new Problem('not-found')
    const lines = await listRecords(database, capacity)
    const works: Work[] = []
    const names: Record<string, string> = {}
    const own: { id: string; name: string; expected_days: number | null; example: boolean }[] = []
    const stated: PortionRecord[] = []
    for (const { id, title } of plans) {
      names[id] = title
      const all = await listRecords(database, intervention, id)
      const done = Map.groupBy(await listRecords(database, delivery, id), (one) => one.intervention)
      const said = await listRecords(database, portion, id)
      const parts = Map.groupBy(said, (one) => one.intervention)
      for (const one of all) {
        names[one.id] = one.name
        works.push({ ...one, plan: id, deliveries: done.get(one.id) ?? [], portions: parts.get(one.id) ?? [] })
        if (id === plan && one.status !== 'dropped') own.push(one)
      }
      if (id === plan) stated.push(...said)
    }
    const resources = await listRecords(database, resource)
    return {
      ledger: makeLedger({
        plan,
        plans: new Map(plans.map((one) => [one.id, one])),
        works,
        regions: regionsOf(lines),
        today: now.toISOString().slice(0, 10)
      }),
      lines,
      portions: stated,
      interventions: own.map(({ id, name, expected_days, example }) => ({ id, name, expected_days, example })),
      names,
      people: resources.flatMap(({ kind, name, quantity, unit }) =>
        (kind === 'human' || kind === 'financial') && quantity !== null ? [{ name, quantity, unit }] : []
      )
    }
  }
})
