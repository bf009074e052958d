import type { Words } from '../kernel/words.ts'
import type { Binding } from './explain.rules.ts'
import type { Deed, KeptAnswer } from './kept.rules.ts'
import { unitsOfDeeds } from './kept.rules.ts'
import { costByYear, daysUsed, type Wish } from './model.rules.ts'
import { dayBefore, type Question } from './question.rules.ts'
import { lineColumns, regionColumns } from './rules.ts'
import type { TableFault } from './table.rules.ts'

/** What a year of the question is called: the days that it spans. */
export function sayYear(words: Words, { days, model }: Question, year: number): string {
  const first = model.years.indexOf(year)
  const last = model.years.lastIndexOf(year)
  return words.months((days[first] ?? '').slice(0, 7), dayBefore(days[last + 1] ?? '').slice(0, 7))
}

export function sayQuarter(words: Words, { days }: Question, quarter: number): string {
  return words.months((days[quarter] ?? '').slice(0, 7), dayBefore(days[quarter + 1] ?? '').slice(0, 7))
}

/** What holds the answer back, a sentence for each kind; regions in which it is the same are named together. */
export function sayBindings(words: Words, question: Question, binds: readonly Binding[]): string[] {
  const byKind = Map.groupBy(binds, ({ kind }) => kind)
  return [...byKind].flatMap(([kind, members]) => {
    const regions = words.list(members.map(({ of }) => question.regions[of] ?? ''))
    switch (kind) {
      case 'budget':
        return [words.t('scenario.binds.budget')]
      case 'budget-of-year':
        return [
          words.t('scenario.binds.budget-of-year', {
            year: words.list(members.map(({ of }) => sayYear(words, question, of)))
          })
        ]
      case 'least':
        return members.map(({ of }) => words.t('scenario.binds.least', { name: question.lines[of]?.name ?? '' }))
      case 'days': {
        const counts = members.map(({ count }) => count)
        const [least, most] = [Math.min(...counts), Math.max(...counts)]
        const n = least === most ? words.number(most) : `${words.number(least)}–${words.number(most)}`
        return [words.t('scenario.binds.days', { region: regions, n, of: question.model.periods })]
      }
      default:
        return [words.t(`scenario.binds.${kind}`, { region: regions })]
    }
  })
}

/** A wish that clashes with others, as one phrase of a list. */
export function sayWish(words: Words, question: Question, wish: Wish, currency: string): string {
  const { model, regions, lines } = question
  switch (wish.kind) {
    case 'budget':
      return words.t('scenario.wish.budget', { money: words.money(model.budget ?? 0, currency) })
    case 'budget-of-year':
      return words.t('scenario.wish.budget-of-year', {
        money: words.money(model.budgets[wish.year] ?? 0, currency),
        year: sayYear(words, question, wish.year)
      })
    case 'floor':
      return words.t('scenario.wish.floor', { n: model.floors[wish.region] ?? 0, region: regions[wish.region] ?? '' })
    case 'least':
      return words.t('scenario.wish.least', {
        n: model.lines[wish.line]?.least ?? 0,
        name: lines[wish.line]?.name ?? ''
      })
    case 'random':
      return words.t('scenario.wish.random', { share: words.share(model.random) })
    case 'days':
      return words.t('scenario.wish.days', { n: model.days[wish.region]?.[0] ?? 0, region: regions[wish.region] ?? '' })
    default:
      return lines[wish.line]?.name ?? ''
  }
}

/** What is wrong with the tables, as sentences. */
export function sayFault(words: Words, { line, column, code }: TableFault): string {
  const isOurs = [...lineColumns, ...regionColumns].some((one) => one === column)
  return words.t(`scenario.fault.${code}`, { line, column: isOurs ? words.t(`scenario.column.${column}`) : column })
}

/** What is done of a line: units, money, days, first and last quarter, and by region and quarter. */
export type LineSum = {
  line: number
  amount: number
  cost: number
  days: number
  from: number
  to: number
  byRegion: number[]
  byQuarter: number[]
}
export function sumLines({ model }: Question, deeds: readonly Deed[]): LineSum[] {
  return model.lines.flatMap(({ cost, days, fixed }, line) => {
    const own = deeds.filter((deed) => deed.line === line)
    if (own.length === 0) return []
    const sumOf = (of: readonly Deed[]) => of.reduce((sum, deed) => sum + deed.amount, 0)
    const amount = sumOf(own)
    const quarters = own.map(({ period }) => period)
    return [
      {
        line,
        amount,
        cost: amount * cost + fixed,
        days: amount * days,
        from: Math.min(...quarters),
        to: Math.max(...quarters),
        byRegion: model.days.map((_, region) => sumOf(own.filter((deed) => deed.region === region))),
        byQuarter: model.years.map((_, period) => sumOf(own.filter((deed) => deed.period === period)))
      }
    ]
  })
}

/** Money and inspector-days of a mix, beside what there is. */
export function sumMeans(question: Question, { deeds }: Pick<KeptAnswer, 'deeds'>) {
  const units = unitsOfDeeds(question, deeds)
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
  return {
    money: sum(costByYear(question.model, units)),
    days: sum(daysUsed(question.model, units).flat()),
    daysThere: sum(question.model.days.flat())
  }
}
