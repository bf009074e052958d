import type { DuckDBConnection } from '@duckdb/node-api'
import { type FieldName, rowsOfFile, saysOf, type TableName, tableNames } from '../evidence/table.rules.ts'
import { quoteText } from '../facts/duckdb.ts'
import { noNames } from './name.rules.ts'
import { unitSql } from './name.store.ts'

/**
 * Entries of the register: what the records of all data sets say of one and the same name, number and place, letter for
 * letter. The id of an entry comes from these alone, so that it outlives every import and every rebuilding; entries that are
 * one workplace are joined later.
 */

const texts = ['workplace', 'legalName', 'identifier', 'address', 'city', 'postcode', 'unit'] as const
const codes = ['region', 'county', 'isicSection', 'industryTitle'] as const
/** What the inspectorate's own cases add up to; what a private audit found is no violation. */
const found = ['violations', 'workersAffected', 'backWages', 'penalties', 'amountPaid'] as const

/** The records of a table as all tables have them; what a table does not hold is empty. */
function recordsSql(table: TableName): string {
  const column = (name: FieldName, value: string, says = saysOf(table, name)) => `${says ? value : 'null'} as ${name}`
  const columns = [
    ...texts.map((name) => column(name, `nullif(trim(${name}), '')`)),
    ...codes.map((name) => column(name, name)),
    ...found.map((name) => column(name, name, table === 'cases')),
    column('employees', 'employees', table === 'workplaces')
  ]
  return `select '${table}' as source, dataSet, version, row, day, ${columns.join(', ')} from facts.${table}`
}

/** Files write one county as "Alameda" and as "Alameda County": it is one, called as the short of it. */
const countySql = `coalesce(nullif(trim(regexp_replace(county, '\\s+county$', '', 'i')), ''), county)`

/** A name that is none, or a number that is none, says nothing. */
const named = (column: string) => {
  const none = noNames.map(quoteText).join(', ')
  return `case when lower(${column}) not in (${none}) then ${column} end`
}
const numbered = `case when length(identifier) > 2 and not regexp_matches(identifier, '^(0+|9+|-+)$') then identifier end`

/** How often a record of each table names it; `registered`: lines of registers of workplaces, which are no records of a deed. */
export const counted = {
  cases: 'cases',
  accidents: 'accidents',
  diseases: 'diseases',
  audits: 'audits',
  registered: 'workplaces'
} as const

/** Makes the tables `entry` (numbered from 0 in the order in which the evidence came to know them) and `sighting`. */
export async function makeEntries(connection: DuckDBConnection): Promise<void> {
  await connection.run(`create temp table part as
    select dataSet, version, row_number() over (order by dataSet, version) as part
    from (${tableNames.map((table) => `select dataSet, version from facts.${table}`).join(' union ')})`)
  const signature = ['workplace', 'legalName', 'identifier', 'address', 'city', 'postcode', 'region']
    .map((column) => `coalesce(lower(${column}), '')`)
    .join(` || chr(31) || `)
  await connection.run(`create temp view record as
    select *, part * 1099511627776 + row % ${rowsOfFile} as position, ${signature} as signature from (
      select * replace (${named('coalesce(workplace, legalName)')} as workplace,
        case when workplace is not null then ${named('legalName')} end as legalName, ${numbered} as identifier)
      from (${tableNames.map(recordsSql).join(' union all ')})
    ) join part using (dataSet, version) where workplace is not null or identifier is not null`)
  // The sums stand in a narrow table, so that a country's register is grouped in memory; texts come from the first record.
  await connection.run(`create temp table summed as
    select *, (row_number() over (order by first) - 1)::integer as n from (
      select hash(signature) as mark, min(position) as first, min(day) as firstDay, max(day) as lastDay,
        count(*) filter (source <> 'workplaces')::integer as records,
        ${Object.entries(counted)
          .map(([name, table]) => `count(*) filter (source = '${table}')::integer as ${name}`)
          .join(', ')}, max(employees)::bigint as workers,
        max(${unitSql('unit', 'registration')}) as registration, max(${unitSql('unit', 'setting')}) as setting,
        sum(violations)::bigint as violations, sum(workersAffected)::bigint as workersAffected,
        sum(backWages)::double as backWages, sum(penalties)::double as penalties, sum(amountPaid)::double as amountPaid
      from record group by mark
    )`)
  await connection.run(`create table entry as
    select n, md5(signature)::uuid as id, dataSet, false as known, workplace as name, legalName as legal, identifier, address,
      city, postcode, region, ${countySql} as county, coalesce(isicSection, industryTitle) as section, industryTitle as industry,
      summed.* exclude (mark, first, n)
    from record join summed on position = first and hash(signature) = mark`)
  await connection.run(`create table sighting as
    select summed.n, source, record.dataSet, record.row, record.day
    from (select source, dataSet, row, day, hash(signature) as mark from record) record join summed using (mark)
    order by n, record.day desc nulls last`)
  await connection.run('drop table summed')
}

/** Which entries gave workplaces their id in the former register: they keep it. */
export async function takeKnown(connection: DuckDBConnection, former: string): Promise<void> {
  await connection.run(`attach ${quoteText(former)} as former (read_only)`)
  await connection.run(`update entry set known = true where id in (select id from former.workplace)`)
  await connection.run('detach former')
}
