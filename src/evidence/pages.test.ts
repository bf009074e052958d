import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'

let portal: TestPortal
let planner: Browser
beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
})
afterAll(() => portal.close())

const host = 'http://portal.test'
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll(/\s+/g, ' ')

/** Sends a file as a browser's form does. */
async function sendFile(
  browser: Browser,
  content: string | Uint8Array<ArrayBuffer>,
  name: string,
  rest: Record<string, string> = {}
) {
  const body = new FormData()
  for (const [key, value] of Object.entries({ _page: '/evidence/new', _return: '/evidence/uploads/:id', ...rest }))
    body.set(key, value)
  body.set('file', new Blob([content]), name)
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  return portal.request(`${host}/do/evidence.receive`, {
    method: 'POST',
    body,
    headers: { host: 'portal.test', origin: host, cookie }
  })
}

/** Every control of the form of an operation with its value, as a browser without a script sends it. */
function formOf(html: string, operation: string): Record<string, string> {
  const form = new RegExp(`<form action="/do/${operation}"[\\s\\S]*?</form>`).exec(html)?.[0] ?? ''
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const [name, value] = ['name', 'value'].map((part) => new RegExp(` ${part}="([^"]*)"`).exec(tag)?.[1])
    if (name && (!/type="(radio|checkbox)"/.test(tag) || / checked/.test(tag))) fields[name] = value ?? ''
  }
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1]
    const chosen = [...options.matchAll(/<option([^>]*)>/g)].map(([, option = '']) => option)
    const found = chosen.find((option) => / selected/.test(option)) ?? chosen[0] ?? ''
    if (name) fields[name] = / value="([^"]*)"/.exec(found)?.[1] ?? ''
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>([\s\S]*?)<\/textarea>/g)) {
    const name = / name="([^"]*)"/.exec(tag)?.[1]
    if (name) fields[name] = text
  }
  return fields
}

/** The page of a data set once its import is over: a browser asks again for as long as it is told to. */
async function settled(path: string): Promise<string> {
  for (;;) {
    const answer = await planner.get(path)
    if (answer.headers.get('refresh') === null) return answer.text()
  }
}

const rows = Array.from({ length: 40 }, (_, index) => `Bakery ${index},Lyon,${index},${index % 7},${index * 100}`)
const cases = [
  'employer;city;violations;workers affected;minimum wage back wages',
  ...rows.map((row) => row.replaceAll(',', ';')),
  ''
].join('\n')

