import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText } from '../facts/duckdb.ts'
import { valueName } from './cell.store.ts'
import { bareCodeSql, type LoadedLists } from './list-table.store.ts'
import type { WriteContext } from './output.store.ts'
import { meaningSql } from './reading.store.ts'
import type { Mapping, Warning } from './rules.ts'
import { daysOf, type FieldName, fieldOf, findingTableOf, type Measure, type sureness } from './table.rules.ts'

/** Harmonised values beside those of the source: what crosswalks, lists of names and other columns say of a record. */

export function isMapped(mapping: Mapping, name: FieldName): boolean {
  return mapping.fields[name] !== undefined || mapping.constants[name] !== undefined
}

type Derived = Partial<Record<FieldName | keyof typeof sureness, string>>

/** Values that a file does not give but its other columns do. */
export function derivedValues({ mapping, lists }: WriteContext): Derived {
  const derived: Derived = { ...daysOfYear(mapping) }
  if (!isMapped(mapping, 'record')) derived.record = 'line::varchar'
  if (schemesOf(mapping, lists).length > 0) Object.assign(derived, industryValues(mapping))
  // Where the country has no other classification, that of ISIC's family is the national one.
  if (isMapped(mapping, 'isicCode') && !isMapped(mapping, 'industryCode') && !lists.industrySections)
    derived.industryCode = valueName('isicCode')
  if (canNameOccupations(mapping, lists)) {
    const own = isMapped(mapping, 'isco') ? valueName('isco') : 'null'
    derived.isco = `coalesce(${own}, occupation.target)`
    derived.iscoSure = `case when ${own} is null then occupation.sure end`
  }
  if (canNameRegions(mapping, lists))
    derived.region = isMapped(mapping, 'region')
      ? `coalesce(${valueName('region')}, named_regions.code)`
      : 'named_regions.code'
  const places = placesOf(mapping, lists)
  if (places.length > 0) {
    if (!isMapped(mapping, 'county')) derived.county = `coalesce(${places.map((place) => `${place}.name`).join(', ')})`
    if (!isMapped(mapping, 'countyCode'))
      derived.countyCode = `coalesce(${places.map((place) => `${place}.code`).join(', ')})`
  }
  if (fieldOf(mapping.table, 'fatal') && isMapped(mapping, 'fatal') && !isMapped(mapping, 'deaths'))
    derived.deaths = `case ${meaningSql('fatal', valueName('fatal'))} when 'yes' then 1 when 'no' then 0 end`
  if (fieldOf(mapping.table, 'breach') && isMapped(mapping, 'breach')) derived.breach = breachSql()
  if (findingTableOf(mapping.table)) {
    for (const measure of ['violations', 'backWages', 'penalties'] as const) {
      if (!fieldOf(mapping.table, measure)) continue
      const parts = findingValues(mapping, measure)
      if (!isMapped(mapping, measure) && parts.length > 0 && parts.length === mapping.findings.length)
        derived[measure] = sumSql(parts)
    }
    if (!isMapped(mapping, 'violations') && mapping.issues?.meaning === 'found')
      derived.violations = `(select count(*) from found where found.row = records.line)`
  }
  return derived
}

/** A year, or a quarter of it, as the period that it is. */
export function daysOfYear(mapping: Mapping): Partial<Record<FieldName, string>> {
  if (!isMapped(mapping, 'year') || daysOf(mapping.table).some((name) => isMapped(mapping, name))) return {}
  const year = valueName('year')
  if (!fieldOf(mapping.table, 'periodEnd')) return {}
  if (!isMapped(mapping, 'quarter'))
    return { periodStart: `make_date(${year}, 1, 1)`, periodEnd: `make_date(${year}, 12, 31)` }
  const start = `make_date(${year}, 3 * ${valueName('quarter')} - 2, 1)`
  return { periodStart: start, periodEnd: `last_day(${start} + interval 2 month)` }
}

/**
 * The file's own section stands, empty or not; the division of the crosswalk is taken where both agree on the
 * section.
 */
function industryValues(mapping: Mapping): Derived {
  if (!isMapped(mapping, 'isicSection'))
    return {
      isicSection: 'named.section',
      isicSure: 'named.sure',
      ...(isMapped(mapping, 'isicDivision') ? {} : { isicDivision: 'named.division' })
    }
  if (isMapped(mapping, 'isicDivision')) return {}
  return { isicDivision: `case when named.section = ${valueName('isicSection')} then named.division end` }
}

function findingValues(mapping: Mapping, measure: Measure): string[] {
  return mapping.findings
    .filter((finding) => finding[measure])
    .map(({ issue }) => `records.${valueName(`${issue} ${measure}`)}`)
}

/** Nothing where every part is missing. */
function sumSql(parts: readonly string[]): string {
  const sum = parts.map((part) => `coalesce(${part}, 0)`).join(' + ')
  return `case when coalesce(${parts.join(', ')}) is not null then ${sum} end`
}

/** A column of industry codes, the crosswalk that knows them, and how a code is written in it. */
type Scheme = { field: 'isicDivision' | 'isicCode' | 'isic5' | 'industryCode'; table: string; code: string }

