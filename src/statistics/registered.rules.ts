import { suppressSmall } from '../indicator/rules.ts'
import type { Cell, Observation, Persons, Series } from './rules.ts'

/** What a register of workplaces counts, as figures of the year that stand where nobody entered another. */

/** What the lines of a register are counted by, each in its own groups: every line is in one group of each. */
export type RegisteredPart = 'sector' | 'region'

/**
 * Lines of a register of one part (a section of ISIC, a region of ISO 3166-2) that opened in one year and closed in another; null
 * where it does not say.
 */
export type RegisteredGroup = {
  dataSet: string
  over: RegisteredPart
  part: string | null
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
 * Workplaces liable to inspection and their workers at the end of each year, in all, by section of ISIC and by region: the lines
 * that had opened by then and had not closed. A part of fewer than five is not told, nor what its total would tell it by.
 */
export function observationsOf(
  groups: readonly RegisteredGroup[],
  register: { name: string; example: boolean },
  years: readonly number[]
): Observation[] {
  const observed = (year: number, { workplaces, sums }: Counted, cell: Pick<Cell, RegisteredPart>): Observation[] => {
    const said = (series: Series, value: number, of: Persons): Observation => ({
      ...{ id: '', series, year, value, source: register.name, persons: of, category: '', region: '', sector: '' },
      ...{ occupation: '', status: '', vintage: '', note: '', example: register.example, register: true, ...cell }
    })
    const workers = sums.flatMap(({ of, value, filled }) =>
      filled >= workplaces * nearlyAll ? [said('workers_liable', value, of)] : []
    )
    return [said('workplaces_liable', workplaces, ''), ...workers]
  }
  return years.flatMap((year) => {
    const open = groups.filter(({ since, until }) => (since ?? year) <= year && (until ?? year + 1) > year)
    const all = countOf(open.filter(({ over }) => over === 'sector'))
    if (all.workplaces === 0) return []
    const parts = (['sector', 'region'] as const).flatMap((over) =>
      partsOf(open.filter((group) => group.over === over)).flatMap(([part, counted]) =>
        observed(year, counted, { [over]: part })
      )
    )
    return [...observed(year, all, {}), ...parts]
  })
}

type Counted = { workplaces: number; sums: { of: Persons; value: number; filled: number }[] }

function countOf(groups: readonly RegisteredGroup[]): Counted {
  const sum = (name: (typeof persons)[number][1 | 2] | 'workplaces') =>
    groups.reduce((all, group) => all + group[name], 0)
  return {
    workplaces: sum('workplaces'),
    sums: persons.map(([of, name, filled]) => ({ of, value: sum(name), filled: sum(filled) }))
  }
}

/** The parts that may be told. Lines that name no part are one too, as their number follows from the total. */
function partsOf(groups: readonly RegisteredGroup[]): [string, Counted][] {
  const parts = [...Map.groupBy(groups, ({ part }) => part)].map(([part, own]) => ({ part, counted: countOf(own) }))
  return suppressSmall(parts, ({ counted }) => counted.workplaces, ['counted']).flatMap(({ part, counted }) =>
    part !== null && counted && counted.workplaces > 0 ? [[part, counted] as const] : []
  ) as [string, Counted][]
}
