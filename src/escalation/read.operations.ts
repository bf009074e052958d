import { z } from 'zod'
import { can } from '../kernel/access.ts'
import { number, reference, text } from '../kernel/field.ts'
import { type ReadScope, read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { listPeopleOf } from '../office/people.store.ts'
import { listSettings } from '../workplace/decision.store.ts'
import { findWorkplace } from '../workplace/register.store.ts'
import { escalation, escalationList, type ListRow } from './kinds.operations.ts'
import { dayOf, type PhaseOf, pathsOf, readHub, readModel, readStories } from './model.operations.ts'
import { countPaths, type Path, type PhaseCount, reachOf, reachStages } from './path.rules.ts'
import { namedStages, type Reach, reachTogether, whoReached } from './reach.operations.ts'
import { type EventRow, type ListedWorkplace, listEntries, listEvents, listEventsAt, listMembers } from './store.ts'
import { type Conflict, listConflicts, listOpenings } from './timeline.rules.ts'

/** What an escalation says: its phases and how many are where, its lists, the way of each workplace. */

export const pageSize = 25
const Row = <T>() => z.custom<T>((value) => typeof value === 'object')

/** The people who may be asked to confirm a list. */
const Person = z.object({ id: z.string(), name: z.string() })
type Person = z.infer<typeof Person>

async function listConfirmers({ database, inspectorate }: ReadScope): Promise<Person[]> {
  return (await listPeopleOf(database))
    .filter(
      ({ active, role, id, name }) => active && can({ person: id, name, role, inspectorate }, 'escalation.confirm')
    )
    .map(({ id, name }) => ({ id, name }))
}

export type PhaseShown = PhaseOf & { count: PhaseCount; asked: string; opens: string | null }
export type ListShown = ListRow & { asked: string; phaseName: string; place: number }

export const readEscalation = read({
  name: 'escalation.read',
  input: { escalation: reference('escalation', { needed: true }) },
  output: z.object({
    escalation: Row<Awaited<ReturnType<typeof readModel>>['escalation']>(),
    issue: z.string(),
    target: z.string(),
    phases: z.array(Row<PhaseShown>()),
    lists: z.array(Row<ListShown>()),
    members: z.number(),
    relapsed: z.number(),
    reach: Row<Reach>(),
    people: z.array(Person),
    today: z.string()
  }),
  may: 'workplace.read',
  async run(scope, { escalation: id }) {
    const { database, now } = scope
    const today = dayOf(now)
    const model = await readModel(database, id)
    const stories = await readStories(database, id)
    const paths = [...pathsOf(model, stories, today).values()]
    const counts = countPaths(model.phases.length, paths)
    const people = await listConfirmers(scope)
    const nameOf = (person: string) => people.find((one) => one.id === person)?.name ?? ''
    const { issue, target } = await readHub(database, model.escalation)
    const opens = (at: number) =>
      paths
        .flatMap((path) => (path.at === at && path.state === 'waiting' && path.opens ? [path.opens] : []))
        .sort()[0] ?? null
    return {
      escalation: model.escalation,
      issue: issue.name,
      target: target.name,
      phases: model.phases.map((phase, at) => ({
        ...phase,
        count: counts[at] as PhaseCount,
        asked: nameOf(phase.asks),
        opens: opens(at)
      })),
      lists: model.lists.map((list) => {
        const place = model.phases.findIndex((phase) => phase.id === list.phase)
        return { ...list, asked: nameOf(list.asks), phaseName: model.phases[place]?.name ?? '', place }
      }),
      members: paths.filter(({ state }) => state !== 'outside').length,
      relapsed: paths.filter(({ relapse }) => relapse).length,
      reach: reachTogether([{ model, stories }], today),
      people,
      today
    }
  }
})
export type EscalationRead = z.infer<(typeof readEscalation)['output']>

/** The escalations of a plan, each with what waits for somebody to confirm it. */
export const listEscalations = read({
  name: 'escalation.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      hub: z.string(),
      example: z.boolean(),
      waiting: z.array(
        z.object({ id: z.string(), phase: z.string(), size: z.number(), asks: z.string(), asked: z.string() })
      )
    })
  ),
  may: 'workplace.read',
  async run(scope, { plan }) {
    const { database } = scope
    const people = await listConfirmers(scope)
    const all = await listRecords(database, escalation, plan)
    return Promise.all(
      all.map(async ({ id, name, hub, example }) => {
        const { phases, lists } = await readModel(database, id)
        const waiting = lists
          .filter(({ state }) => state === 'waiting')
          .map((list) => ({
            id: list.id,
            phase: phases.find((phase) => phase.id === list.phase)?.name ?? '',
            size: list.size,
            asks: list.asks,
            asked: people.find((one) => one.id === list.asks)?.name ?? ''
          }))
        return { id, name, hub, example, waiting }
      })
    )
  }
})

