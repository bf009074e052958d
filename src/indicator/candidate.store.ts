import { type Facts, factQuery } from '../kernel/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, county, filterSql } from './question.store.ts'
import { type CandidateWarning, type Rate, rate, warningsOf } from './rules.ts'
import { type IndustryLevel, industrySql } from './store.ts'

export type CandidateOptions = {
  /**
   * How fine the target is cut: the first figures of the national industry code, or all of it; or the section of
   * ISIC.
   */
  level?: IndustryLevel | 'section'
  /** Whether a target is an industry in one county. */
  inCounty?: boolean
  /** Targets with fewer cases are left out. */
  leastCases?: number
  most?: number
  /** Data sets that are stated to come from complaints. */
  complaintDriven?: readonly string[]
}

/** An issue at a target, as the evidence shows it. */
export type Candidate = {
  issue: string
  /** The code of the target's industry: national, or the section where the level is that. */
  industryCode: string
  industryTitle: string | null
  isicSection: string | null
  county: string | null
  countyName: string | null
  /** Cases of which the source says whether the issue was broken. */
  cases: number
  breaches: number
  /** Cases without a breach of the issue, of those cases. */
  clean: Rate
  workersAffected: number
  backWages: number
  penalties: number
  warnings: CandidateWarning[]
}

type Row = Omit<Candidate, 'clean' | 'warnings'> & { dataSets: string }

/**
 * Issue × target: every industry (in every county) and issue with its cases, breaches and amounts, least clean first.
 * The filter's own issue narrows the issues and not the cases, or no case would be clean.
 */
export async function readCandidates(
  facts: Facts,
  inspectorate: string,
  { issue, ...filter }: Filter,
  { level = 3, inCounty = false, leastCases = 30, most = 200, complaintDriven = [] }: CandidateOptions = {}
): Promise<Candidate[]> {
  const bound = binder()
  const industry = level === 'section' ? 'c.isicSection' : `nullif(${industrySql(level)}, '')`
  const [place, placeName] = inCounty ? [county, 'any_value(c.county)'] : ['null::varchar', 'null::varchar']
  const asked = [filterSql(filter, bound), 'f.violations is not null', `${industry} is not null`]
  if (issue) asked.push(`f.issue = ${bound.bind(issue)}`)
  if (inCounty) asked.push(`${county} is not null`)
  const sql = `select f.issue as issue, ${industry} as industryCode, mode(c.industryTitle) as industryTitle,
      mode(c.isicSection) as isicSection, ${place} as county, ${placeName} as countyName,
      count(*) as cases, count(*) filter (where f.violations > 0) as breaches,
      coalesce(sum(f.workersAffected), 0)::bigint as workersAffected, coalesce(sum(f.backWages), 0) as backWages,
      coalesce(sum(f.penalties), 0) as penalties, string_agg(distinct c.dataSet, ';') as dataSets
    from findings f join cases c on c.dataSet = f.dataSet and c.row = f.row
    where ${asked.join(' and ')}
    group by f.issue, ${industry}, ${place}
    having count(*) >= ${bound.bind(leastCases)} and count(*) filter (where f.violations > 0) > 0
    order by breaches / count(*) desc, cases desc, industryCode, issue, county
    limit ${bound.bind(most)}`
  const rows = await facts.ask(inspectorate, factQuery<Row>('candidates', sql, bound.parameters))
  return rows.flatMap(({ dataSets, ...row }) => {
    const clean = rate(row.cases - row.breaches, row.cases)
    return clean ? [{ ...row, clean, warnings: warningsOf(row.cases, dataSets.split(';'), complaintDriven) }] : []
  })
}
