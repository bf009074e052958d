/**
 * Where a register says less than happened: months that are nearly empty between full ones, a first or last year of which
 * it holds a part, and a month from which it counts in another way. A chart through such a period would show a fall in
 * workload where only records are missing.
 */

/** Records by the month of their day, 'YYYY-MM'; a month without records may be left out. */
export type Month = { month: string; count: number }

/** Months in one run that hold `found` records where about `usual` were to be expected. */
export type Hole = { kind: 'hole'; from: string; to: string; found: number; usual: number }
/** A year of which the register holds the months `from` to `to` only. */
export type PartOfYear = { kind: 'part'; year: number; from: string; to: string }
/** From `month` on the register holds about `after` records a month, where it held `before`. */
export type Break = { kind: 'break'; month: string; before: number; after: number }
export type PeriodFault = Hole | PartOfYear | Break

/** Months on either side that tell what is usual. */
const sight = 6
/** Fewer records a month than this say nothing of any month. */
const leastUsual = 20
/** A month with less than this share of the usual is a hole, if the register's months do not differ that much anyway. */
const holeShare = 0.4
const holeDeviations = 4
/** Robust estimate of a standard deviation from the median absolute deviation, and the least that is assumed. */
const deviationOfMedian = 1.4826
const leastDeviation = 0.1
/** A break is a level that doubles or halves, held for half a year on both sides. */
const breakRatio = 2
const year = 12
const quarter = 3

/** Every fault of a series of months, in the order of time. */
export function periodFaults(months: readonly Month[]): PeriodFault[] {
  const series = withoutGaps(months)
  const holes = findHoles(series)
  const inHole = (month: string) => holes.some(({ from, to }) => month >= from && month <= to)
  const whole = series.filter(({ month }) => !inHole(month))
  return [...findParts(series, holes), ...holes, ...findBreaks(whole)].sort((one, other) =>
    startOf(one) < startOf(other) ? -1 : 1
  )
}

/** The years that a fault makes look smaller than they were; a break touches no single year. */
export function yearsTouched(fault: PeriodFault): number[] {
  if (fault.kind === 'break') return []
  const [first, last] = [yearOf(fault.from), yearOf(fault.to)]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}

/**
 * What a fault means for a year, '2020', or a month, '2020-04': its records look incomplete, or from a day in it on they are
 * counted in another way. Of a year that begins or ends within the register every month that it holds is whole.
 */
export function touchOf(fault: PeriodFault, period: string): 'incomplete' | 'break' | undefined {
  if (fault.kind === 'break') return fault.month.startsWith(period) ? 'break' : undefined
  if (period.length === 4) return yearsTouched(fault).includes(Number(period)) ? 'incomplete' : undefined
  return fault.kind === 'hole' && period >= fault.from && period <= fault.to ? 'incomplete' : undefined
}

/**
 * The same of a stretch of whole months, such as a quarter: a year of which the register holds a part leaves it incomplete where it
 * begins or ends within it.
 */
export function touchOfMonths(
  fault: PeriodFault,
  { from, to }: { from: string; to: string }
): 'incomplete' | 'break' | undefined {
  if (fault.kind === 'break') return fault.month >= from && fault.month <= to ? 'break' : undefined
  if (fault.kind === 'hole') return from <= fault.to && to >= fault.from ? 'incomplete' : undefined
  const within = (from < fault.from && fault.from <= to) || (from <= fault.to && fault.to < to)
  return within ? 'incomplete' : undefined
}

/** Whether among these years or months another way of counting begins after the first: then they do not compare. */
export function isBroken(faults: readonly PeriodFault[], periods: readonly string[]): boolean {
  const sorted = [...periods].sort()
  const [first = '', last = ''] = [sorted[0], sorted.at(-1)]
  const from = first.length === 4 ? `${first}-01` : first
  return faults.some(
    (fault) =>
      sorted.length > 1 && fault.kind === 'break' && fault.month > from && fault.month.slice(0, last.length) <= last
  )
}

const yearOf = (month: string) => Number(month.slice(0, 4))
const startOf = (fault: PeriodFault) => (fault.kind === 'break' ? fault.month : fault.from)

function withoutGaps(months: readonly Month[]): Month[] {
  const counts = new Map(months.map(({ month, count }) => [month, count]))
  const names = [...counts.keys()].sort()
  const [first, last] = [names[0], names.at(-1)]
  if (!first || !last) return []
  const series: Month[] = []
  for (let month = first; month <= last; month = monthAfter(month))
    series.push({ month, count: counts.get(month) ?? 0 })
  return series
}

function monthAfter(month: string): string {
  const next = Number(month.slice(5)) + 1
  return next > year
    ? `${String(yearOf(month) + 1).padStart(4, '0')}-01`
    : `${month.slice(0, 5)}${String(next).padStart(2, '0')}`
}

