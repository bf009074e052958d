import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteText } from '../facts/duckdb.ts'
import { currencyCheck } from './check.rules.ts'
import { type CheckedCell, currencyName, type Judgement, sentSql } from './check.store.ts'
import { otherCurrencies } from './currency.rules.ts'

export type CurrencyContext = {
  connection: DuckDBConnection
  /** The staged file, and the names of its columns. */
  source: string
  columns: readonly string[]
}

/** Marks accepted rows of `checked` with an amount in another currency than most of its column as doubtful. */
export async function judgeCurrencies(
  { connection, source, columns }: CurrencyContext,
  cells: readonly CheckedCell[],
  judgements: Judgement[]
): Promise<void> {
  for (const cell of cells.filter(({ field }) => field.type === 'money')) {
    const name = currencyName(cell)
    const named = await askDuckDB<{ word: string; rows: number }>(
      connection,
      `select ${name} as word, count(*) as rows from checked where ${name} is not null and rejects is null
        group by 1 order by min(line)`
    )
    const others = otherCurrencies(named)
    if (others.length === 0) continue
    const number = judgements.length
    judgements.push({ check: currencyCheck, column: cell.column, effect: 'flag', condition: '' })
    const other = `rejects is null and ${name} in (${others.map(quoteText).join(', ')})`
    await connection.run(`update checked set flags = list_append(coalesce(flags, []), ${number}::smallint),
        doubts = concat_ws(' ', doubts, ${quoteText(currencyCheck)}), sent = read.sent
      from (select line, ${sentSql(columns)} as sent from ${source}
        where line in (select line from checked where ${other})) read
      where read.line = checked.line`)
  }
}
