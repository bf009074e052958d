import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import { listsOfWhole, type Whole } from './whole.rules.ts'

const ofInspectorate: readonly string[] = ['mandate', 'resource', 'source']

/** Everything of a plan in one question, each list oldest first; undefined where there is no such plan. */
export async function findWhole(database: Reader, plan: string): Promise<Whole | undefined> {
  const kinds = Object.values(listsOfWhole)
  const parts = kinds.map(
    (kind) => sql`select ${kind}::text as kind, to_jsonb(r) - 'inspectorate_id' as record
      from ${sql.table(kind)} r where inspectorate_id = current_inspectorate()
      ${ofInspectorate.includes(kind) ? sql`` : sql`and plan_id = ${plan}::uuid`}`
  )
  const { rows } = await sql<{ kind: string; record: { id: string } }>`
    select kind, record from (
      select 'plan'::text as kind, to_jsonb(r) - 'inspectorate_id' as record
        from plan r where inspectorate_id = current_inspectorate() and id = ${plan}::uuid
      union all ${sql.join(parts, sql` union all `)}
    ) as everything order by record ->> 'id'`.execute(database)
  const records = Map.groupBy(rows, ({ kind }) => kind)
  const found = records.get('plan')?.[0]?.record
  if (!found) return undefined
  const lists = Object.entries(listsOfWhole).map(([list, kind]) => [
    list,
    (records.get(kind) ?? []).map(({ record }) => record)
  ])
  return { plan: found, ...Object.fromEntries(lists) } as Whole
}

/** The inspectorate's country, ISO 3166-1 of three letters. */
export async function findCountry(database: Reader): Promise<string> {
  const { rows } = await sql<{ country: string }>`select country from inspectorate
    where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.country ?? ''
}
