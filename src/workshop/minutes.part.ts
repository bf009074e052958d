import type { BoardGround } from '../board/ground.operations.ts'
import type { Comment, Note } from '../board/note.rules.ts'
import { type Board, type BoardName, boards, withoutInside } from '../board/rules.ts'
import { spotName } from '../board/say.part.ts'
import { type BoardSheet, sheetOf } from '../board/sheet.part.ts'
import { wallPicture } from '../board/sheet-picture.part.tsx'
import { findSpot } from '../board/spot.rules.ts'
import { spotsOf } from '../board/spots.rules.ts'
import {
  type Block,
  type Cell,
  fitInto,
  type PlanDocument,
  type Step,
  type TableBlock
} from '../chart/document.rules.ts'
import { sayTogether } from '../chart/say.part.ts'
import type { Words } from '../kernel/words.ts'
import type { Picture } from '../ui/canvas.tsx'
import { orderAgenda } from './agenda.rules.ts'
import { minutesOf, type Sitting } from './course.rules.ts'
import type { MinutesContent } from './minutes.operations.ts'
import { sayMinutes } from './now.part.tsx'

/** A board of the workshop as who makes the minutes is told it. */
export type BoardOfMinutes = {
  name: BoardName
  ground: BoardGround
  notes: readonly Note[]
  hidden: number
  comments: readonly Comment[]
}

/** What stands around the minutes, and what the facilitator chose of them. */
export type MinutesEdition = {
  inspectorate: string
  country: string
  planTitle: string
  today: string
  demonstration?: string
  /** IANA name of the time zone in which the times are said. */
  zone: string
  /** With what is written for the inspectorate alone. */
  inside: boolean
  comments: boolean
}

type Minutes = { words: Words; content: MinutesContent; all: readonly BoardOfMinutes[]; edition: MinutesEdition }

/** Minutes as a document: what was held when, who was there, each board with its notes, what was decided, what is parked. */
export function composeMinutes(minutes: Minutes): PlanDocument {
  const { words, content, edition } = minutes
  const { workshop, course } = content
  const { inspectorate, country, planTitle, today, demonstration, inside } = edition
  const days = [...new Set(course.map(({ from }) => dayIn(edition.zone, from)))].map((day) => words.date(day))
  return {
    ...{ inspectorate, country, title: workshop.title, subtitle: words.t('minutes.title', { plan: planTitle }) },
    ...{ period: words.list(days), status: words.t('minutes.one'), currency: '', date: today },
    ...{ language: words.language, direction: words.direction },
    facts: [
      [words.t('minutes.days'), words.list(days) || '–'],
      [words.t('minutes.zone'), edition.zone],
      [words.t('document.date'), words.date(today)]
    ],
    ...(demonstration ? { demonstration } : {}),
    ...(inside ? { inside: words.t('document.inside') } : {}),
    sections: [
      agendaOf(minutes),
      peopleOf(minutes),
      ...boardsOf(minutes),
      decisionsOf(minutes),
      parkedOf(minutes)
    ].filter(({ blocks }) => blocks.length > 0)
  }
}

/** Pixels: letters of the picture of a board are as large as those of a note at the foot of the page. */
const pictureWidth = 800

const dayIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(at))
const timeIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(new Date(at))

/** "09:30–10:05"; what goes on has no end. */
function saySpan({ words, edition: { zone } }: Minutes, { from, to }: Pick<Sitting, 'from' | 'to'>): string {
  const end = to === null ? words.t('workshop.current') : timeIn(zone, to)
  return `${timeIn(zone, from)} – ${end}`
}

const table = (columns: TableBlock['columns'], rows: Cell[][], more: Partial<TableBlock> = {}): Block[] =>
  rows.length > 0 ? [{ kind: 'table', columns, rows, ...more }] : []

/** The agenda with the times at which each item was really held. */
function agendaOf(minutes: Minutes): Step {
  const { words, content, edition } = minutes
  const { agenda, course } = content
  const rows = orderAgenda(agenda).flatMap(({ day, minutes: planned, items }): Cell[][] => [
    [{ text: words.t('workshop.agenda.day', { day, duration: sayMinutes(words, planned) }), bold: true, spans: true }],
    ...items.map(({ id, title, minutes: meant }) => {
      const held = course.filter((sitting) => sitting.item === id)
      const when = held.map((one) => `${words.date(dayIn(edition.zone, one.from))}, ${saySpan(minutes, one)}`)
      const took = held.reduce((sum, one) => sum + (minutesOf(one) ?? 0), 0)
      return [title, meant ? words.number(meant) : '', when.join('\n') || '–', took ? words.number(took) : '']
    })
  ])
  const head = ['agenda_item.title', 'minutes.planned', 'minutes.held', 'minutes.took'].map((key) => words.t(key))
  const columns = head.map((label, index) => ({ label, ...(index % 2 === 1 ? { numeric: true } : {}) }))
  return { title: words.t('workshop.agenda'), blocks: table(columns, rows) }
}

