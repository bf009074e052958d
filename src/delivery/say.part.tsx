import type { Intervention } from '../intervention/operations.ts'
import { type FactName, factsOfKind } from '../intervention/work.rules.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Tag, type TagKind } from '../ui/tag.tsx'
import {
  calendarOf,
  latenessOf,
  lengthOf,
  type Measure,
  type Planned,
  type Standing,
  standingsOf,
  type Totals
} from './rules.ts'

/** How far work is, in words. */

/** A number of days in the unit in which people say it: "2 months". */
export function sayLength(words: Words, days: number): string {
  const { n, unit } = lengthOf(days)
  return words.t(`work.length.${unit}`, { n })
}

/** Money with cents where it has cents, days with halves where there are any, the rest as it is counted. */
export function sayMeasure(words: Words, measure: Measure, value: number, currency: string): string {
  if (measure === 'cost') return words.money(value, currency, Number.isInteger(value) ? 0 : 2)
  return words.number(value, Number.isInteger(value) ? 0 : 1)
}

function sayStanding(words: Words, { measure, expected, actual, share }: Standing, currency: string): string {
  if (actual === null) return expected && measure === 'workplaces' ? words.t('work.none-of', { of: expected }) : ''
  if (measure === 'cost' && share !== null) return words.t('work.cost.share', { share: words.share(share) })
  const values = { actual, money: sayMeasure(words, measure, actual, currency) }
  return expected ? words.t(`work.${measure}.of`, { ...values, expected }) : words.t(`work.${measure}`, values)
}

/** What remains of the time; that it is over says `sayLateness`. */
export function sayCalendar(words: Words, planned: Planned, today: string): string {
  if (planned.status === 'done' || planned.status === 'dropped') return ''
  const { state, days } = calendarOf(planned, today)
  return state === 'undated' || state === 'over'
    ? ''
    : words.t(`work.calendar.${state}`, { length: sayLength(words, days), days })
}

/** Where work stands against what was expected: "614 of 1,200 workplaces reached, 51% of the budget spent and 2 months left". */
export function sayProgress(words: Words, planned: Planned, totals: Totals, today: string, currency: string): string {
  const waits = calendarOf(planned, today).state === 'before' && totals.deliveries === 0
  const standings = waits ? [] : standingsOf(planned, totals)
  const told = standings.map((standing) => sayStanding(words, standing, currency))
  const shown = [...told, sayCalendar(words, planned, today)].filter((part) => part !== '')
  return words.list(shown)
}

/** What was reached of what was expected, in a few words; '' where nothing was recorded. */
export function sayReached(words: Words, planned: Planned, totals: Totals): string {
  const reached = standingsOf(planned, totals).find(({ actual, measure }) => actual !== null && measure !== 'cost')
  return reached ? sayStanding(words, reached, '') : ''
}

/** What of work should have happened by now; '' where nothing. */
export function sayLateness(words: Words, planned: Planned, today: string): string {
  const late = latenessOf(planned, today)
  return late ? words.t(`work.late.${late.what}`, { length: sayLength(words, late.days) }) : ''
}

const tagOf: Partial<Record<Planned['status'], TagKind>> = {
  under_way: 'recorded',
  done: 'ok',
  paused: 'wait',
  idea: 'proposed'
}

/** The state of work as a mark with its word; what nobody has said is said so. */
export function StatusTag({ status }: Pick<Planned, 'status'>) {
  const words = useWords()
  return (
    <Tag kind={tagOf[status] ?? 'plain'}>
      {words.t(status === '' ? 'work.status.none' : `intervention.status.${status}`)}
    </Tag>
  )
}

/** The facts of the kind that are known, each with its name; `nameOf` tells what a stakeholder is called. */
export function factsTold(words: Words, one: Intervention, nameOf: (id: string) => string) {
  const names: readonly FactName[] = one.kind === '' ? [] : factsOfKind[one.kind]
  return names.flatMap((name) => {
    const value = one[name]
    if (value === null || value === '') return []
    return [{ term: words.t(`intervention.${name}`), name, value: sayFact(words, name, value, nameOf) }]
  })
}

function sayFact(words: Words, name: FactName, value: string | number, nameOf: (id: string) => string): string {
  if (typeof value === 'number') return words.number(value)
  if (name === 'partner') return nameOf(value)
  if (name === 'outcome' || name === 'selection') return words.t(`intervention.${name}.${value}`)
  return ['signed', 'valid_until', 'in_force', 'reply_until', 'submitted'].includes(name) ? words.date(value) : value
}
