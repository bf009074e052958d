import { readDate, readHundredths, withPlainDigits } from './notation.rules.ts'
import { type ColumnProfile, type ColumnType, type DateNotation, dateNotations, type Notation } from './rules.ts'

/** What a column holds, judged by its different values. */

type Guess = Pick<ColumnProfile, 'type' | 'notation' | 'unclear'>

/** Of the rows, so many must fit: a few slips make no other column, though each of them is a value of its own. */
const enough = 0.9
/** Of the different values, so many: one value on nearly every row says nothing of the others. */
const enoughDifferent = 0.5

/** Guesses from up to 200 different values of a column, and on how many rows each of them stands. */
export function guessColumn(values: readonly string[], counts: readonly number[] = values.map(() => 1)): Guess {
  if (values.length === 0) return { type: 'empty' }
  const fits = (isRight: (value: string) => boolean) =>
    values.filter(isRight).length >= values.length * enoughDifferent &&
    shareOfRows({ values, counts }, isRight) >= enough
  return guessDate(values, fits) ?? guessNumber(values, fits) ?? { type: guessText(values) }
}

/** Of the profiled rows the share whose value fits. */
export function shareOfRows(
  { values, counts }: { readonly values: readonly string[]; readonly counts: readonly number[] },
  isRight: (value: string) => boolean
): number {
  const [right, all] = values.reduce(
    ([right, all], value, index) => {
      const count = counts[index] ?? 1
      return [right + (isRight(value) ? count : 0), all + count] as const
    },
    [0, 0] as readonly [number, number]
  )
  return right / Math.max(1, all)
}

type Fits = (isRight: (value: string) => boolean) => boolean

function guessDate(values: readonly string[], fits: Fits): Guess | undefined {
  const counted = dateNotations.map((date) => ({
    date,
    count: values.filter((value) => isLikelyDate(value, date)).length
  }))
  const { date } = counted.reduce((most, next) => (next.count > most.count ? next : most))
  if (!fits((value) => isLikelyDate(value, date))) return undefined
  return { type: 'date', notation: { date }, ...(isDateOrderUnclear(values) ? { unclear: true } : {}) }
}

function isLikelyDate(value: string, notation: DateNotation): boolean {
  const date = readDate(value, notation)
  return date !== undefined && date >= '1900-01-01' && date < '2100-01-01'
}

/** Whether day and month could stand the other way round: no value shows which is which. */
export function isDateOrderUnclear(values: readonly string[]): boolean {
  const fits = (['DD/MM/YYYY', 'MM/DD/YYYY'] as const).map(
    (date) => values.filter((value) => isLikelyDate(value, date)).length
  )
  return fits[0] === fits[1] && (fits[0] ?? 0) > 0
}

function guessNumber(values: readonly string[], fits: Fits): Guess | undefined {
  const counted = (['.', ','] as const).map((decimal) => ({ decimal, read: readAll(values, decimal) }))
  const [point, comma] = counted
  if (!point || !comma) return undefined
  const best = comma.read.length > point.read.length || onlyGroups(values) ? comma : point
  if (!fits((value) => readHundredths(value, { decimal: best.decimal }) !== undefined)) return undefined
  if (values.some((value) => /^0\d/.test(value.trim()))) return { type: 'code' }
  const plain = values.map(withPlainDigits)
  const notation = plain.some((value) => /\d[.,٫٬' ]\d/.test(value)) ? { decimal: best.decimal } : undefined
  const whole = best.read.every((hundredths) => hundredths % 100n === 0n)
  // A spreadsheet writes a count as 1251.0; money has its cents.
  const written = plain.some((value) => /[.,٫](\d[1-9]|\d\d|[1-9])$/.test(value.trim()) || /[$€£¥₹]/.test(value))
  const unclear = notation && comma.read.length === point.read.length ? { unclear: true as const } : {}
  return { type: whole && !written ? 'integer' : written ? 'money' : 'number', notation, ...unclear }
}

function readAll(values: readonly string[], decimal: Notation['decimal']): bigint[] {
  return values.map((value) => readHundredths(value, { decimal })).filter((value) => value !== undefined)
}

/**
 * "1.234" and "12.345.678" alone: the points part groups, or some value would have another number of figures after
 * one.
 */
function onlyGroups(values: readonly string[]): boolean {
  const pointed = values.filter((value) => value.includes('.'))
  return pointed.length > 2 && pointed.every((value) => /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/.test(value.trim()))
}

function guessText(values: readonly string[]): ColumnType {
  return values.every((value) => /^[\p{Lu}\d][\p{Lu}\d./-]{0,11}$/u.test(value.trim())) ? 'code' : 'text'
}
