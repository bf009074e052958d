import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostOffice, type PostOffice } from '../../test/post-office.ts'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { confirmList, drawList } from '../escalation/draw.operations.ts'
import { escalationPhases, escalations } from '../escalation/kinds.operations.ts'
import { readEscalation, readWay } from '../escalation/read.operations.ts'
import { importEvidence } from '../evidence/import.operations.ts'
import { formOfMapping } from '../evidence/mapping-form.rules.ts'
import { readUpload, receiveFile } from '../evidence/upload.operations.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { interventions } from '../intervention/operations.ts'
import { newId } from '../kernel/id.ts'
import type { WriteOperation } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { plans } from '../plan/operations.ts'
import { attachWord, readDraft, setContact } from './draft.operations.ts'
import { letterTemplates } from './kinds.operations.ts'
import { readRun, readRuns, readSheets, sendLetters } from './run.operations.ts'

let portal: TestPortal
let office: PostOffice
let plan = ''
let escalation = ''
let template = ''
let run = ''
const today = new Date().toISOString().slice(0, 10)

const header =
  'case_id,trade_nm,street_addr_1_txt,cty_nm,zip_cd,closed_date,violations,minwage_violations,minwage_backwages'
const lines = Array.from({ length: 8 }, (_, index) =>
  [
    `${index}`,
    `Workshop ${index}`,
    index < 6 ? `${index} Main Street` : '',
    'Los Angeles',
    `9001${index}`,
    '2026-01-10',
    1,
    1,
    100
  ].join(',')
)

const as = (who: keyof TestPortal['actors'] = 'planner') => portal.actors[who]
async function act<I extends object>(operation: Pick<WriteOperation, 'name'>, input: I): Promise<{ id: string }> {
  const done = await portal.performer.carryOut(operation as WriteOperation, as(), input)
  return done.result as { id: string }
}
const refusal = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error) =>
      error instanceof Problem ? [error.code, ...error.fields.map(({ code }) => code)].join(' ') : String(error)
  )
const origin = 'https://plan.example.org'
const draft = (rest: object = {}) =>
  portal.performer.ask(readDraft, as(), { escalation, template, language: 'en', origin, ...rest })
const body = 'To {workplace}.\n\nOn {issue} ({law}) answer by {deadline}.'

function sendFile(name: string, content: Uint8Array) {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  writeFileSync(path, content)
  return { path, name, bytes: content.length }
}

beforeAll(async () => {
  office = await openPostOffice()
  portal = await openTestPortal({ SMTP_URL: office.url })
  const { carryOut, ask } = portal.performer
  const file = sendFile('cases.csv', strToU8(`${[header, ...lines].join('\n')}\n`))
  const received = await carryOut(receiveFile, as(), { file: [file] })
  const { proposal } = await ask(readUpload, as(), { upload: received.result.id })
  const { result } = await carryOut(importEvidence, as(), {
    upload: received.result.id,
    ...formOfMapping(proposal.mapping),
    name: 'Cases',
    case_origin: 'mixed',
    source: 'Labour Inspectorate'
  })
  await portal.imports.finish(as().inspectorate, result.version)
  await portal.registers.ready(as().inspectorate)
  plan = (await act(plans.add, { title: 'Fair pay', status: 'draft' })).id
  const issue = (await act(issues.add, { plan, name: 'Minimum wage', evidence_issue: 'minimumWage' })).id
  const target = (await act(targets.add, { plan, name: 'Workshops' })).id
  const hub = (await act(hubs.add, { plan, issue, target, chosen: true })).id
  escalation = (await act(escalations.add, { plan, hub, name: 'Letters, then visits' })).id
  const line = { plan, hub, influences: [], stakeholders: [], family: 'communication', kind: 'letter' }
  const letter = await act(interventions.add, { ...line, name: 'Letter', phase: 1 })
  await act(escalationPhases.add, { plan, escalation, intervention: letter.id })
  const query = new URLSearchParams({ dataSet: result.id, issue: 'minimumWage' }).toString()
  const list = await act(drawList, { escalation, query, draw: 'whole' })
  await act(confirmList, { id: list.id, revision: 1 })
  template = (
    await act(letterTemplates.add, {
      plan,
      intervention: letter.id,
      name: 'First letter',
      sender: 'Labour Inspectorate\nPO Box 1',
      subject: 'Pay in {workplace}',
      body,
      signature: 'The director',
      law: 'Labour Code, article 12',
      days: 30
    })
  ).id
}, 60_000)
afterAll(async () => {
  await portal.close()
  await office.close()
})

