import { counts, type Demand, demandOf, monthOf, type Region, type Work } from './rules.ts'

/** What is there and what is asked, month by month, and where more is asked than is there. */

export type Share = { work: string; plan: string; days: number; money: number }
export type Month = {
  month: string
  there: number
  needed: number
  money: number
  /** What of it other plans need. */
  others: number
  shares: Share[]
}
export type Account = Region & { months: Month[] }
export type Over = {
  region: string
  month: string
  needed: number
  there: number
  /** Days that other plans need there, by plan. */
  others: { plan: string; days: number }[]
  /** The intervention of the plan that needs most days there, and how many of them are still to come. */
  most: { work: string; days: number }
  /** The next month with room for what is too much; the region with most room in the same month. */
  later: { month: string; room: number } | undefined
  beside: { region: string; room: number } | undefined
}
/** Months in a row in which a region is too full: the fewest and most days that one of them needs, and what is too much in all. */
export type Run = Over & { to: string; low: number; high: number; excess: number }

/** What is too much, months in a row of one region together; `later` and `beside` are those that have room for their largest. */
export function runsOf(over: readonly Over[]): Run[] {
  const runs: Run[] = []
  for (const one of over) {
    const excess = one.needed - one.there
    const last = runs.at(-1)
    if (last && last.region === one.region && nextMonth(last.to) === one.month && last.there === one.there) {
      const others = [
        ...last.others,
        ...one.others.filter(({ plan }) => !last.others.some((known) => known.plan === plan))
      ]
      const [low, high] = [Math.min(last.low, one.needed), Math.max(last.high, one.needed)]
      runs[runs.length - 1] = {
        ...last,
        ...{ to: one.month, low, high, excess: last.excess + excess, others },
        ...{ later: one.later, beside: last.beside && one.beside }
      }
    } else runs.push({ ...one, to: one.month, low: one.needed, high: one.needed, excess })
  }
  return runs
}

export type MoneyYear = { year: string; needed: number; there: number | null }

export type Ledger = {
  regions: Account[]
  over: Over[]
  years: MoneyYear[]
  undated: { work: string; days: number; money: number }[]
}

/** Less than half a day is nothing that one could plan. */
const noticed = 0.5
export const isOver = ({ needed, there }: Pick<Month, 'needed' | 'there'>): boolean => needed - there > noticed

export function nextMonth(month: string): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 7)
}

function monthsBetween(from: string, to: string): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = nextMonth(month)) months.push(month)
  return months
}

/**
 * The ledger of a plan: its own demand and that of the other plans that count. It runs over the months in which the plan itself
 * needs somebody or something. `works` are all interventions of the inspectorate, each once.
 */
export function makeLedger(of: {
  plan: string
  plans: ReadonlyMap<string, { status: string }>
  works: readonly Work[]
  regions: readonly Region[]
  today: string
}): Ledger {
  const { plan, today } = of
  const found = of.works.map((work) => ({ work, ...demandOf(work, of.regions, today) }))
  const demands = found.flatMap(({ work, demands: own }) =>
    own.filter(({ spent }) => spent || counts(work, plan, of.plans))
  )
  const named = demands.filter((one) => one.plan === plan).map(({ month }) => month)
  const months = named.length === 0 ? [] : monthsBetween(least(named), most(named))
  const unknown = [...new Set(demands.map(({ region }) => region))].filter(
    (region) => !of.regions.some((one) => one.region === region)
  )
  const places: Region[] = [
    ...of.regions,
    ...unknown.map((region) => ({ region, monthly: 0, money: null, inspectors: 0, vehicles: null }))
  ]
  const regions = places.map((region) => accountOf(region, months, demands, plan))
  const kept = regions.filter(
    ({ region, months: own }) => region === '' || own.some(({ needed, there }) => needed + there > 0)
  )
  return {
    regions: kept,
    // Where nobody has said what is there, nothing can be too much of it.
    over:
      of.regions.length === 0 ? [] : kept.flatMap((account) => overOf(account, kept, demands, plan, monthOf(today))),
    years: yearsOf(months, demands, of.regions),
    undated: found.flatMap(({ work, undated: { days, money } }) =>
      work.plan === plan && days + money > 0 ? [{ work: work.id, days, money }] : []
    )
  }
}

