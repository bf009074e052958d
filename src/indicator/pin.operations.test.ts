import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countryMapping, writeCountry } from '../../bench/country.ts'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { removeDataSet, useVersion } from '../evidence/operations.ts'
import { plans } from '../plan/operations.ts'
import type { Pin, Verdict } from './pin.rules.ts'

let portal: TestPortal
let planner: Browser
let viewer: Browser
let [folder, country, plan, first] = ['', '', '', '']

const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')
const importCountry = async (seed: number, rest: object) => {
  const file = join(folder, `country-${seed}.csv`)
  await writeCountry(file, { cases: 3000, seed })
  const origin = { source: 'Public records', case_origin: 'unknown', mapping: countryMapping }
  return importFromFile(portal.importMeans, portal.actors.planner, { file, ...origin, ...rest } as never)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pins-'))
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  viewer = await portal.browser('viewer')
  const made = await importCountry(7, { name: 'Country' })
  country = made.dataSet
  first = made.version
  plan = (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

type Asked = Partial<Pick<Pin, 'asked' | 'query' | 'part' | 'measure' | 'title'>>
const keep = (asked: Asked, by = planner) =>
  by.json('pin.keep', { plan, asked: 'dashboard', measure: 'share', title: 'A figure', ...asked })
const keepId = async (asked: Asked) => ((await (await keep(asked)).json()) as { id: string }).id
type Recomputed = { pin: Pin; now: Pin | null; verdict: Verdict; rounding: boolean; changes: { reason: string }[] }
const recompute = async (id: string) => (await (await planner.get(`/api/pin.recompute?id=${id}`)).json()) as Recomputed
const codesOf = async (answer: Response) =>
  ((await answer.json()) as { fields?: { field: string; code: string }[] }).fields?.map(({ code }) => code)

describe('a pinned figure', () => {
  test('is kept with its question, its denominator and interval, its records, by whom and when', async () => {
    const { pin, verdict, now } = await recompute(await keepId({}))
    expect(pin).toMatchObject({ query: `dataSet=${country}`, part: '', kept_by: 'Amina Diallo', rounded: false })
    expect(pin.value).toBeCloseTo((pin.count ?? 0) / (pin.of ?? 1), 12)
    expect((pin.low ?? 1) < pin.value && pin.value < (pin.high ?? 0)).toBe(true)
    expect(pin.basis).toEqual([expect.objectContaining({ data_set: country, version: first, name: 'Country' })])
    expect(pin.kept_on).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(verdict).toBe('same')
    expect(now?.value).toBe(pin.value)
  })

  test('is the same as the page says: the headline, a mark of a chart under a selection, a cell of a table, a filter', async () => {
    const linked = (await (await planner.get(`/api/figure.linked?dataSet=${country}&outcome=none`)).json()) as {
      charts: { dimension: string; bins: { value: string; cases?: number }[] }[]
    }
    const bin = linked.charts.find(({ dimension }) => dimension === 'sector')?.bins.find(({ value }) => value === 'C')
    const mark = await recompute(await keepId({ query: 'outcome=none', part: 'sector=C', measure: 'cases' }))
    expect([mark.pin.value, mark.pin.rounded]).toEqual([bin?.cases, true])
    expect(mark.pin.value % 5).toBe(0)

    const pivot = (await (
      await planner.get(`/api/figure.pivot?dataSet=${country}&table=cases&rows=isicSection&measure=cases`)
    ).json()) as { cells: { row: string; value: number }[] }
    const cell = await recompute(
      await keepId({ asked: 'table', query: 'rows=isicSection&measure=cases', part: '["C",null]', measure: 'cases' })
    )
    expect(cell.pin.value).toBe(pivot.cells.find(({ row }) => row === 'C')?.value)

    const summary = (await (await planner.get(`/api/figure.summary?dataSet=${country}&isicSection=C`)).json()) as {
      violating: number
      assessed: number
    }
    const filter = await recompute(await keepId({ asked: 'figures', query: 'isicSection=C' }))
    expect([filter.pin.count, filter.pin.of]).toEqual([summary.violating, summary.assessed])
  })

  test('of fewer cases than may be told is refused in words, whichever way it is asked for', async () => {
    const pivot = (await (
      await planner.get(`/api/figure.pivot?dataSet=${country}&table=cases&rows=identifier&measure=cases`)
    ).json()) as { cells: { row: string; suppressed: boolean }[] }
    const small = pivot.cells.find(({ suppressed }) => suppressed)?.row ?? null
    expect(small).not.toBeNull()
    const cell = { asked: 'table', query: 'rows=identifier&measure=cases', measure: 'cases' } as const
    expect(await codesOf(await keep({ ...cell, part: JSON.stringify([small, null]) }))).toEqual(['too-few'])
    const text = encodeURIComponent(small ?? '')
    expect(await codesOf(await keep({ asked: 'figures', query: `text=${text}`, measure: 'cases' }))).toEqual([
      'too-few'
    ])
    expect(await codesOf(await keep({ part: 'sector=XX' }))).toEqual(['too-few'])
    expect(await codesOf(await keep({ measure: 'nonsense' }))).toEqual(['too-few'])
  })

  test('is nothing that a viewer keeps, renews or removes', async () => {
    const id = await keepId({})
    for (const answer of [
      await keep({}, viewer),
      await viewer.json('pin.renew', { id, revision: 1 }),
      await viewer.json('pin.remove', { id })
    ])
      expect(answer.status).toBe(403)
    expect((await viewer.get(`/plans/${plan}/figures/${id}`)).status).toBe(200)
    expect((await viewer.get('/figures/pin?asked=dashboard')).status).toBe(403)
  })

  test('is chosen without a script: the chart leads to its figures, and one button keeps one', async () => {
    const dashboard = await (await planner.get(`/figures/dashboard?dataSet=${country}`)).text()
    const href = /href="(\/figures\/pin\?[^"]*chart=sector[^"]*)"/.exec(dashboard)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const html = await (await planner.get(href)).text()
    const form = [...html.matchAll(/<form action="\/do\/pin\.keep"[\s\S]*?<\/form>/g)]
      .map(([one]) => one)
      .find((one) => one.includes('sector=C') && one.includes('value="cases"'))
    const hidden = [...(form ?? '').matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value?.replaceAll('&amp;', '&').replaceAll('&quot;', '"')
    ])
    const answer = await planner.post('/do/pin.keep', Object.fromEntries(hidden))
    expect(answer.status).toBe(303)
    const list = textOf(await (await planner.get(`/plans/${plan}/figures`)).text())
    expect(list).toContain('Cases: Manufacturing')
    expect(list).toMatch(/Country \(country-7\.csv, .+\); pinned by Amina Diallo/)
  })
})

describe('recomputing', () => {
  test('shows then and now side by side and names the import that changed the records; renewing takes the new figure', async () => {
    const id = await keepId({ part: 'sector=C', measure: 'cases' })
    await importCountry(8, { data_set: country, joins: 'replace' })
    const found = await recompute(id)
    expect(found.verdict).toBe('records')
    expect(found.changes.map(({ reason }) => reason)).toEqual(['replaced'])
    const html = textOf(await (await planner.get(`/plans/${plan}/figures/${id}`)).text())
    expect(html).toContain('The question is the same; the records have changed since')
    expect(html).toMatch(/Country: country-8\.csv replaced all records by [\d,]+ records on .+ \(Amina Diallo\)\./)
    expect(html).toContain('country-7.csv')
    expect((await planner.json('pin.renew', { id, revision: found.pin.revision })).status).toBe(200)
    const renewed = await recompute(id)
    expect([renewed.verdict, renewed.pin.value]).toEqual(['same', found.now?.value])
    const history = textOf(await (await planner.get(`/plans/${plan}/history`)).text())
    expect(history).toContain('Country, country-7.csv')
    expect(history).not.toMatch(/\[object|pin\.\w/)
  })

  test('says that a former version was put back', async () => {
    const id = await keepId({})
    await portal.performer.carryOut(useVersion, portal.actors.planner, { data_set: country, version: first })
    const { verdict, changes } = await recompute(id)
    expect([verdict, ...changes.map(({ reason }) => reason)]).toEqual(['records', 'rolled-back', 'replaced'])
  })

  test('says that the data set is gone, and keeps what was pinned', async () => {
    const id = await keepId({ query: 'outcome=none' })
    await portal.performer.carryOut(removeDataSet, portal.actors.planner, { id: country })
    const { verdict, now, pin } = await recompute(id)
    expect([verdict, now]).toEqual(['gone', null])
    expect(pin.value).toBeGreaterThan(0)
    const html = textOf(await (await planner.get(`/plans/${plan}/figures/${id}`)).text())
    expect(html).toContain('The records of this figure are no longer there.')
  })
})
