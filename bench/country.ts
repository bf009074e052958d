import { join } from 'node:path'
import { type Mapping, plainNotation } from '../src/evidence/rules.ts'
import { quoteText, withDuckDB } from '../src/facts/duckdb.ts'

/**
 * A made-up country for load trials: cases of workplaces over ten years, as an inspectorate's old system would export them.
 * The same seed and size give the same file, whatever the machine and its number of threads: every draw is a hash of the
 * case's number, the workplace's number and the seed.
 *
 * What is skewed, and how:
 * - workplaces: 3 for every 10 cases; the chance of the workplace with rank r falls as r to the power of -0.44 (Zipf's law), so
 *   that half of all workplaces have one case or none, and some have hundreds;
 * - each workplace has for good: a region (47, the first with about a tenth of all), a section of ISIC (weights of a
 *   middle-income country), a size (three quarters of them 10 to 49 workers), and how much it breaks the law;
 * - time: growth of 4 % a year, an August trough and a March peak, a quarter lost in 2020;
 * - how a case came about hangs on the workplace's record: those that break the law get complaints and follow-ups;
 * - violations by issue, workers and money follow from how much the workplace breaks the law; money has a long tail.
 */
export type CountrySize = { cases: number; seed?: number }

/** Shares of a thousand. */
const sections = Object.entries({
  A: 90,
  B: 8,
  C: 190,
  D: 6,
  E: 10,
  F: 140,
  G: 210,
  H: 60,
  I: 90,
  J: 20,
  K: 15,
  L: 10,
  M: 30,
  N: 50,
  P: 25,
  Q: 30,
  S: 16
})
const origins = ['planned', 'campaign', 'complaint', 'follow-up', 'accident']
/** Of ten months' cases so many fall in each month. */
const season = [9, 10, 13, 11, 10, 9, 8, 5, 9, 10, 10, 6]
const years = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025]
const issues = ['minimumWage', 'overtime', 'recordKeeping', 'safetyAndHealth', 'childLabour'] as const

/** Cumulated weights as a list for SQL, from 0 to 1. */
function steps(weights: readonly number[]): string {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const sums = weights.map((_, index) => weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0))
  return `[${sums.map((sum) => (sum / all).toFixed(6)).join(', ')}]`
}

/** The place in a list of cumulated weights on which a draw falls, from 1. */
const drawn = (weights: readonly number[], draw: string) =>
  `least(${weights.length}, 1 + len(list_filter(${steps(weights)}, lambda step: step < ${draw})))`

/** The file's rows as SQL. */
function countrySql({ cases, seed = 1 }: CountrySize): string {
  const workplaces = Math.max(10, Math.round(cases * 0.3))
  /** A number from 0 up to 1 that hangs on a thing and on what is drawn of it. */
  const draw = (of: string, what: string) =>
    // Hashed twice: two hashes of one thing with different texts differ by the same bits for every thing.
    `(hash(hash(${of}, ${quoteText(`${what} ${seed}`)})) / 18446744073709551616.0)`
  const months = years.flatMap((year, index) =>
    season.map((weight, month) => weight * 1.04 ** index * (year === 2020 && month >= 3 && month <= 5 ? 0.15 : 1))
  )
  const broken = (issue: string, chance: number) =>
    `case when ${draw('i', issue)} < risk * ${chance} then 1 + floor(${draw('i', `${issue} many`)} ** 4 * 40)::int else 0 end`
  return `with drawn as (
      select i, floor(${workplaces} * ${draw('i', 'workplace')} ** 1.8)::bigint as w from range(${cases}) r(i)
    ), placed as (
      select i, w, ${draw('w', 'risk')} ** 1.5 as risk,
        1 + floor(47 * ${draw('w', 'region')} ** 2.2)::int as region,
        ${draw('w', 'section')} as section_draw, floor(1 + 9 / (0.012 + ${draw('w', 'size')}) ** 1.15)::int as employees,
        ${draw('i', 'month')} as month_draw, 1 + floor(28 * ${draw('i', 'day')})::int as day
      from drawn
    ), dated as (
      select *, ${drawn(months, 'month_draw')} - 1 as month from placed
    ), found as (
      select *, ${issues.map((issue, index) => `${broken(issue, [0.5, 0.6, 0.35, 0.7, 0.03][index] ?? 0)} as "${issue}"`).join(', ')}
      from dated
    )
    select i as case_id, 'W' || w as workplace_id, 'Workplace ' || w as workplace,
      'KE-' || lpad(region::varchar, 2, '0') as region,
      (${quoteText(sections.map(([section]) => section).join(''))})[${drawn(
        sections.map(([, weight]) => weight),
        'section_draw'
      )}] as isic,
      employees,
      make_date((2016 + month // 12)::int, (1 + month % 12)::int, day) as concluded,
      [${origins.map(quoteText).join(', ')}][1 + least(4, floor(5 * ${draw('i', 'origin')} ** (1.6 - risk))::int)] as came_about,
      ${issues.map((issue) => `"${issue}" as ${issue}_violations`).join(', ')},
      case when ${issues.map((issue) => `"${issue}"`).join(' + ')} > 0
        then 1 + floor(employees * ${draw('i', 'affected')} ** 2)::int else 0 end as affected,
      case when "minimumWage" + "overtime" > 0 and ${draw('i', 'owes')} < 0.7
        then round(exp(5 + 6 * ${draw('i', 'owed')} ** 2), 2) else 0 end as back_wages,
      case when ${issues.map((issue) => `"${issue}"`).join(' + ')} > 4
        then round(exp(4 + 5 * ${draw('i', 'fined')} ** 2), 2) else 0 end as penalties
    from found`
}

/** Writes the country's cases as CSV. */
export async function writeCountry(file: string, size: CountrySize): Promise<void> {
  await withDuckDB(':memory:', (connection) =>
    connection.run(`copy (${countrySql(size)}) to ${quoteText(file)} (format csv, header)`)
  )
}

/** How the portal reads the file. */
export const countryMapping: Mapping = {
  table: 'cases',
  kind: 'visit',
  fields: {
    record: { column: 'case_id' },
    identifier: { column: 'workplace_id' },
    workplace: { column: 'workplace' },
    region: { column: 'region' },
    isicSection: { column: 'isic' },
    employees: { column: 'employees' },
    concluded: { column: 'concluded' },
    trigger: { column: 'came_about' },
    workersAffected: { column: 'affected' },
    backWages: { column: 'back_wages' },
    penalties: { column: 'penalties' }
  },
  findings: issues.map((issue) => ({ issue, violations: `${issue}_violations` })),
  constants: {},
  notation: plainNotation
}

/** Where a country of a size lies between runs. */
export const countryFolder = (folder: string, { cases, seed = 1 }: CountrySize) =>
  join(folder, `country-${cases}-${seed}`)
