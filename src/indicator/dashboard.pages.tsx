import { isolated, issueName } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { DataTable } from '../ui/table.tsx'
import { countedOf, type DataSets, readCountable, Sources } from './counted.part.tsx'
import { type Faults, faultLinks, faultsOf } from './fault.part.tsx'
import { currencyOf } from './figure.part.tsx'
import { type FigureTable, fileOfFigure, shortNumber } from './figure-table.part.tsx'
import { FigureTabs } from './figure-tabs.part.tsx'
import { ofHundred } from './finding.rules.ts'
import { askedOfSelection, readLinkedFigures } from './linked.operations.ts'
import {
  comparedOf,
  findingDimensions,
  type LinkedDimension,
  linkedDimensions,
  type Selection,
  selectionFromQuery,
  selectionToQuery,
  toggled
} from './linked.rules.ts'
import { asksFinding } from './linked-answer.rules.ts'
import { LinkedFigure, tableOfChart } from './linked-figure.part.tsx'
import { type Address, ChosenValues, CompareForm, LinkedForm, valuesName } from './linked-form.part.tsx'
import { type LinkedFigures, periodName } from './linked-name.part.tsx'
import { recordsOf } from './linked-records.rules.ts'
import { pinHref } from './pin.rules.ts'
import { rate, warningsOf } from './rules.ts'
import { KeepView, OpenedView, openedView } from './view.part.tsx'

/** The dashboard: eight linked charts of one selection. Every state of it is an address. */

const path = '/figures/dashboard'

type DataSet = DataSets[number]

/** A register of what was found or alleged holds no clean case: its share of violations says nothing. */
const listsBreachesOnly = ({ mapping }: DataSet) => Boolean(mapping.issues)
const withoutShare = (figures: LinkedFigures): LinkedFigures => ({
  ...figures,
  charts: figures.charts.map((chart) =>
    findingDimensions.some((name) => name === chart.dimension)
      ? chart
      : { ...chart, bins: chart.bins.map(({ of: _of, count: _count, ...bin }) => bin) }
  ),
  total: figures.total.cases === undefined ? {} : { cases: figures.total.cases },
  compared: figures.compared && {
    ...figures.compared,
    total: figures.compared.total.cases === undefined ? {} : { cases: figures.compared.total.cases },
    difference: null
  }
})

type Asked = { selection: Selection; compare: string; dataSets: DataSets; counted: DataSets }

/** What the address asks for; of the form's two ends of a period one may be left open. */
async function askedIn(context: PageContext): Promise<Asked | undefined> {
  const all = await readCountable(context)
  const dataSets = all.filter(({ mapping }) => (mapping.table ?? 'cases') === 'cases')
  const query = new URLSearchParams(context.url.searchParams)
  const [from, to] = [query.get('from'), query.get('to')]
  if (from || to) query.set('time', `${from || '0001-01'}..${to || '9999-12'}`)
  const selection = selectionFromQuery(query)
  const counted = countedOf(dataSets, selection.dataSets ? { dataSets: selection.dataSets } : {}, 'cases')
  return counted.length > 0 ? { selection, compare: context.query('compare'), dataSets, counted } : undefined
}

async function answerTo(
  context: PageContext,
  { selection, compare, counted }: Asked,
  more = {}
): Promise<LinkedFigures> {
  const dataSets = counted.map(({ id }) => id)
  const figures = await context.ask(readLinkedFigures, {
    ...askedOfSelection({ ...selection, dataSets }),
    compare,
    ...more
  })
  return counted.some(listsBreachesOnly) ? withoutShare(figures) : figures
}

function addressOf(selection: Selection, compare = ''): string {
  const query = selectionToQuery(selection)
  if (compare) query.set('compare', compare)
  return query.size > 0 ? `${path}?${query}` : path
}

function titleOf(words: Words, figures: Told, selection: Selection): string {
  const { few, total } = figures
  if (few || total.cases === undefined) return words.t('dashboard.title.few')
  const found = total.count === undefined || total.of === undefined ? undefined : rate(total.count, total.of)
  const of = found && ofHundred(found.share)
  if (!found || of === undefined || (of === 0 && found.count > 0))
    return words.t('figure.title.cases', { n: total.cases })
  if (!asksFinding(selection)) return words.t('figure.title.rate', { of })
  const [issue, second] = selection.issue ?? []
  if (issue && !second && !selection.outcome)
    return words.t('figure.title.issue', { issue: issueName(words, issue), of })
  return words.t('dashboard.title.selected', { of })
}

/** An amount of two figures has no tenths of a million. */
function amountText(words: Words, value: number): string {
  const whole = value >= 10_000_000 && value % 1_000_000 === 0
  return whole ? words.t('figure.million', { value: words.number(value / 1_000_000) }) : shortNumber(words, value)
}

type Told = Pick<LinkedFigures, 'total' | 'amounts' | 'few'>

