import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { loadContent } from '../chart/load.operations.ts'
import { fillLine } from '../intervention/operations.ts'
import { pickFields, stepSix } from '../intervention/rules.ts'
import { root } from '../kernel/root.ts'
import { undo } from '../kernel/undo.ts'
import { unitsOfDeeds } from './kept.rules.ts'
import { broken } from './model.rules.ts'
import type { Scenario } from './operations.ts'
import { scenarios as kept, listScenarios, runScenario, stopScenario } from './operations.ts'
import { scenarioFields } from './rules.ts'

let portal: TestPortal
let amina: Browser
let plan: string

beforeAll(async () => {
  portal = await openTestPortal()
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  // Four quarters, so that each answer takes a moment only.
  for (const scenario of content.plans[0].scenarios) scenario.quarters = 4
  const loaded = await portal.performer.carryOut(loadContent, portal.actors.planner, { content, example: true })
  ;[plan = ''] = loaded.result.plans
  amina = await portal.browser('planner')
})
afterAll(() => portal.close())

const list = async () => (await portal.performer.ask(listScenarios, portal.actors.planner, { plan })).scenarios
const told = async (place: number) => {
  const found = (await list())[place]
  if (!found) throw new Error('there is no such scenario')
  return found
}
async function answered(place: number) {
  const { scenario } = await told(place)
  await portal.performer.carryOut(runScenario, portal.actors.planner, { id: scenario.id })
  await portal.optimiser.idle()
  return told(place)
}

const fieldsOf = (of: object, names: readonly string[]) =>
  Object.fromEntries(Object.entries(of).filter(([name]) => ['id', 'revision', ...names].includes(name)))
const change = (of: Scenario, values: Partial<Scenario>) =>
  portal.performer.carryOut(kept.change, portal.actors.planner, {
    ...fieldsOf(of, Object.keys(scenarioFields)),
    ...values
  })

describe('a scenario of the garment plan', () => {
  test('is answered behind the pages with a mix that meets every wish, and keeps its inputs', async () => {
    const { run, old } = await answered(0)
    const answer = run?.answer
    expect(run?.state).toBe('done')
    expect(old).toBe(false)
    if (!run || !answer) throw new Error('there is no answer')
    expect(answer.found && answer.bound <= answer.worth * 1.005 + 1).toBe(true)
    expect(broken(run.question.model, unitsOfDeeds(run.question, answer.deeds), answer.outlook)).toEqual([])
    expect(answer.explained?.binds.length).toBeGreaterThan(0)
    const page = await (await amina.get(`/plans/${plan}/6/optimiser/${run.scenario}`)).text()
    expect(page).toContain('What holds it back')
    expect(page).toContain('effects in this mix rest on judgement')
  })

  test('says that its answer is old once an input has changed', async () => {
    const { scenario } = await told(0)
    const { id } = scenario
    await change(scenario, { budget: 90_000 })
    expect((await told(0)).old).toBe(true)
    expect(await (await amina.get(`/plans/${plan}/6/optimiser/${id}/take`)).text()).not.toContain('Take this line')
    const again = await answered(0)
    expect(again.old).toBe(false)
  })

  test('enters the chart line by line, by the chart’s own operation, and each can be undone', async () => {
    const { scenario } = await told(0)
    const page = await (await amina.get(`/plans/${plan}/6/optimiser/${scenario.id}/take`)).text()
    expect(page).toContain('Take this line')
    const [form = ''] = /<form[^>]*action="\/do\/intervention\.fill-line"[\s\S]*?<\/form>/.exec(page) ?? []
    const sent = Object.fromEntries(
      [...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value.replaceAll('&amp;', '&')
      ])
    )
    const before = await portal.performer.ask(listScenarios, portal.actors.planner, { plan })
    const wasOf = before.interventions.find(({ id }) => id === sent.id)
    const answer = await amina.post('/do/intervention.fill-line', sent)
    expect(answer.status).toBe(303)
    const after = await portal.performer.ask(listScenarios, portal.actors.planner, { plan })
    const isOf = after.interventions.find(({ id }) => id === sent.id)
    expect(isOf?.starts).toBe(sent.starts)
    expect([isOf?.starts, isOf?.ends, isOf?.budget]).not.toEqual([wasOf?.starts, wasOf?.ends, wasOf?.budget])
    const line = { ...fieldsOf(isOf ?? {}, Object.keys(pickFields(stepSix))), take: '', take_title: '' }
    const done = await portal.performer.carryOut(fillLine, portal.actors.planner, { ...line, budget: 1 })
    await portal.performer.carryOut(undo, portal.actors.planner, { event: done.event })
    const restored = await portal.performer.ask(listScenarios, portal.actors.planner, { plan })
    expect(restored.interventions.find(({ id }) => id === sent.id)?.budget).toBe(isOf?.budget)
  })

  test('names the wishes that cannot be met together, in words', async () => {
    const { scenario } = await told(1)
    const impossible = scenario.regions.replace('Van Nuys\t15\t80', 'Van Nuys\t15\t1700')
    await change(scenario, { regions: impossible, budget: 5_000 })
    const { run } = await answered(1)
    expect(run?.answer).toMatchObject({ found: false, ended: 'none' })
    const page = await (await amina.get(`/plans/${plan}/6/optimiser/${scenario.id}`)).text()
    expect(page).toContain('These wishes cannot be met together')
  })

  test('that has a name which the plan does not know is not asked, and says in which line', async () => {
    const { scenario } = await told(1)
    const lines = scenario.lines.replace('Pay clinics', 'Pay clinic')
    await change(scenario, { lines })
    const { id } = scenario
    const refused = portal.performer.carryOut(runScenario, portal.actors.planner, { id })
    await expect(refused).rejects.toMatchObject({ code: 'scenario-incomplete' })
    expect(await (await amina.get(`/plans/${plan}/6/optimiser/${id}`)).text()).toContain('Line 4')
  })

  test('begins with what the plan knows, without any effect that nobody stated', async () => {
    const begun = await amina.json('scenario.begin', {
      plan,
      title: 'New',
      starts: '2027-01-01',
      named: 'Fashion District\nSouth'
    })
    expect(begun.status).toBe(200)
    const { scenario, faults } = await told(2)
    expect(scenario.lines).toContain('Pay clinics')
    // Five inspectors, 190 days a year, three of ten for inspection: by quarter. Of the South the capacity says nothing.
    expect(scenario.regions).toContain('Fashion District\t71')
    expect(scenario.regions).toContain('South\t0')
    expect(faults).toEqual([])
  })

  test('can be stopped before it was begun, and answers nothing that goes against a wish', async () => {
    const { scenario } = await told(0)
    await portal.performer.carryOut(runScenario, portal.actors.planner, { id: scenario.id })
    const { run } = await told(0)
    await portal.performer.carryOut(stopScenario, portal.actors.planner, { run: run?.id })
    await portal.optimiser.idle()
    expect((await told(0)).run?.state).toBe('done')
  })

  test('is removed with all that it was asked', async () => {
    const { scenario, run } = await told(0)
    expect(run?.state).toBe('done')
    expect((await amina.json('scenario.remove', { id: scenario.id })).status).toBe(200)
    expect((await told(0)).scenario.id).not.toBe(scenario.id)
  })
})
