import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest'
import { unzip } from '../zip.ts'
import { hasChromium, openChromium, openWindow, step } from './browser.ts'
import { send } from './form.ts'
import { type Office, openOffice, type RunningPortal, startPortal } from './portal.ts'
import { administrator } from './visitor.ts'

const shared = join(import.meta.dirname, '../../../shared/data/us_whd_california.csv')
/** The same register under generated trade names: every figure is the same. */
const shipped = join(import.meta.dirname, '../../demo/register.csv.gz')
const register = existsSync(shared) ? shared : shipped
if (register === shipped)
  console.info('../shared/data is not at hand: the register of the demonstration is imported instead.')

type Truth = { aggregates: { id: string; result: unknown }[] }
const truthFile = shared.replace('.csv', '.truth.json')
const truth = existsSync(truthFile) ? (JSON.parse(readFileSync(truthFile, 'utf8')) as Truth) : undefined
const figure = (value: number) => value.toLocaleString('en-GB')

const cases = 15_892
const withViolations = 11_264
const workers = 180_341
const backWages = { exact: 518_354_961.9, shown: '518.4 million' }
const garment = { cases: 2_645, breaches: 2_274 }

let chromium: Browser | undefined
beforeAll(async () => {
  if (hasChromium) chromium = await openChromium()
})
afterAll(() => chromium?.close())

