import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { newId } from '../kernel/id.ts'

let portal: TestPortal
let room: OpenWorkshop
let ada: Browser
let ben: Browser
let planner: Browser

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  planner = room.planner
  ada = await room.join('Ada')
  ben = await room.join('Ben')
})
afterAll(() => portal.close())

describe('an exercise', () => {
  test('hides what each writes in silence from all others, and tells only how many notes there are', async () => {
    await room.turn('mandate', 'brainstorm')
    await room.write(ada, 'mandate', 'Inspect every mine once a year', { kind: 'legal' })
    await room.write(ben, 'mandate', 'Answer the ministry')
    const seen = await room.look(ben, 'mandate')
    expect(seen.notes.map(({ text }) => text)).toEqual(['Answer the ministry'])
    expect(seen.hidden).toHaveLength(1)
    const led = await room.look(planner, 'mandate')
    expect(led.notes).toEqual([])
    expect(led.hidden).toHaveLength(2)
    expect(JSON.stringify([seen.hidden, led])).not.toMatch(/mines?|ministry/)
  })

  test('shows all notes to all at the reveal', async () => {
    await room.must(planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'reveal' })
    for (const browser of [ada, ben, planner]) {
      const { notes, hidden } = await room.look(browser, 'mandate')
      expect(notes.map(({ text }) => text)).toEqual(['Inspect every mine once a year', 'Answer the ministry'])
      expect(hidden).toEqual([])
    }
  })

  test('lets a participant do what the phase is for, and nothing else', async () => {
    await room.turn('resources', 'explain')
    const write = { workshop: room.workshop, board: 'resources', text: 'Closing a site', place: {} }
    expect((await room.carryOut(ada, 'note.add', write)).type).toBe('urn:plumbline:problem:not-in-phase')
    await room.must(planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'brainstorm' })
    const note = await room.write(ada, 'resources', 'Closing a site', { kind: 'operational' })
    expect((await room.carryOut(ben, 'note.move', { note, place: {} })).status).toBe(404)
    expect((await room.carryOut(ben, 'note.add', { ...write, board: 'sources' })).status).toBe(409)
    await room.must(planner, 'workshop.steer', { workshop: room.workshop, locked: true, follow: true })
    expect((await room.carryOut(ada, 'note.remove', { note })).type).toBe('urn:plumbline:problem:workshop-locked')
    await room.must(planner, 'workshop.steer', { workshop: room.workshop, locked: false, follow: true })
    await room.must(planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'cluster' })
    await room.must(ben, 'note.cluster', { notes: [note], cluster: 'Powers' })
    expect((await room.carryOut(ben, 'note.edit', { note, revision: 1, text: 'Mine now' })).status).toBe(409)
  })
})

describe('a note', () => {
  test('that is sent twice is there once', async () => {
    await room.turn('issues', 'cluster')
    const id = newId()
    const input = { workshop: room.workshop, board: 'issues', text: 'Wages below the minimum', place: {} }
    const first = await room.must(ada, 'note.add', input, id)
    const again = await room.must(ada, 'note.add', input, id)
    expect([first.id, again.id, again.event]).toEqual([id, id, first.event])
    expect((await room.look(ben, 'issues')).notes.filter((note) => note.id === id)).toHaveLength(1)
  })

  test('that two people change at once keeps both changes, unless both changed the same', async () => {
    const id = await room.write(ada, 'issues', 'Hours', {})
    const edit = (change: object) => ({ note: id, revision: 1, text: 'Hours', colour: '', cluster: '', ...change })
    await room.must(ada, 'note.edit', edit({ text: 'Hours without pay' }))
    await room.must(planner, 'note.edit', edit({ colour: '2' }))
    const both = (await room.look(ben, 'issues')).notes.find((note) => note.id === id)
    expect(both).toMatchObject({ text: 'Hours without pay', colour: '2' })
    const late = await room.carryOut(planner, 'note.edit', edit({ text: 'Night work' }))
    expect(late.type).toBe('urn:plumbline:problem:changed-meanwhile')
  })

  test('that was moved meanwhile moves, and the answer says whose move it replaced', async () => {
    const note = await room.write(ada, 'issues', 'Child labour', { priority: 90 })
    await room.must(ben, 'note.move', { note, place: { priority: 10 }, revision: 1 })
    const mine = await room.must(ada, 'note.move', { note, place: { priority: 80, compliance: 5 }, revision: 1 })
    expect(mine.replaced).toMatchObject({ place: { priority: 10 } })
    const again = await room.must(ada, 'note.move', { note, place: { compliance: 6 }, revision: 3 })
    expect(again.replaced).toBeNull()
    expect((await room.look(ben, 'matrix-issues')).notes.find(({ id }) => id === note)?.place).toEqual({
      priority: 80,
      compliance: 6
    })
  })

  test('does not stand where its board has no place', async () => {
    const wrong = await room.carryOut(ada, 'note.add', {
      workshop: room.workshop,
      board: 'issues',
      text: 'Somewhere',
      place: { ring: 'core' }
    })
    expect(wrong).toMatchObject({ status: 422, fields: [{ field: 'place', code: 'place' }] })
  })
})

