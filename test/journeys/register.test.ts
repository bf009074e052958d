import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import {
  expectNoSidewaysScroll,
  findBarriers,
  hasChromium,
  type Look,
  openChromium,
  openWindow,
  signIn,
  step
} from './browser.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { administrator, setUpPortal } from './visitor.ts'

let office: Office
let portal: RunningPortal
let chromium: Browser

const cases = [
  'case_id,trade_nm,legal_name,cty_nm,zip_cd,closed_date,violations,backwages',
  "1,Miguel's Cafe,,Poulsbo,98370,2026-01-05,2,10.00",
  '2,MIGUELS CAFE LLC,,Poulsbo,98370,2026-02-05,1,5.00',
  '3,Harbor Cleaning,,Seattle,98101,2026-01-07,0,0.00',
  '4,Harbour Cleaning Services,,Seattle,98101,2026-03-07,3,7.00',
  '5,شركة الأمل للمقاولات,,Yakima,98901,2026-03-08,1,2.00'
]

beforeAll(async () => {
  if (!hasChromium) return
  office = await openOffice()
  portal = await startPortal(office)
  await setUpPortal(portal)
  const file = join(office.folder, 'cases.csv')
  writeFileSync(file, `${cases.join('\n')}\n`)
  const { lines } = await runCommand(
    office,
    'import',
    file,
    '--origin',
    'complaints',
    '--source',
    'Labour Inspectorate'
  )
  expect(lines.join('\n')).toMatch(/5/)
  chromium = await openChromium()
}, 240_000)
afterAll(async () => {
  await chromium?.close()
  await portal?.end()
  await office?.remove()
})

async function open(look: Look): Promise<Page> {
  const page = await (await openWindow(chromium, portal.address, look)).newPage()
  await signIn(page, administrator)
  return page
}

/** The first visit finds the register being made, and the page comes back by itself. */
async function openRegister(page: Page): Promise<void> {
  await page.goto('/workplaces')
  await page.locator('input[name=q]').waitFor({ timeout: 60_000 })
}

const text = (page: Page) => page.locator('main').innerText()

describe.each([
  { script: true, width: 1280 },
  { script: false, width: 360 }
])('somebody who looks for a workplace: %o', { timeout: 120_000 }, (look) => {
  step('finds it by a misspelt name, and reads its whole history', async () => {
    const page = await open(look)
    await openRegister(page)
    expect(await text(page)).toMatch(/knows [45] workplaces/)
    await page.locator('input[name=q]').fill('miguls caffe')
    await page.locator('input[name=q]').press('Enter')
    await page.locator('main a', { hasText: 'Miguel' }).first().click()
    expect(await text(page)).toMatch(/2 records from all data sets/)
    expect(await text(page)).toMatch(/Known under 2 names and places/)
    await expectNoSidewaysScroll(page)
    if (look.script) expect(await findBarriers(page)).toEqual([])
    await page.goto('/workplaces?q=الامل')
    expect(await text(page)).toMatch(/للمقاولات/)
    if (look.script) expect(await findBarriers(page)).toEqual([])
    await page.context().close()
  })

  step('answers a doubtful pair by the keyboard, and takes the answer back', async () => {
    const page = await open(look)
    await openRegister(page)
    await page.goto('/workplaces/review')
    expect(await text(page)).toMatch(/Harbor Cleaning[\s\S]*Harbour Cleaning Services/)
    await expectNoSidewaysScroll(page)
    if (look.script) expect(await findBarriers(page)).toEqual([])
    // No answer has the focus: Enter alone joins nothing, the keyboard goes to the answer first.
    const answers = page.locator('button[name=verdict]')
    expect(await answers.evaluateAll((all) => (all as (Element | null)[]).includes(document.activeElement))).toBe(false)
    const isSame = () => page.evaluate(() => (document.activeElement as HTMLButtonElement | null)?.value === 'same')
    for (let presses = 0; presses < 60 && !(await isSame()); presses++) await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.notice.good').waitFor()
    expect(await text(page)).toMatch(/Everything is answered/)
    await page.goto('/workplaces?q=harbor cleaning')
    expect(await text(page)).toMatch(/One workplace fits/)
    await page.goBack()
    await page.locator('.notice.good button').click()
    await page.goto('/workplaces/review')
    expect(await text(page)).toMatch(/1 pair left|One pair left/)
    await page.context().close()
  })
})
