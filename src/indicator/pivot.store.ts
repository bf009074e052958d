import { readingOf } from '../evidence/reading.rules.ts'
import { ageGroupSql, meaningSql } from '../evidence/reading.store.ts'
import { type FieldName, findingTableOf, saysOf, type TableName } from '../evidence/table.rules.ts'
import { factQuery } from '../facts/facts.ts'
import { foundOrAlleged, inBreach } from './broken.store.ts'
import { noIssue } from './coded.rules.ts'
import type { Filter } from './filter.rules.ts'
import {
  type Dimension,
  type Measure,
  namesWorkplaces,
  ofFindings,
  type PivotCell,
  type Question
} from './pivot.rules.ts'
import { type Apart, binder, filterSql, householdSql, yearSql } from './question.store.ts'
import { daysBetween, fatalitySql, stageDaySql, stageSql } from './stage.store.ts'
import { type StatedIn, silentSql } from './stated.store.ts'

/** More groups than this are no table that a person reads; the largest are given, and how many there are. */
const mostGroups = 5000

const days: Record<string, string> = {
  openedYear: 'c.opened',
  openedMonth: 'c.opened',
  concludedYear: 'c.concluded',
  concludedMonth: 'c.concluded',
  receivedYear: stageDaySql('received'),
  imposedYear: stageDaySql('imposed'),
  registeredYear: 'c.registered',
  closedYear: 'c.closed'
}

function dimensionSql({ name, kind }: Dimension, table: Question['table'], household: string): string {
  if (name === 'year') return `(${yearSql(table)})::varchar`
  const day = days[name] ?? 'c.day'
  if (kind === 'year') return `year(${day})::varchar`
  if (kind === 'month') return `strftime(${day}, '%Y-%m')`
  if (name === 'issue') return 'f.issue'
  if (name === 'fatality') return fatalitySql
  if (kind === 'age') return ageGroupSql('c.age', 'c.ageGroup')
  if (kind === 'isco') return `nullif(regexp_extract(c.isco, '^[0-9]{${name === 'iscoMajor' ? 1 : 3}}'), '')`
  const reading = readingOf(name as FieldName)
  if (kind === 'meaning' && reading) return `coalesce(${meaningSql(reading, `c.${name}`)}, trim(c.${name}))`
  if (name === 'workplace') return `case when not ${household} then upper(trim(c.workplace)) end`
  if (name === 'identifier') return `case when not ${household} then c.identifier end`
  // A source that gives the code of a disease alone still tells which it is.
  if (name === 'disease') return 'coalesce(c.disease, c.diseaseCode)'
  return `c.${name}`
}

/**
 * Each issue of a record once, with what all its findings say of it: whether it stands (broken or alleged), how many findings
 * do, and the sums of what they state. A record of which every finding is of nought stands under `noIssue`.
 */
const issuesSql = (found: string) => `with stated as (
    select f.dataSet as dataSet, f.row as row, f.issue as issue, bool_or(${foundOrAlleged}) as stands,
      count(*) filter (where ${foundOrAlleged}) as findings, ${sumsOf('f')}
    from ${found} f where f.issue is not null group by 1, 2, 3),
  issues as (
    from stated union all by name
    select dataSet, row, '${noIssue}' as issue, true as stands, 0 as findings
    from stated group by 1, 2 having not bool_or(stands))`

function sumsOf(table: string): string {
  return ofFindings.map((name) => `sum(${table}.${name}) as ${name}`).join(', ')
}

/** The measure of all records of a group, and which of them stand behind it. */
type Told = { value: string; behind: string }

/** Cut by issue, a case counts where the issue was found, and is a part of those of which the source says whether. */
function toldByIssue({ name, kind }: Measure, workplace: string, silent: () => string): Told {
  const stands = 'coalesce(f.stands, true)'
  const sharing = (part: string, whole: string) => ({ value: shareSql(part, whole), behind: whole })
  const counting = (part: string, whole: string) => ({
    value: `case when count(*) filter (where ${whole}) > 0 then count(*) filter (where ${part}) end`,
    behind: part
  })
  if (name === 'violating') return counting('f.violations > 0', 'f.violations is not null')
  // Where only breaches are named it is not known in which other cases the issue was looked at.
  if (name === 'violatingShare') return sharing('f.violations > 0', `f.violations is not null and not ${silent()}`)
  if (name === 'owing') return counting('f.backWages > 0', 'f.backWages is not null')
  if (name === 'owingShare') return sharing('f.backWages > 0', `f.backWages is not null and not ${silent()}`)
  if (ofFindings.includes(name)) return { value: `sum(f.${name})`, behind: `f.${name} > 0` }
  if (name === 'findings') return { value: 'coalesce(sum(f.findings), 0)', behind: stands }
  if (name === 'workplaces') return { value: `count(distinct ${workplace}) filter (where ${stands})`, behind: stands }
  const stage = stageSql(name)
  if (stage) return counting(`${stands} and ${stage}`, stands)
  const plain = kind === 'sum' ? `sum(c.${name})` : kind === 'days' ? daysSql[name] : 'count(*)'
  return { value: `${plain} filter (where ${stands})`, behind: stands }
}

