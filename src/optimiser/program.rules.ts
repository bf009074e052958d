import {
  countAgain,
  effectIn,
  fullCount,
  type Line,
  type Model,
  noUnits,
  type Outlook,
  placeOf,
  type Units,
  type Wish
} from './model.rules.ts'

/**
 * The question as a linear program: maximise cost · x with limits for every row and column. A column or row that is of one
 * region says which; those that all regions share have `shared`.
 */
export type Program = {
  cost: number[]
  lower: number[]
  upper: number[]
  whole: boolean[]
  regionOfColumn: number[]
  rows: ProgramRow[]
}
export type ProgramRow = {
  lower: number
  upper: number
  columns: number[]
  values: number[]
  region: number
  says: Says
}
/** What a row says: a wish, or what holds by itself; `periods` and the like are those of the model. */
export type Says =
  | Exclude<Wish, { kind: 'starts' | 'whole' }>
  | { kind: 'liable'; hub: number; region: number }
  | { kind: 'begins'; line: number; region: number }
  | { kind: 'lending' }

export const shared = -1
/** What a worker counts who is missing of a floor, or a unit of what must be done: more than anything else can bring. */
const missing = 1000

/** The program of a model, and how its columns lie. `short` are the columns that say what of the wishes is missing. */
export type Built = {
  program: Program
  model: Model
  outlook: Outlook
  /** Columns of the units by their place (`placeOf`), -1 where there can be none; and how many units 1 means. */
  column: Int32Array
  size: Float64Array
  /** Columns "begins in the year", by line; none where nothing is paid once. */
  begins: (readonly number[] | undefined)[]
  short: { column: number; says: Says }[]
}

export function buildProgram(model: Model, outlook: Outlook, lag = 1): Built {
  const program: Program = { cost: [], lower: [], upper: [], whole: [], regionOfColumn: [], rows: [] }
  const column = new Int32Array(model.lines.length * model.regions * model.periods).fill(-1)
  const size = new Float64Array(column.length).fill(1)
  const built: Built = { program, model, outlook, column, size, begins: [], short: [] }
  for (const [index, line] of model.lines.entries()) {
    for (let region = 0; region < model.regions; region++) {
      const most = line.most[region] ?? 0
      for (let period = line.starts; period < model.periods && most > 0; period++) {
        const place = placeOf(model, index, region, period)
        column[place] = addColumn(program, { upper: line.whole ? 1 : most, whole: true, region })
        size[place] = line.whole ? most : 1
      }
    }
  }
  addMoney(built)
  for (let region = 0; region < model.regions; region++) {
    addReach(built, region)
    addVisits(built, region)
    for (const [index, line] of model.lines.entries()) addOrder(built, index, line, region, lag)
  }
  addDays(built)
  for (const [index, line] of model.lines.entries()) {
    if (line.least <= 0) continue
    const says = { kind: 'least', line: index } as const
    const terms = Array.from({ length: model.regions }, (_, region) => termsOf(built, index, region)).flat()
    addWish(built, { lower: line.least, upper: Infinity, region: shared, says }, terms)
  }
  return built
}

type Column = { cost?: number; lower?: number; upper: number; whole?: boolean; region: number }
function addColumn(program: Program, { cost = 0, lower = 0, upper, whole = false, region }: Column): number {
  program.cost.push(cost)
  program.lower.push(lower)
  program.upper.push(upper)
  program.whole.push(whole)
  return program.regionOfColumn.push(region) - 1
}

type Term = readonly [column: number, value: number]
function addRow(program: Program, row: Omit<ProgramRow, 'columns' | 'values'>, terms: readonly Term[]) {
  if (terms.length === 0 && row.lower <= 0 && row.upper >= 0) return
  program.rows.push({ ...row, columns: terms.map(([of]) => of), values: terms.map(([, value]) => value) })
}

