import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { FindingResult } from './rules.ts'

/** Visits of a plan, and what the evidence was told of them. */

export type VisitFinding = { visit: string; issue: string; result: FindingResult }

/** A visit as it is listed and told: with the workplace as the plan knows it. */
export type VisitRow = {
  id: string
  plan_id: string
  revision: number
  example: boolean
  escalation: string | null
  workplace: string
  day: string
  presence: 'visit' | 'remote'
  inspector: string
  workers: number | null
  women: number | null
  remedied: boolean
  deadline: string | null
  note: string
  withdrawn: string
  recorded_by: string
  name: string
  city: string
  household: boolean
}

const listed = sql`v.id, v.plan_id, v.revision, v.example, v.escalation, v.workplace, v.day, v.presence, v.inspector,
  v.workers, v.women, v.remedied, v.deadline, v.note, v.withdrawn, v.recorded_by, w.name, w.city, w.household`
const known = sql`visit v join plan_workplace w on w.inspectorate_id = v.inspectorate_id and w.plan_id = v.plan_id
  and w.workplace = v.workplace`

/** The visits of a plan, the latest first; of one workplace where it is named. */
export async function listVisits(
  database: Reader,
  plan: string,
  { workplace, from, size }: { workplace?: string | undefined; from: number; size: number }
): Promise<VisitRow[]> {
  const { rows } = await sql<VisitRow>`select ${listed} from ${known}
    where v.inspectorate_id = current_inspectorate() and v.plan_id = ${plan}::uuid
      ${workplace ? sql`and v.workplace = ${workplace}::uuid` : sql``}
    order by v.day desc, v.id desc limit ${size} offset ${from}`.execute(database)
  return rows
}

export async function countVisits(database: Reader, plan: string): Promise<{ visits: number; counted: number }> {
  const { rows } = await sql<{ visits: number; counted: number }>`select count(*)::int as visits,
      count(*) filter (where withdrawn = '' and presence = 'visit')::int as counted
    from visit where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid`.execute(database)
  return rows[0] ?? { visits: 0, counted: 0 }
}

/** What visits found, by issue. */
export async function listFindings(database: Reader, visits: readonly string[]): Promise<VisitFinding[]> {
  if (visits.length === 0) return []
  const { rows } = await sql<VisitFinding>`select visit, issue, result from visit_finding
    where inspectorate_id = current_inspectorate() and visit = any(${`{${visits.join(',')}}`}::uuid[])
    order by visit, issue`.execute(database)
  return rows
}

/** Takes a plan for the rest of the transaction, so that what its visits tell the evidence comes one after the other. */
export async function lockPlan(tx: Transaction, plan: string): Promise<void> {
  await sql`select id from plan where inspectorate_id = current_inspectorate() and id = ${plan}::uuid for update`.execute(
    tx
  )
}

/** The data set of a plan's visits; undefined before the first, and where people removed it. */
export async function findVisitSet(database: Reader, plan: string): Promise<string | undefined> {
  const { rows } = await sql<{ data_set: string }>`select s.data_set from visit_set s
    join data_set d on d.inspectorate_id = s.inspectorate_id and d.id = s.data_set
    where s.inspectorate_id = current_inspectorate() and s.plan_id = ${plan}::uuid`.execute(database)
  return rows[0]?.data_set
}

export async function keepVisitSet(tx: Transaction, plan: string, dataSet: string): Promise<void> {
  await sql`insert into visit_set (inspectorate_id, plan_id, data_set)
    values (current_inspectorate(), ${plan}::uuid, ${dataSet}::uuid)
    on conflict (inspectorate_id, plan_id) do update set data_set = excluded.data_set`.execute(tx)
}

/** What was told of the visits of a plan by versions that did not fail. */
export async function listTold(database: Reader, plan: string): Promise<{ visit: string; revision: number }[]> {
  const { rows } = await sql<{ visit: string; revision: number }>`select t.visit, t.revision from visit_told t
    join visit v on v.inspectorate_id = t.inspectorate_id and v.id = t.visit
    join data_set_version d on d.inspectorate_id = t.inspectorate_id and d.id = t.version and d.state <> 'failed'
    where t.inspectorate_id = current_inspectorate() and v.plan_id = ${plan}::uuid`.execute(database)
  return rows
}

/** Keeps that a version of the data set tells these visits. */
export async function keepTold(
  tx: Transaction,
  version: string,
  visits: readonly { id: string; revision: number }[]
): Promise<void> {
  await sql`insert into visit_told (inspectorate_id, visit, revision, version)
    select current_inspectorate(), r.id, r.revision, ${version}::uuid
    from jsonb_to_recordset(${JSON.stringify(visits)}::jsonb) as r (id uuid, revision int)
    on conflict (inspectorate_id, visit) do update set revision = excluded.revision, version = excluded.version`.execute(
    tx
  )
}

/** Takes away what visits that are told no more were said by. */
export async function forgetTold(tx: Transaction, visits: readonly string[]): Promise<void> {
  await sql`delete from visit_told where inspectorate_id = current_inspectorate()
    and visit = any(${`{${visits.join(',')}}`}::uuid[])`.execute(tx)
}

/** Takes away the events of a visit before they are written anew. */
export async function deleteEventsOf(tx: Transaction, visit: string): Promise<void> {
  await sql`delete from workplace_event where inspectorate_id = current_inspectorate() and visit = ${visit}::uuid`.execute(
    tx
  )
}

/** The language in which an inspectorate writes. */
export async function readLanguage(database: Reader): Promise<string> {
  const { rows } = await sql<{ language: string }>`select language from inspectorate
    where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.language ?? 'en'
}

/** Lets nothing of a data set count: its last visit was withdrawn. */
export async function countNothing(tx: Transaction, dataSet: string): Promise<void> {
  await sql`update data_set set current_version = null
    where inspectorate_id = current_inspectorate() and id = ${dataSet}::uuid`.execute(tx)
}
