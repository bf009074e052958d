import { suppressSmall } from '../indicator/rules.ts'
import type { RecordedVisits } from './lai.rules.ts'
import type { RegisteredPart } from './registered.rules.ts'
import { type Cell, type Figure, figureOf, type Observation, partsOf, type Series } from './rules.ts'

/** How far the inspection reaches: from the workplaces that are liable to those that it changes. */

/** A figure, whether it was entered or counted in the records, and what the records say where both are there. */
export type Stated = { figure: Figure; from: 'entered' | 'records'; recorded?: number }

/** Series that the records can say too. */
const inRecords = {
  visits: ({ visits }: RecordedVisits) => visits,
  workplaces_visited: ({ workplacesVisited }: RecordedVisits) => workplacesVisited,
  workplaces_revisited: ({ workplacesRevisited }: RecordedVisits) => workplacesRevisited,
  workers_visited: ({ workersVisited }: RecordedVisits) => workersVisited ?? 0
} as const satisfies Partial<Record<Series, (of: RecordedVisits) => number>>
export type RecordedSeries = keyof typeof inRecords

/**
 * A figure of the visits of a year. What people entered for the whole year wins over the records, which may hold a part of
 * it; both are told where they differ. Records count only where there is a visit among them.
 */
export function visitsOf(
  own: { observations: readonly Observation[]; recorded: readonly RecordedVisits[]; dataSets: readonly string[] },
  series: RecordedSeries,
  year: number,
  cell: Cell = {}
): Stated | undefined {
  const entered = figureOf(own.observations, series, year, cell)
  const ofYear = own.recorded.find((one) => one.year === year)
  const said = ofYear && ofYear.visits > 0 ? saidOf(ofYear, series, cell) : 0
  const counted =
    said > 0 || (series === 'workplaces_revisited' && !cell.persons && ofYear && ofYear.visits > 0) ? said : undefined
  if (entered) {
    const differs = counted !== undefined && counted !== entered.value
    return { figure: entered, from: 'entered', ...(differs ? { recorded: counted } : {}) }
  }
  if (counted === undefined) return undefined
  return { figure: { value: counted, sources: [...own.dataSets], status: '', example: false }, from: 'records' }
}

/** What the records of a year say of a series; of men, women and young persons only how many work where was visited. */
function saidOf(ofYear: RecordedVisits, series: RecordedSeries, { persons }: Cell): number {
  if (!persons) return inRecords[series](ofYear)
  const visited: Record<string, number | null | undefined> = {
    women: ofYear.womenVisited,
    men: ofYear.menVisited,
    young: ofYear.youngVisited
  }
  return series === 'workers_visited' ? (visited[persons] ?? 0) : 0
}

/** What is missing for the reach; the words are `reach.missing.<code>`. */
export type ReachGap =
  | 'workplaces_liable'
  | 'workers_liable'
  | 'workplaces_visited'
  | 'workers_visited'
  | 'prioritised'
  | 'impacted'

export type Reach = {
  liable?: Figure
  prioritised?: Figure
  visited?: Stated
  impacted?: Figure
  /** Distinct workplaces are not known; there are at most as many as visits. */
  visitedAtMost?: number
  workersLiable?: Figure
  workersVisited?: Stated
  /** Distinct workplaces visited ÷ liable; at most so much where only visits are known. */
  penetration?: { share: number; atMost: boolean }
  penetrationOfWorkers?: number
  /** Liable ÷ distinct workplaces visited in the year; at least so many where only visits are known. */
  yearsToVisitAll?: number
  gaps: ReachGap[]
}

