import { z } from 'zod'
import { reference, text, yes } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { proposalFor } from './agreed.rules.ts'
import type { Outgoing } from './outgoing.rules.ts'
import { findOutgoing } from './outgoing.store.ts'
import { demandUpload, scratchFolder, uploadFile, versionFolder } from './place.store.ts'
import { chainOf } from './register.rules.ts'
import { findUpload, listDataSets, listVersions } from './register.store.ts'
import { fieldOf } from './table.rules.ts'
import { getUpload } from './upload.operations.ts'

const answered = new Map<string, Promise<Outgoing | undefined>>()
const mostKept = 50
/** A file up to this size is read whole while its page is waited for; a larger one when somebody asks for it. */
const readAtOnce = 50 * 1024 * 1024

/**
 * Of the records that a file that waits would take out of a data set by its period: how many, how many of them the file does not hold,
 * and which. Nothing where it has no days by that date, or where it is large and nobody asked to `wait`.
 */
export const readOutgoing = read({
  name: 'evidence.outgoing',
  input: {
    upload: reference('upload', { needed: true }),
    data_set: reference('data_set', { needed: true }),
    /** By which of its dates. */
    by: text(40, { needed: true }),
    wait: yes
  },
  output: z.object({
    file_name: z.string(),
    name: z.string(),
    table: z.string(),
    outgoing: z.custom<Outgoing>().nullable()
  }),
  may: 'evidence.import',
  async run({ database, portal, inspectorate }, { upload: id, data_set, by, wait }) {
    const { file_name, bytes, inspection } = getUpload(await findUpload(database, id))
    const own = (await listDataSets(database)).find((one) => one.id === data_set)
    const { mapping } = proposalFor(inspection, own?.mapping.table, own?.mapping) ?? inspection.proposal
    const field = fieldOf(mapping.table, by)
    const told = { file_name, name: own?.name ?? '', table: mapping.table }
    if (!own || field?.type !== 'date' || (bytes > readAtOnce && !wait)) return { ...told, outgoing: null }
    demandUpload(portal.folder, id)
    const { encoding, delimiter, quote, sheet, headerLine, headerLines } = inspection.inspected
    const reading = { encoding, delimiter, quote, ...(sheet ? { sheet } : {}), headerLine, headerLines }
    const key = JSON.stringify([id, own.current_version, by, mapping, reading])
    const found =
      answered.get(key) ??
      findOutgoing(
        {
          file: uploadFile(portal.folder, id),
          reading: reading as Partial<typeof inspection.inspected>,
          scratch: scratchFolder(portal.folder),
          mapping,
          chain: chainOf(own.current_version, await listVersions(database, data_set)),
          folderOf: (version) => versionFolder(portal.folder, inspectorate, data_set, version)
        },
        field.name
      )
    if (answered.size >= mostKept) answered.clear()
    answered.set(key, found)
    found.catch(() => answered.delete(key))
    return { ...told, outgoing: (await found) ?? null }
  }
})
