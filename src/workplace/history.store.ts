import { kindsOf, type TableName } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Register } from './keep.store.ts'
import { listWorkplacesOf, type Workplace } from './register.store.ts'

/** What the evidence says of one workplace: its records from all data sets, and what registers say of it. */

/** Tables whose records happened: the history of a workplace. A register says how it stands. */
type HistoryTable = Exclude<TableName, 'workplaces'>

/** What a record of each table was about. */
const about: Record<HistoryTable, string> = {
  cases: 'coalesce(trigger, status)',
  accidents: 'coalesce(event, left(description, 200))',
  diseases: 'coalesce(disease, diseaseCode)',
  audits: `nullif(concat_ws(' · ', scheme, auditor), '')`
}
const measured = ['violations', 'workersAffected', 'backWages', 'penalties', 'amountPaid']

/** A record of a workplace as its page lists it, with where it stands. */
export type HistoryRecord = {
  source: HistoryTable
  dataSet: string
  row: number
  day: string | null
  kind: string | null
  what: string | null
  violations: number | null
  workersAffected: number | null
  backWages: number | null
  penalties: number | null
  amountPaid: number | null
}

/** One page of a workplace's records from all data sets, the latest first. */
export async function listHistory(
  register: Register,
  facts: Facts,
  inspectorate: string,
  { n }: Pick<Workplace, 'n'>,
  page: { number: number; size: number }
): Promise<HistoryRecord[]> {
  const sightings = await register.ask<Pick<HistoryRecord, 'source' | 'dataSet' | 'row'>>(
    `select source, dataSet, row from sighting
     where source <> 'workplaces' and (n = $1 or n in (select n from member where workplace = $1))
     order by day desc nulls last, dataSet, row limit ${page.size} offset ${(page.number - 1) * page.size}`,
    [n]
  )
  const records: HistoryRecord[] = []
  for (const [source, own] of Map.groupBy(sightings, (sighting) => sighting.source)) {
    const places = own.map((_, at) => `(dataSet = $${2 * at + 1} and row = $${2 * at + 2})`)
    const values = own.flatMap(({ dataSet, row }) => [dataSet, row])
    const selected = [
      `${kindsOf(source).length > 0 ? 'kind' : 'null'} as kind`,
      `${about[source]} as what`,
      ...measured.map((name) => (source === 'cases' ? name : `null as ${name}`))
    ].join(', ')
    records.push(
      ...(await facts.ask(
        inspectorate,
        factQuery<HistoryRecord>(
          'workplace-history',
          `select '${source}' as source, dataSet, row, day::varchar as day, ${selected} from ${source} where ${places.join(' or ')}`,
          values
        )
      ))
    )
  }
  const order = new Map(sightings.map(({ source, dataSet, row }, at) => [`${source} ${dataSet} ${row}`, at]))
  const placeOf = ({ source, dataSet, row }: HistoryRecord) => order.get(`${source} ${dataSet} ${row}`) ?? 0
  return records.sort((one, other) => placeOf(one) - placeOf(other))
}

/** What a register of workplaces says of one: its number there, its workers, since when and until when it is. */
export type Registration = {
  dataSet: string
  row: number
  identifier: string | null
  employees: number | null
  women: number | null
  men: number | null
  young: number | null
  migrant: number | null
  informal: number | null
  registered: string | null
  closed: string | null
}

/** The registers that know a workplace, with what they say of it; the first twenty lines. */
export async function listRegistrations(
  register: Register,
  facts: Facts,
  inspectorate: string,
  { n }: Pick<Workplace, 'n'>
): Promise<Registration[]> {
  const lines = await register.ask<{ dataSet: string; row: number }>(
    `select dataSet, row from sighting
     where source = 'workplaces' and (n = $1 or n in (select n from member where workplace = $1))
     order by dataSet, row limit 20`,
    [n]
  )
  if (lines.length === 0) return []
  const places = lines.map((_, at) => `(dataSet = $${2 * at + 1} and row = $${2 * at + 2})`)
  const sql = `select dataSet, row, identifier, employees, women, men, young, migrant, informal,
      registered::varchar as registered, closed::varchar as closed
    from workplaces where ${places.join(' or ')} order by dataSet, row`
  const values = lines.flatMap(({ dataSet, row }) => [dataSet, row])
  return facts.ask(inspectorate, factQuery<Registration>('registrations', sql, values))
}

/** The workplace of one record, where its file names one. */
export async function findWorkplaceOfRecord(
  register: Register,
  { source, dataSet, row }: { source: TableName; dataSet: string; row: number }
): Promise<Workplace | undefined> {
  const [found] = await register.ask<{ n: number }>(
    `select coalesce(workplace, n) as n from sighting left join member using (n)
     where source = $1 and dataSet = $2 and row = $3 limit 1`,
    [source, dataSet, row]
  )
  return found ? (await listWorkplacesOf(register, [found.n]))[0] : undefined
}
