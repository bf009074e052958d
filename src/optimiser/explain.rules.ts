import type { LinearAnswer } from './linear.rules.ts'
import { amountOf, effectIn, type Model, type Outlook, type Units, type Wish } from './model.rules.ts'
import { type Built, buildProgram } from './program.rules.ts'
import type { Means } from './solve.rules.ts'

/** How much more is asked about: an inspector gives so many days in a period; money in the inspectorate's currency. */
export type Inspector = { days: number; money: number }

/** What holds the answer back: a wish or limit that would bring more if it gave way, and in how many periods or places. */
export type Binding = {
  kind: 'budget' | 'budget-of-year' | 'days' | 'floor' | 'least' | 'random' | 'liable'
  of: number
  count: number
}

export type Explained = {
  binds: Binding[]
  /** Workers that more would bring: money, and one inspector more in each region. Null where it was not counted. */
  money: number | null
  inspector: number[]
  /** Whether each was found by solving again with more (in parts of units), or by the prices of the answer in parts. */
  by: 'again' | 'prices'
  /** Lines that are not in the answer and would have to bring so much more to be in it, as a share; nearest first. */
  missed: { line: number; rise: number }[]
}

/** Up to so many columns each "what would more bring" is solved again; beyond, it is read from the prices. */
const again = 2500
const worthless = 1e-6
const shownMissed = 5

/** Why the answer is as it is. It rests on the same question with parts of units, for which prices are exact. */
export function explain(model: Model, outlook: Outlook, units: Units, more: Inspector, means: Means): Explained | null {
  const built = buildProgram(model, outlook)
  const parts = (of: Built) => means.linear(of.program, { ...stopOf(means), time: 20, parts: true, method: 'simplex' })
  const now = parts(built)
  if (now.ended !== 'best') return null
  const isSmall = built.program.cost.length <= again
  const brings = (changed: Model, byPrice: () => number) => {
    if (!isSmall) return byPrice()
    const then = parts(buildProgram(changed, outlook))
    return then.ended === 'best' ? Math.max(0, then.worth - now.worth) : byPrice()
  }
  const priceOf = (isMeant: (says: Built['program']['rows'][number]['says']) => boolean) =>
    built.program.rows.reduce((sum, { says }, row) => sum + (isMeant(says) ? Math.abs(now.prices[row] ?? 0) : 0), 0)
  return {
    binds: listBinding(built, now),
    money:
      model.budget === null
        ? null
        : brings(withMoney(model, more.money), () => priceOf(({ kind }) => kind === 'budget') * more.money),
    inspector: model.days.map((_, region) =>
      brings(
        withDays(model, region, more.days),
        () => more.days * priceOf((says) => says.kind === 'days' && says.region === region)
      )
    ),
    by: isSmall ? 'again' : 'prices',
    missed: listMissed(built, units, now)
  }
}

const stopOf = ({ stop }: Means) => (stop ? { stop } : {})

/** More money in all; it may be spent in any year. */
function withMoney(model: Model, money: number): Model {
  return {
    ...model,
    budget: model.budget === null ? null : model.budget + money,
    budgets: model.budgets.map((limit) => (limit === null ? null : limit + money))
  }
}

function withDays(model: Model, region: number, days: number): Model {
  return { ...model, days: model.days.map((row, one) => (one === region ? row.map((own) => own + days) : row)) }
}

function listBinding({ program }: Built, { prices }: LinearAnswer): Binding[] {
  const found = new Map<string, Binding>()
  for (const [index, { says }] of program.rows.entries()) {
    if (!(Math.abs(prices[index] ?? 0) > worthless)) continue
    const { kind } = says
    if (kind === 'most' || kind === 'begins' || kind === 'after' || kind === 'lending') continue
    const of = 'region' in says ? says.region : 'year' in says ? says.year : 'line' in says ? says.line : 0
    // A hub's workers always have a price where something reaches them: they bind where more would count by half or not.
    if (kind === 'liable' && Math.abs(prices[index] ?? 0) > 0.999) continue
    const known = found.get(`${kind} ${of}`) ?? { kind, of, count: 0 }
    found.set(`${kind} ${of}`, { ...known, count: known.count + 1 })
  }
  return [...found.values()]
}

