import { choice, number, reference, scale, text, yes } from '../kernel/field.ts'
import type { Place } from './spot.rules.ts'

/** drafted: hidden from others until the reveal; decided: it has become a record of the plan. */
export const noteStates = ['drafted', 'shown', 'parked', 'decided', 'removed'] as const
export type NoteState = (typeof noteStates)[number]

/** Colours by which people sort notes, in the order of the palette's categories. */
export const noteColours = ['1', '2', '3', '4', '5', '6'] as const

const workshop = reference('workshop', { needed: true })

/** What people write on a note; all else about it follows from what is done to it. Its place is added where it is declared. */
export const noteWords = {
  text: text(500, { needed: true, long: true }),
  colour: choice(noteColours),
  cluster: text(100)
}

export const noteFields = {
  workshop,
  board: text(40, { needed: true }),
  ...noteWords,
  author: reference('participant', { needed: true }),
  group_name: text(60),
  apart: yes,
  state: choice(noteStates, { needed: true }),
  dots: scale(0, 100_000),
  moved_by: reference('participant'),
  record_kind: text(40),
  record: reference('record'),
  figure: reference('pin')
}

export const dotFields = {
  workshop,
  note: reference('note', { needed: true }),
  board: text(40, { needed: true }),
  author: reference('participant', { needed: true }),
  count: number({ whole: true, min: 0, needed: true })
}

export const commentFields = {
  workshop,
  note: reference('note', { needed: true }),
  board: text(40, { needed: true }),
  text: text(500, { needed: true, long: true }),
  author: reference('participant', { needed: true }),
  group_name: text(60),
  apart: yes
}

/** A note as it is told. Whose it is, is told by an id only; names are for facilitators. */
export type Note = {
  id: string
  board: string
  text: string
  place: Place
  colour: string
  cluster: string
  author: string
  group_name: string
  apart: boolean
  state: NoteState
  /** Votes that it got; null while none were counted. */
  dots: number | null
  moved_by: string | null
  record_kind: string
  record: string | null
  /** A figure of the evidence beside it: a pin of the plan. */
  figure: string | null
  revision: number
}
export type Comment = { id: string; note: string; board: string; text: string; author: string }
/** A record of the plan on a board: its text and where its own fields place it. */
export type BoardRecord = { id: string; kind: string; text: string; place: Place; revision: number }

/** Who looks. `all`: sees every group; `inside`: is told what is written for the inspectorate alone. */
export type Viewer = { person: string; group: string; all: boolean; inside: boolean }

type Apart = { apart: boolean; group_name: string }

function isOfGroup(one: Apart, viewer: Viewer): boolean {
  return !one.apart || viewer.all || one.group_name === viewer.group
}

/**
 * What of a note somebody is told: all of it, that it is there (another's draft), or nothing (removed, or another
 * group's). It rests on the note and the viewer alone, so that one event says the same to everybody of one audience.
 */
export function sightOf(
  note: Pick<Note, 'state' | 'author' | 'apart' | 'group_name'>,
  viewer: Viewer
): 'note' | 'hidden' | 'nothing' {
  if (note.state === 'removed') return 'nothing'
  if (note.author === viewer.person) return 'note'
  if (!isOfGroup(note, viewer)) return 'nothing'
  return note.state === 'drafted' ? 'hidden' : 'note'
}

export function isCommentTold(comment: Apart & { author: string }, viewer: Viewer): boolean {
  return comment.author === viewer.person || isOfGroup(comment, viewer)
}

type Row = Readonly<Record<string, unknown>> & { id: string }

/** The note of a row. */
export function noteOf(row: Row): Note {
  const { id, board, text, place, colour, cluster, author, group_name, apart, state } = row
  const { dots, moved_by, record_kind, record, figure, revision } = row
  return {
    ...({ id, board, text, place, colour, cluster, author, group_name, apart, state } as Note),
    ...({ dots: dots ?? null, moved_by: moved_by ?? null, record_kind, record: record ?? null } as Note),
    ...({ figure: figure ?? null, revision } as Note)
  }
}

