import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import { harmlessSql, valueName } from './cell.store.ts'
import { looksLikeFormula } from './check.rules.ts'
import type { Judgement } from './check.store.ts'
import { bareName } from './code-list.rules.ts'
import type { OpenTable } from './file.store.ts'
import { findingsSql, foundSql } from './finding.store.ts'
import {
  daysOfYear,
  derivedValues,
  doPlacesFit,
  harmoniseWarnings,
  isMapped,
  joinsSql,
  nameCodes
} from './harmonise.store.ts'
import type { LoadedLists } from './list-table.store.ts'
import { returnedCell } from './returned.rules.ts'
import type { ImportResult, Mapping } from './rules.ts'
import {
  daysOf,
  type FieldName,
  findingTableOf,
  isAddedUp,
  kindsOf,
  sqlTypes,
  sureness,
  tables
} from './table.rules.ts'

/** What an import writes: the tables of the evidence as Parquet, and the rows that go back to the sender as CSV. */

/** A finding is dated outside of the days between which the provisions of its issue were in force. */
const outsideCheck = 'provision-not-in-force'

export type WriteContext = {
  connection: DuckDBConnection
  folder: string
  dataSet: string
  version: string
  mapping: Mapping
  judgements: readonly Judgement[]
  lists: LoadedLists
}

/** Writes the accepted rows of `checked`, as records: the table `records` holds each with the line on which it begins. */
export async function writeTables(
  given: WriteContext
): Promise<Pick<ImportResult, 'tables' | 'warnings' | 'period' | 'replaces' | 'flags'> & { records: number }> {
  const { connection, mapping } = given
  await connection.run(recordsSql(given))
  const context = { ...given, lists: { ...given.lists, placesFit: await doPlacesFit(given) } }
  await connection.run(linesSql(context))
  await connection.run(foundSql(context))
  await nameCodes(context)
  const day = await chooseDay(context)
  const outside = await findOutside(context, day)
  await writeParquet(context, mapping.table, rowsSql(context, day))
  const warnings = await harmoniseWarnings(context)
  const written = `read_parquet(${quoteText(join(context.folder, `${mapping.table}.parquet`))})`
  type Extent = { records: number; from: string | null; to: string | null }
  const [{ records, from, to } = { records: 0, from: null, to: null }] = await askDuckDB<Extent>(
    connection,
    `select count(*) as records, min(day)::varchar as "from", max(day)::varchar as "to" from ${written}`
  )
  const period = from && to ? { from, to } : null
  const replaces = await periodToReplace(context, day, written)
  const column = mapping.issues?.column ?? ''
  const flags = outside > 0 ? [{ check: outsideCheck, column, rows: outside }] : []
  const findings = findingTableOf(mapping.table)
  if (!findings) return { tables: [mapping.table], warnings, records, period, ...replaces, flags }
  await writeParquet(context, findings, findingsSql(context))
  return { tables: [mapping.table, findings], warnings, records, period, ...replaces, flags }
}

/** The first and the last day of the records by the date that a person chose, else by that which counts them. */
async function periodToReplace(
  { connection, mapping }: WriteContext,
  day: FieldName | undefined,
  written: string
): Promise<Pick<ImportResult, 'replaces'>> {
  const by = mapping.periodBy && isMapped(mapping, mapping.periodBy) ? mapping.periodBy : day
  if (!by) return {}
  const [row] = await askDuckDB<{ from: string | null; to: string | null }>(
    connection,
    `select min(${quoteName(by)})::varchar as "from", max(${quoteName(by)})::varchar as "to" from ${written}`
  )
  return row?.from && row.to ? { replaces: { by, from: row.from, to: row.to } } : {}
}

/**
 * How a Parquet file is written. DuckDB sets memory aside for the dictionary of every column, empty ones too; with its own limit that
 * costs several times what all else does, and columns of more different values gain little by one.
 */
export const parquetOf = (compression: 'zstd' | 'lz4_raw'): string =>
  `(format parquet, compression ${compression}, dictionary_size_limit 2000)`

