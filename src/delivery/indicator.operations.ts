import { z } from 'zod'
import { type Reach, readReachByHub } from '../escalation/reach.operations.ts'
import { listDataSets } from '../evidence/register.store.ts'
import { type Chance, nearCount } from '../indicator/disclosure.rules.ts'
import { pin as pinKind, readKept } from '../indicator/pin.operations.ts'
import { isShare, type Pin, percentOf } from '../indicator/pin.rules.ts'
import { type NamedHub, pickHubs } from '../influence/rules.ts'
import { listNamedHubs } from '../influence/store.ts'
import { type Intervention, intervention } from '../intervention/operations.ts'
import { reference } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type AnyOperation, type ReadScope, read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { type Decision, decisionsOf, type Means, meansOf } from './director.rules.ts'
import { funnelOf, knownFromDeliveries, knownFromReach, type Reached } from './funnel.rules.ts'
import {
  checkIndicator,
  checkValue,
  planIndicatorFields,
  readingFields,
  type Standing,
  standingOf,
  type Wave,
  wavesOfDeliveries,
  worthOf
} from './indicator.rules.ts'
import { type Delivery, delivery } from './operations.ts'
import { indicatorPath } from './path.rules.ts'
import { type Totals, totalsOf } from './rules.ts'

/** Indicators of a plan and their values, and the director's page that rests on them. */

export const planIndicator = recordKind({
  name: 'plan_indicator',
  fields: planIndicatorFields,
  title: 'name',
  within: 'plan',
  may: 'plan.edit',
  read: 'evidence.read-records',
  page: (row) => indicatorPath(row.plan_id ?? ''),
  check: (values) => checkIndicator(values)
})
export const planIndicators = recordOperations(planIndicator)

export const reading = recordKind({
  name: 'reading',
  fields: readingFields,
  title: ['indicator'],
  within: 'plan',
  may: 'work.record',
  read: 'evidence.read-records',
  crossing: true,
  page: (row) => indicatorPath(row.plan_id ?? ''),
  check: (values) => checkValue(values, { value: 'value', count: 'count' }, true)
})
export const readings = recordOperations(reading)

type PlanIndicator = Stored<typeof planIndicatorFields>
type Reading = Stored<typeof readingFields>
/** A value as it is shown: with the record that it is, where it is one. */
export type ShownWave = Wave & { id: string; source: string; note: string; example: boolean }
export type ShownIndicator = PlanIndicator & { standing: Standing; waves: ShownWave[] }

/** How the cases of data sets came about, where all of them came about in one way. */
async function samplingOf({ database }: ReadScope, ids: readonly string[]): Promise<string> {
  const origins = (await listDataSets(database)).filter(({ id }) => ids.includes(id)).map((one) => one.case_origin)
  const [first = ''] = origins
  return new Set(origins).size > 1 ? 'mixed' : first
}

/** Asks the figure of an indicator's pin again, and keeps what it says today as its value. */
export const measureIndicator = write({
  name: 'plan_indicator.measure',
  input: { id: reference('plan_indicator', { needed: true }) },
  output: z.object({ id: z.guid() }),
  may: 'plan.edit',
  async prepare(scope, { id }) {
    const { pin: asked } = await getRecord(scope.database, planIndicator, id)
    if (asked === null) throw new Problem('not-found')
    const pin = (await getRecord(scope.database, pinKind, asked)) as Pin
    const { asked: by, query, part, measure } = pin
    const { figure, basis } = await readKept(scope, { asked: by, query, part, measure })
    const sampling = await samplingOf(
      scope,
      basis.map(({ data_set }) => data_set)
    )
    return { figure, share: isShare(pin), source: basis.map(({ name }) => name).join(', '), sampling }
  },
  async run(scope, { id }) {
    const of = await getRecord(scope.tx, planIndicator, id)
    const { figure, share, source, sampling } = scope.prepared
    const row = await insertRow(scope.tx, reading, {
      id: newId(),
      plan_id: of.plan_id,
      indicator: id,
      day: scope.now.toISOString().slice(0, 10),
      value: share ? percentOf(figure.value) : figure.value,
      count: share ? figure.count : null,
      of: share ? figure.of : null,
      sampling,
      source: source.slice(0, 300),
      note: ''
    })
    scope.note('reading', null, row)
    scope.about({ plan: of.plan_id })
    return { id: row.id }
  }
})

/** A wave as those are told it who may not open the records: its cases rounded, and the share that follows from them. */
function roundedWave<W extends Pick<Wave, 'value' | 'count' | 'of'>>(wave: W, chance: Chance): W {
  if (wave.count === null || wave.of === null) return wave
  const [count, of] = [nearCount(wave.count, chance), nearCount(wave.of, chance)]
  return { ...wave, count, of, value: of > 0 ? percentOf(Math.min(1, count / of)) : worthOf(wave) }
}

