import { listPatterns } from './check.rules.ts'
import { readDate } from './date.rules.ts'
import { shareOfRows } from './profile.rules.ts'
import { agePattern, meaningOf, readingOf } from './reading.rules.ts'
import { type ColumnProfile, type FindingColumns, type Mapping, type Notation, plainNotation } from './rules.ts'
import { proposeIssues, proposeKind, proposeOwn, proposeRepeated } from './shape.rules.ts'
import { findingOf, nameScore, tableSpoken } from './synonym.rules.ts'
import {
  daysOf,
  type Field,
  type FieldName,
  fieldOf,
  findingTableOf,
  type Measure,
  measures,
  type TableName,
  tables
} from './table.rules.ts'

/** Which column fills which field: proposed from names and contents, decided by a person, checked before it is used. */

/** Why a column is proposed; the words are `evidence.reason.<reason>`. */
export type ProposalReason =
  | 'header'
  | 'header-and-content'
  | 'content'
  | 'column-group'
  | 'known-mapping'
  | 'date-order-unclear'

export type FieldReason = {
  /** A field, or `finding.<issue>.<measure>`. */
  field: string
  column: string
  /** From 0 to 1. */
  confidence: number
  reason: ProposalReason
}

export type Proposal = {
  mapping: Mapping
  reasons: FieldReason[]
  /** Columns that no field takes. */
  unused: string[]
  /** Expected fields for which no column was found. */
  missing: FieldName[]
}

const least = 0.45

/**
 * Proposes a mapping for a file. A known mapping all of whose columns the file has is proposed before anything else.
 */
export function proposeMapping(profile: readonly ColumnProfile[], known: readonly Mapping[] = []): Proposal {
  const names = new Set(profile.map((column) => column.name))
  const fitting = known
    .filter((mapping) => mappedColumns(mapping).every(({ column }) => names.has(column)))
    .sort((first, second) => mappedColumns(second).length - mappedColumns(first).length)[0]
  if (fitting) {
    const reasons = mappedColumns(fitting).map(({ field, column }) => ({
      field,
      column,
      confidence: 1,
      reason: 'known-mapping' as const
    }))
    return finish(withReadableDates(fitting, profile), reasons, profile)
  }
  const columns = profile.filter((column) => column.type !== 'empty')
  const found = findGroups(columns)
  const table = proposeTable(columns, found.length > 0)
  const finds = findingTableOf(table) !== undefined
  const groups = finds ? found : []
  const grouped = new Set(groups.map(({ column }) => column.name))
  const kind = proposeKind(columns, table)
  const issues = finds && groups.length === 0 ? proposeIssues(unnamed(table, columns), kind) : undefined
  const repeated = issues && proposeRepeated(columns, table)
  const free = columns.filter(({ name }) => !grouped.has(name) && name !== issues?.column)
  const chosen = chooseFields(table, free, repeated)
  const taken = new Set([...grouped, issues?.column ?? '', ...chosen.map(({ column }) => column.name)])
  const used = [...chosen.map(({ column }) => column), ...groups.map(({ column }) => column)]
  const notation = commonNotation(used, columns)
  const mapping: Mapping = {
    table,
    ...(kind ? { kind } : {}),
    ...(finds ? { grain: repeated ? 'finding' : 'record' } : {}),
    ...(issues ? { issues } : {}),
    fields: {},
    findings: findingsOf(groups),
    constants: {},
    notation
  }
  for (const { field, column } of chosen)
    mapping.fields[field.name] = { column: column.name, ...ownNotation(column, notation) }
  for (const [field, { name }] of proposeOwn(columns, taken)) mapping.fields[field] = { column: name }
  const reasons: FieldReason[] = [
    ...chosen.map(({ field, column, confidence, reason }) => ({
      field: field.name,
      column: column.name,
      confidence,
      reason
    })),
    ...groups.map(({ issue, measure, column, known: sure }) => ({
      field: `finding.${issue}.${measure}`,
      column: column.name,
      confidence: sure ? 0.95 : 0.7,
      reason: 'column-group' as const
    }))
  ]
  return finish(mapping, reasons, profile)
}

/** Columns that a field of the table does not take by its very name, such as the standard of an audit. */
function unnamed(table: TableName, columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns.filter(({ name }) => !fieldOf(table, 'scheme') || nameScore(table, 'scheme', name) < 0.9)
}

