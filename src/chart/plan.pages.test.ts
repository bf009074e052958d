import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { consultations } from '../consultation/operations.ts'
import { placeInMatrix } from '../hub/step.operations.ts'
import { fillLine, interventions } from '../intervention/operations.ts'
import { stepSix } from '../intervention/rules.ts'
import { root } from '../kernel/root.ts'
import { plans } from '../plan/operations.ts'
import { freeze } from '../review/operations.ts'
import type { Content } from './content.rules.ts'
import { loadContent } from './load.operations.ts'
import { readWhole } from './whole.operations.ts'

let portal: TestPortal
let planner: Browser
let viewer: Browser
/** The two plans of the demonstration, finished and half-way, and one that has only a title. */
let finished: string
let half: string
let empty: string

const pages = [
  '',
  '/history',
  '/5/interventions',
  '/5/priorities',
  '/5/map',
  '/6/chart',
  '/6/timeline',
  '/6/gaps',
  '/print'
]

beforeAll(async () => {
  portal = await openTestPortal()
  const { carryOut } = portal.performer
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  const loaded = await carryOut(loadContent, portal.actors.planner, { content, example: true })
  ;[finished = '', half = ''] = loaded.result.plans
  empty = (await carryOut(plans.add, portal.actors.planner, { title: 'Only a title' })).result.id
  planner = await portal.browser('planner')
  viewer = await portal.browser('viewer')
})
afterAll(() => portal.close())

const text = async (browser: Browser, path: string) => (await browser.get(path)).text()

describe('every page of a plan answers', () => {
  for (const path of pages) {
    test(`${path || 'the overview'}, for a finished plan and for one that is only a title`, async () => {
      for (const plan of [finished, empty]) {
        const answer = await planner.get(`/plans/${plan}${path}`)
        expect(answer.status).toBe(200)
        const html = await answer.text()
        expect(html).not.toMatch(/>(?:plan|chart|intervention|history|gap|label)\.[a-z][\w.-]*</)
        expect(html).not.toContain('style=')
      }
    })
  }

  test('a plan of another number is not found', async () => {
    expect((await planner.get('/plans/01900000-0000-7000-8000-0000000000ff/6/chart')).status).toBe(404)
  })
})

test('what is real in the demonstration bears no mark, and everything that was invented does', async () => {
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8')) as Content
  const whole = (await (await planner.get(`/plans/${finished}/plan.json`)).json()) as Record<
    string,
    { title?: string; name?: string; example: boolean }[]
  >
  const ticked = (list: string) => content.plans[0]?.[list] as string[] | undefined
  const real = Object.entries(content.inspectorate).flatMap(([list, rows]) =>
    rows
      .filter(({ real, key = '' }) => real && (ticked(list)?.includes(key) ?? true))
      .map(({ title, name }) => title ?? name)
  )
  const records = Object.values(whole).filter(Array.isArray).flat()
  expect(
    records
      .filter(({ example }) => !example)
      .map(({ title, name }) => title ?? name)
      .toSorted()
  ).toEqual(real.toSorted())
  const csv = await (await planner.get(`/plans/${finished}/chart.csv`)).text()
  const [, ...lines] = csv.trim().split('\r\n')
  expect(lines.map((line) => line.endsWith(',example'))).toEqual(whole.interventions?.map(() => true))
  const marksIn = (html: string, id: string) =>
    (new RegExp(`<section[^>]* id="${id}".*?</section>`, 's').exec(html)?.[0] ?? '').split('>example<').length - 1
  const mandate = await (await planner.get('/inspectorate/mandate')).text()
  expect(['legal', 'policy', 'political'].map((kind) => marksIn(mandate, kind))).toEqual([0, 1, 2])
  const data = await (await planner.get('/inspectorate/data')).text()
  expect(['enforcement', 'compliance'].map((kind) => marksIn(data, kind))).toEqual([0, 4])
  const resources = await (await planner.get('/inspectorate/resources')).text()
  expect(['operational', 'informational'].map((kind) => marksIn(resources, kind))).toEqual([1, 2])
})

