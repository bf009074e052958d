import type { Linear } from './linear.rules.ts'
import { add, broken, type Line, type Model, noUnits, type Outlook, type Units, worth } from './model.rules.ts'
import { partOf } from './part.rules.ts'
import { type Built, buildProgram, type Program, unitsOf } from './program.rules.ts'
import { roundToUnits } from './round.rules.ts'

/**
 * `best`: proven, up to the gap asked for. `stopped`: the best so far when time was up or somebody stopped it. `none`: the
 * wishes cannot be met together.
 */
export type Found = {
  ended: 'best' | 'stopped' | 'none'
  units: Units
  worth: number
  /** No mix brings more than this. */
  bound: number
  /** Whether a mix was found that meets every wish. */
  found: boolean
}
export type Means = {
  linear: Linear
  /** Milliseconds. */
  clock(): number
  seconds: number
  /** How near to the best is near enough, as a share of it. */
  gap?: number
  stop?(): boolean
  onProgress?(now: Pick<Found, 'units' | 'worth' | 'bound' | 'found'>): void
  /** Goes the way of large questions whatever the size. */
  apart?: boolean
}

/** Up to so many whole numbers the question is asked as one; up to so many yes/no, its outline is. */
const asOne = 150
const outlineAsOne = 700
/** Up to so many, the time that is left goes to the question as one, from what was found; beyond, to its regions first. */
const soonAsOne = 1500
/** What can be done at most so often in a region is never counted in parts. */
const few = 10
const bestGap = 1e-6

/**
 * The mix that brings most workers into compliance. Small questions are asked as one, to the end. Larger ones in three steps: what,
 * where and in which year (an outline with parts of units, which also proves how much could be brought at most); region by
 * region in its periods, the others standing still; and whole units. What time is left makes it better.
 */
export function solve(model: Model, outlook: Outlook, means: Means): Found {
  const { clock, seconds, gap = 0.005 } = means
  const search = startSearch(model, outlook, means)
  // To do nothing is the first answer, where no wish forbids it; where nothing can be done, it is the only one.
  search.keep(noUnits(model))
  const { built } = search
  const end = clock() + seconds * 1000
  const left = () => Math.max(0.05, (end - clock()) / 1000)
  const wholes = built.program.whole.filter(Boolean).length
  if (wholes <= asOne && !means.apart) {
    const answer = means.linear(built.program, { ...search.watch(built), time: left(), gap: bestGap })
    if (answer.ended === 'none') return search.answer('none')
    search.keepBound(answer.bound)
    if (answer.values.length > 0) search.keep(unitsOf(built, answer.values))
    return search.answer(answer.ended === 'best' ? 'best' : 'stopped')
  }
  const outline = drawOutline(search, left, gap)
  if (outline === 'none') return search.answer('none')
  const isDone = () => isNearEnough(search.best, gap) || means.stop?.() === true || clock() >= end
  if (outline) {
    const fixed = fixBegins(built, outline)
    const values = setPeriods(search, fixed, outline, left)
    if (values) {
      goThroughRegions(search, fixed, values, { left, units: 'near', isDone: () => means.stop?.() === true })
      roundToUnits({ ...built, program: fixed }, values)
      search.keep(unitsOf(built, values))
      for (let better = wholes > soonAsOne; better && !isDone(); ) {
        const before = search.best.worth
        goThroughRegions(search, fixed, values, { left, units: 'all', isDone })
        search.keep(unitsOf(built, values))
        better = search.best.worth > before * (1 + gap / 50)
      }
    }
  }
  if (!isDone()) {
    const answer = means.linear(built.program, { ...search.watch(built), time: left(), gap })
    if (answer.ended === 'none') return search.answer('none')
    search.keepBound(answer.bound)
    if (answer.values.length > 0) search.keep(unitsOf(built, answer.values))
  }
  return search.answer(isNearEnough(search.best, gap) ? 'best' : 'stopped')
}

function isNearEnough({ found, worth: brings, bound }: Pick<Found, 'found' | 'worth' | 'bound'>, gap: number): boolean {
  return found && bound <= brings * (1 + gap) + bestGap * Math.max(1, brings)
}

