import { z } from 'zod'
import { readCountryCode } from '../evidence/register.store.ts'
import { text, texts, type Values } from '../kernel/field.ts'
import type { ReadScope } from '../kernel/operation.ts'
import { readFigure } from './answer.operations.ts'
import { apartState, tellApart } from './apart.operations.ts'
import {
  comparedOf,
  findingDimensions,
  linkedDimensions,
  type Selection,
  withoutDimensions,
  withValues,
  writeValues
} from './linked.rules.ts'
import { codebookOf, countLinked, countWhole, type Question, warmCodes } from './linked.store.ts'
import {
  answerOf,
  askable,
  asksFinding,
  type Ground,
  groundOf,
  type LinkedAnswer,
  roundedBins,
  roundedLinked
} from './linked-answer.rules.ts'
import { periodUnits } from './period.rules.ts'
import { newcombe } from './rules.ts'

/** Values of each dimension as an address writes them: several parted by "|", a period as "2019-01..2019-06". */
const written = text(4000)
const selectionFields = {
  dataSet: texts(60),
  time: written,
  sector: written,
  place: written,
  issue: written,
  size: written,
  origin: written,
  outcome: written,
  repeat: written
}

function selectionOf(input: Values<typeof selectionFields>): Selection {
  const begun: Selection = input.dataSet.length > 0 ? { dataSets: input.dataSet } : {}
  return linkedDimensions.reduce((selection, name) => withValues(selection, name, input[name]), begun)
}

/** What a question about a selection is asked with. */
export function askedOfSelection(selection: Selection): Record<string, unknown> {
  const values = linkedDimensions.map((name) => [name, writeValues(selection, name)])
  return { ...Object.fromEntries(values), ...(selection.dataSets ? { dataSet: selection.dataSets } : {}) }
}

const count = z.number()
const Group = { cases: count.optional(), of: count.optional(), count: count.optional() }
const Dimension = z.enum(linkedDimensions)
const Amounts = z.object({ workers: count.optional(), wages: count.optional(), penalties: count.optional() })
const Answer = z.object({
  few: z.boolean(),
  rounded: z.boolean(),
  total: z.object(Group),
  amounts: Amounts,
  unit: z.enum(periodUnits),
  charts: z.array(
    z.object({
      dimension: Dimension,
      said: z.boolean(),
      bins: z.array(
        z.object({
          value: z.string(),
          chosen: z.boolean(),
          suppressed: z.boolean(),
          withheld: z.boolean(),
          open: z.boolean(),
          ...Group
        })
      )
    })
  )
})

/**
 * The eight linked charts of the dashboard and their headline under one selection. Each chart shows the cases that pass the
 * selections of the other seven. Under a selection the counts are rounded, so that two selections that differ by a few
 * cases do not tell of those (`decisions/0008`); for those who may not open the records all counts are. `active` names the chart that is being brushed: its next answers come at
 * once. `compare` names a second selection, such as "place:US-NY".
 */
