import { withoutNames } from '../chart/template.rules.ts'
import { chosenHubs, type Whole } from '../chart/whole.rules.ts'
import { tellAction } from '../consultation/joint.rules.ts'
import { isGiven, type Position } from '../consultation/rules.ts'
import type { Family } from '../intervention/rules.ts'
import type { State } from '../intervention/work.rules.ts'
import { date, number, reference, text, yes } from '../kernel/field.ts'

/**
 * What the public may read of a plan. Nothing is told but what a section names here: never where a stakeholder stands, a person, a
 * workplace, a note, evidence, who is visited when; money only as one sum, where that is chosen.
 */

/** Parts of an extract; each is told only where it is chosen. */
export const sectionFields = {
  summary: yes,
  law: yes,
  hubs: yes,
  interventions: yes,
  goals: yes,
  joint: yes,
  positions: yes,
  budget: yes
} as const
export type Section = keyof typeof sectionFields
export const sections = Object.keys(sectionFields) as Section[]

export const extractFields = {
  address: text(40, { needed: true }),
  version: reference('plan_version', { needed: true }),
  ...sectionFields,
  published: date(),
  published_version: number({ whole: true, min: 1 }),
  withdrawn: date(),
  reason: text(500)
} as const

type Goal = { name: string; unit: string; direction?: 'up' | 'down'; goal: number; goal_on: string }
/** `agreed` is the record in which somebody agreed to be told: it is asked again whenever this is read. */
type Named = { agreed: string; name: string }
type Joint = { title: string; goals: string; partners: Named[]; actions: { what: string; status: State | '' }[] }
type Said = Named & { category: string; position: Position; answered: string }

/** An extract as it is published: the only thing that the public page reads. */
export type PublicExtract = {
  title: string
  starts: string | null
  ends: string | null
  example: boolean
  version: { number: number; day: string; agreed: string | null }
  summary?: string
  law?: { title: string; reference: string }[]
  hubs?: { issue: string; provision: string; target: string }[]
  interventions?: { name: string; family: Family }[]
  goals?: Goal[]
  joint?: Joint[]
  positions?: { consulted: number; told: Said[] }
  budget?: { total: number; n: number; of: number }
}

export type ExtractGround = {
  /** The plan as it stood in the version. */
  whole: Whole
  version: PublicExtract['version'] & { id: string }
  chosen: Record<Section, boolean>
  /** The plan of today: who agrees to be told is asked now, not when the version was made. */
  now: Pick<Whole, 'consultations' | 'jointPartners' | 'stakeholders'>
  /** Names of people that may stand in no text. */
  people: readonly string[]
}

/** Organisations that agree to be told, by their part: a position on this version, a part in a joint plan. */
function agreeing({ version, chosen, now }: ExtractGround) {
  const said = now.consultations.filter(
    (one) => one.version === version.id && one.public_agreed && isGiven(one.position)
  )
  const partners = now.jointPartners.filter(({ public_agreed }) => public_agreed)
  return { said: chosen.positions ? said : [], partners: chosen.joint ? partners : [] }
}

/** Names that may stand in no text of the extract, also where somebody wrote them into one that is told. */
export function namesToLeaveOut(ground: ExtractGround): string[] {
  const { whole, now, people } = ground
  const { said, partners } = agreeing(ground)
  const told = new Set([...said, ...partners].map(({ stakeholder }) => stakeholder))
  const silent = [...whole.stakeholders, ...now.stakeholders].filter(
    (one) => !one.public_authority && !told.has(one.id)
  )
  return [
    ...people,
    ...[...whole.employers, ...silent].map(({ name }) => name),
    ...whole.interventions.map(({ owner }) => owner),
    ...whole.jointPartners.map(({ speaker }) => speaker),
    ...now.jointPartners.map(({ speaker }) => speaker),
    ...now.consultations.map(({ spoke }) => spoke)
  ]
}

