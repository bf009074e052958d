import type { Standing, Verdict } from './indicator.rules.ts'
import { calendarOf, daysBetween, latenessOf, nothingDone, type Planned, type Totals } from './rules.ts'

/** What the director's page says of a plan as a whole: money and days against the calendar, and what needs a decision. */

export type Means = {
  /** Money and days of inspectors that are planned and used; null where nobody states any. */
  budget: number | null
  spent: number | null
  days: number | null
  daysSpent: number | null
  /** Which share of the plan's own time has passed; null where it has no days. */
  passed: number | null
}

const sumOf = (values: readonly (number | null)[]): number | null => {
  const said = values.filter((value) => value !== null)
  return said.length === 0 ? null : said.reduce((all, one) => all + one, 0)
}

export function meansOf(
  work: readonly Planned[],
  totals: readonly Totals[],
  plan: { starts: string | null; ends: string | null },
  today: string
): Means {
  const going = work.filter(({ status }) => status !== 'dropped')
  const { starts, ends } = plan
  const length = starts && ends ? daysBetween(starts, ends) : 0
  const passed = starts && length > 0 ? Math.min(1, Math.max(0, daysBetween(starts, today) / length)) : null
  return {
    budget: sumOf(going.map(({ budget }) => budget)),
    spent: sumOf(totals.map(({ cost }) => cost)),
    days: sumOf(going.map(({ expected_days }) => expected_days)),
    daysSpent: sumOf(totals.map(({ days }) => days)),
    passed
  }
}

export type Judged = { id: string; name: string; standing: Standing }
export type Watched = Planned & {
  id: string
  name: string
  kind: string
  reply_until: string | null
  valid_until: string | null
}

/** What needs a decision; `of` is the record that it is about, `days` a length where one is said. */
export type Decision = {
  code:
    | 'off-track'
    | 'overspent'
    | 'late-end'
    | 'late-start'
    | 'not-agreed'
    | 'reply-over'
    | 'memorandum-ends'
    | 'paused'
    | 'behind'
    | 'value-due'
  of: 'indicator' | 'intervention'
  id: string
  name: string
  days: number
  share: number
}

/** How soon before its day something that must be decided is told, in days. */
const ahead = { agree: 30, memorandum: 60 } as const

/** What needs a decision, the weightiest first and each record once: goals that are missed, money, time, and what waits for somebody's word. */
export function decisionsOf(
  work: readonly Watched[],
  totals: readonly Totals[],
  indicators: readonly Judged[],
  today: string
): Decision[] {
  const order: readonly Decision['code'][] = [
    'off-track',
    'overspent',
    'late-end',
    'reply-over',
    'not-agreed',
    'late-start',
    'memorandum-ends',
    'behind',
    'paused',
    'value-due'
  ]
  const found = [
    ...indicators.flatMap((one) => ofIndicator(one, today)),
    ...work.flatMap((one) =>
      ofWork(
        one,
        totals.find(({ intervention }) => intervention === one.id),
        today
      )
    )
  ]
  const sorted = found.toSorted(
    (a, b) => order.indexOf(a.code) - order.indexOf(b.code) || b.days - a.days || b.share - a.share
  )
  return sorted.filter((one, index) => sorted.findIndex(({ id }) => id === one.id) === index)
}

function ofIndicator({ id, name, standing }: Judged, today: string): Decision[] {
  const about = { of: 'indicator', id, name, days: 0, share: 0 } as const
  const codes: Partial<Record<Verdict, Decision['code']>> = { off_track: 'off-track', behind: 'behind' }
  const code = codes[standing.verdict]
  const late = standing.due ? daysBetween(standing.due, today) : 0
  return [
    ...(code ? [{ ...about, code }] : []),
    ...(late > 0 ? [{ ...about, code: 'value-due' as const, days: late }] : [])
  ]
}

function ofWork(one: Watched, totals: Totals | undefined, today: string): Decision[] {
  const { id, name, status, budget, kind, starts, reply_until: reply, valid_until: valid } = one
  const about = { of: 'intervention', id, name, days: 0, share: 0 } as const
  const { cost } = totals ?? nothingDone(id)
  const late = latenessOf(one, today)
  const begins = calendarOf(one, today)
  const isIdea = status === '' || status === 'idea'
  const found: Decision[] = []
  if (budget && cost !== null && cost > budget) found.push({ ...about, code: 'overspent', share: cost / budget })
  if (late?.what === 'end') found.push({ ...about, code: 'late-end', days: late.days })
  if (late?.what === 'start' && !isIdea) found.push({ ...about, code: 'late-start', days: late.days })
  if (isIdea && starts && (late || (begins.state === 'before' && begins.days <= ahead.agree)))
    found.push({ ...about, code: 'not-agreed', days: Math.max(0, daysBetween(starts, today)) })
  if (kind === 'shame' && status === 'under_way' && reply && today > reply)
    found.push({ ...about, code: 'reply-over', days: daysBetween(reply, today) })
  const left = valid ? daysBetween(today, valid) : Number.POSITIVE_INFINITY
  if (kind === 'memorandum' && status !== 'dropped' && left <= ahead.memorandum)
    found.push({ ...about, code: 'memorandum-ends', days: Math.max(0, left) })
  if (status === 'paused' && !late) found.push({ ...about, code: 'paused' })
  return found
}