const figures = `regexp_replace(code, '[^0-9]', '', 'g')`

/**
 * The figures of a code of ISIC's family. A spreadsheet takes the nought from "0111" and "01.11": it is put back before a point, and
 * where a code is one figure shorter than the longest of its column and so becomes a group that there is.
 */
const isicFigures = `case
    when regexp_matches(code, '^[A-Za-z]? ?[0-9]([.]|$)') then '0' || ${figures}
    when length(${figures}) + 1 = longest and longest in (4, 5, 7)
      and regexp_matches('0' || ${figures}, '^0(1[1-7]|2[1-4]|3[12]|[567][12]|[89][19])') then '0' || ${figures}
    else ${figures} end`

const breachSql = () => meaningSql('breach', valueName('breach'))

/** The crosswalks that can tell the section of ISIC Rev.4, the surer first. */
function schemesOf(mapping: Mapping, lists: LoadedLists): Scheme[] {
  const isic5: Scheme = { field: 'isic5', table: 'isic5_sections', code: bareCodeSql('code') }
  const national: Scheme = {
    field: 'industryCode',
    table: 'industry_sections',
    code: lists.industrySections === 'signs' ? bareCodeSql('code') : `regexp_extract(code, '^[0-9]+')`
  }
  const ofIsic: Scheme[] = [
    { field: 'isicDivision', table: 'isic_codes', code: 'code' },
    { field: 'isicCode', table: 'isic_codes', code: isicFigures }
  ]
  return [
    ...(lists.isicDivision ? ofIsic : []),
    ...(lists.isic5Sections ? [isic5] : []),
    ...(lists.industrySections ? [national] : [])
  ].filter(({ field }) => isMapped(mapping, field))
}

const canNameOccupations = (mapping: Mapping, { occupations }: LoadedLists) =>
  occupations === true && fieldOf(mapping.table, 'occupationCode') !== undefined && isMapped(mapping, 'occupationCode')

const canNameRegions = (mapping: Mapping, { regionOf }: LoadedLists) =>
  regionOf !== undefined && isMapped(mapping, 'regionName')

/** What the crosswalks and the names of regions say of each different value of the records. */
export async function nameCodes(context: WriteContext): Promise<void> {
  const { connection, mapping, lists } = context
  for (const { field, table, code } of schemesOf(mapping, lists))
    await connection.run(`create table named_${field} as
      select code, arg_max(section, length(prefix)) as section, arg_max(division, length(prefix)) as division,
        arg_max(sure, length(prefix)) as sure
      from (select code, max(length(${figures})) over () as longest
        from (select distinct ${valueName(field)} as code from records))
      join ${table} on starts_with(${code}, prefix) group by code`)
  if (canNameOccupations(mapping, lists))
    await connection.run(`create table named_occupations as
      select code, arg_max(target, length(prefix)) as target, arg_max(sure, length(prefix)) as sure
      from (select distinct ${valueName('occupationCode')} as code from records)
      join occupation_codes on starts_with(${bareCodeSql('code')}, prefix) group by code`)
  if (canNameRegions(mapping, lists)) await nameRegions(connection, lists)
}

/** More different names than this are none of regions. */
const mostRegionNames = 5000

async function nameRegions(connection: DuckDBConnection, { regionOf }: LoadedLists): Promise<void> {
  const name = valueName('regionName')
  const written = await askDuckDB<{ name: string }>(
    connection,
    `select distinct ${name} as name from records where ${name} is not null limit ${mostRegionNames}`
  )
  const codes = [...(regionOf?.codesOf(written.map(({ name }) => name)) ?? [])]
  const known = codes.map(([name, code]) => `(${quoteText(name)}, ${quoteText(code)})`)
  const rows = known.length > 0 ? `(values ${known.join(', ')})` : `(select '', '' where false)`
  await connection.run(`create table named_regions as select * from ${rows} as region(name, code)`)
}

/** The crosswalks that can tell the county, the surer first. */
function placesOf(mapping: Mapping, lists: LoadedLists): string[] {
  if (isMapped(mapping, 'countyCode')) return []
  if (isMapped(mapping, 'county')) return lists.postcodeCounties || lists.cityCounties ? ['by_name'] : []
  const byPostcode = lists.postcodeCounties && isMapped(mapping, 'postcode') ? ['by_postcode'] : []
  const byCity = lists.cityCounties && isMapped(mapping, 'city') ? ['by_city'] : []
  return [...byPostcode, ...byCity]
}

/** A file that names no region is of that of the county lists where so many of its places are in them. */
const fitting = 0.9

const namesRegion = ({ fields, constants }: Mapping) => Boolean(fields.region ?? constants.region ?? fields.regionName)

