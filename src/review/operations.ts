import { z } from 'zod'
import { findWhole } from '../chart/store.ts'
import { type Whole, withWhatMatters } from '../chart/whole.rules.ts'
import { isExact, isTold } from '../kernel/confidential.ts'
import type { Reader } from '../kernel/database.ts'
import { findEvent } from '../kernel/event.ts'
import { number, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  getRecord,
  insertRow,
  listRecords,
  recordKind,
  recordOperations,
  type Stored,
  updateRow
} from '../kernel/record.ts'
import { plan as planKind, plans } from '../plan/operations.ts'
import { isInPreparation } from '../plan/rules.ts'
import { compareWholes, type Difference, planAlone } from './compare.rules.ts'
import { versionPath } from './path.rules.ts'
import { listReasons } from './reason.operations.ts'
import { type LinkedReason, reasonsOf } from './reason.rules.ts'
import {
  inOrder,
  type SignOff,
  signatoryFields,
  signatureFields,
  signOffOf,
  versionFields,
  whyNotSign
} from './rules.ts'
import { deleteContent, findContent, findFreezing, insertContent } from './store.ts'

/** Versions of a plan, and who signs them. */

export const version = recordKind({
  name: 'plan_version',
  fields: versionFields,
  title: 'number',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => versionPath(row.plan_id ?? '')
})

export const signatory = recordKind({
  name: 'signatory',
  fields: signatoryFields,
  title: 'name',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => versionPath(row.plan_id ?? '')
})
export const signatories = recordOperations(signatory)

export const signature = recordKind({
  name: 'signature',
  fields: signatureFields,
  title: ['signatory', 'version'],
  within: 'plan',
  may: 'plan.decide',
  page: (row) => versionPath(row.plan_id ?? '')
})

export type Version = Stored<typeof versionFields>
export type Signatory = Stored<typeof signatoryFields>
export type Signature = Stored<typeof signatureFields>

const Made = z.object({ id: z.guid() })
const ofPlan = { plan: reference('plan', { needed: true }) }
const One = <T>() => z.custom<T>((value) => typeof value === 'object')
const Rows = <T>() => z.array(One<T>())

/** The plan as it stands now. Nothing is withheld here: what is told of it is decided where it is told. */
async function readAlone(database: Reader, plan: string): Promise<Whole> {
  const whole = await findWhole(database, plan)
  if (!whole) throw new Problem('not-found')
  return planAlone(withWhatMatters(whole))
}

/** Freezes the plan as it stands now under the next number. Its content's checksum stands in the log. */
export const freeze = write({
  name: 'plan_version.freeze',
  input: { ...ofPlan, note: text(1000, { long: true }) },
  output: Made,
  may: 'plan.edit',
  async run(scope, { plan, note }) {
    const content = await readAlone(scope.tx, plan)
    const before = await listRecords(scope.tx, version, plan)
    const last = before.at(-1)
    const values = {
      number: (last?.number ?? 0) + 1,
      day: scope.now.toISOString().slice(0, 10),
      note,
      agreed: null
    }
    const row = await insertRow(scope.tx, version, {
      ...values,
      id: newId(),
      plan_id: plan,
      example: content.plan.example
    })
    const hash = await insertContent(scope.tx, row.id, content)
    scope.note('plan_version', null, row)
    // What was frozen cannot be put back by undoing its removal.
    scope.about({ plan, data: { version: values.number, hash, final: true } })
    return { id: row.id }
  }
})

const { remove } = recordOperations(version)
/** Removes a version that nobody has signed or refused. */
export const removeVersion = write({
  ...remove,
  async run(scope, input) {
    await deleteContent(scope.tx, input.id as string)
    const removed = await remove.run(scope, input)
    scope.about({ data: { final: true } })
    return removed
  }
})

/** What somebody who must sign said to the last version; with the last signature that is asked, the plan is agreed. */
export const sign = write({
  name: 'signature.sign',
  input: signatureFields,
  output: Made,
  may: 'plan.decide',
  async run(scope, input) {
    const { tx, now } = scope
    const of = await getRecord(tx, version, input.version)
    const plan = of.plan_id ?? ''
    const asked = await listRecords(tx, signatory, plan)
    const all = await listRecords(tx, version, plan)
    const said = (await listRecords(tx, signature, plan)).filter((one) => one.version === of.id)
    const refused = whyNotSign(signOffOf(of, asked, said), input.signatory, all.at(-1)?.id === of.id)
    if (refused) throw new Problem(refused)
    if (input.day > now.toISOString().slice(0, 10)) fault('day', 'not-yet')
    if (input.day < of.day) fault('day', 'before-version')
    if (input.verdict === 'refused' && input.reason === '') fault('reason', 'reason-needed')
    const { example } = await getRecord(tx, signatory, input.signatory)
    const row = await insertRow(tx, signature, { ...input, id: newId(), plan_id: plan, example })
    scope.note('signature', null, row)
    scope.about({ plan })
    const after = signOffOf(of, asked, [...said, input])
    if (after.state === 'open' && after.next === undefined) await agree(scope, of, input.day)
    return { id: row.id }
  }
})

