import { copyFile, mkdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Actor } from '../kernel/access.ts'
import { newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { readDataSet } from './operations.ts'
import type { CaseOrigin, Description } from './register.rules.ts'
import type { ImportResult, Mapping } from './rules.ts'
import { readUpload, receiveFile } from './upload.operations.ts'

export type ImportOrder = Partial<Omit<Description, 'case_origin'>> & {
  file: string
  case_origin: CaseOrigin
  /** A data set that is there and whose next version the file is. */
  data_set?: string
  /** Instead of the mapping that is proposed. */
  mapping?: Mapping
  /** Names in it are invented for the demonstration. */
  example?: boolean
}

export type ImportOutcome = {
  dataSet: string
  version: string
  state: string
  result: Partial<ImportResult>
  problem: { code: string; values: Record<string, string | number> } | null
}

/**
 * Imports a file of this machine by the same operations as the pages: sent, looked at, mapped, imported. Answers when it is
 * over.
 */
export async function importFromFile(
  means: { performer: Performer; folder: string; finish(inspectorate: string, version: string): Promise<void> },
  actor: Actor,
  order: ImportOrder
): Promise<ImportOutcome> {
  const incoming = join(means.folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  const path = join(incoming, newId())
  await copyFile(order.file, path)
  const sent = { path, name: basename(order.file), bytes: (await stat(path)).size }
  const received = await means.performer.carryOut(receiveFile, actor, { file: sent, data_set: order.data_set ?? null })
  const upload = await means.performer.ask(readUpload, actor, { upload: received.result.id })
  const mapping = order.mapping ?? upload.proposal.mapping
  const { name = '', source = '', licence = '', extracted = '', period = '', note = '' } = order
  const started = await means.performer.carryOut(importEvidence, actor, {
    upload: received.result.id,
    data_set: order.data_set ?? null,
    name,
    source,
    licence,
    extracted,
    period,
    note,
    case_origin: order.case_origin,
    example: order.example ?? false,
    ...formOfMapping(mapping)
  })
  await means.finish(actor.inspectorate, started.result.version)
  const { versions } = await means.performer.ask(readDataSet, actor, { data_set: started.result.id })
  const made = versions.find(({ id }) => id === started.result.version)
  if (!made) throw new Error('an import leaves its version')
  return { dataSet: started.result.id, version: made.id, state: made.state, result: made.result, problem: made.problem }
}

/** A mapping that was saved as a file. */
export async function readMapping(path: string): Promise<Mapping> {
  return JSON.parse(await readFile(path, 'utf8')) as Mapping
}
