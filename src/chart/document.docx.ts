import {
  Document,
  type FileChild,
  Footer,
  Header,
  InternalHyperlink,
  type ISectionOptions,
  LeaderType,
  Packer,
  PageNumber,
  PageOrientation,
  PageReference,
  type Paragraph,
  SectionType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType
} from 'docx'
import { estimatePageNumbersWith } from 'docx/layout'
import type { Words } from '../kernel/words.ts'
import { light } from '../ui/palette.ts'
import { type Entry, image, paragraph, type Sheet, writeBlocks } from './block.docx.ts'
import { type Block, leaves, type PlanDocument, printable, type Step, shorten } from './document.rules.ts'
import { colour, facesOf, fontTable, hairline, noLine, numbering, page, runs, styles } from './look.docx.ts'

/** Works out, by the widths of the embedded fonts, on which page each chapter begins. */
const pageNumbers = estimatePageNumbersWith({ guess: true })

/**
 * The plan as a Word document: cover, contents that are filled in, then the summary and the steps one after the other, with
 * landscape pages for wide tables. Its fonts are in it. Nothing in it asks to be updated when it is opened, and it reads
 * from right to left where the language does.
 */
export async function writeDocx(plan: PlanDocument, words: Words): Promise<Buffer> {
  const writer = { plan, words, entries: [] }
  const front = sheetOf(writer, false)
  const chapters = [
    ...(plan.summary ? [{ title: words.t('document.summary'), blocks: plan.summary }] : []),
    ...plan.sections
  ]
  const sections: ISectionOptions[] = []
  for (const { landscape, blocks } of leaves(chapters.flatMap(chapter)))
    sections.push(section(writer, landscape, await writeBlocks(sheetOf(writer, landscape), blocks)))
  const cover = await writeCover(writer, front)
  const file = new Document({
    title: printable(plan.title),
    subject: printable(plan.subtitle ?? plan.title),
    creator: printable(plan.inspectorate),
    lastModifiedBy: printable(plan.inspectorate),
    description: printable(plan.demonstration ?? ''),
    compatibility: { version: 15 },
    styles: styles(regional(plan.language), plan.direction),
    numbering,
    fonts: await facesOf(plan.direction),
    pageNumbers,
    sections: [section(writer, false, cover, true), section(writer, false, writeContents(front)), ...sections]
  })
  return Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable(file.FontTable.files) }])
}

/** A chapter as blocks: its head, then what stands in it. */
function chapter({ blocks, ...head }: Step): Block[] {
  return [{ kind: 'chapter', ...head }, ...blocks]
}

interface Writer {
  plan: PlanDocument
  words: Words
  entries: Entry[]
}

function sheetOf({ plan, words, entries }: Writer, landscape: boolean): Sheet {
  const width = (landscape ? page.height : page.width) - 2 * page.margin
  const height = (landscape ? page.width : page.height) - page.head - page.foot
  return { words, direction: plan.direction, width, height, entries }
}

/** A language with the region that a word processor needs to find its dictionary: ar as ar-EG, en as en-GB. */
function regional(language: string): string {
  const { language: name, region } = new Intl.Locale(language).maximize()
  return language === 'en' ? 'en-GB' : `${name}-${region}`
}

/** Pages of one orientation, with the running title above and the page number below; the cover has neither. */
function section(writer: Writer, landscape: boolean, children: FileChild[], isCover = false): ISectionOptions {
  const sheet = sheetOf(writer, landscape)
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: isCover,
      page: {
        size: {
          width: page.width,
          height: page.height,
          orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT
        },
        margin: { top: page.head, bottom: page.foot, left: page.margin, right: page.margin, header: 624, footer: 567 }
      }
    },
    headers: { default: new Header({ children: writeHeader(writer, sheet) }) },
    footers: { default: new Footer({ children: writeFooter(writer, sheet) }) },
    children
  }
}

/** For whom alone the document is, in the colour of warning; nothing where it may be passed on. */
function writeInside({ plan }: Writer, sheet: Sheet, style: string): Paragraph[] {
  if (plan.inside === undefined) return []
  return [paragraph(sheet, style, runs(plan.inside, plan.direction, { bold: true, color: colour('breach-ink') }))]
}

