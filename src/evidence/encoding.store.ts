import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { Problem } from '../kernel/problem.ts'
import { guessEncoding } from './encoding.rules.ts'
import { type SheetTable, tableOfSheet } from './sheet.rules.ts'
import { listSheets, lookAtSheets, readSheet } from './sheet.store.ts'

/** The bytes of a file that was sent, unpacked and as UTF-8, whatever they were written in. */

const chunkSize = 1 << 20

/** Files that people send instead of CSV, by their first bytes. */
const signatures: readonly (readonly [kind: string, bytes: readonly number[]])[] = [
  ['xls', [0xd0, 0xcf, 0x11, 0xe0]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['parquet', [0x50, 0x41, 0x52, 0x31]],
  ['sqlite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68, 0x39]]
]

/** A packed file that grows beyond this is refused when it also grew more than any table does. */
const packedLimit = 64 << 20
const packedRatio = 200

export type ReadOptions = {
  /** Sees the bytes as they were sent. */
  onSent?: (bytes: Buffer) => void
  signal?: AbortSignal
  /** The sheet of a workbook; the first without it. */
  sheet?: string
}

/** The bytes as they were sent; unpacked where they are gzip; a sheet as CSV where they are a workbook. */
export async function* readBytes(
  path: string,
  { onSent = () => undefined, signal, sheet }: ReadOptions = {}
): AsyncGenerator<Buffer> {
  let sent = 0
  async function* asSent() {
    for await (const bytes of createReadStream(path, { highWaterMark: chunkSize, signal }) as AsyncIterable<Buffer>) {
      sent += bytes.length
      onSent(bytes)
      yield bytes
    }
  }
  const kind = await kindOf(path)
  if (kind === 'zip') {
    const sheets = readSheet(path, sheet)
    // The first row tells whether it is a workbook at all, before the whole file is read for its checksum.
    const first = await sheets.next()
    for await (const _ of asSent()) signal?.throwIfAborted()
    if (!first.done) yield first.value
    yield* sheets
    return
  }
  if (kind !== 'gzip') {
    yield* asSent()
    return
  }
  const unpacked = createGunzip({ chunkSize })
  pipeline(Readable.from(asSent()), unpacked).catch(() => undefined)
  let size = 0
  try {
    for await (const bytes of unpacked as AsyncIterable<Buffer>) {
      size += bytes.length
      if (size > packedLimit && size > sent * packedRatio)
        throw new Problem('file-unpacks-too-far', { kind: 'gzip', limit: packedLimit >> 20, ratio: packedRatio })
      yield bytes
    }
  } catch (error) {
    if (isNodeError(error) && error.code?.startsWith('Z_'))
      throw new Problem('file-unreadable', { kind: 'packed', line: 1 })
    throw error
  }
}

async function kindOf(path: string): Promise<'gzip' | 'zip' | 'plain'> {
  const file = await open(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return 'gzip'
    return buffer[0] === 0x50 && buffer[1] === 0x4b && (buffer[2] ?? 9) < 8 ? 'zip' : 'plain'
  } finally {
    await file.close()
  }
}

/** The names of the sheets of a workbook; none where the file is no workbook. */
export async function sheetsOf(path: string): Promise<string[]> {
  return (await kindOf(path)) === 'zip' ? listSheets(path) : []
}

/** The sheets of a workbook with what they hold; none where the file is no workbook. */
export async function tablesOfWorkbook(path: string): Promise<SheetTable[]> {
  return (await kindOf(path)) === 'zip' ? (await lookAtSheets(path)).map(tableOfSheet) : []
}

/** The first megabyte, unpacked: enough to say no to what is not a table. */
export async function readStart(path: string, sheet?: string): Promise<Buffer> {
  if ((await stat(path)).size === 0) throw new Problem('file-empty')
  const pieces: Buffer[] = []
  let size = 0
  for await (const bytes of readBytes(path, { sheet })) {
    pieces.push(bytes)
    size += bytes.length
    if (size >= chunkSize) break
  }
  const start = Buffer.concat(pieces).subarray(0, chunkSize)
  if (start.length === 0) throw new Problem('file-empty')
  refuseBinary(start)
  return start
}

function refuseBinary(start: Buffer) {
  const found = signatures.find(([, bytes]) => bytes.every((byte, index) => start[index] === byte))
  if (found) throw new Problem('file-binary', { kind: found[0] })
  if (utf16Of(start)) return
  const markup = /^\s*(<!doctype|<html|<\?xml|<table)|^\s*(\{\s*"|\[\s*[{[])/i.exec(start.toString('latin1', 0, 1024))
  if (markup) throw new Problem('file-binary', { kind: markup[1] ? 'html' : 'json' })
  const sample = start.subarray(0, 1 << 16)
  let odd = 0
  for (const byte of sample) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 26 && byte !== 27)) odd++
  if (odd > sample.length / 50) throw new Problem('file-binary', { kind: 'unknown' })
}

function utf16Of(start: Buffer): string | undefined {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const length = Math.min(start.length, 4096)
  let [even, odd] = [0, 0]
  for (let index = 0; index + 1 < length; index += 2) {
    if (start[index] === 0) even++
    if (start[index + 1] === 0) odd++
  }
  const many = length * 0.2
  return odd > many && even < many / 10 ? 'utf-16le' : even > many && odd < many / 10 ? 'utf-16be' : undefined
}

/** The encoding that the first bytes speak for; enough to look at a header. */
export function likelyEncoding(start: Buffer): string {
  return utf16Of(start) ?? (isUtf8(start.subarray(0, wholeCharacters(start))) ? 'utf-8' : guessEncoding(start))
}

/**
 * Which encoding a file is in. Bytes that are good UTF-8 throughout are UTF-8; `guessed` where only likelihood
 * speaks.
 */
export async function findEncoding(path: string, start: Buffer): Promise<{ encoding: string; guessed: boolean }> {
  const wide = utf16Of(start)
  if (wide) return { encoding: wide, guessed: false }
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', guessed: false }
  let tail = Buffer.alloc(0)
  for await (const bytes of readBytes(path)) {
    const data = tail.length ? Buffer.concat([tail, bytes]) : bytes
    const whole = wholeCharacters(data)
    if (!isUtf8(data.subarray(0, whole))) return { encoding: guessEncoding(data), guessed: true }
    tail = Buffer.from(data.subarray(whole))
  }
  return { encoding: 'utf-8', guessed: false }
}

/** How many bytes end with a whole UTF-8 character: at most three may be the beginning of the next one. */
function wholeCharacters(data: Buffer): number {
  for (let back = 1; back <= Math.min(3, data.length); back++) {
    const byte = data[data.length - back] ?? 0
    if (byte < 0x80) return data.length
    if (byte < 0xc0) continue
    const needs = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return needs > back ? data.length - back : data.length
  }
  return data.length
}

/** What was met on the way: characters that could not be read, each replaced by U+FFFD. */
export type Lost = { characters: number }

/** Makes UTF-8 of bytes in `encoding`: no mark at the start, no NUL, LF or CR LF at the ends of lines. */
export function createDecoder(
  encoding: string,
  start: Buffer,
  lost: Lost
): { decode(bytes: Buffer): Buffer; end(): Buffer } {
  const decoder = decoderOf(encoding)
  const oldMac = start.includes(13) && !start.includes(10)
  let tail = Buffer.alloc(0)
  let first = true

  function repair(text: string): Buffer {
    const repaired = text.replaceAll('\0', '\ufffd')
    lost.characters += repaired.split('\ufffd').length - 1
    return Buffer.from(oldMac ? repaired.replaceAll('\r', '\n') : repaired)
  }

  function decodeUtf8(bytes: Buffer, last: boolean): Buffer {
    let data = tail.length ? Buffer.concat([tail, bytes]) : bytes
    if (first && data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf) data = data.subarray(3)
    if (data.length > 2) first = false
    const whole = last ? data.length : wholeCharacters(data)
    tail = Buffer.from(data.subarray(whole))
    const ready = data.subarray(0, whole)
    const clean = isUtf8(ready) && !ready.includes(0) && !oldMac && ready.indexOf('\ufffd') < 0
    return clean ? ready : repair(ready.toString('utf8'))
  }

  if (encoding === 'utf-8')
    return { decode: (bytes) => decodeUtf8(bytes, false), end: () => decodeUtf8(Buffer.alloc(0), true) }
  return {
    decode: (bytes) => repair(decoder.decode(bytes, { stream: true })),
    end: () => repair(decoder.decode())
  }
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding)
  } catch {
    throw new Problem('file-encoding', { encoding })
  }
}

function isNodeError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error
}
