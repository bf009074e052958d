import { type KnowsCode, readKnownCodes } from '../indicator/code.operations.ts'
import type { Reader } from '../kernel/database.ts'
import type { Fields, Values } from '../kernel/field.ts'
import type { ReadScope } from '../kernel/operation.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { findRecord, listRecords, type RecordKind, recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import {
  type Agreed,
  businessLinkFields,
  employerFields,
  hubFields,
  isPlaced,
  issueFields,
  targetFields
} from './rules.ts'

const pageOf = (tab: string) => (row: { plan_id?: string | null }) => stepPath(row.plan_id ?? '', 2, tab)
const ofPlan = { within: 'plan', may: 'plan.edit' } as const

type CodeList = Parameters<KnowsCode>[0]

/**
 * The rule of fields that hold codes of the evidence: one by which it would find nothing is refused, or every figure of
 * the plan would silently be missing. The evidence is asked only where a code may have been written.
 */
const codesOf = (lists: Readonly<Record<string, CodeList>>) => ({
  async prepare(scope: ReadScope, input: Values<Fields>): Promise<KnowsCode | undefined> {
    const single = Object.keys(lists).every((field) => field in input) && !('lines' in input)
    const written = Object.keys(lists).some((field) => input[field] !== '')
    return single && !written ? undefined : readKnownCodes(scope)
  },
  check(values: Values<Fields>, _database: Reader, knows: KnowsCode | undefined): FieldProblem[] {
    const codes = Object.entries(lists).flatMap(([field, list]) => {
      const written = String(values[field])
      return knows && !knows(list, written) ? [{ field, code: 'unknown-code', values: { written } }] : []
    })
    return [...codes, ...(isPlaced(values as unknown as Agreed) ? [] : [{ field: 'confirmed', code: 'place-first' }])]
  }
})

export const issue = recordKind<typeof issueFields, KnowsCode | undefined>({
  name: 'issue',
  fields: issueFields,
  title: 'name',
  page: pageOf('collect'),
  ...codesOf({ evidence_issue: 'issue' }),
  ...ofPlan
})
export const target = recordKind<typeof targetFields, KnowsCode | undefined>({
  name: 'target',
  fields: targetFields,
  title: 'name',
  page: pageOf('collect'),
  ...codesOf({ county: 'county', industry: 'industry' }),
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
export const businessLink: RecordKind<typeof businessLinkFields> = recordKind({
  name: 'business_link',
  fields: businessLinkFields,
  title: ['from_employer', 'to_employer'],
  page: pageOf('employers'),
  async check(
    { id, from_employer, to_employer, kind }: Values<typeof businessLinkFields> & { id?: unknown },
    database
  ) {
    if (from_employer === to_employer) return [{ field: 'to_employer', code: 'same' }]
    const giver = await findRecord(database, employer, from_employer)
    const links = giver ? await listRecords(database, businessLink, String(giver.plan_id)) : []
    const twice = links.some(
      (link) =>
        link.id !== id && link.from_employer === from_employer && link.to_employer === to_employer && link.kind === kind
    )
    return twice ? [{ field: 'to_employer', code: 'twice' }] : []
  },
  ...ofPlan
})

export const issues = recordOperations(issue)
export const targets = recordOperations(target)
export const hubs = recordOperations(hub)
export const employers = recordOperations(employer)
export const businessLinks = recordOperations(businessLink)
