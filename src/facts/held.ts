import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from './duckdb.ts'
import type { FactSchema } from './facts.ts'

/**
 * How a copy holds a table: of the schema's columns only those in which some part says something. A view of the table's name has all
 * of them, the others empty. A column that is empty in ten million records costs as much to write as a full one.
 */

/** The name of the table behind the view of a name. */
export const heldName = (table: string): string => quoteName(`held ${table}`)

/** A table without columns there is none: the first of the schema's is always held. */
export async function createHeld(connection: DuckDBConnection, schema: FactSchema) {
  for (const [table, columns] of Object.entries(schema))
    for (const [column, type] of Object.entries(columns).slice(0, 1))
      await connection.run(`create table ${heldName(table)} (${quoteName(column)} ${type})`)
}

/** Makes room for columns that are not held yet; in the rows that are there they are empty. */
export async function holdColumns(
  connection: DuckDBConnection,
  schema: FactSchema,
  table: string,
  columns: readonly string[]
) {
  for (const column of columns)
    await connection.run(
      `alter table ${heldName(table)} add column if not exists ${quoteName(column)} ${schema[table]?.[column]}`
    )
}

export async function createViews(connection: DuckDBConnection, schema: FactSchema) {
  for (const [table, columns] of Object.entries(schema))
    await connection.run(
      `create or replace view ${quoteName(table)} as ${await selectHeld(connection, table, columns)}`
    )
}

/** Takes the rows of data sets out of all tables. */
export async function dropRows(connection: DuckDBConnection, schema: FactSchema, dataSets: readonly string[]) {
  if (dataSets.length === 0) return
  const gone = dataSets.map(quoteText).join(', ')
  for (const table of Object.keys(schema))
    await connection.run(`delete from ${heldName(table)} where ${quoteName('dataSet')} in (${gone})`)
}

/** The number that the next row of each table gets. */
export async function endOfHeld(connection: DuckDBConnection, schema: FactSchema): Promise<Map<string, number>> {
  const ends = new Map<string, number>()
  for (const table of Object.keys(schema)) {
    const sql = `select coalesce(max(rowid) + 1, 0) as next from ${heldName(table)}`
    const [row] = await askDuckDB<{ next: number }>(connection, sql)
    ends.set(table, row?.next ?? 0)
  }
  return ends
}

/** Views of the rows that were added since the tables ended there. */
export async function createAddedViews(
  connection: DuckDBConnection,
  schema: FactSchema,
  ends: ReadonlyMap<string, number>
) {
  for (const [table, columns] of Object.entries(schema))
    await connection.run(
      `create temp view ${quoteName(`added ${table}`)} as ${await selectHeld(connection, table, columns)}
        where rowid >= ${ends.get(table) ?? 0}`
    )
}

async function selectHeld(connection: DuckDBConnection, table: string, columns: FactSchema[string]): Promise<string> {
  const found = await askDuckDB<{ name: string }>(
    connection,
    `select column_name as name from (describe ${heldName(table)})`
  )
  const held = new Set(found.map(({ name }) => name))
  const values = Object.entries(columns).map(([column, type]) =>
    held.has(column) ? quoteName(column) : `null::${type} as ${quoteName(column)}`
  )
  return `select ${values.join(', ')} from ${heldName(table)}`
}

/** Drops what was worked out of the tables, so that it can be worked out anew. */
export async function dropDerived(connection: DuckDBConnection, schema: FactSchema) {
  const held = new Set(Object.keys(schema).map(heldName))
  const found = await askDuckDB<{ name: string }>(connection, 'select table_name as name from duckdb_tables()')
  for (const name of found.map(({ name }) => quoteName(name)))
    if (!held.has(name)) await connection.run(`drop table ${name}`)
}

/** The columns of a Parquet file in which anything stands, by what it says of itself. */
export async function filledColumns(connection: DuckDBConnection, file: string): Promise<string[]> {
  const columns = await askDuckDB<{ name: string }>(
    connection,
    `select path_in_schema as name from parquet_metadata($1)
      group by 1 having bool_or(coalesce(stats_null_count < num_values, true)) order by min(column_id)`,
    [file]
  )
  return columns.map(({ name }) => name)
}

/** The same of any source, by counting. */
export async function countedColumns(connection: DuckDBConnection, source: string): Promise<string[]> {
  const present = await askDuckDB<{ name: string }>(
    connection,
    `select column_name as name from (describe from ${source})`
  )
  const counts = present.map(({ name }) => `count(${quoteName(name)}) as ${quoteName(name)}`)
  const [counted = {}] = await askDuckDB<Record<string, number>>(
    connection,
    `select ${counts.join(', ')} from ${source}`
  )
  return present.flatMap(({ name }) => (counted[name] ? [name] : []))
}
