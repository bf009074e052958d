import { highCheck, noAmountCheck } from '../evidence/check.rules.ts'
import { rowsOfFile, type TableName } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql } from './question.store.ts'

/** A line of a version's file: of a record, or of a finding that was joined to one. */
type OddLine = { table: TableName; version: string; line: number; joined: boolean }

/** The record that a line of a file belongs to; undefined where it counts no longer. */
export async function findOddRecord(
  facts: Facts,
  inspectorate: string,
  { table, version, line, joined }: OddLine
): Promise<{ dataSet: string; row: number } | undefined> {
  const where = joined ? 'sourceVersion = $1 and line = $2' : `version = $1 and "row" % ${rowsOfFile} = $2`
  const sql = `select dataSet, "row" from ${joined ? 'joined' : table} where ${where} limit 1`
  const [row] = await facts.ask(
    inspectorate,
    factQuery<{ dataSet: string; row: number }>('odd-record', sql, [version, line])
  )
  return row
}

/** Whether sums of the cases of a filter have amounts far above the others, and whether amounts beyond belief stand in none. */
export async function findOddSums(
  facts: Facts,
  inspectorate: string,
  filter: Filter
): Promise<{ high: boolean; leftOut: boolean }> {
  const bound = binder()
  const doubted = (check: string) => `coalesce(bool_or(contains(c.doubts, ${bound.bind(check)})), false)`
  const sql = `select ${doubted(highCheck)} as high, ${doubted(noAmountCheck)} as "leftOut"
    from cases c where ${filterSql(filter, bound)}`
  const [row] = await facts.ask(
    inspectorate,
    factQuery<{ high: boolean; leftOut: boolean }>('odd-sums', sql, bound.parameters)
  )
  return row ?? { high: false, leftOut: false }
}
