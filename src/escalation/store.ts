import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import type { PathEvent } from './path.rules.ts'
import type { KnownWorkplace } from './population.rules.ts'
import type { Drawn } from './population.store.ts'

/** What the database keeps of escalations. Rows by the thousand are written in one statement each. */

const uuids = (list: readonly string[]) => sql`${`{${list.join(',')}}`}::uuid[]`

export type EventRow = PathEvent & {
  workplace: string
  visit: string | null
  note: string
  recorded_by: string
  example: boolean
}

/** Everything that happened on the way through an escalation, or to one workplace of it. */
export async function listEvents(database: Reader, escalation: string, workplace?: string): Promise<EventRow[]> {
  const { rows } =
    await sql<EventRow>`select id, workplace, kind, day, phase, outcome, until, visit, note, recorded_by, example
    from workplace_event where inspectorate_id = current_inspectorate() and escalation = ${escalation}::uuid
      ${workplace ? sql`and workplace = ${workplace}::uuid` : sql``} order by day, id`.execute(database)
  return rows
}

/** What happened to a workplace by any of the ids that it ever had, in all escalations. */
export async function listEventsAt(
  database: Reader,
  ids: readonly string[]
): Promise<(EventRow & { escalation: string; plan_id: string })[]> {
  const { rows } = await sql<EventRow & { escalation: string; plan_id: string }>`
    select id, escalation, plan_id, workplace, kind, day, phase, outcome, until, visit, note, recorded_by, example
    from workplace_event where inspectorate_id = current_inspectorate() and workplace = any(${uuids(ids)})
    order by day, id`.execute(database)
  return rows
}

export type ListedWorkplace = Pick<
  KnownWorkplace,
  'workplace' | 'name' | 'city' | 'county' | 'address' | 'postcode' | 'region' | 'household'
> & { workers: number | null; cases: number | null; breaches: number | null; reason: string; place: number }

const listed = sql`w.workplace, w.name, w.city, w.county, w.address, w.postcode, w.region, w.household, w.workers, w.cases, w.breaches`

/** The workplaces of a list in the order of the draw; a part of them where `from` and `size` say which. */
export async function listEntries(
  database: Reader,
  list: { id: string; plan_id: string | null },
  part?: { from: number; size: number }
): Promise<ListedWorkplace[]> {
  const { rows } = await sql<ListedWorkplace>`select ${listed}, e.reason, e.place from escalation_entry e
    join plan_workplace w on w.inspectorate_id = e.inspectorate_id and w.plan_id = ${list.plan_id}::uuid
      and w.workplace = e.workplace
    where e.inspectorate_id = current_inspectorate() and e.list = ${list.id}::uuid order by e.place
    ${part ? sql`limit ${part.size} offset ${part.from}` : sql``}`.execute(database)
  return rows
}

/** The workplaces of an escalation: those that a confirmed list of it brought, in the order in which they were first drawn. */
export async function listMembers(database: Reader, escalation: string): Promise<ListedWorkplace[]> {
  const { rows } = await sql<ListedWorkplace>`select ${listed}, m.reason, m.place from (
      select distinct on (e.workplace) e.workplace, e.reason, e.place, l.id as list, l.plan_id
      from escalation_list l join escalation_entry e on e.inspectorate_id = l.inspectorate_id and e.list = l.id
      where l.inspectorate_id = current_inspectorate() and l.escalation = ${escalation}::uuid and l.state = 'confirmed'
      order by e.workplace, l.id) m
    join plan_workplace w on w.inspectorate_id = current_inspectorate() and w.plan_id = m.plan_id
      and w.workplace = m.workplace
    order by m.list, m.place`.execute(database)
  return rows
}

/** Keeps what a plan came to know of workplaces; of those that it knows already nothing is overwritten. */
export async function keepKnown(
  tx: Transaction,
  plan: string,
  known: readonly (KnownWorkplace & { cases?: number; breaches?: number })[]
): Promise<void> {
  await sql`insert into plan_workplace (inspectorate_id, plan_id, workplace, name, legal_name, identifier, address, city,
      postcode, region, county, county_code, section, industry_code, industry, household, workers, cases, breaches)
    select current_inspectorate(), ${plan}::uuid, r.workplace, r.name, r.legal_name, r.identifier, r.address, r.city,
      r.postcode, r.region, r.county, r.county_code, r.section, r.industry_code, r.industry, r.household, r.workers,
      r.cases, r.breaches
    from jsonb_to_recordset(${JSON.stringify(known)}::jsonb) as r (workplace uuid, name text, legal_name text,
      identifier text, address text, city text, postcode text, region text, county text, county_code text, section text,
      industry_code text, industry text, household boolean, workers numeric, cases numeric, breaches numeric)
    on conflict do nothing`.execute(tx)
}

