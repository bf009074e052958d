import type { VNode } from 'preact'
import type { Words } from '../kernel/words.ts'
import { Dot, Drawing, Line, type Picture, picture, Rect } from '../ui/canvas.tsx'
import { Label } from '../ui/marks.tsx'
import type { Colour } from '../ui/palette.ts'
import { lineStep, textWidth, typeSize, wrapText } from '../ui/text.ts'
import { boards } from './rules.ts'
import type { BoardSheet, SheetCard, SheetPlace } from './sheet.part.ts'

const margin = 26
const gap = 16
/** Between places that stand side by side. */
const apart = 28
const pad = 10
const titleSize = 22
const letterRoom = 26

/** Something that is drawn at a place: how high it is, and how. */
type Block = { height: number; draw: (x: number, y: number) => VNode }

/** Words one under another, in the size and weight given. */
function textBlock(lines: readonly string[], look: { bold?: boolean; colour?: Colour; size?: number } = {}): Block {
  const { size = typeSize } = look
  const step = size > typeSize ? lineStep + size - typeSize : lineStep
  return {
    height: lines.length * step,
    draw: (x, y) => (
      <>
        {lines.map((line, index) => (
          <Label key={index} x={x} y={y + (index + 0.5) * step} lines={[line]} {...look} />
        ))}
      </>
    )
  }
}

/** One block under another. */
function under(blocks: readonly Block[], between = 0): Block {
  const height = blocks.reduce((sum, block) => sum + block.height, 0) + Math.max(0, blocks.length - 1) * between
  return {
    height,
    draw: (x, y) => {
      let at = y
      return (
        <>
          {blocks.map((block, index) => {
            const drawn = <g key={index}>{block.draw(x, at)}</g>
            at += block.height + between
            return drawn
          })}
        </>
      )
    }
  }
}

/** Blocks side by side in columns of one width, each put where it is highest; `most` columns. */
function beside(blocks: readonly Block[], width: number, most: number): Block {
  const count = Math.max(1, Math.min(most, blocks.length))
  const column = (width - (count - 1) * gap) / count
  const columns = Array.from({ length: count }, (): Block[] => [])
  const highOf = (of: readonly Block[]) => of.reduce((sum, { height }) => sum + height + gap, 0)
  for (const block of blocks) columns.toSorted((one, other) => highOf(one) - highOf(other))[0]?.push(block)
  const stacks = columns.map((blocks) => under(blocks, gap))
  return {
    height: Math.max(...stacks.map(({ height }) => height), 0),
    draw: (x, y) => (
      <>
        {stacks.map((stack, index) => (
          <g key={index}>{stack.draw(x + index * (column + gap), y)}</g>
        ))}
      </>
    )
  }
}

/** Rows of blocks of one width, each row as high as its highest. */
function inRows(blocks: readonly Block[], width: number, most: number): Block {
  const rows: Block[] = []
  for (let at = 0; at < blocks.length; at += most) rows.push(besideInRow(blocks.slice(at, at + most), width, most))
  return under(rows, gap * 1.5)
}

function besideInRow(blocks: readonly Block[], width: number, count: number): Block {
  const column = (width - (count - 1) * apart) / count
  return {
    height: Math.max(...blocks.map(({ height }) => height), 0),
    draw: (x, y) => (
      <>
        {blocks.map((block, index) => (
          <g key={index}>{block.draw(x + index * (column + apart), y)}</g>
        ))}
      </>
    )
  }
}

const fillOf = (colour: string): Colour => (colour ? (`c${colour}-tint` as Colour) : 'sheet')
const lineOf = ({ colour, record }: SheetCard): Colour => (colour ? (`c${colour}` as Colour) : record ? 'act' : 'edge')

/** A disc of a colour with the letter that stands for it. */
function Lettered({ x, y, colour, letter }: { x: number; y: number; colour: string; letter: string }) {
  return (
    <>
      <Dot at={{ x, y }} radius={9} fill={`c${colour}` as Colour} />
      <Label x={x} y={y} anchor="middle" lines={[letter]} bold colour="sheet" />
    </>
  )
}

