import { dayAfter, type Path } from './path.rules.ts'
import type { Passes } from './rules.ts'

/** What the plan's dates and the escalation's clocks say against each other. */

export type Planned = {
  id: string
  name: string
  starts: string | null
  ends: string | null
  gate: { passes: Passes; days: number; after: string } | undefined
}

export type Conflict = {
  code: 'opens-later' | 'before-rule' | 'order'
  /** The phase whose dates do not fit. */
  phase: string
  name: string
  /** The day that the chart says, and the one that is possible. */
  planned: string
  possible: string
  /** The phase before it, where that is the reason. */
  before: string
}

/**
 * Where the dates of the chart cannot hold: a phase begins before its gate can open for anybody, by what was recorded or else by the
 * first day of the phase before and the days of the rule; or before the phase that it follows.
 */
export function listConflicts(phases: readonly Planned[], paths: readonly Path[]): Conflict[] {
  return phases.flatMap((phase, at): Conflict[] => {
    const before = phases[at - 1]
    const { starts } = phase
    if (!before || !starts) return []
    const told = { phase: phase.id, name: phase.name, planned: starts, before: before.name }
    if (before.starts && starts < before.starts) return [{ ...told, code: 'order', possible: before.starts }]
    const inside = paths.filter((path) => path.at === at - 1 && (path.state === 'waiting' || path.state === 'due'))
    const passed = paths.some(({ steps }) => steps.some((step) => step.at === at))
    const opens = inside.flatMap((path) => path.opens ?? []).sort()[0]
    if (opens && !passed) return starts < opens ? [{ ...told, code: 'opens-later', possible: opens }] : []
    const { gate } = phase
    if (passed || !gate || !before.starts || gate.after === 'visited') return []
    const from = gate.after === 'deadline' ? (before.ends ?? before.starts) : before.starts
    const possible = dayAfter(from, gate.days)
    return starts < possible ? [{ ...told, code: 'before-rule', possible }] : []
  })
}

/** Until when somebody still waits in a phase, and how many, by the day on which their gate opens: the earliest first. */
export function listOpenings(at: number, paths: readonly Path[]): { day: string; n: number }[] {
  const days = paths.flatMap((path) => (path.at === at && path.state === 'waiting' && path.opens ? [path.opens] : []))
  return [...Map.groupBy(days, (day) => day)]
    .map(([day, all]) => ({ day, n: all.length }))
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
