import { join } from 'node:path'
import { faultOfPart } from '../facts/copy.ts'
import type { Facts } from '../facts/facts.ts'
import { checksumsIn } from '../kernel/checksum.ts'
import type { Database, Reader } from '../kernel/database.ts'
import { asProblem } from '../kernel/http.ts'
import type { Job, Jobs } from '../kernel/job.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import type { Countries } from '../office/country.store.ts'
import { readOwnLists } from './code-list.store.ts'
import { failImport, finishImport, type Imports } from './import.operations.ts'
import { importFile } from './import.store.ts'
import { countRecords, countReplaced, partsOf, recordFiles, recordsOfParts } from './part.store.ts'
import {
  demandUpload,
  keepOriginal,
  removeFolder,
  removeUpload,
  removeUploadsExcept,
  uploadFile,
  versionFolder
} from './place.store.ts'
import { chainOf, type Version } from './register.rules.ts'
import { findDataSet, findUpload, findVersion, listUploads, listVersions, readCountryCode } from './register.store.ts'
import type { ImportProgress, ImportResult } from './rules.ts'

const queue = 'evidence.import'
/** Files up to this size are imported at once, without waiting in the queue. */
const small = 5 * 1024 * 1024

export type ImportMeans = {
  database: Database
  facts: Facts
  countryData: Countries
  /** The data folder. */
  folder: string
  /** Asked for when an import ends; the performer itself lends the imports to operations. */
  performer: () => Performer
}

export type RunningImports = Imports & {
  job: Job
  /** Hands over the queue, and sends to it every import that a crash cut off. */
  work(jobs: Jobs): Promise<void>
  /** Carries out one import, or waits for it where it runs already. */
  finish(inspectorate: string, version: string): Promise<void>
  /** Stops what runs; it begins anew at the next start. */
  close(): Promise<void>
}

