import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { NamedHub } from './rules.ts'

/** All pairs of issue and target of a plan by their names, in the order in which they were made. */
export async function listNamedHubs(database: Reader, plan: string): Promise<NamedHub[]> {
  const { rows } = await sql<NamedHub>`
    select h.id, h.chosen, i.name as issue, t.name as target
    from hub h
    join issue i on i.inspectorate_id = h.inspectorate_id and i.id = h.issue
    join target t on t.inspectorate_id = h.inspectorate_id and t.id = h.target
    where h.inspectorate_id = current_inspectorate() and h.plan_id = ${plan}::uuid
    order by h.id`.execute(database)
  return rows
}
