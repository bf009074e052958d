import {
  type AmountName,
  amountNames,
  binsOf,
  type CaseCount,
  type Counters,
  caseCount,
  isSaid,
  type Names
} from './coded.rules.ts'
import {
  type Chance,
  type GroupCount,
  leastSelected,
  roundedAmount,
  roundedGroup,
  type ToldGroup
} from './disclosure.rules.ts'
import {
  allOthers,
  findingDimensions,
  fixedValues,
  type LinkedDimension,
  linkedDimensions,
  narrowedBy,
  readPeriod,
  type Selection,
  unsaid,
  withoutDimensions
} from './linked.rules.ts'
import { type PeriodUnit, periodOf, periodsBetween, periodText, unitFor, wholeUnits } from './period.rules.ts'
import { leastCell, suppressSmall } from './rules.ts'

/** What the dashboard tells of a selection, from the counters of its cases. */

export type Bin = ToldGroup & {
  value: string
  chosen: boolean
  suppressed: boolean
  /** Hidden for another reason than that it is under five. */
  withheld: boolean
  /** Whether a selection can take it in. */
  open: boolean
}
type Shown = Omit<Bin, 'chosen' | 'open'>
export type LinkedChart = {
  dimension: LinkedDimension
  /** Whether any record of the data sets says something of it. */
  said: boolean
  bins: Bin[]
}

export type LinkedAnswer = {
  /** Too few cases to tell anything of them. */
  few: boolean
  /** Counts of charts are rounded, as something is selected. */
  rounded: boolean
  /**
   * The share: of the cases of which the source says whether there are violations, those that have some; where an issue or
   * an outcome is selected, of the cases of the other selections, those of this one.
   */
  total: ToldGroup
  amounts: Partial<Record<AmountName, number>>
  unit: PeriodUnit
  charts: LinkedChart[]
}

type Bins = ReadonlyMap<string, GroupCount>

/** What holds of the data sets whatever is selected: the periods, the order of the bars, and what cannot be selected. */
export type Ground = {
  names: Names
  unit: PeriodUnit
  /** The values of each chart in their order. */
  values: Record<LinkedDimension, string[]>
  /** Values that are hidden where nothing is selected: no selection tells them apart. Months for time. */
  closed: Partial<Record<LinkedDimension, ReadonlySet<string>>>
  whole: Counters
}

/** Cases with several issues are under each of them, so that their sum gives nothing away. */
const hasTotal = (dimension: LinkedDimension) => dimension !== 'issue'

export function groundOf(whole: Counters, names: Names): Ground {
  const months = new Map([...binsOf(whole.charts.time, 'time', names)].filter(([value]) => value !== unsaid))
  const unit = unitFor(new Map([...months].map(([value, { cases }]) => [value, cases])))
  const charts = linkedDimensions.map((dimension) => {
    const bins = chartBins(whole, whole, dimension, { names, unit }, false)
    const hidden = suppressed([...bins], dimension).filter((bin) => bin.suppressed)
    return { dimension, bins, closed: hidden.map(({ value }) => value) }
  })
  const closed = charts.map(({ dimension, closed: values }) => [
    dimension,
    new Set(
      dimension === 'time' ? [...months.keys()].filter((month) => values.includes(nameOfPeriod(month, unit))) : values
    )
  ])
  return {
    names,
    unit,
    whole,
    values: Object.fromEntries(
      charts.map(({ dimension, bins }) => [dimension, inOrder(dimension, bins, unit)])
    ) as Ground['values'],
    closed: Object.fromEntries(closed) as Ground['closed']
  }
}

const nameOfPeriod = (month: string, unit: PeriodUnit) => periodText(periodOf(month, unit))

/** A selection as it can be asked: of whole periods. */
export function askable(selection: Selection, { unit }: Pick<Ground, 'unit'>): Selection {
  return selection.time ? { ...selection, time: wholeUnits(selection.time, unit) } : selection
}

/** Whether a share of violations would only repeat what is selected. */
export const asksFinding = (selection: Selection) => findingDimensions.some((name) => selection[name] !== undefined)

/**
 * `counted` are the counters of the selection, `base` those of it without issues and outcomes. `chance` is that by which the
 * inspectorate's counts are rounded.
 */
