import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { lendOriginal, versionFolder } from './place.store.ts'
import { chainOf } from './register.rules.ts'
import { insertVersion, listVersions, lockDataSet } from './register.store.ts'

/**
 * Reads the files that count of a data set again, under their own mappings and by the lists of today: new versions take the place
 * of theirs, one after another, and the former can be put back.
 */
export const applyLists = write({
  name: 'evidence.apply-lists',
  input: { data_set: reference('data_set', { needed: true }) },
  output: z.object({ id: z.guid(), version: z.guid() }),
  may: 'evidence.import',
  async run({ tx, portal, inspectorate, actor, now, about, afterwards }, { data_set }) {
    const found = await lockDataSet(tx, data_set)
    if (!found?.current_version) throw new Problem('not-found')
    const versions = await listVersions(tx, data_set)
    if (versions.some(({ state }) => state === 'waiting')) throw new Problem('import-running', { name: found.name })
    const counting = chainOf(found.current_version, versions).map(({ version }) => version)
    const made: { id: string; bytes: number; of: string }[] = []
    for (const version of counting.reverse()) {
      const { file_name, file_hash, bytes, mapping, reading } = version
      const id = newId()
      await lendOriginal(versionFolder(portal.folder, inspectorate, data_set, version.id), portal.folder, id)
      await insertVersion(tx, {
        id,
        data_set,
        file_name,
        file_hash,
        bytes,
        mapping,
        reading,
        person_id: actor.person,
        at: now,
        joins: made.length === 0 ? 'replace' : version.joins,
        follows: made.at(-1)?.id ?? found.current_version
      })
      made.push({ id, bytes, of: version.id })
    }
    about({ data: { dataSet: data_set, name: found.name, versions: made.map(({ id, of }) => ({ version: id, of })) } })
    afterwards(() => {
      for (const { id, bytes } of made) portal.imports.start(inspectorate, id, bytes)
    })
    return { id: data_set, version: made.at(-1)?.id ?? '' }
  }
})
