import type { actionFields, jointPlanFields, partnerFields } from '../consultation/joint.rules.ts'
import type { consultationFields, pointFields } from '../consultation/rules.ts'
import type { planIndicatorFields, readingFields } from '../delivery/indicator.rules.ts'
import type { deliveryFields } from '../delivery/rules.ts'
import type { businessLinkFields, employerFields, hubFields, issueFields, targetFields } from '../hub/rules.ts'
import type { Pin } from '../indicator/pin.rules.ts'
import type { influenceFields, whyFields } from '../influence/rules.ts'
import type { interventionFields } from '../intervention/rules.ts'
import type { Fields, Values } from '../kernel/field.ts'
import { type mandateFields, matterParts, type resourceFields, type sourceFields, speaksOf } from '../office/rules.ts'
import type { planFields } from '../plan/rules.ts'
import type { stakeholderFields, stakeholderHubFields } from '../stakeholder/rules.ts'

/** A record as it is kept: what was entered, and what the portal knows of it. */
export type Kept<F extends Fields> = Values<F> & {
  id: string
  plan_id: string | null
  revision: number
  example: boolean
}

/** Everything that a plan is made of, with what of the inspectorate it speaks of (step 1); each list oldest first. */
export type Whole = {
  plan: Kept<typeof planFields>
  mandates: Kept<typeof mandateFields>[]
  resources: Kept<typeof resourceFields>[]
  sources: Kept<typeof sourceFields>[]
  issues: Kept<typeof issueFields>[]
  targets: Kept<typeof targetFields>[]
  hubs: Kept<typeof hubFields>[]
  employers: Kept<typeof employerFields>[]
  businessLinks: Kept<typeof businessLinkFields>[]
  whys: Kept<typeof whyFields>[]
  influences: Kept<typeof influenceFields>[]
  stakeholders: Kept<typeof stakeholderFields>[]
  stakeholderHubs: Kept<typeof stakeholderHubFields>[]
  interventions: Kept<typeof interventionFields>[]
  deliveries: Kept<typeof deliveryFields>[]
  indicators: Kept<typeof planIndicatorFields>[]
  readings: Kept<typeof readingFields>[]
  consultations: Kept<typeof consultationFields>[]
  points: Kept<typeof pointFields>[]
  jointPlans: Kept<typeof jointPlanFields>[]
  jointPartners: Kept<typeof partnerFields>[]
  jointActions: Kept<typeof actionFields>[]
  pins: Pin[]
}
export type Intervention = Whole['interventions'][number]
export type Hub = Whole['hubs'][number]

/** The lists of a whole plan and the kind of record in each. */
export const listsOfWhole = {
  mandates: 'mandate',
  resources: 'resource',
  sources: 'source',
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
  indicators: 'plan_indicator',
  readings: 'reading',
  consultations: 'consultation',
  points: 'consultation_point',
  jointPlans: 'joint_plan',
  jointPartners: 'joint_partner',
  jointActions: 'joint_action',
  pins: 'pin'
} as const satisfies Record<Exclude<keyof Whole, 'plan'>, string>

/** A plan with all that the inspectorate has in step 1, as the whole that speaks only of what matters for it. */
export function withWhatMatters(whole: Whole): Whole {
  const spoken = matterParts.map((part) => [part, speaksOf<{ id: string }>(whole[part], whole.plan[part])])
  return { ...whole, ...Object.fromEntries(spoken) }
}

/** The hubs around which the plan is built, in the order in which they were made. */
export function chosenHubs(whole: Pick<Whole, 'hubs'>): Hub[] {
  return whole.hubs.filter(({ chosen }) => chosen)
}

/** The name of every record of the plan by its id; a hub is called after its issue and its target. */
export function nameRecords(whole: Whole): Map<string, string> {
  const names = new Map<string, string>()
  const { issues, targets, employers, influences, stakeholders, interventions, resources, sources } = whole
  for (const { id, name } of [
    issues,
    targets,
    employers,
    influences,
    stakeholders,
    interventions,
    resources,
    sources
  ].flat())
    names.set(id, name)
  for (const { id, title } of whole.mandates) names.set(id, title)
  for (const { id, text } of whole.whys) names.set(id, text)
  for (const { id, issue, target } of whole.hubs)
    names.set(id, [issue, target].map((part) => names.get(part) ?? '–').join(' – '))
  return names
}
