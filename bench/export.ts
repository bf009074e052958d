import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { withDuckDB } from '../src/facts/duckdb.ts'
import { root } from '../src/kernel/root.ts'
import type { Portal } from '../src/portal.ts'
import { type Country, prepareCountry } from './dashboard.ts'
import { type BenchRow, median } from './row.ts'
import { signIn } from './sign-in.ts'

/** A year of the country: about a million of its ten. */
const year = 2019
const rounds = 5
const port = 3960

type Export = { rows: number; firstByte: number; firstRecord: number; seconds: number; most: number }

/** Megabytes that a process and those that it started hold. */
function memoryOf(process_: number): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${process_}/status`, 'utf8')) ?? []
  const started = readFileSync(`/proc/${process_}/task/${process_}/children`, 'utf8').split(' ').filter(Boolean)
  return started.reduce((sum, one) => sum + memoryOf(Number(one)), Number(kilobytes) / 1024)
}

/** Takes an export to its end, piece by piece; the memory is looked at all the while. */
async function takeExport(address: string, cookie: string, child: number): Promise<Export> {
  const began = performance.now()
  const answer = await fetch(address, { headers: { cookie, 'accept-encoding': 'identity' } })
  if (!answer.ok || !answer.body) throw new Error(`the export answered ${answer.status}`)
  let [firstByte, firstRecord, lines, looked, most] = [0, 0, 0, 0, memoryOf(child)]
  for await (const piece of answer.body) {
    firstByte ||= performance.now() - began
    for (const byte of piece) if (byte === 10) lines++
    if (lines > 1) firstRecord ||= performance.now() - began
    if (performance.now() - looked < 50) continue
    looked = performance.now()
    most = Math.max(most, memoryOf(child))
  }
  return { rows: lines - 1, firstByte, firstRecord, seconds: (performance.now() - began) / 1000, most }
}

/** The same records by DuckDB alone, into a file. */
async function byHand({ folder }: Country, dataSet: string): Promise<number> {
  const copy = join(folder, 'facts', readdirSync(join(folder, 'facts'))[0] ?? '')
  const file = join(copy, readdirSync(copy).find((name) => name.endsWith('.duckdb')) ?? '')
  const target = join(tmpdir(), `plumbline-export-${process.pid}.csv`)
  const began = performance.now()
  await withDuckDB(
    file,
    (connection) =>
      connection.run(`copy (select * from cases where dataSet = '${dataSet}' and year(day) = ${year}) to '${target}'`),
    { access_mode: 'READ_ONLY' }
  )
  const seconds = (performance.now() - began) / 1000
  rmSync(target, { force: true })
  return seconds
}

/** S5: a year of the records as CSV, from a portal of its own process. */
export async function measureExport(): Promise<BenchRow[]> {
  const country = await prepareCountry()
  const child = spawn(process.execPath, [join(root, 'bin/plumbline.mjs'), 'start', '--demo'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), PLUMBLINE_DATA: country.folder },
    stdio: 'ignore'
  })
  const base = `http://127.0.0.1:${port}`
  const ours: Export[] = []
  let idle = 0
  const peers: number[] = []
  try {
    while (!(await fetch(`${base}/healthz`).catch(() => undefined))?.ok) await wait(20)
    const request = (path: string, init: RequestInit) => fetch(`${base}${path}`, { redirect: 'manual', ...init })
    const cookie = await signIn({ request } as Pick<Portal, 'request'>, country.account)
    const evidence = await (await fetch(`${base}/api/evidence.list`, { headers: { cookie } })).json()
    const { data_sets } = evidence as { data_sets: { id: string; name: string }[] }
    const dataSet = data_sets.find(({ name }) => name === 'A made-up country')?.id ?? ''
    const records = `${base}/figures/records`
    idle = memoryOf(child.pid ?? 0)
    for (let round = 0; round < rounds; round++) {
      ours.push(await takeExport(`${records}.csv?dataSet=${dataSet}&year=${year}`, cookie, child.pid ?? 0))
      peers.push(await byHand(country, dataSet))
    }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
  const of = (name: keyof Export) => median(ours.map((one) => one[name]))
  const most = ours.map((one) => one.most)
  const growth = Math.max(...most) - idle
  // What DuckDB keeps of the copy's file after the first export serves every question, and grows no further.
  const further = Math.max(...most.slice(1)) - (most[0] ?? 0)
  const million = (of('rows') / 1e6).toFixed(2)
  const row = (what: string, said: string, value: number, goal: number, peer: string): BenchRow => ({
    row: 'S5',
    what: `export of ${million} M records as CSV, ${what}`,
    ours: said,
    peer,
    ratio: value / goal,
    goal: { ratio: 1, better: 'less' }
  })
  const [firstRecord, seconds, peer] = [of('firstRecord'), of('seconds'), median(peers)]
  return [
    row(
      'until the first record is there',
      `${firstRecord.toFixed(0)} ms (heading ${of('firstByte').toFixed(0)} ms)`,
      firstRecord,
      1000,
      '1,000 ms (the goal)'
    ),
    row(
      `growth of memory over the idle portal, the most of ${rounds}`,
      `${growth.toFixed(0)} MB (after the first ${Math.max(0, further).toFixed(0)} MB); ${seconds.toFixed(1)} s in all`,
      growth,
      200,
      `200 MB (the goal); DuckDB alone writes the same file in ${peer.toFixed(1)} s`
    )
  ]
}
