import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { newId } from '../kernel/id.ts'

type Replay = {
  notes: { id: string; text: string; cluster: string; dots: number | null; state: string }[]
  hidden: string[]
  records: { text: string; place: object }[]
  comments: { text: string }[]
  marks: { number: number; at: string; operation: string }[]
  mark: { number: number; operation: string } | null
}
type Contributions = {
  groups: { groups: string[]; persons: number; notes: number; votes: number }[]
  persons: { name: string; notes: number }[]
}

let portal: TestPortal
let room: OpenWorkshop
let ada: Browser
let note: string

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  ada = await room.join('Ada', 'Red')
  const must = (name: string, input: object) => room.must(room.planner, name, input)
  const before = { title: 'There before the workshop', kind: 'legal', form: 'law' }
  const { id } = await must('mandate.add', before)
  await room.turn('mandate', 'brainstorm')
  note = await room.write(ada, 'mandate', 'Inspect every mine', { kind: 'policy' })
  const gone = await room.write(ada, 'mandate', 'Written and taken back', {})
  await must('workshop.set-phase', { workshop: room.workshop, phase: 'cluster' })
  await room.must(ada, 'note.cluster', { notes: [note], cluster: 'Visits' })
  await room.must(ada, 'note.comment', { note, text: 'Once a year' }, newId())
  await room.must(ada, 'note.remove', { note: gone })
  await must('board.move', { plan: room.plan, board: 'mandate', record: id, place: { kind: 'political' } })
  await must('workshop.set-phase', { workshop: room.workshop, phase: 'decide' })
  await must('board.decide', { note, board: 'mandate', fields: [{ key: 'form', value: 'work_plan' }] })
})
afterAll(() => portal.close())

const replay = (at?: number, browser = room.planner) =>
  room.ask<Replay>(browser, 'workshop.replay', {
    ...{ workshop: room.workshop, board: 'mandate' },
    ...(at === undefined ? {} : { at: String(at) })
  })
const page = (part: string) => `/plans/${room.plan}/workshops/${room.workshop}/${part}`

describe('a replay', () => {
  test('ends with the board as it stands', async () => {
    const [last, now] = [await replay(), await room.look(room.planner, 'mandate')]
    expect(last.notes).toEqual(now.notes)
    expect(last.comments).toEqual(now.comments)
    expect(last.records).toEqual(now.records)
    expect(last.mark?.operation).toBe('board.decide')
  })

  test('shows each step as it was: hidden, shown, gathered, decided', async () => {
    const { marks } = await replay()
    const stepAfter = async (operation: string, nth = 0) =>
      replay(marks.filter((mark) => mark.operation === operation)[nth]?.number)
    const writing = await stepAfter('note.add')
    expect([writing.notes, writing.hidden.length]).toEqual([[], 1])
    const shown = await stepAfter('workshop.set-phase', 1)
    expect(shown.notes.map(({ text, cluster }) => [text, cluster])).toEqual([
      ['Inspect every mine', ''],
      ['Written and taken back', '']
    ])
    expect((await stepAfter('note.cluster')).notes[0]?.cluster).toBe('Visits')
    expect((await stepAfter('note.comment')).comments).toMatchObject([{ text: 'Once a year' }])
    expect((await stepAfter('note.remove')).notes).toHaveLength(1)
  })

  test('knows what the plan had before the workshop, and what was moved and decided on the board', async () => {
    const { marks } = await replay()
    const [first] = marks
    const began = await replay(first?.number)
    expect(began.records).toMatchObject([{ text: 'There before the workshop', place: { kind: 'legal' } }])
    const moved = await replay(marks.find(({ operation }) => operation === 'board.move')?.number)
    expect(moved.records).toMatchObject([{ place: { kind: 'political' } }])
    expect((await replay()).records.map(({ text }) => text).sort()).toEqual([
      'Inspect every mine',
      'There before the workshop'
    ])
  })

  test('is for readers of the plan, and for no guest', async () => {
    expect((await replay(undefined, await portal.browser('director'))).notes).toHaveLength(1)
    expect((await replay(undefined, ada)).status).toBe(403)
    expect((await ada.get(page('replay'))).status).toBe(403)
    expect((await ada.get(page('contributions'))).status).toBe(403)
  })

  test('is chosen by phase, by minute and step by step, without a script', async () => {
    const html = await (await room.planner.get(page('replay'))).text()
    expect(html).toMatch(/<a href="[^"]*replay\?board=mandate&amp;at=\d+">Write, \d\d:\d\d UTC/)
    expect(html).toMatch(/<select[^>]*name="at"/)
    expect(html).toContain('One step back')
    const { marks } = await replay()
    const early = await (await room.planner.get(page(`replay?board=mandate&at=${marks[0]?.number}`))).text()
    expect(early).not.toContain('Inspect every mine')
    expect(early).toContain(`step 1 of ${marks.length}`)
  })
})

describe('who contributed how many', () => {
  const contributions = (browser = room.planner) =>
    room.ask<Contributions>(browser, 'workshop.contributions', { workshop: room.workshop })

  test('is not told of so few that each could be known', async () => {
    expect((await contributions()).groups).toEqual([])
    expect(await (await room.planner.get(page('contributions'))).text()).toContain('Fewer than three persons')
  })

  test('is told by group once there are enough', async () => {
    await room.join('Ben', 'Red')
    await room.join('Cem', 'Red')
    await room.join('Dan', 'Blue')
    await room.turn('issues', 'cluster')
    await room.write(ada, 'issues', 'Wages')
    const { groups, persons } = await contributions()
    expect(groups).toMatchObject([{ groups: ['Blue', 'Red'], persons: 4, notes: 2 }])
    expect(persons).toEqual([])
  })

  test('is told by person only to facilitators, and only of what was written once everybody was told', async () => {
    expect(await (await ada.get(`/workshops/${room.workshop}`)).text()).not.toContain(
      'how many notes, votes and comments'
    )
    const { workshop } = (await room.read()) as unknown as { workshop: { revision: number } }
    const settings = { title: 'Three days', groups: 'Red\nBlue', door: 'open', dots: 3, by_person: true }
    await room.must(room.planner, 'workshop.describe', {
      workshop: room.workshop,
      revision: workshop.revision,
      ...settings
    })
    expect(await (await ada.get(`/workshops/${room.workshop}`)).text()).toContain('how many notes, votes and comments')
    expect((await contributions()).persons).toEqual([])
    await room.write(ada, 'issues', 'Hours')
    expect((await contributions()).persons).toMatchObject([{ name: 'Ada', notes: 1 }])
    expect((await contributions(await portal.browser('director'))).persons).toEqual([])
  })
})