function told({ name, kind }: Measure, table: TableName, workplace: string): Told {
  const all = { behind: 'true' }
  // The lines of a register of workplaces count, each for itself.
  if (name === table) return { value: 'count(*)', ...all }
  if (name === 'findings') return { value: 'sum(n.findings)', ...all }
  if (name === 'workplaces') return { value: `count(distinct ${workplace})`, ...all }
  const violating = saysOf(table, 'breach') ? inBreach : 'c.violations > 0'
  // Nought is said only where some case says whether.
  const counting = (part: string, said: string) => `case when ${said} > 0 then count(*) filter (where ${part}) end`
  if (name === 'violating')
    return { value: counting(violating, `count(*) filter (where (${violating}) is not null)`), ...all }
  if (name === 'owing') return { value: counting('c.backWages > 0', 'count(c.backWages)'), ...all }
  const stage = stageSql(name)
  if (stage) return { value: `count(*) filter (where ${stage})`, ...all }
  if (name === 'owingShare') return { value: shareSql('c.backWages > 0', 'true'), ...all }
  if (name === 'violatingShare')
    return { value: shareSql(violating, `(${violating}) is not null`), behind: `(${violating}) is not null` }
  return { value: kind === 'days' ? `${daysSql[name]}` : kind === 'count' ? 'count(*)' : `sum(c.${name})`, ...all }
}

function shareSql(part: string, whole: string): string {
  return `count(*) filter (where ${part}) / nullif(count(*) filter (where ${whole}), 0)`
}

const daysSql: Record<string, string> = {
  meanDays: 'avg(c.concluded - c.opened)',
  medianDays: 'quantile_disc(c.concluded - c.opened, 0.5)',
  daysToAction: `quantile_disc(${daysBetween('daysToAction')}, 0.5)`,
  daysToFinal: `quantile_disc(${daysBetween('daysToFinal')}, 0.5)`
}

/** What all records of a question come to: their number, the measure, and what a share is a share of. */
export type PivotTotal = { records: number; value: number | null; of: number | null }

/**
 * The cells of a question, its workplaces told apart as is asked: each with its measure and the number of records that stand behind it, most records first; and all
 * records together. A cell of which nothing is said is left out, as is a share by issue of what `stated` calls silent.
 */
export async function readPivot(
  { ask, join, key }: Apart,
  { table, rows, columns, measure }: Question,
  filter: Filter,
  stated: Pick<StatedIn, 'silent'> = { silent: [] }
): Promise<{ cells: PivotCell[]; groups: number; total: PivotTotal }> {
  const bound = binder()
  const found = findingTableOf(table)
  const byIssue = found !== undefined && (rows.kind === 'issue' || columns?.kind === 'issue')
  const asked = filterSql(filter, bound, table)
  const findings =
    measure.name === 'findings' && found
      ? `left join (select f.dataSet as dataSet, f.row as row, count(*) filter (where ${foundOrAlleged}) as findings
          from ${found} f group by 1, 2) n on n.dataSet = c.dataSet and n.row = c.row`
      : ''
  const alone = `${table} c ${findings} ${join}`
  const { parameters } = bound
  const whole = told(measure, table, key)
  const all = factQuery<Omit<PivotTotal, 'of'>>(
    'pivot-total',
    `select count(*) filter (where ${whole.behind}) as records, (${whole.value})::double as value
      from ${alone} where ${asked}`,
    [...parameters]
  )
  const silent = () => silentSql(stated, 'f', bound.bind)
  const { value, behind } = byIssue ? toldByIssue(measure, key, silent) : whole
  const names = namesWorkplaces({ rows, columns })
  const household = names ? householdSql(table, filter, bound.bind) : 'false'
  const by = (dimension: Dimension) => dimensionSql(dimension, table, household)
  const sql = `${byIssue ? issuesSql(found) : ''}
    select ${by(rows)} as "row", ${columns ? by(columns) : 'null'} as "column",
      count(*) filter (where ${behind}) as records, (${value})::double as value, count(*) over () as groups
    from ${byIssue ? `${table} c left join issues f on f.dataSet = c.dataSet and f.row = c.row ${join}` : alone}
    where ${asked} group by 1, 2 having records > 0 or value is not null
    order by records desc, 1, 2 limit ${mostGroups}`
  type Row = Omit<PivotCell, 'of'> & { groups: number }
  const [cells, [total]] = await Promise.all([ask(factQuery<Row>('pivot', sql, parameters)), ask(all)])
  // Behind a share stand the records that it is a share of.
  const withWhole = <One extends { records: number }>(one: One) => ({
    ...one,
    of: measure.kind === 'share' ? one.records : null
  })
  // A stage to which no case came is one of which the source says nothing.
  const unsaid = !byIssue && total?.value === 0 && stageSql(measure.name) !== undefined
  const said = <One extends { value: number | null }>(one: One) => (unsaid ? { ...one, value: null } : one)
  return {
    cells: cells.map(({ groups: _groups, ...cell }) => withWhole(said(cell))),
    groups: cells[0]?.groups ?? 0,
    total: withWhole(said(total ?? { records: 0, value: null }))
  }
}
