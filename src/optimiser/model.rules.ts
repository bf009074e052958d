/**
 * Which interventions, where, when and how much: the question as numbers. Hubs, regions, periods (quarters) and lines
 * (interventions) are known by their place in the lists. What a region does not reach by its own inspector-days it may
 * borrow, as far as the others may lend.
 */
export type Model = {
  hubs: number
  regions: number
  periods: number
  /** The year (0, 1 …) of each period. */
  years: readonly number[]
  lines: readonly Line[]
  /** Workers who are liable to be brought into compliance, by hub and region: nobody is counted twice. */
  liable: readonly (readonly number[])[]
  /** Money in all, and by year; null: without limit. */
  budget: number | null
  budgets: readonly (number | null)[]
  /** Inspector-days by region and period. */
  days: readonly (readonly number[])[]
  /** Share of a region's days that it may lend to others in the same period. */
  lend: number
  /** Workers to be brought into compliance at least, by region. */
  floors: readonly number[]
  /** Share of the visits of each region that are drawn at random. */
  random: number
}

/** One intervention. Amounts are units: a visit, a letter, a session, a campaign. */
export type Line = {
  /** Workers brought into compliance by one unit, by hub. */
  effects: readonly Effect[]
  cost: number
  days: number
  /** Units at most by region; 0: not there. */
  most: readonly number[]
  /** The first period in which it can be done. */
  starts: number
  /** In a region only all of it in one period, or nothing. */
  whole: boolean
  /** Money paid once, in the year in which it begins anywhere. */
  fixed: number
  /** Units at least, in all regions together. */
  least: number
  /** A visit that is chosen, or one that is drawn at random. */
  visit: '' | 'chosen' | 'random'
  /** Another line that comes a period earlier in the same region; how many units of this one its unit opens. */
  after: { line: number; opens: number } | null
}
export type Effect = { hub: number; low: number; likely: number; high: number }

/** How effects turn out: as feared, as expected (PERT mean of the three), as hoped; and half-way between the first two. */
export const outlooks = ['low', 'careful', 'expected', 'high'] as const
export type Outlook = (typeof outlooks)[number]

/** Workers brought into compliance by one unit, in one outlook. */
export function effectIn({ low, likely, high }: Effect, outlook: Outlook): number {
  const expected = (low + 4 * likely + high) / 6
  return { low, careful: (low + expected) / 2, expected, high }[outlook]
}

/**
 * Interventions meet the same workers. Up to half of the workers liable, each one counts; of what comes on top each counts half,
 * since about half of them were met already; never more than all.
 */
export const fullCount = 0.5
export const countAgain = 0.5
export function countOnce(gross: number, liable: number): number {
  const full = liable * fullCount
  return Math.min(liable, Math.min(gross, full) + Math.max(0, gross - full) * countAgain)
}

/** Units by line, region and period, in this order. */
export type Units = Int32Array
export const placeOf = ({ regions, periods }: Model, line: number, region: number, period: number) =>
  (line * regions + region) * periods + period
export const noUnits = ({ lines, regions, periods }: Model): Units => new Int32Array(lines.length * regions * periods)

/** Workers brought into compliance by hub and region, each counted once. */
export function reachOf(model: Model, units: Units, outlook: Outlook): number[][] {
  const gross = model.liable.map((regions) => regions.map(() => 0))
  for (const [line, { effects }] of model.lines.entries())
    for (let region = 0; region < model.regions; region++) {
      const amount = amountOf(model, units, line, region)
      for (const effect of amount > 0 ? effects : []) {
        const row = gross[effect.hub] as number[]
        row[region] = (row[region] ?? 0) + amount * effectIn(effect, outlook)
      }
    }
  return gross.map((row, hub) => row.map((sum, region) => countOnce(sum, model.liable[hub]?.[region] ?? 0)))
}

/** Workers brought into compliance in all. */
export function worth(model: Model, units: Units, outlook: Outlook): number {
  return reachOf(model, units, outlook).flat().reduce(add, 0)
}

/** Units of a line in a region, in all periods or up to one. */
export function amountOf(model: Model, units: Units, line: number, region: number, upTo = model.periods - 1): number {
  let sum = 0
  for (let period = 0; period <= upTo; period++) sum += units[placeOf(model, line, region, period)] ?? 0
  return sum
}

/** The year in which a line begins; undefined where it is not done. */
export function beginsIn(model: Model, units: Units, line: number): number | undefined {
  for (let period = 0; period < model.periods; period++)
    for (let region = 0; region < model.regions; region++)
      if (units[placeOf(model, line, region, period)]) return model.years[period]
  return undefined
}

