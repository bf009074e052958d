import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { backUp, restore } from '../../src/backup.ts'
import { readConfig } from '../../src/config.ts'
import { importFromFile } from '../../src/evidence/commands.ts'
import { openPortal, type Portal } from '../../src/portal.ts'
import {
  describeWorkplace,
  linkWorkplaces,
  mergeWorkplaces,
  splitWorkplace
} from '../../src/workplace/act.operations.ts'
import { readDoubts, readWorkplace, searchRegister } from '../../src/workplace/operations.ts'
import { makeDatabase } from '../postgres.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'

/** The register is a projection that may be thrown away; what people decided must outlive that, a restart and a restore. */

let portal: TestPortal
let restored: Portal
let close: (() => Promise<unknown>)[] = []
const scratch = mkdtempSync(join(tmpdir(), 'plumbline-register-'))
const planner = () => portal.actors.planner
const asked = ['miguels cafe', 'harbor cleaning', 'northern farms', 'tamale cart', 'elm bakery']
const ids: Record<string, string> = {}

const lines = [
  'case_id,employer_id,trade_nm,address,cty_nm,zip_cd,closed_date,violations',
  "1,,Miguel's Cafe,,Poulsbo,98370,2026-01-05,2",
  '2,,MIGUELS CAFE LLC,,Poulsbo,98370,2026-02-05,1',
  '3,,Harbor Cleaning,,Seattle,98101,2026-01-07,0',
  '4,,Harbour Cleaning Services,,Seattle,98101,2026-03-07,3',
  '5,77001,Northern Farms,,Yakima,98901,2026-01-09,1',
  '6,77001,Northern Farms,,Spokane,99201,2026-01-10,1',
  '7,,Tamale cart,,Tacoma,98402,2026-01-12,1',
  '8,,Elm Bakery,,Tacoma,98402,2026-01-13,0'
]

/** What the register and the database say of every workplace: what it is made of, its links, what was done to it, the queue. */
async function everything(of: Pick<Portal, 'registers' | 'performer'>) {
  await of.registers.ready(planner().inspectorate)
  const found = []
  for (const text of asked) {
    const { workplaces } = await of.performer.ask(searchRegister, planner(), { text })
    for (const { id } of workplaces) {
      const { workplace, entries, links, rows, acts } = await of.performer.ask(readWorkplace, planner(), { id })
      const { n: _number, ...kept } = workplace
      found.push({
        kept,
        entries: entries.map((entry) => [entry.id, entry.name]),
        links: links.map(({ kind, end, isFrom }) => [kind, end, isFrom]),
        rows: rows.map(({ id: row, setting, note }) => [row, setting, note]),
        acts: acts.map(({ number, operation, person }) => [number, operation, person])
      })
    }
  }
  const { total } = await of.performer.ask(readDoubts, planner(), {})
  return { found, doubts: total }
}

const find = async (text: string, place = 0) =>
  (await portal.performer.ask(searchRegister, planner(), { text })).workplaces[place]?.id ?? ''
const entriesOf = async (id: string) => (await portal.performer.ask(readWorkplace, planner(), { id })).entries

beforeAll(async () => {
  portal = await openTestPortal()
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'cases.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  await importFromFile(portal.importMeans, planner(), { file, name: 'Cases', case_origin: 'unknown' })
  await portal.registers.ready(planner().inspectorate)
  const { carryOut } = portal.performer
  ids.farm = await find('northern farms', 0)
  await carryOut(mergeWorkplaces, planner(), { workplace: ids.farm, other: await find('northern farms', 1) })
  ids.cafe = await find('miguels cafe')
  const [taken] = await entriesOf(ids.cafe)
  await carryOut(splitWorkplace, planner(), { workplace: ids.cafe, entries: [taken?.id ?? ''] })
  ids.cart = await find('tamale cart')
  const told = { name: 'Tamale cart', setting: 'mobile', note: 'At the market on Fridays' } as const
  await carryOut(describeWorkplace, planner(), { workplace: ids.cart, ...told })
  const link = { workplace: ids.cart, other: await find('elm bakery'), side: 'other', kind: 'buyer' } as const
  await carryOut(linkWorkplaces, planner(), link)
}, 90_000)
afterAll(async () => {
  for (const one of close.reverse()) await one()
  await portal.close()
  rmSync(scratch, { recursive: true, force: true })
})

describe('the register of workplaces', { timeout: 120_000 }, () => {
  test('holds what was merged, split, described and linked', async () => {
    expect(await entriesOf(ids.farm ?? '')).toHaveLength(2)
    const cafes = (await portal.performer.ask(searchRegister, planner(), { text: 'miguels cafe' })).workplaces
    expect(cafes.filter(({ name }) => /miguel/i.test(name ?? ''))).toHaveLength(2)
    const { links, rows } = await portal.performer.ask(readWorkplace, planner(), { id: ids.cart ?? '' })
    expect([links[0]?.kind, links[0]?.end.name, rows[0]?.setting]).toEqual(['buyer', 'Elm Bakery', 'mobile'])
  })

  test('is the same where a backup, which has no register in it, is brought back into an empty portal', async () => {
    const before = await everything(portal)
    const backup = join(scratch, 'backup')
    await backUp({ database: portal.database, folder: portal.config.folder, version: 'test' }, backup)
    const template = inject('template')
    const own = template ? await makeDatabase(template, 'register') : undefined
    const config = readConfig({ PLUMBLINE_DATA: join(scratch, 'restored'), ...(own ? { DATABASE_URL: own.url } : {}) })
    const empty = await openPortal(config)
    await restore({ database: empty.database, folder: empty.config.folder }, backup)
    await empty.close()
    restored = await openPortal(config)
    close = [...(own ? [own.drop] : []), () => restored.close()]
    expect(await everything(restored)).toEqual(before)
  })

  test('is the same after a restart, with what was decided up to the last moment', async () => {
    const [bakery, cafe] = [await find('elm bakery'), await find('harbor cleaning')]
    await restored.performer.carryOut(mergeWorkplaces, planner(), { workplace: bakery, other: cafe })
    const before = await everything(restored)
    expect(before).not.toEqual(await everything(portal))
    const { config } = restored
    await restored.close()
    restored = await openPortal(config)
    expect(await everything(restored)).toEqual(before)
  })

  test('is the same made anew from nothing, without the copy of the evidence and without the former register', async () => {
    const before = await everything(restored)
    const { config } = restored
    await restored.close()
    for (const folder of ['register', 'facts']) rmSync(join(config.folder, folder), { recursive: true })
    restored = await openPortal(config)
    expect(await everything(restored)).toEqual(before)
  })
})