function startSearch(model: Model, outlook: Outlook, means: Means) {
  const built = buildProgram(model, outlook)
  const best = { units: noUnits(model), worth: 0, bound: model.liable.flat().reduce(add, 0), found: false }
  return {
    built,
    best,
    means,
    keep(units: Units) {
      if (broken(model, units, outlook).length > 0) return
      const brings = worth(model, units, outlook)
      if (best.found && brings <= best.worth) return
      Object.assign(best, { units: Int32Array.from(units), worth: brings, found: true })
      best.bound = Math.max(best.bound, brings)
      means.onProgress?.(best)
    },
    keepBound(bound: number) {
      best.bound = Math.max(best.worth, Math.min(best.bound, bound))
      means.onProgress?.(best)
    },
    watch(of: Built) {
      const { stop } = means
      return {
        ...(stop ? { stop } : {}),
        onBetter: (values: Float64Array) => this.keep(unitsOf(of, values))
      }
    },
    answer: (ended: Found['ended']): Found => ({ ...best, ended })
  }
}
type Search = ReturnType<typeof startSearch>

/** The model by years instead of periods: everything that can be done in its periods can be done in its years. */
function byYears(model: Model): Model {
  const inYear = (row: readonly number[], year: number) =>
    row.reduce((sum, days, period) => sum + (model.years[period] === year ? days : 0), 0)
  return {
    ...model,
    periods: model.budgets.length,
    years: model.budgets.map((_, year) => year),
    lines: model.lines.map((line) => ({
      ...line,
      most: line.most.map((most, region) =>
        line.whole && most * line.days > roomiest(model, region, line) ? 0 : most
      ),
      starts: model.years[line.starts] ?? model.budgets.length
    })),
    days: model.days.map((row) => model.budgets.map((_, year) => inYear(row, year)))
  }
}

/** The most days that a region has in one period from which the line can be done, with all that it could borrow. */
function roomiest({ days, lend, periods }: Model, region: number, { starts }: Line): number {
  let most = 0
  for (let period = starts; period < periods; period++) {
    const own = days[region]?.[period] ?? 0
    const all = days.reduce((sum, row) => sum + (row[period] ?? 0), 0)
    most = Math.max(most, own + (all - own) * lend)
  }
  return most
}

type Outline = { built: Built; values: Float64Array }

/** What, where and in which year. Undefined where time was up; `none` where not even this can be. */
function drawOutline(search: Search, left: () => number, gap: number): Outline | undefined | 'none' {
  const { means, built: fine } = search
  const built = buildProgram(byYears(fine.model), fine.outlook, 0)
  const yesNo = built.program.whole.map(() => false)
  for (const column of built.begins.flatMap((columns) => columns ?? [])) yesNo[column] = true
  for (const [place, column] of built.column.entries()) if (column >= 0 && isLumpy(built, place)) yesNo[column] = true
  const program = { ...built.program, whole: yesNo }
  const stop = means.stop ? { stop: means.stop } : {}
  const parts = means.linear(program, { ...stop, time: left(), parts: true, method: 'simplex' })
  if (parts.ended === 'none') return 'none'
  if (parts.ended !== 'best') return undefined
  search.keepBound(parts.bound)
  const opened = { ...fixBegins(built, { built, values: parts.values }), whole: yesNo }
  const again = means.linear(opened, { ...stop, time: left(), parts: true, method: 'simplex' })
  const values = again.ended === 'best' ? Float64Array.from(again.values) : undefined
  const isDone = () => means.stop?.() === true
  if (values) goThroughRegions({ built, means }, opened, values, { left: () => left() * 0.5, units: 'lumps', isDone })
  if (yesNo.filter(Boolean).length > outlineAsOne) return values && { built, values }
  const from = values ? { from: values } : {}
  const answer = means.linear(program, { ...stop, ...from, time: left() * 0.5, gap: gap / 2 })
  if (answer.ended === 'none') return 'none'
  search.keepBound(answer.bound)
  return answer.values.length > 0 ? { built, values: answer.values } : values && { built, values }
}

