import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type FileFault, faultOfKnown } from '../kernel/checksum.ts'
import { newId } from '../kernel/id.ts'
import { askDuckDB, modest, quoteName, quoteText, withDuckDB } from './duckdb.ts'
import type { Derived, FactPart, FactSchema } from './facts.ts'
import {
  countedColumns,
  createAddedViews,
  createHeld,
  createViews,
  dropDerived,
  dropRows,
  endOfHeld,
  filledColumns,
  heldName,
  holdColumns
} from './held.ts'

/** The disposable DuckDB copy of an inspectorate's evidence: how it is made from Parquet files, opened and let go. */

/** A data set of which the copy holds nothing, because one of its files is not what was written. */
export type LeftOut = { dataSet: string; fault: FileFault }

export type Copy = {
  path: string
  instance: DuckDBInstance
  idle: DuckDBConnection[]
  busy: number
  retired: boolean
  waiting: (() => void)[]
}

type Place = Pick<FactPart, 'folder' | 'table' | 'file' | 'sha256' | 'beside'>

const fileOf = ({ folder, table, file = table }: Place): string => join(folder, `${file}.parquet`)

/** Whether the files of a part are still what was written; undefined if they are. */
export async function faultOfPart(part: Place): Promise<FileFault | undefined> {
  for (const one of filesOf(part)) {
    const fault = await faultOfFile(one)
    if (fault) return fault
  }
  return undefined
}

const filesOf = <One extends Place>(part: One) => [part, ...(part.beside ?? [])]

async function faultOfFile(file: Place): Promise<FileFault | undefined> {
  if (file.sha256) return faultOfKnown(fileOf(file), file.sha256)
  return existsSync(fileOf(file)) ? undefined : 'missing'
}

/** What a file looks like from outside; it changes when somebody brings the file back. */
export async function stampOf(parts: readonly FactPart[]): Promise<string> {
  const stamps = parts.flatMap(filesOf).map(async (file) => {
    const found = await stat(fileOf(file)).catch(() => undefined)
    return found ? `${found.size} ${found.mtimeMs}` : '-'
  })
  return (await Promise.all(stamps)).join('\n')
}

/** Many copies may be open, and what they keep in memory is read again quickly: the machine's own cache holds the file. */
const readingOnly = { ...modest, memory_limit: '640MB', access_mode: 'READ_ONLY', enable_external_access: 'false' }

