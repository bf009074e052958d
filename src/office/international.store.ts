import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readIsoCountries } from './iso-country.store.ts'

/** International code lists, as the files of one folder have them: ISIC, ISCO-08, ISO 3166-2. */

/** A text in several languages; English stands in for one that is lacking. */
export type Text = Readonly<Record<string, string>>

/** A list that the product has: how many codes, and in which languages all or some of them have titles. */
export type ShippedList = { list: string; codes: number; whole: string[]; partly: string[] }

const languages = ['en', 'fr', 'es', 'ar'] as const

export type International = {
  /** Names of a region by its code of ISO 3166-2, by language. */
  regionNames(code: string): Text | undefined
  /** The title of a group of ISCO-08; of a minor group without one that of its sub-major group. */
  occupationNames(code: string): Text | undefined
  /** What files of any country are read by; the country by ISO 3166-1 code of two or three letters. */
  listsOf(country: string): { isic?: string; isco?: string; regionNames?: { code: string; names: string[] }[] }
  shippedLists(): ShippedList[]
}

/** Nothing is read before it is asked for, and each file once. */
export function readInternational(folder: string): International {
  const file = (name: string) => join(folder, name)
  const rowsOf = (name: string) => (existsSync(file(name)) ? readTable(file(name)) : [])
  const regions = lazily(() => new Map(rowsOf('iso_3166_2.csv').map((row) => [row.code ?? '', row])))
  const occupations = lazily(() => new Map(rowsOf('isco08.csv').map((row) => [row.code ?? '', row.title_en ?? ''])))
  return {
    regionNames(code) {
      const row = regions().get(code)
      // A name that is the same as the country's own stands once in the file.
      return (
        row && Object.fromEntries(languages.map((language) => [language, row[`name_${language}`] || row.name || '']))
      )
    },
    occupationNames(code) {
      const [title, group] = [code, code.slice(0, 2)].map((key) => occupations().get(key))
      if (title) return { en: title }
      return group ? { en: `${code} ${group}` } : undefined
    },
    listsOf(country) {
      const prefix = `${regionOf(folder, country)}-`
      const regionNames = [...regions().values()]
        .filter(({ code = '' }) => code.startsWith(prefix))
        .map((row) => ({ code: row.code ?? '', names: namesOf(row) }))
      const paths = { isic: file('isic_rev4.csv'), isco: file('isco08.csv') }
      const there = Object.entries(paths).filter(([, path]) => existsSync(path))
      return { ...Object.fromEntries(there), ...(regionNames.length > 0 ? { regionNames } : {}) }
    },
    shippedLists: () =>
      [
        { list: 'isic4', of: rowsOf('isic_rev4.csv'), title: 'title' },
        { list: 'isco08', of: rowsOf('isco08.csv'), title: 'title' },
        {
          list: 'regions',
          of: rowsOf('iso_3166_2.csv').map((row) => ({ ...row, name_en: row.name_en || (row.name ?? '') })),
          title: 'name'
        },
        { list: 'conventions', of: conventionRows(file('conventions.json')), title: 'title' }
      ].map(({ list, of, title }) => {
        const filled = (language: string) => of.filter((row) => row[`${title}_${language}` as keyof typeof row]).length
        return {
          list,
          codes: of.length,
          whole: languages.filter((language) => of.length > 0 && filled(language) === of.length),
          partly: languages.filter((language) => filled(language) > 0 && filled(language) < of.length)
        }
      })
  }
}

/**
 * What sources call a region: its names in four languages and in the country's own (`also`). A region that has a code, but is not
 * meant where its name stands alone (`by_name`: a former one, a town within the region of the same name), is known by its code.
 */
function namesOf({ code, also = '', by_name: byName, ...names }: Record<string, string>): string[] {
  return byName === 'no' ? [] : [...new Set([...Object.values(names), ...also.split('|')].filter(Boolean))]
}

function conventionRows(path: string): Record<string, string>[] {
  if (!existsSync(path)) return []
  const all = JSON.parse(readFileSync(path, 'utf8')) as { title: Text }[]
  return all.map(({ title }) => Object.fromEntries(Object.entries(title).map(([key, text]) => [`title_${key}`, text])))
}

function regionOf(folder: string, country: string): string {
  if (country.length === 2) return country
  return readIsoCountries(join(folder, '..')).find(({ code }) => code === country)?.region ?? '--'
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** The rows of one of our own small lists: a header, commas, quotes doubled, no line breaks within cells. */
export function readTable(path: string): Record<string, string>[] {
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