/** Whether nearly all places of `records` are in the county lists; asked only where no region is named. */
export async function doPlacesFit({ connection, mapping, lists }: WriteContext): Promise<boolean> {
  const asked = placesOf(mapping, lists).filter((place) => place !== 'by_name')
  if (namesRegion(mapping) || asked.length === 0) return false
  const keys: Record<string, [value: string, table: string]> = {
    by_postcode: [`left(${valueName('postcode')}, 5)`, 'postcode_counties'],
    by_city: [`lower(${valueName('city')})`, 'city_counties']
  }
  const [[value = '', table = ''] = []] = asked.map((place) => keys[place] ?? [])
  const [row] = await askDuckDB<{ found: number; of: number }>(
    connection,
    `select count(*) filter (where ${value} in (select key from ${table})) as found, count(${value}) as of from records`
  )
  return row !== undefined && row.of > 0 && row.found >= fitting * row.of
}

/** Whether the county lists, which are of one region, are asked for a record: it must lie there. */
function inRegionSql(mapping: Mapping, { countyRegion, regionOf, placesFit = false }: LoadedLists): string {
  if (!countyRegion) return 'true'
  if (!namesRegion(mapping)) return String(placesFit)
  const region = (mapping.fields.region ?? mapping.constants.region) ? valueName('region') : 'null'
  const named = mapping.fields.regionName && regionOf ? 'named_regions.code' : 'null'
  return `coalesce(${region}, ${named}) = ${quoteText(countyRegion)}`
}

/** What is joined to `records` for the derived values. */
export function joinsSql(mapping: Mapping, lists: LoadedLists): string {
  const inRegion = ` and ${inRegionSql(mapping, lists)}`
  const names = `(select distinct lower(name) as key, code, name
      from ${lists.postcodeCounties ? 'postcode_counties' : 'city_counties'})`
  const county = `lower(regexp_replace(${valueName('county')}, ' +(county|parish|borough)$', '', 'i'))`
  const places: Record<string, string> = {
    by_postcode: `left join postcode_counties by_postcode
      on by_postcode.key = left(${valueName('postcode')}, 5)${inRegion}`,
    by_city: `left join city_counties by_city on by_city.key = lower(${valueName('city')})${inRegion}`,
    by_name: `left join ${names} by_name on by_name.key = ${county}${inRegion}`
  }
  // The region by its name comes first: whether a county is asked for hangs on it.
  const regions = canNameRegions(mapping, lists)
    ? [`left join named_regions on named_regions.name = ${valueName('regionName')}`]
    : []
  const joined = [...regions, ...placesOf(mapping, lists).map((place) => places[place] ?? '')]
  const schemes = schemesOf(mapping, lists)
  if (schemes.length > 0) {
    const tables = schemes.map(({ field }) => `left join named_${field} on named_${field}.code = ${valueName(field)}`)
    const first = (column: string) => `coalesce(${schemes.map(({ field }) => `named_${field}.${column}`).join(', ')})`
    joined.push(
      ...tables,
      `cross join lateral (select ${first('section')} as section, ${first('division')} as division,
        ${first('sure')} as sure) named`
    )
  }
  if (canNameOccupations(mapping, lists))
    joined.push(`left join named_occupations occupation on occupation.code = ${valueName('occupationCode')}`)
  return joined.join('\n')
}

/** What the lists could not tell: for each warning the column that stays empty, and whether somebody could expect it. */
export async function harmoniseWarnings({ connection, folder, mapping, lists }: WriteContext): Promise<Warning[]> {
  const expected: [Warning['code'], string, boolean][] = [
    [
      'industry-without-section',
      'isicSection is null',
      schemesOf(mapping, lists).length > 0 && !isMapped(mapping, 'isicSection')
    ],
    ['place-without-county', 'county is null', placesOf(mapping, lists).length > 0],
    ['region-not-known', 'region is null and regionName is not null', canNameRegions(mapping, lists)],
    ['occupation-not-known', 'isco is null and occupationCode is not null', canNameOccupations(mapping, lists)]
  ]
  const asked = expected.filter(([, , could]) => could)
  const unread = await countUnreadBreaches(connection, mapping)
  if (asked.length === 0) return unread
  const source = `read_parquet(${quoteText(join(folder, `${mapping.table}.parquet`))})`
  const counts = asked.map(([code, condition]) => `count(*) filter (where ${condition}) as ${quoteName(code)}`)
  const [missing = {}] = await askDuckDB<Record<string, number>>(
    connection,
    `select ${counts.join(', ')} from ${source}`
  )
  return [...unread, ...asked.flatMap(([code]) => (missing[code] ? [{ code, values: { rows: missing[code] } }] : []))]
}

/** Of the records themselves: what a source answers in words that nobody knows is not in the tables. */
async function countUnreadBreaches(connection: DuckDBConnection, mapping: Mapping): Promise<Warning[]> {
  if (!fieldOf(mapping.table, 'breach') || !isMapped(mapping, 'breach')) return []
  const unread = `${valueName('breach')} is not null and ${breachSql()} is null`
  const [row] = await askDuckDB<{ rows: number; word: string }>(
    connection,
    `select count(*) as rows, mode(${valueName('breach')}) as word from records where ${unread}`
  )
  return row && row.rows > 0 ? [{ code: 'breach-not-known', values: { rows: row.rows, word: row.word } }] : []
}
