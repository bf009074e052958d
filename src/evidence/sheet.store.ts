import { open as openFile } from 'node:fs/promises'
import { type Entry, open, type ZipFile } from 'yauzl'
import { Problem } from '../kernel/problem.ts'
import type { SheetLook } from './sheet.rules.ts'
import { columnOf, type Merged, mostRows, rowReader } from './sheet-row.store.ts'
import { attribute, type Handlers, local, refuse, xmlReader } from './workbook-xml.store.ts'

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
      for await (const lines of linesOf(zip, part, rowReader({ texts, dates, since1904, merged }))) {
        start += lines
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
    for await (const lines of linesOf(zip, part, rows)) yield Buffer.from(lines)
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

/** So many characters of a part hold few enough rows that their lines are small, however broad. */
const atOnce = 4096

/** The lines of a sheet as they come. Empty cells are written out: a small part could become as much as a disk holds. */
async function* linesOf(zip: ZipFile, part: Entry, rows: ReturnType<typeof rowReader>): AsyncGenerator<string> {
  let written = 0
  const taken = () => {
    const lines = rows.take()
    written += lines.length
    refuseFlood(written, part)
    return lines
  }
  for await (const chunk of streamOf(zip, part)) {
    for (let at = 0; at < chunk.length; at += atOnce) {
      rows.write(chunk.slice(at, at + atOnce))
      const lines = taken()
      if (lines) yield lines
    }
  }
  rows.end()
  const rest = taken()
  if (rest) yield rest
}

function refuseFlood(bytes: number, { compressedSize }: Entry) {
  if (bytes > partLimit && bytes > compressedSize * partRatio)
    throw new Problem('file-unpacks-too-far', { kind: 'xlsx', limit: partLimit >> 20, ratio: partRatio })
}

async function* streamOf(zip: ZipFile, entry: Entry): AsyncGenerator<string> {
  refuseFlood(entry.uncompressedSize, entry)
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

async function readXml(zip: ZipFile, entry: Entry | undefined, handlers: Handlers): Promise<void> {
  if (!entry) return
  const reader = xmlReader(handlers)
  for await (const chunk of streamOf(zip, entry)) reader.write(chunk)
  reader.end()
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
