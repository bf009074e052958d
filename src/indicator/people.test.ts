import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { readFigureIncidence } from './incidence.operations.ts'
import { readFigurePivot } from './pivot.operations.ts'
import { listFigureChoices } from './record.operations.ts'
import { readFigureStages } from './stage.operations.ts'

let portal: TestPortal
let planner: Browser
const ids: Record<string, string> = {}

const repeat = (many: number, line: (index: number) => string) =>
  Array.from({ length: many }, (_, index) => line(index))
const files: Record<string, string[]> = {
  accidents: [
    'Accident date,ISIC section,Region,Event,Sex,Age,ISCO-08,Migrant worker,Informal employment,Fatal,Description,Shift',
    ...repeat(
      20,
      (n) =>
        `2023-${n === 19 ? 12 : 1 + (n % 9)}-01,F,US-CA,Fall,${n % 5 === 0 ? 'F' : 'M'},${20 + n},7112,${n % 2 ? 'yes' : 'no'},no,${n < 6 ? 'yes' : 'no'},fell from a roof,night`
    ).map((line) => line.replace(/^2023-(\d)-/, '2023-0$1-')),
    ...repeat(15, () => '2023-04-01,C,US-NV,Cut,female,17,8121,no,yes,no,cut by a saw,day'),
    ...repeat(6, () => '2024-02-01,C,US-NV,Cut,,0,,,,no,cut by a press,day')
  ],
  register: [
    'Reg. no,Business name,Town,ISIC section,Number of employees,Women,Men,Young workers,Date of registration,Closure date',
    ...repeat(50, (n) => `B${n},Builder ${n},Lyon,F,20,2,18,1,2010-01-01,`),
    ...repeat(50, (n) => `C${n},Maker ${n},Lyon,C,100,60,40,5,2010-01-01,`),
    ...repeat(10, (n) => `X${n},Gone ${n},Lyon,C,100,60,40,5,2001-01-01,2022-06-30`)
  ],
  visits: [
    'visit_id,employer,city,isic_section,visit_date,violations,women,men,women affected,workers registered,complaint date,first action',
    ...repeat(
      12,
      (n) => `V${n},Maker ${n},Lyon,C,2024-03-01,${n % 2},6,4,${n % 2 ? 3 : 0},2,2024-01-01,2024-01-${10 + n}`
    )
  ]
}

async function send(name: string) {
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, `${(files[name] ?? []).join('\n')}\n`)
  const order = { file, name, case_origin: 'proactive' as const, extracted: '2025-02-01' }
  const outcome = await importFromFile(portal.importMeans, portal.actors.planner, order)
  expect([name, outcome.problem, outcome.result.rejected]).toEqual([name, null, 0])
  ids[name] = outcome.dataSet
}

const ask = <Answer>(operation: unknown, input: object = {}) =>
  portal.performer.ask(operation as typeof readFigurePivot, portal.actors.planner, input as never) as Promise<Answer>
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll('&amp;', '&')
const pageOf = async (path: string) => textOf(await (await planner.get(path)).text())

async function cut(table: string, rows: string, measure = table, more: object = {}) {
  type Answer = { rows: string[]; cells: { row: string | null; value?: number }[] }
  const { cells } = await ask<Answer>(readFigurePivot, { table, rows, measure, ...more })
  return Object.fromEntries(cells.map(({ row, value }) => [row ?? '', value]))
}

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  for (const name of Object.keys(files)) await send(name)
}, 60_000)
afterAll(() => portal.close())

