import { join } from 'node:path'
import { askDuckDB, quoteName, quoteText, withDuckDB } from '../facts/duckdb.ts'
import type { FactPart } from '../facts/facts.ts'
import type { Link, Version } from './register.rules.ts'
import type { Replaced } from './rules.ts'
import { type TableName, tables, wholeRows } from './table.rules.ts'

/** The Parquet files that count together, and which of their records later files took the place of. */

type Part = Omit<FactPart, 'dataSet'>

const isTable = (name: string): name is TableName => name in tables

/** One part for each table of each version of a chain. */
export function partsOf(
  chain: readonly Link<Pick<Version, 'id' | 'result'>>[],
  folderOf: (version: string) => string
): Part[] {
  return chain.flatMap(({ version, replaced }) => {
    const folder = folderOf(version.id)
    const names = version.result.tables ?? []
    const main = names.find(isTable)
    const gone = goneSql(replaced)
    return names.map((table): Part => {
      const part = { version: version.id, table, folder, sha256: version.result.files?.[`${table}.parquet`] }
      if (!main || gone === '') return part
      const source = `read_parquet(${quoteText(join(folder, `${main}.parquet`))})`
      const where = table === main ? `not (${gone})` : `row not in (select row from ${source} where ${gone})`
      return { ...part, where }
    })
  })
}

/** Records of which the day, or another date, lies in a period that a later file covers; a record without one stays. */
export function goneSql(replaced: Link<unknown>['replaced']): string {
  return replaced
    .map(
      ({ from, to, by = 'day' }) =>
        `coalesce(${quoteName(by)} between date ${quoteText(from)} and date ${quoteText(to)}, false)`
    )
    .join(' or ')
}

/** How many records of the main table count together. */
export async function countRecords(parts: readonly Part[]): Promise<number> {
  const counted = parts
    .filter(({ table }) => isTable(table))
    .map(
      ({ folder, table, where }) =>
        `select count(*) as records from read_parquet(${quoteText(join(folder, `${table}.parquet`))}) where ${where ?? 'true'}`
    )
  if (counted.length === 0) return 0
  return withDuckDB(':memory:', async (connection) => {
    const [row] = await askDuckDB<{ records: number }>(
      connection,
      `select sum(records)::bigint as records from (${counted.join(' union all ')})`
    )
    return row?.records ?? 0
  })
}

/**
 * How many records of `parts` a file takes out by its period, and how many of them are not in the file `next`, told by their
 * number; null where no file is given, or not every record has a number.
 */
export async function countReplaced(
  parts: readonly Part[],
  replaced: Replaced,
  next?: string
): Promise<{ gone: number; missing: number | null }> {
  const taken = parts
    .filter(({ table }) => isTable(table))
    .map(
      ({ folder, table, where }) =>
        `select record from read_parquet(${quoteText(join(folder, `${table}.parquet`))})
          where ${where ?? 'true'} and ${goneSql([replaced])}`
    )
  if (taken.length === 0) return { gone: 0, missing: null }
  const absent = next
    ? `count(*) filter (where record not in (select record from read_parquet(${quoteText(next)}) where record is not null))`
    : 'null'
  return withDuckDB(':memory:', async (connection) => {
    const [row] = await askDuckDB<{ gone: number; missing: number | null }>(
      connection,
      `select count(*)::integer as gone, (${absent})::integer as missing from (${taken.join(' union all ')})`
    )
    return row ?? { gone: 0, missing: null }
  })
}

/** The rows of a table as they lie in a folder (SQL), with all columns of it. */
export const rowsAt = (folder: string, table: string): string =>
  wholeRows(table, `read_parquet(${quoteText(join(folder, `${table}.parquet`))})`)

/** The records that count, as SQL; of them `columns`. */
export function recordsOfParts(parts: readonly Part[], columns = '*'): string {
  return parts
    .filter(({ table }) => isTable(table))
    .map(({ folder, table, where = 'true' }) => `select ${columns} from ${rowsAt(folder, table)} where ${where}`)
    .join(' union all by name ')
}

/** The files in which records of a chain lie: a number that stands there stands in the data set already. */
export function recordFiles(parts: readonly Part[]): string[] {
  return parts.filter(({ table }) => isTable(table)).map(({ folder, table }) => join(folder, `${table}.parquet`))
}
