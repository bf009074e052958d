import { choice, date, number, text, yes } from '../kernel/field.ts'
import type { BasisChange, BasisSet } from './basis.rules.ts'
import { type Chance, nearCount, roundedAmount, roundedShare } from './disclosure.rules.ts'
import { searchedWords } from './filter.rules.ts'
import { type LinkedDimension, linkedDimensions } from './linked.rules.ts'
import { pivotMeasures, roundedValue } from './pivot.rules.ts'
import { rate } from './rules.ts'

/** The figures of the evidence that are kept for a plan, and how one of then is compared with now. */

/** What can be asked again: a selection of the dashboard, a filter of the figures, a question of one's own. */
export const pinQuestions = ['dashboard', 'figures', 'table'] as const
export type PinQuestion = (typeof pinQuestions)[number]

/** Who may not open the records is told these as `roundedFigure` tells them. */
const exactly = { exactlyFor: 'evidence.read-records' } as const

/** They can name a household: `withoutNames` tells the rest. */
const named = { exactlyFor: 'workplace.read-persons' } as const

export const pinFields = {
  title: text(300, named),
  asked: choice(pinQuestions, { needed: true }),
  query: text(8000, named),
  part: text(600, named),
  measure: text(40, { needed: true }),
  value: number({ needed: true, ...exactly }),
  count: number(exactly),
  of: number(exactly),
  low: number(exactly),
  high: number(exactly),
  records: number(exactly),
  rounded: yes,
  kept_by: text(200),
  kept_on: date()
}

/** Names one figure of the evidence. */
export type Question = { asked: PinQuestion; query: string; part: string; measure: string }

/** A figure with what it is of. Shares are from 0 to 1 and have a count, a denominator and an interval. */
export type Figure = {
  value: number
  count: number | null
  of: number | null
  low: number | null
  high: number | null
  records: number | null
  rounded: boolean
}

export type Pin = Question &
  Figure & {
    id: string
    plan_id: string | null
    title: string
    /** It is told rounded, to somebody who may not open the records: it was kept more exactly. */
    near?: boolean
    basis: BasisSet[]
    kept_by: string
    kept_on: string | null
    revision: number
    example: boolean
  }

/** A mark of a chart as a part names it: sector=C. */
export function markOf(part: string): { dimension: LinkedDimension; value: string } | undefined {
  const [, name = '', value = ''] = /^(\w+)=(.+)$/.exec(part) ?? []
  const dimension = linkedDimensions.find((one) => one === name)
  return dimension ? { dimension, value } : undefined
}

export const partOfMark = (dimension: LinkedDimension, value: string) => `${dimension}=${value}`
export const partOfCell = (row: string | null, column: string | null) => JSON.stringify([row, column])

/** The row and the column of a cell as a part names it: ["C",null]. */
export function cellOf(part: string): { row: string | null; column: string | null } | undefined {
  const found = /^\[(null|"(?:[^"\\]|\\.)*"),(null|"(?:[^"\\]|\\.)*")\]$/.exec(part)
  if (!found) return undefined
  try {
    const [row, column] = JSON.parse(part) as [string | null, string | null]
    return { row, column }
  } catch {
    return undefined
  }
}

export const isShare = ({ measure }: Pick<Question, 'measure'>) => measure === 'share' || measure.endsWith('Share')

/**
 * Why a figure reads otherwise than when it was kept. `same`: it does not. `records`: its records changed, as the changes
 * say. `gone`: no data set of it is left. `withheld`: it counts too few by now, or its files are damaged. `rounding`: the
 * same records, rounded anew. `counting`: the same records, counted by another rule of a newer version of the portal.
 */
export type Verdict = 'same' | 'records' | 'gone' | 'withheld' | 'rounding' | 'counting'

