import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'

/** Who wrote a record through the door for stakeholders. */
export type Told = { record: string; stakeholder: string; name: string }

/** Of these records, those that a guest wrote; the inspectorate's own are left out. */
export async function listTold(database: Reader, records: readonly string[]): Promise<Told[]> {
  const { rows } = await sql<Told>`select record, stakeholder, name from told_by_guest
    where inspectorate_id = current_inspectorate() and record = any(${`{${records.join(',')}}`}::uuid[])`.execute(
    database
  )
  return rows
}

/** Keeps who wrote a record; a record that two guests wrote is the last one's. */
export async function keepTold(tx: Transaction, { record, stakeholder, name }: Told, person: string): Promise<void> {
  await sql`insert into told_by_guest (inspectorate_id, record, stakeholder, person_id, name)
    values (current_inspectorate(), ${record}::uuid, ${stakeholder}::uuid, ${person}::uuid, ${name})
    on conflict (inspectorate_id, record) do update set stakeholder = excluded.stakeholder,
      person_id = excluded.person_id, name = excluded.name`.execute(tx)
}