export function answerOf(
  { counted, base }: { counted: Counters; base: Counters },
  selection: Selection,
  ground: Ground,
  chance: Chance
): LinkedAnswer {
  const rounded = narrowedBy(selection).length > 0
  const total = totalOf(counted, base, selection)
  const exact = isInOneChart(selection)
  const few = total.cases < (exact ? leastCell : leastSelected)
  const told = exact ? total : roundedGroup(total, chance)
  const charts = linkedDimensions.map((dimension) => chartOf(dimension, { counted, base }, selection, ground, chance))
  const amounts = amountNames.map((name) => {
    const sum = (counted.amounts[name][0] ?? 0) / (name === 'workers' ? 1 : 100)
    return [name, exact ? sum : roundedAmount(sum)]
  })
  return {
    few,
    rounded,
    total: few ? {} : told,
    amounts: few ? {} : Object.fromEntries(amounts),
    unit: ground.unit,
    charts
  }
}

/** What is told of it to those who may not open the records: whatever is exact is rounded too, also where nothing is chosen. */
export function roundedLinked<Told extends Pick<LinkedAnswer, 'total' | 'amounts'>>(told: Told, chance: Chance): Told {
  const amounts = Object.entries(told.amounts).map(([name, amount]) => [name, roundedAmount(amount)])
  return { ...told, total: roundedGroup(told.total, chance), amounts: Object.fromEntries(amounts) }
}

/** The bars of a chart for them. */
export function roundedBins(charts: readonly LinkedChart[], chance: Chance): LinkedChart[] {
  return charts.map((chart) => ({
    ...chart,
    bins: chart.bins.map(({ cases, of, count, ...bin }) => ({ ...bin, ...roundedGroup({ cases, of, count }, chance) }))
  }))
}

/**
 * A selection in one chart counts bars that the chart shows as they are: nothing more is told by their sum. Several issues
 * are no sum, as a case can have them all.
 */
function isInOneChart(selection: Selection): boolean {
  const narrowed = narrowedBy(selection)
  return narrowed.length === 0 || (narrowed.length === 1 && (selection.issue?.length ?? 0) < 2)
}

function totalOf(counted: Counters, base: Counters, selection: Selection): GroupCount {
  const { cases, assessed, violating } = caseCount(counted.total)
  if (!asksFinding(selection)) return { cases, of: assessed, count: violating }
  return { cases, of: caseCount(base.total).cases, count: cases }
}

function chartOf(
  dimension: LinkedDimension,
  { counted, base }: { counted: Counters; base: Counters },
  selection: Selection,
  ground: Ground,
  chance: Chance
): LinkedChart {
  const others = withoutDimensions(selection, [dimension])
  const found = chartBins(counted, base, dimension, ground, asksFinding(others))
  const groups = ground.values[dimension].map((value) => [value, found.get(value) ?? none] as const)
  const chosen = chosenBy(selection, dimension)
  const closed = closedIn(ground, dimension)
  const exact = narrowedBy(others).length === 0
  const cases = caseCount(sumOf(counted.charts[dimension])).cases
  const told = exact
    ? suppressed(groups, dimension)
    : groups.map(([value, group]): Shown => {
        const few = cases < leastSelected
        const shown = few ? {} : roundedGroup(group, chance)
        return { value, ...shown, suppressed: shown.cases === undefined, withheld: few }
      })
  return {
    dimension,
    said: isDrawn(ground, dimension),
    bins: told.map((bin) => ({ ...bin, chosen: chosen(bin.value), open: !closed(bin.value) }))
  }
}

const none: GroupCount = { cases: 0, of: 0, count: 0 }

function closedIn({ closed, unit }: Ground, dimension: LinkedDimension): (value: string) => boolean {
  const values = closed[dimension] ?? new Set<string>()
  const hidden = dimension === 'time' ? new Set([...values].map((month) => nameOfPeriod(month, unit))) : values
  return (value) => hidden.has(value) || (dimension === 'time' && value === unsaid)
}

function chosenBy(selection: Selection, dimension: LinkedDimension): (value: string) => boolean {
  if (dimension !== 'time') {
    const { [dimension]: values = [] } = selection
    return (value) => values.includes(value)
  }
  const { time } = selection
  return (value) => {
    const period = readPeriod(value)
    return Boolean(time && period && period.from >= time.from && period.to <= time.to)
  }
}

