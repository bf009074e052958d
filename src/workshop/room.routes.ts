import type { Viewer } from '../board/note.rules.ts'
import type { Database } from '../kernel/database.ts'
import { type Announcer, type Entry, lastEventNumber, listEventsAfter } from '../kernel/event.ts'
import { makeToken } from './store.ts'
import { concernedBy, isOfWorkshop, tell } from './told.operations.ts'

/** Where somebody hears: the open answer to a browser. */
export type Line = {
  write(bytes: Uint8Array): void
  /** Bytes that the browser has not taken yet. */
  waiting(): number
  close(): void
}

export type Listener = { viewer: Viewer; guest: boolean; line: Line; seat: number; after: number; key: string }
export type Place = { workshop: string; plan: string; inspectorate: string }
type Logged = Entry & { number: number }
type Room = Place & {
  cursor: number
  reading: boolean
  wanted: boolean
  listeners: Set<Listener>
  seats: number
  /** Pointers that moved since they were last told: by seat, in hundredths of a per cent of the board. */
  pointers: Map<number, readonly [number, number]>
  timer: NodeJS.Timeout | undefined
}

/** Milliseconds: pointers are gathered, presence is gathered, the log is looked at for what another process wrote, a beat. */
const every = { pointers: 33, presence: 250, look: 1_000, beat: 15_000 }
/** A browser that is further behind than this reads the board again; one that takes nothing is let go and comes back. */
const furthest = 2_000
const fullLine = 4 * 1024 * 1024
const busyLine = 128 * 1024

/** A message, made into bytes once for all who are told it. */
const event = (name: string, data: unknown, id?: number) =>
  Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
const beat = event('beat', 0)

/**
 * The rooms in which workshops are heard, one for each workshop and process. A room reads each entry of the log once, makes of
 * it what each audience is told, and writes that to everybody: an announcement that follows on what the room has told needs no
 * question to the database; at a gap, when another process wrote, the log after the cursor is read, so that nothing is skipped.
 */
