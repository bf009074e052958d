import type { Derived } from '../facts/facts.ts'
import { foundOrAlleged, inBreach } from './broken.store.ts'
import { allOthers, fixedValues, type LinkedDimension, linkedDimensions } from './linked.rules.ts'
import { caseFigures, county, employer, setFigures } from './question.store.ts'

/** The evidence as small numbers: made once of all records, then grown by those that are added. */

/** A dimension has at most so many values; the rarest share one. */
const mostValues = 4000
/** Issues are bits of a set; the rarest share the last. */
const mostIssues = 16

export const found = `coalesce(${inBreach}, c.backWages > 0 or c.penalties > 0, false)`

/** Violations beyond so many make no other class of a workplace. */
const mostTimes = 5
/** The class of a workplace with so many cases that have a violation. */
export function repeatClass(times: string): string {
  return `case when ${times} is null then null when ${times} < 3 then ${times}::varchar when ${times} < ${mostTimes} then '3' else '${mostTimes}' end`
}

/** What a case's text says of each dimension; null where it says nothing. */
const valueSql: Record<Exclude<LinkedDimension, 'issue'>, string> = {
  time: `strftime(c.day, '%Y-%m')`,
  sector: 'c.isicSection',
  place: `case when p.counties then ${county} else c.region end`,
  size: `case when c.employees >= 250 then '250' when c.employees >= 50 then '50'
    when c.employees >= 10 then '10' when c.employees >= 0 then '0' end`,
  origin: `nullif(trim(c.trigger), '')`,
  outcome: `case when c.penalties > 0 then 'penalty' when c.backWages > 0 then 'wages' when ${inBreach} then 'violation'
    when not ${inBreach} then 'none' end`,
  repeat: repeatClass('e.times')
}

/** Dimensions whose values are found in the records. */
const open = ['time', 'sector', 'place', 'origin'] as const
type Open = (typeof open)[number]

/** All records, or those that were added. */
type Source = { cases: string; findings: string }
const all: Source = { cases: 'cases', findings: 'findings' }
const added: Source = { cases: '"added cases"', findings: '"added findings"' }

/** A record by one number, which groups and joins far faster than a text and a number. */
const recordKey = (table: 'c' | 'f') => `(${table}.row * 4096 + p.number)`
const employerKey = `hash(c.dataSet, ${employer})`

const placed = (places = 'code_places') => `join ${places} p on p.dataSet = c.dataSet`

const placesOf = ({ cases }: Source) => `select c.dataSet as dataSet, row_number() over (order by c.dataSet) as number,
    count(${county}) > 0 as counties
  from ${cases} c group by 1`

/** How many cases with a violation each workplace has. */
const employersOf = ({ cases }: Source) => `select ${employerKey} as key, any_value(c.dataSet) as dataSet,
    least(count(*) filter (where ${found}), ${mostTimes})::utinyint as times
  from ${cases} c where ${employer} is not null group by 1`

const valuesOf = ({ cases }: Source, dimension: Open, places?: string) => `select ${valueSql[dimension]} as value,
    ${dimension === 'place' ? 'max(case when p.counties then c.county end)' : 'null'} as name, count(*) as cases
  from ${cases} c ${placed(places)} where ${valueSql[dimension]} is not null group by 1`

const namesOf = (dimension: Open) => `insert into code_names
  select '${dimension}', row_number() over (order by value), value, name from (
    select value, name, row_number() over (order by cases desc, 1) as rank from (${valuesOf(all, dimension)}))
  where rank < ${mostValues}`

const fixedNames = Object.entries(fixedValues).map(
  ([dimension, values]) => `insert into code_names values
    ${values.map((value, index) => `('${dimension}', ${index + 1}, '${value}', null)`).join(', ')}`
)

const issuesOf = ({ findings }: Source) => `select f.issue as issue, count(*) as findings
  from ${findings} f where f.issue is not null and ${foundOrAlleged} group by 1`

/** For each record the set of the issues that were found in it. */
const issueSetsOf = ({ findings }: Source) => `select ${recordKey('f')} as key,
    bit_or(case when ${foundOrAlleged} then 1 << coalesce(i.code, ${mostIssues - 1}) else 0 end)::usmallint as issues
  from ${findings} f join code_places p on p.dataSet = f.dataSet
    left join code_names i on i.dimension = 'issues' and i.value = f.issue
  where f.issue is not null group by 1`

