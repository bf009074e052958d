import type { SheetSize } from './sheet.rules.ts'
import type { FieldName, Measure, RecordKindName, TableName } from './table.rules.ts'

/** How a file is read into the harmonised model, and what comes of it. */

/** Issues with words of their own (`evidence.issue.<issue>`); a file may bring others. */
export const knownIssues = [
  'minimumWage',
  'specialMinimumWage',
  'overtime',
  'childLabour',
  'wages',
  'workingTime',
  'retaliation',
  'familyLeave',
  'recordKeeping',
  'safetyAndHealth',
  'other'
] as const

/** What the issues that a column names are: found broken by the inspectorate, or alleged by somebody. */
export const issueMeanings = ['found', 'alleged'] as const

/** A column whose cells name issues: one, or several parted by a sign. */
export type IssueColumn = { column: string; meaning: (typeof issueMeanings)[number]; parted: boolean }

/** What one row of a file can be. */
export const grains = ['record', 'finding', 'joined'] as const

/** Signs that part several issues in one cell. */
export const partingSigns = /[;；、|\n]/

/** A saved reading of one source: which column fills which field, and how its numbers and dates are written. */
export type Mapping = {
  table: TableName
  /** What one record is; absent where its table has one kind, and in mappings that were saved before it was asked. */
  kind?: RecordKindName
  /**
   * What a row of the file is: a record, or one finding of a record that stands on several rows. Then rows with the same
   * record number are one record: its first filled cells count, its amounts and counts are added up. Or a finding, a sanction or a
   * penalty of a record that another data set has: see `joined.rules`.
   */
  grain?: (typeof grains)[number]
  /** Amounts and counts of the record as a whole, which each of its rows repeats: taken once, never added up. */
  once?: FieldName[]
  /** The date by which a file takes the place of the records of its period; the one by which they are counted, if none is said. */
  periodBy?: FieldName
  /** Rows that are the same in every cell are records of their own; else the later ones are refused. */
  separate?: true
  /** Issues that stand in a column, as its text names them. */
  issues?: IssueColumn
  fields: Partial<Record<FieldName, FieldColumn>>
  findings: FindingColumns[]
  /** A value that holds for every row, such as a region that the file does not repeat. */
  constants: Partial<Record<FieldName, string>>
  notation: Notation
  /** All columns of the files for which it was agreed to: others of a later file are new. Mappings of earlier portals have none. */
  columns?: string[]
}

export type FieldColumn = { column: string; notation?: Partial<Notation> }

/** The columns that hold one issue's findings; each name is a column of the file. */
export type FindingColumns = { issue: string } & Partial<Record<Measure, string>>

export const dateNotations = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYY.MM.DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'DD-MM-YYYY',
  'MM-DD-YYYY',
  'DD-MMM-YYYY',
  'MMM-DD-YYYY',
  'YYYY年MM月DD日',
  'YY/MM/DD',
  'ROC',
  'era',
  'serial'
] as const
export type DateNotation = (typeof dateNotations)[number]

/**
 * How numbers and dates are written. Thousands marks need no naming: they are what stands between whole groups of
 * figures.
 */
export type Notation = { decimal: '.' | ','; date: DateNotation }

export const plainNotation: Notation = { decimal: '.', date: 'YYYY-MM-DD' }

/** How the bytes of a file are read. `encoding` is any label that the Encoding Standard knows. */
export type Reading = {
  encoding: string
  delimiter: ',' | ';' | '\t' | '|'
  quote: '"' | "'"
  /** The sheet of a workbook. */
  sheet?: string
  /** The line on which the names of the columns stand; 0 where the file has none. Found by itself where it is not said. */
  headerLine?: number
  /** On how many lines they stand. Found by itself where it is not said. */
  headerLines?: number
}

export type ColumnType = 'empty' | 'integer' | 'number' | 'money' | 'date' | 'code' | 'text'

/** What a column of a file looks like, from its profiled rows. */
export type ColumnProfile = {
  name: string
  index: number
  type: ColumnType
  /** Rows with a value, of the profiled rows. */
  filled: number
  of: number
  distinct: number
  examples: string[]
  /** Up to 200 different values, the most frequent first, from which the type is guessed. */
  values: string[]
  /** On how many of the profiled rows each of them stands. */
  counts: number[]
  notation?: Partial<Notation>
  /** Another notation reads its cells as well: day and month, or the decimal mark, could be meant otherwise. */
  unclear?: boolean
  /** What stands in cells that say that nothing is there: "-", "N/A". */
  missing?: string[]
  /** Where records stand on several rows: of those in which it has several numbers, in how many they are all the same. */
  repeats?: { records: number; same: number }
  /** The first and the last of its days, 'YYYY-MM-DD'. */
  extent?: { from: string; to: string }
  /** Cells that begin like a formula of a spreadsheet. */
  formulas: number
}

/** Something that a person should know though it stops nothing; its sentence is `evidence.warning.<code>`. */
export type Warning = { code: WarningCode; values: Record<string, string | number> }
export type WarningCode =
  | 'duplicate-header'
  | 'empty-header'
  | 'formula-cells'
  | 'unreadable-characters'
  | 'ragged-rows'
  | 'broken-quotes'
  | 'rows-alike'
  | 'encoding-guessed'
  | 'lines-above-header'
  | 'header-joined'
  | 'header-like-data'
  | 'industry-without-section'
  | 'place-without-county'
  | 'region-not-known'
  | 'breach-not-known'
  | 'occupation-not-known'

export type FileInspection = Reading & {
  /** All sheets of a workbook and their sizes; none where the file is none. */
  sheets: SheetSize[]
  header: string[]
  columns: ColumnProfile[]
  sampleRows: { line: number; cells: string[] }[]
  rows: number
  /** Rows with too few or too many cells. */
  ragged: number
  /** Rows whose quotes do not close. */
  broken: number
  profiledRows: number
  warnings: Warning[]
  /** SHA-256 of the file as it was sent. */
  sha256: string
  bytes: number
}

export type ImportPhase = 'reading' | 'checking' | 'writing' | 'done'
export type ImportProgress = {
  phase: ImportPhase
  rows: number
  /** Rows of the file, as far as they are known. */
  total: number
  rowsPerSecond: number
  /** Of the whole import, from 0 to 1. */
  share: number
  /** What is left of it, null before anything can be said. */
  secondsLeft: number | null
}

/**
 * How many rows a check stopped (or flagged) in a column; a row can count under several. `highest`: of amounts that are doubtful or
 * beyond belief the largest, each with its line of the file and the line on which its record begins.
 */
export type CheckCount = { check: string; column: string; rows: number; highest?: OddAmount[] }
export type OddAmount = { line: number; row: number; amount: number }

/** SHA-256 of the files that an import leaves behind, by their names. */
export type Checksums = Record<string, string>

/** Records of which a date lies between two days. */
export type Replaced = { by: FieldName; from: string; to: string }

export type ImportResult = {
  rowsRead: number
  accepted: number
  rejected: number
  reasons: CheckCount[]
  flags: CheckCount[]
  warnings: Warning[]
  /** First and last day of the records; null where the file has no dates. */
  period: { from: string; to: string } | null
  /** The period of which it takes the records' place, by which date; and what was taken out, if it joined so. */
  replaces?: Replaced & { gone?: number; missing?: number | null }
  tables: string[]
  /** Records of the data set that count once this version does; with those of versions that it was joined to. */
  records?: number
  sha256: string
  seconds: number
  /** Of the version's own files, by which damage to them is found. Versions of earlier portals have none. */
  files?: Checksums
}