function writeHeader(writer: Writer, sheet: Sheet): Paragraph[] {
  const { plan } = writer
  const ends = [shorten(plan.title, 60), shorten(plan.inspectorate, 45)].map((text) => runs(text, plan.direction))
  const title = paragraph(
    sheet,
    'Running',
    [...(ends[0] ?? []), new TextRun({ children: [new Tab()] }), ...(ends[1] ?? [])],
    {
      tabStops: [{ type: TabStopType.RIGHT, position: sheet.width }],
      border: { bottom: { ...hairline, space: 4 } }
    }
  )
  return [...writeInside(writer, sheet, 'Running'), title]
}

function writeFooter(writer: Writer, sheet: Sheet): Paragraph[] {
  const { plan, words } = writer
  const made = runs(`${plan.status} · ${words.date(plan.date)}`, plan.direction)
  const number = new TextRun({
    rightToLeft: plan.direction === 'rtl' || undefined,
    children: [new Tab(), PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES]
  })
  return [
    ...writeInside(writer, sheet, 'Running'),
    ...(plan.demonstration ? [paragraph(sheet, 'Running', plan.demonstration)] : []),
    paragraph(sheet, 'Running', [...made, number], { tabStops: [{ type: TabStopType.RIGHT, position: sheet.width }] })
  ]
}

/**
 * The contents, already filled in: each line is a reference to the page of its heading, which a word processor works out
 * again when it lays the document out. Inside a field of contents LibreOffice would show the estimate for ever.
 */
function writeContents(sheet: Sheet): FileChild[] {
  const lines = sheet.entries.map(({ level, text, anchor }) => {
    const line = [
      ...runs(text, sheet.direction),
      new TextRun({ children: [new Tab()] }),
      new PageReference(anchor, { hyperlink: true })
    ]
    return paragraph(sheet, `TOC${level}`, [new InternalHyperlink({ anchor, children: line })], {
      tabStops: [{ type: TabStopType.RIGHT, position: sheet.width, leader: LeaderType.DOT }]
    })
  })
  return [paragraph(sheet, 'ContentsTitle', sheet.words.t('document.contents')), ...lines]
}

const plumbLine = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 18 96">
<path d="M9 0v79" stroke="${light.ink}" stroke-width="2"/>
<path d="M3 78h12v3.5L9 96 3 81.5z" fill="${light.bob}"/></svg>`

async function writeCover(writer: Writer, sheet: Sheet): Promise<FileChild[]> {
  const { plan, words } = writer
  const size = { width: 36, height: 192 }
  const mark = {
    kind: 'picture' as const,
    svg: plumbLine,
    ...size,
    title: words.t('document.mark-picture'),
    description: words.t('document.mark-picture')
  }
  const facts = plan.facts ?? [
    [words.t('document.period'), plan.period],
    [words.t('document.status'), plan.status],
    [words.t('document.date'), words.date(plan.date)],
    [words.t('document.currency'), plan.currency]
  ]
  return [
    paragraph(sheet, 'Picture', [await image(mark, size)], { spacing: { after: 900 } }),
    ...writeInside(writer, sheet, 'Notice'),
    paragraph(sheet, 'Kicker', `${plan.inspectorate} · ${plan.country}`),
    paragraph(sheet, 'Title', plan.title),
    ...(plan.subtitle ? [paragraph(sheet, 'Subtitle', plan.subtitle)] : []),
    paragraph(sheet, 'Gap', '', { spacing: { before: 500 } }),
    writeFacts(sheet, facts),
    ...(plan.demonstration ? [paragraph(sheet, 'Notice', plan.demonstration, { spacing: { before: 900 } })] : [])
  ]
}

function writeFacts(sheet: Sheet, facts: string[][]): Table {
  const widths = [2600, sheet.width - 2600]
  const line = (fact: string[]) =>
    fact.map((text, index) => {
      const content = runs(text, sheet.direction, index === 0 ? { color: colour('ink-3') } : { bold: true })
      return new TableCell({
        width: { size: widths[index] ?? 0, type: WidthType.DXA },
        children: [paragraph(sheet, 'TableText', content)]
      })
    })
  return new Table({
    columnWidths: widths,
    width: { size: sheet.width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    visuallyRightToLeft: sheet.direction === 'rtl' || undefined,
    borders: {
      top: hairline,
      bottom: hairline,
      left: noLine,
      right: noLine,
      insideHorizontal: hairline,
      insideVertical: noLine
    },
    rows: facts.map((fact) => new TableRow({ cantSplit: true, children: line(fact) }))
  })
}
