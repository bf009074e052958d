import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type FileFault, faultOf } from '../kernel/checksum.ts'
import type { Reader } from '../kernel/database.ts'
import { versionFolder } from './place.store.ts'
import { chainOf, type Version } from './register.rules.ts'
import { listDataSets, listVersions } from './register.store.ts'

/** Whether the files of the evidence are still, byte for byte, what was written when they were imported. */

export type DamagedFile = {
  /** Name of the data set. */
  name: string
  /** Whether the version counts, alone or with others; of a former one, the figures know nothing. */
  current: boolean
  /** Where it should lie, below the data folder or the backup. */
  file: string
  fault: FileFault
}

export type EvidenceState = { files: number; damaged: DamagedFile[] }

/** A version's files with their checksums, as far as they are known: earlier portals kept that of the original alone. */
function filesOf({ result, file_hash }: Version): Map<string, string | undefined> {
  const tables = (result.tables ?? []).map((table) => [`${table}.parquet`, undefined] as const)
  return new Map([...tables, ['original', file_hash], ...Object.entries(result.files ?? {})])
}

/** Reads every file of every imported version of an inspectorate, in the data folder or in a backup of it. */
export async function checkFiles(database: Reader, inspectorate: string, folder: string): Promise<EvidenceState> {
  const dataSets = await listDataSets(database)
  const versions = (await listVersions(database)).filter(({ state }) => state === 'done')
  const state: EvidenceState = { files: 0, damaged: [] }
  for (const version of versions) {
    const dataSet = dataSets.find(({ id }) => id === version.data_set)
    if (!dataSet) continue
    const current = chainOf(dataSet.current_version, versions).some((link) => link.version === version)
    for (const [name, expected] of filesOf(version)) {
      const file = versionFolder('', inspectorate, dataSet.id, join(version.id, name))
      const path = join(folder, file)
      const fault = expected ? await faultOf(path, expected) : existsSync(path) ? undefined : 'missing'
      if (fault) state.damaged.push({ name: dataSet.name, current, file, fault })
      state.files += 1
    }
  }
  return state
}