/** Who was there: as they named themselves, or how many of each group. */
function peopleOf({ words, content: { people } }: Minutes): Step {
  const named = people.some(({ names }) => names.length > 0)
  const columns = [
    { label: words.t('participant.group_name') },
    { label: words.t('minutes.people.count'), numeric: true },
    ...(named ? [{ label: words.t('minutes.people.names') }] : [])
  ]
  const rows = people.map(({ group, count, names }) => [
    group || words.t('workshop.group.none'),
    words.number(count),
    ...(named ? [names.join('\n')] : [])
  ])
  return { title: words.t('minutes.people'), blocks: table(columns, rows) }
}

/** A board as it may be told to whom the minutes are passed on. */
function told({ inside }: MinutesEdition, one: BoardOfMinutes): BoardOfMinutes {
  if (inside) return one
  const { kind } = boards[one.name]
  const bare = <T extends { place: Note['place'] }>(given: T): T => ({
    ...given,
    place: withoutInside(kind, given.place)
  })
  return { ...one, notes: one.notes.map(bare), ground: { ...one.ground, records: one.ground.records.map(bare) } }
}

function boardsOf(minutes: Minutes): Step[] {
  return minutes.all.map((one) => boardOf(minutes, told(minutes.edition, one)))
}

/** A board: when it was worked on, its picture, a table of its notes, and what was said of them. */
function boardOf(minutes: Minutes, one: BoardOfMinutes): Step {
  const { words, content, edition } = minutes
  const { name, ground, notes, hidden } = one
  const sheet = sheetOf(words, { name, ground, notes, hidden, about: [] }, pictureWidth)
  const held = content.course.filter(({ board }) => board === name)
  const phases = held.flatMap((sitting) =>
    sitting.phases.map((phase) => `${words.t(`workshop.phase.${phase.phase}`)} ${saySpan(minutes, phase)}`)
  )
  // Whose rings are not told has nothing to show of them.
  const empty = sheet.places.length === 0 || (boards[name].canvas === 'rings' && !edition.inside)
  const picture = empty && name !== 'plan-map' ? undefined : lower(wallPicture(sheet, words, pictureWidth))
  return {
    name: sheet.board,
    title: sheet.title,
    ...(phases.length > 0 ? { explanation: sayTogether(words, phases) } : {}),
    blocks: [
      ...sheet.notices.map((text): Block => ({ kind: 'notice', text })),
      ...(picture
        ? [
            {
              kind: 'picture' as const,
              ...picture,
              title: sheet.finding,
              description: describe(words, sheet)
            }
          ]
        : []),
      ...sheet.marks.map((text): Block => ({ kind: 'paragraph', text })),
      ...notesTable(words, one),
      ...(edition.comments ? commentsOf(words, one) : [])
    ]
  }
}

/** Room for the head of the chapter on the same page. */
const highest = 720

function lower(picture: Picture): Picture {
  const { width, height } = fitInto(picture, { width: pictureWidth, height: highest })
  return { ...picture, width, height }
}

/** How much lies where, for those who cannot see the picture; the table below says what. */
function describe(words: Words, { places }: BoardSheet): string {
  const counts = places.map(({ name, clusters }) => {
    const n = clusters.reduce((sum, { cards }) => sum + cards.length, 0)
    return name ? `${name}: ${words.number(n)}` : words.number(n)
  })
  return counts.join('. ')
}

type Spotted = { note: Note; place: string }

