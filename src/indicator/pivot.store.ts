import { type Facts, factQuery } from '../kernel/facts.ts'
import type { Filter } from './filter.rules.ts'
import type { Dimension, Measure, PivotCell, Question } from './pivot.rules.ts'
import { binder, employer, filterSql, household } from './question.store.ts'

/** More groups than this are no table that a person reads; the largest are given, and how many there are. */
const mostGroups = 5000

const days: Record<string, string> = {
  openedYear: 'c.opened',
  openedMonth: 'c.opened',
  concludedYear: 'c.concluded',
  concludedMonth: 'c.concluded'
}

function dimensionSql({ name, kind }: Dimension, table: Question['table']): string {
  if (name === 'year' && table === 'accidents') return `coalesce(year(c.day), c.year)::varchar`
  const day = days[name] ?? 'c.day'
  if (kind === 'year') return `year(${day})::varchar`
  if (kind === 'month') return `strftime(${day}, '%Y-%m')`
  if (name === 'issue') return 'f.issue'
  if (name === 'workplace' && table === 'cases') return `case when not ${household} then upper(trim(c.workplace)) end`
  if (name === 'workplace') return `upper(trim(c.workplace))`
  return `c.${name}`
}

/** With findings joined, a record stands on as many rows as it has findings. */
const records = { alone: 'count(*)', joined: 'count(distinct (c.dataSet, c.row))' }

function measureSql({ name, kind }: Measure, joined: boolean): string {
  const counted = joined ? records.joined : records.alone
  const owing = 'c.backWages > 0'
  const broken = joined ? 'f.violations > 0' : 'c.violations > 0'
  const assessed = joined ? 'f.violations is not null' : 'c.violations is not null'
  const during = 'c.concluded - c.opened'
  if (name === 'findings') return joined ? 'count(f.issue)' : 'sum(findings)'
  if (name === 'workplaces') return `count(distinct ${employer})`
  if (name === 'violating') return `${counted} filter (where ${broken})`
  if (name === 'violatingShare')
    return `${counted} filter (where ${broken}) / nullif(${counted} filter (where ${assessed}), 0)`
  if (name === 'owing') return `${counted} filter (where ${owing})`
  if (name === 'owingShare') return `${counted} filter (where ${owing}) / nullif(${counted}, 0)`
  if (name === 'meanDays') return `avg(${during})`
  if (name === 'medianDays') return `quantile_disc(${during}, 0.5)`
  if (kind === 'count') return counted
  return `sum(${joined && ofFindings.has(name) ? 'f' : 'c'}.${name})`
}

/** What a finding measures for itself; cut by issue, the finding's own amounts count. */
const ofFindings = new Set(['violations', 'workersAffected', 'backWages', 'penalties'])

/** The cells of a question: each with the number of its records and its measure, most records first. */
export async function readPivot(
  facts: Facts,
  inspectorate: string,
  { table, rows, columns, measure }: Question,
  filter: Filter
): Promise<{ cells: PivotCell[]; groups: number }> {
  const bound = binder()
  const joined = rows.kind === 'issue' || columns?.kind === 'issue'
  const asked = filterSql(filter, bound, table)
  const findings =
    measure.name === 'findings' && !joined
      ? `left join (select dataSet, row, count(*) as findings from findings group by all) n
          on n.dataSet = c.dataSet and n.row = c.row`
      : ''
  const from = joined
    ? 'cases c left join findings f on f.dataSet = c.dataSet and f.row = c.row'
    : `${table} c ${findings}`
  const sql = `select ${dimensionSql(rows, table)} as "row", ${columns ? dimensionSql(columns, table) : 'null'} as "column",
      ${joined ? records.joined : records.alone} as records, (${measureSql(measure, joined)})::double as value,
      count(*) over () as groups
    from ${from} where ${asked} group by 1, 2 order by records desc, 1, 2 limit ${mostGroups}`
  type Row = PivotCell & { groups: number }
  const found = await facts.ask(inspectorate, factQuery<Row>('pivot', sql, bound.parameters))
  return {
    cells: found.map(({ groups: _groups, ...cell }) => cell),
    groups: found[0]?.groups ?? 0
  }
}
