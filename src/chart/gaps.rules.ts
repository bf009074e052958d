import type { Over } from '../capacity/ledger.rules.ts'
import { capacityPath } from '../capacity/path.rules.ts'
import { consultationPath, jointPath } from '../consultation/path.rules.ts'
import { listUnanswered, listUnasked } from '../consultation/rules.ts'
import { type Agreed, type Position, quadrantOf } from '../hub/rules.ts'
import { percentOf } from '../indicator/pin.rules.ts'
import { listOpenEnds } from '../influence/rules.ts'
import { checkEnforcer } from '../intervention/rules.ts'
import { isUnusedPower, mandateKinds, resourceKinds, sourceKinds } from '../office/rules.ts'
import { lineOf, type StepNumber, stepPath } from '../plan/rules.ts'
import { listUnfilledGaps, ringsToMove } from '../stakeholder/rules.ts'
import { listPhases } from './rules.ts'
import { chosenHubs, type Hub, type Intervention, nameRecords, type Whole } from './whole.rules.ts'

/** A value that a gap's sentence names: as it is, one or several words by their keys, or the names of several records. */
export type GapValue =
  | string
  | number
  | { word: string }
  | { month: string }
  | { words: string[] }
  | { names: string[] }

/** Something that a coherent plan would have; its sentence is `gap.<code>`, and it is mended at `href`. */
export type Gap = { code: string; step: StepNumber; values: Record<string, GapValue>; href: string }

type Context = { whole: Whole; names: Map<string, string>; at(step: StepNumber, tab?: string, id?: string): string }

/** Gaps that say where a stakeholder stands; only those who may read that are told. */
const insideGaps = new Set([
  'stakeholder-without-present-ring',
  'stakeholder-without-desired-ring',
  'stakeholder-without-approach',
  'carried-out-by-foe'
])

/**
 * Everything that is missing for a coherent plan, in the order of the steps. An empty list: the plan holds together.
 * `inside`: for those who may read where stakeholders stand; to others nothing of that is told.
 */
export function listGaps(whole: Whole, inside: boolean): Gap[] {
  const at: Context['at'] = (step, tab, id) => `${stepPath(whole.plan.id, step, tab)}${id ? `#${id}` : ''}`
  const context = { whole, names: nameRecords(whole), at }
  const found = [
    ...ofInspectorate(context),
    ...ofIssues(context),
    ...ofInfluences(context),
    ...ofStakeholders(context),
    ...ofConsultation(context),
    ...ofInterventions(context),
    ...ofChart(context)
  ]
  return inside ? found : found.filter(({ code }) => !insideGaps.has(code))
}

/** Where a plan asks for more inspector-days than are there: each region once, with its first month and how many there are. */
export function listOvers(plan: string, over: readonly Over[]): Gap[] {
  return [...Map.groupBy(over, ({ region }) => region)].map(([region, own]) =>
    gap('over-capacity', 6, capacityPath(plan), {
      ...{ n: own.length, where: region === '' ? { word: 'capacity.everywhere' } : region },
      ...{ month: { month: own[0]?.month ?? '' }, needed: Math.round(own[0]?.needed ?? 0) },
      there: Math.round(own[0]?.there ?? 0)
    })
  )
}

const record = (kind: string, id: string) => `/records/${kind}/${id}`
const gap = (code: string, step: StepNumber, href: string, values: Gap['values'] = {}): Gap => ({
  code,
  step,
  values,
  href
})
const when = (holds: boolean, found: () => Gap): Gap[] => (holds ? [found()] : [])
const several = (found: readonly { name: string }[]) => ({
  n: found.length,
  names: { names: found.map(({ name }) => name) }
})
const isEmpty = (text: string) => text.trim() === ''

function ofInspectorate({ whole: { mandates, resources, sources }, at }: Context): Gap[] {
  const missing = resourceKinds.filter((kind) => !resources.some((resource) => resource.kind === kind))
  return [
    ...mandateKinds
      .filter((kind) => !mandates.some((mandate) => mandate.kind === kind))
      .map((kind) => gap('mandate-missing', 1, at(1, 'mandate'), { kind: { word: `mandate.kind.${kind}` } })),
    ...when(missing.length > 0, () =>
      gap('resource-kinds-missing', 1, at(1, 'resources'), {
        kinds: { words: missing.map((kind) => `resource.kind.${kind}`) }
      })
    ),
    ...resources
      .filter(({ kind, quantity }) => (kind === 'human' || kind === 'financial') && quantity === null)
      .map(({ id, name }) => gap('resource-without-quantity', 1, record('resource', id), { name })),
    ...sourceKinds
      .filter((kind) => !sources.some((source) => source.kind === kind))
      .map((kind) => gap('source-missing', 1, at(1, 'data'), { kind: { word: `source.kind.${kind}` } })),
    ...sources
      .filter(({ grade }) => grade === '')
      .map(({ id, name }) => gap('source-without-grade', 1, record('source', id), { name }))
  ]
}

