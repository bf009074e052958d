import type { ReadScope } from '../kernel/operation.ts'
import { listSettings } from './decision.store.ts'
import { type HouseholdRecords, type Known, listHouseholdRecords } from './household.store.ts'

/**
 * What people called a household, beside what sources call so: its records and its names, which are those of a person. While
 * the register is made anew nobody can say which records are of it: all are then withheld from those who may not read names of
 * persons.
 */
export async function knownHouseholds(
  scope: Pick<ReadScope, 'database' | 'portal' | 'inspectorate' | 'may'>
): Promise<Known> {
  const { database, portal, inspectorate, may } = scope
  const said = (await listSettings(database)).filter(({ setting }) => setting === 'household')
  const ids = said.map(({ id }) => id)
  if (ids.length === 0) return { records: {}, names: [] }
  const names = said.map(({ name }) => name)
  const { register } = await portal.registers.read(inspectorate)
  if (register?.version === (await portal.facts.version(inspectorate))) {
    const found = await listHouseholdRecords(register, ids)
    return { ...found, names: [...names, ...found.names] }
  }
  return { records: may('workplace.read-persons') ? {} : 'unknown', names }
}

/** The records alone. */
export async function readHouseholdRecords(scope: Parameters<typeof knownHouseholds>[0]): Promise<HouseholdRecords> {
  return (await knownHouseholds(scope)).records
}
