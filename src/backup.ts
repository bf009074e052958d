import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { copyFile, cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { Connection } from './kernel/connection.ts'
import type { Database } from './kernel/database.ts'
import { type Seal, verifyLog } from './kernel/event.ts'
import { closeToOthers } from './owner.ts'

/**
 * A backup is a folder: one compressed file of JSON lines for each table, the evidence, the files that wait and the own
 * words as they lie, and a manifest with row counts and the head of each log. It does not depend on which database it
 * came from. Nobody stays signed in by it, and no link to a password that was used works again.
 */
type Manifest = {
  format: 1
  version: string
  at: string
  tables: { schema: string; name: string; inspectorate: string | null; file: string; rows: number }[]
  heads: Record<string, Seal>
}

type Table = { schema: 'public' | 'auth'; name: string; columns: string[]; self: boolean; after: string[] }

const folders = ['evidence', 'ilostat', 'uploads', 'deliveries', 'letters', 'words']
const batch = 1_000
const notBackedUp = new Set(['migration', 'session', 'verification'])

async function listTables(database: Database): Promise<Table[]> {
  return database.asOwner(async (connection) => {
    const columns = await connection.query(`
      select c.table_schema as schema, c.table_name as name, array_agg(c.column_name::text order by c.ordinal_position) as columns
      from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where c.table_schema in ('public', 'auth') and t.table_type = 'BASE TABLE' and c.is_generated = 'NEVER'
      group by 1, 2`)
    const references = await connection.query(`
      select conrelid::regclass::text as name, confrelid::regclass::text as target from pg_constraint
      where contype = 'f' and connamespace in ('public'::regnamespace, 'auth'::regnamespace)`)
    const plain = (name: unknown) =>
      String(name)
        .replace(/^(public|auth)\./, '')
        .replaceAll('"', '')
    return columns.rows
      .filter(({ name }) => !notBackedUp.has(String(name)))
      .map(({ schema, name, columns: names }) => {
        const targets = references.rows.filter((one) => plain(one.name) === name).map((one) => plain(one.target))
        return {
          schema: schema as Table['schema'],
          name: String(name),
          columns: names as string[],
          self: targets.includes(String(name)),
          after: targets.filter((target) => target !== name)
        }
      })
  })
}

/** Tables in an order in which each comes after those that it refers to. */
function inOrder(tables: readonly Table[]): Table[] {
  const done: Table[] = []
  while (done.length < tables.length) {
    const next = tables.filter(
      (table) => !done.includes(table) && table.after.every((name) => done.some((one) => one.name === name))
    )
    if (next.length === 0) throw new Error('the tables refer to each other in a circle')
    done.push(...next)
  }
  return done
}

async function* readRows(connection: Connection, table: Table, counted: { rows: number }) {
  const name = `${table.schema}."${table.name}"`
  const names = table.columns.map((column) => `"${column}"`).join(', ')
  for (let from = 0; ; from += batch) {
    const { rows } = await connection.query(
      `select row_to_json(t)::text as line from (select ${names} from ${name} order by ${names.split(', ').slice(0, 2).join(', ')} limit ${batch} offset ${from}) t`
    )
    for (const row of rows) yield `${row.line}\n`
    counted.rows += rows.length
    if (rows.length < batch) return
  }
}

/**
 * Copies a folder as it lies, but for imports that are half written. What is gone before its turn comes was imported
 * or removed by somebody meanwhile.
 */
async function copyFolder(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true }).catch(unlessGone)
  for (const entry of entries ?? []) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.name.endsWith('.partial')) continue
    await mkdir(to, { recursive: true })
    if (entry.isDirectory()) await copyFolder(source, target)
    else if (entry.isFile()) await copyFile(source, target).catch(unlessGone)
  }
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** Writes a backup into a new folder. It appears whole or not at all, and is its owner's alone. */
export async function backUp(
  means: { database: Database; folder: string; version: string },
  target: string
): Promise<Manifest> {
  if (existsSync(target)) throw new Error(`${target} is there already; name a new folder for the backup`)
  const growing = `${target}.unfinished`
  await rm(growing, { recursive: true, force: true })
  await mkdir(join(growing, 'tables'), { recursive: true })
  // Before the register that names them: a file that is imported meanwhile is in the backup twice rather than not at all.
  await copyFolder(join(means.folder, 'uploads'), join(growing, 'uploads'))
  const tables = await listTables(means.database)
  const manifest: Manifest = { format: 1, version: means.version, at: new Date().toISOString(), tables: [], heads: {} }
  const write = async (connection: Connection, table: Table, inspectorate: string | null) => {
    const file = `tables/${inspectorate ?? table.schema}.${table.name}.jsonl.gz`
    const counted = { rows: 0 }
    await pipeline(
      Readable.from(readRows(connection, table, counted)),
      createGzip(),
      createWriteStream(join(growing, file))
    )
    manifest.tables.push({ schema: table.schema, name: table.name, inspectorate, file, rows: counted.rows })
  }
  await means.database.snapshot({ library: 'plumbline_auth' }, async (connection) => {
    for (const table of tables) if (table.schema === 'auth') await write(connection, table, null)
  })
  for (const { id } of await means.database.inspectorates()) {
    await means.database.snapshot({ inspectorate: id }, async (connection) => {
      for (const table of tables) if (table.schema === 'public') await write(connection, table, id)
      manifest.heads[id] = (await verifyLog(connection.kysely)).head
    })
  }
  for (const name of folders) await copyFolder(join(means.folder, name), join(growing, name))
  await copyFile(join(means.folder, 'secret'), join(growing, 'secret'))
  await writeFile(join(growing, 'manifest.json'), JSON.stringify(manifest, null, 1))
  await closeToOthers(growing)
  await rename(growing, target)
  return manifest
}