/** Each note with the name of its place, in the order of the board's places. */
function inPlaces(words: Words, { name, ground, notes }: BoardOfMinutes): Spotted[] {
  const board: Board = boards[name]
  const hubs = (ground.choices.hub ?? []).map(({ id }) => id)
  const spots = spotsOf(board, { line: ground.line, hubs })
  const standing = notes.filter(({ state }) => state === 'shown' || state === 'decided')
  const rankOf = (note: Note) => {
    const at = spots.findIndex(({ key }) => key === findSpot(spots, note.place)?.key)
    return at < 0 ? spots.length : at
  }
  const sorted = standing.toSorted(
    (one, other) =>
      rankOf(one) - rankOf(other) ||
      one.cluster.localeCompare(other.cluster, words.language) ||
      (other.dots ?? 0) - (one.dots ?? 0)
  )
  return sorted.map((note) => {
    const spot = findSpot(spots, note.place)
    const none = spots.length > 0 ? words.t('workshop.place.none') : ''
    return { note, place: spot ? spotName(words, board, spot.key, ground.names) : none }
  })
}

function notesTable(words: Words, one: BoardOfMinutes): Block[] {
  const spotted = inPlaces(words, one)
  const has = (what: (note: Note) => boolean) => spotted.some(({ note }) => what(note))
  const groups = has(({ group_name }) => group_name !== '')
  const clusters = has(({ cluster }) => cluster !== '')
  const votes = has(({ dots }) => dots !== null)
  const columns = [
    { label: words.t('note.one') },
    ...(clusters ? [{ label: words.t('minutes.cluster') }] : []),
    ...(groups ? [{ label: words.t('note.group_name') }] : []),
    ...(votes ? [{ label: words.t('note.dots'), numeric: true }] : [])
  ]
  const row = ({ note }: Spotted): Cell[] => [
    { text: note.text, ...(note.state === 'decided' ? { bold: true } : {}) },
    ...(clusters ? [note.cluster] : []),
    ...(groups ? [note.group_name] : []),
    ...(votes ? [note.dots === null ? '' : words.number(note.dots)] : [])
  ]
  const rows = [...Map.groupBy(spotted, ({ place }) => place)].flatMap(([place, here]): Cell[][] => [
    ...(place ? [[{ text: place, bold: true, spans: true as const }]] : []),
    ...here.map(row)
  ])
  const caption = words.t('minutes.notes', { n: spotted.length })
  return table(columns, rows, { caption })
}

function commentsOf(words: Words, { notes, comments }: BoardOfMinutes): Block[] {
  const byNote = Map.groupBy(comments, ({ note }) => note)
  const rows = notes.flatMap(({ id, text, state }) =>
    state === 'drafted' ? [] : (byNote.get(id) ?? []).map((comment) => [text, comment.text])
  )
  const columns = [{ label: words.t('note.one') }, { label: words.t('note.comment') }]
  return table(columns, rows, { caption: words.t('minutes.comments', { n: rows.length }) })
}

/** What was taken into the plan, in the order in which it was. */
function decisionsOf({ words, content, all, edition }: Minutes): Step {
  const when = new Map(content.decisions.map(({ note, at }) => [note, at]))
  const walls = new Map(all.map((one) => [boards[one.name].wall, one]))
  const decided = [...walls.values()]
    .flatMap(({ name, notes }) => notes.map((note) => ({ name, note })))
    .filter(({ note }) => note.state === 'decided')
    .toSorted((one, other) => ((when.get(one.note.id) ?? '') < (when.get(other.note.id) ?? '') ? -1 : 1))
  const rows = decided.map(({ note }) => {
    const at = when.get(note.id)
    return [
      note.text,
      note.record_kind ? words.t(`${note.record_kind}.one`) : '',
      at ? `${words.date(dayIn(edition.zone, at))}, ${timeIn(edition.zone, at)}` : '–',
      note.dots === null ? '' : words.number(note.dots)
    ]
  })
  const columns = [
    { label: words.t('note.one') },
    { label: words.t('minutes.became') },
    { label: words.t('minutes.when') },
    { label: words.t('note.dots'), numeric: true }
  ]
  return { title: words.t('minutes.decisions', { n: rows.length }), blocks: table(columns, rows) }
}

function parkedOf({ words, all }: Minutes): Step {
  const walls = new Map(all.map((one) => [boards[one.name].wall, one]))
  const parked = [...walls.values()].flatMap(({ name, notes }) =>
    notes.flatMap((note) => (note.state === 'parked' ? [{ name, note }] : []))
  )
  const columns = [
    { label: words.t('note.one') },
    { label: words.t('note.board') },
    { label: words.t('note.group_name') }
  ]
  const rows = parked.map(({ name, note }) => [note.text, words.t(`workshop.board.${name}`), note.group_name])
  return { title: words.t('workshop.parked.finding', { n: rows.length }), blocks: table(columns, rows) }
}
