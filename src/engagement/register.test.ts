import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inDays, letIn, planWithStakeholder } from '../../test/guest.ts'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { unzip } from '../../test/zip.ts'
import { checkProofs } from '../delivery/proof.store.ts'
import { interventions } from '../intervention/operations.ts'
import { undo } from '../kernel/undo.ts'
import { stakeholders } from '../stakeholder/operations.ts'
import { contacts, engagementSteps, readEngagement } from './engagement.operations.ts'
import { memoranda, obligations, readMemoranda } from './memorandum.operations.ts'

let portal: TestPortal
let own: Awaited<ReturnType<typeof letIn>>
let other: Awaited<ReturnType<typeof planWithStakeholder>>
let guest: Browser
let planner: Browser
let memorandum: string

const make = async (operation: typeof memoranda.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const owe = (input: object) => make(obligations.add, { memorandum, ...input })

beforeAll(async () => {
  portal = await openTestPortal()
  own = await letIn(portal)
  guest = own.guest
  other = await planWithStakeholder(portal, 'Employers’ chamber')
  planner = await portal.browser('planner')
  memorandum = await make(memoranda.add, {
    title: 'Pay clinics',
    partners: [own.stakeholder, other.stakeholder],
    other_partners: 'Ministry of Trade',
    signed: '2026-01-10',
    valid_until: inDays(60),
    interventions: [own.commitment, other.commitment]
  })
})
afterAll(() => portal.close())

describe('the register of memoranda', () => {
  test('is one over all plans: partners of several, and interventions of several charts', async () => {
    await owe({ what: 'Hold clinics', owed_by: own.stakeholder, due: inDays(-3), every: 'each month' })
    await owe({ what: 'Lend a room', owed_by: other.stakeholder, due: inDays(10) })
    await owe({ what: 'Send an officer', due: inDays(400) })
    const page = await (await planner.get('/inspectorate/memoranda')).text()
    expect(page).toContain('One memorandum holds, one of them ends within 90 days; one obligation is overdue')
    expect(page).toContain('overdue by 3 days')
    expect(page).toContain('Ministry of Trade')
    expect(page).not.toContain('Send an officer')
    const one = await (await planner.get(`/inspectorate/memoranda/${memorandum}`)).text()
    for (const plan of [own.plan, other.plan]) expect(one).toContain(`/plans/${plan}/6/delivery/`)
    expect(one).toContain('Send an officer')
  })

  test('comes as CSV and as a workbook, with a row for each obligation', async () => {
    const viewer = await portal.browser('viewer')
    const csv = await (await viewer.get('/inspectorate/memoranda.csv')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(4)
    expect(csv).toContain('Hold clinics,Garment workers’ union')
    const book = Buffer.from(await (await viewer.get('/inspectorate/memoranda.xlsx')).arrayBuffer())
    expect(String(unzip(book).get('xl/worksheets/sheet1.xml'))).toContain('Lend a room')
  })

  test('names the memoranda of the charts that are not in it, and takes one over with what the chart says', async () => {
    const { plan, hub, stakeholder } = own
    const rest = { plan, hub, family: 'political', kind: 'memorandum', partner: stakeholder, signed: '2026-03-04' }
    const id = await make(interventions.add, { name: 'Wage terms', ...rest })
    expect(await (await planner.get('/inspectorate/memoranda')).text()).toContain('One intervention of the charts')
    const form = await (await planner.get(`/inspectorate/memoranda?intervention=${id}`)).text()
    expect(form).toContain('value="Wage terms"')
    expect(form).toContain('value="2026-03-04"')
  })

  test('keeps its documents whole, and hands them out', async () => {
    const body = new FormData()
    body.append('memorandum', memorandum)
    body.append('file', new Blob([Buffer.from('%PDF-1.7 signed')]), 'signed.pdf')
    await planner.send('/do/memorandum.attach', { method: 'POST', body })
    const { files } = await portal.performer.ask(readMemoranda, portal.actors.viewer, {})
    const path = `/inspectorate/memoranda/${memorandum}/files/${files[0]?.id}`
    expect(await (await planner.get(path)).text()).toBe('%PDF-1.7 signed')
    expect((await guest.get(path)).status).toBe(403)
    const { inspectorate } = portal.actors.planner
    const check = (folder: string) => checkProofs(portal.database.reader(inspectorate), inspectorate, folder)
    expect(await check(portal.config.folder)).toEqual({ files: 1, damaged: [] })
    expect((await check('/nowhere')).damaged).toHaveLength(1)
  })

  test('takes a memorandum away with what is owed under it, and undo brings all back', async () => {
    const before = await portal.performer.ask(readMemoranda, portal.actors.viewer, {})
    const { event } = await portal.performer.carryOut(memoranda.remove, portal.actors.planner, { id: memorandum })
    const gone = await portal.performer.ask(readMemoranda, portal.actors.viewer, {})
    expect([gone.memoranda, gone.obligations, gone.files]).toEqual([[], [], []])
    await portal.performer.carryOut(undo, portal.actors.planner, { event })
    const back = await portal.performer.ask(readMemoranda, portal.actors.viewer, {})
    expect(back.obligations.map(({ what }) => what)).toEqual(before.obligations.map(({ what }) => what))
    expect(back.files).toHaveLength(1)
  })
})

describe('a guest of a stakeholder', () => {
  test('sees what its own organisation owes, says that it is done, and reaches nobody else’s', async () => {
    const { obligations: all } = await portal.performer.ask(readMemoranda, portal.actors.planner, {})
    const of = (what: string) => all.find((one) => one.what === what)?.id ?? ''
    const answer = await (await guest.get('/api/commitment.list')).json()
    expect(answer.obligations.map(({ what }: { what: string }) => what)).toEqual(['Hold clinics'])
    for (const id of [of('Lend a room'), of('Send an officer')])
      expect((await guest.json('commitment.fulfil', { id, done_on: inDays(0) })).status).toBe(404)
    const late = await guest.json('commitment.fulfil', { id: of('Hold clinics'), done_on: inDays(1) })
    expect(late.status).toBe(422)
    const done = { id: of('Hold clinics'), done_on: inDays(0), note: 'Two were held' }
    expect((await guest.json('commitment.fulfil', done)).status).toBe(200)
    const page = await (await planner.get(`/inspectorate/memoranda/${memorandum}`)).text()
    expect(page).toContain('Two were held')
    expect(page).toContain('written by Rosa Marín')
    expect((await guest.get('/inspectorate/memoranda')).status).toBe(403)
  })
})

describe('the engagement of a plan', () => {
  test('shows by what is next, who talks to whom, and what was agreed and not kept', async () => {
    const { plan, stakeholder } = own
    await make(engagementSteps.add, {
      plan,
      stakeholder,
      to_do: 'Meet the board',
      talks: 'Luis Ortega',
      due: inDays(20)
    })
    const said = {
      met_on: inDays(-9),
      channel: 'call',
      met_by: 'Amina Diallo',
      met_with: 'Rosa',
      was_said: 'They hesitate'
    }
    await make(contacts.add, { plan, stakeholder, ...said, was_agreed: 'Send the sums', agreed_until: inDays(-2) })
    const list = await (await planner.get(`/plans/${plan}/4/engagement`)).text()
    expect(list).toContain('Send the sums')
    expect(list).toContain('overdue by 2 days')
    const page = await (await planner.get(`/plans/${plan}/4/engagement/${stakeholder}`)).text()
    for (const text of ['They hesitate', 'Amina Diallo with Rosa', 'Meet the board', 'due in 3 weeks'])
      expect(page).toContain(text)
    const word = await planner.get(`/plans/${plan}/plan.docx?for=inside`)
    const document = unzip(Buffer.from(await word.arrayBuffer())).get('word/document.xml')
    expect(String(document)).toContain('Send the sums: overdue by 2 days')
  })

  test('is for those who make the plan: no viewer, no inspector and no program of theirs reads a conversation', async () => {
    const { plan, stakeholder } = own
    for (const who of ['viewer', 'inspector'] as const) {
      const browser = await portal.browser(who)
      expect((await browser.get(`/plans/${plan}/4/engagement/${stakeholder}`)).status).toBe(403)
      for (const path of [
        `/plans/${plan}/4/engagement`,
        `/plans/${plan}/plan.docx`,
        `/api/record.list?record=contact&plan=${plan}`,
        `/api/plan.news?plan=${plan}`,
        `/api/engagement.read?plan=${plan}`
      ])
        expect(await (await browser.get(path)).text()).not.toMatch(/They hesitate|Send the sums|Meet the board/)
    }
    const [engaged] = await portal.performer.ask(readEngagement, portal.actors.director, { plan })
    expect(engaged?.contacts[0]?.was_said).toBe('They hesitate')
  })

  test('goes with its stakeholder and comes back with it', async () => {
    const { plan } = other
    const id = await make(stakeholders.add, { plan, name: 'Radio', category: 'media' })
    await make(engagementSteps.add, { plan, stakeholder: id, to_do: 'Bring them a story' })
    const read = async () =>
      (await portal.performer.ask(readEngagement, portal.actors.planner, { plan })).flatMap(({ steps }) => steps)
    const gone = await (await planner.json('stakeholder.remove', { id })).json()
    expect(await read()).toEqual([])
    await planner.json('log.undo', { event: gone.event })
    expect((await read())[0]?.to_do).toBe('Bring them a story')
  })
})