function cardBlock(card: SheetCard, letter: string, full: number): Block {
  const inset = Math.min(card.depth, 6) * 26
  const width = full - inset
  const room = width - 2 * pad - (letter ? letterRoom : 0)
  const text = under([
    textBlock(wrapText(card.text, room), { bold: card.record }),
    textBlock(
      card.said.flatMap((one) => wrapText(one, room)),
      { colour: 'ink-2' }
    )
  ])
  const height = text.height + 2 * pad + 2
  return {
    height,
    draw: (from, y) => {
      const x = from + inset
      return (
        <>
          {inset > 0 ? (
            <>
              <Line from={{ x: x - 14, y: y - gap / 2 }} to={{ x: x - 14, y: y + height / 2 }} stroke="edge" />
              <Line from={{ x: x - 14, y: y + height / 2 }} to={{ x, y: y + height / 2 }} stroke="edge" />
            </>
          ) : null}
          <Rect {...{ x, y, width, height }} corner={2} fill={fillOf(card.colour)} stroke="hair" />
          <Rect {...{ x, y, width }} height={4} fill={lineOf(card)} />
          {letter ? <Lettered x={x + width - pad - 9} y={y + pad + 11} colour={card.colour} letter={letter} /> : null}
          {text.draw(x + pad, y + pad + 2)}
        </>
      )
    }
  }
}

/** A cluster is a line along its cards, with its name above. */
function clusterBlock(name: string, cards: Block, width: number): Block {
  if (name === '') return cards
  const inside = under([textBlock(wrapText(name, width - 12), { bold: true }), cards], 8)
  return {
    height: inside.height,
    draw: (x, y) => (
      <>
        <Rect x={x} y={y} width={2} height={inside.height} fill="ink" />
        {inside.draw(x + 12, y)}
      </>
    )
  }
}

function placeBlock(place: SheetPlace, letters: ReadonlyMap<string, string>, width: number, across: number): Block {
  const count = place.clusters.reduce((sum, { cards }) => sum + cards.length, 0)
  const clusters = place.clusters.map(({ cluster, cards }) => {
    const inside = width - (cluster ? 12 : 0)
    const columns = Math.max(1, Math.min(across, cards.length))
    const one = (inside - (columns - 1) * gap) / columns
    const blocks = cards.map((card) => cardBlock(card, letters.get(card.colour) ?? '', one))
    return clusterBlock(cluster, columns === 1 ? under(blocks, gap / 2) : beside(blocks, inside, columns), width)
  })
  const stacked = under(clusters, gap)
  if (place.name === '') return stacked
  const head = textBlock(wrapText(place.name, width - textWidth(String(count)) - 12, 2), { bold: true })
  return {
    height: head.height + 14 + stacked.height,
    draw: (x, y) => (
      <>
        {head.draw(x, y)}
        <Label x={x + width} y={y + lineStep / 2} anchor="end" lines={[String(count)]} colour="ink-3" />
        <Line
          from={{ x, y: y + head.height + 5 }}
          to={{ x: x + width, y: y + head.height + 5 }}
          stroke="ink"
          thick={2}
        />
        {stacked.draw(x, y + head.height + 14)}
      </>
    )
  }
}

/** How many places stand in a row, and how many cards in a row of each. */
function gridOf({ name, places }: BoardSheet): { most: number; across: number } {
  const { canvas } = boards[name]
  const count = places.length
  if (count <= 1) return { most: 1, across: canvas === 'tree' ? 1 : 4 }
  if (canvas === 'tree') return { most: 2, across: 1 }
  if (canvas === 'influences' || canvas === 'matrix' || count === 2) return { most: 2, across: 2 }
  return { most: count === 4 || count > 6 ? 4 : 3, across: 1 }
}

function drawingBlock({ drawing }: BoardSheet): Block[] {
  if (!drawing) return []
  const html = { __html: drawing.svg }
  return [
    {
      height: drawing.height,
      // It mirrors itself, and is as broad as its room.
      draw: (_, y) => <g transform={`translate(${margin} ${y})`} dangerouslySetInnerHTML={html} />
    }
  ]
}

