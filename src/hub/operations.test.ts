import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { plans } from '../plan/operations.ts'
import { issues, targets } from './operations.ts'

let portal: TestPortal
let plan: string
let folder: string

const make = async (operation: typeof targets.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, { plan, ...input })).result.id
const aimAt = (codes: object) => make(targets.add, { name: 'Garment workshops', ...codes })
const refusal = (field: string, written: string) => ({
  code: 'input-not-valid',
  fields: [{ field, code: 'unknown-code', values: { written } }]
})

beforeAll(async () => {
  portal = await openTestPortal()
  folder = mkdtempSync(join(tmpdir(), 'codes-'))
  plan = (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('the codes by which the evidence finds an issue or a target', () => {
  test('are taken as they are before the first import, except an industry that the country’s list does not know', async () => {
    await aimAt({ county: '48201', industry: '315' })
    await make(issues.add, { name: 'Night work', evidence_issue: 'nightWork' })
    await expect(aimAt({ industry: '99x' })).rejects.toMatchObject(refusal('industry', '99x'))
  })

  describe('once records are there,', () => {
    beforeAll(async () => {
      const file = join(folder, 'register.csv')
      const header =
        'case_id,trade_nm,city,naics_code,industry,violations,minwage_violations,minwage_employees,minwage_backwages'
      const rows = ['315210,Garment workshops', '811192,Car washes'].flatMap((industry) =>
        Array.from(
          { length: 8 },
          (_, n) => `${industry.slice(0, 6)}-${n},Shop ${n},Los Angeles,${industry},1,1,2,100.00`
        )
      )
      writeFileSync(file, [header, ...rows, ''].join('\n'))
      const order = { file, name: 'Register', source: 'Labour Inspectorate', case_origin: 'proactive' } as const
      await importFromFile(portal.importMeans, portal.actors.planner, order)
    })

    test.each([
      { county: '06037', industry: '315' },
      { county: 'los angeles', industry: 'C' },
      { county: '', industry: '811192' }
    ])('are known: $county $industry', async (codes) => {
      expect(await aimAt(codes)).toBeDefined()
    })

    test('are refused with a sentence where neither the records nor a list know them', async () => {
      await expect(aimAt({ county: 'many' })).rejects.toMatchObject(refusal('county', 'many'))
      await expect(aimAt({ industry: '3l5' })).rejects.toMatchObject(refusal('industry', '3l5'))
      const misspelt = make(issues.add, { name: 'Pay', evidence_issue: 'minimumwage' })
      await expect(misspelt).rejects.toMatchObject(refusal('evidence_issue', 'minimumwage'))
      const lines = { plan, lines: 'Garment workshops\tmany', language: 'en' }
      const pasted = portal.performer.carryOut(targets.paste, portal.actors.planner, lines)
      await expect(pasted).rejects.toMatchObject({
        fields: [{ field: 'lines', code: 'paste-unknown-code', values: { line: 1, written: 'many' } }]
      })
    })

    test('are chosen by their names, without a script too, and stand by their names in the plan', async () => {
      const id = await aimAt({ name: 'Sewing', county: '06037', industry: '315' })
      const browser = await portal.browser('planner')
      const html = await (await browser.get(`/plans/${plan}/2/collect`)).text()
      expect(html).toMatch(/<select[^>]*name="county"[\s\S]*?<option value="06037">Los Angeles<\/option>/)
      expect(html).toMatch(
        /<select[^>]*name="evidence_issue"[\s\S]*?<option value="minimumWage">Minimum wage<\/option>/
      )
      expect(html).toMatch(/<datalist[\s\S]*?<option value="315" label="Apparel Manufacturing">/)
      expect(html).toContain('In the records: Apparel Manufacturing · Los Angeles')
      const form = await (await browser.get(`/records/target/${id}`)).text()
      expect(form).toMatch(/<option value="06037" selected[^>]*>Los Angeles/)
    })
  })
})
