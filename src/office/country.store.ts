import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readIsoCountries } from './iso-country.store.ts'
import type { Convention } from './rules.ts'

/** What the product knows of a country: code lists, crosswalks, names and a map, each a file of `country/<code>/`. */

/** A text in several languages; English stands in for one that is lacking. */
export type Text = Readonly<Record<string, string>>

export type CountryMap = { viewBox: string; areas: { id: string; name: string; path: string }[] }

export type CountryFile = {
  code: string
  alpha3: string
  currency: string
  languages: string[]
  timeZone: string
  regionLevels: { level: number; name: Text }[]
  /** `titlesIn`: the one language in which the titles of the codes are written. */
  industry?: { code: string; name: Text; toIsic?: string; titles?: string; titlesIn?: string }
  /** Crosswalks to counties, and the one region for which they hold. */
  places?: { postcodeToCounty?: string; cityToCounty?: string; region?: string; map?: string }
  ratified: { convention: string; year: number }[]
}

/** Paths of the lists that an import uses. */
export type ImportLists = {
  industryToIsic?: string
  postcodeToCounty?: string
  cityToCounty?: string
  countyRegion?: string
  isic?: string
}

export type Country = CountryFile & {
  lists: ImportLists
  /** The map of its counties, where it has one. */
  map: CountryMap | undefined
  /** Titles of national industry codes, by code. */
  industryTitles: ReadonlyMap<string, string>
}

export type Countries = {
  /** By ISO 3166-1 code of two or three letters; undefined where the product knows nothing of it. */
  of(code: string): Country | undefined
  /** Names of a region by its code of ISO 3166-2, by language. */
  regionNames(code: string): Text | undefined
  /** The code of a country's region by its code or by any of its names; the country by ISO 3166-1, two or three letters. */
  regionCode(country: string, name: string): string | undefined
  /** International labour Conventions that the portal knows by name, by number. */
  conventions(): readonly Convention[]
}

/** The countries whose folders lie in `root`. What a file holds is read when it is first asked for. */
export function readCountries(root: string): Countries {
  const known = new Map<string, Country>()
  let conventions: Convention[] | undefined
  let regions: ReadonlyMap<string, Text> | undefined
  let codes: ReadonlyMap<string, string> | undefined
  const folders = existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const files = folders
    .map(({ name }) => join(root, name, 'country.json'))
    .filter((path) => existsSync(path))
    .map((path) => ({ folder: join(path, '..'), file: JSON.parse(readFileSync(path, 'utf8')) as CountryFile }))
  return {
    of(code) {
      const found = files.find(({ file }) => file.code === code || file.alpha3 === code)
      if (!found) return undefined
      const country = known.get(found.file.code) ?? readCountry(found.folder, found.file, root)
      known.set(found.file.code, country)
      return country
    },
    regionNames(code) {
      regions ??= readRegions(join(root, 'int/iso_3166_2.csv'))
      return regions.get(code)
    },
    regionCode(country, name) {
      regions ??= readRegions(join(root, 'int/iso_3166_2.csv'))
      codes ??= codesByName(regions)
      const asked = readIsoCountries(root).find(({ code, region }) => code === country || region === country)
      return asked && codes.get(`${asked.region} ${plainName(name)}`)
    },
    conventions() {
      const file = join(root, 'int/conventions.json')
      conventions ??= existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Convention[]) : []
      return conventions
    }
  }
}

function readCountry(folder: string, file: CountryFile, root: string): Country {
  const path = (name: string | undefined) => (name && existsSync(join(folder, name)) ? join(folder, name) : undefined)
  const lists: ImportLists = {
    ...given('industryToIsic', path(file.industry?.toIsic)),
    ...given('postcodeToCounty', path(file.places?.postcodeToCounty)),
    ...given('cityToCounty', path(file.places?.cityToCounty)),
    ...given('countyRegion', file.places?.region),
    ...given('isic', join(root, 'int', 'isic_rev4.csv'))
  }
  const map = path(file.places?.map)
  const titles = path(file.industry?.titles)
  return {
    ...file,
    lists,
    map: map ? readMap(map) : undefined,
    industryTitles: new Map(titles ? readTable(titles).map(({ code = '', title = '' }) => [code, title]) : [])
  }
}

function given<Key extends keyof ImportLists>(key: Key, value: string | undefined): ImportLists {
  return value === undefined ? {} : { [key]: value }
}

function readMap(path: string): CountryMap {
  const { viewBox, counties } = JSON.parse(readFileSync(path, 'utf8')) as {
    viewBox: string
    counties: CountryMap['areas']
  }
  return { viewBox, areas: counties }
}

/** A name that is the same as the English one stands once in the file. */
function readRegions(path: string): ReadonlyMap<string, Text> {
  if (!existsSync(path)) return new Map()
  return new Map(
    readTable(path).map(({ code = '', name = '', ...others }) => [
      code,
      Object.fromEntries(
        ['fr', 'es', 'ar'].map((language) => [language, others[`name_${language}`] || name]).concat([['en', name]])
      )
    ])
  )
}

/** Regions by country and name in each language, or code. A name that two regions of a country share stands for none. */
function codesByName(regions: ReadonlyMap<string, Text>): ReadonlyMap<string, string> {
  const named = [...regions].flatMap(([code, names]) =>
    [...new Set([code, ...Object.values(names)].map(plainName))].map((name) => ({
      key: `${code.slice(0, 2)} ${name}`,
      code
    }))
  )
  const groups = Map.groupBy(named, ({ key }) => key)
  return new Map(
    [...groups].flatMap(([key, [one, ...others]]) => (one && others.length === 0 ? [[key, one.code]] : []))
  )
}

/** A name without accents, in small letters. */
const plainName = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase()

/** The rows of one of our own small lists: a header, commas, quotes doubled, no line breaks within cells. */
function readTable(path: string): Record<string, string>[] {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
  const [header = [], ...rest] = lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
    )
  )
  return rest.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])))
}