describe.each([
  { name: 'with JavaScript', script: true },
  { name: 'without JavaScript', script: false }
])("from the inspectorate's own records to a first plan, $name", { timeout: 120_000 }, ({ script }) => {
  let office: Office
  let portal: RunningPortal
  let window: BrowserContext
  let page: Page
  let plan = ''

  beforeAll(async () => {
    if (!chromium) return
    office = await openOffice()
    portal = await startPortal(office)
    window = await openWindow(chromium, portal.address, { script })
    page = await window.newPage()
  })
  afterAll(async () => {
    await window?.close()
    await portal?.end()
    await office?.remove()
  })

  // Each step stands on the one before: after the first that fails the others would only say the same.
  let broken = false
  beforeEach(({ skip }) => skip(broken, 'an earlier step failed'))
  afterEach(({ task }) => {
    broken ||= task.result?.state === 'fail'
  })

  const text = () => page.locator('main').innerText()
  const toStep = (path: string) => page.goto(`/plans/${plan}/${path}`)
  /** Names of controls of a table by the record of their line. */
  const names = async (column: string) =>
    page
      .locator(`main [name$=".${column}"]:not([type=hidden])`)
      .evaluateAll((controls) => controls.map((control) => control.getAttribute('name') ?? ''))

  step('the terminal shows the code of the set-up, and the portal leads to it', async () => {
    await page.goto('/')
    expect(new URL(page.url()).pathname).toBe('/set-up')
    const { email, password } = administrator
    const about = {
      person: 'Omar Haddad',
      email,
      password,
      again: password,
      name: 'Labour Inspectorate of California',
      country: 'USA',
      language: 'en',
      currency: 'USD'
    }
    await send(page, '/set-up', { code: 'WRNG-CODE-HERE', ...about })
    expect(await page.locator('[role=alert]').count()).toBeGreaterThan(0)
    await send(page, '/set-up', { code: portal.setUpCode(), ...about })
    expect(new URL(page.url()).pathname).toBe('/')
    await page.goto('/me')
    expect(await text()).toContain('Omar Haddad')
  })

  step('the register comes in: each row is accepted, and how its cases came about is stated, not guessed', async () => {
    await page.goto('/evidence/new')
    await send(page, 'evidence.receive', { file: register })
    expect(page.url()).toContain('/evidence/uploads/')
    await send(
      page,
      'evidence.import',
      {
        name: 'Wage and hour cases',
        source: 'US Department of Labor, Wage and Hour Division',
        licence: 'Public domain'
      },
      'name'
    )
    expect(
      await page.locator('[role=alert]').count(),
      'the way in which cases came about is asked for'
    ).toBeGreaterThan(0)
    await send(page, 'evidence.import', { case_origin: 'complaints' }, 'name')
    expect(page.url()).toMatch(/\/evidence\/[0-9a-f-]{36}/)
    const heading = () => page.locator('main h1').innerText()
    for (let n = 0; n < 60 && !(await heading()).includes(figure(cases)); n++) {
      await page.waitForTimeout(1_000)
      await page.reload()
    }
    expect(await heading()).toContain(figure(cases))
    expect(await text()).toContain('Wage and hour cases')
  })

  step('the figures equal those of the source', async () => {
    await page.goto('/figures')
    for (const value of [figure(cases), figure(withViolations), figure(workers), backWages.shown])
      expect(await text()).toContain(value)
    const records = await (await page.request.get('/figures/records.csv')).text()
    const [header = [], ...rows] = records
      .replace('\ufeff', '')
      .trim()
      .split(/\r?\n/)
      .map((line) =>
        [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain)
      )
    const amounts = rows.map((row) => row[header.indexOf('Back wages')])
    expect(amounts).toHaveLength(cases)
    expect(amounts.reduce((sum, amount) => sum + Number(amount), 0)).toBeCloseTo(backWages.exact, 1)
    if (!truth) return
    const result = <Result>(id: string) => truth.aggregates.find((aggregate) => aggregate.id === id)?.result as Result
    for (const found of result<number[]>('issues').slice(0, 4)) expect(await text()).toContain(figure(found))
    for (const [section, all, breaches] of result<[string, number, number][]>('by_section').filter(([letter]) =>
      ['A', 'C', 'I'].includes(letter)
    )) {
      await page.goto('/figures')
      await send(page, '/figures', { isicSection: section })
      for (const value of [all, breaches]) expect(await text(), `section ${section}`).toContain(figure(value))
    }
  })

  step('a figure leads to its table, its file and the records behind it', async () => {
    await page.goto('/figures')
    const issues = page.locator('figure#issues')
    await issues.locator('summary').first().click()
    expect(await issues.locator('table').innerText()).toContain(figure(9_203))
    const file = 'a[download][href*=".csv"]'
    await issues.locator(`details:has(${file}) > summary`).click()
    const [download] = await Promise.all([page.waitForEvent('download'), issues.locator(file).click()])
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/\b9203\b/)
    await issues.locator('a[href^="/figures/records"]').last().click()
    await page.waitForURL(/\/figures\/records/)
    expect(await text()).toContain(figure(cases))
  })

  step('a plan is begun', async () => {
    await page.goto('/plans')
    await send(page, 'plan.add', {
      title: 'Minimum wage in garment workshops',
      starts: '2027-01-01',
      ends: '2028-12-31'
    })
    plan = /\/plans\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    expect(plan).not.toBe('')
  })

  step('the evidence proposes issue and target with their figures, and both are taken into the plan', async () => {
    await toStep('2/collect')
    const line = page.locator('tr', { has: page.locator('input[name=take][value^="minimumWage|315"]') })
    expect(await line.innerText()).toContain(figure(garment.cases))
    expect(await line.innerText()).toContain(figure(garment.breaches))
    await line.locator('input[name=take]').check()
    await send(page, 'hub.take-candidates', {}, 'take')
    const kept = page.locator('main table').filter({ hasText: 'Minimum wage' })
    expect(await kept.count()).toBeGreaterThan(0)
  })

  step('both matrices are confirmed and the hub is chosen', async () => {
    for (const tab of ['matrix-targets', 'matrix-issues']) {
      await toStep(`2/${tab}`)
      const [priority = '', compliance = '', confirmed = ''] = [
        ...(await names('priority')),
        ...(await names('compliance')),
        ...(await names('confirmed'))
      ]
      await send(page, 'hub.place', { [priority]: '90', [compliance]: '14', [confirmed]: true })
      expect(await page.locator(`[name="${priority}"]`).inputValue()).toBe('90')
      expect(await page.locator(`[name="${confirmed}"]`).isChecked()).toBe(true)
    }
    await toStep('2/venn')
    const [means = '', chosen = ''] = [...(await names('means')), ...(await names('chosen'))]
    await send(page, 'hub.choose', { [means]: true, [chosen]: true })
    expect(await page.locator(`[name="${chosen}"]`).isChecked()).toBe(true)
  })

  step('step 1 keeps a mandate, a resource with its gap and a source', async () => {
    await toStep('1/mandate')
    await send(page, 'mandate.add', { kind: 'legal', form: 'law', title: 'Labor Code, section 1197' })
    expect(await text()).toContain('Labor Code, section 1197')
    await toStep('1/resources')
    await send(page, 'resource.add', { kind: 'human', name: 'Deputies who speak Spanish', quantity: '4', needed: '10' })
    expect(await text()).toContain('Deputies who speak Spanish')
    await toStep('1/data')
    await send(page, 'source.add', { kind: 'compliance', form: 'study', name: 'Survey of garment workers', grade: 'b' })
    expect(await text()).toContain('Survey of garment workers')
  })

  step('step 3 keeps the answers to why, and an influence that comes from one', async () => {
    await toStep('3/whys')
    await send(page, 'why.add', {
      text: 'Brands pay less per piece than the minimum wage costs',
      basis: 'records',
      changeable_by: 'the brands'
    })
    expect(await text()).toContain('Brands pay less per piece')
    await send(page, 'why.add', { text: 'Brands have many workshops to choose from', basis: 'belief' }, 'parent')
    expect(await text()).toContain('Brands have many workshops')
    await toStep('3/influences')
    await send(page, 'influence.add', {
      name: 'Price per piece',
      sign: 'negative',
      reach: 'direct',
      kind: 'market',
      wielder: 'Brands',
      strength: '5',
      lever: 'Joint liability'
    })
    expect(await text()).toContain('Price per piece')
  })

  step(
    'step 4 keeps a stakeholder, its ring today and the ring that is needed, and its weight at the hub',
    async () => {
      await toStep('4/stakeholders')
      await send(page, 'stakeholder.add', {
        name: 'Garment Worker Center',
        category: 'non_governmental',
        in_kind: 'Interpreters'
      })
      await toStep('4/bullseye')
      const [present = '', desired = ''] = [...(await names('present_ring')), ...(await names('desired_ring'))]
      await send(page, 'stakeholder.place', { [present]: 'supporters', [desired]: 'core' })
      expect(await page.locator(`[name="${desired}"]`).inputValue()).toBe('core')
      await toStep('4/hubs')
      expect(await text()).toContain('Garment Worker Center')
    }
  )

  step(
    'step 5 keeps an intervention that addresses the influence; enforcement by a private body is refused with the reason',
    async () => {
      await toStep('5/interventions')
      await send(page, 'intervention.add', {
        name: 'Visits to brands and workshops together',
        family: 'enforcement',
        carried_out_by: await option('carried_out_by', 'Garment Worker Center')
      })
      expect(await page.locator('.errors[role=alert]').innerText()).toMatch(/public/i)
      const influence = (await page.locator('[name=influences]').first().getAttribute('value')) ?? ''
      await send(page, 'intervention.add', { carried_out_by: '', influences: [influence] }, 'family')
      expect(await text()).toContain('Visits to brands and workshops together')
      expect(await page.locator('[role=alert]').count()).toBe(0)
    }
  )

  step(
    'step 6 keeps owner, days and an indicator with its baseline from the evidence, and lists what is missing',
    async () => {
      await toStep('6/chart')
      await page.locator('main a[href*="/6/chart/"]').first().click()
      await page.waitForURL(/\/6\/chart\/[0-9a-f-]{36}/)
      const share = Math.round((garment.breaches / garment.cases) * 100)
      await page.locator('[name=owner]').fill('Luis Ortega')
      await page.locator('button[name=_then]').first().click()
      await page.waitForURL(/baseline=/)
      expect(await page.locator('[name=owner]').inputValue(), 'what was typed is kept').toBe('Luis Ortega')
      expect(Math.round(Number(await page.locator('[name=baseline]').inputValue()))).toBe(share)
      await send(page, 'intervention.fill-line', {
        owner: 'Luis Ortega',
        starts: '2027-02-01',
        ends: '2027-11-30',
        indicator: 'Cases with a breach of the minimum wage',
        baseline: String(share),
        baseline_unit: 'per cent',
        baseline_source: `Wage and hour cases: ${figure(garment.breaches)} of ${figure(garment.cases)} cases`,
        goal: '60'
      })
      expect(await text()).toContain('Luis Ortega')
      await toStep('6/gaps')
      expect((await text()).length).toBeGreaterThan(200)
    }
  )

  step('the plan is a Word document whose figures are those on the screen', async () => {
    await page.goto(`/plans/${plan}`)
    const [download] = await Promise.all([
      page.waitForEvent('download', { timeout: 60_000 }),
      page.locator('a[href$="/plan.docx"]').first().click()
    ])
    const files = unzip(readFileSync(await download.path()))
    const xml = files.get('word/document.xml')?.toString('utf8') ?? ''
    const words = xml.replaceAll(/<[^>]+>/g, '')
    for (const said of [
      'Minimum wage in garment workshops',
      'Price per piece',
      'Garment Worker Center',
      'Visits to brands and workshops together',
      'Luis Ortega'
    ]) {
      expect(words).toContain(said)
    }
    for (const value of [garment.cases, garment.breaches]) expect(words).toContain(figure(value))
    expect([...files.keys()].some((name) => name.startsWith('word/media/'))).toBe(true)
  })

  /** The value of an option of a select by its words. */
  async function option(name: string, words: string): Promise<string> {
    return (await page.locator(`select[name="${name}"] option`, { hasText: words }).first().getAttribute('value')) ?? ''
  }
})
