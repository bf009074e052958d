import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import type { Actor } from '../kernel/access.ts'
import type { Problem } from '../kernel/problem.ts'
import { undo } from '../kernel/undo.ts'
import { markSeen, readHistory, readNews } from './history.operations.ts'
import { plans, readPlan } from './operations.ts'

let portal: TestPortal
let plan: string

const make = async (operation: typeof plans.add, input: object, actor: Actor = portal.actors.planner) =>
  (await portal.performer.carryOut(operation, actor, input)).result.id
const history = async () => (await portal.performer.ask(readHistory, portal.actors.planner, { plan })).entries
const news = (actor: Actor) => portal.performer.ask(readNews, actor, { plan })
const refusal = (done: Promise<unknown>): Promise<Problem> =>
  done.then(
    () => Promise.reject(new Error('not refused')),
    (problem) => problem
  )

beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

beforeEach(async () => {
  plan = await make(plans.add, { title: 'Fair pay', status: 'draft' })
})

describe('the history of a plan', () => {
  test('begins with the plan itself and tells each field before and after', async () => {
    await make(plans.change, {
      id: plan,
      revision: 1,
      title: 'Fair pay in garment workshops',
      status: 'agreed',
      starts: '2026-07-01'
    })
    const [change, add] = await history()
    expect(add).toMatchObject({
      operation: 'plan.add',
      person: 'Amina Diallo',
      changes: [{ verb: 'added', record: 'plan' }]
    })
    expect(change?.changes[0]?.fields).toEqual([
      {
        field: 'title',
        type: 'text',
        options: '',
        codes: '',
        before: 'Fair pay',
        after: 'Fair pay in garment workshops'
      },
      { field: 'starts', type: 'date', options: '', codes: '', before: null, after: '2026-07-01' },
      { field: 'status', type: 'choice', options: 'plan.status', codes: '', before: 'draft', after: 'agreed' }
    ])
  })

  test('calls records by their names: a hub by its issue and its target, also after they were removed', async () => {
    const issue = await make(issues.add, { plan, name: 'Minimum wage' })
    const target = await make(targets.add, { plan, name: 'Garment workshops' })
    const hub = await make(hubs.add, { plan, issue, target })
    await make(hubs.remove, { id: hub })
    const [removed, added] = await history()
    expect(removed?.changes[0]).toMatchObject({ verb: 'removed', name: 'Minimum wage – Garment workshops' })
    expect(added?.changes[0]?.fields.map(({ after }) => after)).toEqual(['Minimum wage', 'Garment workshops'])
  })

  test('offers to undo only what nobody has touched since', async () => {
    const issue = await make(issues.add, { plan, name: 'Minimum wage' })
    await make(issues.change, { id: issue, revision: 1, name: 'Pay below the minimum wage' })
    const [change, add] = await history()
    expect([change?.undoable, add?.undoable]).toEqual([true, false])
    await portal.performer.carryOut(undo, portal.actors.planner, { event: change?.number })
    const [undone] = await history()
    expect(undone).toMatchObject({ operation: 'log.undo', changes: [{ verb: 'changed', name: 'Minimum wage' }] })
  })

  test('goes on page by page without a gap', async () => {
    for (let n = 0; n < 31; n++) await make(issues.add, { plan, name: `Issue ${n}` })
    const first = await portal.performer.ask(readHistory, portal.actors.planner, { plan })
    const second = await portal.performer.ask(readHistory, portal.actors.planner, { plan, before: first.next })
    expect(first.entries).toHaveLength(30)
    expect(second.entries.map(({ operation }) => operation)).toEqual(['issue.add', 'plan.add'])
    expect(second.next).toBeNull()
  })

  test('is not for those who may not read the log', async () => {
    expect((await refusal(portal.performer.ask(readHistory, portal.actors.viewer, { plan }))).code).toBe('forbidden')
  })
})

describe('what changed since one last looked', () => {
  test('is what others did, and nothing of it once one has seen it', async () => {
    const { planner, administrator } = portal.actors
    await make(issues.add, { plan, name: 'Minimum wage' }, planner)
    await make(issues.add, { plan, name: 'Overtime' }, administrator)
    const found = await news(planner)
    expect(found.entries.map(({ changes }) => changes[0]?.name)).toEqual(['Overtime'])
    await portal.performer.carryOut(markSeen, planner, { plan, event: found.upTo })
    expect((await news(planner)).entries).toEqual([])
  })

  test('what comes in while one reads is not marked as seen', async () => {
    const { planner, administrator } = portal.actors
    const { upTo } = await news(planner)
    await make(issues.add, { plan, name: 'Overtime' }, administrator)
    await portal.performer.carryOut(markSeen, planner, { plan, event: upTo })
    expect((await news(planner)).entries).toHaveLength(1)
  })

  test('each person sees it for themselves, also who may only read', async () => {
    const { viewer, director } = portal.actors
    const { upTo } = await news(viewer)
    await portal.performer.carryOut(markSeen, viewer, { plan, event: upTo })
    expect((await news(viewer)).entries).toEqual([])
    expect((await news(director)).entries).toHaveLength(1)
  })
})

describe('removing a plan', () => {
  test('that holds something is refused', async () => {
    await make(issues.add, { plan, name: 'Minimum wage' })
    const problem = await refusal(portal.performer.carryOut(plans.remove, portal.actors.planner, { id: plan }))
    expect(problem).toMatchObject({ code: 'record-in-use', values: { count: 1 } })
  })

  test('that is empty works, also when somebody has seen it, and undo brings it back', async () => {
    await portal.performer.carryOut(markSeen, portal.actors.viewer, { plan, event: 1 })
    const { event } = await portal.performer.carryOut(plans.remove, portal.actors.planner, { id: plan })
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect((await portal.performer.ask(readPlan, portal.actors.viewer, { plan })).title).toBe('Fair pay')
  })
})
