import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ImportRequest, importFile } from '../src/evidence/import.store.ts'
import { rowsAt } from '../src/evidence/part.store.ts'
import type { Mapping } from '../src/evidence/rules.ts'
import { askDuckDB, type FactRow, withDuckDB } from '../src/facts/duckdb.ts'

/** Imports of texts as files of a folder of their own, and what was written; `close` takes the folder away. */
export function openImports() {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  let made = 0
  const file = (content: string): string => {
    const path = join(folder, `${made++}.csv`)
    writeFileSync(path, content)
    return path
  }
  return {
    folder,
    file,
    async importText(content: string, mapping: Mapping, more: Partial<ImportRequest> = {}) {
      const outFolder = join(folder, `out${made}`)
      const given = { dataSet: 'd1', version: 'v1', outFolder, today: '2026-11-22' }
      return { result: await importFile({ file: file(content), mapping, ...given, ...more }), outFolder }
    },
    /** The rows of a table as it lies in the folder, in the order of the file. */
    rowsOf(outFolder: string, table: string, columns = '*'): Promise<FactRow[]> {
      return withDuckDB(':memory:', (connection) =>
        askDuckDB(connection, `select ${columns} from ${rowsAt(outFolder, table)} order by "row"`)
      )
    },
    close: () => rmSync(folder, { recursive: true, force: true })
  }
}