/** What a selection counts in all: each with what it is of. */
function headline(words: Words, { total, amounts }: Told, currency: string, selected: boolean) {
  const found = total.count === undefined || total.of === undefined ? undefined : rate(total.count, total.of)
  const number = (value: number | undefined) => (value === undefined ? '–' : words.number(value))
  const amount = (value: number | undefined) => (value === undefined ? '–' : amountText(words, value))
  return [
    { value: number(total.cases), label: words.t('indicator.figure.cases') },
    {
      value: found ? words.share(found.share) : '–',
      label: found
        ? words.t(selected ? 'dashboard.summary.selected' : 'dashboard.summary.violations', {
            count: found.count,
            of: found.of,
            low: words.share(found.low),
            high: words.share(found.high)
          })
        : words.t('figure.summary.violating-unsaid')
    },
    { value: number(amounts.workers), label: words.t('figure.summary.workersAffected') },
    { value: amount(amounts.wages), label: words.t('figure.summary.backWages', { currency }) },
    { value: amount(amounts.penalties), label: words.t('figure.summary.penalties', { currency }) }
  ]
}

/** The two selections side by side, and how far their shares lie apart. */
function Compared({ of, asked, currency }: { of: LinkedFigures; asked: Asked; currency: string }) {
  const words = useWords()
  const { compared } = of
  const second = comparedOf(asked.selection, asked.compare)
  if (!compared || !second) return null
  const { dimension } = compared
  const selected = asksFinding(asked.selection)
  const name = (selection: Selection) => valuesName(words, of, selection, dimension) || words.t(`dashboard.compare.all`)
  const [first = [], other = []] = [of, compared].map((told) => headline(words, told, currency, selected))
  const figure = (key: string) => words.t(`indicator.figure.${key}`)
  const amount = (key: string) => words.t('dashboard.column.amount', { name: figure(key), currency })
  const labels = [
    figure('cases'),
    words.t(`dashboard.column.share-${selected ? 'selected' : 'violations'}`),
    figure('workersAffected'),
    amount('backWages'),
    amount('penalties')
  ]
  const rows = labels.map((what, index) => ({
    what,
    first: index === 1 ? shareWithInterval(words, of) : (first[index]?.value ?? '–'),
    second: index === 1 ? shareWithInterval(words, compared) : (other[index]?.value ?? '–')
  }))
  return (
    <section class="stack-s" id="compared">
      <h2>{differenceText(words, compared.difference, name(asked.selection), name(second.selection))}</h2>
      <DataTable
        caption={words.t('dashboard.compare')}
        captionHidden
        asTable
        rows={rows}
        columns={[
          { key: 'what', label: words.t('dashboard.compare.what'), head: true, cell: (row) => row.what },
          { key: 'first', label: name(asked.selection), numeric: true, cell: (row) => row.first },
          { key: 'second', label: name(second.selection), numeric: true, cell: (row) => row.second }
        ]}
      />
    </section>
  )
}

function shareWithInterval(words: Words, { total: { count, of } }: Told): string {
  const found = count === undefined || of === undefined ? undefined : rate(count, of)
  if (!found) return '–'
  return words.t('dashboard.compare.share', {
    share: words.share(found.share),
    low: words.share(found.low),
    high: words.share(found.high),
    of: found.of
  })
}

function differenceText(
  words: Words,
  difference: NonNullable<LinkedFigures['compared']>['difference'],
  first: string,
  second: string
): string {
  if (!difference) return words.t('dashboard.compare.unsaid', { first, second })
  const points = (value: number) => words.number(Math.abs(value * 100), 1)
  const sure = difference.low > 0 || difference.high < 0
  const [low, high] = difference.points < 0 ? [-difference.high, -difference.low] : [difference.low, difference.high]
  const signed = (value: number) => (value < 0 ? `−${points(value)}` : points(value))
  return words.t(sure ? 'dashboard.compare.apart' : 'dashboard.compare.alike', {
    first,
    second,
    points: points(difference.points),
    way: difference.points < 0 ? 'less' : 'more',
    low: signed(low),
    high: signed(high)
  })
}

