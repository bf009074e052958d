import { z } from 'zod'
import { reference, references } from '../kernel/field.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { nameOf } from './import.operations.ts'
import { removeUpload } from './place.store.ts'
import { deleteUpload, findUpload, findVersion } from './register.store.ts'
import { getUpload } from './upload.operations.ts'

/** Files that were sent and are not wanted after all. */

/** Puts a file away that was not imported. */
export const giveUpFile = write({
  name: 'evidence.give-up',
  input: { upload: reference('upload', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'evidence.import',
  async run({ tx, portal, about, afterwards }, { upload: id }) {
    const upload = getUpload(await findUpload(tx, id))
    const begun = await findVersion(tx, id)
    if (begun?.state === 'waiting') throw new Problem('import-running', { name: await nameOf(tx, begun) })
    await deleteUpload(tx, id)
    about({ data: { upload: id, file: upload.file_name } })
    afterwards(() => void removeUpload(portal.folder, id))
    return { id }
  }
})

/** Puts several files away that were not imported; those that are being imported at the moment stay. */
export const giveUpFiles = write({
  name: 'evidence.give-up-many',
  input: { uploads: references('upload') },
  output: z.object({ ids: z.array(z.guid()) }),
  may: 'evidence.import',
  async run({ tx, portal, about, afterwards }, { uploads }) {
    const ids: string[] = []
    for (const id of uploads) {
      const begun = await findVersion(tx, id)
      if (begun?.state === 'waiting' || !(await findUpload(tx, id))) continue
      await deleteUpload(tx, id)
      ids.push(id)
    }
    about({ data: { uploads: ids } })
    afterwards(() => {
      for (const id of ids) void removeUpload(portal.folder, id)
    })
    return { ids }
  }
})
