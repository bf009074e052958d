import { choice, number, text } from '../kernel/field.ts'

/**
 * Statistics that people enter or bring: one table of observations. An observation that leaves a breakdown empty is the
 * total over it; what is asked of them always names the cell, and says how its value came about.
 */

type Shape = {
  /** Article 21 and Recommendation 81, paragraph 9 ask for it under this letter; other figures under 'other'. */
  theme: Theme
  /** It counts people, and may be split into women, men and young persons. */
  people?: true
  /** What `category` means for it; the words are `observation.by.<kind>`. Without it the series has none. */
  category?: 'grade' | 'activity' | 'provision' | 'nature' | 'cause'
  /** It may have decimals. */
  parts?: true
}

/** Letters of Convention 81, Art. 21, and what else is counted. */
export const themes = ['b', 'c', 'd', 'e', 'f', 'g', 'other'] as const
export type Theme = (typeof themes)[number]

const shapes = {
  inspectors: { theme: 'b', people: true, category: 'grade' },
  other_staff: { theme: 'b', people: true, category: 'grade' },
  time_use: { theme: 'b', category: 'activity', parts: true },
  workplaces_liable: { theme: 'c' },
  workers_liable: { theme: 'c', people: true },
  visits: { theme: 'd' },
  visits_day: { theme: 'd' },
  visits_night: { theme: 'd' },
  workplaces_visited: { theme: 'd' },
  workplaces_revisited: { theme: 'd' },
  workers_visited: { theme: 'd', people: true },
  violations: { theme: 'e', category: 'provision' },
  convictions: { theme: 'e', category: 'provision' },
  penalties: { theme: 'e', category: 'nature' },
  penalty_amount: { theme: 'e', category: 'nature', parts: true },
  accidents_fatal: { theme: 'f', people: true, category: 'cause' },
  accidents_other: { theme: 'f', people: true, category: 'cause' },
  diseases_fatal: { theme: 'g', people: true, category: 'cause' },
  diseases_other: { theme: 'g', people: true, category: 'cause' },
  employed: { theme: 'other', people: true },
  workplaces_prioritised: { theme: 'other' },
  workplaces_impacted: { theme: 'other' }
} as const satisfies Record<string, Shape>

export type Series = keyof typeof shapes
export const seriesNames = Object.keys(shapes) as [Series, ...Series[]]
export const shapeOf = (series: Series): Shape => shapes[series]

export const personGroups = ['women', 'men', 'young'] as const
export type Persons = (typeof personGroups)[number] | ''
/** Codes of ILOSTAT's own dictionary of observation status that a national figure may need. */
export const statusCodes = ['B', 'E', 'P', 'U'] as const
/** Sections of ISIC Rev.4. */
export const sections = [...'ABCDEFGHIJKLMNOPQRSTU'] as const

/** Agriculture, forestry and fishing: what Convention 129 asks a report of its own for. */
export const agriculture = 'A'

export const observationFields = {
  series: choice(seriesNames, { needed: true }),
  year: number({ whole: true, min: 1900, max: 2100, needed: true }),
  value: number({ min: 0, needed: true }),
  source: text(300, { needed: true }),
  persons: choice(personGroups),
  category: text(200),
  region: text(100),
  sector: choice(sections, { words: 'isic.section' }),
  occupation: text(200),
  status: choice(statusCodes),
  vintage: text(100),
  note: text(2000, { long: true })
}

export type Observation = {
  id: string
  series: Series
  year: number
  value: number
  source: string
  persons: Persons
  category: string
  region: string
  sector: string
  occupation: string
  status: string
  vintage: string
  note: string
  example: boolean
  /** Counted in a register of workplaces, not entered by a person. */
  register?: true
}

/** The breakdowns that name a cell beside series and year. */
export const breakdowns = ['region', 'sector', 'persons', 'category', 'occupation'] as const
export type Breakdown = (typeof breakdowns)[number]
export type Cell = Partial<Record<Breakdown, string>>

/** What an observation says that its series cannot be: a split by people of workplaces, half an inspector. */
export function faultsOf(
  values: Pick<Observation, 'series' | 'persons' | 'category' | 'occupation' | 'value'>
): { field: Breakdown | 'value'; code: string }[] {
  const shape = shapeOf(values.series)
  const faults: { field: Breakdown | 'value'; code: string }[] = []
  if (values.persons && !shape.people) faults.push({ field: 'persons', code: 'no-persons' })
  if (values.category && !shape.category) faults.push({ field: 'category', code: 'no-category' })
  if (values.occupation && shape.category !== 'cause') faults.push({ field: 'occupation', code: 'no-occupation' })
  if (!shape.parts && !Number.isInteger(values.value)) faults.push({ field: 'value', code: 'whole' })
  return faults
}

/** A key that two statements of one cell share, whoever made them. */
export function cellKey(observation: Pick<Observation, 'series' | 'year' | Breakdown>): string {
  return JSON.stringify([observation.series, observation.year, ...breakdowns.map((name) => observation[name])])
}

