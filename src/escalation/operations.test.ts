import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importEvidence } from '../evidence/import.operations.ts'
import { formOfMapping } from '../evidence/mapping-form.rules.ts'
import { listEvidence, readDataSet } from '../evidence/operations.ts'
import { readUpload, receiveFile } from '../evidence/upload.operations.ts'
import { hubs, issues, targets } from '../hub/operations.ts'
import { readByIssue } from '../indicator/store.ts'
import { interventions } from '../intervention/operations.ts'
import { newId } from '../kernel/id.ts'
import type { WriteOperation } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { plans } from '../plan/operations.ts'
import { readWorkplace } from '../workplace/operations.ts'
import { askListAgain, askPopulation, confirmList, drawGates, drawList, setAsideList } from './draw.operations.ts'
import { recordEvents, takeInAgain } from './event.operations.ts'
import { escalationPhases, escalations } from './kinds.operations.ts'
import { pasteVisits } from './paste.operations.ts'
import { listEscalations, readEscalation, readList, readWay, readWays, readWaysOf } from './read.operations.ts'
import { correctVisit, readVisits, recordVisit, recordVisits, withdrawVisit } from './visit.operations.ts'

let portal: TestPortal
let plan = ''
let dataSet = ''
let escalation = ''
let issue = ''
const phases: string[] = []

const size = 60
/** Sixty workshops; the first have most cases in breach. */
const lines = Array.from({ length: size }, (_, index) =>
  Array.from({ length: index < 5 ? 3 : 1 }, (_, again) => {
    const breach = index < 40 ? 1 : 0
    return `${index}-${again},Workshop ${String(index).padStart(3, '0')},Los Angeles,9001${index % 9},2026-01-1${again},${breach},${breach},${breach * 100}`
  })
).flat()
const header = 'case_id,trade_nm,cty_nm,zip_cd,closed_date,violations,minwage_violations,minwage_backwages'

const as = (who: keyof TestPortal['actors'] = 'planner') => portal.actors[who]
async function act<I extends object>(
  operation: Pick<WriteOperation, 'name'>,
  input: I,
  who: keyof TestPortal['actors'] = 'planner'
): Promise<{ id: string }> {
  const done = await portal.performer.carryOut(operation as WriteOperation, as(who), input)
  return done.result as { id: string }
}
const codeOf = (error: unknown) => (error instanceof Problem ? error.code : String(error))
const fieldsOf = (error: unknown) => (error instanceof Problem ? error.fields.map(({ code }) => code) : [String(error)])
const read = () => portal.performer.ask(readEscalation, as(), { escalation })
const ways = (input: object = {}) => portal.performer.ask(readWays, as(), { escalation, ...input })

async function importCases(): Promise<string> {
  const folder = join(portal.config.folder, 'incoming')
  mkdirSync(folder, { recursive: true })
  const path = join(folder, newId())
  const whole = `${[header, ...lines].join('\n')}\n`
  writeFileSync(path, whole)
  const { carryOut, ask } = portal.performer
  const received = await carryOut(receiveFile, as(), { file: [{ path, name: 'cases.csv', bytes: whole.length }] })
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
  return result.id
}

beforeAll(async () => {
  portal = await openTestPortal()
  dataSet = await importCases()
  plan = (await act(plans.add, { title: 'Fair pay', status: 'draft' })).id
  issue = (await act(issues.add, { plan, name: 'Minimum wage', evidence_issue: 'minimumWage' })).id
  const target = (await act(targets.add, { plan, name: 'Workshops' })).id
  const hub = (await act(hubs.add, { plan, issue, target, chosen: true })).id
  escalation = (await act(escalations.add, { plan, hub, name: 'Letters, then visits' })).id
  const line = { plan, hub, influences: [], stakeholders: [] }
  const letter = await act(interventions.add, { ...line, name: 'Letter', family: 'communication', phase: 1 })
  const visit = await act(interventions.add, { ...line, name: 'Visits', family: 'enforcement', phase: 2 })
  const asks = as('director').person
  for (const [intervention, rule] of [
    [letter.id, {}],
    [visit.id, { passes: 'all', days: 60, after: 'sent' }]
  ] as const)
    phases.push((await act(escalationPhases.add, { plan, escalation, intervention, asks, ...rule })).id)
}, 60_000)
afterAll(() => portal.close())

