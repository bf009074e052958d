import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let planner: Browser
const folder = mkdtempSync(join(tmpdir(), 'standing-'))

/** Twelve have closed; the others bear a day far ahead, as registers write that there is none. */
const rows = Array.from(
  { length: 40 },
  (_, at) =>
    `B-${at},Works ${at},Town ${at % 4},${at % 2 ? 'A' : 'C'},${10 + at},2001-01-01,${at < 12 ? '2019-12-31' : '9999-12-31'}`
)

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const file = join(folder, 'register.csv')
  const header = 'Reg. no,Business name,Town,ISIC section,Number of employees,Date of registration,Closure date'
  writeFileSync(file, [header, ...rows].join('\n'))
  const order = { file, name: 'Register', source: 'Office', case_origin: 'unknown' as const }
  await importFromFile(portal.importMeans, portal.actors.planner, order)
}, 120_000)
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '|')

describe('a register of workplaces', () => {
  test('is told by how many are open and how many have ceased, on the page and in its figures’ files', async () => {
    const text = textOf(await (await planner.get('/figures')).text())
    expect(text).toContain('28 workplaces of the register are open; 12 have ceased')
    expect(text).toContain('Workplaces in the register: 40. Open: 28. Ceased: 12.')
    expect(text).not.toContain('40 workplaces are in the register')
  })

  test('follows the filter', async () => {
    const text = textOf(await (await planner.get('/figures?isicSection=C')).text())
    expect(text).toContain('14 workplaces of the register are open; 6 have ceased')
  })
})
