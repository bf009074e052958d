import { type FieldName, findingTableOf, ownFields, saysOf, type TableName } from '../evidence/table.rules.ts'
import type { FactValue } from '../facts/duckdb.ts'
import type { FactQuery, Facts } from '../facts/facts.ts'
import type { Register } from '../workplace/keep.store.ts'
import { unitSql } from '../workplace/name.store.ts'
import { broken, inBreach } from './broken.store.ts'
import { type Band, type Filter, searchedWords } from './filter.rules.ts'
import { fixedValues } from './linked.rules.ts'
import { stageSql } from './stage.store.ts'

/** Parts of questions that several figures share. Values never stand in the text: they are bound. */

export type Bound = { parameters: FactValue[]; bind(value: FactValue): string }

export function binder(): Bound {
  const parameters: FactValue[] = []
  return { parameters, bind: (value) => `$${parameters.push(value)}` }
}

/** How workplaces are told apart, and where the question is asked that does so: `key` stands for one, `join` brings it. */
export type Apart = {
  by: 'register' | 'number'
  join: string
  key: string
  ask<Row>(query: FactQuery<Row>): Promise<Row[]>
}

/** By the register: whatever the spelling, as people put it right. */
export function byRegister(register: Pick<Register, 'askBeside'>): Apart {
  return {
    by: 'register',
    join: `left join sighting s on s.source = 'cases' and s.dataSet = c.dataSet and s.row = c.row
      left join member m on m.n = s.n`,
    key: 'coalesce(m.workplace, s.n)',
    ask: ({ sql, parameters }) => register.askBeside(sql, parameters)
  }
}

/** By the number or the name and city that a record gives. */
export function byNumber(facts: Facts, inspectorate: string): Apart {
  return { by: 'number', join: '', key: employer, ask: (query) => facts.ask(inspectorate, query) }
}

/**
 * Employers are told apart by their number where the source has one, else by name and city: then the true number of those
 * who come back is higher.
 */
export const employer = `coalesce('#' || c.identifier, lower(trim(c.workplace)) || '|' || lower(trim(coalesce(c.city, ''))))`

/** A national industry code without dots: "55.10" as "5510". A hyphen stays, as it may part two codes: "44-45". */
export const bareIndustry = `replace(replace(c.industryCode, '.', ''), ' ', '')`

/** A county by its code where there is one, else by its name. */
export const county = 'coalesce(c.countyCode, c.county)'

/** Whether a record is of a household, whose name is that of a person: as its source says, or as people do. No figure is asked by it. */
export function householdSql(
  table: TableName,
  { households = {} }: Pick<Filter, 'households'>,
  bind: Bound['bind']
): string {
  if (households === 'unknown') return 'true'
  const declared = saysOf(table, 'unit') ? `coalesce(${unitSql('c.unit', 'setting')} = 'household', false)` : 'false'
  const said = households[table] ?? []
  return said.length === 0 ? declared : `(${declared} or c.row || ' ' || c.dataSet in (${said.map(bind).join(', ')}))`
}

/** The text in which words are searched; what names a person is left out. */
function searched(table: TableName, filter: Filter, bind: Bound['bind']): string {
  const columns = (...names: FieldName[]) => names.filter((name) => saysOf(table, name)).map((name) => `c.${name}`)
  const personal = columns('workplace', 'legalName', 'address').join(', ')
  // Where somebody wrote what happened, words are searched there: the town of Falls Church is no fall.
  const others = (
    saysOf(table, 'description')
      ? columns('description', 'record')
      : columns('city', 'record', 'industryTitle', 'disease', 'auditor')
  ).join(', ')
  return `concat_ws(' ', case when not ${householdSql(table, filter, bind)} then concat_ws(' ', ${personal}) end, ${others})`
}

/** The condition of a filter on a table that is called `c`; "true" where it asks nothing. */
export function filterSql(filter: Filter, { parameters, bind }: Bound, table: TableName = 'cases'): string {
  const says = (name: FieldName) => saysOf(table, name)
  const findings = findingTableOf(table)
  const asked = [
    dataSetsSql(filter, bind),
    filter.isicSection && `c.isicSection = ${bind(filter.isicSection)}`,
    filter.industry && industryFilterSql(bind(filter.industry)),
    filter.region && `c.region = ${bind(filter.region)}`,
    filter.county && countySql(bind(filter.county)),
    filter.city && `lower(c.city) = lower(${bind(filter.city)})`,
    filter.year !== undefined && `${yearSql(table)} = ${bind(filter.year)}`,
    filter.period && `strftime(c.day, '%Y-%m') between ${bind(filter.period.from)} and ${bind(filter.period.to)}`,
    says('employees') && filter.size && sizeSql(filter.size, bind),
    says('trigger') && filter.trigger && `trim(c.trigger) = ${bind(filter.trigger)}`,
    table === 'cases' && filter.stage && stageSql(filter.stage),
    ...ownFields.map((name) => filter[name] && `trim(c.${name}) = ${bind(filter[name])}`),
    findings && filter.issue && issueSql(findings, bind(filter.issue), filter.some),
    table === 'cases' && filter.some && !filter.issue && `c.${filter.some} > 0`,
    says('violations') && filter.violations && violationsSql(table, filter.violations, bind),
    table === 'cases' && filter.times && timesSql(filter, filter.times, { parameters, bind }),
    filter.text && textSql(filter, table, bind)
  ]
  return asked.filter(Boolean).join(' and ') || 'true'
}

