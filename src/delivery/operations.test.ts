import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { decideWork, describeWork, interventions, moveWork } from '../intervention/operations.ts'
import type { Problem } from '../kernel/problem.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { deliveries, readIntervention, readWork, recordDelivery } from './operations.ts'
import { checkProofs, proofFile } from './proof.store.ts'

let portal: TestPortal
let plan: string
let hub: string
let clinics: string
let inspector: Browser
let viewer: Browser

type Add = typeof interventions.add
const make = async (operation: Add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const look = (id: string) => portal.performer.ask(readIntervention, portal.actors.viewer, { plan, id })
const refusal = (done: Promise<unknown>): Promise<Problem> =>
  done.then(
    () => Promise.reject(new Error('not refused')),
    (problem) => problem
  )
const photo = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(2000, 7)])

/** Sends the form of the page, with its files, as a telephone does. */
function send(browser: Browser, operation: string, fields: Record<string, string>, files: [string, Buffer][] = []) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const [name, content] of files) body.append('file', new Blob([new Uint8Array(content)]), name)
  return browser.send(`/do/${operation}`, { method: 'POST', body })
}

beforeAll(async () => {
  portal = await openTestPortal()
  inspector = await portal.browser('inspector')
  viewer = await portal.browser('viewer')
  plan = await make(plans.add, { title: 'Fair pay in garment workshops' })
  const issue = await make(issues.add, { plan, name: 'Pay below the minimum wage' })
  const target = await make(targets.add, { plan, name: 'Garment workshops' })
  hub = await make(hubs.add, { plan, issue, target, means: true, chosen: true })
  clinics = await make(interventions.add, { plan, hub, name: 'Pay clinics', family: 'education', kind: 'training' })
})
afterAll(() => portal.close())

const form = (given: Record<string, string> = {}) => ({
  plan,
  intervention: clinics,
  day: '2026-10-01',
  deed: 'session',
  _page: `/plans/${plan}/6/delivery/${clinics}`,
  ...given
})

describe('what was done', () => {
  test('is recorded by an inspector in one form with a photograph, which is kept, checked and handed out safely', async () => {
    const sent = await send(inspector, 'delivery.record', form({ workers: '41', women: '33' }), [['list.html', photo]])
    expect(sent.status).toBe(303)
    const found = await look(clinics)
    expect(found.totals).toMatchObject({ deliveries: 1, workers: 41, women: 33, workplaces: null })
    // Who may not open single records is told that it was done, and sees no photograph of it.
    expect(found.proofs).toEqual([])
    const { proofs } = await portal.performer.ask(readIntervention, portal.actors.inspector, { plan, id: clinics })
    expect(proofs).toMatchObject([{ name: 'list.html', type: 'jpeg', bytes: photo.length }])
    const file = `/plans/${plan}/6/delivery/${clinics}/files/${proofs[0]?.id}`
    const answer = await inspector.get(file)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo)
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect((await viewer.get(file)).status).toBe(403)
    const { inspectorate } = portal.actors.planner
    const check = () => checkProofs(portal.database.reader(inspectorate), inspectorate, portal.config.folder)
    expect(await check()).toEqual({ files: 1, damaged: [] })
    writeFileSync(proofFile(portal.config.folder, inspectorate, proofs[0]?.id ?? ''), 'something else')
    expect((await check()).damaged).toMatchObject([{ name: 'list.html', fault: 'changed' }])
    writeFileSync(proofFile(portal.config.folder, inspectorate, proofs[0]?.id ?? ''), photo)
  })

  test('is refused with a page in disguise, with the reason at the field, and nothing is kept', async () => {
    const before = readdirSync(join(portal.config.folder, 'deliveries'), { recursive: true }).length
    const sent = await send(inspector, 'delivery.record', form({ note: 'Kept as typed' }), [
      ['photo.jpg', Buffer.from('<!doctype html><script>alert(1)</script>')]
    ])
    expect(sent.status).toBe(422)
    const html = await sent.text()
    expect(html).toContain('“photo.jpg” is no photograph')
    expect(html).toContain('Kept as typed')
    expect((await look(clinics)).deliveries).toHaveLength(1)
    expect(readdirSync(join(portal.config.folder, 'deliveries'), { recursive: true })).toHaveLength(before)
    const incoming = join(portal.config.folder, 'incoming')
    expect(existsSync(incoming) ? readdirSync(incoming) : []).toEqual([])
  })

  test('is recorded once however often the form is sent, and over the API as JSON', async () => {
    const id = crypto.randomUUID()
    for (const _ of [1, 2])
      await send(inspector, 'delivery.record', form({ _id: id, day: '2026-10-15', workers: '36' }))
    const { _page, ...input } = form({ day: '2026-10-29' })
    expect((await inspector.json('delivery.record', { ...input, workers: 52 })).status).toBe(200)
    expect((await look(clinics)).totals).toMatchObject({ deliveries: 3, workers: 129 })
  })

  test('cannot lie in the future, nor be recorded by who only reads', async () => {
    const { _page, ...input } = form({ day: '2999-01-01' })
    const late = portal.performer.carryOut(recordDelivery, portal.actors.inspector, input)
    expect((await refusal(late)).fields).toEqual([{ field: 'day', code: 'not-yet' }])
    const read = portal.performer.carryOut(recordDelivery, portal.actors.viewer, { ...input, day: '2026-10-01' })
    expect((await refusal(read)).code).toBe('forbidden')
  })

  test('goes with its files when it is removed, and undo brings both back', async () => {
    const [first] = (await look(clinics)).deliveries.filter(({ day }) => day === '2026-10-01')
    const removed = await portal.performer.carryOut(deliveries.remove, portal.actors.planner, { id: first?.id })
    expect((await look(clinics)).totals.deliveries).toBe(2)
    await portal.performer.carryOut(undo, portal.actors.planner, { event: removed.event })
    const { proofs } = await portal.performer.ask(readIntervention, portal.actors.inspector, { plan, id: clinics })
    const answer = await inspector.get(`/plans/${plan}/6/delivery/${clinics}/files/${proofs[0]?.id}`)
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo)
  })

  test('holds its intervention: one under which something was done is not removed', async () => {
    const removal = portal.performer.carryOut(interventions.remove, portal.actors.planner, { id: clinics })
    expect((await refusal(removal)).code).toBe('record-in-use')
  })
})

