import type { Words } from '../kernel/words.ts'
import type { TableName } from './table.rules.ts'

/** A name that the product made of a column's: small letters and hyphens alone. */
const madeOfColumn = /^[a-z]+(-[a-z]+)+$/

/** An issue by its words, or by the name that the file gave it. */
export function issueName(words: Words, issue: string): string {
  if (words.has(`evidence.issue.${issue}`)) return words.t(`evidence.issue.${issue}`)
  return madeOfColumn.test(issue) ? issue.replaceAll('-', ' ') : issue
}

/** What a field is called; in one table it may have a name of its own: no private audit finds a violation. */
export function fieldName(words: Words, table: TableName, name: string): string {
  const own = `evidence.field.${table}.${name}`
  return words.t(words.has(own) ? own : `evidence.field.${name}`)
}

/** What of a mapping a field is called: a field, the issue of a row, or an issue and what is counted of it. */
export function fieldOfMapping(words: Words, table: TableName, field: string): string {
  const [finding, issue = '', measure = ''] = field.split('.')
  if (field === 'issues') return words.t('evidence.mapping.issue')
  if (finding !== 'finding') return fieldName(words, table, field)
  return words.t('evidence.mapping.measure', {
    issue: issueName(words, issue),
    measure: words.t(`evidence.measure.${measure}`)
  })
}

/** A section of ISIC in few words. */
export function sectionName(words: Words, section: string): string {
  return words.has(`isic.section.${section}`) ? words.t(`isic.section.${section}`) : section
}

/** A title of ISCO-08 in the reader's language, else in English, marked so; undefined where there is none. */
export function occupationName(words: Words, titles: Readonly<Record<string, string>> | undefined): string | undefined {
  if (!titles) return undefined
  return titles[words.language] ?? (titles.en && words.t('figure.english', { name: isolated(words, titles.en) }))
}

/**
 * A county by its name, with the word for a county in the reader's language. One that has a code comes from a list, which as
 * a rule leaves the word "County" out; some write it behind every name.
 */
export function countyName(words: Words, { place, name }: { place: string | null; name: string | null }): string {
  const own = name?.replace(/ county$/i, '')
  if (!name || !own || (own === name && (name === place || /\bcounty\b/i.test(name))))
    return isolated(words, name ?? '')
  return words.t('evidence.county', { name: own })
}

/** When a file was drawn from its source: a day in the reader's language, else what was written. */
export function extractedWhen(words: Words, when: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(when) ? words.date(when) : isolated(words, when)
}

/** A name in another script keeps its own direction within a sentence that runs from right to left. */
export function isolated(words: Words, name: string): string {
  return words.direction === 'rtl' ? `\u2068${name}\u2069` : name
}
