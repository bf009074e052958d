import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { loadContent } from '../chart/load.operations.ts'
import { readWhole } from '../chart/whole.operations.ts'
import { importFromFile } from '../evidence/commands.ts'
import { listPins } from '../indicator/pin.operations.ts'
import { root } from '../kernel/root.ts'
import { undo } from '../kernel/undo.ts'
import { planIndicators, readDirector, readIndicators, readings } from './indicator.operations.ts'
import { recordDelivery } from './operations.ts'

let portal: TestPortal
let planner: Browser
let plan: string

const read = (who: 'planner' | 'viewer' = 'planner') =>
  portal.performer.ask(readIndicators, portal.actors[who], { plan })
const named = async (beginning: string, who: 'planner' | 'viewer' = 'planner') => {
  const found = (await read(who)).indicators.find(({ name }) => name.startsWith(beginning))
  if (!found) throw new Error(`there is no indicator ${beginning}`)
  return found
}
const add = async (operation: typeof readings.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, { plan, ...input })).result.id

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  const loaded = await portal.performer.carryOut(loadContent, portal.actors.planner, { content, example: true })
  plan = loaded.result.plans[0] ?? ''
}, 60_000)
afterAll(() => portal.close())

describe('the indicators of the demonstration', () => {
  test('are each marked as invented, with every value and every thing that was done', async () => {
    const whole = await portal.performer.ask(readWhole, portal.actors.planner, { plan })
    const all = [...whole.deliveries, ...whole.indicators, ...whole.readings]
    expect([whole.deliveries.length, whole.indicators.length, whole.readings.length]).toEqual([13, 6, 5])
    expect(all.every(({ example }) => example)).toBe(true)
  })

  test('say where they stand, and why nothing can be told of those whose cases come from complaints', async () => {
    const again = await named('Employers that come back')
    expect(again.standing).toMatchObject({ verdict: 'cannot_tell', reason: 'complaints' })
    const html = await (await planner.get(`/plans/${plan}/6/indicators/${again.id}`)).text()
    expect(html).toContain('they say nothing of workplaces where nobody complained')
    expect(html).toContain('38 of 44 cases; 95% interval 73% to 94%')
  })

  test('that are counted by what was done move with it', async () => {
    const clinics = await named('Workers who came')
    expect(clinics.standing.latest?.value).toBe(220)
    const input = { plan, intervention: clinics.intervention, day: '2026-01-02', deed: 'session', workers: 30 }
    const done = await portal.performer.carryOut(recordDelivery, portal.actors.inspector, input)
    expect((await named('Workers who came')).standing.latest?.value).toBe(250)
    await portal.performer.carryOut(undo, portal.actors.planner, { event: done.event })
    expect((await named('Workers who came')).standing.latest?.value).toBe(220)
  })

  test('tell who may not open records the same verdict with rounded cases', async () => {
    const [exact, near] = [await named('Cases with a breach'), await named('Cases with a breach', 'viewer')]
    expect(exact.standing.latest).toMatchObject({ count: 74, of: 212 })
    expect([near.standing.verdict, near.standing.reason]).toEqual([exact.standing.verdict, exact.standing.reason])
    for (const { count, of } of [near.standing.latest, near.standing.baseline].flatMap((wave) => wave ?? []))
      expect([Number(count) % 5, Number(of) % 5]).toEqual([0, 0])
    const whole = await portal.performer.ask(readWhole, portal.actors.viewer, { plan })
    expect([whole.indicators, whole.readings]).toEqual([[], []])
  })

  test('go with their values when they are removed, and undo brings both back', async () => {
    const letters = await named('Workshops that answer')
    const removed = await portal.performer.carryOut(planIndicators.remove, portal.actors.planner, { id: letters.id })
    expect((await read()).indicators).toHaveLength(5)
    await portal.performer.carryOut(undo, portal.actors.planner, { event: removed.event })
    expect((await named('Workshops that answer')).waves).toHaveLength(2)
  })
})

describe('a value', () => {
  test('is typed with its cases, from which its share follows', async () => {
    const lot = await named('Workshops drawn by lot')
    await add(readings.add, { indicator: lot.id, day: '2026-11-14', count: 40, of: 96, sampling: 'random' })
    const { latest, change } = (await named('Workshops drawn by lot')).standing
    expect(latest).toMatchObject({ count: 40, of: 96 })
    expect(latest?.value).toBeCloseTo(41.67, 1)
    expect(change?.points).toBeCloseTo(0.156, 2)
  })

  test('is refused without a number, or with another share than its cases give', async () => {
    const { id: indicator } = await named('Workshops drawn by lot')
    const codes = (given: object) =>
      add(readings.add, { indicator, day: '2026-11-15', ...given }).catch(({ fields }) => fields)
    expect(await codes({})).toEqual([{ field: 'value', code: 'needed' }])
    expect(await codes({ value: 70, count: 40, of: 96 })).toEqual([{ field: 'value', code: 'share-differs' }])
  })

  test('of the evidence is its pinned figure asked again, with its cases and how they came about', async () => {
    const file = join(portal.config.folder, 'register.csv')
    const rows = Array.from({ length: 60 }, (_, n) => `C${n},Works ${n},2026-0${1 + (n % 9)}-10,${n < 15 ? 1 : 0}`)
    const { writeFileSync } = await import('node:fs')
    writeFileSync(file, ['case number,employer,date closed,minimum wage violations', ...rows].join('\n'))
    const { dataSet } = await importFromFile(portal.importMeans, portal.actors.planner, {
      ...{ file, name: 'Own register', source: 'Inspectorate', licence: 'Own', extracted: '2026-11-01' },
      ...{ period: '2026', note: '', case_origin: 'random', example: false }
    })
    const kept = { plan, title: 'Low pay', asked: 'figures', query: `dataSet=${dataSet}`, part: '', measure: 'cases' }
    expect((await planner.json('pin.keep', kept)).status).toBe(200)
    const { pins } = await portal.performer.ask(listPins, portal.actors.planner, { plan })
    const [hub] = (await read()).hubs
    const given = { name: 'Cases in our register', direction: 'up', goal: 100, goal_on: '2028-12-31', unit: 'cases' }
    const begun = { baseline: 10, baseline_on: '2020-01-01', computed: 'evidence', pin: pins[0]?.pin.id }
    const id = await add(planIndicators.add, { hub: hub?.id, ...given, ...begun })
    expect((await planner.json('plan_indicator.measure', { id })).status).toBe(200)
    const { waves, standing } = await named('Cases in our register')
    expect(waves).toMatchObject([{ value: 60, sampling: 'random', source: 'Own register' }])
    expect(standing.latest?.value).toBe(60)
  }, 60_000)
})

test('the director reads on one page where the goals stand, what is spent, what is late and what to decide', async () => {
  const director = await portal.browser('director')
  const { means, hubs } = await portal.performer.ask(readDirector, portal.actors.director, { plan })
  expect(means).toMatchObject({ budget: 221_000, spent: 36_300 })
  const told = hubs[0]?.funnel.filter(({ value }) => value !== null).map(({ stage, value }) => [stage, value])
  expect(told).toEqual([
    ['contacted', 400],
    ['visited', 96]
  ])
  const html = await (await director.get(`/plans/${plan}/director`)).text()
  for (const sentence of ['What needs your decision', 'Not known: Liable to inspection', '36,300 US dollars'])
    expect(html).toContain(sentence)
  expect(html).not.toMatch(/>(?:director|standing|funnel|decision|plan_indicator)\.[a-z][\w.-]*</)
  expect(html).not.toContain('style=')
})
