import { z } from 'zod'
import { indexRegions } from '../evidence/region.rules.ts'
import { listDataSets } from '../evidence/register.store.ts'
import { asItIs, readFigure } from '../indicator/answer.operations.ts'
import { apartState, tellApart } from '../indicator/apart.operations.ts'
import { number, text } from '../kernel/field.ts'
import { type ReadScope, read } from '../kernel/operation.ts'
import { countryOf } from '../office/step.store.ts'
import type { IlostatRow } from './ilostat.rules.ts'
import { hasValues, listVintages, readDictionary, readValues } from './ilostat.store.ts'
import { computeLai, type LaiValue, type Missing, type RecordedVisits, validateLai } from './lai.rules.ts'
import { type Coverage, coverageOf, type Reach, reachOf } from './reach.rules.ts'
import { readRegistered } from './registered.operations.ts'
import { type Cell, type Figure, figureOf, type Observation } from './rules.ts'
import { listObservations } from './store.ts'
import { countUndated, listVisitDataSets, readRecordedVisits, readVisitedParts } from './visit.store.ts'

/** What the inspectorate's own country is counted by: statistics, records, and the employed persons of ILOSTAT. */
export type Own = {
  area: string
  observations: Observation[]
  recorded: RecordedVisits[]
  /** How the workplaces visited were told apart in the records. */
  apart: 'register' | 'number'
  undated: { visits: number; unknown: number }
  /** Names of the data sets that hold visits. */
  dataSets: string[]
  /** Employed persons by year as ILOSTAT has them, for years of which nobody entered any. */
  employed: ReadonlyMap<number, Figure>
}

const total = /^$|_TOTAL$|^AGE_YTHADULT_YGE15$/

/** Employed persons of a country from the newest vintage that has them: all sexes, all ages, all sectors. */
function employedOf(rows: readonly IlostatRow[], name: string): Map<number, Figure> {
  const found = new Map<number, Figure>()
  for (const { sex, classif1, classif2, time, value, scale, status } of rows) {
    if ((sex !== '' && sex !== 'SEX_T') || !total.test(classif1) || !total.test(classif2)) continue
    if (value === null || !/^\d{4}$/.test(time) || found.has(Number(time))) continue
    found.set(Number(time), { value: Math.round(value * 10 ** scale), sources: [name], status, example: false })
  }
  return found
}

async function readEmployed({ database, portal, inspectorate }: ReadScope, area: string): Promise<Map<number, Figure>> {
  for (const { id, name, content } of await listVintages(database)) {
    if (!hasValues(portal.folder, inspectorate, id)) continue
    const indicators = content.indicators
      .map(({ indicator }) => indicator)
      .filter((one) => /^EMP_(TEMP|2EMP)_.*_NB$/.test(one))
    const rows = await readValues({ folder: portal.folder, inspectorate }, id, {
      indicators: indicators.slice(0, 1),
      areas: [area]
    })
    const found = employedOf(rows, `ILOSTAT, ${indicators[0]}, ${name}`)
    if (found.size > 0) return found
  }
  return new Map()
}

const Recorded = z.object({
  apart: z.enum(['register', 'number']),
  years: z.array(z.custom<RecordedVisits>()),
  undated: z.object({ visits: z.number(), unknown: z.number() }),
  dataSets: z.array(z.string())
})

/** What the records say of every year, worked out once for as long as the evidence stays the same. It has no door of its own. */
const readRecorded = readFigure(
  {
    name: 'statistics.recorded',
    told: asItIs,
    input: { sector: text(1) },
    output: Recorded,
    async run(scope, { sector }) {
      const { portal, inspectorate } = scope
      const apart = await tellApart(scope)
      return {
        apart: apart.by,
        years: await readRecordedVisits(apart, sector),
        undated: await countUndated(portal.facts, inspectorate),
        dataSets: await listVisitDataSets(portal.facts, inspectorate)
      }
    }
  },
  apartState
)

/** Everything that the inspectorate's own figures are made from, of all sectors or of one section of ISIC. */
export async function readOwn(scope: ReadScope, sector = ''): Promise<Own> {
  const { database } = scope
  const area = await countryOf(database)
  const { apart, years, undated, dataSets } = await readRecorded.run(scope, { sector })
  const names = (await listDataSets(database)).filter(({ id }) => dataSets.includes(id)).map(({ name }) => name)
  return {
    area,
    // What people entered comes after what a register counts, and wins.
    observations: [...(await readRegistered(scope)), ...(await listObservations(database))],
    recorded: years,
    apart,
    undated,
    dataSets: names,
    employed: sector ? new Map() : await readEmployed(scope, area)
  }
}

/** Years of which there is anything of one's own, newest first. */
export function yearsOf({ observations, recorded }: Pick<Own, 'observations' | 'recorded'>): number[] {
  const years = new Set([
    ...observations.filter(({ register }) => !register).map(({ year }) => year),
    ...recorded.filter(({ visits }) => visits > 0).map(({ year }) => year)
  ])
  return [...years].sort((one, other) => other - one)
}

