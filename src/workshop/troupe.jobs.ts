import type { Viewer } from '../board/note.rules.ts'
import type { Actor } from '../kernel/access.ts'
import type { Database } from '../kernel/database.ts'
import { newId } from '../kernel/id.ts'
import type { Performer, WriteOperation } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readBoard } from './board.operations.ts'
import { addNote, clusterNotes, commentNote, moveNote, parkNote, voteForNote } from './note.operations.ts'
import { readOwnWorkshop } from './operations.ts'
import { chooseGroup, joinWorkshop } from './participant.operations.ts'
import type { Pace, Script } from './rehearsal.rules.ts'
import { findRehearsal, listSimulated, type RehearsalRow } from './rehearsal.store.ts'
import { listGroups } from './rules.ts'
import {
  castPeople,
  chooseDeed,
  type Deed,
  lostLine,
  pauseAfter,
  pauseAtDoor,
  type Sight,
  type Simulated,
  seeded
} from './simulated.rules.ts'
import { makeToken } from './store.ts'

/** Where a simulated person hears the room: as a browser does, but nobody looks. */
type Line = { write(bytes: Uint8Array): void; waiting(): number; close(): void }
type Lines = {
  join(
    place: { workshop: string; plan: string; inspectorate: string },
    somebody: { viewer: Viewer; guest: boolean; line: Line; after: number }
  ): Promise<() => void>
  point(key: string, at: readonly [number, number]): boolean
}
type Means = {
  database: Database
  performer: Performer
  lines: Lines
  script(language: string): { script: Script }
}

/** Somebody of the troupe: who came, what the person hears, and what waits to be sent while there is no line. */
type Member = Simulated & {
  name: string
  group: string
  actor: Actor | undefined
  hears: { stop(): void; key: string } | undefined
  away: number
  unsent: (Deed & { id: string })[]
  sight: Sight | undefined
  due: number
}

const deeds: Record<Deed['operation'], WriteOperation> = {
  'note.add': addNote,
  'note.move': moveNote,
  'note.cluster': clusterNotes,
  'note.comment': commentNote,
  'note.park': parkNote,
  'note.vote': voteForNote
}
/** How much quicker than life. */
const speeds: Record<Pace, number> = { paused: 0, calm: 1, hurried: 8 }
/** Milliseconds: between two looks whether one was let in, and before one tries again when something went wrong. */
const atDoor = 3_000
const afterFault = 5_000
const mostUnsent = 3

