import { monthNames } from './month.rules.ts'
import { withPlainDigits } from './notation.rules.ts'
import type { DateNotation } from './rules.ts'

/**
 * How days are written, as data. The store reads them in SQL by the same patterns, which keep to what JavaScript and RE2 both
 * understand; they meet a text in small letters without its time of day.
 */

type Part = 'era' | 'year' | 'month' | 'name' | 'day' | 'serial'

type DatePattern = {
  /** The format by which DuckDB reads most of them at once. */
  strptime?: string
  pattern: string
  /** What its groups hold. */
  parts: readonly Part[]
  /** Years that are counted from another year than 1. */
  since?: number
}

const year = '(\\d{4}|\\d{2})'
const number = '(\\d{1,2})'
/** "Wed, ", "mercredi ": a weekday before the day. */
const weekday = '(?:\\p{L}+[.,]* +)?'
const monthName = '(\\p{L}+(?: ال\\p{L}+)?)'

const ymd = ['year', 'month', 'day'] as const
const dmy = ['day', 'month', 'year'] as const
const mdy = ['month', 'day', 'year'] as const

export const datePatterns: Record<DateNotation, DatePattern> = {
  'YYYY-MM-DD': { strptime: '%Y-%m-%d', pattern: `^(\\d{4})-${number}-${number}$`, parts: ymd },
  'YYYY/MM/DD': { strptime: '%Y/%m/%d', pattern: `^(\\d{4})/${number}/${number}$`, parts: ymd },
  'YYYY.MM.DD': { pattern: `^(\\d{4})\\. ?${number}\\. ?${number}\\.?$`, parts: ymd },
  YYYYMMDD: { strptime: '%Y%m%d', pattern: '^(\\d{4})(\\d{2})(\\d{2})$', parts: ymd },
  'DD/MM/YYYY': { strptime: '%d/%m/%Y', pattern: `^${number}/${number}/${year}$`, parts: dmy },
  'MM/DD/YYYY': { strptime: '%m/%d/%Y', pattern: `^${number}/${number}/${year}$`, parts: mdy },
  'DD.MM.YYYY': { strptime: '%d.%m.%Y', pattern: `^${number}\\. ?${number}\\. ?${year}\\.?$`, parts: dmy },
  'DD-MM-YYYY': { strptime: '%d-%m-%Y', pattern: `^${number}-${number}-${year}$`, parts: dmy },
  'MM-DD-YYYY': { strptime: '%m-%d-%Y', pattern: `^${number}-${number}-${year}$`, parts: mdy },
  'DD-MMM-YYYY': {
    strptime: '%d-%b-%Y',
    pattern: `^${weekday}${number}(?:er|st|nd|rd|th|[.º°ª])?[ /.-]*(?:de |of )?${monthName}[ /.,'’-]*(?:de |del )?${year}(?: ?г)?\\.?$`,
    parts: ['day', 'name', 'year']
  },
  'MMM-DD-YYYY': {
    pattern: `^${weekday}${monthName}[ /.-]*${number}(?:st|nd|rd|th)?[ /.,-]+(\\d{4})$`,
    parts: ['name', 'day', 'year']
  },
  YYYY年MM月DD日: { pattern: `^(\\d{4}) ?[年년] ?${number} ?[月월] ?${number} ?[日일号號]?$`, parts: ymd },
  'YY/MM/DD': { pattern: `^(\\d{2})[-/.]${number}[-/.]${number}$`, parts: ymd },
  // Years of the Republic of China: 104 is 2015.
  ROC: {
    pattern: `^(?:中華民國|中华民国|民國|民国)? ?(\\d{1,3}) ?[年/.-] ?${number} ?[月/.-] ?${number} ?日?$`,
    parts: ymd,
    since: 1911
  },
  era: {
    pattern: `^(令和|平成|昭和|大正|明治|[rhstm㋿㍻㍼㍽㍾])[ .]?(\\d{1,2}|元) ?[年/.-] ?${number} ?[月/.-] ?${number} ?日?$`,
    parts: ['era', ...ymd]
  },
  // Days that a spreadsheet counts, where their format was lost: 43964 is 13 May 2020.
  serial: { pattern: '^(\\d{5})(?:[.,]\\d+)?$', parts: ['serial'] }
}