const query = () => new URLSearchParams({ dataSet, issue: 'minimumWage' }).toString()

describe('a population', () => {
  test('is what a question finds: those that had a breach of the issue, each workplace once', async () => {
    const found = await portal.performer.ask(askPopulation, as(), { query: query() })
    expect(found).toMatchObject({ found: 40, breached: 40 })
    const never = await portal.performer.ask(askPopulation, as(), { query: `${query()}&inspected=never` })
    expect(never.found).toBe(0)
  })

  test('drawn the worst first, with a share by lot, is the same list for the same seed', async () => {
    const draw = { escalation, query: query(), draw: 'worst', size: 20, random_share: 25, seed: 7 }
    const take = async () => {
      const { id } = await act(drawList, draw)
      const { list, entries, random } = await portal.performer.ask(readList, as(), { id })
      await act(setAsideList, { id, revision: list.revision, note: 'Only to compare' })
      return { random, names: entries.map(({ name, reason }) => `${reason} ${name}`) }
    }
    const [first, second] = [await take(), await take()]
    expect(first).toEqual(second)
    expect(first.random).toBe(5)
    expect(first.names.slice(0, 5).sort()).toEqual([0, 1, 2, 3, 4].map((n) => `worst Workshop 00${n}`))
  })

  test('that finds nobody, or whose size nobody says, is not drawn', async () => {
    const draw = { escalation, query: `${query()}&text=nobody`, draw: 'worst', size: 20 }
    expect(await act(drawList, draw).catch(fieldsOf)).toEqual(['nobody'])
    expect(await act(drawList, { ...draw, query: query(), size: null }).catch(fieldsOf)).toEqual(['needed'])
  })

  test('is in the first phase once somebody who may has confirmed it, and only once', async () => {
    const { id } = await act(drawList, { escalation, query: query(), draw: 'whole', day: '2026-01-20' })
    expect((await read()).members).toBe(0)
    const [{ waiting } = { waiting: [] }] = await portal.performer.ask(listEscalations, as(), { plan })
    expect(waiting).toMatchObject([{ id, size: 40, asked: 'Luis Ortega' }])
    const confirm = { id, revision: 1, day: '2026-02-01' }
    expect(await act(confirmList, confirm, 'inspector').catch(codeOf)).toBe('forbidden')
    const both = await Promise.all(
      ['director', 'planner'].map((who) => act(confirmList, confirm, who as 'director').catch(codeOf))
    )
    expect(both.filter((one) => one === 'list-answered')).toHaveLength(1)
    expect(await read()).toMatchObject({ members: 40, phases: [{ count: { waiting: 40 } }, { count: { entered: 0 } }] })
  })

  test('keeps its question, which can be asked again', async () => {
    const { lists } = await read()
    const drawn = lists.find(({ draw, state }) => draw === 'whole' && state === 'confirmed')
    expect(drawn?.basis).toMatchObject([{ data_set: dataSet, name: 'Cases' }])
    const again = await portal.performer.ask(askListAgain, as(), { id: drawn?.id })
    expect(again).toEqual({ found: 40, changes: [] })
  })
})

