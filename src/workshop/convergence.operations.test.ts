import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { type OpenWorkshop, openWorkshop } from '../../test/workshop.ts'
import { applyTold, type BoardState, emptyBoard } from '../board/note.rules.ts'
import { type BoardName, boards } from '../board/rules.ts'
import { newId } from '../kernel/id.ts'
import { openPortal, type Portal } from '../portal.ts'
import { phases } from './rules.ts'
import type { Told } from './told.operations.ts'

/** What a browser keeps of a workshop: two boards, put together from what it read once and heard since. */
const watched: readonly BoardName[] = ['mandate', 'stakeholders']

let portal: TestPortal
/** A second process on the same database, where there is one that two can share. */
let second: Portal
let folder: string

beforeAll(async () => {
  portal = await openTestPortal()
  folder = mkdtempSync(join(tmpdir(), 'plumbline-second-'))
  second = portal.config.databaseUrl ? await openPortal({ ...portal.config, folder }) : portal
})
afterAll(async () => {
  if (second !== portal) await second.close()
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const without = ({ notes, comments, hidden, dots, records }: BoardState): BoardState => ({
  ...{ notes, comments, hidden: [...hidden].sort(), dots, records }
})

/** A browser that hears, goes offline and comes back, and sends what it did meanwhile. */
class Client {
  readonly boards = new Map<BoardName, BoardState>()
  last = 0
  online = true
  private waiting: (() => Promise<void>)[] = []
  private stop: () => Promise<void> = async () => undefined
  private stale = false

  readonly room: OpenWorkshop
  readonly browser: Browser
  readonly elsewhere: Browser

  constructor(room: OpenWorkshop, browser: Browser, elsewhere: Browser) {
    this.room = room
    this.browser = browser
    this.elsewhere = elsewhere
  }

  async read(): Promise<void> {
    this.stale = false
    for (const board of watched) {
      const answer = await this.room.look(this.browser, board)
      if (answer.status !== 200) throw new Error(JSON.stringify(answer))
      this.boards.set(board, without(answer as unknown as BoardState))
      this.last = Math.max(this.last, board === watched[0] ? answer.at : 0)
    }
  }

  async connect(): Promise<void> {
    this.online = true
    const answer = await this.browser.get(`/workshops/${this.room.workshop}/live?after=${this.last}`)
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader()
    this.stop = () => reader.cancel()
    void this.hear(reader)
  }

  private async hear(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder()
    let text = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      text += decoder.decode(value, { stream: true })
      const messages = text.split('\n\n')
      text = messages.pop() ?? ''
      for (const message of messages) this.take(message)
    }
  }

  private take(message: string): void {
    if (/^event: again$/m.test(message)) this.stale = true
    if (!/^event: done$/m.test(message)) return
    const told = JSON.parse(/^data: (.*)$/m.exec(message)?.[1] ?? '') as Told
    if (told.again) this.stale = true
    for (const [name, state] of this.boards) this.boards.set(name, applyTold(state, told, boards[name]))
    this.last = told.number
  }

  async disconnect(): Promise<void> {
    this.online = false
    await this.stop()
  }

  /** Does something now, or once the network is back. */
  async act(work: () => Promise<void>): Promise<void> {
    if (this.online) await work()
    else this.waiting.push(work)
  }

  async flush(): Promise<void> {
    for (const work of this.waiting.splice(0)) await work()
  }

  /** Waits until everything up to an entry was heard; who is another than before has read everything anew. */
  async catchUp(number: number): Promise<void> {
    for (let tries = 0; this.last < number && tries < 500; tries++) await new Promise((go) => setTimeout(go, 20))
    expect(this.last).toBe(number)
    if (this.stale) await this.read()
  }
}

const deed = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom(
    ...(['write', 'write', 'write', 'edit', 'move', 'cluster', 'vote', 'park', 'comment', 'remove'] as const),
    ...(['phase', 'phase', 'offline', 'online', 'decide', 'take-back', 'undo', 'merge', 'regroup', 'record'] as const)
  ),
  which: fc.nat(30),
  value: fc.nat(6),
  twice: fc.boolean(),
  elsewhere: fc.boolean()
})
type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never

const places = [{ kind: 'legal' }, { kind: 'policy' }, { kind: 'political', x: 3 }, { x: 50, y: 20 }, {}]

