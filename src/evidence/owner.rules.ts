import { mappedColumns, type Proposal, proposeMapping } from './mapping.rules.ts'
import type { ColumnProfile, Mapping } from './rules.ts'
import { nameScore, wordsOf } from './synonym.rules.ts'

/** Whose findings the rows of a file are: told by a column that holds record numbers of another data set, by its name and content. */

/** What was found of a file beside one data set whose records its rows may belong to. */
export type Owned = {
  data_set: string
  /** The version of that data set that counted. */
  version: string
  /** The column of the file that holds its record numbers, of all columns the one with most of them. */
  column: string
  /** Rows that were looked at, and how many of them name a record that is there. */
  rows: number
  found: number
  /** Whether that is proposed; else a person may still say so. */
  proposed: boolean
  /** Whether the column is called as in the file of the records. */
  same: boolean
  proposal: Proposal
}

/** How many columns of a file are looked at for numbers. */
const most = 6

/** Columns that could hold the numbers of other records, the likeliest by their names first. */
export function numberColumns(columns: readonly ColumnProfile[], named = ''): ColumnProfile[] {
  return columns
    .filter(({ type, filled }) => filled > 0 && type !== 'date' && type !== 'money' && type !== 'number')
    .map((column) => ({ column, score: saysNumber(column.name, named) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map(({ column }) => column)
}

/** How well a column's name says that it holds the number of a record; `named`: what the records' own file calls it. */
export function saysNumber(name: string, named: string): number {
  if (isSameName(name, named)) return 1
  return Math.max(nameScore('cases', 'record', name), nameScore('cases', 'inspection', name))
}

/** Whether two columns are called the same, however they are written. */
export const isSameName = (name: string, other: string): boolean =>
  other !== '' && wordsOf(name).join(' ') === wordsOf(other).join(' ')

/** Of the rows so many must name a record: where the column is called as in the records' own file, a number, or anything. */
const enough = { same: 0.3, numbered: 0.5, any: 0.9 }
/** A number that stands on more rows than this in the mean numbers something within its record. */
const mostRows = 50
/** A number of fewer signs than this may be one of something else. */
const leastSigns = 4

/** Whether a file is the next one of a data set itself: it has all its columns, and every record once. */
export function isNextFile(columns: readonly ColumnProfile[], header: readonly string[], owner: Mapping): boolean {
  const record = columns.find(({ name }) => name === owner.fields.record?.column)
  return hasColumnsOf(header, owner) && record !== undefined && record.distinct === record.filled
}

const hasColumnsOf = (header: readonly string[], owner: Mapping) =>
  mappedColumns(owner).every((one) => header.includes(one.column))

/**
 * Whether rows are proposed to be findings of the records that they name: several name the same one, most of the numbers are
 * there, and the file is not the next one of that very data set.
 */
export function isOwned(
  column: ColumnProfile,
  { rows, found }: Pick<Owned, 'rows' | 'found'>,
  header: readonly string[],
  owner: Mapping
): boolean {
  const isRepeated = column.distinct < column.filled && column.distinct > column.filled / mostRows
  if (hasColumnsOf(header, owner) || !isRepeated || rows === 0) return false
  const share = found / rows
  const named = owner.fields.record?.column ?? ''
  if (isSameName(column.name, named)) return share >= enough.same
  const long = column.values.filter((value) => value.trim().length >= leastSigns).length > column.values.length / 2
  return long && share >= (saysNumber(column.name, named) > 0.5 ? enough.numbered : enough.any)
}

/** The mapping that is proposed for rows that are findings of the records whose numbers stand in a column. */
export function proposeJoined(columns: readonly ColumnProfile[], number: ColumnProfile): Proposal {
  return proposeMapping(columns, [], 'cases', number)
}

/** Of several data sets the one whose records the rows are proposed to belong to. */
export function proposedOwner(owned: readonly Owned[]): Owned | undefined {
  const likely = ({ found, same }: Owned) => found * (same ? 2 : 1)
  return owned.filter(({ proposed }) => proposed).sort((one, other) => likely(other) - likely(one))[0]
}
