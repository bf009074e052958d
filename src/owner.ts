import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** What anybody but its owner may do with a file: the bits of its mode. */
export const toOthers = 0o077

/** From now on, what this process writes can be read by its own account of the machine alone. */
export function writeForOwnerOnly(): void {
  process.umask(toOthers)
}

async function close(path: string, mode: number): Promise<void> {
  const found = await lstat(path).catch(() => undefined)
  // Who may not change the mode cannot be helped here; the doctor says so.
  if (found && (found.mode & toOthers) !== 0) await chmod(path, mode).catch(() => undefined)
}

/**
 * Closes a folder and everything in it to other accounts of the machine: folders 0700, files 0600. The embedded
 * database and copied files bring modes of their own.
 */
export async function closeToOthers(folder: string): Promise<void> {
  await close(folder, 0o700)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await close(path, 0o700)
    else if (entry.isFile()) await close(path, 0o600)
  }
}
