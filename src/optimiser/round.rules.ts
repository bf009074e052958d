import { countAgain, countOnce, effectIn, fullCount } from './model.rules.ts'
import type { Built } from './program.rules.ts'

const near = 1e-6

/**
 * An answer in parts of units becomes one in whole units: rounded down, then taken back where something came to stand alone
 * (a visit whose letter was rounded away), then filled up with what brings most for what is left. `values` are changed in place.
 */
export function roundToUnits(built: Built, values: Float64Array): void {
  const rounding = startRounding(built, values)
  for (const column of rounding.places.keys()) rounding.set(column, Math.floor((values[column] ?? 0) + near))
  takeBack(built, rounding)
  fillUp(built, rounding)
}

type Rounding = {
  /** Columns of units, each with its line, region and period. */
  places: Map<number, { line: number; region: number; period: number; size: number }>
  values: Float64Array
  /** Sum of each row, without the columns of what counts. */
  sums: Float64Array
  rowsOf: { row: number; factor: number }[][]
  set(column: number, value: number): void
}

/** Rows that say who is counted follow from the units by themselves. */
const follows = new Set(['liable', 'floor'])

function startRounding({ program, model, column, size }: Built, values: Float64Array): Rounding {
  const places: Rounding['places'] = new Map()
  for (const [place, of] of column.entries()) {
    if (of < 0) continue
    const period = place % model.periods
    const region = Math.floor(place / model.periods) % model.regions
    places.set(of, { line: Math.floor(place / model.periods / model.regions), region, period, size: size[place] ?? 1 })
  }
  const rowsOf: Rounding['rowsOf'] = program.cost.map(() => [])
  const sums = new Float64Array(program.rows.length)
  for (const [row, { columns, values: factors, says }] of program.rows.entries()) {
    if (follows.has(says.kind)) continue
    for (const [index, of] of columns.entries()) {
      const factor = factors[index] ?? 0
      rowsOf[of]?.push({ row, factor })
      sums[row] = (sums[row] ?? 0) + factor * (values[of] ?? 0)
    }
  }
  return {
    places,
    values,
    sums,
    rowsOf,
    set(of, value) {
      const change = value - (values[of] ?? 0)
      if (change === 0) return
      values[of] = value
      for (const { row, factor } of rowsOf[of] ?? []) sums[row] = (sums[row] ?? 0) + factor * change
    }
  }
}

function takeBack({ program }: Built, rounding: Rounding): void {
  const { sums, places, values } = rounding
  for (let changed = true; changed; ) {
    changed = false
    for (const [index, row] of program.rows.entries()) {
      if (follows.has(row.says.kind) || row.says.kind === 'least') continue
      const over = Math.max((sums[index] ?? 0) - row.upper, row.lower - (sums[index] ?? 0))
      if (!(over > near * Math.max(1, Math.abs(row.upper === Infinity ? row.lower : row.upper)))) continue
      const sign = (sums[index] ?? 0) > row.upper ? 1 : -1
      let left = over
      for (let term = row.columns.length - 1; term >= 0 && left > near; term--) {
        const column = row.columns[term] ?? 0
        const worth = (row.values[term] ?? 0) * sign
        const present = values[column] ?? 0
        if (worth <= 0 || present <= 0 || !places.has(column)) continue
        const less = Math.min(present, Math.ceil(left / worth - near))
        rounding.set(column, present - less)
        left -= less * worth
        changed = true
      }
    }
  }
}

function fillUp({ program, model, outlook, short }: Built, rounding: Rounding): void {
  const { places, values, sums, rowsOf } = rounding
  const gross = model.liable.map((row) => row.map(() => 0))
  const count = (line: number, region: number, amount: number) => {
    for (const effect of model.lines[line]?.effects ?? []) {
      const row = gross[effect.hub] as number[]
      row[region] = (row[region] ?? 0) + amount * effectIn(effect, outlook)
    }
  }
  for (const [column, { line, region, size }] of places) count(line, region, size * (values[column] ?? 0))
  const brings = (line: number, region: number) =>
    (model.lines[line]?.effects ?? []).reduce((sum, effect) => {
      const liable = model.liable[effect.hub]?.[region] ?? 0
      const now = gross[effect.hub]?.[region] ?? 0
      const full = liable * fullCount
      const worth = now < full ? 1 : now < full + (liable - full) / countAgain ? countAgain : 0
      return sum + worth * effectIn(effect, outlook)
    }, 0)
  /** How many more of a column no row forbids. */
  const room = (column: number) => {
    let most = (program.upper[column] ?? 0) - (values[column] ?? 0)
    for (const { row, factor } of rowsOf[column] ?? []) {
      const { lower, upper } = program.rows[row] ?? { lower: 0, upper: 0 }
      const left = factor > 0 ? upper - (sums[row] ?? 0) : (sums[row] ?? 0) - lower
      most = Math.min(most, left / Math.abs(factor))
    }
    return Math.floor(most + near)
  }
  const money = program.rows.findIndex(({ says }) => says.kind === 'budget')
  const price = (column: number) => {
    let sum = 1e-9
    for (const { row, factor } of rowsOf[column] ?? []) {
      const { upper = 0, says } = program.rows[row] ?? {}
      if (row === money || says?.kind === 'days') sum += factor / Math.max(1, upper - (sums[row] ?? 0))
    }
    return sum
  }
  const ranked = (columns: readonly number[]) =>
    columns
      .map((column) => {
        const { line = 0, region = 0, size = 1 } = places.get(column) ?? {}
        return { column, line, region, size, rank: (brings(line, region) * size) / price(column) }
      })
      .toSorted((a, b) => b.rank - a.rank)
  const fill = (columns: readonly number[], goal = () => Infinity) => {
    for (const { column, line, region, size } of ranked(columns)) {
      const wanted = goal()
      if (wanted <= 0) return
      if (wanted === Infinity && brings(line, region) <= 0) continue
      const more = Math.min(room(column), Math.ceil(wanted / size))
      if (more <= 0) continue
      rounding.set(column, (values[column] ?? 0) + more)
      count(line, region, more * size)
    }
  }
  const all = [...places.keys()]
  const reached = (region: number) =>
    gross.reduce((sum, row, hub) => sum + countOnce(row[region] ?? 0, model.liable[hub]?.[region] ?? 0), 0)
  for (const { says } of short) {
    if (says.kind === 'least') {
      const row = program.rows.findIndex((one) => one.says === says)
      fill(
        all.filter((column) => places.get(column)?.line === says.line),
        () => (program.rows[row]?.lower ?? 0) - (sums[row] ?? 0)
      )
    } else if (says.kind === 'floor') {
      const missing = () => (model.floors[says.region] ?? 0) - reached(says.region)
      fill(
        all.filter((column) => places.get(column)?.region === says.region),
        () => (missing() > near ? Number.MAX_SAFE_INTEGER : 0)
      )
    }
  }
  fill(all)
  fill(all)
}
