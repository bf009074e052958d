import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { countryMapping, writeCountry } from '../../bench/country.ts'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { removeDataSet } from '../evidence/operations.ts'

let portal: TestPortal
let planner: Browser
let viewer: Browser
let [folder, country] = ['', '']

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const importCountry = async (seed: number, rest: object) => {
  const file = join(folder, `country-${seed}.csv`)
  await writeCountry(file, { cases: 600, seed })
  return importFromFile(portal.importMeans, portal.actors.planner, {
    file,
    source: 'Public records',
    case_origin: 'unknown',
    mapping: countryMapping,
    ...rest
  } as Parameters<typeof importFromFile>[2])
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'views-'))
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  viewer = await portal.browser('viewer')
  country = (await importCountry(7, { name: 'Country' })).dataSet
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const keep = (by: Browser, view: object) => by.json('view.keep', { page: 'dashboard', query: 'sector=C', ...view })
type Told = { id: string; name: string; query: string; own: boolean; changes: { reason: string }[] }
const listed = async (by: Browser) => (await (await by.get('/api/view.list')).json()) as Told[]
const idOf = async (answer: Response) => ((await answer.json()) as { id: string }).id
const codesOf = async (answer: Response) =>
  ((await answer.json()) as { fields?: { code: string }[] }).fields?.map(({ code }) => code)

describe('a saved view', () => {
  test('is saved from the form of the dashboard without a script, and its page then says which view it is', async () => {
    const html = await (await planner.get('/figures/dashboard?sector=C&compare=sector%3AF')).text()
    const form = /<form action="\/do\/view\.keep"[\s\S]*?<\/form>/.exec(html)?.[0] ?? ''
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value?.replaceAll('&amp;', '&')
    ])
    const answer = await planner.post('/do/view.keep', { ...Object.fromEntries(hidden), name: 'Factories' })
    expect(answer.status).toBe(303)
    const opened = await planner.get(answer.headers.get('location') ?? '')
    const text = textOf(await opened.text())
    expect(text).toContain('Saved view “Factories”, by you')
    expect(text).toContain('The view is saved.')
  })

  test('opens by its own address with the choice, the comparison and the data set that it was saved with', async () => {
    const [view] = await listed(planner)
    const answer = await planner.get(`/figures/views/${view?.id}`)
    expect(answer.status).toBe(303)
    const query = new URL(answer.headers.get('location') ?? '', 'http://portal.test').searchParams
    expect(Object.fromEntries(query)).toEqual({ dataSet: country, sector: 'C', compare: 'sector:F', view: view?.id })
  })

  test('is nobody else’s to list or to open, until it is shared', async () => {
    const id = await idOf(await keep(planner, { name: 'Mine' }))
    expect((await listed(viewer)).map(({ name }) => name)).not.toContain('Mine')
    expect((await viewer.get(`/figures/views/${id}`)).status).toBe(404)
    expect((await viewer.get(`/api/view.read?id=${id}`)).status).toBe(404)
    expect(textOf(await (await viewer.get(`/figures/dashboard?view=${id}`)).text())).not.toContain('Mine')
    await planner.json('view.change', { id, name: 'Mine', shared: true })
    expect((await viewer.get(`/figures/views/${id}`)).status).toBe(303)
    expect((await listed(viewer)).find((view) => view.id === id)).toMatchObject({ name: 'Mine', own: false })
  })

  test('that is shared is changed and removed by nobody but who saved it', async () => {
    const id = await idOf(await keep(planner, { name: 'Shared', shared: true }))
    const admin = await portal.browser('administrator')
    for (const other of [viewer, admin]) {
      expect((await other.json('view.change', { id, name: 'Taken' })).status).toBe(404)
      expect((await other.json('view.remove', { id })).status).toBe(404)
    }
    expect((await listed(planner)).find((view) => view.id === id)?.name).toBe('Shared')
    expect((await planner.json('view.remove', { id })).status).toBe(200)
    expect((await planner.get(`/figures/views/${id}`)).status).toBe(404)
  })

  test('takes the place of one of the same name only where that is ticked', async () => {
    const id = await idOf(await keep(planner, { name: 'Monthly' }))
    const again = await keep(planner, { name: 'monthly', query: 'sector=F' })
    expect(again.status).toBe(422)
    expect(await codesOf(again)).toEqual(['view-there'])
    expect(await idOf(await keep(planner, { name: 'monthly', query: 'sector=F', replace: true }))).toBe(id)
    const view = (await listed(planner)).find((one) => one.id === id)
    expect(view?.query).toBe(`dataSet=${country}&sector=F`)
    await keep(viewer, { name: 'Monthly' })
    expect((await listed(viewer)).filter(({ name, own }) => name === 'Monthly' && own)).toHaveLength(1)
  })

  test('holds a question of one’s own too, and nothing of an address that is no part of it', async () => {
    const query = 'rows=region&measure=violatingShare&isicSection=C&done=4&view=x'
    const id = await idOf(await keep(planner, { name: 'By region', page: 'table', query }))
    const view = (await listed(planner)).find((one) => one.id === id)
    expect(view?.query).toBe(`dataSet=${country}&isicSection=C&rows=region&measure=violatingShare`)
  })

  test('says which import came since it was saved, and that its data set is gone', async () => {
    await importCountry(8, { data_set: country, joins: 'replace' })
    const [view] = await listed(planner)
    expect(view?.changes.map(({ reason }) => reason)).toEqual(['replaced'])
    const list = textOf(await (await planner.get('/figures/views')).text())
    expect(list).toMatch(/Country: country-8\.csv replaced all records by [\d,]+ records on .+ \(Amina Diallo\)\./)
    await portal.performer.carryOut(removeDataSet, portal.actors.planner, { id: country })
    expect((await listed(planner))[0]?.changes.map(({ reason }) => reason)).toEqual(['removed'])
    expect((await planner.get(`/figures/views/${view?.id}`)).status).toBe(303)
  })
})
