import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { expectNoSidewaysScroll, findBarriers, hasChromium, openChromium, openWindow, signIn, step } from './browser.ts'
import { type Office, openOffice, type RunningPortal, startPortal } from './portal.ts'
import { administrator, setUpPortal } from './visitor.ts'

let office: Office
let portal: RunningPortal
let browser: Browser
let facilitator: Page
let telephone: Page
let planner: Page
let plan = ''
let workshop = ''
let address = ''

/** Carries something out as the facilitator, by the API. */
async function must(operation: string, input: object): Promise<{ id: string }> {
  return facilitator.evaluate(
    async ([name, sent, id]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': String(id) }
      const answer = await fetch(`/api/${name}`, { method: 'POST', headers, body: JSON.stringify(sent) })
      if (!answer.ok) throw new Error(`${name}: ${await answer.text()}`)
      return (await answer.json()) as { id: string }
    },
    [operation, input, newId()] as const
  )
}

async function ask<T>(operation: string, query: Record<string, string>): Promise<T> {
  return facilitator.evaluate(async ([name, asked]) => (await (await fetch(`/api/${name}?${asked}`)).json()) as never, [
    operation,
    String(new URLSearchParams(query))
  ] as const)
}

let agenda: { id: string; board: string }[] = []
async function turn(board: string, phase: string): Promise<void> {
  await must('workshop.open-item', { workshop, item: agenda.find((item) => item.board === board)?.id })
  await must('workshop.set-phase', { workshop, phase })
}

const card = (page: Page, text: string) => page.locator('.canvas .note-card', { hasText: text }).first()
const placeOf = async (page: Page, text: string) =>
  JSON.parse((await card(page, text).getAttribute('data-place')) ?? '{}') as Record<string, unknown>
const told = (page: Page) => page.locator('#told')

type Told = { notes: { id: string; text: string; place: object; colour: string }[] }
const noteOf = async (board: string, text: string) =>
  (await ask<Told>('board.read', { workshop, board })).notes.filter((note) => note.text.includes(text))

/** Writes a note by the form, as a telephone does. */
async function write(page: Page, text: string): Promise<void> {
  await page.locator('#write textarea').fill(text)
  await page.locator('#write form button').click()
}

async function join(page: Page, code: string, name: string): Promise<void> {
  await page.goto('/join')
  await page.locator('input[name=code]').fill(code)
  await page.locator('input[name=name]').fill(name)
  await page.locator('main form button').first().click()
  await page.waitForLoadState()
}

