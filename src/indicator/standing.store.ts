import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql } from './question.store.ts'

/** Lines of registers of workplaces that are open on a day ('YYYY-MM-DD'), and those that had closed by then. */
export async function countStanding(
  facts: Facts,
  inspectorate: string,
  filter: Filter,
  today: string
): Promise<{ open: number; ceased: number }> {
  const bound = binder()
  const closed = `coalesce(c.closed <= ${bound.bind(today)}::date, false)`
  const sql = `select count(*) filter (where not ${closed}) as open, count(*) filter (where ${closed}) as ceased
    from workplaces c where ${filterSql(filter, bound, 'workplaces')}`
  const [row] = await facts.ask(
    inspectorate,
    factQuery<{ open: number; ceased: number }>('standing', sql, bound.parameters)
  )
  return row ?? { open: 0, ceased: 0 }
}