describe('a gate', () => {
  test('opens by the clock, draws the list of those who are due, and asks somebody', async () => {
    await act(recordEvents, { escalation, phase: phases[0], kind: 'sent', day: '2026-02-02' })
    const [first, second] = (await ways()).ways.map(({ workplace }) => workplace)
    await act(recordEvents, {
      escalation,
      workplaces: [first],
      kind: 'answered',
      outcome: 'regularised',
      day: '2026-02-20'
    })
    await act(recordEvents, { escalation, workplaces: [second], kind: 'left', outcome: 'closed', day: '2026-02-21' })
    await portal.gates.settled()
    const { lists } = await read()
    expect(lists.at(-1)).toMatchObject({ state: 'waiting', draw: 'gate', size: 38, phaseName: 'Visits', place: 1 })
    expect((await ways({ state: 'due', phase: phases[0] })).total).toBe(38)
    expect(await read()).toMatchObject({ phases: [{ count: { complied: 1, left: 1, due: 38 } }, {}] })
  })

  test('whose list was set aside by a person draws no other by itself, and draws it anew when asked', async () => {
    const list = (await read()).lists.at(-1)
    await act(setAsideList, { id: list?.id, revision: list?.revision, note: 'Inspectors are on leave' })
    await act(drawGates, { escalation })
    expect((await read()).lists.at(-1)).toMatchObject({ state: 'set_aside' })
    await act(drawGates, { escalation, anew: true })
    expect((await read()).lists.at(-1)).toMatchObject({ state: 'waiting', size: 38 })
  })

  test('passes over who has complied since its list was drawn, and draws the list anew', async () => {
    const [one] = (await ways({ state: 'due' })).ways
    await act(recordEvents, { escalation, workplaces: [one?.workplace], kind: 'regularised', day: '2026-05-01' })
    await portal.gates.settled()
    const list = (await read()).lists.at(-1)
    expect(list).toMatchObject({ size: 37 })
    await act(confirmList, { id: list?.id, revision: list?.revision, day: '2026-05-02' }, 'director')
    expect(await read()).toMatchObject({
      phases: [{ count: { passed: 37, complied: 2, left: 1, due: 0 } }, { count: { entered: 37, waiting: 37 } }]
    })
  })

  test('lets somebody in again who relapsed, with the reason, and nobody who is on the way', async () => {
    const [complied] = (await ways({ state: 'complied' })).ways
    const again = { escalation, workplace: complied?.workplace, phase: phases[1], note: 'A worker reported it' }
    await act(takeInAgain, again)
    expect(await act(takeInAgain, again).catch(codeOf)).toBe('not-on-its-way')
    const { way, events } = await portal.performer.ask(readWay, as(), { escalation, workplace: complied?.workplace })
    expect(way.path).toMatchObject({ state: 'waiting', at: 1 })
    expect(events.at(-1)).toMatchObject({ kind: 'again', note: 'A worker reported it', recorded_by: 'Amina Diallo' })
    const own = await portal.performer.ask(readWaysOf, as('inspector'), { workplace: complied?.workplace })
    expect(own).toMatchObject([{ escalation: { name: 'Letters, then visits' }, path: { at: 1 } }])
  })
})

describe('an event', () => {
  test('lies in no future, names an outcome that belongs to it, and a workplace that is on the way', async () => {
    const [one] = (await ways({ state: 'waiting' })).ways
    const event = { escalation, workplaces: [one?.workplace], day: '2026-06-01' }
    expect(await act(recordEvents, { ...event, kind: 'answered' }).catch(fieldsOf)).toEqual(['choose'])
    expect(await act(recordEvents, { ...event, kind: 'sent', day: '2999-01-01' }).catch(fieldsOf)).toEqual(['not-yet'])
    const asks = { ...event, kind: 'answered', outcome: 'asks_time' }
    expect(await act(recordEvents, asks).catch(fieldsOf)).toEqual(['needed'])
    expect(await act(recordEvents, { ...event, kind: 'sent', workplaces: [newId()] }).catch(codeOf)).toBe(
      'not-on-its-way'
    )
  })
})

describe('a phase', () => {
  test('is an intervention of the same hub with a phase number of its own, and has a gate unless it is the first', async () => {
    const { phases: present, escalation: of } = await read()
    const other = await act(interventions.add, {
      plan,
      hub: of.hub,
      name: 'More letters',
      family: 'communication',
      phase: 1,
      influences: [],
      stakeholders: []
    })
    const add = (intervention: unknown) => act(escalationPhases.add, { plan, escalation, intervention }).catch(fieldsOf)
    expect(await add(other.id)).toEqual(['same-phase'])
    expect(await add(present[1]?.intervention)).toEqual(['same-phase'])
  })
})

