import { z } from 'zod'
import { listComplaintDriven } from '../evidence/origin.store.ts'
import { listDataSets, readCountryCode } from '../evidence/register.store.ts'
import { type CandidateSort, candidateSorts } from '../indicator/candidate.rules.ts'
import { type Candidate, countFindings, readCandidates } from '../indicator/candidate.store.ts'
import { readStatedIn } from '../indicator/stated.store.ts'
import { readByIssue } from '../indicator/store.ts'
import type { Reader } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { choice, json, reference, text, texts, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, updateRow } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { hub, issue, target } from './operations.ts'
import { proposePriorities } from './rules.ts'

/** How finely the evidence's targets are cut: section of ISIC, or the first figures of the national industry code. */
export const candidateLevels = ['section', '2', '3', '4', 'full'] as const

const cut = {
  issue: text(60),
  level: choice(candidateLevels),
  in_county: yes,
  /** The data set that is asked; without one, that which says most. Two may hold the same case and are never added up. */
  data_set: reference('data_set'),
  /** One county, by its code or name. */
  county: text(120),
  sort: choice(candidateSorts)
}

export type ProposedCandidate = Candidate & {
  /** Names the candidate in a form: issue, industry, county. */
  key: string
  /** The language of the industry's title, where a country's list of codes gives it; null where the records do. */
  titleIn: string | null
  /** Places that the evidence proposes in the matrix, 0 to 100; none where its records hold no clean case by their kind. */
  priority: number
  compliance: number | null
}
type Place = Pick<ProposedCandidate, 'priority' | 'compliance'>
type Proposed = {
  candidates: ProposedCandidate[]
  /** How many there are; more than are given where there are very many. */
  total: number
  data_set: string | null
  data_sets: { id: string; name: string }[]
  /** Where each issue stands over all its cases, whatever the target. */
  issues: Record<string, Place>
}

type Asked = {
  issue: string
  level: (typeof candidateLevels)[number] | ''
  in_county: boolean
  data_set: string | null
  county: string
  sort: CandidateSort | ''
}

async function propose(
  { portal, inspectorate }: Pick<ReadScope, 'portal' | 'inspectorate'>,
  database: Reader,
  { issue: about, level, in_county, data_set, county, sort }: Asked
): Promise<Proposed> {
  const all = await listDataSets(database)
  const dataSets = all.filter(
    ({ current_version, mapping, joined_to }) => current_version && mapping.table === 'cases' && !joined_to
  )
  const known = dataSets.map(({ id, name }) => ({ id, name }))
  const sizes = await countFindings(portal.facts, inspectorate)
  const largest = [...sizes].sort((one, other) => other.findings - one.findings)[0]?.dataSet
  const chosen = known.find(({ id }) => id === data_set)?.id ?? largest
  if (!chosen) return { candidates: [], total: 0, data_set: null, data_sets: known, issues: {} }
  const country = portal.countryData.of(await readCountryCode(database))
  const titles = country?.industryTitles
  const cutAt = level === 'section' || level === 'full' ? level : (Number(level || 3) as 2 | 3 | 4)
  const filter = { dataSets: [chosen], ...(county ? { county } : {}) }
  const { candidates: found, total } = await readCandidates(
    portal.facts,
    inspectorate,
    about ? { ...filter, issue: about } : filter,
    {
      level: cutAt,
      inCounty: in_county || county !== '',
      complaintDriven: await listComplaintDriven(database),
      leastCases: 10,
      sort: sort || 'share'
    }
  )
  const onlyBreaches = (await readStatedIn(portal.facts, inspectorate)).silent.includes(chosen)
  const priorities = proposePriorities(found.map(({ workersAffected, cases }) => workersAffected ?? cases))
  const rows = await readByIssue(portal.facts, inspectorate, { dataSets: [chosen] })
  const ofIssues = proposePriorities(rows.map(({ workersAffected, cases }) => workersAffected ?? cases))
  return {
    candidates: found.map((candidate, index) => ({
      ...candidate,
      industryTitle: titles?.get(candidate.industryCode) ?? candidate.industryTitle,
      titleIn: (titles?.has(candidate.industryCode) && country?.industry?.titlesIn) || null,
      key: [candidate.issue, candidate.industryCode, candidate.county ?? ''].join('|'),
      priority: priorities[index] ?? 50,
      compliance: onlyBreaches ? null : Math.round(candidate.clean.share * 100)
    })),
    total,
    data_set: chosen,
    data_sets: known,
    issues: Object.fromEntries(
      rows.map(({ issue: name, assessed, violating }, index) => {
        const compliance = onlyBreaches || assessed === 0 ? null : Math.round((1 - violating / assessed) * 100)
        return [name, { priority: ofIssues[index] ?? 50, compliance }]
      })
    )
  }
}