describe('a template', () => {
  test('with a field that there is not, or a bracket left open, is refused with the line', async () => {
    const { template: before } = await draft()
    const { id, revision, intervention, name, sender, subject, signature, law, days } = before
    const kept = { id, revision, intervention, name, sender, subject, signature, law, days }
    const change = (text: string) => refusal(act(letterTemplates.change, { ...kept, body: text }))
    expect(await change('Dear {owner}')).toBe('input-not-valid letter-field-unknown')
    expect(await change('Dear {workplace')).toBe('input-not-valid letter-field-open')
  })
})

describe('a letter before it goes out', () => {
  test('says who waits for it, faults first, and reads as it will be printed', async () => {
    const { total, ready, rows, sheet } = await draft()
    expect({ total, ready }).toEqual({ total: 8, ready: 6 })
    expect(rows.slice(0, 3).map(({ faults }) => faults.map(({ code }) => code).join())).toEqual([
      'no-address',
      'no-address',
      ''
    ])
    expect(sheet?.subject).toMatch(/^Pay in Workshop \d$/)
    expect(sheet?.body[1]?.[0]).toContain('On Minimum wage (Labour Code, article 12) answer by')
  })

  test('can go out once people have said where the workplace is', async () => {
    const [{ workplace = '' } = {}] = (await draft()).rows
    await act(setContact, { plan, workplace, address: 'PO Box 7\n90017 Los Angeles', email: 'owner@seven.example' })
    expect((await draft()).ready).toBe(7)
    expect(await refusal(act(setContact, { plan, workplace, email: 'no address' }))).toBe(
      'input-not-valid mail-address'
    )
  })
})

