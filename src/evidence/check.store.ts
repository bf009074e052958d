import { quoteName, quoteText } from '../facts/duckdb.ts'
import {
  boundSql,
  type CheckedCell,
  type CheckOptions,
  currencyName,
  currencySql,
  filledSql,
  findCell,
  formulaSql,
  listedName,
  namelessSql,
  numberSql,
  outputSql,
  saidSql,
  standsName,
  trimmedSql,
  valueSql
} from './cell.store.ts'
import {
  type Check,
  checksOf,
  dateOrders,
  type Effect,
  emptyRowCheck,
  headingColumns,
  headingRowCheck,
  listedSigns,
  listPatterns,
  lostCharacter,
  rowChecks,
  totalPattern,
  totalRowCheck
} from './check.rules.ts'
import { holdsCodes } from './missing.rules.ts'
import { lookName, lookSql, plainRowSql, plainSql, powersSql, slowlySql, unlessPlain } from './plain.store.ts'
import type { ListName, TableName } from './table.rules.ts'

/** The checks of an import as SQL: all cells of all rows judged by one statement. */

/** What a row can fail by: its place in this list is the number that the statement writes. */
export type Judgement = {
  check: string
  column: string
  effect: Effect
  condition: string
  /** It can only hold where characters were lost in reading. */
  ofLost?: boolean
}

