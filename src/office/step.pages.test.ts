import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { plans } from '../plan/operations.ts'
import { stakeholders } from '../stakeholder/operations.ts'
import { mandates, resources } from './records.operations.ts'

let portal: TestPortal
let plan: string
beforeAll(async () => {
  portal = await openTestPortal()
  plan = (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id
})
afterAll(() => portal.close())

const htmlOf = async (who: 'planner' | 'viewer', path: string) => {
  const answer = await (await portal.browser(who)).get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

describe('step 1', () => {
  test('is the same in a plan and in the room of the inspectorate', async () => {
    for (const [part, question] of Object.entries({
      mandate: 'must the inspectorate do',
      resources: 'the inspectorate use',
      data: 'the inspectorate know'
    })) {
      for (const path of [`/plans/${plan}/1/${part}`, `/inspectorate/${part}`])
        expect(await htmlOf('planner', path)).toContain(question)
    }
  })

  test('shows its forms only to those who may fill them in', async () => {
    for (const part of ['mandate', 'resources', 'data']) {
      expect(await htmlOf('planner', `/inspectorate/${part}`)).toContain('.add"')
      expect(await htmlOf('viewer', `/inspectorate/${part}`)).not.toContain('action="/do/')
    }
  })

  test('leads back to where a record was changed from', async () => {
    const { result } = await portal.performer.carryOut(resources.add, portal.actors.planner, {
      kind: 'human',
      name: 'Inspectors',
      quantity: 11,
      needed: 13,
      unit: 'inspectors'
    })
    const here = `/plans/${plan}/1/resources`
    const html = await htmlOf('planner', here)
    expect(html).toContain('2 inspectors')
    const from = `?from=${encodeURIComponent(here)}`
    expect(html).toContain(`/records/resource/${result.id}${from}`)
    expect(await htmlOf('planner', `/records/resource/${result.id}${from}`)).toContain(`value="${here}#${result.id}"`)
    expect(await htmlOf('planner', `/records/resource/${result.id}?from=//elsewhere.org`)).not.toContain(
      'elsewhere.org#'
    )
  })
})

describe('the mandate', () => {
  test('proposes the Conventions that the country has ratified, until they are in it', async () => {
    const before = await htmlOf('planner', '/inspectorate/mandate')
    expect(before).toContain('Labour Administration Convention, 1978 (No. 150)')
    expect(before).toContain('C150, ratified in 1995')
    const title = 'Labour Administration Convention, 1978 (No. 150)'
    await portal.performer.carryOut(mandates.add, portal.actors.planner, {
      kind: 'legal',
      form: 'convention',
      title,
      reference: 'C150'
    })
    expect(await htmlOf('planner', '/inspectorate/mandate')).not.toContain('C150, ratified in 1995')
  })

  test('takes any Convention as a beginning, marked as proposed', async () => {
    const html = await htmlOf('planner', '/inspectorate/mandate?convention=C081')
    expect(html).toContain('value="Labour Inspection Convention, 1947 (No. 81)"')
    expect(html).toContain('Proposed from the list')
  })
})

test('the resources prompt for powers that were never used', async () => {
  await portal.performer.carryOut(resources.add, portal.actors.planner, {
    kind: 'operational',
    name: 'Suspension of a licence',
    hindrance: 'No form'
  })
  const html = await htmlOf('viewer', '/inspectorate/resources')
  expect(html).toContain('One power lies unused')
  expect(html).toContain('No form')
})

test('what the inspectorate calls things stands on its pages, in its language, until it takes it back', async () => {
  const browser = await portal.browser('administrator')
  const rename = (written: Record<string, string>) => browser.json('label.change', { language: 'en', ...written })
  expect((await rename({ 'label.ring.core': 'Heart' })).status).toBe(200)
  const page = `/plans/${plan}/4/bullseye`
  const union = { plan, name: 'Garment workers’ union', category: 'workers', present_ring: 'core' }
  await portal.performer.carryOut(stakeholders.add, portal.actors.planner, union)
  expect(await (await browser.get('/settings/labels?language=en')).text()).toContain('value="Heart"')
  expect(await htmlOf('planner', page)).toContain('Heart')
  expect((await rename({})).status).toBe(200)
  expect(await htmlOf('planner', page)).not.toContain('Heart')
  expect((await (await portal.browser('planner')).json('label.change', { language: 'en' })).status).toBe(403)
})

test('figures in Arabic text are written as the inspectorate wants, and in no other language', async () => {
  const browser = await portal.browser('administrator')
  const settings = { name: 'Labour Inspectorate', language: 'en', currency: 'usd', digits: 'arab' }
  expect((await browser.json('inspectorate.change', settings)).status).toBe(200)
  expect(await htmlOf('viewer', '/inspectorate/resources')).toContain('2 inspectors')
  await browser.get('/language/ar')
  expect(await (await browser.get('/inspectorate/resources')).text()).toContain('٢ inspectors')
  expect((await browser.json('inspectorate.change', { ...settings, currency: 'dollars' })).status).toBe(422)
})
