import { z } from 'zod'
import type { Transaction } from '../kernel/database.ts'
import { choice, files, number, reference, references, type SentFile, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { proposalFor, teachingMappings } from './agreed.rules.ts'
import { inspectFile } from './file.store.ts'
import { mostHeadingLines } from './heading.rules.ts'
import { demandNew, leftOutOf, nameOf } from './import.operations.ts'
import { finish, type Proposal, proposeMapping } from './mapping.rules.ts'
import { countReplaced, partsOf } from './part.store.ts'
import {
  demandSent,
  demandUpload,
  keepUpload,
  removeUpload,
  scratchFolder,
  uploadFile,
  versionFolder
} from './place.store.ts'
import {
  chainOf,
  haveSameColumns,
  type Inspected,
  type Upload,
  type UploadContent,
  withoutValues
} from './register.rules.ts'
import {
  deleteUpload,
  findDataSet,
  findSameFile,
  findUpload,
  findUploadOf,
  findVersion,
  insertUpload,
  listDataSets,
  listUploads,
  listVersions,
  updateUpload
} from './register.store.ts'
import { type FileInspection, type Mapping, plainNotation, type Reading, type Replaced } from './rules.ts'
import { daysOf, type TableName, tableNames, tables } from './table.rules.ts'

/** Files that were sent and wait until a person has agreed how they are read. */

const Made = z.object({ id: z.guid() })

export const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const
export const quotes = { double: '"', single: "'" } as const
/** Encodings that are offered; the file's own wins where it is another. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1251',
  'windows-1256',
  'big5',
  'gb18030',
  'shift_jis',
  'euc-kr'
] as const

/** What is proposed for a file by its own columns and those of other data sets, for the likeliest table and for every other. */
export async function proposalsFor(
  tx: Transaction,
  { columns }: FileInspection,
  except?: string
): Promise<Pick<UploadContent, 'proposal' | 'others'>> {
  const others = (await listDataSets(tx)).filter(({ id }) => id !== except)
  const known = teachingMappings(others, await listVersions(tx))
  const proposal = proposeMapping(columns, known)
  const further = tableNames.filter((table) => table !== proposal.mapping.table)
  return { proposal, others: further.map((table) => proposeMapping(columns, known, table)) }
}

/**
 * Takes over files that were sent and looks at them; one that waits already waits once. Where one cannot be read as a table
 * or was imported before, all are refused, and nothing of them is kept. Answers the first of them, and all.
 */
export const receiveFile = write({
  name: 'evidence.receive',
  input: { file: files, data_set: reference('data_set') },
  output: Made.extend({ ids: z.array(z.guid()) }),
  may: 'evidence.import',
  async prepare({ portal, inspectorate }, input) {
    for (const sent of input.file) demandSent(portal.folder, sent)
    const inspected: { sent: SentFile; inspection: FileInspection }[] = []
    for (const sent of input.file) {
      const look = () => inspectFile(sent.path, {}, scratchFolder(portal.folder))
      inspected.push({ sent, inspection: await named(look, sent, input.file) })
    }
    return { inspected, leftOut: await leftOutOf(portal, inspectorate) }
  },
  async run({ tx, portal, actor, now, about, prepared }, { file: all, data_set }) {
    const { inspected, leftOut } = prepared
    if (data_set && !(await findDataSet(tx, data_set))) throw new Problem('not-found')
    const sending = newId()
    const taken: { id: string; sent: SentFile; rows: number }[] = []
    for (const { sent, inspection } of inspected) {
      await named(async () => demandNew(await findSameFile(tx, inspection.sha256), leftOut), sent, all)
      const proposed = await proposalsFor(tx, inspection)
      const waiting = await findUploadOf(tx, inspection.sha256)
      const id = waiting?.id ?? newId()
      const content = { inspected: withoutValues(inspection), ...proposed, data_set, sending }
      if (waiting) await updateUpload(tx, id, content)
      else
        await insertUpload(tx, { id, file_name: sent.name, bytes: sent.bytes, content, person: actor.person, at: now })
      taken.push({ id, sent, rows: inspection.rows })
    }
    about({
      data: { uploads: taken.map(({ id, sent, rows }) => ({ upload: id, file: sent.name, bytes: sent.bytes, rows })) }
    })
    for (const { id, sent } of taken) await keepUpload(portal.folder, sent, id)
    const ids = [...new Set(taken.map(({ id }) => id))]
    return { id: ids[0] ?? '', ids }
  }
})

/** Of several files the one that is refused is named. */
async function named<Answer>(
  work: () => Promise<Answer>,
  { name }: SentFile,
  all: readonly SentFile[]
): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Problem) || all.length === 1) throw error
    throw new Problem(error.code, error.values, [{ field: 'file', code: 'one-of-files', values: { file: name } }])
  }
}

