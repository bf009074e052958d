import { crc32, deflateRawSync } from 'node:zlib'

type Part = { name: string; content: Buffer /** What the directory claims, where that is a lie. */; claims?: number }

/** A ZIP archive of these parts. */
export function zip(parts: readonly Part[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content, claims = content.length } of parts) {
    const packed = deflateRawSync(content)
    const header = Buffer.alloc(26)
    header.writeUInt16LE(20, 0)
    header.writeUInt16LE(8, 4)
    header.writeUInt32LE(crc32(content), 10)
    header.writeUInt32LE(packed.length, 14)
    header.writeUInt32LE(claims, 18)
    header.writeUInt16LE(Buffer.byteLength(name), 22)
    local.push(Buffer.from('PK\x03\x04'), header, Buffer.from(name), packed)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\x00'), header, rest, Buffer.from(name))
    offset += 30 + Buffer.byteLength(name) + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(listed.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...local, listed, Buffer.from('PK\x05\x06'), end])
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const letters = (column: number): string =>
  (column >= 26 ? letters(Math.floor(column / 26) - 1) : '') + String.fromCharCode(65 + (column % 26))

/** A day as a workbook holds it: a number in a style that shows a day. */
export const day = (text: string) => ({ day: (Date.parse(text) - Date.UTC(1899, 11, 30)) / 86_400_000 })
export type CellValue = string | number | boolean | null | { day: number } | { formula: string; value: number }

function cellXml(value: CellValue, reference: string, shared: string[]): string {
  if (value === null) return ''
  if (typeof value === 'string') return `<c r="${reference}" t="s"><v>${shared.push(value) - 1}</v></c>`
  if (typeof value === 'boolean') return `<c r="${reference}" t="b"><v>${value ? 1 : 0}</v></c>`
  if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
  if ('day' in value) return `<c r="${reference}" s="1"><v>${value.day}</v></c>`
  return `<c r="${reference}"><f>${escaped(value.formula)}</f><v>${value.value}</v></c>`
}

/** The parts of a workbook with these sheets, and by sheet what is merged; a row that is undefined is not in the file at all. */
export function workbookParts(
  sheets: Record<string, readonly (readonly CellValue[] | undefined)[]>,
  merged: Record<string, readonly string[]> = {}
): Part[] {
  const shared: string[] = []
  const part = (name: string, xml: string): Part => ({ name, content: Buffer.from(`<?xml version="1.0"?>${xml}`) })
  const names = Object.keys(sheets)
  const pages = names.map((name, index) => {
    const rows = (sheets[name] ?? []).map((row, line) =>
      row
        ? `<row r="${line + 1}">${row.map((value, column) => cellXml(value, `${letters(column)}${line + 1}`, shared)).join('')}</row>`
        : ''
    )
    const cells = (merged[name] ?? []).map((range) => `<mergeCell ref="${range}"/>`)
    const merges = cells.length > 0 ? `<mergeCells count="${cells.length}">${cells.join('')}</mergeCells>` : ''
    return part(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet><sheetData>${rows.join('')}</sheetData>${merges}</worksheet>`
    )
  })
  return [
    part('[Content_Types].xml', '<Types/>'),
    part(
      'xl/workbook.xml',
      `<workbook xmlns:r="r"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" r:id="r${index + 1}"/>`).join('')}</sheets></workbook>`
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships>${names.map((_, index) => `<Relationship Id="r${index + 1}" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`
    ),
    part(
      'xl/styles.xml',
      '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    ),
    ...pages,
    part('xl/sharedStrings.xml', `<sst>${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`)
  ]
}

export const workbook = (...of: Parameters<typeof workbookParts>): Buffer => zip(workbookParts(...of))
