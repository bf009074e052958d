import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import type { Problem } from '../kernel/problem.ts'
import { undo } from '../kernel/undo.ts'
import { plans } from '../plan/operations.ts'
import { stakeholders } from '../stakeholder/operations.ts'
import { fillLine, interventions, readStepFive, weighInterventions } from './operations.ts'
import { criteria, marksText } from './rules.ts'

let portal: TestPortal
let plan: string
let hub: string
let letter: string
let visits: string

const make = async (operation: typeof interventions.add, input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result.id
const add = (values: object) => make(interventions.add, { plan, hub, ...values })
const look = async (id: string) => {
  const { interventions: all } = await portal.performer.ask(readStepFive, portal.actors.viewer, { plan })
  const found = all.find((one) => one.id === id)
  if (!found) throw new Error('the intervention is gone')
  return found
}
const weigh = (marks: object[]) => portal.performer.carryOut(weighInterventions, portal.actors.planner, { plan, marks })
const nothing = Object.fromEntries(criteria.map((criterion) => [criterion, null]))
const unseen = marksText({})
const refusal = (done: Promise<unknown>): Promise<Problem> =>
  done.then(
    () => Promise.reject(new Error('not refused')),
    (problem) => problem
  )

beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

beforeEach(async () => {
  plan = await make(plans.add, { title: 'Fair pay in garment workshops' })
  const issue = await make(issues.add, { plan, name: 'Pay below the minimum wage' })
  const target = await make(targets.add, { plan, name: 'Garment workshops' })
  hub = await make(hubs.add, { plan, issue, target, means: true, chosen: true })
  letter = await add({ name: 'Letter with 60 days to answer', family: 'communication' })
  visits = await add({ name: 'Pilot visits, drawn by lot', family: 'enforcement' })
})

describe('who carries an intervention out', () => {
  test('enforcement by a union is refused at the field that names it, and nothing is kept', async () => {
    const union = await make(stakeholders.add, { plan, name: 'Garment union', category: 'workers' })
    const problem = await refusal(add({ name: 'Fines by the union', family: 'enforcement', carried_out_by: union }))
    expect(problem.fields).toEqual([{ field: 'carried_out_by', code: 'only-public-authority-enforces' }])
    const { interventions: all } = await portal.performer.ask(readStepFive, portal.actors.viewer, { plan })
    expect(all.map(({ name }) => name)).toEqual(['Letter with 60 days to answer', 'Pilot visits, drawn by lot'])
  })

  test('nobody’s removal makes the inspectorate carry it out, and nobody who enforces ceases to be an authority', async () => {
    const values = { plan, name: 'Licence office', category: 'government', public_authority: true } as const
    const office = await make(stakeholders.add, values)
    await add({ name: 'Licence suspended', family: 'enforcement', carried_out_by: office })
    const removal = await refusal(portal.performer.carryOut(stakeholders.remove, portal.actors.planner, { id: office }))
    expect([removal.code, removal.values]).toEqual(['record-in-use', { count: 1, first: 'Licence suspended' }])
    const { plan: _plan, ...told } = values
    const edit = { ...told, id: office, revision: 1, public_authority: false }
    const change = await refusal(portal.performer.carryOut(stakeholders.change, portal.actors.planner, edit))
    expect(change.fields).toEqual([
      { field: 'public_authority', code: 'others-need', values: { first: 'Licence suspended' } }
    ])
    await portal.performer.carryOut(stakeholders.change, portal.actors.planner, {
      ...edit,
      public_authority: true,
      name: 'Licensing'
    })
  })

  test('pasted enforcement by a union is refused with the reason, line by line', async () => {
    await make(stakeholders.add, { plan, name: 'Garment union', category: 'workers' })
    const lines = 'Name\tFamily\tCarried out by\nLetters\tCommunication\t\nFines\tEnforcement\tGarment union'
    const problem = await refusal(
      portal.performer.carryOut(interventions.paste, portal.actors.planner, { plan, hub, lines, language: 'en' })
    )
    expect(problem.fields).toMatchObject([{ code: 'paste-rule', values: { line: 3 } }])
    expect(String(problem.fields[0]?.values?.reason)).toContain('Enforcement is a public function')
  })

  test('the tax office may enforce, and the union may teach', async () => {
    const tax = await make(stakeholders.add, {
      plan,
      name: 'Tax office',
      category: 'government',
      public_authority: true
    })
    const union = await make(stakeholders.add, { plan, name: 'Garment union', category: 'workers' })
    const audit = await add({ name: 'Payroll audits', family: 'enforcement', carried_out_by: tax })
    const clinics = await add({ name: 'Pay clinics', family: 'education', carried_out_by: union })
    expect([(await look(audit)).carried_out_by, (await look(clinics)).carried_out_by]).toEqual([tax, union])
  })
})

describe('weighing', () => {
  test('saves many in one go, counts those that changed, and undo takes all of it back', async () => {
    const done = await weigh([
      { key: letter, seen: unseen, ...nothing, impact: 2, effort: 1 },
      { key: visits, seen: unseen, ...nothing }
    ])
    expect(done.result).toEqual({ changed: 1 })
    expect(await look(letter)).toMatchObject({ impact: 2, effort: 1, reach: null })
    await portal.performer.carryOut(undo, portal.actors.planner, { event: done.event })
    expect(marksText(await look(letter))).toBe(unseen)
  })

  test('is told in the history as what it was: how many were marked, against how many criteria', async () => {
    const marks = { ...nothing, impact: 2, effort: 1, risk: 3 }
    await weigh([
      { key: letter, seen: unseen, ...marks },
      { key: visits, seen: unseen, ...marks }
    ])
    const browser = await portal.browser('planner')
    const html = await (await browser.get(`/plans/${plan}/history`)).text()
    expect(html).toContain('Marked 2 interventions against 3 criteria')
  })

  test('of two people who mark different criteria of one intervention holds together', async () => {
    await weigh([{ key: letter, seen: unseen, ...nothing, impact: 2 }])
    await weigh([{ key: letter, seen: unseen, ...nothing, risk: 4 }])
    expect(await look(letter)).toMatchObject({ impact: 2, risk: 4 })
  })

  test('what somebody else weighed is not overwritten by a form that did not touch it', async () => {
    await weigh([{ key: letter, seen: unseen, ...nothing, impact: 2 }])
    await weigh([
      { key: letter, seen: unseen, ...nothing },
      { key: visits, seen: unseen, ...nothing, impact: 4 }
    ])
    expect([(await look(letter)).impact, (await look(visits)).impact]).toEqual([2, 4])
  })

  test('two people who weigh the same intervention differently: the second is told, and nothing is half done', async () => {
    await weigh([{ key: letter, seen: unseen, ...nothing, impact: 2 }])
    const problem = await refusal(
      weigh([
        { key: visits, seen: unseen, ...nothing, impact: 5 },
        { key: letter, seen: unseen, ...nothing, impact: 3 }
      ])
    )
    expect(problem.code).toBe('changed-meanwhile')
    expect([(await look(letter)).impact, (await look(visits)).impact]).toEqual([2, null])
  })

  test('a mark outside 1 to 5 is refused at its cell', async () => {
    const problem = await refusal(weigh([{ key: letter, seen: unseen, ...nothing, risk: 6 }]))
    expect(problem.fields.map(({ field }) => field)).toEqual([`marks.${letter}.risk`])
  })
})

describe('a line of the chart', () => {
  const line = { owner: 'N. Reyes', starts: '2026-09-14', ends: '2026-11-20', budget: 9400, status: 'agreed' }

  test('is filled without touching what step 5 says of the intervention', async () => {
    const { revision } = await look(letter)
    await portal.performer.carryOut(fillLine, portal.actors.planner, { id: letter, revision, ...line })
    expect(await look(letter)).toMatchObject({
      ...line,
      name: 'Letter with 60 days to answer',
      family: 'communication'
    })
  })

  test('that ends before it starts is refused', async () => {
    const { revision } = await look(letter)
    const filled = portal.performer.carryOut(fillLine, portal.actors.planner, {
      id: letter,
      revision,
      ...line,
      ends: '2026-09-01'
    })
    expect((await refusal(filled)).fields).toEqual([{ field: 'ends', code: 'before-start' }])
  })

  test('that somebody changed since is not overwritten', async () => {
    const { revision } = await look(letter)
    await portal.performer.carryOut(fillLine, portal.actors.planner, { id: letter, revision, ...line })
    const late = portal.performer.carryOut(fillLine, portal.actors.planner, {
      id: letter,
      revision,
      owner: 'A. Diallo'
    })
    expect((await refusal(late)).code).toBe('changed-meanwhile')
    expect((await look(letter)).owner).toBe('N. Reyes')
  })

  test('is not for those who only read', async () => {
    const { revision } = await look(letter)
    const filled = portal.performer.carryOut(fillLine, portal.actors.viewer, { id: letter, revision, ...line })
    expect((await refusal(filled)).code).toBe('forbidden')
  })
})
