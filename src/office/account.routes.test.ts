import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, openTestPortal, type TestPortal, testPassword } from '../../test/test-portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const opens = async (browser: Browser) => (await browser.get('/plans')).status === 200

describe('the own password', () => {
  const next = 'a new long password'

  test('is changed with the present one, and other devices are signed out', async () => {
    const [here, elsewhere] = [await portal.browser('director'), await portal.browser('director')]
    const wrong = await here.post('/me/password', { present: 'not this one', password: next, again: next })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('not your present password')
    expect((await here.post('/me/password', { present: testPassword, password: next, again: 'else' })).status).toBe(422)
    const answer = await here.post('/me/password', { present: testPassword, password: next, again: next })
    expect(answer.headers.get('location')).toBe('/me?said=password')
    expect(await opens(here)).toBe(true)
    expect(await opens(elsewhere)).toBe(false)
    expect((await openBrowser(portal).signIn('director@example.org')).status).toBe(401)
    expect((await openBrowser(portal).signIn('director@example.org', next)).status).toBe(303)
  })

  test('cannot be guessed at an open screen', async () => {
    const browser = await portal.browser('inspector')
    const guess = () => browser.post('/me/password', { present: 'a guess of mine', password: next, again: next })
    const answers: number[] = []
    for (let n = 0; n < 9; n++) answers.push((await guess()).status)
    expect(answers[0]).toBe(422)
    expect(answers.at(-1)).toBe(429)
  })
})

test('the way in names the inspectorate, and says a refusal once, beside its form', async () => {
  const stranger = openBrowser(portal)
  expect(await (await stranger.get('/sign-in')).text()).toContain('Labour Inspectorate')
  const refused = await (await stranger.signIn('viewer@example.org', 'not this one')).text()
  expect(refused.split('do not belong together')).toHaveLength(2)
  expect(refused).toMatch(/<section[^>]*>.*role="alert".*do not belong together.*<form/s)
})

test('signing out everywhere ends every session', async () => {
  const browsers = [await portal.browser('viewer'), await portal.browser('viewer')] as const
  expect((await browsers[0].post('/me/sign-out-everywhere', {})).headers.get('location')).toBe('/sign-in')
  for (const browser of browsers) expect(await opens(browser)).toBe(false)
})

describe('one-time codes', () => {
  let secret: Buffer = Buffer.alloc(0)
  let backup: string[] = []

  /** The code of this half minute, as the app of a telephone works it out (RFC 6238). */
  function code(): string {
    const counter = Buffer.alloc(8)
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
    const hash = createHmac('sha1', secret).update(counter).digest()
    const from = (hash.at(-1) ?? 0) & 0x0f
    return String((hash.readUInt32BE(from) & 0x7fffffff) % 1_000_000).padStart(6, '0')
  }

  test('are on once the first code is right, and not before', async () => {
    const browser = await portal.browser('planner')
    const shown = await browser.post('/me/codes', { present: testPassword })
    expect(shown.headers.get('cache-control')).toBe('no-store')
    const html = await shown.text()
    expect(html).toContain('<svg class="qr"')
    const uri = /name="uri" value="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const base32 = new URL(uri).searchParams.get('secret') ?? ''
    secret = decodeBase32(base32)
    backup = [...html.matchAll(/name="backup" value="([^"]+)"/g)].map((match) => match[1] ?? '')
    expect(backup).toHaveLength(10)

    const wrong = await browser.post('/me/codes/confirm', { code: '000000', uri, backup })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('<svg class="qr"')
    expect((await openBrowser(portal).signIn('planner@example.org')).status).toBe(303)

    const right = await browser.post('/me/codes/confirm', { code: code(), uri, backup })
    expect(right.headers.get('location')).toBe('/me?said=codes-on')
  })

  test('are asked for after the password, and nothing opens before', async () => {
    const browser = openBrowser(portal)
    const answer = await browser.signIn('planner@example.org', testPassword, { return: '/plans' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toContain('name="code"')
    expect(await opens(browser)).toBe(false)
    expect((await browser.post('/sign-in/code', { code: '000000' })).status).toBe(401)
    const digits = [...code()].map((digit) => String.fromCharCode(0x0660 + Number(digit)))
    const done = await browser.post('/sign-in/code', {
      code: `${digits.slice(0, 3).join('')} ${digits.slice(3).join('')}`,
      return: '/plans'
    })
    expect(done.headers.get('location')).toBe('/plans')
    expect(await opens(browser)).toBe(true)
  })

  test('can be replaced by a backup code, each once', async () => {
    for (const status of [303, 401]) {
      const browser = openBrowser(portal)
      await browser.signIn('planner@example.org')
      expect((await browser.post('/sign-in/code', { code: backup[0] ?? '' })).status).toBe(status)
    }
  })

  test('cannot be guessed: after five the password is asked for again', async () => {
    const browser = openBrowser(portal)
    await browser.signIn('planner@example.org')
    for (let n = 0; n < 5; n++) await browser.post('/sign-in/code', { code: '000000' })
    const answer = await browser.post('/sign-in/code', { code: code() })
    expect(answer.status).toBe(401)
    expect(await answer.text()).toContain('Type your password again')
    expect(await opens(browser)).toBe(false)
  })

  test('are turned off with the password', async () => {
    const browser = openBrowser(portal)
    await browser.signIn('planner@example.org')
    await browser.post('/sign-in/code', { code: backup[1] ?? '' })
    const answer = await browser.post('/me/codes/stop', { present: testPassword })
    expect(answer.headers.get('location')).toBe('/me?said=codes-off')
    expect((await openBrowser(portal).signIn('planner@example.org')).status).toBe(303)
  })
})

test('the look of the pages is kept on the device', async () => {
  const browser = await portal.browser('administrator')
  expect((await browser.post('/me/theme', { theme: 'dark', _page: '/me' })).headers.get('location')).toBe('/me')
  expect(await (await browser.get('/me')).text()).toContain('data-theme="dark"')
  await browser.post('/me/theme', { theme: 'system' })
  expect(await (await browser.get('/me')).text()).not.toContain('data-theme')
})

test('the own name and language are changed by everybody', async () => {
  const browser = await portal.browser('administrator')
  const form = { name: 'Omar H. Haddad', language: 'ar', _page: '/me', _return: '/language/own?return=/me?said=saved' }
  const answer = await browser.post('/do/person.change-oneself', form)
  expect(answer.status).toBe(303)
  const html = await (await browser.get('/me')).text()
  expect(html).toContain('dir="rtl"')
  expect(html).toContain('Omar H. Haddad')
})

function decodeBase32(text: string): Buffer {
  const bits = [...text.replaceAll('=', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
