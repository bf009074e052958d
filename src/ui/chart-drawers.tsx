import type { ComponentChildren } from 'preact'
import type { Words } from '../kernel/words.ts'
import type { BarsProps } from './bars.tsx'
import { Dot, Line, Path, Rect, round, useCanvas } from './canvas.tsx'
import type { ColumnsProps } from './columns.tsx'
import type { CurveProps } from './curve.tsx'
import type { Stage } from './funnel.tsx'
import { type HeatTableProps, shareLimits } from './heat-table.tsx'
import { Label, PlumbLine } from './marks.tsx'
import { type Colour, light } from './palette.ts'
import { along, type PlumbRowsProps, whole } from './plumb-rows.tsx'
import { limitsOfMap, type RegionMapProps } from './region-map.tsx'
import { reserve, stepOf } from './share.ts'
import { lineStep, textWidth, typeSize, wrapText } from './text.ts'
import { crowded, roundUp, type YearLineProps } from './year-line.tsx'

/** The drawings of figures for pictures: the same marks as on the page, with their words beside them. */

export type Part = { body: ComponentChildren; height: number }
export type Drawer<Props> = (props: Props, words: Words, width: number) => Part

const rowHeight = (lines: number) => Math.max(30, lines * lineStep + 10)
const nameShare = 0.34
const stepColour = (scale: 'heat' | 'seq', step: number) => `${scale}-${step}` as Colour

/** Rows below one another, each as high as its name needs. */
function rowsOf(labels: readonly string[], width: number) {
  let y = 0
  const placed = labels.map((label) => {
    const lines = wrapText(label, width, 2)
    const height = rowHeight(lines.length)
    const row = { lines, top: y, middle: y + height / 2, bottom: y + height }
    y += height
    return row
  })
  return { placed, height: y }
}

export const drawBars: Drawer<BarsProps> = ({ rows, max }, _words, width) => {
  const most = max ?? Math.max(...rows.map(({ value }) => value), 0)
  const name = width * nameShare
  const behind = rows.map(({ aside, note }) => aside ?? note)
  const number = width - Math.max(90, ...behind.map((said) => (said ? textWidth(said) + 16 : 0)))
  const [from, to] = [name + 12, number - 80]
  const { placed, height } = rowsOf(
    rows.map(({ label }) => label),
    name
  )
  const body = rows.map(({ label, value, shown, highlight, reference, unknown }, index) => {
    const said = behind[index]
    const { lines = [], middle = 0, bottom = 0 } = placed[index] ?? {}
    const length = most > 0 ? Math.max(value > 0 ? 2 : 0, ((to - from) * value) / most) : 0
    return (
      <g key={label}>
        <Label x={0} y={middle} lines={lines} />
        <Rect
          x={from}
          y={middle - 8}
          width={unknown ? to - from : length}
          height={16}
          fill={unknown ? 'unknown-tint' : reference ? 'bob' : highlight ? 'breach' : 'mark'}
        />
        <Label x={number} y={middle} anchor="end" bold lines={[shown]} />
        {said ? <Label x={width} y={middle} anchor="end" colour="ink-2" lines={[said]} /> : null}
        <Line from={{ x: 0, y: bottom }} to={{ x: width, y: bottom }} stroke="hair" />
      </g>
    )
  })
  return { body, height }
}