export function makeRooms(means: { database: Database; announcer: Announcer }) {
  const { database, announcer } = means
  const rooms = new Map<string, Promise<Room>>()
  const opened = new Set<Room>()
  /** Who may move which pointer: a word that only the own line was told, for as long as it is open. */
  const keys = new Map<string, { room: Room; listener: Listener }>()

  function send(room: Room, listener: Listener, text: Uint8Array): void {
    if (listener.line.waiting() > fullLine) leave(room, listener)
    else listener.line.write(text)
  }

  function leave(room: Room, listener: Listener): void {
    if (!room.listeners.delete(listener)) return
    keys.delete(listener.key)
    listener.line.close()
    tellPresence(room)
    if (room.listeners.size > 0) return
    clearTimeout(room.timer)
    opened.delete(room)
    rooms.delete(room.workshop)
  }

  const presence = new Map<Room, NodeJS.Timeout>()
  /** Says who is here, at most a few times a second: a room that fills or comes back after a crash would tell of nothing else. */
  function tellPresence(room: Room): void {
    if (presence.has(room)) return
    const later = setTimeout(() => {
      presence.delete(room)
      const seats = [...room.listeners].map(({ seat, viewer }) => [seat, viewer.person, viewer.group])
      const here = new Set([...room.listeners].map(({ viewer }) => viewer.person)).size
      const text = event('here', { here, seats })
      for (const listener of room.listeners) send(room, listener, text)
    }, every.presence)
    presence.set(room, later.unref())
  }

  /** Who was moved hears as another from now on; who was removed, or whose workshop was closed, hears no more. */
  function admitAnew(room: Room, { changes }: Logged): Listener[] {
    const out: Listener[] = []
    for (const { record, id, after } of changes) {
      const closed = record === 'workshop' && id === room.workshop && after?.status !== 'open'
      for (const listener of room.listeners) {
        if (closed && listener.guest) out.push(listener)
        if (record !== 'participant' || id !== listener.viewer.person) continue
        if (after?.state === 'admitted') listener.viewer = { ...listener.viewer, group: String(after.group_name) }
        else out.push(listener)
      }
    }
    return out
  }

  function deliver(room: Room, entry: Logged): void {
    room.cursor = entry.number
    if (!isOfWorkshop(entry, room)) return
    const out = admitAnew(room, entry)
    const concerned = concernedBy(entry)
    const said = new Map<string, Uint8Array>()
    for (const listener of room.listeners) {
      const { viewer } = listener
      const own = concerned.has(viewer.person) ? viewer.person : ''
      const audience = `${own} ${viewer.all} ${viewer.inside} ${viewer.group}`
      const text = said.get(audience) ?? event('done', tell(entry, viewer, room), entry.number)
      said.set(audience, text)
      send(room, listener, text)
    }
    for (const listener of out) leave(room, listener)
  }

  /** Reads what was logged after the cursor and tells it, until there is nothing more. */
  async function look(room: Room): Promise<void> {
    if (room.reading) {
      room.wanted = true
      return
    }
    room.reading = true
    try {
      do {
        room.wanted = false
        const entries = await database.read(room, (reader) => listEventsAfter(reader, room.cursor))
        for (const entry of entries) if (entry.number > room.cursor) deliver(room, entry)
        if (entries.length > 0) room.wanted = true
      } while (room.wanted)
    } catch (error) {
      console.error('a workshop could not be told', error instanceof Error ? error.message : '')
    } finally {
      room.reading = false
    }
  }

  announcer.listen((inspectorate, entry) => {
    for (const room of opened) {
      if (room.inspectorate !== inspectorate || entry.number <= room.cursor) continue
      if (!room.reading && entry.number === room.cursor + 1) deliver(room, entry)
      else void look(room)
    }
  })

  function tellPointers(room: Room): void {
    room.timer = undefined
    const text = event(
      'pointers',
      [...room.pointers].map(([seat, at]) => [seat, ...at])
    )
    room.pointers.clear()
    // A pointer that is late is worth nothing: who cannot take it now gets the next.
    for (const { line } of room.listeners) if (line.waiting() < busyLine) line.write(text)
  }

  // Nobody else writes the embedded database: there the announcements are all there is.
  const lookAll = () => {
    for (const room of opened) void look(room)
  }
  const looking = database.kind === 'postgres' ? setInterval(lookAll, every.look).unref() : undefined
  const beating = setInterval(() => {
    for (const room of opened) for (const listener of room.listeners) send(room, listener, beat)
  }, every.beat).unref()

  async function openRoom(place: Place): Promise<Room> {
    const cursor = await database.read(place, lastEventNumber)
    const room: Room = {
      ...place,
      ...{
        cursor,
        reading: false,
        wanted: false,
        listeners: new Set(),
        seats: 0,
        pointers: new Map(),
        timer: undefined
      }
    }
    opened.add(room)
    return room
  }

  /** What was logged while a browser was away, told in order; then the browser hears with the others. */
  async function catchUp(room: Room, listener: Listener): Promise<void> {
    if (room.cursor - listener.after > furthest) {
      listener.line.write(event('again', {}, room.cursor))
      return
    }
    let cursor = listener.after
    while (cursor < room.cursor) {
      const entries = await database.read(room, (reader) => listEventsAfter(reader, cursor))
      if (entries.length === 0) break
      for (const entry of entries) {
        if (entry.number > room.cursor) break
        cursor = entry.number
        if (isOfWorkshop(entry, room))
          listener.line.write(event('done', tell(entry, listener.viewer, room), entry.number))
      }
    }
  }

  return {
    /** Has somebody hear a workshop from an entry of the log on. Answers how to stop. */
    async join(place: Place, somebody: Omit<Listener, 'seat' | 'key'>): Promise<() => void> {
      const known = rooms.get(place.workshop) ?? openRoom(place)
      rooms.set(place.workshop, known)
      const room = await known.catch((error) => {
        rooms.delete(place.workshop)
        throw error
      })
      room.seats += 1
      const listener = { ...somebody, seat: room.seats, after: Math.min(somebody.after, room.cursor), key: makeToken() }
      listener.line.write(event('ready', { seat: listener.seat, key: listener.key, at: room.cursor }))
      await catchUp(room, listener)
      // The last of the others may have left meanwhile, and have closed the room.
      opened.add(room)
      rooms.set(place.workshop, known)
      room.listeners.add(listener)
      keys.set(listener.key, { room, listener })
      tellPresence(room)
      return () => leave(room, listener)
    },
    /** Moves the pointer of whose line was told this key. Nothing is kept, and no database is asked. */
    point(key: string, at: readonly [number, number]): boolean {
      const found = keys.get(key)
      if (!found) return false
      const { room, listener } = found
      room.pointers.set(listener.seat, at)
      room.timer ??= setTimeout(() => tellPointers(room), every.pointers)
      return true
    },
    close(): void {
      clearInterval(looking)
      clearInterval(beating)
      for (const room of opened) for (const listener of [...room.listeners]) leave(room, listener)
    }
  }
}
export type Rooms = ReturnType<typeof makeRooms>
