import { chmod, copyFile, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Actor } from '../kernel/access.ts'
import type { SentFile } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { bringList } from './code-list.operations.ts'
import type { ListKind } from './code-list.rules.ts'
import type { FreshAnswer, FreshColumn } from './fresh.rules.ts'
import { giveUpFile } from './give-up.operations.ts'
import { importEvidence } from './import.operations.ts'
import { type LostColumn, lostToDecide } from './lost.rules.ts'
import { mappedColumns } from './mapping.rules.ts'
import { datesToDecide, formOfMapping } from './mapping-form.rules.ts'
import { listEvidence, readDataSet } from './operations.ts'
import { readOutgoing } from './outgoing.operations.ts'
import type { Outgoing } from './outgoing.rules.ts'
import { scratchFolder } from './place.store.ts'
import { type CaseOrigin, type Description, type Joining, proposeJoining } from './register.rules.ts'
import type { DateNotation, ImportResult, Mapping } from './rules.ts'
import { readUpload, receiveFile } from './upload.operations.ts'

export type ImportOrder = Partial<Omit<Description, 'case_origin'>> & {
  file: string
  case_origin: CaseOrigin
  /** A data set that is there and whose next version the file is. */
  data_set?: string
  /** The data set of whose records its rows are findings, instead of the one that is proposed. */
  joined_to?: string
  /** How it joins that data set, instead of how is proposed. */
  joins?: Joining
  /** Instead of the mapping that is proposed. */
  mapping?: Mapping
  /** How its dates are written, instead of how they look. */
  dates?: DateNotation
  /** What becomes of columns that the data set's files did not have before, instead of a refusal. */
  fresh?: FreshAnswer
  /** Whether the file is taken though it lacks columns that the files before had. */
  lacking?: boolean
  /** Told how the file is read before anything of it is imported; what it throws stops the import. */
  agree?(reading: AgreedReading): void
  /** The sheet of a workbook; without it the largest is read, and with it those of the same columns. */
  sheet?: string
  /** Names in it are invented for the demonstration. */
  example?: boolean
}

/** How a file is read: which columns fill what, which are not used, and what nobody has said of its dates. */
export type AgreedReading = {
  mapping: Mapping
  unused: string[]
  /** Columns that the data set's files did not have before. */
  fresh: FreshColumn[]
  /** Columns that they had and this file lacks. */
  lost: readonly LostColumn[]
  /** Columns of dates that no field takes; and whether day and month could stand the other way round. */
  dates: ReturnType<typeof datesToDecide>
  /** Of the records that the file takes out by its period, those that it does not hold. */
  outgoing: Outgoing | null
  /** The data set of whose records its rows are findings, and how many of them name one that is there. */
  owner: Awaited<ReturnType<(typeof readUpload)['run']>>['owner']
}

export type ImportOutcome = {
  dataSet: string
  version: string
  state: string
  result: Partial<ImportResult>
  problem: { code: string; values: Record<string, string | number> } | null
  file_name: string
  /** Of further sheets of the workbook, which were added. */
  further: ImportOutcome[]
}

type Means = {
  performer: Performer
  folder: string
  finish(inspectorate: string, version: string): Promise<void>
}

async function receive({ performer, folder }: Means, actor: Actor, order: ImportOrder): Promise<string[]> {
  const { result } = await lend(folder, order.file, (file) =>
    performer.carryOut(receiveFile, actor, {
      file: [file],
      data_set: order.data_set ?? null,
      sheet: order.sheet ?? ''
    })
  )
  return result.ids
}

/** Lends a copy of a file of this machine, which lies where a form's file would. What is refused does not stay there. */
async function lend<Answer>(folder: string, from: string, use: (sent: SentFile) => Promise<Answer>): Promise<Answer> {
  const path = join(scratchFolder(folder), newId())
  await mkdir(dirname(path), { recursive: true })
  try {
    await copyFile(from, path)
    await chmod(path, 0o600) // a copy has the mode of the file, which its owner may have left open
    return await use({ path, name: basename(from), bytes: (await stat(path)).size })
  } finally {
    await rm(path, { force: true })
  }
}

