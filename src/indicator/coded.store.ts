import { type Facts, factQuery } from '../facts/facts.ts'
import { foundOrAlleged, inBreach } from './broken.store.ts'
import {
  amountNames,
  type Coded,
  type Counters,
  emptyCounters,
  type Names,
  perCode,
  type Widths
} from './coded.rules.ts'
import { allOthers, fixedValues, type LinkedDimension, linkedDimensions } from './linked.rules.ts'
import { type Apart, county, employer } from './question.store.ts'

/** The evidence as small numbers: made once for each state of it, read column by column. */

/** A dimension has at most so many values; the rarest share one. */
const mostValues = 4000
/** Issues are bits of a set; the rarest share the last. */
const mostIssues = 16

const found = `coalesce(${inBreach}, c.backWages > 0 or c.penalties > 0, false)`

/** The class of a workplace with so many cases that have a violation. */
function repeatClass(times: string): string {
  return `case when ${times} is null then null when ${times} < 3 then ${times}::varchar when ${times} < 5 then '3' else '5' end`
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

/** A record by one number, which groups and joins far faster than a text and a number. */
const recordKey = (table: 'c' | 'f') => `(${table}.row * 4096 + p.number)`

const placed = 'join code_places p on p.dataSet = c.dataSet'

const namesOf = (dimension: (typeof open)[number]) => `insert into code_names
  select '${dimension}', row_number() over (order by value), value, name from (
    select ${valueSql[dimension]} as value, ${dimension === 'place' ? 'max(case when p.counties then c.county end)' : 'null'} as name,
      row_number() over (order by count(*) desc, 1) as rank
    from cases c ${placed} where ${valueSql[dimension]} is not null group by 1)
  where rank < ${mostValues}`

const fixedNames = Object.entries(fixedValues).map(
  ([dimension, values]) => `insert into code_names values
    ${values.map((value, index) => `('${dimension}', ${index + 1}, '${value}', null)`).join(', ')}`
)

const codeSql = (dimension: LinkedDimension) => {
  if (dimension === 'issue') return `coalesce(n_issue.code, 0)::usmallint as "issue"`
  const beyond = `case when ${valueSql[dimension]} is not null then ${mostValues} else 0 end`
  return `coalesce(n_${dimension}.code, ${beyond})::usmallint as "${dimension}"`
}

const joinSql = (dimension: LinkedDimension) => {
  const value = dimension === 'issue' ? 's.issues::varchar' : valueSql[dimension]
  return `left join code_names n_${dimension} on n_${dimension}.dimension = '${dimension}' and n_${dimension}.value = ${value}`
}

/**
 * Makes, of the tables of the evidence, `coded` (a case in numbers), `code_names` (what the codes mean), and the counts of
 * everything unfiltered, by which the first page stands before the codes are in memory.
 *
 * Repeat offenders: a workplace is told apart by its number, else by name and city, and by the register once that is made
 * (`readMoved`); its class is how many of its cases in
 * the same data set have a violation, or money owed where the source counts no violations (0, 1, 2, 3-4, 5 and more). It is
 * a property of the workplace in all its records and not of those that are selected: selecting a year shows that year's
 * cases of workplaces that are known for so many in all. Workplaces are matched by a hash of 64 bits.
 */
export const codedTables: readonly string[] = [
  `create temp table code_places as
    select c.dataSet as dataSet, row_number() over (order by c.dataSet) as number, count(${county}) > 0 as counties
    from cases c group by 1`,
  `create temp table code_employers as
    select hash(c.dataSet, ${employer}) as key, least(count(*) filter (where ${found}), 5) as times
    from cases c where ${employer} is not null group by 1`,
  'create table code_names (dimension varchar, code usmallint, value varchar, name varchar)',
  ...open.map(namesOf),
  `insert into code_names select distinct dimension, ${mostValues}, '${allOthers}', null from code_names
    where code = ${mostValues - 1}`,
  ...fixedNames,
  `insert into code_names select 'issues', rank - 1, case when rank = ${mostIssues} then '${allOthers}' else issue end, null
    from (select f.issue as issue, row_number() over (order by count(*) desc, 1) as rank from findings f
      where f.issue is not null and ${foundOrAlleged} group by 1) where rank <= ${mostIssues}`,
  `create temp table code_issues as
    select ${recordKey('f')} as key, bit_or(case when ${foundOrAlleged} then 1 << coalesce(i.code, ${mostIssues - 1}) else 0 end)::usmallint as issues
    from findings f join code_places p on p.dataSet = f.dataSet
      left join code_names i on i.dimension = 'issues' and i.value = f.issue
    where f.issue is not null group by 1`,
  `insert into code_names select 'issue', row_number() over (order by issues), issues::varchar, null
    from (select distinct issues from code_issues)`,
  `create table coded as
    select c.dataSet as dataSet, c.row as row, ${linkedDimensions.map(codeSql).join(', ')},
      case when ${inBreach} then 2 when not ${inBreach} then 1 else 0 end::utinyint as verdict,
      coalesce(c.workersAffected, 0)::double as workers, (coalesce(c.backWages, 0) * 100)::double as wages,
      (coalesce(c.penalties, 0) * 100)::double as penalties
    from cases c ${placed}
      left join code_employers e on e.key = hash(c.dataSet, ${employer})
      left join code_issues s on s.key = ${recordKey('c')}
      ${linkedDimensions.map(joinSql).join('\n      ')}`,
  `create table coded_counts as ${linkedDimensions
    .map(
      (name) => `select dataSet, '${name}' as dimension, "${name}" as code, verdict, count(*) as cases
        from coded group by all`
    )
    .join(' union all ')}`,
  `create table coded_sets as
    select c.dataSet as dataSet, count(*) as cases, sum(c.workersAffected)::double as workers,
      (sum(c.backWages) * 100)::double as wages, (sum(c.penalties) * 100)::double as penalties,
      min(c.day)::varchar as "from", max(c.day)::varchar as "to"
    from cases c group by 1`
]

type NameRow = { dimension: LinkedDimension | 'issues'; code: number; value: string; name: string | null }

export type SetRow = {
  dataSet: string
  cases: number
  /** Null where no case of the data set states it; money in cents. */
  workers: number | null
  wages: number | null
  penalties: number | null
  from: string | null
  to: string | null
}

/** What the codes mean, the names of places by their value, and what each data set has. */
export type Codebook = { names: Names; placeNames: Map<string, string>; sets: SetRow[] }

export async function readCodebook(facts: Facts, inspectorate: string): Promise<Codebook> {
  const rows = await facts.ask(
    inspectorate,
    factQuery<NameRow>('code-names', 'from code_names order by dimension, code')
  )
  const of = (dimension: NameRow['dimension']) => rows.filter((row) => row.dimension === dimension)
  const names = Object.fromEntries(
    linkedDimensions.map((dimension) => [dimension, ['', ...of(dimension).map(({ value }) => value)]])
  )
  return {
    names: { ...names, issues: of('issues').map(({ value }) => value) } as unknown as Names,
    placeNames: new Map(of('place').flatMap(({ value, name }) => (name ? [[value, name] as const] : []))),
    sets: await facts.ask(inspectorate, factQuery<SetRow>('coded-sets', 'from coded_sets'))
  }
}

/** A case that stands in another class of repeat offenders by the register than by number, or by name and city. */
export type Moved = { row: number; before: number; after: number; verdict: number }

/**
 * The cases of a data set whose workplace the register tells otherwise: what it joined, and what people merged or split. `ask`
 * is asked beside the register.
 */
export function readMoved(ask: Apart['ask'], dataSet: string): Promise<Moved[]> {
  const sql = `with told as (
      select c.row as row, coalesce(m.workplace, s.n) as key, ${found} as found
      from cases c join sighting s on s.source = 'cases' and s.dataSet = c.dataSet and s.row = c.row
        left join member m on m.n = s.n
      where c.dataSet = $1
    ), counted as (
      select key, count(*) filter (where found) as times from told group by 1
    ), classed as (select row, ${repeatClass('times')} as value from told join counted using (key))
    select o.row as row, o.repeat as before, n.code as after, o.verdict as verdict
    from classed join facts.coded o on o.dataSet = $1 and o.row = classed.row
      join facts.code_names n on n.dimension = 'repeat' and n.value = classed.value
    where o.repeat <> n.code`
  return ask(factQuery('moved', sql, [dataSet]))
}

/**
 * The counters of everything in the data sets, as they were worked out when the evidence changed; `moved` are the cases that the
 * register tells otherwise.
 */
export async function readWhole(
  facts: Facts,
  inspectorate: string,
  { sets, moved }: { sets: readonly SetRow[]; moved: readonly Moved[] },
  widths: Widths
): Promise<Counters> {
  const counted = emptyCounters(widths)
  const ids = sets.map(({ dataSet }) => dataSet)
  if (ids.length === 0) return counted
  const sql = `select dimension, code, verdict, sum(cases)::bigint as cases from coded_counts
    where dataSet in (${ids.map((_, index) => `$${index + 1}`).join(', ')}) group by all`
  type Row = { dimension: LinkedDimension; code: number; verdict: number; cases: number }
  for (const row of await facts.ask(inspectorate, factQuery<Row>('coded-counts', sql, ids))) {
    counted.charts[row.dimension][row.code * perCode + row.verdict] = row.cases
    if (row.dimension === 'outcome') counted.total[row.verdict] = (counted.total[row.verdict] ?? 0) + row.cases
  }
  const { repeat } = counted.charts
  for (const { before, after, verdict } of moved) {
    repeat[before * perCode + verdict] = (repeat[before * perCode + verdict] ?? 0) - 1
    repeat[after * perCode + verdict] = (repeat[after * perCode + verdict] ?? 0) + 1
  }
  for (const set of sets)
    for (const name of amountNames) counted.amounts[name][0] = (counted.amounts[name][0] ?? 0) + (set[name] ?? 0)
  return counted
}

/** The cases of a data set in memory that threads can share: 41 bytes for each. */
export async function readCoded(
  facts: Facts,
  inspectorate: string,
  { dataSet, cases: rows }: SetRow,
  moved: readonly Moved[]
): Promise<Coded> {
  const codes = Object.fromEntries(
    linkedDimensions.map((name) => [name, new Uint16Array(new SharedArrayBuffer(rows * 2))])
  ) as Coded['codes']
  const verdict = new Uint8Array(new SharedArrayBuffer(rows))
  const amounts = Object.fromEntries(
    amountNames.map((name) => [name, new Float64Array(new SharedArrayBuffer(rows * 8))])
  ) as Coded['amounts']
  const columns = [...Object.values(codes), verdict, ...Object.values(amounts)]
  const names = [...linkedDimensions, 'verdict', ...amountNames].map((name) => `"${name}"`)
  // Which line a case stands on is asked only where some must be found again.
  if (moved.length > 0) names.push('row')
  const classes = new Map(moved.map(({ row, after }) => [row, after]))
  let at = 0
  const query = factQuery('coded', `select ${names.join(', ')} from coded where dataSet = $1`, [dataSet])
  for await (const piece of facts.columns(inspectorate, query)) {
    for (const [index, column] of columns.entries()) column.set(piece[index] ?? [], at)
    for (const [index, row] of (piece[columns.length] ?? []).entries())
      codes.repeat[at + index] = classes.get(Number(row)) ?? (codes.repeat[at + index] as number)
    at += piece[0]?.length ?? 0
  }
  return { rows, codes, verdict, amounts }
}
