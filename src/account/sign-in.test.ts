import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, openTestPortal, type TestPortal, testPassword } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const text = async (answer: Response) => (await answer.text()).replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
const failed = 'do not belong together'

describe('signing in', () => {
  test('leads to where the person wanted to go', async () => {
    const browser = openBrowser(portal)
    const asked = await browser.get('/plans?x=1')
    expect(asked.headers.get('location')).toBe('/sign-in?return=%2Fplans%3Fx%3D1')
    const answer = await browser.signIn('planner@example.org', testPassword, { return: '/plans?x=1' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/plans?x=1')
    expect((await browser.get('/plans')).status).toBe(200)
  })

  test('never leads to another host', async () => {
    for (const away of ['//elsewhere.org', 'https://elsewhere.org', '/\\elsewhere.org', 'javascript:alert(1)']) {
      const answer = await openBrowser(portal).signIn('planner@example.org', testPassword, { return: away })
      expect(answer.headers.get('location')).toBe('/')
    }
  })

  test('says the same of an unknown address and of a wrong password, in about the same time', async () => {
    const timed = async (email: string) => {
      const start = performance.now()
      const answer = await openBrowser(portal).signIn(email, 'not the password')
      return { status: answer.status, said: (await text(answer)).includes(failed), took: performance.now() - start }
    }
    await timed('viewer@example.org')
    const known = await timed('viewer@example.org')
    const unknown = await timed('nobody@example.org')
    expect(known).toMatchObject({ status: 401, said: true })
    expect(unknown).toMatchObject({ status: 401, said: true })
    expect(unknown.took).toBeGreaterThan(known.took / 6)
  })

  test('keeps the typed address and never the password', async () => {
    const html = await (await openBrowser(portal).signIn('nobody@example.org', 'secret secret')).text()
    expect(html).toContain('nobody@example.org')
    expect(html).not.toContain('secret secret')
  })

  test('sets a cookie that no script reads and no other site sends', async () => {
    const answer = await openBrowser(portal).signIn('planner@example.org')
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/i)
    expect(answer.headers.get('set-cookie')).toMatch(/SameSite=Lax/i)
  })

  test('is refused for a form of another site', async () => {
    const answer = await openBrowser(portal).send('/sign-in', {
      method: 'POST',
      headers: { origin: 'https://elsewhere.org' },
      body: new URLSearchParams({ email: 'planner@example.org', password: testPassword })
    })
    expect(answer.status).toBe(403)
    expect(answer.headers.has('set-cookie')).toBe(false)
  })

  test('is refused after eight wrong passwords, even with the right one, and only for that account', async () => {
    for (let n = 0; n < 8; n++)
      expect((await openBrowser(portal).signIn('inspector@example.org', `guess ${n} guess`)).status).toBe(401)
    const answer = await openBrowser(portal).signIn('inspector@example.org')
    expect(answer.status).toBe(429)
    expect(await text(answer)).toContain('Wait one minute')
    expect((await openBrowser(portal).signIn('director@example.org')).status).toBe(303)
  })

  test('works in a browser that the person has used before, whatever a stranger guesses behind the same address', async () => {
    const own = openBrowser(portal)
    await own.signIn('administrator@example.org')
    await own.post('/sign-out', {})
    for (let n = 0; n < 9; n++) await openBrowser(portal).signIn('administrator@example.org', `guess ${n} guess`)
    expect((await openBrowser(portal).signIn('administrator@example.org')).status).toBe(429)
    expect((await own.signIn('administrator@example.org')).status).toBe(303)
    const other = openBrowser(portal)
    other.cookies.set('plumbline.known', 'a mark that somebody made up')
    expect((await other.signIn('administrator@example.org')).status).toBe(429)
  })

  test('elsewhere works while somebody guesses at the account', async () => {
    const here = await openTestPortal({ PLUMBLINE_URL: 'http://portal.test' })
    const from = (peer: string, password: string) =>
      openBrowser(here).send('/sign-in', {
        method: 'POST',
        headers: { 'x-forwarded-for': peer },
        body: new URLSearchParams({ email: 'viewer@example.org', password })
      })
    for (let n = 0; n < 8; n++) expect((await from('192.0.2.66', `guess ${n} guess`)).status).toBe(401)
    expect((await from('192.0.2.66', testPassword)).status).toBe(429)
    expect((await from('192.0.2.7', testPassword)).status).toBe(303)
    await here.close()
  })

  test('of seventy people behind one address works within a minute', { timeout: 120_000 }, async () => {
    const people = Array.from({ length: 70 }, () => openBrowser(portal).signIn('planner@example.org'))
    expect(new Set((await Promise.all(people)).map(({ status }) => status))).toEqual(new Set([303]))
  })

  test('is closed to somebody who may no longer sign in', async () => {
    const browser = await portal.browser('viewer')
    expect((await browser.get('/plans')).status).toBe(200)
    const change = (active: boolean) =>
      portal.database.write({ inspectorate: portal.actors.viewer.inspectorate, operation: 'test' }, (tx) =>
        sql`update person set active = ${active} where id = ${portal.actors.viewer.person}::uuid`.execute(tx)
      )
    await change(false)
    portal.sessions.forget()
    expect((await browser.get('/plans')).status).toBe(303)
    const answer = await openBrowser(portal).signIn('viewer@example.org')
    expect(answer.status).toBe(401)
    expect(await text(answer)).toContain(failed)
    await change(true)
  })
})

describe('signing out', () => {
  test('ends the session, also for a copy of its cookie', async () => {
    const browser = await portal.browser('planner')
    const copy = openBrowser(portal)
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value)
    expect((await copy.get('/plans')).status).toBe(200)
    expect((await browser.post('/sign-out', {})).headers.get('location')).toBe('/sign-in')
    expect((await browser.get('/plans')).status).toBe(303)
    expect((await copy.get('/plans')).status).toBe(303)
  })
})

