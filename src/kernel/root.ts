import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

function findRoot(folder: string): string {
  const parent = dirname(folder)
  return existsSync(join(folder, 'package.json')) || parent === folder ? folder : findRoot(parent)
}

/** The folder of the product, with its words, fonts and country data: the same from the sources and from the build. */
export const root = findRoot(import.meta.dirname)
