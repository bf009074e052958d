import { allOthers, type LinkedDimension, linkedDimensions, type Selection, unsaid } from './linked.rules.ts'

/**
 * Cases as small numbers: each dimension's values are numbered (0: the source does not say), and a case is eight codes, a
 * verdict and three amounts. What the eight charts show is counted in one pass over them.
 */

/**
 * A case's verdict: 0 where the source does not say whether it has violations, 1 where it has none, 2 where it has some. So
 * many counters stand for one code; the fourth is never used.
 */
export const perCode = 4

export const amountNames = ['workers', 'wages', 'penalties'] as const
export type AmountName = (typeof amountNames)[number]

/** An amount of each case; in four bytes where all of them fit. */
export type AmountColumn = Uint32Array | Float64Array

/**
 * The cases of one data set, column by column; all columns have the same length. Wages and penalties are in cents; an amount that is
 * nought in every case has no column.
 */
export type Coded = {
  rows: number
  codes: Record<LinkedDimension, Uint16Array>
  verdict: Uint8Array
  amounts: Partial<Record<AmountName, AmountColumn>>
}

/** The values of a dimension by code: `[0]` is nobody's. An issue's code stands for a set of issues, as bits of `issues`. */
export type Names = Record<LinkedDimension, readonly string[]> & { issues: readonly string[] }

/** For a dimension 1 for each code that does not pass; undefined where every code passes. */
export type Refused = Partial<Record<LinkedDimension, Uint8Array>>

/**
 * What one pass counts. Without `active`: `charts[d]` has for each code of d its cases by verdict, of cases that pass all
 * other dimensions; `total` the same of all that pass, `amounts` their sums. With `active`, every counter stands once for
 * each code of that dimension, whose own selection is not asked: a cube from which any selection of it can be read.
 */
export type Counters = {
  charts: Record<LinkedDimension, Uint32Array>
  total: Uint32Array
  amounts: Record<AmountName, Float64Array>
}

export type Widths = Record<LinkedDimension, number>

/** What a thread counts: some rows of the codes, whose columns it shares with the portal. */
export type ScanQuestion = {
  coded: Coded
  asked: { refused: Refused; widths: Widths; active?: LinkedDimension }
  from: number
  to: number
}

const block = 4096

export function emptyCounters(widths: Widths, active?: LinkedDimension): Counters {
  const times = active ? widths[active] : 1
  const charts = Object.fromEntries(
    linkedDimensions.map((name) => [name, new Uint32Array((name === active ? 1 : times) * widths[name] * perCode)])
  )
  const amounts = Object.fromEntries(amountNames.map((name) => [name, new Float64Array(times)]))
  return {
    charts: charts as Counters['charts'],
    total: new Uint32Array(times * perCode),
    amounts: amounts as Counters['amounts']
  }
}

/**
 * Counts the rows from `from` up to `to` in blocks that stay in the processor's cache: first which dimensions refuse a row,
 * then for each chart the rows that no other dimension refuses.
 */
export function countCoded(
  { codes, verdict, amounts }: Pick<Coded, 'codes' | 'verdict' | 'amounts'>,
  { refused, widths, active }: { refused: Refused; widths: Widths; active?: LinkedDimension },
  from: number,
  to: number
): Counters {
  const counted = emptyCounters(widths, active)
  const asked = linkedDimensions.filter((name) => name !== active && refused[name])
  const refusals = new Uint8Array(block)
  const picked = { all: new Uint32Array(block), own: new Uint32Array(block) }
  const groups = active ? codes[active] : undefined
  for (let start = from; start < to; start += block) {
    const rows = Math.min(block, to - start)
    refusals.fill(0)
    asked.forEach((name, index) => {
      const table = refused[name]
      if (table) markRefused(codes[name], table, 1 << index, refusals, start, rows)
    })
    const passing = pickRows(refusals, 0, picked.all, start, rows)
    for (const name of linkedDimensions) {
      const bit = asked.indexOf(name)
      const chosen = bit < 0 ? picked.all : picked.own
      const length = bit < 0 ? passing : pickRows(refusals, 1 << bit, picked.own, start, rows)
      const group = name === active ? undefined : groups
      countPicked(codes[name], verdict, counted.charts[name], chosen, length, group, widths[name])
    }
    countTotal(verdict, counted.total, picked.all, passing, groups)
    for (const name of amountNames) {
      const column = amounts[name]
      if (column) addPicked(column, counted.amounts[name], picked.all, passing, groups)
    }
  }
  return counted
}

