import type { FieldName, RecordKindName } from './table.rules.ts'

/**
 * A row of cases can tell of a complaint, of what was found and of a sanction at once. Each stage says by which of its fields a
 * record has come so far.
 */
export type Stage = {
  name: string
  /** A record of this kind is at the stage by being there. */
  kind?: RecordKindName
  /** One of these is filled. */
  filled?: readonly FieldName[]
  /** One of these is more than nought. */
  some?: readonly FieldName[]
  /** A field's cells mean one of these; see `reading.rules`. */
  means?: { field: FieldName; one: readonly string[] }
  /** A finding says so. */
  finding?: 'found' | 'alleged'
}

export const stages = [
  { name: 'complaints', kind: 'complaint', filled: ['received', 'channel'] },
  { name: 'alleged', finding: 'alleged' },
  { name: 'acted', filled: ['firstAction', 'inspection'] },
  { name: 'breached', some: ['violations', 'backWages', 'penalties'], finding: 'found' },
  { name: 'sanctioned', kind: 'sanction', filled: ['imposed'], some: ['penalties'] },
  { name: 'contested', means: { field: 'appealed', one: ['yes', 'upheld', 'overturned'] } },
  { name: 'upheld', filled: ['becameFinal'], means: { field: 'appealed', one: ['upheld'] } },
  { name: 'collected', filled: ['paidOn'], some: ['amountPaid'], means: { field: 'paid', one: ['yes'] } }
] as const satisfies readonly Stage[]

export type StageName = (typeof stages)[number]['name']
export const stageNames: readonly StageName[] = stages.map(({ name }) => name)

/** Days of a stage: of their own field, or of another where that is what a record of the kind says by it. */
export const stageDays = {
  received: { kind: 'complaint', instead: 'opened' },
  imposed: { kind: 'sanction', instead: 'concluded' }
} as const satisfies Partial<Record<FieldName, { kind: RecordKindName; instead: FieldName }>>

/** Times between two stages: from a day of the table above to the day of a field. */
export const stageDurations = {
  daysToAction: { from: 'received', to: 'firstAction' },
  daysToFinal: { from: 'imposed', to: 'becameFinal' }
} as const satisfies Record<string, { from: keyof typeof stageDays; to: FieldName }>
