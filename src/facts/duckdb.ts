import { availableParallelism } from 'node:os'
import {
  type DuckDBConnection,
  DuckDBDecimalValue,
  DuckDBInstance,
  DuckDBListValue,
  type DuckDBValue
} from '@duckdb/node-api'
import { isAskedNow } from '../kernel/asked.ts'

/**
 * A value as the portal reads it from DuckDB: dates as 'YYYY-MM-DD', counts and amounts as numbers, lists joined by
 * ';'.
 */
export type FactValue = string | number | boolean | null
export type FactRow = Record<string, FactValue>

/** What one DuckDB may take of the machine: it stands beside the portal. */
export const modest = { threads: '2', memory_limit: '1GB' }

/** Work that is over sooner, in milliseconds, does not give way, nor does any to who asked before: they wait for its end. */
const brief = 700

/** How many threads it may have while people ask for pages: one processor is left to them. */
const besidePeople = String(Math.max(1, Math.min(Number(modest.threads), availableParallelism() - 1)))

/** Has a DuckDB that works long give way to people who ask meanwhile, also in the middle of a statement. Answers how that ends. */
function giveWay(instance: DuckDBInstance): () => Promise<void> {
  let threads = modest.threads
  let turn = Promise.resolve()
  const began = performance.now()
  const look = async () => {
    const wanted = isAskedNow(began + brief) ? besidePeople : modest.threads
    if (wanted === threads) return
    const connection = await instance.connect()
    await connection.run(`set threads = ${wanted}`)
    connection.closeSync()
    threads = wanted
  }
  const timer = setInterval(() => {
    turn = turn.then(look).catch(() => undefined)
  }, 200).unref()
  return () => {
    clearInterval(timer)
    return turn
  }
}

/** Opens a DuckDB file (or ':memory:') and gives one connection to `work`; both are closed after it. */
export async function withDuckDB<Result>(
  path: string,
  work: (connection: DuckDBConnection) => Promise<Result>,
  settings: Record<string, string> = {}
): Promise<Result> {
  const instance = await DuckDBInstance.create(path, { ...modest, ...settings })
  const end = giveWay(instance)
  try {
    const connection = await instance.connect()
    try {
      return await work(connection)
    } finally {
      connection.closeSync()
    }
  } finally {
    await end()
    instance.closeSync()
  }
}

/** All rows of one statement, parameters bound. */
export async function askDuckDB<Row = FactRow>(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly FactValue[] = []
): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql, [...parameters])
  return reader.getRowObjects().map((row) => plainRow(row)) as Row[]
}

export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float64Array

/**
 * The columns of one statement in pieces of at most 2,048 rows, each as the numbers that DuckDB holds, no object made for
 * any of them. Columns are utinyint, usmallint, uinteger or double without nulls; a piece is good until the next is asked for.
 */
export async function* columnsOfDuckDB(
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly FactValue[] = []
): AsyncGenerator<Numbers[]> {
  const result = await connection.stream(sql, [...parameters])
  for await (const chunk of result) {
    // The vector's own array is private to the library, which has no other way to it than value by value.
    const items = (column: number) => Reflect.get(chunk.getColumnVector(column), 'items') as Numbers
    yield Array.from({ length: chunk.columnCount }, (_, column) => items(column))
  }
}

function plainRow(row: Record<string, DuckDBValue>): FactRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]))
}

function plain(value: DuckDBValue): FactValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (typeof value === 'bigint') return Number(value)
  if (value instanceof DuckDBDecimalValue) return Number(value.toString())
  if (value instanceof DuckDBListValue) return value.items.map((item) => plain(item)).join(';')
  return String(value)
}

/** A name as SQL writes it. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** A text as SQL writes it, for the few places where DuckDB takes no parameter (file names, options). */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
