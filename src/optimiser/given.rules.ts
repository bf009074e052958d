import { type CapacityLine, daysOfYear, regionsOf } from '../capacity/rules.ts'
import { usualDays } from './rules.ts'
import { plainName } from './table.rules.ts'

const inQuarter = (year: number) => Math.round(year / 4)

/** Days that one inspector gives in a quarter, by the lines of capacity; undefined where they name nobody. */
export function daysOfOne(lines: readonly CapacityLine[]): number | undefined {
  const people = lines.reduce((sum, { inspectors }) => sum + inspectors, 0)
  return people > 0 ? inQuarter(lines.reduce((sum, line) => sum + daysOfYear(line), 0) / people) : undefined
}

/**
 * The inspector-days of each region in a quarter: those that its capacity gives. What the whole country gives is shared equally
 * by the regions that have no capacity of their own; without any capacity, the usual days of `inspectors` are.
 */
export function daysOfRegions(
  names: readonly string[],
  lines: readonly CapacityLine[],
  inspectors: number
): { region: string; days: number }[] {
  const known = regionsOf(lines)
  const own = names.map((name) => known.find(({ region }) => plainName(region) === plainName(name)))
  const shared =
    lines.length === 0 ? inspectors * usualDays : (known.find(({ region }) => region === '')?.monthly ?? 0) * 3
  const without = own.filter((one) => one === undefined).length
  return names.map((region, index) => {
    const found = own[index]
    return { region, days: Math.round(found ? found.monthly * 3 : shared / Math.max(1, without)) }
  })
}
