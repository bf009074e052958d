import { quoteName, quoteText } from '../facts/duckdb.ts'
import {
  type CellField,
  type Check,
  checksOf,
  type Demand,
  dateOrders,
  type Effect,
  emptyRowCheck,
  formulaSigns,
  headingColumns,
  headingRowCheck,
  listedSigns,
  listPatterns,
  lostCharacter,
  rowChecks,
  signedNumber,
  totalPattern,
  totalRowCheck
} from './check.rules.ts'
import { currencyBefore, currencyBehind } from './currency.rules.ts'
import { dateSql, digitsSql } from './date.store.ts'
import { holdsCodes, longestMark, markPattern } from './missing.rules.ts'
import { decimalMarks, groupedNumber, groupMarks, numberSteps } from './notation.rules.ts'
import type { Notation } from './rules.ts'
import { type FieldName, type ListName, sqlTypes, type TableName } from './table.rules.ts'

/** The checks of an import as SQL: all cells of all rows judged by one statement. */

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

/** What a row can fail by: its place in this list is the number that the statement writes. */
export type Judgement = {
  check: string
  column: string
  effect: Effect
  condition: string
  /** It can only hold where characters were lost in reading. */
  ofLost?: boolean
}

export type CheckOptions = {
  today: string
  /** Lists that are tables of this connection, by name; other lists are judged by their pattern. */
  lists: Partial<Record<ListName, string>>
}

/**
 * The value of a cell in SQL, NULL where it is empty or cannot be read. Counts stay decimals until they are found
 * whole.
 */
export function valueSql({ field, raw, notation }: CheckedCell): string {
  if (field.type === 'date') return dateSql(raw, notation.date)
  if (field.type === 'text' || field.type === 'category') return trimmedSql(raw)
  if (field.type !== 'code') return numberSql(raw, notation)
  const code = `upper(${trimmedSql(raw)})`
  return field.list === 'isicDivision'
    ? `case when regexp_full_match(${code}, '[0-9]') then '0' || ${code} else ${code} end`
    : code
}

/** The type of a value in the tables of the evidence. */
export function outputSql({ field, value }: CheckedCell): string {
  return field.type === 'integer' ? `${value}::${sqlTypes.integer}` : value
}

/** A text without the spaces around it; only one that begins or ends with a space is copied. */
function trimmedSql(raw: string): string {
  return `case when ${raw} < '!' or ends_with(${raw}, ' ') then nullif(trim(${raw}), '') else ${raw} end`
}

/**
 * Numbers that begin with a figure are mostly plain and read at once; all others go through the marks and digits of other
 * notations. Powers of ten, which DuckDB would read, are not read at all.
 */
