import type { DataSet, Version } from '../evidence/register.rules.ts'
import { listDataSets, listVersions } from '../evidence/register.store.ts'
import type { Reader } from '../kernel/database.ts'

/** The data sets and all their versions, as they are now. */
export async function readRegister(database: Reader): Promise<{ dataSets: DataSet[]; versions: Version[] }> {
  return { dataSets: await listDataSets(database), versions: await listVersions(database) }
}
