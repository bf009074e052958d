import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../test/test-portal.ts'
import { hubs, issues, targets } from './hub/operations.ts'
import { interventions } from './intervention/operations.ts'
import { undo } from './kernel/undo.ts'
import { plans } from './plan/operations.ts'
import { freeze } from './review/operations.ts'
import { stakeholderHubs, stakeholders } from './stakeholder/operations.ts'
import { readStepFour } from './stakeholder/step.operations.ts'

let portal: TestPortal
let amina: Browser
let plan: string
beforeAll(async () => {
  portal = await openTestPortal()
  amina = await portal.browser('planner')
  plan = (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id
})
afterAll(() => portal.close())

const add = async (kind: typeof targets, values: object) =>
  (await portal.performer.carryOut(kind.add, portal.actors.planner, { plan, ...values })).result.id

async function read(id: string): Promise<Record<string, unknown>> {
  return (await (await amina.get(`/api/record.read?record=target&id=${id}`)).json()) as Record<string, unknown>
}

describe('two people who edit one record at the same time', () => {
  test('both keep what they wrote where they changed different fields', async () => {
    const id = await add(targets, { name: 'Car washes' })
    const { revision } = await read(id)
    const began = { id, revision: String(revision), name: 'Car washes', _page: `/records/target/${id}` }
    expect((await amina.post('/do/target.change', { ...began, name: 'Hand car washes' })).status).toBe(303)
    expect((await amina.post('/do/target.change', { ...began, county: '06037' })).status).toBe(303)
    expect(await read(id)).toMatchObject({ name: 'Hand car washes', county: '06037' })
  })

  test('are shown both versions where they changed the same, and keep the other’s words everywhere else', async () => {
    const id = await add(targets, { name: 'Petrol stations' })
    const { revision } = await read(id)
    const began = { id, revision: String(revision), name: 'Petrol stations', _page: `/records/target/${id}` }
    const first = { ...began, name: 'Petrol stations at night', county: '06037' }
    expect((await amina.post('/do/target.change', first)).status).toBe(303)
    const answer = await amina.post('/do/target.change', { ...began, name: 'Petrol stations of one chain' })
    expect(answer.status).toBe(409)
    const page = await answer.text()
    expect(page).toContain('<title>Error: ')
    expect(page).toContain('Petrol stations at night</span>')
    expect(page).toMatch(/name="name"[^>]*value="Petrol stations of one chain"/)
    expect(page).toMatch(/name="county"[^>]*value="06037"/)
    const now = String((await read(id)).revision)
    expect(page).toContain(`name="revision" value="${now}"`)
  })
})

test('a record that others need says which, by the names that people know', async () => {
  const target = await add(targets, { name: 'Garment workshops' })
  const issue = await add(issues, { name: 'Pay below the minimum' })
  const hub = await add(hubs, { issue, target })
  const answer = await amina.post('/do/target.remove', { id: target, _page: `/plans/${plan}` })
  expect(answer.status).toBe(409)
  expect(await answer.text()).toContain('Pay below the minimum – Garment workshops')
  const stakeholder = await add(stakeholders, { name: 'Garment union', category: 'workers' })
  await add(interventions, { hub, name: 'Pay clinics', family: 'education', carried_out_by: stakeholder })
  const kept = await amina.post('/do/stakeholder.remove', { id: stakeholder, _page: `/plans/${plan}` })
  expect([kept.status, await kept.text()]).toEqual([409, expect.stringContaining('“Pay clinics” needs this.')])
})

test('what only joins a record to others goes with it, and comes back with it', async () => {
  const target = await add(targets, { name: 'Nail salons' })
  const issue = await add(issues, { name: 'Unpaid overtime' })
  const hub = await add(hubs, { issue, target })
  const stakeholder = await add(stakeholders, { name: 'Salon union', category: 'workers' })
  await add(stakeholderHubs, { stakeholder, hub, weight: 3 })
  const cells = async () =>
    (await portal.performer.ask(readStepFour, portal.actors.planner, { plan })).weights.filter(
      (cell) => cell.hub === hub
    )
  const { event } = await portal.performer.carryOut(stakeholders.remove, portal.actors.planner, { id: stakeholder })
  expect(await cells()).toEqual([])
  await portal.performer.carryOut(undo, portal.actors.planner, { event })
  expect(await cells()).toMatchObject([{ stakeholder, weight: 3 }])
})

test('a record that can be removed and not changed, such as a version of a plan, has a page for the one alone', async () => {
  const { result } = await portal.performer.carryOut(freeze, portal.actors.planner, { plan, note: '' })
  const target = await add(targets, { name: 'Car washes by the road' })
  const asked = [`plan_version/${result.id}`, `plan_version/${result.id}/remove`, `target/${target}`]
  const answers = await Promise.all(asked.map((path) => amina.get(`/records/${path}`)))
  expect(answers.map(({ status }) => status)).toEqual([404, 200, 200])
})

test('whatever was done is confirmed in words, also where no words were written for it', async () => {
  const page = `/plans/${plan}/versions`
  const answer = await amina.post('/do/plan_version.freeze', { plan, note: '', _page: page, _return: page })
  const shown = await (await amina.get(answer.headers.get('location') ?? '')).text()
  expect(shown).toContain('Saved.')
  expect(shown).not.toContain('done.freeze')
})
