import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../kernel/duckdb.ts'
import { looksLikeFormula } from './check.rules.ts'
import { harmlessSql, type Judgement, valueName } from './check.store.ts'
import type { LoadedLists } from './codelist.store.ts'
import type { OpenTable } from './file.store.ts'
import { findingsSql, foundSql } from './finding.store.ts'
import { returnedCell } from './returned.rules.ts'
import type { ImportResult, Mapping, Warning } from './rules.ts'
import {
  daysOf,
  type Field,
  type FieldName,
  fieldOf,
  findingTableOf,
  kindsOf,
  type Measure,
  measures,
  sqlTypes,
  tables
} from './table.rules.ts'

/** What an import writes: the tables of the evidence as Parquet, and the rows that go back to the sender as CSV. */

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
  context: WriteContext
): Promise<Pick<ImportResult, 'tables' | 'warnings' | 'period'> & { records: number }> {
  const { connection, mapping } = context
  await connection.run(recordsSql(context))
  await connection.run(linesSql(context))
  await connection.run(foundSql(context))
  await nameIndustries(context)
  const day = await chooseDay(context)
  await writeParquet(context, mapping.table, rowsSql(context, day))
  const warnings = await placeWarnings(context)
  const written = `read_parquet(${quoteText(join(context.folder, `${mapping.table}.parquet`))})`
  type Extent = { records: number; from: string | null; to: string | null }
  const [{ records, from, to } = { records: 0, from: null, to: null }] = await askDuckDB<Extent>(
    connection,
    `select count(*) as records, min(day)::varchar as "from", max(day)::varchar as "to" from ${written}`
  )
  const period = from && to ? { from, to } : null
  const findings = findingTableOf(mapping.table)
  if (!findings) return { tables: [mapping.table], warnings, records, period }
  await writeParquet(context, findings, findingsSql(context))
  return { tables: [mapping.table, findings], warnings, records, period }
}

async function writeParquet({ connection, folder }: WriteContext, table: string, sql: string) {
  await connection.run(
    `copy (${sql}) to ${quoteText(join(folder, `${table}.parquet`))} (format parquet, compression zstd)`
  )
}

const accepted = 'rejects is null'

/**
 * The records of the accepted rows. Where a row is a finding, rows with one record number are one record: its first filled
 * cells count, its amounts and counts are added up, and it begins on the first of their lines.
 */
