import { recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import { stakeholderFields, stakeholderHubFields } from './rules.ts'

const ofPlan = { within: 'plan', may: 'plan.edit' } as const

export const stakeholder = recordKind({
  name: 'stakeholder',
  fields: stakeholderFields,
  title: 'name',
  page: (row) => stepPath(row.plan_id ?? '', 4, 'stakeholders'),
  ...ofPlan
})

export const stakeholderHub = recordKind({
  name: 'stakeholder_hub',
  fields: stakeholderHubFields,
  title: ['stakeholder', 'hub'],
  page: (row) => stepPath(row.plan_id ?? '', 4, 'hubs'),
  crossing: true,
  ...ofPlan
})

export const stakeholders = recordOperations(stakeholder)
export const stakeholderHubs = recordOperations(stakeholderHub)
