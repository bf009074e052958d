/** Statistics of shares: what a figure must carry so that it may be printed. */

/** A share with what it is a share of, and its interval. `small` where fewer than 30 stand behind it. */
export type Rate = { count: number; of: number; share: number; low: number; high: number; small: boolean }

export type Interval = { low: number; high: number }

/** Fewer cases than this are marked as a small sample. */
export const smallSample = 30
/** Cells below this are not printed. */
export const leastCell = 5

/** The quantile of a 95 % interval. */
const z = 1.959963984540054

/** Wilson's score interval of a share (Wilson 1927), 95 %. Undefined where nothing was counted. */
export function wilson(count: number, of: number): Interval | undefined {
  if (of <= 0) return undefined
  const share = count / of
  const middle = share + (z * z) / (2 * of)
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))
  const scale = 1 + (z * z) / of
  return { low: count === 0 ? 0 : (middle - half) / scale, high: count === of ? 1 : (middle + half) / scale }
}

/** A share with its denominator and interval; undefined where the denominator is nothing. */
export function rate(count: number, of: number): Rate | undefined {
  const interval = wilson(count, of)
  return interval && { count, of, share: count / of, ...interval, small: of < smallSample }
}

export type Difference = Interval & { points: number; relative: number | undefined }

/**
 * The difference of two shares, `after` less `before`, with Newcombe's interval (1998, method 10), 95 %. Points are
 * shares: 0.1 is ten.
 */
export function newcombe(
  before: { count: number; of: number },
  after: { count: number; of: number }
): Difference | undefined {
  const [first, second] = [rate(before.count, before.of), rate(after.count, after.of)]
  if (!first || !second) return undefined
  const points = second.share - first.share
  return {
    points,
    relative: first.share > 0 ? points / first.share : undefined,
    low: points - Math.hypot(second.share - second.low, first.high - first.share),
    high: points + Math.hypot(second.high - second.share, first.share - first.low)
  }
}

export type Suppressed<Row, Hidden extends keyof Row> = Omit<Row, Hidden> & {
  [Key in Hidden]: Row[Key] | undefined
} & {
  suppressed: boolean
  /** Hidden, and not told to be under five: it would tell another that is, or which of two is cannot be told. */
  withheld: boolean
}

/** Of a small count and a larger one that stand for so many together, naming the small one tells nothing more of it. */
const leastNamed = 2 * leastCell - 1

/**
 * Hides the figures of rows that count fewer than five. Where one row alone is hidden and the total of all rows is
 * printed too, the next smallest is hidden with it: the difference would tell the first (`totalShown`, true unless
 * said otherwise). It is no small one, and is not called so.
 */
export function suppressSmall<Row extends object, Hidden extends keyof Row>(
  rows: readonly Row[],
  count: (row: Row) => number,
  hidden: readonly Hidden[],
  totalShown = true
): Suppressed<Row, Hidden>[] {
  const small = new Set(rows.filter((row) => count(row) > 0 && count(row) < leastCell))
  const withheld = new Set<Row>()
  if (totalShown && small.size === 1) {
    const [alone] = small
    const others = rows.filter((row) => count(row) >= leastCell).sort((first, second) => count(first) - count(second))
    const [next] = others
    if (next) {
      small.add(next)
      withheld.add(next)
      if (alone && count(alone) + count(next) < leastNamed) withheld.add(alone)
    }
  }
  return rows.map((row) => {
    const shown: Record<string, unknown> = { ...row, suppressed: small.has(row), withheld: withheld.has(row) }
    if (small.has(row)) for (const name of hidden) shown[String(name)] = undefined
    return shown as Suppressed<Row, Hidden>
  })
}

/** How many violations a case has, in five classes; `to` is left out for the last. */
export const violationBands = [
  { from: 0, to: 0 },
  { from: 1, to: 5 },
  { from: 6, to: 20 },
  { from: 21, to: 100 },
  { from: 101 }
] as const satisfies readonly { from: number; to?: number }[]

/** What may be wrong with a candidate's figures; the words are `indicator.warning.<warning>`. */
export type CandidateWarning = 'few-cases' | 'complaint-driven' | 'several-data-sets' | 'breaches-only'

/** The warnings that belong to a figure from so many cases of these data sets. */
export function warningsOf(
  cases: number,
  dataSets: readonly string[],
  complaintDriven: readonly string[]
): CandidateWarning[] {
  const warnings: CandidateWarning[] = []
  if (cases < smallSample) warnings.push('few-cases')
  if (dataSets.some((dataSet) => complaintDriven.includes(dataSet))) warnings.push('complaint-driven')
  if (dataSets.length > 1) warnings.push('several-data-sets')
  return warnings
}
