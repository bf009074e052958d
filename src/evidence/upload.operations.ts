import { z } from 'zod'
import type { Reader, Transaction } from '../kernel/database.ts'
import { choice, files, number, reference, type SentFile, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { proposalFor, teachingMappings } from './agreed.rules.ts'
import { readOwnLists } from './code-list.store.ts'
import { inspectFile } from './file.store.ts'
import { mostHeadingLines } from './heading.rules.ts'
import { demandNew, leftOutOf } from './import.operations.ts'
import { broughtRegions } from './list-table.store.ts'
import { finish, type Proposal, proposeMapping } from './mapping.rules.ts'
import { type Owned, proposedOwner } from './owner.rules.ts'
import { findAfter, isAmong, type Looked, listOwners, lookAt } from './owner.store.ts'
import { countReplaced, partsOf } from './part.store.ts'
import { demandSent, demandUpload, keepUpload, scratchFolder, uploadFile, versionFolder } from './place.store.ts'
import { indexRegions } from './region.rules.ts'
import { withRegions } from './region-field.rules.ts'
import {
  chainOf,
  haveSameColumns,
  type Inspected,
  type Upload,
  type UploadContent,
  withoutValues
} from './register.rules.ts'
import {
  findDataSet,
  findSameFile,
  findUpload,
  findUploadOf,
  insertUpload,
  listDataSets,
  listUploads,
  listVersions,
  readCountryCode,
  updateUpload
} from './register.store.ts'
import { type FileInspection, type Mapping, plainNotation, type Reading, type Replaced } from './rules.ts'
import { inspectSent } from './sent.store.ts'
import { fileNameOfSheet, fileNameWithoutSheet } from './sheet.rules.ts'
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
  { countryData }: ReadScope['portal'],
  { columns }: FileInspection,
  except?: string
): Promise<Pick<UploadContent, 'proposal' | 'others'>> {
  const others = (await listDataSets(tx)).filter(({ id }) => id !== except)
  const known = teachingMappings(others, await listVersions(tx))
  const { regionNames = [] } = countryData.listsOf(await readCountryCode(tx))
  const brought = (await readOwnLists(tx)).region
  const regions = indexRegions(regionNames, broughtRegions(brought))
  const propose = (wanted?: TableName) => withRegions(proposeMapping(columns, known, wanted), columns, regions)
  const proposal = propose()
  const further = tableNames.filter((table) => table !== proposal.mapping.table)
  return { proposal, others: further.map(propose) }
}

/**
 * Takes over files that were sent and looks at them; one that waits already waits once. Where one cannot be read as a table
 * or was imported before, all are refused, and nothing of them is kept. Answers the first of them, and all.
 */
export const receiveFile = write({
  name: 'evidence.receive',
  input: {
    file: files,
    data_set: reference('data_set'),
    /** Of a workbook; without it the largest is read, and with it those of the same columns. */
    sheet: text(100)
  },
  output: Made.extend({ ids: z.array(z.guid()) }),
  may: 'evidence.import',
  async prepare({ portal, inspectorate, database }, input) {
    for (const sent of input.file) demandSent(portal.folder, sent)
    const leftOut = await leftOutOf(portal, inspectorate)
    const owners = await listOwners(database, { folder: portal.folder, inspectorate })
    const inspected: { sent: SentFile; inspections: Looked[] }[] = []
    for (const sent of input.file) {
      const from = { database, scratch: scratchFolder(portal.folder), leftOut, owners }
      const look = () => inspectSent(from, sent.path, input.sheet)
      inspected.push({ sent, inspections: await named(look, sent, input.file) })
    }
    const after = await findAfter(
      inspected.flatMap(({ sent, inspections }) => inspections.map((one) => ({ ...one, path: sent.path }))),
      scratchFolder(portal.folder)
    )
    return { inspected, leftOut, after }
  },
  async run({ tx, portal, actor, now, about, prepared }, { file: all, data_set }) {
    const { inspected, leftOut, after } = prepared
    if (data_set && !(await findDataSet(tx, data_set))) throw new Problem('not-found')
    const sending = newId()
    const taken: { id: string; sent: SentFile; rows: number }[] = []
    const ids = new Map<FileInspection, string>()
    for (const { inspection } of inspected.flatMap(({ inspections }) => inspections))
      ids.set(inspection, (await findUploadOf(tx, inspection))?.id ?? newId())
    for (const { sent, inspections } of inspected)
      for (const { inspection, owned, among } of inspections) {
        await named(async () => demandNew(await findSameFile(tx, inspection), leftOut), sent, all)
        const proposed = await proposalsFor(tx, portal, inspection)
        const waiting = await findUploadOf(tx, inspection)
        const id = ids.get(inspection) ?? newId()
        const before = after.get(inspection)
        const content = {
          ...{ inspected: withoutValues(inspection), ...proposed, data_set, sending, owned, among },
          after: before && ids.get(before)
        }
        const file_name = calledBy(sent.name, inspection)
        if (waiting) await updateUpload(tx, { id, file_name, content })
        else await insertUpload(tx, { id, file_name, bytes: sent.bytes, content, person: actor.person, at: now })
        taken.push({ id, sent, rows: inspection.rows })
      }
    about({
      data: { uploads: taken.map(({ id, sent, rows }) => ({ upload: id, file: sent.name, bytes: sent.bytes, rows })) }
    })
    for (const [sent, kept] of Map.groupBy(taken, ({ sent }) => sent))
      await keepUpload(portal.folder, sent, [...new Set(kept.map(({ id }) => id))])
    const made = [...new Set(taken.map(({ id }) => id))]
    return { id: made[0] ?? '', ids: made }
  }
})