/** Puts workplaces on a list, in place of those that stand there. */
export async function putEntries(
  tx: Transaction,
  list: string,
  entries: readonly { workplace: string; reason: Drawn['reason'] | 'gate'; place: number }[]
): Promise<void> {
  await sql`delete from escalation_entry where inspectorate_id = current_inspectorate() and list = ${list}::uuid`.execute(
    tx
  )
  await sql`insert into escalation_entry (inspectorate_id, list, workplace, reason, place)
    select current_inspectorate(), ${list}::uuid, r.workplace, r.reason, r.place
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as r (workplace uuid, reason text, place int)`.execute(
    tx
  )
}

export async function readEntryIds(database: Reader, list: string): Promise<string[]> {
  const { rows } = await sql<{ workplace: string }>`select workplace from escalation_entry
    where inspectorate_id = current_inspectorate() and list = ${list}::uuid order by place`.execute(database)
  return rows.map(({ workplace }) => workplace)
}

export type NewEvent = {
  id: string
  kind: string
  day: string
  phase?: string | null
  outcome?: string
  until?: string | null
  note?: string
}

/** Records the same event of many workplaces; each id belongs to one of them. */
export async function insertEvents(
  tx: Transaction,
  of: { plan: string; escalation: string; by: string; example: boolean },
  event: Omit<NewEvent, 'id'>,
  workplaces: readonly { id: string; workplace: string }[]
): Promise<Row[]> {
  const { rows } =
    await sql<Row>`insert into workplace_event (inspectorate_id, id, plan_id, escalation, workplace, kind, day, phase, outcome,
      until, note, recorded_by, example)
    select current_inspectorate(), r.id, ${of.plan}::uuid, ${of.escalation}::uuid, r.workplace, ${event.kind},
      ${event.day}::date, ${event.phase ?? null}::uuid, ${event.outcome ?? ''}, ${event.until ?? null}::date,
      ${event.note ?? ''}, ${of.by}, ${of.example}
    from jsonb_to_recordset(${JSON.stringify(workplaces)}::jsonb) as r (id uuid, workplace uuid)
    returning *`.execute(tx)
  return rows
}

/** Takes an escalation for the rest of the transaction: two who answer its lists, or record on it, follow one another. */
export async function lockEscalation(tx: Transaction, id: string): Promise<void> {
  await sql`select id from escalation where inspectorate_id = current_inspectorate() and id = ${id}::uuid for update`.execute(
    tx
  )
}

/** The escalations of all plans that are not closed, for the clock. */
export async function listOpenEscalations(database: Reader): Promise<{ id: string; plan_id: string }[]> {
  const { rows } = await sql<{ id: string; plan_id: string }>`select e.id, e.plan_id from escalation e
    join plan p on p.inspectorate_id = e.inspectorate_id and p.id = e.plan_id
    where e.inspectorate_id = current_inspectorate() and p.status <> 'closed' order by e.id`.execute(database)
  return rows
}

/** What people said of workplaces themselves: registered or not, and households. */
export async function listSaidUnits(
  database: Reader
): Promise<{ id: string; registration: string; setting: string }[]> {
  const { rows } = await sql<{ id: string; registration: string; setting: string }>`
    select id, registration, setting from workplace where inspectorate_id = current_inspectorate()
      and (registration <> '' or setting <> '') order by id`.execute(database)
  return rows
}
/** What a plan keeps of a workplace. */
export async function findKnown(
  database: Reader,
  plan: string,
  workplace: string
): Promise<KnownWorkplace | undefined> {
  const { rows } = await sql<KnownWorkplace>`select * from plan_workplace
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid and workplace = ${workplace}::uuid`.execute(
    database
  )
  return rows[0]
}

export async function listKnownOf(database: Reader, plan: string, ids: readonly string[]): Promise<KnownWorkplace[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<KnownWorkplace>`select * from plan_workplace
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid and workplace = any(${uuids(ids)})`.execute(
    database
  )
  return rows
}
