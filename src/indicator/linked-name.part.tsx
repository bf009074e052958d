import { countyName, issueName, sectionName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { noIssue } from './coded.rules.ts'
import type { readLinkedFigures } from './linked.operations.ts'
import { allOthers, type LinkedDimension, type Period, readPeriod, unsaid } from './linked.rules.ts'

/** What the dashboard's dimensions and their values are called. */

export type LinkedFigures = Awaited<ReturnType<(typeof readLinkedFigures)['run']>>

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