/** The extract of a version: the title and years of the plan, and of each chosen section what is written here. */
export function extractOf(ground: ExtractGround): PublicExtract {
  const { whole, version, chosen, now } = ground
  const { said, partners } = agreeing(ground)
  const names = namesToLeaveOut(ground)
  const say = (written: string) => withoutNames(written, names)
  const stakeholder = (id: string) => now.stakeholders.find((one) => one.id === id)
  const nameIn = (list: readonly { id: string; name: string }[], id: string) =>
    say(list.find((one) => one.id === id)?.name ?? '')
  const told: Record<Section, () => Partial<PublicExtract>> = {
    summary: () => ({ summary: say(whole.plan.summary) }),
    law: () => ({
      law: whole.mandates
        .filter(({ kind }) => kind === 'legal')
        .map((one) => ({ title: say(one.title), reference: say(one.reference) }))
    }),
    hubs: () => ({
      hubs: chosenHubs(whole).map(({ issue, target }) => ({
        issue: nameIn(whole.issues, issue),
        provision: say(whole.issues.find(({ id }) => id === issue)?.provision ?? ''),
        target: nameIn(whole.targets, target)
      }))
    }),
    interventions: () => ({
      interventions: doneOf(whole).map(({ name, family }) => ({ name: say(name), family }))
    }),
    goals: () => ({
      goals: whole.indicators.map(({ name, unit, direction, goal, goal_on }) => ({
        name: say(name),
        direction,
        unit: say(unit),
        goal,
        goal_on
      }))
    }),
    joint: () => ({
      joint: whole.jointPlans.map(({ id, title, goals }) => ({
        title: say(title),
        goals: say(goals),
        partners: partners
          .filter(({ joint_plan }) => joint_plan === id)
          .map((one) => ({ agreed: one.id, name: say(stakeholder(one.stakeholder)?.name ?? '') })),
        actions: whole.jointActions
          .filter(({ joint_plan }) => joint_plan === id)
          .map((one) => tellAction(one, whole.interventions))
          .filter(isMeant)
          .map(({ what, status }) => ({ what: say(what), status }))
      }))
    }),
    positions: () => ({
      positions: {
        // An organisation that was asked twice is one.
        consulted: new Set(now.consultations.filter((one) => one.version === version.id).map((one) => one.stakeholder))
          .size,
        told: said.map((one) => ({
          agreed: one.id,
          name: say(stakeholder(one.stakeholder)?.name ?? ''),
          category: stakeholder(one.stakeholder)?.category ?? '',
          position: one.position,
          answered: one.answered ?? ''
        }))
      }
    }),
    budget: () => {
      const budgets = doneOf(whole).flatMap(({ budget }) => (budget === null ? [] : [budget]))
      const total = budgets.reduce((sum, one) => sum + one, 0)
      return { budget: { total, n: budgets.length, of: doneOf(whole).length } }
    }
  }
  return {
    title: say(whole.plan.title),
    starts: whole.plan.starts,
    ends: whole.plan.ends,
    example: whole.plan.example,
    version: { number: version.number, day: version.day, agreed: version.agreed },
    ...Object.assign({}, ...sections.filter((section) => chosen[section]).map((section) => told[section]()))
  }
}

/** The records in which those who are named agreed to it. */
export function agreementsOf({ joint = [], positions }: PublicExtract): string[] {
  return [...joint.flatMap(({ partners }) => partners), ...(positions?.told ?? [])].map(({ agreed }) => agreed)
}

/** What was published, without those who have taken their agreement back since. */
export function withoutTakenBack(of: PublicExtract, agreeing: readonly string[]): PublicExtract {
  const stands = ({ agreed }: Named) => agreeing.includes(agreed)
  const { joint, positions } = of
  return {
    ...of,
    ...(joint ? { joint: joint.map((one) => ({ ...one, partners: one.partners.filter(stands) })) } : {}),
    ...(positions ? { positions: { ...positions, told: positions.told.filter(stands) } } : {})
  }
}

/** What the plan does: neither what is only an idea nor what was given up. */
function doneOf({ interventions }: Whole): Whole['interventions'] {
  return interventions.filter(isMeant)
}
const isMeant = ({ status }: { status: State | '' }) => status !== 'idea' && status !== 'dropped'

/** What an address has to say. */
export type PublicState = 'unpublished' | 'published' | 'withdrawn'
export function stateOf({ published, withdrawn }: { published: string | null; withdrawn: string | null }): PublicState {
  if (withdrawn !== null) return 'withdrawn'
  return published === null ? 'unpublished' : 'published'
}
