import { freshColumns } from './fresh.rules.ts'
import { lostColumns, withoutLost } from './lost.rules.ts'
import { finish, mappedColumns, type Proposal } from './mapping.rules.ts'
import type { Owned } from './owner.rules.ts'
import type { ShownColumn, UploadContent } from './register.rules.ts'
import type { ColumnProfile, Mapping, Notation } from './rules.ts'
import { fieldOf, type TableName } from './table.rules.ts'

/** A mapping that was agreed to: what it says of the next file of its own data set, and of files of others. */

type Known = { mapping: Partial<Mapping>; current_version: string | null }
type Read = { id: string; accepted: number; rejected: number }

/** Mappings that may say something of a file of another data set: those under which most rows of a file were taken. */
export function teachingMappings(dataSets: readonly Known[], versions: readonly Read[]): Mapping[] {
  const taught = dataSets.filter(({ mapping, current_version }) => {
    const counts = versions.find(({ id }) => id === current_version)
    return mapping.table !== undefined && counts !== undefined && counts.accepted > counts.rejected
  })
  return taught.map(({ mapping }) => mapping as Mapping)
}

/**
 * What is proposed for a file that waits: for the data set it goes into, the mapping that was agreed there; else what its own
 * columns say, for the table that is wanted, or where its rows are findings of another data set's records (`owned`). Undefined where
 * nothing was proposed for this table.
 */
export function proposalFor(
  { inspected, proposal, others }: UploadContent,
  wanted: TableName | undefined,
  own: Partial<Mapping> | undefined,
  owned?: Pick<Owned, 'proposal'>
): Proposal | undefined {
  const table = wanted ?? own?.table ?? proposal.mapping.table
  const alone =
    owned?.proposal ??
    (proposal.mapping.table === table ? proposal : others?.find(({ mapping }) => mapping.table === table))
  if (!own || !isWhole(own) || own.table !== table) return alone
  const lost = lostColumns(
    own,
    inspected.columns.map(({ name }) => name)
  )
  // A file that has few of the columns is no next one: only what it lacks is said of it.
  if (2 * lost.length > mappedColumns(own).length) return alone && { ...alone, lost }
  const agreed = ofDataSet(withoutLost(own, lost), inspected.columns)
  const fresh = freshColumns(agreed.mapping, inspected.columns, alone)
  return {
    ...agreed,
    ...(fresh.length > 0 ? { fresh } : {}),
    ...(lost.length > 0 ? { lost } : { agreed: true })
  }
}

const isWhole = (mapping: Partial<Mapping>): mapping is Mapping => mapping.table !== undefined

/**
 * The mapping of a data set for its next file, which has all its columns. Numbers and dates are read as before, but where the
 * cells plainly show another notation.
 */
function ofDataSet(mapping: Mapping, columns: readonly ShownColumn[]): Proposal {
  const used = mappedColumns(mapping)
  const byName = new Map(columns.map((column) => [column.name, column]))
  const shown = used.flatMap(({ column }) => byName.get(column) ?? [])
  const notation = { ...mapping.notation, ...commonest(shown.map((column) => plainly(column))) }
  const fields = Object.entries(mapping.fields).map(([name, { column, notation: own }]) => {
    const { type } = fieldOf(mapping.table, name) ?? {}
    const found = plainly(byName.get(column))
    const read = { ...mapping.notation, ...own, ...found }
    const key = type === 'date' ? 'date' : 'decimal'
    const differs = (type === 'date' || type === 'money' || type === 'integer') && read[key] !== notation[key]
    return [name, differs ? { column, notation: { [key]: read[key] } } : { column }] as const
  })
  const reasons = used.map((one) => ({ ...one, confidence: 1, reason: 'known-mapping' as const }))
  const proposed = { ...mapping, notation, fields: Object.fromEntries(fields) }
  return finish(proposed, reasons, columns)
}

/** The notation of a column, where its cells can be read in no other. */
function plainly(column: Pick<ColumnProfile, 'type' | 'notation' | 'unclear'> | undefined): Partial<Notation> {
  if (!column?.notation || column.unclear) return {}
  const { date, decimal } = column.notation
  if (column.type === 'date') return date ? { date } : {}
  return decimal ? { decimal } : {}
}

function commonest(notations: readonly Partial<Notation>[]): Partial<Notation> {
  const most = <Value>(values: readonly (Value | undefined)[]): Value | undefined => {
    const counts = new Map<Value, number>()
    for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0]
  }
  const [date, decimal] = [most(notations.map((one) => one.date)), most(notations.map((one) => one.decimal))]
  return { ...(date ? { date } : {}), ...(decimal ? { decimal } : {}) }
}
