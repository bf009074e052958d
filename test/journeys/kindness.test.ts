import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect } from 'vitest'
import { stepPath } from '../../src/plan/rules.ts'
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
import { formOf, send } from './form.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { administrator, setUpPortal } from './visitor.ts'

let office: Office
let portal: RunningPortal
let chromium: Browser
let visitor: Awaited<ReturnType<typeof setUpPortal>>
let viewer: { email: string; password: string }
let plan = ''
let hub = ''

type Made = { id: string }

beforeAll(async () => {
  if (!hasChromium) return
  office = await openOffice()
  portal = await startPortal(office)
  visitor = await setUpPortal(portal)
  const add = async (operation: string, input: object) =>
    ((await (await visitor.json(operation, input)).json()) as Made).id
  plan = await add('plan.add', { title: 'Minimum wage in garment workshops' })
  const [issue, target] = [
    await add('issue.add', { plan, name: 'Minimum wage' }),
    await add('target.add', { plan, name: 'Garment workshops' })
  ]
  hub = await add('hub.add', { plan, issue, target, means: true, chosen: true })
  const { lines } = await runCommand(office, 'user', 'add', 'sara@example.org', 'Sara Park', 'viewer')
  viewer = { email: 'sara@example.org', password: /with the password (\S+?)\./.exec(lines.join())?.[1] ?? '' }
  chromium = await openChromium()
})
afterAll(async () => {
  await chromium?.close()
  await portal?.end()
  await office?.remove()
})

/** A window of its own in which somebody has signed in. */
async function open(person: { email: string; password: string } | undefined, look: Look = {}): Promise<Page> {
  const page = await (await openWindow(chromium, portal.address, look)).newPage()
  if (person) await signIn(page, person)
  return page
}
const close = (page: Page) => page.context().close()
const list = async (record: string, of = plan) =>
  (await (await visitor.get(`/api/record.list?record=${record}${of ? `&plan=${of}` : ''}`)).json()) as (Made &
    Record<string, unknown>)[]
const text = (page: Page) => page.locator('main').innerText()
const influences = () => `${stepPath(plan, 3, 'influences')}?hub=${hub}`

describe('somebody who makes a mistake', { timeout: 60_000 }, () => {
  step('with the password is told in a sentence, and the address that was typed stays', async () => {
    const page = await open(undefined, { width: 360 })
    await page.goto('/plans')
    expect(new URL(page.url()).pathname).toBe('/sign-in')
    await expectNoSidewaysScroll(page)
    expect(await findBarriers(page)).toEqual([])
    await send(page, '/sign-in', { email: administrator.email, password: 'not the password' })
    expect(await page.locator('body').innerText()).toMatch(/do not belong together/)
    expect(await page.locator('input[name=email]').inputValue()).toBe(administrator.email)
    expect(await page.locator('input[name=password]').inputValue()).toBe('')
    await send(page, '/sign-in', { password: administrator.password })
    expect(new URL(page.url()).pathname).toBe('/plans')
    await close(page)
  })

  step('in a form gets it back with what was typed, and nothing is saved by half', async () => {
    const page = await open(administrator, { script: false })
    await page.goto(influences())
    await send(page, 'influence.add', { name: 'Price per piece', wielder: 'Brands', strength: '5' })
    expect(await page.locator('[role=alert]').first().innerText()).not.toBe('')
    const form = formOf(page, 'influence.add', '[name=name]')
    expect(await form.locator('[name=name]').inputValue()).toBe('Price per piece')
    expect(await form.locator('[name=wielder]').inputValue()).toBe('Brands')
    expect(await list('influence')).toEqual([])
    await close(page)
  })

  step('takes it back by one button', async () => {
    const page = await open(administrator)
    await page.goto('/inspectorate/mandate')
    await send(page, 'mandate.add', { kind: 'legal', title: 'Not meant' })
    expect((await list('mandate', '')).map(({ title }) => title)).toContain('Not meant')
    await send(page, 'log.undo', {})
    expect((await list('mandate', '')).map(({ title }) => title)).not.toContain('Not meant')
    await close(page)
  })

  step('in the address finds a page that says so and leads on', async () => {
    const page = await open(administrator)
    for (const path of ['/nowhere', '/plans/nothing', `/plans/${hub}`, `/records/influence/${plan}`]) {
      const answer = await page.goto(path)
      expect(answer?.status(), path).toBe(404)
      expect((await page.locator('main h1').innerText()).length, path).toBeGreaterThan(10)
      expect(await page.locator('a[href="/plans"]').count(), path).toBeGreaterThan(0)
    }
    await close(page)
  })

  step('by pressing twice makes one record', async () => {
    const page = await open(administrator)
    await page.goto(influences())
    const form = formOf(page, 'influence.add', '[name=name]')
    await form.locator('[name=name]').fill('Pressed twice')
    await form.locator('[name=sign][value=negative]').check()
    await form.locator('button').last().dblclick()
    // The second sending breaks off the first navigation, which a wait for it would take for a failure.
    await expect.poll(() => page.url()).toContain('done=')
    await page.waitForLoadState()
    expect((await list('influence')).map(({ name }) => name)).toEqual(['Pressed twice'])
    await close(page)
  })
})

