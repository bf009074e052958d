import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coherentPlan, made } from '../../test/coherent-plan.ts'
import { actionFields, jointPlanFields, partnerFields } from '../consultation/joint.rules.ts'
import { pointFields } from '../consultation/rules.ts'
import { pinFields } from '../indicator/pin.rules.ts'
import { interventionFields } from '../intervention/rules.ts'
import { resourceFields } from '../office/rules.ts'
import { planFields } from '../plan/rules.ts'
import { stakeholderFields } from '../stakeholder/rules.ts'
import { listGaps } from './gaps.rules.ts'
import type { Whole } from './whole.rules.ts'

const codes = (whole: Whole) => listGaps(whole, true).map(({ code }) => code)

/** What is missing once the plan was changed so. */
function gapsAfter(change: (whole: Whole) => void) {
  const whole = coherentPlan()
  change(whole)
  return listGaps(whole, true)
}

function first<T>(list: readonly T[]): T {
  const [found] = list
  if (!found) throw new Error('the list is empty')
  return found
}

test('a coherent plan lacks nothing', () => {
  expect(listGaps(coherentPlan(), true)).toEqual([])
})

test('a foe may craft the solution, where the plan says how the foe is won over', () => {
  const won = { present_ring: 'hostile', desired_ring: 'supporters', approach: 'They write the wage term.' }
  expect(gapsAfter((whole) => Object.assign(whole.stakeholders[1] ?? {}, won))).toEqual([])
})

test('a power may stay unused, where the plan says what stands in the way', () => {
  const power = { last_used: null, hindrance: 'Nobody has drafted the papers.' }
  expect(gapsAfter((whole) => Object.assign(first(whole.resources), power))).toEqual([])
})

/** A further target and a further issue, of no hub. */
const target = (whole: Whole) => {
  const more = { ...first(whole.targets), id: 'further', confirmed: false }
  whole.targets.push(more)
  return more
}
const issue = (whole: Whole) => {
  const more = { ...first(whole.issues), id: 'further', confirmed: false }
  whole.issues.push(more)
  return more
}

