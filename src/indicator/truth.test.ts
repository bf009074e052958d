import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectFile } from '../evidence/file.store.ts'
import { importFile } from '../evidence/import.store.ts'
import { proposeMapping } from '../evidence/mapping.rules.ts'
import type { ImportResult } from '../evidence/rules.ts'
import { factSchema } from '../evidence/table.rules.ts'
import { type FactPart, type Facts, openFacts } from '../facts/facts.ts'
import { readCandidates } from './candidate.store.ts'
import { noIssue } from './coded.rules.ts'
import { codedTables } from './coded-table.store.ts'
import { questionOf } from './pivot.rules.ts'
import { readPivot } from './pivot.store.ts'
import { byNumber } from './question.store.ts'
import { exportRecords, findRecord, listRecords } from './record.store.ts'
import {
  readByIndustry,
  readByIssue,
  readByRegion,
  readBySection,
  readByYear,
  readCompleteness,
  readConcentration,
  readRepeatEmployers,
  readSectionByIssue,
  readSummary,
  readViolationBands
} from './store.ts'

const data = resolve('../shared/data')
const there = existsSync(data)
if (!there) console.warn(`The public data sets are not at ${data}: their truth files are not compared.`)

const names = ['us_whd_california', 'us_whd_sf_district', 'us_osha_fatalities'] as const
type Truth = { sha256: string; aggregates: { id: string; result: never }[] }

const truths = new Map<string, Truth>()
const results = new Map<string, ImportResult>()
const parts: FactPart[] = []
let folder = ''
let facts: Facts

function truth<Result>(name: (typeof names)[number], id: string): Result {
  const found = truths.get(name)?.aggregates.find((aggregate) => aggregate.id === id)
  if (!found) throw new Error(`${name} has no aggregate ${id}`)
  return found.result
}

const round = (value: number, digits: number) => Number(value.toFixed(digits))
const california = { dataSets: ['us_whd_california'] }
const sanFrancisco = { dataSets: ['us_whd_sf_district'] }
const fatalities = { dataSets: ['us_osha_fatalities'] }