describe('a session that ends in the middle of a form', { timeout: 60_000 }, () => {
  for (const script of [true, false]) {
    step(`keeps what was typed, ${script ? 'with' : 'without'} JavaScript`, async () => {
      const page = await open(administrator, { script })
      const name = `Typed ${script ? 'with' : 'without'} a script`
      await page.goto(influences())
      await page.context().clearCookies()
      await send(page, 'influence.add', { name, sign: 'positive', works: 'Long and well considered' })
      expect(await page.locator('input[name=password]').count()).toBe(1)
      expect((await list('influence')).some((one) => one.name === name)).toBe(false)
      await send(page, '/sign-in', administrator)
      expect(await text(page)).toContain(name)
      await send(page, 'influence.add', {})
      const kept = (await list('influence')).filter((one) => one.name === name)
      expect(kept).toMatchObject([{ works: 'Long and well considered', sign: 'positive' }])
      await close(page)
    })
  }
})

describe('two people on one record', { timeout: 60_000 }, () => {
  step('lose nothing: the second sees what the first wrote, beside what was typed', async () => {
    const { id } = (await (await visitor.json('mandate.add', { kind: 'legal', title: 'Labor Code' })).json()) as Made
    const [first, second] = [await open(administrator), await open(administrator, { script: false })]
    for (const page of [first, second]) await page.goto(`/records/mandate/${id}`)
    await send(first, 'mandate.change', { title: 'Labor Code, section 1197' })
    await send(second, 'mandate.change', { title: 'Labor Code, section 90' })
    expect(await text(second)).toContain('Labor Code, section 1197')
    expect(await formOf(second, 'mandate.change').locator('[name=title]').inputValue()).toBe('Labor Code, section 90')
    const titled = async () => (await list('mandate', '')).find((one) => one.id === id)?.title
    expect(await titled()).toBe('Labor Code, section 1197')
    await send(second, 'mandate.change', {})
    expect(await titled()).toBe('Labor Code, section 90')
    await close(first)
    await close(second)
  })
})

describe('somebody who may only look', { timeout: 60_000 }, () => {
  step('sees the plan without its forms, and is told what is not for the role', async () => {
    const page = await open(viewer)
    await page.goto(influences())
    expect(await text(page)).toContain('Pressed twice')
    expect(await page.locator('form[action^="/do/influence"]').count()).toBe(0)
    for (const path of ['/settings', '/people', '/evidence/new']) {
      expect((await page.goto(path))?.status(), path).toBe(403)
      expect(await text(page)).toContain('viewer')
      expect(await page.locator(`nav a[href="${path}"]`).count()).toBe(0)
    }
    await close(page)
  })
})

describe('somebody without a mouse', { timeout: 90_000 }, () => {
  /** Goes on by the tabulator until this has the focus, and sees on the way where one is. */
  async function tabTo(page: Page, selector: string): Promise<void> {
    for (let n = 0; n < 150; n++) {
      await page.keyboard.press('Tab')
      const found = await page.evaluate((wanted) => {
        const here = document.activeElement
        if (!here || here === document.body) return { there: false, seen: true, what: '' }
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(here)
        const label = here.closest('label') ?? here
        const around = getComputedStyle(label)
        const seen =
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          boxShadow !== 'none' ||
          around.outlineStyle !== 'none' ||
          around.boxShadow !== 'none'
        return { there: here.matches(wanted), seen, what: here.outerHTML.slice(0, 120) }
      }, selector)
      expect(found.seen, `where one is cannot be seen: ${found.what}`).toBe(true)
      if (found.there) return
    }
    throw new Error(`the tabulator never reached ${selector} on ${page.url()}`)
  }
  const enter = async (page: Page) => {
    await Promise.all([page.waitForEvent('domcontentloaded'), page.keyboard.press('Enter')])
  }

  step('signs in, finds the way to the influences and adds one, and always sees where the focus is', async () => {
    const page = await open(undefined)
    await page.goto('/sign-in')
    await tabTo(page, 'input[name=email]')
    await page.keyboard.type(administrator.email)
    await tabTo(page, 'input[name=password]')
    await page.keyboard.type(administrator.password)
    await enter(page)
    await tabTo(page, 'nav a[href="/plans"]')
    await enter(page)
    await tabTo(page, `main a[href="/plans/${plan}"]`)
    await enter(page)
    await tabTo(page, `a[href^="${stepPath(plan, 3)}"]`)
    await enter(page)
    await tabTo(page, `main a[href^="${stepPath(plan, 3, 'influences')}"]`)
    await enter(page)
    await tabTo(page, 'main a[href="#add"]')
    await page.keyboard.press('Enter')
    const isAt = (selector: string) => page.waitForFunction((found) => document.activeElement?.matches(found), selector)
    await isAt('form[action="/do/influence.add"] [name=name]')
    await page.keyboard.press('Escape')
    await isAt('main a[href="#add"]')
    await page.keyboard.press('Enter')
    await isAt('form[action="/do/influence.add"] [name=name]')
    await page.keyboard.type('Added by keyboard')
    await tabTo(page, 'form[action="/do/influence.add"] [name=sign]')
    await page.keyboard.press('Space')
    await tabTo(page, 'form[action="/do/influence.add"] [name=wielder]')
    await page.keyboard.type('Buyers')
    await enter(page)
    expect((await list('influence')).filter(({ name }) => name === 'Added by keyboard')).toMatchObject([
      { sign: 'positive', wielder: 'Buyers' }
    ])
    await close(page)
  })

  step('passes by the rooms with the first link of the page', async () => {
    const page = await open(administrator)
    await page.goto('/plans')
    await tabTo(page, 'a[href="#main"]')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    await close(page)
  })
})
