import type { ComponentChildren } from 'preact'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Figure } from '../ui/figure.tsx'
import type { FigureTable } from './figure-table.part.tsx'
import { TableOfFigure } from './figure-table.part.tsx'
import { allOthers, findingDimensions, unsaid } from './linked.rules.ts'
import {
  binShare,
  drawnBins,
  LinkedBars,
  type LinkedChart,
  LinkedMap,
  LinkedTime,
  type Toggle
} from './linked-chart.part.tsx'
import { type LinkedFigures, markedValue, marksOf, nameOfValue, untold } from './linked-name.part.tsx'

/** One of the eight figures: its finding, its drawing, and what makes it citable. */

const isFinding = (chart: LinkedChart) => findingDimensions.some((name) => name === chart.dimension)

/** How the shares of a chart are to be read; `selected`: an issue or an outcome is chosen elsewhere. */
function shareOf(chart: LinkedChart, selected: boolean): 'all' | 'selected' | 'violations' {
  if (isFinding(chart)) return 'all'
  return selected ? 'selected' : 'violations'
}

/** What the chart finds, where its figures say it; else what it is of. */
function titleOf(words: Words, chart: LinkedChart, figures: LinkedFigures): string {
  const subject = words.t(`dashboard.dimension.${chart.dimension}`)
  const told = chart.bins.filter(({ value }) => value !== unsaid)
  const all = chart.bins.reduce((sum, { cases = 0 }) => sum + cases, 0)
  const [first] = told
    .filter(({ value, cases = 0 }) => value !== allOthers && cases > 0)
    .sort((one, other) => (other.cases ?? 0) - (one.cases ?? 0))
  // Of counts that are withheld none can be said to be the largest.
  if (!first || all === 0 || chart.bins.some(({ withheld }) => withheld)) return subject
  if (chart.dimension === 'repeat') {
    const back = told.filter(({ value }) => Number(value) >= 2).reduce((sum, { cases = 0 }) => sum + cases, 0)
    return words.t('dashboard.finding.repeat', { share: words.share(back / all) })
  }
  const named = nameOfValue(words, figures, chart.dimension, first.value)
  const name = named.charAt(0).toLocaleUpperCase(words.language) + named.slice(1)
  if (chart.dimension === 'time') return words.t('dashboard.finding.time', { name, n: first.cases ?? 0 })
  const share = isFinding(chart) ? binShare(first)?.share : (first.cases ?? 0) / all
  return share === undefined ? subject : words.t('dashboard.finding', { name, share: words.share(share) })
}

export function tableOfChart(words: Words, chart: LinkedChart, figures: LinkedFigures, selected: boolean): FigureTable {
  const of = shareOf(chart, selected)
  const named = (key: string, kind: FigureTable['columns'][number]['kind']) => ({
    key,
    kind,
    label: words.t(`dashboard.column.${key}`)
  })
  return {
    columns: [
      { key: 'name', kind: 'text', label: words.t(`dashboard.dimension.${chart.dimension}`) },
      { key: 'cases', kind: 'count', label: words.t('indicator.figure.cases') },
      ...(of === 'all' ? [] : [{ ...named('count', 'count'), label: words.t(`dashboard.column.count-${of}`) }]),
      { ...named('of', 'count'), label: words.t(`dashboard.column.of-${of}`) },
      { ...named('share', 'share'), label: words.t('dashboard.column.share') },
      { key: 'low', kind: 'share', label: words.t('figure.column.low') },
      { key: 'high', kind: 'share', label: words.t('figure.column.high') },
      ...(chart.bins.some(({ suppressed }) => suppressed) ? [named('untold', 'text')] : [])
    ],
    rows: chart.bins.map((bin) => {
      const found = binShare(bin)
      const { cases, count, of: whole } = bin
      return {
        name: markedValue(words, figures, chart.dimension, bin.value),
        untold: bin.suppressed ? untold(words, bin) : undefined,
        cases,
        count,
        of: whole,
        share: found?.share,
        low: found?.low,
        high: found?.high
      }
    })
  }
}

