import { broken, inBreach } from '../indicator/broken.store.ts'
import { follows } from '../indicator/choice.rules.ts'
import type { Filter, HouseholdRecords } from '../indicator/filter.rules.ts'
import { binder, filterSql } from '../indicator/question.store.ts'
import type { Register } from '../workplace/keep.store.ts'
import type { KnownWorkplace, Population } from './population.rules.ts'
import type { Draw } from './rules.ts'

/** Populations: workplaces of the register that a question finds, and what a plan keeps of each. One statement for each question. */

/** What people said of workplaces themselves, by the numbers that these have in the register. */
export type SaidUnits = {
  registered: readonly number[]
  unregistered: readonly number[]
  households: readonly number[]
}

export type Drawn = {
  workplace: string
  reason: Draw
  place: number
  cases: number
  breaches: number
  workers: number | null
}

/** More workplaces are never put on one list. */
export const mostDrawn = 20_000

const numbers = (list: readonly number[]) => `(select unnest([${list.map(Math.trunc).join(', ')}]::integer[]))`

/** A list drawn from all that a question finds: `size` of them, `random` of these by lot and the others the worst first. */
export type Drawing = { draw: Draw; size: number; random: number; seed: number }

type Asked = Population & { households: HouseholdRecords; said: SaidUnits }

/** The question as the steps of a statement, the last of which is `found`: one row for each workplace. */
function foundSql(
  { filter: asked, inspected, registration, households, said }: Asked,
  bound: ReturnType<typeof binder>
) {
  const filter: Filter = { ...asked, households }
  const breach = filter.issue
    ? `exists (from findings f where f.dataSet = c.dataSet and f.row = c.row and f.issue = ${bound.bind(filter.issue)} and ${broken})`
    : inBreach
  const met = (table: 'cases' | 'workplaces') => `join sighting s on s.source = '${table}' and s.dataSet = c.dataSet
    and s.row = c.row left join member m on m.n = s.n where ${filterSql(filter, bound, table)} group by 1`
  const cases = `select coalesce(m.workplace, s.n) as n, count(*) as cases, count(*) filter (where ${breach}) as breaches,
    sum(c.backWages) as owed from cases c ${met('cases')}`
  const lines = follows('workplaces', filter)
    ? `union all select coalesce(m.workplace, s.n) as n, 0, 0, null from facts.workplaces c ${met('workplaces')}`
    : ''
  const before = `w.n in (select coalesce(m.workplace, s.n) from cases c join sighting s on s.source = 'cases'
    and s.dataSet = c.dataSet and s.row = c.row left join member m on m.n = s.n
    where coalesce(c.kind, 'case') in ('case', 'visit'))`
  const other = said[registration === 'registered' ? 'unregistered' : 'registered']
  const where = [
    ...(inspected ? [inspected === 'never' ? `not ${before}` : before] : []),
    ...(registration
      ? [
          `(w.n in ${numbers(said[registration])} or w.registration = '${registration}' and w.n not in ${numbers(other)})`
        ]
      : [])
  ]
  return `with met as (${cases} ${lines}),
    found as (select w.n, w.id, w.workers, sum(met.cases)::integer as cases, sum(met.breaches)::integer as breaches,
        sum(met.owed) as owed
      from met join workplace w using (n) ${where.length > 0 ? `where ${where.join(' and ')}` : ''} group by 1, 2, 3)`
}

/** How many workplaces a question finds, how many of them were in breach, and their workers as far as sources say. */
export async function countPopulation(
  register: Register,
  asked: Asked
): Promise<{ found: number; breached: number; workers: number | null }> {
  const bound = binder()
  const sql = `${foundSql(asked, bound)} select count(*) as found, count(*) filter (where breaches > 0) as breached,
    sum(workers)::bigint as workers from found`
  const [row] = await register.askBeside<{ found: number; breached: number; workers: number | null }>(
    sql,
    bound.parameters
  )
  return row ?? { found: 0, breached: 0, workers: null }
}

/**
 * Draws a list. The worst come first: most cases in breach, then most owed, then most workers. What is drawn by lot is in the
 * order of a hash of the seed and the workplace's id, so that the same seed draws the same list.
 */
export function drawPopulation(
  register: Register,
  asked: Asked,
  { draw, size, random, seed }: Drawing
): Promise<Drawn[]> {
  const bound = binder()
  const found = foundSql(asked, bound)
  const worst = draw === 'whole' ? mostDrawn : size - random
  const sql = `${found}, ranked as (select *,
      row_number() over (order by breaches desc, owed desc nulls last, workers desc nulls last, cases desc, id) as place,
      row_number() over (order by md5(${bound.bind(String(seed))} || ' ' || id::varchar)) as lot from found),
    taken as (select *, '${draw === 'whole' ? 'whole' : 'worst'}' as reason from ranked where place <= ${Math.trunc(worst)}
      union all (select *, 'random' as reason from ranked where place > ${Math.trunc(worst)} order by lot limit ${Math.trunc(random)}))
    select id::varchar as workplace, reason, cases, breaches, workers::double as workers,
      row_number() over (order by reason = 'random', case when reason = 'random' then lot else place end)::integer as place
    from taken order by place`
  return register.askBeside<Drawn>(sql, bound.parameters)
}

/** What the register knows of these workplaces, by the entry that names each, so that their new records find back to it. */
export function listKnown(
  register: Register,
  ids: readonly string[],
  households: readonly number[]
): Promise<KnownWorkplace[]> {
  const text = (column: string) => `coalesce(${column}, '')`
  return register.askBeside<KnownWorkplace>(
    `with asked as (select n, id, workers, setting from workplace
        where id in (select unnest(string_split($1, ' '))::uuid)),
      told as (select 'cases' as source, dataSet, row, industryCode, countyCode, isicSection from cases
        union all select 'workplaces', dataSet, row, industryCode, countyCode, isicSection from facts.workplaces),
      coded as (select coalesce(m.workplace, s.n) as n, mode(c.industryCode) as industryCode,
          mode(c.countyCode) as countyCode, mode(c.isicSection) as isicSection
        from told c join sighting s on s.source = c.source and s.dataSet = c.dataSet and s.row = c.row
        left join member m on m.n = s.n where coalesce(m.workplace, s.n) in (select n from asked) group by 1)
    select asked.id::varchar as workplace, coalesce(e.name, e.identifier, '–') as name, ${text('e.legal')} as legal_name,
      ${text('e.identifier')} as identifier, ${text('e.address')} as address, ${text('e.city')} as city,
      ${text('e.postcode')} as postcode, ${text('e.region')} as region, ${text('e.county')} as county,
      ${text('coded.countyCode')} as county_code,
      coalesce(coded.isicSection, case when length(e.section) = 1 then e.section end, '') as section,
      ${text('coded.industryCode')} as industry_code, ${text('e.industry')} as industry,
      coalesce(asked.setting = 'household', false) or asked.n in ${numbers(households)} as household,
      asked.workers::double as workers
    from asked join entry e on e.id = asked.id left join coded on coded.n = asked.n`,
    [ids.join(' ')]
  )
}
