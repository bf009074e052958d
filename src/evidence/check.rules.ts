import { readDate } from './date.rules.ts'
import { holdsCodes, isMissing } from './missing.rules.ts'
import { readHundredths } from './notation.rules.ts'
import { likelyAges } from './reading.rules.ts'
import type { Notation } from './rules.ts'
import type { Field, FieldName, FieldType, ListName } from './table.rules.ts'

/**
 * The checks of an import, as data. A check that rejects keeps a row out, with its reason, in the file of rejects;
 * one that flags lets it in and marks it as doubtful. The same data is judged here, cell by cell, and compiled to one
 * SQL statement.
 */

export type Effect = 'reject' | 'flag'

export type Demand =
  | { kind: 'present' }
  | { kind: 'readable' }
  | { kind: 'whole' }
  | { kind: 'at-least'; value: number | string }
  | { kind: 'at-most'; value: number | string }
  | { kind: 'listed' }
  | { kind: 'no-formula' }
  | { kind: 'no-lost-characters' }

export type Check = { readonly code: string; readonly effect: Effect; readonly demand: Demand } & (
  | { readonly types: readonly FieldType[] }
  | { readonly fields: readonly FieldName[] }
)

const reject = 'reject'
const flag = 'flag'

/** Bounds are generous: they catch a slip of the key, not an unusual case. `today` stands for the day of the import. */
export const checks: readonly Check[] = [
  { code: 'number-not-read', effect: reject, types: ['integer', 'money'], demand: { kind: 'readable' } },
  { code: 'date-not-read', effect: reject, types: ['date'], demand: { kind: 'readable' } },
  { code: 'not-whole', effect: reject, types: ['integer'], demand: { kind: 'whole' } },
  { code: 'below-zero', effect: reject, types: ['integer'], demand: { kind: 'at-least', value: 0 } },
  { code: 'date-too-early', effect: reject, types: ['date'], demand: { kind: 'at-least', value: '1900-01-01' } },
  { code: 'not-in-list', effect: reject, types: ['code'], demand: { kind: 'listed' } },
  { code: 'amount-below-zero', effect: flag, types: ['money'], demand: { kind: 'at-least', value: 0 } },
  { code: 'very-many', effect: flag, fields: ['violations'], demand: { kind: 'at-most', value: 10_000 } },
  { code: 'very-many', effect: flag, fields: ['workersAffected'], demand: { kind: 'at-most', value: 100_000 } },
  {
    code: 'very-many',
    effect: flag,
    fields: ['deaths', 'injured', 'victims'],
    demand: { kind: 'at-most', value: 1000 }
  },
  {
    code: 'very-many',
    effect: flag,
    fields: ['employees', 'women', 'men', 'young', 'migrant', 'informal'],
    demand: { kind: 'at-most', value: 1_000_000 }
  },
  {
    code: 'very-many',
    effect: flag,
    fields: ['womenAffected', 'menAffected', 'youngAffected', 'migrantAffected', 'informalAffected', 'formalised'],
    demand: { kind: 'at-most', value: 100_000 }
  },
  { code: 'age-unlikely', effect: flag, fields: ['age'], demand: { kind: 'at-least', value: likelyAges.from } },
  { code: 'age-unlikely', effect: flag, fields: ['age'], demand: { kind: 'at-most', value: likelyAges.to } },
  { code: 'not-in-list', effect: flag, fields: ['isco'], demand: { kind: 'listed' } },
  { code: 'no-year', effect: reject, fields: ['year'], demand: { kind: 'at-least', value: 1900 } },
  { code: 'no-year', effect: reject, fields: ['year'], demand: { kind: 'at-most', value: 2200 } },
  { code: 'no-quarter', effect: reject, fields: ['quarter'], demand: { kind: 'at-least', value: 1 } },
  { code: 'no-quarter', effect: reject, fields: ['quarter'], demand: { kind: 'at-most', value: 4 } },
  { code: 'date-in-future', effect: flag, types: ['date'], demand: { kind: 'at-most', value: 'today' } },
  { code: 'like-a-formula', effect: flag, types: ['text'], demand: { kind: 'no-formula' } },
  { code: 'lost-characters', effect: flag, types: ['text'], demand: { kind: 'no-lost-characters' } }
]

