import { z } from 'zod'
import { asItIs, readFigure } from '../indicator/answer.operations.ts'
import { findOddSums } from '../indicator/odd.store.ts'
import { leastCell, suppressSmall } from '../indicator/rules.ts'
import { readByIssue, readSummary } from '../indicator/store.ts'
import { number, text } from '../kernel/field.ts'
import type { ReadScope } from '../kernel/operation.ts'
import type { RecordedHealth, RecordedPart, ReportData } from './rules.ts'
import { type HealthGroup, type HealthTable, readRecordedHealth } from './store.ts'

/** A count that may be told: nothing, or enough that nobody is told apart. */
const told = (count: number) => (count > 0 && count < leastCell ? undefined : count)

async function readHealth(
  { portal, inspectorate }: ReadScope,
  table: HealthTable,
  year: number,
  isicSection: string
): Promise<RecordedHealth | null> {
  const read = (by: HealthGroup) => readRecordedHealth(portal.facts, inspectorate, { table, year, isicSection }, by)
  const [bySector, byCause, byOccupation] = await Promise.all([read('sector'), read('cause'), read('occupation')])
  const sum = (name: 'records' | 'fatal' | 'unsaid') => bySector.reduce((all, row) => all + row[name], 0)
  const records = sum('records')
  if (records === 0) return null
  const shown = (rows: typeof bySector): RecordedPart[] => {
    if (records < leastCell) return []
    const deadly = suppressSmall(rows, (row) => row.fatal, ['fatal'])
    return suppressSmall(rows, (row) => row.records, ['records']).map(({ part, records: n }, index) => ({
      part,
      records: n,
      fatal: n === undefined ? undefined : deadly[index]?.fatal
    }))
  }
  const groups = byOccupation.flatMap(({ part }) => (part?.startsWith('isco ') ? [part] : []))
  const titles = groups.map((part) => [part, { ...portal.countryData.occupationNames(part.slice(5)) }] as const)
  return {
    records: told(records),
    fatal: told(sum('fatal')),
    unsaid: sum('unsaid'),
    bySector: shown(bySector),
    byCause: shown(byCause).slice(0, 25),
    byOccupation: shown(byOccupation).slice(0, 25),
    occupations: Object.fromEntries(titles)
  }
}

/**
 * What the records of a year hold for the report, of all sectors or of one section of ISIC; worked out once for as long as
 * the evidence stays the same. Where a source counts no violations of an issue, money owed says that it was broken. It has
 * no door of its own.
 */
export const readRecords = readFigure({
  name: 'annual_report.records',
  told: asItIs,
  input: { year: number({ whole: true, needed: true }), section: text(1) },
  output: z.custom<ReportData['recorded']>(),
  async run(scope, { year, section }): Promise<ReportData['recorded']> {
    const { portal, inspectorate } = scope
    const filter = section ? { year, isicSection: section } : { year }
    const issues = await readByIssue(portal.facts, inspectorate, filter)
    const { casesWithPenalties, penalties } = await readSummary(portal.facts, inspectorate, filter)
    return {
      issues: issues
        .map(({ issue, assessed, violating, casesWithBackWages }) => ({
          issue,
          cases: assessed > 0 || violating > 0 ? violating : casesWithBackWages
        }))
        .filter(({ cases }) => cases > 0)
        .map(({ issue, cases }) => ({ issue, cases: told(cases) })),
      casesWithPenalties: told(casesWithPenalties) || undefined,
      penalties: casesWithPenalties >= leastCell ? penalties : null,
      odd: await findOddSums(portal.facts, inspectorate, filter),
      accidents: await readHealth(scope, 'accidents', year, section),
      diseases: await readHealth(scope, 'diseases', year, section)
    }
  }
})
