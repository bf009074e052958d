import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteText } from '../facts/duckdb.ts'
import { type ListKind, type ListLine, type Provision, provisionsOf } from './code-list.rules.ts'
import { indexRegions, type Region, type RegionIndex } from './region.rules.ts'
import type { ListName } from './table.rules.ts'

/** Code lists that an import uses; paths are of CSV files with a header. Each may be left out. */
export type CodeLists = {
  /**
   * `naics,section[,division]` or `naics_prefix,section,rank`: ISIC for the first figures of a national industry
   * code; where the list knows several sections, the share of the first.
   */
  industryToIsic?: string
  /** `zip,county_fips,county_name`. */
  postcodeToCounty?: string
  /** `city,county_fips,county_name`: for places without a postcode. */
  cityToCounty?: string
  /** The only region (ISO 3166-2) to which the two county lists apply. */
  countyRegion?: string
  /** `code`: the regions of ISO 3166-2, where others shall be refused. */
  regions?: string
  /** `code,level,parent`: sections and divisions of ISIC Rev.4. */
  isic?: string
  /** `code,level`: groups of ISCO-08. */
  isco?: string
  /** The regions of the country (ISO 3166-2) with their names, by which those of a source are known. */
  regionNames?: readonly Region[]
  /** The provisions of the country, by issue, with the days between which they were in force. */
  provisions?: readonly Provision[]
  /** What the inspectorate brought; it wins over the country's. */
  own?: Partial<Record<ListKind, readonly ListLine[]>>
}

/** The lists that became tables: by name for checks, and whether a crosswalk can be asked. */
export type LoadedLists = Partial<Record<ListName, string>> & {
  /** Whether the codes of the crosswalk are figures alone, or all signs of a code count. */
  industrySections?: 'figures' | 'signs'
  isic5Sections?: true
  occupations?: true
  regionOf?: RegionIndex
  provisions?: readonly Provision[]
  postcodeCounties?: true
  cityCounties?: true
  countyRegion?: string
  /** Nearly all places of the file are in the county lists: where it names no region, it is of theirs. */
  placesFit?: boolean
}

/** Reads the code lists into tables of this connection. */
export async function loadLists(connection: DuckDBConnection, lists: CodeLists): Promise<LoadedLists> {
  const loaded: LoadedLists = {}
  const { own = {}, regionNames = [] } = lists
  const load = (name: string, sql: string) => connection.run(`create table ${name} as ${sql}`)
  if (lists.regions) {
    await load('regions', `select distinct code from ${csv(lists.regions)}`)
    loaded.region = 'regions'
  }
  if (lists.isic) {
    const codes = `select code, parent from ${csv(lists.isic)}`
    await load('isic_sections', `${codes} where level = 'section'`)
    await load('isic_divisions', `${codes} where level = 'division'`)
    loaded.isicSection = 'isic_sections'
    loaded.isicDivision = 'isic_divisions'
    await load(
      'isic_codes',
      'select code as prefix, parent as section, code as division, null::double as sure from isic_divisions'
    )
  }
  if (lists.isco) {
    await load('isco_groups', `select code from ${csv(lists.isco)}`)
    loaded.isco = 'isco_groups'
  }
  if (own.industry && loaded.isicDivision) {
    await load('industry_sections', sectionsSql(own.industry))
    loaded.industrySections = 'signs'
  } else if (lists.industryToIsic) {
    await load('industry_sections', await bestSections(connection, lists.industryToIsic))
    loaded.industrySections = 'figures'
  }
  if (own.isic5 && loaded.isicDivision) {
    await load('isic5_sections', sectionsSql(own.isic5))
    loaded.isic5Sections = true
  }
  if (own.occupation) {
    await load('occupation_codes', bestSql(own.occupation, 'isco'))
    loaded.occupations = true
  }
  if (lists.postcodeToCounty) {
    await load('postcode_counties', countySql(lists.postcodeToCounty, 'zip'))
    loaded.postcodeCounties = true
  }
  if (lists.cityToCounty) {
    await load('city_counties', countySql(lists.cityToCounty, 'lower(city)'))
    loaded.cityCounties = true
  }
  if (regionNames.length > 0 || own.region) {
    loaded.regionOf = indexRegions(regionNames, broughtRegions(own.region))
  }
  const provisions = provisionsOf(own.provision, lists.provisions)
  return { ...loaded, provisions, countyRegion: lists.countyRegion }
}

