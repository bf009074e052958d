import { quoteName, quoteText } from '../facts/duckdb.ts'
import { type CellField, type Demand, formulaSigns, signedNumber, totalPattern } from './check.rules.ts'
import { currencyBefore, currencyBehind } from './currency.rules.ts'
import { dateSql, digitsSql } from './date.store.ts'
import { longestMark, markStarts, marksOf, spaces } from './missing.rules.ts'
import { decimalMarks, groupedNumber, groupMarks, numberSteps } from './notation.rules.ts'
import type { Notation } from './rules.ts'
import { type FieldName, type ListName, sqlTypes } from './table.rules.ts'

/** The cells of a row as SQL: what they say, and by which names a statement calls that. */

/**
 * A cell that is read: the field or measure it fills, where it stands (SQL), and under which names its text and its value go on.
 */
export type CheckedCell = {
  field: CellField
  /** The file's column, as a person knows it. */
  column: string
  stands: string
  /** What stands there, NULL where that says that nothing is there. */
  raw: string
  value: string
  notation: Notation
}

export type CheckOptions = {
  today: string
  /** Lists that are tables of this connection, by name; other lists are judged by their pattern. */
  lists: Partial<Record<ListName, string>>
  /** Whether characters may have been lost in reading; no cell is searched for them where none were. */
  lost?: boolean
}

/**
 * The value of a cell in SQL, NULL where it is empty or cannot be read. Counts stay decimals until they are found
 * whole.
 */
export function valueSql({ field, raw, notation }: CheckedCell): string {
  if (field.type === 'date') return dateSql(raw, notation.date)
  if (field.type === 'text' || field.type === 'category') return trimmedSql(raw)
  return field.type === 'code' ? codeSql(field, trimmedSql(raw)) : numberSql(raw, notation.decimal)
}

/** A code in capitals; a division of ISIC has two figures. */
export function codeSql({ list }: CellField, text: string): string {
  const code = `upper(${text})`
  return list === 'isicDivision'
    ? `case when regexp_full_match(${code}, '[0-9]') then '0' || ${code} else ${code} end`
    : code
}

/** The type of a value in the tables of the evidence. */
export function outputSql({ field, value }: CheckedCell): string {
  return field.type === 'integer' ? `${value}::${sqlTypes.integer}` : value
}

/** A text without the spaces around it; only one that begins or ends with a space is copied. */
export function trimmedSql(raw: string): string {
  return `case when ${raw} < '!' or ends_with(${raw}, ' ') then nullif(trim(${raw}), '') else ${raw} end`
}

/**
 * Numbers that begin with a figure are mostly plain and read at once; all others go through the marks and digits of other
 * notations. Powers of ten, which DuckDB would read, are not read at all.
 */
export function numberSql(raw: string, decimal: Notation['decimal']): string {
  const direct = `case when ${raw} >= '.' and not (contains(${raw}, 'e') or contains(${raw}, 'E')) then ${writtenSql(raw, decimal)} end`
  let bare = `lower(${digitsSql(raw)})`
  const replaceAll = (pattern: string, instead: string) => {
    bare = `regexp_replace(${bare}, ${quoteText(pattern)}, ${quoteText(instead.replaceAll('$', '\\'))}, 'g')`
  }
  for (const [pattern, instead] of numberSteps) replaceAll(pattern, instead)
  bare = `regexp_extract(${bare}, ${quoteText(groupedNumber(decimal))})`
  replaceAll(groupMarks(decimal), '')
  replaceAll(decimalMarks, '.')
  const type = sqlTypes.money
  return `coalesce(try_cast(${direct} as ${type}), case when ${raw} <> '' then try_cast(${bare} as ${type}) end)`
}

/** A number as DuckDB would read it, with a point for its decimal mark. */
export function writtenSql(raw: string, decimal: Notation['decimal']): string {
  return decimal === '.' ? raw : `case when not contains(${raw}, '.') then replace(${raw}, ',', '.') end`
}

