import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { inject } from 'vitest'
import { makeDatabase, type OwnDatabase } from '../postgres.ts'

const program = join(import.meta.dirname, '../../dist/plumbline.js')
/** A first start with the demonstration takes long on a machine that does other things too. */
const longestStart = 200_000

/** What an office has: a data folder, and a database of its own where the run is on PostgreSQL. */
export type Office = { folder: string; environment: Record<string, string>; remove(): Promise<void> }

/** A new, empty office for one journey. */
export async function openOffice(): Promise<Office> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-journey-'))
  const template = inject('template')
  const database: OwnDatabase | undefined = template ? await makeDatabase(template, 'journey') : undefined
  return {
    folder,
    environment: {
      PLUMBLINE_DATA: folder,
      HOST: '127.0.0.1',
      PORT: '0',
      LC_ALL: 'en_US.UTF-8',
      ...(database ? { DATABASE_URL: database.url } : {})
    },
    async remove() {
      await database?.drop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** The portal as people run it: the built program, a process of its own. */
export type RunningPortal = {
  address: string
  /** What it printed until now. */
  lines: readonly string[]
  process: ChildProcess
  /** The one-time code of a first start. */
  setUpCode(): string
  /** How the demonstration is entered. */
  signIn(): { email: string; password: string }
  /** Ends the process by a signal, and waits for its end. */
  end(signal?: NodeJS.Signals): Promise<void>
}

function launch(office: Office, asked: readonly string[]) {
  const { PATH = '', HOME = '', TMPDIR = '' } = process.env
  const child = spawn(process.execPath, ['--enable-source-maps', program, ...asked], {
    env: { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...office.environment },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => lines.push(line))
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)))
  return { child, lines, ended }
}

function said(lines: readonly string[], pattern: RegExp): string[] {
  const found = lines.map((line) => pattern.exec(line)).find((match) => match !== null)
  if (!found) throw new Error(`the portal did not print ${pattern}, but:\n${lines.join('\n')}`)
  return found.slice(1)
}

/** Starts the portal on an office's folder and waits until it says that it is ready. */
export async function startPortal(office: Office, ...options: string[]): Promise<RunningPortal> {
  const { child, lines, ended } = launch(office, ['start', ...options])
  let over = false
  void ended.then(() => {
    over = true
  })
  const ready = /^Plumbline is ready at (\S+)$/
  for (const began = Date.now(); !lines.some((line) => ready.test(line)); await wait(20)) {
    if (over || Date.now() - began > longestStart) throw new Error(`the portal did not start:\n${lines.join('\n')}`)
  }
  const [address = ''] = said(lines, ready)
  const health = await fetch(`${address}/healthz`)
  if (health.status !== 200) throw new Error(`/healthz answered ${health.status}`)
  return {
    address,
    lines,
    process: child,
    setUpCode: () => said(lines, /with the code (\S+)$/)[0] ?? '',
    signIn() {
      const [email = '', password = ''] = said(lines, /^Sign in as (\S+) with the password (.+)$/)
      return { email, password }
    },
    async end(signal = 'SIGTERM') {
      if (!over) child.kill(signal)
      await ended
    }
  }
}

/** Runs one command of the terminal to its end. */
export async function runCommand(office: Office, ...asked: string[]): Promise<{ code: number; lines: string[] }> {
  const { lines, ended } = launch(office, asked)
  return { code: await ended, lines }
}
