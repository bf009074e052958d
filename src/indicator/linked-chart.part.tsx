import type { Words } from '../kernel/words.ts'
import { Bars } from '../ui/bars.tsx'
import { Columns } from '../ui/columns.tsx'
import { useWords } from '../ui/context.ts'
import { type Area, RegionMap } from '../ui/region-map.tsx'
import { usePlace } from '../ui/share.ts'
import { hasOrder, unsaid } from './linked.rules.ts'
import { type LinkedFigures, markedValue, marksOf, nameOfValue, untold } from './linked-name.part.tsx'
import { rate } from './rules.ts'

/** The drawings of the dashboard. Their marks carry their values, so that an island can move them without words of its own. */

export type LinkedChart = LinkedFigures['charts'][number]
export type LinkedBin = LinkedChart['bins'][number]
/** Address of the page with the value chosen too, or no longer. */
export type Toggle = (value: string) => string

export const binShare = ({ count, of }: LinkedBin) =>
  count === undefined || of === undefined ? undefined : rate(count, of)

const mostBars = 8

/** The bars that are drawn: the first ones, and those that are chosen. */
export function drawnBins({ bins }: LinkedChart): LinkedBin[] {
  const first = bins.slice(0, mostBars)
  return [...first, ...bins.slice(mostBars).filter(({ chosen }) => chosen)]
}

export function LinkedBars({
  of: chart,
  figures,
  toggle
}: {
  of: LinkedChart
  figures: LinkedFigures
  toggle: Toggle
}) {
  const words = useWords()
  const bins = drawnBins(chart)
  const most = Math.max(...bins.map(({ cases = 0 }) => cases), 0)
  return (
    <ul
      class={bins.some(({ chosen }) => chosen) ? 'bars linked chosen' : 'bars linked'}
      data-ordered={hasOrder(chart.dimension) || undefined}
    >
      {bins.map((bin) => (
        <li key={bin.value} class={bin.chosen ? 'own' : undefined}>
          <span>
            {bin.open ? (
              <a href={toggle(bin.value)} data-value={bin.value} aria-current={bin.chosen || undefined}>
                {nameOfValue(words, figures, chart.dimension, bin.value)}
              </a>
            ) : (
              nameOfValue(words, figures, chart.dimension, bin.value)
            )}
          </span>
          {bin.cases === undefined && bin.withheld ? (
            <span class="bar-line hatched" />
          ) : (
            <LinkedBar share={most > 0 ? (bin.cases ?? 0) / most : 0} />
          )}
          <b class="num">
            <bdi>{bin.cases === undefined ? untold(words, bin) : words.number(bin.cases)}</bdi>
          </b>
          <small class="num">{shareText(words, bin)}</small>
        </li>
      ))}
    </ul>
  )
}

function shareText(words: ReturnType<typeof useWords>, bin: LinkedBin): string {
  const found = binShare(bin)
  return found && !found.small ? words.share(found.share) : ''
}

function LinkedBar({ share }: { share: number }) {
  const { direction } = useWords()
  const place = usePlace()
  return (
    <span class="bar-line">
      <svg aria-hidden="true">
        <rect x={direction === 'rtl' ? place(share) : 0} width={`${Math.round(share * 1000) / 10}%`} height="100%" />
      </svg>
    </span>
  )
}

