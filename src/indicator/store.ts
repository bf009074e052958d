import { tables } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import {
  type Apart,
  bareIndustry,
  binder,
  type CaseFigures,
  caseFigures,
  county,
  employer,
  filterSql,
  setFigures
} from './question.store.ts'
import { violationBands } from './rules.ts'
import { readStatedIn, silentSql, statedSql } from './stated.store.ts'

/**
 * The figures of the evidence, each one named question. Numbers are as they are counted: what may be printed of small
 * cells is decided by `suppressSmall` where a figure is shown. Money is in the currency of the data set, rounded to
 * cents.
 */

export type Summary = CaseFigures & {
  workplaces: number
  casesWithBackWages: number
  casesWithPenalties: number
  /** Cases that have a date, and the first and last of them. */
  dated: number
  from: string | null
  to: string | null
}

/** All cases of a filter in one row. Workplaces are told apart by number, else by name and city. */
export async function readSummary(facts: Facts, inspectorate: string, filter: Filter): Promise<Summary> {
  const bound = binder()
  const sql = `select ${caseFigures}, ${setFigures}, count(distinct ${employer}) as workplaces
    from cases c where ${filterSql(filter, bound)}`
  const ask = () => facts.ask(inspectorate, factQuery<Summary>('summary', sql, bound.parameters))
  const [summary] = await readKnown(facts, inspectorate, filter).then((known) => (known.length > 0 ? known : ask()))
  if (!summary) throw new Error('a summary has one row')
  return summary
}

/**
 * The summary of one whole data set as it was worked out when its records came; nothing where more is asked, or where records came
 * since.
 */
async function readKnown(facts: Facts, inspectorate: string, { dataSets = [], ...asked }: Filter): Promise<Summary[]> {
  const [dataSet] = dataSets
  if (!dataSet || dataSets.length > 1 || filterSql(asked, binder()) !== 'true') return []
  const sql = `select * exclude (dataSet, state) from coded_sets
    where dataSet = $1 and cases = (select count(*) from cases where dataSet = $1)`
  return facts.ask(inspectorate, factQuery<Summary>('known-summary', sql, [dataSet]))
}

/** How many workplaces the cases of a filter are of. */
export async function countWorkplaces({ join, key, ask }: Apart, filter: Filter): Promise<number> {
  const bound = binder()
  const sql = `select count(distinct ${key}) as workplaces from cases c ${join} where ${filterSql(filter, bound)}`
  const [row] = await ask(factQuery<{ workplaces: number }>('workplaces', sql, bound.parameters))
  return row?.workplaces ?? 0
}

export type SectionFigures = CaseFigures & { isicSection: string | null }

/** Cases by section of ISIC; null where the source gives none. */
export function readBySection(facts: Facts, inspectorate: string, filter: Filter): Promise<SectionFigures[]> {
  const bound = binder()
  const sql = `select c.isicSection as isicSection, ${caseFigures}
      from cases c where ${filterSql(filter, bound)} group by 1 order by 1 nulls first`
  return facts.ask(inspectorate, factQuery('by-section', sql, bound.parameters))
}

export type IndustryLevel = 2 | 3 | 4 | 5 | 'full'

export type IndustryFigures = CaseFigures & {
  /** The national code, cut to the level, or the name where there is no code; null where the source has neither. */
  industryCode: string | null
  /** What the source calls it; null where it names only what lies below. */
  industryTitle: string | null
  isicSection: string | null
}

/** An industry by its code, cut to the level; by its name where the source has no code. */
export function industrySql(level: IndustryLevel): string {
  const code = level === 'full' ? 'c.industryCode' : `regexp_extract(${bareIndustry}, '^[0-9A-Za-z]{${level}}')`
  return `coalesce(nullif(${code}, ''), case when c.industryCode is null then c.industryTitle end)`
}

/**
 * What the source calls an industry of this level: the title of the code itself, else that which all its codes share. The title of
 * one of several codes below it would be a wrong name.
 */
export function industryTitleSql(level: IndustryLevel): string {
  if (level === 'full') return 'mode(c.industryTitle)'
  return `coalesce(mode(c.industryTitle) filter (where ${bareIndustry} = ${industrySql(level)}),
    case when count(distinct c.industryTitle) = 1 then any_value(c.industryTitle) end)`
}

/** Cases by the source's own industry code at one of its levels, most cases first. */
export function readByIndustry(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  level: IndustryLevel
): Promise<IndustryFigures[]> {
  const bound = binder()
  const sql = `select ${industrySql(level)} as industryCode, ${industryTitleSql(level)} as industryTitle,
      mode(c.isicSection) as isicSection, ${caseFigures}
    from cases c where ${filterSql(filter, bound)} group by 1 order by cases desc, 1`
  return facts.ask(inspectorate, factQuery('by-industry', sql, bound.parameters))
}

