import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BenchRow, inTurn } from './row.ts'

const root = join(import.meta.dirname, '..')

/** Seconds from starting a process until its address answers 200. */
async function timeToReady(command: string[], port: number, environment: Record<string, string>): Promise<number> {
  const began = performance.now()
  const [first = '', ...rest] = command
  const child = spawn(first, rest, {
    cwd: root,
    env: { ...process.env, PORT: String(port), ...environment },
    stdio: 'ignore'
  })
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined)
    if (answer?.ok) break
    if (performance.now() - began > 60_000) throw new Error('it was not ready within a minute')
    await wait(10)
  }
  const seconds = (performance.now() - began) / 1000
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
  return seconds
}

/** A page server with the embedded database on the same folder and nothing else: what a start costs at the least. */
const bare = `
  import { PGlite } from '@electric-sql/pglite'
  import { Hono } from 'hono'
  import { serve } from '@hono/node-server'
  const database = await PGlite.create(process.env.BARE_FOLDER)
  await database.query('select 1')
  const app = new Hono()
  app.get('/healthz', (web) => web.text('ready'))
  serve({ fetch: app.fetch, port: Number(process.env.PORT) })
`

/** P1: the second start, on a folder that is there, against the least that such a start can cost. */
export async function measureStart(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-start-'))
  const data = { PLUMBLINE_DATA: folder }
  const start = [process.execPath, join(root, 'bin/plumbline.mjs'), 'start', '--demo']
  await timeToReady(start, 3970, data)
  const { PGlite } = await import('@electric-sql/pglite')
  const other = join(mkdtempSync(join(tmpdir(), 'plumbline-bare-')), 'database')
  await (await PGlite.create(other)).close()
  const { ours, peer } = await inTurn(
    5,
    () => timeToReady(start, 3971, data),
    () => timeToReady([process.execPath, '--input-type=module', '-e', bare], 3972, { BARE_FOLDER: other })
  )
  rmSync(folder, { recursive: true, force: true })
  return [
    {
      row: 'P1',
      what: 'second start until /healthz answers, seconds',
      ours: ours.toFixed(2),
      peer: `${peer.toFixed(2)} (bare server with PGlite; the goal is 2 s)`,
      ratio: ours / 2,
      goal: { ratio: 1, better: 'less' }
    }
  ]
}
