import {
  type ColumnProfile,
  type IssueColumn,
  type OwnField,
  ownFields,
  partingSigns,
  type RecordKindName
} from './rules.ts'
import { nameScore, namesIssues, wordsOf } from './synonym.rules.ts'

/** What one row of a file is, and which columns are kept as they are: proposed from names and contents. */

/** A number that stands on more rows than this names something that has several rows. */
const repeats = 0.98

const isUnique = ({ distinct, filled }: ColumnProfile) => distinct >= filled * repeats

/** The column that names issues, if there is one: in words or codes, and not the same on every row. */
export function proposeIssues(columns: readonly ColumnProfile[], kind: RecordKindName): IssueColumn | undefined {
  const found = columns
    .filter(({ type, distinct }) => (type === 'text' || type === 'code') && distinct > 1)
    .map((column) => ({ column, score: namesIssues(column.name) * (column.type === 'text' ? 1 : 0.8) }))
    .filter(({ score }) => score > 0.5)
    .sort((one, other) => other.score - one.score)[0]?.column
  if (!found) return undefined
  const parted = found.values.filter((value) => partingSigns.test(value)).length > found.values.length / 20
  return { column: found.name, meaning: kind === 'complaint' ? 'alleged' : 'found', parted }
}

/** The column whose number stands on several rows, each another finding of one record. */
export function proposeRepeated(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  return columns
    .filter((column) => !isUnique(column) && column.distinct > column.filled / 50 && column.type !== 'date')
    .map((column) => ({ column, score: nameScore('record', column.name) }))
    .filter(({ score }) => score > 0.6)
    .sort((one, other) => other.score - one.score)[0]?.column
}

const kindWords: readonly (readonly [RecordKindName, string])[] = [
  ['complaint', 'complaint claim claimed plainte reclamation queja denuncia reclamo شكوى الشكوى'],
  ['sanction', 'citation sanction decision decided fine multa sancion amende العقوبة القرار'],
  ['visit', 'visit inspection inspected visite visita inspeccion التفتيش الزيارة']
]

/** What one record is, as far as the names of the columns tell. */
export function proposeKind(columns: readonly ColumnProfile[]): RecordKindName {
  const words = new Set(columns.flatMap(({ name }) => wordsOf(name)))
  return kindWords.find(([, said]) => said.split(' ').some((word) => words.has(word)))?.[0] ?? 'case'
}

/** More different values than this are no categories. */
const mostValues = 60

/** Columns that no field takes and that cut the records into a few groups. */
export function proposeOwn(columns: readonly ColumnProfile[], taken: ReadonlySet<string>): [OwnField, ColumnProfile][] {
  const free = columns.filter(
    ({ name, type, distinct, filled, of }) =>
      !taken.has(name) &&
      (type === 'text' || type === 'code') &&
      distinct > 1 &&
      distinct <= Math.min(mostValues, filled / 2) &&
      filled > of / 20
  )
  return free.slice(0, ownFields.length).flatMap((column, index) => {
    const field = ownFields[index]
    return field ? [[field, column] as [OwnField, ColumnProfile]] : []
  })
}
