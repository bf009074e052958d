import type { Change, Row } from '../kernel/event.ts'
import type { Field, Fields } from '../kernel/field.ts'

/** What the history needs to know of a kind of record. `title` names the fields by which people know it. */
export type KindShape = { name: string; fields: Fields; title: string | readonly string[] }

type Reference = Extract<Field, { type: 'reference' | 'references' }>
const isReference = (field: Field): field is Reference => field.type === 'reference' || field.type === 'references'

/** Ids by kind after which a record is called. */
export function idsInName({ title, fields }: KindShape, row: Row): { kind: string; id: string }[] {
  return [title].flat().flatMap((name) => {
    const field = fields[name]
    return field?.type === 'reference' && row[name] ? [{ kind: field.to, id: String(row[name]) }] : []
  })
}

/** Every id that a row refers to, by kind. */
export function idsIn(kind: KindShape, row: Row): { kind: string; id: string }[] {
  return Object.entries(kind.fields).flatMap(([name, field]) =>
    isReference(field)
      ? ([row[name] ?? []].flat() as string[]).filter((id) => id !== '').map((id) => ({ kind: field.to, id }))
      : []
  )
}

/** One field before and after; null where the record was not there. */
export type FieldChange = { field: string; before: unknown; after: unknown }

const isNothing = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)

/** A value as it is compared: several references are the same in whichever order they were ticked. */
const comparable = (field: Field | undefined, value: unknown) =>
  JSON.stringify(field?.type === 'references' && Array.isArray(value) ? value.toSorted() : value)

/** The fields that differ. Of a record that was made or removed, those that held something. */
export function listFieldChanges(kind: KindShape, { before, after }: Pick<Change, 'before' | 'after'>): FieldChange[] {
  return Object.keys(kind.fields).flatMap((field) => {
    const was = before?.[field] ?? null
    const is = after?.[field] ?? null
    const same = comparable(kind.fields[field], was) === comparable(kind.fields[field], is)
    if (same || (isNothing(was) && isNothing(is))) return []
    return [{ field, before: was, after: is }]
  })
}

/** What one needs to know of a field to say its value: its type, the words of its options, the list of its codes. */
export function shapeOf(kind: KindShape, name: string): { type: string; options: string; codes: string } {
  const field = kind.fields[name]
  return {
    type: field?.type ?? '',
    options: field?.type === 'choice' ? (field.words ?? `${kind.name}.${name}`) : '',
    codes: (field?.type === 'text' && field.codes) || ''
  }
}

export type Verb = 'added' | 'changed' | 'removed'

export function verbOf({ before, after }: Pick<Change, 'before' | 'after'>): Verb {
  return before === null ? 'added' : after === null ? 'removed' : 'changed'
}

/** What is approved, consulted on, published, reviewed, said in a workshop or carried out is no change of the plan. */
const aside = [
  ...['plan_version', 'signatory', 'signature', 'review_meeting', 'review_finding', 'review_change'],
  ...['consultation', 'consultation_point', 'public_extract'],
  ...['workshop', 'agenda_item', 'participant', 'note', 'dot', 'note_comment'],
  ...['delivery', 'proof', 'commitment_note', 'reading', 'contact', 'memorandum_file'],
  ...['escalation_list', 'workplace_event', 'visit', 'visit_finding', 'letter_contact', 'letter_run']
]

/** Whether an entry of the log changed the plan since a day; undefined: ever. */
export function changedPlan(
  { at, changes }: { at: string; changes: readonly { record: string }[] },
  since: string | undefined
): boolean {
  return changes.some(({ record }) => !aside.includes(record)) && (since === undefined || at.slice(0, 10) >= since)
}

/** Whether an entry was made by a guest of a stakeholder, through the door for stakeholders. */
export function isFromDoor({ operation }: { operation: string }): boolean {
  return operation.startsWith('commitment.')
}