function ofIssues({ whole, names, at }: Context): Gap[] {
  const { issues, targets, employers } = whole
  const line = lineOf(whole.plan)
  /** A place that is only proposed is asked for above; here, what is placed elsewhere or nowhere. */
  const lies = (item: Position | undefined) => item !== undefined && quadrantOf(item, line) === 'act'
  const hubs = chosenHubs(whole)
  const unagreed = (of: 'issues' | 'targets', items: readonly (Agreed & { name: string })[]) => {
    const unplaced = items.filter((item) => quadrantOf(item, line) === undefined)
    const open = items.filter((item) => !item.confirmed && !unplaced.includes(item))
    const href = at(2, `matrix-${of}`)
    return [
      ...when(unplaced.length > 0, () => gap(`${of}-unplaced`, 2, href, several(unplaced))),
      ...when(open.length > 0, () => gap(`${of}-unconfirmed`, 2, href, several(open)))
    ]
  }
  return [
    ...when(issues.length === 0, () => gap('no-issue', 2, at(2, 'collect'))),
    ...when(targets.length === 0, () => gap('no-target', 2, at(2, 'collect'))),
    ...unagreed('targets', targets),
    ...unagreed('issues', issues),
    ...when(hubs.length === 0, () => gap('no-hub', 2, at(2, 'venn'))),
    ...hubs.flatMap((hub) => {
      const values = { hub: names.get(hub.id) ?? '' }
      const outside = [
        ...(lies(issues.find(({ id }) => id === hub.issue)) ? [] : ['label.circle.issue']),
        ...(lies(targets.find(({ id }) => id === hub.target)) ? [] : ['label.circle.target'])
      ]
      return [
        ...when(outside.length > 0, () =>
          gap('hub-outside-centre', 2, at(2, 'venn'), { ...values, circles: { words: outside } })
        ),
        ...when(!hub.means, () => gap('hub-without-means', 2, record('hub', hub.id), values)),
        ...when(isEmpty(hub.reason), () => gap('hub-without-reason', 2, record('hub', hub.id), values)),
        ...when(!employers.some(({ target }) => target === hub.target), () =>
          gap('hub-without-employers', 2, at(2, 'employers'), values)
        )
      ]
    })
  ]
}

function ofInfluences({ whole, names, at }: Context): Gap[] {
  const addressed = new Set(whole.interventions.flatMap(({ influences }) => influences))
  return chosenHubs(whole).flatMap((hub) => {
    const values = { hub: names.get(hub.id) ?? '' }
    const whys = whole.whys.filter((why) => why.hub === hub.id)
    const influences = whole.influences.filter((influence) => influence.hub === hub.id)
    const absent = (['positive', 'negative'] as const).filter((sign) => !influences.some((one) => one.sign === sign))
    return [
      ...when(whys.length === 0, () => gap('hub-without-whys', 3, at(3, 'whys'), values)),
      ...listOpenEnds(whys).map(({ id, text }) => gap('why-open', 3, at(3, 'whys', id), { text })),
      ...when(influences.length === 0, () => gap('hub-without-influences', 3, at(3, 'influences'), values)),
      ...(influences.length > 0 ? absent : []).map((sign) =>
        gap(`no-${sign}-influence`, 3, at(3, 'influences'), values)
      ),
      ...influences.flatMap(({ id, name, lever, wielder }) => [
        ...when(!addressed.has(id), () => gap('influence-unaddressed', 3, at(5, 'interventions'), { name })),
        ...when(isEmpty(lever), () => gap('influence-without-lever', 3, record('influence', id), { name })),
        ...when(isEmpty(wielder), () => gap('influence-without-wielder', 3, record('influence', id), { name }))
      ])
    ]
  })
}

