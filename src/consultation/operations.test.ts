import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { unzip } from '../../test/zip.ts'
import { loadContent } from '../chart/load.operations.ts'
import { readWhole } from '../chart/whole.operations.ts'
import { interventions } from '../intervention/operations.ts'
import { root } from '../kernel/root.ts'
import { freeze, removeVersion } from '../review/operations.ts'
import { jointActions, jointPartners, jointPlans, readJointPlans } from './joint.operations.ts'
import { answerPoint, consultations, points, readConsultations, recordPosition } from './operations.ts'

let portal: TestPortal
let amina: Browser
let plan: string
let version: string
let union: string
let chamber: string
const planner = () => portal.actors.planner

beforeAll(async () => {
  portal = await openTestPortal()
  const content = JSON.parse(readFileSync(join(root, 'demo/plans.json'), 'utf8'))
  content.plans[0] = { ...content.plans[0], jointPlans: [], jointPartners: [], jointActions: [] }
  const loaded = await portal.performer.carryOut(loadContent, planner(), { content, example: true })
  ;[plan = ''] = loaded.result.plans
  version = (await portal.performer.carryOut(freeze, planner(), { plan })).result.id
  const { stakeholders } = await portal.performer.ask(readWhole, planner(), { plan })
  union = stakeholders.find(({ category }) => category === 'workers')?.id ?? ''
  chamber = stakeholders.find(({ category }) => category === 'employers')?.id ?? ''
  amina = await portal.browser('planner')
})
afterAll(() => portal.close())

const read = () => portal.performer.ask(readConsultations, planner(), { plan })
const page = async (path: string) => (await amina.get(`/plans/${plan}/${path}`)).text()
const shown = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const refusal = (done: Promise<unknown>) =>
  done.then(
    () => [],
    (problem) => problem.fields.map(({ field, code }: { field: string; code: string }) => `${field}: ${code}`)
  )

