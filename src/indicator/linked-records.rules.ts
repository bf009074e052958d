import { type Filter, filterToQuery } from './filter.rules.ts'
import { type LinkedDimension, narrowedBy, type Selection, withoutDimensions } from './linked.rules.ts'

/**
 * The address of the records behind a chart; undefined where the list of records knows no such filter. Records are filtered
 * by one value of a sector, place or issue, and by a whole year.
 */
export function recordsOf(selection: Selection, chart: LinkedDimension, dataSets: string[]): string | undefined {
  const others = withoutDimensions(selection, [chart])
  const filter: Filter = { dataSets }
  for (const name of narrowedBy(others)) {
    if (name === 'time') {
      const { from = '', to = '' } = others.time ?? {}
      const year = from.slice(0, 4)
      if (from !== `${year}-01` || to !== `${year}-12`) return undefined
      filter.year = Number(year)
      continue
    }
    const { [name]: values = [] } = others
    const [value] = values
    if (!value || values.length > 1 || value === '-' || value === '*') return undefined
    if (name === 'sector') filter.isicSection = value
    else if (name === 'place') filter[/^[A-Z]{2}-/.test(value) ? 'region' : 'county'] = value
    else if (name === 'issue' && value !== '0') filter.issue = value
    else return undefined
  }
  return `/figures/records?${filterToQuery(filter)}`
}