describe('a run', () => {
  test('goes out once, also from two tabs, and never to others than one saw', async () => {
    const send = (expected: number) =>
      act(sendLetters, { escalation, template, way: 'paper', expected, language: 'en', origin })
    expect(await refusal(send(3))).toBe('letters-changed')
    const [first, second] = await Promise.allSettled([send(7), send(7)])
    const done = [first, second].flatMap((one) => (one?.status === 'fulfilled' ? [one.value.id] : []))
    expect(done).toHaveLength(1)
    run = done[0] ?? ''
    expect(await refusal(send(7))).toBe('letters-gone')
  })

  test('gives each letter a reference and a link of its own, and says of each workplace that it was sent', async () => {
    const { sheets, run: kept } = await portal.performer.ask(readSheets, as(), { run })
    expect(sheets.map(({ reference }) => reference)).toContain(`${today.slice(0, 4)}/1-0001`)
    expect(new Set(sheets.map(({ answer }) => answer.code)).size).toBe(7)
    expect(sheets[0]?.answer.link).toMatch(/^https:\/\/plan\.example\.org\/answer\/([0-9A-Z]{4}-){4}[0-9A-Z]{4}$/)
    const { reach } = await portal.performer.ask(readEscalation, as(), { escalation })
    expect(reach).toMatchObject({ prioritised: 8 })
    expect(kept.deadline > today).toBe(true)
  })

  test('is printed, one Word document, or one for each in a ZIP file', async () => {
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/plans/${plan}/letters/${run}/print`)).text()
    expect(page.match(/class="letter-sheet"/g)).toHaveLength(7)
    const bytes = async (path: string) => new Uint8Array(await (await browser.get(path)).arrayBuffer())
    const one = unzipSync(await bytes(`/plans/${plan}/letters/${run}/letters.docx`))
    expect(strFromU8(one['word/document.xml'] ?? new Uint8Array()).match(/w:pageBreakBefore/g)).toHaveLength(6)
    expect(Object.keys(unzipSync(await bytes(`/plans/${plan}/letters/${run}/letters.zip`)))).toHaveLength(7)
  })
})

describe('the employer', () => {
  test('answers once by the link, without account, and finds there what was received', async () => {
    const { sheets } = await portal.performer.ask(readSheets, as(), { run })
    const [own, other] = sheets
    const stranger = await portal.browser()
    const path = `/answer/${own?.answer.code}`
    const page = await (await stranger.get(path)).text()
    expect(page).toContain(own?.reference)
    expect(page).not.toContain(other?.reference)
    const late = await stranger.post(path, { outcome: 'asks_time', text: '' })
    expect(late.status).toBe(422)
    const answer = { outcome: 'regularised', text: 'All wages are paid.' }
    expect((await stranger.post(path, answer)).status).toBe(303)
    expect((await stranger.post(path, { ...answer, outcome: 'contests' })).status).toBe(303)
    expect(await (await stranger.get(path)).text()).toContain('All wages are paid.')
    const { counts, letters } = await portal.performer.ask(readRun, as(), { run, state: 'answered' })
    expect(counts).toMatchObject({ answered: 1, open: 6, bounced: 0, ignored: 0 })
    expect(letters[0]).toMatchObject({ answer: 'regularised', answer_text: 'All wages are paid.' })
    const { way } = await portal.performer.ask(readWay, as(), { escalation, workplace: letters[0]?.workplace ?? '' })
    expect(way.path.state).toBe('complied')
  })

  test('is told nothing by a wrong code, and soon not even that', async () => {
    const stranger = await portal.browser()
    const wrong = '/answer/0000-0000-0000-0000-0000'
    expect(await (await stranger.get(wrong)).text()).toContain('There is no letter with this code')
    let last = 200
    for (let tries = 0; tries < 40 && last !== 429; tries += 1) last = (await stranger.get(wrong)).status
    expect(last).toBe(429)
  })
})

describe('a letter by e-mail', () => {
  test('goes to the mail server and counts as sent once it has taken it; one that it refuses waits on', async () => {
    const rows = (await draft({ way: 'mail' })).rows
    expect(rows).toHaveLength(1)
    const workplace = rows[0]?.workplace ?? ''
    await act(setContact, { plan, workplace, email: 'owner@refused.example' })
    const send = () => act(sendLetters, { escalation, template, way: 'mail', expected: 1, language: 'en', origin })
    const refused = await send()
    await portal.letters.idle()
    expect((await portal.performer.ask(readRun, as(), { run: refused.id })).counts).toMatchObject({ refused: 1 })
    await act(setContact, { plan, workplace, email: 'owner@shop.example' })
    const taken = await send()
    await office.until(1)
    await portal.letters.idle()
    expect(office.letters[0]?.to).toBe('owner@shop.example')
    expect(office.letters[0]?.raw).toContain('/answer/')
    expect((await portal.performer.ask(readRun, as(), { run: taken.id })).counts).toMatchObject({ open: 1 })
    expect(await portal.performer.ask(readRuns, as(), { escalation })).toHaveLength(3)
  })
})

describe('a Word file of the ministry', () => {
  const word = (text: string) =>
    zipSync({
      'word/document.xml': strToU8(
        `<w:document><w:body><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:body></w:document>`
      ),
      'word/styles.xml': strToU8('<w:styles/>')
    })
  const attach = (content: Uint8Array) =>
    refusal(act(attachWord, { template, file: [sendFile('Letter.docx', content)] }))

  test('takes the place of the text; one with a field that there is not is refused', async () => {
    expect(await attach(word('Dear «owner»'))).toBe('input-not-valid word-field-unknown')
    expect(await attach(word('Dear owner'))).toBe('input-not-valid word-no-fields')
    expect(await attach(word('Dear «workplace»'))).toBe('done')
    expect((await draft()).template.word_name).toBe('Letter.docx')
  })
})
