import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { boardNames } from '../board/rules.ts'
import { newId } from '../kernel/id.ts'

let portal: TestPortal
let room: OpenWorkshop
let ada: Browser
let ben: Browser

beforeAll(async () => {
  portal = await openTestPortal()
  room = await openWorkshop(portal)
  ada = await room.join('Ada', 'Red')
  ben = await room.join('Ben', 'Blue')
  await room.turn('stakeholders', 'brainstorm')
  const stakeholder = { plan: room.plan, name: 'The buyers’ council', category: 'wild_card', present_ring: 'hostile' }
  await room.must(room.planner, 'stakeholder.add', { ...stakeholder, desired_ring: 'supporters' }, newId())
  await room.must(
    ada,
    'note.add',
    {
      workshop: room.workshop,
      board: 'stakeholders',
      text: 'A union <of> sewers',
      place: { category: 'workers' },
      colour: '2'
    },
    newId()
  )
  await room.must(room.planner, 'workshop.set-phase', { workshop: room.workshop, phase: 'reveal' })
  await room.turn('mandate', 'brainstorm')
  await room.write(ada, 'mandate', 'Hidden until the reveal')
})
afterAll(() => portal.close())

const inWorkshop = (part: string, board: string) => `/workshops/${room.workshop}/${part}?board=${board}`
const text = async (browser: Browser, path: string) => (await browser.get(path)).text()

describe('a board on paper', () => {
  test('has its question, its plan, and every note in its place with its group and a letter for its colour', async () => {
    const page = await text(room.planner, inWorkshop('print', 'stakeholders'))
    for (const said of [
      'A plan that is made together',
      'Three days',
      'A union &lt;of> sewers',
      'Red',
      'The buyers’ council'
    ])
      expect(page).toContain(said)
    expect(page).toMatch(/colour-letter c2"[^>]*>B</)
    expect(page).not.toContain('<form method="post" action="/do/note')
  })

  test('has no note that is hidden until the reveal, not even for who wrote it', async () => {
    for (const part of ['print', 'picture.svg']) {
      const page = await text(ada, inWorkshop(part, 'mandate'))
      expect(page).not.toContain('Hidden until the reveal')
      expect(page).toContain('One note of others is hidden')
    }
  })

  test('says where stakeholders stand to the inspectorate alone, and then for whom it is', async () => {
    const inside = await text(room.planner, inWorkshop('picture.svg', 'bullseye'))
    expect(inside).toContain('not to be passed on')
    const guest = await text(ben, inWorkshop('picture.svg', 'bullseye'))
    expect(guest).toContain('The buyers’ council')
    expect(guest).not.toContain('Hostile: The buyers')
    expect(guest).not.toContain('not to be passed on')
  })

  test('of one’s own workshop is all that a guest may print', async () => {
    const other = await openWorkshop(portal, { title: 'Another' })
    expect((await ada.get(`/workshops/${other.workshop}/print?board=mandate`)).status).toBe(404)
    expect((await ada.get(`/workshops/${other.workshop}/picture.svg?board=mandate`)).status).toBe(404)
    for (const part of ['print', 'picture.svg', 'picture.png', 'worksheet'])
      expect((await ada.get(`/plans/${room.plan}/boards/stakeholders/${part}`)).status).toBe(403)
    expect((await ada.get(`/plans/${room.plan}/workshops/${room.workshop}/worksheets`)).status).toBe(403)
  })
})

describe('a board as a file', () => {
  test('is an SVG that stands alone: colours and faces written out, with a title and all that stands on it', async () => {
    const answer = await room.planner.get(inWorkshop('picture.svg', 'stakeholders'))
    const svg = await answer.text()
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-disposition')).toContain('stakeholders.svg')
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[^>]*font-family="Noto Sans/)
    expect(svg).toMatch(
      /<title>Stakeholders: [^<]+<\/title><desc>[^<]*Workers and their organisations: A union &lt;of> sewers/
    )
    expect(svg).not.toMatch(/var\(|class="(?!layer)|href=/)
  })

  test('runs from right to left in Arabic', async () => {
    const svg = await text(await arabic(), inWorkshop('picture.svg', 'stakeholders'))
    expect(svg).toMatch(/<text text-anchor="end"[^>]*><tspan x="1162"/)
    expect(svg).toContain('\u2067')
  })

  test('is a PNG twice as fine', async () => {
    const answer = await room.planner.get(`/plans/${room.plan}/boards/stakeholders/picture.png`)
    const png = Buffer.from(await answer.arrayBuffer())
    expect(png.subarray(1, 4).toString()).toBe('PNG')
    expect(png.readUInt32BE(16)).toBe(2376)
  })
})

async function arabic(): Promise<Browser> {
  const browser = await portal.browser('planner')
  await browser.get('/language/ar')
  return browser
}

describe('worksheets', () => {
  test('are there for every board of the agenda, each with its question and a line for the group', async () => {
    const page = await text(room.planner, `/plans/${room.plan}/workshops/${room.workshop}/worksheets`)
    expect(page.match(/<article class="worksheet/g)).toHaveLength(boardNames.length)
    expect(page.match(/<dt>Group<\/dt>/g)).toHaveLength(boardNames.length)
    expect(page).toContain('How far is each with us, and how far is each needed?')
  })

  test('are there for each board of a plan, blank whatever the plan has, in the language chosen', async () => {
    const browser = await arabic()
    for (const board of boardNames) {
      const page = await text(browser, `/plans/${room.plan}/boards/${board}/worksheet`)
      expect(page).toContain('dir="rtl"')
      expect(page.match(/<article class="worksheet/g)).toHaveLength(1)
      expect(page).not.toContain('The buyers’ council')
    }
  })
})
