import type { Observation, Persons, Series } from './rules.ts'

/** What a register of workplaces counts, as figures of the year that stand where nobody entered another. */

/** Lines of a register of one section of ISIC that opened in one year and closed in another; null where it does not say. */
export type RegisteredGroup = {
  dataSet: string
  sector: string | null
  since: number | null
  until: number | null
  workplaces: number
  /** Sums over the lines that say it, and how many do. */
  workers: number
  withWorkers: number
  women: number
  withWomen: number
  men: number
  withMen: number
  young: number
  withYoung: number
}

/** A sum of workers is told where nearly all lines say it: otherwise it would be too small. */
const nearlyAll = 0.98
/** Fewer workplaces than this are not told by section. */
const leastWorkplaces = 5
/** How many years back a register is counted that keeps those that closed. */
const yearsBack = 15

const persons = [
  ['', 'workers', 'withWorkers'],
  ['women', 'women', 'withWomen'],
  ['men', 'men', 'withMen'],
  ['young', 'young', 'withYoung']
] as const satisfies readonly (readonly [Persons, keyof RegisteredGroup, keyof RegisteredGroup])[]

/**
 * The years of which a register tells: that in which it was drawn and those after it; earlier ones only where it keeps the
 * workplaces that closed, with the days on which they opened and closed.
 */
export function yearsOfRegister(groups: readonly RegisteredGroup[], drawn: number, now: number): number[] {
  const keepsClosed = groups.some(({ until }) => until !== null) && groups.some(({ since }) => since !== null)
  const first = Math.min(drawn, keepsClosed ? now - yearsBack : drawn)
  return Array.from({ length: Math.max(0, now - first + 1) }, (_, index) => first + index)
}

/**
 * Workplaces liable to inspection and their workers at the end of each year, in all and by section of ISIC: the lines that had
 * opened by then and had not closed.
 */
export function observationsOf(
  groups: readonly RegisteredGroup[],
  register: { name: string; example: boolean },
  years: readonly number[]
): Observation[] {
  const sectors = ['', ...new Set(groups.flatMap(({ sector }) => sector ?? []))]
  return years.flatMap((year) => {
    const open = groups.filter(({ since, until }) => (since ?? year) <= year && (until ?? year + 1) > year)
    return sectors.flatMap((sector) => {
      const own = sector === '' ? open : open.filter((one) => one.sector === sector)
      const sum = (name: (typeof persons)[number][1 | 2] | 'workplaces') =>
        own.reduce((all, group) => all + group[name], 0)
      const workplaces = sum('workplaces')
      if (workplaces === 0 || (sector !== '' && workplaces < leastWorkplaces)) return []
      const said = (series: Series, value: number, of: Persons): Observation => ({
        id: '',
        series,
        year,
        value,
        source: register.name,
        persons: of,
        category: '',
        region: '',
        sector,
        occupation: '',
        status: '',
        vintage: '',
        note: '',
        example: register.example,
        register: true
      })
      const workers = persons.flatMap(([of, name, filled]) =>
        sum(filled) >= workplaces * nearlyAll ? [said('workers_liable', sum(name), of)] : []
      )
      return [said('workplaces_liable', workplaces, ''), ...workers]
    })
  })
}
