import { strToU8, zipSync } from 'fflate'
import { isFormula } from './csv.rules.ts'

/** Excel workbooks (ECMA-376), written: numbers as numbers, every text as a text. Nothing in them is carried out. */

/** A cell. `share`: from 0 to 1, shown as per cent. `head` stands in bold. */
export type WorkbookCell = string | number | null | undefined | { share: number } | { head: string }
export type WorkbookSheet = { name: string; rows: readonly (readonly WorkbookCell[])[] }

/** Cell formats of `styles`, by their place. */
const style = { plain: 0, head: 1, share: 2, number: 3, fraction: 4, quoted: 5 } as const

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What XML cannot hold, half a pair of surrogates included. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(forbidden, '')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

function columnName(index: number): string {
  return (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))
}

function cellXml(cell: WorkbookCell, at: string): string {
  if (cell === null || cell === undefined || cell === '') return ''
  const number = (value: number, format: number) =>
    Number.isFinite(value) ? `<c r="${at}" s="${format}"><v>${value}</v></c>` : ''
  if (typeof cell === 'number') return number(cell, Number.isInteger(cell) ? style.number : style.fraction)
  if (typeof cell === 'object' && 'share' in cell) return number(cell.share, style.share)
  const text = typeof cell === 'object' ? cell.head : cell
  const format = typeof cell === 'object' ? style.head : isFormula(text) ? style.quoted : style.plain
  return `<c r="${at}" s="${format}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, 32_767))}</t></is></c>`
}

const lengthOf = (cell: WorkbookCell): number =>
  typeof cell === 'string' ? cell.length : typeof cell === 'object' && cell && 'head' in cell ? cell.head.length : 10

/** Each column about as broad as what stands in it, so that a heading is read whole. */
function columnsXml(rows: WorkbookSheet['rows']): string {
  const count = Math.max(1, ...rows.map(({ length }) => length))
  const widths = Array.from({ length: count }, (_, index) =>
    Math.min(60, Math.max(10, ...rows.filter(({ length }) => length > 1).map((row) => lengthOf(row[index]) + 2)))
  )
  return widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')
}

function sheetXml({ rows }: WorkbookSheet, rightToLeft: boolean): string {
  const lines = rows.map((row, index) => {
    const cells = row.map((cell, column) => cellXml(cell, `${columnName(column)}${index + 1}`)).join('')
    return cells === '' ? '' : `<row r="${index + 1}">${cells}</row>`
  })
  return `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"${rightToLeft ? ' rightToLeft="1"' : ''}/></sheetViews><cols>${columnsXml(rows)}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** In the order of `style`. `quotePrefix` is what Excel gives a text that was typed after an apostrophe. */
const styles = `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/><xf numFmtId="4" applyNumberFormat="1"/><xf quotePrefix="1"/></cellXfs></styleSheet>`

/** At most 31 letters, cut between words where that leaves most of it. */
function shortened(name: string): string {
  const letters = [...name]
  if (letters.length <= 31) return name
  const cut = letters.slice(0, 30).join('')
  const word = cut.lastIndexOf(' ')
  return `${word > 15 ? cut.slice(0, word) : cut}…`
}

/** A name as Excel takes it: at most 31 letters, none of seven signs, no two alike. */
function sheetNames(sheets: readonly WorkbookSheet[]): string[] {
  const taken = new Set<string>()
  return sheets.map(({ name }) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, ' ')
        .trim() || '-'
    let own = shortened(plain)
    for (let count = 2; taken.has(own.toLowerCase()); count++) own = `${[...plain].slice(0, 27).join('')} ${count}`
    taken.add(own.toLowerCase())
    return own
  })
}

/** A workbook of these sheets as the bytes of an .xlsx file. `rightToLeft`: its columns run so. */
export function writeWorkbook(sheets: readonly WorkbookSheet[], rightToLeft = false): Uint8Array<ArrayBuffer> {
  const names = sheetNames(sheets)
  const numbers = sheets.map((_, index) => index + 1)
  const part = (type: string, path: string) => `<Override PartName="/xl/${path}" ContentType="${content}.${type}+xml"/>`
  const related = (id: number, type: string, target: string) =>
    `<Relationship Id="r${id}" Type="${relations}/${type}" Target="${target}"/>`
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('sheet.main', 'workbook.xml')}${part('styles', 'styles.xml')}${numbers.map((number) => part('worksheet', `worksheets/sheet${number}.xml`)).join('')}</Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships">${related(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="r${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${numbers.map((number) => related(number, 'worksheet', `worksheets/sheet${number}.xml`)).join('')}${related(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': styles
  }
  for (const [index, sheet] of sheets.entries())
    files[`xl/worksheets/sheet${index + 1}.xml`] = sheetXml(sheet, rightToLeft)
  const bytes = Object.entries(files).map(([path, xml]) => [
    path,
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${xml}`)
  ])
  return zipSync(Object.fromEntries(bytes), { mtime: new Date(1985, 0, 1) }) as Uint8Array<ArrayBuffer>
}
