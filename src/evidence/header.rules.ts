import type { Reading } from './rules.ts'

/** The first lines of a file as text: how its cells are parted, and what its columns are called. */

/** More columns than this are no table that a person maps. */
export const mostColumns = 2000

const delimiters: readonly Reading['delimiter'][] = [',', ';', '\t', '|']

export type TableStart = Pick<Reading, 'delimiter' | 'quote'> & {
  /** Names as they are used from here on: trimmed, none empty, none twice. */
  header: string[]
  /** Names that stood there twice, and numbers of columns that had none. */
  twice: string[]
  nameless: number[]
  /** Where the header ends, in characters, and on which line. */
  end: number
  lines: number
}

/** Reads the header from the first characters of a file, or answers undefined where there is none. */
export function readTableStart(text: string, stated: Partial<Reading> = {}): TableStart | undefined {
  const announced = /^sep=(.)\r?\n/i.exec(text)
  const blank = /^\s*[\r\n]/.exec(text.slice(announced?.[0].length ?? 0))?.[0] ?? ''
  const from = (announced?.[0].length ?? 0) + blank.length
  const quote = stated.quote ?? findQuote(text.slice(from))
  const delimiter =
    stated.delimiter ?? delimiters.find((sign) => sign === announced?.[1]) ?? findDelimiter(text.slice(from), quote)
  const first = splitText(text, from, delimiter, quote)
  if (!first || first.cells.every((cell) => cell.trim() === '')) return undefined
  const named =
    first.cells.length > mostColumns ? { header: first.cells, twice: [], nameless: [] } : nameColumns(first.cells)
  return { delimiter, quote, ...named, end: first.end, lines: countLines(text.slice(0, first.end)) }
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** The delimiter that parts most lines alike; a comma where none does. */
function findDelimiter(text: string, quote: Reading['quote']): Reading['delimiter'] {
  const scored = delimiters.map((delimiter) => {
    const counts = firstRecords(text, delimiter, quote, 30).map((cells) => cells.length)
    const columns = counts[0] ?? 1
    const alike = counts.filter((count) => count === columns).length / Math.max(1, counts.length)
    return { delimiter, score: columns > 1 ? alike * 10 + Math.log(columns) : 0 }
  })
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).delimiter
}

function findQuote(text: string): Reading['quote'] {
  const sample = text.slice(0, 1 << 16)
  const single = sample.match(/(^|[,;\t|\n])'[^'\n]*'(?=[,;\t|\r\n]|$)/g)?.length ?? 0
  return !sample.includes('"') && single > 2 ? "'" : '"'
}

function firstRecords(text: string, delimiter: string, quote: string, most: number): string[][] {
  const records: string[][] = []
  for (let from = 0; from < text.length && records.length < most; ) {
    const record = splitText(text, from, delimiter, quote)
    if (!record) break
    records.push(record.cells)
    from = record.end
  }
  return records
}

/** The cells of the record that begins at `from`, and where the next begins. Undefined where nothing is left. */
function splitText(
  text: string,
  from: number,
  delimiter: string,
  quote: string
): { cells: string[]; end: number } | undefined {
  if (from >= text.length) return undefined
  const cells: string[] = []
  let cell = ''
  let open = false
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (open && sign === quote && text[at + 1] === quote) cell += text[++at]
    else if (sign === quote && (open || cell === '')) open = !open
    else if (!open && sign === delimiter) {
      cells.push(cell)
      cell = ''
    } else if (!open && sign === '\n') return { cells: [...cells, cell.replace(/\r$/, '')], end: at + 1 }
    else cell += sign
  }
  return { cells: [...cells, cell], end: text.length }
}

/** Names a column without a name "#3" and a second one of the same name "name (2)". */
function nameColumns(cells: string[]): Pick<TableStart, 'header' | 'twice' | 'nameless'> {
  const header: string[] = []
  const twice: string[] = []
  const nameless: number[] = []
  const used = new Map<string, number>()
  for (const [index, cell] of cells.entries()) {
    const name = cell.trim().replace(/\s+/g, ' ') || `#${index + 1}`
    if (cell.trim() === '') nameless.push(index + 1)
    const before = used.get(name) ?? 0
    used.set(name, before + 1)
    if (before > 0) twice.push(name)
    header.push(before > 0 ? freeName(name, before + 1, header) : name)
  }
  return { header, twice: [...new Set(twice)], nameless }
}

function freeName(name: string, number: number, taken: readonly string[]): string {
  const wanted = `${name} (${number})`
  return taken.includes(wanted) ? freeName(name, number + 1, taken) : wanted
}