function finish(mapping: Mapping, reasons: FieldReason[], profile: readonly ColumnProfile[]): Proposal {
  const used = new Set(mappedColumns(mapping).map(({ column }) => column))
  return {
    mapping,
    reasons,
    unused: profile.map((column) => column.name).filter((name) => !used.has(name)),
    missing: missingFields(mapping)
  }
}

function missingFields({ table, fields, constants }: Mapping): FieldName[] {
  return tables[table].flatMap(({ name, expected }) => (expected && !fields[name] && !constants[name] ? [name] : []))
}

/** Why a mapping cannot be used for a file: the code of a problem and its values. */
export type MappingFault = {
  code: 'mapping-empty' | 'mapping-lacks-record' | 'mapping-unknown-column' | 'mapping-column-twice'
  values: Record<string, string>
}

/**
 * The first fault of a mapping: it uses no column, rows are findings of records without a number, a column is not in the
 * file, or one is used twice.
 */
export function mappingFault(mapping: Mapping, header: readonly string[]): MappingFault | undefined {
  const columns = mappedColumns(mapping)
  if (columns.length === 0) return { code: 'mapping-empty', values: {} }
  if (mapping.grain === 'finding' && !mapping.fields.record) return { code: 'mapping-lacks-record', values: {} }
  const used = new Set<string>()
  for (const { field, column } of columns) {
    if (!header.includes(column)) return { code: 'mapping-unknown-column', values: { column, field } }
    if (used.has(column)) return { code: 'mapping-column-twice', values: { column } }
    used.add(column)
  }
  return undefined
}

/** Every column that a mapping uses, with the field it fills. */
export function mappedColumns(mapping: Mapping): { field: string; column: string }[] {
  const fields = Object.entries(mapping.fields).map(([field, { column }]) => ({ field, column }))
  const issues = mapping.issues ? [{ field: 'issues', column: mapping.issues.column }] : []
  const findings = mapping.findings.flatMap((finding) =>
    measures.flatMap((measure) => {
      const column = finding[measure]
      return column ? [{ field: `finding.${finding.issue}.${measure}`, column }] : []
    })
  )
  return [...fields, ...issues, ...findings]
}

type Grouped = { issue: string; measure: Measure; known: boolean; column: ColumnProfile }

/**
 * Columns that hold the findings on one issue each. An issue that has no name of ours needs two columns to be
 * believed.
 */
function findGroups(columns: readonly ColumnProfile[]): Grouped[] {
  const found: Grouped[] = []
  for (const column of columns) {
    const finding = findingOf(column.name)
    if (!finding || !fitsMeasure(finding.measure, column)) continue
    const taken = found.some(({ issue, measure }) => issue === finding.issue && measure === finding.measure)
    if (!taken) found.push({ ...finding, column })
  }
  return found.filter(({ issue, known }) => known || found.filter((other) => other.issue === issue).length > 1)
}

function fitsMeasure(measure: Measure, column: ColumnProfile): boolean {
  const counts = measure === 'violations' || measure === 'workersAffected'
  return counts ? column.type === 'integer' : ['integer', 'money', 'number'].includes(column.type)
}

function findingsOf(groups: readonly Grouped[]): FindingColumns[] {
  const findings = new Map<string, FindingColumns>()
  for (const { issue, measure, column } of groups) {
    findings.set(issue, { issue, ...findings.get(issue), [measure]: column.name })
  }
  return [...findings.values()]
}

/**
 * The table of a file. What is owed or broken speaks of cases, unless it is said to be an audit; of a file that names workplaces
 * and neither a day of a case nor a kind of case, each row is a workplace.
 */
function proposeTable(columns: readonly ColumnProfile[], grouped: boolean): TableName {
  const names = (table: TableName, ...fields: FieldName[]) =>
    fields.some((name) => columns.some((column) => fieldScore(table, fieldOf(table, name), column) > 0.6))
  const spoken = tableSpoken(columns.map(({ name }) => name))
  if (names('cases', 'backWages', 'penalties')) return 'cases'
  if (spoken === 'audits') return spoken
  if (grouped || names('cases', 'violations')) return 'cases'
  if (spoken) return spoken
  const listed = names('workplaces', 'workplace', 'legalName') && names('workplaces', ...describing)
  const dated = names('cases', 'year', ...daysOf('cases')) && !names('workplaces', 'registered', 'closed')
  return listed && !dated && proposeKind(columns, 'cases') === 'case' && !proposeIssues(columns, 'case')
    ? 'workplaces'
    : 'cases'
}