/** Issue × target as one data set proposes them, small samples last. */
export const listCandidates = read({
  name: 'hub.candidates',
  input: cut,
  output: z.custom<Proposed>((value) => typeof value === 'object'),
  may: 'evidence.read-records',
  run: async (scope, input) => propose(scope, scope.database, input)
})

/** Takes candidates into a plan: their issue and target as proposals in the matrix, and the pair of both. */
export const takeCandidates = write({
  name: 'hub.take-candidates',
  input: {
    plan: reference('plan', { needed: true }),
    ...cut,
    take: texts(200),
    names: json(z.record(z.string(), z.string()))
  },
  output: z.object({ taken: z.number() }),
  may: 'plan.edit',
  // The evidence is asked before the transaction: its copy may first have to ask this database which versions count.
  prepare: (scope, input): Promise<Proposed> => propose(scope, scope.database, input),
  async run(scope, { plan, take, names }) {
    const { candidates, issues, data_set } = scope.prepared
    const wanted = candidates.filter(({ key }) => take.includes(key))
    if (wanted.length === 0) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'take', code: 'choose' }])
    const taking = await getRecord(scope.tx, planKind, plan)
    // The plan goes on to count the records from which it came, whatever is imported later.
    if (taking.data_set === null && data_set !== null)
      scope.note('plan', taking, await updateRow(scope.tx, planKind, { ...taking, data_set }, taking.revision))
    const present = {
      issues: (await listRecords(scope.tx, issue, plan)) as Row[],
      targets: (await listRecords(scope.tx, target, plan)) as Row[],
      pairs: (await listRecords(scope.tx, hub, plan)) as Row[]
    }
    let taken = 0
    for (const candidate of wanted) {
      const { priority, compliance } = candidate
      const ofItself = issues[candidate.issue] ?? { priority, compliance }
      const ofIssue = await takeOne(
        scope,
        'issue',
        plan,
        present.issues,
        (row) => row.evidence_issue === candidate.issue,
        {
          name: names[`issue.${candidate.issue}`] ?? candidate.issue,
          evidence_issue: candidate.issue,
          ...ofItself,
          confirmed: false
        }
      )
      const ofTarget = await takeOne(
        scope,
        'target',
        plan,
        present.targets,
        (row) => row.industry === candidate.industryCode && row.county === (candidate.county ?? ''),
        {
          name: names[`target.${candidate.key}`] ?? candidate.industryTitle ?? candidate.industryCode,
          industry: candidate.industryCode,
          county: candidate.county ?? '',
          priority,
          compliance,
          confirmed: false
        }
      )
      if (present.pairs.some((pair) => pair.issue === ofIssue.id && pair.target === ofTarget.id)) continue
      const pair = await insertRow(scope.tx, hub, {
        id: newId(),
        plan_id: plan,
        issue: ofIssue.id,
        target: ofTarget.id,
        means: false,
        resources: [],
        chosen: false,
        reason: ''
      })
      scope.note('hub', null, pair)
      present.pairs.push(pair)
      taken += 1
    }
    scope.about({ plan, data: { taken } })
    return { taken }
  }
})

async function takeOne(
  scope: WriteScope,
  name: 'issue' | 'target',
  plan: string,
  present: Row[],
  isSame: (row: Row) => boolean,
  values: Record<string, unknown>
): Promise<Row> {
  const found = present.find(isSame)
  if (found) return found
  const empty = name === 'issue' ? { provision: '', note: '' } : { business_model: '', note: '' }
  const made = await insertRow(scope.tx, name === 'issue' ? issue : target, {
    ...empty,
    ...values,
    id: newId(),
    plan_id: plan
  })
  scope.note(name, null, made)
  present.push(made)
  return made
}
