import { z } from 'zod'
import { type BasisChange, type BasisSet, basisChanges, basisOf, countedNow } from '../indicator/basis.rules.ts'
import { readRegister } from '../indicator/basis.store.ts'
import type { Reader } from '../kernel/database.ts'
import { choice, date, number, reference, scale, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, updateRow } from '../kernel/record.ts'
import { readHouseholdRecords } from '../workplace/household.operations.ts'
import type { Register } from '../workplace/keep.store.ts'
import { registerOf } from '../workplace/operations.ts'
import { listWorkplaceIds } from '../workplace/register.store.ts'
import { escalation, escalationList, type ListRow } from './kinds.operations.ts'
import { dayOf, type PhaseOf, pathsOf, readModel, readStories } from './model.operations.ts'
import { populationFromQuery, populationToQuery, randomOf } from './population.rules.ts'
import { countPopulation, drawPopulation, listKnown, mostDrawn, type SaidUnits } from './population.store.ts'
import { draws } from './rules.ts'
import { insertEvents, keepKnown, listSaidUnits, lockEscalation, putEntries, readEntryIds } from './store.ts'

/** How lists of workplaces are drawn, and confirmed by somebody: nothing is sent or assigned before. */

const Id = z.object({ id: z.guid() })
const ofList = { id: reference('escalation_list', { needed: true }) }

/** What people said of workplaces, by the numbers that these have in the register now. */
async function readSaidUnits({ database }: Pick<ReadScope, 'database'>, register: Register): Promise<SaidUnits> {
  const said = await listSaidUnits(database)
  const now = await listWorkplaceIds(
    register,
    said.map(({ id }) => id)
  )
  const numbersOf = (fits: (one: (typeof said)[number]) => boolean) =>
    said.filter(fits).flatMap(({ id }) => now.get(id)?.n ?? [])
  return {
    registered: numbersOf(({ registration }) => registration === 'registered'),
    unregistered: numbersOf(({ registration }) => registration === 'unregistered'),
    households: numbersOf(({ setting }) => setting === 'household')
  }
}

async function askedOf(scope: ReadScope, query: string) {
  const register = await registerOf(scope)
  const said = await readSaidUnits(scope, register)
  return { register, asked: { ...populationFromQuery(query), households: await readHouseholdRecords(scope), said } }
}

/** The data sets that a question was asked of, each with its version: those that it names, else all. */
async function basisFor({ database }: Pick<ReadScope, 'database'>, query: string): Promise<BasisSet[]> {
  const { filter } = populationFromQuery(query)
  const register = await readRegister(database)
  const all = register.dataSets.map(({ id }) => id)
  return basisOf(register, filter.dataSets ? countedNow(register, filter, false) : all)
}

/** How many workplaces a question finds, those of them in breach, and their workers as far as sources say. */
export const askPopulation = read({
  name: 'escalation.ask-population',
  input: { query: text(8000) },
  output: z.object({ found: z.number(), breached: z.number(), workers: z.number().nullable() }),
  may: 'plan.edit',
  async run(scope, { query }) {
    const { register, asked } = await askedOf(scope, query)
    return countPopulation(register, asked)
  }
})

/** Asks the question of a list again: how many it finds now, and what happened to the records since. */
export const askListAgain = read({
  name: 'escalation.ask-again',
  input: ofList,
  output: z.object({ found: z.number(), changes: z.array(z.custom<BasisChange>()) }),
  may: 'workplace.read',
  async run(scope, { id }) {
    const list = await getRecord(scope.database, escalationList, id)
    if (list.draw === 'gate') throw new Problem('not-found')
    const { register, asked } = await askedOf(scope, list.query)
    const { found } = await countPopulation(register, asked)
    return { found, changes: basisChanges(list.basis, await readRegister(scope.database)) }
  }
})

const emptyList = {
  query: '',
  basis: [] as BasisSet[],
  random_share: null,
  seed: null,
  answered_on: null,
  answered_by: '',
  note: '',
  state: 'waiting'
}

function demandDay(day: string | null, now: Date): string {
  const today = dayOf(now)
  if (day !== null && day > today)
    throw new Problem('input-not-valid', { count: 1 }, [{ field: 'day', code: 'not-yet' }])
  return day ?? today
}

/**
 * Draws the list of the first phase from a question: all whom it finds, the worst first with a share by lot, or all by lot. The
 * question, the versions of the records, the share and the seed are kept, and the list stays as it was drawn.
 */
