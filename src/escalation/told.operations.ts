import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { uploadFile } from '../evidence/place.store.ts'
import { chainOf } from '../evidence/register.rules.ts'
import { findDataSet, insertDataSet, insertVersion, listVersions, lockDataSet } from '../evidence/register.store.ts'
import { issue as issueKind } from '../hub/operations.ts'
import { asProblem } from '../kernel/http.ts'
import { newId } from '../kernel/id.ts'
import type { WriteScope } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { wordsFor } from '../kernel/words.ts'
import { plan as planKind } from '../plan/operations.ts'
import { listKnownOf } from './store.ts'
import { type ToldVisit, visitLines, visitMapping } from './told.rules.ts'
import {
  countNothing,
  findVisitSet,
  forgetTold,
  keepTold,
  keepVisitSet,
  listFindings,
  listTold,
  listVisits,
  lockPlan,
  readLanguage,
  type VisitRow
} from './visit.store.ts'

/**
 * Visits become evidence: each new one is added to the data set of its plan's visits as a file of its own, which is in the figures in
 * seconds (decision 0014). What was put right or withdrawn has the whole data set written anew, and so has a chain that grew long.
 */

const longestChain = 100
const everything = { from: 0, size: 1_000_000 }

/** Tells the evidence what it does not know yet of the visits of a plan. In the transaction that changed them: both hold, or neither. */
export async function tellEvidence(scope: WriteScope, plan: string): Promise<void> {
  const { tx } = scope
  await lockPlan(tx, plan)
  const set = await findVisitSet(tx, plan)
  const all = await listVisits(tx, plan, everything)
  const told = new Map((set ? await listTold(tx, plan) : []).map(({ visit, revision }) => [visit, revision]))
  const counting = all.filter(({ withdrawn }) => withdrawn === '')
  const fresh = counting.filter(({ id }) => !told.has(id))
  const stale = all.some(
    ({ id, revision, withdrawn }) => told.has(id) && (withdrawn !== '' || told.get(id) !== revision)
  )
  if (fresh.length === 0 && !stale) return
  const dataSet = set ?? (await makeSet(scope, plan))
  await lockDataSet(tx, dataSet)
  const versions = await listVersions(tx, dataSet)
  const waiting = versions.find(({ state }) => state === 'waiting')
  const last = waiting?.id ?? (await findDataSet(tx, dataSet))?.current_version ?? null
  const anew = stale || last === null || chainOf(last, versions).length >= longestChain
  const gone = all.filter(({ id, withdrawn }) => withdrawn !== '' && told.has(id)).map(({ id }) => id)
  if (gone.length > 0) await forgetTold(tx, gone)
  if (counting.length === 0) {
    // A file without lines is refused by every import: nothing of the data set counts any more.
    if (waiting) throw new Problem('import-running', { name: (await findDataSet(tx, dataSet))?.name ?? '' })
    await countNothing(tx, dataSet)
    scope.afterwards(() => void scope.portal.facts.refresh(scope.inspectorate).catch(asProblem))
    return
  }
  await writeVersions(scope, { plan, dataSet, visits: anew ? counting : fresh, follows: last, anew })
}

/** Makes the data set of a plan's visits, called in the language of the inspectorate. */
async function makeSet({ tx, portal }: WriteScope, plan: string): Promise<string> {
  const { title, example } = await getRecord(tx, planKind, plan)
  const language = await readLanguage(tx)
  const words = wordsFor(new Map([language, 'en'].map((one) => [one, portal.wordsOf(one) ?? {}])), language)
  const id = newId()
  await insertDataSet(tx, id, {
    name: `${words.t('visit.set', { plan: title })}`.slice(0, 200),
    source: words.t('visit.set.source'),
    licence: '',
    extracted: '',
    period: '',
    case_origin: 'proactive',
    note: words.t('visit.set.note'),
    example,
    joined_to: null
  })
  await keepVisitSet(tx, plan, id)
  return id
}

type Writing = {
  plan: string
  dataSet: string
  visits: readonly VisitRow[]
  follows: string | null
  /** In place of everything that was told before. */
  anew: boolean
}

/** One file for visits, and one for checks without presence, as far as there are any. */
async function writeVersions(
  scope: WriteScope,
  { plan, dataSet, visits, follows: last, anew }: Writing
): Promise<void> {
  const { tx } = scope
  const issues = await listRecords(tx, issueKind, plan)
  const codeOf = new Map(issues.map(({ id, evidence_issue, name }) => [id, evidence_issue || name]))
  const codes = [...new Set(codeOf.values())]
  const findings = Map.groupBy(
    await listFindings(
      tx,
      visits.map(({ id }) => id)
    ),
    ({ visit }) => visit
  )
  const known = new Map(
    (await listKnownOf(tx, plan, [...new Set(visits.map(({ workplace }) => workplace))])).map((one) => [
      one.workplace,
      one
    ])
  )
  const tell = (one: VisitRow): ToldVisit[] => {
    const workplace = known.get(one.workplace)
    const found = (findings.get(one.id) ?? []).map(({ issue, result }) => [codeOf.get(issue) ?? '', result] as const)
    return workplace ? [{ ...one, findings: new Map(found), workplace }] : []
  }
  let follows = last
  let joins: 'replace' | 'add' = anew ? 'replace' : 'add'
  const kinds = [
    ['visit', visits.filter(({ presence }) => presence === 'visit')],
    ['case', visits.filter(({ presence }) => presence === 'remote')]
  ] as const
  for (const [kind, own] of kinds) {
    if (own.length === 0) continue
    follows = await writeVersion(scope, {
      dataSet,
      lines: visitLines(own.flatMap(tell), codes, newId()),
      mapping: visitMapping(codes, kind),
      name: `${kind}-${scope.now.toISOString().slice(0, 10)}.csv`,
      follows,
      joins
    })
    joins = 'add'
    await keepTold(tx, follows, own)
  }
}

type Version = {
  dataSet: string
  lines: string
  mapping: ReturnType<typeof visitMapping>
  name: string
  follows: string | null
  joins: 'replace' | 'add'
}

/** Lays a file where uploads wait and has it imported after the commit. */
async function writeVersion(
  scope: WriteScope,
  { dataSet, lines, mapping, name, follows, joins }: Version
): Promise<string> {
  const { tx, portal, inspectorate, actor, now } = scope
  const id = newId()
  const file = uploadFile(portal.folder, id)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, lines, { mode: 0o600 })
  const bytes = Buffer.byteLength(lines)
  await insertVersion(tx, {
    id,
    data_set: dataSet,
    file_name: name,
    file_hash: createHash('sha256').update(lines).digest('hex'),
    bytes,
    mapping,
    reading: { encoding: 'utf-8', delimiter: ',', quote: '"', headerLine: 1, headerLines: 1 },
    person_id: actor.person,
    at: now,
    joins,
    follows
  })
  scope.afterwards(() => portal.imports.start(inspectorate, id, bytes))
  return id
}
