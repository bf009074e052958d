import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Dot, Drawing, Link, Path, type Picture, picture, Rect } from './canvas.tsx'
import { useWords } from './context.ts'
import { DirectionMark, FamilyShape, Label } from './marks.tsx'
import { colourOf, type Skin } from './palette.ts'
import { layMap, type MapBox, type MapLayer, type MapLink, mapPad } from './plan-map.layout.ts'
import { lineStep } from './text.ts'

export type { MapLayer, MapLink, MapNode } from './plan-map.layout.ts'

export type PlanMapProps = {
  /** Target, influences, stakeholders, interventions: columns in this order. */
  layers: readonly MapLayer[]
  /** From a node to one of a later layer. */
  links: readonly MapLink[]
  /** The keys of the layers to show; all by default. */
  shown?: readonly string[]
  /** The finding, for those who listen. */
  label: string
}

/** The map of a plan: one canvas with its layers, and on a phone a list that says the same. */
export function PlanMap(props: PlanMapProps) {
  const words = useWords()
  return (
    <AtEveryWidth
      draw={(width) => (width < 400 ? <MapList {...props} /> : drawMap(props, words, width, 'screen').drawing)}
    />
  )
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
  const { columns, boxes, links, top, height } = layMap(props.layers, props.links, keysOf(props), width)
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]))
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
      {links.map(({ from, to }) => (
        <Thread key={`${from} ${to}`} from={boxOf.get(from)} to={boxOf.get(to)} />
      ))}
      {boxes.map((box) => (
        <Node key={box.node.id} box={box} words={words} />
      ))}
    </Drawing>
  )
  return { drawing, height }
}

function Thread({ from, to }: { from?: MapBox; to?: MapBox }) {
  if (!from || !to) return null
  const [left, right] = from.x <= to.x ? [from, to] : [to, from]
  const begin = { x: left.x + left.width, y: left.y + left.height / 2 }
  const end = { x: right.x, y: right.y + right.height / 2 }
  const bend = Math.max(20, (end.x - begin.x) / 2)
  return (
    <Path
      points={[begin, { x: begin.x + bend, y: begin.y }, { x: end.x - bend, y: end.y }, end]}
      curved
      stroke="edge"
      thick={1}
      fade={0.6}
    />
  )
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
      {node.category ? (
        <>
          <Dot at={at} radius={9} fill={colourOf[node.category]} />
          <Label
            x={at.x}
            y={at.y}
            anchor="middle"
            lines={[words.t(`ui.category.${node.category}.letter`)]}
            bold
            colour="sheet"
          />
        </>
      ) : null}
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