export const drawPlumbRows: Drawer<PlumbRowsProps> = ({ rows, reference, range = whole }, words, width) => {
  const name = width * nameShare
  const [from, to] = [name + 16, width - 170]
  const at = (value: number) => from + (to - from) * Math.min(1, Math.max(0, along(value, range)))
  const { placed, height } = rowsOf(
    rows.map(({ label }) => label),
    name
  )
  const line = at(reference.value)
  const body = (
    <>
      {rows.map(({ label, value, low, high, n, highlight }, index) => {
        const { lines = [], middle = 0, bottom = 0 } = placed[index] ?? {}
        const state = reserve(n)
        const colour = highlight ? 'breach' : 'mark'
        return (
          <g key={label}>
            <Label x={0} y={middle} lines={lines} />
            <Line from={{ x: 0, y: bottom }} to={{ x: width, y: bottom }} stroke="hair" />
            {state === 'hidden' ? (
              <Label x={width} y={middle} anchor="end" colour="ink-2" lines={[words.t('ui.too-few')]} />
            ) : (
              <>
                <Line from={{ x: line, y: middle }} to={{ x: at(value), y: middle }} stroke="edge" />
                <Line
                  from={{ x: at(low), y: middle }}
                  to={{ x: at(high), y: middle }}
                  stroke={colour}
                  thick={4}
                  fade={0.35}
                />
                <Dot
                  at={{ x: at(value), y: middle }}
                  radius={5.5}
                  fill={state === 'few' ? 'sheet' : colour}
                  stroke={colour}
                  thick={2}
                />
                <Label x={width - 100} y={middle} anchor="end" bold lines={[words.share(value)]} />
                <Label
                  x={width}
                  y={middle}
                  anchor="end"
                  colour="ink-2"
                  lines={[words.t('ui.of', { n: words.number(n) })]}
                />
              </>
            )}
          </g>
        )
      })}
      <PlumbLine x={line} top={0} bottom={height + 4} label={reference.label} />
    </>
  )
  return { body, height: height + 44 }
}

/** Columns from zero; where there are many, as along months, only some are named and the highest says its value. */
export const drawFunnel: Drawer<{ stages: readonly Stage[] }> = ({ stages }, words, width) => {
  const rows = stages.map(({ label, value }) => ({
    ...{ label, value: value ?? 0, unknown: value === undefined },
    shown: value === undefined ? '–' : words.number(value)
  }))
  return drawBars({ rows, shares: true }, words, width)
}

export const drawColumns: Drawer<ColumnsProps> = ({ bars }, _words, width) => {
  const [top, plot] = [24, 180]
  const most = Math.max(...bars.map(({ value }) => value), 0)
  const breadth = width / Math.max(1, bars.length)
  const many = bars.length > 12
  const named = Math.ceil(bars.length / (many ? 7 : bars.length))
  const highest = bars.findIndex(({ value }) => value === most)
  const body = (
    <>
      {bars.map(({ label, value, shown, hollow }, index) => {
        const height = most > 0 ? (plot * value) / most : 0
        const x = index * breadth
        const middle = x + breadth / 2
        const edge = index === 0 ? 'start' : 'middle'
        return (
          <g key={label}>
            <Rect
              x={x + breadth * 0.1}
              y={top + plot - height}
              width={breadth * 0.8}
              height={height}
              fill={hollow ? 'sheet' : 'mark'}
              {...(hollow ? { stroke: 'mark' as const, thick: 2 } : {})}
            />
            {!many || index === highest ? (
              <Label x={middle} y={top + plot - height - 12} anchor="middle" bold lines={[shown]} />
            ) : null}
            {index % named === 0 ? (
              <Label
                x={many && edge === 'start' ? x : middle}
                y={top + plot + 18}
                anchor={many ? edge : 'middle'}
                colour="ink-2"
                lines={many ? [label] : wrapText(label, breadth - 8, 2)}
              />
            ) : null}
          </g>
        )
      })}
      <Line from={{ x: 0, y: top + plot }} to={{ x: width, y: top + plot }} stroke="edge" />
    </>
  )
  return { body, height: top + plot + 44 }
}