function fault(field: string, code: string): never {
  throw new Problem('input-not-valid', { count: 1 }, [{ field, code }])
}

async function agree(scope: WriteScope, of: Version, day: string): Promise<void> {
  const agreed = await updateRow(scope.tx, version, { ...of, agreed: day }, of.revision)
  scope.note('plan_version', of, agreed)
  const plan = await getRecord(scope.tx, planKind, of.plan_id ?? '')
  if (isInPreparation(plan.status))
    await plans.change.run({ ...scope, prepared: undefined }, { ...plan, status: 'agreed' })
}

/** What differs between a version and another one, or the plan as it stands now. */
async function differences(
  scope: ReadScope,
  plan: string,
  from: Version,
  to: Version | undefined
): Promise<Difference[]> {
  const { database, portal, may } = scope
  const before = await findContent(database, from.id)
  const after = to ? await findContent(database, to.id) : await readAlone(database, plan)
  if (!before || !after) throw new Problem('not-found')
  const open = (whole: Whole) => (may('evidence.read-records') ? whole : { ...whole, indicators: [] })
  return compareWholes(portal.kinds, open(before), open(after), (field) => isTold(field, may) && isExact(field, may))
}

export type ToldVersion = Version & {
  signatures: Signature[]
  signOff: SignOff<Signatory>
}

/** The versions of a plan, newest first, with what each who must sign said, and what has changed since the last. */
export const readVersions = read({
  name: 'plan_version.read-all',
  input: ofPlan,
  output: z.object({
    versions: Rows<ToldVersion>(),
    signatories: Rows<Signatory>(),
    since: z.number()
  }),
  may: 'plan.read',
  async run(scope, { plan }) {
    const { database } = scope
    await getRecord(database, planKind, plan)
    const asked = inOrder(await listRecords(database, signatory, plan))
    const said = await listRecords(database, signature, plan)
    const versions = (await listRecords(database, version, plan)).map((one): ToldVersion => {
      const own = said.filter((each) => each.version === one.id)
      return { ...one, signatures: own, signOff: signOffOf(one, asked, own) }
    })
    const last = versions.at(-1)
    const since = last ? (await differences(scope, plan, last, undefined)).length : 0
    return { versions: versions.toReversed(), signatories: asked, since }
  }
})

export type Explained = Difference & { reasons: LinkedReason[] }

/** What differs, each with the findings of review meetings for which it was changed. */
async function explained(
  database: Reader,
  plan: string,
  [from, to]: readonly [Version, Version | undefined],
  of: readonly Difference[]
): Promise<Explained[]> {
  const reasons = of.length > 0 ? await listReasons(database, plan) : []
  const numbers = [...new Set(reasons.map(({ entry }) => entry))]
  const entries = (await Promise.all(numbers.map((number) => findEvent(database, number)))).flatMap((one) => one ?? [])
  const between = {
    after: await findFreezing(database, plan, from.id),
    until: to ? await findFreezing(database, plan, to.id) : Number.POSITIVE_INFINITY
  }
  return of.map((one) => ({ ...one, reasons: reasonsOf(one, reasons, entries, between) }))
}

/** What differs between two states of a plan and why, in the order of the method. `to` empty: the plan as it stands now. */
export const compareVersion = read({
  name: 'plan_version.compare',
  input: { ...ofPlan, from: number({ whole: true, min: 1, needed: true }), to: number({ whole: true, min: 1 }) },
  output: z.object({ from: One<Version>(), to: One<Version>().nullable(), differences: Rows<Explained>() }),
  may: 'plan.read',
  async run(scope, { plan, from, to }) {
    const all = await listRecords(scope.database, version, plan)
    const find = (asked: number) => {
      const found = all.find((one) => one.number === asked)
      if (!found) throw new Problem('not-found')
      return found
    }
    const first = find(from)
    const second = to === null ? undefined : find(to)
    const found = await differences(scope, plan, first, second)
    const told = await explained(scope.database, plan, [first, second], found)
    return { from: first, to: second ?? null, differences: told }
  }
})

export const versionOperations: readonly AnyOperation[] = [freeze, removeVersion, sign, readVersions, compareVersion]