/** Stands in every expected field's column: a record without a name or a day is still a record. */
export const expectedCheck: Check = { code: 'missing', effect: flag, fields: [], demand: { kind: 'present' } }

/**
 * A count above its bound is doubtful; one far above it counts nothing, and stands in no sum. An amount far above the others of its
 * column is flagged: it may be true, so sums have it and say so. One that is beyond belief counts nothing either.
 */
export const manyCheck = 'very-many'
export const noCountCheck = 'no-count'
export const highCheck = 'very-high'
export const noAmountCheck = 'no-amount'

/** So many times its bound no count can be meant: it is the number of something. */
export const highCount = 100

/**
 * The highest amount of a column that is believed: a thousand times the one in the middle, and 100 million at the least. Of few
 * amounts none is in the middle; then 100 billion, which is little in some currencies.
 */
export const highAmount = { least: 100_000_000, times: 1000, few: 10, ofFew: 100_000_000_000 } as const

/** An amount of so many times the highest that is believed is beyond belief: it alone would be the sum. */
export const unbelievableTimes = 1000

/** What somebody claims is what was claimed, however much: its sums have it and say so. No headline is of claims. */
export const claimed: readonly string[] = ['amountClaimed'] satisfies FieldName[]

/** The second date does not lie before the first. */
export const dateOrders: readonly { code: string; effect: Effect; first: FieldName; second: FieldName }[] = [
  { code: 'dates-reversed', effect: flag, first: 'opened', second: 'concluded' },
  { code: 'dates-reversed', effect: flag, first: 'periodStart', second: 'periodEnd' },
  { code: 'dates-reversed', effect: flag, first: 'received', second: 'firstAction' },
  { code: 'dates-reversed', effect: flag, first: 'imposed', second: 'becameFinal' },
  { code: 'dates-reversed', effect: flag, first: 'diagnosed', second: 'recognised' },
  { code: 'dates-reversed', effect: flag, first: 'registered', second: 'closed' }
]

/** What stops a row before any cell is read. */
export const rowChecks = ['row-too-short', 'row-too-long', 'quotes-not-closed'] as const

/** A row of which no cell that is mapped says anything. */
export const emptyRowCheck = 'row-empty'

/** Lines of a report that are no records: sums of other lines, and headings between them. */
export const totalRowCheck = 'row-total'
export const headingRowCheck = 'row-heading'

/** Of fewer columns than this a row with one filled cell may be a record; of more it is a heading or a note. */
export const headingColumns = 5

const totalWords = [
  '((grand|overall|sub|running) ?-?)?totals?( (général|generale?|geral|of .*|for .*|in .*|du .*|de .*|del .*|[0-9]{4}))?',
  'sous-total.*|subtotal.*|somme|ensemble|suma|suma (total|parcial)|soma|soma total|sum|totale|totaal|jumlah',
  '(gesamt|zwischen)?summe|gesamt|insgesamt|(genel |ara )?toplam|итого|всего',
  '合計|小計|总计|總計|合计|小计|総計|累計|합계|총계|소계',
  '(ال)?مجموع|(ال)?إجمالي|المجموع (الكلي|الفرعي|العام)|الإجمالي (الكلي|العام)|المجموع الجزئي'
].join('|')

/**
 * The one text of a line of totals, in small letters. `North total`, as spreadsheets call a sum of a group, is one where
 * enough columns of texts stay empty beside it (`loose`): otherwise it could be a firm's name.
 */
export function totalPattern(loose: boolean): string {
  return `(${totalWords}${loose ? '|.+ totals?' : ''})[ :.]*`
}

/** A record number stands on other rows too. Only a row that is the same in every cell is refused. */
export const twiceCheck = 'record-twice'
export const sameRowCheck = 'row-twice'

/** An amount in another currency than the others of its column. */
export const currencyCheck = 'other-currency'

/** A record that the data set has already is not added to it again. */
export const knownCheck = 'record-known'

/** A finding names no record, or one that the data set of the records does not have. */
export const namelessCheck = 'joined-without-number'
export const ownerlessCheck = 'joined-to-none'

