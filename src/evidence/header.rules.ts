import { findHeading, type Heading, isData, joinNames } from './heading.rules.ts'
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
  headerLine: number
  /** On how many lines the names stand. */
  headerLines: number
  /** Lines above the header that say something, such as a title. */
  above: number
  /** The names look like data: the file may have no header. */
  likeData: boolean
}

/** Reads the header from the first characters of a file, or answers undefined where there is none. */
export function readTableStart(text: string, stated: Partial<Reading> = {}): TableStart | undefined {
  const announced = /^sep=(.)\r?\n/i.exec(text)
  const blank = /^\s*[\r\n]/.exec(text.slice(announced?.[0].length ?? 0))?.[0] ?? ''
  const from = (announced?.[0].length ?? 0) + blank.length
  const quote = stated.quote ?? findQuote(text.slice(from))
  const delimiter =
    stated.delimiter ?? delimiters.find((sign) => sign === announced?.[1]) ?? findDelimiter(text.slice(from), quote)
  const records = firstRecords(text, from, delimiter, quote, looked)
  const index = stated.headerLine === undefined ? findHeader(records) : indexOfLine(records, stated.headerLine, text)
  if (index === -1) return withoutHeader(records, text, from, { delimiter, quote })
  const heading = headingAt(records, index, stated)
  const [first, last] = [records[heading.first], records[heading.first + heading.lines - 1]]
  if (!first || !last || heading.names.every((name) => name.trim() === '')) return undefined
  const named =
    heading.names.length > mostColumns ? { header: heading.names, twice: [], nameless: [] } : nameColumns(heading.names)
  return {
    delimiter,
    quote,
    ...named,
    end: last.end,
    lines: countLines(text.slice(0, last.end)),
    above: records.slice(0, heading.first).filter((record) => filledIn(record) > 0).length,
    headerLine: countLines(text.slice(0, first.end)),
    headerLines: heading.lines,
    likeData: isLikeData(heading.names)
  }
}

/** The names of the columns: on the lines that are stated, else on those that are found. */
function headingAt(
  records: readonly TextRecord[],
  index: number,
  { headerLine, headerLines }: Partial<Reading>
): Heading {
  const lines = records.map(({ cells }) => cells)
  const [last = [], ...above] = lines.slice(index, index + (headerLines ?? 1)).toReversed()
  const names = above.reduce((below, line) => joinNames(line, below), last)
  const alone = { first: index, lines: 1 + above.length, names }
  if (headerLines !== undefined || names.length > mostColumns) return alone
  const found = findHeading(lines, index)
  // Who says on which line the names begin has them begin there.
  return found && (headerLine === undefined || found.first === index) ? found : alone
}

type TextRecord = { cells: string[]; end: number }

/** Lines that are looked at to find the names of the columns. */
const looked = 60

const filledIn = ({ cells }: TextRecord) => cells.filter((cell) => cell.trim() !== '').length

/**
 * The record that names the columns: the first that fills most of the cells which records usually fill. Titles and blank
 * lines above a table fill one or two.
 */
function findHeader(records: readonly TextRecord[]): number {
  const usual = commonest(records.map(filledIn).filter((count) => count > 0))
  const found = records.findIndex((record) => filledIn(record) >= Math.max(1, usual * 0.6))
  return found === -1 ? 0 : found
}

/** The number that stands most often; of several, the largest. */
function commonest(numbers: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1)
  return [...counts].sort(([a, often], [b, other]) => other - often || b - a)[0]?.[0] ?? 0
}

/** Which record begins on a line, counted from 1; -1 for line 0: there are no names. */
function indexOfLine(records: readonly TextRecord[], line: number, text: string): number {
  if (line <= 0) return -1
  const found = records.findIndex(({ end }) => countLines(text.slice(0, end)) >= line)
  return found === -1 ? 0 : found
}

/** A file that begins with its first record: its columns are called by their numbers. */
function withoutHeader(
  records: readonly TextRecord[],
  text: string,
  from: number,
  signs: Pick<TableStart, 'delimiter' | 'quote'>
): TableStart | undefined {
  const width = Math.max(0, ...records.map(({ cells }) => cells.length))
  if (width === 0) return undefined
  const header = Array.from({ length: width }, (_, index) => `#${index + 1}`)
  const lines = from === 0 ? 0 : countLines(text.slice(0, from))
  return {
    ...signs,
    header,
    twice: [],
    nameless: [],
    end: from,
    lines,
    above: 0,
    headerLine: 0,
    headerLines: 0,
    likeData: false
  }
}

/** Names of columns are words; a first record with numbers or days among its cells is likely none. */
function isLikeData(cells: readonly string[]): boolean {
  const said = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const data = said.filter((cell) => isData(cell) || /^\d{4}$/.test(cell))
  return data.length >= 2 && data.length * 4 >= said.length
}

function countLines(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}

/** The delimiter that parts most lines alike; a comma where none does. */
function findDelimiter(text: string, quote: Reading['quote']): Reading['delimiter'] {
  const scored = delimiters.map((delimiter) => {
    const counts = firstRecords(text, 0, delimiter, quote, 30).map(({ cells }) => cells.length)
    const columns = commonest(counts)
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

function firstRecords(text: string, from: number, delimiter: string, quote: string, most: number): TextRecord[] {
  const records: TextRecord[] = []
  for (let at = from; at < text.length && records.length < most; ) {
    const record = splitText(text, at, delimiter, quote)
    if (!record) break
    records.push(record)
    at = record.end
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
