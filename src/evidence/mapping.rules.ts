import { couldBe, fieldScore, fitsField, type ProposalReason, reasonFor } from './fit.rules.ts'
import type { FreshColumn } from './fresh.rules.ts'
import { isJoined, joinedFields } from './joined.rules.ts'
import type { LostColumn } from './lost.rules.ts'
import { answersYesOrNo } from './reading.rules.ts'
import {
  type ColumnProfile,
  type FindingColumns,
  type IssueColumn,
  type Mapping,
  type Notation,
  plainNotation
} from './rules.ts'
import { proposeIssues, proposeKind, proposeOwn, proposeRepeated, proposeSum } from './shape.rules.ts'
import { findingOf, nameScore, tableSpoken } from './synonym.rules.ts'
import {
  daysOf,
  type Field,
  type FieldName,
  fieldOf,
  findingTableOf,
  isAddedUp,
  type Measure,
  measures,
  type TableName,
  tables
} from './table.rules.ts'

/** Which column fills which field: proposed from names and contents, decided by a person, checked before it is used. */

export type FieldReason = {
  /** A field, or `finding.<issue>.<measure>`. */
  field: string
  column: string
  /** From 0 to 1. */
  confidence: number
  reason: ProposalReason
}

/** A number of which each row of a record has one: `meant` is undefined where a person must say how. */
export type ProposedSum = {
  field: FieldName
  column: string
  meant: 'once' | 'added' | undefined
} & Partial<NonNullable<ColumnProfile['repeats']>>

export type Proposal = {
  mapping: Mapping
  reasons: FieldReason[]
  /** Columns that no field takes. */
  unused: string[]
  /** Expected fields for which no column was found. */
  missing: FieldName[]
  /** Where rows are findings of records: how their numbers are meant. */
  sums?: ProposedSum[]
  /** It was agreed to for the data set into which the file goes: nothing of it is asked again. */
  agreed?: true
  /** Columns that the files of that data set did not have before. */
  fresh?: FreshColumn[]
  /** Columns that its mapping reads and this file lacks. */
  lost?: LostColumn[]
}

const least = 0.45

/**
 * Proposes a mapping for a file from the names and the contents of its columns. `known` are mappings of other data sets: the
 * one that fits best says first which column fills which field, but never how numbers and dates are written here. `wanted`:
 * the table that a person chose. `number`: the column with the number of the record to which each row belongs, where these are
 * records of another data set.
 */
export function proposeMapping(
  profile: readonly ColumnProfile[],
  known: readonly Mapping[] = [],
  wanted?: TableName,
  number?: ColumnProfile
): Proposal {
  const agreed = fittingMapping(known, profile, wanted)
  const columns = profile.filter((column) => column.type !== 'empty')
  const before = agreed ? groupsOf(agreed, columns) : []
  const found = [...before, ...findGroups(columns, before)]
  const table = wanted ?? agreed?.table ?? proposeTable(columns, found.length > 0)
  const finds = findingTableOf(table) !== undefined
  const groups = finds ? found : []
  const grouped = new Set(groups.map(({ column }) => column.name))
  const kind = number ? undefined : (agreed?.kind ?? proposeKind(columns, table))
  const others = columns.filter((column) => column !== number)
  const issues =
    finds && groups.length === 0
      ? (issuesBefore(agreed, columns) ?? proposeIssues(unnamed(table, others), kind))
      : undefined
  const repeated = number ?? (finds ? proposeRepeated(columns, table) : undefined)
  const free = columns.filter(({ name }) => !grouped.has(name) && name !== issues?.column)
  const fields = number ? tables[table].filter(({ name }) => joinedFields.includes(name)) : tables[table]
  const chosen = ofWorkforce(chooseFields(table, fields, free, repeated, agreed), table, kind)
  const taken = new Set([...grouped, issues?.column ?? '', ...chosen.map(({ column }) => column.name)])
  const used = [...chosen.map(({ column }) => column), ...groups.map(({ column }) => column)]
  const notation = commonNotation(used, columns)
  const mapping: Mapping = {
    table,
    ...(kind ? { kind } : {}),
    ...(finds ? { grain: number ? 'joined' : repeated ? 'finding' : 'record' } : {}),
    ...(issues ? { issues } : {}),
    fields: {},
    findings: findingsOf(groups),
    constants: {},
    notation
  }
  for (const { field, column } of chosen)
    mapping.fields[field.name] = { column: column.name, ...ownNotation(column, notation) }
  if (number) mapping.periodBy = chosen.find(({ field }) => field.type === 'date')?.field.name
  else for (const [field, { name }] of proposeOwn(columns, taken)) mapping.fields[field] = { column: name }
  const sums = repeated ? proposeSums(chosen) : []
  const once = sums.filter(({ meant }) => meant === 'once').map(({ field }) => field)
  if (once.length > 0) mapping.once = once
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
  return { ...finish(mapping, reasons, profile), ...(repeated ? { sums } : {}) }
}

/** What the numbers mean that stand on several rows of one record. */
function proposeSums(chosen: readonly Choice[]): ProposedSum[] {
  return chosen.flatMap(({ field, column }) =>
    isAddedUp(field) ? [{ field: field.name, column: column.name, meant: proposeSum(column), ...column.repeats }] : []
  )
}

/** Columns that a field of the table does not take by its very name, such as the standard of an audit. */
function unnamed(table: TableName, columns: readonly ColumnProfile[]): ColumnProfile[] {
  return columns.filter(({ name }) => !fieldOf(table, 'scheme') || nameScore(table, 'scheme', name) < 0.9)
}

