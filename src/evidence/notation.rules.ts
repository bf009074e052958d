import { currencyBefore, currencyBehind } from './currency.rules.ts'
import type { Notation } from './rules.ts'

/**
 * How numbers are written in a file, and how they are read. The store reads them in SQL by the same steps and patterns, which
 * therefore keep to what JavaScript and RE2 both understand.
 */

/** Other figures and marks, and the plain ones for them, character by character: Arabic-Indic, Persian, full-width. */
export const otherDigits = '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９−－＋．，／'
export const plainDigits = '012345678901234567890123456789--+.,/'

/** What is taken from a number in small letters before its marks are read: pattern and what stands instead, in this order. */
export const numberSteps: readonly (readonly [pattern: string, instead: string])[] = [
  ['[\u200e\u200f\u061c]', ''],
  ['[\t\u00a0\u2009\u202f]', ' '],
  [currencyBefore, '$1$3'],
  [currencyBehind, '$2'],
  ['^ *', ''],
  [' *$', ''],
  // Of an amount without cents: "50,-".
  ['[.,][-–—]$', ''],
  ['^\\( *(.*?) *\\)$', '-$1'],
  ['^([+-]) +', '$1'],
  ['^([^+-].*\\d) ?-$', '-$1']
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

const other = new RegExp(`[${otherDigits}]`)
const figure = /\p{Nd}/u

export function withPlainDigits(text: string): string {
  if (!other.test(text)) return text
  return Array.from(text, (sign) => digit.get(sign) ?? sign).join('')
}

/**
 * A number as hundredths (2.675 is 268n, halves away from zero), or undefined where the text is no number in this
 * notation. At most 16 figures before the point.
 */
export function readHundredths(text: string, { decimal }: Pick<Notation, 'decimal'>): bigint | undefined {
  const direct = decimal === '.' ? text : text.includes('.') ? '' : text.replaceAll(',', '.')
  if (!figure.test(text)) return undefined
  return parsePlain(direct) ?? parsePlain(cleanNumber(text, decimal))
}

const steps = numberSteps.map(([pattern, instead]) => [new RegExp(pattern, 'gu'), instead] as const)

function cleanNumber(text: string, decimal: DecimalMark): string {
  let bare = withPlainDigits(text).toLowerCase()
  for (const [pattern, instead] of steps) bare = bare.replace(pattern, instead)
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
