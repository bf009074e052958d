import { type Board, findBoard } from '../board/rules.ts'
import { moved, type Place, valueAt } from '../board/spot.rules.ts'
import { axesOf } from '../board/spots.rules.ts'
import type { Idea, Script } from './rehearsal.rules.ts'
import type { Phase } from './rules.ts'

/** Chance from 0 up to but not 1. */
export type Random = () => number

/** Chance that follows from a seed: the same numbers in the same order (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type SeenNote = {
  id: string
  text: string
  place: Place
  cluster: string
  author: string
  state: string
  revision: number
}

/** What a participant sees of the exercise under way. */
export type Sight = {
  workshop: { id: string; phase: Phase | ''; locked: boolean; dots: number }
  me: string
  board: string
  notes: readonly SeenNote[]
  hidden: readonly string[]
  comments: readonly { note: string }[]
  dots: readonly { note: string; count: number }[]
  records: readonly { id: string; text: string }[]
  choices: Readonly<Record<string, readonly { id: string; name: string }[]>>
}

/** What a participant does next: an operation that guests may carry out, and its input. */
export type Deed = { operation: DeedName; input: Readonly<Record<string, unknown>> }
export const deedNames = ['note.add', 'note.move', 'note.cluster', 'note.comment', 'note.park', 'note.vote'] as const
type DeedName = (typeof deedNames)[number]

/** Somebody who takes part: how many notes the person writes in an exercise, and how gladly the person does anything at all. */
export type Simulated = { wants: number; zeal: number }

/** The people of a rehearsal, each as they are from then on. */
export function castPeople(size: number, random: Random): Simulated[] {
  return Array.from({ length: size }, () => ({ wants: 2 + Math.floor(random() * 3), zeal: 0.4 + random() * 0.5 }))
}

const pick = <T>(from: readonly T[], random: Random): T | undefined => from[Math.floor(random() * from.length)]

/** So many notes hang on a wall, for each way in which a thought is written, before nobody finds anything new. */
const fullness = 1
const mostComments = 12
const mostParked = 2

/** What somebody does next on the board under way; undefined: thinks, listens, or is done. */
export function chooseDeed(person: Simulated, sight: Sight, script: Script, random: Random): Deed | undefined {
  const board = findBoard(sight.board)
  const ideas = board ? (script.walls[board.wall] ?? []) : []
  if (!board || sight.workshop.locked || random() > person.zeal) return undefined
  const shown = sight.notes.filter(({ state }) => state === 'shown')
  const of = { sight, board, ideas, shown, random, script }
  switch (sight.workshop.phase) {
    case 'brainstorm':
      return write(of, person.wants)
    case 'reveal':
      return random() < 0.4 ? say(of) : write(of, person.wants + 1)
    case 'cluster':
      return random() < 0.5 ? (place(of) ?? gather(of)) : (gather(of) ?? place(of))
    case 'discuss':
      return random() < 0.5 ? say(of) : random() < 0.85 ? (place(of) ?? say(of)) : park(of)
    case 'vote':
      return vote(of)
    default:
      return undefined
  }
}

type Of = {
  sight: Sight
  board: Board
  ideas: readonly Idea[]
  shown: readonly SeenNote[]
  random: Random
  script: Script
}

const ideaOf = (ideas: readonly Idea[], text: string) => ideas.find(({ texts }) => texts.includes(text))

/** Writes a thought that one has not written oneself; what others write in silence one does not know, and so many write the same. */
function write({ sight, board, ideas, random }: Of, wants: number): Deed | undefined {
  const own = sight.notes.filter(({ author }) => author === sight.me).map(({ text }) => text)
  const there = sight.notes.length + sight.hidden.length
  const ways = ideas.reduce((sum, { texts }) => sum + texts.length, 0)
  if (own.length >= wants || there >= ways * fullness) return undefined
  const idea = pick(
    ideas.filter(({ texts }) => !texts.some((text) => own.includes(text))),
    random
  )
  const text = idea && pick(idea.texts, random)
  if (!text) return undefined
  const stands = random() < 0.6 || board.canvas === 'venn' ? placeOf(idea, board, sight, random) : {}
  const { workshop } = sight
  return {
    operation: 'note.add',
    input: { workshop: workshop.id, board: sight.board, text, colour: '', cluster: '', place: stands }
  }
}