export const drawHeatTable: Drawer<HeatTableProps> = (props, words, width) => {
  const { head, columns, rows, scale = 'heat', limits = shareLimits } = props
  const name = width * 0.3
  const breadth = (width - name) / Math.max(1, columns.length)
  const heads = columns.map((column) => wrapText(column, breadth - 12, 3))
  const above = Math.max(1, ...heads.map(({ length }) => length)) * lineStep + 12
  const { placed, height } = rowsOf(
    rows.map(({ label }) => label),
    name - 60
  )
  const body = (
    <>
      <Label x={0} y={above / 2} bold lines={[head]} />
      {heads.map((lines, index) => (
        <Label
          key={columns[index]}
          x={name + (index + 1) * breadth - 8}
          y={above / 2}
          anchor="end"
          bold
          lines={lines}
        />
      ))}
      {rows.map((row, index) => {
        const { lines = [], top = 0, middle = 0, bottom = 0 } = placed[index] ?? {}
        return (
          <g key={row.label}>
            <Label x={0} y={above + middle} lines={lines} />
            {row.n === undefined ? null : (
              <Label x={name - 10} y={above + middle} anchor="end" colour="ink-2" lines={[words.number(row.n)]} />
            )}
            {row.cells.map((cell, at) => {
              const state = cell ? reserve(cell.n) : 'hidden'
              const step = cell && state === 'shown' ? stepOf(cell.value, limits) : 0
              const place = { x: name + at * breadth, y: above + top, width: breadth, height: bottom - top }
              return (
                <g key={columns[at] ?? at}>
                  <Rect
                    {...place}
                    fill={step > 0 ? stepColour(scale, step) : state === 'few' ? 'unknown-tint' : 'sheet'}
                  />
                  <Label
                    x={name + (at + 1) * breadth - 8}
                    y={above + middle}
                    anchor="end"
                    colour={step > 4 ? 'sheet' : 'ink'}
                    lines={[cell && state !== 'hidden' ? words.share(cell.value) : '–']}
                  />
                </g>
              )
            })}
            <Line from={{ x: 0, y: above + bottom }} to={{ x: width, y: above + bottom }} stroke="hair" />
          </g>
        )
      })}
    </>
  )
  return { body, height: above + height }
}

const plot = { start: 60, end: 12, top: 16, height: 260 }

/** The lines of a plane with their values at the start of the line. */
function Grid({ values, width, say }: { values: readonly number[]; width: number; say: (value: number) => string }) {
  const most = Math.max(...values)
  return (
    <>
      {values.map((value) => {
        const y = plot.top + plot.height * (1 - value / most)
        return (
          <g key={value}>
            <Line from={{ x: plot.start, y }} to={{ x: width - plot.end, y }} stroke={value === 0 ? 'edge' : 'grid'} />
            <Label x={plot.start - 8} y={y} anchor="end" colour="ink-2" lines={[say(value)]} />
          </g>
        )
      })}
    </>
  )
}

export const drawCurve: Drawer<CurveProps> = ({ points, cited, equal, across, label }, words, width) => {
  const at = ({ x, y }: { x: number; y: number }) => ({
    x: plot.start + (width - plot.start - plot.end) * x,
    y: plot.top + plot.height * (1 - y)
  })
  const place = at(cited)
  const foot = plot.top + plot.height
  const body = (
    <g key={label}>
      <Grid values={[0, 50, 100]} width={width} say={(value) => words.number(value)} />
      <Path points={[at({ x: 0, y: 0 }), at({ x: 1, y: 1 })]} stroke="edge" dash="3 4" />
      <Path points={points.map(at)} stroke="mark" thick={2.5} />
      <PlumbLine x={place.x} top={plot.top - 6} bottom={foot} label={words.number(cited.x * 100)} />
      <Dot at={place} radius={6} fill="mark" />
      <Label x={place.x + 14} y={place.y + 22} bold halo lines={[cited.label]} />
      <Label x={width - plot.end - 16} y={at({ x: 0, y: 0.14 }).y} anchor="end" colour="ink-2" halo lines={[equal]} />
      <Label x={width - plot.end} y={foot + 26} anchor="end" colour="ink-2" lines={[across]} />
    </g>
  )
  return { body, height: foot + 46 }
}

