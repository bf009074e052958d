import { readCover } from '../chart/document.operations.ts'
import type { Block, Cell, TableBlock } from '../chart/document.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { threadOnDemand } from '../kernel/thread.ts'
import { fileOf } from '../plan/file.part.ts'
import { YearFilter, yearOf } from '../statistics/entry.pages.tsx'
import { StatisticsTabs } from '../statistics/head.part.tsx'
import { useWords } from '../ui/context.ts'
import { LongTextField } from '../ui/field.tsx'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Details, Notice } from '../ui/notice.tsx'
import { OperationForm, useSent } from '../ui/operation-form.tsx'
import { Crumbs, Items, PageHead, SectionHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { Example, Tag } from '../ui/tag.tsx'
import { type Chapter, composeChapters, sayDue, titleOf } from './compose.part.ts'
import { listReports, type Report, readReport } from './operations.ts'
import { composeReport } from './paper.part.ts'
import { duesOf, type Scope, scopes } from './rules.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** The thread that writes a plan as Word writes a report alike: both are documents of blocks. */
const writer = threadOnDemand('chart/document')

function scopeOf(context: PageContext): Scope {
  const found = scopes.find((one) => one === context.params.scope)
  if (!found) throw new Problem('page-not-found')
  return found
}

function demandYear(context: PageContext): number {
  const year = Number(context.params.year)
  if (!Number.isInteger(year) || year < 1900 || year > 2100) throw new Problem('page-not-found')
  return year
}

/** The reports that were begun, each with its dates, and the years of which one could be made. */
const listPage = page('/statistics/report', 'evidence.read', async (context) => {
  const { words, query } = context
  const { reports, years, today } = await context.ask(listReports, {})
  const year = yearOf(query('year'), years)
  const sorted = [...reports].sort((one, other) => other.year - one.year || one.scope.localeCompare(other.scope))
  const late = sorted.filter((one) => {
    const { publication, transmission } = duesOf(one, today)
    return publication.state === 'overdue' || transmission.state === 'overdue'
  })
  return (
    <Layout title={words.t('statistics.tab.report')}>
      <div class="stack-l">
        <PageHead
          kicker={words.t('statistics.tab.report')}
          title={words.t('report.list.title', { n: sorted.length, late: late.length })}
        >
          {words.t('report.list.explained')}
        </PageHead>
        <StatisticsTabs current="report" />
        <section class="stack">
          <YearFilter action="/statistics/report" year={year} />
          <Items
            items={scopes.map((scope) => ({
              key: scope,
              body: (
                <a href={`/statistics/report/${year}/${scope}`}>
                  <strong>{titleOf(words, { year, scope })}</strong>
                </a>
              )
            }))}
          />
        </section>
        {sorted.length > 0 ? (
          <section class="stack-s">
            <SectionHead title={words.t('report.list.begun')} />
            <Items
              items={sorted.map((one) => {
                const dues = duesOf(one, today)
                return {
                  key: one.id,
                  body: (
                    <div id={one.id}>
                      <a href={`/statistics/report/${one.year}/${one.scope}`}>{titleOf(words, one)}</a>{' '}
                      {one.example ? <Example /> : null}
                      <small>
                        {sayDue(words, 'publication', dues.publication)}{' '}
                        {sayDue(words, 'transmission', dues.transmission)}
                      </small>
                    </div>
                  )
                }
              })}
            />
          </section>
        ) : null}
      </div>
    </Layout>
  )
})

const reportPage = page('/statistics/report/:year/:scope', 'evidence.read', async (context) => {
  const { words, may, session } = context
  const asked = { year: demandYear(context), scope: scopeOf(context) }
  const report = await context.ask(readReport, asked)
  const chapters = composeChapters({ words, report, currency: session?.inspectorate.currency ?? '' })
  const missing = report.asked.filter(({ state }) => state === 'missing').length
  const here = `/statistics/report/${report.year}/${report.scope}`
  const edit = may('evidence.import')
  const title = titleOf(words, report)
  return (
    <Layout title={title}>
      <Crumbs
        items={[
          { label: words.t('statistics.tab.report'), href: '/statistics/report' },
          { label: String(report.year) }
        ]}
      />
      <div class="stack-l">
        <PageHead
          kicker={words.t(`report.subtitle.${report.scope}`)}
          title={title}
          actions={
            <LinkButton href={`${here}/report.docx`} kind={report.kept ? 'main' : 'outline'} download>
              {words.t('report.word')}
            </LinkButton>
          }
        >
          {missing > 0
            ? words.t('report.lacks', { n: missing, of: report.asked.length })
            : words.t('report.lacks-nothing', { of: report.asked.length })}
        </PageHead>
        <Begin report={report} here={here} edit={edit} />
        {chapters.map((chapter) => (
          <ChapterView key={chapter.title} of={chapter} report={report} here={here} edit={edit} />
        ))}
      </div>
    </Layout>
  )
})

/** What can be done with the report as a whole: begin it, set its dates, go to its figures. */
function Begin({ report, here, edit }: { report: Report; here: string; edit: boolean }) {
  const words = useWords()
  const { kept, year, scope } = report
  if (!edit) return null
  if (!kept) {
    return (
      <Notice title={words.t('report.begin.title')}>
        <p>{words.t('report.begin.explained')}</p>
        <OperationForm
          operation="annual_report.add"
          hidden={{ year, scope }}
          action={words.t('report.begin', { year: String(year) })}
          kind="main"
          plain
          returnTo={here}
        />
      </Notice>
    )
  }
  return (
    <p class="row screen-only">
      <LinkButton href={`/records/annual_report/${kept.id}?from=${encodeURIComponent(here)}`} slim>
        {words.t('report.dates')}
      </LinkButton>
      <LinkButton href={`/statistics?year=${year}`} slim>
        {words.t('report.figures', { year: String(year) })}
      </LinkButton>
    </p>
  )
}

function ChapterView({ of, report, here, edit }: { of: Chapter; report: Report; here: string; edit: boolean }) {
  const words = useWords()
  const { letter, text, title, blocks } = of
  const own = `${here}#${text ?? 'completeness'}`
  return (
    <section class={letter || blocks.length > 0 ? 'stack' : 'stack screen-only'} id={text ?? 'completeness'}>
      {letter ? (
        <p class="kicker">
          {words.t(`report.article.${report.scope}`, { letter: words.t(`report.letter.${letter}`) })}
        </p>
      ) : null}
      <SectionHead title={title} />
      {blocks.length === 0 ? <p class="faint">{words.t('report.nothing')}</p> : null}
      {blocks.map((block, index) => (
        <BlockView key={index} of={block} title={title} />
      ))}
      {edit && text && report.kept ? <TextForm part={text} kept={report.kept} here={own} title={title} /> : null}
    </section>
  )
}

function TextForm({
  part,
  kept,
  here,
  title
}: {
  part: NonNullable<Chapter['text']>
  kept: NonNullable<Report['kept']>
  here: string
  title: string
}) {
  const words = useWords()
  const sent = useSent('annual_report.write', part)
  return (
    <div class="screen-only">
      <Details summary={words.t('report.write', { title })} open={sent !== undefined}>
        <OperationForm
          operation="annual_report.write"
          formKey={part}
          hidden={{ id: kept.id, revision: kept.revision, part }}
          action={words.t('record.save')}
          returnTo={here}
        >
          <LongTextField
            name="text"
            label={words.t(`annual_report.${part}`)}
            value={kept[part]}
            rows={8}
            maxLength={20_000}
            optional
          />
        </OperationForm>
      </Details>
    </div>
  )
}

function BlockView({ of, title }: { of: Block; title: string }) {
  switch (of.kind) {
    case 'paragraph':
      return (
        <p class="measure" dir="auto">
          {of.text}
        </p>
      )
    case 'notice':
      return <Notice>{of.text}</Notice>
    case 'table':
      return <TableView of={of} title={title} />
    default:
      return null
  }
}

function CellView({ of }: { of: Cell | undefined }) {
  if (of === undefined) return null
  if (typeof of === 'string') return <span dir="auto">{of}</span>
  if (of.mark === 'unknown') return <Tag kind="unknown">{of.text}</Tag>
  if (of.mark === 'proposed') return <Tag kind="proposed">{of.text}</Tag>
  return (
    <span>
      {of.text} {of.mark === 'example' ? <Example /> : null}
    </span>
  )
}

/** A table without a name of its own bears that of its chapter, for those who listen. */
function TableView({ of, title }: { of: TableBlock; title: string }) {
  return (
    <DataTable
      caption={of.caption ?? title}
      captionHidden={of.caption === undefined}
      rows={of.rows.map((cells) => ({ cells }))}
      columns={of.columns.map(({ label, numeric }, index) => ({
        key: String(index),
        label,
        head: index === 0,
        ...(numeric ? { numeric } : {}),
        cell: ({ cells }: { cells: Cell[] }) => <CellView of={cells[index]} />
      }))}
    />
  )
}

const wordPage = page('/statistics/report/:year/:scope/report.docx', 'evidence.read', async (context) => {
  const { words, session } = context
  const report = await context.ask(readReport, { year: demandYear(context), scope: scopeOf(context) })
  const { region } = await context.ask(readCover, {})
  const document = composeReport({
    words,
    report,
    currency: session?.inspectorate.currency ?? '',
    inspectorate: session?.inspectorate.name ?? '',
    region,
    ...(session?.inspectorate.demonstration ? { demonstration: words.t('demonstration.notice') } : {})
  })
  const content = await writer.ask<Uint8Array<ArrayBuffer>>({ document, words: words.pack('document.') })
  return fileOf(content, docx, `${titleOf(words, report)}.docx`)
})

export const reportPages: Page[] = [listPage, reportPage, wordPage]
