import { choice, date, number, reference, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import type { Kind } from './rules.ts'

/** An intervention as work: what each kind asks, what is expected of it, and through which states it goes. */

export const outcomes = ['waiting', 'accepted', 'partly', 'refused'] as const
/** How workplaces are chosen that are visited; only chance tells how all of them do. */
export const selections = ['risk', 'lot', 'gate', 'all'] as const

const whole = () => number({ whole: true, min: 0 })

/** What is expected of any work; money stands in the budget. */
export const expectedFields = {
  expected_workplaces: whole(),
  expected_workers: whole(),
  /** Days of inspectors. */
  expected_days: number({ min: 0 })
} as const

/** Every fact that some kind asks. One is shared by all kinds that ask the same thing. */
export const factFields = {
  audience: text(300),
  channels: text(300),
  sessions: whole(),
  places: whole(),
  published_at: text(500),
  answer_days: whole(),
  selection: choice(selections),
  checklist: text(300),
  partner: reference('stakeholder'),
  legal_basis: text(300),
  signed: date(),
  valid_until: date(),
  obligations: text(2000, { long: true }),
  condition_of: text(300),
  in_force: date(),
  criteria_named: text(500, { long: true }),
  /** Until when whoever is to be named may answer; before that nobody is named. */
  reply_until: date(),
  reply: text(2000, { long: true }),
  addressed_to: text(300),
  submitted: date(),
  outcome: choice(outcomes)
} as const
export type FactName = keyof typeof factFields

/** The few facts that each kind asks, in the order in which they become known. */
export const factsOfKind = {
  campaign: ['audience', 'channels'],
  training: ['audience', 'sessions', 'places'],
  guidance: ['audience', 'published_at'],
  letter: ['audience', 'answer_days'],
  self_assessment: ['audience', 'checklist', 'answer_days'],
  visits: ['selection', 'checklist'],
  joint_action: ['partner', 'legal_basis'],
  memorandum: ['partner', 'signed', 'valid_until', 'obligations'],
  condition: ['condition_of', 'partner', 'in_force'],
  acclaim: ['criteria_named', 'published_at'],
  shame: ['criteria_named', 'legal_basis', 'reply_until', 'reply', 'published_at'],
  proposal: ['addressed_to', 'submitted', 'outcome']
} as const satisfies Record<Kind, readonly FactName[]>

export const workFields = { ...expectedFields, ...factFields } as const
export type WorkField = keyof typeof workFields

/** What is asked of an intervention as work: what is expected of any, and the facts of its kind. */
export function askedOfWork(kind: Kind | ''): WorkField[] {
  return [...(kind === '' ? [] : factsOfKind[kind]), ...(Object.keys(expectedFields) as WorkField[])]
}

export const interventionStates = ['idea', 'agreed', 'under_way', 'paused', 'done', 'dropped'] as const
export type State = (typeof interventionStates)[number]

/** Who may take a step: whoever decides what is done, or whoever does it. */
type By = 'decide' | 'move'

/**
 * Into which state work may go from each, and who may take it there. It is agreed before it begins and begins before it is done;
 * what was done or given up can be taken up again.
 */
export const nextStates: Record<State, Partial<Record<State, By>>> = {
  idea: { agreed: 'decide', dropped: 'decide' },
  agreed: { under_way: 'move', idea: 'decide', dropped: 'decide' },
  under_way: { done: 'move', paused: 'move', dropped: 'decide' },
  paused: { under_way: 'move', dropped: 'decide' },
  done: { under_way: 'move' },
  dropped: { idea: 'decide' }
}

/** States for which somebody says why. */
export const statesWithReason: readonly State[] = ['paused', 'dropped']

export type StatedWork = {
  kind: Kind | ''
  status: State | ''
  status_reason: string
  reply_until: string | null
}

/** The steps that can be taken from a state, by the same who takes them; what nobody said is an idea. */
export function stepsFrom(status: State | '', by: By): State[] {
  const steps = Object.entries(nextStates[status || 'idea']) as [State, By][]
  return steps.flatMap(([to, own]) => (own === by ? [to] : []))
}

/**
 * What forbids a step, as problems of the field `status` or of the one that is lacking. `before` is undefined where the work is
 * written down for the first time, and from '' too: it then begins in the state in which it is.
 */
export function checkStep(before: StatedWork | undefined, after: StatedWork, today: string): FieldProblem[] {
  const { status, status_reason: reason } = after
  const lacksReason = statesWithReason.some((one) => one === status) && reason.trim() === ''
  const problems: FieldProblem[] = lacksReason ? [{ field: 'status_reason', code: 'reason-needed' }] : []
  const from = before?.status ?? ''
  if (from === status) return problems
  if (from !== '' && (status === '' || !(status in nextStates[from])))
    problems.push({ field: 'status', code: 'status-step', values: { from } })
  if (before && status === 'done') problems.push(...checkReply(after, today))
  return problems
}

/** Nobody is named before the right of reply has passed: the day must be set, and be over. */
export function checkReply(
  { kind, reply_until: until }: Pick<StatedWork, 'kind' | 'reply_until'>,
  today: string
): FieldProblem[] {
  if (kind !== 'shame' || until === null) return checkReplySet({ kind, reply_until: until, status: 'done' })
  return today > until ? [] : [{ field: 'status', code: 'reply-open', values: { day: until } }]
}

/** Naming that is done has a day on which the right of reply ended, whenever that was. */
export function checkReplySet({ kind, reply_until, status }: Omit<StatedWork, 'status_reason'>): FieldProblem[] {
  return kind === 'shame' && status === 'done' && reply_until === null
    ? [{ field: 'status', code: 'reply-not-set' }]
    : []
}

/** What is wrong among the facts of a kind: an end before what it ends. */
export function checkFacts({
  signed,
  valid_until
}: {
  signed: string | null
  valid_until: string | null
}): FieldProblem[] {
  return signed && valid_until && valid_until < signed ? [{ field: 'valid_until', code: 'before-signed' }] : []
}