async function carryOut(clients: readonly Client[], done: Deed, notes: string[], events: number[]): Promise<void> {
  const client = clients[done.who] as Client
  const { room } = client
  const { planner, workshop } = room
  const note = notes[done.which % Math.max(1, notes.length)] ?? newId()
  const send = (name: string, input: object) => {
    const id = newId()
    if (name === 'note.add') notes.push(id)
    return client.act(async () => {
      const through = done.elsewhere ? client.elsewhere : client.browser
      const answers = [await room.carryOut(through, name, input, id)]
      if (done.twice) answers.push(await room.carryOut(client.browser, name, input, id))
      for (const { status, event } of answers) {
        expect(status, `${name} ${JSON.stringify(answers)}`).toBeLessThan(500)
        if (status === 200) events.push(event as number)
      }
      if (done.twice && answers[0]?.status === 200) expect(answers[1]?.event).toBe(answers[0].event)
    })
  }
  const lead = (name: string, input: object) => room.carryOut(planner, name, input)
  const text = `Text ${done.value}`
  const board = 'mandate'
  switch (done.what) {
    case 'write':
      return send('note.add', { workshop, board, text, place: places[done.value % places.length] })
    case 'edit':
      return send('note.edit', { note, revision: 1 + (done.value % 3), text, colour: '1', cluster: '' })
    case 'move':
      return send('note.move', { note, place: places[done.value % places.length], revision: 1 })
    case 'cluster':
      return send('note.cluster', { notes: [note, notes[0] ?? note], cluster: done.value < 2 ? '' : text })
    case 'vote':
      return send('note.vote', { note, count: done.value % 4 })
    case 'park':
      return send('note.park', { note, parked: done.value % 2 === 0 })
    case 'comment':
      return send('note.comment', { note, text })
    case 'remove':
      return send('note.remove', { note })
    case 'phase':
      return void (await lead('workshop.set-phase', { workshop, phase: phases[done.value] }))
    case 'offline':
      return client.disconnect()
    case 'online':
      if (client.online) return
      await client.connect()
      return client.flush()
    case 'decide': {
      const fields = [{ key: 'kind', value: 'legal' }]
      return void (await lead('board.decide', { note, board, fields }))
    }
    case 'take-back':
      return void (await lead('board.take-back', { note }))
    case 'undo':
      return void (await lead('log.undo', { event: events[done.which % Math.max(1, events.length)] ?? 1 }))
    case 'merge':
      return void (await lead('workshop.merge', { workshop, board }))
    case 'regroup': {
      const [, participant] = (clients[done.who % 2]?.browser.cookies.get('plumbline.guest') ?? '').split('.')
      return void (await lead('participant.move', { participant, group_name: ['Red', 'Blue', ''][done.value % 3] }))
    }
    case 'record':
      return void (await lead('mandate.add', { kind: 'policy', title: `Written in the plan ${done.value}` }))
  }
}

async function openClients(): Promise<Client[]> {
  const room = await openWorkshop(portal, { agenda: 'three-days', live_votes: true })
  const browsers = [await room.join('Ada', 'Red'), await room.join('Ben', 'Blue'), room.planner]
  await room.must(room.planner, 'workshop.open-item', {
    workshop: room.workshop,
    item: room.agenda.find(({ board }) => board === 'mandate')?.id
  })
  return browsers.map((browser) => {
    // A guest is known to every process of the portal; who signed in, to the one whose secret signed the cookie.
    const elsewhere = openBrowser(browser === room.planner ? portal : second)
    for (const [name, value] of browser.cookies) elsewhere.cookies.set(name, value)
    return new Client(room, browser, elsewhere)
  })
}

describe('everybody in a workshop', () => {
  test('ends with what the server says, whatever was done in whatever order, offline and sent twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 10, maxLength: 40 }), fc.boolean(), async (deeds, groups) => {
        const clients = await openClients()
        const [first] = clients as [Client]
        const { room } = first
        if (groups) {
          const item = room.agenda.find(({ board }) => board === 'mandate')
          const change = { ...item, work: 'groups', revision: 1, workshop: room.workshop }
          const { id, day, position, title, board, work, minutes, revision, workshop } = change as Record<
            string,
            unknown
          >
          const input = { id, day, position, title, board, work, minutes, revision, workshop, note: '' }
          await room.must(room.planner, 'agenda_item.change', { ...input, hub: null, target: null })
          await room.must(room.planner, 'workshop.open-item', { workshop, item: id })
        }
        for (const client of clients) {
          await client.read()
          await client.connect()
        }
        const [notes, events]: [string[], number[]] = [[], []]
        for (const done of deeds) await carryOut(clients, done, notes, events)
        for (const client of clients)
          if (!client.online) {
            await client.connect()
            await client.flush()
          }
        const end = await room.must(room.planner, 'workshop.steer', {
          workshop: room.workshop,
          locked: true,
          follow: true
        })
        for (const client of clients) {
          await client.catchUp(end.event)
          for (const board of watched) {
            const said = await room.look(client.browser, board)
            expect(client.boards.get(board) ?? emptyBoard).toEqual(without(said as unknown as BoardState))
          }
          await client.disconnect()
        }
      }),
      { numRuns: Number(process.env.WORKSHOP_RUNS ?? 12), endOnFailure: true }
    )
  }, 600_000)
})
