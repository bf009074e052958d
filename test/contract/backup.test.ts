import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { backUp, restore } from '../../src/backup.ts'
import { readConfig } from '../../src/config.ts'
import { importEvidence } from '../../src/evidence/import.operations.ts'
import { checkFiles } from '../../src/evidence/integrity.store.ts'
import { formOfMapping } from '../../src/evidence/mapping-form.rules.ts'
import { readDataSet } from '../../src/evidence/operations.ts'
import { readUpload, receiveFile } from '../../src/evidence/upload.operations.ts'
import type { Actor } from '../../src/kernel/access.ts'
import { verifyLog } from '../../src/kernel/event.ts'
import { newId } from '../../src/kernel/id.ts'
import { mandates } from '../../src/office/records.operations.ts'
import { plans } from '../../src/plan/operations.ts'
import { openPortal, type Portal } from '../../src/portal.ts'
import { makeDatabase, type OwnDatabase } from '../postgres.ts'
import { type Browser, openBrowser, openTestPortal, type TestPortal } from '../test-portal.ts'
import { readCatalogue } from './catalogue.ts'
import { addNeighbour } from './neighbour.ts'

let portal: TestPortal
const scratch = mkdtempSync(join(tmpdir(), 'plumbline-backup-'))
const backup = join(scratch, 'backup')
const opened: (() => Promise<unknown>)[] = []
let upload: string
let signedIn: Browser
let link: string

/** A file that waits until somebody agrees how it is read. */
async function sendFile(actor: Actor): Promise<string> {
  const path = join(portal.config.folder, 'incoming', newId())
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, 'employer,city\nBakery,Lyon\n')
  const file = { path, name: 'cases.csv', bytes: 27 }
  return (await portal.performer.carryOut(receiveFile, actor, { file: [file] })).result.id
}

/** Files and folders that another account of the machine could read. */
function openToOthers(folder: string): string[] {
  const names = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
  return names.filter((name) => (statSync(join(folder, name)).mode & 0o077) !== 0)
}

beforeAll(async () => {
  portal = await openTestPortal()
  const neighbour = await addNeighbour(portal)
  const { planner } = portal.actors
  await portal.performer.carryOut(plans.add, planner, {
    title: 'خطة “Δ” — ñandú\n\\N\t"quoted"',
    starts: '2026-01-01',
    ends: '2026-12-31'
  })
  for (const actor of [planner, neighbour.actor]) {
    for (let n = 0; n < 30; n++)
      await portal.performer.carryOut(mandates.add, actor, { kind: 'legal', title: `Act ${n}` })
  }
  mkdirSync(join(portal.config.folder, 'evidence/some'), { recursive: true })
  writeFileSync(join(portal.config.folder, 'evidence/some/cases.parquet'), 'kept as it lies', { mode: 0o644 })
  mkdirSync(join(portal.config.folder, 'evidence/some/other.partial'), { recursive: true })
  upload = await sendFile(planner)
  signedIn = await portal.browser('planner')
  link = await portal.sessions.makeLink((await portal.sessions.findAccount('viewer@example.org')) ?? '')
  await backUp({ database: portal.database, folder: portal.config.folder, version: 'test' }, backup)
})
afterAll(async () => {
  for (const close of opened.reverse()) await close()
  await portal.close()
  rmSync(scratch, { recursive: true, force: true })
})

/** A portal as at a first start, on the database of the run. */
async function openEmpty(name: string): Promise<{ portal: Portal; reopen(): Promise<Portal> }> {
  const template = inject('template')
  const own: OwnDatabase | undefined = template ? await makeDatabase(template, 'restore') : undefined
  if (own) opened.push(own.drop)
  const config = readConfig({ PLUMBLINE_DATA: join(scratch, name), ...(own ? { DATABASE_URL: own.url } : {}) })
  let present = await openPortal(config)
  opened.push(() => present.close())
  return {
    portal: present,
    async reopen() {
      await present.close()
      present = await openPortal(config)
      return present
    }
  }
}

/** Every table's number of rows, and a hash of what they hold. */
async function countsOf({ database }: Pick<Portal, 'database'>): Promise<Record<string, unknown>> {
  const tables = await readCatalogue(database)
  return database.asOwner(async (connection) => {
    const counts: Record<string, unknown> = {}
    for (const { name } of tables.filter((table) => table.name !== 'migration')) {
      const { rows } = await connection.query(
        `select count(*)::int as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from ${name} t`
      )
      counts[name] = rows[0]
    }
    for (const name of ['user', 'account', 'twoFactor']) {
      const { rows } = await connection.query(
        `select count(*)::int as n, md5(string_agg(t::text, '|' order by t::text)) as hash from auth."${name}" t`
      )
      counts[`auth.${name}`] = rows[0]
    }
    return counts
  })
}