export type LinkedFigureProps = {
  chart: LinkedChart
  figures: LinkedFigures
  /** An issue or an outcome is chosen. */
  selected: boolean
  toggle: Toggle
  source: ComponentChildren
  fileHref: (ending: string) => string
  recordsHref?: string | undefined
  pinHref?: string | undefined
  /** Only what moves while a chart is brushed: no table and no explanation. */
  light: boolean
}

/** What a chart finds, what it counts, and how; for the page and for its files. */
export function describeChart(words: Words, chart: LinkedChart, figures: LinkedFigures, selected: boolean) {
  const { dimension } = chart
  const subject = words.t(`dashboard.dimension.${dimension}`)
  const unit = `dashboard.unit.${chart.bins.some(binShare) ? shareOf(chart, selected) : 'none'}`
  const how = [
    'dashboard.how',
    ...(explained.includes(dimension) ? [`dashboard.how.${dimension}`] : []),
    ...(dimension === 'repeat' ? [`dashboard.how.repeat-${figures.by}`] : []),
    ...(figures.rounded ? ['dashboard.how.rounded'] : []),
    ...reserves(chart, figures)
  ]
  return {
    title: titleOf(words, chart, figures),
    unit: words.t(unit, { subject }),
    how: how.map((key) => words.t(key))
  }
}

/** What a reader must know of marks that are not as the others: counts that are withheld, and periods that look incomplete. */
function reserves(chart: LinkedChart, figures: LinkedFigures): string[] {
  const incomplete =
    chart.dimension === 'time' && chart.bins.some(({ value }) => marksOf(figures, value).includes('incomplete'))
  const withheld = chart.bins.some((bin) => bin.withheld)
  return [
    ...(incomplete ? ['dashboard.incomplete'] : []),
    ...(withheld
      ? [chart.bins.every((bin) => bin.withheld) ? 'dashboard.title.few' : 'dashboard.withheld.explained']
      : [])
  ]
}

const explained = ['time', 'place', 'issue', 'outcome', 'repeat']

export function LinkedFigure(props: LinkedFigureProps) {
  const { chart, figures, selected, toggle, source, fileHref, recordsHref, pinHref, light } = props
  const words = useWords()
  const { dimension } = chart
  const { title, unit, how } = describeChart(words, chart, figures, selected)
  const mapped = dimension === 'place' && figures.map !== null
  const missing = chart.bins.length - drawnBins(chart).length
  return (
    <Figure
      id={dimension}
      level={2}
      title={title}
      unit={unit}
      source={source}
      {...(light
        ? {}
        : {
            table: <TableOfFigure of={tableOfChart(words, chart, figures, selected)} caption={title} />,
            fileHref,
            how: <How of={how} />
          })}
      {...(recordsHref && !light ? { recordsHref } : {})}
      {...(pinHref && !light ? { pinHref } : {})}
    >
      {dimension === 'time' ? (
        <LinkedTime of={chart} figures={figures} toggle={toggle} />
      ) : (
        <div class={mapped ? 'beside' : undefined}>
          {mapped ? <LinkedMap of={chart} figures={figures} toggle={toggle} label={title} /> : null}
          <LinkedBars of={chart} figures={figures} toggle={toggle} />
        </div>
      )}
      {dimension !== 'time' && missing > 0 ? (
        <p class="small soft">{words.t('dashboard.more', { n: missing })}</p>
      ) : null}
      {reserves(chart, figures).map((key) => (
        <p key={key} class="small">
          {words.t(key)}
        </p>
      ))}
    </Figure>
  )
}

function How({ of }: { of: readonly string[] }) {
  return (
    <>
      {of.map((sentence) => (
        <p key={sentence} class="measure">
          {sentence}
        </p>
      ))}
    </>
  )
}
