import { join } from 'node:path'
import currencies from './countries.json' with { type: 'json' }
import { type Row, readTable, writeTable } from './csv.ts'
import sections from './isic_sections_ar.json' with { type: 'json' }
import broadTitles from './naics_titles.json' with { type: 'json' }

const languages = ['en', 'fr', 'es', 'ar'] as const
const arabicSections: Readonly<Record<string, string>> = sections

/** Writes isic_rev4.csv: sections and divisions; `missing_in_source` names the languages whose title is our own. */
const writeIsic = (source: string, country: string): void => {
  const all = readTable(join(source, 'codelists/isic_rev4.csv')).rows
  const rows = all
    .filter(({ level }) => level === 'section' || level === 'division')
    .map((row) => ({
      ...row,
      title_ar: row.title_ar || (arabicSections[row.code ?? ''] ?? ''),
      missing_in_source: languages.filter((language) => !row[`title_${language}`]).join(' ')
    }))
  const titles = languages.map((language) => `title_${language}`)
  writeTable(join(country, 'isic_rev4.csv'), {
    header: ['code', 'level', 'parent', 'section', ...titles, 'missing_in_source'],
    rows
  })
}

/** Writes iso_3166_2.csv: regions of all countries with the names that the list has, by language. */
const writeRegions = (source: string, country: string): void => {
  const { rows } = readTable(join(source, 'codelists/iso_3166_2.csv'))
  writeTable(join(country, 'iso_3166_2.csv'), {
    header: ['code', 'name', 'name_fr', 'name_es', 'name_ar'],
    rows: rows.map((row) => {
      const own = (language: string) => (row[`name_${language}`] === row.name ? '' : (row[`name_${language}`] ?? ''))
      return { code: row.code ?? '', name: row.name ?? '', name_fr: own('fr'), name_es: own('es'), name_ar: own('ar') }
    })
  })
}

/** The division (two digits) of an ISIC class as the crosswalk writes it: "1410", "331X", or "0331" for 331X. */
const divisionOf = (isic: string, known: ReadonlySet<string>): string =>
  known.has(isic) || isic.endsWith('X') ? isic.slice(0, 2) : isic.slice(1, 3)

const most = (votes: readonly string[]): { value: string; share: number } => {
  const counts = new Map<string, number>()
  for (const vote of votes) counts.set(vote, (counts.get(vote) ?? 0) + 1)
  const [[value, count] = ['', 0]] = [...counts].sort(
    (one, other) => other[1] - one[1] || one[0].localeCompare(other[0])
  )
  return { value, share: Math.round((count / votes.length) * 1000) / 1000 }
}

/**
 * Writes naics_isic.csv: for each NAICS prefix of two to six digits the ISIC section, and within it the division, that
 * most lines of the crosswalk (NAICS 2007, 2012, 2017) name; a share is how many of all its lines agree, 0 to 1.
 */
const writeNaics = (source: string, country: string): void => {
  const isic = readTable(join(source, 'codelists/isic_rev4.csv')).rows
  const classes = new Set(isic.filter(({ level }) => level === 'class').map(({ code }) => code ?? ''))
  const sectionOf = new Map(isic.map(({ code, section }) => [code ?? '', section ?? '']))
  const given = readTable(join(source, 'codelists/naics_prefix_to_isic4_section.csv')).rows

  const divisions = new Map<string, string[]>()
  for (const row of readTable(join(source, 'codelists/naics_to_isic4.csv')).rows) {
    const [naics = '', division] = [row.naics, divisionOf(row.isic4 ?? '', classes)]
    for (let length = 2; length <= naics.length; length++) {
      const prefix = naics.slice(0, length)
      divisions.set(prefix, [...(divisions.get(prefix) ?? []), division])
    }
  }
  const rows = given
    .filter(({ rank }) => rank === '1')
    .map(({ naics_prefix: naics = '', section = '', share = '' }) => {
      const all = divisions.get(naics) ?? []
      const within = all.filter((division) => sectionOf.get(division) === section)
      const division = most(within)
      const agree = Math.round(((division.share * within.length) / all.length) * 1000) / 1000
      return { naics, section, section_share: share, division: division.value, division_share: String(agree) }
    })
    .sort((one, other) => (one.naics < other.naics ? -1 : 1))
  const header = ['naics', 'section', 'section_share', 'division', 'division_share']
  writeTable(join(country, 'naics_isic.csv'), { header, rows })
}

/**
 * Writes naics_titles.csv: code and English title, the broad groups from the hand-kept list, the others as the register
 * most often names them, or else as the newest table of the crosswalk does.
 */
const writeTitles = (source: string, country: string): void => {
  const crosswalk = readTable(join(source, 'codelists/naics_to_isic4.csv')).rows
  const years = ['2007', '2012', '2017']
  const titles = new Map(
    years.flatMap((year) =>
      crosswalk.filter((row) => row.naics_year === year).map((row) => [row.naics ?? '', row.naics_title ?? ''])
    ) as [string, string][]
  )
  const used = new Map<string, string[]>()
  for (const { naic_cd: code = '', naics_code_description: title = '' } of readTable(
    join(source, 'us_whd_california.csv')
  ).rows)
    if (code !== '' && title !== '') used.set(code, [...(used.get(code) ?? []), title])
  for (const [code, named] of used) titles.set(code, most(named).value)
  for (const [code, title] of Object.entries(broadTitles)) titles.set(code, title)
  const rows = [...titles].sort().map(([code, title]) => ({ code, title }))
  writeTable(join(country, 'naics_titles.csv'), { header: ['code', 'title'], rows })
}

/** Writes iso_3166_1.csv; the names come from the runtime's own locale data (Unicode CLDR). */
const writeCountries = (country: string): void => {
  const names = languages.map((language) => new Intl.DisplayNames([language], { type: 'region' }))
  const rows = Object.entries(currencies).flatMap(([currency, codes]) =>
    codes.split(' ').map((pair): Row => {
      const [two = '', three = ''] = pair.split('-')
      const named = names.map((name, at) => [`name_${languages[at]}`, name.of(two) ?? ''])
      return { alpha_3: three, alpha_2: two, ...Object.fromEntries(named), currency }
    })
  )
  const header = ['alpha_3', 'alpha_2', ...languages.map((language) => `name_${language}`), 'currency']
  const sorted = rows.sort((one, other) => ((one.alpha_3 ?? '') < (other.alpha_3 ?? '') ? -1 : 1))
  writeTable(join(country, 'iso_3166_1.csv'), { header, rows: sorted })
}

/** Writes the code lists of `country` (the folder that holds us/ and int/) from the reference folder `source`. */
export const writeCodelists = (source: string, country: string): void => {
  writeIsic(source, join(country, 'int'))
  writeRegions(source, join(country, 'int'))
  writeNaics(source, join(country, 'us'))
  writeTitles(source, join(country, 'us'))
  writeCountries(join(country, 'int'))
}
