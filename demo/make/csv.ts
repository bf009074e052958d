import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync, gzipSync } from 'node:zlib'

/** One line of a table: column name to cell text, '' for a missing cell. */
export type Row = Readonly<Record<string, string>>
export type Table = { readonly header: readonly string[]; readonly rows: readonly Row[] }

/** The cells of RFC 4180 text (comma, LF or CRLF, quoted cells may hold line breaks), one array for each line. */
const cellsOf = (text: string): string[][] => {
  const lines: string[][] = []
  let line: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') cell += text[++at]
      else quoted = false
    } else if (sign === '"') quoted = true
    else if (sign === ',') {
      line.push(cell)
      cell = ''
    } else if (sign === '\n') {
      lines.push([...line, cell])
      line = []
      cell = ''
    } else if (sign !== '\r') cell += sign
  }
  return cell === '' && line.length === 0 ? lines : [...lines, [...line, cell]]
}

/** Parses CSV text whose first line names the columns. */
const parseTable = (text: string): Table => {
  const [header = [], ...lines] = cellsOf(text)
  const rows = lines.map((line) => Object.fromEntries(header.map((name, at) => [name, line[at] ?? ''])))
  return { header, rows }
}

/** Reads a CSV file, packed when its name ends in .gz. */
export const readTable = (path: string): Table => {
  const bytes = readFileSync(path)
  return parseTable((path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'))
}

const written = (cell: string): string => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Writes a CSV file (UTF-8, LF), packed without a time stamp when its name ends in .gz: a second run is equal. */
export const writeTable = (path: string, { header, rows }: Table): void => {
  const lines = [header, ...rows.map((row) => header.map((name) => row[name] ?? ''))]
  const text = lines.map((line) => `${line.map(written).join(',')}\n`).join('')
  writeFileSync(path, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : text)
}
