import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** What is wrong with a file that was written once and never changes. */
export type FileFault = 'missing' | 'changed'

/** SHA-256 of a file, in hexadecimal figures; undefined where it is not there or cannot be read. */
export async function checksumOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256')
  const size = await stat(path).then(
    (found) => found.size,
    () => 0
  )
  // Most files are far smaller than a good piece of a large one, and a buffer costs by its size.
  const piece = Math.min(1024 * 1024, size + 1)
  const read = await pipeline(createReadStream(path, { highWaterMark: piece }), hash).then(
    () => true,
    () => false
  )
  return read ? hash.digest('hex') : undefined
}

/** The checksums of all files of a folder, by their names. */
export async function checksumsIn(folder: string): Promise<Record<string, string>> {
  const files = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile())
  const sums = await Promise.all(files.map(async ({ name }) => [name, await checksumOf(join(folder, name))] as const))
  return Object.fromEntries(sums.flatMap(([name, sum]) => (sum ? [[name, sum]] : [])))
}

/** Whether a file is still what was written; undefined if it is. */
export async function faultOf(path: string, expected: string): Promise<FileFault | undefined> {
  const found = await checksumOf(path)
  if (found === undefined) return 'missing'
  return found === expected ? undefined : 'changed'
}

/** How files looked that were found right, by path and checksum. */
const foundRight = new Map<string, string>()

/**
 * The same of a file about which is asked again and again: one that looks as it did when it was found right (size, when it was
 * written and changed, which file it is) is not read again by this process.
 */
export async function faultOfKnown(path: string, expected: string): Promise<FileFault | undefined> {
  const name = `${expected} ${path}`
  const look = await stat(path, { bigint: true }).then(
    ({ size, mtimeNs, ctimeNs, ino }) => [size, mtimeNs, ctimeNs, ino].join(' '),
    () => ''
  )
  if (look !== '' && foundRight.get(name) === look) return undefined
  const fault = await faultOf(path, expected)
  if (!fault && look !== '') foundRight.set(name, look)
  return fault
}
