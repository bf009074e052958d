import type { ComponentChildren } from 'preact'
import type { MapLayerName } from '../chart/map.rules.ts'
import { MapLayers } from '../chart/map-layers.part.tsx'
import { growTree } from '../influence/rules.ts'
import { useWords } from '../ui/context.ts'
import { Written } from '../ui/written.tsx'
import { BoardDrawing, type BoardItem, boardFinding, isDrawn } from './drawing.part.tsx'
import type { BoardGround } from './ground.operations.ts'
import { groupByCluster } from './note.rules.ts'
import type { Board } from './rules.ts'
import { spotName } from './say.part.ts'
import { findSpot, type Spot } from './spot.rules.ts'
import { spotsOf } from './spots.rules.ts'

/** Something on a canvas. `cluster`: under which name people gathered it. */
export type CanvasItem = BoardItem & { cluster: string }

export type CanvasProps = {
  board: Board
  ground: BoardGround
  /** In the order in which they are read within a place. */
  items: readonly CanvasItem[]
  /** The card of an item: what it says, and what one may do with it. */
  card: (id: string) => ComponentChildren
  /** The layers of the map of the plan: which are shown, and the address that shows others. */
  map?: { shown: readonly MapLayerName[]; href: (layers: string) => string }
}

/** Fields that the named places of a board say, or that can say but one thing: a card need not repeat them. */
export function saidBySpots({ canvas, columns }: Board, { choices }: BoardGround): string[] {
  const alone = Object.keys(choices).filter((field) => (choices[field]?.length ?? 0) < 2)
  if (canvas === 'influences') return ['sign', 'reach', ...alone]
  return canvas === 'tree' ? ['hub', 'parent'] : [columns, ...alone]
}

/**
 * A board: its drawing with the layers background, evidence, items and votes, where it is one that is drawn; and every item in the
 * named place in which it lies, in the order in which one reads them. What has no place waits in the tray. Telephones, and those
 * who listen, read the places alone.
 */
export function Canvas({ board, ground, items, card, map }: CanvasProps) {
  const words = useWords()
  const hubs = (ground.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(board, { line: ground.line, hubs })
  const lying = Map.groupBy(items, ({ place }) => findSpot(spots, place)?.key ?? '')
  const drawing = { board, ground, items, shown: map?.shown }
  const drawn = isDrawn(drawing)
  const one = spots.length === 0
  const tray = lying.get('') ?? []
  return (
    <div class={`canvas on-${board.canvas}${drawn ? ' drawn' : ''}`} id="canvas">
      {one && (items.length > 0 || !drawn) ? <Spotted items={items} card={card} /> : null}
      {one ? null : (
        <section class="spot tray" data-when="{}" data-put={JSON.stringify(outOf(spots))} hidden={tray.length === 0}>
          <SpotHead name={words.t('workshop.place.none')} count={tray.length} />
          <Spotted items={tray} card={card} />
        </section>
      )}
      {drawn ? (
        <section class="spatial">
          <h3>{boardFinding(words, drawing)}</h3>
          <Layers items={items} ground={ground} />
          {board.canvas === 'layers' && map ? <MapLayers {...map} /> : null}
          <BoardDrawing {...drawing} />
        </section>
      ) : null}
      {one ? null : (
        <div class="spots">
          {spots.map((spot) => {
            const here = lying.get(spot.key) ?? []
            const name = spotName(words, board, spot.key, ground.names)
            return (
              <section
                key={spot.key}
                class="spot"
                data-spot={spot.key}
                data-when={JSON.stringify(spot.when)}
                data-put={JSON.stringify(spot.put)}
              >
                <SpotHead name={name} count={here.length} />
                {board.canvas === 'tree' ? <Tree items={here} card={card} /> : <Spotted items={here} card={card} />}
              </section>
            )
          })}
        </div>
      )}
    </div>
  )
}

/** What moving something into the tray sets: nothing of what the places are made of. */
function outOf(spots: readonly Spot[]) {
  return Object.fromEntries(spots.flatMap(({ when }) => Object.keys(when).map((name) => [name, null])))
}

function SpotHead({ name, count }: { name: string; count: number }) {
  const words = useWords()
  return (
    <h3 class="spot-head">
      <Written>{name}</Written> <small>{words.number(count)}</small>
    </h3>
  )
}

/** Layers of the drawing that one can leave out; without a script. */
function Layers({ items, ground }: { items: readonly CanvasItem[]; ground: BoardGround }) {
  const words = useWords()
  const layers = [
    ...(Object.keys(ground.evidence).length > 0 ? ['evidence'] : []),
    ...(items.some(({ dots }) => dots) ? ['votes'] : [])
  ]
  if (layers.length === 0) return null
  return (
    <fieldset class="layer-switches">
      <legend class="vh">{words.t('board.layers')}</legend>
      {layers.map((layer) => (
        <label key={layer} class="choice">
          <input type="checkbox" class={`of-${layer}`} checked />
          <span>{words.t(`board.layer.${layer}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** What lies in one place: cluster by cluster. */
function Spotted({ items, card }: Pick<CanvasProps, 'items' | 'card'>) {
  const groups = groupByCluster(items)
  return (
    <div class="stack-s">
      {groups.map(({ cluster, notes }) => (
        <div key={cluster} class={cluster ? 'cluster' : undefined} data-cluster={cluster}>
          {cluster ? (
            <h4>
              <Written>{cluster}</Written>
            </h4>
          ) : null}
          <Cards ids={notes.map(({ id }) => id)} card={card} />
        </div>
      ))}
      {groups.some(({ cluster }) => cluster === '') ? null : (
        <div data-cluster="">
          <Cards ids={[]} card={card} />
        </div>
      )}
    </div>
  )
}

function Cards({ ids, card }: { ids: readonly string[]; card: CanvasProps['card'] }) {
  return (
    <ul class="notes">
      {ids.map((id) => (
        <li key={id}>{card(id)}</li>
      ))}
    </ul>
  )
}

type Branches = ReturnType<typeof growTree<{ id: string; parent: string | null; changeable_by: string }>>

/** Keep asking why: each answer under the one that it explains, whether a note or in the plan already. */
export function Tree({ items, card }: Pick<CanvasProps, 'items' | 'card'>) {
  const whys = items.map(({ id, place }) => ({
    id,
    parent: place.parent ? String(place.parent) : null,
    changeable_by: ''
  }))
  return (
    <div class="whys">
      <Answers of={growTree(whys)} card={card} />
    </div>
  )
}

function Answers({ of, card }: { of: Branches; card: CanvasProps['card'] }) {
  return (
    <ol class="notes-of-tree">
      {of.map(({ why, branches }) => (
        <li key={why.id}>
          {card(why.id)}
          {branches.length > 0 ? <Answers of={branches} card={card} /> : null}
        </li>
      ))}
    </ol>
  )
}
