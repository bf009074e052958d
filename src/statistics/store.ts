import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { Observation } from './rules.ts'

/** Every observation of a year, or of all years, in the order in which they were entered. */
export async function listObservations(database: Reader, year?: number): Promise<Observation[]> {
  const { rows } = await sql<Observation>`select id, series, year, value, source, persons, category, region, sector,
      occupation, status, vintage, note, example, revision from observation
    where inspectorate_id = current_inspectorate() ${year === undefined ? sql`` : sql`and year = ${year}`}
    order by id`.execute(database)
  return rows
}

/** Another observation that says the same cell of the same source and vintage; `except` is the one that is changed. */
export async function findSameObservation(
  database: Reader,
  one: Omit<Observation, 'id' | 'example'>,
  except: string | undefined
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from observation
    where inspectorate_id = current_inspectorate() and series = ${one.series} and year = ${one.year}
      and region = ${one.region} and sector = ${one.sector} and persons = ${one.persons}
      and category = ${one.category} and occupation = ${one.occupation}
      and source = ${one.source} and vintage = ${one.vintage}
      and id is distinct from ${except ?? null}::uuid limit 1`.execute(database)
  return rows[0]?.id
}

/** Years of which anything was entered, newest first. */
export async function listYears(database: Reader): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`select distinct year from observation
    where inspectorate_id = current_inspectorate() order by year desc`.execute(database)
  return rows.map(({ year }) => year)
}