async function writeParquet({ connection, folder }: WriteContext, table: string, sql: string) {
  await connection.run(`copy (${sql}) to ${quoteText(join(folder, `${table}.parquet`))} ${parquetOf('zstd')}`)
}

const accepted = 'rejects is null'

/**
 * The records of the accepted rows. Where a row is a finding, rows with one record number are one record: its first filled
 * cells count, its amounts and counts are added up unless each row repeats them, and it begins on the first of their lines.
 */
function recordsSql({ mapping }: WriteContext): string {
  if (mapping.grain !== 'finding') return `create view records as select * from checked where ${accepted}`
  const values = tables[mapping.table]
    .filter(({ name }) => isMapped(mapping, name))
    .map((field) => {
      const value = valueName(field.name)
      const added = isAddedUp(field) && !mapping.once?.includes(field.name)
      return `${added ? `sum(${value})::${sqlTypes[field.type]}` : `arg_min(${value}, line)`} as ${value}`
    })
  return `create table records as
    select min(line) as line, ${values.join(', ')}, count(*) as rows, ${recordKey} as key,
      nullif(array_to_string(list_distinct(string_split(string_agg(doubts, ' '), ' ')), ' '), '') as doubts
    from checked where ${accepted} group by ${recordKey}`
}

/** The accepted rows, each with the line on which its record begins (`row`). */
function linesSql({ mapping }: WriteContext): string {
  if (mapping.grain !== 'finding') return `create view lines as select *, line as row from checked where ${accepted}`
  return `create view lines as select of_file.*, records.line as row
    from (select *, ${recordKey} as key from checked where ${accepted}) of_file join records using (key)`
}

/** A row without a record number is a record of its own. */
const recordKey = `coalesce(${valueName('record')}, '#' || line)`

/** Of two fields that are filled nearly alike the surer one counts. */
const nearlyAll = 0.98

/**
 * The field by which records belong to a day: the one that is filled most. Two of them are never mixed, or a register of
 * complaints would be counted by the day of its filing in one year and by that of its decision in another.
 */
async function chooseDay({ connection, mapping }: WriteContext): Promise<FieldName | undefined> {
  const given = daysOf(mapping.table, mapping.kind).filter((name) => isMapped(mapping, name))
  const [only] = given
  if (!only) return 'periodEnd' in daysOfYear(mapping) ? 'periodEnd' : undefined
  const [filled = {}] = await askDuckDB<Record<string, number>>(
    connection,
    `select ${given.map((name) => `count(${valueName(name)}) as ${quoteName(name)}`).join(', ')} from records`
  )
  const most = Math.max(...given.map((name) => filled[name] ?? 0))
  return given.find((name) => (filled[name] ?? 0) >= most * nearlyAll)
}

function daySql(context: WriteContext, day: FieldName | undefined): string {
  return day ? (derivedValues(context)[day] ?? `records.${valueName(day)}`) : 'null'
}

/** Makes the table `outside`: records with a finding on an issue of which no provision was in force on their day. */
async function findOutside(context: WriteContext, day: FieldName | undefined): Promise<number> {
  const { connection, lists, mapping } = context
  const dated = lists.provisions?.filter(({ from, until }) => from ?? until) ?? []
  if (!day || dated.length === 0 || !findingTableOf(mapping.table)) {
    await connection.run('create table outside as select null::bigint as row where false')
    return 0
  }
  const written = (text: string | null) => (text === null ? 'null' : quoteText(text))
  const rows = dated.map(
    ({ issue, reference, from, until }) =>
      `(${[issue, reference].map((name) => quoteText(bareName(name))).join(', ')}, ${written(from)}::date, ${written(until)}::date)`
  )
  const stands = 'f.alleged or f.violations > 0 or f.backWages > 0 or f.penalties > 0'
  await connection.run(`create table outside as
    select distinct row from (
      select f.row, f.issue, bool_or(d.day >= coalesce(p.since, d.day) and d.day <= coalesce(p.until, d.day)) as inForce
      from (${findingsSql(context)}) f
        join (select line, (${daySql(context, day)})::date as day from records) d on d.line = f.row
        join (values ${rows.join(', ')}) as p(issue, reference, since, until)
          on lower(regexp_replace(f.issue, '[^\\p{L}\\p{N}]', '', 'g')) in (p.issue, p.reference)
      where d.day is not null and (${stands}) group by 1, 2)
    where not inForce`)
  const [{ records } = { records: 0 }] = await askDuckDB<{ records: number }>(
    connection,
    'select count(*) as records from outside'
  )
  return records
}

