import { createReadStream, existsSync } from 'node:fs'
import { copyFile, link, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { askDuckDB, quoteText, withDuckDB } from '../facts/duckdb.ts'
import type { SentFile } from '../kernel/field.ts'
import { isId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import type { Reading } from './rules.ts'

/** Where the files of the evidence lie in the data folder. */

export function uploadFile(folder: string, upload: string): string {
  return join(folder, 'uploads', upload)
}

/** The folder of one version: its Parquet files, what was refused and flagged, and the file as it was sent. */
export function versionFolder(folder: string, inspectorate: string, dataSet: string, version: string): string {
  return join(folder, 'evidence', inspectorate, dataSet, version)
}

export function scratchFolder(folder: string): string {
  return join(folder, 'incoming')
}

/** A file that a form sent lies in the folder of what comes in, under an id; any other path is nobody's to name. */
export function demandSent(folder: string, file: SentFile): void {
  const path = resolve(file.path)
  if (dirname(path) !== resolve(scratchFolder(folder)) || !isId(basename(path)) || !existsSync(path)) {
    throw new Problem('input-not-valid', { count: 1 }, [{ field: 'file', code: 'file' }])
  }
}

/** Keeps a file that was sent: for each upload of it, as several sheets of a workbook are. */
export async function keepUpload(folder: string, file: SentFile, [first = '', ...others]: string[]): Promise<void> {
  await mkdir(join(folder, 'uploads'), { recursive: true })
  await rename(file.path, uploadFile(folder, first))
  for (const upload of others) {
    await removeUpload(folder, upload)
    await keepTwice(uploadFile(folder, first), uploadFile(folder, upload))
  }
}

const keepTwice = (from: string, target: string) => link(from, target).catch(() => copyFile(from, target))

/** The file that waits must still lie here: somebody may have put it away, or a backup may have lacked it. */
export function demandUpload(folder: string, upload: string): void {
  if (!existsSync(uploadFile(folder, upload))) throw new Problem('upload-gone')
}

export async function removeUpload(folder: string, upload: string): Promise<void> {
  await rm(uploadFile(folder, upload), { force: true })
}

/** Puts away files of uploads that broke off: they stand in no register, and nobody has touched them for an hour. */
export async function removeUploadsExcept(folder: string, known: ReadonlySet<string>): Promise<void> {
  const names = await readdir(join(folder, 'uploads')).catch(() => [])
  for (const name of names.filter((name) => !known.has(name))) {
    const { mtimeMs } = await stat(uploadFile(folder, name))
    if (Date.now() - mtimeMs > 3_600_000) await removeUpload(folder, name)
  }
}

/** Keeps the file as it was sent beside what was made of it. */
export async function keepOriginal(from: string, versionPlace: string): Promise<void> {
  await keepTwice(from, join(versionPlace, 'original'))
}

/**
 * Lays a file as it was sent where one waits for its import, under the id of the version that will be made of it.
 * @throws Problem upload-gone where it is not kept
 */
export async function lendOriginal(versionPlace: string, folder: string, version: string): Promise<void> {
  const original = join(versionPlace, 'original')
  if (!existsSync(original)) throw new Problem('upload-gone')
  await mkdir(join(folder, 'uploads'), { recursive: true })
  const target = uploadFile(folder, version)
  await link(original, target).catch(() => copyFile(original, target))
}

export async function removeFolder(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true })
}

/** A file of a version as a stream, with its size; Problem `not-found` where it is not there. */
export async function openVersionFile(place: string, name: 'original' | 'rejects.csv' | 'flags.csv') {
  const path = join(place, name)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Problem('not-found')
  return { bytes: found.size, body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> }
}

/** A refused row as people look for it: its line in the file, the columns, the checks, and what stood there. */
export type RejectedRow = { row: number; columns: string[]; checks: string[]; values: string[] }

/** The first refused rows. */
export async function readRejects(place: string, reading: Partial<Reading>, most: number): Promise<RejectedRow[]> {
  const path = join(place, 'rejects.csv')
  if (!existsSync(path)) return []
  const { delimiter = ',', quote = '"' } = reading
  const source = `read_csv(${quoteText(path)}, header = true, all_varchar = true, delim = ${quoteText(delimiter)},
    quote = ${quoteText(quote)}, escape = ${quoteText(quote)}, strict_mode = false, null_padding = true)`
  return withDuckDB(':memory:', async (connection) => {
    const rows = await askDuckDB<Record<string, string | null>>(connection, `select * from ${source} limit ${most}`)
    return rows.map((row) => {
      const names = Object.keys(row).slice(0, -4)
      const [line, column, check] = Object.values(row).slice(-4)
      const columns = (column ?? '').split('; ').filter(Boolean)
      const values = columns.filter((name) => names.includes(name)).map((name) => row[name] ?? '')
      return { row: Number(line), columns, checks: (check ?? '').split('; ').filter(Boolean), values }
    })
  })
}
