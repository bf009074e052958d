import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { coherentPlan, made } from '../../test/coherent-plan.ts'
import { listsOfWhole, type Whole } from '../chart/whole.rules.ts'
import { actionFields, jointPlanFields, partnerFields } from '../consultation/joint.rules.ts'
import { consultationFields, pointFields } from '../consultation/rules.ts'
import { planIndicatorFields, readingFields } from '../delivery/indicator.rules.ts'
import { deliveryFields } from '../delivery/rules.ts'
import type { Fields } from '../kernel/field.ts'
import { kinds } from '../subjects.ts'
import { type ExtractGround, extractOf, type Section, sections, stateOf } from './rules.ts'

/** A plan with a record of every kind. */
function fullPlan(): Whole {
  const whole = coherentPlan()
  const said = { position: 'supports', spoke: 'M', answered: '2026-06-02', public_agreed: true } as const
  whole.consultations = [
    made(consultationFields, 'c1', { stakeholder: 'union', version: 'version', asked: '2026-06-01', ...said }),
    made(consultationFields, 'c2', {
      stakeholder: 'buyers',
      version: 'version',
      asked: '2026-06-01',
      ...said,
      public_agreed: false
    })
  ]
  whole.points = [made(pointFields, 'p', { consultation: 'c1', text: 'x' })]
  whole.jointPlans = [made(jointPlanFields, 'j', { title: 'x', goals: 'x' })]
  whole.jointPartners = [
    made(partnerFields, 'jp1', { joint_plan: 'j', stakeholder: 'union', public_agreed: false }),
    made(partnerFields, 'jp2', { joint_plan: 'j', stakeholder: 'buyers', public_agreed: false })
  ]
  whole.jointActions = [made(actionFields, 'ja', { joint_plan: 'j', action: 'x', status: 'agreed' })]
  whole.indicators = [made(planIndicatorFields, 'i', { hub: 'hub', name: 'x', goal: 50, goal_on: '2027-01-01' })]
  whole.readings = [made(readingFields, 'r', { indicator: 'i', day: '2026-10-01' })]
  whole.deliveries = [made(deliveryFields, 'd', { intervention: 'letter', day: '2026-10-01' })]
  return whole
}

/** What may be told, and by which section; every other text field of every kind is never told. */
const toldBy: Record<string, Section | 'always'> = {
  'plan.title': 'always',
  'plan.summary': 'summary',
  'mandate.title': 'law',
  'mandate.reference': 'law',
  'issue.name': 'hubs',
  'issue.provision': 'hubs',
  'target.name': 'hubs',
  'intervention.name': 'interventions',
  'plan_indicator.name': 'goals',
  'plan_indicator.unit': 'goals',
  'joint_plan.title': 'joint',
  'joint_plan.goals': 'joint',
  'joint_action.action': 'joint',
  'stakeholder.name': 'positions'
}

const markOf = (kind: string, field: string, index: number) => `zq·${kind}.${field}·${index}·qz`

/** The plan with a word of its own in every text field. */
function marked(): Whole {
  const whole = fullPlan()
  const mark = (kind: string, row: object, index: number) => {
    const { fields } = kinds.find(({ name }) => name === kind) ?? { fields: {} }
    const texts = Object.entries(fields as Fields).filter(([, field]) => field.type === 'text')
    Object.assign(row, Object.fromEntries(texts.map(([name]) => [name, markOf(kind, name, index)])))
  }
  mark('plan', whole.plan, 0)
  for (const [list, kind] of Object.entries(listsOfWhole))
    for (const [index, row] of whole[list as keyof typeof listsOfWhole].entries()) mark(kind, row, index)
  return whole
}

const chosenOf = (some: readonly Section[]) =>
  Object.fromEntries(sections.map((section) => [section, some.includes(section)])) as Record<Section, boolean>

function groundOf(whole: Whole, some: readonly Section[], people: string[] = []): ExtractGround {
  return {
    ...{ whole, now: whole, people, chosen: chosenOf(some) },
    version: { id: 'version', number: 2, day: '2026-06-01', agreed: '2026-06-20' }
  }
}
const written = (whole: Whole, some: readonly Section[], people?: string[]) =>
  JSON.stringify(extractOf(groundOf(whole, some, people)))

