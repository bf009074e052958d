import type { Kept, Whole } from '../src/chart/whole.rules.ts'
import { consultationFields } from '../src/consultation/rules.ts'
import { type businessLinkFields, employerFields, hubFields, issueFields, targetFields } from '../src/hub/rules.ts'
import { influenceFields, whyFields } from '../src/influence/rules.ts'
import { interventionFields } from '../src/intervention/rules.ts'
import type { Fields } from '../src/kernel/field.ts'
import { emptyValue } from '../src/kernel/field.ts'
import { mandateFields, resourceFields, sourceFields } from '../src/office/rules.ts'
import { planFields } from '../src/plan/rules.ts'
import { stakeholderFields, stakeholderHubFields } from '../src/stakeholder/rules.ts'

/** A record for a test: what is not given is empty, as after a form that was sent empty. */
export function made<F extends Fields>(fields: F, id: string, given: Partial<Kept<F>>): Kept<F> {
  const empty = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, emptyValue(field)]))
  return { ...empty, id, plan_id: null, revision: 1, example: false, ...given } as Kept<F>
}

const line = {
  hub: 'hub',
  phase: 1,
  owner: 'N. Reyes',
  starts: '2026-09-14',
  ends: '2026-11-20',
  resources: '3 officers, post',
  budget: 9400,
  indicator: 'Workshops that answer within 60 days',
  baseline: 0,
  baseline_unit: '%',
  goal: 50,
  status: 'agreed',
  impact: 3,
  effort: 2
} as const

/** A small plan that lacks nothing: minimum wage in the garment workshops of Los Angeles. */
export function coherentPlan(): Whole {
  return {
    plan: made(planFields, 'plan', { title: 'Fair pay', starts: '2026-07-01', ends: '2028-12-31', status: 'draft' }),
    mandates: (['legal', 'policy', 'political'] as const).map((kind) =>
      made(mandateFields, `mandate-${kind}`, { kind, title: kind })
    ),
    resources: [
      made(resourceFields, 'closure', {
        kind: 'operational',
        name: 'Stop the shipment of goods',
        last_used: '2026-03-01'
      }),
      made(resourceFields, 'inspectors', {
        kind: 'human',
        name: 'Inspectors',
        quantity: 14,
        unit: 'persons',
        needed: 20,
        hindrance: 'Six posts are vacant until spring.'
      }),
      made(resourceFields, 'budget', { kind: 'financial', name: 'Budget', quantity: 240_000, unit: 'USD' }),
      made(resourceFields, 'software', { kind: 'technological', name: 'Case file' }),
      made(resourceFields, 'office', { kind: 'physical', name: 'Office south' }),
      made(resourceFields, 'register', { kind: 'informational', name: 'List of registered makers' })
    ],
    sources: [
      made(sourceFields, 'cases', { kind: 'enforcement', form: 'data_set', name: 'Concluded cases', grade: 'b' }),
      made(sourceFields, 'survey', { kind: 'compliance', form: 'survey', name: 'Survey of workers', grade: 'c' })
    ],
    issues: [made(issueFields, 'wage', { name: 'Minimum wage', priority: 95, compliance: 42, confirmed: true })],
    targets: [
      made(targetFields, 'garment', { name: 'Garment workshops', priority: 95, compliance: 12, confirmed: true })
    ],
    hubs: [
      made(hubFields, 'hub', {
        issue: 'wage',
        target: 'garment',
        means: true,
        chosen: true,
        reason: 'Lowest compliance'
      })
    ],
    employers: [made(employerFields, 'brand', { target: 'garment', name: 'Brands', role: 'brand' })],
    businessLinks: [] as Kept<typeof businessLinkFields>[],
    whys: [
      made(whyFields, 'why', { hub: 'hub', text: 'The price is too low', basis: 'records' }),
      made(whyFields, 'why-2', { hub: 'hub', parent: 'why', text: 'Buyers set it', changeable_by: 'Buyers' })
    ],
    influences: [
      made(influenceFields, 'price', {
        hub: 'hub',
        name: 'Price set by the buyer',
        sign: 'negative',
        wielder: 'Buyers',
        lever: 'Wage terms'
      }),
      made(influenceFields, 'news', {
        hub: 'hub',
        name: 'Buyers fear bad news',
        sign: 'positive',
        wielder: 'Media',
        lever: 'Name and acclaim'
      })
    ],
    stakeholders: [
      made(stakeholderFields, 'union', {
        name: 'Union',
        category: 'workers',
        present_ring: 'core',
        desired_ring: 'core'
      }),
      made(stakeholderFields, 'buyers', {
        name: 'Buyers’ association',
        category: 'employers',
        present_ring: 'supporters',
        desired_ring: 'activists',
        approach: 'Let them draft the terms'
      })
    ],
    stakeholderHubs: [made(stakeholderHubFields, 'union-hub', { stakeholder: 'union', hub: 'hub', weight: 3 })],
    pins: [],
    deliveries: [],
    indicators: [],
    readings: [],
    consultations: [
      made(consultationFields, 'asked-union', { stakeholder: 'union', version: 'version', asked: '2026-06-01' }),
      made(consultationFields, 'asked-buyers', { stakeholder: 'buyers', version: 'version', asked: '2026-06-01' })
    ],
    points: [],
    jointPlans: [],
    jointPartners: [],
    jointActions: [],
    interventions: [
      made(interventionFields, 'letter', {
        ...line,
        name: 'Letter with 60 days to answer',
        family: 'communication',
        influences: ['price', 'news'],
        stakeholders: ['union']
      }),
      made(interventionFields, 'terms', {
        ...line,
        name: 'Wage terms in supply contracts',
        family: 'political',
        carried_out_by: 'buyers',
        influences: ['price'],
        phase: 2,
        starts: '2026-12-01',
        ends: '2027-09-30'
      })
    ]
  }
}
