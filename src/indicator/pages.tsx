import { countyName, isolated, issueName } from '../evidence/names.part.tsx'
import type { TableName } from '../evidence/table.rules.ts'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { LinkButton } from '../ui/form.tsx'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { caseFigures } from './case-figures.part.tsx'
import { follows, tableOf } from './choice.rules.ts'
import { countedOf, type DataSets, readCountable, resolvedFilter, Sources, tableCounted } from './counted.part.tsx'
import { dashboardPages } from './dashboard.pages.tsx'
import { withDoubt } from './doubt.part.tsx'
import { type Faults, faultLinks, faultsOf } from './fault.part.tsx'
import { type Drawn, type FigureKind, type FigureScope, ShownFigure, scopeOf } from './figure.part.tsx'
import { fileKinds, fileOf } from './figure-file.part.tsx'
import { shortNumber } from './figure-table.part.tsx'
import { FigureTabs } from './figure-tabs.part.tsx'
import { type Choices, FigureFilters, partsOfFilter, readChoices } from './filter.part.tsx'
import { type Amount, type Filter, filterFromQuery, filterToQuery, withFilter } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { ofHundred } from './finding.rules.ts'
import { furtherFigures } from './further-figures.part.tsx'
import { incidenceFigure } from './incidence.part.tsx'
import { type OddAmounts, oddAmountsOf, oddSentences } from './odd.part.tsx'
import { readFigureSummary } from './operations.ts'
import { pinPages } from './pin.pages.tsx'
import { pinHref } from './pin.rules.ts'
import { readFigurePivot } from './pivot.operations.ts'
import { pivotPages } from './pivot.pages.tsx'
import { qualityPages } from './quality.pages.tsx'
import { recordPages } from './record.pages.tsx'
import { rate, warningsOf } from './rules.ts'
import { stageFigure } from './stage-figure.part.tsx'
import { readStanding, type Standing } from './standing.operations.ts'
import { tableFigures } from './table-figures.part.tsx'
import { viewPages } from './view.pages.tsx'

const order = [
  'issues',
  'industries',
  'violations',
  'places',
  'employers',
  'stages',
  'sectors',
  'completeness',
  'concentration',
  'years',
  'incidence',
  ...tableFigures.map(({ name }) => name)
]
const kinds: readonly FigureKind[] = [
  ...caseFigures,
  stageFigure,
  ...furtherFigures,
  incidenceFigure,
  ...tableFigures
].sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name))

type Ready = { kind: FigureKind; drawn: Drawn; scope: FigureScope; dataSets: DataSets }

/** One figure under the filter of the address; undefined where the records have nothing to say to it. */
async function readFigure(
  context: PageContext,
  kind: FigureKind,
  filter: Filter,
  all: DataSets
): Promise<Ready | undefined> {
  const resolved = resolvedFilter(all, filter, kind.of)
  if (!resolved || !follows(tableOf(kind.of), filter, tableCounted(all, filter))) return undefined
  const asked = kind.without ? withFilter(resolved, { [kind.without]: undefined }) : resolved
  const data = await context.ask(kind.read, { ...askedOf(asked), ...kind.ask })
  const own = kind.of === 'cases' ? filter : withFilter(filter, { dataSets: resolved.dataSets })
  const dataSets = countedOf(all, filter, kind.of)
  const scope = {
    ...scopeOf(context, own),
    faults: (await faultsOf(context, dataSets)).flatMap(({ faults }) => faults),
    ...(kind.of === 'workplaces' ? { standing: await context.ask(readStanding, askedOf(asked)) } : {})
  }
  const drawn = kind.draw(data, scope)
  return drawn && { kind, drawn: await withDoubt(context, kind, asked, drawn), scope, dataSets }
}

type Summary = Awaited<ReturnType<(typeof readFigureSummary)['run']>>

/** The finding of the whole page. Where more is filtered than it can name, it speaks of these cases. */
function titleOf(words: Words, summary: Summary, filter: Filter, { counties }: Choices): string {
  const { issue, county, dataSets: _dataSets, ...more } = filter
  const { cases } = summary
  if (cases === 0) return words.t('figure.title.none')
  const found = summary.suppressed ? undefined : rate(summary.violating ?? 0, summary.assessed ?? 0)
  const of = found && ofHundred(found.share)
  if (issue && !found && summary.violating)
    return words.t('figure.title.issue-named', { issue: issueName(words, issue), n: summary.violating })
  if (!found || of === undefined || (of === 0 && found.count > 0)) return words.t('figure.title.cases', { n: cases })
  const place = counties.find((one) => one.place === county)
  const where = Object.keys(more).length > 0 ? '-of-these' : county ? '-in' : ''
  const key = `figure.title.${issue ? 'issue' : 'rate'}${where}`
  return words.t(key, {
    of,
    issue: issueName(words, issue ?? ''),
    place: place ? countyName(words, place) : (county ?? '')
  })
}

