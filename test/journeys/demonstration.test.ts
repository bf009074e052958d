import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers, hasChromium, openChromium, openWindow, signIn, step, widthTooMuch } from './browser.ts'
import { crawl, type Found, kindOf } from './crawl.ts'
import { type Office, openOffice, type RunningPortal, startPortal } from './portal.ts'
import { visit } from './visitor.ts'

let office: Office
let portal: RunningPortal
let chromium: Browser | undefined
const found = new Map<string, Found[]>()

beforeAll(async () => {
  office = await openOffice()
  portal = await startPortal(office, '--demo')
  if (hasChromium) chromium = await openChromium()
}, 240_000)
afterAll(async () => {
  await chromium?.close()
  await portal.end()
  await office.remove()
})

/** One page of each kind, those that are documents. */
function onePageOfEachKind(): string[] {
  const pages = (found.get('en') ?? []).filter(({ type, status }) => status === 200 && type.startsWith('text/html'))
  return [...new Map(pages.map(({ path }) => [kindOf(path), path])).values()]
}

describe.each(['en', 'ar'])('the demonstration in %s', { timeout: 300_000 }, (language) => {
  test('answers every page that a link leads to, all of it in words', async () => {
    const visitor = visit(portal)
    const { email, password } = portal.signIn()
    expect((await visitor.signIn(email, password)).status).toBe(303)
    await visitor.get(`/language/${language}`)
    // Until the register of workplaces is made, pages that ask it say so and look again.
    await expect
      .poll(async () => (await visitor.get('/workplaces')).headers.get('refresh'), { timeout: 60_000 })
      .toBeNull()
    const pages = await crawl(visitor)
    found.set(language, pages)
    expect(
      pages
        .filter(({ status }) => status !== 200 && status !== 303)
        .map(({ path, status, from }) => `${status} ${path} (from ${from})`)
    ).toEqual([])
    expect(pages.filter(({ keys }) => keys.length > 0).map(({ path, keys }) => `${path}: ${keys.join(', ')}`)).toEqual(
      []
    )
    const documents = pages.filter(({ type }) => type.startsWith('text/html'))
    expect(documents.filter((page) => page.language !== language).map(({ path }) => path)).toEqual([])
    expect(
      documents.filter(({ direction }) => direction !== (language === 'ar' ? 'rtl' : 'ltr')).map(({ path }) => path)
    ).toEqual([])
    expect(pages.length).toBeGreaterThan(40)
  })

  step('has no barrier for people who see, hear or move differently, and fits a telephone of 360 pixels', async () => {
    if (!chromium) return
    const window = await openWindow(chromium, portal.address, { language })
    const page = await window.newPage()
    await signIn(page, portal.signIn())
    await page.goto(`/language/${language}`)
    const barriers: string[] = []
    const sideways: string[] = []
    for (const path of onePageOfEachKind()) {
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(path)
      const pixels = await widthTooMuch(page)
      if (pixels > 0) sideways.push(`${path}: ${pixels} pixels`)
      await page.setViewportSize({ width: 1280, height: 900 })
      barriers.push(...(await findBarriers(page)).map((barrier) => `${path}: ${barrier}`))
    }
    await window.close()
    expect.soft(sideways).toEqual([])
    expect(barriers).toEqual([])
  })
})