/**
 * One observation for each cell: the one that was entered last. What other sources or earlier vintages say of the cell
 * stands with it. `observations` come in the order in which they were entered.
 */
export function latestOfCells(observations: readonly Observation[]): { said: Observation; before: Observation[] }[] {
  return [...Map.groupBy(observations, cellKey).values()].map((all) => ({
    said: all.at(-1) as Observation,
    before: all.slice(0, -1)
  }))
}

/** A figure and how it came about: as it was entered, or as the sum over a breakdown of so many entered parts. */
export type Figure = {
  value: number
  sources: string[]
  status: string
  example: boolean
  /** Counted in a register of workplaces. */
  register?: true
  /** What a register of workplaces counts beside what was entered, where it differs. */
  beside?: { value: number; source: string }
  summed?: { over: Breakdown; parts: number }
}

const matches = (observation: Pick<Observation, Breakdown>, cell: Cell) =>
  breakdowns.every((name) => observation[name] === (cell[name] ?? ''))

/** Whether an observation is of the whole country, over all breakdowns but whom it counts. */
export function isNational(one: Pick<Observation, Breakdown>, persons: Persons): boolean {
  return matches(one, { persons })
}

/** Breakdowns over which a total may be summed where nobody entered it, the surest first. */
const summable: Breakdown[] = ['persons', 'region', 'sector', 'category', 'occupation']

/**
 * The figure of a cell in a year: as it was entered, or else summed over one breakdown whose parts were entered. Women
 * and men are a whole only together, and young persons are of both. Undefined where neither is there.
 */
export function figureOf(
  observations: readonly Observation[],
  series: Series,
  year: number,
  cell: Cell = {}
): Figure | undefined {
  const cells = latestOfCells(observations.filter((one) => one.series === series && one.year === year))
  const own = cells.map(({ said }) => said)
  const exact = cells.find(({ said }) => matches(said, cell))
  if (exact) {
    const counted = exact.before.find(({ register }) => register)
    const differs = counted && counted.value !== exact.said.value
    return {
      ...toFigure([exact.said]),
      ...(differs ? { beside: { value: counted.value, source: counted.source } } : {})
    }
  }
  for (const over of summable) {
    if (cell[over]) continue
    const parts = own.filter(
      (one) => one[over] !== '' && one[over] !== 'young' && matches({ ...one, [over]: '' }, { ...cell, [over]: '' })
    )
    const whole = over === 'persons' ? parts.length === 2 : parts.length > 0
    if (whole) return { ...toFigure(parts), summed: { over, parts: parts.length } }
  }
  return undefined
}

function toFigure(parts: readonly Observation[]): Figure {
  const statuses = new Set(parts.map(({ status }) => status))
  return {
    value: parts.reduce((sum, { value }) => sum + value, 0),
    sources: [...new Set(parts.map(({ source, vintage }) => (vintage ? `${source} (${vintage})` : source)))],
    status: statuses.size === 1 ? ([...statuses][0] ?? '') : ([...statuses].find((status) => status !== '') ?? ''),
    example: parts.some(({ example }) => example),
    ...(parts.some(({ register }) => register) ? { register: true } : {})
  }
}

/** The parts of a series in a year along one breakdown, each with its figure; nothing where none was entered. */
export function partsOf(
  observations: readonly Observation[],
  series: Series,
  year: number,
  over: Breakdown,
  cell: Cell = {}
): { part: string; figure: Figure }[] {
  const parts = new Set(
    observations.filter((one) => one.series === series && one.year === year && one[over] !== '').map((one) => one[over])
  )
  return [...parts].flatMap((part) => {
    const figure = figureOf(observations, series, year, { ...cell, [over]: part })
    return figure ? [{ part, figure }] : []
  })
}

/** Where parts that were entered do not fit their total: women and men, or young persons, beyond it. */
export function misfitsOf(
  observations: readonly Observation[],
  year: number
): { series: Series; total: number; parts: number }[] {
  return seriesNames.flatMap((series) => {
    if (!shapeOf(series).people) return []
    const of = (persons: Persons) => figureOf(observations, series, year, { persons })
    const total = of('')
    const [women, men, young] = [of('women'), of('men'), of('young')]
    if (!total || total.summed) return []
    const both = (women?.value ?? 0) + (men?.value ?? 0)
    const apart = women && men ? both !== total.value : both > total.value
    const parts = apart ? both : young && young.value > total.value ? young.value : undefined
    return parts === undefined ? [] : [{ series, total: total.value, parts }]
  })
}

/** The lines of the form that asks for a whole year: the totals of the country, and of whom where it counts people. */
export const yearLines: { key: string; series: Series; persons: Persons }[] = seriesNames.flatMap((series) => {
  if (series === 'time_use') return []
  const { people, theme } = shapeOf(series)
  const groups: Persons[] =
    people && theme !== 'f' && theme !== 'g' ? ['', 'women', 'men', ...(theme === 'b' ? [] : ['young' as const])] : ['']
  return groups.map((persons) => ({ key: persons ? `${series}-${persons}` : series, series, persons }))
})
