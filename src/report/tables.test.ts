import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { readLinkedFigures } from '../indicator/linked.operations.ts'
import {
  readFigureBands,
  readFigureEmployers,
  readFigureIssues,
  readFigureSummary,
  readFigureYears
} from '../indicator/operations.ts'
import { readFigurePivot } from '../indicator/pivot.operations.ts'
import { readLai, readReach } from '../statistics/own.operations.ts'
import { readReport } from './operations.ts'

let portal: TestPortal
let planner: Browser
const ids: Record<string, string> = {}
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll('&amp;', '&')

const repeat = (many: number, line: (index: number) => string) =>
  Array.from({ length: many }, (_, index) => line(index))
const files: Record<string, string[]> = {
  visits: [
    'visit_id,employer,city,isic_section,visit_date,violations,penalty',
    ...repeat(40, (n) => `V${n},Bakery ${n % 20},Lyon,C,2024-03-${String(1 + (n % 28)).padStart(2, '0')},${n % 4},${n}`)
  ],
  audits: [
    'Audit date,Factory name,City,ISIC section,Auditor,Standard,Non-conformities,Finding type',
    ...repeat(
      60,
      (n) => `${2023 + (n % 2)}-03-01,Bakery ${n % 20},Lyon,C,Auditor ${n % 3},SA8000,${n % 3},Blocked exits`
    )
  ],
  diseases: [
    'Date of recognition,Disease,ICD-10 code,Causative agent,Occupation,Sex,Fatal,ISIC section',
    ...repeat(12, (n) => `2024-0${1 + (n % 9)}-01,Hearing loss,H83.3,Noise,Weavers,F,no,C`),
    ...repeat(6, (n) => `2023-0${1 + (n % 9)}-01,Asbestosis,J61,Asbestos,Insulators,M,yes,F`),
    ...repeat(9, (n) => `2024-0${1 + (n % 9)}-01,Asbestosis,J61,Asbestos,Insulators,M,yes,F`)
  ],
  register: [
    'Reg. no,Business name,Town,ISIC section,Number of employees,Women,Date of registration,Closure date',
    ...repeat(400, (n) => `B${n},Bakery ${n},Lyon,${n % 4 === 0 ? 'A' : 'C'},10,4,${2000 + (n % 20)}-01-01,`),
    ...repeat(40, (n) => `X${n},Gone ${n},Lyon,C,10,4,2001-01-01,2022-06-30`)
  ]
}

