import type { Words } from '../kernel/words.ts'
import { type BullseyeItem, type BullseyeLayout, layBullseye, markRadius, neededRadius } from './bullseye.layout.ts'
import { AtEveryWidth, Dot, Drawing, Link, Path, type Picture, picture } from './canvas.tsx'
import { useWords } from './context.ts'
import { type KeyEntry, layKey, PictureKey } from './key.tsx'
import { legendInset } from './legend.ts'
import { CategoryDot, Label, PlacedLabel, Votes } from './marks.tsx'
import { colourOf, type Skin } from './palette.ts'
import type { Point } from './placement.ts'
import { type Category, CategoryMark, categories } from './tag.tsx'
import { lineStep, textWidth } from './text.ts'

export type { BullseyeItem } from './bullseye.layout.ts'

export type BullseyeProps = {
  items: readonly BullseyeItem[]
  /** The rings from the centre, and last what lies outside the board. */
  rings: readonly string[]
  /** The inspectorate's own names of the categories. */
  categoryNames?: Partial<Record<Category, string>>
  /** What putting something into each ring sets, and last outside, for the island of a board. */
  drops?: readonly string[]
  /** The finding, for those who listen. */
  label: string
}

/** The Commitment Bullseye for a page, with its key. A filled mark is today, a dashed one where the plan needs it. */
export function Bullseye(props: BullseyeProps) {
  const words = useWords()
  return (
    <>
      <AtEveryWidth draw={(width) => drawBullseye(props, words, width, 'screen').drawing} />
      <ul class="row key">
        {categories.map((category) => (
          <li key={category}>
            <CategoryMark category={category} label={props.categoryNames?.[category]} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** The bullseye for a document, `width` pixels broad. Rings are a judgement: it is for the inspectorate only. */
export function bullseyePicture(props: BullseyeProps, words: Words, width = 860): Picture {
  const { drawing, height } = drawBullseye(props, words, width, 'picture')
  return picture(drawing, { width, height })
}

/** What the marks of a picture mean: the categories in it, and a dashed mark. */
function keyOf({ items, categoryNames }: BullseyeProps, words: Words): KeyEntry[] {
  const used = categories.filter((category) => items.some((item) => item.category === category))
  return [
    ...used.map((category) => ({
      text: categoryNames?.[category] ?? words.t(`ui.category.${category}`),
      mark: (at: Point) => <CategoryDot category={category} at={at} words={words} radius={9} />
    })),
    ...(items.some(({ present, desired }) => desired !== undefined && desired !== present)
      ? [
          {
            text: words.t('ui.bullseye.needed'),
            mark: (at: Point) => <Dot at={at} radius={neededRadius} fill="sheet" stroke="ink" thick={2} dash="3 2.5" />
          }
        ]
      : [])
  ]
}

function drawBullseye(props: BullseyeProps, words: Words, width: number, skin: Skin) {
  const { items, rings, label, drops = [] } = props
  const layout = layBullseye(items, rings, width)
  const { middle, legend } = layout
  const key = skin === 'picture' ? layKey(keyOf(props, words), layout.height + 10, width) : undefined
  const height = key?.bottom ?? layout.height
  const drawing = (
    <Drawing
      width={width}
      height={height}
      label={label}
      words={words}
      skin={skin}
      linked={items.some(({ href }) => href)}
    >
      {drops.length > 0 ? <rect class="drop" width={width} height={layout.height} data-put={drops.at(-1)} /> : null}
      {layout.rings.toReversed().map((radius, index) => (
        <Dot
          key={radius}
          at={middle}
          radius={radius}
          fill={(layout.rings.length - 1 - index) % 2 === 0 ? 'seq-1' : 'sheet'}
          stroke="edge"
          put={drops[layout.rings.length - 1 - index]}
        />
      ))}
      {layout.ringNames.map((name, index) => (
        <Label
          key={index}
          x={middle.x}
          y={name.y + name.height / 2}
          anchor="middle"
          lines={name.lines}
          colour="ink-3"
        />
      ))}
      {items.map((item, index) => (
        <Way key={index} item={item} from={layout.today[index]} to={layout.needed[index]} />
      ))}
      {items.map((item, index) => (
        <Stakeholder key={index} item={item} index={index} layout={layout} rings={rings} words={words} />
      ))}
      {layout.ringLegend.map(({ index, lines, x, y }) => (
        <Label key={index} x={x} y={y + (lines.length * lineStep) / 2} lines={lines} colour="ink-2" />
      ))}
      {legend.map((row) => (
        <LegendLine key={row.index} item={items[row.index]} row={row} words={words} />
      ))}
      {key ? <PictureKey rows={key.rows} /> : null}
    </Drawing>
  )
  return { drawing, height }
}

function Way({ item, from, to }: { item: BullseyeItem; from?: Point; to?: Point }) {
  if (!from || !to) return null
  const colour = item.category ? colourOf[item.category] : 'ink'
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const unit = { x: (to.x - from.x) / length, y: (to.y - from.y) / length }
  const tip = { x: to.x - unit.x * neededRadius, y: to.y - unit.y * neededRadius }
  const root = { x: tip.x - unit.x * 8, y: tip.y - unit.y * 8 }
  return (
    <>
      <Link href={item.href} sets="desired_ring">
        <Dot at={to} radius={neededRadius} fill="sheet" stroke={colour} thick={2} dash="3 2.5" />
      </Link>
      {length > markRadius + neededRadius + 4 ? (
        <>
          <Path points={[from, root]} stroke={colour} thick={2} />
          <Path
            points={[
              tip,
              { x: root.x - unit.y * 4, y: root.y + unit.x * 4 },
              { x: root.x + unit.y * 4, y: root.y - unit.x * 4 }
            ]}
            closed
            fill={colour}
          />
        </>
      ) : null}
    </>
  )
}

function Stakeholder({
  item,
  index,
  layout,
  rings,
  words
}: {
  item: BullseyeItem
  index: number
  layout: BullseyeLayout
  rings: readonly string[]
  words: Words
}) {
  const at = layout.today[index]
  const label = layout.labels[index]
  if (!at) return null
  const moves = item.desired !== undefined && item.desired !== item.present
  const title = words.t(moves ? 'ui.bullseye.moves' : 'ui.bullseye.stays', {
    name: item.name,
    present: rings[item.present] ?? '',
    desired: rings[item.desired ?? item.present] ?? ''
  })
  return (
    <Link href={item.href} title={title}>
      <Standing
        item={item}
        at={at}
        words={words}
        number={label?.number === false ? undefined : words.number(index + 1)}
      />
      <Votes at={at} radius={markRadius} count={item.votes} words={words} />
      {label?.number === false ? <PlacedLabel placed={label} lines={label.lines} bold /> : null}
    </Link>
  )
}

/** A mark with its category's letter or with a number; hollow and dashed while nobody said of which category it is. */
function Standing({ item, at, words, number }: { item: BullseyeItem; at: Point; words: Words; number?: string }) {
  if (item.category)
    return <CategoryDot category={item.category} at={at} words={words} radius={markRadius} letter={number} />
  return (
    <>
      <Dot at={at} radius={markRadius} fill="sheet" stroke="ink" thick={2} dash="3 2.5" />
      {number ? <Label x={at.x} y={at.y} anchor="middle" lines={[number]} bold /> : null}
    </>
  )
}

function LegendLine({
  item,
  row,
  words
}: {
  item?: BullseyeItem
  row: BullseyeLayout['legend'][number]
  words: Words
}) {
  if (!item) return null
  const [first = '', ...rest] = row.lines
  const number = `${words.number(row.index + 1)} `
  const y = row.y + (row.lines.length * lineStep) / 2
  return (
    <Link href={item.href}>
      <Standing item={item} at={{ x: row.x + 12, y: row.y + lineStep / 2 }} words={words} />
      <Label x={row.x + legendInset - 6} y={row.y + lineStep / 2} lines={[number.trim()]} bold />
      <Label x={row.x + legendInset + textWidth(number) - 2} y={y} lines={[first, ...rest]} />
    </Link>
  )
}
