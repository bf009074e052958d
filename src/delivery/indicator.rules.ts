import { caseOrigins } from '../evidence/register.rules.ts'
import { type Difference, type Interval, newcombe, smallSample, wilson } from '../indicator/rules.ts'
import { choice, date, number, reference, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { daysBetween } from './rules.ts'

/** Indicators of a plan: where it began, where it is to go, what was measured since, and whether that is on the way. */

export const directions = ['up', 'down'] as const
/** How often a value is due, in months; `once`: on the day of the goal alone. */
export const monthsOf = { month: 1, quarter: 3, half_year: 6, year: 12, once: 0 } as const
export type Frequency = keyof typeof monthsOf
export const frequencies = Object.keys(monthsOf) as [Frequency, ...Frequency[]]
/** Where values come from: a figure of the evidence that is asked again, what is recorded as done, or somebody who writes them. */
export const computations = [
  'typed',
  'evidence',
  'workplaces',
  'workers',
  'women',
  'days',
  'cost',
  'deliveries'
] as const
export type Computation = (typeof computations)[number]

/** How a wave's cases came about: who complained never speaks for all. */
const sampling = () => choice(caseOrigins, { words: 'plan_indicator.sampling' })
/** Who may not open the records is told these rounded. */
const counted = () => number({ whole: true, min: 0, exactlyFor: 'evidence.read-records' })

export const planIndicatorFields = {
  hub: reference('hub', { needed: true }),
  name: text(300, { needed: true }),
  definition: text(1000, { long: true }),
  intervention: reference('intervention'),
  unit: text(60),
  direction: choice(directions, { needed: true }),
  baseline: number(),
  baseline_count: counted(),
  baseline_of: counted(),
  baseline_on: date(),
  baseline_sampling: sampling(),
  goal: number({ needed: true }),
  goal_on: date({ needed: true }),
  frequency: choice(frequencies),
  computed: choice(computations, { needed: true }),
  /** The figure of the evidence that is asked again. */
  pin: reference('pin'),
  source: text(300)
} as const

export const readingFields = {
  indicator: reference('plan_indicator', { needed: true }),
  day: date({ needed: true }),
  value: number(),
  count: counted(),
  of: counted(),
  sampling: sampling(),
  source: text(300),
  note: text(500)
} as const

/** A value with what stands behind it; shares are in per cent. */
export type Wave = {
  day: string
  value: number | null
  count: number | null
  of: number | null
  sampling: string
}

const percent = (count: number, of: number) => (100 * count) / of

/** The value of a wave: as it was written, else the share of its cases in per cent. */
export function worthOf({ value, count, of }: Pick<Wave, 'value' | 'count' | 'of'>): number | null {
  return value ?? (count !== null && of ? percent(count, of) : null)
}

/** The 95 % interval of a wave that is a share, in per cent; undefined of any other. */
export function intervalOf({ count, of }: Pick<Wave, 'count' | 'of'>): Interval | undefined {
  const interval = count === null || of === null ? undefined : wilson(count, of)
  return interval && { low: 100 * interval.low, high: 100 * interval.high }
}

/** What is wrong with a value: none at all, more cases than there are, or a share that is another. */
export function checkValue(
  wave: Pick<Wave, 'value' | 'count' | 'of'>,
  names: { value: string; count: string },
  needed: boolean
): FieldProblem[] {
  const { value, count, of } = wave
  if (count !== null && (of === null || count > of)) return [{ field: names.count, code: 'more-than-all' }]
  if (needed && worthOf(wave) === null) return [{ field: names.value, code: 'needed' }]
  const differs = value !== null && count !== null && of ? Math.abs(value - percent(count, of)) > 0.5 : false
  return differs ? [{ field: names.value, code: 'share-differs' }] : []
}

export type Followed = {
  unit: string
  direction: (typeof directions)[number]
  baseline: number | null
  baseline_count: number | null
  baseline_of: number | null
  baseline_on: string | null
  baseline_sampling: string
  goal: number
  goal_on: string
  frequency: Frequency | ''
  computed: Computation
  pin: string | null
  intervention: string | null
}

/** The wave with which an indicator begins; undefined where its value or its day is not known. */
export function baselineOf(one: Followed): (Wave & { value: number }) | undefined {
  const wave = { value: one.baseline, count: one.baseline_count, of: one.baseline_of }
  const value = worthOf(wave)
  if (value === null || one.baseline_on === null) return undefined
  return { ...wave, value, day: one.baseline_on, sampling: one.baseline_sampling }
}

/** What is wrong with an indicator: a goal behind its beginning, or on the other side of it, or no figure to ask. */
export function checkIndicator(one: Followed): FieldProblem[] {
  const begins = worthOf({ value: one.baseline, count: one.baseline_count, of: one.baseline_of })
  const wave = { value: one.baseline, count: one.baseline_count, of: one.baseline_of }
  const away = begins !== null && (one.direction === 'up' ? one.goal <= begins : one.goal >= begins)
  return [
    ...checkValue(wave, { value: 'baseline', count: 'baseline_count' }, false),
    ...(away ? [{ field: 'goal', code: 'goal-other-way' }] : []),
    ...(one.baseline_on && one.goal_on <= one.baseline_on ? [{ field: 'goal_on', code: 'before-baseline' }] : []),
    ...(one.computed === 'evidence' && one.pin === null ? [{ field: 'pin', code: 'needed' }] : [])
  ]
}

/** As far behind the line as this share of the whole way counts as on track, and as behind; more is off track. */
export const tolerance = { onTrack: 0.1, behind: 0.3 } as const

export const verdicts = ['reached', 'on_track', 'behind', 'off_track', 'cannot_tell'] as const
export type Verdict = (typeof verdicts)[number]
export type Reason =
  | 'reached'
  | 'on-line'
  | 'behind-line'
  | 'far-behind'
  | 'other-way'
  | 'missed'
  | 'no-baseline'
  | 'no-value'
  | 'complaints'
  | 'small'
  | 'methods'
  | 'stale'
  | 'chance'

export type Standing = {
  verdict: Verdict
  reason: Reason
  baseline: (Wave & { value: number }) | undefined
  latest: (Wave & { value: number }) | undefined
  /** What the straight line from the baseline to the goal asks on the day of the latest value. */
  asked: number | null
  /** The difference between the two waves where both are shares with their cases: points and interval are shares. */
  change: Difference | undefined
  /** The day on which the next value is due; null where nobody needs to bring one. */
  due: string | null
}

/** The day so many months after another; at the end of a shorter month, its last day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** When the next value is due: a period after the latest wave, never after the day of the goal. */
export function dueOf({ frequency, computed, goal_on }: Followed, latest: string | null): string | null {
  const isCounted = computed !== 'typed' && computed !== 'evidence'
  if (isCounted || frequency === '' || (latest !== null && latest >= goal_on)) return null
  if (frequency === 'once' || latest === null) return goal_on
  const next = monthsAfter(latest, monthsOf[frequency])
  return next < goal_on ? next : goal_on
}

/** What the straight line from the baseline to the goal asks on a day; before and after it, its ends. */
export function lineAt(from: { day: string; value: number }, to: { day: string; value: number }, day: string): number {
  const length = daysBetween(from.day, to.day)
  const passed = length <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(from.day, day) / length))
  return from.value + (to.value - from.value) * passed
}

