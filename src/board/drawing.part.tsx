import { useContext } from 'preact/hooks'
import { render } from 'preact-render-to-string'
import { drawMapOf } from '../chart/drawing.part.ts'
import type { MapLayerName } from '../chart/map.rules.ts'
import { matrixOf, vennOf } from '../hub/drawing.part.ts'
import { circlesOf } from '../hub/rules.ts'
import { impactEffortOf } from '../intervention/drawing.part.ts'
import type { Words } from '../kernel/words.ts'
import { categoryNames, markOf } from '../stakeholder/mark.part.tsx'
import { type Ring, rings, type StakeholderCategory } from '../stakeholder/rules.ts'
import { Bullseye, type BullseyeProps, bullseyePicture } from '../ui/bullseye.tsx'
import { type Picture, StageWidth } from '../ui/canvas.tsx'
import { useWords, WordsProvider } from '../ui/context.ts'
import { Matrix, type MatrixProps, matrixPicture } from '../ui/matrix.tsx'
import { PlanMap, type PlanMapProps, planMapPicture } from '../ui/plan-map.tsx'
import { Venn, type VennProps, vennPicture } from '../ui/venn.tsx'
import { forward, layChain } from './graph.rules.ts'
import type { BoardGround } from './ground.operations.ts'
import type { Board } from './rules.ts'
import { optionWord } from './say.part.ts'
import { type Axis, findSpot, type Place } from './spot.rules.ts'
import { axesOf, spotsOf } from './spots.rules.ts'

/** What stands on a board: a note, or a record of the plan. */
export type BoardItem = { id: string; text: string; place: Place; record: boolean; dots: number | null }

export type BoardDrawingProps = {
  board: Board
  ground: BoardGround
  items: readonly BoardItem[]
  /** For the screen of the room: as flat as that is. */
  stage?: boolean
  /** Which layers of the map of the plan are shown; all by default. */
  shown?: readonly MapLayerName[]
  /** Where an item leads: to its card on the same page, unless it stands elsewhere. */
  href?: (id: string) => string
}

const toCard = (id: string) => `#${id}`
const longest = 70