const codeSql = (dimension: LinkedDimension) => {
  if (dimension === 'issue') return `coalesce(n_issue.code, 0)::usmallint as "issue"`
  const beyond = `case when ${valueSql[dimension]} is not null then ${mostValues} else 0 end`
  return `coalesce(n_${dimension}.code, ${beyond})::usmallint as "${dimension}"`
}

const joinSql = (dimension: LinkedDimension) => {
  const value = dimension === 'issue' ? 's.issues::varchar' : valueSql[dimension]
  return `left join code_names n_${dimension} on n_${dimension}.dimension = '${dimension}' and n_${dimension}.value = ${value}`
}

const codedOf = ({
  cases
}: Source) => `select c.dataSet as dataSet, c.row as row, ${linkedDimensions.map(codeSql).join(', ')},
    case when ${inBreach} then 2 when not ${inBreach} then 1 else 0 end::utinyint as verdict,
    coalesce(c.workersAffected, 0)::double as workers, (coalesce(c.backWages, 0) * 100)::double as wages,
    (coalesce(c.penalties, 0) * 100)::double as penalties
  from ${cases} c ${placed()}
    left join code_employers e on e.key = ${employerKey}
    left join code_issues s on s.key = ${recordKey('c')}
    ${linkedDimensions.map(joinSql).join('\n    ')}`

const countsOf = (coded: string) =>
  linkedDimensions
    .map(
      (name) => `select dataSet, '${name}' as dimension, "${name}" as code, verdict, count(*) as cases
        from ${coded} group by all`
    )
    .join(' union all ')

const summed = [
  ...['cases', 'assessed', 'violating', 'workersAffected', 'backWages', 'penalties'],
  ...['casesWithBackWages', 'casesWithPenalties', 'dated']
]

const setsOf = ({ cases }: Source) =>
  `select c.dataSet as dataSet, null::varchar as state, ${caseFigures}, ${setFigures} from ${cases} c group by 1`

/** The figures of each data set by those of its parts, with how many workplaces it has; `state` names how its records are coded. */
const sumSets = (
  parts: string
) => `select dataSet, case when count(*) = 1 then coalesce(any_value(state), uuid()::varchar) else uuid()::varchar end as state,
    ${summed.map((name) => `sum(${name}) as ${name}`).join(', ')},
    min("from") as "from", max("to") as "to", coalesce(any_value(e.workplaces), 0) as workplaces
  from (${parts}) left join (select dataSet, count(*) as workplaces from code_employers group by 1) e using (dataSet) group by 1`

/**
 * Makes, of the tables of the evidence, `coded` (a case in numbers), `code_names` (what the codes mean), and the counts of
 * everything unfiltered, by which the first page stands before the codes are in memory. `code_places` and `code_employers` are
 * what is known of data sets and of workplaces.
 *
 * Repeat offenders: a workplace is told apart by its number, else by name and city, and by the register once that is made
 * (`readMoved`); its class is how many of its cases in
 * the same data set have a violation, or money owed where the source counts no violations (0, 1, 2, 3-4, 5 and more). It is
 * a property of the workplace in all its records and not of those that are selected: selecting a year shows that year's
 * cases of workplaces that are known for so many in all. Workplaces are matched by a hash of 64 bits.
 */
const made: readonly string[] = [
  `create table code_places as ${placesOf(all)}`,
  `create table code_employers as ${employersOf(all)}`,
  'create table code_names (dimension varchar, code usmallint, value varchar, name varchar)',
  ...open.map(namesOf),
  `insert into code_names select distinct dimension, ${mostValues}, '${allOthers}', null from code_names
    where code = ${mostValues - 1}`,
  ...fixedNames,
  `insert into code_names select 'issues', rank - 1, case when rank = ${mostIssues} then '${allOthers}' else issue end, null
    from (select issue, row_number() over (order by findings desc, 1) as rank from (${issuesOf(all)})) where rank <= ${mostIssues}`,
  `create temp table code_issues as ${issueSetsOf(all)}`,
  `insert into code_names select 'issue', row_number() over (order by issues), issues::varchar, null
    from (select distinct issues from code_issues)`,
  `create table coded as ${codedOf(all)}`,
  `create table coded_counts as ${countsOf('coded')}`,
  `create table coded_sets as ${sumSets(setsOf(all))}`
]

