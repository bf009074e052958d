import { daysOf, type FieldName, ownFields, saysOf, type TableName, tableNames } from '../evidence/table.rules.ts'
import { leastCell } from './rules.ts'

/** A question of one's own to the records: what is counted, cut by one thing or by two. */

/** How the values of a dimension are read: as they stand, as days cut to years or months, or as codes that have names. */
type DimensionKind = 'text' | 'year' | 'month' | 'section' | 'issue' | 'region' | 'dataSet' | 'kind'
export type Dimension = { name: string; kind: DimensionKind; of: readonly TableName[] }

const all = tableNames
const cases = ['cases'] as const
const found = ['cases', 'audits'] as const
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
  ...having('trigger', 'status', 'unit', 'event', 'nature', 'disease', 'diseaseCode', 'agent'),
  ...having('occupation', 'occupationCode', 'sex', 'auditor', 'scheme', 'client', 'plan', 'citation'),
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
  ...sums('money', 'amountClaimed', 'backWages', 'penalties', 'amountPaid'),
  { name: 'owing', kind: 'count', unit: 'records', of: cases },
  { name: 'owingShare', kind: 'share', unit: 'records', of: cases },
  { name: 'meanDays', kind: 'days', unit: 'days', of: cases },
  { name: 'medianDays', kind: 'days', unit: 'days', of: cases },
  ...sums('people', 'victims', 'deaths', 'injured', 'amputations')
]

export type Question = { table: TableName; rows: Dimension; columns: Dimension | undefined; measure: Measure }

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

/** The groups of one direction in the order in which they are read: time as it runs, else the largest first. */
export function orderGroups(
  cells: readonly Pick<PivotCell, 'row' | 'column' | 'records'>[],
  along: 'row' | 'column',
  { kind }: Dimension
): (string | null)[] {
  const sums = new Map<string | null, number>()
  for (const cell of cells) sums.set(cell[along], (sums.get(cell[along]) ?? 0) + cell.records)
  const groups = [...sums]
  if (kind === 'year' || kind === 'month')
    groups.sort(([one], [other]) => (one ?? '~').localeCompare(other ?? '~', 'en'))
  else groups.sort(([one, many], [other, few]) => few - many || (one ?? '~').localeCompare(other ?? '~', 'en'))
  return groups.map(([group]) => group)
}
