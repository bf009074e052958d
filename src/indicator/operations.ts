import { z } from 'zod'
import { readCountryCode } from '../evidence/register.store.ts'
import type { ReadScope } from '../kernel/operation.ts'
import type { Country } from '../office/country.store.ts'
import { readFigure } from './answer.operations.ts'
import { apartState, tellApart } from './apart.operations.ts'
import { readCandidates } from './candidate.store.ts'
import { roundedAnswer } from './disclosure.rules.ts'
import type { Filter } from './filter.rules.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { leastCell, suppressSmall } from './rules.ts'
import {
  countWorkplaces,
  type IndustryLevel,
  type IssueFigures,
  type IssuePlaceFigures,
  type PlaceFigures,
  readByIndustry,
  readByIssue,
  readByRegion,
  readBySection,
  readByYear,
  readCompleteness,
  readConcentration,
  readIssueByRegion,
  readRepeatEmployers,
  readSectionByIssue,
  readSummary,
  readViolationBands
} from './store.ts'

/** The figures of the evidence. What counts fewer than five cases is not given out: its numbers are left out. */

const count = z.number()
const maybe = z.number().optional()
/** Left out where too few cases would be told; null where the source states nothing, which is not nought. */
const stated = z.number().nullable().optional()

const figures = {
  cases: maybe,
  assessed: maybe,
  violating: maybe,
  workersAffected: stated,
  backWages: stated,
  penalties: stated
}
const hidden = ['cases', 'assessed', 'violating', 'workersAffected', 'backWages', 'penalties'] as const
const suppressed = { suppressed: z.boolean() }

const Total = z.object({ cases: count, assessed: count, violating: count })

function totalOf(rows: readonly z.infer<typeof Total>[]): z.infer<typeof Total> {
  const sum = (name: keyof z.infer<typeof Total>) => rows.reduce((all, row) => all + row[name], 0)
  return { cases: sum('cases'), assessed: sum('assessed'), violating: sum('violating') }
}

async function countryOf({ database, portal }: ReadScope): Promise<Country | undefined> {
  return portal.countryData.of(await readCountryCode(database))
}

/** Names an industry: by the country's classification, else as the source does, else by its code. */
export async function namesOfIndustries(
  scope: ReadScope
): Promise<(code: string | null, own: string | null) => string> {
  const titles = (await countryOf(scope))?.industryTitles
  return (code, own) => titles?.get(code ?? '') ?? own ?? code ?? ''
}

const Summary = z.object({
  /** How its workplaces are told apart. */
  by: z.enum(['register', 'number']),
  cases: count,
  workplaces: maybe,
  assessed: maybe,
  violating: maybe,
  workersAffected: stated,
  backWages: stated,
  penalties: stated,
  casesWithBackWages: maybe,
  casesWithPenalties: maybe,
  dated: count,
  from: z.string().nullable(),
  to: z.string().nullable(),
  ...suppressed
})

/**
 * All cases of a filter: workplaces, cases with violations and of how many that is said, workers, amounts. With an issue in
 * the filter, all cases of the rest of it, and of them those in which the issue was found broken, with its own amounts.
 */
export const readFigureSummary = readFigure(
  {
    name: 'figure.summary',
    told: roundedAnswer,
    input: filterFields,
    output: Summary,
    async run(scope, input): Promise<z.infer<typeof Summary>> {
      const { portal, inspectorate } = scope
      const { issue, ...filter } = filterOf(input)
      const { cases, dated, from, to, ...all } = await readSummary(portal.facts, inspectorate, filter)
      const found = issue
        ? (await readByIssue(portal.facts, inspectorate, filter)).find((row) => row.issue === issue)
        : undefined
      const few = cases > 0 && cases < leastCell
      const dates = { dated, from: few ? null : from, to: few ? null : to }
      const apart = await tellApart(scope)
      if (few) return { cases, ...dates, by: apart.by, suppressed: true }
      const workplaces = apart.by === 'register' ? await countWorkplaces(apart, filter) : all.workplaces
      return { cases, ...dates, ...all, by: apart.by, workplaces, ...(issue ? ofIssue(found) : {}), suppressed: false }
    }
  },
  apartState
)