/** The year before the first of each Japanese era. */
export const eraYears: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [2018, '令和 r ㋿'],
      [1988, '平成 h ㍻'],
      [1925, '昭和 s ㍼'],
      [1911, '大正 t ㍽'],
      [1867, '明治 m ㍾']
    ] as const
  ).flatMap(([before, names]) => names.split(' ').map((name) => [name, before]))
)

/** From this year of two figures on it is of the 20th century. */
export const centuryTurn = 50

/** Spaces that DuckDB leaves out before it reads a value, and others that pages and spreadsheets write. */
export const dateBlanks = ' \t\n\v\f\r\u00a0\u2009\u202f\u200e\u200f'

/** The time of day and its zone, which may follow a date and are left out. */
export const timeOfDay =
  ',?(?:[ \u00a0\u202f]+(?:à |a las |at |um )?|T)\\d{1,2}(?::\\d{2}|[時时点]|h\\d{2}|\\.\\d{2}\\.\\d{2}).*$|T\\d{4}(?:\\d{2})?(?:[Z+.-].*)?$'

const pair: readonly (readonly [DateNotation, DateNotation])[] = [
  ['DD/MM/YYYY', 'MM/DD/YYYY'],
  ['DD-MM-YYYY', 'MM-DD-YYYY']
]

/** The notation that differs in the order of day and month alone, if there is one. */
export function swapped(notation: DateNotation): DateNotation | undefined {
  return pair.flatMap(([one, other]) => (one === notation ? [other] : other === notation ? [one] : []))[0]
}

/** The notation of a pair that begins with the day. */
export const dayFirst = (notation: DateNotation): DateNotation =>
  pair.find((both) => both.includes(notation))?.[0] ?? notation

const compiled = new Map(Object.entries(datePatterns).map(([name, { pattern }]) => [name, new RegExp(pattern, 'u')]))
const time = new RegExp(timeOfDay, 'u')
const outer = new RegExp(`^[${dateBlanks}]+|[${dateBlanks}]+$`, 'g')

/** A text as the patterns meet it: plain figures, small letters, no time of day. */
export function bareDate(text: string): string {
  // A capital I with a dot, of Turkish, becomes two signs in JavaScript and one in SQL.
  return withPlainDigits(text).replace(time, '').replace(outer, '').toLowerCase().replaceAll('\u0307', '')
}

/** A date as 'YYYY-MM-DD', or undefined where the text is none in this notation. Years before 1000 are no dates. */
export function readDate(text: string, notation: DateNotation): string | undefined {
  return readBareDate(bareDate(text), notation)
}

/** As `readDate`, of a text that is bare already. */
export function readBareDate(bare: string, notation: DateNotation): string | undefined {
  const { parts, since = 0 } = datePatterns[notation]
  const found = compiled.get(notation)?.exec(bare)
  if (!found) return undefined
  const of = (part: Part) => found[parts.indexOf(part) + 1] ?? ''
  if (notation === 'serial') return written(new Date(Date.UTC(1899, 11, 30 + Number(of('serial')))))
  const month = parts.includes('name') ? (monthNames.get(of('name')) ?? 0) : Number(of('month'))
  const years = yearOf(of('year'), parts.includes('era') ? (eraYears[of('era')] ?? 0) : since)
  if (years < 1000) return undefined
  const date = new Date(Date.UTC(years, month - 1, Number(of('day'))))
  const real = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(of('day'))
  return real ? written(date) : undefined
}

function yearOf(text: string, since: number): number {
  const number = text === '元' ? 1 : Number(text)
  if (since > 0) return number + since
  if (text.length !== 2) return number
  return number + (number >= centuryTurn ? 1900 : 2000)
}

const written = (date: Date) => date.toISOString().slice(0, 10)
