import type { IncomingMessage, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { can } from '../kernel/access.ts'
import type { MountedSite, Web } from '../kernel/http.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readOwnWorkshop } from './operations.ts'
import type { Line, Rooms } from './room.routes.ts'

const head = { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }

/** The line to a browser: the raw answer, where there is a connection; a stream, where a program asks without one. */
function openLine(web: Web, hungUp: () => void): { line: Line; answer: Response } {
  const outgoing = (web.env as { outgoing?: ServerResponse } | undefined)?.outgoing
  if (outgoing) {
    // The answer ends with its connection: a message is then one write, without the frame of a chunk around it.
    outgoing.useChunkedEncodingByDefault = false
    outgoing.shouldKeepAlive = false
    outgoing.writeHead(200, head)
    outgoing.flushHeaders()
    outgoing.on('close', hungUp)
    const line = {
      write: (bytes: Uint8Array) => void outgoing.write(bytes),
      waiting: () => outgoing.writableLength,
      close: () => void outgoing.end()
    }
    return { line, answer: RESPONSE_ALREADY_SENT }
  }
  let open = true
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const stream = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started
    },
    cancel: () => {
      open = false
      hungUp()
    }
  })
  const line = {
    write: (bytes: Uint8Array) => void (open && controller?.enqueue(bytes)),
    waiting: () => 0,
    close: () => {
      if (open) controller?.close()
      open = false
    }
  }
  return { line, answer: new Response(stream, { headers: head }) }
}

type Raw = { incoming?: IncomingMessage; outgoing?: ServerResponse }
const path = '/pointer'

/**
 * Moves a pointer, before anything else of the portal is asked: two hundred people move theirs two thousand times a second.
 * `POST /pointer?key=…&x=…&y=…`, x and y from 0 to 100; the key is what the own line was told as `ready`, and stands for
 * session and origin: no other page can know it. Undefined where the request is another.
 */
export function takePointer(rooms: Rooms, env: unknown): Response | undefined {
  const { incoming, outgoing } = (env ?? {}) as Raw
  if (!outgoing || incoming?.method !== 'POST' || !incoming.url?.startsWith(`${path}?`)) return undefined
  const asked = new URLSearchParams(incoming.url.slice(path.length + 1))
  const [x, y] = [Number(asked.get('x')), Number(asked.get('y'))]
  const right = x >= 0 && x <= 100 && y >= 0 && y <= 100
  const known = right && rooms.point(asked.get('key') ?? '', [Math.round(x * 100), Math.round(y * 100)])
  outgoing.writeHead(known ? 204 : 404).end()
  return RESPONSE_ALREADY_SENT
}

/** The worker that shows the last page of a board while the server is away; its address says for which pages it is. */
export function mountAway(site: MountedSite, read: () => Promise<Uint8Array<ArrayBuffer> | undefined>): void {
  site.app.get('/workshops/away.js', async (web) => {
    const body = await read()
    return body ? web.body(body, 200, { 'content-type': 'text/javascript; charset=utf-8' }) : web.notFound()
  })
}

/**
 * The live side of a workshop. `GET /workshops/:workshop/live` is heard: `ready` (the own seat, and the key to the own
 * pointer), `done` (an entry of the log, as one is told it; its number is the id with which a browser resumes), `again` (read
 * everything anew), `here` (who is in, by seat), `pointers` (by seat, in hundredths of a per cent).
 */
export function mountLive(site: MountedSite, means: { performer: Performer; rooms: Rooms }): void {
  const { performer, rooms } = means

  site.app.get('/workshops/:workshop/live', async (web) => {
    const actor = web.get('session')?.actor
    const { workshop, plan, me } = await performer.ask(readOwnWorkshop, actor, { workshop: web.req.param('workshop') })
    if (!actor) throw new Problem('not-signed-in')
    const viewer = {
      person: actor.person,
      group: me.group_name,
      all: me.facilitator,
      inside: can(actor, 'plan.read-inside')
    }
    let leave: () => void = () => undefined
    let gone = false
    const { line, answer } = openLine(web, () => {
      gone = true
      leave()
    })
    const sent = web.req.header('last-event-id') ?? web.req.query('after')
    const after = sent === undefined ? Number.MAX_SAFE_INTEGER : Number(sent) || 0
    const place = { workshop: workshop.id, plan, inspectorate: actor.inspectorate }
    await rooms.join(place, { viewer, guest: actor.role === 'guest', line, after }).then(
      (stop) => {
        leave = stop
        if (gone) stop()
      },
      // The browser was answered already, and comes back by itself.
      () => line.close()
    )
    return answer
  })
}