/** Where one would put a thought on a board: near where the example has it, as one hand differs from another. */
function placeOf(idea: Idea, board: Board, sight: Sight, random: Random): Place {
  const axes = axesOf(board)
  const place: Record<string, Place[string]> = {}
  for (const name of board.place) {
    const value = idea.place[name]
    const axis = axes && Object.values(axes).find(({ field }) => field === name)
    if (axis && typeof value === 'number') {
      const share = (value - axis.from) / (axis.to - axis.from) + (random() - 0.5) * 0.16
      place[name] = valueAt(axis, share)
    } else if (value !== undefined) place[name] = value
    else if (name === 'hub') place.hub = sight.choices.hub?.[0]?.id ?? null
    else if (idea.refers[name]) place[name] = idOf(name, idea.refers[name], sight)
  }
  return moved({}, place)
}

/** The id of what a place refers to: what the plan offers, or a note or record of the same wall. */
function idOf(field: string, text: string, { choices, notes, records }: Sight): string | null {
  const offered = choices[field]?.find(({ name }) => name === text)
  return offered?.id ?? [...records, ...notes].find((one) => one.text === text)?.id ?? null
}

/** Moves a note that stands nowhere yet to where one thinks it belongs. */
function place({ sight, board, ideas, shown, random }: Of): Deed | undefined {
  const wanted = shown.flatMap((note) => {
    const idea = ideaOf(ideas, note.text)
    const place = idea ? placeOf(idea, board, sight, random) : {}
    const lacks = Object.keys(place).some((name) => (note.place[name] ?? '') === '')
    return lacks ? [{ note, place }] : []
  })
  const one = pick(wanted, random)
  return one && { operation: 'note.move', input: { note: one.note.id, revision: one.note.revision, place: one.place } }
}

/** Puts together under one name up to four notes that say the like. */
function gather({ ideas, shown, random }: Of): Deed | undefined {
  const loose = shown.filter(({ cluster, text }) => cluster === '' && ideaOf(ideas, text)?.cluster)
  const cluster = ideaOf(ideas, pick(loose, random)?.text ?? '')?.cluster
  if (!cluster) return undefined
  const like = loose.filter(({ text }) => ideaOf(ideas, text)?.cluster === cluster).slice(0, 4)
  return { operation: 'note.cluster', input: { notes: like.map(({ id }) => id), cluster } }
}

function say({ sight, shown, random, script }: Of): Deed | undefined {
  const others = shown.filter(({ author }) => author !== sight.me)
  const [note, text] = [pick(others, random), pick(script.comments, random)]
  if (!note || !text || sight.comments.length >= mostComments) return undefined
  return { operation: 'note.comment', input: { note: note.id, text } }
}

function park({ sight, shown, random }: Of): Deed | undefined {
  const parked = sight.notes.filter(({ state }) => state === 'parked').length
  const note = pick(shown, random)
  if (!note || parked >= mostParked) return undefined
  return { operation: 'note.park', input: { note: note.id, parked: true } }
}

/** Gives one's next dot: rather to what the example has first, because people agree on what weighs most. */
function vote({ sight, ideas, shown, random }: Of): Deed | undefined {
  const there = new Set(sight.notes.map(({ id }) => id))
  const spent = sight.dots.reduce((sum, { note, count }) => sum + (there.has(note) ? count : 0), 0)
  if (spent >= sight.workshop.dots || shown.length === 0) return undefined
  const rank = (text: string) => ideas.findIndex(({ texts }) => texts.includes(text)) >>> 0
  const sorted = [...shown].sort((a, b) => rank(a.text) - rank(b.text))
  const note = sorted[Math.floor(random() ** 2 * sorted.length)]
  const given = sight.dots.find((dot) => dot.note === note?.id)?.count ?? 0
  return note && { operation: 'note.vote', input: { note: note.id, count: given + 1 } }
}

/** Milliseconds until somebody does something again: people are seldom as quick as they could be. */
export const pauseAfter = (random: Random): number => 4_000 + random() * 9_000
/** Milliseconds between two people who come in at the door: all of them within about a minute. */
export const pauseAtDoor = (size: number, random: Random): number => (0.4 + random() * 1.2) * (60_000 / size)
/** Whether somebody loses the line now, and for how many milliseconds. */
export const lostLine = (random: Random): number => (random() < 0.03 ? 15_000 + random() * 30_000 : 0)
