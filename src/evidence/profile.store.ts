import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName } from '../facts/duckdb.ts'
import { filledSql, formulaSql, valueSql } from './cell.store.ts'
import { swapped } from './date.rules.ts'
import { cellSql, stagedColumn } from './file.store.ts'
import { isMissing } from './missing.rules.ts'
import { guessColumn, settleAlike, settleOrder } from './profile.rules.ts'
import { isReturned } from './returned.rules.ts'
import { type ColumnProfile, plainNotation, type Warning } from './rules.ts'
import { repeatedNumber } from './shape.rules.ts'

/** What the columns of a staged file hold: the table `staged`, with its cells as they stand. */

const profiledValues = 200

type ColumnCounts = {
  filled: number
  different: number
  formulas: number
  values: string
  first: string
  missing: string
}

/** What each column holds, told by its cells; where records stand on several rows, which numbers these repeat. */
export async function profileColumns(
  connection: DuckDBConnection,
  header: readonly string[]
): Promise<ColumnProfile[]> {
  const [{ of } = { of: 0 }] = await askDuckDB<{ of: number }>(
    connection,
    'select count(*) as of from staged where trouble is null'
  )
  const columns: ColumnProfile[] = []
  const returned = isReturned(header)
  for (const [index, name] of header.entries()) {
    const cell = cellSql(quoteName(stagedColumn(index)), returned)
    const [counts] = await askDuckDB<ColumnCounts>(connection, profileSql(cell))
    if (!counts) continue
    const profile = profileOf(counts, { name, index, of })
    columns.push(await settled(connection, profile, cell))
  }
  const dated: ColumnProfile[] = []
  for (const column of settleAlike(columns)) dated.push(await withExtent(connection, column, returned))
  return profileRepeats(connection, dated)
}

function profileOf(counts: ColumnCounts, column: Pick<ColumnProfile, 'name' | 'index' | 'of'>): ColumnProfile {
  const found = Object.entries(JSON.parse(counts.values ?? '{}') as Record<string, number>)
  const common = found.sort((one, other) => other[1] - one[1]).slice(0, profiledValues)
  const said = common.filter(([value]) => !isMissing(value, false))
  const guess = guessColumn(
    said.map(([value]) => value),
    said.map(([, count]) => count),
    column.name
  )
  // Among codes "NA" is one of them.
  const marks = Object.entries(JSON.parse(counts.missing ?? '{}') as Record<string, number>).filter(([mark]) =>
    isMissing(mark, guess.type === 'code')
  )
  const taken = marks.filter(([mark]) => !isMissing(mark, true))
  const left = guess.type === 'code' ? common : said
  const examples = (JSON.parse(counts.first ?? '[]') as string[]).filter(
    (one) => !isMissing(one, guess.type === 'code')
  )
  return {
    ...column,
    filled: counts.filled - taken.reduce((sum, [, rows]) => sum + rows, 0),
    distinct: counts.different - taken.length,
    formulas: counts.formulas,
    values: left.map(([value]) => value),
    counts: left.map(([, count]) => count),
    examples: [...new Set(examples)].slice(0, 5),
    ...guess,
    ...(marks.length > 0 ? { missing: marks.map(([mark]) => mark) } : {})
  }
}

/** A column whose order of day and month is decided by all of its profiled cells. */
async function settled(connection: DuckDBConnection, profile: ColumnProfile, cell: string): Promise<ColumnProfile> {
  if (!profile.notation?.date || !swapped(profile.notation.date)) return profile
  const above12 = (place: number) =>
    `count(*) filter (where try_cast(regexp_extract(${cell}, '^ *(\\d\\d?)[/-](\\d\\d?)[/-]\\d', ${place}) as int) > 12)`
  const [counts] = await askDuckDB<{ first: number; second: number }>(
    connection,
    `select ${above12(1)} as first, ${above12(2)} as second from staged where trouble is null`
  )
  return counts ? { ...profile, ...settleOrder(profile, counts) } : profile
}

function profileSql(cell: string): string {
  return `with entry as (
      select text, ${filledSql('text', false)} is null as marked
        from (select left(trim(${cell}), 200) as text from staged where trouble is null) where text <> ''
    ), cell as (select text from entry where not marked or ${filledSql('text', true)} is not null)
    select count(*) as filled, count(distinct text) as different,
      count(*) filter (where ${formulaSql('text')}) as formulas,
      (select to_json(histogram(text))::varchar from (from cell limit 5000)) as values,
      (select to_json(list(text))::varchar from (from cell limit 50)) as first,
      (select to_json(histogram(text))::varchar from entry where marked) as missing
    from cell`
}

/** A column of dates with the first and the last of its days, as its notation reads them. */
async function withExtent(
  connection: DuckDBConnection,
  column: ColumnProfile,
  returned: boolean
): Promise<ColumnProfile> {
  if (column.type !== 'date') return column
  const stands = cellSql(quoteName(stagedColumn(column.index)), returned)
  const notation = { ...plainNotation, ...column.notation }
  const names = { column: column.name, stands, raw: 'said', value: 'said' }
  const day = valueSql({ field: { name: 'opened', type: 'date' }, ...names, notation })
  const [row] = await askDuckDB<{ from: string | null; to: string | null }>(
    connection,
    `select min(${day})::varchar as "from", max(${day})::varchar as "to"
      from (select ${filledSql(stands, false)} as said from staged where trouble is null)`
  )
  return row?.from && row.to ? { ...column, extent: { from: row.from, to: row.to } } : column
}

/** Where records stand on several rows: whether each repeats the numbers of its record. Noughts say nothing of it. */
async function profileRepeats(connection: DuckDBConnection, columns: ColumnProfile[]): Promise<ColumnProfile[]> {
  const number = repeatedNumber(columns)
  const counted = columns.filter(({ type }) => type === 'integer' || type === 'money' || type === 'number')
  if (!number || counted.length === 0) return columns
  const cell = ({ index }: ColumnProfile) => `nullif(trim(${quoteName(stagedColumn(index))}), '')`
  const each = counted.map(
    (
      column
    ) => `count(${cell(column)}) > 1 and bool_or(regexp_matches(${cell(column)}, '[^0.,]')) as several${column.index},
       count(distinct ${cell(column)}) = 1 as same${column.index}`
  )
  const all = counted.map(
    ({ index }) => `count(*) filter (where several${index}) as several${index},
       count(*) filter (where several${index} and same${index}) as same${index}`
  )
  const [row = {}] = await askDuckDB<Record<string, number>>(
    connection,
    `select ${all.join(', ')} from (
       select ${each.join(', ')} from staged where trouble is null and ${cell(number)} is not null group by ${cell(number)})`
  )
  return columns.map((column) => {
    const records = row[`several${column.index}`] ?? 0
    return records > 0 ? { ...column, repeats: { records, same: row[`same${column.index}`] ?? 0 } } : column
  })
}

/** Rows that are the same in every cell as an earlier one, of those that are looked at. */
export async function alikeWarning(connection: DuckDBConnection, header: readonly string[]): Promise<Warning[]> {
  const cells = header.map((_, index) => quoteName(stagedColumn(index))).join(', ')
  const [row] = await askDuckDB<{ rows: number }>(
    connection,
    `select count(*) - count(distinct hash(${cells})) as rows from staged
      where trouble is null and concat_ws('', ${cells}) <> ''`
  )
  return row && row.rows > 0 ? [{ code: 'rows-alike', values: { rows: row.rows } }] : []
}
