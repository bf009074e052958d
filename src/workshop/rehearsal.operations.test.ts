import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { joinWorkshop } from './participant.operations.ts'

type Led = {
  workshop: { id: string; plan: string; code: string; title: string; groups: string[] }
  agenda: { id: string; day: number; board: string }[]
  participants: { name: string; state: string; group_name: string; simulated: boolean }[]
}
type Wall = { notes: { text: string; cluster: string; state: string; dots: number | null; author: string }[] }

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const settings = { day: '1', size: '8', groups: 'Red\nBlue', language: 'en', seed: '4' }

async function begin(browser: Browser, more: Record<string, string> = {}) {
  const answer = await browser.post('/rehearsal/begin', { ...settings, ...more, _page: '/rehearsal' })
  expect(answer.headers.get('location')).toBe('/rehearsal')
  return enter(browser)
}

/** What the facilitator does in the rehearsal; the people wait, and take their turns when the test says so. */
async function enter(browser: Browser) {
  const to = (await browser.get('/rehearsal')).headers.get('location') ?? ''
  const [, , plan = '', , workshop = ''] = to.split('/')
  const must = async (name: string, input: object) => {
    const answer = await browser.json(name, input)
    expect(answer.status, `${name} ${await answer.clone().text()}`).toBe(200)
    return (await answer.json()) as Record<string, string>
  }
  const ask = async <T>(name: string, query: Record<string, string> = {}) =>
    (await (await browser.get(`/api/${name}?${new URLSearchParams(query)}`)).json()) as T
  const read = () => ask<Led>('workshop.read', { workshop })
  await must('rehearsal.pace', { pace: 'paused' })
  const place = browser.cookies.get('plumbline.practice') ?? ''
  return {
    plan,
    workshop,
    place,
    must,
    ask,
    read,
    wall: (board: string) => ask<Wall>('board.read', { workshop, board }),
    async turns(count: number) {
      for (let turn = 0; turn < count; turn++) await portal.troupes.turn(place)
    },
    async phase(board: string, phase: string) {
      const item = (await read()).agenda.find((one) => one.board === board)
      await must('workshop.open-item', { workshop, item: item?.id })
      if (phase !== 'explain') await must('workshop.set-phase', { workshop, phase })
    }
  }
}

