import { copyFile, mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { inspectFile, type Look } from './file.store.ts'
import { listOwners, lookAt } from './owner.store.ts'
import { scratchFolder, uploadFile, versionFolder } from './place.store.ts'
import { type Version, withoutValues } from './register.rules.ts'
import { findDataSet, findVersion, insertUpload, listVersions } from './register.store.ts'
import { proposalsFor } from './upload.operations.ts'

/** The latest version of a data set, of which the file that was sent can be read once more. */
async function latestOf({ database }: Pick<ReadScope, 'database'>, id: string): Promise<Version> {
  const version = await findVersion(database, id)
  const dataSet = version && (await findDataSet(database, version.data_set))
  if (version?.state !== 'done' || dataSet?.current_version !== id) throw new Problem('not-found')
  if ((await listVersions(database, dataSet.id)).some(({ state }) => state === 'waiting'))
    throw new Problem('import-running', { name: dataSet.name })
  return version
}

/**
 * Takes the file of the version that counts last once more, to be read under another mapping: what comes of it takes the place
 * of that version. Until then that version counts.
 */
export const readAgain = write({
  name: 'evidence.read-again',
  input: { version: reference('data_set_version', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'evidence.import',
  async prepare(scope, { version: id }) {
    const { portal, inspectorate } = scope
    const version = await latestOf(scope, id)
    const original = join(versionFolder(portal.folder, inspectorate, version.data_set, id), 'original')
    const upload = newId()
    const place = uploadFile(portal.folder, upload)
    await mkdir(dirname(place), { recursive: true })
    await copyFile(original, place).catch(() => {
      throw new Problem('upload-gone')
    })
    const owners = await listOwners(scope.database, { folder: portal.folder, inspectorate })
    const look = (asked: Look) => inspectFile(place, version.reading, scratchFolder(portal.folder), asked)
    return { upload, ...(await lookAt(owners, look)) }
  },
  async run({ tx, portal, actor, now, about, prepared }, { version: id }) {
    const { upload, inspection, owned, among } = prepared
    const version = await findVersion(tx, id)
    if (!version) throw new Problem('not-found')
    const proposed = await proposalsFor(tx, portal, inspection, version.data_set)
    const content = {
      ...{ inspected: withoutValues(inspection), ...proposed, owned, among },
      ...{ data_set: version.data_set, instead: id }
    }
    const { file_name, bytes } = version
    await insertUpload(tx, { id: upload, file_name, bytes, content, person: actor.person, at: now })
    about({ data: { dataSet: version.data_set, version: id, upload, file: file_name } })
    return { id: upload }
  }
})
