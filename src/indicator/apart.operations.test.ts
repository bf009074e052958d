import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { readReach } from '../statistics/own.operations.ts'
import { splitWorkplace } from '../workplace/act.operations.ts'
import { readWorkplace, searchRegister } from '../workplace/operations.ts'
import { readLinkedFigures } from './linked.operations.ts'
import { readFigureEmployers } from './operations.ts'
import { readFigurePivot } from './pivot.operations.ts'

let portal: TestPortal

const lines = [
  'visit_id,employer,city,zip,visit_date,violations',
  "1,Miguel's Cafe,Poulsbo,98370,2024-01-05,2",
  '2,MIGUELS CAFE LLC,Poulsbo,98370,2024-02-05,1',
  '3,Northern Farms,Yakima,98901,2024-01-09,1',
  ...Array.from({ length: 6 }, (_, n) => `${n + 70},Mill ${n + 700},Yakima,98901,2024-06-01,1`),
  // Six names in pairs of spellings, each with a case with a violation: of nobody found twice until they are joined.
  ...['Harbor Laundry', 'Cascade Bakery', 'Summit Roofing'].flatMap((name, n) => [
    `${50 + n},${name},Tacoma,98402,2024-04-0${n + 1},1`,
    `${60 + n},${name.toUpperCase()} LLC,Tacoma,98402,2024-05-0${n + 1},2`
  ]),
  ...Array.from({ length: 30 }, (_, n) => `${n + 4},Shop ${n + 100},Tacoma,98402,2024-03-01,0`)
]
const planner = () => portal.actors.planner
const employers = (filter: object = {}) => portal.performer.ask(readFigureEmployers, planner(), filter)

/** Cases by how often their workplace was found again: classes 0, 1, 2, as the dashboard has them, under choices too. */
async function foundAgain(asked: object = {}) {
  const { by, charts } = await portal.performer.ask(readLinkedFigures, planner(), asked)
  const bins = charts.find(({ dimension }) => dimension === 'repeat')?.bins ?? []
  return [by, ...['0', '1', '2'].map((times) => bins.find(({ value }) => value === times)?.cases ?? '<5')]
}
async function workplacesIn(city: string) {
  const asked = { table: 'cases', rows: 'city', columns: '', measure: 'workplaces' } as const
  const { by, cells, total } = await portal.performer.ask(readFigurePivot, planner(), asked)
  return [by, cells.find(({ row }) => row === city)?.value, total.value]
}

beforeAll(async () => {
  portal = await openTestPortal()
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'visits.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  await importFromFile(portal.importMeans, planner(), { file, name: 'Visits', case_origin: 'proactive' })
})
afterAll(() => portal.close())

test('workplaces are told apart by name and city until the register is made, by the register then, and the figure says which', async () => {
  expect(await employers()).toEqual({ by: 'number', rows: [{ times: 1, employers: 45, cases: 45 }] })
  expect(await foundAgain()).toEqual(['number', 30, 15, 0])
  expect(await workplacesIn('Tacoma')).toEqual(['number', 36, 45])
  await portal.registers.ready(planner().inspectorate)
  expect(await employers()).toEqual({
    by: 'register',
    rows: [
      { times: 1, employers: 37, cases: 37 },
      { times: 2, employers: 4, cases: 8 }
    ]
  })
  expect((await employers({ city: 'Yakima' })).rows).toEqual([{ times: 1, employers: 7, cases: 7 }])
  const page = await (await (await portal.browser('planner')).get('/figures')).text()
  expect(page).toContain('Cases of one workplace in the register are taken together')
  expect(page).toContain('cases at 41 workplaces of the register')
})

test('the dashboard’s repeat offenders and a question’s workplaces are those of the register, and say so', async () => {
  expect(await foundAgain()).toEqual(['register', 30, 7, 8])
  expect(await workplacesIn('Tacoma')).toEqual(['register', 33, 41])
  const browser = await portal.browser('planner')
  expect(await (await browser.get('/figures/dashboard')).text()).toContain('Workplaces are those of the register')
  const table = await (await browser.get('/figures/table?rows=city&measure=workplaces')).text()
  expect(table).toContain('Cases of one workplace in the register are taken together')
  // A choice counts the same classes by the codes in memory as all cases do.
  const all = await portal.performer.ask(readLinkedFigures, planner(), { time: '2024-01..2024-12' })
  const twice = await portal.performer.ask(readLinkedFigures, planner(), { repeat: '2' })
  expect(all.total.cases).toBe(45)
  expect(twice.total.cases).toBe(8)
})

test('both follow what people split', async () => {
  const { workplaces } = await portal.performer.ask(searchRegister, planner(), { text: 'harbor laundry' })
  const { workplace, entries } = await portal.performer.ask(readWorkplace, planner(), { id: workplaces[0]?.id ?? '' })
  const split = { workplace: workplace.id, entries: [entries[0]?.id ?? ''] }
  await portal.performer.carryOut(splitWorkplace, planner(), split)
  expect(await foundAgain()).toEqual(['register', 30, 9, 6])
  expect(await workplacesIn('Tacoma')).toEqual(['register', 34, 42])
  expect((await portal.performer.ask(readLinkedFigures, planner(), { repeat: '2' })).total.cases).toBe(6)
})

test('the workplaces visited follow what people put right in the register', async () => {
  const visited = async () => {
    const { reach, apart } = await portal.performer.ask(readReach, planner(), { year: 2024 })
    return [apart, reach.visited?.figure.value]
  }
  expect(await visited()).toEqual(['register', 42])
  const { workplaces } = await portal.performer.ask(searchRegister, planner(), { text: 'miguels cafe' })
  const found = await portal.performer.ask(readWorkplace, planner(), { id: workplaces[0]?.id ?? '' })
  const { id } = found.workplace
  const [taken] = found.entries
  await portal.performer.carryOut(splitWorkplace, planner(), { workplace: id, entries: [taken?.id ?? ''] })
  expect(await visited()).toEqual(['register', 43])
})
