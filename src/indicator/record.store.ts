import { csvCell, csvMark, formulaPattern } from '../evidence/csv.rules.ts'
import {
  daysOf,
  factSchema,
  findingTableOf,
  measures,
  rowsOfFile,
  saysOf,
  type TableName
} from '../evidence/table.rules.ts'
import { type FactRow, quoteName } from '../facts/duckdb.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { AskedLines } from '../facts/lines.ts'
import type { Filter } from './filter.rules.ts'
import { type Bound, binder, filterSql, householdSql } from './question.store.ts'

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

/** A column of records as it is told: `persons` says whether those of households keep what names a person. */
type Telling = { table: TableName; persons: boolean; filter: Filter; bind: Bound['bind'] }

/** The columns of records, and what names a household hidden in them. */
function columnsSql({ table, persons, filter, bind }: Telling): string {
  const household = persons ? 'false' : householdSql(table, filter, bind)
  if (household === 'false') return 'c.*'
  const named = personal.filter((name) => saysOf(table, name))
  return `c.* replace (${named.map((name) => `case when not ${household} then c.${name} end as ${name}`).join(', ')})`
}

/** What was found of a case on the issue that a filter asks for: the columns `issue_violations`, `issue_backWages` … */
export const ofIssue = measures.map((measure) => `issue_${measure}` as const)

/** Cases, with what was found of each on the issue of the filter. */
function rowsSql(table: TableName, { issue }: Filter, { bind }: Bound): string {
  if (table !== 'cases' || !issue) return `${table} c`
  const sums = measures.map((measure, index) => `sum(${measure})::${measureTypes[measure]} as ${ofIssue[index]}`)
  return `(select * from cases left join (select dataSet, row, ${sums.join(', ')}
    from findings where issue = ${bind(issue)} group by all) using (dataSet, row)) c`
}

const measureTypes = factSchema.findings ?? {}

/**
 * A record as the harmonised table has it: `dataSet`, `version`, `row` (line in the file sent), its fields and
 * `doubts`.
 */
export type EvidenceRecord = FactRow & { dataSet: string; version: string; row: number }

/**
 * How records are put in order by a field of their table; undefined where it has none of the name. With an issue in the filter
 * what was found on it counts.
 */
function orderSql(sort: RecordSort, { table, persons, filter, bind }: Telling): string | undefined {
  const { issue } = filter
  const measure = measures.find((name) => name === sort)
  if (issue && table === 'cases' && measure) return `c.issue_${measure} desc nulls last`
  if (sort === 'date')
    return `coalesce(${['c.day', ...daysOf(table).map((name) => `c.${name}`)].join(', ')}) desc nulls last`
  if (sort === 'row' || !saysOf(table, sort)) return undefined
  if (sort === 'city') return 'lower(c.city)'
  // A name that is not told is not told by its place either.
  if (sort === 'workplace')
    return persons
      ? 'lower(c.workplace)'
      : `case when not ${householdSql(table, filter, bind)} then lower(c.workplace) end`
  return `c.${sort} desc nulls last`
}

/**
 * One page of records (numbered from 1, at most 500 on it) and how many there are in all. With an issue in the filter each
 * carries what was found on it too, in the columns of `ofIssue`.
 */
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
  const telling = { table, persons, filter, bind: bound.bind }
  const order = [orderSql(sort, telling), 'c.dataSet', 'c.row'].filter(Boolean).join(', ')
  const sql = `select ${columnsSql(telling)} from ${rowsSql(table, filter, bound)} where ${where} order by ${order}
    limit ${bound.bind(most)} offset ${bound.bind((Math.max(1, number) - 1) * most)}`
  return { total, records: await facts.ask(inspectorate, factQuery<EvidenceRecord>('records', sql, bound.parameters)) }
}

export type FindingRow = {
  issue: string
  line: number
  /** The data set and the version of the file that brought it, where that is not its record's. */
  source: string | null
  sourceVersion: string | null
  violations: number | null
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
}

/** A line of another file that says something of a record. */
export type JoinedLine = { source: string; sourceVersion: string; line: number }

/**
 * One record with its findings, and the lines of other files that were joined to it; undefined where the data set has no such
 * record.
 */
