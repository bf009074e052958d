import type { DateNotation, Notation } from './rules.ts'

/**
 * How numbers and dates are written in a file, and how they are read. The store reads them in SQL by the same steps and
 * patterns, which therefore keep to what JavaScript and RE2 both understand.
 */

/** Other figures and marks, and the plain ones for them, character by character: Arabic-Indic, Persian, full-width. */
export const otherDigits = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９'
export const plainDigits = '012345678901234567890123456789'

/** What is taken from a number before its marks are read: pattern and what stands instead, in this order. */
export const numberSteps: readonly (readonly [pattern: string, instead: string])[] = [
  ['[\t\u00a0\u2009\u202f]', ' '],
  ['[$€£¥₹]|^ *[A-Z]{3} *| *[A-Z]{3} *$', ''],
  ['^ *', ''],
  [' *$', ''],
  ['^\\((.*)\\)$', '-$1']
]

type DecimalMark = Notation['decimal']

/**
 * Figures in one run, or in groups of three (of two in India) between marks, and what follows the decimal mark; or only
 * what follows it (",5").
 */
export function groupedNumber(decimal: DecimalMark): string {
  const mark = decimal === '.' ? "[ ,'’٬]" : "[ .'’٬]"
  const point = decimal === '.' ? '[.٫]' : '[,٫]'
  return `^[+-]?((\\d+|\\d{1,3}(${mark}\\d{2,3})*${mark}\\d{3})(${point}\\d*)?|${point}\\d+)$`
}

/** The marks between groups of figures. */
export function groupMarks(decimal: DecimalMark): string {
  return decimal === '.' ? "[ ,'’٬]" : "[ .'’٬]"
}

export const decimalMarks = '[,٫]'

const digit = new Map(Array.from(otherDigits, (sign, index) => [sign, plainDigits[index] ?? sign]))

export function withPlainDigits(text: string): string {
  return Array.from(text, (sign) => digit.get(sign) ?? sign).join('')
}

/**
 * A number as hundredths (2.675 is 268n, halves away from zero), or undefined where the text is no number in this
 * notation. At most 16 figures before the point.
 */
export function readHundredths(text: string, { decimal }: Pick<Notation, 'decimal'>): bigint | undefined {
  const direct = decimal === '.' ? text : text.includes('.') ? '' : text.replaceAll(',', '.')
  return parsePlain(direct) ?? parsePlain(cleanNumber(text, decimal))
}

function cleanNumber(text: string, decimal: DecimalMark): string {
  let bare = withPlainDigits(text)
  for (const [pattern, instead] of numberSteps) bare = bare.replace(new RegExp(pattern, 'g'), instead)
  if (!new RegExp(groupedNumber(decimal)).test(bare)) return ''
  return bare.replace(new RegExp(groupMarks(decimal), 'g'), '').replace(new RegExp(decimalMarks), '.')
}

/** What DuckDB reads as it stands; it takes low lines between figures for nothing. */
const plainNumber = /^(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)[ \t\n\v\f\r]*$|^[+-]?(\d+\.?\d*|\.\d+)$/

function parsePlain(text: string): bigint | undefined {
  if (!plainNumber.test(text)) return undefined
  const [whole = '', fraction = ''] = text.replace(/[^\d.]/g, '').split('.')
  const places = fraction.length - 2
  const figures = BigInt(whole + fraction)
  const hundredths = places <= 0 ? figures * 10n ** BigInt(-places) : roundHalfUp(figures, 10n ** BigInt(places))
  return hundredths >= 10n ** 18n ? undefined : text.startsWith('-') ? -hundredths : hundredths
}

function roundHalfUp(value: bigint, by: bigint): bigint {
  return (value + by / 2n) / by
}

/** Spaces that DuckDB leaves out before it reads a value. */
export const blanks = ' \t\n\v\f\r'

function trim(text: string): string {
  return text.replace(new RegExp(`^[${blanks}]+|[${blanks}]+$`, 'g'), '')
}

type DatePattern = { strptime: string; pattern: RegExp; order: 'ymd' | 'dmy' | 'mdy' }

/** For each notation the format that DuckDB reads it by, and the pattern that says the same here. */
export const datePatterns: Record<DateNotation, DatePattern> = {
  'YYYY-MM-DD': { strptime: '%Y-%m-%d', pattern: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, order: 'ymd' },
  'YYYY/MM/DD': { strptime: '%Y/%m/%d', pattern: /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, order: 'ymd' },
  YYYYMMDD: { strptime: '%Y%m%d', pattern: /^(\d{4})(\d{2})(\d{2})$/, order: 'ymd' },
  'DD/MM/YYYY': { strptime: '%d/%m/%Y', pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: 'dmy' },
  'MM/DD/YYYY': { strptime: '%m/%d/%Y', pattern: /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, order: 'mdy' },
  'DD.MM.YYYY': { strptime: '%d.%m.%Y', pattern: /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, order: 'dmy' },
  'DD-MM-YYYY': { strptime: '%d-%m-%Y', pattern: /^(\d{1,2})-(\d{1,2})-(\d{4})$/, order: 'dmy' },
  'DD-MMM-YYYY': { strptime: '%d-%b-%Y', pattern: /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/, order: 'dmy' }
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The time of day that may follow a date and is left out. */
export const timeOfDay = '[ T]\\d{1,2}:\\d{2}.*$'

/** A date as 'YYYY-MM-DD', or undefined where the text is none in this notation. Years before 1000 are no dates. */
export function readDate(text: string, notation: DateNotation): string | undefined {
  const { pattern, order } = datePatterns[notation]
  const found = pattern.exec(trim(withPlainDigits(text).replace(new RegExp(timeOfDay), '')))
  if (!found) return undefined
  const [first = '', second = '', third = ''] = found.slice(1)
  const [year, month, day] =
    order === 'ymd' ? [first, second, third] : order === 'dmy' ? [third, second, first] : [third, first, second]
  const monthNumber = /\D/.test(month) ? months.indexOf(month.toLowerCase()) + 1 : Number(month)
  if (Number(year) < 1000) return undefined
  const date = new Date(Date.UTC(Number(year), monthNumber - 1, Number(day)))
  const real = date.getUTCMonth() === monthNumber - 1 && date.getUTCDate() === Number(day)
  return real ? date.toISOString().slice(0, 10) : undefined
}