test('nobody can make an account for themselves', async () => {
  const account = JSON.stringify({ email: 'stranger@example.org', password: 'a long password', name: 'Stranger' })
  for (const path of ['/auth/sign-up/email', '/sign-up', '/api/sign-up', '/auth/get-session', '/sign-up/email']) {
    const answer = await openBrowser(portal).send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: account
    })
    expect(answer.status, path).toBe(404)
  }
  expect(await portal.sessions.findAccount('stranger@example.org')).toBeUndefined()
})

describe('a form that comes after its session ended', () => {
  const title = `“Fair pay” & <more> ${newId()}`
  const form = {
    _id: newId(),
    _page: '/plans',
    _return: '/plans/:id',
    title,
    status: 'draft',
    starts: '',
    ends: '',
    summary: 'x'
  }

  async function hidden(answer: Response, name: string): Promise<string> {
    const found = new RegExp(`name="${name}" value="([^"]*)"`).exec(await answer.text())?.[1] ?? ''
    return found.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  }

  async function signInWith(browser: Browser, kept: string): Promise<Response> {
    return browser.signIn('planner@example.org', testPassword, { _kept: kept, return: '/plans' })
  }

  test('is kept through a wrong password, shown, and carried out once', async () => {
    const browser = openBrowser(portal)
    const refused = await browser.post('/do/plan.add', form)
    expect(refused.status).toBe(401)
    const kept = await hidden(refused, '_kept')
    expect(kept).toContain('Fair pay')
    const wrong = await browser.signIn('planner@example.org', 'not the password', { _kept: kept })
    expect(await hidden(wrong, '_kept')).toBe(kept)

    const shown = await signInWith(browser, kept)
    expect(shown.status).toBe(200)
    const html = await shown.text()
    expect(html).toContain('What you typed is kept')
    expect(html).toContain('action="/do/plan.add"')
    expect(html).toContain(`value="${form._id}"`)

    const sent = JSON.parse(kept).sent as Record<string, string>
    const done = await browser.post('/do/plan.add', sent)
    expect(done.status).toBe(303)
    const again = await browser.post('/do/plan.add', sent)
    expect(again.headers.get('location')).toBe(done.headers.get('location'))
    const plans = (await (await browser.get('/api/plan.list')).json()) as { title: string }[]
    expect(plans.filter((plan) => plan.title === title)).toHaveLength(1)
  })

  test('says which files have to be chosen again', async () => {
    const body = new FormData()
    body.append('_page', '/evidence/new')
    body.append('file', new File(['a,b\n1,2\n'], 'cases.csv'))
    const browser = openBrowser(portal)
    const refused = await browser.send('/do/plan.add', { method: 'POST', body })
    const kept = await hidden(refused, '_kept')
    expect(JSON.parse(kept)).toMatchObject({ files: ['cases.csv'] })
    const html = await (await signInWith(browser, kept)).text()
    expect(html).toContain('cases.csv')
    expect(html).toContain('Go back to the form')
    expect(html).not.toContain('Carry it out now')
  })

  test('is left out where the text is no form', async () => {
    const answer = await signInWith(openBrowser(portal), '{"operation":"https://elsewhere.org","sent":{},"files":[]}')
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/plans')
  })
})
