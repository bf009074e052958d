import { issueName, occupationName, sectionName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { noIssue } from './coded.rules.ts'
import type { readFigurePivot } from './pivot.operations.ts'
import type { Dimension } from './pivot.rules.ts'

export type PivotAnswer = Awaited<ReturnType<(typeof readFigurePivot)['run']>>

/** What a group of an answer is called: by the words of its code, the name of its region or data set, or as its file has it. */
export function nameOfGroup(
  words: Words,
  { kind, name }: Pick<Dimension, 'kind' | 'name'>,
  group: string | null,
  { names, dataSets }: { names: PivotAnswer['names']; dataSets: readonly { id: string; name: string }[] }
): string {
  if (group === null) return headed(words.t('figure.unsaid'))
  if (kind === 'section') return sectionName(words, group)
  if (kind === 'issue') return group === noIssue ? words.t('dashboard.no-issue') : issueName(words, group)
  if (kind === 'region') return names[group]?.[words.language] ?? names[group]?.en ?? group
  if (kind === 'isco') return occupationName(words, names[group]) ?? group
  if (kind === 'age') return words.has(`figure.age.${group}`) ? words.t(`figure.age.${group}`) : group.replace('-', '–')
  const meaning = `figure.meaning.${name}.${group}`
  if (kind === 'meaning') return words.has(meaning) ? words.t(meaning) : group
  if (kind === 'kind') return words.t(`evidence.mapping.kind.${group}`)
  if (kind === 'dataSet') return dataSets.find(({ id }) => id === group)?.name ?? group
  return group
}

/** What stands within a sentence elsewhere begins large among names. */
function headed(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}
