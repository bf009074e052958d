import type { Filter } from './filter.rules.ts'

/** Which data sets a figure counts when nobody chose one: never two that may hold the same case. */

/** What a figure counts: cases, cases of data sets that carry dates, or accidents. */
export type Counted = 'cases' | 'dated' | 'accidents'

export type Countable = { id: string; table: 'cases' | 'accidents'; rows: number; dated: boolean }

/** Stands in an address for all data sets together. */
export const allTogether = 'all'

/** The data sets that a figure counts: those that were chosen, else the one with most rows of its kind. */
export function countedDataSets(filter: Filter, dataSets: readonly Countable[], of: Counted): string[] {
  const fitting = dataSets.filter(
    ({ table, dated }) => (of === 'accidents') === (table === 'accidents') && (of !== 'dated' || dated)
  )
  const asked = filter.dataSets
  if (asked?.includes(allTogether)) return fitting.map(({ id }) => id)
  if (asked && asked.length > 0) return fitting.filter(({ id }) => asked.includes(id)).map(({ id }) => id)
  const [largest] = [...fitting].sort((one, other) => other.rows - one.rows)
  return largest ? [largest.id] : []
}
