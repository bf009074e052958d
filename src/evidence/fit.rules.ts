import { listPatterns } from './check.rules.ts'
import { withPlainDigits } from './notation.rules.ts'
import { shareOfRows } from './profile.rules.ts'
import { agePattern, answersYesOrNo, meaningOf, readingOf, saysBreach } from './reading.rules.ts'
import type { ColumnProfile } from './rules.ts'
import { nameScore } from './synonym.rules.ts'
import type { Field, TableName } from './table.rules.ts'

/** How well a column fits a field: by what it is called, as far as its cells bear it out. */

/** Why a column is proposed; the words are `evidence.reason.<reason>`. */
export type ProposalReason =
  | 'header'
  | 'header-and-content'
  | 'content'
  | 'column-group'
  | 'known-mapping'
  | 'date-order-unclear'

/** Whether a column could fill an expected field, whatever it is called. */
export function couldBe(field: Field, column: ColumnProfile): boolean {
  if (field.type === 'date') return column.type === 'date'
  // "3-2023/ARE" is the number of something, and no name.
  return column.type === 'text' && column.distinct > column.filled / 4 && share(column.values, /^\d/) < 0.5
}

/** Why a column is proposed for a field. */
export function reasonFor(table: TableName, field: Field, column: ColumnProfile): ProposalReason {
  if (field.type === 'date' && column.unclear) return 'date-order-unclear'
  if (nameScore(table, field.name, column.name) === 0) return 'content'
  return field.type === 'text' ? 'header' : 'header-and-content'
}

/** From 0 to 1: what the name says, as far as the content bears it out. A little more for the column that says more. */
export function fieldScore(table: TableName, field: Field | undefined, column: ColumnProfile): number {
  if (!field || field.type === 'category') return 0
  const content = contentScore(field, column)
  const name = nameScore(table, field.name, column.name)
  if (field.name === 'breach' && saysBreach(column) && !answersYesOrNo(column)) return 1
  if (name === 0) return content === 1 && saysByContent(field, column) ? 0.6 : 0
  const detail = Math.min(0.05, Math.log10(1 + column.distinct) / 100)
  return Math.min(1, name * content * 0.95 + detail * content)
}

/** Fields that their cells alone tell, whatever the column is called: codes of regions, the two sexes, groups of ages. */
function saysByContent({ name, list }: Field, { values }: ColumnProfile): boolean {
  if (list === 'region') return true
  if (name === 'ageGroup')
    return values.length > 2 && share(values, new RegExp(agePattern, 'i')) >= 0.9 && share(values, /^\d+$/) < 0.5
  const meant = new Set(values.map((value) => meaningOf('sex', value)))
  return name === 'sex' && meant.size === 2 && !meant.has(undefined)
}

/** Fields whose values are a few kinds. */
const fewValues: ReadonlySet<string> = new Set([
  'trigger',
  'plan',
  'citation',
  'status',
  'unit',
  'sex',
  'fatal',
  'appealed',
  'scheme',
  'channel',
  'ageGroup'
])

const postcode = /^[A-Z\d][A-Z\d -]{2,9}$/i
/** Of ICD-10 ("J61", "C45.0"), or of the ILO's list of occupational diseases of 2010 ("2.1.1"). */
const diseaseCode = /^([A-Z]\d{2}(\.?\d{1,2})?|\d(\.\d{1,2}){1,3}\.?)$/i
/** Of ISCO ("7112"), of a country ("47-2061.00"). */
const occupationCode = /^[A-Z]?\d[\d.-]{0,9}[A-Z]?$/i
const industryCode = /^[A-Z]?\d[\d.]{0,7}[A-Z]?(-\d{2})?$/i

