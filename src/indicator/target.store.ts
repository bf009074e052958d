import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, caseFigures, filterSql } from './question.store.ts'

/** Cases of one target: how many, of how many it is known whether there was a breach, in how many there was one. */
export type TargetFigures = {
  at: number
  cases: number
  assessed: number
  violating: number
  workersAffected: number | null
}

/** What a data set says of several targets, each a filter; `at` is the place of the target in the list. One question. */
export async function readTargets(
  facts: Facts,
  inspectorate: string,
  filters: readonly Filter[]
): Promise<TargetFigures[]> {
  if (filters.length === 0) return []
  const bound = binder()
  const parts = filters.map(
    (filter, at) => `select ${at} as at, ${caseFigures} from cases c where ${filterSql(filter, bound)}`
  )
  return facts.ask(inspectorate, factQuery('targets', parts.join(' union all '), bound.parameters))
}
