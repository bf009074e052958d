import { findingTableOf, type TableName } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../kernel/facts.ts'
import type { Filter } from './filter.rules.ts'
import type { Dimension, Measure, PivotCell, Question } from './pivot.rules.ts'
import { binder, employer, filterSql, householdSql, yearSql } from './question.store.ts'

/** More groups than this are no table that a person reads; the largest are given, and how many there are. */
const mostGroups = 5000

const days: Record<string, string> = {
  openedYear: 'c.opened',
  openedMonth: 'c.opened',
  concludedYear: 'c.concluded',
  concludedMonth: 'c.concluded',
  registeredYear: 'c.registered',
  closedYear: 'c.closed'
}

function dimensionSql({ name, kind }: Dimension, table: Question['table']): string {
  if (name === 'year') return `(${yearSql(table)})::varchar`
  const day = days[name] ?? 'c.day'
  if (kind === 'year') return `year(${day})::varchar`
  if (kind === 'month') return `strftime(${day}, '%Y-%m')`
  if (name === 'issue') return 'f.issue'
  if (name === 'workplace') return `case when not ${householdSql(table)} then upper(trim(c.workplace)) end`
  // A source that gives the code of a disease alone still tells which it is.
  if (name === 'disease') return 'coalesce(c.disease, c.diseaseCode)'
  return `c.${name}`
}

/** With findings joined, a record stands on as many rows as it has findings. */
const records = { alone: 'count(*)', joined: 'count(distinct (c.dataSet, c.row))' }

/** What a share is a share of. */
function wholeSql({ name, kind }: Pick<Measure, 'name' | 'kind'>, joined: boolean): string {
  const counted = joined ? records.joined : records.alone
  if (kind !== 'share') return 'null'
  if (name === 'owingShare') return counted
  return `${counted} filter (where ${joined ? 'f' : 'c'}.violations is not null)`
}

function measureSql({ name, kind }: Measure, table: TableName, joined: boolean): string {
  const counted = joined ? records.joined : records.alone
  const owing = 'c.backWages > 0'
  const broken = joined ? 'f.violations > 0' : 'c.violations > 0'
  const during = 'c.concluded - c.opened'
  if (name === table) return counted
  if (name === 'findings') return joined ? 'count(f.issue)' : 'sum(findings)'
  if (name === 'workplaces') return `count(distinct ${employer})`
  if (name === 'violating') return `${counted} filter (where ${broken})`
  if (name === 'violatingShare')
    return `${counted} filter (where ${broken}) / nullif(${wholeSql({ name, kind }, joined)}, 0)`
  if (name === 'owing') return `${counted} filter (where ${owing})`
  if (name === 'owingShare') return `${counted} filter (where ${owing}) / nullif(${counted}, 0)`
  if (name === 'meanDays') return `avg(${during})`
  if (name === 'medianDays') return `quantile_disc(${during}, 0.5)`
  if (kind === 'count') return counted
  return `sum(${joined && ofFindings.has(name) ? 'f' : 'c'}.${name})`
}

/** What a finding measures for itself; cut by issue, the finding's own amounts count. */
const ofFindings = new Set(['violations', 'workersAffected', 'backWages', 'penalties'])

/** What all records of a question come to: their number, the measure, and what a share is a share of. */
export type PivotTotal = { records: number; value: number | null; of: number | null }

/** The cells of a question, each with the number of its records and its measure, most records first; and all records together. */
export async function readPivot(
  facts: Facts,
  inspectorate: string,
  { table, rows, columns, measure }: Question,
  filter: Filter
): Promise<{ cells: PivotCell[]; groups: number; total: PivotTotal }> {
  const bound = binder()
  const joined = rows.kind === 'issue' || columns?.kind === 'issue'
  const asked = filterSql(filter, bound, table)
  const found = findingTableOf(table)
  const findings =
    measure.name === 'findings' && !joined
      ? `left join (select dataSet, row, count(*) as findings from ${found} group by all) n
          on n.dataSet = c.dataSet and n.row = c.row`
      : ''
  const from = joined
    ? `${table} c left join ${found} f on f.dataSet = c.dataSet and f.row = c.row`
    : `${table} c ${findings}`
  const by = [rows, ...(columns ? [columns] : [])].map((one) => dimensionSql(one, table))
  const sql = `select ${by[0]} as "row", ${by[1] ?? 'null'} as "column", grouping(${by[0]}) as whole,
      ${joined ? records.joined : records.alone} as records,
      (${measureSql(measure, table, joined)})::double as value, (${wholeSql(measure, joined)})::bigint as "of",
      count(*) over () - 1 as groups
    from ${from} where ${asked} group by grouping sets ((${by.join(', ')}), ())
    order by whole desc, records desc, 1, 2 limit ${mostGroups + 1}`
  type Row = PivotCell & { groups: number; whole: number }
  const [total = { records: 0, value: null, of: null, groups: 0 }, ...cells] = await facts.ask(
    inspectorate,
    factQuery<Row>('pivot', sql, bound.parameters)
  )
  return {
    cells: cells.map(({ row, column, records, value, of }) => ({ row, column, records, value, of })),
    groups: total.groups,
    total: { records: total.records, value: total.value, of: total.of }
  }
}
