import type { Kind } from '../intervention/rules.ts'
import type { State } from '../intervention/work.rules.ts'
import { choice, date, money, number, reference, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

/** What was actually done under an intervention, on a day, and how that stands against what was expected. */

export const deeds = [
  'session',
  'broadcast',
  'letters',
  'meeting',
  'visits',
  'checklists',
  'published',
  'signed',
  'submitted',
  'in_force',
  'other'
] as const
export type Deed = (typeof deeds)[number]

const count = () => number({ whole: true, min: 0 })

export const deliveryFields = {
  intervention: reference('intervention', { needed: true }),
  day: date({ needed: true }),
  deed: choice(deeds, { needed: true }),
  workplaces: count(),
  workers: count(),
  women: count(),
  /** Days of inspectors, also halves. */
  days: number({ min: 0 }),
  cost: money(),
  region: text(100),
  /** Who did it; empty: the inspectorate itself. */
  done_by: reference('stakeholder', { holds: true }),
  /** Which hub it served, where that is another than the intervention's. */
  hub: reference('hub'),
  link: text(500),
  note: text(1000, { long: true })
} as const

/** What is mostly done under work of a kind: offered first. */
const deedsOf: Record<Kind, readonly Deed[]> = {
  campaign: ['broadcast', 'published', 'meeting'],
  training: ['session', 'meeting'],
  guidance: ['published', 'session', 'meeting'],
  letter: ['letters'],
  self_assessment: ['letters', 'checklists'],
  visits: ['visits'],
  joint_action: ['visits', 'meeting'],
  memorandum: ['meeting', 'signed'],
  condition: ['meeting', 'in_force'],
  acclaim: ['published', 'meeting'],
  shame: ['letters', 'published'],
  proposal: ['meeting', 'submitted']
}

/** All deeds, those of the kind first. */
export function deedsFor(kind: Kind | ''): Deed[] {
  const own = kind === '' ? [] : deedsOf[kind]
  return [...own, ...deeds.filter((deed) => !own.includes(deed))]
}

type Checked = {
  day: string
  workers: number | null
  women: number | null
  link: string
}

/** What is wrong with a delivery; `today` is undefined where the day cannot be judged, as in content that is loaded. */
export function checkDelivery({ day, workers, women, link }: Checked, today: string | undefined): FieldProblem[] {
  return [
    ...(today && day > today ? [{ field: 'day', code: 'not-yet' }] : []),
    ...(women !== null && (workers === null || women > workers) ? [{ field: 'women', code: 'more-than-all' }] : []),
    ...(link !== '' && !isAddress(link) ? [{ field: 'link', code: 'address' }] : [])
  ]
}

/** An address of the web that is safe to follow. */
export function isAddress(written: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s]+$/.test(written.trim())
}

/** What has a day, the newest first; of one day, what was written last. */
export function newestFirst<T extends { id: string; day: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => b.day.localeCompare(a.day, 'en') || b.id.localeCompare(a.id, 'en'))
}

/** What the deliveries of an intervention amount to; null where none of them says it. */
export type Totals = {
  intervention: string
  deliveries: number
  workplaces: number | null
  workers: number | null
  women: number | null
  days: number | null
  cost: number | null
  first: string | null
  last: string | null
}

type Summed = { intervention: string; day: string } & Record<
  'workplaces' | 'workers' | 'women' | 'days' | 'cost',
  number | null
>

/** What the deliveries of each intervention amount to; those without any are left out. */
export function totalsOf(deliveries: readonly Summed[]): Totals[] {
  return [...Map.groupBy(deliveries, ({ intervention }) => intervention)].map(([intervention, own]) => {
    const days = own.map(({ day }) => day).toSorted()
    const sum = (name: 'workplaces' | 'workers' | 'women' | 'days' | 'cost') => {
      const said = own.map((one) => one[name]).filter((value) => value !== null)
      return said.length === 0 ? null : Math.round(said.reduce((all, value) => all + value, 0) * 100) / 100
    }
    return {
      intervention,
      deliveries: own.length,
      workplaces: sum('workplaces'),
      workers: sum('workers'),
      women: sum('women'),
      days: sum('days'),
      cost: sum('cost'),
      first: days[0] ?? null,
      last: days.at(-1) ?? null
    }
  })
}

