import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import { giveUpFile } from './give-up.operations.ts'
import { importEvidence } from './import.operations.ts'
import { checkFiles } from './integrity.store.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { listEvidence, readDataSet } from './operations.ts'
import { readUpload, receiveFile } from './upload.operations.ts'

let portal: TestPortal
let director: Browser
let bakeries: { id: string; version: string }

const planner = () => portal.actors.planner
const cases = (name: string, n: number) =>
  [
    'trade_nm,cty_nm,naic_cd,case_violtn_cnt',
    ...Array.from({ length: n }, (_, index) => `${name} ${index},Fresno,722511,${index}`)
  ].join('\n')

async function receive(content: string, dataSet?: string): Promise<string> {
  const path = join(portal.config.folder, 'incoming', newId())
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  const file = { path, name: 'cases.csv', bytes: content.length }
  const { result } = await portal.performer.carryOut(receiveFile, planner(), {
    file: [file],
    data_set: dataSet ?? null
  })
  return result.id
}

async function importAs(upload: string, into: Record<string, unknown>) {
  const { proposal } = await portal.performer.ask(readUpload, planner(), { upload })
  const form = { upload, case_origin: 'unknown', ...formOfMapping(proposal.mapping), ...into }
  const { result } = await portal.performer.carryOut(importEvidence, planner(), form)
  await portal.imports.finish(planner().inspectorate, result.version)
  return result
}

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => (error instanceof Problem ? error.code : String(error))
  )

const placeOf = ({ id, version }: { id: string; version: string }) =>
  join(portal.config.folder, 'evidence', planner().inspectorate, id, version)

const check = () =>
  checkFiles(portal.database.reader(planner().inspectorate), planner().inspectorate, portal.config.folder)

/** As after somebody deleted the figures' copy: it is made anew from the files as they lie now. */
async function makeFiguresAnew() {
  rmSync(join(portal.config.folder, 'facts'), { recursive: true, force: true })
  await portal.facts.refresh(planner().inspectorate)
}

beforeAll(async () => {
  portal = await openTestPortal()
  director = await portal.browser('director')
  bakeries = await importAs(await receive(cases('Bakery', 30)), { name: 'Bakeries' })
  await importAs(await receive(cases('Forge', 40)), { name: 'Forges' })
})
afterAll(() => portal.close())

test('every file of an import is remembered by its checksum, the file as it was sent included', async () => {
  expect(await check()).toEqual({ files: 10, damaged: [] })
  const { versions } = await portal.performer.ask(readDataSet, planner(), { data_set: bakeries.id })
  expect(Object.keys(versions[0]?.result.files ?? {}).sort()).toEqual([
    'cases.parquet',
    'findings.parquet',
    'flags.csv',
    'original',
    'rejects.csv'
  ])
})

test('a few bytes that changed are found, and the file and its data set are named', async () => {
  const file = join(placeOf(bakeries), 'cases.parquet')
  const bytes = readFileSync(file)
  bytes.fill(0x55, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 8)
  writeFileSync(file, bytes)
  const { damaged } = await check()
  expect(damaged).toMatchObject([{ name: 'Bakeries', current: true, fault: 'changed' }])
  expect(damaged[0]?.file).toMatch(/^evidence.*cases\.parquet$/)
})

test('the figures go on with the other data sets, and every page says which is left out', async () => {
  await makeFiguresAnew()
  const { data_sets } = await portal.performer.ask(listEvidence, planner(), {})
  expect(data_sets.map(({ name, left_out }) => [name, left_out])).toEqual([
    ['Bakeries', 'changed'],
    ['Forges', null]
  ])
  const named = /No figure counts “[\u2068]?Bakeries[\u2069]?” at present/
  for (const [sentence, ...paths] of [
    [named, '/figures', '/figures/records', '/', '/plans'],
    [/No figure counts these records at present/, '/evidence', `/evidence/${bakeries.id}`]
  ] as [RegExp, ...string[]][]) {
    for (const path of paths) {
      const answer = await director.get(path)
      expect([path, answer.status]).toEqual([path, 200])
      const html = await answer.text()
      expect(html.slice(html.indexOf('<main')).split(sentence), path).toHaveLength(2)
    }
  }
  const figures = await (await director.get('/figures')).text()
  expect(figures).toContain(`href="/evidence/${bakeries.id}"`)
  expect(figures).toMatch(/>40</)
  expect(await (await director.get('/evidence')).text()).toContain('hold 40 records')
})

test('a data set of which the whole folder is gone is shown all the same', async () => {
  rmSync(placeOf(bakeries), { recursive: true })
  await makeFiguresAnew()
  const answer = await director.get(`/evidence/${bakeries.id}`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('One of its files is missing')
})

test('nothing is added to what is damaged', async () => {
  const upload = await receive(cases('Mill', 10))
  const { id } = await importAs(upload, { data_set: bakeries.id, joins: 'add' })
  const { versions } = await portal.performer.ask(readDataSet, planner(), { data_set: id })
  expect(versions[0]).toMatchObject({ state: 'failed', problem: { code: 'evidence-damaged' } })
  await portal.performer.carryOut(giveUpFile, planner(), { upload })
})

test('the same file may be sent again for it, and for nothing else, and then everything counts again', async () => {
  expect(await codeOf(receive(cases('Forge', 40)))).toBe('file-seen-before')
  const upload = await receive(cases('Bakery', 30), bakeries.id)
  expect(await codeOf(importAs(upload, { name: 'Elsewhere' }))).toBe('file-seen-before')
  await importAs(upload, { data_set: bakeries.id })
  expect(await portal.facts.leftOut(planner().inspectorate)).toEqual([])
  expect(await (await director.get('/evidence')).text()).toContain('hold 70 records')
  expect((await check()).damaged.every(({ current }) => !current)).toBe(true)
})
