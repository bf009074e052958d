import { z } from 'zod'
import type { Version } from '../evidence/register.rules.ts'
import { listDataSets, listVersions } from '../evidence/register.store.ts'
import { ownFields, tableNames } from '../evidence/table.rules.ts'
import { number, text } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readHouseholdRecords } from '../workplace/household.operations.ts'
import { asItIs, readFigure } from './answer.operations.ts'
import { readChoosable } from './choice.store.ts'
import { filterFields, filterOf } from './filter-form.rules.ts'
import { namesOfIndustries } from './operations.ts'
import {
  type EvidenceRecord,
  exportedColumns,
  exportRecords,
  type FindingRow,
  findRecord,
  listRecords
} from './record.store.ts'

/** The records behind figures, and what filters can choose from. */

const table = { type: 'choice', options: tableNames } as const
export const recordSorts = [
  'workplace',
  'city',
  'violations',
  'workersAffected',
  'backWages',
  'penalties',
  'employees',
  'date'
] as const
export const pageSize = 20

const Row = z.custom<EvidenceRecord>()

/** One page of the records that a filter asks for. */
export const listFigureRecords = read({
  name: 'figure.records',
  input: {
    ...filterFields,
    table,
    page: number({ whole: true, min: 1 }),
    sort: { type: 'choice', options: recordSorts } as const
  },
  output: z.object({ total: z.number(), records: z.array(Row) }),
  may: 'evidence.read-records',
  async run(scope, { table, page, sort, ...input }) {
    const { portal, inspectorate, may } = scope
    const filter = filterOf({ ...input, households: await readHouseholdRecords(scope) })
    return listRecords(portal.facts, inspectorate, filter, {
      persons: may('workplace.read-persons'),
      number: page ?? 1,
      size: pageSize,
      table: table || 'cases',
      ...(sort ? { sort } : {})
    })
  }
})

const Imported = z.object({ id: z.string(), file_name: z.string(), at: z.string(), person_name: z.string().nullable() })

/** By which import a line came, and which columns of its file stand for which fields. */
function importOf({ id, file_name, at, person_name, mapping }: Version) {
  const columns = Object.entries(mapping.fields).map(([field, { column }]) => [field, column])
  return { version: { id, file_name, at, person_name }, columns: Object.fromEntries(columns) as Record<string, string> }
}

/** One record with its findings, and the file, version and mapping that it came by. */
export const readFigureRecord = read({
  name: 'figure.record',
  input: { dataSet: text(60, { needed: true }), row: number({ whole: true, min: 1, needed: true }) },
  output: z.object({
    table: z.enum(tableNames),
    record: Row,
    findings: z.array(z.custom<FindingRow>()),
    dataSet: z.object({
      id: z.string(),
      name: z.string(),
      source: z.string(),
      licence: z.string(),
      example: z.boolean()
    }),
    version: Imported,
    /** The file's column for each field. */
    columns: z.record(z.string(), z.string()),
    /** Files of other data sets that say something of the record too: on which lines, and in which columns. */
    joined: z.array(
      z.object({
        data_set: z.object({ id: z.string(), name: z.string() }),
        version: Imported,
        lines: z.array(z.number()),
        columns: z.record(z.string(), z.string())
      })
    )
  }),
  may: 'evidence.read-records',
  async run(scope, { dataSet: id, row }) {
    const { database, portal, inspectorate, may } = scope
    const dataSets = await listDataSets(database)
    const dataSet = dataSets.find((one) => one.id === id)
    const versions = await listVersions(database)
    const current = versions.find((one) => one.id === dataSet?.current_version)
    if (!dataSet || !current) throw new Problem('not-found')
    const { table } = current.mapping
    const telling = { table, persons: may('workplace.read-persons'), households: await readHouseholdRecords(scope) }
    const found = await findRecord(portal.facts, inspectorate, { dataSet: id, row }, telling)
    if (!found) throw new Problem('not-found')
    const { name, source, licence, example } = dataSet
    const version = versions.find((one) => one.id === found.record.version) ?? current
    const joined = [...Map.groupBy(found.joined, (one) => one.sourceVersion)].flatMap(([sourceVersion, lines]) => {
      const of = versions.find((one) => one.id === sourceVersion)
      const from = dataSets.find((one) => one.id === of?.data_set)
      if (!of || !from) return []
      const { id, name } = from
      return [{ data_set: { id, name }, ...importOf(of), lines: lines.map(({ line }) => line) }]
    })
    return { table, ...found, dataSet: { id, name, source, licence, example }, ...importOf(version), joined }
  }
})

/**
 * The records of a filter as a CSV file, in pieces, once the page that hands it out has said what its columns are called. It has no door
 * of its own.
 */
export const openRecordFile = read({
  name: 'figure.record-file',
  input: { ...filterFields, table },
  output: z.custom<{ columns: string[]; fileWith(heads: readonly string[]): ReadableStream<Uint8Array> }>(),
  may: 'evidence.read-records',
  run: async (scope, { table, ...input }) => {
    const persons = scope.may('workplace.read-persons')
    const filter = filterOf({ ...input, households: await readHouseholdRecords(scope) })
    const of = table || 'cases'
    return {
      columns: exportedColumns(of, filter),
      fileWith: (heads) => streamOf(exportRecords(scope.portal.facts, scope.inspectorate, filter, of, persons, heads))
    }
  }
})

/** Pieces as a stream of bytes; who stops listening stops the question too. */
function streamOf(pieces: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => void (await pieces.return(undefined))
  })
}

/** What the filters of the figures can choose from, in the data sets that are chosen. */
export const listFigureChoices = readFigure({
  name: 'figure.choices',
  told: asItIs,
  input: { dataSet: filterFields.dataSet, table },
  output: z.object({
    issues: z.array(z.string()),
    sections: z.array(z.string()),
    industries: z.array(z.object({ code: z.string(), title: z.string() })),
    counties: z.array(z.object({ place: z.string(), name: z.string() })),
    /** Names by language. */
    regions: z.array(z.object({ code: z.string(), names: z.record(z.string(), z.string()) })),
    years: z.array(z.number()),
    /** The categories of a data set that is asked alone, each by the name that its file gives it. */
    own: z.array(z.object({ field: z.enum(ownFields), column: z.string(), values: z.array(z.string()) }))
  }),
  async run(scope, { dataSet, table }) {
    const { inspectorate, database } = scope
    const { facts, countryData } = scope.portal
    const nameOf = await namesOfIndustries(scope)
    const alone = dataSet.length === 1 ? (await listDataSets(database)).find(({ id }) => id === dataSet[0]) : undefined
    const columns = alone?.mapping.fields ?? {}
    const own = ownFields.filter((field) => columns[field])
    const filter = dataSet.length > 0 ? { dataSets: dataSet } : {}
    const found = await readChoosable(facts, inspectorate, { table: table || 'cases', own }, filter)
    return {
      ...found,
      industries: found.industries.map(({ value, name }) => ({ code: value, title: nameOf(value, name) })),
      counties: found.counties.map(({ value, name }) => ({ place: value, name: name ?? value })),
      regions: found.regions.map((code) => ({ code, names: { ...countryData.regionNames(code) } })),
      own: found.own.map(({ field, values }) => ({ field, column: columns[field]?.column ?? field, values }))
    }
  }
})
