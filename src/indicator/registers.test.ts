import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inspectFile } from '../evidence/file.store.ts'
import { importFile } from '../evidence/import.store.ts'
import { proposeMapping } from '../evidence/mapping.rules.ts'
import type { ImportResult, Mapping } from '../evidence/rules.ts'
import { factSchema } from '../evidence/table.rules.ts'
import { type FactPart, type Facts, openFacts } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { questionOf } from './pivot.rules.ts'
import { readPivot } from './pivot.store.ts'
import { byNumber } from './question.store.ts'
import { readStages } from './stage-figures.store.ts'

/** Registers that may not be shipped: each is imported under the mapping that is proposed for it, and asked. */

const data = resolve('../shared/data')
const registers = {
  wa: 'us_wa_wage_complaints.csv.gz',
  ca: 'us_ca_wage_claims.csv.gz',
  ma: 'us_ma_citations.csv',
  states: 'us_states_wage_claims.csv.gz',
  tw: 'tw_osh_sanctions.csv.gz',
  twLabour: 'tw_labour_sanctions.csv',
  twAccidents: 'tw_major_accidents.csv',
  jp: 'jp_published_violations.csv',
  br: 'br_forced_labour_register.csv',
  complaints: 'us_osha_open_complaints_2020.csv',
  injuries: 'us_osha_severe_injuries_2015_2017.csv',
  mines: 'us_msha_mine_quarter.csv.gz',
  facilities: 'osh_facility_lists.csv'
} as const
type Register = keyof typeof registers

const there = Object.values(registers).every((name) => existsSync(join(data, name)))
if (!there) console.warn(`The registers are not all at ${data}: their truth files are not compared.`)

type Cells = (string | number | null)[][]
const results = new Map<string, ImportResult>()
const mappings = new Map<Register, Mapping>()
const parts: FactPart[] = []
let folder = ''
let facts: Facts

/** A truth; one row alone, or one value, is written without its brackets. */
function truth<Result = Cells>(register: Register, id: string): Result {
  const file = join(data, `${registers[register].replace(/\.csv(\.gz)?$/, '')}.truth.json`)
  const { aggregates } = JSON.parse(readFileSync(file, 'utf8')) as {
    aggregates: { id: string; result: Result }[]
  }
  const found = aggregates.find((aggregate) => aggregate.id === id)
  if (!found) throw new Error(`${register} has no aggregate ${id}`)
  return found.result
}

const sorted = (rows: Cells) =>
  rows.map((row) => row.map((cell) => cell ?? '')).sort((a, b) => (String(a) < String(b) ? -1 : 1))

/** The answers to several measures side by side, as the truth files write them: '' for what is not said. */
async function ask(register: Register, rows: string, measures: string[], columns = '', filter: Filter = {}) {
  const { table } = mappings.get(register) ?? { table: 'cases' }
  const found = new Map<string, (string | number | null)[]>()
  for (const measure of measures) {
    const question = questionOf({ table, rows, columns, measure })
    const { cells, groups } = await readPivot(byNumber(facts, 'a'), question, { ...filter, dataSets: [register] })
    expect(groups).toBe(cells.length)
    for (const { row, column, value } of cells) {
      const key = JSON.stringify([row, column])
      const names = columns ? [row ?? '', column ?? ''] : [row ?? '']
      found.set(key, [...(found.get(key) ?? names), value === null ? null : Number(value.toFixed(4))])
    }
  }
  return sorted([...found.values()])
}