export const drawList = write({
  name: 'escalation.draw-list',
  input: {
    escalation: reference('escalation', { needed: true }),
    query: text(8000),
    draw: choice(draws, { needed: true }),
    size: scale(1, mostDrawn),
    random_share: scale(0, 100),
    seed: scale(1, 999_999_999),
    day: date()
  },
  output: Id,
  may: 'plan.edit',
  async prepare(scope, { query, draw, size, random_share, seed, escalation: id }) {
    const { register, asked } = await askedOf(scope, query)
    const { found } = await countPopulation(register, asked)
    const faults =
      found === 0
        ? [{ field: 'draw', code: 'nobody' }]
        : draw === 'whole' && found > mostDrawn
          ? [{ field: 'draw', code: 'too-many-for-one', values: { found, most: mostDrawn } }]
          : draw !== 'whole' && size === null
            ? [{ field: 'size', code: 'needed' }]
            : []
    if (faults.length > 0) throw new Problem('input-not-valid', { count: faults.length }, faults)
    const share = draw === 'whole' ? null : draw === 'random' ? 100 : (random_share ?? 0)
    // A seed that nobody chose comes from the escalation itself, so that the draw can be repeated.
    const sown = draw === 'whole' ? null : (seed ?? (Number.parseInt(id.slice(-7), 16) % 999_999) + 1)
    const whole = draw === 'whole' ? found : Math.min(size ?? 0, found)
    const random = randomOf(whole, share ?? 0)
    const drawn = await drawPopulation(register, asked, { draw, size: whole, random, seed: sown ?? 0 })
    const known = new Map(
      (
        await listKnown(
          register,
          drawn.map(({ workplace }) => workplace),
          asked.said.households
        )
      ).map((one) => [one.workplace, one])
    )
    const workplaces = drawn.flatMap((one) => {
      const kept = known.get(one.workplace)
      return kept ? [{ ...kept, ...one }] : []
    })
    return { found, share, seed: sown, workplaces, basis: await basisFor(scope, query) }
  },
  async run(scope, { escalation: id, query, draw, day }) {
    const { tx, prepared, actor, now } = scope
    await lockEscalation(tx, id)
    const model = await readModel(tx, id)
    const plan = model.escalation.plan_id ?? ''
    const [first] = model.phases
    if (!first) throw new Problem('escalation-without-phase')
    if (model.lists.some(({ phase, state }) => phase === first.id && state === 'waiting'))
      throw new Problem('list-waits')
    const { found, share, seed, workplaces, basis } = prepared
    const row = await insertList(scope, {
      ...emptyList,
      plan_id: plan,
      escalation: id,
      phase: first.id,
      query: populationToQuery(populationFromQuery(query)),
      basis,
      draw,
      random_share: share,
      seed,
      found,
      size: workplaces.length,
      drawn_on: demandDay(day, now),
      drawn_by: actor.name,
      asks: first.asks,
      example: model.escalation.example
    })
    await keepKnown(tx, plan, workplaces)
    await putEntries(tx, row.id, workplaces)
    scope.about({ plan, data: { final: true, found, drawn: workplaces.length, draw, seed } })
    return { id: row.id }
  }
})

async function insertList(scope: WriteScope, values: Record<string, unknown>) {
  const row = await insertRow(scope.tx, escalationList, { ...values, id: newId() })
  scope.note('escalation_list', null, row)
  return row
}

type Opening = {
  phase: PhaseOf
  waiting: ListRow | undefined
  due: { workplace: string; reason: 'gate'; place: number }[]
}

/**
 * The gates for which a list is to be drawn, or drawn anew: somebody is due, or who stands on a list that waits for an answer is not.
 * What a person set aside is not drawn again before somebody else is due, unless `anew`.
 */
export async function listOpenings(database: Reader, id: string, today: string, anew = false): Promise<Opening[]> {
  const model = await readModel(database, id)
  const paths = pathsOf(model, await readStories(database, id), today)
  const openings: Opening[] = []
  for (const [place, phase] of model.phases.entries()) {
    if (place === 0) continue
    const due = [...paths]
      .filter(([, { state, at }]) => state === 'due' && at === place - 1)
      .sort(([a, one], [b, other]) => `${one.opens} ${a}`.localeCompare(`${other.opens} ${b}`, 'en'))
      .map(([workplace], index) => ({ workplace, reason: 'gate' as const, place: index + 1 }))
    const own = model.lists.filter((list) => list.phase === phase.id)
    const waiting = own.find(({ state }) => state === 'waiting')
    const last = own.at(-1)
    const said = waiting ?? (last?.state === 'set_aside' && last.answered_by !== '' && !anew ? last : undefined)
    const listed = new Set(said ? await readEntryIds(database, said.id) : [])
    const news = due.some(({ workplace }) => !listed.has(workplace))
    if (news || (waiting && due.length < listed.size)) openings.push({ phase, waiting, due })
  }
  return openings
}

