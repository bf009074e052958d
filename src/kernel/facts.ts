import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import {
  askDuckDB,
  type FactRow,
  type FactValue,
  modest,
  quoteName,
  quoteText,
  streamDuckDB,
  withDuckDB
} from './duckdb.ts'
import { newId } from './id.ts'
import { Problem } from './problem.ts'

/** A question with a name, its values bound. Only the store of a subject makes one. */
export type FactQuery<Row = FactRow> = {
  readonly name: string
  readonly sql: string
  readonly parameters: readonly FactValue[]
  readonly rows?: readonly Row[]
}

/** One Parquet file of the evidence: `<folder>/<table>.parquet`, of one version of one data set. */
export type FactPart = {
  dataSet: string
  version: string
  table: string
  folder: string
  /** Which of its rows count, as SQL on its columns; all without it. */
  where?: string
}

/** The tables that questions may name: for each its columns and their SQL types. */
export type FactSchema = Record<string, Record<string, string>>

export type FactOptions = {
  /** Where the copies lie; everything in it can be deleted at any time. */
  folder: string
  schema: FactSchema
  /** The current parts of an inspectorate's evidence. */
  readManifest: (inspectorate: string) => Promise<readonly FactPart[]>
  /** For how many milliseconds a manifest is believed without reading it again. */
  freshFor?: number
  /** How many inspectorates' copies stay open. */
  open?: number
}

/**
 * The evidence of inspectorates, each in a disposable DuckDB copy of its own that is rebuilt whenever it is not
 * right.
 */
export interface Facts {
  /** All rows of an answer. */
  ask<Row>(inspectorate: string, query: FactQuery<Row>): Promise<Row[]>
  /** An answer in pieces, for exports. */
  stream<Row>(inspectorate: string, query: FactQuery<Row>): AsyncGenerator<Row[]>
  /** Names the state of the evidence: the same version, the same answers. */
  version(inspectorate: string): Promise<string>
  /** Reads the manifest now, swaps the copy if it changed, and answers the version. */
  refresh(inspectorate: string): Promise<string>
  close(): Promise<void>
}

type Copy = {
  path: string
  instance: DuckDBInstance
  idle: DuckDBConnection[]
  busy: number
  retired: boolean
  waiting: (() => void)[]
}
type Kept = { version: string; copy: Copy; readAt: number }

const connectionsPerCopy = 4
const patience = 2000

/** A question of a store: `sql` has `$1`, `$2` … for the values. */
export function factQuery<Row = FactRow>(
  name: string,
  sql: string,
  parameters: readonly FactValue[] = []
): FactQuery<Row> {
  return { name, sql, parameters }
}

export function openFacts(options: FactOptions): Facts {
  const { folder, schema, readManifest, freshFor = 2000, open = 4 } = options
  const kept = new Map<string, Kept>()
  const renewing = new Map<string, Promise<Kept>>()

  async function renew(inspectorate: string): Promise<Kept> {
    const manifest = await readManifest(inspectorate)
    const version = versionOf(schema, manifest)
    const before = kept.get(inspectorate)
    if (before?.version === version && existsSync(before.copy.path)) {
      before.readAt = Date.now()
      return before
    }
    const own = join(folder, inspectorate)
    const copy = await openCopy(join(own, `${version}.duckdb`), schema, manifest)
    const now = { version, copy, readAt: Date.now() }
    kept.delete(inspectorate)
    kept.set(inspectorate, now)
    if (before) retire(before.copy)
    await removeOthers(own, `${version}.duckdb`)
    closeSurplus()
    return now
  }

  function renewOnce(inspectorate: string): Promise<Kept> {
    const running = renewing.get(inspectorate)
    if (running) return running
    const started = renew(inspectorate).finally(() => renewing.delete(inspectorate))
    renewing.set(inspectorate, started)
    return started
  }

  async function current(inspectorate: string): Promise<Kept> {
    const known = kept.get(inspectorate)
    if (!known) return renewOnce(inspectorate)
    if (Date.now() - known.readAt < freshFor) return known
    const renewed = renewOnce(inspectorate).catch(() => known)
    return Promise.race([renewed, later(patience, known)])
  }

  function closeSurplus() {
    for (const [inspectorate, { copy }] of kept) {
      if (kept.size <= open) return
      if (copy.busy > 0) continue
      kept.delete(inspectorate)
      retire(copy)
    }
  }

  async function borrow(inspectorate: string): Promise<{ copy: Copy; connection: DuckDBConnection }> {
    const { copy } = await current(inspectorate)
    if (copy.retired) return borrow(inspectorate)
    if (copy.busy >= connectionsPerCopy) {
      await new Promise<void>((resume) => copy.waiting.push(resume))
      return borrow(inspectorate)
    }
    copy.busy++
    try {
      return { copy, connection: copy.idle.pop() ?? (await copy.instance.connect()) }
    } catch (error) {
      giveBack(copy)
      throw error
    }
  }

  async function discard(inspectorate: string, copy: Copy) {
    if (kept.get(inspectorate)?.copy === copy) kept.delete(inspectorate)
    retire(copy)
    await rm(copy.path, { force: true })
  }

  async function ask<Row>(inspectorate: string, query: FactQuery<Row>, again = true): Promise<Row[]> {
    const { copy, connection } = await borrow(inspectorate)
    try {
      return await askDuckDB<Row>(connection, query.sql, query.parameters)
    } catch (error) {
      if (!again || !isBroken(error)) throw new Error(`facts: ${query.name}: ${messageOf(error)}`, { cause: error })
      await discard(inspectorate, copy)
    } finally {
      giveBack(copy, connection)
    }
    return ask(inspectorate, query, false)
  }

  return {
    ask: (inspectorate, query) => ask(inspectorate, query),
    async *stream<Row>(inspectorate: string, query: FactQuery<Row>) {
      const { copy, connection } = await borrow(inspectorate)
      try {
        yield* streamDuckDB<Row>(connection, query.sql, query.parameters)
      } finally {
        giveBack(copy, connection)
      }
    },
    version: async (inspectorate) => (await current(inspectorate)).version,
    async refresh(inspectorate) {
      await renewing.get(inspectorate)?.catch(() => undefined)
      return (await renewOnce(inspectorate)).version
    },
    async close() {
      await Promise.allSettled(renewing.values())
      for (const { copy } of kept.values()) retire(copy)
      kept.clear()
    }
  }
}

