import { checksumOf } from '../kernel/checksum.ts'
import type { Reader } from '../kernel/database.ts'
import { tablesOfWorkbook } from './encoding.store.ts'
import { inspectTable } from './file.store.ts'
import { type Looked, lookAt, type Owner } from './owner.store.ts'
import { findSameFile } from './register.store.ts'
import type { Reading } from './rules.ts'
import { largestTable, type SheetTable, sheetsLike } from './sheet.rules.ts'

/** Looks at what was sent. */

/**
 * Looks at a file; of a workbook at the sheet that is named, else at the largest that was not imported yet and at those of the
 * same columns. Where all were imported, at the largest, so that it is refused.
 */
export async function inspectSent(
  { database, scratch, leftOut, owners }: Looking,
  path: string,
  sheet: string
): Promise<Looked[]> {
  const sheets = await tablesOfWorkbook(path)
  const look = (stated: Partial<Reading>) =>
    lookAt(owners, (asked) => inspectTable(path, stated, scratch, sheets, asked))
  if (sheet !== '' || sheets.length < 2) return [await look(sheet ? { sheet } : {})]
  const sha256 = (await checksumOf(path)) ?? ''
  const fresh: SheetTable[] = []
  for (const one of sheets) {
    const seen = await findSameFile(database, { sha256, sheet: one.name })
    if (!seen || leftOut.has(seen.data_set)) fresh.push(one)
  }
  const largest = largestTable(fresh.some(({ rows }) => rows > 0) ? fresh : sheets)
  const together = largest ? sheetsLike(largest, fresh) : []
  const read: Looked[] = []
  for (const { name } of together.length > 0 ? together : [{ name: largest?.name ?? '' }])
    read.push(await look({ sheet: name }))
  return read
}

export type Looking = { database: Reader; scratch: string; leftOut: ReadonlySet<string>; owners: readonly Owner[] }
