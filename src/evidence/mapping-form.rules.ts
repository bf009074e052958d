import { choice, rows, text, type Values, yes } from '../kernel/field.ts'
import { swapped } from './date.rules.ts'
import { type FreshColumn, freshAnswers, freshToDecide, withFresh } from './fresh.rules.ts'
import { joinedFields } from './joined.rules.ts'
import { type LostColumn, lostToDecide } from './lost.rules.ts'
import { mappedColumns, type Proposal } from './mapping.rules.ts'
import {
  type ColumnProfile,
  type DateNotation,
  dateNotations,
  type FieldColumn,
  type FindingColumns,
  grains,
  issueMeanings,
  type Mapping
} from './rules.ts'
import {
  type FieldName,
  fieldOf,
  findingTableOf,
  isAddedUp,
  kindsOf,
  measures,
  ownFields,
  recordKinds,
  type TableName,
  tableNames
} from './table.rules.ts'

/** A mapping as a form asks for it: one line for each field, one for each issue. */

/** Whether a number that stands on each row of a record is the record's, or is added up. */
export const sumMeanings = ['once', 'added'] as const

export const decimalMarks = ['point', 'comma'] as const

export const mappingFields = {
  table: choice(tableNames, { needed: true }),
  /** The key is the field's name; `value` holds for every row instead of a column. */
  fields: rows({ column: text(300), value: text(200), once: choice(sumMeanings) }),
  findings: rows({
    issue: text(80),
    violations: text(300),
    workersAffected: text(300),
    backWages: text(300),
    penalties: text(300)
  }),
  /** What one record is, and one row of the file. */
  kind: choice(recordKinds),
  grain: choice(grains),
  /** Rows that are the same in every cell are records of their own. */
  separate: yes,
  /** The column that names issues, what they are there, and whether a cell can name several. */
  issue_column: text(300),
  issue_meaning: choice(issueMeanings),
  issue_parted: yes,
  /** Of columns that the data set's files did not have before: whether each is taken as is proposed. */
  fresh: rows({ column: text(300), answer: choice(freshAnswers) }),
  /** The file is taken though it lacks columns that the files before had. */
  lacking: yes,
  /** By which date the file takes the place of the records of its period. */
  period_by: text(40),
  decimal: choice(decimalMarks, { needed: true }),
  dates: choice(dateNotations, { needed: true })
}

export type MappingForm = Values<typeof mappingFields>

/**
 * The mapping that a form means. Where the notation of the proposal was left as it is, a column keeps the notation of its
 * own that was found in it. A notation that a person chose holds for all columns but those of dates that are plainly written
 * otherwise: a choice between day and month first says nothing of a column of years first.
 */
export function mappingOfForm(form: MappingForm, proposal: Proposal | undefined): Mapping {
  return withFresh(form.fresh, withoutCategories(writtenMapping(form, proposal)), proposal?.fresh)
}

/** A category that was only kept from a column gives it up to whatever else a person has the column fill. */
function withoutCategories(mapping: Mapping): Mapping {
  const isOwn = (field: string) => ownFields.some((name) => name === field)
  const taken = new Set(mappedColumns(mapping).flatMap(({ field, column }) => (isOwn(field) ? [] : [column])))
  const kept = Object.entries(mapping.fields).filter(([field, { column }]) => !isOwn(field) || !taken.has(column))
  return { ...mapping, fields: Object.fromEntries(kept) }
}

/** The new columns of which a form says nothing. */
export function freshInForm(form: MappingForm, proposal: Proposal | undefined): FreshColumn[] {
  return freshToDecide(form.fresh, writtenMapping(form, proposal), proposal?.fresh)
}

/** The columns that the files before had and of which a form says nothing. */
export function lostInForm(form: MappingForm, proposal: Proposal | undefined): LostColumn[] {
  return lostToDecide(mappingOfForm(form, proposal), proposal?.lost)
}

