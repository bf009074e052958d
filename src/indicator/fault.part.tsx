import type { Words } from '../kernel/words.ts'
import type { PeriodFault } from './fault.rules.ts'
import { leastCell } from './rules.ts'

/** What looks incomplete in time, in words. */

const lastDay = (month: string) => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10)
}

const monthsIn = (words: Words, from: string, to: string) => words.period(`${from}-01`, lastDay(to))

/** A fault as a sentence that says what to make of it. */
export function faultSentence(words: Words, fault: PeriodFault): string {
  if (fault.kind === 'break') {
    const { month, before, after } = fault
    return words.t('quality.break', { from: words.date(`${month}-01`), before, after })
  }
  const when = monthsIn(words, fault.from, fault.to)
  if (fault.kind === 'part') return words.t('quality.part', { year: String(fault.year), when })
  const { found, usual } = fault
  return words.t(found > 0 && found < leastCell ? 'quality.hole-few' : 'quality.hole', { when, found, usual })
}
