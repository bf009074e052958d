import { type After, type EventKind, eventKinds, type Passes } from './rules.ts'

/**
 * The way of one workplace through the phases of an escalation, from what happened to it until a day. The clock is an
 * argument, and the order in which the events are given says nothing: they are read by day, those of one day by kind.
 */

export type Phase = { id: string; gate: { passes: Passes; days: number; after: After } | undefined }

export type PathEvent = {
  id: string
  kind: EventKind
  /** YYYY-MM-DD. */
  day: string
  phase: string | null
  outcome: string
  until: string | null
}

/** For what a workplace waits: a day, or something that has not happened. */
export type Awaited = 'day' | 'sent' | 'arrival' | 'visited' | 'deadline' | 'condition' | 'nothing'

export type Path = {
  state: 'outside' | 'waiting' | 'due' | 'complied' | 'left'
  /** The place of its phase, from 0; -1 while it is in none. */
  at: number
  /** Day on which it came into the phase. */
  since: string | null
  /** Day on which the gate of the next phase opens for it. */
  opens: string | null
  awaits: Awaited
  /** By which event it complied or left. */
  by: PathEvent | undefined
  /** Found in breach after it had complied: it can be taken in again. */
  relapse: PathEvent | undefined
  /** Each phase that it came into, in order: its place, the day, and how it went on. */
  steps: { at: number; day: string; end: 'here' | 'passed' | 'complied' | 'left' }[]
}

const rankOf = new Map(eventKinds.map((kind, rank) => [kind, rank]))