async function drag(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  await page.mouse.move(from.x + 12, from.y + 12, { steps: 3 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
}

beforeAll(async () => {
  if (!hasChromium) return
  office = await openOffice()
  portal = await startPortal(office)
  await setUpPortal(portal)
  browser = await openChromium()
  facilitator = await (await openWindow(browser, portal.address)).newPage()
  telephone = await (await openWindow(browser, portal.address, { width: 360 })).newPage()
  planner = await (await openWindow(browser, portal.address)).newPage()
  await signIn(facilitator, administrator)
  await signIn(planner, administrator)
  plan = (await must('plan.add', { title: 'Made together' })).id
  const settings = { title: 'Three days', door: 'open', dots: 3, agenda: 'three-days', language: 'en', groups: '' }
  workshop = (await must('workshop.add', { plan, ...settings })).id
  const read = await ask<{ agenda: typeof agenda; workshop: { code: string } }>('workshop.read', { workshop })
  agenda = read.agenda
  address = `/workshops/${workshop}`
  await join(telephone, read.workshop.code, 'Ada')
  await must('target.add', { plan, name: 'Farms', industry: '', priority: 20, compliance: 80 })
})
afterAll(async () => {
  await browser?.close()
  await portal?.end('SIGKILL')
  await office?.remove()
})

describe('a matrix with a facilitator, a telephone and somebody who has a keyboard alone', () => {
  step('shows at once to all what one of them writes and where another puts it', { timeout: 60_000 }, async () => {
    await turn('matrix-targets', 'cluster')
    await Promise.all([facilitator, telephone, planner].map((page) => page.goto(address)))
    await write(telephone, 'Laundries of the large hotels')
    await card(facilitator, 'Laundries').waitFor()
    expect(await expectTray(facilitator, 'Laundries')).toBe(true)
    await expectNoSidewaysScroll(telephone)
    const from = await card(facilitator, 'Laundries').boundingBox()
    const plot = facilitator.locator('.spatial [data-axes]:visible')
    const to = await plot.boundingBox()
    if (!from || !to) throw new Error('nothing to drag')
    await drag(
      facilitator,
      { x: from.x + 10, y: from.y + 14 },
      { x: to.x + to.width / 4, y: to.y + Math.min(to.height, 880 - to.y) * 0.5 }
    )
    await expect.poll(async () => (await placeOf(telephone, 'Laundries')).compliance).toBe(25)
    expect(await told(facilitator).textContent()).toContain('Laundries of the large hotels')
    expect(await told(telephone).textContent()).toContain('Laundries')
    await expect
      .poll(() => facilitator.locator('.spatial a[href^="#"] title', { hasText: 'Laundries' }).count())
      .toBeGreaterThan(0)
    await facilitator.locator('#undo').click()
    await expect.poll(() => placeOf(telephone, 'Laundries')).toEqual({})
  })

  step(
    'is arranged by keys alone, in the plan as well, and says what was moved where',
    { timeout: 60_000 },
    async () => {
      await planner.locator('#wall').evaluate((wall) => wall.classList.add('before'))
      await card(planner, 'Laundries').focus()
      await planner.keyboard.press('ArrowUp')
      await planner.keyboard.press('ArrowUp')
      expect(await told(planner).textContent()).toContain('Priority 60')
      await expect.poll(() => placeOf(facilitator, 'Laundries')).toEqual({ priority: 60, compliance: 50 })
      await planner.locator('#wall.before').waitFor({ state: 'detached' })
      expect(await focusedItem(planner)).toContain('Laundries')
      await card(planner, 'Farms').focus()
      await planner.keyboard.press('Enter')
      await planner.locator('#panel[open] select[name=place]').selectOption({ index: 1 })
      await planner.keyboard.press('Tab')
      await planner.keyboard.press('Enter')
      await expect.poll(async () => (await placeOf(facilitator, 'Farms')).priority).toBe(75)
      const { targets } = await ask<{ targets: { name: string; priority: number }[] }>('hub.read-step', { plan })
      expect(targets).toMatchObject([{ name: 'Farms', priority: 75 }])
      await planner.locator('#panel').waitFor({ state: 'hidden' })
      expect(await focusedItem(planner)).toContain('Farms')
      expect(await findBarriers(planner)).toEqual([])
    }
  )
})

/** What the keyboard is at: a card, or the mark of one in the drawing. */
function focusedItem(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.closest('.note-card, .spatial a')?.textContent)
}

async function expectTray(page: Page, text: string): Promise<boolean> {
  return page.locator('.tray .note-card', { hasText: text }).isVisible()
}

describe('employers, one dragged onto another', () => {
  step('are bound: the one gives the other its work, on every screen', { timeout: 30_000 }, async () => {
    await turn('employers', 'cluster')
    await Promise.all([facilitator, telephone].map((page) => page.goto(address)))
    for (const text of ['The brand with three labels', 'Dawn Spindle Sewing']) {
      await write(telephone, text)
      await card(facilitator, text).waitFor()
    }
    const centre = async (text: string) => {
      const box = await card(facilitator, text).boundingBox()
      if (!box) throw new Error(`${text} is not there`)
      return { x: box.x + box.width / 2, y: box.y + 12 }
    }
    await facilitator.locator('#wall').scrollIntoViewIfNeeded()
    await drag(facilitator, await centre('Dawn Spindle'), await centre('The brand'))
    const [brand] = await noteOf('employers', 'The brand')
    await expect.poll(async () => (await noteOf('employers', 'Dawn Spindle'))[0]?.place).toEqual({ gives: brand?.id })
    await expect.poll(async () => (await placeOf(telephone, 'Dawn Spindle')).gives).toBe(brand?.id)
    // Now that there is a chain, it is drawn.
    await facilitator.locator('.spatial svg:visible').first().waitFor()
  })
})

describe('a wall of notes over a bad line', () => {
  step(
    'keeps what cannot be sent, says so at each note, and sends it once, after a reload too',
    { timeout: 60_000 },
    async () => {
      await turn('issues', 'cluster')
      await Promise.all(
        [telephone, facilitator].map((page) => page.locator('.on-columns').waitFor({ state: 'attached' }))
      )
      const line = telephone.context()
      await line.setOffline(true)
      await write(telephone, 'Night work without a break')
      await write(telephone, 'Children who help after school')
      expect(await telephone.locator('.unsent').count()).toBe(2)
      await expect.poll(() => telephone.locator('#line').textContent()).toContain('2')
      await line.setOffline(false)
      await expect.poll(() => telephone.locator('.unsent').count(), { timeout: 5_000 }).toBe(0)
      await telephone.route('**/api/note.*', (route) => route.abort())
      await write(telephone, 'Passports kept by the employer')
      await telephone.reload()
      await card(telephone, 'Passports').locator('.unsent').waitFor()
      await telephone.unroute('**/api/note.*')
      await card(facilitator, 'Passports').waitFor()
      for (const text of ['Night work', 'Children', 'Passports']) expect(await noteOf('issues', text)).toHaveLength(1)
    }
  )

  step(
    'shows both texts where two changed the same, and keeps the one that is chosen',
    { timeout: 60_000 },
    async () => {
      const [note] = await noteOf('issues', 'Night work')
      await telephone.route('**/api/note.edit', (route) => route.abort())
      await card(telephone, 'Night work').locator('a.open').click()
      const edit = telephone.locator('#panel form[action$="note.edit"]')
      await edit.locator('textarea').fill('Night work, eleven hours')
      await edit.locator('button').click()
      await card(telephone, 'eleven hours').locator('.unsent').waitFor()
      const theirs = { note: note?.id, revision: 1, text: 'Night work in winter', colour: '', cluster: '' }
      await must('note.edit', theirs)
      await telephone.unroute('**/api/note.edit')
      const conflict = telephone.locator('#conflict[open]')
      await conflict.waitFor()
      expect(await conflict.textContent()).toContain('Night work in winter')
      await conflict.locator('button[value=mine]').click()
      await expect.poll(async () => (await noteOf('issues', 'Night work'))[0]?.text).toBe('Night work, eleven hours')
    }
  )

  step(
    'goes on within three seconds of a server that was killed, and nothing is lost',
    { timeout: 90_000 },
    async () => {
      const port = new URL(portal.address).port
      await write(telephone, 'Acknowledged before the crash')
      await expect.poll(() => telephone.locator('.unsent').count()).toBe(0)
      await portal.end('SIGKILL')
      await write(telephone, 'Written while there was no server')
      await telephone.locator('.unsent').first().waitFor()
      // Loaded anew, the page is the one that was kept: it says since when, and what was written is still there.
      await telephone.reload()
      expect(await telephone.locator('#kept').textContent()).toMatch(/^As of .+, not connected/)
      await card(telephone, 'Acknowledged').waitFor()
      await card(telephone, 'Written while').locator('.unsent').waitFor()
      office.environment.PORT = port
      portal = await startPortal(office)
      const began = Date.now()
      await expect.poll(() => telephone.locator('.unsent').count(), { timeout: 3_000, interval: 50 }).toBe(0)
      await card(facilitator, 'Written while').waitFor({ timeout: Math.max(1, 3_000 - (Date.now() - began)) })
      console.info(`both screens went on after ${Date.now() - began} ms`)
      await wait(200)
      for (const text of ['Acknowledged', 'Written while']) expect(await noteOf('issues', text)).toHaveLength(1)
      await telephone.locator('#kept').waitFor({ state: 'hidden' })
    }
  )

  step('leaves nothing of a board in the browser of who has left', { timeout: 30_000 }, async () => {
    const kept = () => telephone.evaluate(async () => (await (await caches.open('plumbline')).keys()).length)
    expect(await kept()).toBeGreaterThan(0)
    expect(await facilitator.evaluate(() => caches.keys())).toEqual([])
    // A page that was still under way when somebody left is not put away after it.
    await telephone.evaluate(async () => {
      const underWay = [1, 2, 3, 4].map(() => fetch(location.href, { headers: { accept: 'text/html' } }))
      await Promise.all([...underWay, fetch('/join/leave', { method: 'POST' })])
    })
    await expect.poll(kept).toBe(0)
    expect(await telephone.evaluate(() => localStorage.length)).toBe(0)
  })
})
