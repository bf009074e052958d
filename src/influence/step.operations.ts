import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { listRecords, type Stored } from '../kernel/record.ts'
import { influence, why } from './operations.ts'
import { type influenceFields, type NamedHub, pickHubs, type whyFields } from './rules.ts'
import { listNamedHubs } from './store.ts'

export type Why = Stored<typeof whyFields>
export type Influence = Stored<typeof influenceFields>

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/**
 * Everything of step 3 for one hub: its answers to why and its influences. Without `hub`, or with one that the plan
 * does not have, it is the first of `hubs`; `hub` is null where the plan has none.
 */
export const readStepThree = read({
  name: 'influence.read-step',
  input: { plan: reference('plan', { needed: true }), hub: reference('hub') },
  output: z.object({
    hubs: Rows<NamedHub>(),
    hub: z.custom<NamedHub>((value) => typeof value === 'object').nullable(),
    whys: Rows<Why>(),
    influences: Rows<Influence>()
  }),
  may: 'plan.read',
  async run({ database }, input) {
    const whys = await listRecords(database, why, input.plan)
    const influences = await listRecords(database, influence, input.plan)
    const used = new Set([...whys, ...influences].map((row) => row.hub))
    const hubs = pickHubs(await listNamedHubs(database, input.plan), used)
    const hub = hubs.find(({ id }) => id === input.hub) ?? hubs[0] ?? null
    return {
      hubs,
      hub,
      whys: whys.filter((row) => row.hub === hub?.id),
      influences: influences.filter((row) => row.hub === hub?.id)
    }
  }
})