/**
 * Imports a file of this machine by the same operations as the pages: sent, looked at, mapped, imported. Answers when it is
 * over. A file that is refused waits for nobody: the command is given again.
 */
export async function importFromFile(means: Means, actor: Actor, order: ImportOrder): Promise<ImportOutcome> {
  const { performer } = means
  const { uploads } = await performer.ask(listEvidence, actor, {})
  const [upload = '', ...others] = await receive(means, actor, order)
  const { proposal, inspected, owner, periods } = await performer.ask(readUpload, actor, {
    upload,
    joined_to: order.joined_to ?? ''
  })
  const mapping = order.mapping ?? proposal.mapping
  const used = new Set(mappedColumns(mapping).map(({ column }) => column))
  const unused = inspected.header.filter((column) => !used.has(column))
  const toDecide = datesToDecide({ ...proposal, unused }, inspected.columns)
  const dates = { ...toDecide, unclear: toDecide.unclear && !order.mapping && !order.dates }
  const fresh = order.mapping ? [] : (proposal.fresh ?? [])
  const lost = order.mapping ? [] : lostToDecide(proposal.mapping, proposal.lost)
  // Who brings a mapping has said what becomes of every column.
  const answer = order.mapping ? 'leave' : order.fresh
  const answers = answer ? (proposal.fresh ?? []).map(({ column }, n) => ({ key: String(n + 1), column, answer })) : []
  const { name = '', source = '', licence = '', extracted = '', period = '', note = '' } = order
  const joins = order.joins ?? proposeJoining(inspected.header, mapping)
  const asked = {
    upload,
    others,
    data_set: order.data_set ?? null,
    joined_to: owner?.id ?? null,
    name,
    source,
    licence,
    extracted,
    period,
    note,
    case_origin: order.case_origin,
    example: order.example ?? false,
    joins,
    ...formOfMapping(mapping),
    fresh: answers,
    lacking: order.mapping !== undefined || order.lacking === true,
    ...(order.dates ? { dates: order.dates } : {})
  }
  const begin = async () => {
    const by = joins === 'period' && order.agree ? (mapping.periodBy ?? periods[0]?.field) : undefined
    const about = { upload, data_set: order.data_set, by, wait: true }
    const outgoing = by && order.data_set ? (await performer.ask(readOutgoing, actor, about)).outgoing : null
    order.agree?.({ mapping, unused, fresh, lost, dates, owner, outgoing })
    return performer.carryOut(importEvidence, actor, asked)
  }
  const started = await begin().catch(async (error: unknown) => {
    for (const one of [upload, ...others])
      if (!uploads.some(({ id }) => id === one)) await performer.carryOut(giveUpFile, actor, { upload: one })
    throw error
  })
  for (const one of [upload, ...others]) await means.finish(actor.inspectorate, one)
  const { versions } = await performer.ask(readDataSet, actor, { data_set: started.result.id })
  const [made, ...further] = [upload, ...others].flatMap((one): ImportOutcome[] => {
    const version = versions.find(({ id }) => id === one)
    if (!version) return []
    const { state, result, problem, file_name } = version
    return [{ dataSet: started.result.id, version: one, state, result, problem, file_name, further: [] }]
  })
  if (!made) throw new Error('an import leaves its version')
  return { ...made, further }
}

/** Takes a list of codes from a file of this machine, as the page does. */
export async function bringListFile(
  { performer, folder }: Pick<Means, 'performer' | 'folder'>,
  actor: Actor,
  kind: ListKind,
  path: string
): Promise<void> {
  await lend(folder, path, (sent) => performer.carryOut(bringList, actor, { kind, file: [sent] }))
}

/** A mapping that was saved as a file. */
export async function readMapping(path: string): Promise<Mapping> {
  return JSON.parse(await readFile(path, 'utf8')) as Mapping
}