describe('consulting', () => {
  test('is missing in a plan until workers’ and employers’ organisations were asked', async () => {
    expect(shown(await page('6/gaps'))).toContain('No organisation of workers has been consulted.')
    expect(shown(await page('consultation'))).toContain('Nobody has been consulted yet')
  })

  test('is asked on a form of the register, which says what is open', async () => {
    const sent = { plan, stakeholder: union, version, asked: '2026-09-01', way: 'meeting', until: '2026-09-30' }
    const answer = await amina.post('/do/consultation.add', { ...sent, _page: `/plans/${plan}/consultation` })
    expect(answer.status).toBe(303)
    const employers = { ...sent, stakeholder: chamber, way: 'writing', until: '2099-01-01' }
    await portal.performer.carryOut(consultations.add, planner(), employers)
    const html = shown(await page('consultation'))
    expect(html).toMatch(/ended \d+ days ago without an answer\./)
    expect(html).toContain('has until 1 January 2099 to answer.')
    expect(shown(await page('6/gaps'))).not.toContain('has been consulted')
  })

  test('takes the position in a meeting, with who gave it; silence has neither person nor day', async () => {
    const [asked] = (await read()).consultations
    const sent = {
      consultation: asked?.id ?? '',
      revision: '1',
      _key: asked?.id ?? '',
      _page: `/plans/${plan}/consultation`
    }
    const incomplete = await amina.post('/do/consultation.record-position', { ...sent, position: 'supports' })
    expect(incomplete.status).toBe(422)
    const said = {
      position: 'with_changes',
      spoke: 'Rosa Marín, secretary',
      answered: '2026-09-20',
      public_agreed: 'yes'
    }
    expect((await amina.post('/do/consultation.record-position', { ...sent, ...said })).status).toBe(303)
    expect(shown(await page('consultation'))).toContain('Rosa Marín, secretary, 20 September 2026')
    const other = (await read()).consultations[1]
    await portal.performer.carryOut(recordPosition, planner(), {
      ...{ consultation: other?.id, revision: 1, position: 'did_not_answer', spoke: 'X', answered: '2026-09-20' },
      public_agreed: true
    })
    expect((await read()).consultations[1]).toMatchObject({ spoke: '', answered: null, public_agreed: false })
  })

  test('answers each point, linked to the change and the version that took it over', async () => {
    const [asked] = (await read()).consultations
    const whole = await portal.performer.ask(readWhole, planner(), { plan })
    const [line] = whole.interventions
    const { result } = await portal.performer.carryOut(points.addMany, planner(), {
      plan,
      items: [
        { consultation: asked?.id, text: 'Visits also at night', intervention: line?.id },
        { consultation: asked?.id, text: 'Publish every name' }
      ]
    })
    expect(shown(await page('consultation'))).toMatch(/2 of 2 points that “[^”]+” raised have no answer\./)
    const values = Object.fromEntries(
      Object.keys(interventions.change.input).map((name) => [name, line?.[name as 'name']])
    )
    const changed = await portal.performer.carryOut(interventions.change, planner(), {
      ...values,
      name: `${line?.name} (also at night)`
    })
    const taken = {
      point: result.ids[0],
      revision: 1,
      outcome: 'taken',
      why: '',
      taken_in: version,
      entry: changed.event
    }
    await portal.performer.carryOut(answerPoint, planner(), taken)
    const refused = { point: result.ids[1], revision: 1, outcome: 'not_taken', why: '', taken_in: null, entry: null }
    expect(await refusal(portal.performer.carryOut(answerPoint, planner(), refused))).toEqual(['why: reason-needed'])
    expect(
      await refusal(portal.performer.carryOut(answerPoint, planner(), { ...taken, revision: 2, entry: 1 }))
    ).toEqual(['entry: references'])
    // Somebody who saw the point before it was answered does not answer it over that unseen.
    await expect(portal.performer.carryOut(answerPoint, planner(), taken)).rejects.toMatchObject({
      code: 'changed-meanwhile'
    })
    const change = shown(await (await amina.get(`/records/consultation_point/${result.ids[0]}`)).text())
    expect(change).toContain('What was said')
    expect(change).not.toContain('Taken over by this change')
    const html = shown(await page('consultation'))
    expect(html).toContain('By this change:')
    expect(html).toContain('also at night')
    expect(html).toMatch(/1 of 2 points that “[^”]+” raised has no answer\./)
    expect(shown(await page('6/gaps'))).toMatch(/1 of 2 points that “[^”]+” raised has no answer\./)
  })

  test('is in the Word document and in the plan’s JSON, and keeps the version that was asked about', async () => {
    const word = Buffer.from(await (await amina.get(`/plans/${plan}/plan.docx`)).arrayBuffer())
    const text = shown(String(unzip(word).get('word/document.xml')))
    for (const said of ['Rosa Marín, secretary', 'Visits also at night', 'Supports it with changes'])
      expect(text).toContain(said)
    const json = (await (await amina.get(`/plans/${plan}/plan.json`)).json()) as { points: { text: string }[] }
    expect(json.points.map(({ text }) => text)).toContain('Publish every name')
    const gone = portal.performer.carryOut(removeVersion, planner(), { id: version })
    await expect(gone).rejects.toMatchObject({ code: 'record-in-use' })
  }, 60_000)

  test('is no change of the plan: the version still stands as it was', async () => {
    const html = shown(await page('versions'))
    expect(html).toContain('One thing has changed since version 1')
  })
})

describe('planning together', () => {
  test('has partners, and actions whose days and state are those of the chart', async () => {
    const { carryOut } = portal.performer
    const joint = (await carryOut(jointPlans.add, planner(), { plan, title: 'With the union', goals: 'Pay on time' }))
      .result
    const of = { plan, joint_plan: joint.id }
    await carryOut(jointPartners.add, planner(), { ...of, stakeholder: union, brings: 'A room', speaker: 'R. Marín' })
    const line = (await portal.performer.ask(readWhole, planner(), { plan })).interventions.find(({ ends }) => ends)
    const foreign = carryOut(jointActions.add, planner(), { ...of, action: 'Lend a car', partner: chamber })
    expect(await refusal(foreign)).toEqual(['partner: not-a-partner'])
    const twice = carryOut(jointActions.add, planner(), { ...of, intervention: line?.id, until: '2026-12-01' })
    expect(await refusal(twice)).toEqual(['until: of-the-chart'])
    await carryOut(jointActions.add, planner(), {
      ...of,
      action: 'Open an evening desk',
      partner: union,
      until: '2026-01-31'
    })
    await carryOut(jointActions.add, planner(), { ...of, intervention: line?.id })
    const html = shown(await page('joint'))
    expect(html).toContain('From the chart')
    expect(html).toContain(line?.name ?? '?')
    expect(html).toMatch(/One joint plan: 2 actions are open, (one|2) of them late/)
    const told = await portal.performer.ask(readJointPlans, planner(), { plan })
    expect(told.joint[0]?.actions).toHaveLength(2)
    const word = Buffer.from(await (await amina.get(`/plans/${plan}/plan.docx`)).arrayBuffer())
    expect(shown(String(unzip(word).get('word/document.xml')))).toContain('Open an evening desk')
  })
})
