import type { ComponentChildren } from 'preact'
import { extractedWhen } from '../evidence/names.part.tsx'
import { type WorkbookCell, type WorkbookSheet, writeWorkbook } from '../evidence/workbook.rules.ts'
import type { PageContext } from '../kernel/page.ts'
import { threadOnDemand } from '../kernel/thread.ts'
import type { Words } from '../kernel/words.ts'
import { figurePicture } from '../ui/chart-picture.tsx'
import type { DataSets } from './counted.part.tsx'
import { type FigureTable, fileOfFigure } from './figure-table.part.tsx'

/** Figures as files: the numbers as CSV and as an Excel workbook, the drawing as SVG and PNG, each with its source. */

export const fileKinds = ['svg', 'png', 'csv', 'xlsx'] as const
export type FileKind = (typeof fileKinds)[number]

const types: Record<FileKind, string> = {
  svg: 'image/svg+xml',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
}

/** A figure by itself, with all that makes it citable. */
export type FiledFigure = {
  /** Of the file, without its ending. */
  name: string
  /** What its sheet is called among those of other figures. */
  subject?: string
  title: string
  unit: string
  table: FigureTable
  drawing: ComponentChildren
  /** How it is counted, and what is left out or rounded: each a sentence or two. */
  how: readonly string[]
  dataSets: DataSets
  /** Address of the page that shows it. */
  page: string
  /** What was asked, in words: filter, selection, question. */
  asked: readonly { what: string; said: string }[]
}

/** Outlining letters takes half a second of one processor, which nobody else should wait for. */
const painter = threadOnDemand('ui/picture')

/** "Source: Department of Labor (extracted 2016)", and when its records were imported. */
function sourceLines(words: Words, dataSets: DataSets): string[] {
  return dataSets.flatMap(({ name, source, extracted, current }) => [
    [
      words.t('figure.source'),
      source || name,
      extracted ? `(${words.t('evidence.extracted', { when: extractedWhen(words, extracted) })})` : ''
    ]
      .filter(Boolean)
      .join(' '),
    ...(current ? [words.t('figure.file.imported', { name, when: words.date(current.at) })] : [])
  ])
}

const response = (body: string | Uint8Array<ArrayBuffer>, kind: FileKind, name: string) =>
  new Response(body, {
    headers: { 'content-type': types[kind], 'content-disposition': `attachment; filename="${name}.${kind}"` }
  })

/** The figure as a file of one kind. */
export async function fileOf(context: PageContext, figure: FiledFigure, kind: FileKind): Promise<Response> {
  const { words } = context
  const { name, title, unit, table, drawing, how, dataSets } = figure
  if (kind === 'csv') return response(fileOfFigure(table), kind, name)
  if (kind === 'xlsx') return workbookOf(context, [figure], name)
  const notes = [...sourceLines(words, dataSets), ...how]
  const { svg, width } = figurePicture({ title, unit, drawing, notes }, words)
  const asked = kind === 'png' ? { svg, width: width * 2 } : { svg }
  return response(await painter.ask<string | Uint8Array<ArrayBuffer>>(asked), kind, name)
}

const head = (text: string): WorkbookCell => ({ head: text })

/** The table of a figure below its title; a cell that is left out stays empty. */
function sheetOf({ title, unit, table: { columns, rows } }: FiledFigure, name: string): WorkbookSheet {
  return {
    name,
    rows: [
      [head(title)],
      [unit],
      [],
      columns.map(({ label }) => head(label)),
      ...rows.map((row) =>
        columns.map(({ key, kind }): WorkbookCell => {
          const { [key]: value } = row
          if (typeof value === 'number' && kind === 'share') return { share: value }
          return typeof value === 'number' && kind === 'year' ? String(value) : value
        })
      )
    ]
  }
}

/** The data sets that were counted, with the version of each. */
function sourceSheet(words: Words, dataSets: DataSets): WorkbookSheet {
  const columns = ['data_set.one', 'data_set.source', 'data_set.licence', 'data_set.extracted', 'data_set.period']
  const more = ['figure.file.version', 'figure.file.imported-on', 'figure.file.records']
  return {
    name: words.t('figure.file.sources'),
    rows: [
      [...columns, ...more].map((key) => head(words.t(key))),
      ...dataSets.map(({ name, source, licence, extracted, period, current }) => [
        ...[name, source, licence, extracted ? extractedWhen(words, extracted) : '', period],
        ...[current?.file_name, current ? words.date(current.at) : ''],
        current?.result.records ?? current?.accepted
      ])
    ]
  }
}

/** Figures as one workbook: a sheet for each, then what was asked, the sources, and how it is counted. */
export function workbookOf(context: PageContext, figures: readonly FiledFigure[], name: string): Response {
  const { words, url } = context
  const [first] = figures
  if (!first) return response('', 'xlsx', name)
  const t = (key: string) => words.t(key)
  const several = figures.length > 1
  const sources = first.dataSets.length > 0 ? [sourceSheet(words, first.dataSets)] : []
  const sheets: WorkbookSheet[] = [
    ...figures.map((figure) => sheetOf(figure, several ? (figure.subject ?? figure.name) : t('figure.file.figure'))),
    {
      name: t('figure.file.question'),
      rows: [
        ...first.asked.map(({ what, said }) => [head(what), said]),
        [head(t('figure.file.address')), `${url.origin}${first.page}`],
        [head(t('figure.file.inspectorate')), context.session?.inspectorate.name ?? '']
      ]
    },
    ...sources,
    {
      name: t('figure.file.notes'),
      rows: [...new Set(figures.flatMap(({ how }) => how)), t('figure.file.empty')].map((note) => [note])
    }
  ]
  return response(writeWorkbook(sheets, words.direction === 'rtl'), 'xlsx', name)
}