/** The groups of a chart. The share is of violations; of issues and outcomes themselves, of all cases of the chart. */
function chartBins(
  counted: Counters,
  base: Counters,
  dimension: LinkedDimension,
  { names, unit }: Pick<Ground, 'names' | 'unit'>,
  finding: boolean
): Bins {
  const own = byPeriod(binsOf(counted.charts[dimension], dimension, names), dimension, unit)
  if (findingDimensions.some((name) => name === dimension)) {
    const of = caseCount(sumOf(counted.charts[dimension])).cases
    return new Map([...own].map(([value, { cases }]) => [value, { cases, of, count: cases }]))
  }
  if (!finding)
    return new Map(
      [...own].map(([value, { cases, assessed, violating }]) => [value, { cases, of: assessed, count: violating }])
    )
  const wholes = byPeriod(binsOf(base.charts[dimension], dimension, names), dimension, unit)
  return new Map(
    [...own].map(([value, { cases }]) => [value, { cases, of: wholes.get(value)?.cases ?? 0, count: cases }])
  )
}

function byPeriod(bins: Map<string, CaseCount>, dimension: LinkedDimension, unit: PeriodUnit): Map<string, CaseCount> {
  if (dimension !== 'time') return bins
  const sums = new Map<string, CaseCount>()
  for (const [month, bin] of bins) {
    const name = month === unsaid ? unsaid : nameOfPeriod(month, unit)
    const { cases, assessed, violating } = sums.get(name) ?? { cases: 0, assessed: 0, violating: 0 }
    sums.set(name, {
      cases: cases + bin.cases,
      assessed: assessed + bin.assessed,
      violating: violating + bin.violating
    })
  }
  return sums
}

function sumOf(counts: Uint32Array): Uint32Array {
  const sum = new Uint32Array(4)
  for (let at = 0; at < counts.length; at++) sum[at & 3] = (sum[at & 3] ?? 0) + (counts[at] ?? 0)
  return sum
}

function suppressed(groups: readonly (readonly [string, GroupCount])[], dimension: LinkedDimension): Shown[] {
  const rows = groups.map(([value, group]) => ({ value, ...group }))
  return suppressSmall(rows, ({ cases }) => cases, ['cases', 'of', 'count'], hasTotal(dimension)).map(
    ({ cases, of, count, ...bin }) => (bin.suppressed ? bin : { ...bin, ...toldOf({ cases, of, count }) })
  )
}

function toldOf(group: { [Name in keyof GroupCount]: number | undefined }): ToldGroup {
  return Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined)) as ToldGroup
}

/** Whether the records say anything of a dimension; who comes back is known only where violations are, or what is owed by them. */
function isDrawn({ whole, names }: Ground, dimension: LinkedDimension): boolean {
  const known = (one: LinkedDimension) => isSaid(binsOf(whole.charts[one], one, names))
  const foundAny = caseCount(whole.total).assessed > 0 || (whole.amounts.wages[0] ?? 0) > 0
  return known(dimension) && (dimension !== 'repeat' || (known('outcome') && foundAny))
}

/** Time as it runs, classes as they rise, all else the largest first; then what is too many, then what is not said. */
function inOrder(dimension: LinkedDimension, bins: Bins, unit: PeriodUnit): string[] {
  const last = [allOthers, unsaid].filter((value) => bins.has(value))
  const values = [...bins.keys()].filter((value) => value !== allOthers && value !== unsaid)
  if (dimension === 'time') {
    const sorted = values.sort()
    const [first, final] = [readPeriod(sorted[0] ?? ''), readPeriod(sorted.at(-1) ?? '')]
    const all = first && final ? periodsBetween(first.from, final.to, unit).map(periodText) : []
    return [...all, ...last]
  }
  const fixed = fixedValues[dimension]
  if (fixed) return [...fixed, ...last]
  const cases = (value: string) => bins.get(value)?.cases ?? 0
  return [...values.sort((one, other) => cases(other) - cases(one) || (one < other ? -1 : 1)), ...last]
}
