import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, test } from 'vitest'

const program = process.env.PLUMBLINE_CHROMIUM ?? ''
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

if (!program) console.info('PLUMBLINE_CHROMIUM names no Chromium: this journey is skipped.')

/** A step of a journey; skipped where there is no Chromium. */
export const step = test.skipIf(!program)

/** Whether journeys in a browser can be made here. */
export const hasChromium = program !== ''

export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  })
}

export type Look = { script?: boolean; language?: string; width?: number }

/** A visitor's window: with or without JavaScript, of a language, of a width in pixels. */
export async function openWindow(browser: Browser, address: string, look: Look = {}): Promise<BrowserContext> {
  const { script = true, language = 'en', width = 1280 } = look
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: script,
    locale: language,
    viewport: { width, height: width < 600 ? 740 : 900 },
    acceptDownloads: true
  })
  context.setDefaultTimeout(15_000)
  return context
}

export async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form[action="/sign-in"] button').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

type Fault = { id: string; help: string; nodes: { target: string[]; failureSummary: string }[] }

/** What axe finds against the Web Content Accessibility Guidelines 2.2 AA, one line for each element. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const faults = await page.evaluate(async () => {
    type Axe = { run(options: object): Promise<{ violations: Fault[] }> }
    const { axe } = globalThis as unknown as { axe: Axe }
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    return (await axe.run({ runOnly: { type: 'tag', values } })).violations
  })
  return faults.flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} at ${target.join(' ')}`))
}

/** How many pixels the page is wider than its window. */
export function widthTooMuch(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return Math.max(0, scrollWidth - clientWidth)
  })
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await widthTooMuch(page), `${page.url()} scrolls sideways`).toBe(0)
}
