import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal({}, { empty: true })
})
afterAll(() => portal.close())

const typed = {
  person: 'Omar Haddad',
  email: 'Omar@Example.org',
  password: '  correct horse  ',
  again: '  correct horse  ',
  name: 'Labour Inspectorate',
  country: 'KEN',
  language: 'en',
  currency: ''
}

describe('the first start', () => {
  test('leads from every address to the set-up', async () => {
    for (const path of ['/', '/plans', '/sign-in', '/people', '/welcome/x']) {
      expect((await openBrowser(portal).get(path)).headers.get('location'), path).toBe('/set-up')
    }
    expect((await openBrowser(portal).get('/set-up')).status).toBe(200)
    expect((await openBrowser(portal).get('/healthz')).status).toBe(200)
  })

  test('offers the countries of the world by their names', async () => {
    const html = await (await openBrowser(portal).get('/set-up')).text()
    expect(html).toContain('<option value="CIV">Côte d’Ivoire</option>')
    expect(html.match(/<option value="[A-Z]{3}"/g)?.length).toBeGreaterThan(240)
  })

  test('does nothing without the code of the terminal, and holds up who guesses it', async () => {
    const browser = openBrowser(portal)
    for (let n = 0; n < 8; n++)
      expect((await browser.post('/set-up', { ...typed, code: `GUES-GUES-GUE${n}` })).status).toBe(422)
    expect((await browser.post('/set-up', { ...typed, code: (await portal.setUpCode()) ?? '' })).status).toBe(429)
    expect(await portal.database.inspectorates()).toEqual([])
  })
})

describe('the set-up', () => {
  let fresh: TestPortal
  beforeAll(async () => {
    fresh = await openTestPortal({}, { empty: true })
  })
  afterAll(() => fresh.close())

  test('says at each field what is to be put right, and keeps what was typed but the password', async () => {
    const answer = await openBrowser(fresh).post('/set-up', {
      ...typed,
      code: 'not the code',
      email: 'omar',
      again: 'other',
      country: '',
      name: '',
      currency: 'ZZZ'
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    for (const sentence of [
      'not the code that the terminal shows',
      'whole e-mail address',
      'not the same',
      'Choose one of the list',
      'Fill this in',
      'No currency is known by these letters'
    ])
      expect(html).toContain(sentence)
    expect(html).toMatch(/<input[^>]*value="ZZZ"/)
    const summary = /<div class="errors"[\s\S]*?<\/div>/.exec(html)?.[0] ?? ''
    expect([...summary.matchAll(/href="#f-(\w+)">([^:]+):/g)].map(([, name, label]) => [name, label])).toEqual([
      ['code', 'Code from the terminal'],
      ['email', 'E-mail address'],
      ['again', 'New password once more'],
      ['name', 'Name of the inspectorate'],
      ['country', 'Country'],
      ['currency', 'Currency']
    ])
    expect(html).not.toMatch(/<input[^>]*name="currency"[^>]*maxlength/)
    expect(await fresh.database.inspectorates()).toEqual([])
    expect(html).toContain('value="Omar Haddad"')
    expect(html).not.toContain('correct horse')
  })

  test('makes the inspectorate and its first administrator, who is signed in', async () => {
    const browser = openBrowser(fresh)
    const code = ((await fresh.setUpCode()) ?? '').toLowerCase().replaceAll('-', ' ')
    expect((await browser.post('/set-up', { ...typed, code })).headers.get('location')).toBe('/')
    const settings = await (await browser.get('/settings')).text()
    expect(settings).toContain('value="Labour Inspectorate"')
    expect(settings).toContain('value="KES"')
    expect(await (await browser.get('/people')).text()).toContain('omar@example.org')
    expect((await openBrowser(fresh).signIn('omar@example.org', typed.password)).status).toBe(303)
  })

  test('happens once', async () => {
    expect(await fresh.setUpCode()).toBeUndefined()
    const page = await openBrowser(fresh).get('/set-up')
    expect(page.status).toBe(410)
    expect(await page.text()).toContain('The portal is set up')
    expect((await openBrowser(fresh).post('/set-up', { ...typed, code: 'AAAA-AAAA-AAAA' })).status).toBe(410)
    expect(await fresh.database.inspectorates()).toHaveLength(1)
  })
})
