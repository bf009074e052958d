import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { administrator, setUpPortal, visit } from './visitor.ts'

const writers = 50
const rounds = 3

let office: Office
let portal: RunningPortal

beforeAll(async () => {
  office = await openOffice()
  portal = await startPortal(office)
  await setUpPortal(portal)
})
afterAll(async () => {
  await portal.end('SIGKILL')
  await office.remove()
})

type Sent = { title: string; event?: number }

/** Writes until the portal is gone. What was acknowledged stands in the journal with its number in the log. */
async function writeUntilEnd(visitor: ReturnType<typeof visit>, journal: Map<string, Sent>, name: string) {
  for (let n = 0; ; n++) {
    const id = newId()
    const sent: Sent = { title: `${name} ${n}` }
    journal.set(id, sent)
    const answer = await visitor.json('mandate.add', { kind: 'legal', title: sent.title }, id).catch(() => undefined)
    const body = answer?.ok ? ((await answer.json().catch(() => undefined)) as { event: number } | undefined) : undefined
    if (!body) return
    sent.event = body.event
  }
}

describe('a portal that is killed in the middle of its work', () => {
  test('loses and doubles nothing that it acknowledged, and is ready again within ten seconds', { timeout: 180_000 }, async () => {
    const journal = new Map<string, Sent>()
    for (let round = 0; round < rounds; round++) {
      const visitor = visit(portal)
      await visitor.signIn(administrator.email, administrator.password)
      const names = Array.from({ length: writers }, (_, index) => `Round ${round}, writer ${index}, act`)
      const writing = Promise.all(names.map((name) => writeUntilEnd(visitor, journal, name)))
      const acknowledged = () => [...journal.values()].filter(({ event }) => event).length
      for (const wanted = acknowledged() + 60; acknowledged() < wanted; ) await wait(5)
      await portal.end('SIGKILL')
      await writing
      const began = Date.now()
      portal = await startPortal(office)
      expect(Date.now() - began).toBeLessThan(10_000)
    }
    const visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    for (const [id, sent] of journal) {
      const answer = await visitor.json('mandate.add', { kind: 'legal', title: sent.title }, id)
      const { event } = (await answer.json()) as { event: number }
      expect(sent.event ?? event, `${sent.title} was acknowledged and is another entry now`).toBe(event)
      sent.event = event
    }
    const kept = (await (await visitor.get('/api/record.list?record=mandate')).json()) as { title: string }[]
    expect(kept.map(({ title }) => title).sort()).toEqual([...journal.values()].map(({ title }) => title).sort())
    expect(new Set([...journal.values()].map(({ event }) => event)).size).toBe(journal.size)
    expect(await runCommand(office, 'verify')).toMatchObject({ code: 0, lines: [expect.stringContaining('the log is whole')] })
  })
})
