import { sayLength } from '../delivery/say.part.tsx'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Tag, type TagKind } from '../ui/tag.tsx'
import type { Memorandum, Obligation, Register } from './memorandum.operations.ts'
import { type Due, dueOf, type Validity, validityOf } from './memorandum.rules.ts'

/** The register in words: until when a memorandum holds, by when something is owed, and by whom. */

const tagOfValidity: Record<Validity['state'], TagKind> = {
  unsigned: 'proposed',
  before: 'recorded',
  holds: 'ok',
  expiring: 'wait',
  over: 'plain'
}

export function sayValidity(words: Words, of: Memorandum, today: string): string {
  const { state, days } = validityOf(of, today)
  return words.t(`memorandum.state.${state}`, { length: sayLength(words, days), days })
}

export function ValidityTag({ of, today }: { of: Memorandum; today: string }) {
  const words = useWords()
  return <Tag kind={tagOfValidity[validityOf(of, today).state]}>{sayValidity(words, of, today)}</Tag>
}

const tagOfDue: Record<Due['state'], TagKind> = {
  done: 'ok',
  overdue: 'breach',
  today: 'wait',
  soon: 'wait',
  later: 'plain',
  undated: 'plain'
}

export function sayDue(words: Words, of: { due: string | null; done_on: string | null }, today: string): string {
  const { state, days } = dueOf(of, today)
  return words.t(`obligation.state.${state}`, {
    length: sayLength(words, days),
    day: of.done_on ? words.date(of.done_on) : of.due ? words.date(of.due) : ''
  })
}

export function DueTag({ of, today }: { of: { due: string | null; done_on: string | null }; today: string }) {
  const words = useWords()
  return <Tag kind={tagOfDue[dueOf(of, today).state]}>{sayDue(words, of, today)}</Tag>
}

type Names = Pick<Register, 'stakeholders'>

/** Who owes it: a stakeholder, another party, or the inspectorate. */
export function sayDebtor(words: Words, { owed_by, owed_by_other }: Obligation, { stakeholders }: Names): string {
  const debtor = stakeholders.find(({ id }) => id === owed_by)?.name
  return debtor ?? (owed_by_other || words.t('obligation.owed_by.none'))
}

/** With whom it is made. */
export function sayPartners(words: Words, { partners, other_partners }: Memorandum, { stakeholders }: Names): string {
  const names = stakeholders.filter(({ id }) => partners.includes(id)).map(({ name }) => name)
  return words.list([...names, ...(other_partners ? [other_partners] : [])])
}
