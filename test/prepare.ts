import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

const root = join(import.meta.dirname, '..')

/** What the prepared database is made from; when one of these changes, it is made anew. */
const madeFrom = [
  ...readdirSync(join(root, 'migrations')).map((name) => join('migrations', name)),
  ...['account.ts', 'event.ts', 'operation.ts', 'session.ts', 'testing.ts'].map((name) => join('src/kernel', name)),
  'src/office/set-up.operations.ts',
  'package-lock.json'
]

/** Once for a run: a database with its tables and people, from which each test file gets a copy of its own. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const address = process.env.TEST_DATABASE_URL
  const template = address ? await makeTemplate(address) : undefined
  project.provide('template', template?.url ?? '')
  project.provide('dump', template ? '' : await makeDump())
  return async () => template?.drop()
}

async function fill(databaseUrl?: string, dump?: string): Promise<void> {
  const [{ readConfig }, { openPortal }, { fillForTests }] = await Promise.all([
    import('../src/kernel/config.ts'),
    import('../src/portal.ts'),
    import('../src/kernel/testing.ts')
  ])
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-prepare-'))
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: folder, ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}) }))
  await fillForTests(portal)
  if (dump) await portal.database.dump?.(dump)
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
}

/** The embedded database as one file, kept from run to run for as long as what it is made from stays the same. */
async function makeDump(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of madeFrom) hash.update(readFileSync(join(root, file)))
  const folder = join(root, '.cache')
  const dump = join(folder, `prepared-${hash.digest('hex').slice(0, 16)}.tar.gz`)
  if (existsSync(dump)) return dump
  mkdirSync(folder, { recursive: true })
  const unfinished = `${dump}.${process.pid}`
  await fill(undefined, unfinished)
  for (const name of readdirSync(folder)) dropIfOld(join(folder, name))
  renameSync(unfinished, dump)
  return dump
}

function dropIfOld(file: string): void {
  const hour = 60 * 60 * 1000
  if (/prepared-/.test(file) && statSync(file).mtimeMs < Date.now() - hour) rmSync(file, { force: true })
}

async function makeTemplate(address: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `plumbline_template_${randomBytes(6).toString('hex')}`
  const ask = async (statement: string) => {
    const client = new pg.Client({ connectionString: address })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await ask(`create database ${name}`)
  const url = new URL(address)
  url.pathname = `/${name}`
  await fill(url.href)
  return { url: url.href, drop: () => ask(`drop database ${name} with (force)`) }
}
