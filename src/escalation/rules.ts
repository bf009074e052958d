import { choice, date, number, reference, scale, text, yes } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

/** An escalation: its phases with their gates, the lists that are drawn for them, and what is recorded of workplaces on the way. */

export const escalationFields = {
  hub: reference('hub', { needed: true }),
  name: text(200, { needed: true }),
  note: text(2000, { long: true })
}

/** Who passes a gate of those who have not complied. */
export const passes = ['all', 'unanswered', 'unregularised', 'found', 'unremedied'] as const
export type Passes = (typeof passes)[number]
/** After what the days of a gate run: the letter, the visit, the deadline that was set last, the beginning of the phase. */
export const afters = ['sent', 'visited', 'deadline', 'placed'] as const
export type After = (typeof afters)[number]

export const phaseFields = {
  escalation: reference('escalation', { needed: true }),
  intervention: reference('intervention', { needed: true }),
  passes: choice(passes),
  days: scale(0, 3650),
  after: choice(afters),
  /** The person who is asked to confirm its lists. */
  asks: text(60, { to: 'person' })
}

export const listStates = ['waiting', 'confirmed', 'set_aside'] as const
/** How workplaces are taken of those that a question finds; `gate`: all whom the gate lets pass. */
export const draws = ['worst', 'random', 'whole'] as const
export type Draw = (typeof draws)[number]

export const listFields = {
  escalation: reference('escalation', { needed: true }),
  phase: reference('escalation_phase', { needed: true }),
  state: choice(listStates, { needed: true }),
  query: text(8000),
  draw: choice([...draws, 'gate'] as const),
  random_share: number(),
  seed: number(),
  found: number({ needed: true }),
  size: number({ needed: true }),
  drawn_on: date({ needed: true }),
  drawn_by: text(200),
  asks: text(60, { to: 'person' }),
  answered_on: date(),
  answered_by: text(200),
  note: text(1000)
}

export const answers = ['regularised', 'contests', 'asks_time', 'other'] as const
export const leavings = ['closed', 'moved', 'not_liable', 'duplicate', 'other'] as const
export const findingResults = ['compliant', 'not_compliant', 'not_assessed', 'not_applicable'] as const

/** What can happen to a workplace on its way, in the order in which several of one day are read. */
export const eventKinds = [
  'placed',
  'sent',
  'bounced',
  'answered',
  'visited',
  'regularised',
  'remedied',
  'verified',
  'left',
  'again'
] as const
export type EventKind = (typeof eventKinds)[number]
export const outcomes = [
  ...answers,
  'compliant',
  'not_compliant',
  'not_assessed',
  'closed',
  'moved',
  'not_liable',
  'duplicate'
] as const

export const eventFields = {
  escalation: reference('escalation', { needed: true }),
  workplace: reference('workplace_entry', { needed: true }),
  kind: choice(eventKinds, { needed: true }),
  day: date({ needed: true }),
  phase: reference('escalation_phase', { holds: true }),
  outcome: choice(outcomes),
  until: date(),
  visit: reference('visit', { holds: true }),
  note: text(1000),
  recorded_by: text(200)
}

/** Physical presence in a workplace, or not: only the first counts as a visit (indicators of the ILO). */
export const presences = ['visit', 'remote'] as const

export const visitFields = {
  escalation: reference('escalation', { holds: true }),
  workplace: reference('workplace_entry', { needed: true }),
  day: date({ needed: true }),
  presence: choice(presences, { needed: true }),
  inspector: text(200, { needed: true }),
  workers: scale(0, 1_000_000),
  women: scale(0, 1_000_000),
  remedied: yes,
  deadline: date(),
  note: text(2000, { long: true }),
  withdrawn: text(500),
  recorded_by: text(200)
}

export const findingFields = {
  visit: reference('visit', { needed: true }),
  issue: reference('issue', { needed: true }),
  result: choice(findingResults, { needed: true })
}

/** What the rule of a phase lacks: the first has no gate, every other says who passes and how long after what. */
export function gateFaults(
  phase: { passes: string; days: number | null; after: string },
  first: boolean
): FieldProblem[] {
  if (first) return []
  return [
    ...(phase.passes === '' ? [{ field: 'passes', code: 'needed' }] : []),
    ...(phase.days === null ? [{ field: 'days', code: 'needed' }] : []),
    ...(phase.after === '' ? [{ field: 'after', code: 'needed' }] : [])
  ]
}

type Ordered = { phase: number | null; starts: string | null; id: string }

/** The phases of an escalation in the order in which pressure turns up: that of their interventions' phase numbers. */
export function inOrder<P extends { intervention: string; id: string }>(
  phases: readonly P[],
  interventions: ReadonlyMap<string, Ordered>
): P[] {
  const of = ({ intervention }: P) => interventions.get(intervention)
  return phases.toSorted(
    (a, b) =>
      (of(a)?.phase ?? 99) - (of(b)?.phase ?? 99) ||
      (of(a)?.starts ?? '9999').localeCompare(of(b)?.starts ?? '9999', 'en') ||
      (a.id < b.id ? -1 : 1)
  )
}

export type FindingResult = (typeof findingResults)[number]

/** What is wrong with what was typed of a visit, `today` being the last day on which it can have been. */
export function visitFaults(
  visit: { day: string; workers: number | null; women: number | null; deadline: string | null },
  results: readonly FindingResult[],
  today: string
): FieldProblem[] {
  const { day, workers, women, deadline } = visit
  return [
    ...(day > today ? [{ field: 'day', code: 'not-yet' }] : []),
    ...(women !== null && workers !== null && women > workers ? [{ field: 'women', code: 'more-than-all' }] : []),
    ...(deadline !== null && deadline < day ? [{ field: 'deadline', code: 'before-visit' }] : []),
    ...(results.length === 0 ? [{ field: 'findings', code: 'one-issue' }] : [])
  ]
}

/** What a visit comes to: a breach on any issue; else compliant where any issue was assessed; else nothing is known. */
export function outcomeOf(results: readonly FindingResult[]): 'compliant' | 'not_compliant' | 'not_assessed' {
  if (results.includes('not_compliant')) return 'not_compliant'
  return results.includes('compliant') ? 'compliant' : 'not_assessed'
}
