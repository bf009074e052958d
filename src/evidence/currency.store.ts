import { askDuckDB, quoteText } from '../facts/duckdb.ts'
import { type CheckedCell, currencyName } from './cell.store.ts'
import { currencyCheck } from './check.rules.ts'
import type { Judgement } from './check.store.ts'
import { otherCurrencies } from './currency.rules.ts'
import { type FileContext, judgeAgain } from './repeat.store.ts'

/** Marks accepted rows of `checked` with an amount in another currency than most of its column as doubtful. */
export async function judgeCurrencies(
  context: FileContext,
  cells: readonly CheckedCell[],
  judgements: Judgement[]
): Promise<void> {
  const { connection } = context
  const amounts = cells.filter(({ field }) => field.type === 'money')
  if (amounts.length === 0) return
  const counts = amounts.map((cell) => `count(${currencyName(cell)}) as ${cell.value}`)
  const [named = {}] = await askDuckDB<Record<string, number>>(connection, `select ${counts.join(', ')} from checked`)
  for (const cell of amounts.filter((_, index) => Object.values(named)[index])) {
    const name = currencyName(cell)
    const words = await askDuckDB<{ word: string; rows: number }>(
      connection,
      `select ${name} as word, count(*) as rows from checked where ${name} is not null and rejects is null
        group by 1 order by min(line)`
    )
    const others = otherCurrencies(words)
    if (others.length === 0) continue
    await connection.run(`create or replace table again as
      select line from checked where rejects is null and ${name} in (${others.map(quoteText).join(', ')})`)
    await judgeAgain(context, { check: currencyCheck, column: cell.column, effect: 'flag', condition: '' }, judgements)
  }
}