/** Names that no code has yet, behind those that have one: the order of codes says nothing. */
const newNames = (dimension: LinkedDimension | 'issues', values: string, first: number) => `insert into code_names
  select '${dimension}', row_number() over (order by value) + coalesce((select max(code) from code_names where dimension = '${dimension}'), ${first - 1}),
    value, name
  from (${values}) where value not in (select value from code_names where dimension = '${dimension}')`

const unknown = (dimension: Open | 'issues', values: string) => `select count(*) as n from (${values}) v
  where v.value not in (select value from code_names where dimension = '${dimension}')`

/** Data sets that are known, and those that are new. */
const places = `(from code_places union all
  select * from (${placesOf(added)}) where dataSet not in (select dataSet from code_places))`
const newValues = (dimension: Open) => valuesOf(added, dimension, places)

const newIssues = `select issue as value, null as name from (${issuesOf(added)})`

/** Whether new names can stand behind the others, so that none has to share a code. */
const hasRoom = (dimension: Open | 'issues', values: string, most: number) =>
  `(select u.n = 0 or u.n + k.n < ${most} from (${unknown(dimension, values)}) u,
    (select count(*) as n from code_names where dimension = '${dimension}') k)`

/**
 * The same by the records that are added, without looking at all others again. Not where a finding is added to a record that was
 * there, where a data set turns out to tell counties, or where a dimension becomes too many values. Which values are the
 * rarest stays as it was.
 */
const grown: Derived['grown'] = {
  when: [
    `not exists (select * from ${added.findings} f anti join ${added.cases} c on c.dataSet = f.dataSet and c.row = f.row)`,
    `not exists (select * from ${added.cases} c ${placed()} where not p.counties and ${county} is not null)`,
    ...open.map((dimension) => hasRoom(dimension, newValues(dimension), mostValues)),
    hasRoom('issues', newIssues, mostIssues)
  ].join(' and '),
  by: [
    `insert into code_places select dataSet, number + (select coalesce(max(number), 0) from code_places), counties
      from (${placesOf(added)}) where dataSet not in (select dataSet from code_places)`,
    `create temp table added_employers as ${employersOf(added)}`,
    `create temp table moved_employers as select key, least(e.times + a.times, ${mostTimes})::utinyint as times,
        ${repeatClass(`least(e.times + a.times, ${mostTimes})`)} <> ${repeatClass('e.times')} as moved
      from code_employers e join added_employers a using (key) where a.times > 0 and e.times < ${mostTimes}`,
    'update code_employers e set times = m.times from moved_employers m where m.key = e.key',
    `insert into code_employers from added_employers where key not in (
      select key from code_employers where key in (select key from added_employers))`,
    ...open.map((dimension) => newNames(dimension, newValues(dimension), 1)),
    newNames('issues', newIssues, 0),
    `create temp table code_issues as ${issueSetsOf(added)}`,
    newNames('issue', 'select distinct issues::varchar as value, null as name from code_issues', 1),
    `create temp table moved_cases as select o.dataSet as dataSet, o.row as row, o.verdict as verdict, o.repeat as before, n.code as "repeat"
      from cases c join moved_employers m on m.key = ${employerKey} and m.moved
        join coded o on o.dataSet = c.dataSet and o.row = c.row
        join code_names n on n.dimension = 'repeat' and n.value = ${repeatClass('m.times')}`,
    `update coded o set repeat = m.repeat from moved_cases m where m.dataSet = o.dataSet and m.row = o.row`,
    `create temp table added_coded as ${codedOf(added)}`,
    'insert into coded from added_coded',
    `create or replace table coded_counts as select dataSet, dimension, code, verdict, sum(cases)::bigint as cases from (
        from coded_counts union all ${countsOf('added_coded')}
        union all select dataSet, 'repeat', before, verdict, -count(*) from moved_cases group by all
        union all select dataSet, 'repeat', "repeat", verdict, count(*) from moved_cases group by all
      ) group by all having sum(cases) > 0`,
    `create or replace table coded_sets as ${sumSets(`from coded_sets union all by name ${setsOf(added)}`)}`
  ]
}

export const codedTables: Derived = { made, grown }
