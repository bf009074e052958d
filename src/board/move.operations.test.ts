import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'

let portal: TestPortal
let room: OpenWorkshop
let planner: Browser

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  planner = room.planner
})
afterAll(() => portal.close())

const make = async (kind: string, values: object) =>
  (await room.must(planner, `${kind}.add`, { plan: room.plan, ...values })).id
const of = async (board: string) =>
  (await room.ask<{ records: { id: string; place: object }[] }>(planner, 'board.of-plan', { plan: room.plan, board }))
    .records

describe('a record of the plan that is moved on a board', () => {
  test('stands there in the plan at once, keeps everything else, and goes back by undo', async () => {
    const target = await make('target', { name: 'Farms', industry: '', note: 'Seasonal', priority: 10, compliance: 10 })
    const move = { plan: room.plan, board: 'matrix-targets', record: target, place: { priority: 80 } }
    const { event } = await room.must(planner, 'board.move', move)
    expect(await of('matrix-targets')).toMatchObject([{ place: { priority: 80, compliance: 10 } }])
    const { targets } = await room.ask<{ targets: object[] }>(planner, 'hub.read-step', { plan: room.plan })
    expect(targets).toMatchObject([{ name: 'Farms', note: 'Seasonal', priority: 80, compliance: 10 }])
    await room.must(planner, 'log.undo', { event })
    expect(await of('matrix-targets')).toMatchObject([{ place: { priority: 10, compliance: 10 } }])
  })

  test('is moved by a plain form, whose empty field takes the place away', async () => {
    const name = 'The chamber'
    const stakeholder = await make('stakeholder', { name, category: 'employers', present_ring: 'hostile' })
    const page = `/plans/${room.plan}/boards/bullseye?item=${stakeholder}`
    expect(await (await planner.get(page)).text()).toContain('fields.present_ring.value')
    const sent = { plan: room.plan, board: 'bullseye', record: stakeholder, _page: page, _return: page }
    const moved = await planner.post('/do/board.move', {
      ...sent,
      'fields.present_ring.value': '',
      'fields.desired_ring.value': 'supporters',
      'fields.category.value': 'employers'
    })
    expect(moved.status).toBe(303)
    expect(await of('bullseye')).toMatchObject([{ place: { desired_ring: 'supporters', category: 'employers' } }])
    const refused = await planner.post('/do/board.move', { ...sent, 'fields.category.value': '' })
    expect(refused.status).toBe(422)
  })

  test('goes only where its board has a place, and only by who may edit the plan', async () => {
    const issue = await make('issue', { name: 'Night work' })
    const move = { plan: room.plan, board: 'matrix-issues', record: issue }
    expect(await room.carryOut(planner, 'board.move', { ...move, place: { priority: 101 } })).toMatchObject({
      status: 422,
      fields: [{ field: 'place', code: 'place' }]
    })
    expect((await room.carryOut(planner, 'board.move', { ...move, board: 'plan-map', place: {} })).status).toBe(404)
    const guest = await room.join('Ada')
    expect((await room.carryOut(guest, 'board.move', { ...move, place: { priority: 1 } })).status).toBe(403)
  })
})

describe('a board of a plan without a workshop', () => {
  test('is a page for each board, with the plan’s own records', async () => {
    const list = await (await planner.get(`/plans/${room.plan}/boards`)).text()
    const boards = [...list.matchAll(/\/boards\/([\w-]+)"/g)].map(([, name]) => name)
    expect(boards.length).toBeGreaterThan(14)
    for (const board of boards) expect((await planner.get(`/plans/${room.plan}/boards/${board}`)).status).toBe(200)
    expect(await (await planner.get(`/plans/${room.plan}/boards/matrix-targets`)).text()).toContain('Farms')
  })
})

describe('a note that is moved without a script', () => {
  test('goes where the lists and numbers of the form say', async () => {
    await room.turn('targets', 'cluster')
    const ada = await room.join('Bea')
    const note = await room.write(ada, 'targets', 'Laundries')
    const page = `/workshops/${room.workshop}?board=targets&item=${note}`
    expect(await (await ada.get(page)).text()).toContain('id="item"')
    await room.turn('matrix-targets', 'discuss')
    const opened = await (await ada.get(page.replace('board=targets', 'board=matrix-targets'))).text()
    expect(opened).toContain('fields.priority.value')
    const moved = await ada.post('/do/note.move', {
      note,
      'fields.priority.value': '70',
      'fields.compliance.value': '20',
      _page: page
    })
    expect(moved.status).toBe(303)
    const { notes } = await room.look(ada, 'matrix-targets')
    expect(notes.find(({ id }) => id === note)?.place).toEqual({ priority: 70, compliance: 20 })
  })
})

describe('notes that are linked', () => {
  test('become a chain of employers in the plan, and say what must be taken into it first', async () => {
    await room.turn('employers', 'cluster')
    const ada = await room.join('Cleo')
    const target = await make('target', { name: 'Uniforms', industry: '' })
    const brand = await room.write(ada, 'employers', 'A brand', { role: 'brand', target })
    const sewing = await room.write(ada, 'employers', 'A sewing firm', { role: 'contractor', target, gives: brand })
    const early = await room.carryOut(planner, 'board.decide', { note: sewing, board: 'employers', fields: [] })
    expect(early).toMatchObject({ status: 422, fields: [{ code: 'above-first' }] })
    await room.must(planner, 'board.decide-many', { workshop: room.workshop, board: 'employers', dots: 0, fields: [] })
    const { employers, links } = await room.ask<{
      employers: { id: string; name: string }[]
      links: { from_employer: string; to_employer: string; kind: string }[]
    }>(planner, 'hub.read-step', { plan: room.plan })
    const nameOf = (id?: string) => employers.find((one) => one.id === id)?.name
    expect(links.map((link) => [nameOf(link.from_employer), link.kind, nameOf(link.to_employer)])).toEqual([
      ['A brand', 'buyer', 'A sewing firm']
    ])
    const agency = await make('employer', { name: 'An agency', role: 'labour_provider', target })
    const move = { plan: room.plan, board: 'employers', record: agency, place: { gives: links[0]?.to_employer } }
    await room.must(planner, 'board.move', move)
    expect((await room.carryOut(planner, 'board.move', move)).status).toBe(422)
  })

  test('grow a tree of whys in the plan, each answer under the one that it explains', async () => {
    await room.turn('whys', 'cluster')
    const ada = await room.join('Dora')
    const issue = await make('issue', { name: 'Wages' })
    const target = await make('target', { name: 'Bakeries', industry: '' })
    const hub = await make('hub', { issue, target, chosen: true })
    const first = await room.write(ada, 'whys', 'Nobody counts the hours', { hub })
    await room.write(ada, 'whys', 'No clock is on the wall', { hub, parent: first })
    await room.must(planner, 'board.decide-many', { workshop: room.workshop, board: 'whys', dots: 0, fields: [] })
    const { whys } = await room.ask<{ whys: { id: string; text: string; parent: string | null }[] }>(
      planner,
      'influence.read-step',
      { plan: room.plan, hub }
    )
    const top = whys.find(({ text }) => text === 'Nobody counts the hours')
    expect(whys.find(({ text }) => text === 'No clock is on the wall')?.parent).toBe(top?.id)
  })
})