function contentScore(field: Field, column: ColumnProfile): number {
  const { type, values, distinct, filled } = column
  if (field.list) return share(values, new RegExp(listPatterns[field.list])) >= 0.9 ? 1 : 0
  if (field.type === 'date') return type === 'date' ? 1 : 0
  if (field.type === 'money') return type === 'money' ? 1 : type === 'number' ? 0.95 : type === 'integer' ? 0.85 : 0
  if (field.type === 'integer' && isNumbering(column)) return 0
  if (field.type === 'integer') return type === 'integer' ? 1 : isMostlyWhole(column) ? 0.9 : 0
  if (field.name === 'record') return type === 'date' || type === 'money' || distinct < filled * 0.98 ? 0 : 1
  if (field.name === 'postcode') return type !== 'date' && share(values, postcode) >= 0.8 ? 1 : 0
  if (field.name === 'isicCode') return type === 'date' ? 0 : isicCodeScore(values)
  if (field.name === 'industryCode' || field.name === 'isic5')
    return type !== 'date' && share(values, industryCode) >= 0.8 ? (isOfIsic(values) ? 0.9 : 1) : 0
  if (field.name === 'diseaseCode') return share(values, diseaseCode) >= 0.8 ? 1 : 0
  if (field.name === 'occupationCode') return share(values, occupationCode) >= 0.8 ? 1 : 0
  if (field.name === 'countyCode') return type === 'integer' || type === 'code' ? 1 : 0
  if (field.name === 'inspection') return filled < column.of * 0.9 ? 1 : 0
  if (field.name === 'breach') return answersYesOrNo(column) || saysBreach(column) ? 1 : 0
  const reading = readingOf(field.name)
  if (reading && !fewValues.has(field.name))
    return shareOfRows(column, (value) => meaningOf(reading, value) !== undefined) >= 0.5 ? 1 : 0
  if (fewValues.has(field.name)) return distinct <= 60 && type !== 'date' ? 1 : 0
  if (field.name === 'identifier') return type === 'integer' || type === 'code' || type === 'number' ? 1 : 0.8
  return type === 'text' ? 1 : type === 'code' ? 0.7 : 0
}

/** Whole numbers of five figures and more, nearly each another, number something: they count nothing. */
function isNumbering({ values, distinct, filled }: ColumnProfile): boolean {
  return filled >= 10 && distinct >= filled * 0.9 && share(values, /^\d{5,}$/) >= 0.9
}

/** Counts with a few slips: what is no whole number is refused with its reason. */
function isMostlyWhole(column: ColumnProfile): boolean {
  return shareOfRows(column, (value) => wholeNumber.test(value.trim())) >= 0.8
}

const wholeNumber = /^[+-]?\d{1,12}$/

function share(values: readonly string[], pattern: RegExp): number {
  return values.filter((value) => pattern.test(withPlainDigits(value).trim())).length / Math.max(1, values.length)
}

/** Whether a column holds what a field needs, whatever both are called. */
export function fitsField(field: Field, column: ColumnProfile): boolean {
  return (field.type === 'text' && !field.list) || contentScore(field, column) > 0
}

/** The divisions of ISIC Rev.4 at the start of a code, with or without the letter of its section. */
const isicBegins = /^[A-U]?(0[1-35-9]|1\d|2\d|3[0-35-9]|4[1-35-79]|5[0-35-68-9]|6[0-68-9]|7[0-57-9]|8[0-24-8]|9[0-9])/i
/** How NACE, NAF and CNAE are written, and NAICS never: "55.10", "55.10Z", "5510Z", "4711-3/02". */
const isicSigns = /^[A-U]?\d\d?[.]\d|^\d{4}[A-Z]$|^\d{4}-\d\/\d\d$|^[A-U]\d/i

/** Sure where the codes are written as those of ISIC's family are; figures alone could be of any classification. */
function isicCodeScore(values: readonly string[]): number {
  if (share(values, isicBegins) < 0.8 && share(values, isicSigns) < 0.8) return 0
  return share(values, isicSigns) >= 0.5 || isOfIsic(values) ? 1 : 0.8
}

/** Figures of four or five places that all begin with a division of ISIC: among codes of NAICS there are 44, 48, 54. */
function isOfIsic(values: readonly string[]): boolean {
  return values.length >= 4 && share(values, /^\d{4,5}$/) >= 0.98 && share(values, isicBegins) >= 0.98
}
