import { type RecordKind, recordKind, recordOperations } from '../kernel/record.ts'
import { rehearsalKindFields } from './rehearsal.rules.ts'
import { agendaFields, participantFields, workshopFields } from './rules.ts'

const ofPlan = { within: 'plan', may: 'plan.edit', read: 'plan.edit' } as const

/** Address of a workshop's pages within its plan. */
export function workshopPath(plan: string | null | undefined, workshop: unknown, part = ''): string {
  return `/plans/${plan}/workshops/${workshop}${part}`
}

export const workshop: RecordKind<typeof workshopFields> = recordKind({
  name: 'workshop',
  fields: workshopFields,
  title: 'title',
  page: ({ id, plan_id }) => workshopPath(plan_id, id),
  ...ofPlan
})
export const agendaItem = recordKind({
  name: 'agenda_item',
  fields: agendaFields,
  title: 'title',
  page: (row: { plan_id?: string | null; workshop?: unknown }) => workshopPath(row.plan_id, row.workshop, '/agenda'),
  ...ofPlan
})
export const participant = recordKind({
  name: 'participant',
  fields: participantFields,
  title: 'name',
  page: (row: { plan_id?: string | null; workshop?: unknown }) => workshopPath(row.plan_id, row.workshop),
  ...ofPlan
})

export const rehearsal = recordKind({
  name: 'rehearsal',
  fields: rehearsalKindFields,
  title: 'language',
  page: (row: { plan_id?: string | null; workshop?: unknown }) => workshopPath(row.plan_id, row.workshop),
  ...ofPlan
})

export const agenda = recordOperations(agendaItem)
