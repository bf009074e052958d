import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { influences, whys } from './operations.ts'
import { readStepThree } from './step.operations.ts'

let portal: TestPortal
let plan: string
let garment: string
let care: string

const act = async (operation: typeof whys.add | typeof whys.change | typeof whys.remove, input: object) =>
  portal.performer.carryOut(operation, portal.actors.planner, input)
const make = async (operation: typeof whys.add, input: object) => (await act(operation, input)).result.id
const look = (hub: string | null = null) => portal.performer.ask(readStepThree, portal.actors.viewer, { plan, hub })
const ask = (text: string, rest: object = {}) => make(whys.add, { plan, hub: garment, text, ...rest })

let issue: string
const pairOf = async (name: string) => ({ plan, issue, target: await make(targets.add, { plan, name }), means: true })

beforeAll(async () => {
  portal = await openTestPortal()
  plan = await make(plans.add, { title: 'Fair pay in garment workshops' })
  issue = await make(issues.add, { plan, name: 'Pay below the minimum wage' })
  care = await make(hubs.add, { ...(await pairOf('Care homes')), chosen: false })
  garment = await make(hubs.add, { ...(await pairOf('Garment workshops')), chosen: true })
})
afterAll(() => portal.close())

describe('step 3', () => {
  test('is asked of the chosen hub by itself, and of another once it holds work', async () => {
    const { hub, hubs } = await look(care)
    expect(hub).toEqual({ id: garment, chosen: true, issue: 'Pay below the minimum wage', target: 'Garment workshops' })
    expect(hubs).toHaveLength(1)
    await make(whys.add, { plan, hub: care, text: 'Nights are paid as days' })
    expect((await look(care)).hub?.target).toBe('Care homes')
    expect((await look(care)).whys.map(({ text }) => text)).toEqual(['Nights are paid as days'])
  })

  test('an answer that would stand under itself is refused, and nothing changes', async () => {
    const pay = await ask('Workers are paid by the piece')
    const price = await ask('The price leaves no room', { parent: pay })
    const input = { id: pay, revision: 1, hub: garment, parent: price, text: 'Workers are paid by the piece' }
    await expect(act(whys.change, input)).rejects.toMatchObject({ fields: [{ field: 'parent', code: 'under-itself' }] })
    expect((await look()).whys.find(({ id }) => id === pay)?.parent).toBeNull()
  })

  test('an indented list becomes a tree, and one undo takes it back whole', async () => {
    const before = (await look()).whys.length
    const lines =
      'The buyer sets the price\n  Orders are won by price alone\n    No term asks for fair pay\n  Two weeks to deliver'
    const input = { plan, hub: garment, lines, language: 'en' }
    const { event, result } = await portal.performer.carryOut(whys.paste, portal.actors.planner, input)
    const [buyer, orders, , weeks] = result.ids
    const parents = new Map((await look()).whys.map(({ id, parent }) => [id, parent]))
    expect(result.ids.map((id) => parents.get(id))).toEqual([null, buyer, orders, buyer])
    expect(weeks).toBeDefined()
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    expect((await look()).whys).toHaveLength(before)
  })

  test('an answer stands under one of its own hub only, and cannot leave its hub while others hang under it', async () => {
    const pay = await ask('Being found out costs little')
    await ask('Penalties are rare', { parent: pay })
    await expect(
      make(whys.add, { plan, hub: care, text: 'Nobody visits at night', parent: pay })
    ).rejects.toMatchObject({
      fields: [{ field: 'parent', code: 'other-hub' }]
    })
    const moved = { id: pay, revision: 1, hub: care, text: 'Being found out costs little' }
    await expect(act(whys.change, moved)).rejects.toMatchObject({ fields: [{ field: 'hub', code: 'has-branches' }] })
  })

  test('what hangs under a removed answer stands at the root, an influence forgets it, and undo brings all back', async () => {
    const silence = await ask('Workers do not ask for what they are owed')
    const fear = await ask('They fear for their job', { parent: silence })
    const named = await make(influences.add, { plan, hub: garment, name: 'Fear', sign: 'negative', why: silence })
    const removed = await act(whys.remove, { id: silence })
    const after = await look()
    expect(after.whys.find(({ id }) => id === fear)?.parent).toBeNull()
    expect(after.influences.find(({ id }) => id === named)?.why).toBeNull()
    await portal.performer.carryOut(undo, portal.actors.planner, { event: removed.event })
    const again = await look()
    expect(again.whys.find(({ id }) => id === fear)?.parent).toBe(silence)
    expect(again.influences.find(({ id }) => id === named)?.why).toBe(silence)
  })

  test('a viewer reads and changes nothing', async () => {
    const adding = portal.performer.carryOut(whys.add, portal.actors.viewer, { plan, hub: garment, text: 'Because' })
    await expect(adding).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the pages of step 3', () => {
  test('keep a form that came back open under its answer, with what was typed', async () => {
    const parent = await ask('The same names come back')
    const browser = await portal.browser('planner')
    const path = `/plans/${plan}/3/whys`
    const answer = await browser.post('/do/why.add', {
      _page: path,
      _key: parent,
      plan,
      hub: garment,
      parent,
      text: '',
      evidence: 'Two radio reports'
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html.match(/<details open/g)).toHaveLength(1)
    expect(html).toContain('value="Two radio reports"')
  })

  test('lead back from the change of an answer to the hub that it belongs to', async () => {
    const night = await make(whys.add, { plan, hub: care, text: 'Nobody visits at night' })
    const browser = await portal.browser('planner')
    const html = await (await browser.get(`/records/why/${night}`)).text()
    expect(html).toContain(`/plans/${plan}/3/whys?hub=${care}#${night}`)
  })

  test('open the form to ask on by a link in a large tree, so that the page stays light', async () => {
    const large = await make(hubs.add, { ...(await pairOf('Hotels')), chosen: true })
    const items = Array.from({ length: 61 }, (_, index) => ({ hub: large, text: `Answer ${index + 1}` }))
    const { result } = await portal.performer.carryOut(whys.addMany, portal.actors.planner, { plan, items })
    const browser = await portal.browser('planner')
    const path = `/plans/${plan}/3/whys?hub=${large}`
    const html = await (await browser.get(path)).text()
    expect(html.match(/action="\/do\/why.add"/g)).toHaveLength(1)
    const asked = await (await browser.get(`${path}&ask=${result.ids[60]}`)).text()
    expect(asked.match(/action="\/do\/why.add"/g)).toHaveLength(2)
    expect(asked).toContain(`name="parent" value="${result.ids[60]}"`)
  })

  test('show a viewer the tree and the influences without forms', async () => {
    const browser = await portal.browser('viewer')
    for (const tab of ['whys', 'influences']) {
      const html = await (await browser.get(`/plans/${plan}/3/${tab}`)).text()
      expect(html).toContain('Garment workshops')
      expect(html).not.toContain('action="/do/')
    }
  })

  test('say that no hub is chosen, and where one chooses it', async () => {
    const empty = await make(plans.add, { title: 'A plan without hubs' })
    const browser = await portal.browser('planner')
    for (const tab of ['whys', 'influences']) {
      const html = await (await browser.get(`/plans/${empty}/3/${tab}`)).text()
      expect(html).toContain(`href="/plans/${empty}/2/venn"`)
    }
  })
})