/** A wish that may go against others: what of it is missing has a column of its own, which weighs more than all else. */
function addWish(built: Built, row: Omit<ProgramRow, 'columns' | 'values'>, terms: readonly Term[]) {
  const column = addColumn(built.program, { cost: -missing, upper: 0, region: row.region })
  built.short.push({ column, says: row.says })
  addRow(built.program, row, [...terms, [column, 1]])
}

/** Units of a line in a region, in some periods, as a sum of columns. */
function termsOf(
  { model, column, size }: Built,
  line: number,
  region: number,
  from = 0,
  to = model.periods - 1
): Term[] {
  const terms: Term[] = []
  for (let period = from; period <= to; period++) {
    const place = placeOf(model, line, region, period)
    const of = column[place] ?? -1
    if (of >= 0) terms.push([of, size[place] ?? 1])
  }
  return terms
}

/** What is spent in all and by year; what is paid once, in the year in which a line begins; most units and their order. */
function addMoney(built: Built) {
  const { model, program } = built
  const all: Term[] = []
  const byYear: Term[][] = model.budgets.map(() => [])
  for (const [index, line] of model.lines.entries()) {
    const begins = line.fixed > 0 ? addBegins(built, index, line, all, byYear) : undefined
    built.begins.push(begins)
    for (let region = 0; region < model.regions; region++) {
      const terms = termsOf(built, index, region)
      const most = line.most[region] ?? 0
      if (terms.length > 1) {
        const says = { kind: 'most', line: index, region } as const
        addRow(program, { lower: -Infinity, upper: most, region, says }, terms)
      }
      if (line.cost > 0)
        for (let period = 0; period < model.periods; period++) {
          const costs = termsOf(built, index, region, period, period).map(([of, size]): Term => [of, size * line.cost])
          all.push(...costs)
          byYear[model.years[period] ?? 0]?.push(...costs)
        }
    }
  }
  if (model.budget !== null)
    addRow(program, { lower: -Infinity, upper: model.budget, region: shared, says: { kind: 'budget' } }, all)
  for (const [year, limit] of model.budgets.entries()) {
    if (limit === null) continue
    const says = { kind: 'budget-of-year', year } as const
    addRow(program, { lower: -Infinity, upper: limit, region: shared, says }, byYear[year] ?? [])
  }
}

function addBegins(built: Built, index: number, line: Line, all: Term[], byYear: Term[][]): number[] {
  const { model, program } = built
  const begins = byYear.map((terms) => {
    const of = addColumn(program, { upper: 1, whole: true, region: shared })
    all.push([of, line.fixed])
    terms.push([of, line.fixed])
    return of
  })
  for (let region = 0; region < model.regions; region++)
    for (const year of byYear.keys()) {
      const last = model.years.lastIndexOf(year)
      const terms = termsOf(built, index, region, 0, last)
      const most = line.most[region] ?? 0
      const opened = begins.slice(0, year + 1).map((of): Term => [of, -most])
      const says = { kind: 'begins', line: index, region } as const
      if (terms.length > 0) addRow(program, { lower: -Infinity, upper: 0, region: shared, says }, [...terms, ...opened])
    }
  const says = { kind: 'begins', line: index, region: shared } as const
  const lower = line.least > 0 ? 1 : -Infinity
  addRow(
    program,
    { lower, upper: 1, region: shared, says },
    begins.map((of): Term => [of, 1])
  )
  // Where years have limits of their own, what is paid once is not paid a year early: something is done in that year.
  for (const [year, of] of begins.entries()) {
    if (model.budgets.every((limit) => limit === null)) break
    const [from, to] = [model.years.indexOf(year), model.years.lastIndexOf(year)]
    const terms = from < 0 ? [] : model.days.flatMap((_, region) => termsOf(built, index, region, from, to))
    addRow(program, { lower: 0, upper: Infinity, region: shared, says }, [...terms, [of, -1]])
  }
  return begins
}

