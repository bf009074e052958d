import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWhole } from '../chart/whole.operations.ts'
import { whatMatters } from '../chart/whole.rules.ts'
import { openTestPortal, type TestPortal } from '../kernel/testing.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { setWhatMatters } from './matter.operations.ts'
import { mandates, resources } from './records.operations.ts'

let portal: TestPortal
let plan: string
let law: string
let agenda: string

const make = async (operation: typeof mandates.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const tick = (ids: string[], seen: string[] = []) =>
  portal.performer.carryOut(setWhatMatters, portal.actors.planner, { plan, of: 'mandates', ids, seen })
const spoken = async () =>
  whatMatters(await portal.performer.ask(readWhole, portal.actors.viewer, { plan })).mandates.map(({ title }) => title)

beforeAll(async () => {
  portal = await openTestPortal()
  plan = await make(plans.add, { title: 'Fair pay' })
  law = await make(mandates.add, { kind: 'legal', title: 'Labour Code' })
  agenda = await make(mandates.add, { kind: 'political', title: 'Promise of the government' })
  await make(resources.add, { kind: 'human', name: 'Inspectors' })
})
afterAll(() => portal.close())

describe('what matters for a plan', () => {
  test('is everything while nothing is ticked, then what is ticked, until that is undone', async () => {
    expect(await spoken()).toEqual(['Labour Code', 'Promise of the government'])
    const { event } = await tick([law])
    expect(await spoken()).toEqual(['Labour Code'])
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect(await spoken()).toHaveLength(2)
  })

  test('holds the ticks of two people who looked at the same time', async () => {
    await tick([law])
    await tick([agenda])
    expect(await spoken()).toHaveLength(2)
    await tick([agenda], [law, agenda])
    expect(await spoken()).toEqual(['Promise of the government'])
  })

  test('is ticked on the page of the plan, where the others stay, and the sheet of A3 speaks of it alone', async () => {
    await tick([agenda], [law, agenda])
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/plans/${plan}/1/mandate`)).text()
    expect(page).toContain('The plan speaks of the one that is ticked')
    expect(page).toMatch(new RegExp(`value="${agenda}" checked`))
    expect(page).toContain('Labour Code')
    const sheet = await (await browser.get(`/plans/${plan}/print`)).text()
    expect(sheet).toContain('Promise of the government')
    expect(sheet).not.toContain('Labour Code')
    expect(await (await browser.get('/inspectorate/mandate')).text()).not.toContain('name="ids"')
  })

  test('is kept when the plan’s title is changed on its page', async () => {
    await tick([agenda], [law, agenda])
    const browser = await portal.browser('planner')
    const html = await (await browser.get(`/plans/${plan}`)).text()
    expect(html).toContain(`name="mandates" value="${agenda}"`)
  })

  test('is not for those who only read, nor a record of another kind', async () => {
    const input = { plan, of: 'mandates', ids: [law], seen: [] }
    await expect(portal.performer.carryOut(setWhatMatters, portal.actors.viewer, input)).rejects.toMatchObject({
      code: 'forbidden'
    })
    await expect(tick([plan])).rejects.toMatchObject({ code: 'not-found' })
  })
})