/** What a register says of a workplace beside its name. */
const describing = [
  'address',
  'employees',
  'registered',
  'industryCode',
  'isicCode',
  'industryTitle',
  'isicSection'
] as const

type Choice = { field: Field; column: ColumnProfile; confidence: number; reason: ProposalReason }

/**
 * The best pairs of field and column first; each field and each column once. Then expected fields by content alone.
 * `record`: the column that was found to number the records, though it repeats.
 */
function chooseFields(table: TableName, columns: readonly ColumnProfile[], record?: ColumnProfile): Choice[] {
  const pairs = tables[table].flatMap((field) =>
    columns.map((column) => ({
      field,
      column,
      confidence: fieldScore(table, field, column),
      reason: reasonFor(table, field, column)
    }))
  )
  const numbered = record && fieldOf(table, 'record')
  const chosen: Choice[] = numbered ? [{ field: numbered, column: record, confidence: 0.9, reason: 'header' }] : []
  const isFree = ({ field, column }: Choice) =>
    !chosen.some((other) => other.field === field || other.column === column)
  const best = pairs
    .filter(({ confidence }) => confidence >= least)
    .sort((first, second) => second.confidence - first.confidence)
  for (const pair of best)
    if (isFree(pair)) chosen.push({ ...pair, confidence: Math.round(pair.confidence * 100) / 100 })
  const instead = chosen.find(({ field }) => field.name === 'legalName')
  for (const field of tables[table].filter(({ expected }) => expected)) {
    if (chosen.some((choice) => choice.field === field)) continue
    if (field.name === 'workplace' && instead) instead.field = field
    else if (field.name === 'workplace' || field.type === 'date') {
      const column = columns.find(
        (candidate) =>
          isFree({ field, column: candidate, confidence: 0, reason: 'content' }) && couldBe(field, candidate)
      )
      if (column) chosen.push({ field, column, confidence: 0.4, reason: 'content' })
    }
  }
  return chosen
}

function couldBe(field: Field, column: ColumnProfile): boolean {
  if (field.type === 'date') return column.type === 'date'
  return column.type === 'text' && column.distinct > column.filled / 4
}

function reasonFor(table: TableName, field: Field, column: ColumnProfile): ProposalReason {
  if (field.type === 'date' && column.unclear) return 'date-order-unclear'
  if (nameScore(table, field.name, column.name) === 0) return 'content'
  return field.type === 'text' ? 'header' : 'header-and-content'
}

/** From 0 to 1: what the name says, as far as the content bears it out. A little more for the column that says more. */
function fieldScore(table: TableName, field: Field | undefined, column: ColumnProfile): number {
  if (!field || field.type === 'category') return 0
  const content = contentScore(field, column)
  const name = nameScore(table, field.name, column.name)
  if (name === 0) return content === 1 && saysByContent(field, column) ? 0.6 : 0
  const detail = Math.min(0.05, Math.log10(1 + column.distinct) / 100)
  return Math.min(1, name * content * 0.95 + detail * content)
}