export type PlaceFigures = CaseFigures & {
  /**
   * The code of the place where there is one, else its name; what a filter takes. Null where the source does not say.
   */
  place: string | null
  name: string | null
}

const places = {
  county: [county, 'any_value(c.county)'],
  city: ['c.city', 'c.city'],
  region: ['c.region', 'c.region']
} as const

/** Cases by county, city or region, most cases first. */
export function readByRegion(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  by: keyof typeof places
): Promise<PlaceFigures[]> {
  const bound = binder()
  const [place, name] = places[by]
  const sql = `select ${place} as place, ${name} as name, ${caseFigures}
      from cases c where ${filterSql(filter, bound)} group by ${place} order by cases desc, place`
  return facts.ask(inspectorate, factQuery(`by-${by}`, sql, bound.parameters))
}

export type IssueFigures = CaseFigures & {
  issue: string
  casesWithBackWages: number
  /** Whether a share can be said: no data set with the issue tells only of breaches. */
  rated: boolean
}

/** Cases that say whether an issue was broken; none where a data set among them tells only of breaches. */
const assessedSql = (silent: string) => `case when bool_or(${silent}) then 0 else count(f.violations) end as assessed`

const issueFigures = (silent: string) => `count(*) as cases, ${assessedSql(silent)}, not bool_or(${silent}) as rated,
  count(*) filter (where f.violations > 0) as violating, count(*) filter (where f.backWages > 0) as casesWithBackWages,
  sum(f.workersAffected)::bigint as workersAffected, sum(f.backWages) as backWages, sum(f.penalties) as penalties`

/**
 * The cases with findings on each issue, most often broken first, each case once. `assessed` counts cases of which the source
 * says whether it was broken, none where it names only what was broken.
 */
export async function readByIssue(facts: Facts, inspectorate: string, filter: Filter): Promise<IssueFigures[]> {
  const bound = binder()
  const stated = await readStatedIn(facts, inspectorate)
  const silent = silentSql(stated, 'f', bound.bind)
  const sql = `select f.issue as issue, ${issueFigures(silent)}
    from ${statedSql(stated, filter, bound.bind)} f join cases c on c.dataSet = f.dataSet and c.row = f.row
      where ${filterSql(filter, bound)} group by 1 order by violating desc, cases desc, 1`
  return facts.ask(inspectorate, factQuery<IssueFigures>('by-issue', sql, bound.parameters))
}

export type IssuePlaceFigures = Omit<IssueFigures, 'issue'> & Pick<PlaceFigures, 'place' | 'name'>

/** The same of one issue, by county, city or region. */
export async function readIssueByRegion(
  facts: Facts,
  inspectorate: string,
  { issue, ...filter }: Filter & { issue: string },
  by: keyof typeof places
): Promise<IssuePlaceFigures[]> {
  const bound = binder()
  const stated = await readStatedIn(facts, inspectorate)
  const silent = silentSql(stated, 'f', bound.bind)
  const [place, name] = places[by]
  const sql = `select ${place} as place, ${name} as name, ${issueFigures(silent)}
    from ${statedSql(stated, filter, bound.bind)} f join cases c on c.dataSet = f.dataSet and c.row = f.row
      where f.issue = ${bound.bind(issue)} and ${filterSql(filter, bound)}
      group by ${place} order by cases desc, place`
  return facts.ask(inspectorate, factQuery<IssuePlaceFigures>(`issue-by-${by}`, sql, bound.parameters))
}

export type SectionIssueFigures = {
  isicSection: string
  issue: string
  cases: number
  assessed: number
  violating: number
}

/** Each issue in each section of ISIC. */
export async function readSectionByIssue(
  facts: Facts,
  inspectorate: string,
  filter: Filter
): Promise<SectionIssueFigures[]> {
  const bound = binder()
  const stated = await readStatedIn(facts, inspectorate)
  const silent = silentSql(stated, 'f', bound.bind)
  const sql = `select c.isicSection as isicSection, f.issue as issue, count(*) as cases,
      ${assessedSql(silent)}, count(*) filter (where f.violations > 0) as violating
    from ${statedSql(stated, filter, bound.bind)} f join cases c on c.dataSet = f.dataSet and c.row = f.row
    where c.isicSection is not null and ${filterSql(filter, bound)} group by 1, 2 order by 1, 2`
  return facts.ask(inspectorate, factQuery('section-by-issue', sql, bound.parameters))
}

export type YearFigures = CaseFigures & {
  year: number
  /** The field that says when: concluded, periodEnd, opened or periodStart. */
  by: string
}

