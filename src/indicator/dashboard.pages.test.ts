import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countryMapping, writeCountry } from '../../bench/country.ts'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { factQuery } from '../facts/facts.ts'
import type { LinkedDimension } from './linked.rules.ts'

const demo = join(import.meta.dirname, '../../demo/register.csv.gz')
const cases = 4000
let portal: TestPortal
let planner: Browser
let folder = ''
let [register, country, claims] = ['', '', '']

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dashboard-'))
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  const add = async (file: string, name: string, rest = {}) =>
    (
      await importFromFile(portal.importMeans, portal.actors.planner, {
        file,
        name,
        source: 'Public records',
        case_origin: 'unknown',
        ...rest
      })
    ).dataSet
  register = await add(demo, 'Register')
  const file = join(folder, 'country.csv')
  await writeCountry(file, { cases, seed: 7 })
  country = await add(file, 'Country', { mapping: countryMapping })
  const silent = join(folder, 'claims.csv')
  const lines = Array.from({ length: 40 }, (_, n) => `C${n},Bakery ${n % 8},Lyon,2024-0${1 + (n % 9)}-01`)
  writeFileSync(silent, ['claim id,employer,city,date filed', ...lines].join('\n'))
  claims = await add(silent, 'Claims')
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

type Query = Partial<Record<LinkedDimension | 'compare' | 'active', string>>
const addressOf = (query: Query, dataSet = country) => `dataSet=${dataSet}&${new URLSearchParams(query)}`
const page = async (query: Query, dataSet = country) => {
  const answer = await planner.get(`/figures/dashboard?${addressOf(query, dataSet)}`)
  expect(answer.status).toBe(200)
  return answer.text()
}
type Bin = { value: string; cases?: number; count?: number; of?: number; chosen: boolean; open: boolean }
type Answer = {
  compared?: { total: { cases?: number; of?: number; count?: number } }
  few: boolean
  total: { cases?: number; of?: number; count?: number }
  charts: { dimension: LinkedDimension; said: boolean; bins: Bin[] }[]
}
const asked = async (query: Query, dataSet = country) =>
  (await (await planner.get(`/api/figure.linked?${addressOf(query, dataSet)}`)).json()) as Answer
const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const figure = (html: string, id: string) =>
  new RegExp(`<figure[^>]* id="${id}">[\\s\\S]*?</figure>`).exec(html)?.[0] ?? ''

