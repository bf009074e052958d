import { interventionStates, type State } from '../intervention/work.rules.ts'
import { choice, date, reference, text, yes } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

/** What an inspectorate undertakes together with other institutions: shared goals, partners, a common list of actions. */

export const jointPlanFields = {
  title: text(200, { needed: true }),
  goals: text(2000, { long: true, needed: true }),
  starts: date(),
  ends: date()
} as const

export const partnerFields = {
  joint_plan: reference('joint_plan', { needed: true }),
  stakeholder: reference('stakeholder', { needed: true }),
  brings: text(1000, { long: true }),
  speaker: text(200),
  /** They agree to be named to the public. */
  public_agreed: yes
} as const

export const actionFields = {
  joint_plan: reference('joint_plan', { needed: true }),
  intervention: reference('intervention'),
  action: text(300),
  /** Nobody: the inspectorate. */
  partner: reference('stakeholder'),
  until: date(),
  status: choice(interventionStates, { words: 'intervention.status' })
} as const

export function checkJointPlan({ starts, ends }: { starts: string | null; ends: string | null }): FieldProblem[] {
  return starts !== null && ends !== null && ends < starts ? [{ field: 'ends', code: 'before-start' }] : []
}

type Action = {
  intervention: string | null
  action: string
  partner: string | null
  until: string | null
  status: State | ''
}

/**
 * An action is an intervention of the chart, which says the rest, or one of its own. `partners` are the stakeholders that take
 * part in its joint plan.
 */
export function checkAction(of: Action, partners: readonly string[]): FieldProblem[] {
  if (of.intervention !== null)
    return (['action', 'partner', 'until', 'status'] as const)
      .filter((field) => of[field] !== null && of[field] !== '')
      .map((field) => ({ field, code: 'of-the-chart' }))
  return [
    ...(of.action === '' ? [{ field: 'action', code: 'needed' }] : []),
    ...(of.partner !== null && !partners.includes(of.partner) ? [{ field: 'partner', code: 'not-a-partner' }] : [])
  ]
}

type Intervention = { id: string; name: string; carried_out_by: string | null; ends: string | null; status: State | '' }

/** An action as it is told: of an intervention with the words of the chart, never typed twice. `by` null: the inspectorate. */
export type ToldAction = { what: string; by: string | null; until: string | null; status: State | ''; ofChart: boolean }

export function tellAction(of: Action, interventions: readonly Intervention[]): ToldAction {
  const line = interventions.find(({ id }) => id === of.intervention)
  return line
    ? { what: line.name, by: line.carried_out_by, until: line.ends, status: line.status, ofChart: true }
    : { what: of.action, by: of.partner, until: of.until, status: of.status, ofChart: false }
}

/** Whether something is still to be done. */
export function isOpen({ status }: { status: State | '' }): boolean {
  return status !== 'done' && status !== 'dropped'
}

/** Whether an action should have been done before a day. */
export function isLate({ status, until }: { status: State | ''; until: string | null }, today: string): boolean {
  return isOpen({ status }) && until !== null && until < today
}