export async function openReadOnly(path: string, schema: FactSchema): Promise<Copy> {
  const instance = await DuckDBInstance.create(path, readingOnly)
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

/**
 * Reads very many rows of a copy by a DuckDB of its own: it holds little, and nothing is left when it is over. In the
 * copy's own cache all that was read would stay.
 */
export async function* readApart<Piece>(path: string, read: (connection: DuckDBConnection) => AsyncGenerator<Piece>) {
  const instance = await DuckDBInstance.create(path, { ...readingOnly, memory_limit: '64MB' })
  const connection = await instance.connect()
  try {
    yield* read(connection)
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
}

/** A copy that is there, and the parts that it holds, every one whole. */
export type Former = { path: string; holds: readonly FactPart[] }

/** What is done to a former copy so that it holds what a manifest names. */
export type Changes = { gone: readonly string[]; added: readonly FactPart[] }

export const nameOfPart = ({ dataSet, version, table, where = '', from = '' }: FactPart) =>
  [dataSet, version, table, where, from].join('\n')

/** The data sets of which a part counts no longer, which are taken out as a whole, and the parts to be read. */
export function changesSince({ holds }: Former, manifest: readonly FactPart[]): Changes {
  const wanted = new Set(manifest.map(nameOfPart))
  const held = new Set(holds.map(nameOfPart))
  const gone = new Set(holds.filter((part) => !wanted.has(nameOfPart(part))).map(({ dataSet }) => dataSet))
  const added = manifest.filter((part) => gone.has(part.dataSet) || !held.has(nameOfPart(part)))
  return { gone: [...gone], added }
}

/** How many bytes of files the parts are made from. */
export async function bytesOf(parts: readonly FactPart[]): Promise<number> {
  const files = new Set(parts.flatMap(filesOf).map(fileOf))
  const sizes = [...files].map(async (file) => (await stat(file).catch(() => undefined))?.size ?? 0)
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

/**
 * Makes the copy `<folder>/<name>.duckdb`, written beside its place and renamed, so that it is either whole or not
 * there. A data set with a damaged file is left out as a whole, for half of it would make its figures false; a copy
 * that lacks one has a name of its own, and is made anew at the next start. Where a former copy holds most of it, data sets of
 * which something counts no longer are taken out of it, and only what it lacks is read.
 */
export async function buildCopy(
  folder: string,
  name: string,
  schema: FactSchema,
  { made }: Derived,
  manifest: readonly FactPart[],
  former?: Former
): Promise<{ path: string; leftOut: LeftOut[] }> {
  const leftOut: LeftOut[] = []
  const path = await writeCopy(folder, former, async (connection) => {
    const { gone, added } = former ? changesSince(former, manifest) : { gone: [], added: manifest }
    if (former) await dropDerived(connection, schema)
    else await createHeld(connection, schema)
    await dropRows(connection, schema, gone)
    leftOut.push(...(await addAll(connection, schema, added)))
    await createViews(connection, schema)
    await runAll(connection, made)
    return leftOut.length > 0 ? `${name}.${newId()}` : name
  })
  return { path, leftOut }
}

/**
 * The same of a former copy, all of whose files are right, whose derived tables grow by what is added. Where they cannot, they stay
 * as they were, and the answer is `early`.
 */
export async function growCopy(
  folder: string,
  name: string,
  schema: FactSchema,
  { grown }: Derived,
  manifest: readonly FactPart[],
  former: Former
): Promise<{ path: string; early?: true }> {
  let early = true
  const path = await writeCopy(
    folder,
    former,
    async (connection) => {
      const before = await endOfHeld(connection, schema)
      const leftOut = await addAll(connection, schema, changesSince(former, manifest).added)
      if (leftOut.length > 0) throw new Error('facts: a file changed while it was read')
      await createViews(connection, schema)
      if (grown) {
        await createAddedViews(connection, schema, before)
        const [asked] = await askDuckDB<{ can: boolean }>(connection, `select (${grown.when}) as can`)
        early = !asked?.can
        if (!early) await within(connection, () => runAll(connection, grown.by))
      }
      return early ? `${name}.early` : name
    },
    growing
  )
  return early ? { path, early } : { path }
}

/**
 * It stands beside the copy that is asked meanwhile, and looks at what was added alone. A checkpoint before the end could number the
 * rows anew, where some were taken out before, and what was added would not be found by its numbers.
 */
const growing = { memory_limit: '512MB', checkpoint_threshold: '1TB' }

/** Writes a copy, begun as its former one, and gives it the name that the work answers. */
async function writeCopy(
  folder: string,
  former: Former | undefined,
  work: (connection: DuckDBConnection) => Promise<string>,
  settings: Record<string, string> = {}
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const building = join(folder, `${newId()}.building`)
  try {
    if (former) await copyFile(former.path, building, constants.COPYFILE_FICLONE)
    let name = ''
    await withDuckDB(
      building,
      async (connection) => {
        name = await work(connection)
        await connection.run('checkpoint')
      },
      settings
    )
    const path = join(folder, `${name}.duckdb`)
    await rename(building, path)
    return path
  } finally {
    await rm(building, { force: true })
    await rm(`${building}.wal`, { force: true })
  }
}

async function runAll(connection: DuckDBConnection, statements: readonly string[]) {
  for (const statement of statements) await connection.run(statement)
}

async function addAll(connection: DuckDBConnection, schema: FactSchema, added: readonly FactPart[]) {
  const leftOut: LeftOut[] = []
  for (const [dataSet, parts] of Map.groupBy(added, (part) => part.dataSet))
    leftOut.push(...(await addParts(connection, schema, dataSet, parts)))
  return leftOut
}

/**
 * Adds a data set, or nothing of it: then the answer says what is wrong with its files. Where the damaged file is one of another
 * data set of which it is made, that is left out with it.
 */
async function addParts(
  connection: DuckDBConnection,
  schema: FactSchema,
  dataSet: string,
  parts: readonly FactPart[]
): Promise<LeftOut[]> {
  for (const file of parts.flatMap((part) => filesOf<Place & Pick<FactPart, 'dataSet'>>(part))) {
    const fault = await faultOfFile(file)
    if (fault) return [...new Set([dataSet, file.dataSet])].map((one) => ({ dataSet: one, fault }))
  }
  try {
    const rows: Rows[] = []
    for (const part of parts) rows.push(...(await rowsOf(connection, schema, part)))
    await within(connection, async () => {
      for (const { table, columns, source } of rows)
        await connection.run(`insert into ${heldName(table)} by name select ${columns} from ${source}`)
    })
    return []
  } catch (error) {
    // Of a file without a checksum, that it cannot be read is all that shows its damage.
    if (parts.every(({ sha256 }) => sha256)) throw error
    return [{ dataSet, fault: 'changed' }]
  }
}

async function within(connection: DuckDBConnection, work: () => Promise<void>) {
  await connection.run('begin')
  try {
    await work()
    await connection.run('commit')
  } catch (error) {
    await connection.run('rollback')
    throw error
  }
}

/** What a part adds to a table, as SQL. */
type Rows = { table: string; columns: string; source: string }

/**
 * A column that a part lacks stays empty, and one that no table knows is left out: parts outlive changes of the schema. Room is made
 * for its columns before any row is written.
 */
async function rowsOf(connection: DuckDBConnection, schema: FactSchema, part: FactPart): Promise<Rows[]> {
  const { table, from, where = 'true' } = part
  const known = schema[table]
  if (!known) throw new Error(`facts: no table ${table}`)
  const source = from ?? `read_parquet(${quoteText(fileOf(part))})`
  const filled = from ? await countedColumns(connection, from) : await filledColumns(connection, fileOf(part))
  const columns = filled.filter((name) => name in known)
  await holdColumns(connection, schema, table, columns)
  return columns.length > 0
    ? [{ table, columns: columns.map(quoteName).join(', '), source: `${source} where ${where}` }]
    : []
}

export async function removeOthers(folder: string, current: string) {
  const names = await readdir(folder)
  for (const name of names)
    if (name.endsWith('.duckdb') && join(folder, name) !== current) await rm(join(folder, name), { force: true })
}

export function giveBack(copy: Copy, connection?: DuckDBConnection) {
  copy.busy--
  if (connection) copy.idle.push(connection)
  copy.waiting.shift()?.()
  if (copy.retired) closeWhenIdle(copy)
}

export function retire(copy: Copy) {
  copy.retired = true
  for (const resume of copy.waiting.splice(0)) resume()
  closeWhenIdle(copy)
}

function closeWhenIdle(copy: Copy) {
  if (copy.busy > 0) return
  for (const connection of copy.idle.splice(0)) connection.closeSync()
  copy.instance.closeSync()
}
