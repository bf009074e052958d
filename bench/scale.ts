import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '../src/config.ts'
import { importFromFile } from '../src/evidence/commands.ts'
import { openPortal } from '../src/portal.ts'
import { countryMapping, writeCountry } from './country.ts'
import { prepareCountry } from './dashboard.ts'
import { type BenchRow, median } from './row.ts'
import { signIn } from './sign-in.ts'

/** Rows of the file that is imported while pages are asked for. */
const amount = 1_000_000

const percentile = (values: readonly number[], share: number) =>
  [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1] ?? 0
const processor = (since: NodeJS.CpuUsage) => {
  const { user, system } = process.cpuUsage(since)
  return `${((user + system) / 1e6).toFixed(0)} s of a processor`
}
const seconds = (since: number) => (performance.now() - since) / 1000
const load = () => `load ${(loadavg()[0] ?? 0).toFixed(1)}`

/** The whole country in a folder of its own, which may be changed, and a portal on it in this process. */
async function openCopy() {
  const { folder: made, account } = await prepareCountry()
  const folder = await mkdtemp(join(dirname(made), 'scale-'))
  await cp(made, folder, { recursive: true, mode: 2 })
  await rm(join(folder, 'facts'), { recursive: true, force: true })
  const portal = await openPortal(readConfig({ PLUMBLINE_DATA: folder }))
  const cookie = await signIn(portal, account)
  const session = await portal.sessions.find(new Headers({ cookie }))
  if (!session) throw new Error('nobody is signed in')
  const ask = async (path: string) => {
    const answer = await portal.request(path, { headers: { cookie } })
    const body = await answer.text()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
    return body
  }
  return { folder, portal, actor: session.actor, ask }
}

type Copy = Awaited<ReturnType<typeof openCopy>>

async function findCountry({ ask }: Copy) {
  const evidence = JSON.parse(await ask('/api/evidence.list')) as { data_sets: { id: string; name: string }[] }
  return evidence.data_sets.find(({ name }) => name === 'A made-up country')?.id ?? ''
}

const countCases = async ({ ask }: Copy, dataSet: string) =>
  (JSON.parse(await ask(`/api/figure.summary?dataSet=${dataSet}`)) as { cases: number }).cases

/** Three more cases of the country, as a file that is added to its data set: seconds until the figures, and all, say so. */
async function addVisits(copy: Copy, dataSet: string, number: number) {
  const file = join(copy.folder, `visits-${number}.csv`)
  const head = 'case_id,workplace_id,workplace,region,isic,employees,concluded,came_about'
  const counts = ['minimumWage', 'overtime', 'recordKeeping', 'safetyAndHealth', 'childLabour']
  const heading = `${head},${counts.map((issue) => `${issue}_violations`).join(',')},affected,back_wages,penalties`
  const rows = [1, 2, 3].map(
    (row) => `new-${number}-${row},W1,Workplace 1,KE-01,C,20,2025-11-0${row},planned,1,0,0,0,0,2,10,0`
  )
  await writeFile(file, [heading, ...rows, ''].join('\n'))
  const before = await countCases(copy, dataSet)
  const began = performance.now()
  const order = { file, data_set: dataSet, joins: 'add', case_origin: 'unknown', mapping: countryMapping } as const
  const importing = importFromFile(copy.portal.importMeans, copy.actor, order)
  importing.catch(() => undefined)
  let known = 0
  for (; known === 0; await wait(50)) if ((await countCases(copy, dataSet)) === before + 3) known = seconds(began)
  const { result, state } = await importing
  if (result.accepted !== 3) throw new Error(`the visits were not taken: ${state}`)
  return { known, all: seconds(began) }
}

/** Milliseconds that pages take, asked in turn for as long as `lasts` says. */
async function watchPages({ ask }: Copy, paths: readonly string[], lasts: () => boolean) {
  const taken = new Map(paths.map((path) => [path, [] as number[]]))
  do {
    for (const path of paths) {
      const began = performance.now()
      await ask(path)
      taken.get(path)?.push(performance.now() - began)
      await wait(50)
    }
  } while (lasts())
  return taken
}