/** Reads a file that waits in another way: another encoding, another delimiter. */
export const rereadFile = write({
  name: 'evidence.reread',
  input: {
    upload: reference('upload', { needed: true }),
    encoding: text(40, { needed: true }),
    delimiter: choice(['comma', 'semicolon', 'tab', 'bar'], { needed: true }),
    quote: choice(['double', 'single'], { needed: true }),
    sheet: text(100),
    /** The line on which the names of the columns stand; 0 where there are none, found by itself where it is empty. */
    header_line: number({ whole: true, min: 0, max: 1000 }),
    /** On how many lines they stand; found by itself where it is empty. */
    header_lines: number({ whole: true, min: 1, max: mostHeadingLines })
  },
  output: Made,
  may: 'evidence.import',
  async prepare(
    { portal },
    { upload, encoding, delimiter, quote, sheet, header_line, header_lines }
  ): Promise<FileInspection> {
    const reading: Reading = {
      encoding,
      delimiter: delimiters[delimiter],
      quote: quotes[quote],
      ...(sheet ? { sheet } : {}),
      ...(header_line === null ? {} : { headerLine: header_line }),
      ...(header_lines === null ? {} : { headerLines: header_lines })
    }
    demandUpload(portal.folder, upload)
    return inspectFile(uploadFile(portal.folder, upload), reading, scratchFolder(portal.folder))
  },
  async run({ tx, about, prepared }, { upload: id }) {
    const upload = getUpload(await findUpload(tx, id))
    const { data_set, sending, instead } = upload.inspection
    const proposed = await proposalsFor(tx, prepared, instead && data_set ? data_set : undefined)
    await updateUpload(tx, id, { inspected: withoutValues(prepared), ...proposed, data_set, sending, instead })
    about({ data: { upload: id, encoding: prepared.encoding, delimiter: prepared.delimiter } })
    return { id }
  }
})

function getUpload(found: Upload | undefined): Upload {
  if (!found) throw new Problem('upload-gone')
  return found
}

/** Puts a file away that was not imported. */
export const giveUpFile = write({
  name: 'evidence.give-up',
  input: { upload: reference('upload', { needed: true }) },
  output: Made,
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

const UploadPage = z.object({
  id: z.guid(),
  file_name: z.string(),
  bytes: z.number(),
  at: z.string(),
  inspected: z.custom<Inspected>(),
  proposal: z.custom<Proposal>(),
  /** The data set into which it goes, if one is said that is there. */
  data_set: z.string().nullable(),
  data_sets: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Its period by each of its dates, and how many records that are there lie in it. */
  periods: z.array(z.object({ field: z.string(), from: z.string(), to: z.string(), gone: z.number() })),
  /** The version that it takes the place of: its file is read once more. */
  instead: z.string().nullable(),
  /** Other files that wait and have the same columns, in the order of their names; `together`: sent in one go with it. */
  alike: z.array(z.object({ id: z.string(), file_name: z.string(), rows: z.number(), together: z.boolean() }))
})

/** A file that an earlier portal took proposes nothing for a table that was not the likeliest. */
function nothingProposed({ columns }: Inspected, table: TableName = 'cases'): Proposal {
  return finish({ table, fields: {}, findings: [], constants: {}, notation: plainNotation }, [], columns)
}

/** The first and the last day of a file by each of its dates, those first by which records are counted. */
function periodsOf({ table, fields }: Mapping, { columns }: Inspected): Replaced[] {
  const dates = tables[table].filter(({ type }) => type === 'date').map(({ name }) => name)
  return [...new Set([...daysOf(table), ...dates])].flatMap((by) => {
    const extent = columns.find(({ name }) => name === fields[by]?.column)?.extent
    return extent ? [{ by, ...extent }] : []
  })
}

/** A file that waits: what was found in it, what is proposed for it, and the data sets that could take it. */
export const readUpload = read({
  name: 'evidence.upload',
  input: {
    upload: reference('upload', { needed: true }),
    /** Into which data set it goes: the one it was sent for, unless another is said, or `new`. */
    into: text(40),
    table: { type: 'choice', options: tableNames } as const
  },
  output: UploadPage,
  may: 'evidence.import',
  async run({ database, portal, inspectorate }, { upload: id, into, table }) {
    const { file_name, bytes, at, inspection } = getUpload(await findUpload(database, id))
    const { inspected, data_set: sentFor } = inspection
    const all = await listDataSets(database)
    const own = all.find((one) => one.id === (into || sentFor))
    const wanted = table || undefined
    const proposal =
      proposalFor(inspection, wanted, inspection.instead ? undefined : own?.mapping) ??
      nothingProposed(inspected, wanted)
    const counting = own ? chainOf(own.current_version, await listVersions(database, own.id)) : []
    const parts = partsOf(counting, (one) => versionFolder(portal.folder, inspectorate, own?.id ?? '', one))
    const periods: z.infer<typeof UploadPage>['periods'] = []
    for (const period of own ? periodsOf(proposal.mapping, inspected) : [])
      periods.push({
        field: period.by,
        from: period.from,
        to: period.to,
        gone: (await countReplaced(parts, period)).gone
      })
    const begun = new Set((await listVersions(database)).map((version) => version.id))
    const alike = (await listUploads(database)).filter(
      (other) => other.id !== id && !begun.has(other.id) && haveSameColumns(other.inspection, inspection)
    )
    return {
      id,
      file_name,
      bytes,
      at,
      inspected,
      proposal,
      data_set: own?.id ?? null,
      instead: inspection.instead ?? null,
      periods,
      data_sets: all.map(({ id, name }) => ({ id, name })),
      alike: alike
        .map((other) => ({
          id: other.id,
          file_name: other.file_name,
          rows: other.inspection.inspected.rows,
          together: inspection.sending !== undefined && other.inspection.sending === inspection.sending
        }))
        .sort((one, other) => one.file_name.localeCompare(other.file_name, 'en', { numeric: true }))
    }
  }
})
