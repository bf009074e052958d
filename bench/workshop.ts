import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { WebSocket } from 'ws'
import { newId } from '../src/kernel/id.ts'
import type { BenchRow } from './row.ts'

const root = join(import.meta.dirname, '..')
const people = Number(process.env.BENCH_PEOPLE ?? 200)
const seconds = Number(process.env.BENCH_SECONDS ?? 20)
const rounds = 2
const movesPerSecond = 10
const notesPerSecond = 2
/** Milliseconds within which a note is to be at all others. */
const goal = 30

const pins = spawnSync('taskset', ['--version']).status === 0
const onCore = (core: number, command: string[]) => (pins ? ['taskset', '-c', String(core), ...command] : command)

async function start(command: string[], port: number, environment: Record<string, string>) {
  const [first = '', ...rest] = onCore(0, command)
  const env = { ...process.env, PORT: String(port), HOST: '127.0.0.1', LC_ALL: 'en_US.UTF-8', ...environment }
  const child = spawn(first, rest, { cwd: root, env, stdio: ['ignore', 'pipe', 'ignore'] })
  process.once('exit', () => child.kill('SIGKILL'))
  let printed = ''
  child.stdout?.on('data', (chunk) => {
    printed += chunk
  })
  for (let tries = 0; tries < 1_200; tries++) {
    if ((await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined))?.ok) {
      await wait(500)
      return { child, printed: () => printed }
    }
    await wait(100)
  }
  throw new Error(`nothing answered on port ${port}`)
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** What two hundred people do: hear, move their pointers, and write. One way for each of the two servers. */
type Room = {
  /** Opens everybody's line; `heard` is told the number of each note that somebody heard. */
  enter(heard: (person: number, note: number) => void): Promise<void>
  point(person: number, x: number, y: number): void
  write(person: number, note: number): void
  leave(): void
}

const marker = /bench-(\d{6})/

/** Runs the workshop for some seconds. Answers how many milliseconds a note took to each of the others. */
async function hold(room: Room): Promise<{ taken: number[]; expected: number }> {
  const sent: number[] = []
  const writers: number[] = []
  const taken: number[] = []
  const heardBy = new Set<number>()
  await room.enter((person, note) => {
    const key = person * 1_000_000 + note
    const at = sent[note]
    if (at === undefined || person === writers[note] || heardBy.has(key)) return
    heardBy.add(key)
    taken.push(performance.now() - at)
  })
  await wait(1_000)
  const timers: NodeJS.Timeout[] = []
  for (let person = 0; person < people; person++) {
    const move = () => room.point(person, Math.random() * 100, Math.random() * 100)
    // Two hundred hands do not move in step.
    setTimeout(() => timers.push(setInterval(move, 1_000 / movesPerSecond)), (person * 1_000) / movesPerSecond / people)
  }
  await wait(2_000)
  for (let note = 0; note < seconds * notesPerSecond; note++) {
    const person = (note * 37) % people
    writers[note] = person
    sent[note] = performance.now()
    room.write(person, note)
    await wait(1_000 / notesPerSecond)
  }
  await wait(2_000)
  for (const timer of timers) clearInterval(timer)
  room.leave()
  return { taken, expected: seconds * notesPerSecond * (people - 1) }
}

