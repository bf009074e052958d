import type { Words } from '../kernel/words.ts'
import { isolated } from './names.part.tsx'
import { absencesOf } from './register.rules.ts'
import type { Mapping } from './rules.ts'
import type { FieldName } from './table.rules.ts'

type Described = { mapping: Partial<Mapping>; filled: readonly FieldName[]; note: string; county_derived: boolean }

/** What a data set does not say, in a sentence; with what was derived instead of read. */
export function absenceSentence(words: Words, { mapping, filled, note, county_derived }: Described): string {
  const absent = absencesOf(mapping, filled).map((absence) => words.t(`evidence.absent.${absence}`))
  const sentences = [
    absent.length > 0 ? words.t('evidence.absent', { list: words.list(absent) }) : '',
    county_derived ? words.t('evidence.derived.county') : '',
    isolated(words, note)
  ]
  return sentences.filter(Boolean).join(' ')
}
