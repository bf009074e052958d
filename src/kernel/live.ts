import { streamSSE } from 'hono/streaming'
import { can } from './access.ts'
import type { Database } from './database.ts'
import { type Announcer, listEventsAfter } from './event.ts'
import type { Web } from './http.ts'
import { isId } from './id.ts'
import { Problem } from './problem.ts'

const poll = 5_000

/**
 * Server-sent events of a plan, or of the whole inspectorate: what was done, after a number. An announcement is only a
 * hint to look; the log, read after the cursor, is what is told, so that nothing is skipped or told twice, also when
 * another process wrote it.
 */
export function live(means: { database: Database; announcer: Announcer }) {
  return (web: Web): Response => {
    const session = web.get('session')
    if (!session) throw new Problem('not-signed-in')
    const { actor } = session
    if (!can(actor, 'plan.read')) throw new Problem('forbidden', { role: actor.role })
    const plan = web.req.query('plan')
    if (plan !== undefined && !isId(plan)) throw new Problem('not-found')
    let cursor = Number(web.req.header('last-event-id') ?? web.req.query('after') ?? 0) || 0
    web.header('x-accel-buffering', 'no')
    return streamSSE(web, async (stream) => {
      let wake: () => void = () => undefined
      const stop = means.announcer.listen((inspectorate) => inspectorate === actor.inspectorate && wake())
      stream.onAbort(() => {
        stop()
        wake()
      })
      await stream.writeSSE({ event: 'ready', data: String(cursor) })
      while (!stream.aborted) {
        const hint = new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, poll).unref()
        })
        const entries = await means.database.read({ inspectorate: actor.inspectorate }, (reader) =>
          listEventsAfter(reader, cursor, plan)
        )
        for (const { number, operation, person, personName, at, changes } of entries) {
          cursor = number
          const records = changes.map(({ record, id }) => ({ record, id }))
          await stream.writeSSE({
            id: String(number),
            event: 'done',
            data: JSON.stringify({ number, operation, mine: person === actor.person, person: personName, at, records })
          })
        }
        if (entries.length === 0) await stream.writeSSE({ event: 'beat', data: '' })
        await hint
      }
    })
  }
}
