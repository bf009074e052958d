import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { readWhole } from '../chart/whole.operations.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { setWhatMatters } from './matter.operations.ts'
import { mandates, resources, sources } from './records.operations.ts'

let portal: TestPortal
let plan: string
let law: string
let agenda: string

const make = async (operation: typeof mandates.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const tick = (ids: string[], seen: string[] = []) =>
  portal.performer.carryOut(setWhatMatters, portal.actors.planner, { plan, of: 'mandates', ids, seen })
const spoken = async () =>
  (await portal.performer.ask(readWhole, portal.actors.viewer, { plan })).mandates.map(({ title }) => title)

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

  test('is ticked for the plan from within which it was added, and for no plan that chose or is past preparation', async () => {
    const [chose, agreed, own] = [
      await make(plans.add, { title: 'Chose' }),
      await make(plans.add, { title: 'Agreed' }),
      await make(plans.add, { title: 'Own' })
    ]
    const spokenBy = async (id: string) => {
      const whole = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: id })
      return [...whole.mandates.map(({ title }) => title), ...whole.sources.map(({ name }) => name)]
    }
    await portal.performer.carryOut(setWhatMatters, portal.actors.planner, {
      plan: chose,
      of: 'mandates',
      ids: [law],
      seen: []
    })
    await make(sources.add, { kind: 'enforcement', form: 'other', name: 'Register of cases' })
    await portal.performer.carryOut(setWhatMatters, portal.actors.planner, {
      plan: own,
      of: 'mandates',
      ids: [agenda],
      seen: []
    })
    await make(plans.change, { id: agreed, revision: 1, title: 'Agreed', status: 'agreed' })
    await make(mandates.add, { kind: 'policy', title: 'Visit 60 care homes a year', plan: own })
    await make(sources.add, { kind: 'compliance', form: 'press', name: 'Report on care homes', plan: own })
    expect(await spokenBy(own)).toEqual([
      'Promise of the government',
      'Visit 60 care homes a year',
      'Register of cases',
      'Report on care homes'
    ])
    expect((await spokenBy(chose)).filter((title) => title.includes('care homes'))).toEqual(['Report on care homes'])
    expect(await spokenBy(agreed)).toEqual(['Labour Code', 'Promise of the government', 'Register of cases'])
  })

  test('is what is added from its page, which its history tells and undoing takes back', async () => {
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/plans/${plan}/1/mandate`)).text()
    expect(page).toMatch(new RegExp(`action="/do/mandate.add".*?name="plan" value="${plan}"`, 's'))
    const before = await spoken()
    const { event } = await portal.performer.carryOut(mandates.paste, portal.actors.planner, {
      lines: 'Answer within 30 days\nVisit twice',
      language: 'en',
      kind: 'policy',
      plan
    })
    expect(await spoken()).toEqual([...before, 'Answer within 30 days', 'Visit twice'])
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect(await spoken()).toEqual(before)
  })

  test('is all that the later steps offer: powers that lie unused, gaps to fill, means to act', async () => {
    const care = await make(plans.add, { title: 'Care homes' })
    const closure = await make(resources.add, { kind: 'operational', name: 'Close a home', plan: care })
    const seizure = await make(resources.add, { kind: 'operational', name: 'Seize garments', quantity: 1, needed: 4 })
    const [issue, target] = [
      await make(issues.add, { plan: care, name: 'Rest' }),
      await make(targets.add, { plan: care, name: 'Homes' })
    ]
    const hub = await make(hubs.add, { plan: care, issue, target, means: true, chosen: true })
    await portal.performer.carryOut(setWhatMatters, portal.actors.planner, {
      plan: care,
      of: 'resources',
      ids: [closure],
      seen: []
    })
    const browser = await portal.browser('planner')
    for (const path of ['1/resources', '4/stakeholders', '5/interventions']) {
      const page = await (await browser.get(`/plans/${care}/${path}`)).text()
      expect(page, path).toContain('Close a home')
      if (path === '1/resources') expect(page).not.toContain(`href="#${seizure}"`)
      else expect(page, path).not.toContain('Seize garments')
    }
    const change = await (await browser.get(`/records/hub/${hub}`)).text()
    expect(change).toContain('Close a home')
    expect(change).not.toContain('Seize garments')
  })
})
