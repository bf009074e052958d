import type { Kind } from '../intervention/rules.ts'
import { type FactName, factsOfKind, type State } from '../intervention/work.rules.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { stepPath } from '../plan/rules.ts'

/** Address of what a guest of a stakeholder keeps, or of one commitment. */
export const commitmentsPath = '/commitments'
export const commitmentPath = (id: string): string => `${commitmentsPath}/${id}`

/** States in which an intervention is a commitment of whoever carries it out: an idea is none yet, what was dropped none any more. */
const commitmentStates: readonly (State | '')[] = ['agreed', 'under_way', 'paused', 'done']

type Carried = { plan_id: string | null; carried_out_by: string | null; status: State | '' }

/** Whether an intervention is what a stakeholder committed itself to in a plan. */
export function isCommitment(one: Carried, door: { plan: string; stakeholder: string }): boolean {
  return one.plan_id === door.plan && one.carried_out_by === door.stakeholder && commitmentStates.includes(one.status)
}

/** What a guest is told of the intervention itself: when, what is expected, how far it is. Nothing of the plan around it. */
export const toldOfCommitment = [
  'id',
  'revision',
  'example',
  'name',
  'kind',
  'starts',
  'ends',
  'status',
  'status_reason',
  'expected_workplaces',
  'expected_workers',
  'audience',
  'channels',
  'sessions',
  'places',
  'answer_days'
] as const

/** The facts of a kind that a guest is told. */
export function factsOfCommitment(kind: Kind | ''): FactName[] {
  const told: readonly string[] = toldOfCommitment
  return kind === '' ? [] : factsOfKind[kind].filter((name) => told.includes(name))
}

/** An intervention as its guest is told it: these fields and no others. */
export function tellCommitment<T extends Record<(typeof toldOfCommitment)[number], unknown>>(
  one: T
): Pick<T, (typeof toldOfCommitment)[number]> {
  return Object.fromEntries(toldOfCommitment.map((name) => [name, one[name]])) as Pick<
    T,
    (typeof toldOfCommitment)[number]
  >
}

/** For how many days an invitation opens the door unless another day is chosen: half a year. */
export const usualStay = 183
/** And at most: two years; then somebody decides again. */
const longestStay = 731

const dayLength = 86_400_000
/** The day so many days after another. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayLength).toISOString().slice(0, 10)
}

/** What is wrong with the last day of a guest: over already, or too far away to be thought of again. */
export function checkUntil(until: string, today: string): FieldProblem[] {
  if (until < today) return [{ field: 'until', code: 'until-over' }]
  return until > dayAfter(today, longestStay) ? [{ field: 'until', code: 'until-far' }] : []
}

/** How the door stands for a guest: open until a day, over since a day, or closed by somebody. */
export function stateOfGuest(
  { active, until }: { active: boolean; until: string | null },
  today: string
): 'open' | 'over' | 'closed' {
  if (!active) return 'closed'
  return until !== null && until < today ? 'over' : 'open'
}

/** Address of the engagement of a plan, or of one stakeholder of it. */
export function engagementPath(plan: string, stakeholder?: string): string {
  const list = stepPath(plan, 4, 'engagement')
  return stakeholder ? `${list}/${stakeholder}` : list
}
