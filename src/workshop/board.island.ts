// Makes a board live: what others do is shown as it is done, things are dragged and moved by keys, what one does stands at once and
// is sent when there is a line. The page works without: every act is a form, and every mark a link.
import { findSpot, moved, type Place, valueAt } from '../board/spot.rules.ts'
import { keepPage, sayKept } from '../browser/away.ts'
import { type Back, makeActs } from '../browser/board-acts.ts'
import { makeCanvasPage } from '../browser/canvas-page.ts'
import { readFormInput } from '../browser/form-input.ts'
import { listenForGestures, type Point } from '../browser/gestures.ts'
import { openLine } from '../browser/line.ts'
import { makePageParts, runClocks } from '../browser/page-parts.ts'
import { makePointers } from '../browser/pointers.ts'

type ToldNote = {
  id: string
  board: string
  note: {
    text: string
    place: Place
    colour: string
    cluster: string
    author: string
    state: string
    revision: number
  } | null
}
type Told = {
  number: number
  by: string | null
  notes: ToldNote[]
  comments: unknown[]
  dots: unknown[]
  records: unknown[]
  workshop: { status: string } | null
  again: boolean
}
type Here = { here: number; seats: [number, string, string][] }

const room = document.getElementById('room') as HTMLElement
const { live, workshop = '', me = '', plan = '', board = '', after = '0' } = room.dataset
const said = JSON.parse(room.dataset.said ?? '{}') as Record<string, string>
const $ = <E extends HTMLElement>(id: string) => document.getElementById(id) as E | null
const say = (key: string, values: Record<string, unknown> = {}) =>
  (said[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
const tell = (text: string) => {
  const told = $('told')
  if (told) told.textContent = text
}
const complain = (text: string) => {
  const line = $('line')
  if (line) line.textContent = text
  showDock()
}

const page = makeCanvasPage(room, { findSpot, valueAt })
const parts = makePageParts(room, {
  busy: () =>
    gestures.active() ||
    stepping !== undefined ||
    Boolean($<HTMLDialogElement>('panel')?.open || $<HTMLDialogElement>('conflict')?.open),
  drawn: overlay
})

const acts = makeActs({
  ...{ room, page, key: `plumbline.outbox ${workshop || plan} ${me}`, moved },
  ...{ say, complain, parts, hrefOf },
  changed: showDock
})
const { act, outbox, undo, undos } = acts
let open = true

/** Over what the server said: what was heard while it was on its way, then what is not known to have arrived. */
function overlay(since: number): void {
  unkept = 0
  for (const told of recent) if (told.number > since) showNotes(told)
  acts.overlay()
  makeReachable()
  showChosen()
}

function showDock(): void {
  const dock = $('dock')
  const line = $('line')
  if (!dock || !line) return
  const n = outbox.list().length
  const off = !open || outbox.isStuck()
  const states = off ? [say('off'), n > 0 ? say('waiting', { n }) : ''] : []
  if (off || line.dataset.of === 'line') {
    line.textContent = states.filter(Boolean).join(' ')
    line.dataset.of = off ? 'line' : ''
  }
  const button = $('undo')
  if (button) button.hidden = undos.length === 0
  dock.hidden = !line.textContent && undos.length === 0 && chosen.size === 0
}

// --- what one opens, chooses and moves

function hrefOf(id: string): string {
  const link = page.cardOf(id)?.querySelector<HTMLAnchorElement>('a.open')?.getAttribute('href')
  return link ?? `${location.pathname}${location.search}&item=${id}`
}

async function openPanel(id: string): Promise<void> {
  const dialog = $<HTMLDialogElement>('panel')
  const found = await parts.fetchPart(hrefOf(id), 'item')
  if (!dialog || !found) return complain(open ? say('gone') : say('off'))
  dialog.replaceChildren(found)
  dialog.onclose = () => (page.marksOf(id).find((one) => one.checkVisibility()) ?? page.cardOf(id))?.focus()
  dialog.showModal()
  const first = dialog.querySelector<HTMLElement>('select, input:not([type=hidden]), textarea')
  ;(first ?? dialog.querySelector<HTMLElement>('a'))?.focus()
}

const canMove = (card: HTMLElement | null) =>
  Boolean(card && (card.dataset.moves !== undefined || (plan && card.matches('.in-plan'))))
function thingOf(target: Element): Element | undefined {
  const thing = target.closest('.canvas .note-card, .spatial a[href^="#"]')
  return thing && canMove(page.cardOf(page.idOf(thing))) ? thing : undefined
}

function move(id: string, to: Place): string {
  const card = page.cardOf(id)
  if (!card) return ''
  if (card.matches('.in-plan')) act('board.move', { plan, board, record: id, place: to })
  else act('note.move', { note: id, revision: Number(card.dataset.revision), place: to })
  return page.nameOf(card)
}

const chosen = new Set<string>()
let over: Element | undefined

const gestures = listenForGestures({
  root: room,
  thingAt: thingOf,
  boxFrom: (target, shift) => Boolean(target.closest('.spatial svg') || (shift && target.closest('.canvas'))),
  over(at) {
    over?.classList.remove('over')
    const thing = room.querySelector('.dragged')
    over = at && thing ? page.dropAt(thing, at)?.element : undefined
    over?.classList.add('over')
  },
  drop(thing, at: Point) {
    const dropped = page.dropAt(thing, at)
    if (!dropped) {
      if (thing instanceof SVGElement) thing.style.transform = ''
      return
    }
    const id = page.idOf(thing)
    page.leaveMark(thing, dropped, at)
    const names = (chosen.has(id) ? [...chosen] : [id]).map((one) => move(one, dropped.move))
    tell(say('moved', { name: names.join(', '), place: dropped.name }))
  },
  choose({ left, top, right, bottom }) {
    for (const thing of room.querySelectorAll('.canvas .note-card, .spatial a[href^="#"]')) {
      const box = thing.getBoundingClientRect()
      const inside = box.width > 0 && box.left < right && box.right > left && box.top < bottom && box.bottom > top
      if (inside && thingOf(thing)) chosen.add(page.idOf(thing))
    }
    showChosen()
  }
})

function showChosen(): void {
  for (const thing of room.querySelectorAll('.canvas .note-card, .spatial a[href^="#"]'))
    thing.classList.toggle('chosen', chosen.has(page.idOf(thing)))
  const form = $('chosen')
  if (form) form.hidden = chosen.size === 0
  const count = form?.querySelector('strong')
  if (count) count.textContent = say('chosen', { n: chosen.size })
  showDock()
}

function choose(id: string): void {
  if (!chosen.delete(id)) chosen.add(id)
  showChosen()
}

/** Cards that one can move are reached by the keyboard. */
function makeReachable(): void {
  const movable = [...room.querySelectorAll<HTMLElement>('.canvas .note-card')].filter(canMove)
  for (const card of movable) card.tabIndex = 0
  const keys = $('keys')
  if (keys) keys.hidden = movable.length === 0
}

room.addEventListener('click', (event) => {
  const target = event.target as Element
  const thing = thingOf(target)
  const id = thing ? page.idOf(thing) : ''
  if (thing && (event.shiftKey || event.ctrlKey || event.metaKey)) {
    event.preventDefault()
    return choose(id)
  }
  const opener = target.closest('a.open') ?? target.closest('.spatial a[href^="#"]')
  if (opener) {
    event.preventDefault()
    void openPanel(opener.closest('.note-card')?.id ?? page.idOf(opener))
  } else if (target.closest('a.close') && target.closest('dialog')) {
    event.preventDefault()
    $<HTMLDialogElement>('panel')?.close()
  } else if (target.closest('#undo')) undo()
})

let stepping: { id: string; back: Back; to: Place; timer: number } | undefined
/** Arrows follow quickly on one another: they stand at once, and are sent as one move. */
function step(thing: Element, key: string, by: number): void {
  const id = page.idOf(thing)
  const card = page.cardOf(id)
  const found = card && page.stepFrom(page.placeOf(card), key, by)
  if (!card || !found) return
  if (stepping && stepping.id !== id) endStep()
  const back = stepping?.back ?? acts.backOf({ id: '', operation: 'note.move', input: { note: id, place: found.move } })
  clearTimeout(stepping?.timer)
  page.hang(card, moved(page.placeOf(card), found.move), acts.clusterOf(card))
  if (thing === card) card.focus()
  stepping = { id, back: back as Back, to: { ...stepping?.to, ...found.move }, timer: window.setTimeout(endStep, 500) }
  tell(say('moved', { name: page.nameOf(card), place: found.name }))
}
function endStep(): void {
  if (!stepping) return
  const { id, back, to } = stepping
  stepping = undefined
  move(id, to)
  undos.pop()
  const { note: _note, ...rest } = back.input
  const record = page.cardOf(id)?.matches('.in-plan')
  undos.push([record ? { operation: 'board.move', input: { ...rest, plan, board, record: id } } : back])
  showDock()
}

room.addEventListener('keydown', (event) => {
  const target = event.target as Element
  if (target.closest('dialog, input, textarea, select, button')) return
  const thing = target.matches('.note-card, .spatial a') ? thingOf(target) : undefined
  const { key } = event
  if (key === 'Escape' && chosen.size > 0) chosen.clear()
  else if (thing && key.startsWith('Arrow')) step(thing, key, event.shiftKey ? 1 : 5)
  else if (thing && (key === 'Enter' || key === 'm' || key === 'M')) void openPanel(page.idOf(thing))
  else if (thing && key === ' ') choose(page.idOf(thing))
  else if (key === 'z' && (event.ctrlKey || event.metaKey)) undo()
  else return
  event.preventDefault()
  showChosen()
})

room.addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement
  const { value = '' } = (event.submitter ?? {}) as HTMLButtonElement
  if (form.id === 'chosen') {
    event.preventDefault()
    return actOnChosen(value, new FormData(form))
  }
  const operation = /\/do\/(note\.\w+|note_comment\.remove|board\.move)$/.exec(form.action)?.[1]
  const sent = operation && readFormInput(operation, new FormData(form))
  if (!operation || !sent) return
  event.preventDefault()
  act(operation, sent)
  $<HTMLDialogElement>('panel')?.close()
  if (operation === 'note.add') form.querySelector('textarea')?.focus()
  for (const field of operation === 'note.add' ? form.querySelectorAll('textarea') : []) field.value = ''
})

