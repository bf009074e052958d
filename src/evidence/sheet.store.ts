import { open as openFile } from 'node:fs/promises'
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { type Entry, open, type ZipFile } from 'yauzl'
import { Problem } from '../kernel/problem.ts'
import type { SheetLook } from './sheet.rules.ts'

/**
 * A sheet of an Excel workbook (Office Open XML, ECMA-376) as CSV in UTF-8: read as a stream, a row at a time, so that
 * memory does not grow with the file. Dates come as YYYY-MM-DD; a formula as the value that was last worked out.
 */

/** A workbook has some dozens of parts. One with more is made to exhaust whoever opens it. */
const mostEntries = 5000
/** A part that grows beyond this is refused when it also grew more than any table does. */
const partLimit = 64 << 20
const partRatio = 200
/** Texts that a workbook keeps apart are held in memory. */
const mostText = 160 << 20
const mostColumn = 16_384
const mostRows = 1_048_576

type Parts = Map<string, Entry>

/** The sheets of a workbook in their order; those that are hidden are left out. */
export async function listSheets(path: string): Promise<string[]> {
  return withParts(path, async (zip, parts) => [...(await readWorkbook(zip, parts)).sheets.keys()])
}

/** So much of a sheet tells what its columns are called. */
const lookedAt = 1 << 16

/** All sheets with their beginnings, and how many rows of each say something. Nothing of them is kept in memory. */
export async function lookAtSheets(path: string): Promise<SheetLook[]> {
  return withParts(path, async (zip, parts) => {
    const { sheets, since1904 } = await readWorkbook(zip, parts)
    const texts = await readTexts(zip, parts)
    const dates = await readDateStyles(zip, parts)
    const looks: SheetLook[] = []
    for (const [name, target] of sheets) {
      const part = parts.get(target)
      if (!part) continue
      const { merged, filled } = await scanSheet(zip, part)
      let start = ''
      const rows = rowReader({ texts, dates, since1904, merged })
      for await (const chunk of streamOf(zip, part)) {
        rows.write(chunk)
        start += rows.take()
        if (start.length > lookedAt) break
      }
      looks.push({ name, start: start.slice(0, start.lastIndexOf('\n') + 1), filled })
    }
    return looks
  })
}

/** The rows of a sheet as CSV: the one that is named, else the first. A row that is not there is an empty line. */
export async function* readSheet(path: string, wanted?: string): AsyncGenerator<Buffer> {
  const { zip, parts } = await openParts(path)
  try {
    const { sheets, since1904 } = await readWorkbook(zip, parts)
    const target = (wanted && sheets.get(wanted)) || [...sheets.values()][0]
    const part = target && parts.get(target)
    if (!part) throw new Problem('file-empty')
    const texts = await readTexts(zip, parts)
    const dates = await readDateStyles(zip, parts)
    const rows = rowReader({ texts, dates, since1904, merged: (await scanSheet(zip, part)).merged })
    for await (const chunk of streamOf(zip, part)) {
      rows.write(chunk)
      const ready = rows.take()
      if (ready) yield Buffer.from(ready)
    }
    rows.end()
    const rest = rows.take()
    if (rest) yield Buffer.from(rest)
  } finally {
    zip.close()
  }
}

async function withParts<Result>(path: string, work: (zip: ZipFile, parts: Parts) => Promise<Result>): Promise<Result> {
  const { zip, parts } = await openParts(path)
  try {
    return await work(zip, parts)
  } finally {
    zip.close()
  }
}

const refuse = (kind: string) => new Problem('file-binary', { kind })

/** The directory of a zip file. Nothing is unpacked yet, and a directory that cannot be meant is refused by its size. */
async function openParts(path: string): Promise<{ zip: ZipFile; parts: Parts }> {
  const zip = await new Promise<ZipFile>((resolve, reject) =>
    open(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, opened) =>
      error ? reject(error) : resolve(opened)
    )
  ).catch(async () => {
    throw refuse((await beginsAsWorkbook(path)) ? 'xlsx' : 'damaged')
  })
  const parts: Parts = new Map()
  try {
    if (zip.entryCount > mostEntries) throw refuse('zip')
    await new Promise<void>((resolve, reject) => {
      zip.on('error', () => reject(refuse('damaged')))
      zip.on('end', resolve)
      zip.on('entry', (entry: Entry) => {
        parts.set(entry.fileName, entry)
        zip.readEntry()
      })
      zip.readEntry()
    })
    if (!parts.has('xl/workbook.xml')) throw refuse(parts.has('content.xml') ? 'ods' : 'zip')
    return { zip, parts }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** A workbook that was cut off has no directory any more; its first part still tells what it was. */
async function beginsAsWorkbook(path: string): Promise<boolean> {
  const file = await openFile(path)
  try {
    const { buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    return /\[Content_Types\]\.xml|xl\//.test(buffer.toString('latin1'))
  } finally {
    await file.close()
  }
}

async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > partLimit && uncompressedSize > compressedSize * partRatio)
    throw new Problem('file-unpacks-too-far', { kind: 'xlsx', limit: partLimit >> 20, ratio: partRatio })
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) =>
    zip.openReadStream(entry, (error, opened) => (error ? reject(refuse('xlsx')) : resolve(opened)))
  )
  const decoder = new TextDecoder()
  try {
    for await (const chunk of stream) yield decoder.decode(chunk as unknown as Buffer, { stream: true })
  } catch {
    // The part is longer than its directory says, or damaged.
    throw refuse('xlsx')
  }
}

