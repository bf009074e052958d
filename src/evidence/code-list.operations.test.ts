import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { listFigureRecords } from '../indicator/record.operations.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import { applyLists } from './apply-lists.operations.ts'
import { bringList, readLists, removeList } from './code-list.operations.ts'
import type { ListKind } from './code-list.rules.ts'
import { bringListFile, importFromFile } from './commands.ts'
import { readDataSet, useVersion } from './operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const planner = () => portal.actors.planner

function write(content: string, name: string) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  return { path, name, bytes: content.length }
}

const bring = (kind: ListKind, content: string) =>
  portal.performer.carryOut(bringList, planner(), { kind, file: [write(content, `${kind}.csv`)] })

async function importRows(name: string, content: string) {
  const { path } = write(content, name)
  const outcome = await importFromFile(portal.importMeans, planner(), { file: path, name, case_origin: 'proactive' })
  expect(outcome.problem).toBeNull()
  const table = outcome.result.tables?.[0] as 'cases' | 'accidents'
  const asked = { dataSet: [outcome.dataSet], table, sort: '' as const, page: 1 }
  const { records } = await portal.performer.ask(listFigureRecords, planner(), asked)
  return { records, outcome }
}

describe('a country that the product does not know brings its own lists', () => {
  test('its industries and regions stand beside the harmonised ones, with the share of doubt', async () => {
    await bring('industry', 'code;isic;share\nA10;10;0.75\nA10;46;0.25\nB;F;1\n')
    await bring('region', 'name,iso\nالعاصمة,EG-C\nHigh Plateau,KE-30\n')
    const { records } = await importRows(
      'Visits',
      'employer,region,activity code,inspection date,violations\nAda,High Plateau,A10,2024-02-01,1\n' +
        'Bee,العاصمة,B41,2024-02-02,0\nCora,Nowhere,Z9,2024-02-03,2\nDoe,High Plateau,A10,2024-02-04,2\n'
    )
    expect(records).toMatchObject([
      {
        industryCode: 'A10',
        isicSection: 'C',
        isicDivision: '10',
        isicSure: 0.75,
        regionName: 'High Plateau',
        region: 'KE-30'
      },
      {
        industryCode: 'B41',
        isicSection: 'F',
        isicDivision: null,
        isicSure: 1,
        regionName: 'العاصمة',
        region: 'EG-C'
      },
      { industryCode: 'Z9', isicSection: null, isicSure: null, regionName: 'Nowhere', region: null },
      { isicSection: 'C', region: 'KE-30' }
    ])
  })

  test('ISIC Rev.5 and national occupations are brought to the editions that figures use', async () => {
    await bring('isic5', 'isic5,isic4\n5610,5610\n4740,4741\n')
    await bring('occupation', 'code,isco\n12-34,7111\n')
    const { records, outcome } = await importRows(
      'Accidents',
      'accident date,ISIC Rev.5,occupation code,sex,age,age group,fatal,description\n' +
        '2024-02-01,5610,12-34,F,17,,no,fell\n2024-02-02,4740,99,male,0,25-34,yes,cut\n'
    )
    expect(records.sort((one, other) => one.row - other.row)).toMatchObject([
      { isic5: '5610', isicSection: 'I', occupationCode: '12-34', isco: '7111', iscoSure: 1, sex: 'F', deaths: 0 },
      { isic5: '4740', isicSection: 'G', isco: null, deaths: 1, doubts: 'age-unlikely' }
    ])
    expect(outcome.result.warnings).toMatchObject([{ code: 'occupation-not-known', values: { rows: 1 } }])
  })

  test('a finding that is dated outside its provision is taken and marked', async () => {
    await bring('provision', 'issue,reference,from,until\nWages,Act 1,1990,2019\nWages,Act 2,2020-07-01,\n')
    const { records, outcome } = await importRows(
      'Decisions',
      'case number,employer,decision date,violation\n1,Ada,2019-12-31,Wages\n2,Bee,2020-03-01,Wages\n' +
        '3,Cora,2020-07-01,Wages\n4,Doe,2020-03-01,Other law\n'
    )
    expect(records.map(({ record, doubts }) => [record, doubts])).toEqual([
      ['1', null],
      ['2', 'provision-not-in-force'],
      ['3', null],
      ['4', null]
    ])
    expect(outcome.result.flags).toEqual([{ check: 'provision-not-in-force', column: 'violation', rows: 1 }])
    const { versions } = await portal.performer.ask(readDataSet, planner(), { data_set: outcome.dataSet })
    expect(versions[0]?.result.flags).toHaveLength(1)
  })

  test('the page says what is there and what is not, and who may not import cannot change it', async () => {
    const { kinds, shipped, provisions } = await portal.performer.ask(readLists, planner(), {})
    expect(kinds.map(({ kind, brought }) => [kind, brought?.lines])).toEqual([
      ['industry', 3],
      ['isic5', 2],
      ['region', 2],
      ['occupation', 1],
      ['provision', 2]
    ])
    expect(provisions[0]).toMatchObject({ reference: 'Act 1', from: '1990-01-01', until: '2019-12-31' })
    expect(shipped.find(({ list }) => list === 'isco08')).toMatchObject({ whole: ['en'], partly: [] })
    await portal.performer.carryOut(removeList, planner(), { kind: 'isic5' })
    const viewer = await portal.browser('viewer')
    const page = await (await viewer.get('/evidence/lists')).text()
    expect(page).toContain('ISIC Rev.5')
    expect(page).toContain('There is none.')
    expect(page).not.toContain('Take the list')
    expect((await viewer.json('code_list.remove', { kind: 'industry' })).status).toBe(403)
  })

  test('what was imported before a list came is read again by it, and the former version can be put back', async () => {
    const rows = 'inspection date,employer,activity code,violations\n'
    const { outcome } = await importRows('Before', `${rows}2024-05-01,Ada,K1,1\n2024-05-02,Bee,K1,1\n`)
    const dataSet = outcome.dataSet
    const sectionsOf = async () => {
      const asked = { dataSet: [dataSet], table: 'cases' as const, sort: '' as const, page: 1 }
      const { records } = await portal.performer.ask(listFigureRecords, planner(), asked)
      return records.map(({ isicSection }) => isicSection)
    }
    expect(await sectionsOf()).toEqual([null, null])
    await bring('industry', 'code,isic\nK1,K\n')
    const { result } = await portal.performer.carryOut(applyLists, planner(), { data_set: dataSet })
    await portal.imports.finish(planner().inspectorate, result.version)
    expect(await sectionsOf()).toEqual(['K', 'K'])
    const { versions } = await portal.performer.ask(readDataSet, planner(), { data_set: dataSet })
    expect(versions.map(({ state }) => state)).toEqual(['done', 'done'])
    await portal.performer.carryOut(useVersion, planner(), { data_set: dataSet, version: outcome.version })
    await portal.facts.refresh(planner().inspectorate)
    expect(await sectionsOf()).toEqual([null, null])
  })

  test('a list that cannot be read is refused in a sentence, and the one before it stays', async () => {
    const refused = await bring('occupation', 'code,isco\n1,mason\n').catch((error: Problem) => error)
    expect(refused).toMatchObject({ code: 'list-cell', values: { line: 2, column: 'isco', written: 'mason' } })
    const planners = await portal.browser('planner')
    expect(await (await planners.get('/evidence/lists')).text()).toContain('12')
    expect(refused).toBeInstanceOf(Problem)
    const { path } = write('code,isco\n1,7112\n', 'again.csv')
    await bringListFile(portal.importMeans, planner(), 'occupation', path)
    const { kinds } = await portal.performer.ask(readLists, planner(), {})
    expect(kinds.find(({ kind }) => kind === 'occupation')?.brought?.lines).toBe(1)
  })
})
