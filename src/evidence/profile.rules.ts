import { currencyWord } from './currency.rules.ts'
import { bareDate, dayFirst, readBareDate, swapped } from './date.rules.ts'
import { readHundredths, withPlainDigits } from './notation.rules.ts'
import { type ColumnProfile, type ColumnType, type DateNotation, dateNotations, type Notation } from './rules.ts'

/** What a column holds, judged by its different values. */

type Guess = Pick<ColumnProfile, 'type' | 'notation' | 'unclear'>

/** Of the rows, so many must fit: a few slips make no other column, though each of them is a value of its own. */
const enough = 0.9
/** Of the different values, so many: one value on nearly every row says nothing of the others. */
const enoughDifferent = 0.5

/** Guesses from up to 200 different values of a column, on how many rows each of them stands, and its name. */
export function guessColumn(
  values: readonly string[],
  counts: readonly number[] = values.map(() => 1),
  name = ''
): Guess {
  if (values.length === 0) return { type: 'empty' }
  const fits = (isRight: (value: string) => boolean) =>
    values.filter(isRight).length >= values.length * enoughDifferent &&
    shareOfRows({ values, counts }, isRight) >= enough
  return guessDate(values, fits, name) ?? guessNumber(values, fits) ?? { type: guessText(values) }
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

/** Names of columns of days, in which a number of five figures is a day that a spreadsheet counts. */
const dayWords =
  /date|fecha|datum|\bdata\b|dat[ae]_|_dt\b|\bday\b|\bdía|\bjour\b|tarih|дата|تاريخ|日|opened|closed|received|resolved|ouvert|reçu|abierto|cerrado|recibid|resuelt/i

function guessDate(values: readonly string[], fits: Fits, name: string): Guess | undefined {
  const said: Partial<Record<DateNotation, boolean>> = {
    serial: dayWords.test(name),
    ROC: values.some((value) => /^\D*\d{3}\D|^\D*民/.test(withPlainDigits(value)))
  }
  const bare = new Map(values.map((value) => [value, bareDate(value)]))
  const isDate = (value: string, date: DateNotation) => isLikelyDate(bare.get(value) ?? '', date)
  const counted = dateNotations
    .filter((date) => said[date] ?? true)
    .map((date) => ({ date, count: values.filter((value) => isDate(value, date)).length }))
  const { date } = counted.reduce((most, next) => (next.count > most.count ? next : most))
  if (!fits((value) => isDate(value, date))) return undefined
  const other = counted.find((one) => one.date === swapped(date))
  const unclear = other !== undefined && counted.some((one) => one.date === date && one.count === other.count)
  return { type: 'date', notation: { date }, ...(unclear ? { unclear: true } : {}) }
}

function isLikelyDate(bare: string, notation: DateNotation): boolean {
  const date = readBareDate(bare, notation)
  return date !== undefined && date >= '1900-01-01' && date < '2100-01-01'
}

/** Whether day or month is the first of two numbers, from how many rows have one above 12 at the first and second place. */
export function settleOrder(guess: Guess, above12: { first: number; second: number }): Guess {
  const { type, notation } = guess
  const other = notation?.date && swapped(notation.date)
  if (!notation?.date || !other) return guess
  const [byDay, byMonth] = dayFirst(other) === other ? [other, notation.date] : [notation.date, other]
  const date = above12.second > above12.first ? byMonth : byDay
  return { type, notation: { ...notation, date }, unclear: above12.first === above12.second }
}

/**
 * Columns in which no row shows the order of day and month, or whether a point parts groups or decimals, are read as those of the
 * file that are written alike and do show it.
 */
export function settleAlike(columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns.map((column) => {
    const { notation, unclear, ...others } = column
    if (!unclear || !notation) return column
    if (notation.date) {
      const date = shownBy(columns, 'date', [notation.date, swapped(notation.date)])
      return date ? { ...others, notation: { ...notation, date } } : column
    }
    const decimal = shownBy(columns, 'decimal', ['.', ','])
    if (!decimal) return column
    const whole = column.values.every((value) => (readHundredths(value, { decimal }) ?? 1n) % 100n === 0n)
    return { ...others, notation: { decimal }, ...(whole && others.type === 'number' ? { type: 'integer' } : {}) }
  })
}

/** Of several ways of writing the only one that columns show without a doubt. */
function shownBy<Key extends keyof Notation>(
  columns: readonly ColumnProfile[],
  key: Key,
  ways: readonly (Notation[Key] | undefined)[]
): Notation[Key] | undefined {
  const clear = columns.filter(({ unclear }) => !unclear)
  const [way, second] = ways.filter((one) => one !== undefined && clear.some(({ notation }) => notation?.[key] === one))
  return second === undefined ? way : undefined
}

function guessNumber(values: readonly string[], fits: Fits): Guess | undefined {
  const counted = (['.', ','] as const).map((decimal) => ({ decimal, read: readAll(values, decimal) }))
  const [point, comma] = counted
  if (!point || !comma) return undefined
  const best = comma.read.length > point.read.length || onlyGroups(values) ? comma : point
  if (!fits((value) => !isLettered(value) && readHundredths(value, { decimal: best.decimal }) !== undefined))
    return undefined
  if (values.some((value) => /^0\d/.test(value.trim()))) return { type: 'code' }
  const plain = values.map(withPlainDigits)
  const notation = plain.some((value) => /\d[.,٫٬' ]\d/.test(value)) ? { decimal: best.decimal } : undefined
  const whole = best.read.every((hundredths) => hundredths % 100n === 0n)
  // A spreadsheet writes a count as 1251.0; money has its cents.
  const isWritten = (value: string) => /[.,٫](\d[1-9]|\d\d|[1-9])$/.test(value.trim())
  const written = plain.some((value) => isWritten(value) || currencyWord(value.trim().toLowerCase()) !== '')
  const unclear = notation && comma.read.length === point.read.length ? { unclear: true as const } : {}
  return { type: whole && !written ? 'integer' : written ? 'money' : 'number', notation, ...unclear }
}

/** "Q12", "TOP7", "R-00012": rather the code of something than an amount. */
const isLettered = (value: string) => /^[A-Za-z]{1,4}(\d+|-0\d+)$/.test(value.trim())

function readAll(values: readonly string[], decimal: Notation['decimal']): bigint[] {
  return values
    .map((value) => (isLettered(value) ? undefined : readHundredths(value, { decimal })))
    .filter((value) => value !== undefined)
}

/**
 * "1.234" and "12.345.678" alone: the points part groups, or some value would have another number of figures after
 * one.
 */
function onlyGroups(values: readonly string[]): boolean {
  const pointed = values.map((value) => numberIn(value)).filter((value) => value.includes('.'))
  return pointed.length > 2 && pointed.every((value) => pointedGroups.test(value))
}

const pointedGroups = /^[+-]?[1-9]\d{0,2}(\.\d{3})+$/

/** A number without what stands around it, such as its currency. */
const numberIn = (value: string) => withPlainDigits(value).replace(/^[^\d+-]+|\D+$/g, '')

function guessText(values: readonly string[]): ColumnType {
  return values.every((value) => /^[\p{Lu}\d][\p{Lu}\d./-]{0,11}$/u.test(value.trim())) ? 'code' : 'text'
}
