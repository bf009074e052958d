import { isolated } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import type { BasisChange, BasisSet } from './basis.rules.ts'

/** On which records a figure was counted, and what happened to them since, in words. */

/** A data set with the file and the day of the version that counted: "Register (march.csv, 3 March 2026)". */
export function sayBasis(words: Words, basis: readonly BasisSet[]): string {
  return words.list(
    basis.map(({ name, file_name, at }) =>
      words.t('basis.set', { name: isolated(words, name), file: isolated(words, file_name), when: words.date(at) })
    )
  )
}

export function sayBasisChange(words: Words, { reason, name, file_name, at, person, records }: BasisChange): string {
  return words.t(`basis.change.${reason}`, {
    name: isolated(words, name),
    file: isolated(words, file_name),
    when: words.date(at),
    person: person || words.t('history.portal'),
    n: records
  })
}
