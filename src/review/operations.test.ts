import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { loadContent } from '../chart/load.operations.ts'
import { readWhole } from '../chart/whole.operations.ts'
import { jointPlans } from '../consultation/joint.operations.ts'
import { interventions } from '../intervention/operations.ts'
import { interventionFields } from '../intervention/rules.ts'
import { root } from '../kernel/root.ts'
import { plans, readPlan } from '../plan/operations.ts'
import { stakeholders } from '../stakeholder/operations.ts'
import { explain, findings, meetings, readMeetings } from './meeting.operations.ts'
import { compareVersion, freeze, readVersions, removeVersion, sign, signatories } from './operations.ts'

let portal: TestPortal
let amina: Browser
let plan: string

beforeAll(async () => {
  portal = await openTestPortal()
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  // Nobody has reviewed or is asked to sign yet.
  content.plans[0] = { ...content.plans[0], status: 'draft', signatories: [], reviewMeetings: [], reviewFindings: [] }
  const loaded = await portal.performer.carryOut(loadContent, portal.actors.planner, { content, example: true })
  ;[plan = ''] = loaded.result.plans
  amina = await portal.browser('planner')
})
afterAll(() => portal.close())

const today = () => new Date().toISOString().slice(0, 10)
const read = () => portal.performer.ask(readVersions, portal.actors.planner, { plan })
const compare = (from: number, to: number | null = null) =>
  portal.performer.ask(compareVersion, portal.actors.planner, { plan, from, to })
const makeVersion = (note = '') => portal.performer.carryOut(freeze, portal.actors.planner, { plan, note })
async function say(signatory: string, verdict: string, reason = '') {
  const { versions } = await read()
  const sent = { version: versions[0]?.id, signatory, verdict, reason, day: today() }
  return portal.performer.carryOut(sign, portal.actors.director, sent)
}
async function changeFirst(values: object) {
  const whole = await portal.performer.ask(readWhole, portal.actors.planner, { plan })
  const one = whole.interventions[0]
  const kept = Object.entries(one ?? {}).filter(
    ([name]) => name in interventionFields || name === 'revision' || name === 'id'
  )
  const asked = new Set([...Object.keys(interventions.change.input)])
  await portal.performer.carryOut(interventions.change, portal.actors.planner, {
    ...Object.fromEntries(kept.filter(([name]) => asked.has(name))),
    ...values
  })
  return one
}

describe('a version of the plan', () => {
  const who: string[] = []

  test('says the same as the plan while nothing has changed', async () => {
    await makeVersion('For the tripartite council')
    expect(await read()).toMatchObject({ versions: [{ number: 1, signOff: { state: 'nobody' } }], since: 0 })
    expect((await compare(1)).differences).toEqual([])
  })

  test('tells what has changed since, field by field and with names', async () => {
    const before = await changeFirst({ name: 'Letter with 30 days to answer' })
    const { differences } = await compare(1)
    expect(differences).toMatchObject([
      {
        record: 'intervention',
        verb: 'changed',
        name: 'Letter with 30 days to answer',
        fields: [{ field: 'name', before: before?.name, after: 'Letter with 30 days to answer' }]
      }
    ])
    expect(await (await amina.get(`/plans/${plan}/versions/1`)).text()).toContain('One thing differs')
  })

  test('tells nobody where a stakeholder stands who may not know', async () => {
    const sent = {
      plan,
      name: 'Buyers’ club',
      category: 'wild_card',
      present_ring: 'hostile',
      desired_ring: 'disengaged'
    }
    const { result } = await portal.performer.carryOut(stakeholders.add, portal.actors.planner, sent)
    const seen = await portal.performer.ask(compareVersion, portal.actors.viewer, { plan, from: 1, to: null })
    expect(JSON.stringify(seen)).toContain('Buyers’ club')
    expect(JSON.stringify(seen)).not.toContain('hostile')
    expect(JSON.stringify(await compare(1))).toContain('hostile')
    await portal.performer.carryOut(stakeholders.remove, portal.actors.planner, { id: result.id })
  })

  test('is signed in turn, and a refusal needs a reason', async () => {
    for (const [name, place] of [
      ['Luis Ortega', 1],
      ['Amina Diallo', 2]
    ] as const)
      who.push(
        (await portal.performer.carryOut(signatories.add, portal.actors.planner, { plan, name, function: '–', place }))
          .result.id
      )
    await expect(say(who[1] ?? '', 'signed')).rejects.toMatchObject({ code: 'sign-not-in-turn' })
    await expect(say(who[0] ?? '', 'refused')).rejects.toMatchObject({ fields: [{ field: 'reason' }] })
    await say(who[0] ?? '', 'refused', 'Thirty days are too few')
    await expect(say(who[1] ?? '', 'signed')).rejects.toMatchObject({ code: 'sign-over' })
    expect((await portal.performer.ask(readPlan, portal.actors.planner, { plan })).status).toBe('draft')
  })

  test('makes the plan agreed with the last signature, and says when the plan has moved on from it', async () => {
    await makeVersion('Sixty days again')
    await say(who[0] ?? '', 'signed')
    expect((await portal.performer.ask(readPlan, portal.actors.planner, { plan })).status).toBe('draft')
    await say(who[1] ?? '', 'signed')
    expect((await portal.performer.ask(readPlan, portal.actors.planner, { plan })).status).toBe('agreed')
    expect(await read()).toMatchObject({
      versions: [{ number: 2, signOff: { state: 'agreed', signed: 2 } }, {}],
      since: 0
    })
    await changeFirst({ name: 'Letter with 45 days to answer' })
    expect((await read()).since).toBe(1)
    const page = await (await amina.get(`/plans/${plan}/versions`)).text()
    expect(page).toContain('The signatures are of version 2; one thing has changed since')
  })

  test('stays what it was: two versions are compared with each other', async () => {
    expect((await compare(1, 2)).differences).toMatchObject([{ fields: [{ after: 'Letter with 30 days to answer' }] }])
  })

  test('can be removed only while nobody has said anything to it', async () => {
    const { versions } = await read()
    const attempt = portal.performer.carryOut(removeVersion, portal.actors.planner, { id: versions[0]?.id })
    await expect(attempt).rejects.toMatchObject({ code: 'record-in-use' })
    const { result } = await makeVersion()
    await portal.performer.carryOut(removeVersion, portal.actors.planner, { id: result.id })
    expect((await read()).versions).toHaveLength(2)
  })

  test('that does not exist is not found', async () => {
    expect((await amina.get(`/plans/${plan}/versions/9`)).status).toBe(404)
    await expect(portal.performer.carryOut(plans.remove, portal.actors.planner, { id: plan })).rejects.toMatchObject({
      code: 'record-in-use'
    })
  })
})

