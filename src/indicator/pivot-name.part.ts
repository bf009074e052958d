import { ownFields } from '../evidence/table.rules.ts'
import type { Words } from '../kernel/words.ts'
import { noIssue } from './coded.rules.ts'
import type { DataSets } from './counted.part.tsx'
import type { Dimension, Measure } from './pivot.rules.ts'

/** What the dimensions and values of a question of one's own are called. */

/** What a dimension is called; a category of the file bears the file's own name. Undefined where nothing is in it. */
export function nameOfDimension(
  words: Words,
  { name }: Pick<Dimension, 'name'>,
  counted: DataSets
): string | undefined {
  const mapped = counted.map(({ mapping }) => mapping.fields?.[name as keyof typeof mapping.fields]?.column)
  if ((ownFields as readonly string[]).includes(name)) return counted.length === 1 ? mapped[0] : undefined
  return words.has(`figure.by.${name}`) ? words.t(`figure.by.${name}`) : words.t(`evidence.field.${name}`)
}

export function shownMeasure(words: Words, measure: Measure, value: number | null | undefined): string {
  if (value === undefined || value === null) return '–'
  if (measure.kind === 'share') return words.share(value)
  return words.number(value, measure.name === 'meanDays' ? 1 : 0)
}

/** What is a heading elsewhere begins small within a sentence; a name that a file gave stays as it is. */
export function withinSentence(name: string | undefined, { name: field }: Dimension): string | undefined {
  return name && !(ownFields as readonly string[]).includes(field)
    ? name.charAt(0).toLocaleLowerCase() + name.slice(1)
    : name
}

/** Whether a group is one that can stand out: not what the source leaves unsaid, and not the cases without an issue. */
export function isNamed({ kind }: Dimension, group: string | null): boolean {
  return group !== null && !(kind === 'issue' && group === noIssue)
}
