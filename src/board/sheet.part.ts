import type { MapLayerName } from '../chart/map.rules.ts'
import { growTree, listBranches } from '../influence/rules.ts'
import type { Words } from '../kernel/words.ts'
import type { Picture } from '../ui/canvas.tsx'
import { saidBySpots } from './canvas.part.tsx'
import { type BoardDrawingProps, type BoardItem, boardFinding, boardPicture, isDrawn } from './drawing.part.tsx'
import type { BoardGround } from './ground.operations.ts'
import { groupByCluster, type Note, noteColours, sortByDots } from './note.rules.ts'
import { questionOf } from './question.part.tsx'
import { recordName } from './record-card.part.tsx'
import { type BoardName, boards } from './rules.ts'
import { sayPlace, spotName } from './say.part.ts'
import { findSpot } from './spot.rules.ts'
import { spotsOf } from './spots.rules.ts'

/** Something on a board as it is read on paper. */
export type SheetCard = {
  id: string
  text: string
  colour: string
  /** What stands small under the text: group, votes, where exactly it stands. */
  said: string[]
  record: boolean
  group: string
  cluster: string
  dots: number | null
  /** How deep under others it hangs, from 0. */
  depth: number
}

/** A named place with what lies in it, cluster by cluster; `name` is '' on a board that has no places. */
export type SheetPlace = { name: string; clusters: { cluster: string; cards: SheetCard[] }[] }

/** A board as a picture, on paper and in the minutes: everything that one is told of it, and nothing that one can press. */
export type BoardSheet = {
  name: BoardName
  /** What the method asks. */
  title: string
  board: string
  finding: string
  /** Plan, workshop, day: each a few words. */
  about: string[]
  /** For whom alone it is, and what is not on it. */
  notices: string[]
  places: SheetPlace[]
  /** What the colours and marks mean. */
  colours: { colour: string; letter: string; name: string }[]
  marks: string[]
  drawing: Picture | undefined
}

export type SheetContent = {
  name: BoardName
  ground: BoardGround
  notes: readonly Note[]
  /** How many notes of others are there that are not shown yet. */
  hidden?: number
  about: readonly string[]
  layers?: readonly MapLayerName[]
}

/** A letter for each colour, so that nobody has to tell colours apart. */
export function colourLetter(words: Words, colour: string): string {
  return colour === '' ? '' : (words.t('note.colour.letters').split(' ')[Number(colour) - 1] ?? '')
}

/**
 * A board for paper. Notes that are not shown to everybody are not on it, not even one's own: paper is passed on. `width`: of its
 * drawing, in pixels.
 */
export function sheetOf(words: Words, content: SheetContent, width: number): BoardSheet {
  const { name, ground, notes, hidden = 0, about, layers } = content
  const board = boards[name]
  const shown = sortByDots(notes.filter(({ state }) => state === 'shown'))
  const drafted = hidden + notes.filter(({ state }) => state === 'drafted').length
  const items: BoardItem[] = [
    ...shown.map(({ id, text, place, dots }) => ({ id, text, place, dots, record: false })),
    ...ground.records.map((record) => ({
      ...{ id: record.id, text: recordName(record, ground), place: record.place, dots: null, record: true }
    }))
  ]
  const drawing: BoardDrawingProps = { board, ground, items, ...(layers ? { shown: layers } : {}) }
  const drawn = isDrawn(drawing)
  const cards = cardsOf(words, content, items, shown)
  const colours = noteColours.filter((colour) => shown.some((note) => note.colour === colour))
  const rings = board.canvas === 'rings' && ground.records.some(({ place }) => place.present_ring || place.desired_ring)
  return {
    name,
    title: questionOf(words, name),
    board: words.t(`workshop.board.${name}`),
    finding: boardFinding(words, drawing),
    about: about.filter((one) => one !== ''),
    notices: [
      ...(rings ? [words.t('document.inside')] : []),
      ...(drafted > 0 ? [words.t('workshop.wall.hidden', { n: drafted })] : [])
    ],
    places: placesOf(words, content, items, cards),
    colours: colours.map((colour) => ({
      ...{ colour, letter: colourLetter(words, colour), name: words.t(`note.colour.${colour}`) }
    })),
    marks: marksOf(words, drawing, drawn),
    drawing: drawn ? boardPicture(words, drawing, width) : undefined
  }
}

