import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { listRegisterChoices, searchRegister } from './operations.ts'

let portal: TestPortal

beforeAll(async () => {
  portal = await openTestPortal()
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const files = {
    one: 'case_id,employer,city,county,closed_date,violations\n1,Harbour Works,Oakland,Alameda,2026-01-05,1\n2,Hill Mill,Fresno,Fresno,2026-01-06,1\n',
    other: 'case_id,employer,city,county,closed_date,violations\n1,Bay Bakery,Berkeley,Alameda County,2026-01-07,1\n'
  }
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, content)
    await importFromFile(portal.importMeans, portal.actors.planner, { file, name, case_origin: 'unknown' })
  }
  await portal.registers.ready(portal.actors.planner.inspectorate)
}, 120_000)
afterAll(() => portal.close())

test('a county that one file calls Alameda and another Alameda County is one choice, which shows it whole', async () => {
  const { counties } = await portal.performer.ask(listRegisterChoices, portal.actors.planner, {})
  expect([...counties].sort()).toEqual(['Alameda', 'Fresno'])
  const found = await portal.performer.ask(searchRegister, portal.actors.planner, { text: '', county: 'Alameda' })
  expect(found.workplaces.map(({ name }) => name).sort()).toEqual(['Bay Bakery', 'Harbour Works'])
  const named = await portal.performer.ask(searchRegister, portal.actors.planner, { text: 'bakery', county: 'Alameda' })
  expect(named.workplaces.map(({ name }) => name)).toEqual(['Bay Bakery'])
})
