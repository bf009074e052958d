import { z } from 'zod'
import { choice, json, number, reference, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, recordKind, recordOperations, updateRow } from '../kernel/record.ts'
import { plan } from '../plan/operations.ts'
import { knownHouseholds } from '../workplace/household.operations.ts'
import { type BasisChange, basisChanges, basisOf, countedNow } from './basis.rules.ts'
import { readRegister } from './basis.store.ts'
import { filterFromQuery, filterToQuery, withFilter } from './filter.rules.ts'
import { codebookOf } from './linked.store.ts'
import {
  cellOf,
  type Figure,
  markOf,
  mayBeRounding,
  type Pin,
  pinFields,
  pinQuestions,
  type Question,
  roundedFigure,
  toldPin,
  type Verdict,
  verdictOf,
  withoutNames
} from './pin.rules.ts'
import { type Offer, readAnswer, readOffers } from './pin-answer.operations.ts'
import { listFigureChoices } from './record.operations.ts'
import { stateOfPage } from './view.rules.ts'

/** Figures of the evidence that are kept for a plan, each with its question and the records it rests on. */

const BasisSet = z.object({
  data_set: z.string(),
  name: z.string(),
  version: z.string(),
  file_name: z.string(),
  at: z.string(),
  records: z.number()
})

export const pin = recordKind({
  name: 'pin',
  fields: { ...pinFields, basis: json(z.array(BasisSet)) },
  title: 'title',
  within: 'plan',
  may: 'plan.edit',
  read: 'evidence.read',
  page: ({ plan_id }) => `/plans/${plan_id}/figures`
})

export const { remove: removePin } = recordOperations(pin)

const Made = z.object({ id: z.guid() })

/** A question with its data sets written out, so that it means the same when it is asked again. */
export function settled({ asked, query, ...rest }: Question, ids: readonly string[]): Question {
  const written = new URLSearchParams(query)
  if (asked === 'figures') {
    const filter = withFilter(filterFromQuery(written), { dataSets: [...ids] })
    return { asked, query: filterToQuery(filter).toString(), ...rest }
  }
  written.delete('dataSet')
  written.delete('compare')
  return { asked, query: stateOfPage(asked, written, ids).toString(), ...rest }
}

async function idsFor({ database }: ReadScope, { asked, query }: Pick<Question, 'asked' | 'query'>): Promise<string[]> {
  const filter = filterFromQuery(new URLSearchParams(query))
  return countedNow(await readRegister(database), filter, asked !== 'table')
}

export type Kept = { question: Question; figure: Figure; basis: Pin['basis'] }

/**
 * A figure as it can be kept: its question settled, its value, its records. The Problem `input-not-valid` names the part
 * where nothing may be told of it: it counts too few cases, or the records do not say it.
 */
export async function readKept(scope: ReadScope, asked: Question): Promise<Kept> {
  if (!scope.may('evidence.read')) throw new Problem('forbidden', { role: scope.actor.role })
  const ids = await idsFor(scope, asked)
  const question = settled(asked, ids)
  const figure = ids.length > 0 ? await readAnswer(scope, question) : undefined
  if (!figure) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'part', code: 'too-few' }])
  return { question, figure, basis: basisOf(await readRegister(scope.database), ids) }
}

/** Keeps a figure for a plan, within the transaction of whoever does. */
export async function insertPin(
  { tx, actor, now, note }: WriteScope,
  planId: string,
  { question, figure, basis, title }: Kept & { title: string }
): Promise<string> {
  const row = await insertRow(tx, pin, {
    id: newId(),
    plan_id: planId,
    title,
    ...question,
    ...figure,
    basis,
    kept_by: actor.name,
    kept_on: now.toISOString().slice(0, 10)
  })
  note('pin', null, row)
  return row.id
}

const questionFields = {
  asked: choice(pinQuestions, { needed: true }),
  query: pinFields.query,
  part: pinFields.part,
  measure: pinFields.measure
}

/** Keeps a figure of the evidence for a plan: its question, its value now, and on which records it was counted. */
export const keepPin = write({
  name: 'pin.keep',
  input: { plan: reference('plan', { needed: true }), title: text(300), ...questionFields },
  output: Made,
  may: 'plan.edit',
  prepare: (scope, { asked, query, part, measure }) => readKept(scope, { asked, query, part, measure }),
  async run(scope, { plan: planId, title }) {
    await getRecord(scope.tx, plan, planId)
    const id = await insertPin(scope, planId, { ...scope.prepared, title })
    scope.about({ plan: planId })
    return { id }
  }
})

/** Puts the figure as it is now in the place of that which was kept; the log keeps both. */
export const renewPin = write({
  name: 'pin.renew',
  input: { id: reference('pin', { needed: true }), revision: number({ whole: true, needed: true }) },
  output: Made,
  may: 'plan.edit',
  async prepare(scope, { id }) {
    const { asked, query, part, measure } = (await getRecord(scope.database, pin, id)) as Pin
    return readKept(scope, { asked, query, part, measure })
  },
  async run(scope, { id, revision }) {
    const before = await getRecord(scope.tx, pin, id)
    const { figure, basis } = scope.prepared
    const kept = { kept_by: scope.actor.name, kept_on: scope.now.toISOString().slice(0, 10) }
    scope.note('pin', before, await updateRow(scope.tx, pin, { ...before, ...figure, ...kept, basis }, revision))
    scope.about({ plan: before.plan_id })
    return { id }
  }
})