/** What makes the shares doubtful. */
function Reserves({
  words,
  counted,
  cases,
  rounded,
  faults
}: {
  words: Words
  counted: DataSets
  cases: number
  rounded: boolean
  faults: Faults
}) {
  const complaints = counted.filter(({ case_origin }) => case_origin === 'complaints').map(({ id }) => id)
  const warnings = warningsOf(
    cases,
    counted.map(({ id }) => id),
    complaints
  ).map((one) => words.t(`indicator.warning.${one}`))
  const only = counted.some(listsBreachesOnly) ? [words.t('indicator.warning.breaches-only')] : []
  const rounding = rounded ? [words.t('dashboard.rounded')] : []
  const sentences = [...only, ...warnings, ...rounding, ...faultLinks(words, faults)]
  if (sentences.length === 0) return null
  return (
    <Notice>
      {sentences.length === 1 ? (
        sentences[0]
      ) : (
        <ul>
          {sentences.map((sentence) => (
            <li key={typeof sentence === 'string' ? sentence : sentence.key}>{sentence}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

const dashboardPage = page(path, 'evidence.read', async (context) => {
  const { words } = context
  const title = words.t('dashboard.title')
  const asked = await askedIn(context)
  if (!asked)
    return (
      <Layout title={title}>
        <PageHead kicker={title} title={words.t('figure.empty.title')} />
        <Empty title={words.t('evidence.empty.action')} level={2}>
          {words.t('figure.empty.explained')}
        </Empty>
      </Layout>
    )
  const active = linkedDimensions.find((name) => name === context.query('active'))
  const figures = await answerTo(context, asked, active ? { active } : {})
  const { selection, counted, compare } = asked
  const faults = await faultsOf(context, counted)
  const opened = await openedView(context)
  const selected = asksFinding(selection)
  const address: Address = (changed, other = compare) => addressOf(changed, other)
  const currency = currencyOf(context)
  const state = addressOf(selection, compare).split('?')[1] ?? ''
  const mayPin = context.may('plan.edit')
  const { period } = figures
  const { drawn, narrow } = inOrder(figures)
  // What the island asks for while the hand moves; it asks for the whole page when the hand rests.
  const light = context.query('light') !== ''
  const names = words.list(counted.map(({ name }) => isolated(words, name)))
  const source = (
    <>
      <Sources of={counted} />
      {period ? ` · ${periodName(words, { from: period.from.slice(0, 7), to: period.to.slice(0, 7) })}` : null}
    </>
  )
  return (
    <Layout title={title} wide island="linked">
      <div class="stack-l" id="dashboard" data-path={path}>
        <header id="headline" class="stack-s" aria-live="polite">
          <PageHead kicker={title} title={titleOf(words, figures, selection)}>
            {words.t('dashboard.explained', { list: names })}
          </PageHead>
          <FigureTabs current="dashboard" />
          <OpenedView of={opened} />
          <ChosenValues selection={selection} figures={figures} address={address} />
          {light ? null : (
            <div>
              <LinkedForm selection={selection} figures={figures} dataSets={asked.dataSets} counted={counted} />
              <CompareForm selection={selection} figures={figures} compare={compare} />
              <KeepView page="dashboard" query={state} />
              {mayPin ? <a href={pinHref('dashboard', state)}>{words.t('ui.figure.pin')}</a> : null}
            </div>
          )}
          <Facts items={headline(words, figures, currency, selected)} />
          <Compared of={figures} asked={asked} currency={currency} />
          <Reserves
            words={words}
            counted={counted}
            cases={figures.total.cases ?? 0}
            rounded={figures.rounded}
            faults={faults}
          />
        </header>
        <div class={narrow % 2 === 1 ? 'dashboard odd' : 'dashboard'}>
          {drawn.map((chart) => (
            <LinkedFigure
              key={chart.dimension}
              chart={chart}
              figures={figures}
              selected={selected}
              toggle={(value) => address(toggled(selection, chart.dimension, value))}
              source={source}
              light={light}
              csvHref={`${path}/${chart.dimension}.csv?${selectionToQuery(selection)}`}
              recordsHref={recordsOf(
                selection,
                chart.dimension,
                counted.map(({ id }) => id)
              )}
              pinHref={mayPin ? pinHref('dashboard', state, { chart: chart.dimension }) : undefined}
            />
          ))}
        </div>
        <Absent of={figures} />
      </div>
    </Layout>
  )
})

/** The charts that can be drawn; those that take the whole breadth first: time, and places with their map. */
function inOrder({ charts, map }: LinkedFigures) {
  const isBroad = ({ dimension }: LinkedFigures['charts'][number]) =>
    dimension === 'time' || (dimension === 'place' && map !== null)
  const said = charts.filter((chart) => chart.said)
  const broad = said.filter(isBroad)
  return { drawn: [...broad, ...said.filter((chart) => !isBroad(chart))], narrow: said.length - broad.length }
}

/** What no chart can show, as the records do not say it. */
function Absent({ of: { charts } }: { of: LinkedFigures }) {
  const words = useWords()
  const absent = charts.filter(({ said }) => !said)
  if (absent.length === 0) return null
  return (
    <section class="stack-s">
      <h2>{words.t('dashboard.absent')}</h2>
      <ul class="plain stack-s">
        {absent.map(({ dimension }) => (
          <li key={dimension} id={dimension}>
            {words.t(`dashboard.absent.${dimension}`)}
          </li>
        ))}
      </ul>
    </section>
  )
}

async function tableFor(context: PageContext, asked: Asked, dimension: LinkedDimension): Promise<FigureTable> {
  const figures = await answerTo(context, asked)
  const chart = figures.charts.find((one) => one.dimension === dimension)
  if (!chart) throw new Error('there is a chart for each dimension')
  return tableOfChart(context.words, chart, figures, asksFinding(asked.selection))
}

/** The numbers of one chart as a file, under the same selection. */
const files = linkedDimensions.map((dimension) =>
  page(`${path}/${dimension}.csv`, 'evidence.read', async (context) => {
    const asked = await askedIn(context)
    const content = asked ? fileOfFigure(await tableFor(context, asked, dimension)) : ''
    return new Response(content, {
      headers: {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${dimension}.csv"`
      }
    })
  })
)

export const dashboardPages: Page[] = [...files, dashboardPage]
