import type { Point } from './gestures.ts'

export type Place = Readonly<Record<string, string | number | boolean | null>>
type Axis = { field: string; from: number; to: number; label: string }
type Axes = { x: Axis; y: Axis }
export type Spot = { element: HTMLElement; name: string; when: Readonly<Record<string, never>>; put: Place }
/** What letting go somewhere would set, and what is there in words. */
export type Drop = { move: Place; name: string; element: Element }

/** The rules of places, which browser and server have in common. */
type Rules = {
  findSpot(spots: readonly Spot[], place: Place): Spot | undefined
  valueAt(axis: Axis, share: number): number
}

const read = <T>(text: string | undefined): T => JSON.parse(text || '{}') as T
const mirrored = document.dir === 'rtl'

/** The canvas as it stands on the page: which card lies where, and what lies under a pointer. */
export function makeCanvasPage(root: HTMLElement, { findSpot, valueAt }: Rules) {
  const cardOf = (id: string): HTMLElement | null => {
    const found = document.getElementById(id)
    return found?.matches('.note-card') ? found : null
  }
  const placeOf = (card: HTMLElement) => read<Place>(card.dataset.place)
  const nameOf = (card: HTMLElement) => card.querySelector('p')?.textContent?.trim() ?? ''

  const nameOfSpot = (spot: Element) => spot.querySelector('.spot-head')?.firstChild?.textContent?.trim() ?? ''

  function spots(): Spot[] {
    return [...root.querySelectorAll<HTMLElement>('.spot[data-when]')]
      .filter((element) => !element.matches('.tray'))
      .map((element) => ({
        element,
        name: nameOfSpot(element),
        when: read(element.dataset.when),
        put: read(element.dataset.put)
      }))
  }

  /** Counts what lies in each place anew, and shows the tray while something waits in it. */
  function count(): void {
    for (const spot of root.querySelectorAll<HTMLElement>('.spot')) {
      const n = spot.querySelectorAll('.note-card').length
      const said = spot.querySelector('.spot-head small')
      if (said) said.textContent = n.toLocaleString(document.documentElement.lang)
      if (spot.matches('.tray')) spot.hidden = n === 0
    }
  }

  /** The list of one place and cluster; it is made where there is none of that name yet. */
  function listIn(spot: Element, cluster: string): Element | null {
    const groups = [...spot.querySelectorAll<HTMLElement>('[data-cluster]')]
    const found = groups.find((group) => group.dataset.cluster === cluster)
    if (found) return found.querySelector('.notes')
    const [first] = groups
    if (!first) return spot.querySelector('.notes, .notes-of-tree')
    const made = document.createElement('div')
    made.className = 'cluster'
    made.dataset.cluster = cluster
    const head = document.createElement('h4')
    head.textContent = cluster
    const list = document.createElement('ul')
    list.className = 'notes'
    made.append(head, list)
    first.before(made)
    return list
  }

  /** Hangs a card where its place says; answers what that is called. */
  function hang(card: HTMLElement, place: Place, cluster: string): string {
    card.dataset.place = JSON.stringify(place)
    const all = spots()
    const spot = findSpot(all, place)
    const item = card.closest('li') ?? document.createElement('li')
    if (!item.contains(card)) item.append(card)
    const into = spot?.element ?? root.querySelector('.tray') ?? root.querySelector('.canvas')
    const list = into && listIn(into, cluster)
    if (list && list !== item.parentElement) list.append(item)
    count()
    return spot?.name ?? (into ? nameOfSpot(into) : '')
  }

  const axes = (): Axes | undefined => {
    const found = root.querySelector<SVGElement>('[data-axes]')?.dataset.axes
    return found ? read<Axes>(found) : undefined
  }
  const sayAxes = ({ x, y }: Axes, move: Place) =>
    `${y.label} ${Number(move[y.field]).toLocaleString(document.documentElement.lang)}, ${x.label} ${Number(move[x.field]).toLocaleString(document.documentElement.lang)}`

  function onAxes(element: SVGElement, at: Point): Drop {
    const { x, y } = read<Axes>(element.dataset.axes)
    const box = element.getBoundingClientRect()
    const across = (at.x - box.left) / box.width
    const move = {
      [x.field]: valueAt(x, mirrored ? 1 - across : across),
      [y.field]: valueAt(y, 1 - (at.y - box.top) / box.height)
    }
    return { move, name: sayAxes({ x, y }, move), element }
  }

  /** What lies under a pointer and takes what is dragged: another answer, a drawing, a place. */
  function dropAt(thing: Element, at: Point): Drop | undefined {
    const id = idOf(thing)
    for (const element of document.elementsFromPoint(at.x, at.y) as (HTMLElement | SVGElement)[]) {
      const card = element.closest<HTMLElement>('.note-card')
      if (card && card.id !== id && root.querySelector('.on-tree')?.contains(card)) {
        const { hub = null } = placeOf(card)
        if (card.closest(`li:has(> [id="${id}"])`)) return undefined
        return { move: { hub, parent: card.id }, name: nameOf(card), element: card }
      }
      if (card && card.id !== id && root.querySelector('.on-graph')?.contains(card))
        return { move: { gives: card.id }, name: nameOf(card), element: card }
      if (element.dataset.axes && root.contains(element)) return onAxes(element as SVGElement, at)
      const taking = element.closest<HTMLElement>('[data-put]')
      if (!taking || !root.contains(taking)) continue
      const put = read<Place>(taking.dataset.put)
      const name = nameOfSpot(taking) || (findSpot(spots(), put)?.name ?? '')
      return { move: renamed(thing, put), name, element: taking }
    }
    return undefined
  }

  /** A dashed mark says where one is needed: putting it somewhere sets that, and not where one stands. */
  function renamed(thing: Element, put: Place): Place {
    const sets = (thing as SVGElement).dataset.sets
    return sets ? Object.fromEntries(Object.values(put).map((value) => [sets, value])) : put
  }

  /** The place one step along the arrow of a key: on lines by `step`, else the next of the named places. */
  function stepFrom(place: Place, key: string, step: number): Drop | undefined {
    const along = axes()
    const forward = key === 'ArrowDown' || key === (mirrored ? 'ArrowLeft' : 'ArrowRight')
    if (along) {
      const axis = key === 'ArrowUp' || key === 'ArrowDown' ? along.y : along.x
      const up = axis === along.y ? key === 'ArrowUp' : forward
      const by = axis.to - axis.from > 10 ? step : 1
      const at = (one: Axis) => Number(place[one.field] ?? (one.from + one.to) / 2)
      const moved = at(axis) + (up ? by : -by)
      const move = {
        ...{ [along.x.field]: Math.round(at(along.x)), [along.y.field]: Math.round(at(along.y)) },
        [axis.field]: Math.min(Math.floor(axis.to), Math.max(Math.ceil(axis.from), Math.round(moved)))
      }
      return { move, name: sayAxes(along, move), element: root }
    }
    const all = spots()
    const here = findSpot(all, place)
    const next = all[here ? all.indexOf(here) + (forward ? 1 : -1) : 0]
    return next && { move: next.put, name: next.name, element: next.element }
  }

  /** The marks of an item in the drawing, at every width. */
  const marksOf = (id: string) => [...root.querySelectorAll<SVGAElement>(`.spatial a[href="#${id}"]`)]

  /** Leaves the mark of what was moved where it was let go, or makes one, until the drawing is drawn anew. */
  function leaveMark(thing: Element, { element }: Drop, at: Point): void {
    const drawing = element instanceof SVGElement ? element.ownerSVGElement : null
    if (!drawing || thing instanceof SVGElement) return
    const point = new DOMPoint(at.x, at.y).matrixTransform(drawing.getScreenCTM()?.inverse())
    const mark = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
    mark.setAttribute('class', 'let-go')
    mark.setAttribute('cx', String(point.x))
    mark.setAttribute('cy', String(point.y))
    mark.setAttribute('r', '7')
    drawing.append(mark)
  }

  return { cardOf, placeOf, nameOf, hang, count, dropAt, stepFrom, marksOf, leaveMark, idOf, spots }
}

/** Of which item a card, or a mark of the drawing, is. */
function idOf(thing: Element): string {
  return thing.matches('.note-card') ? thing.id : (thing.getAttribute('href') ?? '#').slice(1)
}