/** The mapping of another data set all of whose columns the file has; of several that of most columns. */
function fittingMapping(
  known: readonly Mapping[],
  profile: readonly ColumnProfile[],
  wanted: TableName | undefined
): Mapping | undefined {
  const names = new Set(profile.map((column) => column.name))
  return known
    .filter(({ table }) => !wanted || table === wanted)
    .filter((mapping) => mappedColumns(mapping).every(({ column }) => names.has(column)))
    .sort((first, second) => mappedColumns(second).length - mappedColumns(first).length)[0]
}

/** What is proposed with a mapping: why, and what is left. */
export function finish(mapping: Mapping, reasons: FieldReason[], profile: readonly { name: string }[]): Proposal {
  const used = new Set(mappedColumns(mapping).map(({ column }) => column))
  return {
    mapping,
    reasons,
    unused: profile.map((column) => column.name).filter((name) => !used.has(name)),
    missing: missingFields(mapping)
  }
}

function missingFields({ table, fields, constants, grain }: Mapping): FieldName[] {
  if (isJoined({ grain })) return []
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
  if ((mapping.grain === 'finding' || isJoined(mapping)) && !mapping.fields.record)
    return { code: 'mapping-lacks-record', values: {} }
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
 * Columns that hold the findings on one issue each, beside those that are known. An issue that has no name of ours needs two columns to be
 * believed.
 */
function findGroups(columns: readonly ColumnProfile[], before: readonly Grouped[]): Grouped[] {
  const found: Grouped[] = []
  for (const column of columns.filter((one) => !before.some((known) => known.column === one))) {
    const finding = findingOf(column.name)
    if (!finding || !fitsMeasure(finding.measure, column)) continue
    const taken = [...before, ...found].some(
      ({ issue, measure }) => issue === finding.issue && measure === finding.measure
    )
    if (!taken) found.push({ ...finding, column })
  }
  return found.filter(({ issue, known }) => known || found.filter((other) => other.issue === issue).length > 1)
}

/** The columns of findings that another data set has under the same names, as far as they hold numbers here. */
function groupsOf({ findings }: Mapping, columns: readonly ColumnProfile[]): Grouped[] {
  return findings.flatMap((finding) =>
    measures.flatMap((measure) => {
      const column = columns.find(({ name }) => name === finding[measure])
      return column && fitsMeasure(measure, column) ? [{ issue: finding.issue, measure, known: true, column }] : []
    })
  )
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
  if (grouped || names('cases', 'violations', 'breach')) return 'cases'
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
 * `record`: the column that was found to number the records, though it repeats. `agreed`: the mapping of another data set,
 * whose choices come before those by name.
 */
function chooseFields(
  table: TableName,
  fields: readonly Field[],
  columns: readonly ColumnProfile[],
  record: ColumnProfile | undefined,
  agreed: Mapping | undefined
): Choice[] {
  const pairs = fields.flatMap((field) =>
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
  for (const choice of chosenBefore(agreed, columns)) if (isFree(choice)) chosen.push(choice)
  const best = pairs
    .filter(({ confidence }) => confidence >= least)
    .sort((first, second) => second.confidence - first.confidence)
  for (const pair of best)
    if (isFree(pair)) chosen.push({ ...pair, confidence: Math.round(pair.confidence * 100) / 100 })
  const instead = chosen.find(({ field }) => field.name === 'legalName')
  for (const field of fields.filter(({ expected }) => expected)) {
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

/** What a visit calls its workers without more are those of the workplace, and not those whom a breach affected. */
function ofWorkforce(chosen: readonly Choice[], table: TableName, kind: string | undefined): readonly Choice[] {
  const employees = fieldOf(table, 'employees')
  const taken = chosen.some(({ field }) => field === employees)
  if (!employees || taken || kind !== 'visit') return chosen
  const saysAll = ({ field, column }: Choice) =>
    field.name === 'workersAffected' && nameScore('workplaces', 'employees', column.name) > 0.9
  return chosen.map((choice) => (saysAll(choice) ? { ...choice, field: employees } : choice))
}

/** The column that names issues in another data set, if it holds text here too. */
function issuesBefore(agreed: Mapping | undefined, columns: readonly ColumnProfile[]): IssueColumn | undefined {
  const column = columns.find(({ name }) => name === agreed?.issues?.column)
  return (column?.type === 'text' || column?.type === 'code') && !answersYesOrNo(column) ? agreed?.issues : undefined
}

/** What another data set takes from columns of the same names, where they hold what the field needs. */
function chosenBefore(agreed: Mapping | undefined, columns: readonly ColumnProfile[]): Choice[] {
  return Object.entries(agreed?.fields ?? {}).flatMap(([name, { column: said }]) => {
    const field = agreed && fieldOf(agreed.table, name)
    const column = columns.find((one) => one.name === said)
    if (!field || !column || field.type === 'category' || !fitsField(field, column)) return []
    const unclear = field.type === 'date' && column.unclear
    return [{ field, column, confidence: 1, reason: unclear ? 'date-order-unclear' : 'known-mapping' }]
  })
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

function ownNotation(column: ColumnProfile, common: Notation): { notation?: Partial<Notation> } {
  const { decimal, date } = column.notation ?? {}
  if (date && date !== common.date) return { notation: { date } }
  if (decimal && decimal !== common.decimal && column.type !== 'integer' && !column.unclear)
    return { notation: { decimal } }
  return {}
}