describe('workers whom accidents befell', () => {
  test('are counted by sex, age group and status, however the source writes them', async () => {
    expect(await cut('accidents', 'sex')).toEqual({ female: 19, male: 16, '': 6 })
    expect(await cut('accidents', 'ageGroup')).toMatchObject({ '0-17': 15, '25-34': 10, '35-44': 5 })
    expect(await cut('accidents', 'migrantStatus')).toEqual({ no: 25, yes: 10, '': 6 })
    expect(await cut('accidents', 'informalStatus')).toEqual({ no: 20, yes: 15, '': 6 })
    expect(await cut('accidents', 'fatality')).toEqual({ fatal: 6, nonFatal: 35 })
    expect(await cut('accidents', 'iscoMajor')).toEqual({ '7': 20, '8': 15, '': 6 })
    expect(await cut('accidents', 'iscoMinor')).toEqual({ '711': 20, '812': 15, '': 6 })
  })

  test('have figures of their own, with occupations by name, in French marked as English', async () => {
    const figures = await pageOf(`/figures?dataSet=${ids.accidents}`)
    for (const title of [
      'Most accidents on record: Women',
      'Most accidents on record: Under 18',
      'Most accidents on record: Craft and Related Trades Workers',
      'Most accidents on record: Cut',
      '15% of the accidents on record were fatal'
    ])
      expect(figures).toContain(title)
    await planner.get('/language/fr')
    expect(await pageOf(`/figures?dataSet=${ids.accidents}`)).toContain('Craft and Related Trades Workers (en anglais)')
    await planner.get('/language/en')
  })

  test('are set against those who work there only where a register says how many do', async () => {
    type Answer = { year: number; register: string; rows: object[] } | null
    expect(await ask<Answer>(readFigureIncidence, { dataSet: [ids.accidents] })).toEqual({
      year: 2023,
      register: 'register',
      rows: [
        { isicSection: 'F', accidents: 20, workers: 1000 },
        { isicSection: 'C', accidents: 15, workers: 5000 }
      ]
    })
    expect(await pageOf(`/figures?dataSet=${ids.accidents}`)).toContain('Construction, 2,000 per 100,000 workers')
    // In 2030 nobody had an accident yet, and of a year without any there is no rate.
    expect(await ask<Answer>(readFigureIncidence, { dataSet: [ids.accidents], year: 2030 })).toMatchObject({ rows: [] })
  })

  test('fill the sixth chapter of the annual report, fatal or not', async () => {
    const report = await pageOf('/statistics/report/2023/all')
    expect(report).toContain('The records of the year hold 35 accidents, 6 of them said to be fatal.')
    expect(report).toContain('In the records of the year: accidents by occupation')
    expect(report).toMatch(/Craft and Related Trades Workers\s*20\s*6/)
    expect(report).toMatch(/Cut\s*15\s*0/)
  })
})

describe('filters of the figures', () => {
  test('of accidents offer the year, the region and the categories of their own file', async () => {
    type Choices = { regions: { code: string; names: object }[]; years: number[]; own: object[]; sections: string[] }
    const asked = { dataSet: [ids.accidents], table: 'accidents' }
    expect(await ask<Choices>(listFigureChoices, asked)).toMatchObject({
      sections: ['C', 'F'],
      years: [2024, 2023],
      regions: [{ code: 'US-NV' }, { code: 'US-CA' }],
      own: [{ field: 'own1', column: 'Shift', values: ['day', 'night'] }]
    })
    const page = await pageOf(`/figures?dataSet=${ids.accidents}&own1=night&text=roof`)
    expect(page).toContain('20 accidents are on record')
    expect(await pageOf(`/figures?dataSet=${ids.accidents}&year=2024&region=US-NV`)).toContain('6 accidents')
    expect(await pageOf(`/figures/records?table=accidents&dataSet=${ids.accidents}&own1=night`)).toContain(
      '20 accidents'
    )
  })

  test('a category of one file asks nothing of another', async () => {
    expect(await pageOf(`/figures?dataSet=${ids.visits}&own1=night`)).not.toContain('Accidents on record')
    const register = await pageOf(`/figures?dataSet=${ids.register}&isicSection=F`)
    expect(register).toContain('50 workplaces are in the register')
  })
})

describe('what one row of cases tells', () => {
  test('the workers by sex, those affected, and those who were registered as a result', async () => {
    expect(await cut('cases', 'isicSection', 'women')).toEqual({ C: 72 })
    expect(await cut('cases', 'isicSection', 'womenAffected')).toEqual({ C: 18 })
    expect(await cut('cases', 'isicSection', 'formalised')).toEqual({ C: 24 })
    expect(await pageOf('/statistics/report/2024/all')).toMatch(/of whom: women\s*72Counted in the records/i)
  })

  test('the complaint, how long it waited, and what was found: from bar to records', async () => {
    type Stages = { rows: { stage: string; cases?: number }[]; days: { name: string; median: number; of: number }[] }
    const { rows, days } = await ask<Stages>(readFigureStages, { dataSet: [ids.visits] })
    expect(rows).toEqual([
      { stage: 'complaints', cases: 12 },
      { stage: 'acted', cases: 12 },
      { stage: 'breached', cases: 6 }
    ])
    expect(days).toEqual([{ name: 'daysToAction', median: 14, of: 12 }])
    const figures = await (await planner.get(`/figures?dataSet=${ids.visits}`)).text()
    expect(textOf(figures)).toContain('A breach was found in 50% of the cases')
    expect(figures).toContain(`/figures/records?dataSet=${ids.visits}&amp;stage=breached`)
    expect(await pageOf(`/figures/records?dataSet=${ids.visits}&stage=breached`)).toContain('6 cases')
  })
})