function ofStakeholders({ whole, names, at }: Context): Gap[] {
  const { stakeholders, stakeholderHubs, interventions, resources } = whole
  // As with a power: what is said to stand in the way is answered, and stays a prompt on the page of step 4.
  const unfilled = listUnfilledGaps(resources, stakeholders).filter(({ hindrance }) => isEmpty(hindrance))
  const busy = new Set(interventions.flatMap((one) => [one.carried_out_by ?? '', ...one.stakeholders]))
  const absent = (['workers', 'employers'] as const).filter(
    (group) => !stakeholders.some(({ category }) => category === group)
  )
  return [
    ...(stakeholders.length > 0 ? absent : []).map((group) =>
      gap('category-missing', 4, at(4, 'stakeholders'), { category: { word: `stakeholder.category.${group}` } })
    ),
    ...when(unfilled.length > 0, () => gap('resources-lacking', 4, at(4, 'stakeholders'), several(unfilled))),
    ...chosenHubs(whole)
      .filter(({ id }) => !stakeholderHubs.some(({ hub, weight }) => hub === id && weight > 0))
      .map(({ id }) => gap('hub-without-stakeholder', 4, at(4, 'hubs'), { hub: names.get(id) ?? '' })),
    ...stakeholders.flatMap((one) => {
      const { id, name, present_ring, desired_ring, approach } = one
      const moves = (ringsToMove(one) ?? 0) > 0
      return [
        ...when(present_ring === '', () =>
          gap('stakeholder-without-present-ring', 4, record('stakeholder', id), { name })
        ),
        ...when(desired_ring === '', () =>
          gap('stakeholder-without-desired-ring', 4, record('stakeholder', id), { name })
        ),
        ...when(moves && isEmpty(approach), () =>
          gap('stakeholder-without-approach', 4, record('stakeholder', id), { name })
        ),
        ...when(!busy.has(id), () => gap('stakeholder-without-part', 4, at(5, 'interventions'), { name }))
      ]
    })
  ]
}

/** Whoever must be asked is asked, every point has its answer, and what is done together has who and what. */
function ofConsultation({ whole, names }: Context): Gap[] {
  const { plan, consultations, points, stakeholders, interventions, jointPlans, jointPartners, jointActions } = whole
  // Of a category that is missing altogether that is said; and one consults on what is to be done.
  const unasked = listUnasked(consultations, stakeholders).filter(
    (group) => interventions.length > 0 && stakeholders.some(({ category }) => category === group)
  )
  const lacking = (list: readonly { joint_plan: string }[]) =>
    jointPlans.filter(({ id }) => !list.some(({ joint_plan }) => joint_plan === id))
  const joint = (code: string, list: readonly { joint_plan: string }[]) =>
    lacking(list).map(({ id, title }) => gap(code, 4, jointPath(plan.id, id), { title }))
  return [
    ...unasked.map((group) =>
      gap('not-consulted', 4, consultationPath(plan.id), { group: { word: `consultation.group.${group}` } })
    ),
    ...listUnanswered(consultations, points).map(({ of, n, all }) =>
      gap('points-unanswered', 4, consultationPath(plan.id, of.id), { name: names.get(of.stakeholder) ?? '', n, all })
    ),
    ...joint('joint-without-partner', jointPartners),
    ...joint('joint-without-action', jointActions)
  ]
}

function ofInterventions({ whole, names, at }: Context): Gap[] {
  const { interventions, resources } = whole
  // Saying what stands in the way answers the question; the power stays a prompt on the page of step 5.
  const unused = resources.filter((power) => isUnusedPower(power) && isEmpty(power.hindrance))
  const chosen = new Set(chosenHubs(whole).map(({ id }) => id))
  const astray = chosen.size > 0 ? interventions.filter(({ hub }) => !chosen.has(hub)) : []
  return [
    ...chosenHubs(whole).flatMap((hub) => ofFamilies(hub, interventions, names, at)),
    ...when(astray.length > 0, () => gap('interventions-of-no-hub', 5, at(5, 'interventions'), several(astray))),
    ...when(interventions.length > 1 && interventions.every((one) => one.carried_out_by === null), () =>
      gap('only-inspectorate', 5, at(5, 'interventions'))
    ),
    ...interventions.flatMap((one) => ofIntervention(one, whole)),
    ...when(unused.length > 0, () => gap('powers-unused', 5, at(5, 'interventions', 'powers'), several(unused)))
  ]
}

