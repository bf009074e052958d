import { countyName, issueName, sectionName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { noIssue } from './coded.rules.ts'
import { withMark } from './fault.part.tsx'
import { type PeriodFault, touchOfMonths } from './fault.rules.ts'
import type { readLinkedFigures } from './linked.operations.ts'
import { allOthers, type LinkedDimension, type Period, readPeriod, unsaid } from './linked.rules.ts'

/** What the dashboard's dimensions and their values are called. */

export type LinkedFigures = Awaited<ReturnType<(typeof readLinkedFigures)['run']>> & {
  /** What looks incomplete or broken in time. */
  faults: readonly PeriodFault[]
}

/** How what looks wrong in time touches a period of the dashboard. */
export function marksOf({ faults }: Pick<LinkedFigures, 'faults'>, value: string): ('incomplete' | 'break')[] {
  const period = readPeriod(value)
  return period ? [...new Set(faults.flatMap((fault) => touchOfMonths(fault, period) ?? []))] : []
}

/** A value by its name; a period that looks incomplete, or in which another way of counting begins, says so. */
export function markedValue(words: Words, figures: LinkedFigures, dimension: LinkedDimension, value: string): string {
  const marks = dimension === 'time' ? marksOf(figures, value) : []
  return marks.reduce((name, mark) => withMark(words, name, mark), nameOfValue(words, figures, dimension, value))
}

/** What stands for a count that is not told: that it is under five, or that it is withheld for another reason. */
export const untold = (words: Words, { withheld }: { withheld: boolean }): string =>
  words.t(withheld ? 'dashboard.withheld' : 'dashboard.under-five')

/** Whole years by their numbers, else the months. */
export function periodName(words: Words, { from, to }: Period): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
  if (!from.endsWith('-01') || !to.endsWith('-12')) return words.months(from, to)
  return first === last ? first : `${first}–${last}`
}

export function nameOfValue(
  words: Words,
  { places }: Pick<LinkedFigures, 'places'>,
  dimension: LinkedDimension,
  value: string
): string {
  if (value === unsaid) return words.t('figure.unsaid')
  if (value === allOthers) return words.t('dashboard.others')
  if (dimension === 'time') {
    const period = readPeriod(value)
    return period ? periodName(words, period) : value
  }
  if (dimension === 'sector') return sectionName(words, value)
  if (dimension === 'issue') return value === noIssue ? words.t('dashboard.no-issue') : issueName(words, value)
  if (dimension === 'origin') return value
  if (dimension !== 'place') return words.t(`dashboard.${dimension}.${value}`)
  const named = places[value]
  const name = named?.[words.language] ?? named?.en ?? value
  return named && Object.keys(named).length === 1 ? countyName(words, { place: value, name }) : name
}
