import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import { prepareDemonstration } from '../src/demonstration.ts'
import { importFromFile } from '../src/evidence/commands.ts'
import { askDuckDB, withDuckDB } from '../src/facts/duckdb.ts'
import type { Actor } from '../src/kernel/access.ts'
import { openPortal, type Portal } from '../src/portal.ts'
import { countryFolder, countryMapping, writeCountry } from './country.ts'
import { type BenchRow, inTurn, median } from './row.ts'
import { signIn } from './sign-in.ts'

/** The size of the made-up country, and where it lies between runs. */
const cases = Number(process.env.BENCH_CASES ?? 10_000_000)
const shelf = process.env.BENCH_FOLDER ?? join(tmpdir(), 'plumbline-bench-countries')

export type Country = { folder: string; account: { email: string; password: string } }

/** The data folder of a portal with the demonstration and the country's cases in it, made at the first run. */
export async function prepareCountry(size = cases): Promise<Country> {
  const folder = countryFolder(shelf, { cases: size })
  const ready = join(folder, 'ready')
  if (!existsSync(ready)) await rm(folder, { recursive: true, force: true })
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: folder }))
  try {
    const account = await prepareDemonstration(portal, 'en', () => undefined)
    if (!account) throw new Error('the demonstration was not made')
    const session = await portal.sessions.find(new Headers({ cookie: await signIn(portal, account) }))
    if (!session) throw new Error('nobody is signed in')
    if (!existsSync(ready)) await importCountry(portal, session.actor, size, folder)
    await mkdir(ready, { recursive: true })
    // A portal with other tables than the one that made the country makes its copy now, and not while it is measured.
    await portal.facts.refresh(session.actor.inspectorate)
    return { folder, account }
  } finally {
    await portal.close()
  }
}

async function importCountry(portal: Portal, actor: Actor, size: number, folder: string) {
  const file = join(folder, 'country.csv')
  await writeCountry(file, { cases: size })
  const order = { file, name: 'A made-up country', case_origin: 'unknown', mapping: countryMapping } as const
  const { result, state } = await importFromFile(portal.importMeans, actor, order)
  if (result.accepted !== size) throw new Error(`the import of the country ended as ${state}`)
  await rm(file)
}

const dimensions = ['time', 'sector', 'place', 'issue', 'size', 'origin', 'outcome', 'repeat']
const sections = ['A', 'C', 'F', 'G', 'H', 'I', 'N', 'P', 'Q', 'M']
const sizes = ['0', '10', '50', '250']
const origins = ['planned', 'campaign', 'complaint', 'follow-up', 'accident']
const region = (number: number) => `KE-${String(1 + (number % 47)).padStart(2, '0')}`

/** The number-th of very many selections, three or four dimensions each, none like another. */
function selectionOf(number: number): Record<string, string> {
  const year = 2016 + (number % 8)
  const pick = (list: readonly string[], many: number) =>
    list.filter((_, index) => (index + number) % list.length < many).join('|')
  return {
    time: `${year}-${String(1 + (number % 12)).padStart(2, '0')}..${year + 1}-${String(1 + ((number * 5) % 12)).padStart(2, '0')}`,
    sector: pick(sections, 2 + (number % 5)),
    place: Array.from({ length: 3 + (number % 20) }, (_, index) => region(number + index * 2)).join('|'),
    ...(number % 3 === 0 ? { size: pick(sizes, 2) } : {}),
    ...(number % 3 === 1 ? { origin: pick(origins, 2 + (number % 2)) } : {})
  }
}

/**
 * The best single question that we could write by hand for the same eight charts and the headline, on the same codes: which
 * dimensions refuse a case as bits, the cases that at most one refuses, and each chart's groups in one pass.
 */
function byHand(selection: Record<string, string>, names: Map<string, number>): string {
  const refusals = Object.entries(selection).map(([name, written]) => {
    const bit = 1 << dimensions.indexOf(name)
    const [from = '', to = ''] = written.split('..')
    const codes =
      name === 'time'
        ? [...names].filter(([key]) => key >= `time ${from}` && key <= `time ${to}`).map(([, code]) => code)
        : written.split('|').map((value) => names.get(`${name} ${value}`) ?? 0)
    const passes =
      name === 'time' ? `between ${Math.min(...codes)} and ${Math.max(...codes)}` : `in (${codes.join(', ')})`
    return `case when "${name}" ${passes} then 0 else ${bit} end`
  })
  const sets = dimensions.map((name) => `("${name}", refused)`).join(', ')
  const columns = dimensions.map((name) => `"${name}"`).join(', ')
  return `with judged as (select *, ${refusals.join(' | ')} as refused from coded where dataSet = $1)
    select ${columns}, refused, count(*) as cases, count(*) filter (where verdict > 0) as assessed,
      count(*) filter (where verdict = 2) as violating, sum(workers) as workers, sum(wages) as wages, sum(penalties) as penalties
    from judged where bit_count(refused) < 2 group by grouping sets (${sets}, (refused))`
}

/** Milliseconds that a piece of work takes. */
async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0

async function openCountry({ folder, account }: Country) {
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: folder }))
  const cookie = await signIn(portal, account)
  const ask = async (path: string) => {
    const answer = await portal.request(path, { headers: { cookie } })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return body
  }
  const evidence = JSON.parse(await ask('/api/evidence.list')) as { data_sets: { id: string; name: string }[] }
  const dataSet = evidence.data_sets.find(({ name }) => name === 'A made-up country')?.id ?? ''
  return { portal, ask, dataSet }
}