function numberSql(raw: string, { decimal }: Notation): string {
  const written = decimal === '.' ? raw : `case when not contains(${raw}, '.') then replace(${raw}, ',', '.') end`
  const direct = `case when ${raw} >= '.' and not (contains(${raw}, 'e') or contains(${raw}, 'E')) then ${written} end`
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

/** A cell without what says that nothing is there; see `missing.rules`. No mark begins with a figure but a nought. */
export function filledSql(cell: string, codes: boolean): string {
  const near = `strlen(${cell}) <= ${longestMark} and not (${cell} >= '1' and ${cell} < ':')`
  const marked = `regexp_full_match(${cell}, ${quoteText(markPattern(codes))})`
  return `case when ${near} then case when not ${marked} then ${cell} end else ${cell} end`
}

/** Every way in which a row of these cells can fail or be doubtful. */
export function judgementsOf(cells: readonly CheckedCell[], options: CheckOptions): Judgement[] {
  const ofRows = rowChecks.map(
    (check): Judgement => ({ check, column: '', effect: 'reject', condition: `trouble = ${quoteText(check)}` })
  )
  const ofCells = cells.flatMap((cell) =>
    checksOf(cell.field).flatMap((check) => {
      const condition = conditionSql(check, cell, options)
      const ofLost = check.demand.kind === 'no-lost-characters'
      return condition ? [{ check: check.code, column: cell.column, effect: check.effect, condition, ofLost }] : []
    })
  )
  const find = (name: FieldName) => cells.find((cell) => cell.field.name === name)
  const ofOrders = dateOrders.flatMap(({ code, effect, first, second }) => {
    const [before, after] = [find(first), find(second)]
    return before && after
      ? [{ check: code, column: after.column, effect, condition: `${before.value} > ${after.value}` }]
      : []
  })
  return [...ofRows, ...ofCells, ...ofOrders]
}

/**
 * A row that says nothing in any of the columns `raw`, such as a blank line between two parts of a report. Only rows
 * without the first of `cells` are looked at.
 */
export function emptyRow([first]: readonly CheckedCell[], raw: readonly string[]): Judgement {
  const nothing = raw.map((cell) => `coalesce(${trimmedSql(cell)}, '') = ''`).join(' and ')
  const condition = `case when ${first ? `${first.value} is null and ` : ''}trouble is null then ${nothing} end`
  return { check: emptyRowCheck, column: '', effect: 'reject', condition }
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
function saidSql(cells: readonly CheckedCell[]): string {
  const said = cells.filter(({ field: { type } }) => type !== 'integer' && type !== 'money')
  return said.map(({ value }) => `(${value} is not null)::int`).join(' + ') || '0'
}

/**
 * Lines of a report that are no records: a text that says “total” with numbers beside it, in a row that names no record; and
 * a single cell in a broad table. In a register of workplaces a name alone is a record.
 */
export function reportLines(cells: readonly CheckedCell[], columns: readonly string[], table: TableName): Judgement[] {
  const said = cells.filter(({ field: { type } }) => type !== 'integer' && type !== 'money')
  const few = `${saidSql(cells)} < 2`
  const filled = `list_filter([${columns.map((column) => `trim(${column})`).join(', ')}], lambda cell: cell <> '')`
  const texts = `list_filter(${filled}, lambda cell: regexp_matches(cell, '\\p{L}'))`
  const saysTotal = (text: string, loose: boolean) =>
    `regexp_full_match(lower(${text}), ${quoteText(totalPattern(loose))})`
  const alone = `len(${texts}) = 1 and ${saysTotal(`${texts}[1]`, said.length > 1)}`
  const among = `len(list_filter(${texts}, lambda text: ${saysTotal('text', false)})) > 0`
  const total = `len(${filled}) > 1 and case when ${few} and ${alone} then true else ${namelessSql(cells)} and ${among} end`
  const judge = (check: string, condition: string): Judgement => ({
    check,
    column: '',
    effect: 'reject',
    condition: `case when trouble is null and (${few} or ${namelessSql(cells)}) then ${condition} end`
  })
  const heading = judge(headingRowCheck, `${few} and len(${filled}) = 1`)
  const broad = columns.length >= headingColumns && table !== 'workplaces'
  return [judge(totalRowCheck, total), ...(broad ? [heading] : [])]
}

/** The judgements as they are asked of one part: no cell is searched for lost characters where none were lost. */
export function forPart(judgements: readonly Judgement[], { lost }: { lost: boolean }): Judgement[] {
  return judgements.map((judgement) => (judgement.ofLost && !lost ? { ...judgement, condition: 'false' } : judgement))
}

function conditionSql({ demand }: Check, cell: CheckedCell, options: CheckOptions): string | undefined {
  const { field, raw, value } = cell
  const filled = `coalesce(${trimmedSql(raw)} <> '', false)`
  if (demand.kind === 'present') return `case when ${value} is null then trouble is null and not ${filled} end`
  if (demand.kind === 'readable') return `case when ${value} is null then ${filled} end`
  if (demand.kind === 'whole') return `${value} % 1 <> 0`
  if (demand.kind === 'at-least') return `${value} < ${boundSql(demand, options)}`
  if (demand.kind === 'at-most') return `${value} > ${boundSql(demand, options)}`
  if (demand.kind === 'listed') return field.list ? notListedSql(field.list, value, options) : undefined
  if (demand.kind === 'no-formula') return formulaSql(value)
  return `contains(${value}, ${quoteText(lostCharacter)})`
}

function boundSql({ value }: Extract<Demand, { kind: 'at-least' | 'at-most' }>, { today }: CheckOptions): string {
  return typeof value === 'number' ? String(value) : `date ${quoteText(value === 'today' ? today : value)}`
}

function notListedSql(list: ListName, value: string, { lists }: CheckOptions): string {
  const table = lists[list]
  const signs = listedSigns[list]
  return table
    ? `${signs ? `left(${value}, ${signs})` : value} not in (select code from ${table})`
    : `not regexp_matches(${value}, ${quoteText(listPatterns[list])})`
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
 * Reads and judges every row of `source`: line, the cells' values, the numbers of the judgements that it failed
 * (`rejects`) or that make it doubtful (`flags`), with NULL for those it passed, the codes of the doubts as text, and
 * the row as it was sent (`sent`, its surplus last). These four are NULL where there is nothing to say, and only computed
 * where there is. `likeness` is the same for rows that are the same in every cell.
 */
export function checkedSql(
  source: string,
  columns: readonly string[],
  cells: readonly CheckedCell[],
  judgements: readonly Judgement[]
): string {
  const numbered = judgements.map((judgement, number) => ({ ...judgement, number }))
  const rejects = numbered.filter(({ effect }) => effect === 'reject')
  const flags = numbered.filter(({ effect }) => effect === 'flag')
  const outputs = [
    ...cells.map((cell) => `${outputSql(cell)} as ${cell.value}`),
    ...cells
      .filter(({ field }) => field.type === 'money')
      .map((cell) => `${currencySql(cell)} as ${currencyName(cell)}`),
    `case when rejected then ${numbersSql(rejects)} end as rejects`,
    `case when flagged then ${numbersSql(flags)} end as flags`,
    `case when flagged then ${codesSql(flags)} end as doubts`,
    `case when rejected or flagged then ${sentSql(columns)} end as sent`,
    `hash(${[...columns, 'surplus'].join(', ')}) as likeness`
  ]
  const values = cells.map((cell) => `${valueSql(cell)} as ${cell.value}`)
  const texts = cells.map(({ stands, field, raw }) => `${filledSql(stands, holdsCodes(field))} as ${raw}`)
  return `select line, ${outputs.join(',\n')}
    from (select *, ${anySql(rejects)} as rejected, ${anySql(flags)} as flagged
      from (select *, ${values.join(',\n')} from (select *, ${texts.join(',\n')} from ${source})))`
}

/** A row as it was sent: its cells, and last the cells beyond them. */
export function sentSql(columns: readonly string[]): string {
  return `[${[...columns, 'surplus'].join(', ')}]`
}

function anySql(judgements: readonly Numbered[]): string {
  return `coalesce(${judgements.map(({ condition }) => `(${condition})`).join(' or ') || 'false'}, false)`
}

type Numbered = Judgement & { number: number }

function numbersSql(judgements: readonly Numbered[]): string {
  const each = judgements.map(({ condition, number }) => `case when ${condition} then ${number}::smallint end`)
  return `[${each.join(', ')}]`
}

function codesSql(judgements: readonly Numbered[]): string {
  if (judgements.length === 0) return 'null'
  const codes = [...new Set(judgements.map(({ check }) => check))].sort().map((code) => {
    const own = judgements.filter(({ check }) => check === code).map(({ condition }) => `(${condition})`)
    return `case when ${own.join(' or ')} then ${quoteText(code)} end`
  })
  return `concat_ws(' ', ${codes.join(', ')})`
}

/** The names by which a statement of this kind calls a value, its text, and the currency that it names. */
export const valueName = (name: string) => quoteName(`v ${name}`)
export const textName = (name: string) => quoteName(`t ${name}`)
export const currencyName = ({ value }: Pick<CheckedCell, 'value'>) => quoteName(`currency of ${value}`)