const headOf = ({ database }: Pick<Portal, 'database'>, inspectorate: string) =>
  database.read({ inspectorate }, (reader) => verifyLog(reader))

describe('a backup', { timeout: 90_000 }, () => {
  let restored: Portal
  beforeAll(async () => {
    const { portal: empty, reopen } = await openEmpty('restored')
    await restore({ database: empty.database, folder: empty.config.folder }, backup)
    restored = await reopen()
  })

  test('brought back into an empty portal has every row, the same heads, the evidence, and lets people sign in', async () => {
    expect(await countsOf(restored)).toEqual(await countsOf(portal))
    for (const { id } of await portal.database.inspectorates()) {
      expect(await headOf(restored, id)).toEqual(await headOf(portal, id))
    }
    expect(readFileSync(join(restored.config.folder, 'evidence/some/cases.parquet'), 'utf8')).toBe('kept as it lies')
    const browser = openBrowser(restored)
    expect((await browser.signIn('planner@example.org')).headers.get('location')).toBe('/')
    expect((await browser.json('mandate.add', { kind: 'legal', title: 'After the restore' })).status).toBe(200)
    expect((await headOf(restored, portal.actors.planner.inspectorate)).faults).toEqual([])
  })

  test('keeps nobody signed in, and opens no link to a password', async () => {
    expect(readdirSync(join(backup, 'tables')).filter((name) => /session|verification/.test(name))).toEqual([])
    expect((await signedIn.get('/plans')).status).toBe(200)
    const copy = openBrowser(restored)
    for (const [name, value] of signedIn.cookies) copy.cookies.set(name, value)
    expect((await copy.get('/plans')).status).toBe(303)
    expect((await openBrowser(portal).get(`/welcome/${link}`)).status).toBe(200)
    expect((await copy.get(`/welcome/${link}`)).status).toBe(410)
  })

  test('has the files that wait, so that they can be imported where it is brought back', async () => {
    const { planner } = portal.actors
    const { proposal } = await restored.performer.ask(readUpload, planner, { upload })
    const { result } = await restored.performer.carryOut(importEvidence, planner, {
      upload,
      name: 'Waited',
      case_origin: 'unknown',
      ...formOfMapping(proposal.mapping)
    })
    await restored.imports.finish(planner.inspectorate, result.version)
    const { versions } = await restored.performer.ask(readDataSet, planner, { data_set: result.id })
    expect(versions).toMatchObject([{ state: 'done', accepted: 1 }])
    const whole = await checkFiles(
      restored.database.reader(planner.inspectorate),
      planner.inspectorate,
      restored.config.folder
    )
    expect(whole).toEqual({ files: 5, damaged: [] })
  })

  test('can be read by its owner alone, as can the data folder that it is brought back into', () => {
    expect(openToOthers(backup)).toEqual([])
    expect(openToOthers(restored.config.folder)).toEqual([])
  })

  test('leaves out an import that is half written', () => {
    expect(readdirSync(join(backup, 'evidence/some'))).toEqual(['cases.parquet'])
  })

  test('is not brought back over an inspectorate that is there', async () => {
    const before = await countsOf(portal)
    await expect(restore({ database: portal.database, folder: portal.config.folder }, backup)).rejects.toThrow(
      /empty data folder/
    )
    expect(await countsOf(portal)).toEqual(before)
  })

  test('that lacks a row is refused, and nothing of it is brought back', async () => {
    const damaged = join(scratch, 'damaged')
    mkdirSync(join(damaged, 'tables'), { recursive: true })
    for (const name of readdirSync(join(backup, 'tables')))
      writeFileSync(join(damaged, 'tables', name), readFileSync(join(backup, 'tables', name)))
    writeFileSync(join(damaged, 'manifest.json'), readFileSync(join(backup, 'manifest.json')))
    const file = join(damaged, 'tables', `${portal.actors.planner.inspectorate}.mandate.jsonl.gz`)
    writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().split('\n').slice(1).join('\n')))
    const { portal: empty } = await openEmpty('refused')
    const before = await countsOf(empty)
    await expect(restore({ database: empty.database, folder: empty.config.folder }, damaged)).rejects.toThrow(
      /29 rows where the manifest says 30/
    )
    expect(await countsOf(empty)).toEqual(before)
    expect(await empty.database.inspectorates()).toEqual([])
  })

  test('is not written into a folder that is there', async () => {
    await expect(
      backUp({ database: portal.database, folder: portal.config.folder, version: 'test' }, backup)
    ).rejects.toThrow(/is there already/)
  })
})