function SummaryStrip({ of, scope }: { of: Summary; scope: FigureScope }) {
  const { words, currency } = scope
  const found = rate(of.violating ?? 0, of.assessed ?? 0)
  const number = (value: number | null | undefined) =>
    value === undefined || value === null ? '–' : words.number(value)
  const violating = found
    ? {
        value: `${words.number(found.count)} · ${words.share(found.share)}`,
        label: words.t('figure.summary.violating', {
          of: found.of,
          low: words.share(found.low),
          high: words.share(found.high)
        }),
        href: scope.recordsWith(violatingIn(scope.filter))
      }
    : of.violating
      ? {
          value: words.number(of.violating),
          label: words.t('figure.summary.violating-named'),
          href: scope.recordsWith(violatingIn(scope.filter))
        }
      : { value: '–', label: words.t(of.suppressed ? 'indicator.suppressed' : 'figure.summary.violating-unsaid') }
  const money = (value: number | null | undefined) =>
    value === undefined || value === null ? '–' : shortNumber(words, value)
  const behind = (some: Amount) => (of[some] ? scope.recordsWith({ some }, 'cases', some) : undefined)
  return (
    <Facts
      items={[
        {
          value: words.number(of.cases),
          label: words.t(of.by === 'register' ? 'figure.summary.cases-register' : 'figure.summary.cases', {
            workplaces: number(of.workplaces)
          }),
          href: scope.recordsWith({ issue: undefined })
        },
        violating,
        {
          value: number(of.workersAffected),
          label: words.t('figure.summary.workersAffected'),
          href: behind('workersAffected')
        },
        {
          value: money(of.backWages),
          label: words.t('figure.summary.backWages', { currency }),
          href: behind('backWages')
        },
        {
          value: money(of.penalties),
          label: words.t('figure.summary.penalties', { currency }),
          href: behind('penalties')
        }
      ]}
    />
  )
}

/** The cases with violations of a filter; with an issue it asks for them already. */
function violatingIn({ issue, violations }: Filter): Filter {
  if (issue) return {}
  return { violations: { ...violations, from: Math.max(1, violations?.from ?? 1) } }
}

/** Of a register of workplaces those that have ceased are no workplaces any more, and are named apart. */
function tableTitle(words: Words, of: TableName, n: number, standing?: Standing): string {
  const { open, ceased } = standing ?? {}
  if (open === undefined || !ceased) return words.t(`figure.title.${of}`, { n })
  return words.t('figure.title.workplaces-open', { open, ceased })
}

type Reserved = {
  words: Words
  summary: Summary
  dataSets: DataSets
  faults: Faults
  odd: OddAmounts
  rounded: boolean
}

