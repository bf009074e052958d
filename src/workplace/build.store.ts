import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { quoteText, withDuckDB } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
import { makeEntries, takeKnown } from './entry.store.ts'
import { makeIndex, writeIndex } from './index.store.ts'
import { joinEntries, workplacesSql, writeMembers } from './join.store.ts'
import { makeNameMacros, makeNames } from './name.store.ts'
import { makeEdges } from './pair.store.ts'
import type { Decision } from './rules.ts'

export type BuildOrder = {
  /** The copy of the evidence, a DuckDB file that is only read. */
  facts: string
  /** Where the register shall stand; its index stands beside it. */
  path: string
  /** The register before it, whose workplaces keep their ids. */
  former?: string | undefined
  decisions: readonly Decision[]
  /** Ids of workplaces on which somebody acted. */
  acted: readonly string[]
}

export const indexOf = (path: string) => `${path}.index`

/**
 * Makes the register of workplaces of one inspectorate from its evidence: a disposable file, made beside its place and
 * renamed, so that it is whole or not there. Some 250 MB of memory and a minute or two for a million workplaces.
 */
export async function buildRegister({ facts, path, former, decisions, acted }: BuildOrder): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const building = `${path}.${newId()}.building`
  const spill = `${building}.spill`
  try {
    await withDuckDB(
      building,
      async (connection) => {
        await connection.run(`attach ${quoteText(facts)} as facts (read_only)`)
        await makeNameMacros(connection)
        await makeEntries(connection)
        await connection.run('detach facts')
        if (former && existsSync(former)) await takeKnown(connection, former).catch(() => undefined)
        await makeNames(connection)
        await makeEdges(connection)
        const index = await makeIndex(connection)
        const workplaces = await joinEntries(connection, { size: index.entries, decisions, acted })
        await connection.run('create table member (n integer, workplace integer)')
        const joined: { n: number; workplace: number }[] = []
        for (const [n, workplace] of workplaces.entries()) if (n !== workplace) joined.push({ n, workplace })
        await writeMembers(connection, joined)
        await connection.run(`create table workplace as ${workplacesSql()} order by n`)
        await connection.run('create index entry_number on entry (n)')
        await connection.run('create index workplace_number on workplace (n)')
        await connection.run('create table decided (first uuid, second uuid, verdict varchar)')
        for (const { first, second, verdict } of decisions)
          await connection.run('insert into decided values ($1, $2, $3)', [first, second, verdict])
        await connection.run('checkpoint')
        await writeIndex(indexOf(path), index)
      },
      { temp_directory: spill, preserve_insertion_order: 'false' }
    )
    await rename(building, path)
  } finally {
    await rm(building, { force: true })
    await rm(`${building}.wal`, { force: true })
    await rm(spill, { recursive: true, force: true })
  }
}