describe('the dashboard', () => {
  test('draws what the records say, and says in words what they do not', async () => {
    const html = await page({}, register)
    expect(html).toContain('<h1>71 of 100 cases have a violation</h1>')
    for (const id of ['sector', 'place', 'issue', 'outcome', 'repeat']) expect(figure(html, id)).not.toBe('')
    for (const id of ['time', 'size', 'origin']) expect(figure(html, id)).toBe('')
    expect(html).toContain('The records have no dates, so nothing can be drawn along time.')
    expect(figure(html, 'place')).toContain('class="region-map"')
  })

  test('has all eight charts where the records say everything', async () => {
    const html = await page({})
    expect(html.match(/<figure class="fig"/g)).toHaveLength(8)
    expect(html).not.toContain('What these records do not say')
  })

  test('leads by each mark to the same page with the value chosen, and back from there', async () => {
    const html = figure(await page({}), 'sector')
    const [, href = ''] = /<a href="([^"]+sector=C[^"]*)"/.exec(html) ?? []
    const answer = await planner.get(href.replaceAll('&amp;', '&'))
    const chosen = figure(await answer.text(), 'sector')
    expect(chosen).toContain('aria-current="true">Manufacturing</a>')
    expect(/<a href="([^"]+)"[^>]* aria-current/.exec(chosen)?.[1]).not.toContain('sector')
  })

  test('lets every other chart follow a choice, and its own chart stay', async () => {
    const [all, chosen] = [await asked({}), await asked({ sector: 'C' })]
    const bins = (of: Answer, name: LinkedDimension) =>
      of.charts.find(({ dimension }) => dimension === name)?.bins.map(({ value, cases: count }) => [value, count])
    expect(bins(chosen, 'sector')).toEqual(bins(all, 'sector'))
    for (const name of ['time', 'place', 'size', 'origin', 'outcome', 'repeat', 'issue'] as const)
      expect([name, bins(chosen, name)]).not.toEqual([name, bins(all, name)])
    const manufacturing = bins(all, 'sector')?.find(([value]) => value === 'C')?.[1]
    expect(chosen.total.cases).toBe(manufacturing)
  })

  test('answers the same while a chart is brushed as without', async () => {
    const query = { sector: 'C|F', time: '2018-01..2020-12' }
    const { charts, total } = await asked(query)
    const brushed = await asked({ ...query, active: 'time' })
    expect(brushed).toMatchObject({ charts, total })
  })

  test('gives while the hand moves the same titles and drawings, without tables and forms', async () => {
    const query = { sector: 'C', active: 'sector' } as const
    const answer = await planner.get(`/figures/dashboard?${addressOf(query, register)}&light=1`)
    const [whole, light] = [await page(query, register), await answer.text()]
    expect(light.length).toBeLessThan(whole.length * 0.7)
    for (const id of ['sector', 'place', 'outcome']) {
      const drawing = (html: string) => figure(html, id).split('<div class="source">')[0]
      expect(drawing(light)).toBe(drawing(whole))
    }
    expect(figure(light, 'place')).toContain('class="region-map"')
  })

  test('takes the choices of its form, a period by its two ends', async () => {
    const form = await planner.get(`/figures/dashboard?dataSet=${country}&sector=C&from=2018-01&to=&place=`)
    const html = await form.text()
    expect(textOf(html)).toContain('Manufacturing')
    expect(html).toContain('2018')
    const link = await page({ sector: 'C', time: '2018-01..9999-12' })
    expect(figure(html, 'size')).toBe(figure(link, 'size'))
  })

  test('gives the share that fits where an issue is chosen, of all cases of the other choices', async () => {
    const { total } = await asked({ issue: 'minimumWage' }, register)
    expect(total).toEqual({ cases: 9203, of: 15892, count: 9203 })
    expect(await page({ issue: 'minimumWage' }, register)).toContain('Minimum wage: violations in 58 of 100 cases')
  })

  test('has the table of each chart as a file', async () => {
    const answer = await planner.get(`/figures/dashboard/sector.csv?${addressOf({ size: '0' })}`)
    const [head = '', first = ''] = (await answer.text()).replace(/^\ufeff/, '').split('\r\n')
    expect(head).toBe(
      'Sector,Cases,Cases with violations,Cases that say so,Share,95% interval from,95% interval to,Not told'
    )
    const { charts } = await asked({ size: '0' })
    const [bin] = charts.find(({ dimension }) => dimension === 'sector')?.bins ?? []
    expect(first.split(',').slice(1, 4).map(Number)).toEqual([bin?.cases, bin?.count, bin?.of])
  })

  test('compares two sectors by the difference of their shares with its interval', async () => {
    const text = textOf(await page({ sector: 'C', compare: 'sector:F' }))
    expect(text).toMatch(/Construction(: a share [\d.]+ points (lower|higher) than| and) Manufacturing/)
    expect(text).toMatch(/95% interval −?[\d.]+ to −?[\d.]+/)
  })

  test('has the comparison as a file, with the same numbers', async () => {
    const query = { sector: 'C', compare: 'sector:F' } as const
    const { total, compared } = await asked(query)
    const sent = await (await planner.get(`/figures/dashboard/comparison.csv?${addressOf(query)}`)).text()
    const [, first = '', second = ''] = sent.replace(/^\ufeff/, '').split('\r\n')
    const share = ({ count = 0, of = 0 }: { count?: number; of?: number }) => count / of
    expect(first.split(',').slice(0, 3)).toEqual(['Manufacturing', String(total.cases), String(share(total))])
    expect(second.split(',').slice(1, 3).map(Number)).toEqual([compared?.total.cases, share(compared?.total ?? {})])
    expect((await planner.get(`/figures/dashboard/comparison.csv?${addressOf({})}`)).status).toBe(404)
    const workbook = await planner.get(`/figures/dashboard.xlsx?${addressOf(query)}`)
    expect(workbook.status).toBe(200)
  })

  test('tells nothing of a choice that fewer than ten cases fit', async () => {
    const { few, total } = await asked({ sector: 'D', place: 'KE-40', size: '250' })
    expect([few, total]).toEqual([true, {}])
    expect(await page({ sector: 'D', place: 'KE-40', size: '250' })).toContain('Too few cases fit')
  })

  test('draws nobody who comes back where the records say nothing of violations', async () => {
    const said = (await asked({}, claims)).charts.filter((chart) => chart.said).map(({ dimension }) => dimension)
    expect(said).toContain('time')
    expect(said).not.toContain('repeat')
    expect(await page({}, claims)).toContain('say nothing of violations, so nobody can be seen to come back')
  })

  test('ignores what an address asks that there is not', async () => {
    for (const query of ['time=soon', 'sector=ZZ', 'active=mood', 'compare=mood:good', 'issue=|||'])
      expect([query, (await planner.get(`/figures/dashboard?dataSet=${country}&${query}`)).status]).toEqual([
        query,
        200
      ])
  })
})

const columns: Partial<Record<LinkedDimension, string>> = {
  sector: 'isicSection',
  place: 'region',
  origin: '"trigger"',
  size: `case when employees < 10 then '0' when employees < 50 then '10' when employees < 250 then '50' else '250' end`
}

