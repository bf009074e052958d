import { z } from 'zod'
import type { Facts } from '../facts/facts.ts'
import type { Transaction } from '../kernel/database.ts'
import { json, reference, references, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type Portal, read, type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import type { Countries } from '../office/country.store.ts'
import { proposalFor } from './agreed.rules.ts'
import { withColumns } from './fresh.rules.ts'
import { isJoined } from './joined.rules.ts'
import { mappingFault } from './mapping.rules.ts'
import { freshInForm, lostInForm, mappingFields, mappingOfForm, sumsToDecide } from './mapping-form.rules.ts'
import { demandUpload, removeUpload } from './place.store.ts'
import {
  caseOrigins,
  type DataSet,
  type Description,
  descriptionFields,
  joinings,
  type Stopped,
  takesFindings,
  type Upload,
  type Version
} from './register.rules.ts'
import {
  deleteUploadsOf,
  failVersion,
  findDataSet,
  findSameFile,
  findUpload,
  findVersion,
  finishVersion,
  insertDataSet,
  insertVersion,
  listDataSets,
  listVersions,
  lockDataSet,
  type SameFile,
  setCurrentVersion
} from './register.store.ts'
import type { ImportProgress, ImportResult, Mapping } from './rules.ts'

/** What carries imports out and knows how far they are. */
export type Imports = {
  /** Begins the import of a version that waits: a small file at once, a large one in the queue. */
  start(inspectorate: string, version: string, bytes: number): void
  progress(version: string): ImportProgress | undefined
}

declare module '../kernel/operation.ts' {
  interface Portal {
    /** The evidence of every inspectorate, as its copy answers. */
    facts: Facts
    /** What the product knows of countries: code lists, names, maps. */
    countryData: Countries
    imports: Imports
  }
}

const { name: _name, case_origin: _origin, ...description } = descriptionFields

/**
 * Imports a file that was sent, under the mapping that a person agreed to, into a new data set or as the next version of
 * one that is there. What it holds counts once everything of it is written; until then nothing of it is visible. Other
 * files with the same columns are added to it one after another under the same mapping, as long as none fails.
 */
export const importEvidence = write({
  name: 'evidence.import',
  input: {
    upload: reference('upload', { needed: true }),
    others: references('upload'),
    data_set: reference('data_set'),
    name: text(200),
    ...description,
    case_origin: { type: 'choice', options: caseOrigins } as const,
    example: yes,
    /** The data set of whose records the rows of a new data set are findings. */
    joined_to: reference('data_set'),
    /** How the file joins a data set that is there; by default it takes the place of everything before it. */
    joins: { type: 'choice', options: joinings } as const,
    ...mappingFields
  },
  output: z.object({ id: z.guid(), version: z.guid() }),
  may: 'evidence.import',
  prepare: ({ portal, inspectorate }) => leftOutOf(portal, inspectorate),
  async run(scope, input) {
    const { tx, portal, inspectorate, actor, now, about, afterwards, prepared: leftOut } = scope
    const uploads: Upload[] = []
    for (const id of new Set([input.upload, ...input.others])) uploads.push(await demandWaiting(scope, id))
    const [upload] = uploads as [Upload, ...Upload[]]
    const replaced = upload.inspection.instead ? await findVersion(tx, upload.inspection.instead) : undefined
    const own = input.data_set ? await findDataSet(tx, input.data_set) : undefined
    const joinedTo = own ? own.joined_to : input.joined_to
    const owned = upload.inspection.owned?.find(({ data_set }) => data_set === joinedTo)
    const proposal = proposalFor(upload.inspection, input.table, replaced ? undefined : own?.mapping, owned)
    const places = proposal?.fresh?.map(({ column }) => column) ?? []
    // Findings that are sent to records, or the reverse, lack nothing: they are refused as what they are.
    const alike = (input.grain === 'joined') === isJoined(own?.mapping ?? {})
    const lost = alike ? lostInForm(input, proposal) : []
    const open = [
      ...sumsToDecide(input, proposal).map((field) => ({ field: `fields.${field}.once`, code: 'needed' })),
      ...freshInForm(input, proposal).map(({ column }) => ({
        field: `fresh.${places.indexOf(column) + 1}.answer`,
        code: 'needed'
      })),
      ...(lost.length > 0 && !input.lacking ? [{ field: 'lacking', code: 'needed' }] : [])
    ]
    if (open.length > 0) throw new Problem('input-not-valid', { count: open.length }, open)
    const { header } = upload.inspection.inspected
    // A column that comes back later is asked about as a new one.
    const before = own?.mapping.columns?.filter((name) => !lost.some(({ column }) => column === name))
    const mapping = withColumns(mappingOfForm(input, proposal), header, before)
    for (const { inspection } of uploads) demandMapping(mapping, inspection.inspected.header)
    const dataSet = await dataSetFor(scope, upload, { ...input, joined: isJoined(mapping) })
    if (replaced && dataSet.follows !== replaced.id) throw new Problem('upload-gone')
    let follows = replaced ? replaced.follows : dataSet.follows
    for (const { id, file_name, bytes, inspection } of uploads) {
      const { encoding, delimiter, quote, sheet, headerLine, headerLines, sha256 } = inspection.inspected
      if (!replaced || id !== upload.id) demandNew(await findSameFile(tx, { sha256, sheet }), leftOut, dataSet.id)
      await insertVersion(tx, {
        id,
        data_set: dataSet.id,
        file_name,
        file_hash: sha256,
        bytes,
        mapping,
        reading: { encoding, delimiter, quote, ...(sheet ? { sheet } : {}), headerLine, headerLines },
        person_id: actor.person,
        at: now,
        joins: id === upload.id ? (replaced?.joins ?? ((follows && input.joins) || 'replace')) : 'add',
        follows
      })
      follows = id
    }
    about({
      data: {
        dataSet: dataSet.id,
        name: dataSet.name,
        versions: uploads.map(({ id, file_name, inspection: { inspected } }) => ({
          version: id,
          file: file_name,
          rows: inspected.rows
        }))
      }
    })
    afterwards(() => {
      for (const { id, bytes } of uploads) portal.imports.start(inspectorate, id, bytes)
    })
    return { id: dataSet.id, version: upload.id }
  }
})

async function demandWaiting({ tx, portal }: WriteScope, id: string): Promise<Upload> {
  const upload = await findUpload(tx, id)
  if (!upload) throw new Problem('upload-gone')
  demandUpload(portal.folder, id)
  return upload
}

/** The data sets of which no record counts, because their files are damaged. */
export async function leftOutOf({ facts }: Portal, inspectorate: string): Promise<ReadonlySet<string>> {
  return new Set((await facts.leftOut(inspectorate)).map(({ dataSet }) => dataSet))
}

/** A file is imported once; again only into the data set in which what was made of it is damaged. */
export function demandNew(seen: SameFile | undefined, leftOut: ReadonlySet<string>, into = seen?.data_set): void {
  if (seen && !(leftOut.has(seen.data_set) && into === seen.data_set))
    throw new Problem('file-seen-before', { dataSet: seen.name, date: Date.parse(seen.at) })
}

function demandMapping(mapping: Mapping, header: readonly string[]) {
  const fault = mappingFault(mapping, header)
  if (!fault) return
  const fields = fault.code === 'mapping-lacks-record' ? [{ field: 'fields.record.column', code: 'needed' }] : []
  throw new Problem(fault.code, fault.values, fields)
}

/** The data set into which a version goes, by its name. */
export async function nameOf(tx: Transaction, { data_set }: Version): Promise<string> {
  return (await findDataSet(tx, data_set))?.name ?? ''
}

type Given = Omit<Description, 'case_origin'> & {
  case_origin: DataSet['case_origin']
  data_set: string | null
  example: boolean
  joined_to: string | null
  /** Whether its rows are findings of the records of another data set. */
  joined: boolean
}

/** The data set that takes the file: one that is there and busy with no other import, or a new one. */
async function dataSetFor(
  scope: WriteScope,
  upload: Upload,
  given: Given
): Promise<Pick<DataSet, 'id' | 'name'> & { follows: string | null }> {
  const { tx } = scope
  if (given.data_set) {
    const found = await lockDataSet(tx, given.data_set)
    if (!found) throw new Problem('not-found')
    const busy = (await listVersions(tx, found.id)).some(({ state }) => state === 'waiting')
    if (busy) throw new Problem('import-running', { name: found.name })
    if (given.joined !== (found.joined_to !== null))
      throw new Problem(given.joined ? 'joined-to-records' : 'records-to-joined', { name: found.name })
    if (found.joined_to) await demandOwner(tx, found.joined_to)
    return { ...found, follows: found.current_version }
  }
  const begun = await findVersion(tx, upload.id)
  if (begun?.state === 'waiting') throw new Problem('import-running', { name: await nameOf(tx, begun) })
  const known = (await listDataSets(tx)).map(({ name }) => name.toLowerCase())
  const problems: FieldProblem[] = []
  const name = given.name.trim()
  if (name === '') problems.push({ field: 'name', code: 'needed' })
  else if (known.includes(name.toLowerCase())) problems.push({ field: 'name', code: 'taken' })
  const origin = given.joined ? 'unknown' : given.case_origin
  if (given.joined && !given.joined_to) problems.push({ field: 'joined_to', code: 'needed' })
  if (!origin) problems.push({ field: 'case_origin', code: 'needed' })
  if (problems.length > 0 || !origin) throw new Problem('input-not-valid', { count: problems.length }, problems)
  const joined_to = given.joined ? given.joined_to : null
  if (joined_to) await demandOwner(tx, joined_to)
  const { source, licence, extracted, period, note, example } = given
  const id = newId()
  await insertDataSet(tx, id, {
    name,
    source,
    licence,
    extracted,
    period,
    case_origin: origin,
    note,
    example,
    joined_to
  })
  return { id, name, follows: null }
}

/** The data set whose records are meant by findings: it has records that count, of cases, each with its number. */
async function demandOwner(tx: Transaction, id: string): Promise<void> {
  const owner = await lockDataSet(tx, id)
  if (!owner) throw new Problem('not-found')
  const { name, current_version } = owner
  if ((await listVersions(tx, id)).some(({ state }) => state === 'waiting'))
    throw new Problem('import-running', { name })
  if (!current_version) throw new Problem('joined-too-early', { name })
  if (!takesFindings(owner)) throw new Problem('joined-without-numbers', { name })
}

const Result = z.custom<ImportResult>()

/** Makes an imported version the one that counts. Carried out by the import itself; no door leads here. */
export const finishImport = write({
  name: 'evidence.finish',
  input: { version: reference('data_set_version', { needed: true }), result: json(Result) },
  output: z.object({ id: z.guid() }),
  may: 'evidence.import',
  async run({ tx, portal, about, afterwards }, { version: id, result }) {
    const version = await findVersion(tx, id)
    if (!version) throw new Problem('not-found')
    await finishVersion(tx, id, result)
    await setCurrentVersion(tx, version.data_set, id, version.mapping)
    const gone = await deleteUploadsOf(tx, { sha256: version.file_hash, sheet: version.reading.sheet })
    afterwards(() => {
      for (const one of gone) void removeUpload(portal.folder, one)
    })
    const { rowsRead, accepted, rejected } = result
    about({ data: { dataSet: version.data_set, version: id, rowsRead, accepted, rejected } })
    return { id: version.data_set }
  }
})

/** Keeps why an import stopped. Its file stays, so that it can be read another way. */
export const failImport = write({
  name: 'evidence.fail',
  input: {
    version: reference('data_set_version', { needed: true }),
    problem: json(z.custom<Stopped>()),
    result: json(z.custom<Partial<ImportResult>>())
  },
  output: z.object({ id: z.guid() }),
  may: 'evidence.import',
  async run({ tx, about }, { version: id, problem, result }) {
    const version = await findVersion(tx, id)
    if (!version) throw new Problem('not-found')
    await failVersion(tx, id, problem, result)
    about({ data: { dataSet: version.data_set, version: id, problem: problem.code } })
    return { id: version.data_set }
  }
})

const Progress = z.object({
  version: z.string(),
  state: z.enum(['waiting', 'done', 'failed']),
  progress: z
    .object({
      phase: z.enum(['reading', 'checking', 'writing', 'done']),
      rows: z.number(),
      total: z.number(),
      rowsPerSecond: z.number(),
      share: z.number(),
      secondsLeft: z.number().nullable()
    })
    .nullable()
})

/** How far the imports of a data set are: the latest, or of several the first that is not over. */
export const readImport = read({
  name: 'evidence.progress',
  input: { data_set: reference('data_set', { needed: true }) },
  output: Progress,
  may: 'evidence.read',
  async run({ database, portal }, { data_set }) {
    if (!(await findDataSet(database, data_set))) throw new Problem('not-found')
    const versions = await listVersions(database, data_set)
    const shown = versions.findLast(({ state }) => state === 'waiting') ?? versions[0]
    if (!shown) throw new Problem('not-found')
    return { version: shown.id, state: shown.state, progress: portal.imports.progress(shown.id) ?? null }
  }
})
