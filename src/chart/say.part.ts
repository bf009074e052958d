import { nameSome } from '../influence/step.part.tsx'
import type { Words } from '../kernel/words.ts'
import type { Gap, GapValue } from './gaps.rules.ts'
import type { Intervention, Whole } from './whole.rules.ts'

function sayValue(words: Words, value: GapValue): string | number {
  if (typeof value !== 'object') return value
  if ('word' in value) return words.t(value.word)
  if ('month' in value) return words.months(value.month, value.month)
  if ('names' in value)
    return nameSome(
      words,
      value.names.map((name) => words.t('influence.quoted', { name }))
    )
  return words.list(value.words.map((key) => words.t(key)))
}

/** What is missing, as a sentence. */
export function sayGap(words: Words, { code, values }: Gap): string {
  return words.t(
    `gap.${code}`,
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, sayValue(words, value)]))
  )
}

/** A budget as it was written: with cents where it has cents. */
export function sayBudget(words: Words, value: number, currency: string): string {
  const cents = Math.round(value * 100)
  return words.money(cents / 100, currency, cents % 100 === 0 ? 0 : 2)
}

/** The days from and to which something lasts; '' where neither is known. */
export function sayDays(words: Words, from: string | null, to: string | null): string {
  if (from && to) return words.period(from, to)
  if (from) return words.t('chart.days.from', { from: words.date(from) })
  return to ? words.t('chart.days.to', { to: words.date(to) }) : ''
}

/** Small parts in one line, each in its own direction; those that there are. */
export function sayTogether(words: Words, parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== '')
  return (words.direction === 'rtl' ? shown.map((part) => `\u2068${part}\u2069`) : shown).join(' · ')
}

/** The years of a plan: "2026–2028". */
export function sayYears({ starts, ends }: Pick<Whole['plan'], 'starts' | 'ends'>): string {
  return [...new Set([starts, ends].flatMap((day) => (day ? [day.slice(0, 4)] : [])))].join('–')
}

/** A number as it was entered, with the decimals that it has, at most two. */
export function sayNumber(words: Words, value: number): string {
  const digits = Number.isInteger(value) ? 0 : Number.isInteger(value * 10) ? 1 : 2
  return words.number(value, digits)
}

/**
 * A value with its unit; a sign such as % stays with its number, as the language writes it: "26%", "26 %". Within right-to-left
 * text it is isolated, or a Latin unit would tear the figure apart ("250 m2,1").
 */
export function sayQuantity(words: Words, value: number, unit: string): string {
  if (unit === '%') return words.share(0.5).replace(words.number(50), sayNumber(words, value))
  const quantity = [sayNumber(words, value), unit].filter(Boolean).join(isWord(unit) ? ' ' : '\u00a0')
  return words.direction === 'rtl' && unit ? `\u2068${quantity}\u2069` : quantity
}

const isWord = (unit: string) => unit.length > 3

/** Where a line is to lead: "goal: 50 %"; '' where that is not said. */
export function sayGoal(words: Words, { goal, baseline_unit: unit }: Intervention): string {
  return goal === null ? '' : words.t('chart.goal', { goal: sayQuantity(words, goal, unit) })
}

/** The indicator of a line with where it begins and where it is to go: "Answered: from 0 to 50 %". */
export function sayIndicator(words: Words, { indicator, baseline, baseline_unit: unit, goal }: Intervention): string {
  if (indicator === '') return ''
  if (baseline !== null && goal !== null)
    return words.t('chart.indicator.from-to', {
      indicator,
      // A unit that is a word is said once: "from 0 to 600 workers".
      from: isWord(unit) ? sayNumber(words, baseline) : sayQuantity(words, baseline, unit),
      to: sayQuantity(words, goal, unit)
    })
  if (goal !== null) return words.t('chart.indicator.to', { indicator, to: sayQuantity(words, goal, unit) })
  return indicator
}

/** Who carries a line out and who takes part. */
export function sayStakeholders(words: Words, line: { carriedOutBy: string; stakeholders: readonly string[] }): string {
  return words.list([line.carriedOutBy || words.t('chart.inspectorate'), ...line.stakeholders])
}

export function sayPhase(words: Words, number: number | null): string {
  return number === null ? words.t('chart.phase.none') : words.t('chart.phase', { number })
}
