import { useWords } from './context.ts'
import { shareLimits } from './heat-table.tsx'
import { reserve, stepOf } from './share.ts'

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
}

export type RegionMapProps = {
  areas: readonly Area[]
  viewBox: string
  scale?: 'heat' | 'seq'
  limits?: readonly number[]
  /** Areas to be named on the map, at a place in its units. */
  named?: readonly { id: string; x: number; y: number; anchor?: 'start' | 'middle' | 'end' }[]
  /** The finding, for those who listen; the table beside the figure says the same. */
  label: string
}

/** Where: shares by area, never counts. Under 30 cases an area is hatched. A map is not mirrored. */
export function RegionMap({ areas, viewBox, scale = 'heat', limits = shareLimits, named = [], label }: RegionMapProps) {
  const breadth = Number(viewBox.split(/[\s,]+/)[2]) || 320
  const unit = Math.round((breadth / 320) * 1000) / 1000
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
        {areas.map((area) => (
          <Shape key={area.id} area={area} scale={scale} limits={limits} unit={unit} />
        ))}
        {named.map((place) => (
          <AreaName key={place.id} area={areas.find(({ id }) => id === place.id)} place={place} unit={unit} />
        ))}
      </svg>
      <Key scale={scale} limits={limits} />
    </div>
  )
}

function Shape({ area, scale, limits, unit }: { area: Area; scale: string; limits: readonly number[]; unit: number }) {
  const words = useWords()
  const { name, path, value, count, href } = area
  const state = value === undefined ? 'hidden' : reserve(count)
  const said =
    state === 'hidden' || value === undefined
      ? words.t('ui.too-few')
      : words.t('ui.share-of', { share: words.share(value), n: words.number(count) })
  const shape = (
    <path
      d={path}
      fill={state === 'shown' && value !== undefined ? `var(--${scale}-${stepOf(value, limits)})` : 'url(#few-cases)'}
      stroke="var(--sheet)"
      stroke-width={0.8 * unit}
    >
      <title>{`${name}: ${said}`}</title>
    </path>
  )
  return href ? (
    <a href={href} aria-label={`${name}: ${said}`}>
      {shape}
    </a>
  ) : (
    shape
  )
}

function AreaName({
  area,
  place,
  unit
}: {
  area?: Area
  place: { x: number; y: number; anchor?: 'start' | 'middle' | 'end' }
  unit: number
}) {
  const words = useWords()
  if (!area || area.value === undefined || reserve(area.count) !== 'shown') return null
  const common = {
    x: place.x,
    'text-anchor': place.anchor ?? 'start',
    'font-size': 14 * unit,
    stroke: 'var(--sheet)',
    'stroke-width': 4 * unit,
    'paint-order': 'stroke'
  } as const
  return (
    <g>
      <text {...common} y={place.y} font-weight="700" fill="var(--ink)">
        {area.name}
      </text>
      <text {...common} y={place.y + 17 * unit} fill="var(--ink-2)">
        {words.t('ui.share-of', { share: words.share(area.value), n: words.number(area.count) })}
      </text>
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
