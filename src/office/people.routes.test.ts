import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

type Person = { id: string; name: string; role: string; active: boolean; revision: number }

async function people(): Promise<Person[]> {
  const browser = await portal.browser('administrator')
  return (await (await browser.get('/api/person.list')).json()) as Person[]
}

async function personOf(name: string): Promise<Person> {
  const found = (await people()).find((person) => person.name === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found
}

async function linkOf(answer: Response): Promise<string> {
  return /http:\/\/portal\.test(\/welcome\/[\w-]+)/.exec(await answer.text())?.[1] ?? ''
}

describe('a person who is added', () => {
  const ada = { name: 'Ada Mensah', email: 'Ada@example.org', role: 'planner' }
  let link = ''

  test('gets a link that the administrator sees once', async () => {
    const browser = await portal.browser('administrator')
    const answer = await browser.post('/people', ada)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    link = await linkOf(answer)
    expect(link).toMatch(/^\/welcome\/[\w-]{32}$/)
    expect((await browser.get('/people/link')).status).toBe(404)
    expect(await (await browser.get('/people')).text()).toContain('ada@example.org')
  })

  test('cannot sign in before the link was used, and sets the own password with it', async () => {
    const browser = openBrowser(portal)
    expect((await browser.signIn('ada@example.org', '')).status).toBe(401)
    expect((await browser.post(link, { password: 'too short', again: 'too short' })).status).toBe(422)
    const answer = await browser.post(link, { password: 'harmattan in january', again: 'harmattan in january' })
    expect(answer.headers.get('location')).toBe('/')
    expect((await browser.get('/plans')).status).toBe(200)
    expect((await openBrowser(portal).signIn('ada@example.org', 'harmattan in january')).status).toBe(303)
  })

  test('uses the link once', async () => {
    const browser = openBrowser(portal)
    expect((await browser.get(link)).status).toBe(410)
    expect((await browser.post(link, { password: 'another password', again: 'another password' })).status).toBe(410)
    expect((await openBrowser(portal).signIn('ada@example.org', 'another password')).status).toBe(401)
  })

  test('gets a new link when the password is forgotten, which ends the sessions that are open', async () => {
    const open = openBrowser(portal)
    await open.signIn('ada@example.org', 'harmattan in january')
    const { id } = await personOf('Ada Mensah')
    const renewed = await linkOf(await (await portal.browser('administrator')).post(`/people/${id}/link`, {}))
    await openBrowser(portal).post(renewed, { password: 'harmattan in february', again: 'harmattan in february' })
    expect((await open.get('/plans')).status).toBe(303)
  })

  test('is not added twice', async () => {
    const answer = await (await portal.browser('administrator')).post('/people', ada)
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('Use another address')
  })

  test('is added by an administrator only', async () => {
    for (const who of ['planner', 'director', 'inspector', 'viewer'] as const) {
      const browser = await portal.browser(who)
      expect((await browser.post('/people', { ...ada, email: `${who}2@example.org` })).status).toBe(403)
      expect((await browser.get('/people')).status).toBe(403)
      expect((await browser.post(`/people/${portal.actors.planner.person}/link`, {})).status).toBe(403)
      expect(await portal.sessions.findAccount(`${who}2@example.org`)).toBeUndefined()
    }
    expect((await openBrowser(portal).post('/people', ada)).status).toBe(401)
  })
})

describe('a role', () => {
  test('that was changed holds at once', async () => {
    const browser = await portal.browser('viewer')
    expect((await browser.json('plan.add', { title: 'Mine' })).status).toBe(403)
    const { id, revision, name } = await personOf('Sara Park')
    const administrator = await portal.browser('administrator')
    expect(
      (await administrator.json('person.change', { id, revision, name, role: 'planner', active: true })).status
    ).toBe(200)
    expect((await browser.json('plan.add', { title: 'Mine' })).status).toBe(200)
  })

  test('of somebody who was closed out opens nothing any more', async () => {
    const browser = await portal.browser('inspector')
    const { id, revision, name, role } = await personOf('Nora Reyes')
    await (await portal.browser('administrator')).json('person.change', { id, revision, name, role, active: false })
    expect((await browser.get('/plans')).status).toBe(303)
    expect((await openBrowser(portal).signIn('inspector@example.org')).status).toBe(401)
  })

  test('of the last administrator stays', async () => {
    const { id, revision, name } = await personOf('Omar Haddad')
    const browser = await portal.browser('administrator')
    for (const change of [
      { role: 'planner', active: true },
      { role: 'administrator', active: false }
    ]) {
      const answer = await browser.json('person.change', { id, revision, name, ...change })
      expect(answer.status).toBe(409)
      expect(((await answer.json()) as { type: string }).type).toContain('last-administrator')
    }
  })

  test('changed by two at the same time is kept once', async () => {
    const { id, revision, name } = await personOf('Luis Ortega')
    const browser = await portal.browser('administrator')
    const answers = await Promise.all(
      ['viewer', 'planner'].map((role) => browser.json('person.change', { id, revision, name, role, active: true }))
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

test('the log names people by number, not by address or name', async () => {
  const { rows } = await portal.database.asOwner((connection) =>
    connection.query(`select text from event where operation like 'person.%'`)
  )
  expect(rows.length).toBeGreaterThan(0)
  for (const { text } of rows) expect(String(text)).not.toMatch(/example\.org|\bAda\b|\bSara\b/i)
})