/** The year of a record: of its day, or as a source states it that has no day. */
export function yearSql(table: TableName): string {
  return table !== 'cases' && saysOf(table, 'year') ? 'coalesce(year(c.day), c.year)' : 'year(c.day)'
}

function dataSetsSql({ dataSets }: Filter, bind: Bound['bind']): string {
  return dataSets && dataSets.length > 0 ? `c.dataSet in (${dataSets.map(bind).join(', ')})` : ''
}

/** The first figures of a code, or the name that stands in the source without one. */
function industryFilterSql(value: string): string {
  const code = `nullif(replace(replace(${value}, '.', ''), ' ', ''), '')`
  return `(starts_with(${bareIndustry}, ${code}) or c.industryCode is null and c.industryTitle = ${value})`
}

function countySql(value: string): string {
  return `(c.countyCode = ${value} or lower(c.county) = lower(${value}))`
}

function issueSql(findings: string, issue: string, some: Filter['some']): string {
  const more = some ? ` and f.${some} > 0` : ''
  return `exists (from ${findings} f where f.dataSet = c.dataSet and f.row = c.row and f.issue = ${issue} and ${broken}${more})`
}

/** The workplaces that have so many cases are counted under the rest of the filter, as the figure of them does. */
function timesSql({ times: _times, ...rest }: Filter, times: Band, bound: Bound): string {
  return `${employer} in (select ${employer} from cases c where c.workplace is not null and ${filterSql(rest, bound)}
    group by 1 having ${bandSql('count(*)', times, bound.bind)})`
}

/** The class that begins with a number of employees; nothing where no class does. */
function sizeSql(size: string, bind: Bound['bind']): string {
  const classes = fixedValues.size ?? []
  const place = classes.indexOf(size)
  const next = classes[place + 1]
  if (place < 0) return 'false'
  return next
    ? `c.employees >= ${bind(Number(size))} and c.employees < ${bind(Number(next))}`
    : `c.employees >= ${bind(Number(size))}`
}

/** Cases with so many violations; whether there are any, a source may say in a word. */
function violationsSql(table: TableName, band: Band, bind: Bound['bind']): string {
  const said = saysOf(table, 'breach')
  if (said && band.from === 1 && band.to === undefined) return inBreach
  if (said && band.to === 0) return `not ${inBreach}`
  return bandSql('c.violations', band, bind)
}

function bandSql(value: string, { from, to }: Band, bind: Bound['bind']): string {
  return to === undefined ? `${value} >= ${bind(from)}` : `${value} between ${bind(from)} and ${bind(to)}`
}

function textSql(filter: Filter, table: TableName, bind: Bound['bind']): string {
  const haystack = `lower(${searched(table, filter, bind)})`
  return searchedWords(filter.text ?? '')
    .map((spellings) => `(${spellings.map((spelling) => `contains(${haystack}, ${bind(spelling)})`).join(' or ')})`)
    .join(' and ')
}

/** What every row of a figure by group carries. */
export type CaseFigures = {
  cases: number
  /** Cases of which the source says whether they have violations. */
  assessed: number
  violating: number
  /** Sums of what the source states; null where it states nothing, which is not nought. */
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
}

export const caseFigures = `count(*) as cases, count(${inBreach}) as assessed,
  count(*) filter (where ${inBreach}) as violating,
  sum(c.workersAffected)::bigint as workersAffected, sum(c.backWages) as backWages, sum(c.penalties) as penalties`

/** What is said of a data set, or of any other whole, beside the figures of its cases. */
export const setFigures = `count(*) filter (where c.backWages > 0) as casesWithBackWages,
  count(*) filter (where c.penalties > 0) as casesWithPenalties,
  count(c.day) as dated, min(c.day)::varchar as "from", max(c.day)::varchar as "to"`
