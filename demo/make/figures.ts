import { join } from 'node:path'
import { type Row, readTable } from './csv.ts'
import { countyByTown } from './places.ts'

export type Case = { readonly row: Row; readonly county: string }

/** The cases of the demonstration register, each with the FIPS code of its county ('' when it is not placed). */
export const readCases = (demo: string, country: string): Case[] => {
  const zips = readTable(join(country, 'california_zip_county.csv')).rows
  const byZip = new Map(zips.map((row) => [row.zip, row.county_fips ?? '']))
  const byTown = countyByTown(country)
  return readTable(join(demo, 'register.csv.gz')).rows.map((row) => ({
    row,
    county: byZip.get(row.zip_cd) ?? byTown.get((row.cty_nm ?? '').trim().toLowerCase())?.fips ?? ''
  }))
}

export const amount = ({ row }: Case, column: string): number => Number(row[column] || 0)

export const sum = (cases: readonly Case[], column: string): number =>
  cases.reduce((total, one) => total + amount(one, column), 0)

/** The cases of an industry (NAICS prefix, '' for all) in a county (FIPS code, '' for all). */
export const of = (cases: readonly Case[], industry: string, county = ''): Case[] =>
  cases.filter((one) => (one.row.naic_cd ?? '').startsWith(industry) && (county === '' || one.county === county))

/** The cases in which a column is above zero. */
export const having = (cases: readonly Case[], column: string): Case[] => cases.filter((one) => amount(one, column) > 0)

/** The cases of each employer: the same name in the same town, without regard to case. */
export const byEmployer = (cases: readonly Case[]): Case[][] => {
  const groups = new Map<string, Case[]>()
  for (const one of cases) {
    const key = [one.row.trade_nm, one.row.cty_nm].map((cell) => (cell ?? '').trim().toLowerCase()).join('|')
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

/** The cases that carry one name, whatever its spelling and shop number. */
export const byName = (cases: readonly Case[]): Map<string, Case[]> => {
  const groups = new Map<string, Case[]>()
  for (const one of cases) {
    const name = (one.row.trade_nm ?? '')
      .toLowerCase()
      .replace(/#.*/, '')
      .replace(/[^a-z]+/g, ' ')
      .trim()
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return groups
}

export const towns = (cases: readonly Case[]): number =>
  new Set(cases.map(({ row }) => (row.cty_nm ?? '').trim().toLowerCase())).size
