import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { areFiles, type Sent, type SentFile } from './field.ts'
import { newId } from './id.ts'
import { Problem } from './problem.ts'

const largestForm = 4 * 1024 * 1024
const mostFiles = 100

/**
 * Whether a write comes from a page of this portal. Browsers say so themselves (Sec-Fetch-Site, else Origin, else
 * Referer). A request that says nothing is no browser's form if it is JSON or carries a header of ours, neither of which
 * a foreign page can send.
 */
export function comesFromHere(headers: Headers, host: string, trusted: string | undefined): boolean {
  const site = headers.get('sec-fetch-site')
  if (site === 'same-origin' || site === 'none') return true
  const origin = headers.get('origin') || headers.get('referer')
  if (origin && origin !== 'null') {
    if (!URL.canParse(origin)) return false
    const from = new URL(origin)
    return from.host === host || from.origin === trusted
  }
  if (site !== null) return false
  return headers.has('idempotency-key') || (headers.get('content-type') ?? '').startsWith('application/json')
}

function add(sent: Record<string, Sent>, name: string, value: string) {
  const present = sent[name]
  if (areFiles(present)) return
  if (present === undefined) sent[name] = value
  else sent[name] = [...([present].flat() as string[]), value]
}

/**
 * Reads what a form sent. Files stream to the folder; if the sending breaks off, nothing of them is kept. Without a folder
 * only their names are.
 */
export async function readSent(
  request: Request,
  folder: string | undefined,
  largestFile: number
): Promise<Record<string, Sent>> {
  const type = request.headers.get('content-type') ?? ''
  const sent: Record<string, Sent> = {}
  if (type.startsWith('multipart/form-data')) return readMultipart(request, folder, largestFile)
  if (Number(request.headers.get('content-length') ?? 0) > largestForm)
    throw new Problem('file-too-large', { limit: 4 })
  for (const [name, value] of new URLSearchParams(await request.text())) add(sent, name, value)
  return sent
}

async function readMultipart(
  request: Request,
  folder: string | undefined,
  largestFile: number
): Promise<Record<string, Sent>> {
  const sent: Record<string, Sent> = {}
  const writes: Promise<unknown>[] = []
  const streams: Readable[] = []
  const files: SentFile[] = []
  let tooMany = false
  if (folder) await mkdir(folder, { recursive: true })
  try {
    const parser = new Busboy({
      headers: Object.fromEntries(request.headers) as BusboyHeaders,
      limits: { fileSize: largestFile, files: mostFiles, fields: 2_000, fieldSize: largestForm }
    })
    parser.on('filesLimit', () => {
      tooMany = true
    })
    parser.on('field', (name, value) => add(sent, name, value))
    parser.on('file', (name, stream, original) => {
      const present = sent[name]
      // No file was chosen, or a text stands under the same name: nobody would take it over or remove it.
      if (!original || !(present === undefined || areFiles(present))) return void stream.resume()
      const file: SentFile = { path: folder ? join(folder, newId()) : '', name: original, bytes: 0 }
      sent[name] = [...(present ?? []), file]
      if (!folder) return void stream.resume()
      files.push(file)
      streams.push(stream)
      stream.on('data', (chunk: Buffer) => {
        file.bytes += chunk.length
      })
      writes.push(
        pipeline(stream, createWriteStream(file.path)).then(() => {
          if (stream.truncated) throw new Problem('file-too-large', { limit: Math.round(largestFile / 1024 / 1024) })
        })
      )
    })
    if (!request.body) throw new Problem('upload-interrupted')
    await pipeline(Readable.fromWeb(request.body as never), parser)
    await Promise.all(writes)
    if (tooMany) throw new Problem('too-many-files', { limit: mostFiles })
    return sent
  } catch (error) {
    // Nobody tells a file's stream that the sending broke off; without this its writing would never end.
    for (const stream of streams) stream.destroy()
    await Promise.allSettled(writes)
    for (const file of files) await rm(file.path, { force: true })
    throw error instanceof Problem ? error : new Problem('upload-interrupted')
  }
}

/** Removes the files that a form sent and that no operation took over. */
export async function dropFiles(sent: Record<string, Sent>): Promise<void> {
  for (const value of Object.values(sent))
    if (areFiles(value)) for (const { path } of value) if (path) await rm(path, { force: true })
}
