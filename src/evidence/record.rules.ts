import type { Reading } from './rules.ts'

/**
 * Splits the bytes of a CSV file into records and writes them anew so that every one has the same number of cells:
 * first the line on which it begins in the file that was sent, then what is wrong with it (empty where nothing is)
 * and the cells that are too many, then its cells. Rows that break the format become rows with a reason; they never
 * stop the file.
 */
export type Scanner = {
  /** Takes the next bytes (UTF-8) and gives what is ready to be written. */
  scan(bytes: Buffer): Buffer
  /** Takes the end of the file. */
  end(): Buffer
  /** How far it got; `lines` counts line breaks within cells too. */
  readonly seen: ScanCounts
}

export type ScanCounts = { rows: number; lines: number; ragged: number; broken: number; multiLine: number }

export type RowTrouble = 'row-too-short' | 'row-too-long' | 'quotes-not-closed'

/** A record longer than this has lost its closing quote. */
const longestRecord = 1 << 20
/** A line longer than this is no line of a table. */
const longestLine = 2 << 20

/** Of the largest number of a line. */
const mostDigits = 16

const lineFeed = 10
const carriageReturn = 13
const empty = Buffer.alloc(0)

type Cell = { start: number; end: number; quoted: boolean }
/** `plain` where the bytes can stay as they are. */
type Split = { count: number; end: number; next: number; lineBreaks: number; plain: boolean }

export class LineTooLong extends Error {
  readonly line: number
  constructor(line: number) {
    super(`line ${line} is too long`)
    this.line = line
  }
}

/** `columns` is the number of cells of the header; `firstLine` the line on which the bytes begin. */
export function createScanner(
  reading: Pick<Reading, 'delimiter' | 'quote'>,
  columns: number,
  firstLine: number
): Scanner {
  const delimiter = reading.delimiter.charCodeAt(0)
  const quote = reading.quote.charCodeAt(0)
  const seen: ScanCounts = { rows: 0, lines: firstLine - 1, ragged: 0, broken: 0, multiLine: 0 }
  const writer = createWriter(reading, columns)
  const special = new Uint8Array(256)
  for (const byte of [delimiter, quote, lineFeed, carriageReturn]) special[byte] = 1
  let rest = empty

  /**
   * Where the record at `start` ends, or undefined while its end is not there; `null` where its quotes do not close.
   * Its cells are put into `cells` where a list is given.
   */
  function splitRecord(data: Buffer, start: number, last: boolean, cells?: Cell[]): Split | undefined | null {
    let [at, count, lineBreaks, plain] = [start, 0, 0, true]
    for (;;) {
      const cellStart = at
      const quoted = data[at] === quote
      if (quoted) {
        for (at++; ; at++) {
          if (at >= data.length) return last || at - start > longestRecord ? null : undefined
          const byte = data[at]
          if (byte === lineFeed) lineBreaks++
          if (byte !== quote) continue
          if (data[at + 1] !== quote) break
          at++
        }
        at++
        if (at >= data.length && !last) return undefined
        if (at < data.length && !endsCell(data, at)) return null
      } else {
        for (; at < data.length; at++) {
          const byte = data[at]
          if (byte === delimiter || byte === lineFeed) break
          if (byte === quote || (byte === carriageReturn && data[at + 1] !== lineFeed)) plain = false
        }
      }
      if (at >= data.length && !last) return undefined
      count++
      if (data[at] === delimiter) {
        cells?.push({ start: cellStart, end: at, quoted })
        at++
        continue
      }
      while (data[at] === carriageReturn) at++
      if (at >= data.length && !last) return undefined
      const end = data[at - 1] === carriageReturn && at > cellStart ? at - 1 : at
      cells?.push({ start: cellStart, end, quoted })
      return { count, end, next: Math.min(at + 1, data.length), lineBreaks, plain }
    }
  }

  function endsCell(data: Buffer, at: number): boolean {
    const byte = data[at]
    return (
      byte === delimiter ||
      byte === lineFeed ||
      (byte === carriageReturn && (at + 1 >= data.length || data[at + 1] === lineFeed))
    )
  }

  function takeSlowly(data: Buffer, start: number, last: boolean): number | undefined {
    const record = splitRecord(data, start, last)
    if (record === undefined) return undefined
    if (record === null || (record.lineBreaks > 0 && record.count !== columns)) return takeBroken(data, start, last)
    const line = seen.lines + 1
    seen.lines = line + record.lineBreaks
    seen.rows++
    if (record.lineBreaks > 0) seen.multiLine++
    if (record.plain && record.count === columns) {
      writer.whole(line, data, start, record.end)
      return record.next
    }
    const cells: Cell[] = []
    splitRecord(data, start, last, cells)
    const trouble = troubleOf(data, cells)
    if (trouble) seen.ragged++
    writer.cells(line, trouble, data, cells)
    return record.next
  }

  /** A quote that does not close costs its own line only: the next line is read as if nothing had been. */
  function takeBroken(data: Buffer, start: number, last: boolean): number | undefined {
    const found = data.indexOf(lineFeed, start)
    if (found < 0 && !last) return undefined
    const end = found < 0 ? data.length : found
    seen.lines++
    seen.rows++
    seen.broken++
    const cells: Cell[] = []
    for (let at = start, cellStart = start; at <= end; at++) {
      if (at < end && data[at] !== delimiter) continue
      cells.push({ start: cellStart, end: at, quoted: false })
      cellStart = at + 1
    }
    writer.cells(seen.lines, 'quotes-not-closed', data, cells)
    return Math.min(end + 1, data.length)
  }

  /** Empty cells at the end of a row are no cells too many: many programs write a delimiter after the last. */
  function troubleOf(data: Buffer, cells: Cell[]): RowTrouble | '' {
    if (cells.length === columns) return ''
    if (cells.length < columns) return 'row-too-short'
    const surplus = cells.slice(columns).some(({ start, end }) => data.toString('utf8', start, end).trim() !== '')
    return surplus ? 'row-too-long' : ''
  }

  function take(bytes: Buffer, last: boolean): Buffer {
    const data = rest.length === 0 ? bytes : Buffer.concat([rest, bytes])
    const start = last ? takeAll(data) : takeWhole(data)
    rest = Buffer.from(data.subarray(start))
    if (rest.length > longestLine) throw new LineTooLong(seen.lines + 1)
    return writer.take()
  }

  function takeAll(data: Buffer): number {
    const start = takeWhole(data, true)
    if (start < data.length) takeSlowly(data, start, true)
    return data.length
  }

  /** Takes the records that end within the data and answers where the first begins that does not. */
  function takeWhole(data: Buffer, last = false): number {
    const { length } = data
    let [start, at, found] = [0, 0, 0]
    for (;;) {
      while (at < length && !special[data[at] ?? 0]) at++
      if (at >= length) return start
      const byte = data[at]
      if (byte === delimiter) found++
      else if (byte === lineFeed) {
        const end = at > start && data[at - 1] === carriageReturn ? at - 1 : at
        if (end === start) seen.lines++
        else if (found !== columns - 1) takeSlowly(data, start, last)
        else {
          seen.lines++
          seen.rows++
          writer.whole(seen.lines, data, start, end)
        }
        start = at + 1
        found = 0
      } else if (byte === quote || data[at + 1] !== lineFeed) {
        const next = takeSlowly(data, start, last)
        if (next === undefined) return start
        start = next
        at = next - 1
        found = 0
      }
      at++
    }
  }

  return { scan: (bytes) => take(bytes, false), end: () => take(empty, true), seen }
}