/** What is asked of every row. */
export type CheckPlan = {
  cells: readonly CheckedCell[]
  /** The names of all columns of the source. */
  columns: readonly string[]
  /** What a row can fail by. */
  judgements: readonly Judgement[]
  /** The value that no two records share, where rows with the same are not one record. */
  record?: string
  options: CheckOptions
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
  const ofOrders = dateOrders.flatMap(({ code, effect, first, second }) => {
    const [before, after] = [findCell(cells, first), findCell(cells, second)]
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

function conditionSql({ demand }: Check, cell: CheckedCell, options: CheckOptions): string | undefined {
  const { field, raw, value } = cell
  const filled = `coalesce(${trimmedSql(raw)} <> '', false)`
  if (demand.kind === 'present') return `case when ${value} is null then trouble is null and not ${filled} end`
  if (demand.kind === 'readable') return `case when ${value} is null then ${filled} end`
  if (demand.kind === 'whole') return `${value} % 1 <> 0`
  if (demand.kind === 'at-least') return `${value} < ${boundSql(demand, options)}`
  if (demand.kind === 'at-most') return `${value} > ${boundSql(demand, options)}`
  if (demand.kind === 'listed') return field.list ? `not ${listedName(cell)}` : undefined
  if (demand.kind === 'no-formula') return formulaSql(value)
  return `contains(${value}, ${quoteText(lostCharacter)})`
}

/** Whether a code stands in its list; what is no code is not looked for. */
function listedSql({ value }: CheckedCell, list: ListName, { lists }: CheckOptions): string {
  const table = lists[list]
  const signs = listedSigns[list]
  const found = table
    ? `${signs ? `left(${value}, ${signs})` : value} in (select code from ${table})`
    : `regexp_matches(${value}, ${quoteText(listPatterns[list])})`
  return `coalesce(${found}, true)`
}

/**
 * Reads and judges every row of `source`: line, the cells' values, the numbers of the judgements that it failed
 * (`rejects`) or that make it doubtful (`flags`), with NULL for those it passed, the codes of the doubts as text, and
 * the row as it was sent (`sent`, its surplus last). These four are NULL where there is nothing to say, and only computed
 * where there is. `likeness` is the same for rows that are the same in every cell.
 */
export function checkedSql(source: string, { columns, cells: read, judgements, record, options }: CheckPlan): string {
  const cells = read.map((cell) => ({ ...cell, stands: standsName(cell) }))
  const numbered = judgements
    .map((judgement, number) => ({ ...judgement, number }))
    .filter(({ ofLost }) => options.lost || !ofLost)
  const rejects = numbered.filter(({ effect }) => effect === 'reject')
  const flags = numbered.filter(({ effect }) => effect === 'flag')
  const listed = cells.flatMap((cell) => (cell.field.list ? [{ cell, list: cell.field.list }] : []))
  const amounts = cells.filter(({ field }) => field.type === 'money')
  const numbers = numbersOf(cells)
  const slowValue = (cell: CheckedCell) => {
    const kind = numbers.find(({ cells }) => cells.includes(cell))
    return kind ? `${kind.name}[${kind.cells.indexOf(cell) + 1}]` : valueSql(cell)
  }
  const kinds = [
    ...numbers,
    ...(amounts.length > 0 ? [{ name: 'currencies', cells: amounts, read: (raw: string) => currencySql({ raw }) }] : [])
  ]
  const row = `hash(${[...columns, 'surplus'].join(', ')})`
  const steps = [
    read.map(({ stands }, index) => `${stands} as ${cells[index]?.stands}`),
    [...cells.map(lookSql), powersSql(cells)],
    cells.map((cell) => plainSql(cell, options)),
    cells.map(
      (cell) => `${unlessPlain(cell, cell.stands, filledSql(cell.stands, holdsCodes(cell.field)))} as ${cell.raw}`
    ),
    kinds.map(({ name, cells, read }) => `${slowlySql(cells, read)} as ${name}`),
    cells.map((cell) => `${unlessPlain(cell, lookName(cell), slowValue(cell))} as ${cell.value}`),
    listed.map(({ cell, list }) => `${listedSql(cell, list, options)} as ${listedName(cell)}`),
    [
      `${plainRowSql(
        cells,
        listed.map(({ cell }) => listedName(cell))
      )} as plain`
    ],
    [`${failedSql(rejects)} as rejects`, `${failedSql(flags)} as flags`]
  ]
  const outputs = [
    ...cells.map((cell) => `${outputSql(cell)} as ${cell.value}`),
    ...amounts.map((cell, index) => `currencies[${index + 1}] as ${currencyName(cell)}`),
    'rejects',
    'flags',
    `case when flags is not null then ${codesSql(judgements)} end as doubts`,
    `case when rejects is not null or flags is not null then ${sentSql(columns)} end as sent`,
    `${record ? `case when ${record} is null then ${row} else hash(${record}) end` : row} as likeness`
  ]
  const judged = steps
    .filter((step) => step.length > 0)
    .reduce((from, step) => `(select *, ${step.join(',\n')} from ${from})`, source)
  return `select line, ${outputs.join(',\n')} from ${judged}`
}

/** The numbers that are written alike. */
function numbersOf(cells: readonly CheckedCell[]) {
  const numbers = cells.filter(({ field: { type } }) => type === 'integer' || type === 'money')
  const alike = Map.groupBy(numbers, ({ notation }) => notation.decimal)
  return [...alike].map(([decimal, cells]) => ({
    name: quoteName(`numbers ${decimal}`),
    cells,
    read: (text: string) => numberSql(text, decimal)
  }))
}

/** A row as it was sent: its cells, and last the cells beyond them. */
export function sentSql(columns: readonly string[]): string {
  return `[${[...columns, 'surplus'].join(', ')}]`
}

type Numbered = Judgement & { number: number }

/** The numbers of those judgements that a row failed; NULL where there is none. */
function failedSql(judgements: readonly Numbered[]): string {
  const each = judgements.map(({ condition, number }) => `case when ${condition} then ${number}::smallint end`)
  const failed = `list_filter([${each.join(', ')}], lambda number: number is not null)`
  return `case when not plain then nullif(${failed}, []) end`
}

function codesSql(judgements: readonly Judgement[]): string {
  const names = `[${judgements.map(({ check }) => quoteText(check)).join(', ')}]`
  return `array_to_string(list_sort(list_distinct(list_transform(flags, lambda number: ${names}[number + 1]))), ' ')`
}
