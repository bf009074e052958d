import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { readStanding } from '../chart/standing.operations.ts'
import { importFromFile } from '../evidence/commands.ts'
import { plans, readPlan } from '../plan/operations.ts'
import { listCandidates, takeCandidates } from './candidate.operations.ts'
import { readStepTwo } from './step.operations.ts'

let portal: TestPortal
let folder: string
let cleanAndBroken: string
let citations: string

async function importText(name: string, content: string): Promise<string> {
  const file = join(folder, `${name}.csv`)
  writeFileSync(file, content)
  const order = { file, name, case_origin: 'proactive' as const, source: 'Labour Inspectorate' }
  return (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
}

/** So many cases of an industry, of which so many pay below the minimum. */
const cases = (industry: string, code: number, all: number, broken: number) =>
  Array.from(
    { length: all },
    (_, index) =>
      `${code}-${index},Shop ${code}-${index},Fresno,${code},${industry},${index < broken ? 2 : 0},${index < broken ? 2 : 0},${index < broken ? 3 : 0},${index < broken ? '100.50' : '0.00'}`
  )

beforeAll(async () => {
  portal = await openTestPortal()
  folder = mkdtempSync(join(tmpdir(), 'candidates-'))
  const header =
    'case_id,trade_nm,city,naics_code,industry,violations,minwage_violations,minwage_employees,minwage_backwages'
  const rows = [
    ...cases('Garment workshops', 315210, 60, 48),
    ...cases('Food shops', 445110, 100, 20),
    ...cases('Petrol stations', 447110, 12, 12)
  ]
  cleanAndBroken = await importText('Concluded cases', [header, ...rows, ''].join('\n'))
  const cited = Array.from(
    { length: 40 },
    (_, index) =>
      `C-${index},Firm ${index},${index % 2 ? 'Construction' : 'Restaurants'},${index < 4 ? 'Records not kept' : 'Non-payment of wages'},2026-01-0${(index % 9) + 1}`
  )
  citations = await importText(
    'Citations',
    ['citation_no,employer,industry,violation,date_issued', ...cited, ''].join('\n')
  )
})
afterAll(async () => {
  await portal.close()
  rmSync(folder, { recursive: true, force: true })
})

const ask = (input: object) => portal.performer.ask(listCandidates, portal.actors.planner, input)
const newPlan = async () =>
  (await portal.performer.carryOut(plans.add, portal.actors.planner, { title: 'Fair pay' })).result.id

describe('candidates', () => {
  test('come from one data set, the one that says most, least clean first and small samples last', async () => {
    const { candidates, total, data_set, data_sets } = await ask({ level: '3' })
    expect(data_set).toBe(cleanAndBroken)
    expect(data_sets.map(({ name }) => name).sort()).toEqual(['Citations', 'Concluded cases'])
    expect(candidates.map(({ industryCode, cases: of, breaches }) => [industryCode, of, breaches])).toEqual([
      ['315', 60, 48],
      ['445', 100, 20],
      ['447', 12, 12]
    ])
    expect(total).toBe(3)
    expect(candidates[2]?.warnings).toContain('few-cases')
  })

  test('can be ordered by money, workers or cases', async () => {
    const first = async (sort: string) => (await ask({ level: '3', sort })).candidates[0]?.industryCode
    expect([await first('money'), await first('workers'), await first('cases')]).toEqual(['315', '315', '445'])
  })

  test('of a register that lists only breaches say no share, and their industries may be names', async () => {
    const { candidates } = await ask({ data_set: citations })
    expect(candidates.map(({ industryCode, breaches }) => [industryCode, breaches])).toEqual([
      ['Construction', 18],
      ['Restaurants', 18]
    ])
    for (const { compliance, warnings } of candidates) {
      expect(compliance).toBeNull()
      expect(warnings).toContain('breaches-only')
    }
  })

  test('that are taken place the target by its own share, and the issue by its share over all cases', async () => {
    const plan = await newPlan()
    const { candidates } = await ask({ level: '3' })
    const garment = candidates.find(({ industryCode }) => industryCode === '315')
    await portal.performer.carryOut(takeCandidates, portal.actors.planner, {
      plan,
      level: '3',
      take: [garment?.key],
      names: {}
    })
    const { issues, targets, pairs } = await portal.performer.ask(readStepTwo, portal.actors.planner, { plan })
    expect(targets.map(({ compliance }) => compliance)).toEqual([20])
    // 92 of 172 cases are clean.
    expect(issues.map(({ compliance }) => compliance)).toEqual([53])
    expect(pairs).toHaveLength(1)
  })

  test('that are taken stand in the history by their names, not by their codes', async () => {
    const plan = await newPlan()
    const { candidates } = await ask({ level: '3' })
    const take = candidates.filter(({ industryCode }) => industryCode === '315').map(({ key }) => key)
    await portal.performer.carryOut(takeCandidates, portal.actors.planner, { plan, level: '3', take, names: {} })
    const html = await (await (await portal.browser('planner')).get(`/plans/${plan}/history`)).text()
    const terms = [...html.matchAll(/<dt>([^<]*)<\/dt><dd>(?:<[^>]*>)*([^<]*)/g)].map(([, term, value]) => [
      term,
      value
    ])
    expect(terms).toContainEqual(['Name in the evidence', 'Minimum wage'])
    expect(terms).toContainEqual(['Industry in the evidence', 'Apparel Manufacturing'])
  })

  test('are only taken when one is ticked', async () => {
    const taking = portal.performer.carryOut(takeCandidates, portal.actors.planner, {
      plan: await newPlan(),
      names: {}
    })
    await expect(taking).rejects.toMatchObject({ code: 'input-not-valid', fields: [{ field: 'take', code: 'choose' }] })
  })
})

test('a plan goes on to count the records of its first candidates, however large a file comes after', async () => {
  const plan = await newPlan()
  const { candidates } = await ask({ data_set: cleanAndBroken })
  const key = candidates.find(({ industryTitle }) => industryTitle?.includes('Garment'))?.key ?? candidates[0]?.key
  const take = { plan, data_set: cleanAndBroken, take: [key], names: {} }
  await portal.performer.carryOut(takeCandidates, portal.actors.planner, take)
  const larger = Array.from(
    { length: 400 },
    (_, index) => `L-${index},Large ${index},Fresno,315210,Garment workshops,0,0,0,0.00`
  )
  const header =
    'case_id,trade_nm,city,naics_code,industry,violations,minwage_violations,minwage_employees,minwage_backwages'
  const big = await importText('A larger file', [header, ...larger, ''].join('\n'))
  expect((await portal.performer.ask(readStepTwo, portal.actors.planner, { plan })).data_set).toBe(cleanAndBroken)
  const standing = await portal.performer.ask(readStanding, portal.actors.planner, { plan })
  expect(standing).toMatchObject({ data_set: cleanAndBroken, cases: 172 })
  const { id, revision, title } = await portal.performer.ask(readPlan, portal.actors.planner, { plan })
  const changed = { id, revision, title, data_set: big }
  await portal.performer.carryOut(plans.change, portal.actors.planner, changed)
  expect(await portal.performer.ask(readStanding, portal.actors.planner, { plan })).toMatchObject({
    data_set: big,
    cases: 400
  })
})
