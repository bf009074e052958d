import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { MatterPart } from './rules.ts'

/** The country of the inspectorate, ISO 3166-1 alpha-3. */
export async function countryOf(database: Reader): Promise<string> {
  const { rows } = await sql<{ country: string }>`select country from inspectorate
    where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.country ?? ''
}

/** What a plan ticked of step 1 as mattering for it; nothing outside a plan. */
export async function whatMatters(database: Reader, plan: string | null, of: MatterPart): Promise<string[]> {
  const { rows } = await sql<{ ticked: string[] }>`select ${sql.id(of)} as ticked from plan
    where inspectorate_id = current_inspectorate() and id = ${plan}::uuid`.execute(database)
  return rows[0]?.ticked ?? []
}

/** The data sets of the evidence by name, for links to them. */
export async function listDataSetNames(database: Reader): Promise<{ id: string; name: string; period: string }[]> {
  const { rows } = await sql<{ id: string; name: string; period: string }>`select id, name, period from data_set
    where inspectorate_id = current_inspectorate() order by name, id`.execute(database)
  return rows
}