/** Of workplaces that are households, the name is withheld from those who may not read names of persons. */
async function masker({ database, may }: ReadScope) {
  if (may('workplace.read-persons')) return <W extends ListedWorkplace>(one: W) => ({ ...one, masked: false })
  const said = new Set(
    (await listSettings(database)).filter(({ setting }) => setting === 'household').map(({ id }) => id)
  )
  return <W extends ListedWorkplace>(one: W) => {
    const masked = one.household || said.has(one.workplace)
    return masked ? { ...one, name: '', address: '', masked } : { ...one, masked }
  }
}

export type Shown = ListedWorkplace & { masked: boolean }

/** One page of a drawn list, as it was frozen. */
export const readList = read({
  name: 'escalation.read-list',
  input: { id: reference('escalation_list', { needed: true }), page: number({ whole: true, min: 1 }) },
  output: z.object({
    list: Row<ListShown>(),
    escalation: Row<{ id: string; name: string }>(),
    entries: z.array(Row<Shown>()),
    random: z.number()
  }),
  may: 'workplace.read',
  async run(scope, { id, page }) {
    const list = await getRecord(scope.database, escalationList, id)
    const { escalation: of, phases } = await readModel(scope.database, list.escalation)
    const place = phases.findIndex((phase) => phase.id === list.phase)
    const asked = (await listConfirmers(scope)).find((one) => one.id === list.asks)?.name ?? ''
    const all = await listEntries(scope.database, list)
    const from = ((page ?? 1) - 1) * pageSize
    return {
      list: { ...list, asked, place, phaseName: phases[place]?.name ?? '' },
      escalation: of,
      entries: all.slice(from, from + pageSize).map(await masker(scope)),
      random: all.filter(({ reason }) => reason === 'random').length
    }
  }
})

/** Where workplaces of an escalation can be: what a list of them is narrowed by. */
export const whereabouts = ['waiting', 'due', 'passed', 'complied', 'left', 'relapsed'] as const
export type Whereabout = (typeof whereabouts)[number]

const isWhere = (path: Path, state: Whereabout, at: number | null): boolean => {
  if (state === 'relapsed') return path.relapse !== undefined
  const last = new Map(path.steps.map((step) => [step.at, step.end]))
  const end = state === 'waiting' || state === 'due' ? 'here' : state
  const there = at === null ? [...last.values()] : [last.get(at)]
  return there.includes(end) && (end !== 'here' || path.state === state)
}

export type { EventRow }
export type OnWay = Shown & { path: Path }

/** One page of the workplaces of an escalation: in a state, in a phase, at a stage of the reach, by name. */
export const readWays = read({
  name: 'escalation.ways',
  input: {
    escalation: reference('escalation', { needed: true }),
    state: { type: 'choice', options: whereabouts } as const,
    phase: reference('escalation_phase'),
    reach: { type: 'choice', options: reachStages } as const,
    text: text(200),
    page: number({ whole: true, min: 1 })
  },
  output: z.object({ total: z.number(), ways: z.array(Row<OnWay>()) }),
  may: 'workplace.read',
  async run(scope, { escalation: id, state, phase, reach, text: asked, page }) {
    const { database, now } = scope
    const today = dayOf(now)
    const model = await readModel(database, id)
    const stories = await readStories(database, id)
    const paths = pathsOf(model, stories, today)
    const at = phase ? model.phases.findIndex((one) => one.id === phase) : null
    const word = asked.trim().toLowerCase()
    const mask = await masker(scope)
    const ways = (await listMembers(database, id)).flatMap((member): OnWay[] => {
      const path = paths.get(member.workplace)
      if (!path || path.state === 'outside') return []
      if (state ? !isWhere(path, state, at) : at !== null && !path.steps.some((step) => step.at === at)) return []
      if (reach && !reachOf(stories.get(member.workplace) ?? [], today).has(reach)) return []
      const shown = mask(member)
      if (word && !`${shown.name} ${shown.city}`.toLowerCase().includes(word)) return []
      return [{ ...shown, path }]
    })
    const from = ((page ?? 1) - 1) * pageSize
    return { total: ways.length, ways: ways.slice(from, from + pageSize) }
  }
})

export type Reached = Shown & { path: Path; escalation: { id: string; name: string; example: boolean } }

