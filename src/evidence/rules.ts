/** The harmonised model: which tables the evidence has, and which fields a case, a finding and an accident have. */

export type FieldType = 'text' | 'integer' | 'money' | 'date' | 'code' | 'category'

/** Tables that a file is mapped to; `findings` is written beside `cases`. */
export type TableName = 'cases' | 'accidents'

export type ListName = 'isicSection' | 'isicDivision' | 'region'

export type Field = {
  readonly name: FieldName
  readonly type: FieldType
  /** A record without it is taken, and marked as doubtful. */
  readonly expected?: true
  readonly list?: ListName
}

/**
 * Columns of a file that are kept under their own names, for what the harmonised model does not hold: a national grade, the
 * channel of a complaint. Figures can be cut by them within one data set.
 */
export const ownFields = ['own1', 'own2', 'own3', 'own4', 'own5', 'own6'] as const
export type OwnField = (typeof ownFields)[number]
const categories = ownFields.map((name) => ({ name, type: 'category' }) as const)

const caseFields = [
  { name: 'record', type: 'text' },
  { name: 'identifier', type: 'text' },
  { name: 'workplace', type: 'text', expected: true },
  { name: 'legalName', type: 'text' },
  { name: 'address', type: 'text' },
  { name: 'city', type: 'text' },
  { name: 'postcode', type: 'text' },
  { name: 'region', type: 'code', list: 'region' },
  { name: 'county', type: 'text' },
  { name: 'countyCode', type: 'text' },
  { name: 'isicSection', type: 'code', list: 'isicSection' },
  { name: 'isicDivision', type: 'code', list: 'isicDivision' },
  { name: 'industryCode', type: 'text' },
  { name: 'industryTitle', type: 'text' },
  { name: 'opened', type: 'date' },
  { name: 'concluded', type: 'date' },
  { name: 'periodStart', type: 'date' },
  { name: 'periodEnd', type: 'date' },
  { name: 'year', type: 'integer' },
  { name: 'quarter', type: 'integer' },
  { name: 'trigger', type: 'text' },
  { name: 'authority', type: 'text' },
  { name: 'status', type: 'text' },
  { name: 'employees', type: 'integer' },
  { name: 'unit', type: 'text' },
  { name: 'violations', type: 'integer' },
  { name: 'workersAffected', type: 'integer' },
  { name: 'amountClaimed', type: 'money' },
  { name: 'backWages', type: 'money' },
  { name: 'penalties', type: 'money' },
  { name: 'amountPaid', type: 'money' },
  ...categories
] as const

const accidentFields = [
  { name: 'record', type: 'text' },
  { name: 'date', type: 'date', expected: true },
  { name: 'year', type: 'integer' },
  { name: 'identifier', type: 'text' },
  { name: 'workplace', type: 'text' },
  { name: 'city', type: 'text' },
  { name: 'postcode', type: 'text' },
  { name: 'region', type: 'code', list: 'region' },
  { name: 'county', type: 'text' },
  { name: 'countyCode', type: 'text' },
  { name: 'isicSection', type: 'code', list: 'isicSection' },
  { name: 'industryCode', type: 'text' },
  { name: 'industryTitle', type: 'text' },
  { name: 'event', type: 'text' },
  { name: 'nature', type: 'text' },
  { name: 'agent', type: 'text' },
  { name: 'description', type: 'text' },
  { name: 'victims', type: 'integer' },
  { name: 'deaths', type: 'integer' },
  { name: 'injured', type: 'integer' },
  { name: 'amputations', type: 'integer' },
  { name: 'authority', type: 'text' },
  { name: 'plan', type: 'text' },
  { name: 'citation', type: 'text' },
  ...categories
] as const

export type FieldName = (typeof caseFields)[number]['name'] | (typeof accidentFields)[number]['name']

export const tables: Record<TableName, readonly Field[]> = { cases: caseFields, accidents: accidentFields }

const days: Record<TableName, readonly FieldName[]> = {
  cases: ['concluded', 'periodEnd', 'opened', 'periodStart'],
  accidents: ['date']
}

/** The fields that say when a record was, the surest first. */
export function daysOf(table: TableName): readonly FieldName[] {
  return days[table]
}

/** What a finding measures; the columns of a group such as `minwage_violations`, `minwage_backwages`. */
export const measures = ['violations', 'workersAffected', 'backWages', 'penalties'] as const
export type Measure = (typeof measures)[number]

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

/** What every row carries so that a figure leads back to the line of the file that was sent. */
const provenance = { dataSet: 'varchar', version: 'varchar', row: 'bigint' } as const