async function insertLines(connection: Connection, table: Table, lines: string[]) {
  if (lines.length === 0) return
  const name = `${table.schema}."${table.name}"`
  const names = table.columns.map((column) => `"${column}"`).join(', ')
  await connection.query(
    `insert into ${name} (${names}) select ${names} from json_populate_recordset(null::${name}, $1::json)`,
    [`[${lines.join(',')}]`]
  )
}

/**
 * Puts a backup into an empty portal, in one transaction, and compares what lies there with the manifest: row counts
 * and the head of every log. Any difference undoes all of it.
 */
export async function restore(means: { database: Database; folder: string }, from: string): Promise<Manifest> {
  const manifest = JSON.parse(await readFile(join(from, 'manifest.json'), 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error('the backup is of a format that this version does not read')
  if ((await means.database.inspectorates()).length > 0)
    throw new Error('the portal already holds an inspectorate; restore into an empty data folder')
  const tables = inOrder(await listTables(means.database))
  await means.database.asOwner(async (connection) => {
    await connection.run('begin')
    try {
      for (const { schema, name } of tables.filter((table) => table.schema === 'public'))
        await connection.run(
          `alter table ${schema}."${name}" disable trigger user; alter table ${schema}."${name}" no force row level security`
        )
      for (const table of tables) {
        for (const part of manifest.tables.filter((one) => one.schema === table.schema && one.name === table.name)) {
          const lines: string[] = []
          let rows = 0
          const file = createReadStream(join(from, part.file)).pipe(createGunzip())
          for await (const line of createInterface({ input: file })) {
            lines.push(line)
            rows += 1
            // A table that refers to itself goes in whole: only at the end of a statement are its references looked at.
            if (lines.length >= batch && !table.self) await insertLines(connection, table, lines.splice(0))
          }
          await insertLines(connection, table, lines)
          if (rows !== part.rows)
            throw new Error(`${part.file} holds ${rows} rows where the manifest says ${part.rows}`)
        }
      }
      // References that wait for the commit are looked at now: a table with waiting ones cannot be altered.
      await connection.run('set constraints all immediate')
      for (const { schema, name } of tables.filter((table) => table.schema === 'public'))
        await connection.run(
          `alter table ${schema}."${name}" enable trigger user; alter table ${schema}."${name}" force row level security`
        )
      await connection.run('commit')
    } catch (error) {
      await connection.run('rollback')
      throw error
    }
  })
  for (const [inspectorate, head] of Object.entries(manifest.heads)) {
    const found = await means.database.read({ inspectorate }, (reader) => verifyLog(reader, [head]))
    if (found.faults.length > 0 || found.head.hash !== head.hash)
      throw new Error(`the log of ${inspectorate} is not the one that was backed up`)
  }
  for (const name of [...folders, 'secret']) {
    if (existsSync(join(from, name)))
      await cp(join(from, name), join(means.folder, name), { recursive: true, force: true })
  }
  await closeToOthers(means.folder)
  return manifest
}
