import { listDataSets } from '../evidence/register.store.ts'
import type { Fields, Values } from '../kernel/field.ts'
import type { ReadOperation, ReadScope } from '../kernel/operation.ts'
import { readInput } from '../kernel/schema.ts'
import { filterFromQuery } from './filter.rules.ts'
import { askedOf } from './filter-form.rules.ts'
import { askedOfSelection, readLinkedFigures } from './linked.operations.ts'
import { findingDimensions, narrowedBy, selectionFromQuery, withoutDimensions } from './linked.rules.ts'
import { readFigureSummary } from './operations.ts'
import { type Figure, partOfCell, partOfMark, type Question } from './pin.rules.ts'
import { readFigurePivot } from './pivot.operations.ts'
import { questionOf } from './pivot.rules.ts'
import { rate } from './rules.ts'

/** The figures that a question has, as its page tells them: what is suppressed there is not told here. */

export type Offer = Figure & { part: string; measure: string }

const ask = <F extends Fields, O>(scope: ReadScope, operation: ReadOperation<F, O>, asked: object): Promise<O> =>
  operation.run(scope, readInput(operation.input, asked) as Values<F>)

/**
 * All figures of a question that may be told. None where it counts too few, where the records do not say it, or where its
 * data sets are gone.
 */
export function readOffers(scope: ReadScope, { asked, query }: Pick<Question, 'asked' | 'query'>): Promise<Offer[]> {
  const written = new URLSearchParams(query)
  if (asked === 'dashboard') return offersOfDashboard(scope, written)
  return asked === 'figures' ? offersOfFilter(scope, written) : offersOfTable(scope, written)
}

/** One of them; undefined where it may not be told. */
export async function readAnswer(scope: ReadScope, question: Question): Promise<Figure | undefined> {
  const offers = await readOffers(scope, question)
  const found = offers.find(({ part, measure }) => part === question.part && measure === question.measure)
  if (!found) return undefined
  const { part: _part, measure: _measure, ...figure } = found
  return figure
}

const nothing = { count: null, of: null, low: null, high: null, records: null, rounded: false }

type Group = { cases?: number | undefined; count?: number | undefined; of?: number | undefined }

/** A group's share and its number of cases, as far as both are told. */
function ofGroup({ cases, count, of }: Group, more: { part: string; rounded: boolean; share: boolean }): Offer[] {
  const { part, rounded, share } = more
  const records = cases ?? null
  const found = share && count !== undefined && of !== undefined ? rate(count, of) : undefined
  const { low = 0, high = 0 } = found ?? {}
  return [
    ...(found
      ? [{ part, measure: 'share', value: found.share, count: found.count, of: found.of, low, high, records, rounded }]
      : []),
    ...(cases === undefined ? [] : [{ ...nothing, part, measure: 'cases', value: cases, records, rounded }])
  ]
}

function ofAmounts(
  amounts: Record<string, number | null | undefined>,
  more: { records: number | null; rounded: boolean }
) {
  return Object.entries(amounts).flatMap(([measure, value]): Offer[] =>
    value === undefined || value === null ? [] : [{ ...nothing, ...more, part: '', measure, value }]
  )
}

async function offersOfDashboard(scope: ReadScope, query: URLSearchParams): Promise<Offer[]> {
  const selection = selectionFromQuery(query)
  const told = await ask(scope, readLinkedFigures, { ...askedOfSelection(selection), active: '', compare: '' })
  // A register of what was found or alleged holds no clean case: its share of violations says nothing.
  const sets = await listDataSets(scope.database)
  const share = !sets.some(({ id, mapping }) => selection.dataSets?.includes(id) && Boolean(mapping.issues))
  const rounded = (others: typeof selection) => narrowedBy(others).length > 0
  const marks = told.charts.flatMap(({ dimension, bins }) =>
    bins
      .filter(({ suppressed }) => !suppressed)
      .flatMap((bin) =>
        ofGroup(bin, {
          part: partOfMark(dimension, bin.value),
          rounded: rounded(withoutDimensions(selection, [dimension])),
          share: share || findingDimensions.some((name) => name === dimension)
        })
      )
  )
  if (told.few) return marks
  const { workers: workersAffected, wages: backWages, penalties } = told.amounts
  const whole = narrowedBy(selection).length > 1 || (selection.issue?.length ?? 0) > 1
  return [
    ...ofGroup(told.total, { part: '', rounded: whole, share }),
    ...ofAmounts({ workersAffected, backWages, penalties }, { records: told.total.cases ?? null, rounded: whole }),
    ...marks
  ]
}

async function offersOfFilter(scope: ReadScope, query: URLSearchParams): Promise<Offer[]> {
  const told = await ask(scope, readFigureSummary, askedOf(filterFromQuery(query)))
  if (told.suppressed || told.cases === 0) return []
  const { cases, violating: count, assessed: of, workersAffected, backWages, penalties } = told
  return [
    ...ofGroup({ cases, count, of }, { part: '', rounded: false, share: true }),
    ...ofAmounts({ workersAffected, backWages, penalties }, { records: cases, rounded: false })
  ]
}

async function offersOfTable(scope: ReadScope, query: URLSearchParams): Promise<Offer[]> {
  const filter = filterFromQuery(query)
  const sets = (await listDataSets(scope.database)).filter(({ id }) => filter.dataSets?.includes(id))
  const table = sets.some(({ mapping }) => (mapping.table ?? 'cases') === 'cases') ? 'cases' : 'accidents'
  const asked = Object.fromEntries(['rows', 'columns', 'measure'].map((name) => [name, query.get(name) ?? '']))
  const { rows = '', columns = '', measure = '' } = asked
  const question = questionOf({ table, rows, columns, measure })
  const told = await ask(scope, readFigurePivot, { ...askedOf(filter), table, rows, columns, measure })
  return told.cells.flatMap(({ row, column, value, records = null, suppressed }): Offer[] =>
    suppressed || value === null || value === undefined
      ? []
      : [{ ...nothing, part: partOfCell(row, column), measure: question.measure.name, value, records }]
  )
}
