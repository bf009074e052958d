import { isolated, issueName } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { caseFigures } from './case-figures.part.tsx'
import { countedOf, type DataSets, readCountable, resolvedFilter, sourceSentence } from './counted.part.tsx'
import { type Drawn, type FigureKind, type FigureScope, ShownFigure, scopeOf } from './figure.part.tsx'
import { fileOfFigure, shortNumber } from './figure-table.part.tsx'
import { FigureFilters, readChoices } from './filter.part.tsx'
import { type Filter, filterFromQuery, withFilter } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { furtherFigures } from './further-figures.part.tsx'
import { readFigureSummary } from './operations.ts'
import { recordPages } from './record.pages.tsx'
import { rate, warningsOf } from './rules.ts'

const order = [
  'issues',
  'industries',
  'violations',
  'places',
  'employers',
  'sectors',
  'completeness',
  'concentration',
  'years',
  'accidents',
  'accident-regions'
]
const kinds: readonly FigureKind[] = [...caseFigures, ...furtherFigures].sort(
  (one, other) => order.indexOf(one.name) - order.indexOf(other.name)
)

type Ready = { kind: FigureKind; drawn: Drawn; scope: FigureScope; dataSets: DataSets }

/** One figure under the filter of the address; undefined where the records have nothing to say to it. */
async function readFigure(
  context: PageContext,
  kind: FigureKind,
  filter: Filter,
  all: DataSets
): Promise<Ready | undefined> {
  const resolved = resolvedFilter(all, filter, kind.of)
  if (!resolved) return undefined
  const asked = kind.without ? withFilter(resolved, { [kind.without]: undefined }) : resolved
  const data = await context.ask(kind.read, { ...askedOf(asked), ...kind.ask })
  const own = kind.of === 'cases' ? filter : withFilter(filter, { dataSets: resolved.dataSets })
  const scope = scopeOf(context, own)
  const drawn = kind.draw(data, scope)
  return drawn && { kind, drawn, scope, dataSets: countedOf(all, filter, kind.of) }
}

type Summary = Awaited<ReturnType<(typeof readFigureSummary)['run']>>

/** The finding of the whole page. */
function titleOf(words: Words, summary: Summary | undefined, issue: string | undefined): string {
  if (!summary || summary.cases === 0) return words.t('figure.title.none')
  const found = summary.suppressed ? undefined : rate(summary.violating ?? 0, summary.assessed ?? 0)
  if (!found) return words.t('figure.title.cases', { n: summary.cases })
  if (issue) {
    return words.t('figure.title.issue', { issue: issueName(words, issue), of: Math.round(found.share * 100) })
  }
  return words.t('figure.title.rate', { of: Math.round(found.share * 100), n: summary.cases })
}

function SummaryStrip({ of, words, currency, href }: { of: Summary; words: Words; currency: string; href: string }) {
  const found = rate(of.violating ?? 0, of.assessed ?? 0)
  const number = (value: number | undefined) => (value === undefined ? '–' : words.number(value))
  const violating = found
    ? {
        value: `${words.number(found.count)} · ${words.share(found.share)}`,
        label: words.t('figure.summary.violating', {
          of: found.of,
          low: words.share(found.low),
          high: words.share(found.high)
        })
      }
    : { value: '–', label: words.t(of.suppressed ? 'indicator.suppressed' : 'figure.summary.violating-unsaid') }
  const money = (value: number | undefined) => (value === undefined ? '–' : shortNumber(words, value))
  return (
    <Facts
      items={[
        {
          value: words.number(of.cases),
          label: words.t('figure.summary.cases', { workplaces: number(of.workplaces) }),
          href
        },
        violating,
        { value: number(of.workersAffected), label: words.t('indicator.figure.workersAffected') },
        { value: money(of.backWages), label: words.t('figure.summary.backWages', { currency }) },
        { value: money(of.penalties), label: words.t('figure.summary.penalties', { currency }) }
      ]}
    />
  )
}