/** Columns along time; each is a link for those who point, and the form below for those who do not. */
export function LinkedTime({
  of: chart,
  figures,
  toggle
}: {
  of: LinkedChart
  figures: LinkedFigures
  toggle: Toggle
}) {
  const words = useWords()
  const place = usePlace()
  const rtl = words.direction === 'rtl'
  const bins = chart.bins.filter(({ value }) => value !== unsaid)
  const most = Math.max(...bins.map(({ cases = 0 }) => cases), 1)
  const breadth = 1 / bins.length
  const named = Math.ceil(bins.length / 6)
  const name = (value: string) => nameOfValue(words, figures, 'time', value)
  const chosen = bins.some((bin) => bin.chosen)
  return (
    <div class={chosen ? 'timeline chosen' : 'timeline'} data-ordered>
      <span class="most">
        <bdi>{words.number(most)}</bdi>
      </span>
      <svg role={bins.length > 0 ? 'group' : 'img'} aria-label={words.t('dashboard.dimension.time')} direction="ltr">
        {bins.map(({ value, cases, withheld, chosen: own }, index) => {
          const height = cases === undefined && withheld ? withheldHeight : (cases ?? 0) / most
          const count = cases === undefined ? untold(words, { withheld }) : words.number(cases)
          const said = `${markedValue(words, figures, 'time', value)}: ${count}`
          const marks = [
            ...(marksOf(figures, value).includes('incomplete') ? ['incomplete'] : []),
            ...(cases === undefined && withheld ? ['withheld'] : [])
          ]
          const start = place(rtl ? (index + 1) * breadth : index * breadth)
          return (
            <a
              key={value}
              href={toggle(value)}
              tabIndex={-1}
              aria-label={said}
              data-value={value}
              class={own ? 'own' : ''}
            >
              <g>
                <title>{said}</title>
                <rect class="hit" x={start} width={`${percent(breadth)}%`} height="100%" />
                <rect
                  class={['mark', ...marks].join(' ')}
                  x={start}
                  y={`${percent(1 - height)}%`}
                  width={`${percent(breadth * (bins.length > 40 ? 0.9 : 0.82))}%`}
                  height={`${percent(height)}%`}
                />
              </g>
            </a>
          )
        })}
      </svg>
      <p class="ends">
        {bins
          .filter((_, index) => index % named === 0)
          .map(({ value }) => (
            <span key={value}>{name(value)}</span>
          ))}
      </p>
    </div>
  )
}

/** A period whose count is withheld has a hatched stub: something is there, and how much is not told. */
const withheldHeight = 0.12

const percent = (share: number) => Math.round(share * 10000) / 100

/** The places as areas with their shares; without a map nothing. */
function areasOf(chart: LinkedChart, { map }: LinkedFigures, toggle?: Toggle): Area[] {
  const bins = new Map(chart.bins.map((bin) => [bin.value, bin]))
  return (map?.areas ?? []).map(({ id, name, path }) => {
    const bin = bins.get(id)
    const found = bin && binShare(bin)
    return {
      id,
      name,
      path,
      count: bin?.of ?? 0,
      ...(found ? { value: found.share } : {}),
      ...(bin ? { chosen: bin.chosen } : {}),
      ...(bin && toggle ? { href: toggle(id) } : {})
    }
  })
}

/** The places as areas, by their share; the bars beside it count. */
export function LinkedMap({
  of: chart,
  figures,
  toggle,
  label
}: {
  of: LinkedChart
  figures: LinkedFigures
  toggle: Toggle
  label: string
}) {
  const { map } = figures
  if (!map) return null
  return <RegionMap areas={areasOf(chart, figures, toggle)} viewBox={map.viewBox} label={label} />
}

/** The chart as parts that a picture is drawn from: what the page draws, without links. */
export function picturedChart(words: Words, chart: LinkedChart, figures: LinkedFigures) {
  const { dimension } = chart
  const rows = (dimension === 'time' ? chart.bins.filter(({ value }) => value !== unsaid) : drawnBins(chart)).map(
    (bin) => ({
      label: markedValue(words, figures, dimension, bin.value),
      value: bin.cases ?? 0,
      shown: bin.cases === undefined ? untold(words, bin) : words.number(bin.cases),
      aside: shareText(words, bin),
      highlight: bin.chosen,
      hollow: dimension === 'time' && marksOf(figures, bin.value).includes('incomplete')
    })
  )
  if (dimension === 'time') return <Columns bars={rows} />
  return (
    <>
      {dimension === 'place' && figures.map ? (
        <RegionMap areas={areasOf(chart, figures)} viewBox={figures.map.viewBox} label="" />
      ) : null}
      <Bars rows={rows} />
    </>
  )
}
