import { emptyValue, type Fields } from '../kernel/field.ts'
import type { MatterPart } from '../office/rules.ts'
import { isInPreparation } from '../plan/rules.ts'

/**
 * A record of a plan written as content: `key` names it within the content, and references are keys. `real`: nothing in it
 * is invented, such as a law or a public register, wherever the rest of the content is.
 */
export type ContentRow = { key?: string; real?: boolean } & Record<string, unknown>

/** Whole plans as content, without ids: the demonstration, and later templates that inspectorates share. */
export type Content = {
  inspectorate: Record<string, ContentRow[]>
  plans: ({ key: string } & Record<string, unknown>)[]
}

/** Lists of the content and the kind of record in each, in the order in which they can be made. */
const spokenOf = { mandates: 'mandate', resources: 'resource', sources: 'source' } as const
const ofInspectorate = { ...spokenOf, capacities: 'capacity' } as const
const ofPlan = {
  issues: 'issue',
  targets: 'target',
  hubs: 'hub',
  employers: 'employer',
  businessLinks: 'business_link',
  whys: 'why',
  influences: 'influence',
  stakeholders: 'stakeholder',
  stakeholderHubs: 'stakeholder_hub',
  interventions: 'intervention',
  deliveries: 'delivery',
  engagementSteps: 'engagement_step',
  contacts: 'contact',
  memoranda: 'memorandum',
  obligations: 'obligation',
  escalations: 'escalation',
  escalationPhases: 'escalation_phase',
  indicators: 'plan_indicator',
  readings: 'reading',
  jointPlans: 'joint_plan',
  jointPartners: 'joint_partner',
  jointActions: 'joint_action',
  portions: 'portion',
  scenarios: 'scenario',
  signatories: 'signatory',
  reviewMeetings: 'review_meeting',
  reviewFindings: 'review_finding'
} as const

/** The name of a list of the content. */
export type ListName = keyof typeof ofInspectorate | keyof typeof ofPlan

/** Fields whose name in content is shorter than the column's. */
const longNames: Record<string, string> = { from: 'from_employer', to: 'to_employer', by: 'carried_out_by' }

export type PlannedRow = {
  kind: string
  key: string
  plan: string | null
  real: boolean
  values: Record<string, unknown>
}

/**
 * All rows of the content in an order in which each comes after what it refers to; parents of whys before theirs. A plan
 * that is past preparation and does not say what of step 1 matters for it speaks of all that the content has.
 */
export function listContentRows(content: Content): PlannedRow[] {
  const rows: PlannedRow[] = []
  const take = (kind: string, plan: string | null, list: unknown) => {
    for (const [index, { key, real = false, ...rest }] of ((list ?? []) as ContentRow[]).entries()) {
      const values = Object.fromEntries(Object.entries(rest).map(([name, value]) => [longNames[name] ?? name, value]))
      rows.push({ kind, key: key ?? `${index}`, plan, real, values })
    }
  }
  for (const [list, kind] of Object.entries(ofInspectorate)) take(kind, null, content.inspectorate[list])
  for (const plan of content.plans) {
    const { key, title, summary, starts, ends, status, low_compliance } = plan
    const settled = !isInPreparation(String(status ?? ''))
    const ticks = Object.keys(spokenOf).map((list) => [
      list,
      plan[list] ??
        (settled ? rows.filter(({ kind }) => kind === spokenOf[list as MatterPart]).map(({ key }) => key) : [])
    ])
    rows.push({
      kind: 'plan',
      key,
      plan: null,
      real: false,
      values: { title, summary, starts, ends, status, low_compliance, ...Object.fromEntries(ticks) }
    })
    for (const [list, kind] of Object.entries(ofPlan)) take(kind, key, plan[list])
  }
  return rows
}

/**
 * The values of a row for its fields: keys become ids by `idOf`, what is missing is empty. The implementer
 * "inspectorate" means that nobody else carries it out.
 */
export function resolveRow(
  row: PlannedRow,
  fields: Fields,
  idOf: (kind: string, key: string) => string | undefined
): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const given = row.values[name]
    if (field.type === 'reference') {
      const [key] = [given ?? ''].flat() as string[]
      values[name] = key ? (idOf(field.to, key) ?? null) : null
    } else if (field.type === 'references') {
      values[name] = ((given ?? []) as string[]).flatMap((key) => idOf(field.to, key) ?? [])
    } else values[name] = given === undefined || given === null || given === '' ? emptyValue(field) : given
  }
  return values
}