/** Writes records as bytes into a buffer that grows; made for a few hundred thousand rows a second. */
function createWriter({ delimiter, quote }: Pick<Reading, 'delimiter' | 'quote'>, columns: number) {
  const mark = delimiter.charCodeAt(0)
  let out = Buffer.allocUnsafe(1 << 20)
  let at = 0

  function reserve(bytes: number) {
    if (at + bytes <= out.length) return
    const larger = Buffer.allocUnsafe(Math.max(out.length * 2, at + bytes))
    out.copy(larger, 0, 0, at)
    out = larger
  }

  /** Byte by byte: to write a text of a few signs costs more than the row that follows it. */
  function digits(number: number) {
    let length = 1
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) length++
    let rest = number
    for (let place = at + length - 1; place >= at; place--) {
      out[place] = 48 + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    at += length
  }

  function text(value: string) {
    reserve(value.length * 3)
    at += out.write(value, at)
  }

  function quoted(value: string) {
    text(quote + value.replaceAll(quote, quote + quote) + quote)
  }

  function cell(data: Buffer, { start, end, quoted: asItIs }: Cell) {
    const value = data.toString('utf8', start, end)
    if (asItIs || value === '') text(value)
    else quoted(value)
  }

  return {
    /** A record whose bytes can stay as they are. */
    whole(line: number, data: Buffer, start: number, end: number) {
      reserve(mostDigits + 4 + end - start)
      digits(line)
      out[at] = out[at + 1] = out[at + 2] = mark
      at += 3
      at += data.copy(out, at, start, end)
      out[at++] = lineFeed
    },
    /**
     * A record whose cells are written one by one; what is missing is left empty, what is too many stands in one
     * cell.
     */
    cells(line: number, trouble: RowTrouble | '', data: Buffer, cells: Cell[]) {
      const own = cells.slice(0, columns)
      const first = cells[columns]
      const last = cells.at(-1)
      text(`${line}${delimiter}${trouble}${delimiter}`)
      if (trouble && first && last) quoted(data.toString('utf8', first.start, last.end))
      for (let index = 0; index < columns; index++) {
        text(delimiter)
        const found = own[index]
        if (found) cell(data, found)
      }
      text('\n')
    },
    take(): Buffer {
      const ready = Buffer.from(out.subarray(0, at))
      at = 0
      return ready
    }
  }
}
