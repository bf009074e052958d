import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { unzip } from '../../test/zip.ts'
import { newId } from '../kernel/id.ts'

let portal: TestPortal
let room: OpenWorkshop
let ada: Browser

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  ada = await room.join('Ada <the first>', 'Red')
  await room.join('Ben', 'Blue')
  const must = (name: string, input: object) => room.must(room.planner, name, input)
  await room.turn('stakeholders', 'brainstorm')
  const ring = { present_ring: 'hostile', desired_ring: 'core' }
  await must('stakeholder.add', { plan: room.plan, name: 'The buyers’ council', category: 'wild_card', ...ring })
  await room.turn('mandate', 'brainstorm')
  const first = await room.write(ada, 'mandate', 'Inspect every mine once a year', { kind: 'legal' })
  const parked = await room.write(ada, 'mandate', 'Who pays the fuel?', {})
  await must('workshop.set-phase', { workshop: room.workshop, phase: 'discuss' })
  await must('note.cluster', { notes: [first], cluster: 'Visits' })
  await must('note.park', { note: parked, parked: true })
  await room.must(ada, 'note.comment', { note: first, text: 'The law says so' }, newId())
  await must('workshop.set-phase', { workshop: room.workshop, phase: 'vote' })
  await room.must(ada, 'note.vote', { note: first, count: 3 })
  await must('workshop.set-phase', { workshop: room.workshop, phase: 'decide' })
  const fields = [{ key: 'form', value: 'law' }]
  await must('board.decide', { note: first, board: 'mandate', fields })
  await room.turn('bullseye', 'discuss')
  await room.turn('resources', 'brainstorm')
  await room.write(ada, 'resources', 'A draft that nobody has seen')
})
afterAll(() => portal.close())

const path = (query = '') => `/plans/${room.plan}/workshops/${room.workshop}/minutes.docx${query}`
type Content = {
  people: object[]
  course: { board: string; phases: { phase: string }[] }[]
  decisions: { note: string }[]
}
const ask = (browser: Browser, names = 'yes') =>
  room.ask<Content>(browser, 'workshop.minutes', { workshop: room.workshop, names })

async function documentOf(browser: Browser, query = '') {
  const answer = await browser.get(path(query))
  expect(answer.status).toBe(200)
  const files = await unzip(Buffer.from(await answer.arrayBuffer()))
  return String(files.get('word/document.xml'))
}
const said = (xml: string) => xml.replaceAll(/<\/w:p>/g, '\n').replaceAll(/<[^>]+>/g, '')

describe('the minutes of a workshop', () => {
  test('say what was really held, in the order and phases in which it was', async () => {
    const { course } = await ask(room.planner)
    expect(course.map(({ board }) => board)).toEqual(['stakeholders', 'mandate', 'bullseye', 'resources'])
    expect(course[1]?.phases.map(({ phase }) => phase)).toEqual(['explain', 'brainstorm', 'discuss', 'vote', 'decide'])
  })

  test('say when each decision was taken', async () => {
    const { decisions } = await ask(room.planner)
    expect(decisions).toMatchObject([{ at: expect.stringMatching(/^\d{4}-/) }])
  })

  test('tell names to the facilitator who asks for them, and to nobody else', async () => {
    const named = [
      { group: 'Red', count: 1, names: ['Ada <the first>'] },
      { group: 'Blue', count: 1, names: ['Ben'] }
    ]
    expect((await ask(room.planner)).people).toEqual(named)
    const bare = named.map((group) => ({ ...group, names: [] }))
    expect((await ask(room.planner, 'no')).people).toEqual(bare)
    expect((await ask(await portal.browser('director'))).people).toEqual(bare)
    expect((await ask(ada)).status).toBe(403)
    expect((await ada.get(path())).status).toBe(403)
  })

  test('are a Word document of each board with its notes, votes, comments, decisions and what is parked', async () => {
    const xml = await documentOf(room.planner, '?names=yes&comments=yes&zone=Asia/Tokyo')
    const text = said(xml)
    for (const words of [
      'Inspect every mine once a year',
      'Visits',
      'The law says so',
      'Ada &lt;the first&gt;',
      'Asia/Tokyo'
    ])
      expect(text).toContain(words)
    expect(text).toMatch(/One note was taken into the plan[\s\S]*Inspect every mine once a year\s+Mandate/)
    expect(text).toMatch(/One note is parked[\s\S]*Who pays the fuel\?/)
    expect(text).not.toContain('A draft that nobody has seen')
    // Headings, alternative texts and rows of headings, for those who listen.
    expect(xml).toMatch(/w:pStyle w:val="Heading1"/)
    expect(xml).toMatch(/<wp:docPr[^>]*descr="[^"]+"/)
    expect(xml).toContain('<w:tblHeader/>')
  })

  test('leave out comments, names and where stakeholders stand, unless they are asked for', async () => {
    const text = said(await documentOf(await portal.browser('director')))
    expect(text).not.toMatch(/The law says so|Ada|not to be passed on/)
    expect((await (await portal.browser('viewer')).get(path('?for=inside'))).status).toBe(403)
  })

  test('run from right to left in Arabic', async () => {
    const browser = await portal.browser('planner')
    await browser.get('/language/ar')
    const xml = await documentOf(browser)
    expect(xml).toContain('<w:bidi/>')
    expect(xml).toContain('<w:bidiVisual/>')
    expect(said(xml)).toContain('جدول الأعمال')
  })
})
