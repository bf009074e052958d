import { z } from 'zod'
import { listDataSets } from '../evidence/register.store.ts'
import type { Facts } from '../facts/facts.ts'
import { hub, issue, target } from '../hub/operations.ts'
import { filterOfTarget } from '../hub/rules.ts'
import { roundedAnswer } from '../indicator/disclosure.rules.ts'
import { type Filter, filterToQuery } from '../indicator/filter.rules.ts'
import { leastCell, rate } from '../indicator/rules.ts'
import { type IssueFigures, readByIssue } from '../indicator/store.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { getRecord } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'

const Baseline = z.object({
  data_set: z.guid(),
  /** The question of the figure: the filter of its cases, as an address has it. */
  query: z.string(),
  name: z.string(),
  period: z.string(),
  /** Who keeps the records, under which terms, and when they were drawn. */
  source: z.string(),
  licence: z.string(),
  extracted: z.string(),
  /** How its cases came about, as whoever knows has stated it. */
  case_origin: z.string(),
  /** Cases with a breach of the hub's issue, and all cases of its target of which the source says so. */
  breaches: z.number(),
  cases: z.number(),
  /** Breaches of cases, from 0 to 1, with its 95 % interval. */
  share: z.number(),
  low: z.number(),
  high: z.number(),
  small: z.boolean(),
  /** Of the issue in these cases; null where the source does not say. */
  workersAffected: z.number().nullable(),
  backWages: z.number().nullable()
})
export type Baseline = z.infer<typeof Baseline>

/** The figures of one issue under a filter; nothing where too few cases say anything of it. */
export async function readIssue(
  facts: Facts,
  inspectorate: string,
  issue: string,
  filter: Filter
): Promise<IssueFigures | undefined> {
  const row = (await readByIssue(facts, inspectorate, filter)).find((one) => one.issue === issue)
  return row && row.assessed >= leastCell ? row : undefined
}

/**
 * The share of a hub's cases with a breach of its issue, in the plan's own data set, or without one in each by itself: data sets
 * can overlap and are never added up. Nothing where the issue or the target says nothing by which the evidence finds it, or it counts too few.
 */
export const readBaselines = read({
  name: 'hub.baselines',
  input: { hub: reference('hub', { needed: true }) },
  output: z.array(Baseline),
  may: 'evidence.read',
  async run({ database, portal, inspectorate, may }, input) {
    const pair = await getRecord(database, hub, input.hub)
    const { evidence_issue } = await getRecord(database, issue, pair.issue)
    const filter = filterOfTarget(await getRecord(database, target, pair.target))
    if (!filter || evidence_issue === '') return []
    const found: Baseline[] = []
    const { data_set: own } = await getRecord(database, planKind, String(pair.plan_id))
    const all = await listDataSets(database)
    for (const dataSet of all.some(({ id }) => id === own) ? all.filter(({ id }) => id === own) : all) {
      const { id, name, period, source, licence, extracted, case_origin } = dataSet
      if (!dataSet.current_version) continue
      const exact = await readIssue(portal.facts, inspectorate, evidence_issue, { ...filter, dataSets: [id] })
      const row = may('evidence.read-records') ? exact : roundedAnswer(exact, portal.rounding(inspectorate))
      const breaches = row && rate(row.violating, row.assessed)
      if (!row || !breaches) continue
      const { count, of, share, low, high, small } = breaches
      const { workersAffected, backWages } = row
      const query = filterToQuery({ ...filter, dataSets: [id], issue: evidence_issue }).toString()
      const about = { data_set: id, query, name, period, source, licence, extracted, case_origin }
      found.push({ ...about, breaches: count, cases: of, share, low, high, small, workersAffected, backWages })
    }
    return found
  }
})
