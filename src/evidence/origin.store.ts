import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'

/** Ids of the data sets whose cases are stated to come from complaints. */
export async function listComplaintDriven(database: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from data_set
    where inspectorate_id = current_inspectorate() and case_origin = 'complaints' order by id`.execute(database)
  return rows.map(({ id }) => id)
}