function versionOf(schema: FactSchema, manifest: readonly FactPart[]): string {
  const parts = manifest
    .map(({ dataSet, version, table, where = '' }) => [dataSet, version, table, where].join('\n'))
    .sort()
  return createHash('sha256')
    .update(JSON.stringify([schema, parts]))
    .digest('hex')
    .slice(0, 24)
}

async function openCopy(path: string, schema: FactSchema, manifest: readonly FactPart[]): Promise<Copy> {
  if (existsSync(path)) {
    try {
      return await openReadOnly(path, schema)
    } catch {
      await rm(path, { force: true })
    }
  }
  await buildCopy(path, schema, manifest)
  return openReadOnly(path, schema)
}

async function openReadOnly(path: string, schema: FactSchema): Promise<Copy> {
  const instance = await DuckDBInstance.create(path, {
    ...modest,
    access_mode: 'READ_ONLY',
    enable_external_access: 'false'
  })
  const copy: Copy = { path, instance, idle: [], busy: 0, retired: false, waiting: [] }
  try {
    const connection = await instance.connect()
    copy.idle.push(connection)
    for (const table of Object.keys(schema)) await connection.run(`select * from ${quoteName(table)} limit 1`)
    return copy
  } catch (error) {
    retire(copy)
    throw error
  }
}

/** Written beside its place and renamed, so that a copy is either whole or not there. */
async function buildCopy(path: string, schema: FactSchema, manifest: readonly FactPart[]) {
  await mkdir(join(path, '..'), { recursive: true })
  const building = `${path}.${newId()}.building`
  try {
    await withDuckDB(building, async (connection) => {
      for (const [table, columns] of Object.entries(schema)) {
        const list = Object.entries(columns).map(([name, type]) => `${quoteName(name)} ${type}`)
        await connection.run(`create table ${quoteName(table)} (${list.join(', ')})`)
      }
      for (const part of manifest) await addPart(connection, schema, part)
      await connection.run('checkpoint')
    })
    await rename(building, path)
  } finally {
    await rm(building, { force: true })
    await rm(`${building}.wal`, { force: true })
  }
}

/**
 * A column that a part lacks stays empty, and one that no table knows is left out: parts outlive changes of the
 * schema.
 */
async function addPart(connection: DuckDBConnection, schema: FactSchema, part: FactPart) {
  const known = schema[part.table]
  if (!known) throw new Error(`facts: no table ${part.table}`)
  const file = join(part.folder, `${part.table}.parquet`)
  if (!existsSync(file)) throw new Problem('evidence-file-missing', { dataSet: part.dataSet, version: part.version })
  const source = `read_parquet(${quoteText(file)})`
  const present = await askDuckDB<{ column_name: string }>(
    connection,
    `select column_name from (describe from ${source})`
  )
  const columns = present
    .map(({ column_name }) => column_name)
    .filter((name) => name in known)
    .map(quoteName)
  await connection.run(
    `insert into ${quoteName(part.table)} by name select ${columns.join(', ')} from ${source} where ${part.where ?? 'true'}`
  )
}

async function removeOthers(folder: string, current: string) {
  const names = await readdir(folder)
  for (const name of names)
    if (name.endsWith('.duckdb') && name !== current) await rm(join(folder, name), { force: true })
}

function giveBack(copy: Copy, connection?: DuckDBConnection) {
  copy.busy--
  if (connection) copy.idle.push(connection)
  copy.waiting.shift()?.()
  if (copy.retired) closeWhenIdle(copy)
}

function retire(copy: Copy) {
  copy.retired = true
  for (const resume of copy.waiting.splice(0)) resume()
  closeWhenIdle(copy)
}

function closeWhenIdle(copy: Copy) {
  if (copy.busy > 0) return
  for (const connection of copy.idle.splice(0)) connection.closeSync()
  copy.instance.closeSync()
}

function isBroken(error: unknown): boolean {
  return /IO Error|Serialization Error|Corrupt|checksum|INTERNAL Error|FATAL/i.test(messageOf(error))
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function later<Value>(milliseconds: number, value: Value): Promise<Value> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, value).unref())
}