describe('work', () => {
  const revisionOf = async (id: string) => (await look(id)).intervention.revision

  test('asks the few facts of its kind, and changing its name leaves them as they are', async () => {
    const planner = await portal.browser('planner')
    const page = await (await planner.get(`/plans/${plan}/6/delivery/${clinics}`)).text()
    expect(page).toContain('name="sessions"')
    expect(page).not.toContain('name="channels"')
    const said = { id: clinics, revision: await revisionOf(clinics), sessions: 24, places: 600, expected_workers: 600 }
    await portal.performer.carryOut(describeWork, portal.actors.planner, { ...said, channels: 'Radio' })
    const { intervention } = await look(clinics)
    expect(intervention).toMatchObject({ sessions: 24, places: 600, expected_workers: 600, channels: '' })
    const change = { hub, name: 'Pay evenings', family: 'education', kind: 'training' }
    const edit = { id: clinics, revision: intervention.revision, ...change }
    await portal.performer.carryOut(interventions.change, portal.actors.planner, edit)
    expect((await look(clinics)).intervention).toMatchObject({ name: 'Pay evenings', sessions: 24, places: 600 })
    const form = await (await planner.get(`/records/intervention/${clinics}`)).text()
    expect(form).not.toContain('name="sessions"')
  })

  test('is agreed by the director, begun by an inspector, and each of them takes only their own steps', async () => {
    const take = async (operation: typeof moveWork, who: 'director' | 'inspector', status: string) => {
      const values = { id: clinics, revision: await revisionOf(clinics), status }
      return portal.performer.carryOut(operation, portal.actors[who], values)
    }
    expect((await refusal(take(moveWork, 'inspector', 'agreed'))).fields).toMatchObject([{ code: 'status-step' }])
    expect((await refusal(take(moveWork, 'director', 'agreed'))).code).toBe('forbidden')
    await take(decideWork, 'director', 'agreed')
    await take(moveWork, 'inspector', 'under_way')
    expect((await refusal(take(moveWork, 'inspector', 'paused'))).fields).toMatchObject([{ code: 'reason-needed' }])
    expect((await look(clinics)).intervention.status).toBe('under_way')
  })

  test('that names firms is not done before their right of reply has passed, through no door', async () => {
    const naming = { plan, hub, name: 'List of firms', family: 'communication', kind: 'shame' }
    const named = await make(interventions.add, { ...naming, status: 'under_way', reply_until: '2999-12-31' })
    const finish = async () => ({ id: named, revision: await revisionOf(named), status: 'done' })
    const moved = await refusal(portal.performer.carryOut(moveWork, portal.actors.inspector, await finish()))
    expect(moved.fields).toEqual([{ field: 'status', code: 'reply-open', values: { day: '2999-12-31' } }])
    const { plan: _plan, ...edit } = naming
    const changed = portal.performer.carryOut(interventions.change, portal.actors.planner, {
      ...edit,
      ...(await finish())
    })
    expect((await refusal(changed)).fields).toMatchObject([{ code: 'reply-open' }])
    expect((await refusal(make(interventions.add, { ...naming, status: 'done' }))).fields).toMatchObject([
      { code: 'reply-not-set' }
    ])
  })

  test('is listed with what was done, and found by its state and its owner', async () => {
    const { interventions: all, totals } = await portal.performer.ask(readWork, portal.actors.viewer, { plan })
    expect([all.length, totals.length]).toEqual([2, 1])
    const html = await (await viewer.get(`/plans/${plan}/6/delivery?status=under_way`)).text()
    expect(html).toContain('129 of 600 workers')
    expect(html).not.toContain('name="_id"')
    const none = await (await viewer.get(`/plans/${plan}/6/delivery?status=done`)).text()
    expect(none).not.toContain('Pay evenings</a>')
  })

  test('is in a backup with its files, which are compared there too', async () => {
    const { backUp } = await import('../backup.ts')
    mkdirSync(portal.config.folder, { recursive: true })
    const target = join(portal.config.folder, 'backup-of-work')
    await backUp({ database: portal.database, folder: portal.config.folder, version: '0' }, target)
    const { inspectorate } = portal.actors.planner
    const state = await checkProofs(portal.database.reader(inspectorate), inspectorate, target)
    expect(state).toEqual({ files: 1, damaged: [] })
    const [kept = ''] = readdirSync(join(target, 'deliveries', inspectorate))
    expect(readFileSync(join(target, 'deliveries', inspectorate, kept))).toEqual(photo)
  })
})
