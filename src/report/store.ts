import { sql } from 'kysely'
import { binder, filterSql } from '../indicator/question.store.ts'
import type { Reader } from '../kernel/database.ts'
import { type Facts, factQuery } from '../kernel/facts.ts'

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

const groups = { sector: 'c.isicSection', cause: 'c.event' } as const

/** The accidents of a year in the records, by section of ISIC or by the event that led to them. */
export function readRecordedAccidents(
  facts: Facts,
  inspectorate: string,
  year: number,
  isicSection: string,
  by: keyof typeof groups
): Promise<{ part: string | null; accidents: number; fatal: number; unsaid: number }[]> {
  const bound = binder()
  const filter = isicSection ? { year, isicSection } : { year }
  const query = `select ${groups[by]} as part, count(*) as accidents, count(*) filter (where c.deaths > 0) as fatal,
      count(*) filter (where c.deaths is null) as unsaid
    from accidents c where ${filterSql(filter, bound, 'accidents')} group by 1 order by accidents desc, 1`
  return facts.ask(inspectorate, factQuery(`accidents-of-year-by-${by}`, query, bound.parameters))
}
