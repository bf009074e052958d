import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../kernel/id.ts'
import { type Browser, openTestPortal, type TestPortal } from '../kernel/testing.ts'

let portal: TestPortal
let planner: Browser
beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
})
afterAll(() => portal.close())

const host = 'http://portal.test'
const table = (n: number) =>
  `employer,city\n${Array.from({ length: n }, (_, row) => `Bakery ${row},Lyon`).join('\n')}\n`
const lyingIn = (name: string) => {
  const folder = join(portal.config.folder, name)
  return existsSync(folder) ? readdirSync(folder) : []
}

function bodyWith(content: string, rest: Record<string, string> = {}): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries(rest)) body.append(name, value)
  body.append('file', new Blob([content]), 'cases.csv')
  return body
}

/** Sends a form to the API as a program does: with the cookie of its session and no word of where it comes from. */
function sendAs(browser: Browser, body: FormData, headers: Record<string, string>) {
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const all = { host: 'portal.test', cookie, ...headers }
  return portal.request(`${host}/api/evidence.receive`, { method: 'POST', body, headers: all })
}

describe('a file over the API', () => {
  test('is described as a form with a file', async () => {
    const { paths } = (await (await planner.get('/api/openapi.json')).json()) as {
      paths: Record<string, { post?: { requestBody: { content: Record<string, { schema: object }> } } }>
    }
    const { content } = paths['/api/evidence.receive']?.post?.requestBody ?? { content: {} }
    expect(Object.keys(content)).toEqual(['multipart/form-data'])
    expect(content['multipart/form-data']?.schema).toMatchObject({
      properties: { file: { type: 'string', format: 'binary' }, data_set: { type: 'string' } },
      required: ['file']
    })
  })

  test('arrives as such a form, once for one id, and leaves nothing behind', async () => {
    const id = newId()
    const sent = await sendAs(planner, bodyWith(table(3)), { 'idempotency-key': id })
    expect(sent.status).toBe(200)
    const answer = (await sent.json()) as { id: string; event: number }
    const upload = (await (await planner.get(`/api/evidence.upload?upload=${answer.id}`)).json()) as object
    expect(upload).toMatchObject({ file_name: 'cases.csv', inspected: { rows: 3 } })
    const again = await sendAs(planner, bodyWith(table(3)), { 'idempotency-key': id })
    expect(await again.json()).toEqual(answer)
    expect(lyingIn('uploads')).toEqual([answer.id])
    expect((await sendAs(planner, bodyWith(table(4)), { 'idempotency-key': id })).status).toBe(409)
    expect((await sendAs(planner, bodyWith(table(4)), { origin: host })).status).toBe(200)
    expect(lyingIn('incoming')).toEqual([])
  })

  test('is refused in words where it cannot be read, or comes from elsewhere, and nothing of it is kept', async () => {
    const before = lyingIn('uploads')
    const empty = await sendAs(planner, bodyWith(''), { origin: host })
    expect([empty.status, ((await empty.json()) as { type: string }).type]).toEqual([
      422,
      'urn:plumbline:problem:file-empty'
    ])
    const nowhere = await sendAs(planner, bodyWith(table(5), { data_set: 'no id' }), { origin: host })
    expect(nowhere.status).toBe(422)
    expect((await sendAs(planner, bodyWith(table(6)), {})).status).toBe(403)
    expect((await sendAs(planner, bodyWith(table(6)), { origin: 'https://evil.example' })).status).toBe(403)
    const viewer = await portal.browser('viewer')
    expect((await sendAs(viewer, bodyWith(table(7)), { origin: host })).status).toBe(403)
    expect([lyingIn('incoming'), lyingIn('uploads')]).toEqual([[], before])
  })

  test('is never a path on the portal’s machine', async () => {
    const path = join(portal.config.folder, 'incoming', newId())
    mkdirSync(join(path, '..'), { recursive: true })
    writeFileSync(path, table(8))
    for (const named of [path, '/etc/passwd']) {
      const answer = await planner.json('evidence.receive', { file: { path: named, name: 'x.csv', bytes: 9 } })
      expect(answer.status).toBe(422)
      const { fields } = (await answer.json()) as { fields: object[] }
      expect(fields).toMatchObject([{ field: 'file', code: 'send-file', detail: expect.stringContaining('multipart') }])
    }
    expect(existsSync(path)).toBe(true)
  })
})

test('a form in which no file was chosen, or two under one name, leaves nothing behind', async () => {
  const before = lyingIn('incoming')
  const none = new FormData()
  none.append('_page', '/evidence/new')
  none.append('file', new Blob([]), '')
  const twice = bodyWith('', { _page: '/evidence/new' })
  twice.append('file', new Blob([table(9)]), 'second.csv')
  twice.append('file', 'a text')
  for (const body of [none, twice])
    expect((await planner.send('/do/evidence.receive', { method: 'POST', body })).status).toBe(422)
  expect(lyingIn('incoming')).toEqual(before)
})
