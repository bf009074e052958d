import { isolated } from '../evidence/names.part.tsx'
import { type Page, type PageContext, page } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Layout } from '../ui/layout.tsx'
import { Empty, Facts, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/step.tsx'
import { countedOf, type DataSets, readCountable, Sources } from './counted.part.tsx'
import { type Faults, faultLinks, faultsOf } from './fault.part.tsx'
import { currencyOf } from './figure.part.tsx'
import { type FiledFigure, fileKinds, fileOf, workbookOf } from './figure-file.part.tsx'
import { FigureTabs } from './figure-tabs.part.tsx'
import { askedOfSelection, readLinkedFigures } from './linked.operations.ts'
import {
  findingDimensions,
  linkedDimensions,
  narrowedBy,
  type Selection,
  selectionFromQuery,
  selectionToQuery,
  toggled
} from './linked.rules.ts'
import { asksFinding } from './linked-answer.rules.ts'
import { picturedChart } from './linked-chart.part.tsx'
import { describeChart, LinkedFigure, tableOfChart } from './linked-figure.part.tsx'
import { type Address, ChosenValues, CompareForm, LinkedForm, valuesName } from './linked-form.part.tsx'
import { Compared, comparisonOf, headline, titleOf } from './linked-headline.part.tsx'
import { type LinkedFigures, periodName } from './linked-name.part.tsx'
import { recordsOf } from './linked-records.rules.ts'
import { type OddAmounts, oddAmountsOf, oddSentences } from './odd.part.tsx'
import { pinHref } from './pin.rules.ts'
import { warningsOf } from './rules.ts'
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
  const [answer, of] = await Promise.all([
    context.ask(readLinkedFigures, { ...askedOfSelection({ ...selection, dataSets }), compare, ...more }),
    faultsOf(context, counted)
  ])
  const figures = { ...answer, faults: of.flatMap(({ faults }) => faults) }
  return counted.some(listsBreachesOnly) ? withoutShare(figures) : figures
}

function addressOf(selection: Selection, compare = ''): string {
  const query = selectionToQuery(selection)
  if (compare) query.set('compare', compare)
  return query.size > 0 ? `${path}?${query}` : path
}

/** What makes the shares doubtful. */
function Reserves({
  words,
  counted,
  cases,
  rounded,
  faults,
  odd
}: {
  words: Words
  counted: DataSets
  cases: number
  /** The sentence that says how counts are rounded, where they are. */
  rounded: string | undefined
  faults: Faults
  odd: OddAmounts
}) {
  const complaints = counted.filter(({ case_origin }) => case_origin === 'complaints').map(({ id }) => id)
  const warnings = warningsOf(
    cases,
    counted.map(({ id }) => id),
    complaints
  ).map((one) => words.t(`indicator.warning.${one}`))
  const only = counted.some(listsBreachesOnly) ? [words.t('indicator.warning.breaches-only')] : []
  const rounding = rounded ? [words.t(rounded)] : []
  const sentences = [...only, ...warnings, ...rounding, ...oddSentences(words, odd), ...faultLinks(words, faults)]
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
  const { selection, counted, compare } = asked
  const [figures, faults, odd, opened] = await Promise.all([
    answerTo(context, asked, active ? { active } : {}),
    faultsOf(context, counted),
    oddAmountsOf(context, counted),
    openedView(context)
  ])
  const selected = asksFinding(selection)
  const address: Address = (changed, other = compare) => addressOf(changed, other)
  const currency = currencyOf(context)
  const state = addressOf(selection, compare).split('?')[1] ?? ''
  const mayPin = context.may('plan.edit')
  const comparison = comparisonOf(words, figures, { ...asked, currency, faults: figures.faults })
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
        <header id="headline" class="stack-s">
          <PageHead kicker={title} title={titleOf(words, figures, selection)}>
            {words.t('dashboard.explained', { n: figures.charts.filter(({ said }) => said).length, list: names })}
          </PageHead>
          <FigureTabs current="dashboard" />
          <OpenedView of={opened} />
          <ChosenValues selection={selection} figures={figures} address={address} />
          {light ? null : (
            <div>
              <LinkedForm selection={selection} figures={figures} dataSets={asked.dataSets} counted={counted} />
              <CompareForm selection={selection} figures={figures} compare={compare} />
              <KeepView page="dashboard" query={state} />
              <p class="row small">
                {mayPin ? <a href={pinHref('dashboard', state)}>{words.t('ui.figure.pin')}</a> : null}
                <a href={`${path}.xlsx${state ? `?${state}` : ''}`} download>
                  {words.t('dashboard.save')}
                </a>
              </p>
            </div>
          )}
          <Facts items={headline(words, figures, currency, selected)} />
          {comparison ? <Compared of={comparison} fileHref={`${path}/comparison.csv?${state}`} /> : null}
          <Reserves
            words={words}
            counted={counted}
            cases={figures.total.cases ?? 0}
            rounded={roundedBecause(context, figures)}
            faults={faults}
            odd={odd}
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
              fileHref={(ending) => `${path}/${chart.dimension}.${ending}?${state}`}
              recordsHref={
                context.may('evidence.read-records')
                  ? recordsOf(
                      selection,
                      chart.dimension,
                      counted.map(({ id }) => id)
                    )
                  : undefined
              }
              pinHref={mayPin ? pinHref('dashboard', state, { chart: chart.dimension }) : undefined}
            />
          ))}
        </div>
        <Absent of={figures} />
        <p id="told" class="vh" role="status" />
      </div>
    </Layout>
  )
})

