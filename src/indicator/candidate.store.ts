import { type Facts, factQuery } from '../facts/facts.ts'
import type { CandidateSort } from './candidate.rules.ts'
import type { Filter } from './filter.rules.ts'
import { binder, county, filterSql } from './question.store.ts'
import { type CandidateWarning, type Rate, rate, smallSample, warningsOf } from './rules.ts'
import { readStatedIn, statedSql } from './stated.store.ts'
import { type IndustryLevel, industrySql, industryTitleSql } from './store.ts'

const orders: Record<CandidateSort, string> = {
  share: 'breaches / cases desc, cases desc',
  workers: 'workersAffected desc nulls last, cases desc',
  money: 'coalesce(backWages, 0) + coalesce(penalties, 0) desc, cases desc',
  cases: 'cases desc'
}

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
  /** What comes first, small samples always last: the least clean, most workers, most money or most cases. */
  sort?: CandidateSort
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
  /** Null where the source says nothing of it. */
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
  warnings: CandidateWarning[]
}

type Row = Omit<Candidate, 'clean' | 'warnings'> & { dataSets: string; total: number }

/**
 * Issue × target: every industry (in every county) and issue with its cases, breaches and amounts, and how many there are.
 * The filter's own issue narrows the issues and not the cases, or no case would be clean.
 */
export async function readCandidates(
  facts: Facts,
  inspectorate: string,
  { issue, ...filter }: Filter,
  options: CandidateOptions = {}
): Promise<{ candidates: Candidate[]; total: number }> {
  const { level = 3, inCounty = false, leastCases = 30, most = 200, sort = 'share' } = options
  const { complaintDriven = [] } = options
  const stated = await readStatedIn(facts, inspectorate)
  const bound = binder()
  const industry = level === 'section' ? 'c.isicSection' : industrySql(level)
  const [place, placeName] = inCounty ? [county, 'any_value(c.county)'] : ['null::varchar', 'null::varchar']
  const broken = '(f.violations > 0 or f.alleged)'
  const asked = [filterSql(filter, bound), '(f.violations is not null or f.alleged)', `${industry} is not null`]
  if (issue) asked.push(`f.issue = ${bound.bind(issue)}`)
  if (inCounty) asked.push(`${county} is not null`)
  const groups = `select f.issue as issue, ${industry} as industryCode, ${level === 'section' ? 'null::varchar' : industryTitleSql(level)} as industryTitle,
      mode(c.isicSection) as isicSection, ${place} as county, ${placeName} as countyName,
      count(*) as cases, count(*) filter (where ${broken}) as breaches,
      sum(f.workersAffected)::bigint as workersAffected, sum(f.backWages) as backWages, sum(f.penalties) as penalties, string_agg(distinct c.dataSet, ';') as dataSets
    from ${statedSql(stated, filter, bound.bind)} f join cases c on c.dataSet = f.dataSet and c.row = f.row
    where ${asked.join(' and ')}
    group by f.issue, ${industry}, ${place}
    having count(*) >= ${bound.bind(leastCases)} and count(*) filter (where ${broken}) > 0`
  const sql = `select *, count(*) over () as total from (${groups})
    order by cases < ${smallSample}, ${orders[sort]}, industryCode, issue, county limit ${bound.bind(most)}`
  const rows = await facts.ask(inspectorate, factQuery<Row>('candidates', sql, bound.parameters))
  const candidates = rows.flatMap(({ dataSets, total: _total, ...row }) => {
    const clean = rate(row.cases - row.breaches, row.cases)
    const ids = dataSets.split(';')
    const only = ids.some((id) => stated.silent.includes(id)) ? (['breaches-only'] as const) : []
    return clean ? [{ ...row, clean, warnings: [...only, ...warningsOf(row.cases, ids, complaintDriven)] }] : []
  })
  return { candidates, total: rows[0]?.total ?? 0 }
}

/** How many findings each data set has. */
export function countFindings(facts: Facts, inspectorate: string): Promise<{ dataSet: string; findings: number }[]> {
  const sql = 'select dataSet, count(*) as findings from findings group by 1'
  return facts.ask(inspectorate, factQuery('findings-by-data-set', sql))
}