/** A sheet of several has its name in that of the file. */
const calledBy = (file: string, { sheet, sheets }: Pick<FileInspection, 'sheet' | 'sheets'>) =>
  sheet && sheets.length > 1 ? fileNameOfSheet(file, sheet) : file

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
    /** What is left empty is found by itself. */
    encoding: text(40),
    delimiter: choice(['comma', 'semicolon', 'tab', 'bar']),
    quote: choice(['double', 'single']),
    sheet: text(100),
    /** The first line and the last on which the names of the columns stand; 0 where there are none. */
    header_line: number({ whole: true, min: 0, max: 1000 }),
    header_last: number({ whole: true, min: 0, max: 1000 + mostHeadingLines })
  },
  output: Made,
  may: 'evidence.import',
  async prepare({ portal, inspectorate, database }, given): Promise<Looked> {
    const { upload, encoding, delimiter, quote, sheet } = given
    const reading: Partial<Reading> = {
      ...(encoding ? { encoding } : {}),
      ...(delimiter ? { delimiter: delimiters[delimiter as keyof typeof delimiters] } : {}),
      ...(quote ? { quote: quotes[quote as keyof typeof quotes] } : {}),
      ...(sheet ? { sheet } : {}),
      ...headingOf(given)
    }
    demandUpload(portal.folder, upload)
    const owners = await listOwners(database, { folder: portal.folder, inspectorate })
    const file = uploadFile(portal.folder, upload)
    return lookAt(owners, (look) => inspectFile(file, reading, scratchFolder(portal.folder), look))
  },
  async run({ tx, portal, about, prepared: { inspection: prepared, owned, among } }, { upload: id }) {
    const upload = getUpload(await findUpload(tx, id))
    const { data_set, sending, instead, after, inspected: before } = upload.inspection
    const other = await findUploadOf(tx, prepared)
    if (other && other.id !== id) throw new Problem('sheet-waits', { sheet: prepared.sheet ?? '' })
    const proposed = await proposalsFor(tx, portal, prepared, instead && data_set ? data_set : undefined)
    const content = { inspected: withoutValues(prepared), ...proposed, data_set, sending, instead, owned, among, after }
    const file_name = calledBy(fileNameWithoutSheet(upload.file_name, before.sheet), prepared)
    await updateUpload(tx, { id, file_name, content })
    about({ data: { upload: id, encoding: prepared.encoding, delimiter: prepared.delimiter } })
    return { id }
  }
})

type Heading = { header_line: number | null; header_last: number | null }

/** From which line to which the names of the columns stand, as a reading says it. */
function headingOf({ header_line: first, header_last: last }: Heading): Partial<Reading> {
  if (first === null) return {}
  const lines = last === null || first === 0 ? undefined : last - first + 1
  if (lines !== undefined && (lines < 1 || lines > mostHeadingLines))
    throw new Problem('input-not-valid', { count: 1 }, [
      { field: 'header_last', code: 'heading', values: { most: mostHeadingLines } }
    ])
  return { headerLine: first, ...(lines === undefined ? {} : { headerLines: lines }) }
}

export function getUpload(found: Upload | undefined): Upload {
  if (!found) throw new Problem('upload-gone')
  return found
}

