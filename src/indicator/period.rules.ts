import type { Period } from './linked.rules.ts'
import { leastCell } from './rules.ts'

/** Time on the dashboard: months, quarters or years, whichever a reader can tell apart. */

export const periodUnits = ['month', 'quarter', 'year'] as const
export type PeriodUnit = (typeof periodUnits)[number]

const mostPeriods = 72
/** So many of the periods that have cases must have enough to be told. */
const enough = 0.9

const monthsIn: Record<PeriodUnit, number> = { month: 1, quarter: 3, year: 12 }

const numberOf = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
const monthOf = (number: number) =>
  `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`

/** The period of a unit in which a month lies. */
export function periodOf(month: string, unit: PeriodUnit): Period {
  const start = numberOf(month) - (numberOf(month) % monthsIn[unit])
  return { from: monthOf(start), to: monthOf(start + monthsIn[unit] - 1) }
}

export const periodText = ({ from, to }: Period) => `${from}..${to}`

/** Every period from the first month to the last, those without a case too. */
export function periodsBetween(first: string, last: string, unit: PeriodUnit): Period[] {
  const begin = numberOf(periodOf(first, unit).from)
  const count = Math.floor((numberOf(last) - begin) / monthsIn[unit]) + 1
  return Array.from({ length: count }, (_, index) => periodOf(monthOf(begin + index * monthsIn[unit]), unit))
}

/** The finest unit that makes no more than 72 periods, hardly any of them with fewer than five cases. */
export function unitFor(months: ReadonlyMap<string, number>): PeriodUnit {
  const sorted = [...months.keys()].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (!first || !last) return 'year'
  const fitting = periodUnits.find((unit) => {
    if (periodsBetween(first, last, unit).length > mostPeriods) return false
    const sums = new Map<string, number>()
    for (const [month, cases] of months) {
      const name = periodText(periodOf(month, unit))
      sums.set(name, (sums.get(name) ?? 0) + cases)
    }
    return [...sums.values()].filter((cases) => cases >= leastCell).length >= enough * sums.size
  })
  return fitting ?? 'year'
}

/** A period widened to whole units. */
export function wholeUnits({ from, to }: Period, unit: PeriodUnit): Period {
  return { from: periodOf(from, unit).from, to: periodOf(to, unit).to }
}