describe('the pages of the evidence', () => {
  test('lead from nothing to a first file', async () => {
    const html = await (await planner.get('/evidence')).text()
    expect(textOf(html)).toContain('There is no evidence yet')
    expect(html).toContain('href="/evidence/new"')
    expect(textOf(await (await planner.get('/figures')).text())).toContain('There are no figures yet')
    const viewer = await portal.browser('viewer')
    expect(await (await viewer.get('/evidence')).text()).not.toContain('/evidence/new')
    expect((await viewer.get('/evidence/new')).status).toBe(403)
  })

  test('take a file, show what is proposed, and import it without a script', async () => {
    const sent = await sendFile(planner, cases, 'cases-2025.csv')
    expect(sent.status).toBe(303)
    const path = sent.headers.get('location') ?? ''
    const html = await (await planner.get(path)).text()
    expect(textOf(html)).toContain('cases-2025.csv holds 40 rows in 5 columns')
    expect(textOf(html)).toContain('cells parted by a semicolon')
    const form = formOf(html, 'evidence.import')
    expect(form).toMatchObject({
      'fields.workplace.column': 'employer',
      'fields.city.column': 'city',
      'fields.violations.column': 'violations',
      'findings.1.issue': 'minimumWage',
      'findings.1.backWages': 'minimum wage back wages',
      name: 'cases 2025',
      case_origin: ''
    })
    const lacking = await planner.post('/do/evidence.import', { ...form, source: 'typed before' })
    expect(lacking.status).toBe(422)
    const again = await lacking.text()
    expect(textOf(again)).toContain('One thing to put right')
    expect(formOf(again, 'evidence.import')).toMatchObject({ source: 'typed before', 'fields.city.column': 'city' })
    const done = await planner.post('/do/evidence.import', {
      ...formOf(again, 'evidence.import'),
      case_origin: 'mixed'
    })
    expect(done.status).toBe(303)
    expect(textOf(await settled(done.headers.get('location') ?? ''))).toContain('All 40 rows of the file count')
    const left = textOf(await (await planner.get(path)).text())
    expect(left).toContain('The file is not here any more')
    expect(left).not.toContain('has arrived')
    const list = textOf(await (await planner.get('/evidence')).text())
    expect(list).toContain('One data set holds 40 records')
    expect(list).toContain('Its cases come from complaints and from planned visits.')
    expect(list).toContain('how large the workplace is')
  })

  test('ask which date a column of dates is, and for day or month where either could come first', async () => {
    const dated = ['employer,city,stamp', ...[1, 2, 3].map((month) => `Mill ${month},Lyon,0${month}/03/2024`), '']
    const sent = await sendFile(planner, dated.join('\n'), 'dated.csv')
    const html = await (await planner.get(sent.headers.get('location') ?? '')).text()
    expect(textOf(html)).toContain('“stamp” holds dates and is not used yet')
    expect(textOf(html)).toContain('Day and month could stand the other way round')
    const form = formOf(html, 'evidence.import')
    expect(form).toMatchObject({ dates: '', 'fields.opened.column': '' })
    const chosen = { ...form, 'fields.opened.column': 'stamp', case_origin: 'mixed' }
    const unsaid = await planner.post('/do/evidence.import', chosen)
    expect(unsaid.status).toBe(422)
    const discarded = await planner.post('/do/evidence.give-up', {
      _page: '/evidence',
      _id: form._id ?? '',
      upload: form.upload ?? ''
    })
    expect(discarded.status).toBe(303)
  })

  test('say no in a sentence that says what to do, and keep nothing', async () => {
    const none = await planner.post('/do/evidence.receive', { _page: '/evidence/new' })
    expect(textOf(await none.text())).toContain('Choose a file.')
    const seen = await sendFile(planner, cases, 'again.csv')
    expect(seen.status).toBe(409)
    expect(textOf(await seen.text())).toMatch(/it was imported into “cases 2025” on \d+ \w+ \d{4}/)
    const workbook = await sendFile(planner, Uint8Array.from([0x50, 0x4b, 3, 4, 1, 2]), 'cases.xlsx')
    expect(textOf(await workbook.text())).toMatch(/archive that is damaged.*“CSV UTF-8”/)
    const empty = await sendFile(planner, '', 'empty.csv')
    expect(empty.status).toBe(422)
    for (const folder of ['uploads', 'incoming']) {
      const place = join(portal.config.folder, folder)
      expect([folder, existsSync(place) ? readdirSync(place) : []]).toEqual([folder, []])
    }
  })

  test('read the next file of a data set as the last one was, and go back to the former', async () => {
    const list = await (await planner.get('/evidence')).text()
    const id = /href="\/evidence\/([0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const next = `${cases}Forge;Lyon;3;1;5\nMill;Lyon;-1;1;1\n`
    const sent = await sendFile(planner, next, 'cases-2026.csv', { data_set: id })
    const html = await (await planner.get(sent.headers.get('location') ?? '')).text()
    expect(textOf(html)).toContain('as in an earlier import')
    expect(textOf(html)).toContain('joins “cases 2025”')
    expect((await planner.post('/do/evidence.import', formOf(html, 'evidence.import'))).status).toBe(303)
    const shown = await settled(`/evidence/${id}`)
    expect(textOf(shown)).toContain('41 of 42 rows count; one was refused')
    expect(textOf(shown)).toContain('The count is below zero violations one row')
    const rejects = await (await planner.get(`/evidence/${id}/rejects.csv`)).text()
    expect(rejects.trim().split('\n')[1]).toBe('Mill;Lyon;-1;1;1;43;violations;below-zero;;The count is below zero')
    expect(await (await planner.get(`/evidence/${id}/original`)).text()).toBe(next)
    const href = /href="(\/evidence\/[^"]*\/compare[^"]*)"/.exec(shown)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const compared = textOf(await (await planner.get(href)).text())
    expect(compared).toContain('one is new, 0 are gone')
    expect(compared).toContain('no number of their own')
    const back = await planner.post('/do/evidence.use-version', formOf(shown, 'evidence.use-version'))
    expect(back.status).toBe(303)
    expect(textOf(await (await planner.get(`/evidence/${id}`)).text())).toContain('All 40 rows of the file count')
  })

  test('change what is said of a data set, and bring it back', async () => {
    const list = await (await planner.get('/evidence')).text()
    const id = /href="\/evidence\/([0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const form = formOf(await (await planner.get(`/evidence/${id}`)).text(), 'data_set.change')
    const saved = await planner.post('/do/data_set.change', {
      ...form,
      licence: 'internal use',
      case_origin: 'complaints'
    })
    const html = await (await planner.get(saved.headers.get('location') ?? '')).text()
    expect(textOf(html)).toContain('internal use')
    expect(textOf(await (await planner.get('/figures')).text())).toContain('These cases came from complaints')
    await planner.post('/do/log.undo', formOf(html, 'log.undo'))
    expect(textOf(await (await planner.get(`/evidence/${id}`)).text())).not.toContain('internal use')
  })

  test('ask before a data set goes, and then nothing of it is left', async () => {
    const list = await (await planner.get('/evidence')).text()
    const id = /href="\/evidence\/([0-9a-f-]{36})"/.exec(list)?.[1] ?? ''
    const source = {
      kind: 'enforcement',
      form: 'data_set',
      name: 'The case register',
      data_set: id,
      period: '',
      grade: '',
      finding: '',
      note: ''
    }
    await planner.post('/do/source.add', { _page: '/evidence', ...source })
    const question = await (await planner.get(`/evidence/${id}/remove`)).text()
    expect(textOf(question)).toContain('The case register')
    const gone = await planner.post('/do/data_set.remove', formOf(question, 'data_set.remove'))
    expect(gone.headers.get('location')).toMatch(/^\/evidence\?done=/)
    expect((await planner.get(`/evidence/${id}`)).status).toBe(404)
    expect(textOf(await (await planner.get('/evidence')).text())).toContain('There is no evidence yet')
    await expect
      .poll(() => existsSync(join(portal.config.folder, 'evidence', portal.actors.planner.inspectorate, id)))
      .toBe(false)
  })
})