/** The events in the order in which they are read, without those after the day. */
export function readable<E extends PathEvent>(events: readonly E[], today: string): E[] {
  return events
    .filter(({ day }) => day <= today)
    .sort(
      (a, b) => compare(a.day, b.day) || (rankOf.get(a.kind) ?? 0) - (rankOf.get(b.kind) ?? 0) || compare(a.id, b.id)
    )
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Another day, `days` later. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/** What is known of a workplace within its present phase. */
type Known = {
  placed: string
  sent?: string
  bounced?: boolean
  answered?: boolean
  visited?: string
  found?: boolean
  deadline?: string
}

/** Whether an event says that the workplace complies. */
function complies({ kind, outcome }: PathEvent): boolean {
  if (kind === 'regularised' || kind === 'remedied') return true
  if (kind === 'answered') return outcome === 'regularised'
  return (kind === 'visited' || kind === 'verified') && outcome === 'compliant'
}

const findsBreach = ({ kind, outcome }: PathEvent) =>
  (kind === 'visited' || kind === 'verified') && outcome === 'not_compliant'

/** The events within a phase as far as gates ask for them; a breach that is found anew sets the clock of its deadline anew. */
function learn(known: Known, event: PathEvent): Known {
  const { kind, day, outcome, until } = event
  const deadline = until ?? known.deadline
  const told = deadline ? { ...known, deadline } : known
  if (kind === 'sent') return { ...told, sent: day, bounced: false }
  if (kind === 'bounced') return { ...told, bounced: true }
  if (kind === 'answered') return { ...told, answered: true }
  if (kind === 'visited') return { ...told, visited: day, found: outcome === 'not_compliant' }
  return told
}

/** The path of a workplace until a day, the day included. */
export function pathOf(phases: readonly Phase[], events: readonly PathEvent[], today: string): Path {
  const places = new Map(phases.map(({ id }, place) => [id, place]))
  const steps: Path['steps'] = []
  let known: Known | undefined
  let ended: { state: 'complied' | 'left'; by: PathEvent } | undefined
  let relapse: PathEvent | undefined
  const end = (how: 'passed' | 'complied' | 'left') => {
    const last = steps.at(-1)
    if (last) steps[steps.length - 1] = { ...last, end: how }
  }
  const enter = (at: number, day: string) => {
    steps.push({ at, day, end: 'here' })
    known = { placed: day }
    ended = undefined
    relapse = undefined
  }
  for (const event of readable(events, today)) {
    const at = places.get(event.phase ?? '') ?? -1
    const present = steps.at(-1)?.at ?? -1
    if (event.kind === 'placed') {
      if (ended || at <= present) continue
      end('passed')
      enter(at, event.day)
    } else if (event.kind === 'again') {
      if (!ended || at < 0) continue
      end('passed')
      enter(at, event.day)
    } else if (known && ended) {
      if (ended.state === 'complied' && findsBreach(event)) relapse = event
      else if (ended.state === 'complied' && complies(event)) relapse = undefined
    } else if (known && (complies(event) || event.kind === 'left')) {
      const state = event.kind === 'left' ? 'left' : 'complied'
      ended = { state, by: event }
      end(state)
    } else if (known) known = learn(known, event)
  }
  const last = steps.at(-1)
  const shared = { at: last?.at ?? -1, since: last?.day ?? null, steps, relapse }
  if (!last || !known) return { ...shared, state: 'outside', opens: null, awaits: 'nothing', by: undefined }
  if (ended) return { ...shared, state: ended.state, opens: null, awaits: 'nothing', by: ended.by }
  const next = phases[last.at + 1]?.gate
  const { opens, awaits } = next ? gateFor(next, known) : { opens: null, awaits: 'nothing' as const }
  const due = awaits === 'day' && opens !== null && today >= opens
  return { ...shared, state: due ? 'due' : 'waiting', opens, awaits, by: undefined }
}

/** When a gate opens for a workplace, or what it waits for. */
function gateFor(
  { passes, days, after }: NonNullable<Phase['gate']>,
  known: Known
): { opens: string | null; awaits: Awaited } {
  const waits = (awaits: Awaited) => ({ opens: null, awaits })
  // A letter that came back has reached nobody: no clock runs from it.
  if (known.bounced && (after === 'sent' || passes === 'unanswered')) return waits('arrival')
  const since = { sent: known.sent, visited: known.visited, deadline: known.deadline, placed: known.placed }[after]
  if (since === undefined) return waits(after === 'placed' ? 'nothing' : after)
  if (passes === 'unanswered' && known.answered) return waits('condition')
  if (passes === 'unregularised' && !known.answered) return waits('condition')
  if (passes === 'found' && !known.found) return waits(known.visited ? 'condition' : 'visited')
  if (passes === 'unremedied' && !known.deadline) return waits('deadline')
  // The last day of a deadline is still the workplace's own.
  const whole = after === 'deadline' ? Math.max(1, days) : days
  const opens = dayAfter(since, whole)
  const own = passes === 'unremedied' && known.deadline ? dayAfter(known.deadline, 1) : opens
  return { opens: own > opens ? own : opens, awaits: 'day' }
}

export type PhaseCount = {
  entered: number
  waiting: number
  due: number
  passed: number
  complied: number
  left: number
}

/** Of each phase, how many workplaces came into it and what became of them; a workplace that came twice is counted by the last time. */
export function countPaths(phases: number, paths: readonly Path[]): PhaseCount[] {
  const counts = Array.from({ length: phases }, () => ({
    entered: 0,
    waiting: 0,
    due: 0,
    passed: 0,
    complied: 0,
    left: 0
  }))
  for (const { steps, state } of paths)
    for (const { at, end } of new Map(steps.map((step) => [step.at, step])).values()) {
      const count = counts[at]
      if (!count) continue
      count.entered += 1
      if (end === 'here') count[state === 'due' ? 'due' : 'waiting'] += 1
      else if (end === 'passed') count.passed += 1
      else count[end] += 1
    }
  return counts
}

/** The stages of the reach funnel that events tell: each holds whoever ever came to it. */
export const reachStages = ['contacted', 'visited', 'found', 'regularised', 'verified'] as const
export type ReachStage = (typeof reachStages)[number]

/** To which stages of the reach funnel a workplace came until a day. A letter that came back has contacted nobody. */
export function reachOf(events: readonly PathEvent[], today: string): ReadonlySet<ReachStage> {
  const reached = new Set<ReachStage>()
  let sent = false
  for (const event of readable(events, today)) {
    if (event.kind === 'sent') sent = true
    if (event.kind === 'bounced') sent = false
    if (event.kind === 'answered' || event.kind === 'visited') reached.add('contacted')
    if (event.kind === 'visited') reached.add('visited')
    if (findsBreach(event)) reached.add('found')
    if (complies(event) && !(event.kind === 'visited' && !reached.has('found'))) reached.add('regularised')
    if (event.kind === 'verified' && event.outcome === 'compliant') reached.add('verified')
  }
  if (sent) reached.add('contacted')
  return reached
}