/** An indicator with its values, as far as they are for whoever asks, and where it stands. */
function shown(
  scope: ReadScope,
  one: PlanIndicator,
  own: readonly Reading[],
  done: readonly Delivery[]
): ShownIndicator {
  const today = scope.now.toISOString().slice(0, 10)
  const counted = wavesOfDeliveries(
    one.computed,
    done.filter((each) => (one.intervention ? each.intervention === one.intervention : each.hub === one.hub))
  )
  const waves: ShownWave[] = [
    ...own,
    ...counted.map((wave) => ({ ...wave, id: '', source: '', note: '', example: one.example }))
  ]
  if (scope.may('evidence.read-records')) return { ...one, waves, standing: standingOf(one, waves, today) }
  const chance = scope.portal.rounding(scope.inspectorate)
  const { value, count, of } = roundedWave(
    { value: one.baseline, count: one.baseline_count, of: one.baseline_of },
    chance
  )
  const told = { ...one, baseline: value, baseline_count: count, baseline_of: of }
  const near = waves.map((wave) => roundedWave(wave, chance))
  // What the exact values say is said: a verdict is no number.
  const { verdict, reason } = standingOf(one, waves, today)
  return { ...told, waves: near, standing: { ...standingOf(told, near, today), verdict, reason } }
}

async function listShown(scope: ReadScope, plan: string) {
  const { database } = scope
  const interventions = await listRecords(database, intervention, plan)
  const hubOf = new Map(interventions.map(({ id, hub }) => [id, hub]))
  const done = (await listRecords(database, delivery, plan)).map((one) => ({
    ...one,
    hub: one.hub ?? hubOf.get(one.intervention) ?? null
  }))
  const own = Map.groupBy(await listRecords(database, reading, plan), (one) => one.indicator)
  const found = await listRecords(database, planIndicator, plan)
  const indicators = found.map((one) => shown(scope, one, own.get(one.id) ?? [], done))
  return { interventions, done, indicators }
}

const Rows = <T>() => z.array(z.custom<T>((value) => typeof value === 'object'))

/** The indicators of a plan with their values and where each stands today. */
export const readIndicators = read({
  name: 'plan_indicator.read-all',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    indicators: Rows<ShownIndicator>(),
    hubs: Rows<NamedHub>(),
    interventions: Rows<Intervention>()
  }),
  may: 'plan.read',
  async run(scope, { plan }) {
    await getRecord(scope.database, planKind, plan)
    const { indicators, interventions } = await listShown(scope, plan)
    const hubs = await listNamedHubs(scope.database, plan)
    return { indicators, interventions, hubs: pickHubs(hubs, new Set(indicators.map(({ hub }) => hub))) }
  }
})

/** Everything that stands on the director's page of a plan. */
export const readDirector = read({
  name: 'delivery.read-director',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({
    plan: z.custom<Stored<typeof planKind.fields>>((value) => typeof value === 'object'),
    hubs: Rows<NamedHub & { indicators: ShownIndicator[]; funnel: Reached[]; named: boolean }>(),
    work: Rows<Intervention>(),
    totals: Rows<Totals>(),
    means: z.custom<Means>((value) => typeof value === 'object'),
    decisions: Rows<Decision>()
  }),
  may: 'plan.read',
  async run(scope, { plan }) {
    const today = scope.now.toISOString().slice(0, 10)
    const found = await getRecord(scope.database, planKind, plan)
    const { interventions, done, indicators } = await listShown(scope, plan)
    const totals = totalsOf(done)
    const used = new Set([...interventions, ...indicators].map(({ hub }) => hub))
    // Where workplaces are on a way, each counts once; who may not read the register is told what deliveries say.
    const reached = scope.may('workplace.read')
      ? await readReachByHub(scope.database, plan, today)
      : new Map<string, Reach>()
    const hubs = pickHubs(await listNamedHubs(scope.database, plan), used).map((hub) => ({
      ...hub,
      indicators: indicators.filter((one) => one.hub === hub.id),
      // Whether the workplaces of its funnel are known one by one.
      named: reached.has(hub.id),
      funnel: funnelOf({
        ...knownFromDeliveries(done.filter((one) => one.hub === hub.id)),
        ...knownFromReach(reached.get(hub.id))
      })
    }))
    return {
      plan: found,
      hubs,
      work: interventions,
      totals,
      means: meansOf(interventions, totals, found, today),
      decisions: decisionsOf(interventions, totals, indicators, today)
    }
  }
})

/** What is done with indicators beside the operations of their records. */
export const indicatorOperations: readonly AnyOperation[] = [measureIndicator, readIndicators, readDirector]
