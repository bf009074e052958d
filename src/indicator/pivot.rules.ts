import { stageNames } from '../evidence/stage.rules.ts'
import { daysOf, type FieldName, ownFields, saysOf, type TableName, tableNames } from '../evidence/table.rules.ts'
import { type Chance, nearCount, roundedAmount, roundedShare } from './disclosure.rules.ts'
import { leastCell } from './rules.ts'

/** A question of one's own to the records: what is counted, cut by one thing or by two. */

/** How the values of a dimension are read: as they stand, as days cut to years or months, or as codes that have names. */
type DimensionKind =
  | 'text'
  | 'year'
  | 'month'
  | 'section'
  | 'issue'
  | 'region'
  | 'dataSet'
  | 'kind'
  | 'meaning'
  | 'age'
  | 'isco'
export type Dimension = { name: string; kind: DimensionKind; of: readonly TableName[] }

const all = tableNames
const cases = ['cases'] as const
const found = ['cases', 'audits'] as const
const harms = ['accidents', 'diseases'] as const
const plain = (of: readonly TableName[], ...names: string[]): Dimension[] =>
  names.map((name) => ({ name, kind: 'text', of }))
const having = (...names: FieldName[]): Dimension[] =>
  names.flatMap((name) =>
    plain(
      all.filter((table) => saysOf(table, name)),
      name
    )
  )
const dated = all.filter((table) => daysOf(table).length > 0)

/** By what records can be cut. Texts are fields of the harmonised model, and the file's own categories. */
export const dimensions: readonly Dimension[] = [
  { name: 'year', kind: 'year', of: dated },
  { name: 'month', kind: 'month', of: dated },
  { name: 'openedYear', kind: 'year', of: cases },
  { name: 'openedMonth', kind: 'month', of: cases },
  { name: 'concludedYear', kind: 'year', of: cases },
  { name: 'concludedMonth', kind: 'month', of: cases },
  { name: 'receivedYear', kind: 'year', of: cases },
  { name: 'imposedYear', kind: 'year', of: cases },
  { name: 'registeredYear', kind: 'year', of: ['workplaces'] },
  { name: 'closedYear', kind: 'year', of: ['workplaces'] },
  { name: 'issue', kind: 'issue', of: found },
  { name: 'isicSection', kind: 'section', of: all },
  ...plain(all, 'isicDivision', 'industryCode', 'industryTitle'),
  { name: 'region', kind: 'region', of: all },
  ...plain(all, 'county', 'city'),
  ...having('authority'),
  ...plain(all, 'workplace', 'identifier'),
  { name: 'kind', kind: 'kind', of: found },
  ...having('trigger', 'channel', 'status', 'unit', 'event', 'nature', 'disease', 'diseaseCode', 'agent'),
  { name: 'fatality', kind: 'meaning', of: harms },
  { name: 'sex', kind: 'meaning', of: harms },
  { name: 'ageGroup', kind: 'age', of: harms },
  { name: 'iscoMajor', kind: 'isco', of: harms },
  { name: 'iscoMinor', kind: 'isco', of: harms },
  ...having('occupation', 'occupationCode'),
  { name: 'migrantStatus', kind: 'meaning', of: harms },
  { name: 'informalStatus', kind: 'meaning', of: harms },
  { name: 'appealed', kind: 'meaning', of: cases },
  { name: 'paid', kind: 'meaning', of: cases },
  ...having('auditor', 'scheme', 'client', 'plan', 'citation'),
  ...plain(all, ...ownFields),
  { name: 'dataSet', kind: 'dataSet', of: all }
]

/** What a measure is: a number of records, a sum, a share of records, or days between two dates. */
export type Measure = {
  name: string
  kind: 'count' | 'sum' | 'share' | 'days'
  unit: 'records' | 'money' | 'people' | 'days'
  of: readonly TableName[]
}

const sums = (unit: 'money' | 'people' | 'records', ...names: FieldName[]): Measure[] =>
  names.map((name) => ({ name, kind: 'sum', unit, of: all.filter((table) => saysOf(table, name)) }))

/** The records of each table count under its name; `workplaces` are different ones in the cases, and lines of a register. */
export const pivotMeasures: readonly Measure[] = [
  ...all.map(
    (name): Measure => ({
      name,
      kind: 'count',
      unit: 'records',
      of: name === 'workplaces' ? ['cases', name] : [name]
    })
  ),
  { name: 'findings', kind: 'count', unit: 'records', of: found },
  { name: 'violating', kind: 'count', unit: 'records', of: found },
  { name: 'violatingShare', kind: 'share', unit: 'records', of: found },
  ...sums('records', 'violations'),
  ...sums('people', 'employees', 'women', 'men', 'young', 'migrant', 'informal', 'workersAffected'),
  ...sums(
    'people',
    'womenAffected',
    'menAffected',
    'youngAffected',
    'migrantAffected',
    'informalAffected',
    'formalised'
  ),
  ...sums('money', 'amountClaimed', 'backWages', 'penalties', 'amountPaid'),
  { name: 'owing', kind: 'count', unit: 'records', of: cases },
  { name: 'owingShare', kind: 'share', unit: 'records', of: cases },
  { name: 'meanDays', kind: 'days', unit: 'days', of: cases },
  { name: 'medianDays', kind: 'days', unit: 'days', of: cases },
  ...stageNames.map((name): Measure => ({ name, kind: 'count', unit: 'records', of: cases })),
  { name: 'daysToAction', kind: 'days', unit: 'days', of: cases },
  { name: 'daysToFinal', kind: 'days', unit: 'days', of: cases },
  ...sums('people', 'victims', 'deaths', 'injured', 'amputations')
]

export type Question = { table: TableName; rows: Dimension; columns: Dimension | undefined; measure: Measure }

