import type { Proposal } from './mapping.rules.ts'
import type { RegionIndex } from './region.rules.ts'
import type { ColumnProfile } from './rules.ts'
import { nameScore } from './synonym.rules.ts'

/** Of the places that a column names, so many are regions where it names regions. */
const nearlyAll = 0.8

/**
 * A proposal in which the one place that a file names is its region, where that is what the column is called, or what its cells are
 * in the country of the inspectorate: the counties of Kenya are regions of ISO 3166-2, those of the United States are not.
 */
export function withRegions(proposal: Proposal, columns: readonly ColumnProfile[], regions: RegionIndex): Proposal {
  const { table, fields } = proposal.mapping
  const { county, ...others } = fields
  const column = columns.find(({ name }) => name === county?.column)
  const before = proposal.reasons.some(({ field, reason }) => field === 'county' && reason === 'known-mapping')
  if (!county || !column || before || fields.region || fields.regionName || fields.countyCode) return proposal
  const known = regions.codesOf(column.values).size
  const called = nameScore(table, 'regionName', column.name) > 0.9 && known > 0
  if (!called && known < column.values.length * nearlyAll) return proposal
  const reasons = proposal.reasons.map((reason) =>
    reason.field === 'county' ? { ...reason, field: 'regionName' } : reason
  )
  return { ...proposal, mapping: { ...proposal.mapping, fields: { ...others, regionName: county } }, reasons }
}
