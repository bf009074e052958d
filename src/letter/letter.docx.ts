import { crc32, deflateSync } from 'node:zlib'
import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  ImageRun,
  Packer,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType
} from 'docx'
import { encode } from 'uqr'
import type { Sheet } from './template.rules.ts'

/** Letters as a Word document, each beginning on a page of its own. */

/** A4, in twentieths of a point. */
const a4 = { width: 11906, height: 16838 }
const margin = { top: 1134, bottom: 1020, left: 1361, right: 1361 }
const font = 'Noto Sans'

type Voice = { bold?: boolean; size?: number; color?: string }

/** What XML cannot hold is left out. */
const printable = (text: string) => text.replaceAll(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')

function paragraphOf(
  { direction }: Sheet,
  lines: readonly string[],
  { after = 160, voice = {}, keep = false }: { after?: number; voice?: Voice; keep?: boolean } = {}
): Paragraph {
  const rightToLeft = direction === 'rtl'
  return new Paragraph({
    bidirectional: rightToLeft,
    spacing: { after },
    keepNext: keep,
    children: lines.map(
      (line, index): ParagraphChild =>
        new TextRun({ text: printable(line), break: index > 0 ? 1 : 0, rightToLeft, ...voice })
    )
  })
}

const none = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const noBorders = { top: none, bottom: none, left: none, right: none }

/** Two things side by side; the first has the share of the width. */
function beside(sheet: Sheet, share: number, first: Paragraph[], second: Paragraph[], line = false): Table {
  const rule = { style: BorderStyle.SINGLE, size: 6, color: '75858A' }
  const cell = (children: Paragraph[], size: number) =>
    new TableCell({ children, borders: noBorders, width: { size, type: WidthType.PERCENTAGE } })
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    visuallyRightToLeft: sheet.direction === 'rtl',
    borders: { ...noBorders, ...(line ? { top: rule } : {}), insideHorizontal: none, insideVertical: none },
    rows: [new TableRow({ cantSplit: true, children: [cell(first, share), cell(second, 100 - share)] })]
  })
}

function blocksOf(sheet: Sheet, logo: Uint8Array | null, first: boolean): FileChild[] {
  const [name = '', ...place] = sheet.sender
  const { answer } = sheet
  const head = [
    paragraphOf(sheet, [name], { after: 0, voice: { bold: true, size: 26 } }),
    paragraphOf(sheet, place, { after: 360, voice: { color: '4A5A5F' } })
  ]
  const start = new Paragraph({ pageBreakBefore: !first, spacing: { after: 0, line: 20 }, children: [] })
  return [
    start,
    ...(logo ? [beside(sheet, 78, head, [new Paragraph({ children: [imageOf(logo)] })])] : head),
    beside(
      sheet,
      58,
      [paragraphOf(sheet, sheet.to)],
      sheet.facts.map(({ label, value }) => paragraphOf(sheet, [`${label}: ${value}`], { after: 40 }))
    ),
    paragraphOf(sheet, [sheet.subject], { after: 240, voice: { bold: true, size: 24 } }),
    ...sheet.body.map((lines) => paragraphOf(sheet, lines)),
    paragraphOf(sheet, sheet.signature, { after: 320 }),
    beside(
      sheet,
      78,
      [
        paragraphOf(sheet, [answer.title], { after: 60, voice: { bold: true } }),
        paragraphOf(sheet, [answer.how], { after: 60 }),
        new Paragraph({
          alignment: sheet.direction === 'rtl' ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text: `${answer.place}   ` }), new TextRun({ text: answer.code, bold: true })]
        })
      ],
      [new Paragraph({ children: [qrOf(answer.link)] })],
      true
    ),
    ...(sheet.example ? [paragraphOf(sheet, [sheet.example], { voice: { bold: true, color: '8A4B00' } })] : [])
  ]
}

/** The sides of a PNG or JPEG picture, in pixels; a square where the file does not say. */
function sidesOf(picture: Uint8Array): { type: 'png' | 'jpg'; width: number; height: number } {
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength)
  if (picture[0] === 0x89) return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  for (let at = 2; at + 9 < picture.length; at += 2 + view.getUint16(at + 2)) {
    const mark = view.getUint8(at + 1)
    if (mark >= 0xc0 && mark <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(mark))
      return { type: 'jpg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return { type: 'jpg', width: 1, height: 1 }
}

function imageOf(picture: Uint8Array): ImageRun {
  const { type, width, height } = sidesOf(picture)
  const scale = Math.min(120 / width, 90 / height)
  return new ImageRun({
    type,
    data: Buffer.from(picture),
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) }
  })
}

/** The link as a picture that a telephone reads: a PNG of one bit for each module. */
function qrOf(link: string): ImageRun {
  const { data, size } = encode(link, { border: 2 })
  const scale = 4
  const side = size * scale
  const row = Math.ceil(side / 8)
  const pixels = Buffer.alloc((row + 1) * side)
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (!data[Math.floor(y / scale)]?.[Math.floor(x / scale)]) {
        const at = y * (row + 1) + 1 + (x >> 3)
        pixels[at] = (pixels[at] ?? 0) | (0x80 >> (x & 7))
      }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const png = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0))
  ])
  return new ImageRun({ type: 'png', data: png, transformation: { width: 96, height: 96 } })
}

function chunk(name: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), content])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(content.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** All letters as one document. */
export async function writeLetters(sheets: readonly Sheet[], logo: Uint8Array | null): Promise<Buffer> {
  const run = { font: { ascii: font, hAnsi: font, eastAsia: font, cs: 'Noto Sans Arabic' }, size: 21 }
  const file = new Document({
    creator: printable(sheets[0]?.sender[0] ?? ''),
    title: printable(sheets[0]?.subject ?? ''),
    compatibility: { version: 15 },
    styles: { default: { document: { run } } },
    sections: [
      {
        properties: { page: { size: a4, margin } },
        children: sheets.flatMap((sheet, index) => blocksOf(sheet, logo, index === 0))
      }
    ]
  })
  return Packer.toBuffer(file)
}
