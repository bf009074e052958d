import { type Intervention, nameRecords, type Whole } from './whole.rules.ts'

/** A line of the chart: Target | Issue | Influences | Intervention | Stakeholders | Resources, and who, when, how much. */
export type ChartLine = {
  intervention: Intervention
  hub: string
  issue: string
  target: string
  influences: string[]
  /** Empty where the inspectorate itself carries it out. */
  carriedOutBy: string
  /** Stakeholders that take part; who carries it out is not named again. */
  stakeholders: string[]
}

const last = '9999-12-31'

/** The lines of the chart as pressure rises: by phase, then by first day; what has neither comes last. */
export function chartLines(whole: Whole): ChartLine[] {
  const names = nameRecords(whole)
  const hubs = new Map(whole.hubs.map((hub) => [hub.id, hub]))
  const namesOf = (ids: readonly string[]) => ids.flatMap((id) => names.get(id) ?? [])
  return whole.interventions
    .map((intervention) => {
      const hub = hubs.get(intervention.hub)
      return {
        intervention,
        hub: names.get(intervention.hub) ?? '',
        issue: names.get(hub?.issue ?? '') ?? '',
        target: names.get(hub?.target ?? '') ?? '',
        influences: namesOf(intervention.influences),
        carriedOutBy: names.get(intervention.carried_out_by ?? '') ?? '',
        stakeholders: namesOf(intervention.stakeholders.filter((id) => id !== intervention.carried_out_by))
      }
    })
    .sort(
      ({ intervention: a }, { intervention: b }) =>
        (a.phase ?? 10) - (b.phase ?? 10) || (a.starts ?? last).localeCompare(b.starts ?? last, 'en')
    )
}

export type Phase = {
  /** Null: what is in no phase yet. */
  number: number | null
  interventions: Intervention[]
  /** First and last day of its interventions; null where none has a date. */
  from: string | null
  to: string | null
  /** Sum of the budgets that are stated, in the inspectorate's currency. */
  budget: number
  /** How many of the interventions state a budget. */
  budgeted: number
}

/** The phases of the escalation in their order, with their days and their budget. */
export function listPhases(interventions: readonly Intervention[]): Phase[] {
  const numbers = [...new Set(interventions.map(({ phase }) => phase))].sort((a, b) => (a ?? 10) - (b ?? 10))
  return numbers.map((number) => {
    const members = interventions.filter(({ phase }) => phase === number)
    const days = members
      .flatMap(({ starts, ends }) => [starts, ends])
      .filter((day) => day !== null)
      .toSorted()
    const budgets = members.map(({ budget }) => budget).filter((budget) => budget !== null)
    return {
      number,
      interventions: members,
      from: days[0] ?? null,
      to: days.at(-1) ?? null,
      budget: budgets.reduce((sum, budget) => sum + budget, 0),
      budgeted: budgets.length
    }
  })
}

/** Between two phases stands a gate: the day on which the later one begins, and pressure turns up. */
export type Gate = { number: number; date: string; before: Phase; after: Phase }

/** The gates of the escalation; a phase that would begin before the one that it follows has none. */
export function listGates(interventions: readonly Intervention[]): Gate[] {
  const phases = listPhases(interventions).filter(({ number, from }) => number !== null && from !== null)
  return phases
    .flatMap((after, index) => {
      const before = phases[index - 1]
      return before?.from && after.from && after.from > before.from ? [{ date: after.from, before, after }] : []
    })
    .map((gate, index) => ({ number: index + 1, ...gate }))
}

/** The lines that a gate opens and that say who passes it, and when. */
export function rulesOfGate({ after }: Gate): Intervention[] {
  return after.interventions.filter(({ gate }) => gate.trim() !== '')
}