/** How the cases came about, and what else makes their shares doubtful. */
function Reserves({ words, summary, dataSets }: { words: Words; summary: Summary; dataSets: DataSets }) {
  const complaints = dataSets.filter(({ case_origin }) => case_origin === 'complaints').map(({ id }) => id)
  const warnings = warningsOf(
    summary.cases,
    dataSets.map(({ id }) => id),
    complaints
  ).map((warning) => words.t(`indicator.warning.${warning}`))
  const origins = dataSets
    .filter(({ case_origin }) => case_origin !== 'complaints')
    .map(({ name, case_origin }) =>
      words.t('figure.origin', {
        name: isolated(words, name),
        origin: words.t(`evidence.origin.${case_origin || 'unknown'}`)
      })
    )
  const sentences = [...warnings, ...origins]
  const kind = warnings.length > 0 ? 'wait' : 'plain'
  if (sentences.length === 1) return <Notice kind={kind}>{sentences[0]}</Notice>
  return (
    <Notice kind={kind}>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  )
}

const figuresPage = page('/figures', 'evidence.read', async (context) => {
  const { words, url, may } = context
  const filter = filterFromQuery(url.searchParams)
  const all = await readCountable(context)
  if (all.length === 0) {
    return (
      <Layout title={words.t('room.figures')}>
        <PageHead kicker={words.t('room.figures')} title={words.t('figure.empty.title')}>
          {words.t('figure.empty.explained')}
        </PageHead>
        <Empty
          title={words.t('evidence.empty.action')}
          level={2}
          action={
            may('evidence.import') ? (
              <LinkButton href="/evidence/new" kind="main">
                {words.t('evidence.add')}
              </LinkButton>
            ) : null
          }
        >
          {words.t(may('evidence.import') ? 'evidence.empty.what' : 'evidence.empty.ask')}
        </Empty>
      </Layout>
    )
  }
  const cases = resolvedFilter(all, filter, 'cases')
  const counted = countedOf(all, filter, 'cases')
  const [choices, summary, ...figures] = await Promise.all([
    readChoices(context, counted.length > 0 ? counted : all),
    cases ? context.ask(readFigureSummary, askedOf(cases)) : undefined,
    ...kinds.map((kind) => readFigure(context, kind, filter, all))
  ])
  const scope = scopeOf(context, filter)
  return (
    <Layout title={words.t('room.figures')} wide>
      <div class="stack-l">
        <PageHead kicker={words.t('room.figures')} title={titleOf(words, summary, filter.issue)}>
          {words.t('figure.explained')}
        </PageHead>
        <FigureFilters
          choices={choices}
          filter={filter}
          dataSets={all}
          counted={counted}
          scope={scope}
          cases={summary?.cases}
        />
        {summary && summary.cases > 0 ? (
          <SummaryStrip
            of={summary}
            words={words}
            currency={scope.currency}
            href={scope.recordsWith({ issue: undefined })}
          />
        ) : null}
        {summary ? <Reserves words={words} summary={summary} dataSets={counted} /> : null}
        <div class="figures">
          {figures.map((figure) =>
            figure ? (
              <ShownFigure
                key={figure.kind.name}
                kind={figure.kind}
                drawn={figure.drawn}
                scope={figure.scope}
                source={sourceSentence(words, figure.dataSets)}
              />
            ) : null
          )}
        </div>
      </div>
    </Layout>
  )
})

/** The numbers of a figure as a file, under the same filter as the page. */
function figureFile(kind: FigureKind): Page {
  return page(`/figures/${kind.name}.csv`, 'evidence.read', async (context) => {
    const figure = await readFigure(
      context,
      kind,
      filterFromQuery(context.url.searchParams),
      await readCountable(context)
    )
    return new Response(figure ? fileOfFigure(figure.drawn.table) : '', {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${kind.name}.csv"`
      }
    })
  })
}

export const figurePages: Page[] = [...kinds.map(figureFile), ...recordPages, figuresPage]