/** Whether a question counts different workplaces among the cases: then it hangs on how they are told apart. */
export function countsWorkplaces({ table, measure }: Pick<Question, 'table' | 'measure'>): boolean {
  return table === 'cases' && measure.name === 'workplaces'
}

const isByIssue = ({ rows, columns }: Question) => [rows, columns].some((one) => one?.kind === 'issue')

/** Whether a measure is the number of the records that stand behind it, which needs no column beside it. */
export function sameAsRecords(question: Question): boolean {
  const { table, measure } = question
  return measure.name === table || (isByIssue(question) && ['violating', 'owing'].includes(measure.name))
}

/** What a finding measures for itself; cut by issue, its own amounts count. */
export const ofFindings: readonly string[] = ['violations', 'workersAffected', 'backWages', 'penalties']

/** Whether a measure is told of a part of a group: a share of those that say so, or what is stated for one issue. */
export function standsForSome(question: Question): boolean {
  const { kind, name } = question.measure
  return kind === 'share' || (isByIssue(question) && ofFindings.includes(name))
}

const dimensionOf = (name: string, table: TableName) =>
  dimensions.find((one) => one.name === name && one.of.includes(table))

/** The question that names ask; what is not known asks for the records by section. */
export function questionOf(asked: { table: TableName; rows: string; columns: string; measure: string }): Question {
  const { table } = asked
  const measure = pivotMeasures.find(({ name, of }) => name === asked.measure && of.includes(table))
  const rows = dimensionOf(asked.rows, table) ?? dimensionOf('isicSection', table)
  const first = pivotMeasures.find(({ name }) => name === table)
  if (!rows || !first) throw new Error('every table has sections and a measure')
  const columns = dimensionOf(asked.columns, table)
  return { table, rows, columns: columns?.name === rows.name ? undefined : columns, measure: measure ?? first }
}

/**
 * A cell of the answer: the group or groups, how many records stand behind it, and the measure; `of`: what a share is a share
 * of.
 */
export type PivotCell = {
  row: string | null
  column: string | null
  records: number
  value: number | null
  of: number | null
}
export type ShownCell = Omit<PivotCell, 'records' | 'value' | 'of'> & {
  records: number | undefined
  value: number | null | undefined
  of: number | null | undefined
  suppressed: boolean
}

/**
 * Hides the cells of fewer than five records. As sums of lines are printed, the next smallest cell of a line in which one
 * alone is hidden is hidden too, along rows and along columns, until no line gives one away.
 */
export function suppressCells(cells: readonly PivotCell[]): ShownCell[] {
  const hidden = new Set(cells.filter(({ records }) => records > 0 && records < leastCell))
  const lines = [
    ...Map.groupBy(cells, ({ row }) => row).values(),
    ...Map.groupBy(cells, ({ column }) => column).values()
  ]
  for (let changed = hidden.size > 0; changed; ) {
    changed = false
    for (const line of lines) {
      if (line.length < 2 || line.filter((cell) => hidden.has(cell)).length !== 1) continue
      const [next] = line.filter((cell) => !hidden.has(cell)).sort((one, other) => one.records - other.records)
      if (!next) continue
      hidden.add(next)
      changed = true
    }
  }
  return cells.map((cell) =>
    hidden.has(cell)
      ? { row: cell.row, column: cell.column, records: undefined, value: undefined, of: undefined, suppressed: true }
      : { ...cell, suppressed: false }
  )
}

/** Dimensions whose groups are single workplaces. */
export const workplaceNames: readonly string[] = ['workplace', 'identifier']

/** Whether the groups of a question are single workplaces, which only those are told who may open records. */
export function namesWorkplaces({ rows, columns }: Pick<Question, 'rows' | 'columns'>): boolean {
  return [rows, columns].some((one) => one && workplaceNames.includes(one.name))
}

type Numbers = { records?: number | undefined; value?: number | null | undefined; of?: number | null | undefined }

/** Numbers of a question for those who may not open the records: see `roundedAnswer`. */
export function roundedNumbers<One extends Numbers>(one: One, { measure }: Question, chance: Chance): One {
  const { records, value, of } = one
  return {
    ...one,
    ...(records === undefined ? {} : { records: nearCount(records, chance) }),
    ...(typeof value === 'number' ? { value: roundedValue(value, measure, chance) } : {}),
    ...(typeof of === 'number' ? { of: nearCount(of, chance) } : {})
  }
}

/** A measure as `roundedNumbers` tells it. */
export function roundedValue(value: number, { kind, unit }: Pick<Measure, 'kind' | 'unit'>, chance: Chance): number {
  if (kind === 'share') return roundedShare(value)
  return unit === 'money' || unit === 'days' ? roundedAmount(value) : nearCount(value, chance)
}

/**
 * The groups of one direction in the order in which they are read: time as it runs, else the largest first, by their
 * records and then by their measure.
 */
export function orderGroups(
  cells: readonly PivotCell[],
  along: 'row' | 'column',
  { kind }: Dimension
): (string | null)[] {
  const sums = new Map<string | null, { many: number; value: number }>()
  for (const cell of cells) {
    const { many, value } = sums.get(cell[along]) ?? { many: 0, value: 0 }
    sums.set(cell[along], { many: many + cell.records, value: value + (cell.value ?? 0) })
  }
  const groups = [...sums]
  if (kind === 'year' || kind === 'month' || kind === 'age')
    groups.sort(([one], [other]) => (one ?? '~').localeCompare(other ?? '~', 'en'))
  else
    groups.sort(
      ([one, more], [other, less]) =>
        less.many - more.many || less.value - more.value || (one ?? '~').localeCompare(other ?? '~', 'en')
    )
  return groups.map(([group]) => group)
}