/** The true counts behind an answer: all cases, and those of each bar. */
async function truth(query: Query): Promise<Map<string, number>> {
  const conditions = (except?: string) =>
    Object.entries(query)
      .filter(([name]) => name !== except)
      .map(([name, written]) =>
        name === 'time'
          ? `strftime(day, '%Y-%m') between '${written.slice(0, 7)}' and '${written.slice(9)}'`
          : `${columns[name as LinkedDimension]} in (${written
              .split('|')
              .map((value) => `'${value}'`)
              .join(', ')})`
      )
  const where = (except?: string) => ['dataSet = $1', ...conditions(except)].join(' and ')
  const charts = Object.entries(columns).map(
    ([name, sql]) => `select '${name} ' || ${sql} as bar, count(*) as n from cases where ${where(name)} group by 1`
  )
  const sql = [`select 'all' as bar, count(*) as n from cases where ${where()}`, ...charts].join(' union all ')
  const rows = await portal.facts.ask(
    portal.actors.planner.inspectorate,
    factQuery<{ bar: string; n: number }>('truth', sql, [country])
  )
  return new Map(rows.map(({ bar, n }) => [bar, n]))
}

async function shown(query: Query): Promise<Map<string, number | undefined>> {
  const { total, charts } = await asked(query)
  return new Map([
    ['all', total.cases],
    ...charts.flatMap(({ dimension, bins }) =>
      bins.map((bin): [string, number | undefined] => [`${dimension} ${bin.value}`, bin.cases])
    )
  ])
}

const region = (number: number) => `KE-${String(1 + (number % 47)).padStart(2, '0')}`
const rare = ['B', 'D', 'E', 'J', 'K', 'L', 'S']

/** Pairs of choices that differ by one value, one month or one chart. */
const pairs: [Query, Query][] = [
  [{ sector: 'A|C' }, { sector: 'A|C|D' }],
  [
    { sector: 'C|F', size: '0' },
    { sector: 'C|F|L', size: '0' }
  ],
  [
    { origin: 'complaint', sector: 'M' },
    { origin: 'complaint|accident', sector: 'M' }
  ],
  [{}, { sector: 'A|B|C|E|F|G|H|I|J|K|L|M|N|P|Q|S' }],
  [{ place: 'KE-01' }, { place: 'KE-01', sector: 'A|C|E|F|G|H|I|J|K|L|M|N|P|Q|S' }],
  ...rare.flatMap((sector, index): [Query, Query][] => [
    [
      { sector: 'C', place: region(index) },
      { sector: `C|${sector}`, place: region(index) }
    ],
    [
      { sector: 'C|G', place: region(index) },
      { sector: 'C|G', place: `${region(index)}|${region(index + 25)}` }
    ],
    [
      { time: '2017-01..2019-12', sector, size: '0' },
      { time: '2017-01..2020-03', sector, size: '0' }
    ]
  ])
]

/** Whether a bar is told as it is: where nothing is chosen in another chart. All cases, where at most one chart narrows. */
function isExact(query: Query, bar: string): boolean {
  const narrowed = Object.keys(query).filter((name) => name !== bar.split(' ')[0])
  return narrowed.length <= (bar === 'all' ? 1 : 0)
}

describe('who compares two choices that differ by fewer than five cases', () => {
  test('never has both as they are, and what is rounded leaves nine counts possible', async () => {
    let attacked = 0
    for (const pair of pairs) {
      const [first, second] = [await truth(pair[0]), await truth(pair[1])]
      const told = [await shown(pair[0]), await shown(pair[1])] as const
      for (const [bar, count] of first) {
        const few = Math.abs(count - (second.get(bar) ?? 0))
        if (few < 1 || few > 4 || told.some((answer) => answer.get(bar) === undefined)) continue
        attacked++
        expect([pair, bar, pair.every((query) => isExact(query, bar))]).toEqual([pair, bar, false])
      }
      for (const [index, query] of pair.entries())
        for (const [bar, count = 0] of told[index] ?? [])
          if (!isExact(query, bar)) expect([query, bar, count % 5]).toEqual([query, bar, 0])
    }
    expect(attacked).toBeGreaterThan(60)
  })

  test('finds no bar of one to four cases told anywhere', async () => {
    for (const query of pairs.flat()) {
      const [counts, told] = [await truth(query), await shown(query)]
      for (const [bar, count] of counts)
        if (count > 0 && count < 5) expect([query, bar, told.get(bar)]).toEqual([query, bar, undefined])
    }
  })

  test('cannot choose what is hidden where nothing is chosen', async () => {
    const { charts } = await asked({})
    const hidden = charts.flatMap(({ dimension, bins }) =>
      bins.filter((bin) => bin.cases === undefined).map((bin) => ({ dimension, bin }))
    )
    for (const { dimension, bin } of hidden) {
      expect(bin.open).toBe(false)
      expect(await asked({ [dimension]: bin.value })).toMatchObject({ few: true })
    }
  })
})
