import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { binder, filterSql } from './question.store.ts'

/** Accidents for every so many workers, where a register says how many work in a section. */

/** Accidents by year, with the last month of each. */
export function readAccidentYears(
  facts: Facts,
  inspectorate: string,
  filter: Filter
): Promise<{ year: number; month: number }[]> {
  const bound = binder()
  const sql = `select year(c.day) as year, max(month(c.day)) as month from accidents c
    where c.day is not null and ${filterSql(filter, bound, 'accidents')} group by 1 order by 1`
  return facts.ask(inspectorate, factQuery('accident-years', sql, bound.parameters))
}

/** The register of workplaces with most lines that say how many work there; undefined where there is none. */
export async function findRegister(facts: Facts, inspectorate: string): Promise<string | undefined> {
  const sql = `select dataSet as "dataSet" from workplaces group by 1 having count(employees) > 0
    order by count(*) desc, 1 limit 1`
  const [found] = await facts.ask(inspectorate, factQuery<{ dataSet: string }>('register-of-workers', sql))
  return found?.dataSet
}

export type SectionIncidence = { isicSection: string; accidents: number; workers: number }

/**
 * Of each section of ISIC the accidents of a year, and the workers of the workplaces that were open at its end; only sections
 * of which nearly every workplace says how many work there.
 */
export function readIncidence(
  facts: Facts,
  inspectorate: string,
  { year, register }: { year: number; register: string },
  filter: Filter
): Promise<SectionIncidence[]> {
  const bound = binder()
  const [of, end] = [bound.bind(register), bound.bind(year)]
  const sql = `with employed as (
      select isicSection, sum(employees)::bigint as workers from workplaces
      where dataSet = ${of} and isicSection is not null and coalesce(year(registered), ${end}) <= ${end}
        and coalesce(year(closed), ${end} + 1) > ${end}
      group by 1 having count(employees) >= count(*) * 0.98 and workers > 0
    ), hurt as (
      select c.isicSection, count(*) as accidents from accidents c
      where year(c.day) = ${end} and c.isicSection is not null and ${filterSql(filter, bound, 'accidents')} group by 1
    )
    select isicSection as "isicSection", accidents, workers from hurt join employed using (isicSection)
    where accidents <= workers order by accidents / workers desc, 1`
  return facts.ask(inspectorate, factQuery('incidence', sql, bound.parameters))
}
