import { z } from 'zod'
import type { Reader } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { choice, reference, texts } from '../kernel/field.ts'
import { isId } from '../kernel/id.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord, getRecord, listRecords, type RecordKind, type Stored, updateRow } from '../kernel/record.ts'
import { mandate, resource, source } from './records.operations.ts'
import { type MatterPart, matterParts, mergeTicks, type resourceFields, speaksOf } from './rules.ts'
import { whatMatters } from './step.store.ts'

const kindOf: Record<MatterPart, RecordKind> = { mandates: mandate, resources: resource, sources: source }

/** The resources of which a plan speaks, and those that it names anyway (`named`). */
export async function listMatteringResources(
  database: Reader,
  plan: string,
  named: readonly (string | null)[] = []
): Promise<Stored<typeof resourceFields>[]> {
  const all = await listRecords(database, resource)
  const spoken = new Set(speaksOf(all, await whatMatters(database, plan, 'resources')).map(({ id }) => id))
  return all.filter(({ id }) => spoken.has(id) || named.includes(id))
}

const Ids = z.array(z.string())

/** Ids of the mandates, resources and sources of which a plan speaks. */
export const readWhatMatters = read({
  name: 'plan.read-what-matters',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ mandates: Ids, resources: Ids, sources: Ids }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const idsOf = async (part: MatterPart) =>
      speaksOf(await listRecords(database, kindOf[part]), await whatMatters(database, plan, part)).map(({ id }) => id)
    return { mandates: await idsOf('mandates'), resources: await idsOf('resources'), sources: await idsOf('sources') }
  }
})

/**
 * Ticks which of the inspectorate's mandates, resources or sources matter for a plan; where none is ticked, all do. `seen`
 * is what was ticked when one looked, so that two people's ticks hold together.
 */
export const setWhatMatters = write({
  name: 'plan.set-what-matters',
  input: {
    plan: reference('plan', { needed: true }),
    of: choice(matterParts, { needed: true }),
    ids: texts(40),
    seen: texts(40)
  },
  output: z.object({ ticked: z.number() }),
  may: 'plan.edit',
  async run({ tx, portal, note, about }, { plan, of, ids, seen }) {
    const kind = portal.kinds.find(({ name }) => name === 'plan')
    if (!kind) throw new Problem('not-found')
    const before = (await getRecord(tx, kind, plan)) as Row
    const ticked = mergeTicks({ seen, ticked: ids, now: before[of] as string[] })
    for (const id of ticked) if (!isId(id) || !(await findRecord(tx, kindOf[of], id))) throw new Problem('not-found')
    if (ticked.join() !== (before[of] as string[]).join())
      note('plan', before, await updateRow(tx, kind, { ...before, [of]: ticked }, Number(before.revision)))
    about({ plan })
    return { ticked: ticked.length }
  }
})