async function send(name: string) {
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${(files[name] ?? []).join('\n')}\n`)
  const order = { file, name, case_origin: 'unknown' as const, source: `The ${name}`, extracted: '2025-02-01' }
  ids[name] = (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
}

const ask = <Answer>(operation: unknown, input: object = {}) =>
  portal.performer.ask(operation as typeof readReach, portal.actors.planner, input as never) as Promise<Answer>
const pageOf = async (path: string) => textOf(await (await planner.get(path)).text())

/** What every figure of the inspectorate's own work says, over all data sets together. */
async function ownFigures() {
  const figures = [readFigureSummary, readFigureIssues, readFigureYears, readFigureEmployers, readFigureBands]
  const told = [...figures, readLinkedFigures, readReach, readLai].map((one) => ask<unknown>(one))
  const pivots = ['cases', 'workplaces', 'violating', 'findings'].map((measure) =>
    ask<unknown>(readFigurePivot, { table: 'cases', rows: 'isicSection', measure })
  )
  const report = await ask<{ data: unknown }>(readReport, { year: 2024, scope: 'all' })
  return JSON.parse(JSON.stringify([...(await Promise.all([...told, ...pivots])), report.data]))
}

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  await send('visits')
}, 60_000)
afterAll(() => portal.close())

describe('private audits and self-assessments', () => {
  test('change no figure of the inspectorate: no case, no visit, no finding, no violation', async () => {
    const before = await ownFigures()
    await send('audits')
    expect(await ownFigures()).toEqual(before)
  }, 60_000)

  test('have figures of their own, with an interval, and say why they compare with no inspection', async () => {
    const figures = await pageOf(`/figures?dataSet=${ids.audits}`)
    expect(figures).toContain('60 private audits and self-assessments are on record')
    expect(figures).toMatch(/67% of 60 private audits report an issue \(5\d% to 7\d%\)/)
    expect(figures).toContain('no violation rate of inspections')
    expect(figures).toContain('It is not comparable with inspections')
    for (const title of ['Most private audits: Auditor 0', 'Private audits and self-assessments on record: 60'])
      expect(figures).toContain(title)
    const records = await pageOf(`/figures/records?table=audits&dataSet=${ids.audits}`)
    expect(records).toContain('60 private audits and self-assessments')
    expect((await planner.get(`/figures/records/${ids.audits}/2`)).status).toBe(200)
    const file = await (await planner.get(`/figures/records.csv?table=audits&dataSet=${ids.audits}`)).text()
    expect(file.trim().split('\n')).toHaveLength(61)
  })
})

describe('occupational diseases', () => {
  test('stand beside accidents by year and sector, and fill the seventh chapter of the annual report', async () => {
    await send('diseases')
    const figures = await pageOf(`/figures?dataSet=${ids.diseases}`)
    expect(figures).toContain('27 occupational diseases are on record')
    expect(figures).toContain('Most diseases were recognised in 2024: 21')
    expect(figures).toContain('Most recognised diseases: Asbestosis, 56%')
    type Data = { recorded: { diseases: object }; figures: object }
    const { data, asked } = await ask<{ data: Data; asked: { item: string; state: string }[] }>(readReport, {
      year: 2024,
      scope: 'all'
    })
    expect(data.recorded.diseases).toMatchObject({ records: 21, fatal: 9, unsaid: 0 })
    const state = (item: string) => asked.find((one) => one.item === item)?.state
    expect(['diseases', 'diseases-industry', 'diseases-occupation', 'diseases-cause'].map(state)).toEqual(
      Array(4).fill('partly')
    )
    const report = await pageOf('/statistics/report/2024/all')
    expect(report).toContain('The records of the year hold 21 recognised diseases, 9 of them said to be fatal')
    expect(report).toContain('diseases by occupation')
  }, 60_000)
})

describe('a register of workplaces', () => {
  test('gives the workplaces and workers liable, by year and sector, with its name as source', async () => {
    await send('register')
    type Reach = { reach: { liable: object; workersLiable: object; penetration: { share: number } } }
    const { reach } = await ask<Reach>(readReach, { year: 2024 })
    expect(reach.liable).toMatchObject({ value: 400, sources: ['register'], register: true })
    expect(reach.workersLiable).toMatchObject({ value: 4_000 })
    expect(reach.penetration.share).toBeCloseTo(20 / 400)
    const earlier = await ask<Reach>(readReach, { year: 2021 })
    expect(earlier.reach.liable).toMatchObject({ value: 440 })
    expect(await pageOf('/statistics/reach?year=2024')).toContain('Counted in the register: register')
    expect(await pageOf('/statistics?year=2024')).toContain('Counted in the register: register')
    type Told = { data: { figures: Record<string, { figure: { value: number } }> } }
    const coverage = await pageOf('/statistics/reach?year=2024')
    expect(coverage).toContain('Share of the workplaces liable that were visited, by section of ISIC, 2024')
    expect(coverage).toContain('1 of 2 sectors was not visited at all')
    const sent = await (await planner.get('/statistics/reach/sector.csv?year=2024')).text()
    expect(sent.trim().split('\r\n')).toEqual([
      'Sector,Liable to inspection,Inspected,Share visited',
      `Manufacturing,300,20,${20 / 300}`,
      'Farming,100,0,0'
    ])
    expect((await planner.get('/statistics/reach/strategic.svg?year=2024')).headers.get('content-type')).toBe(
      'image/svg+xml'
    )
    const farms = await ask<Told>(readReport, { year: 2024, scope: 'agriculture' })
    expect(farms.data.figures.workplaces_liable?.figure.value).toBe(100)
    const figures = await pageOf(`/figures?dataSet=${ids.register}`)
    expect(figures).toContain('400 workplaces of the register are open; 40 have ceased')
    expect(figures).toMatch(/Most workers in the register: Manufacturing, 77%/)
  }, 60_000)
})
