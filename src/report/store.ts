import { sql } from 'kysely'
import { type Facts, factQuery } from '../facts/facts.ts'
import { binder, filterSql } from '../indicator/question.store.ts'
import { fatalitySql } from '../indicator/stage.store.ts'
import type { Reader } from '../kernel/database.ts'

/** Another report of the same year and scope; `except` is the one that is changed. */
export async function findSameReport(
  database: Reader,
  { year, scope }: { year: number; scope: string },
  except: string | undefined
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from annual_report
    where inspectorate_id = current_inspectorate() and year = ${year} and scope = ${scope}
      and id is distinct from ${except ?? null}::uuid limit 1`.execute(database)
  return rows[0]?.id
}

const occupation = `coalesce('isco ' || nullif(regexp_extract(c.isco, '^[0-9]'), ''), c.occupation, c.occupationCode)`

/** Records of harm to workers, and what each is cut by: the section, what led to it or which disease it is, the occupation. */
const groups = {
  accidents: { sector: 'c.isicSection', cause: 'coalesce(c.event, c.agent)', occupation },
  diseases: { sector: 'c.isicSection', cause: 'coalesce(c.disease, c.diseaseCode)', occupation }
} as const
export type HealthTable = keyof typeof groups
export type HealthGroup = keyof (typeof groups)[HealthTable]

/** The accidents or the recognised diseases of a year in the records, by one thing that they are cut by. */
export function readRecordedHealth(
  facts: Facts,
  inspectorate: string,
  { table, year, isicSection }: { table: HealthTable; year: number; isicSection: string },
  by: HealthGroup
): Promise<{ part: string | null; records: number; fatal: number; unsaid: number }[]> {
  const bound = binder()
  const filter = isicSection ? { year, isicSection } : { year }
  const query = `select ${groups[table][by]} as part, count(*) as records, count(*) filter (where ${fatalitySql} = 'fatal') as fatal,
      count(*) filter (where ${fatalitySql} is null) as unsaid
    from ${table} c where ${filterSql(filter, bound, table)} group by 1 order by records desc, 1`
  return facts.ask(inspectorate, factQuery(`${table}-of-year-by-${by}`, query, bound.parameters))
}
