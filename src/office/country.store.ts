import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readInternational, readTable, type ShippedList, type Text } from './international.store.ts'
import type { Convention } from './rules.ts'

/** What the product knows of a country: code lists, crosswalks, names and a map, each a file of `country/<code>/`. */

export type CountryMap = { viewBox: string; areas: { id: string; name: string; path: string }[] }

export type CountryFile = {
  code: string
  alpha3: string
  currency: string
  languages: string[]
  timeZone: string
  regionLevels: { level: number; name: Text }[]
  /** `titlesIn`: the one language in which the titles of the codes are written. */
  /** `alsoOf`: other countries, by both codes of ISO 3166-1, that have the same classification. */
  industry?: { code: string; name: Text; toIsic?: string; titles?: string; titlesIn?: string; alsoOf?: string[] }
  /** Crosswalks to counties, and the one region for which they hold. */
  places?: { postcodeToCounty?: string; cityToCounty?: string; region?: string; map?: string }
  /** The provisions behind the issues of its registers, with the days between which they are in force. */
  provisions?: string
  ratified: { convention: string; year: number }[]
}

/** A provision of the law by the issue that it stands for; open where it is in force still. */
export type CountryProvision = {
  issue: string
  reference: string
  from: string | null
  until: string | null
  title: Text
}

/** Paths of the lists that an import uses. */
export type ImportLists = {
  industryToIsic?: string
  postcodeToCounty?: string
  cityToCounty?: string
  countyRegion?: string
  isic?: string
  isco?: string
  /** The regions of the country, with their names in all languages. */
  regionNames?: { code: string; names: string[] }[]
  provisions?: CountryProvision[]
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
  /** The lists by which files of a country are read, whatever the product knows of it beside. */
  listsOf(code: string): ImportLists
  /** The title of a group of ISCO-08, by language; of a minor group without one, that of its sub-major group. */
  occupationNames(code: string): Text | undefined
  shippedLists(): ShippedList[]
  /** International labour Conventions that the portal knows by name, by number. */
  conventions(): readonly Convention[]
}

/** The countries whose folders lie in `root`. What a file holds is read when it is first asked for. */
export function readCountries(root: string): Countries {
  const known = new Map<string, Country>()
  let conventions: Convention[] | undefined
  const international = readInternational(join(root, 'int'))
  const folders = existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : []
  const files = folders
    .map(({ name }) => join(root, name, 'country.json'))
    .filter((path) => existsSync(path))
    .map((path) => ({ folder: join(path, '..'), file: JSON.parse(readFileSync(path, 'utf8')) as CountryFile }))
  function of(code: string): Country | undefined {
    const found = files.find(({ file }) => file.code === code || file.alpha3 === code)
    if (!found) return undefined
    const country = known.get(found.file.code) ?? readCountry(found.folder, found.file)
    known.set(found.file.code, country)
    return country
  }
  /** The crosswalk of a classification that several countries have, from the folder of the one that brings it. */
  function sharedLists(code: string): ImportLists {
    const from = files.find(({ file }) => file.industry?.alsoOf?.includes(code))
    return given('industryToIsic', from && of(from.file.code)?.lists.industryToIsic)
  }
  return {
    of,
    listsOf: (code) => ({ ...sharedLists(code), ...international.listsOf(code), ...of(code)?.lists }),
    regionNames: international.regionNames,
    occupationNames: international.occupationNames,
    shippedLists: international.shippedLists,
    conventions() {
      const file = join(root, 'int/conventions.json')
      conventions ??= existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Convention[]) : []
      return conventions
    }
  }
}

function readCountry(folder: string, file: CountryFile): Country {
  const path = (name: string | undefined) => (name && existsSync(join(folder, name)) ? join(folder, name) : undefined)
  const lists: ImportLists = {
    ...given('industryToIsic', path(file.industry?.toIsic)),
    ...given('postcodeToCounty', path(file.places?.postcodeToCounty)),
    ...given('cityToCounty', path(file.places?.cityToCounty)),
    ...given('countyRegion', file.places?.region),
    ...given('provisions', file.provisions ? readProvisions(join(folder, file.provisions)) : undefined)
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

function given<Key extends keyof ImportLists>(key: Key, value: ImportLists[Key]): ImportLists {
  return value === undefined ? {} : { [key]: value }
}

type ProvisionFile = { issues: (Omit<CountryProvision, 'issue' | 'title'> & { code: string; label: Text })[] }

function readProvisions(path: string): CountryProvision[] {
  const { issues } = JSON.parse(readFileSync(path, 'utf8')) as ProvisionFile
  return issues.map(({ code, label, reference, from = null, until = null }) => ({
    issue: code,
    reference,
    from,
    until,
    title: label
  }))
}

function readMap(path: string): CountryMap {
  const { viewBox, counties } = JSON.parse(readFileSync(path, 'utf8')) as {
    viewBox: string
    counties: CountryMap['areas']
  }
  return { viewBox, areas: counties }
}
