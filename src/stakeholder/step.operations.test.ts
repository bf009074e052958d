import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { newId } from '../kernel/id.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { stakeholders } from './operations.ts'
import { cellKey } from './rules.ts'
import { placeInBullseye, readStepFour, setWeights } from './step.operations.ts'

let portal: TestPortal
let plan: string
let hub: string
let union: string
let radio: string

const make = async (operation: typeof stakeholders.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const look = () => portal.performer.ask(readStepFour, portal.actors.director, { plan })
const weigh = (weights: object[]) => portal.performer.carryOut(setWeights, portal.actors.planner, { plan, weights })
const place = (places: object[]) => portal.performer.carryOut(placeInBullseye, portal.actors.planner, { plan, places })
const cell = (stakeholder: string, weight: number | null, seen: number | null = null) => ({
  key: cellKey({ stakeholder, hub }),
  weight,
  seen
})
const weightsNow = async () =>
  Object.fromEntries((await look()).weights.map(({ stakeholder, weight }) => [stakeholder, weight]))

beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

beforeEach(async () => {
  plan = await make(plans.add, { title: 'Fair pay in garment workshops' })
  const issue = await make(issues.add, { plan, name: 'Pay below the minimum wage' })
  const target = await make(targets.add, { plan, name: 'Garment workshops' })
  hub = await make(hubs.add, { plan, issue, target, means: true, chosen: true })
  union = await make(stakeholders.add, { plan, name: 'Garment union', category: 'workers' })
  radio = await make(stakeholders.add, { plan, name: 'Local radio', category: 'media' })
})

describe('the matrix of stakeholders and hubs', () => {
  test('is set as a whole: cells are added, changed and taken away', async () => {
    expect((await weigh([cell(union, 2), cell(radio, 0)])).result).toEqual({ set: 2 })
    expect(await weightsNow()).toEqual({ [union]: 2, [radio]: 0 })
    expect((await weigh([cell(union, 3, 2), cell(radio, null, 0)])).result).toEqual({ set: 2 })
    expect(await weightsNow()).toEqual({ [union]: 3 })
    expect((await weigh([cell(union, 3, 3), cell(radio, null)])).result).toEqual({ set: 0 })
  })

  test('is put back as a whole by undo', async () => {
    await weigh([cell(union, 2), cell(radio, 1)])
    const { event } = await weigh([cell(union, 3, 2), cell(radio, null, 1)])
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect(await weightsNow()).toEqual({ [union]: 2, [radio]: 1 })
  })

  test('keeps what somebody else set in another cell in the meantime', async () => {
    await weigh([cell(radio, 1)])
    await weigh([cell(union, 2), cell(radio, null)])
    expect(await weightsNow()).toEqual({ [union]: 2, [radio]: 1 })
  })

  test('says so if somebody else set the same cell, and sets nothing', async () => {
    await weigh([cell(union, 1)])
    await expect(weigh([cell(radio, 3), cell(union, 2)])).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await weightsNow()).toEqual({ [union]: 1 })
  })

  test('takes no cell of somebody who is not in the plan, nor a name that is no cell', async () => {
    const other = await make(plans.add, { title: 'Another plan' })
    const stranger = await make(stakeholders.add, { plan: other, name: 'Tax office', category: 'government' })
    for (const key of [
      cellKey({ stakeholder: stranger, hub }),
      cellKey({ stakeholder: newId(), hub }),
      'union',
      `${union}:`
    ])
      await expect(weigh([{ key, weight: 1, seen: null }])).rejects.toMatchObject({ code: 'not-found' })
  })

  test('takes no weight beyond the scale', async () => {
    await expect(weigh([cell(union, 4)])).rejects.toMatchObject({ code: 'input-not-valid' })
  })
})

describe('the bullseye', () => {
  const row = (key: string, present_ring: string, desired_ring: string, seen_present = '', seen_desired = '') => ({
    key,
    present_ring,
    desired_ring,
    seen_present,
    seen_desired
  })
  const ringsNow = async () =>
    (await look()).stakeholders.map(({ present_ring, desired_ring }) => [present_ring, desired_ring])

  test('places several at once; who is not moved is not touched', async () => {
    const done = await place([row(union, 'supporters', 'core'), row(radio, '', '')])
    expect(done.result).toEqual({ placed: 1 })
    expect(await ringsNow()).toEqual([
      ['supporters', 'core'],
      ['', '']
    ])
    expect((await look()).stakeholders.map(({ revision }) => revision)).toEqual([2, 1])
  })

  test('takes one ring from each of two people who set the two rings of one stakeholder', async () => {
    await place([row(union, 'supporters', '')])
    await place([row(union, '', 'core')])
    expect((await ringsNow())[0]).toEqual(['supporters', 'core'])
  })

  test('refuses a ring that somebody else has set differently, and places nobody', async () => {
    await place([row(union, 'supporters', '')])
    const late = place([row(radio, 'core', 'core'), row(union, 'hostile', '')])
    await expect(late).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect(await ringsNow()).toEqual([
      ['supporters', ''],
      ['', '']
    ])
  })
})

describe('the pages of step 4', () => {
  test('set the matrix by a form without script, and lead back with the way to undo', async () => {
    const browser = await portal.browser('planner')
    const path = `/plans/${plan}/4/hubs`
    expect(await (await browser.get(path)).text()).toContain(`name="weights.${union}:${hub}.weight"`)
    const answer = await browser.post('/do/stakeholder_hub.set', {
      _page: path,
      plan,
      [`weights.${union}:${hub}.weight`]: '3',
      [`weights.${union}:${hub}.seen`]: '',
      [`weights.${radio}:${hub}.weight`]: '',
      [`weights.${radio}:${hub}.seen`]: ''
    })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toMatch(new RegExp(`^${path}\\?done=\\d+$`))
    expect(await weightsNow()).toEqual({ [union]: 3 })
  })

  test('show after a conflict what was chosen and what stands there now; saving again is a decision', async () => {
    await weigh([cell(union, 1)])
    const browser = await portal.browser('planner')
    const path = `/plans/${plan}/4/hubs`
    const name = `weights.${union}:${hub}`
    const late = await browser.post('/do/stakeholder_hub.set', {
      _page: path,
      plan,
      [`${name}.weight`]: '3',
      [`${name}.seen`]: ''
    })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('stands there now: 1 little')
    expect(html).toMatch(new RegExp(`<option value="3" selected>.*name="${name}.seen" value="1"`, 's'))
    await browser.post('/do/stakeholder_hub.set', { _page: path, plan, [`${name}.weight`]: '3', [`${name}.seen`]: '1' })
    expect(await weightsNow()).toEqual({ [union]: 3 })
  })

  test('ask for each category that is empty, and show a viewer no form', async () => {
    const browser = await portal.browser('viewer')
    const html = await (await browser.get(`/plans/${plan}/4/stakeholders`)).text()
    expect(html).toContain('Which other authorities grant, pay, register, tax or police these employers?')
    for (const tab of ['stakeholders', 'bullseye', 'hubs'])
      expect(await (await browser.get(`/plans/${plan}/4/${tab}`)).text()).not.toContain('action="/do/')
  })
})