type Tag = SaxesTagPlain
type Handlers = { open?(tag: Tag): void; close?(tag: Tag): void; text?(text: string): void }

/** Reads XML as it comes. A document type, and with it every entity of its own, is refused. */
function xmlReader({ open: onOpen, close: onClose, text: onText }: Handlers) {
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw refuse('xlsx')
  })
  parser.on('doctype', () => {
    throw refuse('xlsx')
  })
  if (onOpen) parser.on('opentag', (tag) => onOpen(tag as Tag))
  if (onClose) parser.on('closetag', (tag) => onClose(tag as Tag))
  if (onText) parser.on('text', onText)
  return { write: (chunk: string) => void parser.write(chunk), end: () => void parser.close() }
}

async function readXml(zip: ZipFile, entry: Entry | undefined, handlers: Handlers): Promise<void> {
  if (!entry) return
  const reader = xmlReader(handlers)
  for await (const chunk of streamOf(zip, entry)) reader.write(chunk)
  reader.end()
}

/** Names in XML may stand under any prefix. */
const local = ({ name }: Tag) => name.slice(name.indexOf(':') + 1)
const attribute = (tag: Tag, name: string): string => {
  const found = Object.entries(tag.attributes).find(([key]) => key === name || key.endsWith(`:${name}`))
  return String(found?.[1] ?? '')
}

/** The sheets by their names, each with its part, and whether days are counted from 1904 as on old Macintoshes. */
async function readWorkbook(zip: ZipFile, parts: Parts): Promise<{ sheets: Map<string, string>; since1904: boolean }> {
  const targets = new Map<string, string>()
  await readXml(zip, parts.get('xl/_rels/workbook.xml.rels'), {
    open(tag) {
      if (local(tag) !== 'Relationship') return
      const target = attribute(tag, 'Target')
      targets.set(attribute(tag, 'Id'), target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    }
  })
  const sheets = new Map<string, string>()
  let since1904 = false
  await readXml(zip, parts.get('xl/workbook.xml'), {
    open(tag) {
      if (local(tag) === 'workbookPr') since1904 = ['1', 'true'].includes(attribute(tag, 'date1904'))
      if (local(tag) !== 'sheet' || attribute(tag, 'state') === 'hidden') return
      const target = targets.get(attribute(tag, 'id'))
      if (target) sheets.set(attribute(tag, 'name'), target)
    }
  })
  return { sheets, since1904 }
}

/** The texts that cells share. Phonetic readings beside them are left out. */
async function readTexts(zip: ZipFile, parts: Parts): Promise<string[]> {
  const texts: string[] = []
  let [text, size, reading, phonetic] = ['', 0, false, false]
  await readXml(zip, parts.get('xl/sharedStrings.xml'), {
    open(tag) {
      const name = local(tag)
      if (name === 'si') text = ''
      if (name === 'rPh') phonetic = true
      reading = name === 't' && !phonetic
    },
    close(tag) {
      const name = local(tag)
      if (name === 'rPh') phonetic = false
      if (name === 't') reading = false
      if (name !== 'si') return
      texts.push(text)
      size += text.length
      if (size > mostText) throw new Problem('workbook-texts-too-large', { limit: mostText >> 20 })
    },
    text(found) {
      if (reading) text += found
    }
  })
  return texts
}

/** Number formats of days and times that every workbook has (ECMA-376, 18.8.30). */
const builtIn = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57])

/** Which cell styles show a number as a day. */
async function readDateStyles(zip: ZipFile, parts: Parts): Promise<boolean[]> {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let within = false
  await readXml(zip, parts.get('xl/styles.xml'), {
    open(tag) {
      const name = local(tag)
      if (name === 'numFmt') own.set(Number(attribute(tag, 'numFmtId')), isDateFormat(attribute(tag, 'formatCode')))
      if (name === 'cellXfs') within = true
      if (name !== 'xf' || !within) return
      const format = Number(attribute(tag, 'numFmtId'))
      styles.push(own.get(format) ?? builtIn.has(format))
    },
    close(tag) {
      if (local(tag) === 'cellXfs') within = false
    }
  })
  return styles
}

/** A format with day, month or year outside of quoted words, colours and conditions in brackets. */
function isDateFormat(code: string): boolean {
  const bare = code.replaceAll(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '')
  return /[dy]|m(?!\w*0)/i.test(bare) && !/^general$/i.test(bare)
}

/** Cells of one column that were merged down: only the first holds their value. */
type Merged = { column: number; from: number; to: number }

