import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText, withDuckDB } from '../facts/duckdb.ts'
import type { FactPart } from '../facts/facts.ts'
import { rowsAt } from './part.store.ts'
import { type FieldName, type TableName, tables } from './table.rules.ts'

/** Two states of one data set beside each other: what was counted before, and what is counted now. */

type Parts = readonly Omit<FactPart, 'dataSet'>[]
type Both = { before: number | null; after: number | null }

/** How many records whose number stands in both states differ in a field. */
export type ChangedField = { field: FieldName; records: number }
/** One record that differs: the first field that does, and what it said and says. */
export type ChangedRecord = { record: string; field: FieldName; before: string | null; after: string | null }

export type Comparison = {
  records: { before: number; after: number }
  /** Numbers that are added up; null where no record states one. */
  sums: ({ field: FieldName } & Both)[]
  /** By year of the record's day; null for records without one. */
  years: ({ year: number | null } & Both)[]
  /** Told apart by their number, or where the file has none by all that they say. */
  by: 'number' | 'content'
  gone: number
  added: number
  same: number
  changed: number
  fields: ChangedField[]
  examples: ChangedRecord[]
}

const shownExamples = 20

/**
 * Compares the records of two states; both are read from their files, whatever counts at present. Records that are `numbered`
 * are told apart by their number, as long as each stands once.
 */
export function compareStates(before: Parts, after: Parts, table: TableName, numbered: boolean): Promise<Comparison> {
  return withDuckDB(':memory:', async (connection) => {
    const fields = tables[table].map(({ name }) => name)
    await makeState(connection, 'before', before, table)
    await makeState(connection, 'after', after, table)
    const [once] = await askDuckDB<{ all: boolean }>(
      connection,
      `select bool_and(record is not null) and count(*) = count(distinct (state, record)) as "all"
        from (select 'before' as state, record from before union all select 'after', record from after)`
    )
    const totals = await readTotals(connection, table)
    const told = numbered && once?.all ? await byNumber(connection, fields) : await byContent(connection, fields)
    return { ...totals, ...told }
  })
}

async function makeState(connection: DuckDBConnection, name: string, parts: Parts, table: TableName): Promise<void> {
  const columns = tables[table].map((field) => quoteName(field.name)).join(', ')
  const files = parts
    .filter((part) => part.table === table)
    .map(({ folder, where = 'true' }) => `select ${columns}, day from ${rowsAt(folder, table)} where ${where}`)
  await connection.run(`create table ${name} as ${files.join(' union all ')}`)
}

async function readTotals(connection: DuckDBConnection, table: TableName) {
  const summed = tables[table].filter(
    ({ type, name }) => (type === 'integer' || type === 'money') && name !== 'year' && name !== 'quarter'
  )
  const sums = summed.map(({ name }) => `sum(${quoteName(name)})::double as ${quoteName(name)}`)
  const totalsOf = async (state: string) => {
    type Row = Record<string, number | null> & { records: number }
    const [row] = await askDuckDB<Row>(
      connection,
      `select ${['count(*) as records', ...sums].join(', ')} from ${state}`
    )
    if (!row) throw new Error('a count has one row')
    return row
  }
  const [before, after] = [await totalsOf('before'), await totalsOf('after')]
  const years = await askDuckDB<{ year: number | null } & Both>(
    connection,
    `select year, sum(before)::bigint as before, sum(after)::bigint as after from (
        select year(day) as year, 1 as before, 0 as after from before
        union all select year(day), 0, 1 from after)
      group by year order by year nulls last`
  )
  return {
    records: { before: before.records, after: after.records },
    sums: summed
      .map(({ name }) => ({ field: name, before: before[name] ?? null, after: after[name] ?? null }))
      .filter((one) => one.before !== null || one.after !== null),
    years
  }
}

type Told = Omit<Comparison, 'records' | 'sums' | 'years'>

async function byNumber(connection: DuckDBConnection, fields: readonly FieldName[]): Promise<Told> {
  const differs = (name: FieldName) => `b.${quoteName(name)} is distinct from a.${quoteName(name)}`
  const compared = fields.filter((name) => name !== 'record')
  const counts = compared.map((name) => `count(*) filter (where ${differs(name)}) as ${quoteName(name)}`)
  const changed = compared.map(differs).join(' or ')
  const joined = 'before b join after a on a.record = b.record'
  const [row] = await askDuckDB<Record<string, number>>(
    connection,
    `select (select count(*) from before b anti join after a on a.record = b.record) as "#gone",
        (select count(*) from after a anti join before b on a.record = b.record) as "#added",
        count(*) as "#both", count(*) filter (where ${changed}) as "#changed", ${counts.join(', ')} from ${joined}`
  )
  const count = (name: string) => row?.[name] ?? 0
  const first = compared.map((name) => {
    const said = ['b', 'a'].map((side) => `${side}.${quoteName(name)}::varchar`)
    return `when ${differs(name)} then {field: ${quoteText(name)}, before: ${said[0]}, after: ${said[1]}}`
  })
  const examples = await askDuckDB<ChangedRecord>(
    connection,
    `select record, change.field, change.before, change.after from (
        select b.record as record, case ${first.join(' ')} end as change from ${joined} where ${changed})
      order by record limit ${shownExamples}`
  )
  return {
    by: 'number',
    gone: count('#gone'),
    added: count('#added'),
    same: count('#both') - count('#changed'),
    changed: count('#changed'),
    fields: compared.map((field) => ({ field, records: count(field) })).filter(({ records }) => records > 0),
    examples
  }
}

/** Without numbers a record that was changed is one that is gone and one that was added. */
async function byContent(connection: DuckDBConnection, fields: readonly FieldName[]): Promise<Told> {
  const columns = fields.map(quoteName).join(', ')
  const only = (one: string, other: string) =>
    `(select count(*) from (select ${columns} from ${one} except all select ${columns} from ${other}))`
  const [row] = await askDuckDB<{ gone: number; added: number; all: number }>(
    connection,
    `select ${only('before', 'after')} as gone, ${only('after', 'before')} as added, (select count(*) from before) as "all"`
  )
  const { gone = 0, added = 0, all = 0 } = row ?? {}
  return { by: 'content', gone, added, same: all - gone, changed: 0, fields: [], examples: [] }
}
