import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTable, type Table } from './make/csv.ts'
import { byEmployer, readCases } from './make/figures.ts'
import { normalised } from './make/names.ts'

const source = join(import.meta.dirname, '../../shared/data')
const country = join(import.meta.dirname, '../country')
const withSource = test.skipIf(!existsSync(source))
const file = (name: string) => readTable(join(import.meta.dirname, name))
const original = (name: string) => readTable(join(source, name))
/** All cells as one text, some columns left out: quick to compare. */
const without = ({ header, rows }: Table, ...columns: string[]) =>
  rows.map((row) => header.map((name) => (columns.includes(name) ? '' : row[name])).join('\t')).join('\n')
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

if (!existsSync(source)) console.info('The public data are not at hand: comparisons with the source are left out.')

const cases = readCases(import.meta.dirname, join(country, 'us'))

withSource('the register differs from its source in the trade names alone', () => {
  const [made, real] = [file('register.csv.gz'), original('us_whd_california.csv')]
  expect(made.header).toEqual(real.header)
  expect(without(made, 'trade_nm')).toBe(without(real, 'trade_nm'))
})

withSource('the district differs from its source in names, case numbers and streets alone', () => {
  const [made, real] = [file('sf_district.csv.gz'), original('us_whd_sf_district.csv')]
  expect(made.header).toEqual(real.header)
  const changed = ['case_id', 'trade_name', 'legal_name', 'address']
  expect(without(made, ...changed)).toBe(without(real, ...changed))
  expect(made.rows.filter(({ address = '' }) => !/^[A-Za-z .-]+ CA \d{5}(-\d{4})?$/.test(address))).toEqual([])
})

withSource('no real name survives', () => {
  const [register, district] = [original('us_whd_california.csv').rows, original('us_whd_sf_district.csv').rows]
  const names = [...register.map((row) => row.trade_nm), ...district.flatMap((row) => [row.trade_name, row.legal_name])]
  const real = new Set(names.map((name = '') => normalised(name)).filter(Boolean))
  const made = [
    ...file('register.csv.gz').rows.map((row) => row.trade_nm),
    ...file('sf_district.csv.gz').rows.flatMap((row) => [row.trade_name, row.legal_name])
  ]
  expect(made.filter((name = '') => real.has(normalised(name)))).toEqual([])
})

withSource('employers come back as often as in the source', () => {
  const real = original('us_whd_california.csv').rows.map((row) => ({ row, county: '' }))
  const sizes = (groups: readonly unknown[][]) => groups.map((group) => group.length).sort((one, other) => one - other)
  expect(sizes(byEmployer(cases))).toEqual(sizes(byEmployer(real)))
})

test('the deaths at work are the 1,160 of California', () => {
  const { rows } = file('fatalities.csv.gz')
  expect(rows).toHaveLength(1160)
  expect(new Set(rows.map(({ region }) => region))).toEqual(new Set(['US-CA']))
})

test('the sources say what the files hold, in four languages', () => {
  for (const entry of json(join(import.meta.dirname, 'sources.json'))) {
    expect(file(entry.file).rows).toHaveLength(entry.rows)
    for (const text of ['title', 'publisher', 'rights', 'period', 'absent', 'changed'])
      expect(Object.keys(entry[text])).toEqual(['en', 'fr', 'es', 'ar'])
  }
})

test('a case in 97 of 100 or more finds its county, and every county is on the map', () => {
  expect(cases.filter(({ county }) => county !== '').length).toBe(15888)
  const map = json(join(country, 'us/california_counties.json'))
  const known = new Set(map.counties.map(({ id }: { id: string }) => id))
  expect(known.size).toBe(58)
  expect(cases.filter(({ county }) => county !== '' && !known.has(county))).toEqual([])
})

test('the industry of every case leads to the ISIC section that the source gives', () => {
  const sections = new Map(readTable(join(country, 'us/naics_isic.csv')).rows.map((row) => [row.naics, row.section]))
  const section = (naics: string): string => (naics === '' ? '' : (sections.get(naics) ?? section(naics.slice(0, -1))))
  const wrong = cases.filter(({ row }) => section(row.naic_cd ?? '') !== row.isic4_section)
  expect(wrong).toEqual([])
})

test('the code lists are whole: 21 sections, 88 divisions, 249 countries, 11 fundamental instruments', () => {
  const isic = readTable(join(country, 'int/isic_rev4.csv')).rows
  expect(isic.filter(({ level }) => level === 'section')).toHaveLength(21)
  expect(isic.filter(({ level }) => level === 'division')).toHaveLength(88)
  expect(isic.filter((row) => ['en', 'fr', 'es', 'ar'].some((language) => !row[`title_${language}`]))).toEqual([])
  expect(readTable(join(country, 'int/iso_3166_1.csv')).rows).toHaveLength(249)
  const conventions = json(join(country, 'int/conventions.json'))
  expect(conventions.filter(({ kind }: { kind: string }) => kind === 'fundamental')).toHaveLength(11)
  const codes = new Set(conventions.map(({ code }: { code: string }) => code))
  for (const { conventions: named } of json(join(country, 'us/provisions.json')).issues)
    for (const { code } of named) expect(codes).toContain(code)
})
