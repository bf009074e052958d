import { askDuckDB, quoteName } from '../facts/duckdb.ts'
import { type CheckedCell, namelessSql } from './cell.store.ts'
import {
  checksOf,
  claimed,
  highAmount,
  highCheck,
  highCount,
  manyCheck,
  noAmountCheck,
  noCountCheck,
  totalRowCheck,
  unbelievableTimes
} from './check.rules.ts'
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
 * Flags numbers that nobody can have meant: amounts far above the others of their column, of which those beyond belief are taken out
 * of `checked`, and counts far above their bound, which are taken out too. The amounts are kept in the table `odd` (judgement, line,
 * amount); all can be looked up in `flags.csv`.
 */
export async function setAside(context: FileContext, cells: readonly CheckedCell[], judgements: Judgement[]) {
  const { connection } = context
  await connection.run('create table odd (number smallint, line bigint, amount double)')
  const numbers = cells.filter((cell) => leastBound(cell) !== undefined)
  if (numbers.length === 0) return
  const [most = {}] = await askDuckDB<Record<string, number | null>>(
    connection,
    `select ${numbers.map(({ value }) => `max(${value})::double as ${value}`).join(', ')}
      from checked where rejects is null`
  )
  for (const [index, cell] of numbers.entries()) {
    if ((Object.values(most)[index] ?? 0) <= (leastBound(cell) ?? 0)) continue
    const bound = await boundOf(connection, cell)
    if (cell.field.type !== 'money') {
      await flagAbove(context, { cell, check: noCountCheck, above: bound, emptied: true }, judgements)
      continue
    }
    const believed = await unbelievableAbove(connection, cell, bound)
    await flagAbove(context, { cell, check: highCheck, above: bound, to: believed }, judgements)
    await flagAbove(context, { cell, check: noAmountCheck, above: believed, emptied: true }, judgements)
  }
}

type Flagged = { cell: CheckedCell; check: string; above: number | undefined; to?: number | undefined; emptied?: true }

/** Flags the accepted rows whose number lies above a bound, and up to another where one is given. */
async function flagAbove(context: FileContext, { cell, check, above, to, emptied }: Flagged, judgements: Judgement[]) {
  const { connection } = context
  if (above === undefined) return
  const within = to === undefined ? '' : `and ${cell.value} <= ${to}`
  await connection.run(`create or replace table again as
    select line from checked where rejects is null and ${cell.value} > ${above} ${within}`)
  if (cell.field.type === 'money')
    await connection.run(`insert into odd select ${judgements.length}, line, ${cell.value}::double
      from checked semi join again using (line)`)
  const judgement: Judgement = { check, column: cell.column, effect: 'flag', condition: '' }
  await judgeAgain(context, judgement, judgements, emptied && cell.value)
}

/** Above what an amount is beyond belief; undefined for claims, and where no amount of the column can be believed. */
async function unbelievableAbove(
  connection: FileContext['connection'],
  { field, value }: CheckedCell,
  bound: number | undefined
): Promise<number | undefined> {
  const [{ believed } = { believed: null }] = await askDuckDB<{ believed: number | null }>(
    connection,
    `select max(${value})::double as believed from checked where rejects is null and ${value} between 0.01 and ${bound}`
  )
  return bound === undefined || believed === null || claimed.includes(field.name)
    ? undefined
    : Math.max(bound, believed * unbelievableTimes)
}

/** The least that the bound of a column can be; undefined where it has none. */
function leastBound({ field }: CheckedCell): number | undefined {
  const many = checksOf(field).find(({ code }) => code === manyCheck)?.demand
  if (many?.kind === 'at-most') return Number(many.value) * highCount
  return field.type === 'money' ? highAmount.least : undefined
}

/** The highest number of a column that can be meant: of amounts by the one in the middle. */
async function boundOf(connection: FileContext['connection'], cell: CheckedCell): Promise<number | undefined> {
  const { field, value } = cell
  if (field.type !== 'money') return leastBound(cell)
  const [{ filled, middle } = { filled: 0, middle: 0 }] = await askDuckDB<{ filled: number; middle: number | null }>(
    connection,
    `select count(*) as filled, median(${value})::double as middle from checked where rejects is null and ${value} > 0`
  )
  const { least, times, few, ofFew } = highAmount
  return filled < few ? ofFew : Math.max(least, times * (middle ?? 0))
}