export const nothingDone = (intervention: string): Totals => ({
  intervention,
  deliveries: 0,
  workplaces: null,
  workers: null,
  women: null,
  days: null,
  cost: null,
  first: null,
  last: null
})

export type Planned = {
  status: State | ''
  starts: string | null
  ends: string | null
  budget: number | null
  expected_workplaces: number | null
  expected_workers: number | null
  expected_days: number | null
}

export const measures = ['workplaces', 'workers', 'days', 'cost'] as const
export type Measure = (typeof measures)[number]

/** What was expected of a measure and what is there; `share` of it, where something was expected. */
export type Standing = { measure: Measure; expected: number | null; actual: number | null; share: number | null }

/** Expected beside actual, for each measure. */
export function standingsOf(planned: Planned, totals: Totals): Standing[] {
  const expected: Record<Measure, number | null> = {
    workplaces: planned.expected_workplaces,
    workers: planned.expected_workers,
    days: planned.expected_days,
    cost: planned.budget
  }
  return measures.map((measure) => {
    const [wanted, actual] = [expected[measure], totals[measure]]
    return { measure, expected: wanted, actual, share: wanted && actual !== null ? actual / wanted : null }
  })
}

/** Where the calendar stands; `days` until it begins, until it ends, or since it ended. */
export type Calendar = { state: 'undated' | 'before' | 'running' | 'over'; days: number }

const dayLength = 86_400_000
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)

export function calendarOf({ starts, ends }: Pick<Planned, 'starts' | 'ends'>, today: string): Calendar {
  if (starts && today < starts) return { state: 'before', days: daysBetween(today, starts) }
  if (!ends) return { state: 'undated', days: 0 }
  return today <= ends
    ? { state: 'running', days: daysBetween(today, ends) }
    : { state: 'over', days: daysBetween(ends, today) }
}

/** A length in the unit in which people say it: days up to two weeks, weeks up to two months, else months. */
export function lengthOf(days: number): { n: number; unit: 'days' | 'weeks' | 'months' } {
  if (days < 15) return { n: days, unit: 'days' }
  return days < 61 ? { n: Math.round(days / 7), unit: 'weeks' } : { n: Math.round(days / 30.44), unit: 'months' }
}

export type Lateness = { what: 'start' | 'end'; days: number }

/** By how many days work has not begun, or not ended, that should have; undefined where it is in time, done or dropped. */
export function latenessOf({ status, starts, ends }: Planned, today: string): Lateness | undefined {
  if (status === 'done' || status === 'dropped') return undefined
  if (ends && today > ends) return { what: 'end', days: daysBetween(ends, today) }
  const waits = status === '' || status === 'idea' || status === 'agreed'
  return waits && starts && today > starts ? { what: 'start', days: daysBetween(starts, today) } : undefined
}

/** Work was recorded under what nobody has said to be under way. */
export function isAheadOfStatus({ status }: Pick<Planned, 'status'>, { deliveries }: Totals): boolean {
  return deliveries > 0 && (status === '' || status === 'idea' || status === 'agreed')
}

export type WorkFilter = { status: string; owner: string; kind: string; late: boolean }

/** The work that a filter leaves; an empty value of the filter asks nothing, and status '-' what has none. */
export function filterWork<W extends Planned & { owner: string; kind: string }>(
  work: readonly W[],
  { status, owner, kind, late }: WorkFilter,
  today: string
): W[] {
  return work.filter(
    (one) =>
      (status === '' || one.status === (status === '-' ? '' : status)) &&
      (owner === '' || one.owner === owner) &&
      (kind === '' || one.kind === kind) &&
      (!late || latenessOf(one, today) !== undefined)
  )
}
