import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type ClientRequest, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../src/kernel/id.ts'
import { type Office, openOffice, type RunningPortal, runCommand, startPortal } from './portal.ts'
import { administrator, readFields, sendFile, setUpPortal, visit } from './visitor.ts'

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
    const body = answer?.ok
      ? ((await answer.json().catch(() => undefined)) as { event: number } | undefined)
      : undefined
    if (!body) return
    sent.event = body.event
  }
}

describe('a portal that is killed in the middle of its work', () => {
  test('loses and doubles nothing that it acknowledged, and is ready again by itself', {
    timeout: 180_000
  }, async () => {
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
      console.info(`ready again after ${Date.now() - began} ms`)
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
    expect(await runCommand(office, 'verify')).toMatchObject({
      code: 0,
      lines: [
        expect.stringContaining('Checking the log and the evidence of 1 inspectorate'),
        expect.stringContaining('the log is whole'),
        expect.stringContaining('all as they were written')
      ]
    })
  })
  test('finishes the import that it had taken on', { timeout: 180_000 }, async () => {
    let visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    const register = gunzipSync(await readFile(join(import.meta.dirname, '../../demo/register.csv.gz')))
    const page = await sendFile(visitor, new Blob([register]), 'register.csv')
    const fields = readFields(await (await visitor.get(page)).text(), 'evidence.import')
    const taken = await visitor.post('/do/evidence.import', { ...fields, case_origin: 'complaints' })
    expect(taken.status).toBe(303)
    const dataSet = /\/evidence\/([0-9a-f-]{36})/.exec(taken.headers.get('location') ?? '')?.[1] ?? ''
    await portal.end('SIGKILL')
    portal = await startPortal(office)
    visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    const stateOf = async () =>
      ((await (await visitor.get(`/api/evidence.progress?data_set=${dataSet}`)).json()) as { state: string }).state
    for (const began = Date.now(); (await stateOf()) === 'waiting' && Date.now() - began < 120_000; ) await wait(250)
    expect(await stateOf()).toBe('done')
    const { versions } = (await (await visitor.get(`/api/evidence.read?data_set=${dataSet}`)).json()) as {
      versions: object[]
    }
    expect(versions).toMatchObject([{ state: 'done', accepted: 15_892, rejected: 0 }])
  })

  test('keeps nothing of a file whose sending broke off, nor of one that was being sent', {
    timeout: 90_000
  }, async () => {
    const visitor = visit(portal)
    await visitor.signIn(administrator.email, administrator.password)
    const incoming = join(office.folder, 'incoming')
    const come = () => (existsSync(incoming) ? readdirSync(incoming) : [])
    const until = async (count: number) => {
      for (let n = 0; n < 400 && come().length !== count; n++) await wait(25)
      expect(come()).toHaveLength(count)
    }
    const sending = beginSending(visitor)
    await until(1)
    sending.destroy()
    await until(0)
    expect((await visitor.get('/evidence')).status).toBe(200)
    beginSending(visitor)
    await until(1)
    await portal.end('SIGKILL')
    portal = await startPortal(office)
    await until(0)
  })
})

/** Sends the first part of a large file and no more. */
function beginSending(visitor: ReturnType<typeof visit>): ClientRequest {
  const cookie = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const type = { 'content-type': 'multipart/form-data; boundary=cut', 'content-length': '100000000' }
  const headers = { cookie, origin: portal.address, ...type }
  const sending = request(`${portal.address}/do/evidence.receive`, { method: 'POST', headers })
  sending.on('error', () => undefined)
  const about = 'content-disposition: form-data; name="file"; filename="half.csv"\r\ncontent-type: text/csv'
  sending.write(`--cut\r\n${about}\r\n\r\n`)
  for (let n = 0; n < 40; n++) sending.write(`Workshop ${n},Los Angeles\n`.repeat(1_000))
  return sending
}