function rowsSql(context: WriteContext, day: FieldName | undefined): string {
  const { mapping, lists } = context
  const derived = derivedValues(context)
  const values = tables[mapping.table].flatMap(({ name, type }) => {
    const value = derived[name] ?? (isMapped(mapping, name) ? `records.${valueName(name)}` : undefined)
    // A later file may take the place of a period by any date; else what is empty throughout is not written.
    const written = value ?? (type === 'date' ? 'null' : undefined)
    return written ? [`(${written})::${sqlTypes[type]} as ${quoteName(name)}`] : []
  })
  const sure = Object.entries(sureness).flatMap(([name, type]) => {
    const value = derived[name as keyof typeof sureness]
    return value ? [`(${value})::${type} as ${name}`] : []
  })
  const outside = `case when records.line in (select row from outside) then ${quoteText(outsideCheck)} end`
  const doubts = `nullif(concat_ws(' ', records.doubts, ${outside}), '')`
  const named = mapping.kind ?? kindsOf(mapping.table)[0]
  const kind = named ? `, ${quoteText(named)} as kind` : ''
  const dayColumns = `(${daySql(context, day)})::date as day, ${day ? quoteText(day) : 'null'}::varchar as dayField`
  return `select ${provenance(context)}${kind}, ${dayColumns}, ${[...values, ...sure].join(', ')}, ${doubts} as doubts
    from records ${joinsSql(mapping, lists)}`
}

function provenance({ dataSet, version }: WriteContext, row = 'line'): string {
  return `${quoteText(dataSet)} as ${quoteName('dataSet')}, ${quoteText(version)} as version, ${row} as row`
}

/**
 * `rejects.csv` and `flags.csv`: rows as they were sent, and after them the line, the columns and the reasons; cells
 * beyond the last column stand in `surplus`. Cells that a spreadsheet would carry out begin with an apostrophe.
 */
export async function writeReturned(
  { connection, folder, judgements }: WriteContext,
  table: OpenTable,
  kind: 'rejects' | 'flags'
) {
  const path = join(folder, `${kind}.csv`)
  const rows = kind === 'rejects' ? 'rejected' : 'flagged'
  const [{ count } = { count: 0 }] = await askDuckDB<{ count: number }>(
    connection,
    `select count(*) as count from ${rows}`
  )
  const header = [...table.header, 'row_number', 'column', 'reason', 'surplus'].map(harmless)
  if (count === 0) return writeFile(path, `${header.map((name) => returnedCell(name, table)).join(table.delimiter)}\n`)
  const named = (part: 'check' | 'column') => {
    const names = `[${judgements.map((judgement) => quoteText(judgement[part])).join(', ')}]`
    // What is wrong with a whole row is wrong in no column.
    const said = `list_filter(list_transform(failed, lambda number: ${names}[number + 1]), lambda name: name <> '')`
    return `nullif(array_to_string(${said}, '; '), '')`
  }
  const cells = [...table.header, 'surplus'].map((_, index) => harmlessSql(`sent[${index + 1}]`))
  const values = [...cells.slice(0, -1), 'line', named('column'), named('check'), ...cells.slice(-1)]
  const columns = values.map((value, index) => `${value} as ${quoteName(header[index] ?? '')}`)
  const quote = quoteText(table.quote)
  const signs = `delimiter ${quoteText(table.delimiter)}, quote ${quote}, escape ${quote}`
  await connection.run(`copy (select ${columns.join(', ')} from ${rows} order by line)
    to ${quoteText(path)} (format csv, header true, ${signs})`)
}

function harmless(text: string): string {
  return looksLikeFormula(text) ? `'${text}` : text
}
