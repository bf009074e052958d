import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'

/** Up to which entry of the log a person has seen a plan; 0 where they never said so. */
export async function readSeen(database: Reader, person: string, plan: string): Promise<number> {
  const { rows } = await sql<{ event_number: number }>`select event_number from plan_seen
    where inspectorate_id = current_inspectorate() and person_id = ${person}::uuid and plan_id = ${plan}::uuid`.execute(
    database
  )
  return rows[0]?.event_number ?? 0
}

/** Keeps that a person has seen a plan up to an entry of the log; never less than before. */
export async function writeSeen(tx: Transaction, person: string, plan: string, event: number, at: Date): Promise<void> {
  await sql`insert into plan_seen (inspectorate_id, person_id, plan_id, event_number, at)
    values (current_inspectorate(), ${person}::uuid, ${plan}::uuid, ${event}, ${at.toISOString()}::timestamptz)
    on conflict (inspectorate_id, person_id, plan_id)
    do update set event_number = greatest(plan_seen.event_number, excluded.event_number), at = excluded.at`.execute(tx)
}

export async function deleteSeen(tx: Transaction, plan: string): Promise<void> {
  await sql`delete from plan_seen where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid`.execute(
    tx
  )
}

/** How many records of a kind a plan holds. */
export async function countOfPlan(tx: Transaction, kind: string, plan: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(kind)}
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid`.execute(tx)
  return rows[0]?.n ?? 0
}

/** The rows of a kind with these ids, as they are now. */
export async function findRows(database: Reader, kind: string, ids: readonly string[]): Promise<Row[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Row>`select * from ${sql.table(kind)} where inspectorate_id = current_inspectorate()
    and id = any(${`{${ids.join(',')}}`}::uuid[])`.execute(database)
  return rows
}