/**
 * What was merged down, by its first row, and how many rows have a cell that says something. What is merged is written behind
 * all cells, so the sheet is run through for it. What was merged across stays in its first column: a title, or a name above
 * several columns.
 */
async function scanSheet(zip: ZipFile, part: Entry): Promise<{ merged: Map<number, Merged[]>; filled: number }> {
  const merged: Merged[] = []
  let [rest, filled, says] = ['', 0, false]
  for await (const chunk of streamOf(zip, part)) {
    const text = rest + chunk
    for (const [, column = '', from, to] of text.matchAll(
      /<(?:\w+:)?mergeCell ref="([A-Z]{1,3})(\d+):[A-Z]{1,3}(\d+)"/g
    ))
      if (Number(to) > Number(from) && merged.length < mostRows)
        merged.push({ column: columnOf(column) ?? 0, from: Number(from), to: Number(to) })
    const last = text.lastIndexOf('>') + 1
    for (const [, end] of text.slice(0, last).matchAll(/<\/(?:\w+:)?(?:[vt]|(row))>/g)) {
      if (end && says) filled++
      says = !end
    }
    rest = text.slice(last)
  }
  return { merged: Map.groupBy(merged, ({ from }) => from), filled }
}

type Cell = { column: number; type: string; style: number; value: string }
type SheetMeans = { texts: readonly string[]; dates: readonly boolean[]; since1904: boolean }

/** Makes lines of CSV of the rows of a sheet. */
function rowReader(of: SheetMeans & { merged: ReadonlyMap<number, readonly Merged[]> }) {
  let running: (Merged & { value: string })[] = []
  // Empty cells at the end of a row are not in the file: a row is as broad as the broadest above it.
  let broadest = 0
  let ready = ''
  let lines = 0
  let cells: string[] = []
  let cell: Cell | undefined
  let reading = false

  const reader = xmlReader({
    open(tag) {
      const name = local(tag)
      if (name === 'row') {
        const number = Number(attribute(tag, 'r')) || lines + 1
        if (number > mostRows) throw refuse('xlsx')
        for (; lines < number - 1; lines++) ready += '\n'
        cells = []
      } else if (name === 'c') {
        const column = columnOf(attribute(tag, 'r')) ?? cells.length
        cell = { column, type: attribute(tag, 't'), style: Number(attribute(tag, 's')) || 0, value: '' }
      }
      reading = name === 'v' || name === 't'
    },
    close(tag) {
      const name = local(tag)
      if (name === 'v' || name === 't') reading = false
      if (name === 'c' && cell) {
        if (cell.column < mostColumn) {
          while (cells.length < cell.column) cells.push('')
          cells[cell.column] = textOf(cell, of)
        }
        cell = undefined
      }
      if (name !== 'row') return
      for (const { column, value } of running) {
        while (cells.length <= column) cells.push('')
        cells[column] ||= value
      }
      const row = lines + 1
      running = [...running, ...repeated(of.merged.get(row) ?? [], cells)].filter(({ to }) => to > row)
      while (cells.length < broadest) cells.push('')
      broadest = cells.length
      ready += `${cells.map(quoted).join(',')}\n`
      lines += 1
    },
    text(found) {
      if (reading && cell) cell.value += found
    }
  })
  return {
    ...reader,
    take() {
      const taken = ready
      ready = ''
      return taken
    }
  }
}

/**
 * What the rows below say too. A number only where everything before it was merged alike, as it then names what follows: an
 * amount behind is of all these rows together, and would be counted with each.
 */
function repeated(merged: readonly Merged[], cells: readonly string[]): (Merged & { value: string })[] {
  const leads = ({ column, to }: Merged) =>
    Array.from({ length: column }, (_, before) => merged.some((one) => one.column === before && one.to === to))
  return merged
    .map((one) => ({ ...one, value: cells[one.column] ?? '' }))
    .filter((one) => !/^-?[\d.]+$/.test(one.value) || leads(one).every(Boolean))
}

/** Column 0 of "A12", 27 of "AB3". */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0]
  if (!letters) return undefined
  return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function textOf(cell: Cell, of: SheetMeans): string {
  const { type, value, style } = cell
  if (value === '' || type === 'e') return ''
  if (type === 's') return of.texts[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type === 'd') return value.slice(0, 10)
  if (type === 'str' || type === 'inlineStr') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return of.dates[style] ? dayOf(number, of.since1904) : plainNumber(number)
}

/** 0.1 + 0.2 as a person wrote it: a spreadsheet keeps fifteen figures of a number. */
function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(15)))
  return text.includes('e') ? number.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 }) : text
}

const dayLength = 86_400_000

/** A day that a spreadsheet counts: 1 is 1 January 1900, and 29 February 1900, which never was, is counted too. */
function dayOf(number: number, since1904: boolean): string {
  const since = since1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, number < 61 ? 31 : 30)
  const time = new Date(since + Math.round(number * dayLength))
  return Number.isNaN(time.getTime()) ? String(number) : time.toISOString().slice(0, 10)
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