const UploadPage = z.object({
  id: z.guid(),
  file_name: z.string(),
  bytes: z.number(),
  at: z.string(),
  inspected: z.custom<Inspected>(),
  proposal: z.custom<Proposal>(),
  /** Of a workbook: each sheet, the file that waits in which it is read, and the data set that has it already. */
  sheets: z.array(
    z.object({
      name: z.string(),
      rows: z.number(),
      columns: z.number(),
      upload: z.string().nullable(),
      imported: z.string().nullable()
    })
  ),
  /** The data set into which it goes, if one is said that is there. */
  data_set: z.string().nullable(),
  data_sets: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The data sets whose records its rows may belong to; and the one of which they are findings, as far as is known. */
  owners: z.array(z.object({ id: z.string(), name: z.string() })),
  owner: z
    .object({
      id: z.string(),
      name: z.string(),
      column: z.string(),
      /** Rows that were looked at, and those of them that name a record that is there. */
      rows: z.number(),
      found: z.number()
    })
    .nullable(),
  /** The file that waits too and must be imported before, because it holds the records. */
  after: z.object({ id: z.string(), file_name: z.string() }).nullable(),
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

const nameIn = (all: readonly { id: string; name: string }[], id: string) =>
  all.find((one) => one.id === id)?.name ?? ''
const countsOf = ({ column, rows, found }: Owned) => ({ column, rows, found })
const wantsCases = ({ proposal }: UploadContent) => proposal.mapping.table === 'cases'

/** The data sets whose records the rows of a file may belong to, looked for again where these have changed since it was sent. */
async function ownedNow(
  { database, portal, inspectorate }: Pick<ReadScope, 'database' | 'portal' | 'inspectorate'>,
  id: string,
  { inspected, owned = [], among = [] }: UploadContent
): Promise<Owned[]> {
  const owners = await listOwners(database, { folder: portal.folder, inspectorate })
  if (isAmong(owners, among)) return owned.filter((one) => owners.some(({ data_set }) => data_set === one.data_set))
  demandUpload(portal.folder, id)
  const file = uploadFile(portal.folder, id)
  return (await lookAt(owners, (look) => inspectFile(file, inspected, scratchFolder(portal.folder), look))).owned
}

/** A file that waits: what was found in it, what is proposed for it, and the data sets that could take it. */
export const readUpload = read({
  name: 'evidence.upload',
  input: {
    upload: reference('upload', { needed: true }),
    /** Into which data set it goes: the one it was sent for, unless another is said, or `new`. */
    into: text(40),
    /** Of which data set's records its rows are findings, where that is another than is proposed; `none`. */
    joined_to: text(40),
    table: { type: 'choice', options: tableNames } as const
  },
  output: UploadPage,
  may: 'evidence.import',
  async run(scope, { upload: id, into, table, joined_to }) {
    const { database, portal, inspectorate } = scope
    const { file_name, bytes, at, inspection } = getUpload(await findUpload(database, id))
    const { inspected, data_set: sentFor } = inspection
    const all = await listDataSets(database)
    const own = all.find((one) => one.id === (into || sentFor))
    const wanted = table || undefined
    const ofCases = (wanted ?? 'cases') === 'cases' && (!own || own.joined_to)
    const owned = ofCases ? await ownedNow(scope, id, inspection) : []
    const likely = own
      ? own.joined_to
      : joined_to || (wantsCases(inspection) ? proposedOwner(owned)?.data_set : undefined)
    const owner = owned.find(({ data_set }) => data_set === likely)
    const proposal =
      proposalFor(inspection, wanted, inspection.instead ? undefined : own?.mapping, owner) ??
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
    const waiting = (await listUploads(database)).filter((other) => other.id === id || !begun.has(other.id))
    const alike = waiting.filter((other) => other.id !== id && haveSameColumns(other.inspection, inspection))
    const before = waiting.find((other) => other.id === inspection.after)
    return {
      id,
      file_name,
      bytes,
      at,
      inspected,
      sheets: await sheetsOfUpload(database, inspected, waiting),
      proposal,
      data_set: own?.id ?? null,
      instead: inspection.instead ?? null,
      periods,
      data_sets: all.map(({ id, name }) => ({ id, name })),
      owners: owned.map(({ data_set }) => ({ id: data_set, name: nameIn(all, data_set) })),
      owner: owner ? { id: owner.data_set, name: nameIn(all, owner.data_set), ...countsOf(owner) } : null,
      after: owner ? null : before ? { id: before.id, file_name: before.file_name } : null,
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

/** What becomes of each sheet of a workbook. */
async function sheetsOfUpload(database: Reader, { sha256, sheets }: Inspected, waiting: readonly Upload[]) {
  const answer: z.infer<typeof UploadPage>['sheets'] = []
  for (const size of sheets) {
    const own = waiting.find(
      ({ inspection: { inspected } }) => inspected.sha256 === sha256 && inspected.sheet === size.name
    )
    const seen = own ? undefined : await findSameFile(database, { sha256, sheet: size.name })
    answer.push({ ...size, upload: own?.id ?? null, imported: seen?.name ?? null })
  }
  return answer
}
