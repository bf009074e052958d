import {
  AlignmentType,
  Bookmark,
  type FileChild,
  HeadingLevel,
  ImageRun,
  type IParagraphOptions,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType
} from 'docx'
import type { Words } from '../kernel/words.ts'
import type { Colour } from '../ui/palette.ts'
import { drawPicture } from '../ui/picture.ts'
import {
  type Block,
  type Cell,
  cellText,
  columnShares,
  fitInto,
  type Mark,
  type PictureBlock,
  printable,
  type TableBlock,
  type TreeNode
} from './document.rules.ts'
import { colour, hairline, inkLine, noLine, runs } from './look.docx.ts'

/** A heading that the table of contents lists. */
export interface Entry {
  level: 1 | 2
  text: string
  anchor: string
}

/** What blocks are written on: the width and height of its text in twentieths of a point, and the headings so far. */
export interface Sheet {
  words: Words
  direction: 'ltr' | 'rtl'
  width: number
  height: number
  entries: Entry[]
}

const twipsPerPixel = 15
/** Figures end in line, clear of the column that follows. */
const figures = { alignment: AlignmentType.END, indent: { right: 170 } }
const dotsPerPixel = 2
const deepest = 8
const markColours: Record<Mark, [tint: Colour, ink: Colour]> = {
  example: ['bob-tint', 'bob-ink'],
  proposed: ['bob-tint', 'bob-ink'],
  breach: ['breach-tint', 'breach-ink'],
  compliant: ['sunk', 'ok'],
  unknown: ['unknown-tint', 'ink-2']
}

/** A paragraph in the direction of the document. */
export function paragraph(
  sheet: Sheet,
  style: string,
  content: string | ParagraphChild[],
  more: IParagraphOptions = {}
): Paragraph {
  const children = typeof content === 'string' ? runs(content, sheet.direction) : content
  return new Paragraph({ ...more, style, children, bidirectional: sheet.direction === 'rtl' || undefined })
}

/** A heading in its real style; those of the first two levels are bookmarked and remembered for the contents. */
export function heading(sheet: Sheet, level: 1 | 2 | 3, text: string, more: IParagraphOptions = {}): Paragraph {
  const styles = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }
  const children = runs(text, sheet.direction)
  const options = { ...more, heading: styles[level], bidirectional: sheet.direction === 'rtl' || undefined }
  if (level === 3) return new Paragraph({ ...options, children })
  const anchor = `_Toc${String(sheet.entries.length + 1).padStart(6, '0')}`
  sheet.entries.push({ level, text: printable(text).replace(/\s+/g, ' '), anchor })
  return new Paragraph({ ...options, children: [new Bookmark({ id: anchor, children })] })
}

/** The paragraphs, tables and pictures of blocks, in their order. */
export async function writeBlocks(sheet: Sheet, blocks: readonly Block[]): Promise<FileChild[]> {
  const written: FileChild[] = []
  for (const block of blocks) written.push(...(await writeBlock(sheet, block)))
  return written
}

async function writeBlock(sheet: Sheet, block: Block): Promise<FileChild[]> {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(sheet, 'Normal', block.text)]
    case 'notice':
      return [paragraph(sheet, 'Notice', block.text)]
    case 'heading':
      return [heading(sheet, block.level, block.text)]
    case 'list':
      return block.items.map((item) => paragraph(sheet, 'Normal', item, bullet('list', 0)))
    case 'tree':
      return writeTree(sheet, block.nodes, 0)
    case 'sources':
      return writeSources(sheet, block.items)
    case 'table':
      return writeTable(sheet, block)
    case 'picture':
      return writePicture(sheet, block)
  }
}

function bullet(reference: string, level: number): IParagraphOptions {
  return { numbering: { reference, level, custom: true } }
}

function writeTree(sheet: Sheet, nodes: readonly TreeNode[], level: number): Paragraph[] {
  return nodes.flatMap((node) => [
    paragraph(sheet, 'Normal', marked(sheet, node), bullet('tree', Math.min(level, deepest))),
    ...writeTree(sheet, node.children ?? [], level + 1)
  ])
}

function writeSources(sheet: Sheet, items: readonly string[]): Paragraph[] {
  if (items.length === 0) return []
  const title = runs(sheet.words.t('document.sources'), sheet.direction, { bold: true })
  return [
    paragraph(sheet, 'Source', title, { keepNext: true, spacing: { before: 160, after: 40 } }),
    ...items.map((item) => paragraph(sheet, 'Source', item))
  ]
}

/** A text and, as a word on its tint, what it is besides. */
function marked(sheet: Sheet, { text, mark, bold }: { text: string; mark?: Mark; bold?: boolean }): TextRun[] {
  const written = runs(text, sheet.direction, { bold })
  if (mark === undefined) return written
  const [tint, ink] = markColours[mark]
  const tag = new TextRun({
    text: `\u00a0${sheet.words.t(`document.mark.${mark}`)}\u00a0`,
    color: colour(ink),
    rightToLeft: sheet.direction === 'rtl' || undefined,
    shading: { type: ShadingType.CLEAR, fill: colour(tint) }
  })
  return [...written, new TextRun('  '), tag]
}

function writeTable(sheet: Sheet, table: TableBlock): FileChild[] {
  if (table.columns.length === 0) return []
  const widths = columnShares(table).map((share) => Math.floor(share * sheet.width))
  const row = (cells: Cell[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: true,
      children: table.columns.map((column, index) =>
        writeCell(sheet, cells[index], { isHead, numeric: column.numeric === true, width: widths[index] ?? 0 })
      )
    })
  return [
    ...(table.caption ? [paragraph(sheet, 'Finding', table.caption)] : []),
    new Table({
      width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      visuallyRightToLeft: sheet.direction === 'rtl' || undefined,
      tableLook: { firstRow: true, noHBand: true, noVBand: true },
      margins: { left: 85, right: 85 },
      borders: {
        top: noLine,
        bottom: hairline,
        left: noLine,
        right: noLine,
        insideHorizontal: hairline,
        insideVertical: noLine
      },
      rows: [
        row(
          table.columns.map((column) => column.label),
          true
        ),
        ...table.rows.map((cells) => row(cells, false))
      ]
    }),
    paragraph(sheet, 'Gap', '')
  ]
}

function writeCell(
  sheet: Sheet,
  cell: Cell | undefined,
  { isHead, numeric, width }: { isHead: boolean; numeric: boolean; width: number }
): TableCell {
  const content = typeof cell === 'object' ? marked(sheet, cell) : cellText(cell)
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    shading: isHead ? { type: ShadingType.CLEAR, fill: colour('sunk') } : undefined,
    borders: isHead ? { bottom: inkLine } : undefined,
    children: [paragraph(sheet, isHead ? 'TableHead' : 'TableText', content, numeric ? figures : {})]
  })
}

async function writePicture(sheet: Sheet, block: PictureBlock): Promise<FileChild[]> {
  const frame = { width: sheet.width / twipsPerPixel, height: sheet.height / twipsPerPixel - 120 }
  const picture = await image(block, fitInto(block, frame))
  return [paragraph(sheet, 'Finding', block.title), paragraph(sheet, 'Picture', [picture], { keepLines: true })]
}

/** A drawing as SVG, with a PNG for word processors that cannot show it, and its alternative text. */
export async function image(block: PictureBlock, shown: { width: number; height: number }): Promise<ImageRun> {
  const { svg, png } = await drawPicture(block.svg, { width: shown.width * dotsPerPixel })
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: png },
    transformation: shown,
    altText: { name: printable(block.title), title: printable(block.title), description: printable(block.description) }
  })
}