/** One change to the coherent plan, and the one thing that is then missing. */
const single: Record<string, [code: string, change: (whole: Whole) => void]> = {
  'a kind of mandate without any': ['mandate-missing', (whole) => whole.mandates.pop()],
  'kinds of resources without any': ['resource-kinds-missing', (whole) => whole.resources.splice(3)],
  'inspectors without a number': [
    'resource-without-quantity',
    (whole) => Object.assign(whole.resources[1] ?? {}, { quantity: null })
  ],
  'a gap of step 1 that nobody fills': [
    'resources-lacking',
    (whole) => Object.assign(whole.resources[1] ?? {}, { needed: 900, hindrance: '' })
  ],
  'no compliance data': ['source-missing', (whole) => whole.sources.pop()],
  'a source without a grade': ['source-without-grade', (whole) => Object.assign(first(whole.sources), { grade: '' })],
  'a target whose place nobody confirmed': [
    'targets-unconfirmed',
    (whole) => Object.assign(first(whole.targets), { confirmed: false })
  ],
  'a target without a place': ['targets-unplaced', (whole) => Object.assign(target(whole), { priority: null })],
  'an issue without a place': ['issues-unplaced', (whole) => Object.assign(issue(whole), { compliance: null })],
  'an issue whose place nobody confirmed': [
    'issues-unconfirmed',
    (whole) => Object.assign(first(whole.issues), { confirmed: false })
  ],
  'an intervention of a pair that is no longer a hub': [
    'interventions-of-no-hub',
    (whole) => {
      const more = { ...first(whole.hubs), id: 'former', chosen: false }
      whole.hubs.push(more)
      whole.interventions.push({ ...first(whole.interventions), id: 'astray', hub: 'former' })
    }
  ],
  'a baseline whose figure was pinned anew': [
    'baseline-not-pinned',
    (whole) => {
      whole.pins.push({ ...made(pinFields, 'pin', { value: 0.854 }), basis: [] } as never)
      Object.assign(first(whole.interventions), { baseline_pin: 'pin' })
    }
  ],
  'no hub chosen': ['no-hub', (whole) => Object.assign(first(whole.hubs), { chosen: false })],
  'a hub without means to act': ['hub-without-means', (whole) => Object.assign(first(whole.hubs), { means: false })],
  'a hub whose target is placed outside the first quadrant': [
    'hub-outside-centre',
    (whole) => Object.assign(first(whole.targets), { compliance: 90 })
  ],
  'a hub without a reason': ['hub-without-reason', (whole) => Object.assign(first(whole.hubs), { reason: ' ' })],
  'a hub whose employers are not mapped': ['hub-without-employers', (whole) => whole.employers.pop()],
  'a hub without whys': ['hub-without-whys', (whole) => whole.whys.splice(0)],
  'an answer that names nobody who can change it': ['why-open', (whole) => whole.whys.pop()],
  'no positive influence': ['no-positive-influence', (whole) => whole.influences.pop()],
  'no negative influence': [
    'no-negative-influence',
    (whole) => Object.assign(first(whole.influences), { sign: 'positive' })
  ],
  'an influence without a lever': [
    'influence-without-lever',
    (whole) => Object.assign(first(whole.influences), { lever: '' })
  ],
  'an influence that nobody wields': [
    'influence-without-wielder',
    (whole) => Object.assign(first(whole.influences), { wielder: '' })
  ],
  'an influence that nobody addresses': [
    'influence-unaddressed',
    (whole) => Object.assign(first(whole.interventions), { influences: ['price'] })
  ],
  'no workers among the stakeholders': [
    'category-missing',
    (whole) => Object.assign(first(whole.stakeholders), { category: 'media' })
  ],
  'a hub over which no stakeholder has influence': [
    'hub-without-stakeholder',
    (whole) => Object.assign(first(whole.stakeholderHubs), { weight: 0 })
  ],
  'a stakeholder whose ring is not known': [
    'stakeholder-without-present-ring',
    (whole) => Object.assign(first(whole.stakeholders), { present_ring: '' })
  ],
  'a stakeholder without a desired ring': [
    'stakeholder-without-desired-ring',
    (whole) => Object.assign(first(whole.stakeholders), { desired_ring: '' })
  ],
  'a stakeholder to be won and no way to win it': [
    'stakeholder-without-approach',
    (whole) => Object.assign(whole.stakeholders[1] ?? {}, { approach: '' })
  ],
  'a stakeholder that has no part': [
    'stakeholder-without-part',
    (whole) => Object.assign(first(whole.interventions), { stakeholders: [] })
  ],
  'no employers’ organisation that was consulted': ['not-consulted', (whole) => whole.consultations.pop()],
  'a point of a consultation that nobody answered': [
    'points-unanswered',
    (whole) => whole.points.push(made(pointFields, 'point', { consultation: 'asked-union', text: 'Visits at night' }))
  ],
  'a joint plan that nobody takes part in': [
    'joint-without-partner',
    (whole) => {
      whole.jointPlans.push(made(jointPlanFields, 'joint', { title: 'With the union', goals: 'Pay' }))
      whole.jointActions.push(made(actionFields, 'action', { joint_plan: 'joint', action: 'Open a desk' }))
    }
  ],
  'a joint plan in which nothing is done': [
    'joint-without-action',
    (whole) => {
      whole.jointPlans.push(made(jointPlanFields, 'joint', { title: 'With the union', goals: 'Pay' }))
      whole.jointPartners.push(made(partnerFields, 'partner', { joint_plan: 'joint', stakeholder: 'union' }))
    }
  ],
  'everything is done by the inspectorate': [
    'only-inspectorate',
    (whole) => {
      Object.assign(whole.interventions[1] ?? {}, { carried_out_by: null, stakeholders: ['buyers'] })
    }
  ],
  'an intervention that is not weighed': [
    'intervention-unweighed',
    (whole) => Object.assign(first(whole.interventions), { effort: null })
  ],
  'a power that was never used': [
    'powers-unused',
    (whole) => Object.assign(first(whole.resources), { last_used: null })
  ],
  'an intervention carried out by a foe': [
    'carried-out-by-foe',
    (whole) => Object.assign(whole.stakeholders[1] ?? {}, { present_ring: 'hostile', desired_ring: 'hostile' })
  ],
  'enforcement by a private body': [
    'enforcer-not-public',
    (whole) => Object.assign(whole.interventions[1] ?? {}, { family: 'enforcement' })
  ],
  'a plan without days': [
    'plan-without-dates',
    (whole) => Object.assign(whole.plan, made(planFields, 'plan', { title: 'Fair pay' }))
  ],
  'an intervention before the plan begins': [
    'line-outside-plan',
    (whole) => Object.assign(first(whole.interventions), { starts: '2026-06-30' })
  ],
  'an intervention after the plan ends': [
    'line-outside-plan',
    (whole) => Object.assign(whole.interventions[1] ?? {}, { ends: '2029-01-01' })
  ],
  'a goal that is where one stands already': [
    'goal-is-baseline',
    (whole) => Object.assign(first(whole.interventions), { goal: 0 })
  ],
  'a later phase that begins first': [
    'phase-out-of-order',
    (whole) => Object.assign(whole.interventions[1] ?? {}, { starts: '2026-09-01' })
  ]
}

