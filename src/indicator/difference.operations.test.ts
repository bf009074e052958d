import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { unzip } from '../../test/zip.ts'
import { importFromFile } from '../evidence/commands.ts'
import type { Mapping } from '../evidence/rules.ts'
import { plainNotation } from '../evidence/rules.ts'
import { plans } from '../plan/operations.ts'

/**
 * An adversary with a viewer's account, who subtracts whatever the portal tells: a filter less a filter, a version less a version,
 * a pin less a pin, all data sets less all but one. Planted are groups of one to four cases.
 */

let portal: TestPortal
let viewer: Browser
let planner: Browser
let plan = ''
const ids: Record<string, string> = {}
let sent = 0

const mapping: Mapping = {
  table: 'cases',
  kind: 'visit',
  fields: {
    record: { column: 'id' },
    workplace: { column: 'workplace' },
    region: { column: 'region' },
    isicSection: { column: 'isic' },
    employees: { column: 'employees' },
    concluded: { column: 'day' },
    trigger: { column: 'came' },
    violations: { column: 'violations' },
    backWages: { column: 'wages' }
  },
  findings: [],
  constants: {},
  notation: plainNotation
}

type Case = { region: string; isic: string; year: number; violations: number; wages: number }
const common = ({ region, isic, year }: Omit<Case, 'violations' | 'wages'>, many: number): Case[] =>
  Array.from({ length: many }, (_, index) => ({
    region,
    isic,
    year,
    violations: index % 3,
    wages: index % 4 === 0 ? 10 : 0
  }))

/** Three cases of fishing in California; two of mining in 2021, in Oregon; the rest are many. */
const planted: Case[] = [
  ...['US-CA', 'US-OR', 'US-WA'].flatMap((region) =>
    ['C', 'F', 'G'].flatMap((isic) =>
      [2019, 2020, 2021].flatMap((year) => common({ region, isic, year }, 23 + year - 2019))
    )
  ),
  ...common({ region: 'US-CA', isic: 'A', year: 2020 }, 3),
  ...common({ region: 'US-OR', isic: 'B', year: 2021 }, 2)
]
/** A second register of four cases, all in Washington. */
const small = common({ region: 'US-WA', isic: 'G', year: 2021 }, 4)

