import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { migrate, openDatabase } from '../src/kernel/database.ts'
import { makeAnnouncer } from '../src/kernel/event.ts'
import { makePerformer } from '../src/kernel/operation.ts'
import { makeSessions, readSecret } from '../src/kernel/session.ts'
import { fillForTests } from './people.ts'
import { makeDatabase } from './postgres.ts'

const root = join(import.meta.dirname, '..')

/** What the prepared database is made from; when one of these changes, it is made anew. */
const madeFrom = [
  ...readdirSync(join(root, 'migrations')).map((name) => join('migrations', name)),
  ...['account.ts', 'event.ts', 'operation.ts', 'session.ts'].map((name) => join('src/kernel', name)),
  'test/people.ts',
  'src/office/set-up.operations.ts',
  'package-lock.json'
]

/** Once for a run: a database with its tables and people, from which each test file gets a copy of its own. */
export default async function prepare(project: TestProject): Promise<() => Promise<void>> {
  const address = project.name === 'postgresql' ? process.env.TEST_DATABASE_URL : undefined
  const template = address ? await makeTemplate(address) : undefined
  project.provide('template', template?.url ?? '')
  project.provide('dump', template ? '' : await makeDump())
  return async () => template?.drop()
}

async function fill(from: { url: string } | { dump: string }): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-prepare-'))
  const database = await openDatabase('url' in from ? from : { folder })
  await migrate(database, join(root, 'migrations'))
  const sessions = makeSessions({ database, secret: readSecret(folder) })
  const lent = { folder, kinds: [], forgetSessions: sessions.forget, wordsOf: () => undefined }
  const performer = makePerformer({ database, announcer: makeAnnouncer(), portal: lent as never })
  await fillForTests({ sessions, performer })
  if ('dump' in from) await database.dump?.(from.dump)
  await database.close()
  rmSync(folder, { recursive: true, force: true })
}

/** The embedded database as one file, kept from run to run for as long as what it is made from stays the same. */
async function makeDump(): Promise<string> {
  const hash = createHash('sha256')
  for (const file of madeFrom) hash.update(readFileSync(join(root, file)))
  const folder = join(root, '.cache')
  const dump = join(folder, `prepared-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(dump)) return dump
  mkdirSync(folder, { recursive: true })
  const unfinished = `${dump}.${process.pid}`
  await fill({ dump: unfinished })
  for (const name of readdirSync(folder)) dropIfOld(join(folder, name))
  renameSync(unfinished, dump)
  return dump
}

function dropIfOld(file: string): void {
  const hour = 60 * 60 * 1000
  if (/prepared-/.test(file) && statSync(file).mtimeMs < Date.now() - hour) rmSync(file, { force: true })
}

async function makeTemplate(address: string): Promise<{ url: string; drop(): Promise<void> }> {
  const made = await makeDatabase(address, 'template')
  await fill({ url: made.url })
  return made
}