export async function findRecord(
  facts: Facts,
  inspectorate: string,
  { dataSet, row }: { dataSet: string; row: number },
  {
    table = 'cases',
    persons = true,
    households
  }: Pick<RecordPage, 'table' | 'persons'> & Pick<Filter, 'households'> = {}
): Promise<{ record: EvidenceRecord; findings: FindingRow[]; joined: JoinedLine[] } | undefined> {
  const bound = binder()
  const parameters = [dataSet, row]
  const where = `where dataSet = ${bound.bind(dataSet)} and row = ${bound.bind(row)}`
  const columns = columnsSql({ table, persons, filter: households ? { households } : {}, bind: bound.bind })
  const [record] = await facts.ask(
    inspectorate,
    factQuery<EvidenceRecord>('record', `select ${columns} from ${table} c ${where}`, bound.parameters)
  )
  if (!record) return undefined
  const from = findingTableOf(table)
  const sql = `select issue, line, source, sourceVersion, ${measures.join(', ')} from ${from} ${where}
    order by source nulls first, issue, line`
  const findings = from
    ? await facts.ask(inspectorate, factQuery<FindingRow>('findings-of-record', sql, parameters))
    : []
  const lines = `select source, sourceVersion, line from joined ${where} order by source, sourceVersion, line`
  const joined =
    table === 'cases' ? await facts.ask(inspectorate, factQuery<JoinedLine>('joined-lines', lines, parameters)) : []
  return { record, findings, joined }
}

const ofIssueIn = (table: TableName, { issue }: Filter) => (issue && table === 'cases' ? ofIssue : [])

/** The columns of `exportRecords`, by their names. */
export const exportedColumns = (table: TableName, filter: Filter): string[] => [
  ...Object.keys(factSchema[table] ?? {}),
  ...ofIssueIn(table, filter)
]

/** A text in SQL as a cell of CSV: what `csvCell` makes of it. */
function textCell(value: string): string {
  const safe = `case when regexp_matches(${value}, '${formulaPattern}') then '''' || ${value} else ${value} end`
  return `case when ${value} is null then '' when not regexp_matches(${value}, '${formulaPattern}|[",\r\n]') then ${value}
    when regexp_matches(${value}, '[",\r\n]') or regexp_matches(${safe}, '[",\r\n]')
      then '"' || replace(${safe}, '"', '""') || '"' else ${safe} end`
}

/** A column as a cell of CSV. Numbers are written plainly: no noughts behind the point that say nothing. */
function cellSql(column: string, type: string): string {
  if (column === 'row') return `(c.row % ${rowsOfFile})::varchar`
  const value = `c.${quoteName(column)}`
  if (/\[\]$/.test(type)) return textCell(`array_to_string(${value}, ';')`)
  if (/^(double|float|real|decimal)/i.test(type))
    return `coalesce(regexp_replace((${value})::double::varchar, '\\.0$', ''), '')`
  return /^varchar/i.test(type) ? textCell(value) : `coalesce((${value})::varchar, '')`
}

/**
 * The records of a filter as CSV (RFC 4180, UTF-8 with its mark), in pieces and in the order of the copy: data set by data set,
 * as they stand in their files. A text that a spreadsheet would carry out gets an apostrophe before it. With an issue in the
 * filter, what was found on it stands behind what was found in all. DuckDB writes the lines. `heads` are what its columns are called in
 * the language of who reads it, in the order of `exportedColumns`; else they bear their names.
 */
export async function* exportRecords(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  table: TableName = 'cases',
  persons = true,
  heads?: readonly string[]
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const bound = binder()
  const found = ofIssueIn(table, filter)
  const columns = [...Object.entries(factSchema[table] ?? {}), ...found.map((name) => [name, 'double'] as const)]
  const head = heads?.map(csvCell) ?? columns.map(([name]) => name)
  yield new TextEncoder().encode(`${csvMark}${head.join(',')}\r\n`)
  const rows = rowsSql(table, filter, bound)
  const shown = `select ${columnsSql({ table, persons, filter, bind: bound.bind })} from ${rows} where ${filterSql(filter, bound, table)}`
  const cells = columns.map(([name, type]) => cellSql(name, type))
  const lines = `select concat_ws(',', ${cells.join(', ')}) from (${shown}) c`
  const parameters = [...bound.parameters]
  yield* facts.lines(inspectorate, found.length > 0 ? byPieces(lines, filter, bound) : { sql: lines, parameters })
}

/** So many lines of a file are joined with their findings and put in order at a time. */
const linesAtOnce = 100_000

/** An export in which findings are looked at: piece by piece of the lines of each data set, whose findings alone are read. */
function byPieces(lines: string, { dataSets }: Filter, bound: Bound): AskedLines {
  const parameters = [...bound.parameters]
  const within = (table: string) => {
    const [dataSet, from, to] = [1, 2, 3].map((place) => `$${parameters.length + place}`)
    return `${table}.dataSet = ${dataSet} and ${table}."row" between ${from} and ${to}`
  }
  const of = binder()
  const asked = dataSets && dataSets.length > 0 ? `c.dataSet in (${dataSets.map(of.bind).join(', ')})` : 'true'
  return {
    sql: `with findings as (select * from main.findings f where ${within('f')})
      ${lines} where ${within('c')} order by c."row"`,
    parameters,
    pieces: {
      sql: `select c.dataSet as dataSet, min(c."row") as first, max(c."row") as last from cases c where ${asked}
        group by c.dataSet, c."row" // ${linesAtOnce} order by 1, 2`,
      parameters: of.parameters
    }
  }
}