/** What the inspectorate calls regions, with their codes of ISO 3166-2. */
export function broughtRegions(lines: readonly ListLine[] = []): [string, string][] {
  return lines.map(({ region = '', iso = '' }) => [region, iso.toUpperCase()])
}

/** One section (and division, where the list has it) for each prefix: the first of the list where it gives several. */
async function bestSections(connection: DuckDBConnection, path: string): Promise<string> {
  const names = (await connection.runAndReadAll(`select * from ${csv(path)} limit 0`)).columnNames()
  const order = names.includes('rank') ? 'rank::integer' : '1'
  const prefix = names.includes('naics_prefix') ? 'naics_prefix' : 'naics'
  const division = names.includes('division') ? `arg_min(division, ${order})` : 'null::varchar'
  const share = ['section_share', 'share'].find((name) => names.includes(name))
  const sure = share ? `arg_min(try_cast(${share} as double), ${order})` : 'null::double'
  return `select ${prefix} as prefix, arg_min(section, ${order}) as section, ${division} as division, ${sure} as sure
    from ${csv(path)} group by ${prefix}`
}

/** The lines of a list as a table of texts. */
function linesSql(lines: readonly ListLine[], columns: readonly string[]): string {
  const cell = (value: string | undefined) => (value === undefined ? 'null' : quoteText(value))
  const rows = lines.map((line) => `(${columns.map((name) => cell(line[name])).join(', ')})`)
  return `(select * from (values ${rows.join(', ')}) as list(${columns.join(', ')}))`
}

/** Codes as they are compared: the signs between figures are left out, as in "01.11". */
export const bareCodeSql = (code: string) => `upper(regexp_replace(${code}, '[^0-9A-Za-z]', '', 'g'))`

/** For each code the target with the greatest share, and how great it is of all that the list gives the code. */
function bestSql(lines: readonly ListLine[], target: string): string {
  return `select code as prefix, arg_max(target, part) as target, max(part) / sum(part) as sure from (
      select ${bareCodeSql('code')} as code, ${target} as target, sum(coalesce(try_cast(share as double), 1)) as part
      from ${linesSql(lines, ['code', target, 'share'])} group by 1, 2)
    group by 1`
}

/**
 * For each code the section of ISIC with the greatest share, its share, and in it the division with the greatest. What a line
 * names may be a section, a division or a finer code.
 */
function sectionsSql(lines: readonly ListLine[]): string {
  const named = `select ${bareCodeSql('code')} as code, upper(isic) as isic,
      nullif(left(regexp_extract(isic, '[0-9]+'), 2), '') as division, coalesce(try_cast(share as double), 1) as part
    from ${linesSql(lines, ['code', 'isic', 'share'])}`
  const placed = `select n.code, d.code as division, n.part,
      coalesce(d.parent, nullif(regexp_extract(n.isic, '^[A-U]'), '')) as section
    from (${named}) n left join isic_divisions d on d.code = n.division`
  const sections = `select code, section, sum(part) as part, arg_max(division, part) as division
    from (select code, section, division, sum(part) as part from (${placed}) where section is not null group by 1, 2, 3)
    group by 1, 2`
  return `select code as prefix, arg_max(section, part) as section, arg_max(division, part) as division,
      max(part) / sum(part) as sure from (${sections}) group by 1`
}

function countySql(path: string, key: string): string {
  return `select ${key} as key, any_value(county_fips) as code, any_value(county_name) as name
      from ${csv(path)} group by all`
}

function csv(path: string): string {
  return `read_csv(${quoteText(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`
}