/** The lower of both middle values, so that a register that is written every other month usually holds nothing. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
}

function findHoles(series: readonly Month[]): Hole[] {
  const judged = series.map(({ month, count }, index) => {
    const near = series.slice(Math.max(0, index - sight), index + sight + 1).filter((other) => other.month !== month)
    return { month, count, usual: median(near.map((other) => other.count)) }
  })
  const telling = judged.filter(({ usual }) => usual >= leastUsual)
  const offsets = telling.flatMap(({ count, usual }) => (count > 0 ? [Math.log(count / usual)] : []))
  const middle = median(offsets)
  const deviation = Math.max(
    leastDeviation,
    deviationOfMedian * median(offsets.map((offset) => Math.abs(offset - middle)))
  )
  const isFew = ({ count, usual }: { count: number; usual: number }) =>
    usual >= leastUsual &&
    count < holeShare * usual &&
    (count === 0 || Math.log(count / usual) < -holeDeviations * deviation)
  const silent = silences(series)
  const few = judged
    .map((one) => ({ ...one, usual: silent.get(one.month) ?? one.usual }))
    .filter((one) => silent.has(one.month) || isFew(one))
  const holes: Hole[] = []
  for (const { month, count, usual } of few) {
    const before = holes.at(-1)
    if (before && monthAfter(before.to) === month) {
      Object.assign(before, { to: month, found: before.found + count, usual: before.usual + usual })
    } else holes.push({ kind: 'hole', from: month, to: month, found: count, usual })
  }
  return holes
}

/** Months without any record in a run longer than a quarter, with records enough before and after it; and what is usual there. */
function silences(series: readonly Month[]): Map<string, number> {
  const found = new Map<string, number>()
  for (let start = 0; start < series.length; start++) {
    let end = start
    while (series[end]?.count === 0) end++
    const sides = [series.slice(Math.max(0, start - sight), start), series.slice(end, end + sight)]
    const [before, after] = sides.map((side) => median(side.map(({ count }) => count))) as [number, number]
    if (end - start > quarter && Math.min(before, after) >= leastUsual)
      for (const { month } of series.slice(start, end)) found.set(month, Math.round((before + after) / 2))
    start = Math.max(start, end)
  }
  return found
}

/** The first and the last year, where enough records are missing to be seen. */
function findParts(series: readonly Month[], holes: readonly Hole[]): PartOfYear[] {
  const [first, last] = [series[0], series.at(-1)]
  if (!first || !last) return []
  const usual = median(series.map(({ count }) => count))
  const monthNumber = ({ month }: Month) => Number(month.slice(5))
  const [begins, ends] = [yearOf(first.month), yearOf(last.month)]
  const from = (monthNumber(first) - 1) * usual >= leastUsual
  // A year that ends in a hole is told of by the hole.
  const to = (year - monthNumber(last)) * usual >= leastUsual && !holes.some((hole) => hole.to === last.month)
  if (begins === ends) return from || to ? [{ kind: 'part', year: begins, from: first.month, to: last.month }] : []
  return [
    ...(from ? [{ kind: 'part', year: begins, from: first.month, to: `${begins}-12` } as const] : []),
    ...(to ? [{ kind: 'part', year: ends, from: `${ends}-01`, to: last.month } as const] : [])
  ]
}

/** Where the level of the year before and of the year after differ by so much; once for every shift. */
function findBreaks(whole: readonly Month[]): Break[] {
  const levels = whole.map((_, index) => {
    const sides = [whole.slice(Math.max(0, index - year), index), whole.slice(index, index + year)] as const
    // The same months of the year on both sides, so that a season is no break.
    const back = alike(sides[0], sides[1])
    const on = alike(sides[1], sides[0])
    const [before, after] = [back, on].map((side) => median(side.map(({ count }) => count))) as [number, number]
    const told = Math.min(back.length, on.length) >= sight && Math.max(before, after) >= leastUsual
    return { before, after, differs: told && Math.abs(Math.log((after + 1) / (before + 1))) >= Math.log(breakRatio) }
  })
  const breaks: Break[] = []
  for (let start = 0; start < whole.length; start++) {
    if (!levels[start]?.differs) continue
    let end = start
    while (levels[end + 1]?.differs) end++
    const at = splitOf(whole, start, end)
    const { before, after } = levels[at] as (typeof levels)[number]
    breaks.push({ kind: 'break', month: whole[at]?.month ?? '', before, after })
    start = end
  }
  return breaks
}

function alike(side: readonly Month[], other: readonly Month[]): Month[] {
  const seasons = new Set(other.map(({ month }) => month.slice(5)))
  return side.filter(({ month }) => seasons.has(month.slice(5)))
}

/** Of the months `start` to `end` the one that parts the months around them into two levels best (least squares of logarithms). */
function splitOf(whole: readonly Month[], start: number, end: number): number {
  const [first, last] = [Math.max(0, start - year), Math.min(whole.length, end + year)]
  const logarithms = (from: number, to: number) => whole.slice(from, to).map(({ count }) => Math.log(count + 1))
  const spread = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  }
  let [best, least] = [start, Number.POSITIVE_INFINITY]
  for (let at = Math.max(start, 1); at <= end; at++) {
    const left = spread(logarithms(first, at)) + spread(logarithms(at, last))
    if (left < least) [best, least] = [at, left]
  }
  return best
}