describe.runIf(there)('figures equal the truth files of the public data sets', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'truth-'))
    for (const name of names) {
      truths.set(name, JSON.parse(readFileSync(join(data, `${name}.truth.json`), 'utf8')))
      const file = join(data, `${name}.csv`)
      const { mapping, missing } = proposeMapping((await inspectFile(file)).columns)
      expect(missing).toEqual([])
      const outFolder = join(folder, name)
      const result = await importFile({ file, mapping, dataSet: name, version: '1', outFolder, today: '2026-11-22' })
      results.set(name, result)
      for (const table of result.tables) parts.push({ dataSet: name, version: '1', table, folder: outFolder })
    }
    const tables = { schema: factSchema, derived: codedTables }
    facts = openFacts({ folder: join(folder, 'facts'), ...tables, readManifest: async () => parts })
  }, 120_000)

  afterAll(async () => {
    await facts?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every row is accepted, and the file is the one that the truth was made of', () => {
    for (const name of names) {
      expect(results.get(name)).toMatchObject({ rejected: 0, sha256: truths.get(name)?.sha256 })
    }
  })

  describe('wage and hour cases, California', () => {
    test('cases and back wages', async () => {
      const summary = await readSummary(facts, 'a', california)
      expect(summary.cases).toBe(truth('us_whd_california', 'cases'))
      expect(round(summary.backWages ?? 0, 2)).toBe(truth('us_whd_california', 'total_backwages'))
      expect(summary.dated).toBe(0)
    })

    test('by section of ISIC: cases, violating cases, their share, back wages, workers, penalties', async () => {
      const rows = await readBySection(facts, 'a', california)
      const found = rows.map((row) => [
        row.isicSection ?? '',
        row.cases,
        row.violating,
        round(row.violating / row.assessed, 4),
        row.backWages,
        row.workersAffected,
        row.penalties
      ])
      expect(found).toEqual(truth('us_whd_california', 'by_section'))
    })

    test('the 25 industries with most cases', async () => {
      const rows = await readByIndustry(facts, 'a', california, 3)
      const found = rows
        .slice(0, 25)
        .map((row) => [row.industryCode, row.cases, round(row.violating / row.assessed, 4), row.backWages])
      expect(found).toEqual(truth('us_whd_california', 'by_naics3_top25'))
    })

    test('issues: violating cases and amounts', async () => {
      const rows = await readByIssue(facts, 'a', california)
      const of = (issue: string) => rows.find((row) => row.issue === issue)
      const [wage, child, special, other] = ['minimumWage', 'childLabour', 'specialMinimumWage', 'other'].map(of)
      const violating = [wage, child, special, other].map((row) => row?.violating)
      expect([...violating, wage?.backWages, child?.penalties, special?.backWages, other?.backWages]).toEqual(
        truth('us_whd_california', 'issues')
      )
    })

    test('the 15 cities with most cases', async () => {
      const rows = await readByRegion(facts, 'a', california, 'city')
      expect(rows.slice(0, 15).map((row) => [row.name, row.cases])).toEqual(truth('us_whd_california', 'top15_cities'))
    })

    test('the case of 100,001 violations is kept, flagged and found', async () => {
      const { records, total } = await listRecords(
        facts,
        'a',
        { ...california, violations: { from: 10_001 } },
        { number: 1, size: 20 }
      )
      const [record] = records
      expect(total).toBe(1)
      expect([record?.record, record?.workplace, String(record?.violations)]).toEqual(
        truth('us_whd_california', 'outliers')
      )
      expect(record?.doubts).toBe('very-many')
      expect(results.get('us_whd_california')?.flags).toContainEqual({
        check: 'very-many',
        column: 'case_violtn_cnt',
        rows: 1
      })
    })
  })

  describe('a question of one’s own, cut by issue', () => {
    const issues = ['minimumWage', 'childLabour', 'specialMinimumWage', 'other']
    const columnsOf: Record<string, string[]> = {
      minimumWage: ['minwage_violations', 'minwage_backwages', 'minwage_employees'],
      childLabour: ['childlabor_violations', 'childlabor_penalty', 'childlabor_minors'],
      specialMinimumWage: ['special_minwage_violations', 'special_minwage_backwages', 'special_minwage_employees'],
      other: ['other_violations', 'other_backwages', 'other_employees']
    }

    async function asked(measure: string, rows = 'issue', columns = '') {
      const question = questionOf({ table: 'cases', rows, columns, measure })
      const { cells } = await readPivot(byNumber(facts, 'a'), question, california)
      const found = (row: string | null, column: string | null = null) =>
        cells.find((cell) => cell.row === row && cell.column === column)
      return { cells, found, values: issues.map((issue) => found(issue)?.value) }
    }

    /** The file read by itself, a record of texts for each row. */
    let rowsOfFile: Record<string, string>[] = []
    const lines = () => rowsOfFile
    beforeAll(() => {
      const [head = '', ...rows] = readFileSync(join(data, 'us_whd_california.csv'), 'utf8').trim().split('\n')
      const names = head.trim().split(',')
      // Only names and titles are ever quoted; what is added up stands after them, what is grouped by before or after.
      rowsOfFile = rows.map((row) => {
        const cells = (row.trim().match(/("([^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, ''))
        return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
      })
    })

    test('cases, and cases with a violation, are those in which the issue was found broken', async () => {
      const broken = truth<number[]>('us_whd_california', 'issues').slice(0, 4)
      for (const measure of ['cases', 'findings', 'violating']) expect((await asked(measure)).values).toEqual(broken)
    })

    test('cases in which no issue was found stand by themselves, and none is said to be unsaid', async () => {
      const { found, cells } = await asked('cases')
      const none = lines().filter((line) => issues.every((issue) => Number(line[columnsOf[issue]?.[0] ?? '']) === 0))
      expect([found(noIssue)?.value, cells.length]).toEqual([none.length, 5])
    })

    test('amounts are those that the source states for the issue, whether or not it counts a violation', async () => {
      const [, , , , wage, child, special, other] = truth<number[]>('us_whd_california', 'issues')
      const wages = await asked('backWages')
      expect([wages.values[0], wages.values[2], wages.values[3]].map((value) => round(value ?? 0, 2))).toEqual([
        wage,
        special,
        other
      ])
      expect((await asked('penalties')).values[1]).toBe(child)
      const sum = (place: number) =>
        issues.map((issue) => lines().reduce((all, line) => all + Number(line[columnsOf[issue]?.[place] ?? '']), 0))
      expect((await asked('violations')).values).toEqual(sum(0))
      expect((await asked('workersAffected')).values).toEqual(sum(2))
    })

    test('cases with back wages are those with back wages for the issue; their share is of those that say so', async () => {
      const owing = issues.map((issue) =>
        issue === 'childLabour' ? null : lines().filter((line) => Number(line[columnsOf[issue]?.[1] ?? '']) > 0).length
      )
      expect((await asked('owing')).values.map((value) => value ?? null)).toEqual(owing)
      const shares = (await asked('owingShare')).values.map((value) => round(value ?? 0, 6))
      expect(shares).toEqual(owing.map((count) => round((count ?? 0) / 15_892, 6)))
    })

    test('shares are of the cases of which the source says whether the issue was broken', async () => {
      const broken = truth<number[]>('us_whd_california', 'issues').slice(0, 4)
      const { values, cells } = await asked('violatingShare')
      expect(values.map((value) => round(value ?? 0, 6))).toEqual(broken.map((count) => round(count / 15_892, 6)))
      expect(cells.map(({ records }) => records)).toEqual([15_892, 15_892, 15_892, 15_892])
    })

    test('by section and issue, and by issue and section, a cell counts the same cases', async () => {
      const { found } = await asked('cases', 'isicSection', 'issue')
      const turned = await asked('cases', 'issue', 'isicSection')
      const shares = await asked('violatingShare', 'isicSection', 'issue')
      const sections = truth<[string, number][]>('us_whd_california', 'by_section').filter(([section]) => section)
      for (const [section, all] of sections) {
        for (const issue of issues) {
          const broken = lines().filter(
            (line) => line.isic4_section === section && Number(line[columnsOf[issue]?.[0] ?? '']) > 0
          ).length
          expect([section, issue, found(section, issue)?.value]).toEqual([section, issue, broken])
          expect(turned.found(issue, section)?.value).toBe(broken)
          expect(shares.found(section, issue)).toMatchObject({ records: all, value: broken / all })
        }
      }
    })

    test('not cut by issue, findings are those that were found, and not every issue that was looked for', async () => {
      const { cells } = await asked('findings', 'dataSet')
      const broken = truth<number[]>('us_whd_california', 'issues').slice(0, 4)
      expect(cells.map(({ value }) => value)).toEqual([broken.reduce((all, count) => all + count, 0)])
    })
  })

  describe('the figures of the visual drafts, which were computed by another tool', () => {
    test('how many violations, how often employers come back, who owes the money', async () => {
      const bands = await readViolationBands(facts, 'a', california)
      expect(bands.map(({ cases }) => cases)).toEqual([4628, 6190, 2861, 1828, 385])
      const repeat = await readRepeatEmployers(byNumber(facts, 'a'), california)
      expect(repeat.map(({ employers }) => employers)).toEqual([13_994, 638, 102, 57])
      expect((await readSummary(facts, 'a', california)).workplaces).toBe(13_994 + 638 + 102 + 57)
      const { points, owingNothing, cases } = await readConcentration(facts, 'a', california)
      const at = (percent: number) => round(points[percent - 1]?.share ?? 0, 3)
      expect([at(1), at(5), at(10), at(100)]).toEqual([0.375, 0.657, 0.807, 1])
      expect(Math.round((owingNothing / cases) * 100)).toBe(55)
    })

    test('candidates: clean cases on the minimum wage by industry', async () => {
      const filter = { ...california, issue: 'minimumWage' }
      const { candidates: coarse } = await readCandidates(facts, 'a', filter, { leastCases: 100 })
      const { candidates: fine } = await readCandidates(facts, 'a', filter, {
        level: 'full',
        leastCases: 100,
        complaintDriven: ['us_whd_california']
      })
      const of = (list: typeof coarse, code: string) => {
        const found = list.find(({ industryCode }) => industryCode === code)
        return [found?.cases, found?.breaches, Math.round((found?.clean.share ?? 0) * 100), found?.workersAffected]
      }
      expect(of(coarse, '315')).toEqual([2645, 2274, 14, 17_429])
      expect(of(coarse, '623')).toEqual([1180, 918, 22, 7327])
      expect(of(coarse, '447')).toEqual([142, 108, 24, 701])
      expect(of(coarse, '722')).toEqual([1774, 1104, 38, 8467])
      expect(of(fine, '811192')).toEqual([267, 177, 34, 3273])
      expect(of(fine, '115115')).toEqual([579, 206, 64, 1361])
      expect(coarse.every(({ warnings }) => warnings.length === 0)).toBe(true)
      expect(fine.every(({ warnings }) => warnings.includes('complaint-driven'))).toBe(true)
    })

    test('issues within sections of ISIC', async () => {
      const rows = await readSectionByIssue(facts, 'a', california)
      const share = (section: string, issue: string) => {
        const row = rows.find((found) => found.isicSection === section && found.issue === issue)
        return row && Math.round((row.violating / row.assessed) * 100)
      }
      expect([
        share('A', 'minimumWage'),
        share('A', 'other'),
        share('C', 'minimumWage'),
        share('I', 'childLabour')
      ]).toEqual([31, 68, 79, 8])
    })

    test('what the columns hold', async () => {
      const rows = await readCompleteness(facts, 'a', california)
      const filled = (name: string) => rows.find(({ column }) => column === name)?.filled
      expect([filled('workplace'), filled('isicSection'), filled('trigger'), filled('concluded')]).toEqual([
        15_892, 15_544, 0, 0
      ])
    })
  })

  test('a figure leads to its records, and a record to its line in the file', async () => {
    const filter = { ...california, issue: 'childLabour', isicSection: 'I', text: 'pizza|burger' }
    const { total, records } = await listRecords(facts, 'a', filter, { number: 1, size: 50, sort: 'backWages' })
    expect(records).toHaveLength(Math.min(50, total))
    const lines = readFileSync(join(data, 'us_whd_california.csv'), 'utf8').split('\n')
    for (const record of records) {
      expect(lines[record.row - 1]?.startsWith(`${record.record},`)).toBe(true)
      const found = await findRecord(facts, 'a', record)
      expect(found?.findings.find(({ issue }) => issue === 'childLabour')?.violations).toBeGreaterThan(0)
    }
  })

  test('an export holds every record, harmless in a spreadsheet', async () => {
    let text = ''
    const decoder = new TextDecoder()
    for await (const piece of exportRecords(facts, 'a', { ...california, region: 'US-CA' }))
      text += decoder.decode(piece, { stream: true })
    expect(text.split('\r\n')).toHaveLength(15_892 + 2)
    expect(text).not.toMatch(/(^|,)"?[=+@]/m)
  })

  describe('wage and hour cases, San Francisco district', () => {
    test('cases and distinct case numbers', async () => {
      const { cases } = await readSummary(facts, 'a', sanFrancisco)
      const rows = await facts.ask<{ records: number }>('a', {
        name: 'distinct',
        sql: 'select count(distinct record) as records from cases where dataSet = $1',
        parameters: ['us_whd_sf_district']
      })
      expect([cases, rows[0]?.records]).toEqual(truth('us_whd_sf_district', 'cases'))
    })

    test('by county', async () => {
      const rows = await readByRegion(facts, 'a', sanFrancisco, 'county')
      const found = rows.map((row) => [row.name, row.cases, row.backWages, row.penalties])
      expect(found.sort()).toEqual(truth('us_whd_sf_district', 'by_county'))
    })

    test('by the year in which the findings end', async () => {
      const rows = await readByYear(facts, 'a', sanFrancisco)
      const found = rows.map((row) => [String(row.year), row.cases, row.backWages, row.workersAffected])
      expect(found).toEqual(truth('us_whd_sf_district', 'by_end_year'))
    })

    test('by section of ISIC', async () => {
      const rows = await readBySection(facts, 'a', sanFrancisco)
      expect(rows.map((row) => [row.isicSection ?? '', row.cases, row.backWages])).toEqual(
        truth('us_whd_sf_district', 'by_section')
      )
    })

    test('cases with back wages, with penalties, with back wages below the minimum', async () => {
      const { casesWithBackWages, casesWithPenalties, assessed } = await readSummary(facts, 'a', sanFrancisco)
      const [wage] = await readByIssue(facts, 'a', sanFrancisco)
      expect([casesWithBackWages, casesWithPenalties, wage?.casesWithBackWages]).toEqual(
        truth('us_whd_sf_district', 'positive')
      )
      expect(assessed, 'a source that counts no violations has no violation rate').toBe(0)
    })
  })

  describe('deaths at work', () => {
    const accidents = (rows: string, columns = '') =>
      readPivot(
        byNumber(facts, 'a'),
        questionOf({ table: 'accidents', rows, columns, measure: 'accidents' }),
        fatalities
      )

    test('rows, by year, by region', async () => {
      const { cells, total } = await accidents('year')
      expect(total.records).toBe(truth('us_osha_fatalities', 'rows'))
      expect(cells.map(({ row, value }) => [row, value]).sort()).toEqual(truth('us_osha_fatalities', 'by_year'))
      const regions = await accidents('region')
      expect(regions.cells.map(({ row, value }) => [row ?? '', value])).toEqual(
        truth('us_osha_fatalities', 'by_region')
      )
    })

    test('by plan and citation, and those that speak of a fall', async () => {
      const { cells } = await accidents('plan', 'citation')
      expect(cells.map(({ row, column, value }) => [row, column, value]).sort()).toEqual(
        truth('us_osha_fatalities', 'plan_citation')
      )
      const { total } = await listRecords(
        facts,
        'a',
        { ...fatalities, text: 'fall|fell' },
        { number: 1, size: 1, table: 'accidents' }
      )
      expect(total).toBe(truth('us_osha_fatalities', 'fall'))
    })
  })
})