/** Money by year, what is paid once included. */
export function costByYear(model: Model, units: Units): number[] {
  const costs = model.budgets.map(() => 0)
  const pay = (year: number, money: number) => {
    costs[year] = (costs[year] ?? 0) + money
  }
  for (const [line, { cost, fixed }] of model.lines.entries()) {
    const begins = beginsIn(model, units, line)
    if (begins === undefined) continue
    pay(begins, fixed)
    for (let region = 0; region < model.regions; region++)
      for (let period = 0; period < model.periods; period++)
        pay(model.years[period] ?? 0, cost * (units[placeOf(model, line, region, period)] ?? 0))
  }
  return costs
}

/** Inspector-days that are used, by region and period. */
export function daysUsed(model: Model, units: Units): number[][] {
  return model.days.map((row, region) =>
    row.map((_, period) =>
      model.lines.reduce((sum, { days }, line) => sum + days * (units[placeOf(model, line, region, period)] ?? 0), 0)
    )
  )
}

export const add = (a: number, b: number) => a + b

/** A wish or limit of a scenario, by what it is about. */
export type Wish =
  | { kind: 'budget' }
  | { kind: 'budget-of-year'; year: number }
  | { kind: 'days'; region: number; period: number }
  | { kind: 'floor'; region: number }
  | { kind: 'least'; line: number }
  | { kind: 'random'; region: number }
  | { kind: 'after'; line: number; region: number }
  | { kind: 'most'; line: number; region: number }
  | { kind: 'starts'; line: number; region: number }
  | { kind: 'whole'; line: number; region: number }

const near = 1e-6
const above = (value: number, limit: number) => value > limit + near * Math.max(1, Math.abs(limit))

/**
 * Every wish and limit that a mix goes against; none for an answer. It reads the model by itself and shares nothing with
 * the way by which answers are found.
 */
export function broken(model: Model, units: Units, outlook: Outlook): Wish[] {
  const found: Wish[] = []
  const costs = costByYear(model, units)
  if (model.budget !== null && above(costs.reduce(add, 0), model.budget)) found.push({ kind: 'budget' })
  for (const [year, limit] of model.budgets.entries())
    if (limit !== null && above(costs[year] ?? 0, limit)) found.push({ kind: 'budget-of-year', year })
  found.push(...brokenDays(model, units))
  const reach = reachOf(model, units, outlook)
  for (const [region, floor] of model.floors.entries())
    if (
      above(
        floor,
        reach.reduce((sum, row) => sum + (row[region] ?? 0), 0)
      )
    )
      found.push({ kind: 'floor', region })
  for (let region = 0; region < model.regions; region++) {
    const visits = (kind: 'chosen' | 'random') =>
      model.lines.reduce((sum, { visit }, line) => sum + (visit === kind ? amountOf(model, units, line, region) : 0), 0)
    const drawn = visits('random')
    if (above(model.random * (drawn + visits('chosen')), drawn)) found.push({ kind: 'random', region })
  }
  for (const line of model.lines.keys()) found.push(...brokenLine(model, units, line))
  return found
}

function brokenDays(model: Model, units: Units): Wish[] {
  const used = daysUsed(model, units)
  const found: Wish[] = []
  for (let period = 0; period < model.periods; period++) {
    let lent = 0
    const short: Wish[] = []
    for (const [region, row] of model.days.entries()) {
      const own = row[period] ?? 0
      const left = own - (used[region]?.[period] ?? 0)
      lent += left >= 0 ? Math.min(left, own * model.lend) : left
      if (left < -near * Math.max(1, own)) short.push({ kind: 'days', region, period })
    }
    if (short.length > 0 && lent < -near * 1000) found.push(...short)
  }
  return found
}

function brokenLine(model: Model, units: Units, line: number): Wish[] {
  const declared = model.lines[line] as Line
  const found: Wish[] = []
  let all = 0
  for (let region = 0; region < model.regions; region++) {
    const most = declared.most[region] ?? 0
    const amount = amountOf(model, units, line, region)
    all += amount
    if (amount > most) found.push({ kind: 'most', line, region })
    if (amountOf(model, units, line, region, declared.starts - 1) > 0) found.push({ kind: 'starts', line, region })
    for (let period = 0; period < model.periods; period++) {
      const now = units[placeOf(model, line, region, period)] ?? 0
      if (now < 0 || (declared.whole && now !== 0 && now !== most)) found.push({ kind: 'whole', line, region })
      const { after } = declared
      if (!after || now === 0) continue
      const opened = after.opens * amountOf(model, units, after.line, region, period - 1)
      if (above(amountOf(model, units, line, region, period), opened)) found.push({ kind: 'after', line, region })
    }
  }
  if (all < declared.least) found.push({ kind: 'least', line })
  return found
}
