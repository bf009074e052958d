import type { Mapping } from './rules.ts'
import type { FieldName } from './table.rules.ts'

/**
 * Files whose rows are findings, sanctions or penalties of the records of another data set, which they name by their number: what
 * such a file can say, and how numbers are told alike.
 */

/** What such a row says of the record to which it belongs. */
const saidOfRecord = [
  'imposed',
  'becameFinal',
  'paidOn',
  'appealed',
  'paid',
  'violations',
  'workersAffected',
  'womenAffected',
  'menAffected',
  'youngAffected',
  'migrantAffected',
  'informalAffected',
  'formalised',
  'amountClaimed',
  'backWages',
  'penalties',
  'amountPaid'
] as const satisfies readonly FieldName[]

/**
 * All that it can be mapped to: with the number of the record, and with a day of its own by which a file takes the place of its
 * period. The record keeps its own day.
 */
export const joinedFields: readonly FieldName[] = ['record', 'concluded', ...saidOfRecord]

export const isJoined = ({ grain }: Pick<Mapping, 'grain'>): boolean => grain === 'joined'

/** The fields of records that a file fills under its mapping: what it has columns for, and what its findings add up to. */
export function filledByJoining(mapping: Mapping): FieldName[] {
  const inFindings = (name: FieldName) =>
    mapping.findings.some((finding) => name in finding) || (name === 'violations' && findsBreaches(mapping))
  return saidOfRecord.filter((name) => mapping.fields[name] ?? mapping.constants[name] ?? inFindings(name))
}

/**
 * Whether a file tells of breaches that were found, so that a record that it covers and that has none complied. A file of sanctions
 * or of allegations alone does not.
 */
export function findsBreaches({ issues, fields, findings }: Mapping): boolean {
  return issues?.meaning === 'found' || fields.violations !== undefined || findings.some(({ violations }) => violations)
}

/**
 * A record number in SQL as two files may write it: spaces around it, small letters, the noughts that a spreadsheet takes from its
 * front or adds behind a point say nothing.
 */
export function numberKey(value: string): string {
  const text = `upper(trim(${value}))`
  // Of millions of numbers few have a nought in front or a point, and a pattern costs ten times as much as the look for them.
  return `case when starts_with(${text}, '0') or contains(${text}, '.')
    then regexp_replace(${text}, '^0*([0-9]+?)([.]0+)?$', '\\1') else ${text} end`
}
