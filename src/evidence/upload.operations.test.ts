import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openBrowser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { newId } from '../kernel/id.ts'
import { giveUpFile } from './give-up.operations.ts'
import { importEvidence } from './import.operations.ts'
import { formOfMapping } from './mapping-form.rules.ts'
import { readDataSet } from './operations.ts'
import type { Mapping } from './rules.ts'
import { readUpload } from './upload.operations.ts'

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
      properties: {
        file: { type: 'array', items: { type: 'string', format: 'binary' } },
        data_set: { type: 'string' }
      },
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
      const answer = await planner.json('evidence.receive', { file: [{ path: named, name: 'x.csv', bytes: 9 }] })
      expect(answer.status).toBe(422)
      const { fields } = (await answer.json()) as { fields: object[] }
      expect(fields).toMatchObject([{ field: 'file', code: 'send-file', detail: expect.stringContaining('multipart') }])
    }
    expect(existsSync(path)).toBe(true)
  })
})

test('a form in which no file was chosen, or a text stands under the name of the file, leaves nothing behind', async () => {
  const before = lyingIn('incoming')
  const none = new FormData()
  none.append('_page', '/evidence/new')
  none.append('file', new Blob([]), '')
  const text = new FormData()
  text.append('_page', '/evidence/new')
  text.append('file', 'a text')
  text.append('file', new Blob([table(9)]), 'cases.csv')
  for (const body of [none, text])
    expect((await planner.send('/do/evidence.receive', { method: 'POST', body })).status).toBe(422)
  expect(lyingIn('incoming')).toEqual(before)
})

describe('several files in one go', () => {
  const months = ['January', 'February', 'March']
  const monthly = (month: string, rows: number, more = '') =>
    `case_id,employer,city,opened\n${Array.from({ length: rows }, (_, row) => `${month}-${row},Bakery ${month} ${row},Lyon,2024-0${months.indexOf(month) + 1}-1${row}`).join('\n')}\n${more}`
  const sendAll = (files: Record<string, string>) => {
    const body = new FormData()
    body.append('_page', '/evidence/new')
    body.append('_return', '/evidence/uploads/:id')
    for (const [name, content] of Object.entries(files)) body.append('file', new Blob([content]), name)
    return planner.send('/do/evidence.receive', { method: 'POST', body })
  }
  const uploadOf = (answer: Response) => /uploads\/([0-9a-f-]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
  const importAll = async (upload: string, name: string, chosen: Mapping['fields'] = {}) => {
    const { proposal, alike } = await portal.performer.ask(readUpload, portal.actors.planner, { upload })
    const asked = { upload, others: alike.map(({ id }) => id), name, case_origin: 'unknown' }
    const mapping = { ...proposal.mapping, fields: { ...proposal.mapping.fields, ...chosen } }
    const form = { ...asked, ...formOfMapping(mapping) }
    const { result } = await portal.performer.carryOut(importEvidence, portal.actors.planner, form)
    for (const version of [upload, ...asked.others])
      await portal.imports.finish(portal.actors.planner.inspectorate, version)
    return portal.performer.ask(readDataSet, portal.actors.planner, { data_set: result.id })
  }

  test('are agreed on once and become one data set, each row with the file that it came from', async () => {
    const files = {
      'a-2024-01.csv': monthly('January', 4),
      'a-2024-02.csv': monthly('February', 3, 'January-1,Again,Lyon,2024-02-01\n')
    }
    const answer = await sendAll({ ...files, 'a-2024-03.csv': monthly('March', 5) })
    const upload = uploadOf(answer)
    const html = await (await planner.get(`/evidence/uploads/${upload}`)).text()
    expect([...html.matchAll(/name="others"[^>]*checked/g)]).toHaveLength(2)
    const { data_set, versions } = await importAll(upload, 'Monthly cases')
    expect(
      versions.map(({ state, file_name, accepted, rejected }) => [file_name, state, accepted, rejected]).sort()
    ).toEqual([
      ['a-2024-01.csv', 'done', 4, 0],
      ['a-2024-02.csv', 'done', 3, 1],
      ['a-2024-03.csv', 'done', 5, 0]
    ])
    expect(versions.find(({ id }) => id === data_set.current_version)?.result.records).toBe(12)
    const page = await (await planner.get(`/evidence/${data_set.id}`)).text()
    expect(page).toContain('12 records count, from 3 files')
    expect(await (await planner.get('/evidence')).text()).toContain('12 records.')
    expect(page).toContain('10 January 2024 – 14 March 2024')
  })

  test('are refused together where one of them is, by its name', async () => {
    const before = [lyingIn('uploads'), lyingIn('incoming')]
    const answer = await sendAll({ 'good.csv': monthly('January', 2), 'empty.csv': '' })
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining('empty.csv')])
    expect([lyingIn('uploads'), lyingIn('incoming')]).toEqual(before)
  })

  test('wait where the one before them fails, and what was there goes on to count', async () => {
    const broken = 'case_id,employer,city,opened\n1,Mill,Lyon,soon\n'
    const upload = uploadOf(await sendAll({ 'b-1.csv': broken, 'b-2.csv': monthly('February', 2) }))
    const { data_set, versions } = await importAll(upload, 'Broken first', { opened: { column: 'opened' } })
    expect(data_set.current_version).toBeNull()
    expect(versions.map(({ file_name, problem }) => [file_name, problem?.code]).sort()).toEqual([
      ['b-1.csv', 'import-nothing-accepted'],
      ['b-2.csv', 'import-before-failed']
    ])
    const page = await (await planner.get(`/evidence/${data_set.id}`)).text()
    expect(page).toContain('b-1.csv could not be imported')
    // Why, and in which column, stands there at once.
    expect(page).toMatch(/This is no date[\s\S]*?<span dir="auto">opened<\/span> <b>/)
    expect(page).toContain('b-2.csv could not be imported')
    expect(page).toContain(`href="/evidence/uploads/${upload}?data_set=${data_set.id}">First look at b-1.csv`)
    for (const { id } of versions) await portal.performer.carryOut(giveUpFile, portal.actors.planner, { upload: id })
    expect(await (await planner.get(`/evidence/${data_set.id}`)).text()).not.toContain('could not be imported')
  })

  test('are ticked in advance only where they were sent in one go', async () => {
    await sendAll({ 'c-1.csv': monthly('January', 6) })
    const upload = uploadOf(await sendAll({ 'c-2.csv': monthly('February', 6), 'c-3.csv': monthly('March', 6) }))
    const html = await (await planner.get(`/evidence/uploads/${upload}`)).text()
    const ticked = [...html.matchAll(/<input[^>]*name="others"[^>]*>\s*<[^>]*>([^<]*)/g)]
    expect(ticked.map(([tag, label]) => [label?.slice(0, 7), / checked/.test(tag)])).toEqual([
      ['c-1.csv', false],
      ['c-3.csv', true]
    ])
  })

  test('are at most a hundred', async () => {
    const before = lyingIn('incoming')
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, number) => [`${number}.csv`, monthly('March', 1)]))
    expect((await sendAll(many)).status).toBe(413)
    expect(lyingIn('incoming')).toEqual(before)
  })
})

