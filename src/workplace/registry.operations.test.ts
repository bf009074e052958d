import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { readDataSet } from '../evidence/operations.ts'
import type { Joining } from '../evidence/register.rules.ts'
import { describeWorkplace } from './act.operations.ts'
import { readHistory, readWorkplace, readWorkplaceOfRecord, searchRegister } from './operations.ts'

let portal: TestPortal
const ids: Record<string, string> = {}

const files: Record<string, string[]> = {
  cases: [
    'case_id,trade_nm,address,cty_nm,zip_cd,closed_date,violations,backwages',
    "1,Miguel's Cafe,4 Harbour Road,Poulsbo,98370,2026-01-05,2,10.00",
    '2,Tamale cart,9 Elm Street,Tacoma,98402,2026-01-12,1,1.00'
  ],
  register: [
    'Reg. no,Business name,Street address,Town,Zip,Number of employees,Women,Date of registration,Closure date,Type of unit',
    'B-10001,Miguels Cafe LLC,4 Harbour Road,Poulsbo,98370,12,7,2011-03-01,,registered',
    'B-10002,Evergreen Shingle Works,1 Mill Lane,Yakima,98901,480,90,1998-05-17,,registered',
    'B-10003,Quiet Loom Textiles,3 Quay,Spokane,99201,25,20,2001-01-01,2019-12-31,registered'
  ],
  audits: [
    'Audit date,Factory name,Town,Zip,Auditor,Standard,Non-conformities',
    '2026-02-01,Miguels Cafe,Poulsbo,98370,Bright Auditing,SA8000,30',
    '2026-03-01,Quiet Loom Textiles,Spokane,99201,Bright Auditing,SMETA,0'
  ],
  diseases: [
    'Date of recognition,Disease,ICD-10 code,Employer,City,Zip,Fatal',
    '2026-04-01,Hearing loss,H83.3,Evergreen Shingle Works,Yakima,98901,no'
  ]
}

async function send(name: string, lines: readonly string[], more: { data_set?: string; joins?: Joining } = {}) {
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}-${lines.length}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  const order = { file, name, case_origin: 'unknown' as const, ...more }
  const { dataSet } = await importFromFile(portal.importMeans, portal.actors.planner, order)
  await portal.registers.ready(portal.actors.planner.inspectorate)
  ids[name] = dataSet
}

const as = (who: keyof TestPortal['actors']) => portal.actors[who]
const search = (text: string, who: keyof TestPortal['actors'] = 'planner') =>
  portal.performer.ask(searchRegister, as(who), { text })
const find = async (text: string) => (await search(text)).workplaces[0]?.id ?? ''
const read = async (id: string) => (await portal.performer.ask(readWorkplace, as('planner'), { id })).workplace
const history = (id: string) => portal.performer.ask(readHistory, as('planner'), { id })

beforeAll(async () => {
  portal = await openTestPortal()
  for (const [name, lines] of Object.entries(files)) await send(name, lines)
}, 120_000)
afterAll(() => portal.close())

describe('a register of workplaces', () => {
  test('is read as such: each line is a workplace with its number, its workers and its days', async () => {
    const { versions } = await portal.performer.ask(readDataSet, as('planner'), {
      data_set: ids.register
    })
    expect(versions[0]?.mapping.table).toBe('workplaces')
    expect(versions[0]?.result).toMatchObject({ accepted: 3, rejected: 0, period: null, tables: ['workplaces'] })
  })

  test('lets a workplace be found that never had a case, under a misspelt name and by its number', async () => {
    const [found] = (await search('evergren shingle')).workplaces
    expect(found).toMatchObject({ name: 'Evergreen Shingle Works', cases: 0, registered: 1, workers: 480 })
    expect((await search('B-10002')).workplaces.map(({ id }) => id)).toContain(found?.id)
  })

  test('names the workplace of the cases that it is, and stands on its page with number, size and days', async () => {
    const workplace = await read(await find('miguels cafe'))
    expect(workplace).toMatchObject({ name: 'Miguels Cafe LLC', cases: 1, registered: 1, workers: 12 })
    const { registrations, dataSets } = await history(workplace.id)
    expect(registrations).toMatchObject([
      { dataSet: ids.register, identifier: 'B-10001', employees: 12, women: 7, registered: '2011-03-01', closed: null }
    ])
    expect(dataSets.map(({ name }) => name)).toContain('register')
    const place = { table: 'workplaces' as const, dataSet: ids.register, row: 2 }
    const of = await portal.performer.ask(readWorkplaceOfRecord, as('planner'), place)
    expect(of.workplace?.id).toBe(workplace.id)
  })

  test('takes the place of its former extract as a whole', async () => {
    const [header = '', ...lines] = files.register ?? []
    const grown = [
      header,
      ...lines.slice(0, 2),
      'B-10004,Amber Tannery,2 Dock,Yakima,98901,60,12,2026-01-01,,registered'
    ]
    await send('register', grown, { data_set: ids.register ?? '' })
    expect(await read(await find('amber tannery'))).toMatchObject({ registered: 1, workers: 60 })
    // The tannery came, the loom went: only its audit still names it.
    expect(await read(await find('quiet loom'))).toMatchObject({ registered: 0, workers: null, audits: 1 })
  }, 60_000)
})

describe('private audits and occupational diseases', () => {
  test('stand in the history as what they are, and add nothing to cases or violations', async () => {
    const workplace = await read(await find('miguels cafe'))
    expect(workplace).toMatchObject({ cases: 1, audits: 1, records: 2, violations: 2 })
    const { records } = await history(workplace.id)
    expect(records.map(({ source, kind, what, violations }) => [source, kind, what, violations])).toEqual([
      ['audits', 'audit', 'SA8000 · Bright Auditing', null],
      ['cases', 'case', null, 2]
    ])
    const { records: ofMill } = await history(await find('evergreen shingle'))
    expect(ofMill).toMatchObject([{ source: 'diseases', what: 'Hearing loss', day: '2026-04-01' }])
  })
})

describe('a workplace that a person calls a household', () => {
  test('is masked in lists and found by no name or number, but by those who visit it', async () => {
    const cart = await find('tamale')
    const said = { workplace: cart, name: 'Tamale cart', registration: '', setting: 'household', formalised_by: '' }
    await portal.performer.carryOut(describeWorkplace, as('planner'), said)
    expect((await search('tamale', 'inspector')).workplaces).toMatchObject([{ id: cart, masked: false }])
    expect((await search('tamale', 'director')).workplaces).toEqual([])
    const listed = await search('', 'director')
    expect(listed.workplaces.find(({ id }) => id === cart)).toMatchObject({ name: null, address: null, masked: true })
    expect(JSON.stringify(listed)).not.toMatch(/Tamale|Elm/)
  })
})