/** The word by which an amount names its currency, NULL where it names none; see `currency.rules`. */
export function currencySql({ raw }: Pick<CheckedCell, 'raw'>): string {
  const small = `lower(${digitsSql(raw)})`
  const [before, behind] = [
    `regexp_extract(${small}, ${quoteText(currencyBefore)}, 2)`,
    `regexp_extract(${small}, ${quoteText(currencyBehind)}, 1)`
  ]
  const named = `${raw} <> '' and not regexp_full_match(${raw}, '[0-9.,]*')`
  const word = `coalesce(nullif(${before}, ''), nullif(${behind}, ''))`
  return `case when ${named} and regexp_matches(${small}, '[0-9]') then ${word} end`
}

/** Whether a cell says that nothing is there; see `missing.rules`. It is looked up only where a mark can begin. */
export function markedSql(cell: string, codes: boolean): string {
  const near = `strlen(${cell}) <= ${longestMark} and contains(${quoteText(markStarts(codes))}, left(${cell}, 1))`
  const marks = `[${marksOf(codes).map(quoteText).join(', ')}]`
  return `case when ${near} then list_contains(${marks}, lower(trim(${cell}, ${quoteText(spaces)}))) else false end`
}

/** A cell without what says that nothing is there. */
export function filledSql(cell: string, codes: boolean): string {
  return `case when ${markedSql(cell, codes)} then null else ${cell} end`
}

/** Whether a spreadsheet would carry a text out. Only texts that come before "0" or between "=" and "A" are looked at. */
export function formulaSql(text: string): string {
  const signs = formulaSigns.map((sign) => `chr(${sign.charCodeAt(0)})`).join(' || ')
  const near = [`> '' and ${text} < '0'`, `>= '=' and ${text} < 'A'`, `>= '＋' and ${text} < 'Ａ'`]
  const before = `(${near.map((range) => `${text} ${range}`).join(' or ')})`
  return `case when ${before} and contains(${signs}, left(${text}, 1))
    then not regexp_matches(${text}, ${quoteText(signedNumber)}) else false end`
}

/** A text as an export writes it: what a spreadsheet would carry out stands behind an apostrophe. */
export function harmlessSql(text: string): string {
  return `case when ${formulaSql(text)} then '''' || ${text} else ${text} end`
}

/**
 * Whether a row names no record: it has neither a day nor a number of its own. Where no such column is used, it says no more
 * than one text. A number that only says “total” is none.
 */
export function namelessSql(cells: readonly CheckedCell[]): string {
  const telling = cells.filter(
    ({ field: { name, type } }) => type === 'date' || name === 'record' || name === 'identifier'
  )
  const word = (value: string) => `regexp_full_match(lower(${value}), ${quoteText(totalPattern(false))})`
  const empty = ({ field, value }: CheckedCell) =>
    field.type === 'date' ? `${value} is null` : `(${value} is null or ${word(value)})`
  return telling.length > 0 ? telling.map(empty).join(' and ') : `${saidSql(cells)} < 2`
}

/** How many texts, days and codes a row says. */
export function saidSql(cells: readonly CheckedCell[]): string {
  const said = cells.filter(({ field: { type } }) => type !== 'integer' && type !== 'money')
  return said.map(({ value }) => `(${value} is not null)::int`).join(' + ') || '0'
}

export const findCell = (cells: readonly CheckedCell[], name: FieldName) =>
  cells.find(({ field }) => field.name === name)

export function boundSql(
  { value }: Extract<Demand, { kind: 'at-least' | 'at-most' }>,
  { today }: CheckOptions
): string {
  return typeof value === 'number' ? String(value) : `date ${quoteText(value === 'today' ? today : value)}`
}

/**
 * The names by which a statement of this kind calls a value, its text, the cell as it stands, the currency that it names, and whether
 * its list holds it.
 */
export const valueName = (name: string) => quoteName(`v ${name}`)
export const textName = (name: string) => quoteName(`t ${name}`)
export const currencyName = ({ value }: Pick<CheckedCell, 'value'>) => quoteName(`currency of ${value}`)
export const standsName = ({ value }: Pick<CheckedCell, 'value'>) => quoteName(`stands ${value}`)
export const listedName = ({ value }: Pick<CheckedCell, 'value'>) => quoteName(`listed ${value}`)