function actOnChosen(what: string, sent: FormData): void {
  const notes = [...chosen].filter((id) => !page.cardOf(id)?.matches('.in-plan'))
  if (what === 'cluster' && notes.length > 0) act('note.cluster', { notes, cluster: String(sent.get('cluster')) })
  for (const id of what === 'colour' ? notes : []) {
    const card = page.cardOf(id) as HTMLElement
    const kept = {
      note: id,
      revision: Number(card.dataset.revision),
      text: page.nameOf(card),
      cluster: acts.clusterOf(card)
    }
    act('note.edit', { ...kept, colour: String(sent.get('colour')) })
  }
  chosen.clear()
  showChosen()
}

// --- what others do

const seats = new Map<number, string>()
const layer = room.appendChild(Object.assign(document.createElement('div'), { className: 'pointers' }))
const pointers = makePointers({
  ground: () => room.querySelector('.spatial') ?? room.querySelector('.canvas'),
  layer,
  nameOf: (seat) => seats.get(seat) ?? ''
})

function hear(told: Told): void {
  if (told.again || told.workshop?.status === 'closed') letGo()
  if (told.again) location.reload()
  recent.push(told)
  if (recent.length > most) recent.shift()
  // What a browser keeps shall not lack more than is known here.
  unkept += 1
  if (room.dataset.keep && unkept >= most) parts.soon()
  showNotes(told)
  page.count()
  makeReachable()
  if (told.workshop) void parts.whole()
  else if (needsDrawing(told)) parts.soon()
}