describe('a review meeting', () => {
  test('keeps what was found and decided, and the changes of the plan that were made for that reason', async () => {
    const { carryOut, ask } = portal.performer
    const { planner } = portal.actors
    const meeting = (await carryOut(meetings.add, planner, { plan, day: today(), present: 'Luis, Amina' })).result.id
    const said = { plan, meeting, finding: 'Thirty days are too few', decision: 'Sixty days' }
    const finding = (await carryOut(findings.add, planner, said)).result.id
    await makeVersion('Before the meeting')
    const before = (await read()).versions[0]?.number ?? 0
    await changeFirst({ name: 'Letter with 60 days to answer' })
    const find = async () => (await ask(readMeetings, planner, { plan })).meetings.find(({ id }) => id === meeting)
    const [newest] = (await find())?.offered ?? []
    expect(newest?.changes).toMatchObject([{ record: 'intervention', verb: 'changed' }])
    await carryOut(explain, planner, { finding, entries: [String(newest?.number)] })
    expect((await find())?.findings[0]?.entries).toMatchObject([{ number: newest?.number }])
    await makeVersion('After it')
    const reason = { meeting, finding: 'Thirty days are too few', decision: 'Sixty days' }
    expect((await compare(before)).differences).toMatchObject([{ verb: 'changed', reasons: [reason] }])
    expect((await compare(before, before + 1)).differences).toMatchObject([{ reasons: [reason] }])
    for (const page of ['history', `versions/${before}`]) {
      const told = await (await amina.get(`/plans/${plan}/${page}`)).text()
      expect(told).toMatch(/Reason:.*Thirty days are too few.*Decided:.*Sixty days.*Review meeting of/)
    }
    const text = await (await amina.get(`/plans/${plan}/meetings/${meeting}`)).text()
    expect(text).toContain('one finding, one decision, one change of the plan')
    await carryOut(explain, planner, { finding, entries: [] })
    expect((await find())?.findings[0]?.entries).toEqual([])
    expect((await compare(before)).differences).toMatchObject([{ reasons: [] }])
  })

  test('cannot be the reason of a change of another plan, or of none', async () => {
    const { meetings } = await portal.performer.ask(readMeetings, portal.actors.planner, { plan })
    const finding = meetings[0]?.findings[0]?.id
    const attempt = portal.performer.carryOut(explain, portal.actors.planner, { finding, entries: ['999999'] })
    await expect(attempt).rejects.toMatchObject({ fields: [{ field: 'entries' }] })
  })
})

test('a version that was frozen before plans had a list is compared as one that has none of it', async () => {
  const { carryOut, ask } = portal.performer
  const { planner } = portal.actors
  const made = (await carryOut(plans.add, planner, { title: 'Older than joint plans' })).result.id
  await carryOut(freeze, planner, { plan: made })
  await portal.database.write({ inspectorate: planner.inspectorate, operation: 'test' }, (tx) =>
    sql`update plan_version_content set content = (content::jsonb - 'jointPlans' - 'jointActions')::text
      where inspectorate_id = current_inspectorate()`.execute(tx)
  )
  await carryOut(jointPlans.add, planner, { plan: made, title: 'With the tax office', goals: 'One paper, once' })
  const { differences } = await ask(compareVersion, planner, { plan: made, from: 1 })
  expect(differences).toMatchObject([{ record: 'joint_plan', verb: 'added', name: 'With the tax office' }])
})