function keyBlock({ colours, marks }: BoardSheet, width: number): Block[] {
  const lines = textBlock(
    marks.flatMap((mark) => wrapText(mark, width)),
    { colour: 'ink-2' }
  )
  const row: Block = {
    height: colours.length > 0 ? 26 : 0,
    draw: (x, y) => {
      let at = x
      return (
        <>
          {colours.map(({ colour, letter, name }) => {
            const from = at
            at += 30 + textWidth(name) + 20
            return (
              <g key={colour}>
                <Lettered x={from + 10} y={y + 12} colour={colour} letter={letter} />
                <Label x={from + 26} y={y + 12} lines={[name]} colour="ink-2" />
              </g>
            )
          })}
        </>
      )
    }
  }
  return colours.length + marks.length > 0 ? [under([lines, row], 4)] : []
}

/** What a board says for those who cannot see it: each place with what lies in it. */
function descriptionOf({ places, finding }: BoardSheet): string {
  const said = places.map(({ name, clusters }) => {
    const cards = clusters.flatMap(({ cards }) => cards.map(({ text }) => text)).join('; ')
    return name ? `${name}: ${cards}` : cards
  })
  return [finding, ...said].join('\n')
}

/** Room for the drawing of a sheet that is `width` pixels broad. */
export const roomIn = (width: number): number => width - 2 * margin
/** As broad as a sheet of A4 on its side. */
export const sheetWidth = 1188

/**
 * A board as one picture that stands alone: what was asked, of which plan and when, the drawing, and every note in its place. Its
 * colours are written out, its words are words in the faces of the product, and it runs from right to left where the language does.
 */
export function sheetPicture(sheet: BoardSheet, language: Words, width = sheetWidth): Picture {
  const inner = roomIn(width)
  const letters = new Map(sheet.colours.map(({ colour, letter }) => [colour, letter]))
  const { most, across } = gridOf(sheet)
  const places = sheet.places.map((place) => placeBlock(place, letters, (inner - (most - 1) * apart) / most, across))
  const head = under(
    [
      textBlock(wrapText(sheet.board, inner), { colour: 'ink-2', bold: true }),
      textBlock(wrapText(sheet.title, inner, 3, titleSize), { bold: true, size: titleSize }),
      ...sheet.about.map((about) => textBlock(wrapText(about, inner), { colour: 'ink-2' })),
      ...sheet.notices.map((notice) => textBlock(wrapText(notice, inner), { bold: true, colour: 'breach-ink' })),
      textBlock(wrapText(sheet.finding, inner))
    ],
    5
  )
  const all = under([head, ...drawingBlock(sheet), ...keyBlock(sheet, inner), inRows(places, inner, most)], 22)
  const height = all.height + 2 * margin
  return picture(
    <Drawing {...{ width, height }} label={sheet.title} words={language} skin="picture">
      <title>{`${sheet.board}: ${sheet.title}`}</title>
      <desc>{descriptionOf(sheet)}</desc>
      <Line from={{ x: margin, y: margin - 8 }} to={{ x: width - margin, y: margin - 8 }} stroke="ink" thick={2} />
      {all.draw(margin, margin)}
    </Drawing>,
    { width, height }
  )
}

const mostLines = 4

/**
 * The wall alone, for a document that says the rest: the drawing, or on a board that is not drawn its notes as they hang, each with
 * its first lines.
 */
export function wallPicture(sheet: BoardSheet, language: Words, width: number): Picture {
  if (sheet.drawing) return sheet.drawing
  const letters = new Map(sheet.colours.map(({ colour, letter }) => [colour, letter]))
  const { most, across } = gridOf(sheet)
  const column = (width - 2 - (most - 1) * apart) / most
  const short = sheet.places.map(({ name, clusters }) => ({
    name,
    clusters: clusters.map(({ cluster, cards }) => ({
      cluster,
      cards: cards.map((card) => ({
        ...card,
        said: [],
        text: wrapText(card.text, column / across - 40, mostLines).join(' ')
      }))
    }))
  }))
  const places = short.map((place) => placeBlock(place, letters, column, across))
  const all = inRows(places, width - 2, most)
  const height = all.height + 2
  return picture(
    <Drawing {...{ width, height }} label={sheet.title} words={language} skin="picture">
      {all.draw(1, 1)}
    </Drawing>,
    { width, height }
  )
}
