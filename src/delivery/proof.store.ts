import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { checksumOf, type FileFault, faultOf } from '../kernel/checksum.ts'
import type { Reader } from '../kernel/database.ts'
import type { SentFile } from '../kernel/field.ts'
import { Problem } from '../kernel/problem.ts'
import { largestProof, type ProofType, plainName, typeOfContent } from './proof.rules.ts'

/** The files that show what was done, each under its id in the data folder. None is ever removed: what is undone comes back. */

export function proofFile(folder: string, inspectorate: string, proof: string): string {
  return join(folder, 'deliveries', inspectorate, proof)
}

export type Inspected = { sent: SentFile; name: string; type: ProofType; bytes: number; hash: string }

/**
 * Looks at a file that was sent.
 * @throws Problem input-not-valid at the field `file`: too large, or neither photograph, PDF nor Word document
 */
export async function inspectProof(sent: SentFile): Promise<Inspected> {
  const refuse = (code: string, values: Record<string, string | number> = {}) =>
    new Problem('input-not-valid', { count: 1 }, [{ field: 'file', code, values: { ...values, file: sent.name } }])
  const { size } = await stat(sent.path)
  if (size > largestProof) throw refuse('proof-too-large', { limit: largestProof / 1024 / 1024 })
  const content = await readFile(sent.path)
  const type = typeOfContent(content.subarray(0, 16), (text) => content.includes(text, 0, 'latin1'))
  const hash = await checksumOf(sent.path)
  if (!type || !hash) throw refuse('proof-type')
  return { sent, name: plainName(sent.name), type, bytes: size, hash }
}

/** Puts a file that was sent where it stays. */
export async function keepProof(folder: string, inspectorate: string, id: string, { path }: SentFile): Promise<void> {
  await mkdir(join(folder, 'deliveries', inspectorate), { recursive: true })
  await rename(path, proofFile(folder, inspectorate, id))
}

/** The file as a stream; Problem `not-found` where it is not there. */
export async function openProof(folder: string, inspectorate: string, id: string) {
  const path = proofFile(folder, inspectorate, id)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Problem('not-found')
  return Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>
}

export type ProofState = { files: number; damaged: { name: string; file: string; fault: FileFault }[] }

/** Whether the files of an inspectorate are, byte for byte, what was sent; in the data folder or in a backup. */
export async function checkProofs(database: Reader, inspectorate: string, folder: string): Promise<ProofState> {
  const { rows } = await sql<{ id: string; name: string; hash: string }>`select id, name, hash from proof
    where inspectorate_id = current_inspectorate()
    union all select id, name, hash from memorandum_file where inspectorate_id = current_inspectorate() order by id`.execute(
    database
  )
  const state: ProofState = { files: rows.length, damaged: [] }
  for (const { id, name, hash } of rows) {
    const fault = await faultOf(proofFile(folder, inspectorate, id), hash)
    if (fault) state.damaged.push({ name, file: proofFile('', inspectorate, id), fault })
  }
  return state
}