/** Tells pins as far as they are for whoever asks: rounded to some, and without the names of persons. */
export async function teller(scope: ReadScope): Promise<(pin: Pin) => Pin> {
  const { portal, inspectorate, may } = scope
  const [open, chance] = [may('evidence.read-records'), portal.rounding(inspectorate)]
  const { names } = may('workplace.read-persons') ? { names: [] } : await knownHouseholds(scope)
  return (pin) => withoutNames(toldPin(pin, open, chance), names)
}

const Names = z.record(z.string(), z.record(z.string(), z.string()))
const Changes = z.array(z.custom<BasisChange>((value) => typeof value === 'object'))
const Shown = z.custom<Pin>((value) => typeof value === 'object')

/** Names of places and industries in questions: as the records have them, regions by language as the code list does. */
async function namesOf(scope: ReadScope, asked: readonly Pick<Question, 'query' | 'part'>[]) {
  const { portal, inspectorate } = scope
  const queries = asked.map(({ query }) => new URLSearchParams(query))
  const places = [
    ...queries.flatMap((query) => ['place', 'county', 'region'].flatMap((name) => query.getAll(name))),
    ...asked.flatMap(({ part }) => {
      const cell = cellOf(part)
      return cell ? [cell.row, cell.column] : (markOf(part)?.value ?? '')
    })
  ].flatMap((value) => value?.split('|') ?? [])
  const { placeNames } = await codebookOf(portal.facts, inspectorate)
  const names: z.infer<typeof Names> = {}
  for (const place of places) {
    const county = placeNames.get(place)
    const found = county ? { en: county } : portal.countryData.regionNames(place)
    if (found) names[place] = { ...found }
  }
  for (const query of queries.filter((one) => one.has('industry'))) {
    const { industries } = await listFigureChoices.run(scope, { dataSet: query.getAll('dataSet'), table: '' })
    const code = query.get('industry') ?? ''
    const title = industries.find((one) => one.code === code)?.title
    if (title) names[code] = { en: title }
  }
  return names
}

/** The figures of a question that may be kept; of one chart of the dashboard, or of all of them together. */
export const offerPins = read({
  name: 'pin.offers',
  input: { asked: choice(pinQuestions, { needed: true }), query: pinFields.query, chart: text(20) },
  output: z.object({
    query: z.string(),
    offers: z.array(z.custom<Offer>((value) => typeof value === 'object')),
    names: Names
  }),
  may: 'evidence.read',
  async run(scope, { asked, query: written, chart }) {
    const ids = await idsFor(scope, { asked, query: written })
    const { query } = settled({ asked, query: written, part: '', measure: '' }, ids)
    const all = ids.length > 0 ? await readOffers(scope, { asked, query }) : []
    const offers = asked === 'dashboard' ? all.filter(({ part }) => (markOf(part)?.dimension ?? '') === chart) : all
    const names = await namesOf(scope, [{ query, part: '' }, ...offers.map(({ part }) => ({ query: '', part }))])
    return { query, offers, names }
  }
})

/** The figures that a plan keeps, each with what happened to its records since. */
export const listPins = read({
  name: 'pin.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ pins: z.array(z.object({ pin: Shown, changes: Changes })), names: Names }),
  may: 'evidence.read',
  async run(scope, { plan: planId }) {
    await getRecord(scope.database, plan, planId)
    const tell = await teller(scope)
    const pins = ((await listRecords(scope.database, pin, planId)) as Pin[]).map(tell)
    if (pins.length === 0) return { pins: [], names: {} }
    const register = await readRegister(scope.database)
    return {
      pins: pins.map((one) => ({ pin: one, changes: basisChanges(one.basis, register) })),
      names: await namesOf(scope, pins)
    }
  }
})

/**
 * Asks a kept figure's question again, and says why it reads otherwise than then. Who may not open the records is told both
 * rounded; that the difference is small enough to be one of rounding is then said too.
 */
export const recomputePin = read({
  name: 'pin.recompute',
  input: { id: reference('pin', { needed: true }) },
  output: z.object({
    pin: Shown,
    now: z.custom<Figure>((value) => typeof value === 'object').nullable(),
    basis: z.array(BasisSet),
    verdict: z.custom<Verdict>((value) => typeof value === 'string'),
    /** The difference may be one of rounding alone. */
    rounding: z.boolean(),
    changes: Changes,
    names: Names
  }),
  may: 'evidence.read',
  async run(scope, { id }) {
    const tell = await teller(scope)
    const stored = (await getRecord(scope.database, pin, id)) as Pin
    const register = await readRegister(scope.database)
    const changes = basisChanges(stored.basis, register)
    // The question is the plan's own and no other: it is asked as who kept it asked it.
    const exact = await readAnswer({ ...scope, may: () => true }, stored)
    const kept = tell(stored)
    const now = exact && kept.near ? roundedFigure(exact, stored, scope.portal.rounding(scope.inspectorate)) : exact
    const basis = basisOf(
      register,
      kept.basis.map(({ data_set }) => data_set)
    )
    const verdict = verdictOf(kept, now, changes)
    return {
      pin: kept,
      now: now ?? null,
      basis,
      verdict,
      rounding: mayBeRounding(kept, now),
      changes,
      names: await namesOf(scope, [kept])
    }
  }
})
