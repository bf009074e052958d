import type { Words } from '../kernel/words.ts'
import { useWords } from './context.ts'
import { type AreaLabel, layAreaNames } from './region-map.layout.ts'
import { limitsFor, reserve, stepOf } from './share.ts'
import { isolate, lineStep } from './text.ts'

export type Area = {
  id: string
  name: string
  /** SVG path in the units of the map. */
  path: string
  /** A share from 0 to 1; absent where there is no case. */
  value?: number
  /** Its denominator. */
  count: number
  href?: string
  /** The filter asks for it. */
  chosen?: boolean
}

export type RegionMapProps = {
  areas: readonly Area[]
  viewBox: string
  scale?: 'heat' | 'seq'
  /** Ids of the areas to be named on the map: those of which the title speaks. */
  named?: readonly string[]
  /** The finding, for those who listen; the table beside the figure says the same. */
  label: string
}

/** The limits of a map's steps: they follow from its shares alone, so that the same shares have the same colours everywhere. */
export function limitsOfMap(areas: readonly Pick<Area, 'value' | 'count'>[]): number[] {
  return limitsFor(
    areas.flatMap(({ value, count }) => (value !== undefined && reserve(count) === 'shown' ? [value] : []))
  )
}

/**
 * Where: shares by area, never counts. Under 30 cases an area is hatched. A map is not mirrored.
 */
export function RegionMap({ areas, viewBox, scale = 'heat', named = [], label }: RegionMapProps) {
  const limits = limitsOfMap(areas)
  const breadth = Number(viewBox.split(/[\s,]+/)[2]) || 320
  const unit = Math.round((breadth / 320) * 1000) / 1000
  const words = useWords()
  const labelled = [...new Set(named)].flatMap((id) => {
    const area = areas.find((one) => one.id === id)
    return area ? [{ id, path: area.path, lines: linesOf(words, area) }] : []
  })
  const places = layAreaNames(
    labelled,
    areas.map(({ path }) => path),
    viewBox,
    unit
  )
  // What is drawn last lies above: the edge of the chosen area is whole.
  const drawn = [...areas].sort((one, other) => Number(one.chosen ?? false) - Number(other.chosen ?? false))
  return (
    <div class="map-box">
      <svg
        viewBox={viewBox}
        role={areas.some(({ href }) => href) ? 'group' : 'img'}
        aria-label={label}
        class="region-map"
        direction="ltr"
      >
        <defs>
          <pattern
            id="few-cases"
            width={5 * unit}
            height={5 * unit}
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <rect width={5 * unit} height={5 * unit} fill="var(--sheet)" />
            <path d={`M0 0H${5 * unit}`} stroke="var(--unknown)" stroke-width={1.6 * unit} />
          </pattern>
        </defs>
        {drawn.map((area) => (
          <Shape key={area.id} area={area} scale={scale} limits={limits} unit={unit} />
        ))}
        {places.map((place, index) => (
          <AreaName key={place.id} lines={labelled[index]?.lines ?? []} place={place} unit={unit} />
        ))}
      </svg>
      <Key scale={scale} limits={limits} />
    </div>
  )
}

function Shape({ area, scale, limits, unit }: { area: Area; scale: string; limits: readonly number[]; unit: number }) {
  const words = useWords()
  const { id, name, path, value, count, href, chosen } = area
  const state = value === undefined ? 'hidden' : reserve(count)
  const said =
    state === 'hidden' || value === undefined
      ? words.t(count === 0 ? 'ui.no-cases' : 'ui.too-few')
      : words.t('ui.share-of', { share: words.share(value), n: words.number(count) })
  const shape = (
    <path
      d={path}
      fill={state === 'shown' && value !== undefined ? `var(--${scale}-${stepOf(value, limits)})` : 'url(#few-cases)'}
      stroke={chosen ? 'var(--ink)' : 'var(--sheet)'}
      stroke-width={(chosen ? 1.6 : 0.8) * unit}
    >
      <title>{`${name}: ${said}`}</title>
    </path>
  )
  return href ? (
    <a href={href} data-value={id} aria-label={`${name}: ${said}`} aria-current={chosen || undefined}>
      {shape}
    </a>
  ) : (
    shape
  )
}

/** What an area's label says: its name, and its share with the denominator. */
function linesOf(words: Words, { name, value, count }: Area): string[] {
  if (value === undefined || reserve(count) !== 'shown') return [name]
  return [name, words.t('ui.share-of', { share: words.share(value), n: words.number(count) })]
}

function AreaName({ lines, place, unit }: { lines: readonly string[]; place: AreaLabel; unit: number }) {
  const rtl = useWords().direction === 'rtl'
  const { x, y, anchor, line } = place
  const halo = { stroke: 'var(--sheet)', 'stroke-width': 4 * unit, 'paint-order': 'stroke' } as const
  return (
    <g>
      <line x1={line.from.x} y1={line.from.y} x2={line.to.x} y2={line.to.y} stroke="var(--ink)" stroke-width={unit} />
      <circle cx={line.to.x} cy={line.to.y} r={2.5 * unit} fill="var(--ink)" />
      {lines.map((text, index) => (
        <text
          key={text}
          {...halo}
          x={x}
          y={Math.round(y + index * lineStep * unit)}
          text-anchor={anchor}
          font-size={14 * unit}
          font-weight={index === 0 ? 700 : undefined}
          fill={index === 0 ? 'var(--ink)' : 'var(--ink-2)'}
        >
          {isolate(text, rtl)}
        </text>
      ))}
    </g>
  )
}

/** The limits of the steps, written beside their colours. */
function Key({ scale, limits }: { scale: string; limits: readonly number[] }) {
  const words = useWords()
  const last = limits.length
  return (
    <ul class="ramp">
      <li>
        <i class={`${scale} s1`} />
        {words.t('ui.map.under', { limit: words.share(limits[0] ?? 0) })}
      </li>
      {limits.map((limit, index) => (
        <li key={limit}>
          <i class={`${scale} s${index + 2}`} />
          {index === last - 1 ? words.t('ui.map.from', { limit: words.share(limit) }) : <bdi>{words.share(limit)}</bdi>}
        </li>
      ))}
      <li>
        <i class="few" />
        {words.t('ui.map.few')}
      </li>
    </ul>
  )
}
