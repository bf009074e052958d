import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { countryMapping, writeCountry } from '../../bench/country.ts'
import { expectNoSidewaysScroll, findBarriers, hasChromium, openChromium, openWindow, signIn, step } from './browser.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { setUpPortal } from './visitor.ts'

let office: Office
let portal: RunningPortal
let chromium: Browser | undefined
let scratch = ''
const planner = { email: 'amina@example.org', password: '' }

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'plumbline-country-'))
  office = await openOffice()
  portal = await startPortal(office)
  await setUpPortal(portal)
  const added = await runCommand(office, 'user', 'add', planner.email, 'Amina Diallo', 'planner')
  planner.password = /with the password (\S+?)\./.exec(added.lines.join('\n'))?.[1] ?? ''
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
  await signIn(page, planner)
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
    await page.locator('.timeline').scrollIntoViewIfNeeded()
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

  step(
    'chooses a stretch of sizes and of time by pointer and by keyboard, is told so, and goes one step back',
    async () => {
      const { window, page } = await openDashboard(true)
      await page.evaluate(() => document.documentElement.setAttribute('data-same-page', 'yes'))
      const [all, sectors] = [await headline(page), await bars(page, 'sector')]
      const sizes = page.locator('#size .bars li')
      await sizes.nth(3).scrollIntoViewIfNeeded()
      const [first, third] = [await sizes.nth(0).boundingBox(), await sizes.nth(2).boundingBox()]
      if (!first || !third) throw new Error('there are no sizes')
      await page.mouse.move(first.x + 40, first.y + first.height / 2)
      await page.mouse.down()
      await page.mouse.move(third.x + 40, third.y + third.height / 2, { steps: 5 })
      await page.mouse.up()
      await page.waitForURL(/size=0%7C10%7C50/)
      await expect.poll(() => bars(page, 'sector')).not.toEqual(sectors)
      expect(await page.locator('#size .own').count()).toBe(3)
      await expect.poll(() => page.locator('#told').innerText()).not.toBe('')
      await page.goBack()
      await expect.poll(() => headline(page)).toBe(all)

      await page.locator('#size .bars a').nth(1).click()
      await page.waitForURL(/size=10$/)
      await page
        .locator('#size .bars a')
        .nth(3)
        .click({ modifiers: ['Shift'] })
      await page.waitForURL(/size=10%7C50%7C250/)
      await page.goBack()
      await page.goBack()
      await expect.poll(() => headline(page)).toBe(all)

      await page.locator('#time .timeline a[tabindex="0"]').focus()
      await page.keyboard.press('Enter')
      await page.waitForURL(/time=/)
      await page.keyboard.down('Shift')
      for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight')
      await page.keyboard.up('Shift')
      await expect.poll(() => page.locator('#time .timeline a.own').count()).toBe(5)
      await expect.poll(() => page.evaluate(() => document.activeElement?.closest('#time') !== null)).toBe(true)
      await page.goBack()
      await expect.poll(() => page.locator('#time .timeline a.own').count()).toBe(1)
      expect(await page.locator('html').getAttribute('data-same-page')).toBe('yes')
      await window.close()
    }
  )

  step('chooses a county on the map, a kind, an outcome and a repeat without a new page', async () => {
    const { window, page } = await openDashboard(true)
    await page.evaluate(() => document.documentElement.setAttribute('data-same-page', 'yes'))
    for (const chart of ['place', 'origin', 'outcome', 'repeat', 'issue', 'sector', 'size']) {
      const before = page.url()
      await page.locator(`#${chart} a[data-value]`).first().click()
      await expect.poll(() => page.url()).not.toBe(before)
      await expect.poll(() => page.locator(`#${chart} [aria-current]`).count()).toBeGreaterThan(0)
      await page.goBack()
      await expect.poll(() => page.locator(`#${chart} [aria-current]`).count()).toBe(0)
    }
    expect(await page.locator('html').getAttribute('data-same-page')).toBe('yes')
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
