import { number, text, texts, type Values } from '../kernel/field.ts'
import { type Filter, filterFromQuery, filterToQuery } from './filter.rules.ts'

/** A filter as every question about figures takes it; the names are those of the address. */
export const filterFields = {
  dataSet: texts(60),
  issue: text(80),
  isicSection: text(3),
  industry: text(200),
  region: text(10),
  county: text(120),
  city: text(120),
  year: number({ whole: true, min: 1000, max: 9999 }),
  /** Two months with two dots between: 2019-01..2019-06. */
  period: text(20),
  /** The least of a class of employees: 0, 10, 50 or 250. */
  size: text(3),
  trigger: text(200),
  /** How far a case came at least: complaints, alleged, acted, breached, sanctioned, contested, upheld, collected. */
  stage: text(20),
  /** From, a dash, to; to may be left out: 6-20, 101-. */
  violations: text(20),
  /** Cases in which this is more than nought: workersAffected, backWages, penalties; with an issue, of what was found on it. */
  some: text(20),
  /** Cases at workplaces that have from so many cases, a dash, to so many: 2-2, 4-. */
  times: text(20),
  /** Categories that the file calls by names of its own. */
  own1: text(200),
  own2: text(200),
  own3: text(200),
  own4: text(200),
  own5: text(200),
  own6: text(200),
  /** Words that all must stand in a record; "fall|fell" asks for either. */
  text: text(200)
}

type Asked = Values<typeof filterFields>

/** What is asked where nothing is. */
export const noFilter = Object.fromEntries(
  Object.entries(filterFields).map(([name, { type }]) => [name, type === 'texts' ? [] : type === 'number' ? null : ''])
) as unknown as Asked

export function filterOf({ dataSet, year, households, ...texts }: Asked & Pick<Filter, 'households'>): Filter {
  const query = new URLSearchParams(dataSet.map((id) => ['dataSet', id]))
  for (const [name, value] of Object.entries(texts)) if (value !== '') query.set(name, value)
  if (year !== null) query.set('year', String(year))
  return { ...filterFromQuery(query), ...(households ? { households } : {}) }
}

/** What a question is asked with for a filter. */
export function askedOf(filter: Filter): Partial<Asked> {
  const asked: Record<string, unknown> = {}
  for (const [name, value] of filterToQuery(filter))
    if (name !== 'dataSet') asked[name] = name === 'year' ? Number(value) : value
  return { ...asked, ...(filter.dataSets ? { dataSet: filter.dataSets } : {}) }
}
