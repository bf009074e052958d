import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { findRecord } from '../kernel/record.ts'
import { plans } from '../plan/operations.ts'
import { hubs, issues, target, targets } from './operations.ts'
import { chooseHubs, placeInMatrix, readStepTwo } from './step.operations.ts'

let portal: TestPortal
let plan: string
let garment: string
let pair: string

const make = async (operation: typeof targets.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const place = (marks: object) =>
  portal.performer.carryOut(placeInMatrix, portal.actors.planner, {
    plan,
    of: 'target',
    places: [{ key: garment, ...marks }]
  })
const choose = (marks: object) =>
  portal.performer.carryOut(chooseHubs, portal.actors.planner, { plan, pairs: [{ key: pair, ...marks }] })
const look = () =>
  portal.database.read({ inspectorate: portal.actors.planner.inspectorate }, (reader) =>
    findRecord(reader, target, garment)
  )
/** What both people saw before either saved. */
const seen = { seen_priority: 40, seen_compliance: 60, seen_confirmed: false }
const asSeen = { priority: 40, compliance: 60, confirmed: false }

beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())
beforeEach(async () => {
  plan = await make(plans.add, { title: 'Fair pay' })
  garment = await make(targets.add, { plan, name: 'Garment workshops', priority: 40, compliance: 60 })
  const issue = await make(issues.add, { plan, name: 'Pay below the minimum wage' })
  pair = await make(hubs.add, { plan, issue, target: garment })
})

test('a place is confirmed once it is one: with a priority and a compliance', async () => {
  const bare = await make(targets.add, { plan, name: 'Home care' })
  const confirm = (more: object) =>
    portal.performer.carryOut(placeInMatrix, portal.actors.planner, {
      plan,
      of: 'target',
      places: [{ key: bare, confirmed: true, ...more }]
    })
  await expect(confirm({ priority: 70 })).rejects.toMatchObject({
    fields: [{ field: `places.${bare}.priority`, code: 'place-first' }]
  })
  const named = { plan, name: 'Day care', confirmed: true }
  await expect(make(targets.add, named)).rejects.toMatchObject({
    fields: [{ field: 'confirmed', code: 'place-first' }]
  })
  expect((await confirm({ priority: 70, compliance: 20 })).result).toEqual({ placed: 1 })
})

describe('two people at one matrix', () => {
  test('keep what each changed, where they changed different marks of one target', async () => {
    await place({ ...asSeen, ...seen, priority: 90 })
    await place({ ...asSeen, ...seen, confirmed: true })
    expect(await look()).toMatchObject({ priority: 90, compliance: 60, confirmed: true })
  })

  test('are not in each other’s way where one changes the name and the other the place', async () => {
    const input = { id: garment, revision: 1, name: 'Sewing workshops', priority: 40, compliance: 60 }
    await portal.performer.carryOut(targets.change, portal.actors.planner, input)
    await place({ ...asSeen, ...seen, compliance: 14 })
    expect(await look()).toMatchObject({ name: 'Sewing workshops', compliance: 14 })
  })

  test('are told where both set the same mark otherwise, and nothing is overwritten', async () => {
    await place({ ...asSeen, ...seen, priority: 90 })
    await expect(place({ ...asSeen, ...seen, priority: 20 })).rejects.toMatchObject({ code: 'changed-meanwhile' })
    expect((await look())?.priority).toBe(90)
  })

  test('see both marks: what one typed in the cell, the other’s below, and the untouched ones as they are now', async () => {
    await place({ ...asSeen, ...seen, priority: 90, compliance: 14 })
    const browser = await portal.browser('planner')
    const cell = (name: string) => `places.${garment}.${name}`
    const own = { [cell('priority')]: '20', [cell('compliance')]: '60' }
    const before = { [cell('seen_priority')]: '40', [cell('seen_compliance')]: '60', [cell('seen_confirmed')]: '' }
    const rest = { plan, of: 'target', _page: `/plans/${plan}/2/matrix-targets` }
    const answer = await browser.post('/do/hub.place', { ...own, ...before, ...rest })
    expect(answer.status).toBe(409)
    const html = await answer.text()
    const form = html.slice(html.indexOf('class="place-form"'))
    const input = (name: string) => new RegExp(`<input[^>]*name="${cell(name)}"[^>]*>`).exec(form)?.[0] ?? ''
    expect(input('priority')).toContain('value="20"')
    expect(html).toContain('stands there now: 90')
    expect(input('compliance')).toContain('value="14"')
    expect(html).not.toContain('stands there now: 14')
    expect(input('seen_priority')).toContain('value="90"')
    expect(html).toContain('Where yours differ, theirs stand below')
  })
})

test('the ticks of two people who choose hubs hold together', async () => {
  const unseen = { seen_means: false, seen_chosen: false }
  await choose({ means: true, chosen: false, ...unseen })
  await choose({ means: false, chosen: true, ...unseen })
  const { pairs } = await portal.performer.ask(readStepTwo, portal.actors.planner, { plan })
  expect(pairs).toMatchObject([{ means: true, chosen: true, revision: 3 }])
})
