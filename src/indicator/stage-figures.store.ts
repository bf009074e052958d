import { type StageName, stageDurations, stageNames } from '../evidence/stage.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import { inBreach } from './broken.store.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql } from './question.store.ts'
import { daysBetween, stageSql } from './stage.store.ts'

export type StageFigures = {
  cases: number
  /** Cases of which the source says whether a breach was found, in another way than by a sanction. */
  saysBreach: number
  stages: Record<StageName, number>
  /** Median days, and of how many cases both days are known. */
  days: Record<keyof typeof stageDurations, { median: number | null; of: number }>
}

/** Money owed or imposed alone makes every case that has it one in breach, and says nothing of the others. */
const saysBreach = `(${inBreach}) is not null or c.backWages is not null or exists
  (from findings f where f.dataSet = c.dataSet and f.row = c.row and not coalesce(f.alleged, false))`

/** How many cases of a filter came to each stage, and how long it took. */
export async function readStages(facts: Facts, inspectorate: string, filter: Filter): Promise<StageFigures> {
  const bound = binder()
  const durations = Object.keys(stageDurations) as (keyof typeof stageDurations)[]
  const columns = [
    'count(*) as cases',
    `count(*) filter (where ${saysBreach}) as saysBreach`,
    ...stageNames.map((name) => `count(*) filter (where ${stageSql(name)}) as ${name}`),
    ...durations.flatMap((name) => [
      `quantile_disc(${daysBetween(name)}, 0.5) as ${name}`,
      `count(${daysBetween(name)}) as ${name}Of`
    ])
  ]
  const sql = `select ${columns.join(', ')} from cases c where ${filterSql(filter, bound)}`
  const [row = {}] = await facts.ask(
    inspectorate,
    factQuery<Record<string, number | null>>('stages', sql, bound.parameters)
  )
  const number = (name: string) => Number(row[name] ?? 0)
  return {
    cases: number('cases'),
    saysBreach: number('saysBreach'),
    stages: Object.fromEntries(stageNames.map((name) => [name, number(name)])) as StageFigures['stages'],
    days: Object.fromEntries(
      durations.map((name) => [name, { median: row[name] ?? null, of: number(`${name}Of`) }])
    ) as StageFigures['days']
  }
}