function ofFamilies(hub: Hub, all: readonly Intervention[], names: Context['names'], at: Context['at']): Gap[] {
  const members = all.filter((one) => one.hub === hub.id)
  const values = { hub: names.get(hub.id) ?? '' }
  return [
    ...when(members.length === 0, () => gap('hub-without-intervention', 5, at(5, 'interventions'), values)),
    ...when(members.length > 0 && members.every(({ family }) => family === 'enforcement'), () =>
      gap('only-enforcement', 5, at(5, 'interventions'), values)
    )
  ]
}

function isBeingWon(by: Whole['stakeholders'][number] | undefined): boolean {
  return by !== undefined && (ringsToMove(by) ?? 0) > 0 && !isEmpty(by.approach)
}

function ofIntervention(one: Intervention, { plan, stakeholders, influences }: Whole): Gap[] {
  const { id, name } = one
  const by = stakeholders.find((stakeholder) => stakeholder.id === one.carried_out_by)
  const known = one.influences.some((influence) => influences.some((other) => other.id === influence))
  const ring = by?.present_ring ?? ''
  return [
    ...when(checkEnforcer(one, by).length > 0, () =>
      gap('enforcer-not-public', 5, record('intervention', id), { name, stakeholder: by?.name ?? '' })
    ),
    // A foe who is to be won over may craft the solution: then the plan says how, and to which ring.
    ...when((ring === 'hostile' || ring === 'disengaged') && !isBeingWon(by), () =>
      gap('carried-out-by-foe', 5, record('intervention', id), {
        name,
        stakeholder: by?.name ?? '',
        ring: { word: `label.ring.${ring}` }
      })
    ),
    ...when(!known, () => gap('intervention-without-influence', 5, record('intervention', id), { name })),
    ...when(one.impact === null || one.effort === null, () =>
      gap('intervention-unweighed', 5, `${stepPath(plan.id, 5, 'priorities')}#${id}`, { name })
    )
  ]
}

/** What a line of the chart needs before it can be followed, as the names of its fields. */
export function missingInLine(line: Intervention): string[] {
  return [
    line.owner.trim() === '' ? 'owner' : '',
    line.starts === null ? 'starts' : '',
    line.ends === null ? 'ends' : '',
    line.phase === null ? 'phase' : '',
    line.budget === null ? 'budget' : '',
    line.indicator.trim() === '' ? 'indicator' : '',
    line.indicator.trim() !== '' && line.baseline === null && line.baseline_source.trim() === '' ? 'baseline' : '',
    line.indicator.trim() !== '' && line.goal === null ? 'goal' : '',
    line.status === '' ? 'status' : ''
  ].filter((field) => field !== '')
}

function ofChart({ whole: { plan, interventions, pins }, at }: Context): Gap[] {
  const line = (id: string) => `${at(6, 'chart')}/${id}`
  const dated = listPhases(interventions).flatMap(({ number, from }) =>
    number !== null && from ? [{ number, from }] : []
  )
  return [
    ...when(plan.starts === null || plan.ends === null, () => gap('plan-without-dates', 6, record('plan', plan.id))),
    ...interventions.flatMap((one) => {
      const { id, name, starts, ends, baseline, goal } = one
      const missing = missingInLine(one)
      const pinned = pins.find((pin) => pin.id === one.baseline_pin)
      const days = [starts, ends].filter((day) => day !== null)
      const outside = days.some((day) => (plan.starts && day < plan.starts) || (plan.ends && day > plan.ends))
      return [
        ...when(missing.length > 0, () =>
          gap('line-lacks', 6, line(id), { name, fields: { words: missing.map((field) => `intervention.${field}`) } })
        ),
        ...when(outside, () => gap('line-outside-plan', 6, line(id), { name })),
        ...when(goal !== null && goal === baseline, () => gap('goal-is-baseline', 6, line(id), { name })),
        ...when(pinned !== undefined && !pinned.near && percentOf(pinned.value) !== baseline, () =>
          gap('baseline-not-pinned', 6, line(id), { name })
        )
      ]
    }),
    ...dated.flatMap(({ number, from }, index) => {
      const before = dated[index - 1]
      return when(before !== undefined && from < before.from, () =>
        gap('phase-out-of-order', 6, at(6, 'timeline'), { later: number, earlier: before?.number ?? 0 })
      )
    })
  ]
}
