import { z } from 'zod'
import { asItIs, readFigure } from '../indicator/answer.operations.ts'
import { leastCell, suppressSmall } from '../indicator/rules.ts'
import { readByIssue, readSummary } from '../indicator/store.ts'
import { number, text } from '../kernel/field.ts'
import type { ReadScope } from '../kernel/operation.ts'
import type { RecordedAccidents, ReportData } from './rules.ts'
import { readRecordedAccidents } from './store.ts'

/** A count that may be told: nothing, or enough that nobody is told apart. */
const told = (count: number) => (count > 0 && count < leastCell ? undefined : count)

async function readAccidents(
  { portal, inspectorate }: ReadScope,
  year: number,
  section: string
): Promise<RecordedAccidents | null> {
  const bySector = await readRecordedAccidents(portal.facts, inspectorate, year, section, 'sector')
  const byCause = await readRecordedAccidents(portal.facts, inspectorate, year, section, 'cause')
  const sum = (name: 'accidents' | 'fatal' | 'unsaid') => bySector.reduce((all, row) => all + row[name], 0)
  const accidents = sum('accidents')
  if (accidents === 0) return null
  const shown = (rows: typeof bySector) =>
    suppressSmall(rows, (row) => row.accidents, ['accidents']).map(({ part, accidents: n }) => ({ part, accidents: n }))
  const enough = accidents >= leastCell
  return {
    accidents: told(accidents),
    fatal: told(sum('fatal')),
    unsaid: sum('unsaid'),
    bySector: enough ? shown(bySector) : [],
    byCause: enough ? shown(byCause).slice(0, 25) : []
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
          cases: assessed > 0 ? violating : casesWithBackWages
        }))
        .filter(({ cases }) => cases > 0)
        .map(({ issue, cases }) => ({ issue, cases: told(cases) })),
      casesWithPenalties: told(casesWithPenalties) || undefined,
      penalties: casesWithPenalties >= leastCell ? penalties : null,
      accidents: await readAccidents(scope, year, section)
    }
  }
})