/** Where the source counts no violations of an issue, money owed says that it was broken. Without `assessed` there is no share. */
function ofIssue(row: Omit<IssueFigures, 'issue'> | undefined) {
  if (!row) return { assessed: 0, violating: 0, workersAffected: null, backWages: null, penalties: null }
  const { cases, assessed, violating, casesWithBackWages, rated, workersAffected, backWages, penalties } = row
  const owing = { assessed: rated ? cases : 0, violating: casesWithBackWages }
  const counted = assessed > 0 || violating > 0 ? { assessed, violating } : owing
  return { ...counted, workersAffected, backWages, penalties }
}

/** Cases in which each issue was found broken. */
export const readFigureIssues = readFigure({
  name: 'figure.issues',
  told: roundedAnswer,
  input: filterFields,
  output: z.array(
    z.object({ issue: z.string(), ...figures, casesWithBackWages: maybe, rated: z.boolean(), ...suppressed })
  ),
  async run({ portal, inspectorate }, input) {
    const rows = await readByIssue(portal.facts, inspectorate, filterOf(input))
    return suppressSmall(rows, ({ cases }) => cases, [...hidden, 'casesWithBackWages'], false)
  }
})

/** Cases by section of ISIC; no section where the source gives none. */
export const readFigureSections = readFigure({
  name: 'figure.sections',
  told: roundedAnswer,
  input: filterFields,
  output: z.array(z.object({ isicSection: z.string().nullable(), ...figures, ...suppressed })),
  async run({ portal, inspectorate }, input) {
    return suppressSmall(await readBySection(portal.facts, inspectorate, filterOf(input)), ({ cases }) => cases, hidden)
  }
})

const IndustryRow = z.object({
  industryCode: z.string().nullable(),
  industryTitle: z.string(),
  ...figures,
  ...suppressed
})

/** How many more figures of the industry code a figure shows than the filter names. */
function levelFor(industry: string | undefined): IndustryLevel {
  if (!industry || industry.length < 3) return 3
  return industry.length < 4 ? 4 : 'full'
}

/**
 * Cases by the source's own industry, with the title of the country's classification or the source's own. With an issue in
 * the filter, `violating` counts breaches of that issue among all cases of which the source says whether it was broken.
 */
export const readFigureIndustries = readFigure({
  name: 'figure.industries',
  told: roundedAnswer,
  input: { ...filterFields, level: { type: 'choice', options: ['2', '3', '4', '5', 'full'] } as const },
  output: z.object({ rows: z.array(IndustryRow), total: Total }),
  async run(scope, { level: wanted, ...input }) {
    const { portal, inspectorate } = scope
    const filter = filterOf(input)
    const level = wanted === 'full' ? wanted : wanted ? (Number(wanted) as IndustryLevel) : levelFor(filter.industry)
    const nameOf = await namesOfIndustries(scope)
    const rows = filter.issue
      ? await readIssueByIndustry(scope, { ...filter, issue: filter.issue }, level)
      : (await readByIndustry(portal.facts, inspectorate, filter, level)).map(
          ({ isicSection: _section, ...row }) => row
        )
    const shown = suppressSmall(rows, ({ cases }) => cases, hidden).map((row) => ({
      ...row,
      industryTitle: nameOf(row.industryCode, row.industryTitle)
    }))
    return { rows: shown, total: totalOf(rows) }
  }
})

/** Each industry with the breaches of one issue. */
async function readIssueByIndustry(
  { portal: { facts }, inspectorate }: ReadScope,
  filter: Filter & { issue: string },
  level: IndustryLevel
) {
  const { candidates: rows } = await readCandidates(facts, inspectorate, filter, { level, leastCases: 1, most: 2000 })
  return rows.map((row) => ({
    industryCode: row.industryCode,
    industryTitle: row.industryTitle,
    cases: row.cases,
    assessed: row.warnings.includes('breaches-only') ? 0 : row.cases,
    violating: row.breaches,
    workersAffected: row.workersAffected,
    backWages: row.backWages,
    penalties: row.penalties
  }))
}

/** Cases by county, city or region; with an issue in the filter, `violating` counts those in which it was found broken. */
export const readFigurePlaces = readFigure({
  name: 'figure.places',
  told: roundedAnswer,
  input: { ...filterFields, by: { type: 'choice', options: ['county', 'city', 'region'] } as const },
  output: z.object({
    rows: z.array(z.object({ place: z.string().nullable(), name: z.string().nullable(), ...figures, ...suppressed })),
    total: Total,
    /** Cases of which the place is known. */
    placed: count,
    map: z
      .object({ viewBox: z.string(), areas: z.array(z.object({ id: z.string(), name: z.string(), path: z.string() })) })
      .nullable()
  }),
  async run(scope, { by, ...input }) {
    const { issue, ...filter } = filterOf(input)
    const { inspectorate, portal } = scope
    const cut = by || 'county'
    const all = await readByRegion(portal.facts, inspectorate, filter, cut)
    const found = issue ? await readIssueByRegion(portal.facts, inspectorate, { ...filter, issue }, cut) : undefined
    const rows = found ? ofIssueIn(all, found) : all
    const map = by === 'city' || by === 'region' ? undefined : (await countryOf(scope))?.map
    const placed = totalOf(rows.filter(({ place }) => place !== null)).cases
    return { rows: suppressSmall(rows, ({ cases }) => cases, hidden), total: totalOf(rows), placed, map: map ?? null }
  }
})

