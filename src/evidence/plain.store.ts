import { quoteName, quoteText } from '../facts/duckdb.ts'
import {
  boundSql,
  type CheckedCell,
  type CheckOptions,
  codeSql,
  findCell,
  markedSql,
  namelessSql,
  saidSql,
  writtenSql
} from './cell.store.ts'
import { checksOf, dateOrders, expectedCheck, lostCharacter } from './check.rules.ts'
import { plainDateSql } from './date.store.ts'
import { holdsCodes } from './missing.rules.ts'
import { sqlTypes } from './table.rules.ts'

/**
 * Cells that are written so plainly that one look tells what they say, and that no check can find fault with: nearly all cells of
 * nearly all files. Only the others are searched for marks of nothing, currencies and other notations, and only rows that have
 * such a cell are judged.
 */

/** The names of what a cell says if it is plain, and of whether it is. */
export const lookName = ({ value }: CheckedCell) => quoteName(`look ${value}`)
const plainName = ({ value }: CheckedCell) => quoteName(`plain ${value}`)

/** What a cell says if it is plain; NULL, or anything, where it is not. */
export function lookSql(cell: CheckedCell): string {
  const { field, stands, notation } = cell
  return `${valueAtOnce()} as ${lookName(cell)}`

  function valueAtOnce(): string {
    if (field.type === 'date') return plainDateSql(stands, notation.date)
    if (field.type === 'code') return codeSql(field, stands)
    if (field.type === 'text' || field.type === 'category') return stands
    return `try_cast(${writtenSql(stands, notation.decimal)} as ${sqlTypes.money})`
  }
}

/** Whether a number of the row may be written as a power of ten, which DuckDB would read: asked of all of them at once. */
export function powersSql(cells: readonly CheckedCell[]): string {
  const numbers = cells.filter(({ field: { type } }) => type === 'integer' || type === 'money')
  const together = `concat('', ${numbers.map(({ stands }) => stands).join(', ') || "''"})`
  return `contains(${together}, 'e') or contains(${together}, 'E') as powers`
}

/** Whether a cell is plain: an empty one is, unless something is expected there. */
export function plainSql(cell: CheckedCell, options: CheckOptions): string {
  const empty = checksOf(cell.field).includes(expectedCheck) ? 'false' : `${cell.stands} is null`
  const demands = [...writtenPlainly(cell, options), ...passed(cell, options)]
  return `coalesce(${demands.join(' and ')}, ${empty}) as ${plainName(cell)}`
}

/** A number or a day begins with a figure; a text begins with one or with a letter, so that it is no formula. */
function writtenPlainly(cell: CheckedCell, { lost }: CheckOptions): string[] {
  const { field, stands } = cell
  const figure = `${stands} >= '0' and ${stands} < ':'`
  if (field.type === 'date') return [`${lookName(cell)} is not null`]
  if (field.type === 'integer' || field.type === 'money') return [`${lookName(cell)} is not null`, figure, 'not powers']
  return [
    `((${figure}) or (${stands} >= 'A' and ${stands} < '＋'))`,
    `not ends_with(${stands}, ' ')`,
    `not ${markedSql(stands, holdsCodes(field))}`,
    ...(lost ? [`not contains(${stands}, ${quoteText(lostCharacter)})`] : [])
  ]
}

function passed(cell: CheckedCell, options: CheckOptions): string[] {
  const look = lookName(cell)
  return checksOf(cell.field).flatMap(({ demand }) => {
    if (demand.kind === 'whole') return [`${look} % 1 = 0`]
    if (demand.kind === 'at-least') return [`${look} >= ${boundSql(demand, options)}`]
    return demand.kind === 'at-most' ? [`${look} <= ${boundSql(demand, options)}`] : []
  })
}

/** `plainly` (SQL) where the cell is plain, else `slowly`. */
export function unlessPlain(cell: CheckedCell, plainly: string, slowly: string): string {
  return `case when ${plainName(cell)} then ${plainly} else ${slowly} end`
}

/**
 * The cells of a kind that are not plain, read by one expression: a list, NULL where all are plain. An expression for each would cost
 * more than the rows of a small file, since its patterns are made ready before the first.
 */
export function slowlySql(cells: readonly CheckedCell[], read: (text: string) => string): string {
  const texts = cells.map((cell) => unlessPlain(cell, 'null', cell.raw))
  const plain = cells.map(plainName).join(' and ')
  return `case when not (${plain}) then list_transform([${texts.join(', ')}], lambda text: ${read('text')}) end`
}

/** Whether nothing can be wrong with a row: its cells are plain, its days in order, and it is no line of a report. */
export function plainRowSql(cells: readonly CheckedCell[], listed: readonly string[]): string {
  const orders = dateOrders.flatMap(({ first, second }) => {
    const [before, after] = [findCell(cells, first), findCell(cells, second)]
    return before && after ? [`coalesce(${before.value} <= ${after.value}, true)`] : []
  })
  return ['trouble is null', ...cells.map(plainName), ...listed, ...orders, namesRecordSql(cells)].join(' and ')
}

/** Whether a row says enough to be no line of a report: a day and a text do, and are looked at first. */
function namesRecordSql(cells: readonly CheckedCell[]): string {
  const day = cells.find(({ field: { type } }) => type === 'date')
  const text = cells.find(({ field: { type } }) => type !== 'date' && type !== 'integer' && type !== 'money')
  const enough = `${saidSql(cells)} >= 2 and not coalesce(${namelessSql(cells)}, false)`
  return day && text
    ? `case when ${day.value} is not null and ${text.value} is not null then true else ${enough} end`
    : enough
}