/** Workers brought into compliance: those that count fully, those that count by half, and the floor of the region. */
function addReach(built: Built, region: number) {
  const { model, program, outlook } = built
  const counted: Term[] = []
  const reaches: Term[][] = model.liable.map(() => [])
  for (const [index, { effects }] of model.lines.entries()) {
    const terms = effects.length > 0 ? termsOf(built, index, region) : []
    for (const effect of effects)
      for (const [of, size] of terms) reaches[effect.hub]?.push([of, size * effectIn(effect, outlook)])
  }
  for (const [hub, row] of model.liable.entries()) {
    const liable = row[region] ?? 0
    const terms = reaches[hub] ?? []
    if (liable <= 0 || terms.length === 0) continue
    const first = addColumn(program, { cost: 1, upper: liable * fullCount, region })
    const again = addColumn(program, { cost: countAgain, upper: (liable * (1 - fullCount)) / countAgain, region })
    counted.push([first, 1], [again, countAgain])
    const says = { kind: 'liable', hub, region } as const
    addRow(program, { lower: 0, upper: Infinity, region, says }, [...terms, [first, -1], [again, -1]])
  }
  const floor = model.floors[region] ?? 0
  const says = { kind: 'floor', region } as const
  if (floor > 0) addWish(built, { lower: floor, upper: Infinity, region, says }, counted)
}

/** The share of visits that are drawn at random. */
function addVisits(built: Built, region: number) {
  const { model, program } = built
  if (model.random <= 0) return
  const terms = model.lines.flatMap(({ visit }, index) => {
    if (visit === '') return []
    const weight = visit === 'random' ? 1 - model.random : -model.random
    return termsOf(built, index, region).map(([of, size]): Term => [of, size * weight])
  })
  addRow(program, { lower: 0, upper: Infinity, region, says: { kind: 'random', region } }, terms)
}

/** What comes after another line, in each period no more than that opened before. */
function addOrder(built: Built, index: number, { after, starts }: Line, region: number, lag: number) {
  const { model, program } = built
  if (!after) return
  for (let period = starts; period < model.periods; period++) {
    const terms = termsOf(built, index, region, 0, period)
    const opened = termsOf(built, after.line, region, 0, period - lag)
    const says = { kind: 'after', line: index, region } as const
    const opening = opened.map(([of, size]): Term => [of, -size * after.opens])
    if (terms.length > 0) addRow(program, { lower: -Infinity, upper: 0, region, says }, [...terms, ...opening])
  }
}

/** Inspector-days of each region and period, with what is borrowed and lent. */
function addDays(built: Built) {
  const { model, program } = built
  const lending: Term[][] = Array.from({ length: model.periods }, () => [])
  for (const [region, row] of model.days.entries())
    for (const [period, own] of row.entries()) {
      const terms = model.lines.flatMap(({ days }, index) =>
        days > 0 ? termsOf(built, index, region, period, period).map(([of, size]): Term => [of, size * days]) : []
      )
      const moved: Term[] = []
      if (model.lend > 0) {
        const borrowed = addColumn(program, { upper: Infinity, region })
        const lent = addColumn(program, { upper: own * model.lend, region })
        moved.push([borrowed, -1], [lent, 1])
        lending[period]?.push([borrowed, 1], [lent, -1])
      }
      if (terms.length > 0) {
        const says = { kind: 'days', region, period } as const
        addRow(program, { lower: -Infinity, upper: own, region, says }, [...terms, ...moved])
      }
    }
  for (const terms of lending)
    addRow(program, { lower: -Infinity, upper: 0, region: shared, says: { kind: 'lending' } }, terms)
}

/** The units that values of the columns mean. */
export function unitsOf({ model, column, size }: Built, values: ArrayLike<number>): Units {
  const units = noUnits(model)
  for (const [place, of] of column.entries())
    if (of >= 0) units[place] = Math.round(values[of] ?? 0) * (size[place] ?? 1)
  return units
}
