import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { findWhole } from '../chart/store.ts'
import type { Reader } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { number, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  findRecord,
  getRecord,
  insertRow,
  listRecords,
  recordKind,
  recordOperations,
  type Stored,
  updateRow
} from '../kernel/record.ts'
import { listPeopleOf } from '../office/people.store.ts'
import { plan as planKind } from '../plan/operations.ts'
import { signatory, type Version, version as versionKind } from '../review/operations.ts'
import { findContent } from '../review/store.ts'
import { extractPath } from './path.rules.ts'
import { extractFields, extractOf, type PublicExtract, sectionFields, stateOf } from './rules.ts'
import { deletePublished, findPublished, putPublished } from './store.ts'

/** The extract of a plan for the public: what is chosen of which version, and what is published of it. */

export const publicExtract = recordKind({
  name: 'public_extract',
  fields: extractFields,
  title: 'address',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => extractPath(row.plan_id ?? '')
})

export type Extract = Stored<typeof extractFields>

const Made = z.object({ id: z.guid() })
const ofPlan = { plan: reference('plan', { needed: true }) }
const ofExtract = {
  extract: reference('public_extract', { needed: true }),
  revision: number({ whole: true, needed: true })
}
const One = <T>() => z.custom<T>((value) => typeof value === 'object')

async function findOfPlan(database: Reader, plan: string): Promise<Extract | undefined> {
  return (await listRecords(database, publicExtract, plan))[0]
}

/** What the public would read of what is chosen, as the plan and those who agree to be told stand now. */
async function compose(database: Reader, of: Extract): Promise<PublicExtract> {
  const plan = of.plan_id ?? ''
  const version = await getRecord(database, versionKind, of.version)
  const whole = await findContent(database, version.id)
  const now = await findWhole(database, plan)
  if (!whole || !now) throw new Problem('not-found')
  const people = [...(await listPeopleOf(database)), ...(await listRecords(database, signatory, plan))]
  return extractOf({ whole, version, chosen: of, now, people: people.map(({ name }) => name) })
}

/** Chooses of which version the public may read which sections. What is published stays as it is. */
export const chooseExtract = write({
  name: 'public_extract.choose',
  input: { ...ofPlan, version: reference('plan_version', { needed: true }), ...sectionFields },
  output: Made,
  may: 'plan.edit',
  async run({ tx, note, about }, { plan, ...chosen }) {
    const { example } = await getRecord(tx, planKind, plan)
    const version = await findRecord(tx, versionKind, chosen.version)
    if (version?.plan_id !== plan)
      throw new Problem('input-not-valid', { count: 1 }, [{ field: 'version', code: 'gone' }])
    const before = await findOfPlan(tx, plan)
    const begun = { published: null, published_version: null, withdrawn: null, reason: '' }
    const row = before
      ? await updateRow(tx, publicExtract, { ...before, ...chosen }, before.revision)
      : await insertRow(tx, publicExtract, {
          ...{ id: newId(), plan_id: plan, example, address: randomBytes(8).toString('hex') },
          ...{ ...chosen, ...begun }
        })
    note('public_extract', (before as Row | undefined) ?? null, row)
    about({ plan })
    return { id: row.id }
  }
})

/** The extract as who sends it saw it: what somebody chose since has been seen by nobody. */
async function getAsSeen(database: Reader, id: string, revision: number): Promise<Extract> {
  const found = await getRecord(database, publicExtract, id)
  if (found.revision !== revision) throw new Problem('changed-meanwhile')
  return found
}

/** Publishes what is chosen, in the place of what was published before, at the address that it has for ever. */
export const publishExtract = write({
  name: 'public_extract.publish',
  input: ofExtract,
  output: Made,
  may: 'plan.decide',
  async run({ tx, now, note, about }, { extract: id, revision }) {
    const before = await getAsSeen(tx, id, revision)
    const content = await compose(tx, before)
    const published = {
      ...{ published: now.toISOString().slice(0, 10), published_version: content.version.number },
      ...{ withdrawn: null, reason: '' }
    }
    note('public_extract', before, await updateRow(tx, publicExtract, { ...before, ...published }, revision))
    const hash = await putPublished(tx, id, content)
    // What was read cannot be taken back by undoing: it is withdrawn, with a word.
    about({ plan: before.plan_id, data: { version: content.version.number, hash, final: true } })
    return { id }
  }
})

/** Withdraws what is published; its address says so from then on, and why. */
export const withdrawExtract = write({
  name: 'public_extract.withdraw',
  input: { ...ofExtract, reason: text(500, { needed: true }) },
  output: Made,
  may: 'plan.decide',
  async run({ tx, now, note, about }, { extract: id, revision, reason }) {
    const before = await getAsSeen(tx, id, revision)
    if (stateOf(before) !== 'published') throw new Problem('extract-not-published')
    const withdrawn = { withdrawn: now.toISOString().slice(0, 10), reason }
    note('public_extract', before, await updateRow(tx, publicExtract, { ...before, ...withdrawn }, revision))
    await deletePublished(tx, id)
    about({ plan: before.plan_id, data: { final: true } })
    return { id }
  }
})

const { remove } = recordOperations(publicExtract)
/** Removes an extract that is not published; what was published is withdrawn first, so that its readers learn why. */
export const removeExtract = write({
  ...remove,
  async run(scope, input) {
    const found = await getRecord(scope.tx, publicExtract, input.id as string)
    if (stateOf(found) === 'published') throw new Problem('extract-published')
    return remove.run(scope, input)
  }
})

/** What is chosen and what is published of a plan; `preview` is what publishing now would tell. */
export const readExtract = read({
  name: 'public_extract.read',
  input: ofPlan,
  output: z.object({
    extract: One<Extract>().nullable(),
    preview: One<PublicExtract>().nullable(),
    /** Whether what is published is no longer what publishing now would tell. */
    differs: z.boolean(),
    versions: z.array(One<Version>())
  }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    await getRecord(database, planKind, plan)
    const versions = await listRecords(database, versionKind, plan)
    const extract = await findOfPlan(database, plan)
    if (!extract) return { extract: null, preview: null, differs: false, versions }
    const preview = await compose(database, extract)
    const published = await findPublished(database, extract.id)
    const differs = published !== undefined && JSON.stringify(published) !== JSON.stringify(preview)
    return { extract, preview, differs, versions }
  }
})

export const extractOperations: readonly AnyOperation[] = [
  chooseExtract,
  publishExtract,
  withdrawExtract,
  removeExtract,
  readExtract
]