describe('an extract', () => {
  test('tells of every text of a plan only what its chosen sections name', () => {
    const whole = marked()
    fc.assert(
      fc.property(fc.subarray(sections), (some) => {
        const marks = [...written(whole, some).matchAll(/zq·([\w.]+)·\d+·qz/g)].map(([, field]) => field ?? '')
        const allowed = Object.keys(toldBy).filter((field) => {
          const by = toldBy[field]
          return by === 'always' || some.includes(by as Section)
        })
        expect(marks.filter((field) => !allowed.includes(field))).toEqual([])
      })
    )
    const all = new Set([...written(whole, sections).matchAll(/zq·([\w.]+)·\d+·qz/g)].map(([, field]) => field))
    expect([...all].toSorted()).toEqual(Object.keys(toldBy).toSorted())
  })

  test('names of all stakeholders only those that agree now, and only where their part is chosen', () => {
    const whole = marked()
    const [union, buyers] = [markOf('stakeholder', 'name', 0), markOf('stakeholder', 'name', 1)]
    expect(written(whole, ['positions'])).toContain(union)
    expect(written(whole, ['positions'])).not.toContain(buyers)
    expect(
      written(
        whole,
        sections.filter((one) => one !== 'positions')
      )
    ).not.toContain(union)
    const [said] = whole.consultations
    if (said) said.public_agreed = false
    expect(written(whole, sections)).not.toContain(union)
  })

  test('leaves out a position on another version', () => {
    const whole = fullPlan()
    const [said] = whole.consultations
    if (said) said.version = 'older'
    expect(extractOf(groundOf(whole, ['positions'])).positions).toEqual({ consulted: 1, told: [] })
  })

  test('counts an organisation that was consulted twice on a version once', () => {
    const whole = fullPlan()
    const [said] = whole.consultations
    if (said) whole.consultations.push({ ...said, id: 'again' })
    const one = fullPlan()
    const consulted = (plan: typeof whole) => extractOf(groundOf(plan, ['positions'])).positions?.consulted
    expect(consulted(whole)).toBe(consulted(one))
  })

  test('takes names of people, firms and organisations that did not agree out of texts that are told', () => {
    const whole = fullPlan()
    const secret = [...['Amina Diallo', 'N. Reyes', 'Harborlight Fashion Group', 'Rosa Marín', 'Hostile Buyers’ Club']]
    Object.assign(whole.plan, { summary: `With ${secret.join(', ')} and the union of tailors.` })
    Object.assign(whole.interventions[0] ?? {}, {
      owner: 'N. Reyes',
      name: `Visit Harborlight Fashion Group with N. Reyes`
    })
    Object.assign(whole.employers[0] ?? {}, { name: 'Harborlight Fashion Group' })
    Object.assign(whole.jointPartners[0] ?? {}, { speaker: 'Rosa Marín' })
    Object.assign(whole.stakeholders[1] ?? {}, { name: 'Hostile Buyers’ Club' })
    const text = written(whole, sections, ['Amina Diallo'])
    expect(secret.filter((name) => text.includes(name))).toEqual([])
    expect(text).toContain('and the union of tailors.')
  })

  test('holds no ring, no day of an intervention and no cost, and of money one sum where it is chosen', () => {
    const whole = fullPlan()
    const all = written(whole, sections)
    for (const never of ['core', 'supporters', '2026-09-14', '2026-11-20', '9400'])
      expect(all).not.toContain(`"${never}"`)
    expect(
      written(
        whole,
        sections.filter((one) => one !== 'budget')
      )
    ).not.toContain('18800')
    expect(extractOf(groundOf(whole, ['budget'])).budget).toEqual({ total: 18_800, n: 2, of: 2 })
  })

  test('tells neither an idea nor what was given up', () => {
    const whole = fullPlan()
    const [first, second] = whole.interventions
    Object.assign(first ?? {}, { status: 'idea' })
    Object.assign(second ?? {}, { status: 'dropped' })
    whole.jointActions.push(made(actionFields, 'of-chart', { joint_plan: 'j', intervention: 'letter' }))
    const told = extractOf(groundOf(whole, ['interventions', 'joint']))
    expect(told.interventions).toEqual([])
    expect(told.joint?.[0]?.actions).toEqual([{ what: 'x', status: 'agreed' }])
  })

  test('with no section chosen is the title, the years and the version', () => {
    expect(extractOf(groundOf(fullPlan(), []))).toEqual({
      ...{ title: 'Fair pay', starts: '2026-07-01', ends: '2028-12-31', example: false },
      version: { number: 2, day: '2026-06-01', agreed: '2026-06-20' }
    })
  })
})

test('an address is silent, open, or says that it was withdrawn', () => {
  expect(stateOf({ published: null, withdrawn: null })).toBe('unpublished')
  expect(stateOf({ published: '2026-06-01', withdrawn: null })).toBe('published')
  expect(stateOf({ published: '2026-06-01', withdrawn: '2026-07-01' })).toBe('withdrawn')
})
