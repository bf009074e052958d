import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { countryMapping, writeCountry } from '../../bench/country.ts'
import { expectNoSidewaysScroll, findBarriers, hasChromium, openChromium, openWindow, signIn, step } from './browser.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'

let office: Office
let portal: RunningPortal
let chromium: Browser | undefined
let scratch = ''

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'plumbline-country-'))
  office = await openOffice()
  portal = await startPortal(office, '--demo')
  const [file, mapping] = [join(scratch, 'country.csv'), join(scratch, 'mapping.json')]
  await writeCountry(file, { cases: 20_000 })
  writeFileSync(mapping, JSON.stringify(countryMapping))
  const taken = await runCommand(office, 'import', file, '--mapping', mapping, '--origin', 'unknown')
  expect(taken.code, taken.lines.join('\n')).toBe(0)
  if (hasChromium) chromium = await openChromium()
}, 300_000)
afterAll(async () => {
  await chromium?.close()
  await portal.end()
  await office.remove()
  rmSync(scratch, { recursive: true, force: true })
})

const path = '/figures/dashboard'
const headline = (page: Page) => page.locator('.facts dd').first().innerText()
/** What the bars of a chart count, from the page as it stands. */
const bars = (page: Page, chart: string) => page.locator(`#${chart} .bars b`).allInnerTexts()

async function openDashboard(script: boolean, width = 1280) {
  if (!chromium) throw new Error('there is no Chromium')
  const window = await openWindow(chromium, portal.address, { script, width })
  const page = await window.newPage()
  await signIn(page, portal.signIn())
  await page.goto(path)
  return { window, page }
}

describe('a planner at the dashboard', { timeout: 120_000 }, () => {
  step('chooses by links and by the form, and shares what is seen as an address, without a script', async () => {
    const { window, page } = await openDashboard(false)
    const [all, sizes] = [await headline(page), await bars(page, 'size')]
    await page.locator('#sector .bars a', { hasText: 'Construction' }).click()
    expect(page.url()).toContain('sector=F')
    expect(await headline(page)).not.toBe(all)
    expect(await bars(page, 'size')).not.toEqual(sizes)
    await page.getByText('Choose by form').click()
    await page.locator('select[name=from]').selectOption({ index: 9 })
    await page.locator('select[name=size]').selectOption('10')
    await page.locator('form.filters button').first().click()
    const seen = await headline(page)
    expect(await page.locator('.chip').allInnerTexts()).toHaveLength(3)
    const { window: other, page: same } = await openDashboard(false)
    await same.goto(page.url())
    expect(await headline(same)).toBe(seen)
    await Promise.all([window.close(), other.close()])
  })

  step('brushes a stretch of time and sees the other charts follow without a new page, and goes back', async () => {
    const { window, page } = await openDashboard(true)
    await page.evaluate(() => document.documentElement.setAttribute('data-same-page', 'yes'))
    const [all, sectors] = [await headline(page), await bars(page, 'sector')]
    const box = await page.locator('.timeline > svg').boundingBox()
    if (!box) throw new Error('there is no chart of time')
    const across = (share: number) => box.x + box.width * share
    await page.mouse.move(across(0.21), box.y + 40)
    await page.mouse.down()
    await page.mouse.move(across(0.3), box.y + 40, { steps: 4 })
    await page.mouse.move(across(0.41), box.y + 40, { steps: 4 })
    await page.mouse.up()
    await page.locator('.chip').waitFor()
    expect(page.url()).toContain('time=')
    await expect.poll(() => headline(page)).not.toBe(all)
    expect(await bars(page, 'sector')).not.toEqual(sectors)
    expect(await page.locator('html').getAttribute('data-same-page')).toBe('yes')
    await page.goBack()
    await expect.poll(() => headline(page)).toBe(all)
    expect(await bars(page, 'sector')).toEqual(sectors)
    await window.close()
  })

  step('chooses with the keyboard, and stays where the hand was', async () => {
    const { window, page } = await openDashboard(true)
    const link = page.locator('#sector .bars a', { hasText: 'Manufacturing' })
    await link.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/sector=C/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Manufacturing')
    await expect.poll(() => link.getAttribute('aria-current')).toBe('true')
    await window.close()
  })

  step('meets no barrier, and nothing wider than a telephone', async () => {
    const { window, page } = await openDashboard(true, 360)
    for (const query of ['', '?sector=C&time=2018-01..2019-12', '?place=KE-01&compare=place:KE-02']) {
      await page.goto(path + query)
      await expectNoSidewaysScroll(page)
      expect(await findBarriers(page)).toEqual([])
    }
    await window.close()
  })
})
