import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { readQuality } from './quality.operations.ts'

let portal: TestPortal
let planner: Browser
const ids: Record<string, string> = {}

/** 40 cases a month through 2021 and 2022, but 3 in November 2021; every tenth without a city, some rows refused or in doubt. */
const cases = Array.from({ length: 24 }, (_, index) => {
  const month = `${2021 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
  return Array.from({ length: month === '2021-11' ? 3 : 40 }, (_, row) => {
    const closed = index === 3 && row < 5 ? 'soon' : `${month}-${String((row % 28) + 1).padStart(2, '0')}`
    return `${index}-${row},Bakery ${row},${row % 10 === 0 ? '' : 'Lyon'},${month}-01,${closed},${index === 0 && row === 1 ? 20_000 : 1}`
  })
}).flat()

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const files = {
    dated: `case_id,employer,city,opened,closed,violations\n${cases.join('\n')}\n`,
    unnumbered: 'employer,city,opened\nBakery,Lyon,2024-01-02\nMill,Lyon,2024-01-03\n',
    undated: 'case_id,employer,city,violations\n1,Bakery,Lyon,2\n2,Mill,Lyon,0\n'
  }
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, content)
    const order = { file, name, source: 'Test', licence: 'none', case_origin: 'unknown' } as const
    ids[name] = (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
  }
})
afterAll(() => portal.close())

test('the quality of a data set counts what is empty, refused and doubtful, field by field', async () => {
  const quality = await portal.performer.ask(readQuality, portal.actors.director, { data_set: ids.dated })
  const records = 23 * 40 + 3 - 5
  expect(quality).toMatchObject({ records, lastDay: '2022-12-28', medianDays: expect.any(Number) })
  const field = (name: string) => quality.fields.find(({ field }) => field === name)
  const withoutCity = cases.filter((row) => row.includes(',,') && !row.includes('soon')).length
  expect(field('city')).toEqual({
    field: 'city',
    filled: records - withoutCity,
    refused: 0,
    doubtful: 0,
    derived: false,
    doubt: null
  })
  expect(field('concluded')).toMatchObject({ filled: records, refused: 5 })
  expect(field('violations')).toMatchObject({ doubtful: 1 })
  expect(field('penalties')).toBeUndefined()
})

test('a month with hardly any records is told, without its small number, on the page and on every figure', async () => {
  const quality = await portal.performer.ask(readQuality, portal.actors.director, { data_set: ids.dated })
  expect(quality.faults).toMatchObject([{ kind: 'hole', from: '2021-11', to: '2021-11' }])
  expect(quality.months.find(({ month }) => month === '2021-11')).toEqual({ month: '2021-11' })
  const page = await (await planner.get(`/evidence/${ids.dated}/quality`)).text()
  expect(page).toContain('In one period records seem to be missing')
  expect(page).toContain('fewer than 5 records, where about 40 are usual')
  const figures = await (await planner.get(`/figures?dataSet=${ids.dated}`)).text()
  expect(figures).toContain(`href="/evidence/${ids.dated}/quality"`)
  expect(figures.match(/fewer than 5 records/g)).toHaveLength(2)
  expect(figures).toMatch(/aria-label="[^"]*2021[^"]*\(incomplete\)"/)
  expect(figures).not.toMatch(/aria-label="[^"]*2022[^"]*\(incomplete\)"/)
  const dashboard = await (await planner.get(`/figures/dashboard?dataSet=${ids.dated}`)).text()
  expect(dashboard).toContain('fewer than 5 records, where about 40 are usual')
})

test('records without dates are said to have none', async () => {
  const page = await (await planner.get(`/evidence/${ids.undated}/quality`)).text()
  expect(page).toContain('The records have no dates')
  expect((await planner.get(`/evidence/${ids.undated}`)).status).toBe(200)
})

test('a data set that nobody has is not found', async () => {
  expect((await planner.get('/evidence/0197a000-0000-7000-8000-000000000000/quality')).status).toBe(404)
})

test('a data set without a column of record numbers is not said to have them from a list', async () => {
  const { fields } = await portal.performer.ask(readQuality, portal.actors.director, { data_set: ids.unnumbered })
  expect(fields.map(({ field }) => field)).not.toContain('record')
  expect(fields.map(({ field }) => field)).toContain('workplace')
})