/**
 * All cases of each place, and of them those that say something of the issue, with their amounts; those of the issue alone where
 * no share of the others can be said.
 */
function ofIssueIn(all: readonly PlaceFigures[], found: readonly IssuePlaceFigures[]): PlaceFigures[] {
  if (found.some(({ rated }) => !rated))
    return found.map(({ place, name, cases, ...said }) => ({ place, name, cases, ...ofIssue({ cases, ...said }) }))
  return all.map((row) => ({ ...row, ...ofIssue(found.find(({ place }) => place === row.place)) }))
}

/** Cases by number of violations. */
export const readFigureBands = readFigure({
  name: 'figure.violations',
  told: roundedAnswer,
  input: filterFields,
  output: z.object({ rows: z.array(z.object({ from: count, to: maybe, cases: maybe, ...suppressed })), cases: count }),
  async run({ portal, inspectorate }, input) {
    const rows = await readViolationBands(portal.facts, inspectorate, filterOf(input))
    return {
      rows: suppressSmall(rows, ({ cases }) => cases, ['cases']),
      cases: rows.reduce((sum, { cases }) => sum + cases, 0)
    }
  }
})

/** Employers by number of their cases: 1, 2, 3 and 4 or more; and how they were told apart. */
export const readFigureEmployers = readFigure(
  {
    name: 'figure.employers',
    told: roundedAnswer,
    input: filterFields,
    output: z.object({
      by: z.enum(['register', 'number']),
      rows: z.array(z.object({ times: count, employers: count, cases: count }))
    }),
    async run(scope, input) {
      const apart = await tellApart(scope)
      return { by: apart.by, rows: await readRepeatEmployers(apart, filterOf(input)) }
    }
  },
  apartState
)

/** Each issue in each section of ISIC. */
export const readFigureSectionIssues = readFigure({
  name: 'figure.section-issues',
  told: roundedAnswer,
  input: filterFields,
  output: z.array(
    z.object({
      isicSection: z.string(),
      issue: z.string(),
      cases: maybe,
      assessed: maybe,
      violating: maybe,
      ...suppressed
    })
  ),
  async run({ portal, inspectorate }, input) {
    const rows = await readSectionByIssue(portal.facts, inspectorate, filterOf(input))
    return suppressSmall(rows, ({ cases }) => cases, ['cases', 'assessed', 'violating'], false)
  }
})

/** How many cases fill each field. */
export const readFigureCompleteness = readFigure({
  name: 'figure.completeness',
  told: roundedAnswer,
  input: filterFields,
  output: z.array(z.object({ column: z.string(), filled: count, of: count })),
  run: ({ portal, inspectorate }, input) => readCompleteness(portal.facts, inspectorate, filterOf(input))
})

/** How much of the back wages the largest 1, 2 … 100 % of cases hold. */
export const readFigureConcentration = readFigure({
  name: 'figure.concentration',
  told: roundedAnswer,
  input: filterFields,
  output: z.object({
    cases: count,
    owingNothing: count,
    total: count,
    points: z.array(z.object({ percent: count, cases: count, backWages: count, share: count }))
  }),
  async run({ portal, inspectorate }, input) {
    const found = await readConcentration(portal.facts, inspectorate, filterOf(input))
    return found.cases < leastCell ? { ...found, owingNothing: 0, total: 0, points: [] } : found
  }
})

/** Cases by year of their conclusion; cases without a date are left out. */
export const readFigureYears = readFigure({
  name: 'figure.years',
  told: roundedAnswer,
  input: filterFields,
  output: z.array(z.object({ year: count, by: z.string(), ...figures, ...suppressed })),
  async run({ portal, inspectorate }, input) {
    return suppressSmall(await readByYear(portal.facts, inspectorate, filterOf(input)), ({ cases }) => cases, hidden)
  }
})