function markRefused(
  codes: Uint16Array,
  table: Uint8Array,
  bit: number,
  refusals: Uint8Array,
  start: number,
  rows: number
) {
  for (let row = 0; row < rows; row++)
    refusals[row] = (refusals[row] as number) | ((table[codes[start + row] as number] as number) * bit)
}

/** The rows that no dimension but those of `except` refuses; written without a branch, which would be guessed wrongly. */
function pickRows(refusals: Uint8Array, except: number, picked: Uint32Array, start: number, rows: number): number {
  const mask = 255 ^ except
  let length = 0
  for (let row = 0; row < rows; row++) {
    picked[length] = start + row
    length += ((refusals[row] as number) & mask) === 0 ? 1 : 0
  }
  return length
}

function countPicked(
  codes: Uint16Array,
  verdict: Uint8Array,
  counts: Uint32Array,
  picked: Uint32Array,
  length: number,
  groups: Uint16Array | undefined,
  width: number
) {
  if (groups) {
    for (let index = 0; index < length; index++) {
      const row = picked[index] as number
      const at = (((groups[row] as number) * width + (codes[row] as number)) << 2) | (verdict[row] as number)
      counts[at] = (counts[at] as number) + 1
    }
    return
  }
  for (let index = 0; index < length; index++) {
    const row = picked[index] as number
    const at = ((codes[row] as number) << 2) | (verdict[row] as number)
    counts[at] = (counts[at] as number) + 1
  }
}

function countTotal(
  verdict: Uint8Array,
  total: Uint32Array,
  picked: Uint32Array,
  length: number,
  groups: Uint16Array | undefined
) {
  for (let index = 0; index < length; index++) {
    const row = picked[index] as number
    const at = ((groups ? (groups[row] as number) : 0) << 2) | (verdict[row] as number)
    total[at] = (total[at] as number) + 1
  }
}

function addPicked(
  amounts: AmountColumn,
  sums: Float64Array,
  picked: Uint32Array,
  length: number,
  groups: Uint16Array | undefined
) {
  for (let index = 0; index < length; index++) {
    const row = picked[index] as number
    const at = groups ? (groups[row] as number) : 0
    sums[at] = (sums[at] as number) + (amounts[row] as number)
  }
}

/** The counters of two passes over different rows together. */
export function addCounters(one: Counters, other: Counters): Counters {
  const add = <Numbers extends Uint32Array | Float64Array>(first: Numbers, second: Numbers): Numbers => {
    const sum = first.slice() as Numbers
    for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + (second[at] as number)
    return sum
  }
  const charts = linkedDimensions.map((name) => [name, add(one.charts[name], other.charts[name])])
  const amounts = amountNames.map((name) => [name, add(one.amounts[name], other.amounts[name])])
  return {
    charts: Object.fromEntries(charts) as Counters['charts'],
    total: add(one.total, other.total),
    amounts: Object.fromEntries(amounts) as Counters['amounts']
  }
}

