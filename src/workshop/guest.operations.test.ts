import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addNeighbour } from '../../test/contract/neighbour.ts'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { roleAbilities } from '../kernel/access.ts'
import type { Fields } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import type { AnyOperation } from '../kernel/operation.ts'
import { operations, pages } from '../subjects.ts'
import { codeLetters } from './rules.ts'

let portal: TestPortal
let own: OpenWorkshop
let other: OpenWorkshop
let guest: Browser
/** What stands in the other workshop: by the kind to which a field of an operation refers. */
const there: Record<string, string> = {}

beforeAll(async () => {
  portal = await openTestPortal()
  own = await openWorkshop(portal)
  other = await openWorkshop(portal, { title: 'Another' })
  guest = await own.join('Ada')
  await other.turn('issues', 'discuss')
  await own.turn('issues', 'discuss')
  const note = await other.write(other.planner, 'issues', 'Not for Ada')
  const comment = await other.must(other.planner, 'note.comment', { note, text: 'Nor this' })
  const stranger = await other.join('Zoe')
  await stranger.get('/join/wait')
  const participant = (await other.read()).participants[0]?.id ?? ''
  Object.assign(there, { workshop: other.workshop, note, note_comment: comment.id, participant })
  there.agenda_item = other.agenda[0]?.id ?? ''
  there.plan = other.plan
})
afterAll(() => portal.close())

/** An input that a operation takes, all of whose references lead into the other workshop. */
function inputInto(fields: Fields): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    if (field.type === 'reference') values[name] = there[field.to] ?? newId()
    else if (field.type === 'references') values[name] = [there[field.to] ?? newId()]
    else if (field.type === 'json') values[name] = {}
    else if (field.type === 'text' && field.needed) values[name] = 'Text'
    else if (field.type === 'number' && field.needed) values[name] = Math.max(1, field.min ?? 1)
    else if (field.type === 'choice' && field.needed) values[name] = field.options[0]
  }
  if ('board' in fields) values.board = 'issues'
  return values
}

async function call(browser: Browser, operation: AnyOperation): Promise<number> {
  const input = inputInto(operation.input)
  if (operation.kind === 'write') return (await browser.json(operation.name, input)).status
  const query = new URLSearchParams(
    Object.entries(input).filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  )
  return (await browser.get(`/api/${operation.name}?${query}`)).status
}

const forGuests = operations.filter(({ may }) => (roleAbilities.guest as readonly string[]).includes(may))

describe('a guest', () => {
  test('has one ability, and every operation that asks another is closed', async () => {
    expect(roleAbilities.guest).toEqual(['workshop.take-part'])
    expect(forGuests.length).toBeGreaterThan(8)
    const open: string[] = []
    for (const operation of operations) {
      if (forGuests.includes(operation)) continue
      const status = await call(guest, operation)
      if (status !== 403) open.push(`${operation.name}: ${status}`)
    }
    expect(open).toEqual([])
  })

  test.each(forGuests.map((operation) => [operation.name, operation] as const))(
    'finds nothing of another workshop by %s',
    async (_name, operation) => {
      expect(await call(guest, operation)).toBe(404)
    }
  )

  test('does reach the own workshop by the same operations', async () => {
    expect((await own.look(guest, 'issues')).status).toBe(200)
    expect((await guest.get(`/workshops/${own.workshop}`)).status).toBe(200)
    expect((await guest.get(`/workshops/${other.workshop}`)).status).toBe(404)
  })

  test('opens no page of the portal but those of the own workshop', async () => {
    const open: string[] = []
    for (const { path } of pages) {
      if (path.startsWith('/workshops/:') || path.startsWith('/design')) continue
      const { status } = await guest.get(path.replaceAll(':plan', own.plan).replaceAll(/:\w+/g, own.workshop))
      if (status !== 403) open.push(`${path}: ${status}`)
    }
    for (const path of ['/me', '/people', '/settings', '/live', `/live?plan=${own.plan}`])
      if ((await guest.get(path)).status !== 403) open.push(path)
    expect(open).toEqual([])
  })

  test('cannot change an account by the forms of people who have one', async () => {
    for (const path of ['/me/password', '/me/codes', '/me/sign-out-everywhere', '/people/add'])
      expect((await guest.post(path, { present: 'x', password: 'y' })).status, path).toBeGreaterThanOrEqual(400)
  })

  test('is told no name of any person', async () => {
    const { notes } = await own.look(guest, 'issues')
    expect(JSON.stringify(notes)).not.toContain('Ada')
    expect((await own.ask(guest, 'workshop.look', { workshop: own.workshop })).me).toMatchObject({ name: 'Ada' })
  })
})