const least = (months: readonly string[]) => months.reduce((a, b) => (a < b ? a : b))
const most = (months: readonly string[]) => months.reduce((a, b) => (a > b ? a : b))

function accountOf(region: Region, months: readonly string[], demands: readonly Demand[], plan: string): Account {
  const own = Map.groupBy(
    demands.filter((one) => one.region === region.region),
    ({ month }) => month
  )
  return {
    ...region,
    months: months.map((month) => {
      const here = own.get(month) ?? []
      const shares = [...Map.groupBy(here, ({ work }) => work).values()].map((all) => ({
        work: all[0]?.work ?? '',
        plan: all[0]?.plan ?? '',
        days: all.reduce((sum, { days }) => sum + days, 0),
        money: all.reduce((sum, { money }) => sum + money, 0)
      }))
      const sum = (list: readonly Share[], what: 'days' | 'money') => list.reduce((all, one) => all + one[what], 0)
      return {
        month,
        there: region.monthly,
        needed: sum(shares, 'days'),
        money: sum(shares, 'money'),
        others: sum(
          shares.filter((share) => share.plan !== plan),
          'days'
        ),
        shares: shares.toSorted((a, b) => b.days - a.days)
      }
    })
  }
}

function overOf(
  account: Account,
  all: readonly Account[],
  demands: readonly Demand[],
  plan: string,
  now: string
): Over[] {
  return account.months
    .filter((one) => one.month >= now && isOver(one))
    .flatMap(({ month, needed, there, shares }) => {
      const excess = needed - there
      const movable = demands.filter(
        (one) => one.plan === plan && one.region === account.region && one.month === month && !one.spent
      )
      const [first] = [...Map.groupBy(movable, ({ work }) => work)]
        .map(([work, own]) => ({ work, days: own.reduce((sum, { days }) => sum + days, 0) }))
        .toSorted((a, b) => b.days - a.days)
      // What others alone fill is no fault of this plan.
      if (first === undefined || first.days <= noticed) return []
      const roomIn = (one: Month) => one.there - one.needed
      const later = account.months.find((one) => one.month > month && roomIn(one) >= excess)
      const [beside] = all
        .filter(({ region }) => region !== account.region)
        .map(({ region, months }) => ({
          region,
          room: Math.max(0, ...months.filter((one) => one.month === month).map(roomIn))
        }))
        .filter(({ room }) => room >= excess)
        .toSorted((a, b) => b.room - a.room)
      const others = Map.groupBy(
        shares.filter((share) => share.plan !== plan && share.days > 0),
        (share) => share.plan
      )
      const found: Over = {
        ...{ region: account.region, month, needed, there, most: first, beside },
        others: [...others].map(([other, own]) => ({
          plan: other,
          days: own.reduce((sum, { days }) => sum + days, 0)
        })),
        later: later && { month: later.month, room: roomIn(later) }
      }
      return [found]
    })
}

/** Money by calendar year: what the plans need, and what is there where anybody says it. */
function yearsOf(months: readonly string[], demands: readonly Demand[], regions: readonly Region[]): MoneyYear[] {
  const said = regions.map(({ money }) => money).filter((money) => money !== null)
  const there = said.length === 0 ? null : said.reduce((sum, money) => sum + money, 0)
  return [...new Set(months.map((month) => month.slice(0, 4)))].map((year) => ({
    year,
    there,
    needed: demands.filter(({ month }) => month.startsWith(year)).reduce((sum, { money }) => sum + money, 0)
  }))
}

/** The accounts of all regions as one; who looks at the whole sees what is there and needed anywhere. */
export function wholeOf(regions: readonly Account[]): Month[] {
  const [first] = regions
  return (first?.months ?? []).map(({ month }, index) => {
    const all = regions.flatMap(({ months }) => months[index] ?? [])
    const sum = (what: 'there' | 'needed' | 'money' | 'others') => all.reduce((total, one) => total + one[what], 0)
    return {
      ...{ month, there: sum('there'), needed: sum('needed'), money: sum('money'), others: sum('others') },
      shares: all.flatMap(({ shares }) => shares)
    }
  })
}
