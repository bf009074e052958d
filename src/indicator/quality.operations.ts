import { z } from 'zod'
import { joinedFields } from '../evidence/joined.rules.ts'
import { partsOf, recordsOfParts } from '../evidence/part.store.ts'
import { versionFolder } from '../evidence/place.store.ts'
import { chainOf, type DataSet, type Version } from '../evidence/register.rules.ts'
import { findDataSet, listVersions } from '../evidence/register.store.ts'
import type { Mapping } from '../evidence/rules.ts'
import { type FieldName, type TableName, tables } from '../evidence/table.rules.ts'
import { askDuckDB, quoteName, withDuckDB } from '../facts/duckdb.ts'
import type { FactQuery } from '../facts/facts.ts'
import { reference } from '../kernel/field.ts'
import type { ReadScope } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readFigure } from './answer.operations.ts'
import { roundedAnswer } from './disclosure.rules.ts'
import { type PeriodFault, periodFaults } from './fault.rules.ts'
import { type Place, readFill, readMonths } from './quality.store.ts'
import { leastCell } from './rules.ts'

/** How far the records of a data set can be trusted: what is missing in them, and when. */

const input = { data_set: reference('data_set', { needed: true }) }

async function demandTable({ database }: ReadScope, id: string) {
  const dataSet = await findDataSet(database, id)
  if (!dataSet?.current_version) throw new Problem('not-found')
  const table: TableName = dataSet.mapping.table ?? 'cases'
  return { dataSet, table }
}

/**
 * Findings of other records have no records of their own in the copy: their lines are asked of their files, by the day by which
 * these take the place of their period.
 */
async function placeOf(
  { portal, inspectorate, database }: ReadScope,
  { id, joined_to, current_version, mapping: { periodBy = 'concluded' } }: DataSet,
  table: TableName
): Promise<Place> {
  if (!joined_to) return { ask: (query) => portal.facts.ask(inspectorate, query), from: table }
  const chain = chainOf(current_version, await listVersions(database, id))
  const folderOf = (version: string) => versionFolder(portal.folder, inspectorate, id, version)
  return {
    ask: <Row>({ sql, parameters }: FactQuery<Row>) =>
      withDuckDB(':memory:', (connection) => askDuckDB<Row>(connection, sql, parameters)),
    from: `(${recordsOfParts(partsOf(chain, folderOf), `* replace (coalesce(day, ${quoteName(periodBy)}) as day)`)})`
  }
}

/** Holes, parts of years and breaks in the records of a data set, in the order of time; none where they have no dates. */
export const readPeriodFaults = readFigure({
  name: 'figure.faults',
  told: roundedAnswer,
  input,
  output: z.array(z.custom<PeriodFault>()),
  async run(scope, { data_set: id }) {
    const { dataSet, table } = await demandTable(scope, id)
    return periodFaults(await readMonths(await placeOf(scope, dataSet, table), id))
  }
})

const FieldQuality = z.object({
  field: z.custom<FieldName>(),
  filled: z.number(),
  /** Rows that were refused, and rows that were taken with a doubt, because of the field's cell. */
  refused: z.number(),
  doubtful: z.number(),
  /** No column of the file gives the field; a published list does. */
  derived: z.boolean(),
  /** Where a crosswalk gives it: how many of its records may belong to another code, as a share. */
  doubt: z.number().nullable()
})

/**
 * Of one data set: for each field how many records fill it and how many rows failed by it, its records by month (left out
 * where they are fewer than five), what looks incomplete in time, and how old its last record is.
 */
export const readQuality = readFigure({
  name: 'figure.quality',
  told: roundedAnswer,
  input,
  output: z.object({
    records: z.number(),
    fields: z.array(FieldQuality),
    months: z.array(z.object({ month: z.string(), count: z.number().optional() })),
    faults: z.array(z.custom<PeriodFault>()),
    lastDay: z.string().nullable(),
    medianDays: z.number().nullable()
  }),
  async run(scope, { data_set: id }) {
    const { database } = scope
    const { dataSet, table } = await demandTable(scope, id)
    const place = await placeOf(scope, dataSet, table)
    const said = tables[table].filter(({ name }) => !dataSet.joined_to || joinedFields.includes(name))
    const counting = chainOf(dataSet.current_version, await listVersions(database, id)).map(({ version }) => version)
    const { filled, isicDoubt, iscoDoubt, ...fill } = await readFill(place, id, table, said)
    const months = await readMonths(place, id)
    const mapped = new Set([
      ...Object.keys(dataSet.mapping.fields ?? {}),
      ...Object.keys(dataSet.mapping.constants ?? {})
    ])
    const doubts: Partial<Record<FieldName, number | null>> = { isicSection: isicDoubt, isco: iscoDoubt }
    const fields = said.flatMap(({ name }) => {
      const derived = !mapped.has(name) && !dataSet.joined_to
      // A record without a number of its own has none from any list.
      if (!mapped.has(name) && (!filled[name] || name === 'record')) return []
      return [
        { field: name, filled: filled[name] ?? 0, derived, doubt: doubts[name] ?? null, ...failedBy(counting, name) }
      ]
    })
    return {
      ...fill,
      fields,
      months: months.map(({ month, count }) => ({ month, ...(count < leastCell ? {} : { count }) })),
      faults: periodFaults(months)
    }
  }
})

/** Each version has its own mapping: the same field may have stood in another column. */
function failedBy(versions: readonly Version[], field: FieldName) {
  const sum = (kind: 'reasons' | 'flags') =>
    versions
      .flatMap(({ mapping, result }) =>
        (result[kind] ?? []).filter(({ column }) => column !== '' && column === columnOf(mapping, field))
      )
      .reduce((all, { rows }) => all + rows, 0)
  return { refused: sum('reasons'), doubtful: sum('flags') }
}

function columnOf({ fields }: Partial<Mapping>, field: FieldName): string | undefined {
  return fields?.[field]?.column
}