/** The portal as people reach it: guests with their cookies, one line to hear and one to send on for each. */
async function openPortalRoom(port: number, signIn: { email: string; password: string }): Promise<Room> {
  const at = `http://127.0.0.1:${port}`
  const here = { 'sec-fetch-site': 'same-origin' }
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  const form = (path: string, fields: Record<string, string>) =>
    fetch(`${at}${path}`, { method: 'POST', headers: here, body: new URLSearchParams(fields), redirect: 'manual' })
  const cookie = cookieOf(await form('/sign-in', signIn))
  const post = async (name: string, input: object) => {
    const headers = { ...here, cookie, 'content-type': 'application/json' }
    const answer = await fetch(`${at}/api/${name}`, { method: 'POST', headers, body: JSON.stringify(input) })
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { id: string }
  }
  const ask = async (path: string) => (await fetch(`${at}${path}`, { headers: { ...here, cookie } })).json()
  const { id: plan } = await post('plan.add', { title: 'Bench' })
  const settings = { title: 'Bench', groups: '', door: 'open', dots: 3, live_votes: false }
  const { id: workshop } = await post('workshop.add', { plan, ...settings, agenda: 'three-days', language: 'en' })
  const led = (await ask(`/api/workshop.read?workshop=${workshop}`)) as {
    workshop: { code: string }
    agenda: { id: string; board: string }[]
  }
  const item = led.agenda.find(({ board }) => board === 'issues')?.id
  await post('workshop.open-item', { workshop, item })
  await post('workshop.set-phase', { workshop, phase: 'cluster' })
  const guests: string[] = []
  for (let person = 0; person < people; person++)
    guests.push(cookieOf(await form('/join', { code: led.workshop.code, name: `Guest ${person}` })))
  const lines: Socket[] = []
  const senders: Socket[] = []
  const keys: string[] = []
  const head = (person: number) =>
    `Host: 127.0.0.1:${port}\r\nCookie: ${guests[person]}\r\nSec-Fetch-Site: same-origin\r\n`
  const send = (person: number, path: string, body: object, more = '') => {
    const text = JSON.stringify(body)
    const length = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(text)}\r\n`
    senders[person]?.write(`POST ${path} HTTP/1.1\r\n${head(person)}${more}${length}\r\n${text}`)
  }
  const open = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket.setNoDelay(true)))
      socket.once('error', reject)
    })
  return {
    async enter(heard) {
      for (let person = 0; person < people; person++) {
        const line = await open()
        line.on('data', (chunk) => {
          keys[person] ??= /"key":"([\w-]+)"/.exec(chunk.toString('latin1'))?.[1] as string
          if (!chunk.includes('bench-')) return
          const found = marker.exec(chunk.toString('latin1'))
          if (found) heard(person, Number(found[1]))
        })
        line.write(`GET /workshops/${workshop}/live HTTP/1.1\r\n${head(person)}Accept: text/event-stream\r\n\r\n`)
        lines.push(line)
        const sender = await open()
        sender.on('data', (chunk) => {
          if (/^HTTP\/1\.1 [45]/m.test(chunk.toString('latin1')))
            throw new Error(`${person} ${keys[person]} ${chunk.toString()}`)
        })
        senders.push(sender)
      }
      // Everybody has been told the key to the own pointer.
      while (keys.filter(Boolean).length < people) await wait(50)
    },
    point(person, x, y) {
      const path = `/pointer?key=${keys[person]}&x=${x.toFixed(2)}&y=${y.toFixed(2)}`
      senders[person]?.write(`POST ${path} HTTP/1.1\r\n${head(person)}Content-Length: 0\r\n\r\n`)
    },
    write(person, note) {
      const text = `bench-${String(note).padStart(6, '0')}`
      const key = `Idempotency-Key: ${newId()}\r\n`
      send(person, '/api/note.add', { workshop, board: 'issues', text, colour: '', cluster: '', place: {} }, key)
    },
    leave() {
      keys.length = 0
      for (const socket of [...lines.splice(0), ...senders.splice(0)]) socket.destroy()
    }
  }
}

/** A relay and nothing else: no session, no rule, no database, no log; pointers merged as ours are. */
const relay = `
  import { createServer } from 'node:http'
  import { WebSocketServer } from 'ws'
  const server = createServer((_, answer) => answer.end('ready')).listen(Number(process.env.PORT), '127.0.0.1')
  const room = new WebSocketServer({ server })
  const pointers = new Map()
  let timer
  const tell = (text) => { for (const client of room.clients) client.send(text) }
  room.on('connection', (socket) => {
    const seat = room.clients.size
    socket.on('message', (data) => {
      const text = String(data)
      if (text.startsWith('{"text"')) return tell(text)
      pointers.set(seat, JSON.parse(text))
      timer ??= setTimeout(() => {
        timer = undefined
        tell(JSON.stringify([...pointers].map(([seat, { x, y }]) => [seat, Math.round(x * 100), Math.round(y * 100)])))
        pointers.clear()
      }, 33)
    })
  })
`

function openRelayRoom(port: number): Room {
  const sockets: WebSocket[] = []
  return {
    async enter(heard) {
      for (let person = 0; person < people; person++) {
        const socket = new WebSocket(`ws://127.0.0.1:${port}`)
        await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
        socket.on('message', (data: Buffer) => {
          if (!data.includes('bench-')) return
          const found = marker.exec(data.toString('latin1'))
          if (found) heard(person, Number(found[1]))
        })
        sockets.push(socket)
      }
    },
    point: (person, x, y) => sockets[person]?.send(JSON.stringify({ x, y })),
    write: (person, note) => sockets[person]?.send(JSON.stringify({ text: `bench-${String(note).padStart(6, '0')}` })),
    leave() {
      for (const socket of sockets.splice(0)) socket.terminate()
    }
  }
}

function atShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY
}

/** C1: two hundred people in one workshop on one core, beside a bare WebSocket relay on the same core in turn. */
export async function measureWorkshop(): Promise<BenchRow[]> {
  // The people run on another core than the server, all threads of this process.
  if (pins) spawnSync('taskset', ['-a', '-cp', '1', String(process.pid)])
  else console.log('C1  taskset is not there: the portal is not held to one core')
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-workshop-'))
  const portal = await start([process.execPath, join(root, 'dist/plumbline.js'), 'start', '--demo'], 3981, {
    PLUMBLINE_DATA: folder
  })
  const peer = await start([process.execPath, '--input-type=module', '-e', relay], 3982, {})
  const [, email = '', password = ''] = /Sign in as (\S+) with the password (.+)/.exec(portal.printed()) ?? []
  const rooms = {
    ours: await openPortalRoom(3981, { email, password: password.trim() }),
    peer: openRelayRoom(3982)
  }
  const p95 = { ours: [] as number[], peer: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    for (const who of ['ours', 'peer'] as const) {
      const before = loadavg()[0] ?? 0
      const { taken, expected } = await hold(rooms[who])
      const at = (share: number) => atShare(taken, share).toFixed(1)
      p95[who].push(taken.length < expected ? Number.POSITIVE_INFINITY : atShare(taken, 0.95))
      console.log(
        `C1  ${who}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, ${taken.length} of ${expected} arrivals, load ${before.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`
      )
    }
  }
  await Promise.all([end(portal.child), end(peer.child)])
  rmSync(folder, { recursive: true, force: true })
  const [ours, theirs] = [Math.max(...p95.ours), Math.max(...p95.peer)]
  return [
    {
      row: 'C1',
      what: `note at all others, ms at p95: ${people} people, ${movesPerSecond} pointer moves/s each, ${notesPerSecond} notes/s, one core`,
      ours: ours.toFixed(1),
      peer: `${theirs.toFixed(1)} (bare WebSocket relay; the goal is ${goal} ms)`,
      ratio: ours / goal,
      goal: { ratio: 1, better: 'less' }
    }
  ]
}