export function commentOf({ id, note, board, text, author }: Row): Comment {
  return { id, note, board, text, author } as Comment
}

/** What an event says of things by their ids: null is "not there any more" (or not for you). */
export type ToldNote = { id: string; board: string; note: Note | null; hidden: boolean }
export type ToldBoard = {
  notes: ToldNote[]
  comments: { id: string; comment: Comment | null }[]
  /** One's own dots: how many on which note. */
  dots: { note: string; board: string; count: number }[]
  records: { id: string; kind: string; record: BoardRecord | null }[]
}

/** A board as its server says it is, or as a client has put it together. */
export type BoardState = {
  notes: Note[]
  comments: Comment[]
  /** Notes of others that are there and not shown yet: their number is all that is told. */
  hidden: string[]
  dots: { note: string; count: number }[]
  records: BoardRecord[]
}

export const emptyBoard: BoardState = { notes: [], comments: [], hidden: [], dots: [], records: [] }

const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)

function put<T extends { id: string }>(all: readonly T[], id: string, one: T | null): T[] {
  const others = all.filter((other) => other.id !== id)
  return one ? [...others, one].sort(byId) : others
}

/**
 * The board after an event. What is told of a thing is all that is known of it, so that an event may come twice, and a
 * client that begins anywhere and goes on to the end holds what the server says.
 */
export function applyTold(state: BoardState, told: ToldBoard, of: { wall: string; kind: string | null }): BoardState {
  let { notes, hidden, comments, dots, records } = state
  for (const one of told.notes) {
    if (one.board !== of.wall) continue
    notes = put(notes, one.id, one.note)
    hidden = [...hidden.filter((id) => id !== one.id), ...(one.hidden ? [one.id] : [])].sort()
  }
  for (const { id, comment } of told.comments)
    if (comment === null || comment.board === of.wall) comments = put(comments, id, comment)
  for (const { note, board, count } of told.dots) {
    if (board !== of.wall) continue
    const others = dots.filter((dot) => dot.note !== note)
    dots = count > 0 ? [...others, { note, count }].sort((a, b) => (a.note < b.note ? -1 : 1)) : others
  }
  for (const { id, kind, record } of told.records) if (kind === of.kind) records = put(records, id, record)
  return { notes, hidden, comments, dots, records }
}

/** The notes in the order in which one decides: most dots first, then as they were written. */
export function sortByDots<N extends { id: string; dots: number | null }>(notes: readonly N[]): N[] {
  return [...notes].sort((a, b) => (b.dots ?? -1) - (a.dots ?? -1) || byId(a, b))
}

/** Fields of a place that name another on the same wall: a record of the plan, or a note that may become one. */
export const joining = ['parent', 'gives'] as const

/** The notes in the same order, but each after those of them that it hangs on, as far as they do not hang on each other. */
export function sortByJoining<N extends { id: string; place: Place }>(notes: readonly N[]): N[] {
  const byId = new Map(notes.map((note) => [note.id, note]))
  const sorted = new Set<N>()
  const under = new Set<N>()
  const put = (note: N): void => {
    if (sorted.has(note) || under.has(note)) return
    under.add(note)
    for (const name of joining) {
      const other = byId.get(String(note.place[name] ?? ''))
      if (other) put(other)
    }
    sorted.add(note)
  }
  notes.forEach(put)
  return [...sorted]
}

/** The notes as they hang on the wall: cluster by cluster, those without one last; within one as they were written. */
export function groupByCluster<N extends { cluster: string }>(notes: readonly N[]): { cluster: string; notes: N[] }[] {
  const grouped = [...Map.groupBy(notes, ({ cluster }) => cluster)].map(([cluster, notes]) => ({ cluster, notes }))
  return grouped.sort((a, b) => Number(a.cluster === '') - Number(b.cluster === ''))
}
