import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { type Comparison, compareStates } from './comparison.store.ts'
import { partsOf } from './part.store.ts'
import { versionFolder } from './place.store.ts'
import { chainOf } from './register.rules.ts'
import { findDataSet, listVersions } from './register.store.ts'

/**
 * What going back to a former version would change: the state that a version ended, with what it was added to, beside what
 * counts at present. Records are told apart by their number, or by all that they say.
 */
export const compareVersions = read({
  name: 'evidence.compare',
  input: {
    data_set: reference('data_set', { needed: true }),
    version: reference('data_set_version', { needed: true })
  },
  output: z.custom<Comparison>((value) => typeof value === 'object'),
  may: 'evidence.import',
  async run({ database, portal, inspectorate }, { data_set, version: wanted }) {
    const dataSet = await findDataSet(database, data_set)
    const versions = await listVersions(database, data_set)
    const version = versions.find(({ id }) => id === wanted)
    const current = versions.find(({ id }) => id === dataSet?.current_version)
    if (!dataSet || version?.state !== 'done' || !current) throw new Problem('not-found')
    const { table } = current.mapping
    if (version.mapping.table !== table) throw new Problem('not-found')
    const folderOf = (id: string) => versionFolder(portal.folder, inspectorate, data_set, id)
    const partsAt = (id: string) => partsOf(chainOf(id, versions), folderOf)
    // Rows without a number of their own are known by their lines, which the next file may well number otherwise.
    const numbered = [...chainOf(version.id, versions), ...chainOf(current.id, versions)].every(
      (link) => link.version.mapping.fields.record
    )
    return compareStates(partsAt(version.id), partsAt(current.id), table, numbered)
  }
})
