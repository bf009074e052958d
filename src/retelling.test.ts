import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Browser, openBrowser, openTestPortal, type TestPortal, testPassword } from '../test/test-portal.ts'
import { loadContent } from './chart/load.operations.ts'
import { newId } from './kernel/id.ts'
import { root } from './kernel/root.ts'
import { addPerson, setUpInspectorate } from './office/set-up.operations.ts'
import { plans } from './plan/operations.ts'

let portal: TestPortal
let plan: string
let visitor: Browser
const email = 'visitor@demo.example'
const administrator = { person: newId(), name: 'Omar Haddad', role: 'administrator', inspectorate: newId() } as const

beforeAll(async () => {
  portal = await openTestPortal()
  const { carryOut } = portal.performer
  const account = await portal.sessions.makeAccount({ email, password: testPassword, name: 'Amina Diallo' })
  const own = await portal.sessions.makeAccount({
    email: 'o@demo.example',
    password: testPassword,
    name: 'Omar Haddad'
  })
  await carryOut(setUpInspectorate, administrator, {
    name: 'Demonstration inspectorate',
    country: 'USA',
    language: 'en',
    currency: 'USD',
    demonstration: true,
    account: own
  })
  await carryOut(addPerson, administrator, { id: newId(), account, name: 'Amina Diallo', role: 'planner' })
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  const loaded = await carryOut(loadContent, administrator, { content, example: true })
  plan = loaded.result.plans[0] ?? ''
  visitor = openBrowser(portal)
  await visitor.signIn(email)
}, 60_000)
afterAll(() => portal.close())

const read = async (path: string) => (await visitor.get(path)).text()
const inLanguage = async (language: string, path: string) => {
  await visitor.get(`/language/${language}`)
  return read(path)
}

test('the demonstration speaks the language of its visitor, its inspectorate, plans and units included', async () => {
  const titles = {
    en: ['Fair pay in garment workshops, Los Angeles County', 'Demonstration inspectorate', '11 inspectors'],
    fr: ['Une paie juste dans les ateliers de confection', 'Service d’inspection de démonstration', '11 inspecteurs'],
    ar: ['أجر عادل في مشاغل الخياطة', 'جهاز التفتيش التجريبي', '11 مفتش']
  }
  for (const [language, told] of Object.entries(titles)) {
    const page = `${await inLanguage(language, '/plans')}${await read('/inspectorate/resources')}`
    for (const text of told) expect(page).toContain(text)
  }
})

test('codes stay codes, and what is stored stays as it was written: the API answers it', async () => {
  await visitor.get('/language/fr')
  expect(await read(`/plans/${plan}/4/stakeholders`)).toContain('Centre des travailleurs de la confection')
  const answer = await visitor.get('/api/plan.list')
  expect(await answer.text()).toContain('Fair pay in garment workshops')
})

test('a table that names interventions is changed with the names that are stored, in whatever language it is read', async () => {
  const { scenarios } = (await (await visitor.get(`/api/scenario.list?plan=${plan}`)).json()) as {
    scenarios: { scenario: { id: string } }[]
  }
  const change = await inLanguage('ar', `/plans/${plan}/6/optimiser/${scenarios[0]?.scenario.id}/change`)
  expect(change).toContain('Letter with 60 days to answer\t')
})

test('what a visitor wrote stays as it was written in every language', async () => {
  await portal.performer.carryOut(plans.add, administrator, { title: 'Fair pay everywhere' })
  expect(await inLanguage('es', '/plans')).toContain('Fair pay everywhere')
})

test('an inspectorate that is no demonstration reads its own texts, whatever they say', async () => {
  await portal.performer.carryOut(plans.add, portal.actors.planner, {
    title: 'Fair pay in garment workshops, Los Angeles County'
  })
  const planner = await portal.browser('planner')
  await planner.get('/language/fr')
  expect(await (await planner.get('/plans')).text()).toContain('Fair pay in garment workshops, Los Angeles County')
})