/** What was heard of late: a page that was asked for before may say less. */
const recent: Told[] = []
const most = 100
let unkept = 0

function showNotes(told: Told): void {
  for (const { id, board: wall, note } of told.notes) {
    if (wall !== room.dataset.wall) continue
    const card = page.cardOf(id)
    const stands = note && (note.state === 'shown' || note.state === 'drafted')
    if (!note || !stands) card?.closest('li')?.remove()
    else if (!outbox.list().some((entry) => acts.cardOfEntry(entry)?.id === id)) show(id, note, card, told.by)
  }
}

/** A card is changed here; what has to be laid out or said in words is the server's to draw, where somebody sees it. */
function needsDrawing({ notes, comments, dots, records }: Told): boolean {
  const drawn = [...room.querySelectorAll('.spatial, .on-tree, .stage-body')].some((one) => one.checkVisibility())
  const hidden = notes.some(({ note }) => note === null)
  return drawn || hidden || comments.length + dots.length + records.length > 0
}

function show(id: string, note: NonNullable<ToldNote['note']>, card: HTMLElement | null, by: string | null): void {
  const mine = note.author === me
  const shown = card ?? acts.makeCard(id, mine)
  if (!shown) return
  const before = JSON.stringify(page.placeOf(shown))
  acts.write(shown, note.text, note.colour)
  shown.dataset.revision = String(note.revision)
  const place = page.hang(shown, note.place, note.cluster)
  if (by === me) return
  if (!card) tell(say('wrote', { name: note.text }))
  else if (before !== JSON.stringify(note.place)) tell(say('others', { name: note.text, place }))
}

const endKept = sayKept(room)
const heard = `plumbline.heard ${workshop} ${me}`
// What was heard after the page that is kept goes with its window.
addEventListener('pagehide', () => {
  if (room.dataset.keep) sessionStorage.setItem(heard, JSON.stringify(recent))
})
function letGo(): void {
  delete room.dataset.keep
  sessionStorage.removeItem(heard)
}
if (room.dataset.kept) recent.push(...(JSON.parse(sessionStorage.getItem(heard) ?? '[]') as Told[]))
if (room.dataset.keep) void keepPage().catch(() => undefined)
if (live)
  openLine(
    live,
    Number(after),
    {
      ready: (data) => pointers.begin(data as { seat: number; key: string }),
      done: (data) => hear(data as Told),
      again: () => location.reload(),
      here: (data) => {
        const { here, seats: all } = data as Here
        const names = JSON.parse(room.dataset.people ?? '{}') as Record<string, string>
        for (const [seat, person, group] of all) seats.set(seat, names[person] ?? group)
        pointers.people(here)
        parts.people(here)
      },
      pointers: (data) => pointers.draw(data as [number, number, number][])
    },
    (is) => {
      open = is
      if (open) void outbox.flush()
      if (open && room.dataset.kept) {
        endKept()
        void parts.now()
      }
      showDock()
    }
  )
addEventListener('online', () => void outbox.flush())

runClocks(room, () => void parts.now())
overlay(room.dataset.kept ? Number(after) : Number.MAX_SAFE_INTEGER)
void outbox.flush()