/** How the cases came about, and what else makes their shares and numbers doubtful. */
function Reserves({ words, summary, dataSets, faults, odd, rounded }: Reserved) {
  const complaints = dataSets.filter(({ case_origin }) => case_origin === 'complaints').map(({ id }) => id)
  const warnings = warningsOf(
    summary.cases,
    dataSets.map(({ id }) => id),
    complaints
  ).map((warning) => words.t(`indicator.warning.${warning}`))
  const others = dataSets.filter(({ case_origin }) => case_origin !== 'complaints')
  const alike = complaints.length === 0 && new Set(others.map(({ case_origin }) => case_origin)).size === 1
  const origins = others.map(({ name, case_origin }) => {
    const origin = words.t(`evidence.origin.${case_origin || 'unknown'}`)
    return alike ? origin : words.t('figure.origin', { name: isolated(words, name), origin })
  })
  const rounding = rounded ? [words.t('figure.rounded')] : []
  const doubts = [...oddSentences(words, odd), ...faultLinks(words, faults)]
  const sentences = [...new Set([...warnings, ...origins]), ...rounding, ...doubts]
  if (sentences.length === 1) return <Notice>{sentences[0]}</Notice>
  return (
    <Notice>
      <ul>
        {sentences.map((sentence) => (
          <li key={typeof sentence === 'string' ? sentence : sentence.key}>{sentence}</li>
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
  const of = tableCounted(all, filter)
  const counted = countedOf(all, filter, of)
  const asked = askedOf(resolvedFilter(all, filter, of) ?? filter)
  const [choices, faults, odd, standing, summary, others, ...figures] = await Promise.all([
    readChoices(context, counted, of),
    faultsOf(context, counted),
    oddAmountsOf(context, counted),
    of === 'workplaces' ? context.ask(readStanding, asked) : undefined,
    of === 'cases' ? context.ask(readFigureSummary, asked) : undefined,
    of === 'cases' ? undefined : context.ask(readFigurePivot, { ...asked, table: of, rows: 'isicSection' }),
    ...kinds.map((kind) => readFigure(context, kind, filter, all))
  ])
  const scope = scopeOf(context, filter)
  const n = others?.total.records ?? 0
  return (
    <Layout title={words.t('room.figures')} wide>
      <div class="stack-l">
        <PageHead
          kicker={words.t('room.figures')}
          title={summary ? titleOf(words, summary, filter, choices) : tableTitle(words, of, n, standing)}
          actions={
            <LinkButton href={`/figures/table?${filterToQuery(filter)}`}>{words.t('figure.ask.title')}</LinkButton>
          }
        >
          {words.t(may('evidence.read-records') ? 'figure.explained' : 'figure.explained-alone')}
          {standing?.few ? ` ${words.t('figure.workplaces.ceased-few')}` : null}
        </PageHead>
        <FigureTabs current="overview" />
        <FigureFilters
          choices={choices}
          filter={filter}
          dataSets={all}
          counted={counted}
          scope={scope}
          of={of}
          n={summary?.cases ?? n}
        />
        {summary && summary.cases > 0 ? (
          <>
            <SummaryStrip of={summary} scope={scope} />
            {may('plan.edit') ? (
              <p class="small">
                <a href={pinHref('figures', filterToQuery(filter))}>{words.t('ui.figure.pin')}</a>
              </p>
            ) : null}
            <Reserves
              words={words}
              summary={summary}
              dataSets={counted}
              faults={faults}
              odd={odd}
              rounded={!may('evidence.read-records')}
            />
          </>
        ) : null}
        <FigureGroups of={figures.flatMap((figure) => figure ?? [])} counted={counted} />
      </div>
    </Layout>
  )
})

const namesOf = (words: Words, dataSets: DataSets) => words.list(dataSets.map(({ name }) => isolated(words, name)))

/** The figures of the records that the page counts, and below them those of other records under the names of these. */
function FigureGroups({ of, counted }: { of: readonly Ready[]; counted: DataSets }) {
  const words = useWords()
  const own = namesOf(words, counted)
  const groups = Map.groupBy(of, ({ dataSets }) => namesOf(words, dataSets))
  return (
    <>
      <FigureColumns of={groups.get(own) ?? []} />
      <div class="figures even">
        {[...groups]
          .filter(([names]) => names !== own)
          .map(([names, figures]) => (
            <section key={names}>
              <h2>{words.t('figure.others', { list: names })}</h2>
              {figures.map((figure) => (
                <ReadyFigure key={figure.kind.name} of={figure} level={3} />
              ))}
            </section>
          ))}
      </div>
    </>
  )
}

function ReadyFigure({ of: { dataSets, ...figure }, level }: { of: Ready; level: 2 | 3 }) {
  return <ShownFigure {...figure} source={<Sources of={dataSets} />} level={level} />
}

/** Figures in a narrow and a broad column, or in two even ones where there is too little for the broad one. */
function FigureColumns({ of }: { of: readonly Ready[] }) {
  const columns = [of.filter(({ kind }) => kind.narrow), of.filter(({ kind }) => !kind.narrow)]
  const shown = (figure: Ready) => <ReadyFigure key={figure.kind.name} of={figure} level={2} />
  const [narrow = 0, broad = 0] = columns.map(({ length }) => length)
  if (narrow === 0 || broad * 2 <= narrow) return <div class="figures even">{of.map(shown)}</div>
  return (
    <div class="figures">
      {columns.map((column) => (
        <div key={column[0]?.kind.name}>{column.map(shown)}</div>
      ))}
    </div>
  )
}

/** A figure as a file of each kind, under the same filter as the page. */
function figureFiles(kind: FigureKind): Page[] {
  return fileKinds.map((ending) =>
    page(`/figures/${kind.name}.${ending}`, 'evidence.read', async (context) => {
      const { words, url } = context
      const filter = filterFromQuery(url.searchParams)
      const figure = await readFigure(context, kind, filter, await readCountable(context))
      if (!figure) throw new Problem('page-not-found')
      const { drawn, dataSets } = figure
      const choices = await readChoices(context, dataSets, tableOf(kind.of))
      const said = partsOfFilter(words, filter, choices).map(({ label }) => label)
      const filed = {
        name: kind.name,
        title: drawn.title,
        unit: drawn.unit,
        table: drawn.table,
        drawing: drawn.drawing,
        how: [drawn.how, ...(drawn.note ? [drawn.note] : [])],
        dataSets,
        page: `/figures${url.search}`,
        asked: [{ what: words.t('figure.file.filter'), said: words.list(said) || words.t('figure.filter.all') }]
      }
      return fileOf(context, filed, ending)
    })
  )
}

export const figurePages: Page[] = [
  ...kinds.flatMap(figureFiles),
  ...recordPages,
  ...pivotPages,
  ...qualityPages,
  ...dashboardPages,
  ...viewPages,
  ...pinPages,
  figuresPage
]