describe('one thing is missing', () => {
  for (const [title, [code, change]] of Object.entries(single)) {
    test(title, () => expect(gapsAfter(change).map((gap) => gap.code)).toEqual([code]))
  }

  for (const field of ['owner', 'starts', 'ends', 'phase', 'budget', 'indicator', 'goal', 'status'] as const) {
    test(`a line of the chart without ${field} is named with what it lacks, and mended at the line`, () => {
      const [gap, ...others] = gapsAfter((whole) => {
        Object.assign(first(whole.interventions), { [field]: made(interventionFields, '', {})[field] })
      })
      expect(others).toEqual([])
      expect(gap).toEqual({
        code: 'line-lacks',
        step: 6,
        href: '/plans/plan/6/chart/letter',
        values: { name: 'Letter with 60 days to answer', fields: { words: [`intervention.${field}`] } }
      })
    })
  }
})

test('a baseline that cannot be known is stated by its source instead', () => {
  const unknown = gapsAfter((whole) => void Object.assign(first(whole.interventions), { baseline: null }))
  expect(unknown.map(({ values }) => values.fields)).toEqual([{ words: ['intervention.baseline'] }])
  expect(
    gapsAfter(
      (whole) =>
        void Object.assign(first(whole.interventions), { baseline: null, baseline_source: 'No letter was sent before' })
    )
  ).toEqual([])
})

test('without an indicator neither its baseline nor its goal is asked for', () => {
  const gaps = gapsAfter(
    (whole) => void Object.assign(first(whole.interventions), { indicator: '', baseline: null, goal: null })
  )
  expect(gaps.map(({ values }) => values.fields)).toEqual([{ words: ['intervention.indicator'] }])
})

test('enforcement alone is a narrow plan; one other family is enough to widen it', () => {
  const narrow = gapsAfter((whole) => {
    whole.interventions = whole.interventions.map((one) => ({
      ...one,
      family: 'enforcement' as const,
      carried_out_by: null
    }))
  })
  expect(narrow.map(({ code }) => code)).toContain('only-enforcement')
  expect(codes(coherentPlan())).not.toContain('only-enforcement')
})

test('an intervention that names only influences which were removed addresses none', () => {
  const gaps = gapsAfter((whole) => void Object.assign(whole.interventions[1] ?? {}, { influences: ['gone'] }))
  expect(gaps.map(({ code }) => code)).toEqual(['intervention-without-influence'])
})

test('a stakeholder that stays where it is, or may drift away, needs no approach', () => {
  expect(
    gapsAfter((whole) => void Object.assign(whole.stakeholders[1] ?? {}, { desired_ring: 'disengaged', approach: '' }))
  ).toEqual([])
})

test('a hub that was not chosen is asked for nothing', () => {
  const whole = coherentPlan()
  whole.hubs.push({ ...first(whole.hubs), id: 'other', chosen: false, means: false, reason: '' })
  expect(listGaps(whole, true)).toEqual([])
})

test('an empty plan names what each step begins with, and does not ask for details of what is not there', () => {
  const empty = Object.fromEntries(
    Object.entries(coherentPlan()).map(([list, value]) => [list, Array.isArray(value) ? [] : value])
  ) as unknown as Whole
  expect(codes(empty)).toEqual([
    'mandate-missing',
    'mandate-missing',
    'mandate-missing',
    'resource-kinds-missing',
    'source-missing',
    'source-missing',
    'no-issue',
    'no-target',
    'no-hub'
  ])
})

test('gaps stand in the order of the steps and lead to a page of the portal', () => {
  const whole = coherentPlan()
  whole.interventions = whole.interventions.map((one) =>
    made(interventionFields, one.id, { hub: 'hub', name: one.name, family: 'enforcement' })
  )
  whole.stakeholders.push(made(stakeholderFields, 'new', { name: 'Radio', category: 'media' }))
  whole.resources.push(made(resourceFields, 'claim', { kind: 'operational', name: 'Claim against a guarantor' }))
  const gaps = listGaps(whole, true)
  const steps = gaps.map(({ step }) => step)
  expect(steps).toEqual(steps.toSorted())
  for (const { href } of gaps) expect(href).toMatch(/^\/(plans\/plan\/[1-6]\/|records\/)/)
})

test('more said never brings a new gap about the same thing', () => {
  const lists = ['mandates', 'sources', 'employers'] as const
  fc.assert(
    fc.property(fc.constantFrom(...lists), fc.integer({ min: 1, max: 4 }), (list, times) => {
      const whole = coherentPlan()
      for (let n = 0; n < times; n++) Object.assign(whole, { [list]: [...whole[list], ...whole[list]] })
      return listGaps(whole, true).length === 0
    })
  )
})
