import { type StageName, stageNames } from '../evidence/stage.rules.ts'
import { type OwnField, ownFields } from '../evidence/table.rules.ts'
import { fixedValues, type Period, readPeriod } from './linked.rules.ts'
import { violationBands } from './rules.ts'

/**
 * Which cases or accidents a figure counts. Every part narrows; a part that is absent asks nothing. Categories of a file (`own1` …)
 * are asked of one data set.
 */
export type Filter = Partial<Record<OwnField, string>> & {
  dataSets?: string[]
  /** Cases in which this issue was found broken. */
  issue?: string
  isicSection?: string
  /** The first figures of the national industry code, or all of them. */
  industry?: string
  /** ISO 3166-2. */
  region?: string
  /** Code or name. */
  county?: string
  city?: string
  year?: number
  /** Months, both included. */
  period?: Period
  /** The least of a class of employees: 0, 10, 50 or 250. */
  size?: string
  /** How the case came about, in the source's words. */
  trigger?: string
  /** How far a case came at least, from complaint to payment. */
  stage?: StageName
  violations?: Band
  /** Cases in which this is more than nought; with an issue, in what was found on it. */
  some?: Amount
  /** Cases at workplaces that have so many cases of the rest of the filter. */
  times?: Band
  /** Words that all must stand in a record; "fall|fell" asks for either. */
  text?: string
  /** What people called a household, and no address says: its names are searched by nobody. */
  households?: HouseholdRecords
}

/** Records of each table as "row dataSet"; `unknown`: it cannot be said at present which they are. */
export type HouseholdRecords = 'unknown' | Readonly<Partial<Record<string, readonly string[]>>>

/** Whole numbers from one to another, both included; without an end all from the first. */
export type Band = { from: number; to?: number }

const amounts = ['workersAffected', 'backWages', 'penalties'] as const
export type Amount = (typeof amounts)[number]

const texts = [
  'issue',
  'isicSection',
  'industry',
  'region',
  'county',
  'city',
  'size',
  'trigger',
  'stage',
  'text'
] as const
const parts = [...texts, ...ownFields] as const

/** The filter as the query of an address; parts in a fixed order, so that the same filter is the same address. */
export function filterToQuery(filter: Filter): URLSearchParams {
  const query = new URLSearchParams()
  for (const dataSet of filter.dataSets ?? []) query.append('dataSet', dataSet)
  for (const name of parts) {
    const value = filter[name]?.trim()
    if (value) query.set(name, value)
  }
  if (filter.year !== undefined) query.set('year', String(filter.year))
  if (filter.period) query.set('period', `${filter.period.from}..${filter.period.to}`)
  if (filter.violations) query.set('violations', writtenBand(filter.violations))
  if (filter.some) query.set('some', filter.some)
  if (filter.times) query.set('times', writtenBand(filter.times))
  return query
}

/** The filter that an address asks for. What cannot be read asks nothing. */
export function filterFromQuery(query: URLSearchParams): Filter {
  const filter: Filter = {}
  const dataSets = query.getAll('dataSet').filter((dataSet) => dataSet !== '')
  if (dataSets.length > 0) filter.dataSets = dataSets
  for (const name of parts) {
    const value = query.get(name)?.trim()
    if (!value || (name === 'size' && !fixedValues.size?.includes(value))) continue
    if (name !== 'stage') filter[name] = value
    else filter.stage = stageNames.find((stage) => stage === value) ?? undefined
  }
  const year = /^\d{4}$/.exec(query.get('year') ?? '')
  if (year) filter.year = Number(year[0])
  const period = readPeriod(query.get('period') ?? '')
  if (period) filter.period = period
  const violations = readBand(query.get('violations'))
  if (violations) filter.violations = violations
  const some = amounts.find((name) => name === query.get('some'))
  if (some) filter.some = some
  const times = readBand(query.get('times'))
  if (times) filter.times = times
  return filter
}

const writtenBand = ({ from, to }: Band) => `${from}-${to ?? ''}`

function readBand(written: string | null): Band | undefined {
  const [, from, to] = /^(\d{1,9})-(\d{1,9})?$/.exec(written ?? '') ?? []
  return from === undefined ? undefined : { from: Number(from), ...(to ? { to: Number(to) } : {}) }
}

/** How often a workplace is there, as figures count it; the last class is open. */
const returnBands: readonly Band[] = [{ from: 1, to: 1 }, { from: 2, to: 2 }, { from: 3, to: 3 }, { from: 4 }]

/**
 * Whether a filter has bounds that the figures themselves have: whole years, classes of violations and of returns, words in one
 * spelling. Freely set bounds would cut the same few cases out of dozens of larger groups, whose differences tell them.
 */
export function isCoarse({ period, violations, times, text }: Filter): boolean {
  const among = (bands: readonly Band[], band: Band | undefined) =>
    !band || bands.some(({ from, to }) => from === band.from && to === band.to)
  return (
    (!period || (period.from.endsWith('-01') && period.to.endsWith('-12'))) &&
    among(violationBands, violations) &&
    among(returnBands, times) &&
    searchedWords(text ?? '').every((spellings) => spellings.length === 1)
  )
}

/** A filter with some parts set anew; a part set to undefined is dropped. */
export function withFilter(filter: Filter, change: Filter): Filter {
  return Object.fromEntries(
    Object.entries({ ...filter, ...change }).filter(([, value]) => value !== undefined)
  ) as Filter
}

/** The words of a search: each a list of spellings of which one must stand in the record. In small letters. */
export function searchedWords(text: string): string[][] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.split('|').filter((spelling) => spelling !== ''))
    .filter((spellings) => spellings.length > 0)
}
