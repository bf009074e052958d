import { mappedColumns, type Proposal } from './mapping.rules.ts'
import { explanation, returnedColumns } from './returned.rules.ts'
import type { FieldColumn, FindingColumns, Mapping } from './rules.ts'
import { type FieldName, fieldOf, type Measure, measures, ownFields } from './table.rules.ts'

/**
 * Columns of the next file of a data set that its former files did not have: what is proposed for each, and what a person says of
 * it. Nothing of them is taken or left out before that.
 */

/** Where a column could go; nothing where no free field fits it. */
export type Destination = { field: FieldName; of: FieldColumn } | { issue: string; measure: Measure }
export type FreshColumn = { column: string; to?: Destination }

/** What may be said of a column: that it is taken as is proposed, or stays out. */
export const freshAnswers = ['take', 'leave'] as const
export type FreshAnswer = (typeof freshAnswers)[number]

/**
 * The columns of a file that the mapping of its data set has not seen, with what a proposal for this file alone makes of them where
 * the mapping says nothing yet. A mapping that was agreed to before columns were kept has seen all.
 */
export function freshColumns(
  mapping: Mapping,
  columns: readonly { name: string; type: string }[],
  alone: Proposal | undefined
): FreshColumn[] {
  if (!mapping.columns) return []
  const seen = new Set([...mapping.columns, ...returnedColumns, explanation])
  const own = ownFields.filter((name) => !mapping.fields[name])
  return columns
    .filter(({ name, type }) => !seen.has(name) && type !== 'empty')
    .map(({ name }) => {
      const to = alone && destinationOf(name, mapping, alone.mapping, own)
      return to ? { column: name, to } : { column: name }
    })
}

/** `own`: the places for a file's own categories that are left; one that is used is taken out. */
function destinationOf(column: string, mapping: Mapping, alone: Mapping, own: FieldName[]): Destination | undefined {
  const [name, of] = Object.entries(alone.fields).find(([, one]) => one.column === column) ?? []
  const field = name && fieldOf(mapping.table, name)
  if (field && of) {
    const free = field.type === 'category' ? own.shift() : mapping.fields[field.name] ? undefined : field.name
    if (!free || mapping.constants[free]) return undefined
    const notation = { ...alone.notation, ...of.notation }
    const written = ['date', 'money', 'integer'].includes(field.type)
    return { field: free, of: written ? { column, notation } : { column } }
  }
  for (const finding of alone.findings) {
    const measure = measures.find((one) => finding[one] === column)
    const before = mapping.findings.find(({ issue }) => issue === finding.issue)
    if (measure && !before?.[measure]) return { issue: finding.issue, measure }
  }
  return undefined
}

type Said = readonly { column: string; answer: string }[]

/** Columns for which something is proposed and of which nobody has said anything: neither yes or no, nor another field. */
export function freshToDecide(said: Said, mapping: Mapping, fresh: readonly FreshColumn[] = []): FreshColumn[] {
  const used = new Set(mappedColumns(mapping).map(({ column }) => column))
  return fresh.filter(
    ({ column, to }) => to && !used.has(column) && !said.some((one) => one.column === column && one.answer !== '')
  )
}

/** The mapping with the columns that are taken as is proposed, where their place is still free. */
export function withFresh(said: Said, mapping: Mapping, fresh: readonly FreshColumn[] = []): Mapping {
  const taken = fresh.filter(({ column }) => said.some((one) => one.column === column && one.answer === 'take'))
  const used = new Set(mappedColumns(mapping).map(({ column }) => column))
  const fields = { ...mapping.fields }
  const findings = mapping.findings.map((finding): FindingColumns => ({ ...finding }))
  for (const { column, to } of taken) {
    if (!to || used.has(column)) continue
    if ('field' in to) fields[to.field] ??= to.of
    else {
      const finding = findings.find(({ issue }) => issue === to.issue)
      if (finding) finding[to.measure] ??= column
      else findings.push({ issue: to.issue, [to.measure]: column })
    }
  }
  return { ...mapping, fields, findings }
}

/** The mapping as it is kept: with all columns that its data set's files have had. */
export function withColumns(mapping: Mapping, header: readonly string[], before: readonly string[] = []): Mapping {
  return { ...mapping, columns: [...new Set([...before, ...header])] }
}
