import { askDuckDB, quoteName } from '../facts/duckdb.ts'
import { type CheckedCell, namelessSql } from './cell.store.ts'
import { checksOf, highAmount, highCheck, highCount, manyCheck, noCountCheck, totalRowCheck } from './check.rules.ts'
import type { Judgement } from './check.store.ts'
import { type FileContext, judgeAgain } from './repeat.store.ts'

/** What must stand in no sum: a line that is the sum of the others, and a number that nobody can have meant. */

const isAdded = ({ field: { type, name } }: CheckedCell) =>
  type === 'money' || (type === 'integer' && name !== 'year' && name !== 'quarter' && name !== 'age')

/** Fewer rows than this may happen to add up. */
const fewRows = 5

/**
 * Refuses an accepted row of `checked` that names no record and whose numbers are the sums of their columns, though it does not
 * say that it is a line of totals. Amounts may have been rounded.
 */
export async function refuseSums(context: FileContext, cells: readonly CheckedCell[], judgements: Judgement[]) {
  const { connection } = context
  const numbers = cells.filter(isAdded)
  if (numbers.length === 0) return
  const sums = numbers.map(({ value }) => `sum(${value}) as ${quoteName(`sum ${value}`)}`)
  const half = ({ value }: CheckedCell) => `abs(2 * ${value} - ${quoteName(`sum ${value}`)}) <= 1`
  const added = numbers.map((cell) => `coalesce(${cell.value} > 0 and ${half(cell)}, false)`).join(' or ')
  const others = numbers.map((cell) => `coalesce(${cell.value} > 0 and not ${half(cell)}, false)`).join(' or ')
  await connection.run(`create or replace table again as
    with whole as (select count(*) as rows, ${sums.join(', ')} from checked where rejects is null)
    select line from checked, whole
    where rejects is null and rows >= ${fewRows} and ${namelessSql(cells)} and not (${others})
      and (${added})`)
  await judgeAgain(context, { check: totalRowCheck, column: '', effect: 'reject', condition: '' }, judgements)
}

/**
 * Flags numbers that nobody can have meant: amounts far above the others of their column, and counts far above their bound, which
 * are taken out of `checked`. They can be looked up in `flags.csv`.
 */
export async function setAside(context: FileContext, cells: readonly CheckedCell[], judgements: Judgement[]) {
  const { connection } = context
  for (const cell of cells) {
    const bound = await highestMeant(connection, cell)
    if (bound === undefined) continue
    const high = `rejects is null and ${cell.value} > ${bound}`
    await connection.run(`create or replace table again as select line from checked where ${high}`)
    const check = cell.field.type === 'money' ? highCheck : noCountCheck
    const judgement: Judgement = { check, column: cell.column, effect: 'flag', condition: '' }
    await judgeAgain(context, judgement, judgements, check === noCountCheck ? cell.value : undefined)
  }
}

/** The highest number of a column that can be meant; undefined where none is higher. */
async function highestMeant(
  connection: FileContext['connection'],
  { field, value }: CheckedCell
): Promise<number | undefined> {
  const many = checksOf(field).find(({ code }) => code === manyCheck)?.demand
  const ofCount = many?.kind === 'at-most' ? Number(many.value) * highCount : undefined
  if (ofCount === undefined && field.type !== 'money') return undefined
  const [row] = await askDuckDB<{ most: number | null; filled: number; middle: number | null }>(
    connection,
    `select max(${value})::double as most, count(*) as filled, median(${value})::double as middle
      from checked where rejects is null and ${value} > 0`
  )
  const { most, filled = 0, middle } = row ?? {}
  const { least, times, few, ofFew } = highAmount
  const bound = ofCount ?? (filled < few ? ofFew : Math.max(least, times * (middle ?? 0)))
  return most && most > bound ? bound : undefined
}