/** One page of the workplaces that came to a stage of the reach of a hub, in any of its escalations, each once. */
export const readReached = read({
  name: 'escalation.reached',
  input: {
    plan: reference('plan', { needed: true }),
    hub: reference('hub', { needed: true }),
    reach: { type: 'choice', options: namedStages, needed: true } as const,
    page: number({ whole: true, min: 1 })
  },
  output: z.object({ total: z.number(), rows: z.array(Row<Reached>()) }),
  may: 'workplace.read',
  async run(scope, { plan, hub, reach, page }) {
    const { database, now } = scope
    const today = dayOf(now)
    const own = (await listRecords(database, escalation, plan)).filter((one) => one.hub === hub)
    const told = await Promise.all(
      own.map(async (of) => ({
        of,
        model: await readModel(database, of.id),
        stories: await readStories(database, of.id),
        members: await listMembers(database, of.id)
      }))
    )
    const reached = whoReached(told, today).get(reach)
    const mask = await masker(scope)
    const all = told.flatMap(({ of: { id, name, example }, model, stories, members }, at) => {
      const paths = pathsOf(model, stories, today)
      return members.flatMap((member): Reached[] => {
        const path = paths.get(member.workplace)
        const counts = path !== undefined && reached?.get(member.workplace) === at
        return counts ? [{ ...mask(member), path, escalation: { id, name, example } }] : []
      })
    })
    const from = ((page ?? 1) - 1) * pageSize
    return { total: all.length, rows: all.slice(from, from + pageSize) }
  }
})

/** The way of one workplace through one escalation, with everything that happened to it. */
export const readWay = read({
  name: 'escalation.way',
  input: {
    escalation: reference('escalation', { needed: true }),
    workplace: reference('workplace_entry', { needed: true })
  },
  output: z.object({
    escalation: Row<{ id: string; name: string; plan_id: string | null; example: boolean }>(),
    way: Row<OnWay>(),
    events: z.array(Row<EventRow>()),
    phases: z.array(z.object({ id: z.string(), name: z.string() })),
    today: z.string()
  }),
  may: 'workplace.read',
  async run(scope, { escalation: id, workplace }) {
    const { database, now } = scope
    const model = await readModel(database, id)
    const events = await listEvents(database, id, workplace)
    const member = (await listMembers(database, id)).find((one) => one.workplace === workplace)
    const path = pathsOf(model, new Map([[workplace, events]]), dayOf(now)).get(workplace)
    if (!member || !path) throw new Problem('not-found')
    return {
      escalation: model.escalation,
      way: { ...(await masker(scope))(member), path },
      events,
      phases: model.phases.map(({ id: phase, name }) => ({ id: phase, name })),
      today: dayOf(now)
    }
  }
})

/** The escalations on whose way a workplace of the register is or was, by any id that it ever had. */
export const readWaysOf = read({
  name: 'escalation.ways-of',
  input: { workplace: reference('workplace', { needed: true }) },
  output: z.array(
    z.object({
      escalation: Row<{ id: string; name: string; plan_id: string | null; example: boolean }>(),
      workplace: z.string(),
      path: Row<Path>(),
      phases: z.array(z.object({ id: z.string(), name: z.string() }))
    })
  ),
  may: 'workplace.read',
  async run({ database, portal, inspectorate, now }, { workplace: id }) {
    const { register } = await portal.registers.read(inspectorate)
    const found = register && (await findWorkplace(register, id))
    const ids = found ? found.entries.map((entry) => entry.id) : [id]
    const groups = Map.groupBy(await listEventsAt(database, ids), (one) => `${one.escalation} ${one.workplace}`)
    return Promise.all(
      [...groups].map(async ([key, events]) => {
        const [of = '', workplace = ''] = key.split(' ')
        const model = await readModel(database, of)
        const path = pathsOf(model, new Map([[workplace, events]]), dayOf(now)).get(workplace) as Path
        const phases = model.phases.map(({ id: phase, name }) => ({ id: phase, name }))
        return { escalation: model.escalation, workplace, path, phases }
      })
    )
  }
})

/** What the timeline of a plan draws of its escalations: how many wait or are due at each gate, when it opens, what does not fit. */
export const readGates = read({
  name: 'escalation.gates',
  input: { plan: reference('plan', { needed: true }) },
  output: z.array(Row<GatesOf>()),
  may: 'workplace.read',
  async run({ database, now }, { plan }) {
    const today = dayOf(now)
    const all = await listRecords(database, escalation, plan)
    return Promise.all(
      all.map(async ({ id, name, example }) => {
        const model = await readModel(database, id)
        const paths = [...pathsOf(model, await readStories(database, id), today).values()]
        const counts = countPaths(model.phases.length, paths)
        const planned = model.phases.map((phase, at) => ({ ...phase, gate: model.rules[at]?.gate }))
        const gates = planned.slice(1).map((phase, at) => ({
          ...phase,
          from: planned[at]?.id ?? '',
          waiting: counts[at]?.waiting ?? 0,
          due: counts[at]?.due ?? 0,
          openings: listOpenings(at, paths)
        }))
        return { id, name, example, gates, conflicts: listConflicts(planned, paths), today }
      })
    )
  }
})

export type GatesOf = {
  id: string
  name: string
  example: boolean
  gates: (PhaseOf & { from: string; waiting: number; due: number; openings: { day: string; n: number }[] })[]
  conflicts: Conflict[]
  today: string
}
