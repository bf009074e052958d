import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { verifyLog } from '../../src/kernel/event.ts'
import { newId } from '../../src/kernel/id.ts'
import { tell } from '../postgres.ts'
import { openTestPortal, type TestPortal } from '../test-portal.ts'

const server = inject('template')

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

/** Cuts every connection that the portal has to its database, as a server does that is started anew. */
async function cutConnections() {
  const name = new URL(portal.config.databaseUrl ?? '').pathname.slice(1)
  await tell(
    new URL('/postgres', server).href,
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`
  )
}

test.runIf(server)(
  'connections that break under writers lose and double nothing acknowledged, and the portal recovers by itself',
  async () => {
    const browser = await portal.browser('planner')
    const acknowledged = new Map<string, number>()
    const journal = new Map(Array.from({ length: 60 }, (_, index) => [newId(), `Act ${index}`]))
    const send = async ([id, title]: [string, string]) => {
      const answer = await browser.json('mandate.add', { kind: 'legal', title }, id)
      if (answer.status !== 200) return answer.status
      const { event } = (await answer.json()) as { event: number }
      const known = acknowledged.get(id)
      expect(known ?? event).toBe(event)
      acknowledged.set(id, event)
      return 200
    }
    const writing = Promise.all([...journal].map((entry) => send(entry)))
    for (let n = 0; n < 4; n++) {
      await wait(15)
      await cutConnections()
    }
    const statuses = new Set(await writing)
    expect([...statuses].filter((status) => ![200, 503].includes(status))).toEqual([])
    for (let round = 0; round < 20 && acknowledged.size < journal.size; round++)
      await Promise.all([...journal].map((entry) => send(entry)))
    expect(acknowledged.size).toBe(journal.size)
    const listed = (await (await browser.get('/api/record.list?record=mandate')).json()) as { title: string }[]
    expect(listed.map(({ title }) => title).sort()).toEqual([...journal.values()].sort())
    const { faults } = await portal.database.read({ inspectorate: portal.actors.planner.inspectorate }, (reader) =>
      verifyLog(reader)
    )
    expect(faults).toEqual([])
  }
)
