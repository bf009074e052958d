import type { Page } from 'playwright-core'
import { type Elsewhere, openBrowser, openPage, servePortal, signInto } from './browser.ts'
import type { BenchRow } from './row.ts'

const rounds = 3
const farAway: Elsewhere = { kbps: 400, latency: 400, slower: 4 }
const goals = { paint: 2_500, shift: 0.02, interaction: 100 }
const rooms = ['/', '/plans', '/evidence', '/figures', '/figures/dashboard', '/inspectorate/mandate', '/workplaces']
const steps = [
  '',
  '/1/resources',
  '/2/collect',
  '/2/matrix-targets',
  '/2/venn',
  '/3/whys',
  '/4/bullseye',
  '/5/map',
  '/6/chart'
]

type Seen = { paint: number; shift: number; interaction: number; what: string }

/** Begins to watch before anything of a page is there. */
const watch = () => {
  const seen = { paint: 0, shift: 0, interaction: 0, what: '' }
  ;(globalThis as unknown as { seen: Seen }).seen = seen
  type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean }
  const observe = (type: string, heard: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(heard)).observe({ type, buffered: true, ...more })
  observe('largest-contentful-paint', (entry) => {
    seen.paint = entry.startTime
    seen.what = (entry as PerformanceEntry & { element?: Element }).element?.tagName ?? ''
  })
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as Shift
    if (!hadRecentInput) seen.shift += value
  })
  observe(
    'event',
    (entry) => {
      if ((entry as PerformanceEventTiming).interactionId) seen.interaction = Math.max(seen.interaction, entry.duration)
    },
    { durationThreshold: 16 }
  )
}

/** What somebody does on a page who has just come: opens what can be opened, and writes a letter into what can be filled in. */
async function touch(page: Page): Promise<void> {
  const summary = page.locator('main summary:visible').first()
  if ((await summary.count()) > 0) await summary.click()
  const opener = page.locator('main a[href^="#"]:visible').first()
  if ((await opener.count()) > 0) await opener.click()
  const field = page.locator('main input[type=text]:visible, main textarea:visible').first()
  if ((await field.count()) > 0) await field.press('a')
  await page.keyboard.press('Tab')
  await page.waitForTimeout(600)
}

/** W3: the main pages on a first visit over a far and thin line, on a telephone's processor. */
export async function measureLoads(): Promise<BenchRow[]> {
  const portal = await servePortal(3984)
  const browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  const first = await context.newPage()
  await signInto(first, portal.address, portal.signIn)
  const plans = await first.evaluate(async () => (await (await fetch('/api/plan.list')).json()) as { id: string }[])
  for (const path of rooms) await first.goto(portal.address + path)
  await first.close()
  await context.addInitScript(watch)
  const worst: Record<'paint' | 'shift' | 'interaction', { path: string; value: number }> = {
    paint: { path: '', value: 0 },
    shift: { path: '', value: 0 },
    interaction: { path: '', value: 0 }
  }
  const paths = [...rooms, ...steps.map((step) => `/plans/${plans[0]?.id}${step}`)]
  for (const path of paths) {
    const all: Seen[] = []
    for (let round = 0; round < rounds; round++) {
      const { page } = await openPage(context, farAway, { cold: true })
      await page.goto(portal.address + path, { waitUntil: 'load', timeout: 90_000 })
      await page.waitForTimeout(500)
      await touch(page)
      all.push(await page.evaluate(() => (globalThis as unknown as { seen: Seen }).seen))
      await page.close()
    }
    const name = path.replace(/[0-9a-f-]{36}/, ':plan')
    const middle = (of: 'paint' | 'shift' | 'interaction') =>
      all.map((seen) => seen[of]).sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
    console.log(
      `W3  ${name}: paint ${middle('paint').toFixed(0)} ms (${all[0]?.what}), shift ${middle('shift').toFixed(3)}, interaction ${middle('interaction').toFixed(0)} ms`
    )
    for (const of of ['paint', 'shift', 'interaction'] as const)
      if (middle(of) >= worst[of].value) worst[of] = { path: name, value: middle(of) }
  }
  await browser.close()
  await portal.end()
  const what = `worst of ${paths.length} pages, first visit, 400 kbps, 400 ms, processor ÷ 4, median of ${rounds}`
  const goal = { ratio: 1, better: 'less' } as const
  const { paint, shift, interaction } = worst
  return [
    {
      ...{ row: 'W3', what: `LCP, ${what} (${paint.path})`, ours: `${paint.value.toFixed(0)} ms` },
      ...{ peer: `${goals.paint} ms (the goal)`, ratio: paint.value / goals.paint, goal }
    },
    {
      ...{ row: 'W3', what: `CLS, ${what} (${shift.path})`, ours: shift.value.toFixed(3) },
      ...{ peer: `${goals.shift} (the goal)`, ratio: shift.value / goals.shift, goal }
    },
    {
      ...{ row: 'W3', what: `INP, ${what} (${interaction.path})`, ours: `${interaction.value.toFixed(0)} ms` },
      ...{ peer: `${goals.interaction} ms (the goal)`, ratio: interaction.value / goals.interaction, goal }
    }
  ]
}
