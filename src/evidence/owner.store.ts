import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import type { Reader } from '../kernel/database.ts'
import { cellSql, inspectFile, type Look, stagedColumn } from './file.store.ts'
import { numberKey } from './joined.rules.ts'
import {
  isNextFile,
  isOwned,
  isSameName,
  numberColumns,
  type Owned,
  proposedOwner,
  proposeJoined,
  saysNumber
} from './owner.rules.ts'
import { partsOf, recordsOfParts } from './part.store.ts'
import { versionFolder } from './place.store.ts'
import { chainOf, takesFindings } from './register.rules.ts'
import { listDataSets, listVersions } from './register.store.ts'
import { isReturned } from './returned.rules.ts'
import type { ColumnProfile, FileInspection, Mapping, Reading } from './rules.ts'

/** Looks in a file for the record numbers of data sets, and in a file that waits for those of another. */

/** A data set whose records rows may belong to; `numbers` selects their numbers (SQL). */
export type Owner = { data_set: string; name: string; version: string; mapping: Mapping; numbers: string }

/** All data sets that can have findings in other files. */
export async function listOwners(
  database: Reader,
  { folder, inspectorate }: { folder: string; inspectorate: string }
): Promise<Owner[]> {
  const owners: Owner[] = []
  for (const dataSet of (await listDataSets(database)).filter(takesFindings)) {
    const { id, name, current_version, mapping } = dataSet
    const chain = chainOf(current_version, await listVersions(database, id))
    const numbers = recordsOfParts(
      partsOf(chain, (version) => versionFolder(folder, inspectorate, id, version)),
      'record'
    )
    if (numbers !== '')
      owners.push({ data_set: id, name, version: current_version ?? '', mapping: mapping as Mapping, numbers })
  }
  return owners
}

/** How many rows of the table `staged` name records of each data set, by the column that names most. */
export async function lookForOwners(
  connection: DuckDBConnection,
  header: readonly string[],
  columns: readonly ColumnProfile[],
  owners: readonly Owner[]
): Promise<Owned[]> {
  const owned: Owned[] = []
  for (const owner of owners) {
    const named = owner.mapping.fields.record?.column ?? ''
    const candidates = numberColumns(columns, named)
    if (candidates.length === 0 || isNextFile(columns, header, owner.mapping)) continue
    const counts = await countNumbers(connection, header, candidates, owner.numbers)
    const isLikely = (one: Counted) => isOwned(one.column, one, header, owner.mapping)
    const score = (one: Counted) => (isLikely(one) ? 2 : 1) * one.found * (1 + saysNumber(one.column.name, named))
    const [best] = counts.sort((one, other) => score(other) - score(one))
    if (!best) continue
    const { column, rows, found } = best
    const { data_set, version } = owner
    const proposed = isLikely(best)
    owned.push({
      ...{ data_set, version, column: column.name, rows, found, proposed, same: isSameName(column.name, named) },
      proposal: proposeJoined(columns, column)
    })
  }
  return owned
}

type Counted = { column: ColumnProfile; rows: number; found: number }

async function countNumbers(
  connection: DuckDBConnection,
  header: readonly string[],
  candidates: readonly ColumnProfile[],
  numbers: string
): Promise<Counted[]> {
  const returned = isReturned(header)
  const each = candidates.map(({ index }) => {
    const cell = cellSql(quoteName(stagedColumn(index)), returned)
    return `select ${index} as place, ${numberKey(cell)} as key, count(*) as n from staged where trouble is null group by all`
  })
  const counted = await askDuckDB<{ place: number; rows: number; found: number }>(
    connection,
    `with said as (${each.join(' union all ')}),
      known as (select distinct key from (select ${numberKey('record')} as key from (${numbers}) where record is not null)
        where key in (select key from said))
    select place, sum(n)::bigint as rows, coalesce(sum(n) filter (where known.key is not null), 0)::bigint as found
      from said left join known using (key) group by place`
  )
  return candidates.flatMap((column) => {
    const row = counted.find(({ place }) => place === column.index)
    return row ? [{ column, rows: row.rows, found: row.found }] : []
  })
}

/** Of some numbers the share that stands in a column of a file. */
export async function shareInFile(
  path: string,
  reading: Partial<Reading>,
  column: number,
  values: readonly string[],
  scratch: string
): Promise<number> {
  if (values.length === 0) return 0
  let found = 0
  const asked = `select unnest([${values.map(quoteText).join(', ')}]) as value`
  await inspectFile(path, reading, scratch, async (connection) => {
    const cell = numberKey(quoteName(stagedColumn(column)))
    const [row] = await askDuckDB<{ found: number }>(
      connection,
      `select count(*) as found from (${asked}) where ${numberKey('value')} in (select ${cell} from staged)`
    )
    found = row?.found ?? 0
  })
  return found / values.length
}

/** A file that was looked at, whose findings its rows may be, and among which data sets these were looked for. */
export type Looked = { inspection: FileInspection; owned: Owned[]; among: string[] }

/** A data set as it is at present. */
const stateOf = ({ data_set, version }: Pick<Owner, 'data_set' | 'version'>) => `${data_set} ${version}`

/** Whether a file's numbers were looked for in all these data sets as they are. */
export const isAmong = (owners: readonly Owner[], among: readonly string[]): boolean =>
  owners.every((owner) => among.includes(stateOf(owner)))

/** Looks at a file, and for record numbers in it. */
export async function lookAt(
  owners: readonly Owner[],
  inspect: (look: Look) => Promise<FileInspection>
): Promise<Looked> {
  const owned: Owned[] = []
  const inspection = await inspect(async (connection, header, columns) => {
    owned.push(...(await lookForOwners(connection, header, columns, owners)))
  })
  return { inspection, owned, among: owners.map(stateOf) }
}

/**
 * Of files that were sent in one go: after which other one each must be imported, because its rows name records of that. It comes
 * before data sets that only happen to have the same numbers.
 */
export async function findAfter(
  files: readonly (Looked & { path: string })[],
  scratch: string
): Promise<Map<FileInspection, FileInspection>> {
  const after = new Map<FileInspection, FileInspection>()
  for (const { inspection, owned } of files) {
    if (proposedOwner(owned)?.same) continue
    for (const { inspection: other, path } of files.filter((one) => one.inspection !== inspection)) {
      const pair = numbersOf(inspection, other)
      if (!pair) continue
      const { number, record } = pair
      const share = await shareInFile(path, other, record.index, number.values, scratch)
      if (share < leastShare) continue
      after.set(inspection, other)
      for (const one of owned) one.proposed = false
    }
  }
  return after
}

const leastShare = 0.5

/** The column of one file that repeats what another holds once in each row, both called the number of a record. */
function numbersOf(inspection: FileInspection, other: FileInspection) {
  if (other.header.join('\n') === inspection.header.join('\n')) return undefined
  for (const record of other.columns.filter(({ filled, distinct }) => filled > 0 && distinct >= filled)) {
    const number = numberColumns(inspection.columns, record.name).find(
      ({ name, distinct, filled }) => distinct < filled && saysNumber(name, record.name) === 1
    )
    if (number) return { number, record }
  }
  return undefined
}
