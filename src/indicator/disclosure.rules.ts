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
  if (count > 0 && count < leastCell) return undefined
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
