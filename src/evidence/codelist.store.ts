import type { DuckDBConnection } from '@duckdb/node-api'
import { quoteText } from '../kernel/duckdb.ts'
import type { ListName } from './table.rules.ts'

/** Paths of code lists (CSV with a header) that an import uses; each may be left out. */
export type CodeLists = {
  /**
   * `naics,section[,division]` or `naics_prefix,section,rank`: ISIC for the first figures of a national industry
   * code.
   */
  industryToIsic?: string
  /** `zip,county_fips,county_name`. */
  postcodeToCounty?: string
  /** `city,county_fips,county_name`: for places without a postcode. */
  cityToCounty?: string
  /** The only region (ISO 3166-2) to which the two county lists apply. */
  countyRegion?: string
  /** `code`: the regions of ISO 3166-2. */
  regions?: string
  /** `code,level`: sections and divisions of ISIC Rev.4. */
  isic?: string
}

/** The lists that became tables: by name for checks, and whether a crosswalk can be asked. */
export type LoadedLists = Partial<Record<ListName, string>> & {
  industrySections?: true
  postcodeCounties?: true
  cityCounties?: true
  countyRegion?: string
}

/** Reads the code lists into tables of this connection. */
export async function loadLists(connection: DuckDBConnection, lists: CodeLists): Promise<LoadedLists> {
  const loaded: LoadedLists = {}
  const load = (name: string, sql: string) => connection.run(`create table ${name} as ${sql}`)
  if (lists.regions) {
    await load('regions', `select distinct code from ${csv(lists.regions)}`)
    loaded.region = 'regions'
  }
  if (lists.isic) {
    await load('isic_sections', `select code from ${csv(lists.isic)} where level = 'section'`)
    await load('isic_divisions', `select code from ${csv(lists.isic)} where level = 'division'`)
    loaded.isicSection = 'isic_sections'
    loaded.isicDivision = 'isic_divisions'
  }
  if (lists.industryToIsic) {
    await load('industry_sections', await bestSections(connection, lists.industryToIsic))
    loaded.industrySections = true
  }
  if (lists.postcodeToCounty) {
    await load('postcode_counties', countySql(lists.postcodeToCounty, 'zip'))
    loaded.postcodeCounties = true
  }
  if (lists.cityToCounty) {
    await load('city_counties', countySql(lists.cityToCounty, 'lower(city)'))
    loaded.cityCounties = true
  }
  return { ...loaded, countyRegion: lists.countyRegion }
}

/** One section (and division, where the list has it) for each prefix: the first of the list where it gives several. */
async function bestSections(connection: DuckDBConnection, path: string): Promise<string> {
  const names = (await connection.runAndReadAll(`select * from ${csv(path)} limit 0`)).columnNames()
  const order = names.includes('rank') ? 'rank::integer' : '1'
  const prefix = names.includes('naics_prefix') ? 'naics_prefix' : 'naics'
  const division = names.includes('division') ? `arg_min(division, ${order})` : 'null::varchar'
  return `select ${prefix} as prefix, arg_min(section, ${order}) as section, ${division} as division
    from ${csv(path)} group by ${prefix}`
}

function countySql(path: string, key: string): string {
  return `select ${key} as key, any_value(county_fips) as code, any_value(county_name) as name
      from ${csv(path)} group by all`
}

function csv(path: string): string {
  return `read_csv(${quoteText(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`
}
