import { z } from 'zod'
import { listComplaintDriven } from '../evidence/origin.store.ts'
import { readCountryCode } from '../evidence/register.store.ts'
import { type Candidate, readCandidates } from '../indicator/candidate.store.ts'
import type { Reader } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { choice, json, reference, text, texts, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { insertRow, listRecords } from '../kernel/record.ts'
import { hub, issue, target } from './operations.ts'
import { proposePriorities } from './rules.ts'

/** How finely the evidence's targets are cut: section of ISIC, or the first figures of the national industry code. */
export const candidateLevels = ['section', '2', '3', '4', 'full'] as const

const cut = {
  issue: text(60),
  level: choice(candidateLevels),
  in_county: yes
}

export type ProposedCandidate = Candidate & {
  /** Names the candidate in a form: issue, industry, county. */
  key: string
  /** Places that the evidence proposes in the matrix, 0 to 100. */
  priority: number
  compliance: number
}

async function propose(
  scope: Pick<ReadScope, 'portal' | 'inspectorate'>,
  database: Reader,
  {
    issue: about,
    level,
    in_county
  }: { issue: string; level: (typeof candidateLevels)[number] | ''; in_county: boolean }
): Promise<ProposedCandidate[]> {
  const complaintDriven = await listComplaintDriven(database)
  const titles = scope.portal.countryData.of(await readCountryCode(database))?.industryTitles
  const cutAt = level === 'section' || level === 'full' ? level : (Number(level || 3) as 2 | 3 | 4)
  const known = await readCandidates(scope.portal.facts, scope.inspectorate, about ? { issue: about } : {}, {
    level: cutAt,
    inCounty: in_county,
    complaintDriven,
    leastCases: 10
  })
  // A share of few cases may be far off: such candidates come last, however low their share is.
  const found = [...known].sort((first, second) => Number(first.clean.small) - Number(second.clean.small))
  const priorities = proposePriorities(found.map(({ workersAffected }) => workersAffected))
  return found.map((candidate, index) => ({
    ...candidate,
    industryTitle: titles?.get(candidate.industryCode) ?? candidate.industryTitle,
    key: [candidate.issue, candidate.industryCode, candidate.county ?? ''].join('|'),
    priority: priorities[index] ?? 50,
    compliance: Math.round(candidate.clean.share * 100)
  }))
}

/** Issue × target as the evidence proposes them, least compliant first. */
export const listCandidates = read({
  name: 'hub.candidates',
  input: cut,
  output: z.array(z.custom<ProposedCandidate>((value) => typeof value === 'object')),
  may: 'evidence.read',
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
  prepare: (scope, input): Promise<ProposedCandidate[]> => propose(scope, scope.database, input),
  async run(scope, { plan, take, names }) {
    const proposed = scope.prepared
    const present = {
      issues: (await listRecords(scope.tx, issue, plan)) as Row[],
      targets: (await listRecords(scope.tx, target, plan)) as Row[],
      pairs: (await listRecords(scope.tx, hub, plan)) as Row[]
    }
    let taken = 0
    for (const candidate of proposed.filter(({ key }) => take.includes(key))) {
      const places = { priority: candidate.priority, compliance: candidate.compliance, confirmed: false }
      const ofIssue = await takeOne(
        scope,
        'issue',
        plan,
        present.issues,
        (row) => row.evidence_issue === candidate.issue,
        {
          name: names[`issue.${candidate.issue}`] ?? candidate.issue,
          evidence_issue: candidate.issue,
          ...places
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
          ...places
        }
      )
      if (present.pairs.some((pair) => pair.issue === ofIssue.id && pair.target === ofTarget.id)) continue
      const pair = await insertRow(scope.tx, hub, {
        id: newId(),
        plan_id: plan,
        issue: ofIssue.id,
        target: ofTarget.id,
        means: false,
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
