import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openTable, stageFile } from '../evidence/file.store.ts'
import { demandSent, scratchFolder } from '../evidence/place.store.ts'
import { file, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { scaleOf, shapeOfFile, shippedVintage } from './ilostat.rules.ts'
import {
  type Change,
  compareVintages,
  deleteVintage,
  hasValues,
  insertVintage,
  listVintages,
  readDictionary,
  removeVintageFolder,
  type Vintage,
  vintageFolder,
  writeVintage
} from './ilostat.store.ts'

const Made = z.object({ id: z.guid() })
const Kept = z.custom<Vintage & { there: boolean }>()

/** Reads a file of ILOSTAT into a vintage of its own, before the transaction that notes it. */
async function stageVintage({ portal, inspectorate }: ReadScope, sent: { path: string; name: string }) {
  demandSent(portal.folder, { ...sent, bytes: 0 })
  const table = await openTable(sent.path)
  const found = shapeOfFile(table.header)
  if ('lacking' in found) throw new Problem('ilostat-shape', { file: sent.name, columns: found.lacking.join(', ') })
  const id = newId()
  const target = vintageFolder(portal.folder, inspectorate, id)
  const scratch = await mkdtemp(join(scratchFolder(portal.folder), 'ilostat-'))
  try {
    const staged = await stageFile(sent.path, table, scratch)
    const written = await writeVintage(staged, table, found.shape, target, scaleOf)
    if (written.accepted === 0) throw new Problem('ilostat-nothing', { file: sent.name })
    return { id, hash: staged.sha256, bytes: staged.bytes, rows: staged.rows, ...written }
  } catch (error) {
    await removeVintageFolder(target)
    throw error
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/**
 * Takes a file of ILOSTAT: bulk download, a table by code, or SDMX-CSV. It stands beside the vintages that are there;
 * the same file is taken once.
 */
export const importIlostat = write({
  name: 'ilostat.import',
  input: { file, name: text(200) },
  output: Made,
  may: 'evidence.import',
  prepare: (scope, input) => stageVintage(scope, input.file[0]),
  async run({ tx, portal, inspectorate, actor, now, about, prepared }, { file: [sent], name }) {
    const { id, hash, bytes, rows, accepted, content } = prepared
    const same = (await listVintages(tx)).find((one) => one.file_hash === hash)
    if (same) {
      await removeVintageFolder(vintageFolder(portal.folder, inspectorate, id))
      throw new Problem('file-seen-before', { dataSet: same.name, date: Date.parse(same.at) })
    }
    const kept = {
      id,
      name: name || sent.name,
      file_name: sent.name,
      file_hash: hash,
      bytes,
      rows_read: rows,
      accepted,
      content
    }
    await insertVintage(tx, { ...kept, person: actor.person, at: now })
    about({ data: { vintage: id, file: sent.name, rows, accepted } })
    return { id }
  }
})

/** Removes a vintage with its values. */
export const removeVintage = write({
  name: 'ilostat.remove',
  input: { id: reference('ilostat_vintage', { needed: true }) },
  output: Made,
  may: 'evidence.import',
  async run({ tx, portal, inspectorate, about, afterwards }, { id }) {
    const found = (await listVintages(tx)).find((one) => one.id === id)
    if (!found) throw new Problem('not-found')
    await deleteVintage(tx, id)
    about({ data: { vintage: id, file: found.file_name } })
    afterwards(() => void removeVintageFolder(vintageFolder(portal.folder, inspectorate, id)))
    return { id }
  }
})

/** The vintages of ILOSTAT that were brought, newest first; `there` says whether their values can be read. */
export const readVintages = read({
  name: 'ilostat.vintages',
  input: {},
  output: z.array(Kept),
  may: 'evidence.read',
  async run({ database, portal, inspectorate }) {
    const all = await listVintages(database)
    return all.map((one) => ({ ...one, there: hasValues(portal.folder, inspectorate, one.id) }))
  }
})

/** What differs in one indicator between two vintages; `before` is an id, or that of what ships with the portal. */
export const readVintageChanges = read({
  name: 'ilostat.compare',
  input: {
    before: text(60, { needed: true }),
    after: text(60, { needed: true }),
    indicator: text(60, { needed: true })
  },
  output: z.object({
    label: z.string(),
    same: z.number(),
    changed: z.number(),
    came: z.number(),
    went: z.number(),
    changes: z.array(z.custom<Change>())
  }),
  may: 'evidence.read',
  async run({ database, portal, inspectorate }, { before, after, indicator }) {
    const brought = (await listVintages(database)).filter(({ id }) => hasValues(portal.folder, inspectorate, id))
    const known = [shippedVintage, ...brought.map(({ id }) => id)]
    if (!known.includes(before) || !known.includes(after)) throw new Problem('not-found')
    const compared = await compareVintages({ folder: portal.folder, inspectorate }, [before, after], indicator)
    return { label: readDictionary().get('indicator')?.get(indicator) ?? indicator, ...compared }
  }
})
