import { dirname, join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
import { valueName } from './cell.store.ts'
import { knownCheck, namelessCheck, ownerlessCheck, sameRowCheck, twiceCheck } from './check.rules.ts'
import { type Judgement, sentSql } from './check.store.ts'
import { isJoined, joinedFields, numberKey } from './joined.rules.ts'
import type { Mapping } from './rules.ts'
import { wholeRows } from './table.rules.ts'

/**
 * Rows that stand twice, and record numbers that stand on several rows or in the data set already. Those rows are read once
 * more, to be sent back.
 */

export type FileContext = {
  connection: DuckDBConnection
  /** The staged file, and the names of its columns. */
  source: string
  columns: readonly string[]
}

export type RepeatContext = FileContext & {
  /** The file's column that holds the record number, and the name of its value in `checked`. */
  column: string
  record: string
}

/**
 * Refuses accepted rows of `checked` that are the same in every cell as an earlier one. Answers whether any two may be: if not, and
 * rows are alike by their record numbers, these stand once each.
 */
export async function refuseSame(context: FileContext, judgements: Judgement[]): Promise<boolean> {
  const { connection, source, columns } = context
  await connection.run(`create or replace table alike as
    with likely as (select likeness from checked where rejects is null group by 1 having count(*) > 1)
    select line from checked semi join likely using (likeness) where rejects is null`)
  if (!(await hasRows(connection, 'alike'))) return false
  await connection.run(`create or replace table again as
    select line from (
      select line, row_number() over (partition by sent order by line) > 1 as same
      from (select line, ${sentSql(columns)} as sent from ${source} semi join alike using (line)))
    where same`)
  await judgeAgain(context, { check: sameRowCheck, column: '', effect: 'reject', condition: '' }, judgements)
  return true
}

/**
 * Judges the rows of `again` (line) and has them sent back. `checked` is a view of files that are not written twice: a row that is
 * judged anew stands in the place of its former. `emptied` is the value that such a row loses.
 */
export async function judgeAgain(
  { connection, source, columns }: FileContext,
  judgement: Judgement,
  judgements: Judgement[],
  emptied?: string
): Promise<void> {
  if (!(await hasRows(connection, 'again'))) return
  const number = judgements.push(judgement) - 1
  const judged =
    judgement.effect === 'reject'
      ? `[${number}::smallint] as rejects, flags, doubts`
      : `rejects, list_append(coalesce(flags, []), ${number}::smallint) as flags,
         concat_ws(' ', doubts, ${quoteText(judgement.check)}) as doubts`
  const own = newId()
  const [before, anew] = [quoteName(`checked ${own}`), quoteName(`anew ${own}`)]
  await connection.run(`create table ${anew} as select line, ${judged}, read.sent as sent
    from (select line, ${sentSql(columns)} as sent from ${source} where line in (select line from again)) read
      join checked using (line)`)
  await connection.run(`alter view checked rename to ${before}`)
  const replaced = ['rejects', 'flags', 'doubts', 'sent'].map(
    (name) => `case when anew.line is null then before.${name} else anew.${name} end as ${name}`
  )
  if (emptied) replaced.push(`case when anew.line is null then before.${emptied} end as ${emptied}`)
  await connection.run(`create view checked as select before.* replace (${replaced.join(', ')})
    from ${before} before left join ${anew} anew on anew.line = before.line`)
}

/** Marks accepted rows of `checked` whose record number stands on an earlier one too as doubtful. */
export async function judgeRepeats(context: RepeatContext, judgements: Judgement[]): Promise<void> {
  const { connection, column, record } = context
  await connection.run(`create or replace table again as
    with numbers as (select ${record} as number from checked where rejects is null group by 1 having count(*) > 1)
    select line from checked semi join numbers on number = ${record} where rejects is null
      qualify row_number() over (partition by ${record} order by line) > 1`)
  await judgeAgain(context, { check: twiceCheck, column, effect: 'flag', condition: '' }, judgements)
}

/** Refuses accepted rows that name no record, or none of those that `owners` selects. */
export async function refuseOwnerless(context: RepeatContext, owners: string, judgements: Judgement[]): Promise<void> {
  const { connection, column, record } = context
  const refuse = async (check: string, condition: string) => {
    await connection.run(
      `create or replace table again as select line from checked where rejects is null and ${condition}`
    )
    await judgeAgain(context, { check, column, effect: 'reject', condition: '' }, judgements)
  }
  await refuse(namelessCheck, `${record} is null`)
  const known = `select ${numberKey('record')} from (${owners}) where record is not null`
  await refuse(ownerlessCheck, `${numberKey(record)} not in (${known})`)
}

/**
 * Refuses accepted rows whose record number stands in one of the Parquet `files`. A record can have findings in several files: of
 * these, rows are refused that say the same as one that is there.
 */
export async function refuseKnown(
  context: RepeatContext,
  files: readonly string[],
  judgements: Judgement[],
  mapping: Mapping
): Promise<void> {
  const { connection, column, record } = context
  const read = (name: (path: string) => string) =>
    `read_parquet([${files.map(name).map(quoteText).join(', ')}], union_by_name = true)`
  const records = wholeRows(
    mapping.table,
    read((path) => path)
  )
  const said = isJoined(mapping) ? joinedFields.filter((name) => mapping.fields[name] && name !== 'record') : []
  const same = said.map((name) => `k.${quoteName(name)} is not distinct from c.${valueName(name)}`)
  const [from, named] =
    isJoined(mapping) && mapping.issues
      ? [
          `(select k.*, f.issue from ${records} k
            join ${read((path) => join(dirname(path), 'findings.parquet'))} f using (version, row))`,
          [`contains(c.${valueName('issues')}, k.issue)`]
        ]
      : [records, []]
  await connection.run(`create or replace table again as select c.line from checked c where rejects is null
    and exists (from ${from} k where ${[`k.record = c.${record}`, ...same, ...named].join(' and ')})`)
  await judgeAgain(context, { check: knownCheck, column, effect: 'reject', condition: '' }, judgements)
}

async function hasRows(connection: DuckDBConnection, table: string): Promise<boolean> {
  const [row] = await askDuckDB<{ count: number }>(connection, `select count(*) as count from ${table}`)
  return (row?.count ?? 0) > 0
}