/** Why two waves say nothing about a change, whatever their values are; undefined where they can be compared. */
function incomparable(before: Wave, after: Wave): Reason | undefined {
  if (before.sampling === 'complaints' || after.sampling === 'complaints') return 'complaints'
  if ([before, after].some(({ count, of }) => count !== null && of !== null && of < smallSample)) return 'small'
  const known = [before.sampling, after.sampling].filter((one) => one !== '' && one !== 'unknown')
  return known.length === 2 && known[0] !== known[1] ? 'methods' : undefined
}

/**
 * Where an indicator stands on a day, against the straight line from its baseline to its goal. There is no verdict where a wave was
 * driven by complaints, was drawn in another way or is too small, where the latest value is older than two periods, or where what
 * separates it from the line may be chance.
 */
export function standingOf(one: Followed, waves: readonly Wave[], today: string): Standing {
  const baseline = baselineOf(one)
  const valued = waves.flatMap((wave) => {
    const value = worthOf(wave)
    return value === null || wave.day > today || (baseline && wave.day <= baseline.day) ? [] : [{ ...wave, value }]
  })
  const latest = valued.toSorted((a, b) => a.day.localeCompare(b.day, 'en')).at(-1)
  const due = dueOf(one, latest?.day ?? baseline?.day ?? null)
  const told = { baseline, latest, asked: null, change: undefined, due }
  const untold = (reason: Reason): Standing => ({ ...told, verdict: 'cannot_tell', reason })
  if (!baseline) return untold('no-baseline')
  if (!latest) return untold('no-value')
  const goal = { day: one.goal_on, value: one.goal }
  const asked = lineAt(baseline, goal, latest.day)
  const counted = latest.count !== null && latest.of && baseline.count !== null && baseline.of
  const change = counted
    ? newcombe({ count: baseline.count ?? 0, of: baseline.of ?? 0 }, { count: latest.count ?? 0, of: latest.of ?? 0 })
    : undefined
  const full = { ...told, asked, change }
  const hindered = incomparable(baseline, latest) ?? (isStale(one, due, today) ? 'stale' : undefined)
  if (hindered) return { ...full, verdict: 'cannot_tell', reason: hindered }
  return { ...full, ...judge({ baseline, latest, goal, asked, today }) }
}