/** Draws the lists of the gates that are open. Carried out by the clock and after each event; `anew` after one was set aside. */
export const drawGates = write({
  name: 'escalation.draw-gates',
  input: { escalation: reference('escalation', { needed: true }), day: date(), anew: yes },
  output: z.object({ lists: z.number() }),
  may: 'plan.edit',
  async run(scope, { escalation: id, day, anew }) {
    await lockEscalation(scope.tx, id)
    const { plan_id: plan, example } = await getRecord(scope.tx, escalation, id)
    const today = demandDay(day, scope.now)
    const openings = await listOpenings(scope.tx, id, today, anew)
    for (const opening of openings) await putGateList(scope, { ...opening, today, example })
    scope.about({ plan, data: { final: true } })
    return { lists: openings.length }
  }
})

async function putGateList(
  scope: WriteScope,
  { waiting, due, today, phase, example }: Opening & { today: string; example: boolean }
) {
  const drawn = { found: due.length, size: due.length, drawn_on: today }
  if (!waiting) {
    const of = { plan_id: phase.plan_id, escalation: phase.escalation, phase: phase.id, asks: phase.asks, example }
    const row = await insertList(scope, { ...emptyList, ...of, ...drawn, draw: 'gate', drawn_by: '' })
    return putEntries(scope.tx, row.id, due)
  }
  const gone = due.length === 0 ? { state: 'set_aside', answered_on: today } : {}
  const after = await updateRow(scope.tx, escalationList, { ...waiting, ...gone, ...drawn }, waiting.revision)
  scope.note('escalation_list', waiting, after)
  return putEntries(scope.tx, waiting.id, due)
}

const answering = {
  ...ofList,
  revision: number({ whole: true, needed: true })
}

async function demandWaiting(scope: WriteScope, { id, revision }: { id: string; revision: number }): Promise<ListRow> {
  const { escalation: of } = await getRecord(scope.tx, escalationList, id)
  await lockEscalation(scope.tx, of)
  const list = await getRecord(scope.tx, escalationList, id)
  if (list.state !== 'waiting')
    throw new Problem('list-answered', {
      state: list.state,
      person: list.answered_by || '–',
      day: list.answered_on ? Date.parse(list.answered_on) : 0
    })
  if (list.revision !== revision) throw new Problem('changed-meanwhile')
  return list
}

/**
 * Confirms a list: from now on its workplaces are in the phase. Who has complied or left since it was drawn, or is in the phase
 * already, is passed over. Confirmed once: a second time is told by whom and when.
 */
export const confirmList = write({
  name: 'escalation.confirm-list',
  input: { ...answering, day: date() },
  output: Id.extend({ placed: z.number() }),
  may: 'escalation.confirm',
  async run(scope, { day, ...asked }) {
    const { tx, actor, now, portal, inspectorate } = scope
    const list = await demandWaiting(scope, asked)
    const model = await readModel(tx, list.escalation)
    const place = model.phases.findIndex(({ id }) => id === list.phase)
    const on = demandDay(day, now)
    const paths = pathsOf(model, await readStories(tx, list.escalation), on)
    const comes = (workplace: string) => {
      const path = paths.get(workplace)
      return place === 0 ? !path || path.state === 'outside' : path?.state === 'due' && path.at === place - 1
    }
    const placed = (await readEntryIds(tx, list.id)).filter(comes).map((workplace) => ({ id: newId(), workplace }))
    const { escalation: of, plan_id: plan, example } = list
    await insertEvents(
      tx,
      { plan: plan ?? '', escalation: of, by: actor.name, example },
      { kind: 'placed', day: on, phase: list.phase },
      placed
    )
    const answered = { state: 'confirmed', answered_on: on, answered_by: actor.name }
    scope.note('escalation_list', list, await updateRow(tx, escalationList, { ...list, ...answered }, list.revision))
    scope.about({ plan, data: { final: true, placed: placed.length } })
    scope.afterwards(() => portal.gates.look(inspectorate))
    return { id: list.id, placed: placed.length }
  }
})

/** Sets a drawn list aside, with the reason: nobody of it comes into the phase by it. The clock draws another where a gate is open. */
export const setAsideList = write({
  name: 'escalation.set-aside-list',
  input: { ...answering, note: text(1000, { needed: true }) },
  output: Id,
  may: 'escalation.confirm',
  async run(scope, { note, ...asked }) {
    const list = await demandWaiting(scope, asked)
    const answered = { state: 'set_aside', answered_on: dayOf(scope.now), answered_by: scope.actor.name, note }
    const after = await updateRow(scope.tx, escalationList, { ...list, ...answered }, list.revision)
    scope.note('escalation_list', list, after)
    scope.about({ plan: list.plan_id, data: { final: true } })
    return { id: list.id }
  }
})
