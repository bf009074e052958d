import { daysOf, findingTableOf, ownFields, saysOf, type TableName } from '../evidence/table.rules.ts'
import type { Filter } from './filter.rules.ts'

/** Which data sets a figure counts when nobody chose one: never two that may hold the same case. */

/** What a figure counts: the records of a table, or cases of data sets that carry dates. */
export type Counted = TableName | 'dated'

/** The table of which a figure counts the records. */
export const tableOf = (of: Counted): TableName => (of === 'dated' ? 'cases' : of)

export type Countable = { id: string; table: TableName; rows: number; dated: boolean }

/** Stands in an address for all data sets together. */
export const allTogether = 'all'

/** The data sets that a figure counts: those that were chosen, else the one with most rows of its kind. */
export function countedDataSets(filter: Filter, dataSets: readonly Countable[], of: Counted): string[] {
  const fitting = dataSets.filter(({ table, dated }) => table === tableOf(of) && (of !== 'dated' || dated))
  const asked = filter.dataSets
  if (asked?.includes(allTogether)) return fitting.map(({ id }) => id)
  if (asked && asked.length > 0) return fitting.filter(({ id }) => asked.includes(id)).map(({ id }) => id)
  const [largest] = [...fitting].sort((one, other) => other.rows - one.rows)
  return largest ? [largest.id] : []
}

/**
 * Whether the records of a table can be asked by a filter: accidents have no issues, and a register of workplaces no days.
 * `counted`: the table that the page counts, of whose data set alone its categories are.
 */
export function follows(table: TableName, filter: Filter, counted: TableName = table): boolean {
  const { issue, violations, size, trigger, stage, year, period } = filter
  return (
    (table === counted || ownFields.every((name) => !filter[name])) &&
    (!stage || table === 'cases') &&
    (!issue || findingTableOf(table) !== undefined) &&
    (!violations || saysOf(table, 'violations')) &&
    (!size || saysOf(table, 'employees')) &&
    (!trigger || saysOf(table, 'trigger')) &&
    ((year === undefined && !period) || daysOf(table).length > 0)
  )
}