function writtenMapping(form: MappingForm, proposal: Proposal | undefined): Mapping {
  const table: TableName = form.table
  const notation = { decimal: form.decimal === 'comma' ? ',' : '.', date: form.dates as DateNotation } as const
  const proposed = proposal?.mapping
  const asProposed = proposed?.notation.decimal === notation.decimal && proposed.notation.date === notation.date
  const mapping: Mapping = { table, fields: {}, findings: [], constants: {}, notation }
  const joined = form.grain === 'joined' && table === 'cases'
  const keptDates = (own: FieldColumn | undefined): Partial<FieldColumn> => {
    const date = own && (own.notation?.date ?? proposed?.notation.date)
    return date && date !== notation.date && date !== swapped(notation.date) ? { notation: { date } } : {}
  }
  for (const { key, column, value } of form.fields) {
    const field = fieldOf(table, key)
    if (!field || (joined && !joinedFields.includes(field.name))) continue
    const own = proposed?.fields[field.name]?.column === column ? proposed.fields[field.name] : undefined
    if (column !== '')
      mapping.fields[field.name] =
        asProposed && own ? own : { column, ...(field.type === 'date' ? keptDates(own) : {}) }
    else if (value !== '') mapping.constants[field.name] = value
  }
  const kind = kindsOf(table).find((one) => one === form.kind) ?? kindsOf(table)[0]
  if (kind) mapping.kind = kind
  if (form.separate) mapping.separate = true
  const by = fieldOf(table, form.period_by)
  if (by?.type === 'date' && mapping.fields[by.name]) mapping.periodBy = by.name
  if (!findingTableOf(table)) return mapping
  mapping.findings = findingsOfForm(form)
  mapping.grain = form.grain === 'joined' && !joined ? 'finding' : form.grain || 'record'
  const once = form.fields.flatMap(({ key, once }) => (once === 'once' ? (addedUp(table, key)?.name ?? []) : []))
  if (mapping.grain !== 'record' && once.length > 0) mapping.once = once
  if (form.issue_column !== '') {
    const meaning = form.issue_meaning || 'alleged'
    mapping.issues = { column: form.issue_column, meaning, parted: form.issue_parted }
  }
  return mapping
}

/**
 * What a person must say of the dates of a file: which date the columns of dates are that no field takes, and whether
 * day and month stand the other way round. An agreed mapping leaves nothing to say, and of a
 * new column for which something is proposed another question is asked.
 */
export function datesToDecide(
  { reasons, unused, agreed, fresh = [] }: Pick<Proposal, 'reasons' | 'unused' | 'agreed' | 'fresh'>,
  columns: readonly Pick<ColumnProfile, 'name' | 'type' | 'unclear'>[]
): { unused: string[]; unclear: boolean } {
  if (agreed) return { unused: [], unclear: false }
  const asked = new Set(fresh.flatMap(({ column, to }) => (to ? [column] : [])))
  const open = columns.filter(({ name, type }) => type === 'date' && unused.includes(name) && !asked.has(name))
  return {
    unused: open.map(({ name }) => name),
    unclear: reasons.some(({ reason }) => reason === 'date-order-unclear') || open.some(({ unclear }) => unclear)
  }
}

const addedUp = (table: TableName, key: string) => {
  const field = fieldOf(table, key)
  return field && isAddedUp(field) ? field : undefined
}

/**
 * The fields of numbers that stand on several rows of one record and of which nobody has said how they are meant, though the file
 * does not tell.
 */
export function sumsToDecide(form: Pick<MappingForm, 'fields' | 'grain'>, proposal: Proposal | undefined): FieldName[] {
  if (form.grain !== 'finding' && form.grain !== 'joined') return []
  const open = proposal?.sums?.filter(({ field, column, meant }) =>
    form.fields.some((row) => row.key === field && row.column === column && row.once === '' && meant === undefined)
  )
  return open?.map(({ field }) => field) ?? []
}

function findingsOfForm({ findings }: MappingForm): FindingColumns[] {
  return findings.flatMap((row) => {
    const columns = measures.filter((measure) => row[measure] !== '').map((measure) => [measure, row[measure]] as const)
    return row.issue !== '' && columns.length > 0 ? [{ issue: row.issue, ...Object.fromEntries(columns) }] : []
  })
}

/** The form that shows a mapping: what a client without a page sends, and what the page begins with. */
export function formOfMapping({
  table,
  kind,
  grain,
  issues,
  fields,
  findings,
  constants,
  notation,
  once,
  separate,
  periodBy
}: Mapping): MappingForm {
  const names = [...new Set([...Object.keys(fields), ...Object.keys(constants)])] as FieldName[]
  return {
    table,
    fields: names.map((key) => ({
      key,
      column: fields[key]?.column ?? '',
      value: constants[key] ?? '',
      once:
        (grain === 'finding' || grain === 'joined') && addedUp(table, key)
          ? once?.includes(key)
            ? 'once'
            : 'added'
          : ''
    })),
    findings: findings.map((row, index) => ({
      key: String(index + 1),
      issue: row.issue,
      violations: row.violations ?? '',
      workersAffected: row.workersAffected ?? '',
      backWages: row.backWages ?? '',
      penalties: row.penalties ?? ''
    })),
    kind: kind ?? '',
    grain: grain ?? '',
    separate: separate ?? false,
    fresh: [],
    lacking: false,
    period_by: periodBy ?? '',
    issue_column: issues?.column ?? '',
    issue_meaning: issues?.meaning ?? '',
    issue_parted: issues?.parted ?? false,
    decimal: notation.decimal === ',' ? 'comma' : 'point',
    dates: notation.date
  }
}
