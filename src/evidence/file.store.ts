import { createHash } from 'node:crypto'
import { type FileHandle, mkdtemp, open, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { Problem } from '../kernel/problem.ts'
import {
  createDecoder,
  findEncoding,
  type Lost,
  likelyEncoding,
  readBytes,
  readStart,
  sheetsOf,
  tablesOfWorkbook
} from './encoding.store.ts'
import { mostColumns, readTableStart, type TableStart } from './header.rules.ts'
import { alikeWarning, profileColumns } from './profile.store.ts'
import { createScanner, LineTooLong, type ScanCounts } from './record.rules.ts'
import { guardPattern } from './returned.rules.ts'
import type { ColumnProfile, FileInspection, Reading, Warning } from './rules.ts'
import { largestTable, type SheetTable } from './sheet.rules.ts'

/** Rows that are looked at to say what a column holds. */
const profiled = 100_000

export type OpenTable = Reading & TableStart & { start: Buffer; guessed: boolean }

/**
 * Reads how a file is written and what its columns are called; of a workbook the sheet that is stated, else the largest. Refuses
 * what is no table by its first megabyte.
 */
export async function openTable(path: string, stated: Partial<Reading> = {}): Promise<OpenTable> {
  const sheet = await sheetToRead(path, stated.sheet)
  if (sheet !== undefined) {
    const start = await readStart(path, sheet)
    const written = { ...stated, delimiter: ',', quote: '"', encoding: 'utf-8' } as const
    return { ...readHeader(start, 'utf-8', written), start, encoding: 'utf-8', guessed: false, sheet }
  }
  const start = await readStart(path)
  const first = readHeader(start, stated.encoding ?? likelyEncoding(start), stated)
  if (stated.encoding) return { ...first, start, encoding: stated.encoding, guessed: false }
  const found = await findEncoding(path, start)
  return { ...readHeader(start, found.encoding, stated), start, ...found }
}

/** The sheet of a workbook that is read; undefined where the file is none. */
async function sheetToRead(path: string, stated: string | undefined): Promise<string | undefined> {
  const sheets = await sheetsOf(path)
  if (stated && sheets.length > 0 && !sheets.includes(stated))
    throw new Problem('sheet-not-there', { sheet: stated, sheets: sheets.join(', ') })
  if (stated || sheets.length < 2) return sheets.length > 0 ? (stated ?? sheets[0]) : undefined
  return largestTable(await tablesOfWorkbook(path))?.name
}

function readHeader(start: Buffer, encoding: string, stated: Partial<Reading>): TableStart {
  const text = decodeStart(start, encoding)
  const table = readTableStart(text, stated)
  if (!table) throw new Problem('file-empty')
  if (table.header.length > mostColumns) {
    throw new Problem('file-too-many-columns', { limit: mostColumns })
  }
  if (table.end >= 1 << 20) throw new Problem('file-unreadable', { kind: 'long', line: 1 })
  return table
}

function decodeStart(start: Buffer, encoding: string): string {
  const decoder = createDecoder(encoding, start, { characters: 0 })
  return decoder.decode(start).toString('utf8')
}

/** A piece of the file as it was copied: whether it may hold characters that could not be read, and cells with line breaks. */
export type StagedPart = { path: string; lost: boolean; multiLine: boolean }

export type Staged = ScanCounts & { parts: StagedPart[]; lost: number; sha256: string; bytes: number }

export type StageOptions = {
  signal?: AbortSignal
  /** Rows after which nothing more is written; they are still counted. */
  most?: number
  onRead?: (rows: number, share: number) => void
  /** Gets each part when it is whole; the next is begun once this is answered. */
  onPart?: (part: StagedPart) => Promise<void>
}

/**
 * Parts grow from the first size to the last: the rows of one are checked while the next is copied, and a check takes a tenth of a
 * second to be made ready, whatever the size.
 */
const [firstPart, largestPart] = [16 << 20, 64 << 20]

/**
 * Copies a file, record by record, into parts of the shape that DuckDB reads without a doubt: UTF-8, no header, every
 * row with its line, its trouble and the same number of cells. Only bytes pass through; memory stays at a few chunks.
 */
export async function stageFile(
  path: string,
  table: OpenTable,
  folder: string,
  options: StageOptions = {}
): Promise<Staged> {
  const { signal, most = Number.POSITIVE_INFINITY, onRead } = options
  const hash = createHash('sha256')
  const lost: Lost = { characters: 0 }
  const { size } = await stat(path)
  const decoder = createDecoder(table.encoding, table.start, lost)
  const scanner = createScanner(table, table.header.length, table.lines + 1)
  const staged: StagedPart[] = []
  let multiLine = 0
  const parts = createParts(folder, async (path) => {
    // The last characters that were read may belong to the next part, so one that was lost counts for all that follow.
    const part = { path, lost: lost.characters > 0, multiLine: scanner.seen.multiLine > multiLine }
    multiLine = scanner.seen.multiLine
    staged.push(part)
    await options.onPart?.(part)
  })
  let header = Buffer.byteLength(decodeStart(table.start, table.encoding).slice(0, table.end))
  let bytes = 0
  const write = async (decoded: Buffer) => {
    const skipped = Math.min(header, decoded.length)
    header -= skipped
    const full = scanner.seen.rows >= most
    const ready = scanner.scan(decoded.subarray(skipped))
    if (!full) await parts.write(ready)
  }
  try {
    const sent = (chunk: Buffer) => {
      hash.update(chunk)
      bytes += chunk.length
    }
    for await (const chunk of readBytes(path, { onSent: sent, signal, sheet: table.sheet })) {
      signal?.throwIfAborted()
      await write(decoder.decode(chunk))
      onRead?.(scanner.seen.rows, size > 0 ? bytes / size : 1)
    }
    await write(decoder.end())
    await parts.write(scanner.end())
    await parts.finish()
  } catch (error) {
    if (error instanceof LineTooLong) throw new Problem('file-unreadable', { kind: 'table', line: error.line })
    throw error
  } finally {
    await parts.close()
  }
  if (scanner.seen.rows === 0) throw new Problem('file-no-rows', { columns: table.header.length })
  return { ...scanner.seen, parts: staged, lost: lost.characters, sha256: hash.digest('hex'), bytes }
}

/** Writes whole records into one file after another. */
function createParts(folder: string, onWhole: (path: string) => Promise<void>) {
  let file: FileHandle | undefined
  let [path, number, written] = ['', 0, 0]

  async function close() {
    await file?.close()
    file = undefined
  }

  async function finish() {
    if (!file) return
    await close()
    await onWhole(path)
  }

  return {
    async write(records: Buffer) {
      if (records.length === 0) return
      if (!file) {
        path = join(folder, `rows${number++}`)
        file = await open(path, 'w')
        written = 0
      }
      await file.writeFile(records)
      written += records.length
      if (written >= Math.min(firstPart * number, largestPart)) await finish()
    },
    finish,
    close
  }
}

/** The column of the staged parts that holds the file's column of this number. */
export const stagedColumn = (index: number) => `c${index}`

/** What DuckDB reads staged parts by: every cell as text. */
export function stagedSource(
  parts: readonly Pick<StagedPart, 'path' | 'multiLine'>[],
  table: Pick<OpenTable, 'delimiter' | 'quote' | 'header'>
): string {
  const cells = table.header.map((_, index) => `'${stagedColumn(index)}': 'VARCHAR'`)
  const columns = ["'line': 'BIGINT'", "'trouble': 'VARCHAR'", "'surplus': 'VARCHAR'", ...cells]
  const options = [
    'header = false, auto_detect = false, strict_mode = true, null_padding = false',
    `delim = ${quoteText(table.delimiter)}, quote = ${quoteText(table.quote)}, escape = ${quoteText(table.quote)}`,
    `new_line = '\\n', max_line_size = 6000000, buffer_size = 8000000`,
    `parallel = ${!parts.some(({ multiLine }) => multiLine)}`,
    `columns = {${columns.join(', ')}}`
  ]
  return `read_csv([${parts.map(({ path }) => quoteText(path)).join(', ')}], ${options.join(', ')})`
}

/**
 * Looks at a file before anything is imported: how it is written, its columns, its first rows, how many it has.
 * `stated` overrules what is found, for files whose encoding cannot be told. Nothing of the file is kept.
 */
export async function inspectFile(
  path: string,
  stated: Partial<Reading> = {},
  scratch = tmpdir(),
  look?: Look
): Promise<FileInspection> {
  const sheets = await tablesOfWorkbook(path)
  return inspectTable(path, { ...stated, sheet: stated.sheet ?? largestTable(sheets)?.name }, scratch, sheets, look)
}

/** What else is asked of the first rows of a file while they lie in the table `staged`. */
export type Look = (connection: DuckDBConnection, header: string[], columns: ColumnProfile[]) => Promise<void>

/** As `inspectFile`, of a file whose sheets are known. */
export async function inspectTable(
  path: string,
  stated: Partial<Reading>,
  scratch: string,
  sheets: readonly SheetTable[],
  look?: Look
): Promise<FileInspection> {
  const table = await openTable(path, stated)
  const folder = await mkdtemp(join(scratch, 'inspect-'))
  try {
    const staged = await stageFile(path, table, folder, { most: profiled })
    const source = stagedSource(staged.parts, table)
    return await withDuckDB(':memory:', async (connection) => {
      await connection.run(`create table staged as select * from ${source} limit ${profiled}`)
      const columns = await profileColumns(connection, table.header)
      await look?.(connection, table.header, columns)
      const profiledRows = Math.min(staged.rows, profiled)
      return {
        encoding: table.encoding,
        delimiter: table.delimiter,
        quote: table.quote,
        ...(table.sheet ? { sheet: table.sheet } : {}),
        sheets: sheets.map(({ name, rows, columns }) => ({ name, rows, columns })),
        headerLine: table.headerLine,
        headerLines: table.headerLines,
        header: table.header,
        columns,
        sampleRows: await readSample(connection, table.header.length),
        rows: staged.rows,
        ragged: staged.ragged,
        broken: staged.broken,
        profiledRows,
        warnings: [
          ...startWarnings(table),
          ...rowWarnings(staged, columns),
          ...(await alikeWarning(connection, table.header))
        ],
        sha256: staged.sha256,
        bytes: staged.bytes
      }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A cell of a staged part: of rows that come back, without the apostrophe that they were given. */
export function cellSql(cell: string, returned: boolean): string {
  if (!returned) return cell
  const bare = `regexp_replace(${cell}, ${quoteText(guardPattern)}, '\\1')`
  return `case when starts_with(${cell}, '''') then ${bare} else ${cell} end`
}

async function readSample(connection: DuckDBConnection, columns: number): Promise<FileInspection['sampleRows']> {
  const rows = await askDuckDB(connection, 'select * exclude (trouble, surplus) from staged limit 20')
  return rows.map((row) => ({
    line: Number(row.line),
    cells: Array.from({ length: columns }, (_, index) => String(row[stagedColumn(index)] ?? ''))
  }))
}

export function startWarnings(table: OpenTable): Warning[] {
  const { twice, nameless, guessed, encoding, above, headerLine, headerLines, likeData } = table
  const warnings: Warning[] = twice.map((column) => ({ code: 'duplicate-header', values: { column } }))
  for (const number of nameless) warnings.push({ code: 'empty-header', values: { number } })
  if (guessed) warnings.push({ code: 'encoding-guessed', values: { encoding } })
  if (above > 0) warnings.push({ code: 'lines-above-header', values: { lines: headerLine - 1, line: headerLine } })
  if (headerLines > 1) warnings.push({ code: 'header-joined', values: { lines: headerLines } })
  if (likeData) warnings.push({ code: 'header-like-data', values: { line: headerLine } })
  return warnings
}

function rowWarnings(staged: Staged, columns: readonly ColumnProfile[]): Warning[] {
  const warnings: Warning[] = []
  if (staged.ragged > 0) warnings.push({ code: 'ragged-rows', values: { rows: staged.ragged } })
  if (staged.broken > 0) warnings.push({ code: 'broken-quotes', values: { rows: staged.broken } })
  if (staged.lost > 0) warnings.push({ code: 'unreadable-characters', values: { characters: staged.lost } })
  for (const { name, formulas } of columns) {
    if (formulas > 0) warnings.push({ code: 'formula-cells', values: { column: name, cells: formulas } })
  }
  return warnings
}