function listMissed({ model, outlook, program, column, size }: Built, units: Units, { prices, gains }: LinearAnswer) {
  const worthOf = new Map<string, number>()
  for (const [row, { says }] of program.rows.entries())
    if (says.kind === 'liable') worthOf.set(`${says.hub} ${says.region}`, Math.abs(prices[row] ?? 0))
  return model.lines
    .flatMap((line, index) => {
      let nearest = Infinity
      for (let region = 0; region < model.regions; region++) {
        if (amountOf(model, units, index, region) > 0) return []
        const brings = line.effects.reduce(
          (sum, effect) => sum + effectIn(effect, outlook) * (worthOf.get(`${effect.hub} ${region}`) ?? 0),
          0
        )
        for (let period = line.starts; period < model.periods; period++) {
          const place = (index * model.regions + region) * model.periods + period
          const of = column[place] ?? -1
          if (of < 0 || brings <= worthless) continue
          nearest = Math.min(nearest, Math.abs(gains[of] ?? 0) / (brings * (size[place] ?? 1)))
        }
      }
      return nearest <= 1 ? [{ line: index, rise: nearest }] : []
    })
    .toSorted((a, b) => a.rise - b.rise)
    .slice(0, shownMissed)
}

/** Money, days, floors, must-dos and the random share: what people may give way in. */
function wishesOf(model: Model): { wish: Wish; without(model: Model): Model }[] {
  const put = <T>(list: readonly T[], at: number, value: T) => list.map((one, index) => (index === at ? value : one))
  const plenty = 1e9
  return [
    ...model.lines.flatMap(({ least }, line) =>
      least > 0
        ? [
            {
              wish: { kind: 'least', line } as const,
              without: (from: Model): Model => {
                const of = from.lines[line]
                return of ? { ...from, lines: put(from.lines, line, { ...of, least: 0 }) } : from
              }
            }
          ]
        : []
    ),
    ...model.floors.flatMap((floor, region) =>
      floor > 0
        ? [
            {
              wish: { kind: 'floor', region } as const,
              without: (from: Model): Model => ({ ...from, floors: put(from.floors, region, 0) })
            }
          ]
        : []
    ),
    { wish: { kind: 'random', region: -1 }, without: (from) => ({ ...from, random: 0 }) },
    ...model.budgets.map((_, year) => ({
      wish: { kind: 'budget-of-year', year } as const,
      without: (from: Model): Model => ({ ...from, budgets: put(from.budgets, year, null) })
    })),
    { wish: { kind: 'budget' }, without: (from) => ({ ...from, budget: null }) },
    ...model.days.map((row, region) => ({
      wish: { kind: 'days', region, period: -1 } as const,
      without: (from: Model): Model => ({
        ...from,
        days: put(
          from.days,
          region,
          row.map(() => plenty)
        )
      })
    }))
  ]
}

/**
 * The fewest wishes that cannot be met together: each is left out in turn, and stays out where the others still cannot be met.
 * Empty where time was up before that was known.
 */
export function conflictOf(model: Model, outlook: Outlook, means: Means): Wish[] {
  // Of a large question only what cannot even be met in parts of units.
  const inParts = buildProgram(model, outlook).program.cost.length > again
  const cannot = (asked: Model) => canBe(asked, outlook, means, inParts) === false
  if (!cannot(model)) return []
  let now = model
  const kept: Wish[] = []
  for (const { wish, without } of wishesOf(model)) {
    const less = without(now)
    if (cannot(less)) now = less
    else kept.push(wish)
  }
  return kept
}

function canBe(model: Model, outlook: Outlook, means: Means, parts: boolean): boolean | undefined {
  const options = { ...stopOf(means), time: 5, parts, gap: 1, ...(parts ? { method: 'simplex' as const } : {}) }
  const { ended, values } = means.linear(buildProgram(model, outlook).program, options)
  return ended === 'none' ? false : values.length > 0 ? true : undefined
}