function recordsSql({ mapping }: WriteContext): string {
  if (mapping.grain !== 'finding') return `create view records as select * from checked where ${accepted}`
  const values = tables[mapping.table]
    .filter(({ name }) => isMapped(mapping, name))
    .map((field) => {
      const value = valueName(field.name)
      return `${isAdded(field) ? `sum(${value})::${sqlTypes[field.type]}` : `arg_min(${value}, line)`} as ${value}`
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

function isAdded({ name, type }: Field): boolean {
  return type === 'money' || measures.some((measure) => measure === name) || name === 'deaths' || name === 'injured'
}

/** Of two fields that are filled nearly alike the surer one counts. */
const nearlyAll = 0.98

/**
 * The field by which records belong to a day: the one that is filled most. Two of them are never mixed, or a register of
 * complaints would be counted by the day of its filing in one year and by that of its decision in another.
 */
async function chooseDay({ connection, mapping }: WriteContext): Promise<FieldName | undefined> {
  const given = daysOf(mapping.table).filter((name) => isMapped(mapping, name))
  const [only] = given
  if (!only) return 'periodEnd' in daysOfYear(mapping) ? 'periodEnd' : undefined
  const [filled = {}] = await askDuckDB<Record<string, number>>(
    connection,
    `select ${given.map((name) => `count(${valueName(name)}) as ${quoteName(name)}`).join(', ')} from records`
  )
  const most = Math.max(...given.map((name) => filled[name] ?? 0))
  return given.find((name) => (filled[name] ?? 0) >= most * nearlyAll)
}

function rowsSql(context: WriteContext, day: FieldName | undefined): string {
  const { mapping, lists } = context
  const derived = derivedValues(context)
  const values = tables[mapping.table].map(({ name, type }) => {
    const value = derived[name] ?? (isMapped(mapping, name) ? `records.${valueName(name)}` : 'null')
    return `(${value})::${sqlTypes[type]} as ${quoteName(name)}`
  })
  const named = mapping.kind ?? kindsOf(mapping.table)[0]
  const kind = named ? `, ${quoteText(named)} as kind` : ''
  const dayValue = day ? (derived[day] ?? `records.${valueName(day)}`) : 'null'
  const dayColumns = `(${dayValue})::date as day, ${day ? quoteText(day) : 'null'}::varchar as dayField`
  return `select ${provenance(context)}${kind}, ${dayColumns}, ${values.join(', ')}, doubts
    from records ${joinsSql(mapping, lists)}`
}

function provenance({ dataSet, version }: WriteContext, row = 'line'): string {
  return `${quoteText(dataSet)} as ${quoteName('dataSet')}, ${quoteText(version)} as version, ${row} as row`
}

function isMapped(mapping: Mapping, name: FieldName): boolean {
  return mapping.fields[name] !== undefined || mapping.constants[name] !== undefined
}

/** Values that a file does not give but its other columns do. */
function derivedValues({ mapping, lists }: WriteContext): Partial<Record<FieldName, string>> {
  const derived: Partial<Record<FieldName, string>> = { ...daysOfYear(mapping) }
  if (!isMapped(mapping, 'record')) derived.record = 'line::varchar'
  if (canNameIndustries(mapping, lists)) Object.assign(derived, industryValues(mapping))
  const places = placesOf(mapping, lists)
  if (places.length > 0) {
    if (!isMapped(mapping, 'county')) derived.county = `coalesce(${places.map((place) => `${place}.name`).join(', ')})`
    if (!isMapped(mapping, 'countyCode'))
      derived.countyCode = `coalesce(${places.map((place) => `${place}.code`).join(', ')})`
  }
  if (fieldOf(mapping.table, 'fatal') && isMapped(mapping, 'fatal') && !isMapped(mapping, 'deaths'))
    derived.deaths = fatalSql(valueName('fatal'))
  if (findingTableOf(mapping.table)) {
    for (const measure of ['violations', 'backWages', 'penalties'] as const) {
      if (!fieldOf(mapping.table, measure)) continue
      const parts = findingValues(mapping, measure)
      if (!isMapped(mapping, measure) && parts.length > 0 && parts.length === mapping.findings.length)
        derived[measure] = sumSql(parts)
    }
    if (!isMapped(mapping, 'violations') && mapping.issues?.meaning === 'found')
      derived.violations = `(select count(*) from found where found.row = records.line)`
  }
  return derived
}

/** A year, or a quarter of it, as the period that it is. */
function daysOfYear(mapping: Mapping): Partial<Record<FieldName, string>> {
  if (!isMapped(mapping, 'year') || daysOf(mapping.table).some((name) => isMapped(mapping, name))) return {}
  const year = valueName('year')
  if (!fieldOf(mapping.table, 'periodEnd')) return {}
  if (!isMapped(mapping, 'quarter'))
    return { periodStart: `make_date(${year}, 1, 1)`, periodEnd: `make_date(${year}, 12, 31)` }
  const start = `make_date(${year}, 3 * ${valueName('quarter')} - 2, 1)`
  return { periodStart: start, periodEnd: `last_day(${start} + interval 2 month)` }
}

/** Whether somebody died, as a source says it: yes, no, or that it was fatal; as the number of deaths. */
function fatalSql(value: string): string {
  const says = (pattern: string) => `regexp_full_match(lower(${value}), ${quoteText(pattern)})`
  return `case when ${says('(y|yes|true|1|oui|o|vrai|s|si|sí|verdadero|نعم|fatal|mortel(le)?|mortal|died|death|d[ée]c[èe]s|muerte|مميت|وفاة)')}
    then 1 when ${says('(n|no|non|false|faux|falso|0|لا|non[- ]?fatal|non[- ]?mortel(le)?|no mortal|غير مميت)')} then 0 end`
}

/**
 * The file's own section stands, empty or not; the division of the crosswalk is taken where both agree on the
 * section.
 */
function industryValues(mapping: Mapping): Partial<Record<FieldName, string>> {
  if (!isMapped(mapping, 'isicSection')) return { isicSection: 'named.section', isicDivision: 'named.division' }
  if (isMapped(mapping, 'isicDivision')) return {}
  return { isicDivision: `case when named.section = ${valueName('isicSection')} then named.division end` }
}

function findingValues(mapping: Mapping, measure: Measure): string[] {
  return mapping.findings
    .filter((finding) => finding[measure])
    .map(({ issue }) => `records.${valueName(`${issue} ${measure}`)}`)
}

/** Nothing where every part is missing. */
function sumSql(parts: readonly string[]): string {
  const sum = parts.map((part) => `coalesce(${part}, 0)`).join(' + ')
  return `case when coalesce(${parts.join(', ')}) is not null then ${sum} end`
}

function canNameIndustries(mapping: Mapping, lists: LoadedLists): boolean {
  return lists.industrySections === true && isMapped(mapping, 'industryCode')
}

/** For each industry code of the file what the crosswalk says of the longest prefix that it knows. */
async function nameIndustries({ connection, mapping, lists }: WriteContext) {
  if (!canNameIndustries(mapping, lists)) return
  await connection.run(`create table named_industries as
    select code, arg_max(section, length(prefix)) as section, arg_max(division, length(prefix)) as division
    from (select distinct ${valueName('industryCode')} as code from records)
    join industry_sections on starts_with(regexp_extract(code, '^[0-9]+'), prefix)
    group by code`)
}

/** The crosswalks that can tell the county, the surer first. */
function placesOf(mapping: Mapping, lists: LoadedLists): string[] {
  if (isMapped(mapping, 'countyCode')) return []
  if (isMapped(mapping, 'county')) return lists.postcodeCounties || lists.cityCounties ? ['by_name'] : []
  const byPostcode = lists.postcodeCounties && isMapped(mapping, 'postcode') ? ['by_postcode'] : []
  const byCity = lists.cityCounties && isMapped(mapping, 'city') ? ['by_city'] : []
  return [...byPostcode, ...byCity]
}

function joinsSql(mapping: Mapping, lists: LoadedLists): string {
  const inRegion =
    lists.countyRegion && isMapped(mapping, 'region')
      ? ` and ${valueName('region')} = ${quoteText(lists.countyRegion)}`
      : ''
  const names = `(select distinct lower(name) as key, code, name
      from ${lists.postcodeCounties ? 'postcode_counties' : 'city_counties'})`
  const county = `lower(regexp_replace(${valueName('county')}, ' +(county|parish|borough)$', '', 'i'))`
  const places: Record<string, string> = {
    by_postcode: `left join postcode_counties by_postcode
      on by_postcode.key = left(${valueName('postcode')}, 5)${inRegion}`,
    by_city: `left join city_counties by_city on by_city.key = lower(${valueName('city')})${inRegion}`,
    by_name: `left join ${names} by_name on by_name.key = ${county}${inRegion}`
  }
  const sections = canNameIndustries(mapping, lists)
    ? [`left join named_industries named on named.code = ${valueName('industryCode')}`]
    : []
  return [...placesOf(mapping, lists).map((place) => places[place]), ...sections].join('\n')
}

async function placeWarnings({ connection, folder, mapping, lists }: WriteContext): Promise<Warning[]> {
  const source = `read_parquet(${quoteText(join(folder, `${mapping.table}.parquet`))})`
  const [missing] = await askDuckDB<{ sections: number; counties: number }>(
    connection,
    `select count(*) filter (where isicSection is null) as sections,
        count(*) filter (where county is null) as counties from ${source}`
  )
  const warnings: Warning[] = []
  if (missing && missing.sections > 0 && canNameIndustries(mapping, lists) && !isMapped(mapping, 'isicSection')) {
    warnings.push({ code: 'industry-without-section', values: { rows: missing.sections } })
  }
  if (missing && missing.counties > 0 && placesOf(mapping, lists).length > 0) {
    warnings.push({ code: 'place-without-county', values: { rows: missing.counties } })
  }
  return warnings
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
