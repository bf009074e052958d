import { recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import { businessLinkFields, employerFields, hubFields, issueFields, targetFields } from './rules.ts'

const pageOf = (tab: string) => (row: { plan_id?: string | null }) => stepPath(row.plan_id ?? '', 2, tab)
const ofPlan = { within: 'plan', may: 'plan.edit' } as const

export const issue = recordKind({
  name: 'issue',
  fields: issueFields,
  title: 'name',
  page: pageOf('collect'),
  ...ofPlan
})
export const target = recordKind({
  name: 'target',
  fields: targetFields,
  title: 'name',
  page: pageOf('collect'),
  ...ofPlan
})
export const hub = recordKind({
  name: 'hub',
  fields: hubFields,
  title: ['issue', 'target'],
  page: pageOf('venn'),
  ...ofPlan
})
export const employer = recordKind({
  name: 'employer',
  fields: employerFields,
  title: 'name',
  page: pageOf('employers'),
  ...ofPlan
})
export const businessLink = recordKind({
  name: 'business_link',
  fields: businessLinkFields,
  title: ['from_employer', 'to_employer'],
  page: pageOf('employers'),
  check: ({ from_employer, to_employer }) =>
    from_employer === to_employer ? [{ field: 'to_employer', code: 'same' }] : [],
  ...ofPlan
})

export const issues = recordOperations(issue)
export const targets = recordOperations(target)
export const hubs = recordOperations(hub)
export const employers = recordOperations(employer)
export const businessLinks = recordOperations(businessLink)
