import { answersYesOrNo, saysBreach } from './reading.rules.ts'
import { type ColumnProfile, type IssueColumn, partingSigns } from './rules.ts'
import { nameScore, namesIssues, wordsOf } from './synonym.rules.ts'
import { kindsOf, type OwnField, ownFields, type RecordKindName, type TableName, tableNames } from './table.rules.ts'

/** What one row of a file is, and which columns are kept as they are: proposed from names and contents. */

/** A number that stands on more rows than this names something that has several rows. */
const repeats = 0.98

const isUnique = ({ distinct, filled }: ColumnProfile) => distinct >= filled * repeats

/** The column that names issues, if there is one: in words or codes, and not the same on every row. */
export function proposeIssues(
  columns: readonly ColumnProfile[],
  kind: RecordKindName | undefined
): IssueColumn | undefined {
  const found = columns
    .filter((column) => (column.type === 'text' || column.type === 'code') && column.distinct > 1)
    .filter((column) => !answersYesOrNo(column) && !saysBreach(column))
    .map((column) => ({ column, score: namesIssues(column.name) * (column.type === 'text' ? 1 : 0.8) }))
    .filter(({ score }) => score > 0.5)
    .sort((one, other) => other.score - one.score)[0]?.column
  if (!found) return undefined
  const parted = found.values.filter((value) => partingSigns.test(value)).length > found.values.length / 20
  return { column: found.name, meaning: kind === 'complaint' ? 'alleged' : 'found', parted }
}

/** The column whose number stands on several rows, each another finding of one record. */
export function proposeRepeated(columns: readonly ColumnProfile[], table: TableName): ColumnProfile | undefined {
  return (
    columns
      .filter((column) => !isUnique(column) && column.distinct > column.filled / 50 && column.type !== 'date')
      .map((column) => ({ column, score: nameScore(table, 'record', column.name) }))
      // "Autos de infração lavrados" counts what "auto de infração" numbers.
      .filter(({ column, score }) => score > 0.6 && score > nameScore(table, 'violations', column.name))
      .sort((one, other) => other.score - one.score)[0]?.column
  )
}

/** A column of at least so many records with several numbers shows whether it repeats them. */
const telling = 3
const nearlyAll = 0.98

/**
 * How a number that stands on several rows of one record is meant: of the record, which repeats it, so that it counts once; or of
 * each row, so that it is added up. Undefined where neither is clear: then a person says it. A number that is hardly ever
 * another in the whole file, such as a fine of 300 for everything, may be either, unless it is called a total.
 */
export function proposeSum({ name, repeats, distinct, values }: ColumnProfile): 'once' | 'added' | undefined {
  if (!repeats || repeats.records < telling) return 'added'
  const share = repeats.same / repeats.records
  if (values.every((value) => /^[01]$/.test(value))) return 'added'
  if (share < 0.5) return 'added'
  if (share < nearlyAll) return undefined
  return distinct > 2 || wordsOf(name).includes('total') ? 'once' : undefined
}

/** The column by whose numbers a file has several rows of one record, whatever its table. */
export function repeatedNumber(columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  return tableNames.flatMap((table) => proposeRepeated(columns, table) ?? [])[0]
}

const kindWords: readonly (readonly [RecordKindName, string])[] = [
  [
    'complaint',
    'complaint claim claimed plainte reclamation queja denuncia reclamo شكوى الشكوى 申告日 신고사항 신고일 신고일자 진정일 접수일'
  ],
  [
    'sanction',
    'citation sanction decision decided fine notice conviction convicted multa sancion amende busse bussgeld العقوبة القرار ' +
      '처분일 과태료'
  ],
  [
    'visit',
    'visit inspection inspected intervention visite visita inspeccion inspecao fiscalizacao controle kontrolle kontrolldatum ' +
      'kontroll inspektion التفتيش الزيارة 점검일 점검일자 감독일 감독일자 조사일 臨検日 監督日'
  ],
  ['assessment', 'self auto autoevaluation autoevaluacion الذاتي']
]

/**
 * What one record of a table is, as far as the names of the columns tell: that of its number before all others, for a visit can
 * carry the day of the complaint that led to it; then that of the first day, for a visit can carry a fine. Nothing where all are
 * of one kind.
 */
export function proposeKind(columns: readonly ColumnProfile[], table: TableName): RecordKindName | undefined {
  const numbered = columns
    .map(({ name }) => ({ name, score: nameScore(table, 'record', name) }))
    .sort((one, other) => other.score - one.score)
    .find(({ score }) => score > 0.55)
  const kinds = kindsOf(table)
  const kindIn = (names: readonly string[]) => {
    const words = new Set(names.flatMap(wordsOf))
    return kindWords.find(
      ([kind, said]) => kinds.includes(kind) && said.split(' ').some((word) => words.has(word))
    )?.[0]
  }
  const days = columns.filter(({ type }) => type === 'date').map(({ name }) => name)
  const ofDays = days.map((name) => kindIn([name])).find((kind) => kind !== undefined)
  return kindIn(numbered ? [numbered.name] : []) ?? ofDays ?? kindIn(columns.map(({ name }) => name)) ?? kinds[0]
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