export const sqlTypes: Record<FieldType, string> = {
  text: 'varchar',
  code: 'varchar',
  category: 'varchar',
  integer: 'bigint',
  money: 'decimal(18,2)',
  date: 'date'
}

function columnsOf(table: TableName): Record<string, string> {
  const fields = tables[table].map((field) => [field.name, sqlTypes[field.type]])
  const kind = table === 'cases' ? { kind: 'varchar' } : {}
  return { ...provenance, ...kind, day: 'date', dayField: 'varchar', ...Object.fromEntries(fields), doubts: 'varchar' }
}

/**
 * The tables of the evidence and their columns, as the Parquet files and their copy have them. `row` is the line on
 * which the record begins in the file that was sent; `doubts` the codes of what was accepted but looks doubtful. `day` is
 * the one day by which a record belongs to a year, always of the same field (`dayField`) within a file.
 */
export const factSchema: Record<string, Record<string, string>> = {
  cases: columnsOf('cases'),
  findings: {
    ...provenance,
    /** The line on which the finding stands; `row` is that of its record. */
    line: 'bigint',
    issue: 'varchar',
    /** Somebody says so, and nobody has found it yet. */
    alleged: 'boolean',
    violations: 'bigint',
    workersAffected: 'bigint',
    backWages: 'decimal(18,2)',
    penalties: 'decimal(18,2)'
  },
  accidents: columnsOf('accidents')
}

export function fieldOf(table: TableName, name: string): Field | undefined {
  return tables[table].find((field) => field.name === name)
}

/** What one record of a register of cases is. A visit is physical presence in a workplace; nothing else counts as one. */
export const recordKinds = ['case', 'visit', 'complaint', 'sanction'] as const
export type RecordKindName = (typeof recordKinds)[number]

/** What the issues that a column names are: found broken by the inspectorate, or alleged by somebody. */
export const issueMeanings = ['found', 'alleged'] as const

/** A column whose cells name issues: one, or several parted by a sign. */
export type IssueColumn = { column: string; meaning: (typeof issueMeanings)[number]; parted: boolean }

/** Signs that part several issues in one cell. */
export const partingSigns = /[;；、|\n]/

/** A saved reading of one source: which column fills which field, and how its numbers and dates are written. */
export type Mapping = {
  table: TableName
  /** What one record is; absent in mappings that were saved before it was asked. */
  kind?: RecordKindName
  /**
   * What a row of the file is: a record, or one finding of a record that stands on several rows. Then rows with the same
   * record number are one record: its first filled cells count, its amounts and counts are added up.
   */
  grain?: 'record' | 'finding'
  /** Issues that stand in a column, as its text names them. */
  issues?: IssueColumn
  fields: Partial<Record<FieldName, FieldColumn>>
  findings: FindingColumns[]
  /** A value that holds for every row, such as a region that the file does not repeat. */
  constants: Partial<Record<FieldName, string>>
  notation: Notation
}

export type FieldColumn = { column: string; notation?: Partial<Notation> }

/** The columns that hold one issue's findings; each name is a column of the file. */
export type FindingColumns = { issue: string } & Partial<Record<Measure, string>>

export const dateNotations = [
  'YYYY-MM-DD',
  'YYYY/MM/DD',
  'YYYYMMDD',
  'DD/MM/YYYY',
  'MM/DD/YYYY',
  'DD.MM.YYYY',
  'DD-MM-YYYY',
  'DD-MMM-YYYY'
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
  | 'encoding-guessed'
  | 'lines-above-header'
  | 'header-joined'
  | 'header-like-data'
  | 'industry-without-section'
  | 'place-without-county'

export type FileInspection = Reading & {
  /** All sheets of a workbook; none where the file is none. */
  sheets: string[]
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
export type ImportProgress = { phase: ImportPhase; rows: number; rowsPerSecond: number; share: number }

/** How many rows a check stopped (or flagged) in a column; a row can count under several. */
export type CheckCount = { check: string; column: string; rows: number }

/** SHA-256 of the files that an import leaves behind, by their names. */
export type Checksums = Record<string, string>

export type ImportResult = {
  rowsRead: number
  accepted: number
  rejected: number
  reasons: CheckCount[]
  flags: CheckCount[]
  warnings: Warning[]
  /** First and last date of the cases or accidents; null where the file has no dates. */
  period: { from: string; to: string } | null
  tables: ('cases' | 'findings' | 'accidents')[]
  /** Records of the data set that count once this version does; with those of versions that it was joined to. */
  records?: number
  sha256: string
  seconds: number
  /** Of the version's own files, by which damage to them is found. Versions of earlier portals have none. */
  files?: Checksums
}