/** The stages of the two funnels in a year, and what follows from them. A share beyond the whole is none: a stage is wrong. */
export function reachOf(
  own: { observations: readonly Observation[]; recorded: readonly RecordedVisits[]; dataSets: readonly string[] },
  year: number
): Reach {
  const of = (series: Series) => figureOf(own.observations, series, year)
  const [liable, prioritised, impacted] = [
    of('workplaces_liable'),
    of('workplaces_prioritised'),
    of('workplaces_impacted')
  ]
  const workersLiable = of('workers_liable')
  const visited = visitsOf(own, 'workplaces_visited', year)
  const workersVisited = visitsOf(own, 'workers_visited', year)
  const visits = visited ? undefined : visitsOf(own, 'visits', year)?.figure.value
  const reached = visited?.figure.value ?? visits
  const share = liable && reached !== undefined && liable.value > 0 ? reached / liable.value : undefined
  const workers =
    workersLiable && workersVisited && workersLiable.value > 0
      ? workersVisited.figure.value / workersLiable.value
      : undefined
  const gaps: [ReachGap, unknown][] = [
    ['workplaces_liable', liable],
    ['prioritised', prioritised],
    ['workplaces_visited', visited],
    ['impacted', impacted],
    ['workers_liable', workersLiable],
    ['workers_visited', workersVisited]
  ]
  return {
    ...(liable ? { liable } : {}),
    ...(prioritised ? { prioritised } : {}),
    ...(visited ? { visited } : {}),
    ...(impacted ? { impacted } : {}),
    ...(visits === undefined ? {} : { visitedAtMost: visits }),
    ...(workersLiable ? { workersLiable } : {}),
    ...(workersVisited ? { workersVisited } : {}),
    ...(share !== undefined && share <= 1 ? { penetration: { share, atMost: !visited } } : {}),
    ...(workers !== undefined && workers <= 1 ? { penetrationOfWorkers: workers } : {}),
    ...(share !== undefined && share > 0 && share <= 1 ? { yearsToVisitAll: 1 / share } : {}),
    gaps: gaps.filter(([, found]) => found === undefined).map(([gap]) => gap)
  }
}

/** How far the inspection reaches in one part of the country or of its work. */
export type Coverage = {
  /** A section of ISIC, or a region by its code of ISO 3166-2, else by the name that was entered. */
  part: string
  liable?: number
  /** Distinct workplaces visited; not told where there are one to four, nor what would tell those. */
  visited?: number
  /** Not told. */
  hidden: boolean
  /** Visited ÷ liable; none where the numbers do not belong together, as more were visited than are liable. */
  share?: number
}

/**
 * The coverage of each part of which something is known in a year, the largest first. What was entered wins over the
 * records. `codeOf` gives the code of a region that was entered by its name, so that it stands with the records of that code.
 */
export function coverageOf(
  own: {
    observations: readonly Observation[]
    visited: readonly { part: string; workplaces: number }[]
    codeOf: (region: string) => string
  },
  over: RegisteredPart,
  year: number
): Coverage[] {
  const coded =
    over === 'region'
      ? own.observations.map((one) => (one.region ? { ...one, region: own.codeOf(one.region) } : one))
      : own.observations
  const entered = (series: Series) =>
    new Map(partsOf(coded, series, year, over).map(({ part, figure }) => [part, figure.value]))
  const [liable, visits] = [entered('workplaces_liable'), entered('workplaces_visited')]
  const recorded = new Map(own.visited.map(({ part, workplaces }) => [part, workplaces]))
  const parts = [...new Set([...liable.keys(), ...visits.keys(), ...recorded.keys()])].map((part) => ({
    part,
    liable: liable.get(part),
    visited: visits.get(part) ?? (recorded.size > 0 ? (recorded.get(part) ?? 0) : undefined)
  }))
  return suppressSmall(parts, ({ visited }) => visited ?? 0, ['visited'])
    .map(({ part, liable: of, visited, suppressed }) => ({
      part,
      hidden: suppressed,
      ...(of === undefined ? {} : { liable: of }),
      ...(visited === undefined ? {} : { visited }),
      ...(of && visited !== undefined && visited <= of ? { share: visited / of } : {})
    }))
    .sort((one, other) => (other.liable ?? 0) - (one.liable ?? 0) || (other.visited ?? 0) - (one.visited ?? 0))
}
