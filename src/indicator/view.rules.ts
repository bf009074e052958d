import { filterFromQuery, filterToQuery } from './filter.rules.ts'
import { comparedOf, selectionFromQuery, selectionToQuery } from './linked.rules.ts'

/** The pages of which a state can be saved: the dashboard, and a question of one's own. */
export const viewPages = ['dashboard', 'table'] as const
export type ViewPage = (typeof viewPages)[number]

export const questionParts = ['rows', 'columns', 'measure'] as const

/**
 * The part of an address that says what a page shows, in a fixed order; everything else in it, such as the mark that is
 * being brushed, is left out. `dataSets` stand for those that the address leaves to the page to choose.
 */
export function stateOfPage(page: ViewPage, query: URLSearchParams, dataSets: readonly string[] = []): URLSearchParams {
  if (page === 'table') {
    const state = filterToQuery(filterFromQuery(withDataSets(query, dataSets)))
    for (const name of questionParts) if (query.get(name)) state.set(name, query.get(name) ?? '')
    return state
  }
  const selection = selectionFromQuery(withDataSets(query, dataSets))
  const state = selectionToQuery(selection)
  const compare = query.get('compare') ?? ''
  if (comparedOf(selection, compare)) state.set('compare', compare)
  return state
}

function withDataSets(query: URLSearchParams, dataSets: readonly string[]): URLSearchParams {
  if (query.getAll('dataSet').some((id) => id !== '')) return query
  const whole = new URLSearchParams(query)
  for (const id of dataSets) whole.append('dataSet', id)
  return whole
}

/** The address of a state of a page. */
export function addressOfPage(page: ViewPage, query: string): string {
  return query === '' ? `/figures/${page}` : `/figures/${page}?${query}`
}
