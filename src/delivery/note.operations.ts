import { date, reference, text } from '../kernel/field.ts'
import { recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { workPath } from './path.rules.ts'

export const commitmentNoteFields = {
  intervention: reference('intervention', { needed: true }),
  day: date({ needed: true }),
  text: text(1000, { long: true, needed: true })
} as const

/** How it goes with an intervention, in the words of whoever carries it out for the inspectorate. */
export const commitmentNote = recordKind({
  name: 'commitment_note',
  fields: commitmentNoteFields,
  title: ['intervention'],
  within: 'plan',
  may: 'work.record',
  crossing: true,
  page: (row) => workPath(row.plan_id ?? '')
})
export const { remove: removeCommitmentNote } = recordOperations(commitmentNote)

export type CommitmentNote = Stored<typeof commitmentNoteFields>
