import { knownIssues } from './rules.ts'

/** Lists that an inspectorate brings: crosswalks from national codes to harmonised ones, and its dated provisions. */

export const listKinds = ['industry', 'isic5', 'region', 'occupation', 'provision'] as const
export type ListKind = (typeof listKinds)[number]

type ListColumn = {
  name: string
  /** What the file may call it. */
  titles: string
  needed?: true
  /** What a cell of it is. */
  form?: RegExp
}

const share: ListColumn = {
  name: 'share',
  titles: 'share|part|weight|part de|proporción|proporcion|الحصة',
  form: /^(0|1|0?[.,]\d+|1[.,]0+)$/
}
const day = /^\d{4}(-\d{2}-\d{2})?$/

/** The columns of each list. A crosswalk may name several harmonised codes for one national code, each with its share. */
export const listColumns: Record<ListKind, readonly ListColumn[]> = {
  industry: [
    {
      name: 'code',
      titles: 'code|national code|industry code|naics|nace|naf|ciiu|cnae|code national|código|codigo|الرمز',
      needed: true
    },
    {
      name: 'isic',
      titles: 'isic|isic4|isic rev 4|isic rev.4|citi|citi rev.4|section|division',
      needed: true,
      form: /^([A-U]|[A-U]?\d{2,4})$/i
    },
    share
  ],
  isic5: [
    {
      name: 'code',
      titles: 'code|isic5|isic rev 5|isic rev.5|citi5|ciiu5',
      needed: true,
      form: /^([A-V]|[A-V]?\d{2,4})$/i
    },
    {
      name: 'isic',
      titles: 'isic4|isic rev 4|isic rev.4|citi4|ciiu4|isic',
      needed: true,
      form: /^([A-U]|[A-U]?\d{2,4})$/i
    },
    share
  ],
  region: [
    { name: 'region', titles: 'region|name|code|région|nom|región|nombre|المنطقة|الاسم', needed: true },
    {
      name: 'iso',
      titles: 'iso|iso 3166-2|iso_3166_2|iso code|code iso|código iso',
      needed: true,
      form: /^[A-Z]{2}-[A-Z0-9]{1,3}$/i
    }
  ],
  occupation: [
    {
      name: 'code',
      titles: 'code|national code|occupation code|soc|pcs|cno|cbo|code national|código|codigo|الرمز',
      needed: true
    },
    { name: 'isco', titles: 'isco|isco08|isco-08|citp|citp-08|ciuo|ciuo-08', needed: true, form: /^\d{1,4}$/ },
    share
  ],
  provision: [
    { name: 'issue', titles: 'issue|question|problème|asunto|المسألة', needed: true },
    {
      name: 'reference',
      titles: 'reference|provision|law|référence|disposition|referencia|disposición|المرجع|الحكم',
      needed: true
    },
    { name: 'from', titles: 'from|in force from|depuis|en vigueur depuis|desde|en vigor desde|من', form: day },
    { name: 'until', titles: "until|in force until|jusqu’au|jusqu'au|hasta|en vigor hasta|حتى", form: day },
    { name: 'title_en', titles: 'title_en|title' },
    { name: 'title_fr', titles: 'title_fr' },
    { name: 'title_es', titles: 'title_es' },
    { name: 'title_ar', titles: 'title_ar' }
  ]
}

/** A name of a column as it is compared. */
const plain = (word: string) => word.normalize('NFKC').trim().replace(/\s+/g, ' ').toLocaleLowerCase('en')

/** A line of a list: its cells by the names of its columns. */
export type ListLine = Readonly<Record<string, string>>

export type ListFault =
  | { code: 'list-lacks-column'; values: { column: string } }
  | { code: 'list-cell'; values: { line: number; column: string; written: string } }
  | { code: 'list-empty'; values: Record<string, never> }

/** Reads a table as a list; the first line names the columns. Any fault refuses the whole, and is named. */
export function readList(
  kind: ListKind,
  header: readonly string[],
  rows: readonly (readonly string[])[]
): { lines: ListLine[] } | { fault: ListFault } {
  const place = new Map<string, number>()
  for (const { name, titles, needed } of listColumns[kind]) {
    const known = titles.split('|').map(plain)
    const best = known.map((title) => header.findIndex((written) => plain(written) === title)).find((at) => at >= 0)
    const free = best !== undefined && ![...place.values()].includes(best)
    if (free) place.set(name, best)
    else if (needed) return { fault: { code: 'list-lacks-column', values: { column: name } } }
  }
  const lines: ListLine[] = []
  for (const [index, cells] of rows.entries()) {
    const line: Record<string, string> = {}
    for (const { name, needed, form } of listColumns[kind]) {
      const written = (cells[place.get(name) ?? -1] ?? '').trim()
      if ((written === '' && needed) || (written !== '' && form && !form.test(written)))
        return { fault: { code: 'list-cell', values: { line: index + 2, column: name, written } } }
      if (written !== '') line[name] = name === 'share' ? written.replace(',', '.') : written
    }
    lines.push(line)
  }
  return lines.length > 0 ? { lines } : { fault: { code: 'list-empty', values: {} } }
}

/** The issue that a provision's line means: one of ours by its code in any writing, else as it is written. */
export function issueOf(written: string): string {
  return knownIssues.find((issue) => bareName(issue) === bareName(written)) ?? written
}

/** A name of an issue or of a provision as it is compared: letters and figures alone, in small letters. */
export const bareName = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** One provision and when it was in force; years alone stand for their first and their last day. */
export type Provision = { issue: string; reference: string; from: string | null; until: string | null; title: ListLine }

/** The provisions that hold for an inspectorate: those of its own list, else those of its country. */
export function provisionsOf(
  own: readonly ListLine[] | undefined,
  ofCountry: readonly Provision[] | undefined
): Provision[] {
  return own?.map(provisionOf) ?? ofCountry?.map((one) => ({ ...one, issue: issueOf(one.issue) })) ?? []
}

function provisionOf(line: ListLine): Provision {
  const whole = (written: string | undefined, rest: string) =>
    written ? (written.length === 4 ? `${written}-${rest}` : written) : null
  const titles = ['en', 'fr', 'es', 'ar'].flatMap((language) => {
    const title = line[`title_${language}`]
    return title ? [[language, title] as const] : []
  })
  return {
    issue: issueOf(line.issue ?? ''),
    reference: line.reference ?? '',
    from: whole(line.from, '01-01'),
    until: whole(line.until, '12-31'),
    title: Object.fromEntries(titles)
  }
}
