import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { askDuckDB, quoteName, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { dateSql } from './date.store.ts'
import { cellSql, openTable, stagedColumn, stagedSource, stageFile } from './file.store.ts'
import { mostOutgoing, type Outgoing, type OutgoingRecord } from './outgoing.rules.ts'
import { goneSql, partsOf } from './part.store.ts'
import type { Link, Version } from './register.rules.ts'
import { isReturned } from './returned.rules.ts'
import type { Mapping, Reading, Replaced } from './rules.ts'
import { type FieldName, rowsOfFile, type TableName } from './table.rules.ts'

/** What a file that waits would take out by its period: the whole file is read for its days and its numbers. */

type Asked = {
  file: string
  reading: Partial<Reading>
  scratch: string
  mapping: Mapping
  chain: readonly Link<Pick<Version, 'id' | 'result'>>[]
  folderOf: (version: string) => string
}

/** By one of the dates of a mapping; undefined where the file has no day by it. */
export async function findOutgoing(
  { file, reading, scratch, mapping, chain, folderOf }: Asked,
  by: FieldName
): Promise<Outgoing | undefined> {
  const table = await openTable(file, reading)
  const returned = isReturned(table.header)
  const cellOf = (name: FieldName) => {
    const place = table.header.indexOf(mapping.fields[name]?.column ?? '')
    return place < 0 ? undefined : `trim(${cellSql(quoteName(stagedColumn(place)), returned)})`
  }
  const date = cellOf(by)
  if (!date) return undefined
  const day = dateSql(date, mapping.fields[by]?.notation?.date ?? mapping.notation.date)
  const number = cellOf('record')
  const work = await mkdtemp(join(scratch, 'outgoing-'))
  try {
    const { parts } = await stageFile(file, table, work)
    return await withDuckDB(
      ':memory:',
      async (connection) => {
        await connection.run(
          `create table next as select ${number ?? 'null::varchar'} as record, ${day} as day
            from ${stagedSource(parts, table)} where trouble is null`
        )
        const [extent] = await askDuckDB<{ from: string | null; to: string | null }>(
          connection,
          'select min(day)::varchar as "from", max(day)::varchar as "to" from next'
        )
        if (!extent?.from || !extent.to) return undefined
        const period = { by, from: extent.from, to: extent.to }
        await connection.run(`create table gone as ${goneOf(chain, folderOf, mapping.table, period)}`)
        const absent = 'record not in (select record from next where record is not null)'
        const [counted] = await askDuckDB<{ gone: number; missing: number }>(
          connection,
          `select count(*) as gone, count(*) filter (where ${absent}) as missing from gone`
        )
        const { gone = 0, missing = 0 } = counted ?? {}
        const records = number
          ? await askDuckDB<OutgoingRecord>(
              connection,
              `select record, day::varchar as day, row from gone where ${absent} order by day, record limit ${mostOutgoing}`
            )
          : []
        return { ...period, gone, missing: number ? missing : null, records }
      },
      { memory_limit: '300MB', temp_directory: work }
    )
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** The records of a chain that lie in a period, each where the copy of the evidence has it. */
function goneOf(chain: Asked['chain'], folderOf: Asked['folderOf'], table: TableName, period: Replaced): string {
  const none = 'select null::varchar as record, null::date as day, 0::bigint as row where false'
  const each = chain.flatMap((link, index) =>
    partsOf([link], folderOf)
      .filter((part) => part.table === table)
      .map(({ folder, where = 'true' }) => {
        const first = (chain.length - 1 - index) * rowsOfFile
        return `select record, ${quoteName(period.by)} as day, row + ${first} as row
          from read_parquet(${quoteText(join(folder, `${table}.parquet`))}) where (${where}) and (${goneSql([period])})`
      })
  )
  return [none, ...each].join(' union all ')
}
