import { leastCell } from './rules.ts'

/**
 * What may be told of a selection, so that two selections that differ by a few cases do not tell of those few: see
 * decisions/0008. The counts of a selection are rounded at random to multiples of five, as Statistics Canada does with its
 * census: up with the probability of the remainder, so that they are right on average. The chance hangs on the question
 * alone: asked again, it answers the same.
 */

const base = 5
/** Of fewer cases than this no chart is drawn. */
export const leastSelected = 10

/** A count of a selection: a multiple of five, 0 where there is none; undefined for one to four. */
export function roundedCount(count: number, question: string): number | undefined {
  return count > 0 && count < leastCell ? undefined : nearCount(count, question)
}

/** As `roundedCount`, with one to four as nought or five: where a number must be told. */
export function nearCount(count: number, question: string): number {
  const rest = count % base
  return count - rest + (chance(`${question} ${count}`) * base < rest ? base : 0)
}

/** An amount of a selection: two figures of it, 158,900,000 as 160,000,000. */
export function roundedAmount(amount: number): number {
  return Number(amount.toPrecision(2))
}

/** A number from 0 up to 1 that looks like chance and is always the same for the same text (FNV-1a, stirred). */
function chance(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** A group of cases: all of them, and a share of which `of` is the denominator and `count` the numerator. */
export type GroupCount = { cases: number; of: number; count: number }
export type ToldGroup = { cases?: number; of?: number; count?: number }

/** The counts of a group under a selection: what is equal stays equal, no part is larger than its whole. */
export function roundedGroup({ cases, of, count }: GroupCount, question: string): ToldGroup {
  const all = roundedCount(cases, question)
  if (all === undefined) return {}
  const whole = roundedCount(of, question)
  const told = whole === undefined ? undefined : of <= cases ? Math.min(all, whole) : whole
  const part = roundedCount(count, question)
  return {
    cases: all,
    ...(told === undefined ? {} : { of: told }),
    ...(told === undefined || part === undefined ? {} : { count: Math.min(told, part) })
  }
}

/** Numbers of an answer that count records, people or workplaces, the whole before its parts. */
const wholes: Record<string, string> = { assessed: 'cases', violating: 'assessed', deaths: 'accidents', filled: 'of' }
const counts = new Set([
  ...['cases', 'assessed', 'violating', 'casesWithBackWages', 'casesWithPenalties', 'owingNothing', 'workersAffected'],
  ...['workplaces', 'employers', 'accidents', 'workers', 'deaths', 'records', 'dated', 'placed', 'of', 'filled']
])
const amounts = new Set(['backWages', 'penalties', 'total'])

/**
 * An answer of figures for those who may not open the records: every count is a multiple of five, up or down by chance, every
 * amount has two figures, a share two decimals. What equals its whole still does, and no part is larger than its whole. Each
 * count is rounded for itself, so that counts of two questions, or of two rows, do not tell of a few by their difference.
 */
export function roundedAnswer<Answer>(answer: Answer, question: string): Answer {
  return rounded(answer, question) as Answer
}

function rounded(value: unknown, question: string): unknown {
  if (Array.isArray(value)) return value.map((one, index) => rounded(one, `${question} ${index}`))
  if (typeof value !== 'object' || value === null) return value
  const row = value as Record<string, unknown>
  const told: Record<string, unknown> = {}
  // In the order of `counts`, not of the answer: a part is held to its whole, which must be told first.
  const ordered = [...Object.keys(row)].sort((one, other) => orderOf(one) - orderOf(other))
  for (const name of ordered) told[name] = roundedNumber(name, row, told, question)
  return Object.fromEntries(Object.keys(row).map((name) => [name, told[name]]))
}

const order = [...counts]
const orderOf = (name: string) => order.indexOf(name)

function roundedNumber(name: string, row: Record<string, unknown>, told: Record<string, unknown>, question: string) {
  const value = row[name]
  if (typeof value !== 'number') return rounded(value, `${question} ${name}`)
  if (amounts.has(name)) return roundedAmount(value)
  if (name === 'share') return Math.round(value * 100) / 100
  if (!counts.has(name)) return value
  const whole = wholes[name] ?? ''
  if (value === row[whole]) return told[whole]
  const count = nearCount(value, `${question} ${name}`)
  const most = told[whole]
  return typeof most === 'number' && value <= Number(row[whole]) ? Math.min(count, most) : count
}
