import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Drawing, Link, Path, type Picture, picture, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { type KeyEntry, layKey, PictureKey } from './key.tsx'
import { CategoryDot, DirectionMark, FamilyShape, Label } from './marks.tsx'
import { colourOf, type Skin } from './palette.ts'
import type { Point } from './placement.ts'
import { layMap, type MapBox, type MapLayer, type MapLink, type MapNode, mapPad } from './plan-map.layout.ts'
import { type Category, CategoryMark, categories, Direction, families, Tag } from './tag.tsx'
import { lineStep } from './text.ts'

export type { MapLayer, MapLink, MapNode } from './plan-map.layout.ts'

export type PlanMapProps = {
  /** Target, influences, stakeholders, interventions: columns in this order. */
  layers: readonly MapLayer[]
  /** From a node to one of a later layer. */
  links: readonly MapLink[]
  /** The keys of the layers to show; all by default. */
  shown?: readonly string[]
  /** The inspectorate's own names of the categories. */
  categoryNames?: Partial<Record<Category, string>>
  /** The finding, for those who listen. */
  label: string
}

/** The map of a plan: one canvas with its layers and its key, and on a phone a list that says the same. */
export function PlanMap(props: PlanMapProps) {
  const words = useWords()
  return (
    <AtEveryWidth
      draw={(width) =>
        width < 400 ? (
          <MapList {...props} />
        ) : (
          <>
            {drawMap(props, words, width, 'screen').drawing}
            <MapKey {...props} />
          </>
        )
      }
    />
  )
}

function MapKey(props: PlanMapProps) {
  const words = useWords()
  const used = marksOf(props)
  return (
    <ul class="row key">
      {used.directions.map((direction) => (
        <li key={direction}>
          <span aria-hidden="true">
            <Direction of={direction} />
          </span>{' '}
          {words.t(`ui.direction.${direction}`)}
        </li>
      ))}
      {used.categories.map((category) => (
        <li key={category}>
          <CategoryMark category={category} label={props.categoryNames?.[category]} />
        </li>
      ))}
      {used.families.map((family) => (
        <li key={family}>
          <Tag kind={family} />
        </li>
      ))}
    </ul>
  )
}

/** The marks that stand on the map: which of each kind. */
function marksOf(props: PlanMapProps) {
  const keys = keysOf(props)
  const nodes = props.layers.filter(({ key }) => keys.includes(key)).flatMap((layer) => layer.nodes)
  const has = (name: keyof MapNode, value: string) => nodes.some((node) => node[name] === value)
  return {
    directions: (['plus', 'minus'] as const).filter((direction) => has('direction', direction)),
    categories: categories.filter((category) => has('category', category)),
    families: families.filter((family) => has('family', family))
  }
}

function keyOf(props: PlanMapProps, words: Words): KeyEntry[] {
  const used = marksOf(props)
  return [
    ...used.directions.map((direction) => ({
      text: words.t(`ui.direction.${direction}`),
      mark: (at: Point) => <DirectionMark direction={direction} at={at} />
    })),
    ...used.categories.map((category) => ({
      text: props.categoryNames?.[category] ?? words.t(`ui.category.${category}`),
      mark: (at: Point) => <CategoryDot category={category} at={at} words={words} radius={9} />
    })),
    ...used.families.map((family) => ({
      text: words.t(`ui.tag.${family}`),
      mark: (at: Point) => <FamilyShape family={family} at={at} />
    }))
  ]
}

/** The map for a document, `width` pixels broad. */
export function planMapPicture(props: PlanMapProps, words: Words, width = 1100): Picture {
  const { drawing, height } = drawMap(props, words, width, 'picture')
  return picture(drawing, { width, height })
}

function keysOf({ shown, layers }: PlanMapProps): readonly string[] {
  return shown ?? layers.map(({ key }) => key)
}

function drawMap(props: PlanMapProps, words: Words, width: number, skin: Skin) {
  const { columns, boxes, threads, top, height: bottom } = layMap(props.layers, props.links, keysOf(props), width)
  const key = skin === 'picture' ? layKey(keyOf(props, words), bottom + 14, width) : undefined
  const height = key?.bottom ?? bottom
  const drawing = (
    <Drawing
      width={width}
      height={height}
      label={props.label}
      words={words}
      skin={skin}
      linked={boxes.some(({ node }) => node.href)}
    >
      {columns.map((column) => (
        <Label
          key={column.x}
          x={column.x}
          y={(column.name.length * lineStep) / 2}
          lines={column.name}
          bold
          colour="ink-2"
        />
      ))}
      <Rect x={0} y={top - 12} width={width} height={1} fill="ink" />
      {threads.map(({ points, curved }, index) => (
        <Path key={index} points={points} curved={curved} stroke="edge" thick={1} fade={0.6} />
      ))}
      {boxes.map((box) => (
        <Node key={box.node.id} box={box} words={words} />
      ))}
      {key ? <PictureKey rows={key.rows} /> : null}
    </Drawing>
  )
  return { drawing, height }
}

function Node({ box, words }: { box: MapBox; words: Words }) {
  const { node, x, y, width, height, lines, lacking } = box
  const at = { x: x + mapPad + 8, y: y + mapPad + lineStep / 2 }
  const textX = x + box.inset
  const tint = node.family ? (`${colourOf[node.family]}-tint` as const) : 'sheet'
  return (
    <Link href={node.href} title={node.lacking ? `${node.label}: ${node.lacking}` : undefined}>
      <Rect x={x} y={y} width={width} height={height} fill="sheet" />
      <Rect
        x={x}
        y={y}
        width={width}
        height={height}
        fill={tint}
        stroke={node.lacking ? 'bob' : 'edge'}
        dash={node.lacking ? '5 4' : undefined}
        corner={2}
      />
      {node.direction ? <DirectionMark direction={node.direction} at={at} /> : null}
      {node.family ? <FamilyShape family={node.family} at={at} /> : null}
      {node.category ? <CategoryDot category={node.category} at={at} words={words} radius={9} /> : null}
      <Label x={textX} y={y + mapPad + box.above + (lines.length * lineStep) / 2} lines={lines} />
      {lacking.length > 0 ? (
        <Label x={textX} y={y + height - mapPad - (lacking.length * lineStep) / 2} lines={lacking} colour="bob-ink" />
      ) : null}
    </Link>
  )
}

function MapList(props: PlanMapProps) {
  const words = useWords()
  const keys = keysOf(props)
  const layers = props.layers.filter(({ key }) => keys.includes(key))
  const { links, boxes } = layMap(props.layers, props.links, keys, 860)
  const names = new Map(boxes.map(({ node }) => [node.id, node.label]))
  return (
    <div class="map-list">
      {layers.map(({ key, name, nodes }) => (
        <section key={key}>
          <h4>{name}</h4>
          <ul>
            {nodes.map(({ id, label, href, lacking }) => {
              const near = links.flatMap(({ from, to }) => (from === id ? [names.get(to) ?? ''] : []))
              return (
                <li key={id}>
                  {href ? <a href={href}>{label}</a> : label}
                  {near.length > 0 ? <small>{words.t('ui.map.leads', { names: words.list(near) })}</small> : null}
                  {lacking ? <small class="lacking">{lacking}</small> : null}
                </li>
              )
            })}
          </ul>
        </section>
      ))}
    </div>
  )
}
