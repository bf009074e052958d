import { type Filter, filterToQuery } from './filter.rules.ts'
import {
  allOthers,
  type LinkedDimension,
  narrowedBy,
  type Selection,
  unsaid,
  withoutDimensions
} from './linked.rules.ts'

const fields = { sector: 'isicSection', issue: 'issue', size: 'size', origin: 'trigger' } as const

/**
 * The address of the records behind a chart; undefined where the list of records has no such filter: it knows periods, and one
 * value of a sector, place, issue, size or origin.
 */
export function recordsOf(selection: Selection, chart: LinkedDimension, dataSets: string[]): string | undefined {
  const others = withoutDimensions(selection, [chart])
  const filter: Filter = { dataSets, ...(others.time ? { period: others.time } : {}) }
  for (const name of narrowedBy(others)) {
    if (name === 'time') continue
    const { [name]: values = [] } = others
    const [value] = values
    if (!value || values.length > 1 || ([unsaid, allOthers, '0'].includes(value) && name !== 'size')) return undefined
    if (name === 'place') filter[/^[A-Z]{2}-/.test(value) ? 'region' : 'county'] = value
    else if (name === 'outcome' || name === 'repeat' || value === unsaid) return undefined
    else filter[fields[name]] = value
  }
  return `/figures/records?${filterToQuery(filter)}`
}
