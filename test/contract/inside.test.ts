import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadContent } from '../../src/chart/load.operations.ts'
import { readWhole } from '../../src/chart/whole.operations.ts'
import { consultations } from '../../src/consultation/operations.ts'
import { chooseExtract, publishExtract, readExtract } from '../../src/extract/operations.ts'
import { sections } from '../../src/extract/rules.ts'
import { root } from '../../src/kernel/root.ts'
import { steps } from '../../src/plan/rules.ts'
import { freeze } from '../../src/review/operations.ts'
import { stakeholders } from '../../src/stakeholder/operations.ts'
import { placeInBullseye } from '../../src/stakeholder/step.operations.ts'
import { operations, pages } from '../../src/subjects.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'
import { unzip } from '../zip.ts'

let portal: TestPortal
let plan: string
let foe: string
let hub: string
let address: string

const approach = 'Let the buyer fear its name in the newspaper'
/** What gives a stakeholder's place away: its ring in the answer of a program, its words on a page. */
const givesAway = (text: string) =>
  [
    approach,
    '"hostile"',
    '"activists"',
    '"disengaged"',
    'Hostile',
    'Activists',
    'Disengaged',
    'Against us: win'
  ].filter((word) => text.includes(word))

beforeAll(async () => {
  portal = await openTestPortal()
  const { carryOut, ask } = portal.performer
  const { planner } = portal.actors
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  const [{ plans }] = [(await carryOut(loadContent, planner, { content, example: true })).result]
  plan = plans[0] ?? ''
  const sent = {
    plan,
    name: 'Buyers’ club',
    category: 'wild_card',
    present_ring: 'hostile',
    desired_ring: 'disengaged'
  }
  foe = (await carryOut(stakeholders.add, planner, { ...sent, approach })).result.id
  const place = { present_ring: 'disengaged', desired_ring: 'activists', seen_present: 'hostile' }
  await carryOut(placeInBullseye, planner, { plan, places: [{ key: foe, ...place, seen_desired: 'disengaged' }] })
  hub = (await ask(readWhole, planner, { plan })).hubs.find(({ chosen }) => chosen)?.id ?? ''
  const version = (await carryOut(freeze, planner, { plan })).result.id
  const asked = { plan, stakeholder: foe, version, asked: '2026-09-01', way: 'meeting' }
  await carryOut(consultations.add, planner, asked)
  const told = Object.fromEntries(sections.map((section) => [section, true]))
  await carryOut(chooseExtract, planner, { plan, version, ...told })
  const { extract } = await ask(readExtract, planner, { plan })
  await carryOut(publishExtract, planner, { extract: extract?.id, revision: extract?.revision })
  address = `/public/${extract?.address}`
})
afterAll(() => portal.close())

/** Every question that can be asked of the plan, and of each record and kind in it, as a program asks it. */
async function askAll(who: 'viewer' | 'inspector' | 'director'): Promise<Map<string, string>> {
  const browser = await portal.browser(who)
  const asked = { plan, hub, record: 'stakeholder', id: foe, of: 'target' }
  const answers = new Map<string, string>()
  for (const { name } of operations.filter(({ kind }) => kind === 'read')) {
    for (const more of [{}, { revision: '1' }] as Record<string, string>[]) {
      const answer = await browser.get(`/api/${name}?${new URLSearchParams({ ...asked, ...more })}`)
      if (answer.status === 200) answers.set(`${name} ${JSON.stringify(more)}`, await answer.text())
    }
  }
  return answers
}

const addresses = () => [
  ...[
    '',
    '/history',
    '/print',
    '/plan.json',
    '/chart.csv',
    '/versions',
    '/versions/1',
    '/meetings',
    '/consultation',
    '/joint'
  ].map((path) => `/plans/${plan}${path}`),
  ...steps.flatMap(({ number, tabs }) => tabs.map((tab) => `/plans/${plan}/${number}/${tab}`)),
  `/plans/${plan}/6/side-by-side`,
  `/plans/${plan}/extract`,
  `/plans/${plan}/extract/preview`,
  address,
  `/records/stakeholder/${foe}`,
  `/records/stakeholder/${foe}/remove`,
  '/'
]

async function openAll(who: 'viewer' | 'inspector' | 'director'): Promise<Map<string, string>> {
  const browser = await portal.browser(who)
  const texts = new Map<string, string>()
  for (const path of addresses()) {
    const html = await (await browser.get(path)).text()
    // The example of the demonstration's plan is on the pages of everybody, and speaks of nobody here.
    texts.set(path, html.replace(/<aside class="step-example"[\s\S]*?<\/aside>/g, ''))
  }
  return texts
}

describe.each(['viewer', 'inspector'] as const)('for the role of %s', (who) => {
  test('no question tells where a stakeholder stands, now or before, or how it is to be won', async () => {
    const answers = await askAll(who)
    expect([...answers.keys()].some((name) => name.startsWith('stakeholder.read-step'))).toBe(true)
    expect([...answers].flatMap(([name, text]) => givesAway(text).map((word) => `${name}: ${word}`))).toEqual([])
  })

  test('no page tells it, the page of the bullseye says for whom it is, and what is missing keeps silent on it', async () => {
    const texts = await openAll(who)
    expect([...texts].flatMap(([path, text]) => givesAway(text).map((word) => `${path}: ${word}`))).toEqual([])
    expect(texts.get(`/plans/${plan}/4/bullseye`)).toContain('Kept by those who make the plan')
    expect(texts.get(`/plans/${plan}/6/gaps`)).not.toContain('bullseye')
  })

  test('the Word document neither has the rings nor can be had with them', async () => {
    const browser = await portal.browser(who)
    expect((await browser.get(`/plans/${plan}/plan.docx?for=inside`)).status).toBe(403)
    const answer = await browser.get(`/plans/${plan}/plan.docx`)
    const parts = unzip(Buffer.from(await answer.arrayBuffer()))
    expect(givesAway(String(parts.get('word/document.xml') ?? ''))).toEqual([])
  })
})

test('a director is told where each stands, on the page and by the questions', async () => {
  const answers = await askAll('director')
  expect(givesAway(answers.get('stakeholder.read-step {}') ?? '')).toContain('"activists"')
  expect(givesAway(answers.get('record.read {"revision":"1"}') ?? '')).toContain('"hostile"')
  const texts = await openAll('director')
  expect(givesAway(texts.get(`/plans/${plan}/4/bullseye`) ?? '')).toEqual(
    expect.arrayContaining([approach, 'Hostile', 'Against us: win'])
  )
})

test('the public extract tells it to nobody, whoever looks, and does not name who did not agree', async () => {
  for (const who of [undefined, 'planner', 'director', 'viewer'] as const) {
    const answer = await (await portal.browser(who)).get(address)
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(givesAway(text)).toEqual([])
    expect(text).not.toContain('Buyers’ club')
  }
})

test('every page of the plan was asked', () => {
  const own = pages.filter(({ path }) => /^\/plans\/:plan\/\d\/[a-z-]+$/.test(path)).map(({ path }) => path)
  expect(own.filter((path) => !addresses().includes(path.replace(':plan', plan)))).toEqual([])
})