function isLumpy({ model }: Built, place: number): boolean {
  const line = model.lines[Math.floor(place / model.periods / model.regions)]
  const most = line?.most[Math.floor(place / model.periods) % model.regions] ?? 0
  return line?.whole === true || most <= few
}

/** The program in which every line begins where the outline has it begin, and the others never. */
function fixBegins({ program, begins }: Built, outline: Outline): Program {
  const lower = [...program.lower]
  const upper = [...program.upper]
  for (const [line, columns] of begins.entries()) {
    const shares = outline.built.begins[line]?.map((column) => outline.values[column] ?? 0) ?? []
    const sum = shares.reduce(add, 0)
    const must = (outline.built.model.lines[line]?.least ?? 0) > 0
    const year = must || sum > 0.1 ? shares.findIndex((share) => share > 0.1 * sum) : -1
    for (const [index, column] of (columns ?? []).entries()) {
      lower[column] = index === year ? 1 : 0
      upper[column] = lower[column] ?? 0
    }
  }
  return { ...program, lower, upper }
}

/** The periods of what the outline has in each year; undefined where none are found. */
function setPeriods(
  { built, means }: Search,
  fixed: Program,
  outline: Outline,
  left: () => number
): Float64Array | undefined {
  const { model } = built
  const upper = withWishes(fixed, built)
  const whole = fixed.whole.map(() => false)
  for (const [place, column] of built.column.entries()) {
    if (column < 0 || !isLumpy(built, place)) continue
    whole[column] = true
    const year = model.years[place % model.periods] ?? 0
    const drawn = outline.built.column[Math.floor(place / model.periods) * outline.built.model.periods + year] ?? -1
    if ((outline.values[drawn] ?? 0) < 0.5) upper[column] = 0
  }
  const answer = means.linear({ ...fixed, upper, whole }, { time: Math.max(1, left() * 0.5), gap: 0.001 })
  return answer.values.length > 0 ? Float64Array.from(answer.values) : undefined
}

/** Upper limits with which a wish may be missed, at a price that is paid only where it cannot be met. */
function withWishes(program: Program, { short }: Built): number[] {
  const upper = [...program.upper]
  for (const { column, says } of short) upper[column] = program.rows.find((row) => row.says === says)?.lower ?? 0
  return upper
}

/** In whole units what is lumpy, what lies next to the values, or all. */
type Steps = { left(): number; units: 'lumps' | 'near' | 'all'; isDone(): boolean }

/** Each region by itself, small ones first, while what the others do stands still: what one leaves over the next may use. */
function goThroughRegions(
  { built, means }: Pick<Search, 'built' | 'means'>,
  fixed: Program,
  values: Float64Array,
  { left, units, isDone }: Steps
): void {
  const { model } = built
  const people = Array.from({ length: model.regions }, (_, region) =>
    model.liable.reduce((sum, row) => sum + (row[region] ?? 0), 0)
  )
  const order = [...people.keys()].toSorted((a, b) => (people[a] ?? 0) - (people[b] ?? 0))
  const whole = [...fixed.whole]
  const lower = [...fixed.lower]
  const upper = units === 'all' ? [...fixed.upper] : withWishes(fixed, built)
  for (const [place, column] of built.column.entries()) {
    if (column < 0) continue
    whole[column] = units !== 'lumps' || isLumpy(built, place)
    if (units !== 'near') continue
    lower[column] = Math.floor((values[column] ?? 0) + 1e-6)
    upper[column] = Math.ceil((values[column] ?? 0) - 1e-6)
  }
  const program = { ...fixed, whole, lower, upper }
  for (const [index, region] of order.entries()) {
    if (isDone()) return
    const part = partOf(program, (column) => fixed.regionOfColumn[column] === region, values)
    const time = Math.min(units === 'all' ? 1 : 5, Math.max(0.2, (left() / (order.length - index)) * 0.8))
    const from = units === 'all' ? { from: Float64Array.from(part.columns, (column) => values[column] ?? 0) } : {}
    const answer = means.linear(part.program, { ...from, time, gap: units === 'lumps' ? 0.002 : 0.0005 })
    for (const [own, column] of answer.values.length > 0 ? part.columns.entries() : [])
      values[column] = answer.values[own] ?? 0
  }
}
