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
  type ChapterBlock,
  cellText,
  columnShares,
  fitInto,
  type Mark,
  namesGroup,
  type PictureBlock,
  printable,
  type TableBlock,
  type TreeNode
} from './document.rules.ts'
import { chapterStart, colour, hairline, inkLine, noLine, runs } from './look.docx.ts'

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
/** A table of fewer rows stays on one page; of a longer one the first two and the last two rows stay together. */
const shortTable = 6
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
function heading(
  sheet: Sheet,
  level: 1 | 2 | 3,
  text: string,
  { mark, ...more }: IParagraphOptions & { mark?: Mark } = {}
): Paragraph {
  const styles = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 }
  const children = runs(text, sheet.direction)
  const options = { ...more, heading: styles[level], bidirectional: sheet.direction === 'rtl' || undefined }
  if (level === 3) return new Paragraph({ ...options, children: [...children, ...tag(sheet, mark)] })
  const anchor = `_Toc${String(sheet.entries.length + 1).padStart(6, '0')}`
  sheet.entries.push({ level, text: printable(text).replace(/\s+/g, ' '), anchor })
  return new Paragraph({ ...options, children: [new Bookmark({ id: anchor, children }), ...tag(sheet, mark)] })
}

/** The head of a chapter: above it a line, by which it stands apart where pages run on. */
function writeChapter(sheet: Sheet, { number, name, title, explanation }: ChapterBlock): Paragraph[] {
  const numbered = number === undefined ? title : `${sheet.words.number(number)}\u2002${title}`
  return [
    ...(name ? [paragraph(sheet, 'Chapter', name)] : []),
    heading(sheet, 1, numbered, name ? {} : chapterStart),
    ...(explanation ? [paragraph(sheet, 'Lead', explanation, { keepNext: true })] : [])
  ]
}

/** The paragraphs, tables and pictures of blocks, in their order. */
export async function writeBlocks(sheet: Sheet, blocks: readonly Block[]): Promise<FileChild[]> {
  const written: FileChild[] = []
  for (const block of blocks) written.push(...(await writeBlock(sheet, block)))
  return written
}

async function writeBlock(sheet: Sheet, block: Block): Promise<FileChild[]> {
  switch (block.kind) {
    case 'chapter':
      return writeChapter(sheet, block)
    case 'paragraph':
      return [paragraph(sheet, 'Normal', block.text)]
    case 'notice':
      return [paragraph(sheet, 'Notice', block.text)]
    case 'heading':
      return [heading(sheet, block.level, block.text, block.mark ? { mark: block.mark } : {})]
    case 'list':
      return block.items.map((item) => paragraph(sheet, 'Normal', item, bullet('list', 0)))
    case 'tree':
      return writeTree(sheet, block.nodes, 0)
    case 'sources':
      return block.items.map((item) => paragraph(sheet, 'Source', item))
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

/** A text and, as a word on its tint, what it is besides. */
function marked(sheet: Sheet, { text, mark, bold }: { text: string; mark?: Mark; bold?: boolean }): TextRun[] {
  return [...runs(text, sheet.direction, { bold }), ...tag(sheet, mark)]
}

function tag(sheet: Sheet, mark: Mark | undefined): TextRun[] {
  if (mark === undefined) return []
  const [tint, ink] = markColours[mark]
  const word = new TextRun({
    text: `\u00a0${sheet.words.t(`document.mark.${mark}`)}\u00a0`,
    color: colour(ink),
    bold: false,
    size: '9pt',
    sizeComplexScript: '9pt',
    rightToLeft: sheet.direction === 'rtl' || undefined,
    shading: { type: ShadingType.CLEAR, fill: colour(tint) }
  })
  return [new TextRun('  '), word]
}

function writeTable(sheet: Sheet, table: TableBlock): FileChild[] {
  if (table.columns.length === 0) return []
  const widths = columnShares(table).map((share) => Math.floor(share * sheet.width))
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const last = table.rows.length - 1
  const row = (cells: Cell[], place: number) =>
    new TableRow({
      tableHeader: place < 0,
      cantSplit: true,
      children: (namesGroup(cells) ? table.columns.slice(0, 1) : table.columns).map((column, index) =>
        writeCell(sheet, cells[index], {
          isHead: place < 0,
          numeric: column.numeric === true,
          width: namesGroup(cells) ? whole : (widths[index] ?? 0),
          keepNext: namesGroup(cells) || (place < last && (place <= 0 || place === last - 1 || last < shortTable)),
          ...(namesGroup(cells) ? { columnSpan: table.columns.length } : {})
        })
      )
    })
  return [
    ...(table.caption ? [paragraph(sheet, 'Finding', table.caption)] : []),
    new Table({
      width: { size: whole, type: WidthType.DXA },
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
          -1
        ),
        ...table.rows.map(row)
      ]
    }),
    paragraph(sheet, 'Gap', '')
  ]
}

function writeCell(
  sheet: Sheet,
  cell: Cell | undefined,
  {
    isHead,
    numeric,
    width,
    keepNext,
    columnSpan
  }: { isHead: boolean; numeric: boolean; width: number; keepNext: boolean; columnSpan?: number }
): TableCell {
  const content = typeof cell === 'object' ? marked(sheet, cell) : cellText(cell)
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    shading: isHead ? { type: ShadingType.CLEAR, fill: colour('sunk') } : undefined,
    borders: isHead ? { bottom: inkLine } : undefined,
    children: [paragraph(sheet, isHead ? 'TableHead' : 'TableText', content, { keepNext, ...(numeric ? figures : {}) })]
  })
}

async function writePicture(sheet: Sheet, block: PictureBlock): Promise<FileChild[]> {
  const frame = { width: sheet.width / twipsPerPixel, height: sheet.height / twipsPerPixel - 120 }
  const picture = await image(block, fitInto(block, frame))
  const title = [...runs(block.title, sheet.direction), ...tag(sheet, block.mark)]
  return [paragraph(sheet, 'Finding', title), paragraph(sheet, 'Picture', [picture], { keepLines: true })]
}

/** A drawing as SVG, with a PNG for word processors that cannot show it; its alternative text begins with the finding. */
export async function image(block: PictureBlock, shown: { width: number; height: number }): Promise<ImageRun> {
  const { svg, png } = await drawPicture(block.svg, { width: shown.width * dotsPerPixel })
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: png },
    transformation: shown,
    altText: {
      name: printable(block.title),
      title: printable(block.title),
      description: printable([...new Set([block.title, block.description])].join('. '))
    }
  })
}