describe.runIf(there)('registers that nobody prepared are imported as proposed, and asked', { timeout: 60_000 }, () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'registers-'))
    for (const [register, name] of Object.entries(registers)) {
      const file = join(data, name)
      const { mapping } = proposeMapping((await inspectFile(file)).columns)
      // A person keeps the country, which has too many spellings to be proposed as a category.
      if (register === 'facilities') mapping.fields.own2 = { column: 'country' }
      mappings.set(register as Register, mapping)
      const outFolder = join(folder, register)
      const result = await importFile({
        file,
        mapping,
        dataSet: register,
        version: '1',
        outFolder,
        today: '2026-11-27'
      })
      results.set(register, result)
      for (const table of result.tables) parts.push({ dataSet: register, version: '1', table, folder: outFolder })
    }
    facts = openFacts({ folder: join(folder, 'facts'), schema: factSchema, readManifest: async () => parts })
    // The copy of all registers is made here, and not within the first question.
    await facts.version('a')
  }, 240_000)

  afterAll(async () => {
    await facts?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('every row is taken but one whose year is 0', () => {
    const refused = Object.fromEntries([...results].map(([register, { rejected }]) => [register, rejected]))
    expect(refused).toEqual({ ...Object.fromEntries(Object.keys(registers).map((name) => [name, 0])), br: 1 })
  })

  test('Washington: one row for each violation becomes one complaint, counted once', async () => {
    expect(results.get('wa')?.records).toBe(truth<number>('wa', 'complaints'))
    expect(await ask('wa', 'openedYear', ['cases'])).toEqual(sorted(truth('wa', 'complaints_by_file_year')))
    expect(await ask('wa', 'concludedMonth', ['cases'])).toEqual(sorted(truth('wa', 'complaints_by_closed_month')))
    expect(await ask('wa', 'industryTitle', ['cases'])).toEqual(sorted(truth('wa', 'complaints_by_industry')))
    expect(await ask('wa', 'trigger', ['cases'])).toEqual(sorted(truth('wa', 'complaints_by_complaint_type')))
    expect(await ask('wa', 'industryTitle', ['cases'], 'concludedYear')).toEqual(
      sorted(truth('wa', 'complaints_by_industry_closed_year'))
    )
    expect(await ask('wa', 'issue', ['findings'])).toEqual(
      sorted(truth('wa', 'violation_type_rows').map(([name, rows]) => [name ?? '', name ? (rows ?? 0) : 0]))
    )
    expect(await ask('wa', 'industryTitle', ['amountClaimed', 'backWages'])).toEqual(
      sorted(truth('wa', 'money_by_industry'))
    )
    expect(await ask('wa', 'industryTitle', ['cases', 'owing', 'owingShare'])).toEqual(
      sorted(truth('wa', 'assessed_rate_by_industry'))
    )
  })

  test('Washington: employers are told apart by their number', async () => {
    const question = questionOf({ table: 'cases', rows: 'identifier', columns: '', measure: 'cases' })
    // The largest groups are given, and how many there are: those that come back are among them.
    const { cells, groups } = await readPivot(byNumber(facts, 'a'), question, { dataSets: ['wa'] })
    expect(groups).toBe(truth<number>('wa', 'employers_ubi') + 1)
    const times = (least: number) => cells.filter(({ row, records }) => row !== null && records >= least).length
    expect([2, 3, 5, 10].map(times)).toEqual(truth('wa', 'repeat_employers'))
    const top = cells.filter(({ row }) => row !== null).slice(0, 20)
    expect(sorted(top.map(({ row, records }) => [row, records]))).toEqual(sorted(truth('wa', 'top20_employers')))
  })

  test('California: docket dates and decision dates are two things, and amounts add up', async () => {
    expect(await ask('ca', 'openedYear', ['cases'])).toEqual(sorted(truth('ca', 'cases_by_docket_year')))
    expect(await ask('ca', 'openedMonth', ['cases'])).toEqual(sorted(truth('ca', 'cases_by_docket_month')))
    expect(await ask('ca', 'isicSection', ['cases'], 'openedYear')).toEqual(
      sorted(truth('ca', 'cases_by_isic_section_year'))
    )
    expect(await ask('ca', 'status', ['cases'])).toEqual(sorted(truth('ca', 'status')))
    expect(await ask('ca', 'isicSection', ['amountClaimed', 'backWages', 'amountPaid'])).toEqual(
      sorted(truth('ca', 'money_by_section'))
    )
    expect(await ask('ca', 'isicSection', ['cases', 'owing', 'owingShare'])).toEqual(
      sorted(truth('ca', 'assessed_rate_by_section'))
    )
  })

  test('Massachusetts: industries that are texts, and the violations that a column names', async () => {
    expect(await ask('ma', 'concludedYear', ['cases', 'backWages', 'workersAffected'])).toEqual(
      sorted(truth('ma', 'by_year'))
    )
    expect(await ask('ma', 'industryTitle', ['cases', 'backWages'])).toEqual(sorted(truth('ma', 'by_industry')))
    const issues = await ask('ma', 'issue', ['cases'])
    const top = truth('ma', 'by_violation_top25').map(([name, count]) => [name ?? '', count ?? 0])
    expect(issues.filter(([name]) => top.some(([other]) => other === name))).toEqual(sorted(top))
    expect(await ask('ma', 'own2', ['cases'])).toEqual(sorted(truth('ma', 'intent')))
  })

  test('twenty-one states: regions, years, categories, money', async () => {
    expect(await ask('states', 'region', ['cases'])).toEqual(sorted(truth('states', 'rows_by_region')))
    expect(await ask('states', 'region', ['cases'], 'openedYear')).toEqual(
      sorted(truth('states', 'rows_by_region_year'))
    )
    expect(await ask('states', 'issue', ['cases'])).toEqual(sorted(truth('states', 'category')))
    expect(await ask('states', 'status', ['cases'])).toEqual(sorted(truth('states', 'status')))
    // The truth adds up in floating point, and writes 0 where a state says nothing.
    const money = await ask('states', 'region', ['amountClaimed', 'backWages', 'amountPaid'])
    for (const [index, row] of sorted(truth('states', 'money_by_region')).entries())
      for (const [column, value] of row.entries())
        if (column > 0) expect(Math.abs(Number(money[index]?.[column]) - Number(value))).toBeLessThan(0.5)
  })

  test('Taiwan: sanctions in Chinese, several provisions in one cell, and accidents', async () => {
    expect(await ask('tw', 'concludedYear', ['cases'])).toEqual(sorted(truth('tw', 'by_year')))
    expect(await ask('tw', 'authority', ['cases'], 'concludedYear')).toEqual(sorted(truth('tw', 'by_authority_year')))
    expect(await ask('tw', 'region', ['cases'])).toEqual(sorted(truth('tw', 'by_region')))
    expect(await ask('twLabour', 'concludedYear', ['cases'])).toEqual(sorted(truth('twLabour', 'by_year')))
    expect(await ask('twLabour', 'own1', ['cases'])).toEqual(sorted(truth('twLabour', 'law_group')))
    expect(await ask('twAccidents', 'year', ['accidents', 'victims'])).toEqual(sorted(truth('twAccidents', 'by_year')))
    expect(await ask('twAccidents', 'isicSection', ['accidents', 'victims'])).toEqual(
      sorted(truth('twAccidents', 'by_section'))
    )
    expect(await ask('twAccidents', 'event', ['accidents'])).toEqual(sorted(truth('twAccidents', 'by_type')))
    expect(await ask('twAccidents', 'authority', ['accidents'])).toEqual(sorted(truth('twAccidents', 'by_agency')))
  })

  test('Japan and Brazil: regions, years of prosecution, divisions', async () => {
    expect(await ask('jp', 'concludedYear', ['cases'])).toEqual(sorted(truth('jp', 'by_year')))
    expect(await ask('jp', 'region', ['cases'])).toEqual(sorted(truth('jp', 'by_region')))
    expect(await ask('jp', 'status', ['cases'])).toEqual(sorted(truth('jp', 'status')))
    // The one row of which the year is 0 and the region is missing was refused.
    const regions = truth('br', 'by_region').filter(([region]) => region !== null && region !== '')
    expect((await ask('br', 'region', ['cases', 'workersAffected'])).filter(([region]) => region !== '')).toEqual(
      sorted(regions)
    )
  })

  test('complaints by channel, severe injuries without a day, mines by year', async () => {
    expect(await ask('complaints', 'openedMonth', ['cases'])).toEqual(sorted(truth('complaints', 'by_month')))
    expect(await ask('complaints', 'channel', ['cases'])).toEqual(sorted(truth('complaints', 'channel')))
    expect(await ask('complaints', 'own1', ['cases'])).toEqual(sorted(truth('complaints', 'formality')))
    expect(await ask('injuries', 'region', ['accidents'])).toEqual(sorted(truth('injuries', 'by_region')))
    const years = (await ask('mines', 'year', ['violations'])).map(([year, violations]) => [
      Number(year),
      violations ?? 0
    ])
    expect(years).toEqual(truth('mines', 'by_year').map(([year, violations]) => [Number(year), violations ?? 0]))
  })

  test('one row tells of the complaint, of what was found and of the sanction', async () => {
    const inspected = (await ask('complaints', 'isicSection', ['cases', 'acted'])).map((row) => row.slice(0, 3))
    const known = truth('complaints', 'section_inspected').map((row) => row.slice(0, 3))
    expect(inspected).toEqual(sorted(known))
    const stagesOf = async (register: Register) => (await readStages(facts, 'a', { dataSets: [register] })).stages
    const complaints = truth<number>('wa', 'complaints')
    const owing = truth('wa', 'assessed_rate_by_industry').reduce((sum, row) => sum + Number(row[2]), 0)
    // Washington names what is alleged, and assesses what is owed.
    const wa = await stagesOf('wa')
    expect(wa).toMatchObject({ complaints, breached: owing, sanctioned: 0, acted: 0 })
    expect(wa.alleged).toBeGreaterThan(owing)
    const [paid, appealed] = truth<number[]>('ma', 'paid_appeal_lien')
    const [citations] = truth<number[]>('ma', 'rows')
    expect(await stagesOf('ma')).toMatchObject({
      complaints: 0,
      sanctioned: citations,
      collected: paid,
      // Of one more the appeal was withdrawn: it stands.
      contested: Number(appealed) + 1,
      upheld: 1
    })
    expect(await ask('ma', 'appealed', ['cases'])).toContainEqual(['yes', appealed])
    expect(await ask('complaints', 'receivedYear', ['complaints'])).toEqual([['2020', 7734]])
    expect(await ask('ma', 'imposedYear', ['sanctioned'])).toEqual(
      sorted(truth('ma', 'by_year').map((row) => row.slice(0, 2)))
    )
  })

  test('lists of facilities are a register of workplaces, counted by country as their files write it', async () => {
    expect(mappings.get('facilities')?.table).toBe('workplaces')
    expect(mappings.get('facilities')?.fields).toMatchObject({
      workplace: { column: 'name' },
      address: { column: 'address' },
      industryTitle: { column: 'sector' }
    })
    const [rows, countries] = truth<number[]>('facilities', 'rows')
    expect(results.get('facilities')?.records).toBe(rows)
    const cells = await ask('facilities', 'own2', ['workplaces'])
    expect(cells.length).toBe(countries)
    expect(cells).toEqual(sorted(truth('facilities', 'by_country')))
  })
})