/** The people of one rehearsal. They act one after another on a clock of their own, so that the same seed gives the same. */
async function gather(means: Means, inspectorate: string, row: RehearsalRow) {
  const { database, performer, lines } = means
  const { script } = means.script(row.language)
  const random = seeded(row.seed)
  const groups = listGroups(row.groups)
  const came = await database.read({ inspectorate }, (reader) => listSimulated(reader, row.workshop))
  let door = 0
  const members: Member[] = castPeople(row.size, random).map((simulated, index) => {
    const known = came[index]
    door += pauseAtDoor(row.size, random)
    const name = script.names[index % script.names.length] ?? ''
    const group = groups[index % groups.length] ?? ''
    const actor = known && actorOf(known.id, known.name)
    return { ...simulated, name, group, actor, hears: undefined, away: 0, unsent: [], sight: undefined, due: door }
  })
  let clock = 0
  let pace: Pace = 'paused'
  let over = false
  let timer: NodeJS.Timeout | undefined
  let turning = Promise.resolve()

  function actorOf(person: string, name: string): Actor {
    return { person, name, role: 'guest', inspectorate, workshop: row.workshop }
  }

  async function comeIn(member: Member): Promise<void> {
    const person = newId()
    const actor = actorOf(person, member.name)
    const { workshop } = row
    const said = { workshop, name: member.name, token: makeToken(), simulated: true }
    await performer.carryOut(joinWorkshop, actor, said, person)
    member.actor = actor
    if (member.group) await performer.carryOut(chooseGroup, actor, { workshop, group_name: member.group })
  }

  async function openLine(member: Member, actor: Actor, group: string): Promise<void> {
    const hears: NonNullable<Member['hears']> = { stop: () => undefined, key: '' }
    const line: Line = {
      write: (bytes) => {
        hears.key ||= /"key":"([\w-]+)"/.exec(Buffer.from(bytes).toString('latin1'))?.[1] ?? ''
      },
      waiting: () => 0,
      close: () => {
        member.hears = undefined
      }
    }
    const viewer = { person: actor.person, group, all: false, inside: false }
    const place = { workshop: row.workshop, plan: row.plan_id, inspectorate }
    hears.stop = await lines.join(place, { viewer, guest: true, line, after: Number.MAX_SAFE_INTEGER })
    member.hears = hears
  }

  async function look(actor: Actor, phase: Sight['workshop']): Promise<Sight> {
    const seen = await performer.ask(readBoard, actor, { workshop: row.workshop })
    const { board, notes, hidden, comments, dots, records, choices } = seen
    return { workshop: phase, me: actor.person, board, notes, hidden, comments, dots, records, choices }
  }

  const send = ({ operation, input, id }: Deed & { id: string }, actor: Actor) =>
    performer.carryOut(deeds[operation], actor, input, id).catch((error: unknown) => {
      // The phase was turned, or another was quicker: as with people, nothing comes of it.
      if (!(error instanceof Problem) || error.status >= 500) throw error
    })

  /** Comes back: all that was done meanwhile is sent, and the first of it twice, as happens on a bad line. */
  async function comeBack(member: Member, actor: Actor): Promise<void> {
    const [first] = member.unsent
    for (const one of first ? [first, ...member.unsent] : []) await send(one, actor)
    member.unsent = []
  }

  /** One person's turn. Answers the milliseconds until the next. */
  async function act(member: Member): Promise<number> {
    if (!member.actor) {
      await comeIn(member)
      return atDoor
    }
    const { actor } = member
    if (clock < member.away) {
      const deed = member.sight && chooseDeed(member, member.sight, script, random)
      if (deed && member.unsent.length < mostUnsent) member.unsent.push({ ...deed, id: newId() })
      return pauseAfter(random)
    }
    const own = await performer.ask(readOwnWorkshop, actor, { workshop: row.workshop }).catch((error: unknown) => {
      if (error instanceof Problem && error.code === 'not-found') return undefined
      throw error
    })
    if (!own) {
      member.hears?.stop()
      return atDoor + random() * atDoor
    }
    if (!member.hears) await openLine(member, actor, own.me.group_name)
    if (member.unsent.length > 0) await comeBack(member, actor)
    if (!own.workshop.board) return pauseAfter(random)
    member.sight = await look(actor, own.workshop)
    const lost = lostLine(random)
    if (lost > 0) {
      member.hears?.stop()
      member.away = clock + lost
      return pauseAfter(random)
    }
    lines.point(member.hears?.key ?? '', [Math.round(random() * 10_000), Math.round(random() * 10_000)])
    const deed = chooseDeed(member, member.sight, script, random)
    if (deed) await send({ ...deed, id: newId() }, actor)
    return pauseAfter(random)
  }

  const next = () => members.reduce((one, other) => (other.due < one.due ? other : one))

  async function turn(): Promise<void> {
    const member = next()
    clock = Math.max(clock, member.due)
    const pause = await act(member).catch((error: unknown) => {
      const known = error instanceof Problem ? error.code : undefined
      if (known === 'workshop-closed') goHome()
      else if (!known) console.error('a rehearsal was held up', error instanceof Error ? error.message : '')
      return afterFault
    })
    member.due = clock + pause
  }

  function schedule(): void {
    clearTimeout(timer)
    if (over || speeds[pace] === 0) return
    timer = setTimeout(
      () => {
        turning = turn().then(schedule)
      },
      Math.max(0, next().due - clock) / speeds[pace]
    )
    timer.unref()
  }

  function goHome(): void {
    over = true
    clearTimeout(timer)
    for (const { hears } of members) hears?.stop()
  }

  return {
    id: row.id,
    isOver: () => over,
    keepPace(wanted: Pace): void {
      pace = wanted
      void turning.then(schedule)
    },
    /** The next person's turn, at once. */
    turn: () => {
      turning = turning.then(turn)
      return turning
    },
    async end(): Promise<void> {
      goHome()
      await turning
    }
  }
}
type Troupe = Awaited<ReturnType<typeof gather>>

/**
 * The simulated people of all rehearsals, each troupe in its own place: they take part as guests do, by the operations that are open to
 * guests, and never anywhere else. After a start of the portal none plays until its facilitator says so.
 */
export function makeTroupes(means: Means) {
  const troupes = new Map<string, Troupe>()
  let working = Promise.resolve()

  async function look(inspectorate: string): Promise<void> {
    const row = await means.database.read({ inspectorate }, findRehearsal)
    const known = troupes.get(inspectorate)
    if (known && (known.id !== row?.id || known.isOver())) {
      troupes.delete(inspectorate)
      await known.end()
    }
    if (!row) return
    const troupe = troupes.get(inspectorate) ?? (await gather(means, inspectorate, row))
    troupes.set(inspectorate, troupe)
    troupe.keepPace(row.pace)
  }

  return {
    script: means.script,
    renew(inspectorate: string): void {
      working = working.then(() =>
        look(inspectorate).catch((error: unknown) => {
          console.error('a rehearsal does not begin', error instanceof Error ? error.message : '')
        })
      )
    },
    plays: (inspectorate: string): boolean => troupes.get(inspectorate)?.isOver() === false,
    /** Has the next person of a rehearsal do something at once, whatever the pace. */
    async turn(inspectorate: string): Promise<void> {
      await working
      await troupes.get(inspectorate)?.turn()
    },
    async close(): Promise<void> {
      await working
      await Promise.all([...troupes.values()].map((troupe) => troupe.end()))
    }
  }
}