/** Codes that a list holds where no list file is given. */
export const listPatterns: Record<ListName, string> = {
  isicSection: '^[A-U]$',
  isicDivision: '^(0[1-9]|[1-9][0-9])$',
  region: '^[A-Z]{2}-[A-Z0-9]{1,3}$',
  isco: '^[0-9]{1,4}$'
}

/** Of a longer code its first signs are looked up: the list of ISCO has gaps below the sub-major groups. */
export const listedSigns: Partial<Record<ListName, number>> = { isco: 2 }

/** Text that a spreadsheet would carry out: it is kept as text, flagged, and made harmless in every export. */
export const formulaSigns = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'] as const

/** A number with its sign, in any notation, is no formula, and neither is a sign alone. */
export const signedNumber = '^[+-][0-9][0-9., ]*$|^[-+－＋]+$'

/** The character that stands where a byte could not be read. */
export const lostCharacter = '\ufffd'

/** What the checks need to know of a field, or of a measure of a finding. */
export type CellField = Omit<Field, 'name'> & { name: FieldName | 'issues' }

export function checksOf(field: CellField): readonly Check[] {
  const own = checks.filter((check) =>
    'types' in check ? check.types.includes(field.type) : check.fields.some((name) => name === field.name)
  )
  return field.expected ? [expectedCheck, ...own] : own
}

export type CheckContext = { notation: Notation; today: string; lists?: Partial<Record<ListName, ReadonlySet<string>>> }

/** A cell as its field reads it: undefined where there is none or it cannot be read; numbers in hundredths. */
export function readCell(
  field: CellField,
  text: string,
  { notation }: Pick<CheckContext, 'notation'>
): bigint | string | undefined {
  if (isEmpty(field, text)) return undefined
  if (field.type === 'date') return readDate(text, notation.date)
  if (field.type === 'text' || field.type === 'category') return trimSpaces(text)
  if (field.type === 'code') return readCode(field, text)
  return readHundredths(text, notation)
}

/** A cell in which nothing stands, or a mark that says so. */
const isEmpty = (field: CellField, text: string) => trimSpaces(text) === '' || isMissing(text, holdsCodes(field))

/** A code in capitals; a division of ISIC has two figures. */
function readCode(field: CellField, text: string): string {
  const code = trimSpaces(text).toUpperCase()
  return field.list === 'isicDivision' && /^\d$/.test(code) ? `0${code}` : code
}

/** Spaces around a value do not belong to it; tabs and line breaks do. */
function trimSpaces(text: string): string {
  return text < '!' || text.endsWith(' ') ? text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '') : text
}

/** The codes of the checks that a cell does not pass, in the order of the list. */
export function failedChecks(field: CellField, text: string, context: CheckContext): string[] {
  const value = readCell(field, text, context)
  return checksOf(field)
    .filter(({ demand }) => fails(demand, field, text, value, context))
    .map(({ code }) => code)
}

function fails(
  demand: Demand,
  field: CellField,
  text: string,
  value: bigint | string | undefined,
  context: CheckContext
): boolean {
  if (demand.kind === 'present') return value === undefined && isEmpty(field, text)
  if (demand.kind === 'readable') return value === undefined && !isEmpty(field, text)
  if (value === undefined) return false
  if (demand.kind === 'whole') return typeof value === 'bigint' && value % 100n !== 0n
  if (demand.kind === 'at-least') return isLess(value, demand.value, context)
  if (demand.kind === 'at-most') return isLess(demand.value, value, context)
  if (demand.kind === 'listed') return field.list !== undefined && !isListed(field.list, String(value), context)
  if (demand.kind === 'no-formula') return looksLikeFormula(String(value))
  return String(value).includes(lostCharacter)
}

type Bound = bigint | number | string

function isLess(first: Bound, second: Bound, { today }: CheckContext): boolean {
  const [left, right] = [first, second].map((bound) =>
    bound === 'today' ? today : typeof bound === 'number' ? BigInt(bound) * 100n : bound
  )
  return left !== undefined && right !== undefined && left < right
}

function isListed(list: ListName, code: string, { lists }: CheckContext): boolean {
  return lists?.[list]?.has(code.slice(0, listedSigns[list])) ?? new RegExp(listPatterns[list]).test(code)
}

export function looksLikeFormula(text: string): boolean {
  return formulaSigns.some((sign) => text.startsWith(sign)) && !new RegExp(signedNumber).test(text)
}
