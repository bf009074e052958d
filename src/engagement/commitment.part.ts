import type { Words } from '../kernel/words.ts'
import type { Commitment } from './commitment.operations.ts'

/** A commitment as its guest reads it. */

/** As work that knows no inspector-days and no budget. */
export const planned = (one: Commitment) => ({ ...one, budget: null, expected_days: null })

export function sayDays(words: Words, { starts, ends }: Pick<Commitment, 'starts' | 'ends'>): string {
  if (starts && ends) return words.period(starts, ends)
  if (ends) return words.t('commitment.until', { day: words.date(ends) })
  return starts ? words.t('commitment.from', { day: words.date(starts) }) : words.t('commitment.undated')
}