export const drawYearLine: Drawer<YearLineProps> = ({ points }, words, width) => {
  const sorted = [...points].sort((one, other) => one.year - other.year)
  const [first = 0, last = 0] = [sorted[0]?.year, sorted.at(-1)?.year]
  const most = roundUp(Math.max(...points.map(({ value }) => value)))
  const { radius, every } = crowded(sorted)
  const inside = width - plot.start - plot.end
  const at = ({ year, value }: { year: number; value: number }) => ({
    x: plot.start + inside * (last > first ? 0.03 + (0.94 * (year - first)) / (last - first) : 0.5),
    y: plot.top + plot.height * (1 - value / most)
  })
  const body = (
    <>
      <Grid values={[0, most / 2, most]} width={width} say={(value) => words.number(value)} />
      {sorted.slice(1).map((point, index) => {
        const from = sorted[index]
        return from && point.year - from.year === 1 && !point.broken ? (
          <Line
            key={point.year}
            from={at(from)}
            to={at(point)}
            stroke="mark"
            thick={2.5}
            {...(from.incomplete || point.incomplete ? { dash: '2 6' } : {})}
          />
        ) : null
      })}
      {sorted.map((point, index) => (
        <g key={point.year}>
          <Dot at={at(point)} radius={radius} fill={point.incomplete ? 'sheet' : 'mark'} stroke="mark" thick={2} />
          {(sorted.length - 1 - index) % every === 0 ? (
            <Label
              x={at(point).x}
              y={plot.top + plot.height + 20}
              anchor="middle"
              colour="ink-2"
              lines={[point.name ?? String(point.year)]}
            />
          ) : null}
        </g>
      ))}
    </>
  )
  return { body, height: plot.top + plot.height + 36 }
}

type MapProps = Required<Pick<RegionMapProps, 'areas' | 'viewBox' | 'scale'>> & {
  limits: readonly number[]
  breadth: number
  height: number
  unit: number
}

/** A map stands where a line begins, and is not mirrored itself. */
function PicturedMap({ areas, viewBox, limits, scale, breadth, height, unit }: MapProps) {
  const { place, mirrored } = useCanvas()
  return (
    <svg
      aria-hidden="true"
      x={mirrored ? place(breadth) : 0}
      y={0}
      width={round(breadth)}
      height={height}
      viewBox={viewBox}
    >
      {areas.map(({ id, path, value, count, chosen }) => {
        const shown = value !== undefined && reserve(count) === 'shown'
        const fill = shown ? stepColour(scale, stepOf(value, limits)) : 'unknown-tint'
        return (
          <path
            key={id}
            d={path}
            fill={light[fill]}
            stroke={chosen ? light.ink : light.edge}
            stroke-width={Math.round((chosen ? 1.8 : 0.5) * unit * 100) / 100}
          />
        )
      })}
    </svg>
  )
}

/** A map is not mirrored; the steps of its colours stand beside it. */
export const drawRegionMap: Drawer<RegionMapProps> = (props, words, width) => {
  const { areas, viewBox, scale = 'heat' } = props
  const limits = limitsOfMap(areas)
  const [, , across = 320, down = 320] = viewBox.split(/[\s,]+/).map(Number)
  const height = 420
  const breadth = Math.min(width * 0.6, (height * across) / down)
  const unit = across / breadth
  const steps = [...limits.keys(), limits.length].map((index) => ({
    fill: stepColour(scale, index + 1),
    text:
      index === 0
        ? words.t('ui.map.under', { limit: words.share(limits[0] ?? 0) })
        : index === limits.length
          ? words.t('ui.map.from', { limit: words.share(limits[index - 1] ?? 0) })
          : `${words.share(limits[index - 1] ?? 0)}–${words.share(limits[index] ?? 0)}`
  }))
  const key = [...steps, { fill: 'unknown-tint' as const, text: words.t('ui.map.few') }]
  const body = (
    <>
      <PicturedMap {...{ areas, viewBox, limits, scale, breadth, height, unit }} />
      {key.map(({ fill, text }, index) => (
        <g key={fill}>
          <Rect x={breadth + 32} y={20 + index * 28} width={24} height={16} fill={fill} stroke="hair" />
          <Label x={breadth + 66} y={28 + index * 28} lines={wrapText(text, width - breadth - 70, 2, typeSize)} />
        </g>
      ))}
    </>
  )
  return { body, height }
}