/** A name that a drawing has room for; its card says the whole. */
function short(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/\s+\S*$/, '')} …`
}

const numberOf = (value: Place[string] | undefined) => (typeof value === 'number' ? value : null)

/** The lines of a matrix with what each is called, for the island. */
function namedAxes(words: Words, board: Board) {
  const axes = axesOf(board)
  const of = board.kind === 'intervention' ? 'criterion' : 'axis'
  const named = (axis: Axis) => ({ ...axis, label: words.t(`label.${of}.${axis.field}`) })
  return axes && { x: named(axes.x), y: named(axes.y) }
}

function matrixProps(words: Words, props: BoardDrawingProps): MatrixProps {
  const { board, ground, items, href = toCard } = props
  const aspect = props.stage ? 0.56 : undefined
  const drop = JSON.stringify(namedAxes(words, board))
  const placed = items.map(({ id, text, place, record, dots }) => ({
    id,
    name: short(text),
    confirmed: record && place.confirmed === true,
    priority: numberOf(place.priority),
    compliance: numberOf(place.compliance),
    impact: numberOf(place.impact),
    effort: numberOf(place.effort),
    ...(ground.evidence[id] ? { evidence: ground.evidence[id] } : {}),
    ...(dots ? { votes: dots } : {})
  }))
  if (board.kind === 'intervention') return { ...impactEffortOf(words, placed, href), drop, aspect }
  const of = board.kind === 'issue' ? 'issue' : 'target'
  return { ...matrixOf(words, { of, items: placed, line: ground.line }, ({ id }) => href(id)), drop, aspect }
}

function bullseyeProps(words: Words, { items, href = toCard }: BoardDrawingProps): BullseyeProps {
  const ringOf = (place: Place, field: string) => rings.indexOf(place[field] as Ring)
  return {
    items: items.flatMap(({ id, text, place, dots }) => {
      const [present, desired] = [ringOf(place, 'present_ring'), ringOf(place, 'desired_ring')]
      const category = place.category ? markOf[place.category as StakeholderCategory] : undefined
      if (present < 0) return []
      return {
        name: short(text),
        present,
        href: href(id),
        ...(category ? { category } : {}),
        ...(desired < 0 ? {} : { desired }),
        ...(dots ? { votes: dots } : {})
      }
    }),
    rings: rings.map((ring) => words.t(`label.ring.${ring}`)),
    drops: rings.map((ring) => JSON.stringify({ present_ring: ring })),
    categoryNames: categoryNames(words),
    label: words.t('workshop.board.bullseye')
  }
}

function vennProps(words: Words, { ground, items, href = toCard }: BoardDrawingProps): VennProps {
  const priority = new Set(ground.priority)
  const pairs = items.flatMap(({ id, text, place }) => {
    if (!place.issue || !place.target) return []
    const inside = circlesOf({
      issue: priority.has(String(place.issue)),
      target: priority.has(String(place.target)),
      means: place.means === true
    })
    return { pair: { id, chosen: place.chosen === true }, name: short(text), inside }
  })
  return vennOf(words, pairs, href)
}

/** Who gives the work and who takes it: the same drawing as the map of the plan, each row of the chain a layer. */
function chainProps(words: Words, { ground, items, href = toCard }: BoardDrawingProps): PlanMapProps {
  const own = items.flatMap(({ id, place }) => (place.gives ? [{ from: String(place.gives), to: id }] : []))
  const links = [...ground.links, ...own]
  const joined = new Set(links.flatMap(({ from, to }) => [from, to]))
  const shown = items.filter(({ id }) => joined.has(id))
  const rows = layChain(
    shown.map(({ id }) => id),
    links
  )
  const layers = [...new Set(rows.values())].sort((one, other) => one - other)
  return {
    layers: layers.map((row) => ({
      key: String(row),
      name: words.t('board.chain.row', { row }),
      nodes: shown
        .filter(({ id }) => rows.get(id) === row)
        .map(({ id, text, place }) => ({
          id,
          href: href(id),
          label: place.role
            ? words.t('board.chain.node', {
                name: short(text),
                role: optionWord(words, 'employer', 'role', String(place.role))
              })
            : short(text)
        }))
    })),
    links: forward(links, rows),
    label: words.t('workshop.board.employers')
  }
}

/** A drawing bears no more marks with their names; who looks finds the others in the lists. */
const mostMarks = 60

/** Which items are drawn: those in the plan first, then the most voted; and how many that have a place are left out. */
function drawnItems({ board, ground, items }: BoardDrawingProps): { drawn: BoardItem[]; left: number } {
  if (board.canvas === 'graph' || items.length <= mostMarks) return { drawn: [...items], left: 0 }
  const hubs = (ground.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(board, { line: ground.line, hubs })
  const standing = items.filter(({ place }) => findSpot(spots, place))
  const rank = ({ record, dots }: BoardItem) => (record ? 1_000_000 : (dots ?? 0))
  const drawn = standing.toSorted((one, other) => rank(other) - rank(one)).slice(0, mostMarks)
  return { drawn, left: standing.length - drawn.length }
}

/** Whether a board is drawn, and not only listed by its places. */
export function isDrawn({ board, ground, items }: BoardDrawingProps): boolean {
  if (board.canvas === 'matrix' || board.canvas === 'rings' || board.canvas === 'venn') return true
  if (board.canvas === 'graph') return ground.links.length > 0 || items.some(({ place }) => place.gives)
  return board.canvas === 'layers' && ground.map !== null && ground.map.items.length > 0
}

/** A board as the plan's own pages draw it, with all that stands on it. */
export function BoardDrawing(given: BoardDrawingProps) {
  const words = useWords()
  const { drawn, left } = drawnItems(given)
  const stage = useContext(StageWidth)
  // Nothing in it is the words of a person who looks: it is drawn once for all who see the same.
  const html = drawOnce(words, { ...given, items: drawn }, stage)
  const drawing = <div class="drawing" dangerouslySetInnerHTML={{ __html: html }} />
  if (left === 0) return drawing
  return (
    <>
      <p class="soft small">{words.t('board.left-out', { n: left })}</p>
      {drawing}
    </>
  )
}

const mostKept = 40
const kept = new WeakMap<Words, Map<string, string>>()

function drawOnce(words: Words, props: BoardDrawingProps, stage: number | undefined): string {
  const { board, ground, items, shown, stage: flat } = props
  const { line, evidence, priority, links, map } = ground
  const placed = items.map(({ id, text, place, record, dots }) => [id, text, place, record, dots])
  const key = JSON.stringify([
    board.canvas,
    board.kind,
    placed,
    shown,
    flat,
    stage,
    line,
    evidence,
    priority,
    links,
    map
  ])
  const own = kept.get(words) ?? new Map<string, string>()
  kept.set(words, own)
  const drawn =
    own.get(key) ??
    render(
      <WordsProvider value={words}>
        <StageWidth.Provider value={stage}>
          <Drawn {...props} />
        </StageWidth.Provider>
      </WordsProvider>
    )
  if (own.size >= mostKept) own.clear()
  own.set(key, drawn)
  return drawn
}

function Drawn(props: BoardDrawingProps) {
  const words = useWords()
  const { board, ground } = props
  if (board.canvas === 'matrix') return <Matrix {...matrixProps(words, props)} />
  if (board.canvas === 'rings') return <Bullseye {...bullseyeProps(words, props)} />
  if (board.canvas === 'venn') return <Venn {...vennProps(words, props)} />
  if (board.canvas === 'graph') return <PlanMap {...chainProps(words, props)} />
  return ground.map ? <PlanMap {...drawMapOf(words, ground.map)} shown={props.shown} /> : null
}

/** The drawing of a board for what leaves the product, `width` pixels broad; undefined where there is nothing to draw. */
export function boardPicture(words: Words, given: BoardDrawingProps, width: number): Picture | undefined {
  const props = { ...given, items: drawnItems(given).drawn, stage: true }
  const { board, ground, shown } = props
  // Nothing can be put into a picture.
  if (board.canvas === 'matrix') return matrixPicture({ ...matrixProps(words, props), drop: undefined }, words, width)
  if (board.canvas === 'rings') return bullseyePicture({ ...bullseyeProps(words, props), drops: [] }, words, width)
  if (board.canvas === 'venn') return vennPicture(vennProps(words, props), words, width)
  if (board.canvas === 'graph') return planMapPicture(chainProps(words, props), words, width)
  return ground.map ? planMapPicture({ ...drawMapOf(words, ground.map), shown }, words, width) : undefined
}

/** What the board says, as a sentence: the title of its drawing. */
export function boardFinding(words: Words, props: BoardDrawingProps): string {
  const { canvas } = props.board
  if (canvas === 'matrix') return matrixProps(words, props).label
  if (canvas === 'venn') return vennProps(words, props).label
  if (canvas === 'layers' && props.ground.map) return drawMapOf(words, props.ground.map).label
  const hubs = (props.ground.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(props.board, { line: props.ground.line, hubs })
  const standing = props.items.filter(({ place }) => findSpot(spots, place)).length
  return words.t('board.finding', { n: standing, of: props.items.length })
}