test('a step that holds nothing is not begun, and a finished plan lacks nothing', async () => {
  expect(await text(planner, `/plans/${empty}`)).toContain('not begun')
  const { carryOut, ask } = portal.performer
  const version = (await carryOut(freeze, portal.actors.planner, { plan: finished })).result.id
  const { stakeholders } = await ask(readWhole, portal.actors.planner, { plan: finished })
  for (const group of ['workers', 'employers']) {
    const stakeholder = stakeholders.find(({ category }) => category === group)?.id
    const asked = { plan: finished, stakeholder, version, asked: '2026-09-01', way: 'meeting' }
    await carryOut(consultations.add, portal.actors.planner, asked)
  }
  const html = await text(planner, `/plans/${finished}`)
  expect(html).not.toContain('not begun')
  expect(html).toContain('Nothing is missing')
})

test('the places that wait in a matrix are confirmed by one button, and the line can be moved', async () => {
  const open = await text(planner, `/plans/${half}/2/matrix-targets`)
  expect(open).toContain('Confirm the 2 proposed places')
  expect(open).toContain('low below 98%')
  const { carryOut } = portal.performer
  await carryOut(placeInMatrix, portal.actors.planner, { plan: half, of: 'target', low_compliance: 80, places: [] })
  expect(await text(viewer, `/plans/${half}/2/matrix-targets`)).toContain('low below 80%')
  await carryOut(placeInMatrix, portal.actors.planner, { plan: half, of: 'target', low_compliance: null, places: [] })
  expect(await text(viewer, `/plans/${half}/6/gaps`)).toContain('lies outside the centre')
})

test('who may only read sees the plan and no form that changes it', async () => {
  for (const path of ['', '/5/interventions', '/5/priorities', '/6/chart']) {
    const forms = [...(await text(viewer, `/plans/${finished}${path}`)).matchAll(/action="\/do\/([\w.-]+)"/g)].map(
      ([, name]) => name
    )
    expect(forms.filter((name) => name !== 'plan.mark-seen')).toEqual([])
  }
})

test('the form of a line has every field of step six, so that saving it empties none', async () => {
  const [line] = (await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })).interventions
  const html = await text(planner, `/plans/${finished}/6/chart/${line?.id}`)
  for (const field of stepSix) expect(html).toContain(`name="${field}"`)
})

test('each page of step two asks its own question and says what it is for', async () => {
  const asked = new Map<string, string>()
  for (const tab of ['collect', 'matrix-targets', 'matrix-issues', 'venn', 'employers']) {
    const html = await text(viewer, `/plans/${finished}/2/${tab}`)
    asked.set(tab, /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1] ?? '')
  }
  expect(new Set(asked.values()).size).toBe(5)
  expect(asked.get('venn')).toContain('Which pairs of issue and target can we win?')
  expect(await text(viewer, `/plans/${finished}/2/employers`)).toContain('Whoever sets the terms')
})

test('families and kinds say in a sentence what they mean, where they are chosen and where they are listed', async () => {
  const interventionPage = await text(planner, `/plans/${finished}/5/interventions`)
  expect(interventionPage.match(/trade agreements, accession/g)?.length).toBeGreaterThan(1)
  const influencePage = await text(planner, `/plans/${finished}/3/influences`)
  expect(influencePage.match(/what a breach saves/g)?.length).toBeGreaterThan(1)
})

test('the sheet of A3 names issue and target and shows the whys and the timeline; the map where there is room, never the rings', async () => {
  const whole = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  const sheet = await text(viewer, `/plans/${finished}/print`)
  for (const { text: why } of whole.whys) expect(sheet).toContain(why)
  expect(sheet).toMatch(/<strong>Issue<\/strong>.*?<strong>Target<\/strong>/s)
  const dated = whole.interventions.filter(({ starts, ends }) => starts && ends)
  expect(sheet.match(/class="gantt-strip"/g)).toHaveLength(dated.length)
  expect(sheet).not.toContain('A line joins what belongs together')
  expect(await text(viewer, `/plans/${half}/print`)).toContain('A line joins what belongs together')
  expect(sheet).not.toContain('Activists')
})

