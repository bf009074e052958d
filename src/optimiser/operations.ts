import { z } from 'zod'
import { capacity } from '../capacity/operations.ts'
import { regionsOf } from '../capacity/rules.ts'
import type { NamedHub } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import { type Intervention, intervention } from '../intervention/operations.ts'
import type { Reader } from '../kernel/database.ts'
import { date, json, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { resource } from '../office/records.operations.ts'
import { stepPath } from '../plan/rules.ts'
import { daysOfOne, daysOfRegions } from './given.rules.ts'
import type { KeptAnswer } from './kept.rules.ts'
import { makeQuestion, type PlanNames, type Question } from './question.rules.ts'
import {
  lineColumns,
  proposeLines,
  proposeRegions,
  readLines,
  readRegions,
  regionColumns,
  scenarioFields,
  usualDays
} from './rules.ts'
import { endRun, findRun, insertRun, listLastRuns, type Run } from './store.ts'
import type { TableFault } from './table.rules.ts'

export type Running = { found: boolean; worth: number; bound: number; deeds: number }
/** What is sought behind the pages. */
export type Optimiser = {
  start(inspectorate: string, run: string): void
  /** What was found so far; undefined where nothing runs. */
  progress(run: string): Running | undefined
  /** Has a run end with the best that it found. */
  stop(run: string): void
}
declare module '../kernel/operation.ts' {
  interface Portal {
    optimiser: Optimiser
  }
}

export const scenario = recordKind({
  name: 'scenario',
  fields: scenarioFields,
  title: 'title',
  within: 'plan',
  may: 'plan.edit',
  page: (row) => `${stepPath(row.plan_id ?? '', 6, 'optimiser')}${row.id ? `/${row.id}` : ''}`,
  check: ({ lines, regions }) =>
    [
      ...readLines(lines).faults.map((fault) => ({ field: 'lines', ...fault })),
      ...readRegions(regions).faults.map((fault) => ({ field: 'regions', ...fault }))
    ]
      .slice(0, 5)
      .map(({ field, line, code }) => ({ field, code: `table-${code}`, values: { line } }))
})
export const scenarios = recordOperations(scenario)
export type Scenario = Stored<typeof scenarioFields>

/** A scenario with its last run: whether its answer is old, what is wrong with its tables, and what is known meanwhile. */
export type Told = {
  scenario: Scenario
  run: (Omit<Run, 'question' | 'answer'> & { question: Question; answer: KeptAnswer | null }) | null
  old: boolean
  running: Running | null
  faults: TableFault[]
}

const hubNameOf = ({ issue, target }: NamedHub) => `${issue} – ${target}`

async function namesOf(database: Reader, plan: string): Promise<PlanNames & { all: Intervention[] }> {
  const all = await listRecords(database, intervention, plan)
  const used = new Set(all.map(({ hub }) => hub))
  const hubs = (await listNamedHubs(database, plan)).filter(({ id, chosen }) => chosen || used.has(id))
  return {
    all,
    interventions: all.map(({ id, name, hub }) => ({ id, name, hub })),
    hubs: hubs.map((hub) => ({ id: hub.id, name: hubNameOf(hub) }))
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
/** The database gives the names of an object back in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)])
  )
}

/** All scenarios of a plan, and the interventions of its chart into which one can be taken. */
export const listScenarios = read({
  name: 'scenario.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    scenarios: z.array(z.custom<Told>((value) => typeof value === 'object')),
    interventions: z.array(z.custom<Intervention>((value) => typeof value === 'object')),
    hubs: z.array(z.string()),
    inspectors: z.number().nullable(),
    /** Regions that the inspectorate's capacity names. */
    regions: z.array(z.string())
  }),
  may: 'plan.read',
  async run({ database, portal }, { plan }) {
    const names = await namesOf(database, plan)
    const runs = new Map((await listLastRuns(database, plan)).map((run) => [run.scenario, run]))
    const scenarios = (await listRecords(database, scenario, plan)).map((one): Told => {
      const { question, faults } = makeQuestion(one, names)
      const run = runs.get(one.id) ?? null
      const running = run ? (portal.optimiser.progress(run.id) ?? null) : null
      return { scenario: one, run, running, faults, old: run !== null && !same(question, run.question) }
    })
    const people = (await listRecords(database, resource)).filter(({ kind }) => kind === 'human')
    const [inspectors] = people.map(({ quantity }) => quantity).filter((quantity) => quantity !== null)
    return {
      scenarios,
      interventions: names.all,
      hubs: names.hubs.map(({ name }) => name),
      inspectors: inspectors ?? null,
      regions: regionsOf(await listRecords(database, capacity)).flatMap(({ region }) => region || [])
    }
  }
})

/**
 * Begins a scenario with what the plan knows: its interventions with their budgets, its hubs, and the days that the inspectors
 * of step 1.2 give, shared between the regions that one names. `columns` and `judgement` are in the words of who begins.
 */
export const beginScenario = write({
  name: 'scenario.begin',
  input: {
    plan: reference('plan', { needed: true }),
    title: text(200, { needed: true }),
    starts: date({ needed: true }),
    named: text(4000, { long: true, needed: true }),
    columns: text(4000),
    judgement: text(300)
  },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run(scope, { plan, title, starts, named, columns, judgement }) {
    const names = await namesOf(scope.tx, plan)
    const heads = columns.split('\n')
    const regions = named
      .split('\n')
      .map((one) => one.trim())
      .filter((one) => one !== '')
    const people = (await listRecords(scope.tx, resource)).find(
      ({ kind, quantity }) => kind === 'human' && quantity !== null
    )
    const lines = await listRecords(scope.tx, capacity)
    const given = daysOfRegions(regions, lines, people?.quantity ?? 0)
    const headOf = (all: readonly string[], from: number) => all.map((name, index) => heads[from + index] || name)
    const proposed = proposeLines(headOf(lineColumns, 0), names.all, judgement || '?')
    const hubs = names.hubs.map(({ name }) => name)
    const values = {
      title,
      note: '',
      aim: '',
      starts,
      quarters: 12,
      budget: null,
      yearly: null,
      lend: null,
      random: null,
      inspector_days: daysOfOne(lines) ?? usualDays,
      lines: proposed,
      regions: proposeRegions(headOf(regionColumns, lineColumns.length), hubs, given)
    }
    const made = await insertRow(scope.tx, scenario, { ...values, id: newId(), plan_id: plan })
    scope.note('scenario', null, made)
    scope.about({ plan })
    return { id: made.id }
  }
})

/** Has the answer of a scenario sought, in a thread, and keeps its inputs as they are now. */
export const runScenario = write({
  name: 'scenario.run',
  input: { id: reference('scenario', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run(scope, { id }) {
    const { tx, actor, portal, now, afterwards } = scope
    const asked = await getRecord(tx, scenario, id)
    const plan = asked.plan_id ?? ''
    const { question } = makeQuestion(asked, await namesOf(tx, plan))
    if (!question) throw new Problem('scenario-incomplete')
    const run = newId()
    await insertRun(tx, { id: run, scenario: id, question, person: actor.person, name: actor.name, at: now })
    scope.about({ plan, data: { scenario: id, run } })
    afterwards(() => portal.optimiser.start(actor.inspectorate, run))
    return { id }
  }
})

/** Stops a run; it ends with the best that it found. */
export const stopScenario = write({
  name: 'scenario.stop',
  input: { run: reference('scenario_run', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run({ tx, portal, about, afterwards }, { run: id }) {
    const run = await findRun(tx, id)
    if (!run) throw new Problem('not-found')
    about({ data: { scenario: run.scenario, run: id } })
    afterwards(() => portal.optimiser.stop(id))
    return { id: run.scenario }
  }
})

/** Keeps the answer of a run; null where the search itself failed. */
export const finishRun = write({
  name: 'scenario.finish',
  input: { run: reference('scenario_run', { needed: true }), answer: json(z.custom<KeptAnswer | null>()) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async run({ tx, about }, { run: id, answer }) {
    const run = await findRun(tx, id)
    if (!run) throw new Problem('not-found')
    await endRun(tx, id, answer)
    about({ data: { scenario: run.scenario, run: id, found: answer?.found ?? false } })
    return { id: run.scenario }
  }
})

/** What is done with scenarios beside the operations of their records. */
export const scenarioOperations: readonly AnyOperation[] = [beginScenario, listScenarios, runScenario, stopScenario]
