import type { Words } from '../kernel/words.ts'

/** An issue by its words, or by the name that the file gave it. */
export function issueName(words: Words, issue: string): string {
  return words.has(`evidence.issue.${issue}`) ? words.t(`evidence.issue.${issue}`) : issue.replaceAll('-', ' ')
}

/** A section of ISIC in few words. */
export function sectionName(words: Words, section: string): string {
  return words.has(`isic.section.${section}`) ? words.t(`isic.section.${section}`) : section
}

/** A name in another script keeps its own direction within a sentence that runs from right to left. */
export function isolated(words: Words, name: string): string {
  return words.direction === 'rtl' ? `\u2068${name}\u2069` : name
}