export const readLinkedFigures = readFigure(
  {
    name: 'figure.linked',
    told: ({ compared, ...answer }, chance) => {
      const [first, second] = [roundedLinked(answer, chance), compared && roundedLinked(compared, chance)]
      return {
        ...first,
        rounded: true,
        charts: roundedBins(answer.charts, chance),
        compared: second && { ...second, difference: differenceOf(first, second) }
      }
    },
    input: { ...selectionFields, active: { type: 'choice', options: linkedDimensions } as const, compare: text(4000) },
    output: Answer.extend({
      /** How workplaces are told apart that are found again. */
      by: z.enum(['register', 'number']),
      /** Names of places, by language. */
      places: z.record(z.string(), z.record(z.string(), z.string())),
      period: z.object({ from: z.string(), to: z.string() }).nullable(),
      /** The shares of the two selections, the second less the first, with Newcombe's interval. */
      compared: z
        .object({
          dimension: Dimension,
          few: z.boolean(),
          total: z.object(Group),
          amounts: Amounts,
          difference: z.object({ points: count, low: count, high: count }).nullable()
        })
        .nullable(),
      map: z
        .object({
          viewBox: z.string(),
          areas: z.array(z.object({ id: z.string(), name: z.string(), path: z.string() }))
        })
        .nullable()
    }),
    async run(scope, { active, compare, ...input }) {
      const { facts } = scope.portal
      const { inspectorate } = scope
      const asked = selectionOf(input)
      const { names, placeNames, sets: all } = await codebookOf(facts, inspectorate)
      const sets = all.filter(({ dataSet }) => !asked.dataSets || asked.dataSets.includes(dataSet))
      const apart = await tellApart(scope)
      const register = apart.by === 'register' ? { stamp: await apartState(scope), ask: apart.ask } : undefined
      const whole = { inspectorate, sets, register }
      const ground = groundOf(await countWhole(facts, whole), names)
      const selection = askable(asked, ground)
      const answer = await tell(scope, { ...whole, selection, active: active || undefined }, ground)
      warmCodes(facts, whole).catch(() => undefined)
      const second = comparedOf(selection, compare)
      const other = second && {
        dimension: second.dimension,
        ...(await tell(scope, { ...whole, selection: askable(second.selection, ground) }, ground))
      }
      const first = sets.flatMap(({ from }) => from ?? []).sort()[0]
      const last = sets
        .flatMap(({ to }) => to ?? [])
        .sort()
        .at(-1)
      return {
        ...withStated(answer, sets),
        by: apart.by,
        places: namesOfPlaces(scope, ground, placeNames),
        period: first && last ? { from: first, to: last } : null,
        compared: other ? { ...withStated(other, sets), difference: differenceOf(answer, other) } : null,
        map: await mapOf(scope, ground)
      }
    }
  },
  apartState
)

/** The answer to one selection; with issues or outcomes selected the cases without those are its denominator. */
async function tell({ portal }: ReadScope, question: Question, ground: Ground): Promise<LinkedAnswer> {
  const { selection, inspectorate } = question
  const { facts } = portal
  const closed = { ...question, closed: ground.closed }
  const counted = await countLinked(facts, closed)
  const base = asksFinding(selection)
    ? await countLinked(facts, { ...closed, selection: withoutDimensions(selection, findingDimensions) })
    : counted
  return answerOf({ counted, base }, selection, ground, portal.rounding(inspectorate))
}

/** Amounts that no case of the data sets states are no noughts. */
function withStated<Told extends Pick<LinkedAnswer, 'amounts'>>(
  told: Told,
  sets: readonly { workers: number | null; wages: number | null; penalties: number | null }[]
): Told {
  const stated = Object.entries(told.amounts).filter(([name]) =>
    sets.some((set) => set[name as keyof LinkedAnswer['amounts']] !== null)
  )
  return { ...told, amounts: Object.fromEntries(stated) }
}

function differenceOf({ total: before }: Pick<LinkedAnswer, 'total'>, { total: after }: Pick<LinkedAnswer, 'total'>) {
  const [first, second] = [before, after].map(({ count: part, of }) =>
    part === undefined || of === undefined ? undefined : { count: part, of }
  )
  const found = first && second && newcombe(first, second)
  return found ? { points: found.points, low: found.low, high: found.high } : null
}

/** Counties as the records name them, regions as the code list does. */
function namesOfPlaces({ portal }: ReadScope, { values }: Ground, counties: ReadonlyMap<string, string>) {
  const named = values.place.flatMap((place) => {
    const county = counties.get(place)
    const found = county ? { en: county } : portal.countryData.regionNames(place)
    return found ? [[place, { ...found }] as const] : []
  })
  return Object.fromEntries(named)
}

/** The country's map, where most places of the records are areas of it. */
async function mapOf({ portal, database }: ReadScope, { values }: Ground) {
  const map = portal.countryData.of(await readCountryCode(database))?.map
  const areas = new Set(map?.areas.map(({ id }) => id))
  const placed = values.place.filter((place) => areas.has(place)).length
  return map && placed * 2 > values.place.length ? map : null
}
