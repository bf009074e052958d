import { Problem } from './problem.ts'

/** What a person may do. An ability that a role is not given here, it does not have. */
export const abilities = [
  'plan.read',
  /** What is written for the inspectorate alone: where others stand in the bullseye. */
  'plan.read-inside',
  'plan.edit',
  /** Agreeing what is done, and giving it up. */
  'plan.decide',
  /** Recording what was done under the plan, and how far each piece of work is. */
  'work.record',
  'evidence.read',
  /** Single records behind the figures. Who may not open them is told rounded figures. */
  'evidence.read-records',
  'evidence.import',
  'workplace.read',
  /** Names of workplaces that are households, and so of natural persons. */
  'workplace.read-persons',
  'workplace.edit',
  /** Recording what a visit found. */
  'visit.record',
  /** Confirming a list of workplaces for a phase of an escalation. */
  'escalation.confirm',
  'office.edit',
  'people.manage',
  'settings.edit',
  'log.read',
  /** Seeing and updating what one's own organisation committed itself to in a plan, and nothing else. */
  'commitment.keep',
  /** Answering one letter, by the code that is printed in it. */
  'letter.answer',
  /** Reaching a workshop: a guest its own, a person of the inspectorate each. */
  'workshop.take-part'
] as const
export type Ability = (typeof abilities)[number]

const takingPart: Ability = 'workshop.take-part'
const reading: readonly Ability[] = ['plan.read', 'evidence.read', takingPart]
const records: Ability = 'evidence.read-records'
const register: readonly Ability[] = ['workplace.read', 'workplace.read-persons', 'workplace.edit']

/** Roles of an inspectorate. An ability that stands in no line of a role, it does not have. */
export const roleAbilities = {
  administrator: abilities,
  planner: [
    ...reading,
    records,
    ...register,
    'visit.record',
    'escalation.confirm',
    'plan.read-inside',
    'plan.edit',
    'plan.decide',
    'work.record',
    'evidence.import',
    'office.edit',
    'log.read'
  ],
  inspector: [...reading, records, 'workplace.read', 'workplace.read-persons', 'work.record', 'visit.record'],
  director: [
    ...reading,
    records,
    'workplace.read',
    'escalation.confirm',
    'plan.read-inside',
    'plan.decide',
    'log.read'
  ],
  viewer: reading,
  /** Who joined a workshop without an account: a participant of that one workshop. */
  guest: [takingPart],
  /** Somebody of a stakeholder of a plan, who was invited: keeps the commitments of that stakeholder in that plan. */
  stakeholder: ['commitment.keep'],
  /** Who writes to the inspectorate without an account: the employer who has the code of a letter. */
  intake: ['letter.answer']
} as const satisfies Record<string, readonly Ability[]>

export type Role = keyof typeof roleAbilities
export const roles = Object.keys(roleAbilities) as Role[]

/**
 * Who acts: a person in one role of one inspectorate. Commands of the command line act as an administrator. A guest is a
 * participant of the one `workshop` that the guest may reach.
 */
export type Actor = { person: string; name: string; role: Role; inspectorate: string; workshop?: string }

/** Whether the actor has the ability. Everything is of the actor's own inspectorate: the database shows no other. */
export function can(actor: Actor | undefined, ability: Ability): boolean {
  return actor !== undefined && (roleAbilities[actor.role] as readonly Ability[]).includes(ability)
}

/** Throws `not-signed-in` or `forbidden` unless the actor has the ability. */
export function demand(actor: Actor | undefined, ability: Ability): asserts actor is Actor {
  if (!actor) throw new Problem('not-signed-in')
  if (!can(actor, ability)) throw new Problem('forbidden', { role: actor.role })
}