describe('a rehearsal', () => {
  test('is led alone: people come to the door, are let in, write in silence, sort and vote, all as guests do', async () => {
    const planner = await portal.browser('planner')
    const own = await begin(planner)
    await own.turns(70)
    const { participants } = await own.read()
    expect(participants).toHaveLength(8)
    expect(participants.every(({ simulated, state }) => simulated && state === 'waiting')).toBe(true)
    expect(new Set(participants.map(({ group_name }) => group_name))).toEqual(new Set(['Red', 'Blue']))

    await own.must('participant.admit-all', { workshop: own.workshop })
    await own.phase('issues', 'brainstorm')
    await own.turns(60)
    const silent = await own.ask<{ hidden: string[]; notes: unknown[] }>('board.read', {
      workshop: own.workshop,
      board: 'issues'
    })
    expect(silent.hidden.length).toBeGreaterThan(5)
    expect(silent.notes).toEqual([])

    await own.must('workshop.set-phase', { workshop: own.workshop, phase: 'cluster' })
    await own.turns(60)
    const { notes } = await own.wall('issues')
    expect(notes.filter(({ cluster }) => cluster !== '').length).toBeGreaterThan(notes.length / 2)
    // Several write the like: so there is something to put together.
    expect(new Set(notes.map(({ author }) => author)).size).toBeGreaterThan(3)

    await own.must('workshop.set-phase', { workshop: own.workshop, phase: 'vote' })
    await own.turns(60)
    await own.must('workshop.set-phase', { workshop: own.workshop, phase: 'decide' })
    const voted = (await own.wall('issues')).notes
    expect(voted.reduce((sum, { dots }) => sum + (dots ?? 0), 0)).toBeGreaterThan(8)
    expect(voted.reduce((sum, { dots }) => sum + (dots ?? 0), 0)).toBeLessThanOrEqual(8 * 3)
  })

  test('is marked on every screen, the projector and a guest’s too, and nothing of it is where one really plans', async () => {
    const planner = await portal.browser('planner')
    await planner.json('plan.add', { title: 'A real plan' })
    const own = await begin(planner)
    const marked = 'Rehearsal: nothing here is real'
    for (const path of ['/', '/plans', `/plans/${own.plan}/2`, `/workshops/${own.workshop}`, '/inspectorate/mandate'])
      expect(await (await planner.get(path)).text(), path).toContain(marked)
    expect(await (await planner.get(`/plans/${own.plan}/workshops/${own.workshop}/projector`)).text()).toContain(marked)
    expect(await (await planner.get('/plans')).text()).not.toContain('A real plan')

    const guest = await portal.browser()
    await guest.post('/join', { code: (await own.read()).workshop.code, name: 'A colleague' })
    await own.must('participant.admit-all', { workshop: own.workshop })
    expect(await (await guest.get(`/workshops/${own.workshop}`)).text()).toContain(marked)

    await planner.post('/rehearsal/leave', {})
    const plans = await (await planner.get('/plans')).text()
    expect(plans).toContain('A real plan')
    expect(plans).not.toContain('Los Angeles County')
    expect(plans).not.toContain(marked)
    expect((await planner.get(`/plans/${own.plan}`)).status).toBe(404)
    expect((await planner.get(`/workshops/${own.workshop}`)).status).toBe(404)
    expect((await planner.json('rehearsal.reset', {})).status).toBe(404)
    expect((await planner.post('/rehearsal/enter', {})).headers.get('location')).toBe('/rehearsal')
    expect(await (await planner.get(`/workshops/${own.workshop}`)).text()).toContain(marked)
  })

  test('goes back to its beginning by one click, and then does the same again', async () => {
    const planner = await portal.browser('planner')
    const first = await begin(planner, { seed: '11' })
    const play = async (own: Awaited<ReturnType<typeof enter>>) => {
      await own.turns(12)
      await own.must('participant.admit-all', { workshop: own.workshop })
      await own.phase('targets', 'brainstorm')
      await own.turns(40)
      await own.must('workshop.set-phase', { workshop: own.workshop, phase: 'reveal' })
      return (await own.wall('targets')).notes.map(({ text }) => text)
    }
    const before = await play(first)
    expect(before.length).toBeGreaterThan(4)
    await first.must('rehearsal.reset', {})
    const second = await enter(planner)
    expect(second.workshop).not.toBe(first.workshop)
    const led = await second.read()
    expect(led.participants).toEqual([])
    expect((await second.wall('targets')).notes).toEqual([])
    const plans = await second.ask<{ title: string }[]>('plan.list')
    expect(plans).toHaveLength(1)
    expect(await play(second)).toEqual(before)
  })

  test('begins on the second day with what the first made, in the language that was asked for', async () => {
    const planner = await portal.browser('planner')
    const own = await begin(planner, { day: '2', language: 'fr', groups: '' })
    const { agenda, workshop } = await own.read()
    expect(new Set(agenda.map(({ day }) => day))).toEqual(new Set([2, 3]))
    expect(workshop.title).toBe('Répétition des trois jours')
    const board = await own.ask<{ records: { text: string }[] }>('board.read', {
      workshop: own.workshop,
      board: 'matrix-targets'
    })
    expect(board.records.map(({ text }) => text)).toContain('Restaurants, comté de Los Angeles')
  })

  test('of one person does not meet that of another', async () => {
    const [planner, administrator] = [await portal.browser('planner'), await portal.browser('administrator')]
    const [one, other] = [await begin(planner), await begin(administrator)]
    expect(one.place).not.toBe(other.place)
    await one.turns(10)
    expect((await one.read()).participants.length).toBeGreaterThan(0)
    expect((await other.read()).participants).toEqual([])
    expect((await administrator.get(`/workshops/${one.workshop}`)).status).toBe(404)
    // Another's place does not open by its cookie.
    administrator.cookies.set('plumbline.practice', one.place)
    expect((await administrator.get(`/workshops/${one.workshop}`)).status).toBe(404)
  })

  test('ends when the workshop is closed: everybody goes home', async () => {
    const planner = await portal.browser('planner')
    const own = await begin(planner)
    await own.turns(20)
    await own.must('participant.admit-all', { workshop: own.workshop })
    await own.turns(5)
    expect(portal.troupes.plays(own.place)).toBe(true)
    await own.must('workshop.close', { workshop: own.workshop })
    await own.turns(3)
    expect(portal.troupes.plays(own.place)).toBe(false)
    expect(await (await planner.get(`/plans/${own.plan}/workshops/${own.workshop}`)).text()).toContain('gone home')
  })

  test('is for who may edit plans', async () => {
    const inspector = await portal.browser('inspector')
    expect((await inspector.get('/rehearsal')).status).toBe(403)
    expect((await inspector.post('/rehearsal/begin', { ...settings, _page: '/' })).status).toBe(403)
    expect(inspector.cookies.has('plumbline.practice')).toBe(false)
    const planner = await portal.browser('planner')
    const wrong = await planner.post('/rehearsal/begin', { ...settings, size: '500', _page: '/rehearsal' })
    expect(wrong.status).toBe(422)
  })
})

test('nobody is simulated outside a rehearsal, not even by the portal itself', async () => {
  const planner = await portal.browser('planner')
  const { id: plan } = (await (await planner.json('plan.add', { title: 'Real' })).json()) as { id: string }
  const usual = { title: 'Real', door: 'open', dots: 3, agenda: 'none', language: 'en', groups: '' }
  const { id: workshop } = (await (await planner.json('workshop.add', { plan, ...usual })).json()) as { id: string }
  const guest = {
    person: newId(),
    name: 'Nobody',
    role: 'guest',
    inspectorate: portal.actors.planner.inspectorate,
    workshop
  } as const
  const join = { workshop, name: 'Nobody', token: 'a word', simulated: true }
  await expect(portal.performer.carryOut(joinWorkshop, guest, join)).rejects.toThrow(/nobody is simulated/)
})
