import type { Words } from '../kernel/words.ts'
import { AtEveryWidth, Dot, Drawing, Line, Link, type Picture, picture } from './canvas.tsx'
import { useWords } from './context.ts'
import { legendInset } from './legend.ts'
import { Label } from './marks.tsx'
import type { Skin } from './palette.ts'
import type { Point } from './placement.ts'
import { lineStep } from './text.ts'
import { layVenn, numberRadius, type VennItem } from './venn.layout.ts'

export type { VennItem } from './venn.layout.ts'

export type VennProps = {
  /** The names of the three circles. */
  circles: readonly [string, string, string]
  items: readonly VennItem[]
  /** The finding, for those who listen. The caller sets a table beside it that says which item lies where. */
  label: string
}

/** The Venn of Success for a page: what lies in all three circles is the hub to take. */
export function Venn(props: VennProps) {
  const words = useWords()
  return <AtEveryWidth draw={(width) => drawVenn(props, words, width, 'screen').drawing} />
}

/** The diagram for a document, `width` pixels broad. */
export function vennPicture(props: VennProps, words: Words, width = 860): Picture {
  const { drawing, height } = drawVenn(props, words, width, 'picture')
  return picture(drawing, { width, height })
}

function drawVenn({ circles, items, label }: VennProps, words: Words, width: number, skin: Skin) {
  const layout = layVenn(items, circles, width)
  const { centres, radius, names, numbers, lists, legend, leader, height } = layout
  const drawing = (
    <Drawing
      width={width}
      height={height}
      label={label}
      words={words}
      skin={skin}
      linked={items.some(({ href }) => href)}
    >
      {centres.map((at, index) => (
        <Dot key={index} at={at} radius={radius} fill="seq-1" opacity={0.55} />
      ))}
      {centres.map((at, index) => (
        <Dot key={index} at={at} radius={radius} stroke="edge" thick={1.5} />
      ))}
      {names.map((name, index) => (
        <Label key={index} x={name.x} y={name.y} anchor={name.anchor} lines={name.lines} bold />
      ))}
      {leader ? <Line {...leader} stroke="ink" thick={1.5} /> : null}
      {numbers.map(({ index, at }) => (
        <Link key={index} href={items[index]?.href} title={items[index]?.label}>
          <Numbered item={items[index]} at={at} number={words.number(index + 1)} />
        </Link>
      ))}
      {lists.map(({ text, x, y }) => (
        <Label
          key={`${x} ${y}`}
          x={x}
          y={y}
          anchor="middle"
          lines={[
            text
              .split(' ')
              .map((number) => words.number(Number(number)))
              .join(' ')
          ]}
          bold
        />
      ))}
      {legend.map((row) => (
        <Link key={row.index} href={items[row.index]?.href}>
          <Numbered
            item={items[row.index]}
            at={{ x: row.x + 12, y: row.y + lineStep / 2 }}
            number={words.number(row.index + 1)}
          />
          <Label
            x={row.x + legendInset}
            y={row.y + (row.lines.length * lineStep) / 2}
            lines={row.lines}
            bold={items[row.index]?.chosen}
          />
        </Link>
      ))}
    </Drawing>
  )
  return { drawing, height }
}

/** Filled where it is a hub, hollow where it is not. */
function Numbered({ item, at, number }: { item?: VennItem; at: Point; number: string }) {
  return (
    <>
      <Dot at={at} radius={numberRadius} fill={item?.chosen ? 'ink' : 'sheet'} stroke="ink" thick={2} />
      <Label x={at.x} y={at.y} anchor="middle" lines={[number]} bold colour={item?.chosen ? 'sheet' : 'ink'} />
    </>
  )
}
