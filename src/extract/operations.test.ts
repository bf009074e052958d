import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { loadContent } from '../chart/load.operations.ts'
import { readWhole } from '../chart/whole.operations.ts'
import { consultations, recordPosition } from '../consultation/operations.ts'
import { root } from '../kernel/root.ts'
import { freeze, removeVersion } from '../review/operations.ts'
import { readExtract } from './operations.ts'
import { sections } from './rules.ts'

let portal: TestPortal
let amina: Browser
let stranger: Browser
let plan: string
let version: string
let address: string
let union: string
const planner = () => portal.actors.planner
const here = () => `/plans/${plan}/extract`

/** What must never be read: notes, reasons, owners, employers, rings, approaches, persons, costs of the demonstration's plan. */
let secrets: string[]

type Item = Record<string, unknown>
beforeAll(async () => {
  portal = await openTestPortal()
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  const [first] = content.plans
  const all = (list: string, field: string) => (first[list] as Item[]).map((one) => one[field])
  secrets = [
    ...['employers', 'stakeholders'].flatMap((list) => all(list, 'name')),
    ...all('stakeholders', 'approach'),
    ...all('stakeholders', 'influence'),
    ...all('influences', 'lever'),
    ...all('whys', 'text'),
    ...all('interventions', 'owner'),
    ...all('interventions', 'resources'),
    ...all('issues', 'note'),
    ...all('hubs', 'reason'),
    ...all('deliveries', 'note'),
    ...all('jointPartners', 'speaker'),
    ...all('jointPartners', 'brings'),
    ...all('reviewFindings', 'finding'),
    ...all('consultations', 'spoke'),
    ...['Amina Diallo', 'Luis Ortega', '9,400', '9400', 'Hostile', 'Activists', 'hostile', 'activists']
  ].filter((one): one is string => typeof one === 'string' && one.length > 3)
  const loaded = await portal.performer.carryOut(loadContent, planner(), { content, example: true })
  ;[plan = ''] = loaded.result.plans
  version = (await portal.performer.carryOut(freeze, planner(), { plan })).result.id
  const { stakeholders } = await portal.performer.ask(readWhole, planner(), { plan })
  union = stakeholders.find(({ name }) => name === 'Garment union')?.id ?? ''
  amina = await portal.browser('planner')
  stranger = await portal.browser()
})
afterAll(() => portal.close())

const read = () => portal.performer.ask(readExtract, planner(), { plan })
const shown = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const choose = (told: readonly string[], of = version) =>
  amina.post('/do/public_extract.choose', {
    ...{ plan, version: of, _page: here() },
    ...Object.fromEntries(told.map((section) => [section, 'yes']))
  })
async function act(verb: 'publish' | 'withdraw', more: Record<string, string> = {}): Promise<Response> {
  const { extract } = await read()
  const seen = { extract: extract?.id ?? '', revision: String(extract?.revision), _page: here() }
  return amina.post(`/do/public_extract.${verb}`, { ...seen, ...more })
}