/** Carries out imports, each once at a time. A version that waits is its own order: nothing is lost with this process. */
export function makeImports(means: ImportMeans): RunningImports {
  const { database, facts, countryData, folder } = means
  const running = new Map<string, Promise<void>>()
  const progress = new Map<string, ImportProgress>()
  const stopping = new AbortController()
  let jobs: Jobs | undefined

  function finish(inspectorate: string, version: string, signal: AbortSignal = stopping.signal): Promise<void> {
    const known = running.get(version)
    if (known) return known
    const started = carryOut(inspectorate, version, AbortSignal.any([signal, stopping.signal])).finally(() => {
      running.delete(version)
      progress.delete(version)
    })
    running.set(version, started)
    return started
  }

  async function carryOut(inspectorate: string, id: string, signal: AbortSignal): Promise<void> {
    const [version, codeLists, versions, rows, owner] = await database.read({ inspectorate }, async (reader) => {
      const found = await findVersion(reader, id)
      const lists = { ...countryData.listsOf(await readCountryCode(reader)), own: await readOwnLists(reader) }
      const rows = (await findUpload(reader, id))?.inspection.inspected.rows ?? 0
      const versions = found ? await listVersions(reader, found.data_set) : []
      return [found, lists, versions, rows, found && (await ownerOf(reader, found))] as const
    })
    if (version?.state !== 'waiting' || signal.aborted) return
    const before = versions.find((one) => one.id === version.follows)
    if (before?.state === 'waiting') {
      await finish(inspectorate, before.id, signal)
      return carryOut(inspectorate, id, signal)
    }
    const folderOf = (one: string) => versionFolder(folder, inspectorate, version.data_set, one)
    const earlier = version.joins === 'replace' ? [] : partsOf(chainOf(version.follows, versions), folderOf)
    const owners = owner && partsOf(owner.chain, (one) => versionFolder(folder, inspectorate, owner.dataSet, one))
    const actor = {
      person: version.person_id ?? id,
      name: version.person_name ?? '',
      role: 'administrator',
      inspectorate
    } as const
    const place = folderOf(id)
    const file = uploadFile(folder, id)
    try {
      await removeFolder(place)
      if (before?.state === 'failed') throw new Problem('import-before-failed', { file: firstToFail(before) })
      demandUpload(folder, id)
      for (const part of [...earlier, ...(owners ?? [])])
        if (await faultOfPart(part)) throw new Problem('evidence-damaged')
      const result = await importFile({
        file,
        mapping: version.mapping,
        dataSet: version.data_set,
        version: id,
        outFolder: place,
        reading: version.reading,
        rows,
        codeLists,
        today: new Date().toISOString().slice(0, 10),
        known: version.joins === 'add' ? recordFiles(earlier) : [],
        owners: owners && recordsOfParts(owners, 'record'),
        onProgress: (now) => progress.set(id, now),
        signal
      })
      await keepOriginal(file, place)
      if (result.accepted === 0) {
        // What counted before goes on to count; the refused rows can be fetched, and the file read another way.
        const problem = { code: 'import-nothing-accepted', values: { rows: result.rowsRead } }
        await means.performer().carryOut(failImport, actor, { version: id, problem, result })
        return
      }
      const chain = chainOf(id, [{ ...version, result }, ...versions.filter((one) => one.id !== id)])
      const records = await countRecords(partsOf(chain, folderOf))
      const files = await checksumsIn(place)
      const replaces = await replacedBy(version, result, earlier, place)
      await means
        .performer()
        .carryOut(finishImport, actor, { version: id, result: { ...result, ...replaces, records, files } })
    } catch (error) {
      await removeFolder(place)
      if (signal.aborted) return
      const { code, values } = asProblem(error)
      await means.performer().carryOut(failImport, actor, { version: id, problem: { code, values }, result: {} })
      return
    }
    // At once, so that who opens the figures when the page says "done" finds the records there.
    await facts.refresh(inspectorate)
    await removeUpload(folder, id)
  }

  const job: Job = {
    queue,
    run: ({ inspectorate = '', version = '' }, signal) => finish(inspectorate, version, signal)
  }

  /** Imports that wait, of all inspectorates; and files of uploads that broke off are put away. */
  async function takeStock(): Promise<{ inspectorate: string; version: string }[]> {
    const waiting: { inspectorate: string; version: string }[] = []
    const known = new Set<string>()
    for (const { id: inspectorate } of await database.inspectorates()) {
      await database.read({ inspectorate }, async (reader) => {
        for (const { id } of await listUploads(reader)) known.add(id)
        for (const { id, state } of await listVersions(reader))
          if (state === 'waiting') {
            known.add(id)
            waiting.push({ inspectorate, version: id })
          }
      })
    }
    await removeUploadsExcept(folder, known)
    return waiting
  }

  return {
    job,
    finish,
    progress: (version) => progress.get(version),
    start(inspectorate, version, bytes) {
      if (bytes <= small) finish(inspectorate, version).catch(asProblem)
      else jobs?.send(queue, { inspectorate, version }).catch(asProblem)
    },
    async work(started) {
      jobs = started
      for (const message of await takeStock()) await started.send(queue, message)
    },
    async close() {
      stopping.abort()
      await Promise.allSettled(running.values())
    }
  }
}

/** The data set of whose records the rows of a version are findings, and what counts of it. */
async function ownerOf(reader: Reader, { data_set }: Version) {
  const dataSet = await findDataSet(reader, data_set)
  const owner = dataSet?.joined_to ? await findDataSet(reader, dataSet.joined_to) : undefined
  if (!owner) return undefined
  return { dataSet: owner.id, chain: chainOf(owner.current_version, await listVersions(reader, owner.id)) }
}

/** What a file that takes its period's place took out of the records that were there. */
async function replacedBy(
  { joins, mapping }: Version,
  { replaces }: ImportResult,
  earlier: ReturnType<typeof partsOf>,
  place: string
): Promise<Pick<ImportResult, 'replaces'>> {
  if (joins !== 'period' || !replaces) return {}
  const numbered = mapping.fields.record !== undefined
  const next = numbered ? join(place, `${mapping.table}.parquet`) : undefined
  return { replaces: { ...replaces, ...(await countReplaced(earlier, replaces, next)) } }
}

/** The file for which others waited; a version that waited itself names it. */
function firstToFail({ file_name, problem }: Version): string {
  return problem?.code === 'import-before-failed' ? String(problem.values.file) : file_name
}