/** A value that is due since longer than a whole period says nothing of today. */
function isStale({ frequency }: Followed, due: string | null, today: string): boolean {
  if (due === null || frequency === '' || frequency === 'once') return false
  return today > monthsAfter(due, monthsOf[frequency])
}

type Judged = {
  baseline: { value: number }
  latest: Wave & { value: number }
  goal: { day: string; value: number }
  asked: number
  today: string
}

function judge({ baseline, latest, goal, asked, today }: Judged): Pick<Standing, 'verdict' | 'reason'> {
  const whole = goal.value - baseline.value
  const wayTo = (value: number) => (value - baseline.value) / whole
  const way = wayTo(latest.value)
  if (way >= 1) return { verdict: 'reached', reason: 'reached' }
  const behind = wayTo(asked) - way
  if (behind <= tolerance.onTrack && today <= goal.day) return { verdict: 'on_track', reason: 'on-line' }
  const interval = intervalOf(latest)
  const best = interval && (whole > 0 ? interval.high : interval.low)
  if (best !== undefined && wayTo(best) >= wayTo(asked)) return { verdict: 'cannot_tell', reason: 'chance' }
  if (today > goal.day) return { verdict: 'off_track', reason: 'missed' }
  if (way < 0) return { verdict: 'off_track', reason: 'other-way' }
  return behind <= tolerance.behind
    ? { verdict: 'behind', reason: 'behind-line' }
    : { verdict: 'off_track', reason: 'far-behind' }
}

type Counted = { day: string; intervention: string } & Record<
  'workplaces' | 'workers' | 'women' | 'days' | 'cost',
  number | null
>

/** What was recorded as done, added up day by day: the values of an indicator that is counted by it. */
export function wavesOfDeliveries(computed: Computation, deliveries: readonly Counted[]): Wave[] {
  if (computed === 'typed' || computed === 'evidence') return []
  let sum = 0
  const byDay = new Map<string, number>()
  for (const one of deliveries.toSorted((a, b) => a.day.localeCompare(b.day, 'en'))) {
    sum += computed === 'deliveries' ? 1 : (one[computed] ?? 0)
    byDay.set(one.day, sum)
  }
  return [...byDay].map(([day, value]) => ({ day, value, count: null, of: null, sampling: '' }))
}
