import { type Facts, factQuery } from '../facts/facts.ts'
import { type Apart, binder } from '../indicator/question.store.ts'
import type { RecordedVisits } from './lai.rules.ts'
import type { RegisteredPart } from './registered.rules.ts'

/**
 * What the records of the evidence say of each year, of all sectors or of one section of ISIC. Only a record that its data
 * set calls a visit is one. Records without a day and a year belong to no year and are not counted here.
 */
export async function readRecordedVisits({ join, key, ask }: Apart, sector: string): Promise<RecordedVisits[]> {
  const bound = binder()
  const inSector = sector ? `and c.isicSection = ${bound.bind(sector)}` : ''
  const sql = `with dated as (
      select coalesce(year(c.day), c.year) as year, c.kind as kind, ${key} as employer, c.employees as employees,
        c.women as women, c.men as men, c.young as young
      from cases c ${join} where coalesce(year(c.day), c.year) is not null ${inSector}
    ), visited as (
      select year, employer, count(*) as visits, max(employees) as workers,
        max(women) as women, max(men) as men, max(young) as young
      from dated where kind = 'visit' and employer is not null group by 1, 2
    ), of_workplaces as (
      select year, count(*) as workplaces, count(*) filter (where visits > 1) as again,
        sum(workers)::bigint as workers, count(workers) as with_workers,
        sum(women)::bigint as women, sum(men)::bigint as men, sum(young)::bigint as young
      from visited group by 1
    )
    select d.year as year, count(*) filter (where d.kind = 'visit') as visits,
      coalesce(any_value(w.workplaces), 0) as workplacesVisited, coalesce(any_value(w.again), 0) as workplacesRevisited,
      any_value(w.women) as womenVisited, any_value(w.men) as menVisited, any_value(w.young) as youngVisited,
      any_value(w.workers) as workersVisited, coalesce(any_value(w.with_workers), 0) as workplacesWithWorkers,
      count(*) filter (where d.kind is not null and d.kind <> 'visit') as otherRecords,
      count(*) filter (where d.kind is null) as unknownRecords
    from dated d left join of_workplaces w on w.year = d.year group by 1 order by 1`
  return ask(factQuery<RecordedVisits>('recorded-visits', sql, bound.parameters))
}

/** Distinct workplaces visited in a year in one part of the country or of its work, and the visits. */
export type VisitedPart = { part: string; visits: number; workplaces: number }

const partColumns: Record<RegisteredPart, string> = { sector: 'c.isicSection', region: 'c.region' }

/** The visits of a year by section of ISIC or by region, as the records name it. A workplace of two parts counts in both. */
export async function readVisitedParts(
  { join, key, ask }: Apart,
  { year, over }: { year: number; over: RegisteredPart }
): Promise<VisitedPart[]> {
  const bound = binder()
  const sql = `select ${partColumns[over]} as part, count(*) as visits, count(distinct ${key}) as workplaces
    from cases c ${join}
    where c.kind = 'visit' and coalesce(year(c.day), c.year) = ${bound.bind(year)} and part is not null
    group by 1 order by 1`
  return ask(factQuery<VisitedPart>('visited-parts', sql, bound.parameters))
}

/** Records that say neither a day nor a year: how many are visits, and how many might be. */
export async function countUndated(facts: Facts, inspectorate: string): Promise<{ visits: number; unknown: number }> {
  const sql = `select count(*) filter (where c.kind = 'visit') as visits, count(*) filter (where c.kind is null) as "unknown"
    from cases c where coalesce(year(c.day), c.year) is null`
  const [row] = await facts.ask(inspectorate, factQuery<{ visits: number; unknown: number }>('undated', sql))
  return row ?? { visits: 0, unknown: 0 }
}

/** The data sets that hold visits. */
export async function listVisitDataSets(facts: Facts, inspectorate: string): Promise<string[]> {
  const sql = `select distinct c.dataSet as "dataSet" from cases c where c.kind = 'visit' order by 1`
  return (await facts.ask(inspectorate, factQuery<{ dataSet: string }>('visit-data-sets', sql))).map(
    ({ dataSet }) => dataSet
  )
}
