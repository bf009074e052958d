import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteText } from '../kernel/duckdb.ts'
import { knownCheck, sameRowCheck, twiceCheck } from './check.rules.ts'
import { type Judgement, sentSql } from './check.store.ts'

/** Record numbers that stand on several rows, or in the data set already. Those rows are read once more, to be sent back. */

export type RepeatContext = {
  connection: DuckDBConnection
  /** The staged file, and the names of its columns. */
  source: string
  columns: readonly string[]
  /** The file's column that holds the record number, and the name of its value in `checked`. */
  column: string
  record: string
}

/**
 * Judges accepted rows of `checked` by their record number: a row that is the same in every cell as an earlier one is
 * refused, one with the same number is doubtful. Adds the judgements, in their order, to `judgements`.
 */
export async function judgeRepeats(context: RepeatContext, judgements: Judgement[]): Promise<void> {
  const { connection, source, columns, column, record } = context
  const number = judgements.length
  judgements.push(
    { check: sameRowCheck, column, effect: 'reject', condition: '' },
    { check: twiceCheck, column, effect: 'flag', condition: '' }
  )
  await connection.run(`create or replace table repeated as
    with numbers as (select ${record} as number from checked where rejects is null group by 1 having count(*) > 1)
    select line, ${record} as number from checked join numbers on number = ${record} where rejects is null`)
  if (!(await hasRows(connection, 'repeated'))) return
  await connection.run(`create or replace table again as
    select line, sent, row_number() over (partition by sent order by line) > 1 as same,
      row_number() over (partition by number order by line) > 1 as later
    from (select read.line, number, ${sentSql(columns)} as sent from ${source} read join repeated on repeated.line = read.line)`)
  await connection.run(`update checked set rejects = [${number}::smallint], sent = again.sent
    from again where again.line = checked.line and same`)
  await connection.run(`update checked set flags = list_append(coalesce(flags, []), ${number + 1}::smallint),
      doubts = concat_ws(' ', doubts, ${quoteText(twiceCheck)}), sent = again.sent
    from again where again.line = checked.line and later and not same`)
}

/** Refuses accepted rows whose record number stands in one of the Parquet `files`. */
export async function refuseKnown(
  context: RepeatContext,
  files: readonly string[],
  judgements: Judgement[]
): Promise<void> {
  const { connection, source, columns, column, record } = context
  const number = judgements.length
  judgements.push({ check: knownCheck, column, effect: 'reject', condition: '' })
  await connection.run(`create or replace table again as select line from checked where rejects is null
    and ${record} in (select record from read_parquet([${files.map(quoteText).join(', ')}], union_by_name = true))`)
  if (!(await hasRows(connection, 'again'))) return
  await connection.run(`update checked set rejects = [${number}::smallint], sent = read.sent
    from (select line, ${sentSql(columns)} as sent from ${source} where line in (select line from again)) read
    where read.line = checked.line`)
}

async function hasRows(connection: DuckDBConnection, table: string): Promise<boolean> {
  const [row] = await askDuckDB<{ count: number }>(connection, `select count(*) as count from ${table}`)
  return (row?.count ?? 0) > 0
}
