import { z } from 'zod'
import { choice, number, reference, text } from '../kernel/field.ts'
import { type ReadScope, read, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { getRecord, listRecords, recordKind, recordOperations } from '../kernel/record.ts'
import { countryOf } from '../office/step.store.ts'
import { readOwn, yearsOf } from '../statistics/own.operations.ts'
import { type RecordedSeries, type Stated, visitsOf } from '../statistics/reach.rules.ts'
import {
  agriculture,
  type Breakdown,
  figureOf,
  type Persons,
  partsOf,
  personGroups,
  type Series,
  seriesNames,
  shapeOf
} from '../statistics/rules.ts'
import { readRecords } from './record.operations.ts'
import {
  completenessOf,
  faultsOfDates,
  type ReportData,
  reportFields,
  reportTexts,
  type Scope,
  scopes
} from './rules.ts'
import { findSameReport } from './store.ts'

export const annualReport = recordKind({
  name: 'annual_report',
  fields: reportFields,
  title: ['year', 'scope'],
  within: 'inspectorate',
  may: 'evidence.import',
  page: (row) => {
    const { year, scope } = row as { year?: number; scope?: string }
    return year ? `/statistics/report/${year}/${scope}` : '/statistics/report'
  },
  async check(values, database) {
    const faults: FieldProblem[] = faultsOfDates(values)
    if (await findSameReport(database, values, (values as { id?: string }).id))
      faults.push({ field: 'year', code: 'report-there' })
    return faults
  }
})

export const annualReports = recordOperations(annualReport)

const Made = z.object({ id: z.guid() })

/** Writes one of the texts between the tables; two people who write different ones do not hinder each other. */
export const writeText = write({
  name: 'annual_report.write',
  input: {
    id: reference('annual_report', { needed: true }),
    revision: number({ whole: true, needed: true }),
    part: choice(reportTexts, { needed: true }),
    text: text(20_000, { long: true })
  },
  output: Made,
  may: 'evidence.import',
  async run(scope, { id, revision, part, text: written }) {
    const present = await getRecord(scope.tx, annualReport, id)
    const values = Object.fromEntries(
      Object.keys(reportFields).map((name) => [name, present[name as keyof typeof present]])
    )
    return annualReports.change.run({ ...scope, prepared: undefined }, {
      ...values,
      id,
      revision,
      [part]: written
    } as never)
  }
})

const recordedSeries: readonly string[] = ['visits', 'workplaces_visited', 'workplaces_revisited', 'workers_visited']

/** Everything that a report of a year is made of. */
async function readData(scope: ReadScope, year: number, of: Scope): Promise<ReportData> {
  const section = of === 'agriculture' ? agriculture : undefined
  const cell = section ? { sector: section } : {}
  const own = await readOwn(scope, section)
  const figures: Record<string, Stated> = {}
  const put = (series: Series, persons: Persons) => {
    const asked = persons ? { ...cell, persons } : cell
    const entered = recordedSeries.includes(series)
      ? visitsOf(own, series as RecordedSeries, year, asked)
      : (() => {
          const figure = figureOf(own.observations, series, year, asked)
          return figure && { figure, from: 'entered' as const }
        })()
    if (entered) figures[persons ? `${series}-${persons}` : series] = entered
  }
  for (const series of seriesNames)
    for (const persons of ['' as const, ...(shapeOf(series).people ? personGroups : [])]) put(series, persons)
  const parts = (series: Series, over: Breakdown, more = {}) =>
    partsOf(own.observations, series, year, over, { ...cell, ...more })
  const health = (fatal: Series, other: Series) => {
    const by = (over: Breakdown) => ({ fatal: parts(fatal, over), other: parts(other, over) })
    return {
      sector: section ? { fatal: [], other: [] } : by('sector'),
      occupation: by('occupation'),
      category: by('category')
    }
  }
  return {
    figures,
    parts: {
      grades: parts('inspectors', 'category'),
      gradesOfWomen: parts('inspectors', 'category', { persons: 'women' }),
      regions: parts('inspectors', 'region'),
      activities: parts('time_use', 'category'),
      provisions: parts('violations', 'category'),
      convictions: parts('convictions', 'category'),
      natures: parts('penalties', 'category'),
      amounts: parts('penalty_amount', 'category'),
      accidents: health('accidents_fatal', 'accidents_other'),
      diseases: health('diseases_fatal', 'diseases_other')
    },
    recorded: await readRecords.run(scope, { year, section: section ?? '' })
  }
}

export type Report = z.infer<typeof Report>
const Kept = z.looseObject({
  id: z.guid(),
  revision: z.number(),
  year: z.number(),
  scope: z.enum(scopes),
  published: z.string().nullable(),
  transmitted: z.string().nullable(),
  example: z.boolean()
})
const Report = z.object({
  year: z.number(),
  scope: z.enum(scopes),
  /** What people wrote; nothing until somebody has begun the report. */
  kept: z.custom<z.infer<typeof Kept> & Record<(typeof reportTexts)[number], string>>().nullable(),
  data: z.custom<ReportData>(),
  asked: z.array(z.custom<ReturnType<typeof completenessOf>[number]>()),
  country: z.string(),
  today: z.iso.date()
})

/** The report of a year: its texts, its figures, and what of that which is asked for is there. */
export const readReport = read({
  name: 'annual_report.read',
  input: { year: number({ whole: true, min: 1900, max: 2100, needed: true }), scope: choice(scopes, { needed: true }) },
  output: Report,
  may: 'evidence.read',
  async run(scope, { year, scope: of }) {
    if (year > scope.now.getUTCFullYear()) throw new Problem('not-found')
    const kept = ((await listRecords(scope.database, annualReport)) as unknown as NonNullable<Report['kept']>[]).find(
      (one) => one.year === year && one.scope === of
    )
    const data = await readData(scope, year, of)
    return {
      year,
      scope: of,
      kept: kept ?? null,
      data,
      asked: completenessOf(data, kept?.text_a ?? ''),
      country: await countryOf(scope.database),
      today: scope.now.toISOString().slice(0, 10)
    }
  }
})

/** The reports that were begun, and the years of which a report could be made. */
export const listReports = read({
  name: 'annual_report.list',
  input: {},
  output: z.object({ reports: z.array(Kept), years: z.array(z.number()), today: z.iso.date() }),
  may: 'evidence.read',
  async run(scope) {
    const reports = (await listRecords(scope.database, annualReport)) as unknown as z.infer<typeof Kept>[]
    return { reports, years: yearsOf(await readOwn(scope)), today: scope.now.toISOString().slice(0, 10) }
  }
})
