import type { Block, Cell, PlanDocument } from '../chart/document.rules.ts'
import { namesOfRegions } from '../ui/names.ts'
import { composeChapters, type Scope, sayDue, titleOf } from './compose.part.ts'
import { duesOf } from './rules.ts'

/** On paper a cell says in its own words what on the screen is a tag; what is invented stays marked. */
function onPaper(block: Block): Block {
  if (block.kind !== 'table') return block
  const plainCell = (cell: Cell) => (typeof cell === 'object' && cell.mark !== 'example' ? cell.text : cell)
  return { ...block, rows: block.rows.map((cells) => cells.map(plainCell)) }
}

/** What the report holds, for its readers: what is still to be done is the inspectorate's own business. */
function completenessOnPaper({ report, words }: Scope, blocks: readonly Block[]): Block[] {
  const dues = duesOf(report.kept ?? { year: report.year, published: null, transmitted: null }, report.today)
  const dated = (['publication', 'transmission'] as const).filter((name) => dues[name].done !== null)
  return [
    ...dated.map((name) => ({ kind: 'paragraph', text: sayDue(words, name, dues[name]) }) as const),
    ...blocks.flatMap((block) =>
      block.kind === 'table'
        ? [{ ...block, columns: block.columns.slice(0, 2), rows: block.rows.map((cells) => cells.slice(0, 2)) }]
        : []
    )
  ]
}

/** The report as a Word document: what it holds, then its texts and tables under the letters of the Article. */
export function composeReport(
  scope: Scope & { inspectorate: string; region: string; demonstration?: string }
): PlanDocument {
  const { words, report, currency, inspectorate, region, demonstration } = scope
  const state = report.kept?.transmitted ? 'transmitted' : report.kept?.published ? 'published' : 'draft'
  const [holds, ...chapters] = composeChapters(scope)
  const blocks = chapters
    .filter((one) => one.letter !== undefined || one.blocks.length > 0)
    .flatMap(({ letter, title, blocks: own }): Block[] => [
      { kind: 'heading', level: 2, text: letter ? `${words.t(`report.letter.${letter}`)} ${title}` : title },
      ...(own.length > 0 ? own : [{ kind: 'paragraph', text: words.t('report.nothing') } as const])
    ])
  return {
    title: titleOf(words, report),
    subtitle: words.t(`report.subtitle.${report.scope}`),
    inspectorate,
    country: region ? namesOfRegions(words.language)(region) : report.country,
    period: String(report.year),
    status: words.t(`report.status.${state}`),
    language: words.language,
    direction: words.direction,
    date: report.today,
    currency,
    ...(demonstration ? { demonstration } : {}),
    sections: [
      { title: holds?.title ?? '', blocks: completenessOnPaper(scope, holds?.blocks ?? []).map(onPaper) },
      { title: words.t('report.work', { year: String(report.year) }), blocks: blocks.map(onPaper) }
    ]
  }
}