async function send(name: string, cases: readonly Case[], into: object = {}): Promise<string> {
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${name}-${sent++}.csv`)
  const lines = cases.map(({ region, isic, year, violations, wages }, index) =>
    [
      index + 1,
      `Works ${index}`,
      region,
      isic,
      5 + (index % 80),
      `${year}-0${1 + (index % 9)}-11`,
      'planned',
      violations,
      wages
    ].join()
  )
  writeFileSync(file, `id,workplace,region,isic,employees,day,came,violations,wages\n${lines.join('\n')}\n`)
  const order = { file, mapping, source: 'Records', case_origin: 'unknown', ...into } as const
  return (await importFromFile(portal.importMeans, portal.actors.planner, order as never)).dataSet
}

beforeAll(async () => {
  portal = await openTestPortal()
  ids.large = await send('Large', planted, { name: 'Large' })
  ids.small = await send('Small', small, { name: 'Small' })
  plan = (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id
  viewer = await portal.browser('viewer')
  planner = await portal.browser('planner')
}, 60_000)
afterAll(() => portal.close())

const countNames = new Set([
  'cases',
  'of',
  'count',
  'assessed',
  'violating',
  'records',
  'workplaces',
  'dated',
  'filled'
])

/** Every count of an answer, with the way to it. */
function countsIn(answer: unknown, way = ''): [string, number][] {
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([name, value]): [string, number][] =>
    typeof value === 'number'
      ? countNames.has(name)
        ? [[`${way}.${name}`, value]]
        : []
      : countsIn(value, `${way}.${name}`)
  )
}

const both = () => `dataSet=${ids.large}&dataSet=${ids.small}`
const asked = async (path: string, by = viewer) => {
  const answer = await by.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return (await answer.json()) as Record<string, unknown>
}
type Linked = { total: { cases?: number }; charts: { dimension: string; bins: { value: string; cases?: number }[] }[] }
const linked = async (query: string) => (await asked(`/api/figure.linked?${query}`)) as unknown as Linked
const summary = async (query: string, by = viewer) => (await asked(`/api/figure.summary?${query}`, by)).cases as number

describe('a viewer who subtracts', () => {
  test('reads multiples of five on the whole dashboard, also where nothing is chosen', async () => {
    for (const query of [
      `dataSet=${ids.large}`,
      both(),
      `dataSet=${ids.large}&sector=C`,
      `dataSet=${ids.large}&compare=place:US-WA`
    ]) {
      const told = countsIn(await linked(query))
      expect(told.length).toBeGreaterThan(10)
      expect([query, told.filter(([, count]) => count % 5 !== 0)]).toEqual([query, []])
    }
  })

  test('finds no planted group by one filter less another, on the dashboard or under the figures', async () => {
    const large = `dataSet=${ids.large}`
    const truth = await summary(large, planner)
    expect(truth).toBe(planted.length)
    const wholes = [await summary(large), (await linked(large)).total.cases ?? 0]
    const parts = async (filters: string[]) => {
      const told = await Promise.all(filters.map((filter) => summary(`${large}&${filter}`)))
      return told.reduce((sum, one) => sum + one, 0)
    }
    const rests = [
      await parts(['isicSection=C', 'isicSection=F', 'isicSection=G', 'isicSection=B']),
      await parts(['region=US-CA', 'region=US-WA', 'region=US-OR']),
      (await linked(`${large}&sector=C|F|G`)).total.cases ?? 0,
      (await linked(`${large}&sector=C|F|G|B`)).total.cases ?? 0
    ]
    for (const whole of wholes) for (const rest of rests) expect([1, 2, 3, 4]).not.toContain(Math.abs(whole - rest))
    for (const query of ['isicSection=A', 'isicSection=B', 'region=US-CA&isicSection=A&year=2020'])
      expect([0, 5]).toContain(await summary(`${large}&${query}`))
  })

  test('hears the same number however the same cases are asked for, so that nothing is averaged', async () => {
    const large = `dataSet=${ids.large}`
    const told = new Set<number>()
    for (const query of [
      'isicSection=C',
      'isicSection=C&text=works',
      'isicSection=C&text=WORKS',
      'isicSection=C&trigger=planned'
    ])
      told.add(await summary(`${large}&${query}`))
    for (const time of ['2019-01..2021-12', '2000-01..2030-12', '1999-01..2040-12']) {
      const { charts, total } = await linked(`${large}&time=${time}`)
      told.add(
        charts.find(({ dimension }) => dimension === 'sector')?.bins.find(({ value }) => value === 'C')?.cases ?? 0
      )
      told.add((await linked(`${large}&time=${time}&sector=C`)).total.cases ?? 0)
      expect(total.cases).toBe((await linked(large)).total.cases)
    }
    const pivot = (measure: string) =>
      asked(`/api/figure.pivot?${large}&table=cases&rows=isicSection&measure=${measure}`) as Promise<{
        cells?: unknown
      }>
    for (const measure of ['cases', 'violating', 'backWages', 'owing', 'violations', 'workplaces']) {
      const { cells } = (await pivot(measure)) as { cells: { row: string; records: number }[] }
      told.add(cells.find(({ row }) => row === 'C')?.records ?? 0)
    }
    expect(told.size).toBe(1)
  })

  test('is told, where bounds could cut out a few, to ask for what the figures offer', async () => {
    for (const query of ['violations=2-2', 'times=2-9', 'period=2019-03..2019-04', 'text=works|fishing']) {
      const answer = await viewer.get(`/api/figure.summary?${query}`)
      expect([query, answer.status]).toEqual([query, 403])
      expect(((await answer.json()) as { detail: string }).detail).toContain('whole years')
      expect((await viewer.get(`/figures?${query}`)).status).toBe(403)
      expect((await planner.get(`/api/figure.summary?${query}`)).status).toBe(200)
    }
    expect((await viewer.get('/figures?violations=6-20&period=2019-01..2019-12')).status).toBe(200)
  })

  test('learns nothing of a data set of a few cases from what all come to', async () => {
    for (const query of ['', '&isicSection=G', '&region=US-WA', '&year=2021']) {
      expect(await summary(`${both()}${query}`)).toBe(await summary(`dataSet=${ids.large}${query}`))
      expect(await summary(`${both()}${query}`, planner)).toBeGreaterThanOrEqual(
        await summary(`dataSet=${ids.large}${query}`, planner)
      )
    }
    expect(await linked(both())).toEqual(await linked(`dataSet=${ids.large}`))
    const [all, one] = [`${both()}&table=cases&rows=region`, `dataSet=${ids.large}&table=cases&rows=region`]
    expect(await asked(`/api/figure.pivot?${all}`)).toEqual(await asked(`/api/figure.pivot?${one}`))
  })

  test('learns nothing from two pins of a plan, its pages and its document, nor from what was pinned since he looked', async () => {
    await viewer.get(`/plans/${plan}`)
    const query = `dataSet=${ids.large}`
    for (const more of ['', '&isicSection=C', '&isicSection=A&region=US-CA', '&region=US-CA'])
      await planner.json('pin.keep', { plan, asked: 'figures', query: query + more, part: '', measure: 'cases' })
    await planner.json('pin.keep', { plan, asked: 'figures', query, part: '', measure: 'share' })
    await planner.json('pin.keep', { plan, asked: 'dashboard', query, part: 'sector=C', measure: 'share' })
    type Pin = { id: string; value: number; count: number | null; of: number | null; measure: string }
    const list = async (by: Browser) =>
      ((await asked(`/api/pin.list?plan=${plan}`, by)) as unknown as { pins: { pin: Pin }[] }).pins.map(
        ({ pin }) => pin
      )
    const [exact, told] = [await list(planner), await list(viewer)]
    expect(exact.length).toBe(5)
    expect(exact.some(({ value }) => value === planted.length)).toBe(true)
    for (const { id, value, count, of, measure } of told) {
      expect([count ?? 0, of ?? 0, measure === 'cases' ? value : 0].filter((one) => one % 5 !== 0)).toEqual([])
      if (measure === 'share') expect(value).toBeCloseTo((count ?? 0) / (of ?? 1), 12)
      const again = (await asked(`/api/pin.recompute?id=${id}`)) as { pin: Pin; now: Pin; verdict: string }
      expect([again.verdict, again.now.value]).toEqual(['same', value])
    }
    const whole = (await asked(`/api/plan.read-whole?plan=${plan}`)) as unknown as { pins: Pin[] }
    expect(whole.pins.map(({ value }) => value)).toEqual(told.map(({ value }) => value))
    const news = JSON.stringify(await asked(`/api/plan.news?plan=${plan}`))
    expect(news).toContain('"record":"pin"')
    expect(news).not.toMatch(/"field":"(value|count|of|low|high|records)"/)
    for (const path of [`/plans/${plan}/figures`, ...told.map(({ id }) => `/plans/${plan}/figures/${id}`)]) {
      const html = await (await viewer.get(path)).text()
      expect([path, html.includes(`>${planted.length}<`)]).toEqual([path, false])
    }
  })

  test('finds in files what the page tells and no more', async () => {
    const large = `dataSet=${ids.large}`
    const csv = await (await viewer.get(`/figures/dashboard/sector.csv?${large}`)).text()
    const shown = (await linked(large)).charts.find(({ dimension }) => dimension === 'sector')?.bins ?? []
    for (const { value, cases } of shown) if (value === 'C') expect(csv).toContain(`,${cases},`)
    const parts = unzip(Buffer.from(await (await viewer.get(`/figures/dashboard.xlsx?${large}`)).arrayBuffer()))
    const sheets = [...parts].flatMap(([name, part]) => (name.includes('worksheets/') ? [part.toString()] : []))
    const numbers = sheets.flatMap((sheet) => [...sheet.matchAll(/<v>(\d+)<\/v>/g)].map(([, number]) => Number(number)))
    expect(numbers.length).toBeGreaterThan(10)
    // How many records the file has is said of the file; 1 is the whole of a share.
    expect(numbers.filter((one) => one % 5 !== 0 && one !== 1 && one !== planted.length)).toEqual([])
    const wholeInText = new RegExp(`>[^<]*\\b${planted.length}\\b(?! records)[^<]*<`)
    for (const path of [
      `/figures/dashboard/sector.svg?${large}`,
      `/figures/dashboard/place.svg?${large}`,
      `/figures.xlsx?${large}`
    ])
      expect([path, (await (await viewer.get(path)).text()).match(wholeInText)?.[0]]).toEqual([path, undefined])
  })

  test('learns nothing of what an import added from the version before it, nor from a view that was saved before', async () => {
    const large = `dataSet=${ids.large}`
    const before = await Promise.all(
      ['', '&region=US-OR', '&isicSection=B', '&year=2021'].map((one) => summary(large + one))
    )
    await viewer.json('view.keep', { name: 'Mine', page: 'dashboard', query: large })
    await send('Large', [...planted, ...common({ region: 'US-OR', isic: 'B', year: 2021 }, 2)], {
      data_set: ids.large,
      joins: 'replace'
    })
    const after = await Promise.all(
      ['', '&region=US-OR', '&isicSection=B', '&year=2021'].map((one) => summary(large + one))
    )
    for (const [index, count] of after.entries()) expect(Math.abs(count - (before[index] ?? 0)) % 5).toBe(0)
    const views = JSON.stringify(await asked('/api/view.list'))
    expect(views).toContain('Mine')
    expect(countsIn(await linked(large)).filter(([, count]) => count % 5 !== 0)).toEqual([])
  })
})
