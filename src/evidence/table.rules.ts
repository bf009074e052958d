/**
 * The harmonised model: the tables of the evidence, each with its fields, the days by which its records belong to a year, what
 * its records are, and where its findings stand. Whatever has to do with one table alone is data of it, here.
 */

export type FieldType = 'text' | 'integer' | 'money' | 'date' | 'code' | 'category'

/**
 * Tables that a file is mapped to. `audits` are private audits and self-assessments: never visits, never cases. `workplaces` are
 * registers of workplaces, that of business or of social security.
 */
export const tableNames = ['cases', 'accidents', 'diseases', 'audits', 'workplaces'] as const
export type TableName = (typeof tableNames)[number]

export type ListName = 'isicSection' | 'isicDivision' | 'region' | 'isco'

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

/** Fields of one type, in their order. */
const all = <const T extends FieldType, const N extends string>(type: T, ...names: N[]) =>
  names.map((name) => ({ name, type }))

const record = { name: 'record', type: 'text' } as const
const named = [
  { name: 'identifier', type: 'text' },
  { name: 'workplace', type: 'text', expected: true },
  { name: 'legalName', type: 'text' },
  { name: 'address', type: 'text' }
] as const
const place = [
  { name: 'city', type: 'text' },
  { name: 'postcode', type: 'text' },
  { name: 'region', type: 'code', list: 'region' },
  // As the source writes it: a name, or a code of the country's own.
  { name: 'regionName', type: 'text' },
  { name: 'county', type: 'text' },
  { name: 'countyCode', type: 'text' }
] as const
const industry = [
  { name: 'isicSection', type: 'code', list: 'isicSection' },
  { name: 'isicDivision', type: 'code', list: 'isicDivision' },
  // A code of ISIC Rev.4, or of a classification that shares its divisions: NACE, NAF, CNAE, CIIU, CAE, the British SIC of 2007.
  { name: 'isicCode', type: 'text' },
  // A code of ISIC Rev.5 keeps its own place: its sections are others than those of Rev.4.
  { name: 'isic5', type: 'text' },
  { name: 'industryCode', type: 'text' },
  { name: 'industryTitle', type: 'text' }
] as const
/** Where a record of a person's harm was, which may name no workplace. */
const somewhere = [...all('text', 'identifier', 'workplace'), ...place, ...industry] as const
/** Whom the harm befell. A record of several victims says it of none. */
const victim = [
  { name: 'sex', type: 'text' },
  { name: 'age', type: 'integer' },
  ...all('text', 'ageGroup', 'migrantStatus', 'informalStatus'),
  { name: 'isco', type: 'text', list: 'isco' },
  ...all('text', 'occupationCode', 'occupation')
] as const
/** Of the workers of a workplace, how many are of each group. */
const workers = all('integer', 'women', 'men', 'young', 'migrant', 'informal')

const caseFields = [
  record,
  ...named,
  ...place,
  ...industry,
  ...all('date', 'opened', 'concluded', 'periodStart', 'periodEnd'),
  ...all('date', 'received', 'firstAction', 'imposed', 'becameFinal', 'paidOn'),
  ...all('integer', 'year', 'quarter'),
  ...all('text', 'trigger', 'channel', 'inspection', 'authority', 'status', 'appealed', 'paid'),
  { name: 'employees', type: 'integer' },
  ...workers,
  { name: 'unit', type: 'text' },
  // Whether something was found in breach, where no number says how much.
  ...all('text', 'breach'),
  ...all('integer', 'violations', 'workersAffected'),
  ...all(
    'integer',
    'womenAffected',
    'menAffected',
    'youngAffected',
    'migrantAffected',
    'informalAffected',
    'formalised'
  ),
  ...all('money', 'amountClaimed', 'backWages', 'penalties', 'amountPaid'),
  ...categories
] as const

const accidentFields = [
  record,
  { name: 'date', type: 'date', expected: true },
  { name: 'year', type: 'integer' },
  ...somewhere,
  ...all('text', 'event', 'nature', 'agent', 'description'),
  ...all('integer', 'victims', 'deaths', 'injured', 'amputations'),
  { name: 'fatal', type: 'text' },
  ...victim,
  ...all('text', 'authority', 'plan', 'citation'),
  ...categories
] as const

const diseaseFields = [
  record,
  { name: 'recognised', type: 'date', expected: true },
  { name: 'diagnosed', type: 'date' },
  { name: 'year', type: 'integer' },
  ...all('text', 'diseaseCode', 'disease', 'agent'),
  ...victim,
  { name: 'deaths', type: 'integer' },
  { name: 'fatal', type: 'text' },
  ...somewhere,
  { name: 'authority', type: 'text' },
  ...categories
] as const

const auditFields = [
  record,
  ...named,
  ...place,
  ...industry,
  { name: 'audited', type: 'date', expected: true },
  { name: 'year', type: 'integer' },
  ...all('text', 'auditor', 'scheme', 'client', 'status'),
  { name: 'employees', type: 'integer' },
  ...workers,
  ...all('integer', 'violations', 'workersAffected'),
  { name: 'unit', type: 'text' },
  ...categories
] as const

const workplaceFields = [
  record,
  ...named,
  ...place,
  ...industry,
  ...all('text', 'unit', 'status', 'authority'),
  { name: 'employees', type: 'integer' },
  ...workers,
  ...all('date', 'registered', 'closed'),
  ...categories
] as const

