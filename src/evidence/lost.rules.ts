import { mappedColumns } from './mapping.rules.ts'
import type { FindingColumns, Mapping } from './rules.ts'
import { measures } from './table.rules.ts'

/** Columns that the mapping of a data set reads and its next file lacks: they were renamed, or are told no longer. */

/** `field` is called as by `mappedColumns`. */
export type LostColumn = { column: string; field: string }

export function lostColumns(mapping: Mapping, header: readonly string[]): LostColumn[] {
  return mappedColumns(mapping).filter(({ column }) => !header.includes(column))
}

/** What is left of a mapping for a file without these columns. */
export function withoutLost(mapping: Mapping, lost: readonly LostColumn[]): Mapping {
  const gone = new Set(lost.map(({ column }) => column))
  const { issues, ...rest } = mapping
  const fields = Object.entries(mapping.fields).filter(([, { column }]) => !gone.has(column))
  const findings = mapping.findings.flatMap((finding): FindingColumns[] => {
    const kept = measures.filter((measure) => finding[measure] && !gone.has(finding[measure]))
    if (kept.length === 0) return []
    return [{ issue: finding.issue, ...Object.fromEntries(kept.map((measure) => [measure, finding[measure]])) }]
  })
  return {
    ...rest,
    fields: Object.fromEntries(fields),
    findings,
    ...(issues && !gone.has(issues.column) ? { issues } : {})
  }
}

/** The columns in whose place a mapping has neither another one nor a value for all rows. */
export function lostToDecide(mapping: Mapping, lost: readonly LostColumn[] = []): LostColumn[] {
  const filled = new Set(mappedColumns(mapping).map(({ field }) => field))
  return lost.filter(({ field }) => !filled.has(field) && !(field in mapping.constants))
}
