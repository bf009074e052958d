import { sql } from 'kysely'
import type { Role } from '../kernel/access.ts'
import type { Reader, Transaction } from '../kernel/database.ts'
import { Problem } from '../kernel/problem.ts'

export type Person = {
  id: string
  account: string
  name: string
  role: Role
  language: string
  active: boolean
  revision: number
}

const columns = sql`id, account, name, role, language, active, revision`

/** Everybody of the inspectorate: those who may sign in first, then by name. */
export async function listPeopleOf(database: Reader): Promise<Person[]> {
  const { rows } = await sql<Person>`select ${columns} from person
    where inspectorate_id = current_inspectorate() order by active desc, name, id`.execute(database)
  return rows
}

export async function findPerson(database: Reader, id: string): Promise<Person | undefined> {
  const { rows } = await sql<Person>`select ${columns} from person
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** Keeps what was changed of a person, unless somebody has changed it since `revision`. */
export async function keepPerson(tx: Transaction, person: Person, revision: number): Promise<void> {
  const { id, name, role, language, active } = person
  const { rows } = await sql`update person
    set name = ${name}, role = ${role}, language = ${language}, active = ${active}, revision = revision + 1
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid and revision = ${revision}
    returning id`.execute(tx)
  if (rows.length === 0) throw new Problem('changed-meanwhile')
}
