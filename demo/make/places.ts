import { join } from 'node:path'
import { type Row, readTable, writeTable } from './csv.ts'

type County = { readonly fips: string; readonly name: string }
type Prefix = { readonly counties: readonly string[]; readonly except: readonly string[] }
type Placed = { readonly county: County; readonly share: number; readonly rows: number; readonly basis: string }

/** The county that more than half of the votes name, with its share of them (0 to 1). */
const majority = (votes: readonly County[]): { county: County; share: number } | undefined => {
  const counts = new Map<string, number>()
  for (const { fips } of votes) counts.set(fips, (counts.get(fips) ?? 0) + 1)
  const [first] = [...counts].sort((one, other) => other[1] - one[1] || one[0].localeCompare(other[0]))
  const county = votes.find(({ fips }) => fips === first?.[0])
  return first && county && first[1] * 2 > votes.length ? { county, share: first[1] / votes.length } : undefined
}

const grouped = (pairs: Iterable<readonly [string, County]>): Map<string, County[]> => {
  const groups = new Map<string, County[]>()
  for (const [zip, county] of pairs) groups.set(zip, [...(groups.get(zip) ?? []), county])
  return groups
}

/** Town (lower case, trimmed) to county, from the hand-kept list. */
export const countyByTown = (country: string): Map<string, County> => {
  const { rows } = readTable(join(country, 'california_city_county.csv'))
  const county = (row: Row): County => ({ fips: row.county_fips ?? '', name: row.county_name ?? '' })
  return new Map(rows.map((row) => [(row.city ?? '').toLowerCase(), county(row)]))
}

const prefixes = (country: string): Map<string, Prefix> => {
  const { rows } = readTable(join(country, 'california_zip_prefix.csv'))
  const list = (cell = '') => cell.split('|').filter(Boolean)
  return new Map(rows.map((row) => [row.prefix ?? '', { counties: list(row.counties), except: list(row.except) }]))
}

/**
 * Writes california_zip_county.csv: ZIP code to county, first by the addresses of the San Francisco district, then by
 * the towns that the register names for the ZIP code, then by postal areas that lie in one county. A county outside
 * the postal area's counties is a typing error in the source and is left out.
 */
export const writeZipCounties = (source: string, country: string): void => {
  const towns = countyByTown(country)
  const areas = prefixes(country)
  const byName = new Map([...towns.values()].map((county) => [county.name, county]))
  const plausible = (zip: string, { name }: County) => areas.get(zip.slice(0, 3))?.counties.includes(name) ?? false

  const addresses = readTable(join(source, 'us_whd_sf_district.csv')).rows.flatMap((row) => {
    const zip = /(\d{5})(-\d{4})?$/.exec(row.address ?? '')?.[1]
    const county = byName.get((row.county ?? '').replace(/ County$/, ''))
    return zip && county && plausible(zip, county) ? [[zip, county] as const] : []
  })
  const named = readTable(join(source, 'us_whd_california.csv')).rows.flatMap((row) => {
    const county = towns.get((row.cty_nm ?? '').trim().toLowerCase())
    const zip = row.zip_cd ?? ''
    return county && plausible(zip, county) ? [[zip, county] as const] : []
  })

  const placed = new Map<string, Placed>()
  const place = (votes: Map<string, County[]>, basis: string) => {
    for (const [zip, counties] of votes) {
      const found = placed.has(zip) ? undefined : majority(counties)
      if (found) placed.set(zip, { ...found, rows: counties.length, basis })
    }
  }
  place(grouped(addresses), 'address')
  place(grouped(named), 'majority of named cities')
  for (const [prefix, { counties, except }] of areas) {
    const county = counties.length === 1 ? byName.get(counties[0] ?? '') : undefined
    for (let last = 0; county && last < 100; last++) {
      const zip = `${prefix}${String(last).padStart(2, '0')}`
      if (!placed.has(zip) && !except.includes(zip)) placed.set(zip, { county, share: 1, rows: 0, basis: 'prefix' })
    }
  }

  const rows = [...placed].sort().map(([zip, { county, share, rows, basis }]) => ({
    zip,
    county_fips: county.fips,
    county_name: county.name,
    share: String(Math.round(share * 1000) / 1000),
    rows: String(rows),
    basis
  }))
  const header = ['zip', 'county_fips', 'county_name', 'share', 'rows', 'basis']
  writeTable(join(country, 'california_zip_county.csv'), { header, rows })
}