describe('an extract for the public', () => {
  test('is chosen and seen by the inspectorate first, and nobody else finds it', async () => {
    expect(shown(await (await amina.get(here())).text())).toContain('The public reads nothing of this plan yet')
    expect((await choose(sections.filter((one) => one !== 'budget'))).status).toBe(303)
    address = `/public/${(await read()).extract?.address}`
    const silent = await stranger.get(address)
    expect([silent.status, silent.headers.get('x-robots-tag')]).toEqual([404, 'noindex'])
    const preview = shown(await (await amina.get(`${here()}/preview`)).text())
    expect(preview).toContain('Fair pay in garment workshops')
    expect(preview).toContain('Nobody but the inspectorate sees this page.')
    expect((await stranger.get(`${here()}/preview`)).status).toBe(303)
  })

  test('is published at an address that needs no account, and says of which version and day it is', async () => {
    const before = await (await amina.get(`/plans/${plan}/extract`)).text()
    expect(before).toContain('Version 1 is not signed by all who must sign')
    expect((await act('publish')).status).toBe(303)
    const answer = await stranger.get(address)
    expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, null])
    const text = shown(await answer.text())
    expect(text).toMatch(/This is version 1 of \d+ \w+ \d{4}; it is not agreed yet\. Published on/)
    expect(text).toContain('An invented example')
    expect(text).toContain('Letter with 60 days to answer')
    expect(text).toContain('at least 1,200 workers')
    expect(text).toContain('at most 50%')
    expect(text).toContain('Nobody was consulted on this version.')
  })

  test('tells nothing that is not public, in no language and to nobody, whoever is signed in', async () => {
    for (const language of ['en', 'fr', 'es', 'ar']) {
      const reader = await portal.browser()
      await reader.get(`/language/${language}`)
      const html = await (await reader.get(address)).text()
      expect(secrets.filter((one) => html.includes(one) && one !== 'Registration office for garment makers')).toEqual(
        []
      )
      expect(html).toContain(`lang="${language}"`)
    }
    const own = await (await amina.get(address)).text()
    expect(own).not.toContain('Amina Diallo')
    expect(own).toBe(await (await stranger.get(address)).text())
  })

  test('may be kept only to be asked for again, and is not sent again while it is the same', async () => {
    const answer = await stranger.get(address)
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    expect(answer.headers.get('vary')).toContain('Accept-Language, Cookie')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(answer.headers.get('set-cookie')).toBeNull()
    const again = await stranger.send(address, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('has the position of an organisation only once it agrees, and says when what is published is another', async () => {
    const asked = { plan, stakeholder: union, version, asked: '2026-09-01', way: 'meeting' }
    const { result } = await portal.performer.carryOut(consultations.add, planner(), asked)
    const said = { position: 'supports', spoke: 'Rosa Marín', answered: '2026-09-20' }
    const record = (revision: number, public_agreed: boolean) =>
      portal.performer.carryOut(recordPosition, planner(), {
        ...{ consultation: result.id, revision, ...said, public_agreed }
      })
    await record(1, true)
    expect(shown(await (await amina.get(here())).text())).toContain(
      'What is published is no longer what is chosen here'
    )
    expect(await (await stranger.get(address)).text()).not.toContain('Garment union')
    await act('publish')
    const text = shown(await (await stranger.get(address)).text())
    expect(text).toContain('Garment union Workers and their organisations Supports it 20 September 2026')
    expect(text).not.toContain('Rosa Marín')
    // Taken back, it is gone at once, before anybody publishes again.
    await record(2, false)
    const without = shown(await (await stranger.get(address)).text())
    expect(without).not.toContain('Garment union')
    expect(without).toContain('One organisation was consulted on this version; it does not publish its position.')
    await act('publish')
    expect(await (await stranger.get(address)).text()).not.toContain('Garment union')
  })

  test('of a new version takes the place of the one before, under the same address', async () => {
    const next = (await portal.performer.carryOut(freeze, planner(), { plan })).result.id
    await choose(['summary'], next)
    expect(shown(await (await stranger.get(address)).text())).toContain('This is version 1 of')
    await act('publish')
    const text = shown(await (await stranger.get(address)).text())
    expect(text).toContain('This is version 2 of')
    expect(text).not.toContain('Letter with 60 days to answer')
    const gone = portal.performer.carryOut(removeVersion, planner(), { id: next })
    await expect(gone).rejects.toMatchObject({ code: 'record-in-use' })
  })

  test('is published only as it was seen, and by those who decide', async () => {
    const { extract } = await read()
    await choose(['summary', 'goals'], extract?.version)
    const old = await amina.json('public_extract.publish', { extract: extract?.id, revision: extract?.revision })
    expect(old.status).toBe(409)
    const inspector = await portal.browser('inspector')
    const now = (await read()).extract
    const foreign = await inspector.json('public_extract.publish', { extract: now?.id, revision: now?.revision })
    expect(foreign.status).toBe(403)
  })

  test('is withdrawn with a word: the address says so, and nothing of the plan', async () => {
    expect((await amina.json('public_extract.remove', { id: (await read()).extract?.id })).status).toBe(409)
    expect((await act('withdraw')).status).toBe(422)
    expect((await act('withdraw', { reason: 'A figure was wrong; a corrected version follows.' })).status).toBe(303)
    const answer = await stranger.get(address)
    expect([answer.status, answer.headers.get('x-robots-tag'), answer.headers.get('cache-control')]).toEqual([
      ...[410, 'noindex', 'no-store']
    ])
    const text = shown(await answer.text())
    expect(text).toContain('A figure was wrong; a corrected version follows.')
    expect(text).not.toContain('Fair pay')
    expect((await act('withdraw', { reason: 'Twice' })).status).toBe(409)
    await act('publish')
    expect((await stranger.get(address)).status).toBe(200)
  })
})

test('an address that nobody has is found by nobody, and does not say whether it is near one', async () => {
  for (const wrong of ['/public/0123456789abcdef', '/public/x', `/public/${plan}`, `${address}0`]) {
    const answer = await stranger.get(wrong)
    expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([404, 'noindex'])
  }
})

test('what is published in a rehearsal is read by nobody outside', async () => {
  const { inspectorate } = planner()
  const set = (practice: boolean) =>
    portal.database.write({ inspectorate, operation: 'test' }, (tx) =>
      sql`update inspectorate set practice = ${practice} where id = current_inspectorate()`.execute(tx)
    )
  expect((await stranger.get(address)).status).toBe(200)
  await set(true)
  expect((await stranger.get(address)).status).toBe(404)
  await set(false)
})
