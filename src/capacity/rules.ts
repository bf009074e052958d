import type { State } from '../intervention/work.rules.ts'
import { date, money, number, reference, scale, text } from '../kernel/field.ts'
import { isInPreparation } from '../plan/rules.ts'

/** What the inspectorate can give in each month and region, and what its plans ask of it there. */

/** People, time, vehicles and money of one region, or of a team in it. */
export const capacityFields = {
  region: text(100),
  inspectors: number({ min: 0, needed: true }),
  /** In a year, of one inspector; leave is taken off, then the time for other duties. */
  working_days: number({ min: 0, max: 366, needed: true }),
  leave_days: number({ min: 0, max: 366 }),
  /** Per cent of what remains: conciliation alone takes 70 to 80 % of inspectors' time in some countries. */
  inspection_share: scale(0, 100, { needed: true }),
  vehicles: number({ whole: true, min: 0 }),
  /** For one year. */
  money: money(),
  skills: text(500),
  note: text(1000, { long: true })
}

/** Where and when a part of an intervention is done; what no portion says is spread evenly. */
export const portionFields = {
  intervention: reference('intervention', { needed: true }),
  region: text(100),
  /** A day in the month; none: over all its days. */
  month: date(),
  days: number({ min: 0 }),
  money: money()
}

export type CapacityLine = {
  region: string
  inspectors: number
  working_days: number
  leave_days: number | null
  inspection_share: number
  vehicles: number | null
  money: number | null
}

/** Days that the inspectors of a line can give in a year: those without leave, times the share that is for inspection. */
export function daysOfYear({ inspectors, working_days, leave_days, inspection_share }: CapacityLine): number {
  return (inspectors * Math.max(0, working_days - (leave_days ?? 0)) * inspection_share) / 100
}

export type Region = {
  /** '' where it is the whole country, or nobody said which. */
  region: string
  /** Inspector-days that are there in each month. */
  monthly: number
  /** Money for one year; null where nobody says it. */
  money: number | null
  inspectors: number
  vehicles: number | null
}

const plain = (name: string) => name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')
const sumOf = (values: readonly (number | null)[]): number | null => {
  const said = values.filter((value) => value !== null)
  return said.length === 0 ? null : said.reduce((sum, value) => sum + value, 0)
}

/** The regions that lines of capacity name, several lines of one region together. */
export function regionsOf(lines: readonly CapacityLine[]): Region[] {
  return [...Map.groupBy(lines, ({ region }) => plain(region)).values()].map((own) => ({
    region: own[0]?.region.trim() ?? '',
    monthly: own.reduce((sum, line) => sum + daysOfYear(line), 0) / 12,
    money: sumOf(own.map((line) => line.money)),
    inspectors: own.reduce((sum, { inspectors }) => sum + inspectors, 0),
    vehicles: sumOf(own.map(({ vehicles }) => vehicles))
  }))
}

/** An intervention as it asks for time and money, with what was spent under it. */
export type Work = {
  id: string
  name: string
  plan: string
  status: State | ''
  starts: string | null
  ends: string | null
  expected_days: number | null
  budget: number | null
  deliveries: readonly { day: string; region: string; days: number | null; cost: number | null }[]
  portions: readonly { region: string; month: string | null; days: number | null; money: number | null }[]
}

/** What an intervention needs in a month (YYYY-MM) and region; `spent` says that it already was. */
export type Demand = {
  work: string
  plan: string
  region: string
  month: string
  days: number
  money: number
  spent: boolean
}
type Amount = { days: number; money: number }

/** The month of a day, and its first day. */
export const monthOf = (day: string): string => day.slice(0, 7)
const at = (day: string) => Date.parse(`${day}T00:00:00Z`)
const dayLength = 86_400_000

/** The months of a span with the share of its days that lies in each; the shares make one. */
export function spreadOver(from: string, to: string): { month: string; share: number }[] {
  const all = Math.round((at(to) - at(from)) / dayLength) + 1
  const months: { month: string; share: number }[] = []
  let day = from
  while (day <= to) {
    const [year = 0, month = 0] = day.split('-').map(Number)
    const next = new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10)
    const end = Math.min(at(next), at(to) + dayLength)
    months.push({ month: monthOf(day), share: Math.round((end - at(day)) / dayLength) / all })
    day = next
  }
  return months
}

/** How the regions share what says none: by the days that each gives, alike where none gives any. */
export function sharesOf(regions: readonly Region[]): { region: string; share: number }[] {
  if (regions.length === 0) return [{ region: '', share: 1 }]
  const all = regions.reduce((sum, { monthly }) => sum + monthly, 0)
  return regions.map(({ region, monthly }) => ({ region, share: all > 0 ? monthly / all : 1 / regions.length }))
}

