import { leastCell } from './rules.ts'

/**
 * What may be told so that two figures that differ by a few cases do not tell of those few: see decisions/0008. Counts are
 * rounded at random to multiples of five, as Statistics Canada does with its census: up with the probability of the remainder,
 * so that they are right on average. The chance hangs on the count and on a secret of the inspectorate's own, and on nothing else: the same cases are told alike by every question, page, file, pin and version that counts them, so that asking
 * again, in whatever words, brings no second draw that could be averaged with the first.
 */

/** A number from 0 up to 1 for each multiple of five: always the same, and to be foreseen by nobody. */
export type Chance = (five: number) => number

const base = 5
/** Of fewer cases than this no chart is drawn, and a data set of fewer does not count with others. */
export const leastSelected = 10

/** A count of a selection: a multiple of five, 0 where there is none; undefined for one to four. */
export function roundedCount(count: number, chance: Chance): number | undefined {
  return count > 0 && count < leastCell ? undefined : nearCount(count, chance)
}

/**
 * As `roundedCount`, with one to four as nought or five: where a number must be told. Within each five one bound, drawn by
 * chance, parts what goes down from what goes up; so a larger count is never told as the smaller, and no part exceeds its whole.
 */
export function nearCount(count: number, chance: Chance): number {
  const rest = count % base
  const five = count - rest
  return rest > base * chance(five) ? five + base : five
}

/** An amount of a selection: two figures of it, 158,900,000 as 160,000,000. */
export function roundedAmount(amount: number): number {
  return Number(amount.toPrecision(2))
}

/** A share of a hundred: what more digits would tell of the counts behind it is not told. */
export const roundedShare = (share: number): number => Math.round(share * 100) / 100

/** A group of cases: all of them, and a share of which `of` is the denominator and `count` the numerator. */
export type GroupCount = { cases: number; of: number; count: number }
export type ToldGroup = { cases?: number | undefined; of?: number | undefined; count?: number | undefined }

/** The counts of a group, as far as they are told at all: what was left out stays so, and of one to four nothing is told. */
export function roundedGroup({ cases, of, count }: ToldGroup, chance: Chance): ToldGroup {
  const near = (one: number | undefined) => (one === undefined ? undefined : roundedCount(one, chance))
  const [all, whole, part] = [near(cases), near(of), near(count)]
  if (all === undefined) return {}
  return {
    cases: all,
    ...(whole === undefined ? {} : { of: whole }),
    ...(whole === undefined || part === undefined ? {} : { count: part })
  }
}

/** Numbers of an answer that count records, people or workplaces. */
const counts = new Set([
  ...['cases', 'assessed', 'violating', 'casesWithBackWages', 'casesWithPenalties', 'owingNothing', 'workersAffected'],
  ...['workplaces', 'employers', 'accidents', 'deaths', 'records', 'dated', 'placed', 'of', 'filled', 'breaches'],
  ...['refused', 'doubtful', 'count', 'found', 'usual', 'before', 'after', 'workers']
])
const amounts = new Set(['backWages', 'penalties', 'total', 'back_wages'])

/**
 * An answer of figures for those who may not open the records: every count is a multiple of five, every amount has two figures,
 * a share two decimals.
 */
export function roundedAnswer<Answer>(answer: Answer, chance: Chance): Answer {
  return rounded(answer, chance) as Answer
}

function rounded(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value)) return value.map((one) => rounded(one, chance))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, roundedNumber(name, one, chance)]))
}

function roundedNumber(name: string, value: unknown, chance: Chance): unknown {
  if (typeof value !== 'number') return rounded(value, chance)
  if (amounts.has(name)) return roundedAmount(value)
  if (name === 'share') return roundedShare(value)
  return counts.has(name) ? nearCount(value, chance) : value
}
