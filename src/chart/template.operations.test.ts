import { afterAll, beforeAll, expect, test } from 'vitest'
import { addNeighbour } from '../../test/contract/neighbour.ts'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { employers, hubs, issues, targets } from '../hub/operations.ts'
import { influences, whys } from '../influence/operations.ts'
import { interventions } from '../intervention/operations.ts'
import { listPlans, plans } from '../plan/operations.ts'
import { stakeholders } from '../stakeholder/operations.ts'
import { makeFeed, readFeeds, renewFeed } from './feed.operations.ts'
import { readTemplate } from './template.operations.ts'
import { withoutNames } from './template.rules.ts'
import { readWhole } from './whole.operations.ts'

let portal: TestPortal
let plan: string

const make = async (operation: typeof interventions.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
/** What may be found in no template: people, organisations, firms, figures. */
const secrets = [
  'Maria Lopez',
  'Garment Union Local 12',
  'Acme Sewing',
  '73519',
  'Inspector Chen',
  '2027-03-01',
  '4711'
]

beforeAll(async () => {
  portal = await openTestPortal()
  plan = await make(plans.add, {
    title: 'Fair pay',
    summary: 'With Maria Lopez: 73519 workers',
    starts: '2027-01-01',
    ends: '2028-12-31'
  })
  const issue = await make(issues.add, { plan, name: 'Pay below the minimum', note: '73519 cases' })
  const target = await make(targets.add, { plan, name: 'Garment workshops' })
  await make(employers.add, { plan, target, name: 'Acme Sewing', role: 'employer' })
  const hub = await make(hubs.add, { plan, issue, target, means: true, chosen: true, reason: 'Maria Lopez says so' })
  const why = await make(whys.add, { plan, hub, text: 'Acme Sewing pays by the piece', evidence: '73519' })
  await make(whys.add, { plan, hub, parent: why, text: 'Prices are too low' })
  const influence = await make(influences.add, {
    ...{ plan, hub, name: 'Buyers press prices', sign: 'negative', wielder: 'Maria Lopez', lever: 'Ask Maria Lopez' }
  })
  const union = await make(stakeholders.add, {
    ...{ plan, name: 'Garment Union Local 12', category: 'workers', approach: 'Maria Lopez calls' }
  })
  await make(interventions.add, {
    ...{ plan, hub, name: 'Clinic with Garment Union Local 12', family: 'education', kind: 'training' },
    ...{ carried_out_by: union, influences: [influence], owner: 'Inspector Chen', budget: 4711, phase: 1 },
    ...{ starts: '2027-03-01', ends: '2027-03-31', note: '73519' }
  })
})
afterAll(() => portal.close())

test('a plan goes from one inspectorate to another as a template, and nothing of the first’s people, firms or figures with it', async () => {
  const template = await portal.performer.ask(readTemplate, portal.actors.planner, { plan })
  const file = JSON.stringify(template)
  for (const secret of secrets) expect(file).not.toContain(secret)
  expect(template.lists.interventions).toMatchObject([{ name: 'Clinic with …', starts: 59, ends: 89, phase: 1 }])

  const neighbour = await addNeighbour(portal)
  const form = new FormData()
  form.set('file', new Blob([file], { type: 'application/json' }), 'template.json')
  form.set('starts', '2030-01-01')
  form.set('categories', 'Workers’ organisation')
  const answer = await neighbour.browser.send('/do/plan.load-template', { method: 'POST', body: form })
  expect(answer.status).toBeLessThan(400)
  const [listed] = (await portal.performer.ask(listPlans, neighbour.actor, {})) as { id: string }[]
  const made = await portal.performer.ask(readWhole, neighbour.actor, { plan: listed?.id ?? '' })
  const told = JSON.stringify(made)
  for (const secret of secrets) expect(told).not.toContain(secret)
  expect(made).toMatchObject({
    plan: { starts: '2030-01-01', ends: '2032-01-01' },
    issues: [{ name: 'Pay below the minimum' }],
    influences: [{ name: 'Buyers press prices', lever: 'Ask …' }],
    stakeholders: [{ name: expect.stringMatching(/ 1$/), category: 'workers' }],
    interventions: [{ name: 'Clinic with …', starts: '2030-03-01', owner: '', budget: null }]
  })
  expect(made.whys.map(({ parent }) => parent === null)).toEqual([true, false])
})

test('names are taken out as whole words, the longest first, whatever their case', () => {
  expect(withoutNames('Ask ANA and Ana Ruiz, not Anabel', ['Ana', 'Ana Ruiz', 'x'])).toBe('Ask … and …, not Anabel')
  expect(withoutNames('As it is', [])).toBe('As it is')
})

test('a file that is no template is refused at its field, and nothing is made', async () => {
  const planner = await portal.browser('planner')
  const form = new FormData()
  form.set('file', new Blob(['{"plumbline":"something else"}']), 'other.json')
  form.set('starts', '2030-01-01')
  const answer = await planner.send('/do/plan.load-template', { method: 'POST', body: form })
  expect(answer.status).toBe(422)
})

test('a calendar reads the days of a plan by a secret address, until it is renewed; names of firms are not in it', async () => {
  const { result } = await portal.performer.carryOut(makeFeed, portal.actors.viewer, { plan, owner: 'Inspector Chen' })
  const secretOf = async () => (await portal.performer.ask(readFeeds, portal.actors.viewer, { plan })).feeds[0]?.secret
  const addressOf = async () => `/feeds/${portal.actors.viewer.inspectorate}/${await secretOf()}.ics`
  const nobody = await portal.browser()
  const before = await addressOf()
  const answer = await nobody.get(before)
  expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
  const text = (await answer.text()).replaceAll('\r\n ', '')
  expect(text).toContain('DTSTART;VALUE=DATE:20270301\r\nDTEND;VALUE=DATE:20270302')
  expect(text).toContain('Clinic with Garment Union Local 12')
  expect(text).not.toContain('Acme Sewing')
  expect((await portal.performer.ask(readFeeds, portal.actors.planner, { plan })).feeds).toEqual([])
  await expect(portal.performer.carryOut(renewFeed, portal.actors.planner, { id: result.id })).rejects.toThrow()
  await portal.performer.carryOut(renewFeed, portal.actors.viewer, { id: result.id })
  expect((await nobody.get(before)).status).toBe(404)
  expect((await nobody.get(await addressOf())).status).toBe(200)
})
