import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
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
  await judgeAnew(
    connection,
    `select line, case when same then [${number}::smallint] end as rejects,
      case when later and not same then list_append(coalesce(flags, []), ${number + 1}::smallint) else flags end as flags,
      case when later and not same then concat_ws(' ', doubts, ${quoteText(twiceCheck)}) else doubts end as doubts, again.sent
    from again join checked using (line) where same or later`
  )
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
  await judgeAnew(
    connection,
    `select line, [${number}::smallint] as rejects, flags, doubts, read.sent
    from (select line, ${sentSql(columns)} as sent from ${source} where line in (select line from again)) read
      join checked using (line)`
  )
}

/** Puts other judgements in the place of those of some lines: a row for each, with `line`, `rejects`, `flags`, `doubts`, `sent`. */
async function judgeAnew(connection: DuckDBConnection, sql: string): Promise<void> {
  const own = newId()
  const [before, anew] = [quoteName(`checked ${own}`), quoteName(`anew ${own}`)]
  await connection.run(`create table ${anew} as ${sql}`)
  await connection.run(`alter view checked rename to ${before}`)
  const replaced = ['rejects', 'flags', 'doubts', 'sent'].map(
    (name) => `case when anew.line is null then before.${name} else anew.${name} end as ${name}`
  )
  await connection.run(`create view checked as select before.* replace (${replaced.join(', ')})
    from ${before} before left join ${anew} anew on anew.line = before.line`)
}

async function hasRows(connection: DuckDBConnection, table: string): Promise<boolean> {
  const [row] = await askDuckDB<{ count: number }>(connection, `select count(*) as count from ${table}`)
  return (row?.count ?? 0) > 0
}