/** Cases by the year of the day by which their source counts them; cases without one are left out. */
export function readByYear(facts: Facts, inspectorate: string, filter: Filter): Promise<YearFigures[]> {
  const bound = binder()
  const sql = `select year(c.day) as "year", mode(c.dayField) as "by", ${caseFigures}
      from cases c where c.day is not null and ${filterSql(filter, bound)} group by 1 order by 1`
  return facts.ask(inspectorate, factQuery('by-year', sql, bound.parameters))
}

export type ConcentrationPoint = { percent: number; cases: number; backWages: number; share: number }
export type Concentration = { cases: number; owingNothing: number; total: number; points: ConcentrationPoint[] }

/**
 * How much of the back wages the largest 1, 2 … 100 % of cases hold, of those whose back wages the source states. With an
 * issue in the filter, of the back wages that it states for the issue.
 */
export async function readConcentration(facts: Facts, inspectorate: string, asked: Filter): Promise<Concentration> {
  const bound = binder()
  const { issue, ...filter } = asked
  const stated = issue
    ? `select sum(f.backWages) as amount, c.dataSet as dataSet, c.row as line
        from cases c join findings f on f.dataSet = c.dataSet and f.row = c.row and f.issue = ${bound.bind(issue)}
        where f.backWages is not null and ${filterSql(filter, bound)} group by 2, 3`
    : `select c.backWages as amount, c.dataSet as dataSet, c.row as line
        from cases c where c.backWages is not null and ${filterSql(filter, bound)}`
  const sql = `with counted as (
      ${stated}
    ), owed as (
      select row_number() over largest as place, sum(amount) over largest as running from counted
      window largest as (order by amount desc, dataSet, line rows unbounded preceding)
    ), whole as (
      select count(*) as cases, sum(amount) as total, count(*) filter (where amount = 0) as nothing from counted
    ), cut as (
      select range as percent, greatest(1, round(cases * range / 100))::bigint as place, cases, total, nothing
        from whole, range(1, 101)
    )
    select percent, place, running, cases, total, nothing from cut join owed using (place) order by percent`
  type Row = { percent: number; place: number; running: number; cases: number; total: number; nothing: number }
  const rows = await facts.ask(inspectorate, factQuery<Row>('concentration', sql, bound.parameters))
  const { cases = 0, nothing = 0, total = 0 } = rows[0] ?? {}
  const points = rows.map(({ percent, place, running }) => ({
    percent,
    cases: place,
    backWages: running,
    share: total > 0 ? running / total : 0
  }))
  return { cases, owingNothing: nothing, total, points }
}

export type BandFigures = { from: number; to?: number; cases: number }

/** Cases by number of violations, in the classes of `violationBands`. */
export async function readViolationBands(facts: Facts, inspectorate: string, filter: Filter): Promise<BandFigures[]> {
  const bound = binder()
  const counts = violationBands.map((band, index) => {
    const within = 'to' in band ? `between ${band.from} and ${band.to}` : `>= ${band.from}`
    return `count(*) filter (where c.violations ${within}) as band${index}`
  })
  const sql = `select ${counts.join(', ')} from cases c where ${filterSql(filter, bound)}`
  const [row] = await facts.ask(
    inspectorate,
    factQuery<Record<string, number>>('violation-bands', sql, bound.parameters)
  )
  return violationBands.map((band, index) => ({ ...band, cases: row?.[`band${index}`] ?? 0 }))
}

export type RepeatFigures = { times: number; employers: number; cases: number }

/** Employers by number of their cases: 1, 2, 3 and 4 or more. */
export function readRepeatEmployers({ join, key, ask }: Apart, filter: Filter): Promise<RepeatFigures[]> {
  const bound = binder()
  const sql = `select least(cases, 4) as times, count(*) as employers, sum(cases)::bigint as cases
    from (select count(*) as cases from cases c ${join}
      where c.workplace is not null and ${key} is not null and ${filterSql(filter, bound)} group by ${key})
    group by 1 order by 1`
  return ask(factQuery('repeat-employers', sql, bound.parameters))
}

export type FillFigures = { column: string; filled: number; of: number }

/** How many cases fill each column of the harmonised table. */
export async function readCompleteness(facts: Facts, inspectorate: string, filter: Filter): Promise<FillFigures[]> {
  const bound = binder()
  const columns = tables.cases.filter(({ type }) => type !== 'category').map(({ name }) => name)
  const counts = columns.map((name) => `count(c.${name}) as ${name}`)
  const sql = `select count(*) as cases, ${counts.join(', ')} from cases c where ${filterSql(filter, bound)}`
  const [row] = await facts.ask(inspectorate, factQuery<Record<string, number>>('completeness', sql, bound.parameters))
  return columns.map((column) => ({ column, filled: row?.[column] ?? 0, of: row?.cases ?? 0 }))
}