describe('a visit', () => {
  const form = (workplace: unknown, result: string, rest: object = {}) => ({
    plan,
    workplace,
    day: '2026-06-10',
    presence: 'visit',
    inspector: 'Nora Reyes',
    findings: [{ key: issue, result }],
    ...rest
  })
  const settled = async () => {
    const set = await portal.performer.ask(listEvidence, as(), {})
    const visits = set.data_sets.find(({ name }) => name.startsWith('Visits'))
    if (visits) {
      const { versions } = await portal.performer.ask(readDataSet, as(), { data_set: visits.id })
      for (const { id } of versions) await portal.imports.finish(as().inspectorate, id)
    }
    return visits?.id ?? ''
  }
  const figures = async () => {
    const data_set = await settled()
    const rows = await readByIssue(portal.facts, as().inspectorate, { dataSets: [data_set] })
    return rows.map(({ issue: of, assessed, violating }) => [of, assessed, violating])
  }
  let at = ''
  let recorded = ''

  test('is on the way of its workplace at once, and in the figures and the register when its import is over', async () => {
    const [one, other] = (await ways({ state: 'waiting', phase: phases[1] })).ways.slice(5)
    at = one?.workplace ?? ''
    recorded = (
      await act(recordVisit, form(at, 'not_compliant', { deadline: '2026-07-01', workers: 12, women: 9 }), 'inspector')
    ).id
    await act(recordVisit, form(other?.workplace, 'compliant', { presence: 'remote' }), 'inspector')
    expect((await portal.performer.ask(readWay, as(), { escalation, workplace: at })).events.at(-1)).toMatchObject({
      kind: 'visited',
      outcome: 'not_compliant',
      until: '2026-07-01'
    })
    expect(await figures()).toEqual([['minimumWage', 2, 1]])
    await portal.registers.ready(as().inspectorate)
    const { workplace } = await portal.performer.ask(readWorkplace, as(), { id: at })
    expect(workplace).toMatchObject({ id: at, lastDay: '2026-06-10' })
    expect(workplace.cases).toBeGreaterThan(1)
  })

  test('that is put right counts as it is now, and withdrawn nowhere; the log keeps both', async () => {
    const { rows } = await portal.performer.ask(readVisits, as(), { plan, workplace: at })
    const { workplace: _, plan: __, ...values } = form(at, 'compliant')
    await act(correctVisit, { ...values, id: recorded, revision: rows[0]?.revision }, 'inspector')
    expect(await figures()).toEqual([['minimumWage', 2, 0]])
    expect((await portal.performer.ask(readWay, as(), { escalation, workplace: at })).way.path.state).toBe('complied')
    const { rows: now } = await portal.performer.ask(readVisits, as(), { plan, workplace: at })
    await act(withdrawVisit, { id: recorded, revision: now[0]?.revision, withdrawn: 'Another workshop' })
    expect(await figures()).toEqual([['minimumWage', 1, 0]])
    expect((await portal.performer.ask(readWay, as(), { escalation, workplace: at })).way.path.state).toBe('waiting')
    const again = { ...values, id: recorded, revision: (now[0]?.revision ?? 0) + 1 }
    expect(await act(correctVisit, again).catch(codeOf)).toBe('visit-withdrawn')
  })

  test('is not in the future, not without a result, and has no more women than workers', async () => {
    const refused = (rest: object, result = 'compliant') => act(recordVisit, form(at, result, rest)).catch(fieldsOf)
    expect(await refused({ day: '2999-01-01' })).toEqual(['not-yet'])
    expect(await refused({ workers: 3, women: 4 })).toEqual(['more-than-all'])
    expect(await refused({}, '')).toEqual(['one-issue'])
  })

  test('comes in batches, row by row or pasted, all of them or none', async () => {
    const [one, two, three] = (await ways({ state: 'waiting', phase: phases[1] })).ways.slice(9)
    const common = { plan, escalation, presence: 'visit', inspector: 'Nora Reyes', day: '2026-06-12' }
    const row = (workplace: unknown, result: string) => ({ key: workplace, result })
    await act(recordVisits, { ...common, visits: [row(one?.workplace, 'not_compliant'), row(two?.workplace, '')] })
    const paste = (lines: string) => act(pasteVisits, { ...common, language: 'en', lines }).catch(fieldsOf)
    expect(await paste(`${two?.name}\tCompliant\nNobody\tCompliant`)).toEqual(['paste-workplace'])
    await paste(`${two?.name}\tCompliant\t2026-06-13\t14\n${three?.name}\tNot compliant`)
    const { rows, counted } = await portal.performer.ask(readVisits, as(), { plan })
    expect(counted).toBe(3)
    expect(rows[0]).toMatchObject({ name: two?.name, day: '2026-06-13', workers: 14 })
    expect(await figures()).toEqual([['minimumWage', 4, 2]])
  })
})