/** S1: brushing along time. S2: selections that nobody asked before. */
export async function measureSelections(): Promise<BenchRow[]> {
  const country = await prepareCountry()
  const { portal, ask, dataSet } = await openCountry(country)
  const page = (selection: Record<string, string>, active = '') =>
    ask(
      `/figures/dashboard?${new URLSearchParams({ dataSet, ...selection, ...(active ? { active, light: '1' } : {}) })}`
    )
  const answer = (selection: Record<string, string>) =>
    ask(`/api/figure.linked?${new URLSearchParams({ dataSet, ...selection })}`)
  const copy = join(country.folder, 'facts', readdirSync(join(country.folder, 'facts'))[0] ?? '')
  const file = join(copy, readdirSync(copy).find((name) => name.endsWith('.duckdb')) ?? '')
  const rows = await withDuckDB(
    file,
    async (connection) => {
      type Name = { dimension: string; value: string; code: number }
      const found = await askDuckDB<Name>(connection, 'select dimension, value, code from code_names')
      const names = new Map(found.map(({ dimension, value, code }) => [`${dimension} ${value}`, code]))
      const hand = (selection: Record<string, string>) => askDuckDB(connection, byHand(selection, names), [dataSet])
      await answer(selectionOf(1000))
      let number = 0
      const never = await inTurn(
        9,
        () => timeOf(() => answer(selectionOf(number++))),
        () => timeOf(() => hand(selectionOf(number)))
      )
      const fixed = { sector: 'C|F|G', place: Array.from({ length: 20 }, (_, index) => region(index)).join('|') }
      await page({ ...fixed, time: '2018-01..2018-12' }, 'time')
      const brushed: number[] = []
      const before = process.cpuUsage()
      for (let step = 0; step < 60; step++) {
        const time = `2017-${String(1 + (step % 12)).padStart(2, '0')}..${2018 + (step % 7)}-${String(1 + (step % 12)).padStart(2, '0')}`
        brushed.push(await timeOf(() => page({ ...fixed, time }, 'time')))
      }
      const { user, system } = process.cpuUsage(before)
      const processor = (user + system) / 1000 / brushed.length
      const raw: number[] = []
      for (let step = 0; step < 5; step++)
        raw.push(await timeOf(() => hand({ ...fixed, time: `2017-0${step + 1}..2019-12` })))
      const p95 = percentile(brushed, 0.95)
      const memory = Math.round(process.memoryUsage().rss / 1e6)
      return [
        {
          row: 'S1',
          what: `dashboard, 8 linked charts, ${cases / 1e6} M cases, what the island asks while time is brushed, p95 of 60 (${memory} MB in all)`,
          ours: `${p95.toFixed(0)} ms (median ${median(brushed).toFixed(0)} ms; ${processor.toFixed(0)} ms of a processor each)`,
          peer: `${median(raw).toFixed(0)} ms (one DuckDB query by hand; the goal is 50 ms)`,
          ratio: p95 / 50,
          goal: { ratio: 1, better: 'less' }
        },
        {
          row: 'S2',
          what: `a selection never asked before, 8 charts, ${cases / 1e6} M cases, answer by JSON`,
          ours: `${never.ours.toFixed(0)} ms`,
          peer: `${never.peer.toFixed(0)} ms (one DuckDB query by hand on the same codes, grouping sets)`,
          ratio: never.ours / never.peer,
          goal: { ratio: 1.2, better: 'less' }
        }
      ] satisfies BenchRow[]
    },
    { access_mode: 'READ_ONLY' }
  )
  await portal.close()
  return rows
}

const root = join(import.meta.dirname, '..')

/** S3: the first page of the dashboard in a portal that has just started, and the next ones. */
export async function measureFirstPaint(): Promise<BenchRow[]> {
  const { folder, account } = await prepareCountry()
  const cold: number[] = []
  const warm: number[] = []
  for (let round = 0; round < 5; round++) {
    const port = 3980 + round
    const address = `http://127.0.0.1:${port}`
    const child = spawn(process.execPath, [join(root, 'bin/plumbline.mjs'), 'start', '--demo'], {
      cwd: root,
      env: { ...process.env, PORT: String(port), PLUMBLINE_DATA: folder },
      stdio: 'ignore'
    })
    try {
      while (!(await fetch(`${address}/healthz`).catch(() => undefined))?.ok) await wait(20)
      const request = (path: string, init: RequestInit) => fetch(`${address}${path}`, { redirect: 'manual', ...init })
      const cookie = await signIn({ request } as Pick<Portal, 'request'>, account)
      const open = async () => {
        const answer = await fetch(`${address}/figures/dashboard`, { headers: { cookie } })
        if (!(await answer.text()).includes('id="sector"')) throw new Error('no dashboard was answered')
      }
      cold.push(await timeOf(open))
      await wait(5000)
      for (let again = 0; again < 10; again++) warm.push(await timeOf(open))
    } finally {
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('exit', resolve))
    }
  }
  const row = (what: string, ours: number, goal: number): BenchRow => ({
    row: 'S3',
    what: `dashboard's first page after sign-in, ${cases / 1e6} M cases, ${what}`,
    ours: `${ours.toFixed(0)} ms`,
    peer: `${goal} ms (the goal)`,
    ratio: ours / goal,
    goal: { ratio: 1, better: 'less' }
  })
  return [row('portal just started', median(cold), 1000), row('again', median(warm), 200)]
}
