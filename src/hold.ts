import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * The portal holds its data folder by listening on a socket in it. The system closes the socket with the process, so
 * the hold ends with a kill -9 too; a socket file that nobody answers on is a dead one's and is taken over.
 */
export type Hold = { close(): void }

/** A command that another process hands over to the portal: its words, and where its output goes. */
export type HandedOver = (command: string[], print: (line: string) => void) => Promise<number>

const longestSocketPath = 100

function addressOf(folder: string): string {
  mkdirSync(folder, { recursive: true })
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24)
  if (process.platform === 'win32') return `\\\\.\\pipe\\plumbline-${name}`
  const inside = join(folder, 'portal.sock')
  return inside.length < longestSocketPath ? inside : join(tmpdir(), `plumbline-${name}.sock`)
}

function reach(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => resolve(socket))
    socket.once('error', () => resolve(undefined))
  })
}

async function ask(address: string, question: object): Promise<{ lines: string[]; code: number } | undefined> {
  const socket = await reach(address)
  if (!socket) return undefined
  socket.write(`${JSON.stringify(question)}\n`)
  const lines: string[] = []
  let code = 1
  try {
    for await (const line of createInterface({ input: socket })) {
      const said = JSON.parse(line) as { line?: string; code?: number }
      if (said.line !== undefined) lines.push(said.line)
      if (said.code !== undefined) code = said.code
    }
  } catch {
    return { lines, code: 1 } // the portal ended while it worked
  }
  return { lines, code }
}

/** Hands a command over to the portal that holds the folder. Undefined if nobody holds it. */
export function handOver(folder: string, command: string[]): Promise<{ lines: string[]; code: number } | undefined> {
  return ask(addressOf(folder), { command })
}

/** Takes the folder, or answers undefined because another portal holds it. */
export async function holdFolder(folder: string, run: HandedOver): Promise<Hold | undefined> {
  const address = addressOf(folder)
  const holder = randomUUID()
  for (let attempt = 0; attempt < 3; attempt++) {
    const server = await listen(address, holder, run)
    if (server) {
      await wait(20)
      // Two that start at once may both remove a dead socket; who is reached under the address holds the folder.
      const answer = await ask(address, { who: true })
      if (answer?.lines[0] === holder) return { close: () => server.close() }
      server.close()
      return undefined
    }
    if (await ask(address, { who: true })) return undefined
    rmSync(address, { force: true })
  }
  return undefined
}

function listen(address: string, holder: string, run: HandedOver): Promise<Server | undefined> {
  const server = createServer(async (socket) => {
    const say = (what: object) => socket.writable && socket.write(`${JSON.stringify(what)}\n`)
    socket.on('error', () => undefined)
    for await (const line of createInterface({ input: socket })) {
      const asked = JSON.parse(line) as { who?: boolean; command?: string[] }
      if (asked.who) say({ line: holder, code: 0 })
      else if (asked.command) say({ code: await run(asked.command, (text) => say({ line: text })).catch(() => 1) })
      break
    }
    socket.end()
  })
  server.unref()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(address, () => resolve(server))
  })
}