/** The region of a name as lines of capacity write it; what they do not name belongs to the whole country where they say it. */
function placeOf(name: string, regions: readonly Region[]): string | undefined {
  if (plain(name) === '') return undefined
  const known = regions.find(({ region }) => plain(region) === plain(name))
  return (known ?? regions.find(({ region }) => region === ''))?.region ?? name.trim()
}

/**
 * What an intervention needs, by month and region, and what cannot be placed because it has no days. What was spent stands
 * where it was; what is left of the expectation lies on the days from today on: portions first, the rest evenly. What should
 * be over lies in the month of today. Nothing is left of what is done or dropped.
 */
export function demandOf(
  work: Work,
  regions: readonly Region[],
  today: string
): { demands: Demand[]; undated: Amount } {
  const shares = sharesOf(regions)
  const demands: Demand[] = []
  const put = (region: string, month: string, { days, money }: Amount, spent: boolean) => {
    const place = placeOf(region, regions)
    for (const one of place === undefined ? shares : [{ region: place, share: 1 }])
      if (days * one.share > 0 || money * one.share > 0)
        demands.push({
          ...{ work: work.id, plan: work.plan, region: one.region, month, spent },
          ...{ days: days * one.share, money: money * one.share }
        })
  }
  for (const { day, region, days, cost } of work.deliveries)
    put(region, monthOf(day), { days: days ?? 0, money: cost ?? 0 }, true)
  const left = leftOf(work)
  const undated = { days: 0, money: 0 }
  if (work.starts === null || work.ends === null) return { demands, undated: left }
  const now = monthOf(today)
  const from = work.starts > today ? work.starts : today
  const span = work.ends < from ? [{ month: now, share: 1 }] : spreadOver(from, work.ends)
  const spend = (region: string, months: readonly { month: string; share: number }[], amount: Amount) => {
    for (const { month, share } of months)
      put(region, month, { days: amount.days * share, money: amount.money * share }, false)
  }
  // A portion of a month that has passed says nothing of what is left.
  const open = work.portions.filter(({ month }) => month === null || monthOf(month) >= now)
  for (const portion of open.toSorted((a, b) => (a.month ?? '9').localeCompare(b.month ?? '9', 'en'))) {
    const done = spentOn(work, portion)
    const amount = {
      days: Math.min(left.days, Math.max(0, (portion.days ?? 0) - done.days)),
      money: Math.min(left.money, Math.max(0, (portion.money ?? 0) - done.money))
    }
    left.days -= amount.days
    left.money -= amount.money
    spend(portion.region, portion.month === null ? span : [{ month: monthOf(portion.month), share: 1 }], amount)
  }
  spend('', span, left)
  return { demands, undated }
}

/** What is expected and not yet spent; where portions say more than the expectation, they are the expectation. */
function leftOf({ status, expected_days, budget, deliveries, portions }: Work): Amount {
  if (status === 'done' || status === 'dropped') return { days: 0, money: 0 }
  const sum = (values: readonly (number | null)[]) => sumOf(values) ?? 0
  const days = Math.max(expected_days ?? 0, sum(portions.map((portion) => portion.days)))
  const money = Math.max(budget ?? 0, sum(portions.map((portion) => portion.money)))
  return {
    days: Math.max(0, days - sum(deliveries.map((one) => one.days))),
    money: Math.max(0, money - sum(deliveries.map(({ cost }) => cost)))
  }
}

/** What was already spent of a portion: in its region, and in its month where it has one. */
function spentOn({ deliveries }: Work, portion: Work['portions'][number]): Amount {
  const own = deliveries.filter(
    ({ day, region }) =>
      (portion.month === null || monthOf(day) === monthOf(portion.month)) && plain(region) === plain(portion.region)
  )
  return { days: sumOf(own.map(({ days }) => days)) ?? 0, money: sumOf(own.map(({ cost }) => cost)) ?? 0 }
}

/**
 * Whether what is left of an intervention counts against the inspectorate's capacity: all of the plan that one looks at, as if
 * it were agreed; of other plans what is agreed in a plan that is.
 */
export function counts(
  work: Pick<Work, 'plan' | 'status'>,
  looked: string,
  plans: ReadonlyMap<string, { status: string }>
): boolean {
  if (work.plan === looked) return true
  const status = plans.get(work.plan)?.status ?? ''
  if (isInPreparation(status) || status === 'closed') return false
  return work.status === 'agreed' || work.status === 'under_way' || work.status === 'paused'
}
