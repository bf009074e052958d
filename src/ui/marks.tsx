import type { Words } from '../kernel/words.ts'
import { Dot, Line, Path, Rect, round, useCanvas } from './canvas.tsx'
import { type Colour, colourOf, paint } from './palette.ts'
import type { Placed, Point } from './placement.ts'
import type { Category, Family } from './tag.tsx'
import { isolate, lineStep, typeSize } from './text.ts'

/** The line of the plumb with its nail and its bob, and what it measures under the bob. */
export function PlumbLine({ x, top, bottom, label }: { x: number; top: number; bottom: number; label?: string }) {
  const tip = bottom + 15
  return (
    <>
      <Line from={{ x, y: top }} to={{ x, y: bottom }} stroke="bob" thick={2} />
      <Path
        points={[
          { x: x - 6, y: bottom },
          { x: x + 6, y: bottom },
          { x: x + 6, y: bottom + 4 },
          { x, y: tip },
          { x: x - 6, y: bottom + 4 }
        ]}
        closed
        fill="bob"
      />
      {label ? <Label x={x} y={tip + 11} anchor="middle" lines={[label]} bold colour="bob-ink" /> : null}
    </>
  )
}

type LabelProps = {
  x: number
  /** The middle of the lines. */
  y: number
  lines: readonly string[]
  anchor?: 'start' | 'middle' | 'end'
  bold?: boolean
  colour?: Colour
  /** A rim of the colour below the text (by default the sheet's), where it crosses lines. */
  halo?: boolean | Colour
  size?: number
}

/** Words in a drawing, one line under another around their middle. */
export function Label({ x, y, lines, anchor = 'start', bold, colour = 'ink', halo, size = typeSize }: LabelProps) {
  const { place, skin, mirrored } = useCanvas()
  const mirror = { start: 'end', middle: 'middle', end: 'start' } as const
  const first = y - ((lines.length - 1) * lineStep) / 2 + size * 0.35
  const rim = halo
    ? {
        stroke: paint(typeof halo === 'string' ? halo : 'sheet', skin),
        'stroke-width': 4,
        'stroke-linejoin': 'round' as const,
        'paint-order': 'stroke'
      }
    : {}
  return (
    <text
      text-anchor={mirrored ? mirror[anchor] : anchor}
      font-weight={bold ? 700 : 400}
      font-size={size === typeSize ? undefined : size}
      fill={paint(colour, skin)}
      {...rim}
    >
      {lines.map((line, index) => (
        <tspan key={index} x={place(x)} y={round(first + index * lineStep)}>
          {isolate(line, mirrored, lines.join(' '))}
        </tspan>
      ))}
    </text>
  )
}

/** A label where placeLabels put it: beside, above or under its mark. */
export function PlacedLabel({ placed, lines, bold }: { placed: Placed; lines: readonly string[]; bold?: boolean }) {
  const y = placed.y + placed.height / 2
  if (placed.side === 'end') return <Label x={placed.x} y={y} lines={lines} bold={bold} halo />
  if (placed.side === 'start')
    return <Label x={placed.x + placed.width} y={y} anchor="end" lines={lines} bold={bold} halo />
  return <Label x={placed.x + placed.width / 2} y={y} anchor="middle" lines={lines} bold={bold} halo />
}

const corners = {
  communication: [0, 3],
  political: [0, 4],
  systemic: [30, 6]
} as const

/** The shape of an intervention family: square, circle, triangle, diamond, hexagon. */
export function FamilyShape({ family, at, radius = 6 }: { family: Family; at: Point; radius?: number }) {
  const fill = colourOf[family]
  if (family === 'enforcement')
    return <Rect x={at.x - radius} y={at.y - radius} width={2 * radius} height={2 * radius} fill={fill} />
  if (family === 'education') return <Dot at={at} radius={radius} fill={fill} />
  const [turn, count] = corners[family]
  const points = Array.from({ length: count }, (_, corner) => {
    const angle = ((turn + (corner * 360) / count - 90) * Math.PI) / 180
    return { x: at.x + (radius + 1) * Math.cos(angle), y: at.y + (radius + 1) * Math.sin(angle) }
  })
  return <Path points={points} closed fill={fill} />
}

/** How many votes a mark got, at its shoulder. */
export function Votes({ at, radius, count, words }: { at: Point; radius: number; count?: number; words: Words }) {
  if (!count) return null
  const shoulder = { x: at.x + radius * 0.7 + 4, y: at.y - radius * 0.7 - 4 }
  return (
    <g class="layer-votes">
      <Dot at={shoulder} radius={8} fill="ink" stroke="sheet" thick={1.5} />
      <Label
        x={shoulder.x}
        y={shoulder.y}
        anchor="middle"
        lines={[words.number(count)]}
        bold
        colour="sheet"
        size={11}
      />
    </g>
  )
}

/** A mark of a category's colour with the category's letter, or with what stands in its place. */
export function CategoryDot({
  category,
  at,
  words,
  radius,
  letter = words.t(`ui.category.${category}.letter`)
}: {
  category: Category
  at: Point
  words: Words
  radius: number
  letter?: string
}) {
  return (
    <>
      <Dot at={at} radius={radius} fill={colourOf[category]} />
      <Label x={at.x} y={at.y} anchor="middle" lines={[letter]} bold colour="sheet" />
    </>
  )
}

/** Whether an influence helps (filled, plus) or hinders (hollow, minus). The signs are drawn: not every face has them. */
export function DirectionMark({ direction, at }: { direction: 'plus' | 'minus'; at: Point }) {
  const helps = direction === 'plus'
  const ink = helps ? 'sheet' : 'ink'
  return (
    <>
      <Dot at={at} radius={8} fill={helps ? 'ink' : 'sheet'} stroke="ink" thick={1.5} />
      <Line from={{ x: at.x - 4, y: at.y }} to={{ x: at.x + 4, y: at.y }} stroke={ink} thick={2} />
      {helps ? <Line from={{ x: at.x, y: at.y - 4 }} to={{ x: at.x, y: at.y + 4 }} stroke={ink} thick={2} /> : null}
    </>
  )
}

/** An arrow that points up, before the name of what rises. */
export function UpArrow({ at }: { at: Point }) {
  return (
    <>
      <Line from={{ x: at.x, y: at.y + 5 }} to={{ x: at.x, y: at.y - 5 }} stroke="ink-2" thick={1.5} />
      <Path
        points={[
          { x: at.x - 3.5, y: at.y - 1.5 },
          { x: at.x, y: at.y - 5.5 },
          { x: at.x + 3.5, y: at.y - 1.5 }
        ]}
        stroke="ink-2"
        thick={1.5}
      />
    </>
  )
}