export type FieldName =
  | (typeof caseFields)[number]['name']
  | (typeof accidentFields)[number]['name']
  | (typeof diseaseFields)[number]['name']
  | (typeof auditFields)[number]['name']
  | (typeof workplaceFields)[number]['name']

export const tables: Record<TableName, readonly Field[]> = {
  cases: caseFields,
  accidents: accidentFields,
  diseases: diseaseFields,
  audits: auditFields,
  workplaces: workplaceFields
}

/** A register of workplaces says how things stand: its lines belong to no day, and a later one takes the place of all of it. */
const days: Record<TableName, readonly FieldName[]> = {
  cases: ['concluded', 'periodEnd', 'opened', 'periodStart', 'imposed', 'received'],
  accidents: ['date'],
  diseases: ['recognised', 'diagnosed'],
  audits: ['audited'],
  workplaces: []
}

/**
 * The fields that say when a record was, the surest first. A visit was when somebody came (Convention 81, Art. 21 (c): visits of the
 * year), whatever was concluded of it later.
 */
export function daysOf(table: TableName, kind?: RecordKindName): readonly FieldName[] {
  return kind === 'visit' ? ['opened', ...days[table].filter((name) => name !== 'opened')] : days[table]
}

/** What one record of a table is, the usual first. A visit is physical presence in a workplace; nothing else counts as one. */
const kinds = {
  cases: ['case', 'visit', 'complaint', 'sanction'],
  audits: ['audit', 'assessment']
} as const
export const recordKinds = [...kinds.cases, ...kinds.audits] as const
export type RecordKindName = (typeof recordKinds)[number]

/** What the records of a table can be; nothing where they are all of one kind. */
export function kindsOf(table: TableName): readonly RecordKindName[] {
  return table === 'cases' || table === 'audits' ? kinds[table] : []
}

/** Whether a record is of one person's harm, so that two may say the same. */
export const isOfPersons = (table: TableName): boolean => table === 'accidents' || table === 'diseases'

/** What a finding measures; the columns of a group such as `minwage_violations`, `minwage_backwages`. */
export const measures = ['violations', 'workersAffected', 'backWages', 'penalties'] as const
export type Measure = (typeof measures)[number]

/** Where the findings of a table stand: those of private audits never beside those of the inspectorate. */
const findingTables: Partial<Record<TableName, string>> = { cases: 'findings', audits: 'auditFindings' }

export function findingTableOf(table: TableName): string | undefined {
  return findingTables[table]
}

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
  const kind = kindsOf(table).length > 0 ? { kind: 'varchar' } : {}
  return {
    ...provenance,
    ...kind,
    day: 'date',
    dayField: 'varchar',
    ...Object.fromEntries(fields),
    ...sureness,
    doubts: 'varchar'
  }
}

/**
 * How much of a national code lies in the section, or in the occupation, that its crosswalk gives it: 1 where the list knows one
 * alone. Empty where no crosswalk was asked.
 */
export const sureness = { isicSure: 'decimal(5,4)', iscoSure: 'decimal(5,4)' } as const

const findingColumns = {
  ...provenance,
  /** The line on which the finding stands; `row` is that of its record. */
  line: 'bigint',
  issue: 'varchar',
  /** Somebody says so, and nobody has found it yet. */
  alleged: 'boolean',
  violations: 'bigint',
  workersAffected: 'bigint',
  backWages: 'decimal(18,2)',
  penalties: 'decimal(18,2)',
  /** The data set and the version of the file that brought it, where that is another than its record's. */
  source: 'varchar',
  sourceVersion: 'varchar'
}

/** A row of another file that says something of a record, such as a sanction: it has no numbers, these are the record's. */
const joinedColumns = { ...provenance, source: 'varchar', sourceVersion: 'varchar', line: 'bigint' }

/**
 * The tables of the evidence and their columns, as the Parquet files and their copy have them. `row` is the line on
 * which the record begins in the file that was sent; `doubts` the codes of what was accepted but looks doubtful. `day` is
 * the one day by which a record belongs to a year, always of the same field (`dayField`) within a file.
 */
export const factSchema: Record<string, Record<string, string>> = {
  ...Object.fromEntries(
    tableNames.flatMap((table) => {
      const findings = findingTableOf(table)
      return [[table, columnsOf(table)], ...(findings ? [[findings, findingColumns] as const] : [])]
    })
  ),
  joined: joinedColumns
}

/**
 * Rows of a table from anywhere (SQL), with all columns of it: files of records hold only those that were filled when they were
 * written, and others that the portal of their time had.
 */
export function wholeRows(table: string, source: string): string {
  const empty = Object.entries(factSchema[table] ?? {}).map(([name, type]) => `null::${type} as "${name}"`)
  return `(select ${empty.join(', ')} where false union all by name select * from ${source})`
}

/**
 * In the copy of the evidence a record's `row` tells it apart within its data set, of which several files may count: behind the
 * thousand millions stands the line of its file, before them which of the files it is.
 */
export const rowsOfFile = 1_000_000_000
export const lineOf = (row: number): number => row % rowsOfFile

export function fieldOf(table: TableName, name: string): Field | undefined {
  return tables[table].find((field) => field.name === name)
}

/** Whether the rows of one record add up what they say in a field: amounts, and counts of findings and of victims. */
export function isAddedUp({ name, type }: Field): boolean {
  return type === 'money' || measures.some((measure) => measure === name) || name === 'deaths' || name === 'injured'
}

/** Whether the records of a table can say something: those of accidents name no violations. */
export const saysOf = (table: TableName, ...names: FieldName[]): boolean =>
  names.some((name) => fieldOf(table, name) !== undefined)
