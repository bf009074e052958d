import { csvCell, csvMark } from '../evidence/csv.rules.ts'
import { daysOf, factSchema, findingTableOf, saysOf, type TableName } from '../evidence/table.rules.ts'
import { type FactRow, quoteName } from '../kernel/duckdb.ts'
import { type Facts, factQuery } from '../kernel/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql, householdSql } from './question.store.ts'

/** The records behind a figure, each with the data set, version and line of the file that it comes from. */

export type RecordSort =
  | 'row'
  | 'workplace'
  | 'city'
  | 'violations'
  | 'workersAffected'
  | 'backWages'
  | 'penalties'
  | 'employees'
  | 'date'

export type RecordPage = { number: number; size: number; sort?: RecordSort; table?: TableName; persons?: boolean }

/** Fields by which a household's person is known. */
const personal = ['workplace', 'legalName', 'address', 'identifier'] as const

/** The columns of records; `persons` says whether those of households keep what names a person. */
function columnsSql(table: TableName, persons: boolean): string {
  if (persons || !saysOf(table, 'unit')) return 'c.*'
  const hidden = personal.map((name) => `case when not ${householdSql(table)} then c.${name} end as ${name}`)
  return `c.* replace (${hidden.join(', ')})`
}

/**
 * A record as the harmonised table has it: `dataSet`, `version`, `row` (line in the file sent), its fields and
 * `doubts`.
 */
export type EvidenceRecord = FactRow & { dataSet: string; version: string; row: number }

/** How records are put in order by a field of their table; undefined where it has none of the name. */
function orderSql(sort: RecordSort, table: TableName): string | undefined {
  if (sort === 'date')
    return `coalesce(${['c.day', ...daysOf(table).map((name) => `c.${name}`)].join(', ')}) desc nulls last`
  if (sort === 'row' || !saysOf(table, sort)) return undefined
  return sort === 'workplace' || sort === 'city' ? `lower(c.${sort})` : `c.${sort} desc nulls last`
}

/** One page of records (numbered from 1, at most 500 on it) and how many there are in all. */
export async function listRecords(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  { number, size, sort = 'row', table = 'cases', persons = true }: RecordPage
): Promise<{ total: number; records: EvidenceRecord[] }> {
  const bound = binder()
  const where = filterSql(filter, bound, table)
  const count = factQuery<{ total: number }>(
    'count-records',
    `select count(*) as total from ${table} c where ${where}`,
    [...bound.parameters]
  )
  const [{ total } = { total: 0 }] = await facts.ask(inspectorate, count)
  const most = Math.min(500, Math.max(1, size))
  const order = [orderSql(sort, table), 'c.dataSet', 'c.row'].filter(Boolean).join(', ')
  const sql = `select ${columnsSql(table, persons)} from ${table} c where ${where} order by ${order}
    limit ${bound.bind(most)} offset ${bound.bind((Math.max(1, number) - 1) * most)}`
  return { total, records: await facts.ask(inspectorate, factQuery<EvidenceRecord>('records', sql, bound.parameters)) }
}

export type FindingRow = {
  issue: string
  violations: number | null
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
}

/** One record with its findings; undefined where the data set has no record on that line. */
export async function findRecord(
  facts: Facts,
  inspectorate: string,
  { dataSet, row }: { dataSet: string; row: number },
  table: TableName = 'cases',
  persons = true
): Promise<{ record: EvidenceRecord; findings: FindingRow[] } | undefined> {
  const parameters = [dataSet, row]
  const where = 'where dataSet = $1 and row = $2'
  const [record] = await facts.ask(
    inspectorate,
    factQuery<EvidenceRecord>('record', `select ${columnsSql(table, persons)} from ${table} c ${where}`, parameters)
  )
  if (!record) return undefined
  const from = findingTableOf(table)
  const sql = `select issue, violations, workersAffected, backWages, penalties from ${from} ${where} order by issue`
  const findings = from
    ? await facts.ask(inspectorate, factQuery<FindingRow>('findings-of-record', sql, parameters))
    : []
  return { record, findings }
}

/**
 * The records of a filter as CSV (RFC 4180, UTF-8 with its mark), in pieces. A text that a spreadsheet would carry out gets an
 * apostrophe before it.
 */
export async function* exportRecords(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  table: TableName = 'cases',
  persons = true
): AsyncGenerator<string> {
  const bound = binder()
  const columns = Object.keys(factSchema[table] ?? {})
  yield `${csvMark}${columns.join(',')}\r\n`
  const list = columns.map((column) => `c.${quoteName(column)}`).join(', ')
  const shown = `select ${columnsSql(table, persons)} from ${table} c where ${filterSql(filter, bound, table)}`
  const sql = `select ${list} from (${shown}) c order by c.dataSet, c.row`
  for await (const rows of facts.stream(inspectorate, factQuery('export-records', sql, bound.parameters))) {
    yield rows.map((row) => `${columns.map((column) => csvCell(row[column] ?? null)).join(',')}\r\n`).join('')
  }
}