/** S8: the copy of the evidence made from nothing, and a few visits more; the memory of all of it; pages during an import. */
export async function measureScale(): Promise<BenchRow[]> {
  const copy = await openCopy()
  let most = 0
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 50)
  try {
    const [began, used] = [performance.now(), process.cpuUsage()]
    const dataSet = await findCountry(copy)
    const cases = await countCases(copy, dataSet)
    const rebuilt = seconds(began)
    const rebuiltBy = processor(used)
    const rebuiltUnder = load()
    await copy.ask('/figures/dashboard')
    await copy.ask(`/figures/dashboard?dataSet=${dataSet}&sector=C`)
    const visits: { known: number; all: number }[] = []
    for (let number = 0; number < 3; number++) visits.push(await addVisits(copy, dataSet, number))
    const known = median(visits.map((one) => one.known))
    const visitsUnder = load()

    const [plan] = JSON.parse(await copy.ask('/api/plan.list')) as { id: string }[]
    const pages = [`/plans/${plan?.id}/2/matrix-targets`, '/figures/dashboard']
    for (const page of pages) await copy.ask(page)
    const until = performance.now() + 15_000
    const quiet = await watchPages(copy, pages, () => performance.now() < until)
    const file = join(copy.folder, 'more.csv')
    await writeCountry(file, { cases: amount, seed: 2 })
    let over = false
    const order = { file, name: 'More', case_origin: 'unknown', mapping: countryMapping } as const
    const importing = importFromFile(copy.portal.importMeans, copy.actor, order).finally(() => {
      over = true
    })
    importing.catch(() => undefined)
    const busy = await watchPages(copy, pages, () => !over)
    await importing
    const million = (cases / 1e6).toFixed(0)
    const pageRow = (page: string, name: string): BenchRow => {
      const [alone, beside] = [quiet.get(page) ?? [], busy.get(page) ?? []]
      const told = (values: readonly number[]) =>
        `${median(values).toFixed(0)} ms (p95 ${percentile(values, 0.95).toFixed(0)} ms of ${values.length})`
      return {
        row: 'S8',
        what: `${name} while ${amount / 1e6} M rows are imported beside ${million} M cases, against without (${load()})`,
        ours: told(beside),
        peer: told(alone),
        ratio: Math.max(median(beside) / median(alone), percentile(beside, 0.95) / percentile(alone, 0.95)),
        goal: { ratio: 2, better: 'less' }
      }
    }
    return [
      {
        row: 'S8',
        what: `facts rebuilt from everything, ${million} M cases, until the first figure (${rebuiltUnder})`,
        ours: `${rebuilt.toFixed(1)} s (${rebuiltBy})`,
        peer: '60 s (the goal)',
        ratio: rebuilt / 60,
        goal: { ratio: 1, better: 'less' }
      },
      {
        row: 'S8',
        what: `a file of 3 visits sent until the figures of ${million} M cases say them, median of 3 (${visitsUnder})`,
        ours: `${known.toFixed(1)} s (all charts ${median(visits.map((one) => one.all)).toFixed(1)} s)`,
        peer: '2 s (the goal)',
        ratio: known / 2,
        goal: { ratio: 1, better: 'less' }
      },
      pageRow(pages[0] ?? '', 'a page of a plan'),
      pageRow(pages[1] ?? '', 'the dashboard'),
      {
        row: 'S8',
        what: `memory of the whole process at its most: rebuild, dashboard, imports at ${million} M cases`,
        ours: `${(most / 1e6).toFixed(0)} MB`,
        peer: '2,000 MB (the goal)',
        ratio: most / 2e9,
        goal: { ratio: 1, better: 'less' }
      }
    ]
  } finally {
    clearInterval(watch)
    await copy.portal.close()
    await rm(copy.folder, { recursive: true, force: true })
  }
}