test('the timeline says who passes a gate and when, and where nobody said so leads to where it is said', async () => {
  expect(await text(viewer, `/plans/${finished}/6/timeline`)).toContain('not regularised 60 days after the letter')
  const whole = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  const [later] = whole.interventions.filter(({ phase }) => phase === 3)
  const kept = Object.fromEntries(stepSix.map((field) => [field, later?.[field]]))
  const values = { ...kept, gate: '', id: later?.id, revision: later?.revision }
  await portal.performer.carryOut(fillLine, portal.actors.planner, values)
  const unsaid = await text(planner, `/plans/${finished}/6/timeline`)
  expect(unsaid).toContain('Who passes it, and when, is not said yet')
  expect(unsaid).toContain('#intervention-fill-line-gate')
  const [line] = whole.interventions
  expect(await text(planner, `/plans/${finished}/6/chart/${line?.id}`)).toContain('id="intervention-fill-line-gate"')
})

test('enforcement by the union comes back with the reason at the field and with what was typed', async () => {
  const whole = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  const union = whole.stakeholders.find(({ public_authority }) => !public_authority)
  const answer = await planner.post('/do/intervention.add', {
    _page: `/plans/${finished}/5/interventions`,
    plan: finished,
    hub: whole.hubs[0]?.id ?? '',
    name: 'Fines by the union',
    family: 'enforcement',
    carried_out_by: union?.id ?? ''
  })
  const html = await answer.text()
  expect(answer.status).toBe(422)
  expect(html).toContain('Enforcement is a public function')
  expect(html).toContain('value="Fines by the union"')
})

test('a list pasted for one hub and one family becomes one intervention for each line', async () => {
  const { hubs } = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  const hub = hubs.find(({ chosen }) => chosen)?.id ?? ''
  const answer = await planner.post('/do/intervention.paste', {
    _page: `/plans/${finished}/5/interventions`,
    plan: finished,
    hub,
    family: 'communication',
    language: 'en',
    lines: '• Radio spots in Spanish\n• Posters in laundromats'
  })
  expect(answer.status).toBe(303)
  const { interventions: all } = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  expect(all.slice(-2)).toMatchObject([
    { name: 'Radio spots in Spanish', family: 'communication', hub },
    { name: 'Posters in laundromats', family: 'communication', hub }
  ])
})

test('the chart as CSV opens in a spreadsheet without becoming a formula', async () => {
  const { hubs } = await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished })
  const values = { plan: finished, hub: hubs[0]?.id, name: '=HYPERLINK("http://example.org")', family: 'education' }
  await portal.performer.carryOut(interventions.add, portal.actors.planner, values)
  const answer = await viewer.get(`/plans/${finished}/chart.csv`)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(await answer.text()).toContain(`,"'=HYPERLINK(""http://example.org"")",`)
})

test('the whole plan as JSON is what the portal holds of it', async () => {
  const sent = await (await viewer.get(`/plans/${finished}/plan.json`)).json()
  expect(sent).toEqual(await portal.performer.ask(readWhole, portal.actors.viewer, { plan: finished }))
})

test('the plan as a Word file bears the plan’s name', async () => {
  const answer = await viewer.get(`/plans/${finished}/plan.docx`)
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''Fair%20pay")
  const file = new Uint8Array(await answer.arrayBuffer())
  expect(String.fromCharCode(...file.slice(0, 2))).toBe('PK')
}, 120_000)

test('the Word file with the bullseye is for those who make the plan and the director alone', async () => {
  const inside = `/plans/${finished}/plan.docx?for=inside`
  for (const who of ['viewer', 'inspector'] as const) {
    const browser = await portal.browser(who)
    expect((await browser.get(inside)).status).toBe(403)
    expect(await text(browser, `/plans/${finished}`)).not.toContain('for=inside')
  }
  for (const who of ['planner', 'director', 'administrator'] as const) {
    const browser = await portal.browser(who)
    const { headers } = await browser.get(inside)
    expect(headers.get('content-type')).toContain('wordprocessingml')
    expect(headers.get('content-disposition')).toContain('%E2%80%93%20for%20the%20inspectorate%20only.docx')
    expect(await text(browser, `/plans/${finished}`)).toContain('for=inside')
  }
}, 120_000)

test('layers of the map are switched by links, and a hidden layer is not drawn', async () => {
  const html = await text(viewer, `/plans/${finished}/5/map?layers=target,influences`)
  expect(html).toContain('Stakeholders<span class="vh"> (hidden; show it)')
  expect(html).toContain('layers=target,influences,interventions')
  const [drawn = ''] = html.split('<aside class="step-example"')
  expect(drawn).not.toContain('Pay clinics')
})
