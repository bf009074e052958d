import type { TableName } from '../evidence/table.rules.ts'
import type { Register } from './keep.store.ts'
import { listWorkplaceIds } from './register.store.ts'

/** Records of workplaces that people called households: of each table as "row dataSet"; or that nobody knows yet which they are. */
export type HouseholdRecords = 'unknown' | Partial<Record<TableName, string[]>>
export type Known = { records: HouseholdRecords; names: string[] }

/** The records and the names of the workplaces to which these ids lead, whatever their files call them. */
export async function listHouseholdRecords(register: Register, ids: readonly string[]): Promise<Known> {
  const workplaces = [...(await listWorkplaceIds(register, ids)).values()].map(({ n }) => n)
  if (workplaces.length === 0) return { records: {}, names: [] }
  const entries = `(select unnest([${workplaces.join(', ')}]::integer[])
    union select n from member where workplace in (select unnest([${workplaces.join(', ')}]::integer[])))`
  const rows = await register.ask<{ source: TableName; record: string }>(
    `select source, row || ' ' || dataSet as record from sighting where n in ${entries} order by 1, 2`
  )
  const named = await register.ask<{ name: string }>(
    `select distinct unnest([name, legal, identifier]) as name from entry where n in ${entries} order by 1 nulls last`
  )
  const records = Object.fromEntries(
    [...Map.groupBy(rows, ({ source }) => source)].map(([source, own]) => [source, own.map(({ record }) => record)])
  )
  return { records, names: named.flatMap(({ name }) => name ?? []) }
}