function cardsOf(words: Words, { name, ground }: SheetContent, items: readonly BoardItem[], notes: readonly Note[]) {
  const board = boards[name]
  const byId = new Map(notes.map((note) => [note.id, note]))
  const mixed = notes.length > 0
  return new Map(
    items.map(({ id, text, place, record }): [string, SheetCard] => {
      const note = byId.get(id)
      const reason = record ? ground.records.find((one) => one.id === id)?.text : ''
      const but = [...saidBySpots(board, ground), ...(record && board.kind === 'hub' ? ['issue', 'target'] : [])]
      const said = [
        note?.group_name ?? '',
        note?.dots ? words.t('note.got', { n: note.dots }) : '',
        record && mixed ? words.t('note.in-plan') : '',
        ...sayPlace(words, board, place, ground.names, but),
        reason && reason !== text ? reason : ''
      ]
      return [
        id,
        {
          ...{ id, text, colour: note?.colour ?? '', said: said.filter((one) => one !== ''), record },
          ...{ group: note?.group_name ?? '', cluster: note?.cluster ?? '', dots: note?.dots ?? null, depth: 0 }
        }
      ]
    })
  )
}

function placesOf(
  words: Words,
  { name, ground }: SheetContent,
  items: readonly BoardItem[],
  cards: ReadonlyMap<string, SheetCard>
): SheetPlace[] {
  const board = boards[name]
  const hubs = (ground.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(board, { line: ground.line, hubs })
  const lying = Map.groupBy(items, ({ place }) => findSpot(spots, place)?.key ?? '')
  const named = [
    ...spots.map(({ key }) => ({ key, name: spotName(words, board, key, ground.names) })),
    { key: '', name: spots.length > 0 ? words.t('workshop.place.none') : '' }
  ]
  return named.flatMap(({ key, name }) => {
    const here = lying.get(key) ?? []
    if (here.length === 0) return []
    const listed = board.canvas === 'tree' ? inTree(here, cards) : here.flatMap(({ id }) => cards.get(id) ?? [])
    const clusters = board.canvas === 'tree' ? [{ cluster: '', cards: listed }] : gather(listed)
    return [{ name, clusters }]
  })
}

const gather = (cards: readonly SheetCard[]) =>
  groupByCluster(cards).map(({ cluster, notes }) => ({ cluster, cards: notes }))

/** Each answer under the one that it explains, as deep as it hangs. */
function inTree(items: readonly BoardItem[], cards: ReadonlyMap<string, SheetCard>): SheetCard[] {
  const whys = items.map(({ id, place }) => ({
    id,
    parent: place.parent ? String(place.parent) : null,
    changeable_by: ''
  }))
  return listBranches(growTree(whys)).flatMap(({ why, depth }) => {
    const card = cards.get(why.id)
    return card ? [{ ...card, depth: depth - 1 }] : []
  })
}

/** What the marks of the drawing mean, where the drawing has no key of its own. */
function marksOf(words: Words, { board, ground, items }: BoardDrawingProps, drawn: boolean): string[] {
  if (!drawn) return []
  const matrix = board.canvas === 'matrix' && board.kind !== 'intervention'
  return [
    ...(matrix ? [words.t('board.mark.matrix')] : []),
    ...(matrix && Object.keys(ground.evidence).length > 0 ? [words.t('board.mark.evidence')] : []),
    ...(board.canvas === 'venn' ? [words.t('board.mark.venn')] : []),
    ...(items.some(({ dots }) => dots) && (board.canvas === 'matrix' || board.canvas === 'rings')
      ? [words.t('board.mark.votes')]
      : [])
  ]
}