export function verdictOf(
  then: Pick<Pin, 'value' | 'count' | 'of' | 'basis' | 'rounded'>,
  now: Figure | undefined,
  changes: readonly BasisChange[]
): Verdict {
  const removed = changes.filter(({ reason }) => reason === 'removed').length
  if (removed > 0 && removed === then.basis.length) return 'gone'
  if (changes.length > 0) return 'records'
  if (!now) return 'withheld'
  if (isAlike(then, now)) return 'same'
  return then.rounded && now.rounded ? 'rounding' : 'counting'
}

type Compared = Pick<Figure, 'value' | 'count' | 'of'>

/** The same to the precision in which a figure is kept. */
export function isAlike(one: Compared, other: Compared): boolean {
  const near = (a: number | null, b: number | null) =>
    a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a)))
  return near(one.value, other.value) && near(one.count, other.count) && near(one.of, other.of)
}

/** Whether a difference may be one of rounding alone: each count stands for nine true ones. */
export function mayBeRounding(
  then: Compared & { rounded: boolean },
  now: (Compared & { rounded: boolean }) | undefined
): boolean {
  if (!now || (!then.rounded && !now.rounded)) return false
  const counts =
    then.count === null
      ? [[then.value, now.value] as const]
      : ([
          [then.count, now.count],
          [then.of, now.of]
        ] as const)
  return counts.every(([a, b]) => Math.abs((a ?? 0) - (b ?? 0)) < 10)
}

/** The address of the choice which figure of a chart, a page or a candidate goes into a plan. */
export function pinHref(
  asked: PinQuestion,
  query: string | URLSearchParams,
  more: { chart?: string; plan?: string } = {}
) {
  const state = new URLSearchParams(query)
  state.delete('compare')
  for (const [name, value] of Object.entries({ asked, ...more })) state.set(name, value)
  return `/figures/pin?${state}`
}

/**
 * A figure as those are told it who may not open the records: as its page tells it to them, so that two figures of plans do not
 * tell by their difference what no page would.
 */
export function roundedFigure<One extends Figure>(
  one: One,
  question: Pick<Question, 'asked' | 'measure'>,
  chance: Chance
): One {
  const near = (count: number | null) => (count === null ? null : nearCount(count, chance))
  const [count, of, records] = [near(one.count), near(one.of), near(one.records)]
  const share = count !== null && of !== null ? rate(count, of) : undefined
  const told = share
    ? { value: share.share, low: share.low, high: share.high }
    : { value: isShare(question) ? roundedShare(one.value) : roundedMeasure(one.value, question, chance) }
  return { ...one, ...told, count, of, records, rounded: true }
}

/**
 * A pin that names a household, as those are told it who may not read names of persons: without the words, the cell and the title
 * by which the person is known.
 */
export function withoutNames(pin: Pin, names: readonly string[]): Pin {
  const query = new URLSearchParams(pin.query)
  const said = [pin.title, ...Object.values(cellOf(pin.part) ?? {})].join('\n').toLowerCase()
  const words = searchedWords(query.get('text') ?? '')
  const isNamed = (name: string) =>
    said.includes(name) || (words.length > 0 && words.every((own) => own.some((spelling) => name.includes(spelling))))
  if (!names.some((name) => isNamed(name.trim().toLowerCase()))) return pin
  query.delete('text')
  return { ...pin, title: '', query: query.toString(), part: pin.part === '' ? '' : partOfCell(null, null) }
}

/** A pin as it is told to whom the records are open or not. */
export function toldPin(pin: Pin, open: boolean, chance: Chance): Pin {
  return open ? pin : { ...roundedFigure(pin, pin, chance), near: true }
}

function roundedMeasure(
  value: number,
  { asked, measure }: Pick<Question, 'asked' | 'measure'>,
  chance: Chance
): number {
  const unit = pivotMeasures.find(({ name }) => name === measure)
  // The dashboard tells people as it tells amounts.
  if (asked === 'dashboard' && measure !== 'cases') return roundedAmount(value)
  return unit ? roundedValue(value, unit, chance) : nearCount(value, chance)
}

/** A share as an indicator's baseline has it: per cent with one decimal. */
export function percentOf(value: number): number {
  return Math.round(value * 1000) / 10
}
