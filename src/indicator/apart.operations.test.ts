import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFromFile } from '../evidence/commands.ts'
import { openTestPortal, type TestPortal } from '../kernel/testing.ts'
import { readReach } from '../statistics/own.operations.ts'
import { splitWorkplace } from '../workplace/act.operations.ts'
import { readWorkplace, searchRegister } from '../workplace/operations.ts'
import { readFigureEmployers } from './operations.ts'

let portal: TestPortal

const lines = [
  'visit_id,employer,city,zip,visit_date,violations',
  "1,Miguel's Cafe,Poulsbo,98370,2024-01-05,2",
  '2,MIGUELS CAFE LLC,Poulsbo,98370,2024-02-05,1',
  '3,Northern Farms,Yakima,98901,2024-01-09,1',
  ...Array.from({ length: 30 }, (_, n) => `${n + 4},Shop ${n + 100},Tacoma,98402,2024-03-01,0`)
]
const planner = () => portal.actors.planner
const employers = (filter: object = {}) => portal.performer.ask(readFigureEmployers, planner(), filter)

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
  expect(await employers()).toEqual({ by: 'number', rows: [{ times: 1, employers: 33, cases: 33 }] })
  await portal.registers.ready(planner().inspectorate)
  expect(await employers()).toEqual({
    by: 'register',
    rows: [
      { times: 1, employers: 31, cases: 31 },
      { times: 2, employers: 1, cases: 2 }
    ]
  })
  expect((await employers({ city: 'Yakima' })).rows).toEqual([{ times: 1, employers: 1, cases: 1 }])
  const page = await (await (await portal.browser('planner')).get('/figures')).text()
  expect(page).toContain('Cases of one workplace in the register are taken together')
  expect(page).toContain('cases at 32 workplaces of the register')
})

test('the workplaces visited follow what people put right in the register', async () => {
  const visited = async () => {
    const { reach, apart } = await portal.performer.ask(readReach, planner(), { year: 2024 })
    return [apart, reach.visited?.figure.value]
  }
  expect(await visited()).toEqual(['register', 32])
  const { workplaces } = await portal.performer.ask(searchRegister, planner(), { text: 'miguels cafe' })
  const found = await portal.performer.ask(readWorkplace, planner(), { id: workplaces[0]?.id ?? '' })
  const { id } = found.workplace
  const [taken] = found.entries
  await portal.performer.carryOut(splitWorkplace, planner(), { workplace: id, entries: [taken?.id ?? ''] })
  expect(await visited()).toEqual(['register', 33])
})
