import { type Mapping, plainNotation } from '../evidence/rules.ts'
import type { KnownWorkplace } from './population.rules.ts'
import type { FindingResult } from './rules.ts'

/** Visits as a file of the evidence: one line for each, written so that its workplace is found again in the register. */

export type ToldVisit = {
  id: string
  day: string
  workers: number | null
  women: number | null
  findings: ReadonlyMap<string, FindingResult>
  workplace: KnownWorkplace
}

const fields = [
  ['record', ({ id }: ToldVisit) => id],
  ['identifier', ({ workplace }: ToldVisit) => workplace.identifier],
  // A workplace that has only a number is called by it, and by nothing, as in the file that brought it.
  ['workplace', ({ workplace: { name, identifier } }: ToldVisit) => (name === identifier ? '' : name)],
  ['legalName', ({ workplace }: ToldVisit) => workplace.legal_name],
  ['address', ({ workplace }: ToldVisit) => workplace.address],
  ['city', ({ workplace }: ToldVisit) => workplace.city],
  ['postcode', ({ workplace }: ToldVisit) => workplace.postcode],
  ['region', ({ workplace }: ToldVisit) => workplace.region],
  ['county', ({ workplace }: ToldVisit) => workplace.county],
  ['countyCode', ({ workplace }: ToldVisit) => workplace.county_code],
  ['isicSection', ({ workplace }: ToldVisit) => workplace.section],
  ['industryCode', ({ workplace }: ToldVisit) => workplace.industry_code],
  ['industryTitle', ({ workplace }: ToldVisit) => workplace.industry],
  ['concluded', ({ day }: ToldVisit) => day],
  ['employees', ({ workers }: ToldVisit) => workers],
  ['women', ({ women }: ToldVisit) => women],
  ['violations', ({ findings }: ToldVisit) => violationsOf([...findings.values()])]
] as const

/** How many issues were found broken; nothing where none was assessed, which is not nought. */
function violationsOf(results: readonly FindingResult[]): number | null {
  const assessed = results.filter((one) => one === 'compliant' || one === 'not_compliant')
  return assessed.length === 0 ? null : assessed.filter((one) => one === 'not_compliant').length
}

const brokenOf: Partial<Record<FindingResult, number>> = { compliant: 0, not_compliant: 1 }

const quoted = (value: string | number | null) => `"${String(value ?? '').replaceAll('"', '""')}"`

/** Name of the column of an issue, by its place. */
const columnOf = (place: number) => `issue ${place + 1}`

/**
 * The lines of the file, the head first. `issues` are the evidence's codes in the order of their columns. `mark` stands on each
 * line and is read into nothing: two files that say the same are still two.
 */
export function visitLines(visits: readonly ToldVisit[], issues: readonly string[], mark: string): string {
  const header = [...fields.map(([name]) => name), ...issues.map((_, place) => columnOf(place)), 'mark']
  const lines = visits.map((visit) => [
    ...fields.map(([, read]) => read(visit)),
    ...issues.map((issue) => brokenOf[visit.findings.get(issue) ?? 'not_assessed'] ?? null),
    mark
  ])
  return `${[header, ...lines].map((line) => line.map(quoted).join(',')).join('\n')}\n`
}

/** How such a file is read. Only physical presence is a visit; anything else is a case. */
export function visitMapping(issues: readonly string[], kind: 'visit' | 'case'): Mapping {
  return {
    table: 'cases',
    kind,
    grain: 'record',
    fields: Object.fromEntries(fields.map(([name]) => [name, { column: name }])),
    findings: issues.map((issue, place) => ({ issue, violations: columnOf(place) })),
    constants: {},
    notation: plainNotation,
    columns: [...fields.map(([name]) => name), ...issues.map((_, place) => columnOf(place)), 'mark']
  }
}
