import type { Values } from '../kernel/field.ts'
import type { Aim } from './answer.rules.ts'
import type { Line, Model } from './model.rules.ts'
import { aimOf, readLines, readRegions, type ScenarioLine, type scenarioFields, usualDays } from './rules.ts'
import { plainName, type TableFault } from './table.rules.ts'

/** A question as it is kept with its run: the model, and what its numbers are called. */
export type Question = {
  model: Model
  aim: Aim
  /** First day of each quarter, and of the day after the last. */
  days: string[]
  regions: string[]
  hubs: string[]
  lines: { intervention: string; name: string; unit: string; judged: boolean; said: string }[]
  inspectorDays: number
}

type Named = { id: string; name: string }
export type PlanNames = { interventions: (Named & { hub: string })[]; hubs: Named[] }

/** The question that a scenario asks of its plan; what is wrong in its tables, or nothing to ask, where there is none. */
export function makeQuestion(
  scenario: Values<typeof scenarioFields>,
  { interventions, hubs }: PlanNames
): { question: Question | undefined; faults: TableFault[] } {
  const { lines, faults } = readLines(scenario.lines)
  const { regions, hubs: named, faults: others } = readRegions(scenario.regions)
  faults.push(...others)
  const find = <T extends Named>(list: readonly T[], name: string, line: number, column: string) => {
    const found = list.find((one) => plainName(one.name) === plainName(name))
    if (!found) faults.push({ line, column, code: 'unknown' })
    return found
  }
  const hubsAsked = named.map((name) => find(hubs, name, 1, name))
  const place = (hub: string | undefined) => hubsAsked.findIndex((one) => one !== undefined && one.id === hub)
  const merged: { of: ScenarioLine; intervention: string; effects: Line['effects'] }[] = []
  for (const of of lines) {
    const intervention = find(interventions, of.intervention, of.line, 'intervention')
    const hub = of.hub === '' ? intervention?.hub : find(hubs, of.hub, of.line, 'hub')?.id
    if (!intervention) continue
    if (place(hub) < 0) faults.push({ line: of.line, column: 'hub', code: 'missing' })
    const effect = { hub: place(hub), low: of.low, likely: of.likely, high: of.high }
    const known = merged.find((one) => one.intervention === intervention.id)
    if (known?.effects.some((one) => one.hub === effect.hub))
      faults.push({ line: of.line, column: 'hub', code: 'twice' })
    if (known) known.effects = [...known.effects, effect]
    else merged.push({ of, intervention: intervention.id, effects: [effect] })
  }
  const quarters = scenario.quarters
  const years = Array.from({ length: quarters }, (_, quarter) => Math.floor(quarter / 4))
  const made = merged.map(({ of, effects }): Line => {
    const after = of.after === '' ? undefined : find(interventions, of.after, of.line, 'after')
    const before = merged.findIndex((one) => one.intervention === after?.id)
    if (after && before < 0) faults.push({ line: of.line, column: 'after', code: 'unknown' })
    const barred = of.not_in.map(
      (name) =>
        find(
          regions.map(({ region }) => ({ id: region, name: region })),
          name,
          of.line,
          'not_in'
        )?.id
    )
    return {
      effects,
      cost: of.cost,
      days: of.days,
      most: regions.map(({ region }) => (barred.includes(region) ? 0 : of.most)),
      starts: of.from_quarter - 1,
      whole: of.whole,
      fixed: of.fixed,
      least: of.least,
      visit: of.drawn ? 'random' : of.visit ? 'chosen' : '',
      after: before < 0 ? null : { line: before, opens: merged[before]?.of.whole ? 1e6 : 1 }
    }
  })
  if (faults.length > 0 || made.length === 0 || regions.length === 0) return { question: undefined, faults }
  const question: Question = {
    aim: aimOf(scenario),
    days: Array.from({ length: quarters + 1 }, (_, quarter) => firstDay(scenario.starts, quarter)),
    regions: regions.map(({ region }) => region),
    hubs: hubsAsked.map((hub) => hub?.name ?? ''),
    lines: merged.map(({ of, intervention }) => ({
      intervention,
      name: of.intervention,
      unit: of.unit,
      judged: of.evidence === '',
      said: of.evidence || of.judgement
    })),
    inspectorDays: scenario.inspector_days ?? usualDays,
    model: {
      hubs: named.length,
      regions: regions.length,
      periods: quarters,
      years,
      lines: made,
      liable: named.map((_, hub) => regions.map(({ workers }) => workers[hub] ?? 0)),
      budget: scenario.budget,
      budgets: [...new Set(years)].map(() => scenario.yearly),
      days: regions.map(({ days }) => years.map(() => days)),
      lend: (scenario.lend ?? 0) / 100,
      floors: regions.map(({ floor }) => floor),
      random: (scenario.random ?? 0) / 100
    }
  }
  return { question, faults }
}

/** The first day of a quarter of a year, counted from the day on which the first begins. */
function firstDay(starts: string, quarter: number): string {
  const [year = 0, month = 1, day = 1] = starts.split('-').map(Number)
  const months = year * 12 + month - 1 + quarter * 3
  const pad = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(months / 12)}-${pad((months % 12) + 1)}-${pad(Math.min(day, 28))}`
}

/** The day before, as the last day of what ends where the next begins. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