test('a file from somebody who may not send it is never written down', async () => {
  const incoming = join(portal.config.folder, 'incoming')
  rmSync(incoming, { recursive: true, force: true })
  const body = () => bodyWith(table(10), { _page: '/evidence/new' })
  const viewer = await portal.browser('viewer')
  expect((await viewer.send('/do/evidence.receive', { method: 'POST', body: body() })).status).toBe(403)
  const stranger = await openBrowser(portal).send('/do/evidence.receive', { method: 'POST', body: body() })
  expect([stranger.status, await stranger.text()]).toEqual([401, expect.stringContaining('cases.csv')])
  expect(existsSync(incoming)).toBe(false)
})

describe('files that wait', () => {
  const waiting = async () => {
    const { uploads } = (await (await planner.get('/api/evidence.list')).json()) as { uploads: { id: string }[] }
    return uploads.map(({ id }) => id)
  }
  const send = async (content: string) => {
    const answer = await sendAs(planner, bodyWith(content), { origin: host })
    return ((await answer.json()) as { id: string }).id
  }

  test('wait once, however often they are sent', async () => {
    const before = await waiting()
    const id = await send(table(20))
    expect(await send(table(20))).toBe(id)
    expect(await waiting()).toEqual([id, ...before])
    expect(lyingIn('uploads').sort()).toEqual((await waiting()).sort())
  })

  test('wait no longer when the same file has been imported', async () => {
    const id = await send(table(21))
    const twin = newId()
    await portal.database.write({ inspectorate: portal.actors.planner.inspectorate, operation: 'test' }, (tx) =>
      sql`insert into upload (inspectorate_id, id, file_name, bytes, inspection)
        select inspectorate_id, ${twin}::uuid, file_name, bytes, inspection from upload where id = ${id}::uuid`.execute(
        tx
      )
    )
    writeFileSync(join(portal.config.folder, 'uploads', twin), table(21))
    expect(await waiting()).toContain(twin)
    const { proposal } = await portal.performer.ask(readUpload, portal.actors.planner, { upload: id })
    const { result } = await portal.performer.carryOut(importEvidence, portal.actors.planner, {
      upload: id,
      name: 'Twins',
      case_origin: 'unknown',
      ...formOfMapping(proposal.mapping)
    })
    await portal.imports.finish(portal.actors.planner.inspectorate, result.version)
    expect(await waiting()).not.toContain(twin)
    await expect.poll(() => lyingIn('uploads')).not.toContain(twin)
  })

  test('can be discarded all at once, after a question', async () => {
    await send(table(22))
    await send(table(23))
    expect(await (await planner.get('/evidence')).text()).toContain('href="/evidence/uploads/give-up"')
    const html = await (await planner.get('/evidence/uploads/give-up')).text()
    const uploads = [...html.matchAll(/name="uploads" value="([^"]+)"/g)].map(([, id = '']) => id)
    expect(uploads.sort()).toEqual((await waiting()).sort())
    const done = await planner.post('/do/evidence.give-up-many', { uploads, _page: '/evidence', _return: '/evidence' })
    expect(done.headers.get('location')).toMatch(/^\/evidence\?done=/)
    expect(await waiting()).toEqual([])
    await expect.poll(() => lyingIn('uploads')).toEqual([])
    expect((await planner.get('/evidence/uploads/give-up')).status).toBe(410)
  })
})
