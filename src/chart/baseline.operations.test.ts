import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { fillLine, interventions } from '../intervention/operations.ts'
import { askedOf } from '../kernel/merge.ts'
import { root } from '../kernel/root.ts'
import { plans } from '../plan/operations.ts'
import { type Baseline, readBaselines } from './baseline.operations.ts'
import { readWhole } from './whole.operations.ts'

let portal: TestPortal
let [plan, intervention] = ['', '']
let baseline: Baseline

const carryOut = async (operation: Parameters<TestPortal['performer']['carryOut']>[0], input: object) =>
  (await portal.performer.carryOut(operation, portal.actors.planner, input)).result as { id: string }
const whole = () => portal.performer.ask(readWhole, portal.actors.director, { plan })
const line = async () => (await whole()).interventions.find(({ id }) => id === intervention)
const fill = async (values: object) => {
  const { revision } = (await line()) ?? { revision: 0 }
  return portal.performer.carryOut(fillLine, portal.actors.planner, { id: intervention, revision, ...values })
}

beforeAll(async () => {
  portal = await openTestPortal()
  await importFromFile(portal.importMeans, portal.actors.planner, {
    file: join(root, 'demo/register.csv.gz'),
    name: 'Register',
    source: 'Public records',
    case_origin: 'unknown'
  })
  plan = (await carryOut(plans.add, { title: 'Fair pay' })).id
  const issue = (await carryOut(issues.add, { plan, name: 'Pay', evidence_issue: 'minimumWage' })).id
  const target = (await carryOut(targets.add, { plan, name: 'Garment workshops', industry: '315' })).id
  const hub = (await carryOut(hubs.add, { plan, issue, target })).id
  intervention = (await carryOut(interventions.add, { plan, hub, name: 'Letter', family: 'communication' })).id
  const [found] = await portal.performer.ask(readBaselines, portal.actors.planner, { hub })
  if (!found) throw new Error('the register says something of garment workshops')
  baseline = found
})
afterAll(() => portal.close())

describe('a baseline that is taken from the evidence', () => {
  test('is pinned into the plan with its question, and stands in the plan’s JSON', async () => {
    const percent = Math.round(baseline.share * 1000) / 10
    await fill({ baseline: percent, take: baseline.query, take_title: 'Share of garment workshops' })
    const { pins } = await whole()
    expect(pins).toHaveLength(1)
    expect(pins[0]).toMatchObject({ count: baseline.breaches, of: baseline.cases, title: 'Share of garment workshops' })
    expect((await line())?.baseline_pin).toBe(pins[0]?.id)
    const told = await portal.performer.ask(readWhole, portal.actors.viewer, { plan })
    expect([told.pins[0]?.count, told.pins[0]?.of].map((count = null) => (count ?? 1) % 5)).toEqual([0, 0])
  })

  test('stays the same figure when the line is saved again, and is none once another value is written', async () => {
    const { baseline_pin, baseline: value } = (await line()) ?? {}
    await fill({ baseline: value, baseline_pin })
    expect((await line())?.baseline_pin).toBe(baseline_pin)
    await fill({ baseline: 50, baseline_pin })
    expect((await line())?.baseline_pin).toBeNull()
    expect((await whole()).pins).toHaveLength(1)
  })

  test('is not pinned where what was filled in was written over before it was saved', async () => {
    await fill({ baseline: 12, take: baseline.query })
    expect((await line())?.baseline_pin).toBeNull()
    expect((await whole()).pins).toHaveLength(1)
  })

  test('is refused as a baseline of another value, in words', async () => {
    const [pin] = (await whole()).pins
    const present = await line()
    const names = ['revision', ...Object.keys(askedOf(interventions.kind))] as (keyof NonNullable<typeof present>)[]
    const values = Object.fromEntries(names.map((name) => [name, present?.[name]]))
    const refused = await portal.performer
      .carryOut(interventions.change, portal.actors.planner, {
        ...values,
        id: present?.id,
        baseline: 3,
        baseline_pin: pin?.id
      })
      .catch((error) => error.fields)
    expect(refused).toEqual([{ field: 'baseline_pin', code: 'pin-differs' }])
  })
})
