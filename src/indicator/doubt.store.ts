import type { sureness, TableName } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql } from './question.store.ts'

export type Sureness = keyof typeof sureness

/** How far records can be trusted whose harmonised code a crosswalk gave: the mean share of doubt, and of how many records. */
export type Doubt = { share: number; of: number }

/** Of the records of a filter; of none where no crosswalk was asked, or where it says nothing of its shares. */
export async function readDoubt(
  facts: Facts,
  inspectorate: string,
  { table, by }: { table: TableName; by: Sureness },
  filter: Filter
): Promise<Doubt> {
  const bound = binder()
  const sql = `select coalesce(avg(1 - c.${by}), 0)::double as share, count(c.${by}) as of
    from ${table} c where ${filterSql(filter, bound, table)}`
  const [row] = await facts.ask(inspectorate, factQuery<Doubt>('doubt', sql, bound.parameters))
  return row ?? { share: 0, of: 0 }
}
