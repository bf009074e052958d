import { sql } from 'kysely'
import type { Role } from '../kernel/access.ts'
import type { Reader, Transaction } from '../kernel/database.ts'

/** For which stakeholder, in which plan, a guest keeps commitments. */
export type Door = { plan: string; stakeholder: string }

/** The door of a guest who may come in on this day; undefined for everybody else. */
export async function findDoor(database: Reader, person: string, today: string): Promise<Door | undefined> {
  const { rows } = await sql<Door>`select g.plan_id as plan, g.stakeholder from stakeholder_guest g
    join person p on p.inspectorate_id = g.inspectorate_id and p.id = g.person_id
    where g.inspectorate_id = current_inspectorate() and g.person_id = ${person}::uuid
      and p.active and p.role = 'stakeholder' and (p.until is null or p.until >= ${today}::date)`.execute(database)
  return rows[0]
}

export type Guest = { id: string; account: string; name: string; active: boolean; until: string | null } & Door

/** The guests of a plan, of all its stakeholders, by name. */
export async function listGuestsOf(database: Reader, plan: string): Promise<Guest[]> {
  const { rows } = await sql<Guest>`select p.id, p.account, p.name, p.active, p.until, g.plan_id as plan, g.stakeholder
    from stakeholder_guest g join person p on p.inspectorate_id = g.inspectorate_id and p.id = g.person_id
    where g.inspectorate_id = current_inspectorate() and g.plan_id = ${plan}::uuid order by p.name, p.id`.execute(
    database
  )
  return rows
}

export async function findGuest(database: Reader, id: string): Promise<Guest | undefined> {
  const { rows } = await sql<Guest>`select p.id, p.account, p.name, p.active, p.until, g.plan_id as plan, g.stakeholder
    from stakeholder_guest g join person p on p.inspectorate_id = g.inspectorate_id and p.id = g.person_id
    where g.inspectorate_id = current_inspectorate() and g.person_id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** Who has this account in the inspectorate. */
export async function findPersonOf(database: Reader, account: string): Promise<{ id: string; role: Role } | undefined> {
  const { rows } = await sql<{ id: string; role: Role }>`select id, role from person
    where inspectorate_id = current_inspectorate() and account = ${account}`.execute(database)
  return rows[0]
}

/** Has somebody who was a guest before come in at another door, and not at the old one any more, under the name of before. */
export async function moveGuest(tx: Transaction, guest: Omit<Guest, 'active' | 'account'>): Promise<void> {
  await sql`update person set active = true, until = ${guest.until}::date, revision = revision + 1
    where inspectorate_id = current_inspectorate() and id = ${guest.id}::uuid`.execute(tx)
  await sql`insert into stakeholder_guest (inspectorate_id, person_id, plan_id, stakeholder)
    values (current_inspectorate(), ${guest.id}::uuid, ${guest.plan}::uuid, ${guest.stakeholder}::uuid)
    on conflict (inspectorate_id, person_id) do update
      set plan_id = excluded.plan_id, stakeholder = excluded.stakeholder`.execute(tx)
}

/** Makes a person of this account a guest of a stakeholder. */
export async function insertGuest(tx: Transaction, guest: Omit<Guest, 'active'>): Promise<void> {
  await sql`insert into person (inspectorate_id, id, account, name, role, until)
    values (current_inspectorate(), ${guest.id}::uuid, ${guest.account}, ${guest.name}, 'stakeholder',
      ${guest.until}::date)`.execute(tx)
  await sql`insert into stakeholder_guest (inspectorate_id, person_id, plan_id, stakeholder)
    values (current_inspectorate(), ${guest.id}::uuid, ${guest.plan}::uuid, ${guest.stakeholder}::uuid)`.execute(tx)
}

/** Opens or closes the door for a guest, and until when. */
export async function keepGuest(tx: Transaction, { id, active, until }: Pick<Guest, 'id' | 'active' | 'until'>) {
  await sql`update person set active = ${active}, until = ${until}::date, revision = revision + 1
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}