describe('a vote', () => {
  test('takes no more dots than each person has, may be changed, and shows its result at its end', async () => {
    await room.turn('targets', 'cluster')
    const [farms, kitchens] = [await room.write(ada, 'targets', 'Farms'), await room.write(ben, 'targets', 'Kitchens')]
    expect((await room.carryOut(ada, 'note.vote', { note: farms, count: 1 })).status).toBe(409)
    await room.must(planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'vote' })
    await room.must(ada, 'note.vote', { note: farms, count: 2 })
    expect((await room.carryOut(ada, 'note.vote', { note: kitchens, count: 2 })).type).toContain('dots-spent')
    await room.must(ada, 'note.vote', { note: farms, count: 1 })
    await room.must(ada, 'note.vote', { note: kitchens, count: 2 })
    await room.must(ben, 'note.vote', { note: kitchens, count: 1 })
    const during = await room.look(ben, 'targets')
    expect(during.notes.map(({ dots }) => dots)).toEqual([null, null])
    expect(during.dots).toEqual([{ note: kitchens, count: 1 }])
    await room.must(planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'decide' })
    expect((await room.look(ben, 'targets')).notes.map(({ dots }) => dots)).toEqual([1, 3])
    expect((await room.carryOut(ada, 'note.vote', { note: farms, count: 0 })).status).toBe(409)
  })

  test('lets what got enough dots into the plan, at once in its step, and out again', async () => {
    const { notes } = await room.look(planner, 'targets')
    await room.must(planner, 'board.decide-many', { workshop: room.workshop, board: 'targets', dots: 2, fields: [] })
    const after = await room.look(ada, 'targets')
    expect(after.records.map(({ text }) => text)).toEqual(['Kitchens'])
    expect(after.notes.map(({ state }) => state)).toEqual(['shown', 'decided'])
    expect(await (await planner.get(`/plans/${room.plan}/2/collect`)).text()).toContain('Kitchens')
    await room.must(planner, 'board.take-back', { note: notes[1]?.id })
    expect((await room.look(ada, 'targets')).records).toEqual([])
  })
})

describe('deciding', () => {
  test('carries the place of a note into the fields of the record, and asks for what the note does not say', async () => {
    await room.turn('mandate', 'decide')
    const [first, second] = (await room.look(planner, 'mandate')).notes
    const lacking = await room.carryOut(planner, 'board.decide', { note: second?.id, board: 'mandate', fields: [] })
    expect(lacking).toMatchObject({ status: 422, fields: [{ field: 'fields.kind.value', code: 'needed' }] })
    const fields = [{ key: 'kind', value: 'political' }]
    await room.must(planner, 'board.decide', { note: second?.id, board: 'mandate', fields })
    const { event } = await room.must(planner, 'board.decide', { note: first?.id, board: 'mandate', fields: [] })
    const mandates = await (await planner.get('/api/record.list?record=mandate')).json()
    expect(mandates).toMatchObject([
      { title: 'Answer the ministry', kind: 'political' },
      { title: 'Inspect every mine once a year', kind: 'legal' }
    ])
    await room.must(planner, 'log.undo', { event })
    const undone = await room.look(ada, 'mandate')
    expect(undone.records.map(({ text }) => text)).toEqual(['Answer the ministry'])
    expect(undone.notes[0]?.state).toBe('shown')
  })

  test('is for those who may edit the plan', async () => {
    const [note] = (await room.look(ada, 'mandate')).notes
    expect((await room.carryOut(ada, 'board.decide', { note: note?.id, board: '', fields: [] })).status).toBe(403)
  })
})

describe('groups', () => {
  test('see their own notes until they are brought together', async () => {
    const [red, blue] = [await room.join('Rosa', 'Red'), await room.join('Bo', 'Blue')]
    await room.turn('whys', 'cluster')
    await room.write(red, 'whys', 'Fines are cheaper than wages')
    await room.write(blue, 'whys', 'Nobody tells the new ones')
    const texts = async (browser: Browser) => (await room.look(browser, 'whys')).notes.map(({ text }) => text)
    expect(await texts(red)).toEqual(['Fines are cheaper than wages'])
    expect(await texts(blue)).toEqual(['Nobody tells the new ones'])
    expect(await texts(planner)).toHaveLength(2)
    await room.must(planner, 'workshop.merge', { workshop: room.workshop, board: 'whys' })
    expect(await texts(red)).toHaveLength(2)
  })
})

describe('a facilitator', () => {
  test('undoes anybody’s last action', async () => {
    await room.turn('sources', 'cluster')
    await room.write(ada, 'sources', 'A study of the university')
    const { deeds } = await room.ask<{ deeds: { number: number; by: string; text: string }[] }>(
      planner,
      'workshop.deeds',
      { workshop: room.workshop }
    )
    expect(deeds[0]).toMatchObject({ by: 'Ada', text: 'A study of the university' })
    await room.must(planner, 'log.undo', { event: deeds[0]?.number })
    expect((await room.look(ben, 'sources')).notes).toEqual([])
  })

  test('closes a workshop, whose code then lets nobody in and whose guests are out', async () => {
    await room.must(planner, 'workshop.close', { workshop: room.workshop })
    expect((await room.ask(ada, 'board.read', { workshop: room.workshop })).status).toBe(401)
    const late = await portal.browser()
    expect(await (await late.post('/join', { code: room.code, name: 'Late' })).text()).toContain('No open workshop')
    expect(late.cookies.has('plumbline.guest')).toBe(false)
    await room.must(planner, 'workshop.remove', { workshop: room.workshop })
    expect((await room.ask(planner, 'workshop.read', { workshop: room.workshop })).status).toBe(404)
  })
})