/** The five series of one year from what is one's own. */
export function laiOf(own: Own, year: number, cell: Cell = {}) {
  const of = (series: Observation['series'], more: Cell = {}) =>
    figureOf(own.observations, series, year, { ...cell, ...more })
  const given = <K extends string>(name: K, figure: Figure | undefined) =>
    (figure ? { [name]: figure } : {}) as { [P in K]?: Figure }
  return computeLai({
    year,
    ...given('liable', of('workplaces_liable')),
    inspectors: {
      ...given('all', of('inspectors')),
      ...given('women', of('inspectors', { persons: 'women' })),
      ...given('men', of('inspectors', { persons: 'men' }))
    },
    ...given('visits', of('visits')),
    ...given('employed', of('employed') ?? (cell.sector ? undefined : own.employed.get(year))),
    ...(own.recorded.some((one) => one.year === year)
      ? { recorded: own.recorded.find((one) => one.year === year) as RecordedVisits }
      : {}),
    dataSets: own.dataSets
  })
}

const Value = z.custom<LaiValue>()
const Lack = z.custom<{ year: number; indicator: string; missing: Missing[] }>()

/** The five series of ILOSTAT from the statistics and the evidence, for every year that has anything; what they lack. */
export const readLai = read({
  name: 'ilostat.own',
  input: { year: number({ whole: true, min: 1900, max: 2100 }) },
  output: z.object({
    area: z.string(),
    years: z.array(z.number()),
    values: z.array(Value),
    lacks: z.array(Lack),
    faults: z.array(z.custom<ReturnType<typeof validateLai>[number]>()),
    /** Visits and records that might be visits, without a day: they belong to no year. */
    undated: z.object({ visits: z.number(), unknown: z.number() })
  }),
  may: 'evidence.read',
  async run(scope, { year: asked }) {
    const own = await readOwn(scope)
    const years = yearsOf(own)
    const told = asked === null || years.includes(asked) ? years : [...years, asked]
    const computed = told.map((year) => ({ year, ...laiOf(own, year) }))
    const values = computed.flatMap((one) => one.values)
    return {
      area: own.area,
      years,
      values,
      lacks: computed.flatMap(({ year, missing }) =>
        Object.entries(missing).map(([indicator, reasons]) => ({ year, indicator, missing: reasons }))
      ),
      faults: validateLai(own.area, values, readDictionary()),
      undated: own.undated
    }
  }
})

const Part = z.object({ part: z.string(), visits: z.number(), workplaces: z.number() })

/** The visits of a year by section and by region. It has no door of its own. */
const readParts = readFigure(
  {
    name: 'statistics.visited-parts',
    told: asItIs,
    input: { year: number({ whole: true, min: 1900, max: 2100, needed: true }) },
    output: z.object({ sector: z.array(Part), region: z.array(Part) }),
    async run(scope, { year }) {
      const apart = await tellApart(scope)
      return {
        sector: await readVisitedParts(apart, { year, over: 'sector' }),
        region: await readVisitedParts(apart, { year, over: 'region' })
      }
    }
  },
  apartState
)

/** The first year of which a register of workplaces tells. */
function firstOfRegister({ observations }: Own): { register: string; year: number } | null {
  const [first] = observations.filter(({ register }) => register).sort((one, other) => one.year - other.year)
  return first ? { register: first.source, year: first.year } : null
}

/** How far the inspection reached in a year: the two funnels, the coverage of sectors and regions, and what is missing. */
export const readReach = read({
  name: 'statistics.reach',
  input: { year: number({ whole: true, min: 1900, max: 2100 }) },
  output: z.object({
    year: z.number(),
    years: z.array(z.number()),
    reach: z.custom<Reach>(),
    coverage: z.object({ sector: z.array(z.custom<Coverage>()), region: z.array(z.custom<Coverage>()) }),
    /** The register of workplaces that tells only of a later year on, where nobody says otherwise how many are liable. */
    later: z.object({ register: z.string(), year: z.number() }).nullable(),
    /** Names of regions that are given by their code, by language. */
    places: z.record(z.string(), z.record(z.string(), z.string())),
    /** How the workplaces visited were told apart in the records. */
    apart: z.enum(['register', 'number'])
  }),
  may: 'evidence.read',
  async run(scope, { year: asked }) {
    const own = await readOwn(scope)
    const years = yearsOf(own)
    const year = asked ?? years[0] ?? scope.now.getUTCFullYear() - 1
    const visited = await readParts.run(scope, { year })
    const { countryData } = scope.portal
    const known = indexRegions(countryData.listsOf(own.area).regionNames ?? [])
    const codeOf = (region: string) => known.codeOf(region) ?? region
    const coverage = {
      sector: coverageOf({ ...own, visited: visited.sector, codeOf }, 'sector', year),
      region: coverageOf({ ...own, visited: visited.region, codeOf }, 'region', year)
    }
    const named = coverage.region.flatMap(({ part }) => {
      const names = countryData.regionNames(part)
      return names ? [[part, { ...names }] as const] : []
    })
    const reach = reachOf(own, year)
    return {
      ...{ year, years, reach, apart: own.apart },
      later: reach.liable ? null : firstOfRegister(own),
      coverage,
      places: Object.fromEntries(named)
    }
  }
})