/** Fields that their cells alone tell, whatever the column is called: codes of regions, the two sexes, groups of ages. */
function saysByContent({ name, list }: Field, { values }: ColumnProfile): boolean {
  if (list === 'region') return true
  if (name === 'ageGroup') return values.length > 2 && share(values, new RegExp(agePattern, 'i')) >= 0.9
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
  if (field.type === 'integer') return type === 'integer' ? 1 : isMostlyWhole(column) ? 0.9 : 0
  if (field.name === 'record') return type === 'date' || type === 'money' || distinct < filled * 0.98 ? 0 : 1
  if (field.name === 'postcode') return type !== 'date' && share(values, postcode) >= 0.8 ? 1 : 0
  if (field.name === 'isicCode') return type === 'date' ? 0 : isicCodeScore(values)
  if (field.name === 'industryCode' || field.name === 'isic5')
    return type !== 'date' && share(values, industryCode) >= 0.8 ? 1 : 0
  if (field.name === 'diseaseCode') return share(values, diseaseCode) >= 0.8 ? 1 : 0
  if (field.name === 'occupationCode') return share(values, occupationCode) >= 0.8 ? 1 : 0
  if (field.name === 'countyCode') return type === 'integer' || type === 'code' ? 1 : 0
  if (field.name === 'inspection') return filled < column.of * 0.9 ? 1 : 0
  const reading = readingOf(field.name)
  if (reading && !fewValues.has(field.name))
    return shareOfRows(column, (value) => meaningOf(reading, value) !== undefined) >= 0.5 ? 1 : 0
  if (fewValues.has(field.name)) return distinct <= 60 && type !== 'date' ? 1 : 0
  if (field.name === 'identifier') return type === 'integer' || type === 'code' || type === 'number' ? 1 : 0.8
  return type === 'text' ? 1 : type === 'code' ? 0.7 : 0
}

/** The divisions of ISIC Rev.4 at the start of a code, with or without the letter of its section. */
const isicBegins = /^[A-U]?(0[1-35-9]|1\d|2\d|3[0-35-9]|4[1-35-79]|5[0-35-68-9]|6[0-68-9]|7[0-57-9]|8[0-24-8]|9[0-9])/i
/** How NACE, NAF and CNAE are written, and NAICS never: "55.10", "55.10Z", "5510Z", "4711-3/02". */
const isicSigns = /^[A-U]?\d\d?[.]\d|^\d{4}[A-Z]$|^\d{4}-\d\/\d\d$|^[A-U]\d/i

/** Sure where the codes are written as those of ISIC's family are; figures alone could be of any classification. */
function isicCodeScore(values: readonly string[]): number {
  if (share(values, isicBegins) < 0.8 && share(values, isicSigns) < 0.8) return 0
  return share(values, isicSigns) >= 0.5 ? 1 : 0.8
}

/** Counts with a few slips: what is no whole number is refused with its reason. */
function isMostlyWhole(column: ColumnProfile): boolean {
  return shareOfRows(column, (value) => wholeNumber.test(value.trim())) >= 0.8
}

const wholeNumber = /^[+-]?\d{1,12}$/

function share(values: readonly string[], pattern: RegExp): number {
  return values.filter((value) => pattern.test(value.trim())).length / Math.max(1, values.length)
}

/** The notation that most columns in use are in, else that of the others; a column of another keeps its own. */
function commonNotation(used: readonly ColumnProfile[], all: readonly ColumnProfile[]): Notation {
  const most = <Key extends keyof Notation>(key: Key): Notation[Key] => {
    const columns = used.some(({ notation }) => notation?.[key] !== undefined) ? used : all
    const counts = new Map<Notation[Key], number>()
    for (const { notation } of columns) {
      const value = notation?.[key] as Notation[Key] | undefined
      if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return [...counts].sort((first, second) => second[1] - first[1])[0]?.[0] ?? plainNotation[key]
  }
  return { decimal: most('decimal'), date: most('date') }
}

/**
 * A known mapping as it reads this file: where hardly a day of a column can be read as it says, the column's own notation holds,
 * so that a file of another office is not refused row by row.
 */
function withReadableDates(mapping: Mapping, profile: readonly ColumnProfile[]): Mapping {
  const fields = Object.entries(mapping.fields).map(([name, field]) => {
    const column = profile.find((one) => one.name === field.column)
    const { date } = { ...mapping.notation, ...field.notation }
    const found = column?.type === 'date' ? column.notation?.date : undefined
    if (!column || !found || fieldOf(mapping.table, name as FieldName)?.type !== 'date') return [name, field]
    const reads = shareOfRows(column, (value) => readDate(value, date) !== undefined) >= 0.5
    return [name, reads ? field : { ...field, notation: { ...field.notation, date: found } }]
  })
  return { ...mapping, fields: Object.fromEntries(fields) }
}

function ownNotation(column: ColumnProfile, common: Notation): { notation?: Partial<Notation> } {
  const { decimal, date } = column.notation ?? {}
  if (date && date !== common.date) return { notation: { date } }
  if (decimal && decimal !== common.decimal && column.type !== 'integer') return { notation: { decimal } }
  return {}
}