/** What a pass without `active` would count, read from a cube: the codes that pass are added up. */
export function readCube(
  cube: Counters,
  active: LinkedDimension,
  table: Uint8Array | undefined,
  widths: Widths
): Counters {
  const counted = emptyCounters(widths)
  counted.charts[active].set(cube.charts[active])
  for (let code = 0; code < widths[active]; code++) {
    if (table?.[code]) continue
    for (const name of linkedDimensions)
      if (name !== active) addSlice(cube.charts[name], counted.charts[name], code * widths[name] * perCode)
    addSlice(cube.total, counted.total, code * perCode)
    for (const name of amountNames) addSlice(cube.amounts[name], counted.amounts[name], code)
  }
  return counted
}

function addSlice(from: Uint32Array | Float64Array, to: Uint32Array | Float64Array, start: number) {
  for (let at = 0; at < to.length; at++) to[at] = (to[at] as number) + (from[start + at] as number)
}

/** How many numbers a cube has; too many are not kept, and every answer is counted anew. */
export function sizeOfCube(widths: Widths, active: LinkedDimension): number {
  const others = linkedDimensions.reduce((sum, name) => sum + (name === active ? 0 : widths[name]), 0)
  return widths[active] * others * perCode
}

export type Closed = Partial<Record<LinkedDimension, ReadonlySet<string>>>

/**
 * Which codes a selection refuses, dimension by dimension. Of issues, any one of those chosen is enough. `closed` are
 * values that a selection never takes in.
 */
export function refusedBy(selection: Selection, names: Names, closed: Closed = {}): Refused {
  const refused: Refused = {}
  for (const name of linkedDimensions) {
    const passes = passing(selection, name, names, closed[name] ?? new Set())
    if (passes) refused[name] = Uint8Array.from(names[name], (value, code) => (passes(value, code) ? 0 : 1))
  }
  return refused
}

function passing(selection: Selection, name: LinkedDimension, names: Names, closed: ReadonlySet<string>) {
  if (name === 'time') {
    const { time } = selection
    return time && ((value: string) => value >= time.from && value <= time.to && !closed.has(value))
  }
  const { [name]: chosen } = selection
  if (!chosen) return undefined
  const wanted = new Set(chosen.filter((value) => !closed.has(value)))
  if (name !== 'issue') return (value: string, code: number) => wanted.has(code === 0 ? unsaid : value)
  const bits = names.issues.reduce((sum, issue, bit) => (wanted.has(issue) ? sum | (1 << bit) : sum), 0)
  return (value: string, code: number) =>
    code === 0 ? wanted.has(unsaid) : (Number(value) & bits) !== 0 || (value === '0' && wanted.has(noIssue))
}

/** Stands among the issues for the cases in which none was found. */
export const noIssue = '0'

export type CaseCount = { cases: number; assessed: number; violating: number }

export function caseCount(counts: Uint32Array, at = 0): CaseCount {
  const [none = 0, clean = 0, violating = 0] = counts.subarray(at, at + perCode)
  return { cases: none + clean + violating, assessed: clean + violating, violating }
}

/** A chart's counters by value. A case with several issues counts under each of them. */
export function binsOf(counts: Uint32Array, dimension: LinkedDimension, names: Names): Map<string, CaseCount> {
  const bins = new Map<string, CaseCount>()
  names[dimension].forEach((value, code) => {
    const counted = caseCount(counts, code * perCode)
    if (counted.cases === 0) return
    for (const bin of code === 0 ? [unsaid] : dimension === 'issue' ? issuesOf(Number(value), names) : [value]) {
      const before = bins.get(bin) ?? { cases: 0, assessed: 0, violating: 0 }
      bins.set(bin, {
        cases: before.cases + counted.cases,
        assessed: before.assessed + counted.assessed,
        violating: before.violating + counted.violating
      })
    }
  })
  return bins
}

function issuesOf(set: number, { issues }: Names): string[] {
  return set === 0 ? [noIssue] : issues.filter((_, bit) => set & (1 << bit))
}

/** Whether a chart has anything to tell: some case of the data sets says something of its dimension. */
export function isSaid(bins: ReadonlyMap<string, unknown>): boolean {
  return [...bins.keys()].some((value) => value !== unsaid && value !== allOthers)
}