function roundedBecause({ may }: PageContext, { rounded }: LinkedFigures): string | undefined {
  if (!may('evidence.read-records')) return 'figure.rounded'
  return rounded ? 'dashboard.rounded' : undefined
}

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

/** The dashboard of an address as figures that stand by themselves. */
async function filed(context: PageContext, asked: Asked): Promise<FiledFigure[]> {
  const { words } = context
  const { selection, compare, counted: dataSets } = asked
  const figures = await answerTo(context, asked)
  const selected = asksFinding(selection)
  const told = narrowedBy(selection).map((dimension) => ({
    what: words.t(`dashboard.dimension.${dimension}`),
    said: valuesName(words, figures, selection, dimension)
  }))
  const common = {
    dataSets,
    page: addressOf(selection, compare),
    asked: [{ what: words.t('dashboard.title'), said: titleOf(words, figures, selection) }, ...told]
  }
  const charts = inOrder(figures).drawn.map((chart) => ({
    name: chart.dimension,
    subject: words.t(`dashboard.dimension.${chart.dimension}`),
    ...describeChart(words, chart, figures, selected),
    table: tableOfChart(words, chart, figures, selected),
    drawing: picturedChart(words, chart, figures),
    ...common
  }))
  const comparison = comparisonOf(words, figures, {
    ...asked,
    currency: currencyOf(context),
    faults: figures.faults
  })
  if (!comparison) return charts
  const subject = words.t('dashboard.compare.sheet')
  const [{ how = [], unit = '' } = {}] = charts
  return [{ name: 'comparison', subject, unit, how, drawing: null, ...comparison, ...common }, ...charts]
}

/** One chart under the selection of the address as a file, and all of them as one workbook. */
const files = [
  page(`${path}/comparison.csv`, 'evidence.read', async (context) => {
    const asked = await askedIn(context)
    const figure = asked && (await filed(context, asked)).find(({ name }) => name === 'comparison')
    if (!figure) throw new Problem('page-not-found')
    return fileOf(context, figure, 'csv')
  }),
  ...linkedDimensions.flatMap((dimension) =>
    fileKinds.map((kind) =>
      page(`${path}/${dimension}.${kind}`, 'evidence.read', async (context) => {
        const asked = await askedIn(context)
        const figure = asked && (await filed(context, asked)).find(({ name }) => name === dimension)
        if (!figure) throw new Problem('page-not-found')
        return fileOf(context, figure, kind)
      })
    )
  ),
  page(`${path}.xlsx`, 'evidence.read', async (context) => {
    const asked = await askedIn(context)
    if (!asked) throw new Problem('page-not-found')
    return workbookOf(context, await filed(context, asked), 'dashboard')
  })
]

export const dashboardPages: Page[] = [...files, dashboardPage]
