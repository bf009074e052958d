import { measures, rowsOfFile } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import type { Bound } from './question.store.ts'

/** What the findings of each data set can tell of an issue, and each case's findings on one issue as one. */

export type StatedIn = {
  /**
   * Data sets that tell only of breaches, debts or allegations: none of their findings is of nought. Of which other cases an issue
   * was looked at and kept is not known there, so that no share of it can be said.
   */
  silent: readonly string[]
  /** Data sets in which several rows may tell of one issue of one case. */
  several: readonly string[]
}

const known = new WeakMap<Facts, Map<string, { version: string; found: Promise<StatedIn> }>>()

/** Looked at once for each state of an inspectorate's evidence. */
export async function readStatedIn(facts: Facts, inspectorate: string): Promise<StatedIn> {
  const version = await facts.version(inspectorate)
  const ofFacts = known.get(facts) ?? new Map()
  known.set(facts, ofFacts)
  const present = ofFacts.get(inspectorate)
  if (present?.version === version) return present.found
  const found = lookAt(facts, inspectorate)
  ofFacts.set(inspectorate, { version, found })
  found.catch(() => ofFacts.delete(inspectorate))
  return found
}

async function lookAt(facts: Facts, inspectorate: string): Promise<StatedIn> {
  const sql = `select dataSet,
      coalesce(bool_or(violations = 0 or (violations is null and not alleged and backWages = 0)), false) as tells,
      bool_or(source is not null or line <> row % ${rowsOfFile}) as several
    from findings group by 1 order by 1`
  type Row = { dataSet: string; tells: boolean; several: boolean }
  const rows = await facts.ask(inspectorate, factQuery<Row>('stated-in', sql))
  return {
    silent: rows.filter(({ tells }) => !tells).map(({ dataSet }) => dataSet),
    several: rows.filter(({ several }) => several).map(({ dataSet }) => dataSet)
  }
}

/** Whether a table that is called so is of a data set that tells only of breaches. */
export function silentSql({ silent }: Pick<StatedIn, 'silent'>, table: 'c' | 'f', bind: Bound['bind']): string {
  return silent.length === 0 ? 'false' : `${table}.dataSet in (${silent.map(bind).join(', ')})`
}

/** Findings, of each case one for each issue: what several say of it is added up. */
export function statedSql({ several }: StatedIn, { dataSets = [] }: Filter, bind: Bound['bind']): string {
  const asked = several.filter((id) => dataSets.length === 0 || dataSets.includes(id))
  if (asked.length === 0) return 'findings'
  const ids = asked.map(bind).join(', ')
  const sums = measures.map((name) => `sum(${name}) as ${name}`).join(', ')
  return `(select dataSet, "row", issue, bool_or(alleged) as alleged, ${sums} from findings
      where dataSet in (${ids}) group by dataSet, "row", issue
    union all by name select dataSet, "row", issue, alleged, ${measures.join(', ')} from findings
      where dataSet not in (${ids}))`
}