describe('who was not admitted', () => {
  test('waits at the door and reaches nothing, until a facilitator opens it', async () => {
    const room = await openWorkshop(portal, { door: 'ask' })
    const late = await room.join('Lea')
    expect(await (await late.get('/join/wait')).text()).toContain('You are at the door')
    for (const operation of operations) expect(await call(late, operation), operation.name).toBe(401)
    const [{ id } = { id: '' }] = (await room.read()).participants
    await room.must(room.planner, 'participant.admit', { participant: id })
    expect((await late.get('/join/wait')).headers.get('location')).toBeNull()
    expect(await (await late.get('/join/wait')).text()).toContain('Which group')
    expect((await late.get('/join/wait?chosen=none')).headers.get('location')).toBe(`/workshops/${room.workshop}`)
    expect((await room.look(late, 'issues')).status).toBe(200)
  })

  test('and who was put out, reaches nothing from that moment on', async () => {
    const room = await openWorkshop(portal)
    const lea = await room.join('Lea')
    expect((await room.look(lea, 'issues')).status).toBe(200)
    const [{ id } = { id: '' }] = (await room.read()).participants
    await room.must(room.planner, 'participant.remove', { participant: id })
    for (const operation of forGuests) expect(await call(lea, operation), operation.name).toBe(401)
    expect((await lea.get(`/workshops/${room.workshop}`)).headers.get('location')).toBe('/join')
    expect((await lea.get(`/workshops/${room.workshop}/live`)).status).toBe(401)
    expect(await (await lea.get('/join/wait')).text()).toContain('not in this workshop any more')
    expect((await lea.post('/do/note.add', { text: 'Still here' })).headers.get('location')).toBe('/join')
  })

  test('and who shows the cookie of another’s token, or of another inspectorate, is nobody', async () => {
    const room = await openWorkshop(portal)
    const lea = await room.join('Lea')
    const shown = lea.cookies.get('plumbline.guest') ?? ''
    const [inspectorate = '', participant = '', token = ''] = shown.split('.')
    const neighbour = await addNeighbour(portal)
    const forged = [
      `${inspectorate}.${participant}.${token.slice(1)}x`,
      `${inspectorate}.${there.participant}.${token}`,
      `${neighbour.actor.inspectorate}.${participant}.${token}`,
      `${inspectorate}.${participant}.`
    ]
    for (const cookie of forged) {
      lea.cookies.set('plumbline.guest', cookie)
      expect((await room.look(lea, 'issues')).status, cookie).toBe(401)
    }
  })
})

describe('a code', () => {
  test('cannot be guessed: after some wrong ones nothing more is tried from that network, not even the right one', async () => {
    const own = await openTestPortal()
    const room = await openWorkshop(own)
    const thief = await own.browser()
    const wrong = (n: number) => Array.from({ length: 6 }, (_, at) => codeLetters[(n >> (at * 2)) & 3]).join('')
    let refused = 0
    for (let n = 0; n < 70 && refused === 0; n++)
      if ((await thief.post('/join', { code: wrong(n), name: 'Thief' })).status === 429) refused = n
    expect(refused).toBe(60)
    expect((await thief.post('/join', { code: room.code, name: 'Thief' })).status).toBe(429)
    expect((await room.read()).participants).toEqual([])
    await own.close()
  })

  test('is typed as people type: small letters, spaces and dashes do not matter', async () => {
    const browser = await portal.browser()
    const typed = `${own.code.slice(0, 3).toLowerCase()} - ${own.code.slice(3)}`
    expect((await browser.post('/join', { code: typed, name: 'Pia' })).headers.get('location')).toBe('/join/wait')
  })

  test('is not told to be right or wrong by the page that it opens', async () => {
    const strip = (html: string) => html.replaceAll(/value="[^"]*"|\/join\/\w+|return=[^"]*/g, '')
    const browser = await portal.browser()
    const right = strip(await (await browser.get(`/join/${own.code}`)).text())
    expect(strip(await (await browser.get('/join/BCDFGH')).text())).toBe(right)
  })
})
