import type { Words } from '../kernel/words.ts'
import type { Run } from './ledger.rules.ts'

/** Days as people say them: whole from ten, else with one decimal where there is one. */
export function sayDaysOf(words: Words, days: number): string {
  return words.number(days, days >= 10 || Math.abs(days - Math.round(days)) < 0.05 ? 0 : 1)
}

/** A region by its name; the whole country has none. */
export const sayRegion = (words: Words, region: string): string => region || words.t('capacity.everywhere')
export const sayMonth = (words: Words, month: string): string => words.months(month, month)

/** "North, May 2027: 64 inspector-days are needed; 40 are there." */
export function sayOver(words: Words, { region, month, to, low, high, there }: Run): string {
  const [least, most] = [sayDaysOf(words, low), sayDaysOf(words, high)]
  const values = { region: sayRegion(words, region), there: sayDaysOf(words, there) }
  if (least === most && month === to)
    return words.t('capacity.over', { ...values, month: sayMonth(words, month), needed: most })
  return words.t('capacity.over.run', { ...values, months: words.months(month, to), low: least, high: most })
}

/** What other plans need there, and what could be done; '' where nothing of it is known. */
export function sayWay(words: Words, over: Run, names: Readonly<Record<string, string>>): string {
  const { excess } = over
  const quoted = (id: string) => words.t('influence.quoted', { name: names[id] ?? '' })
  const others = over.others.map(({ plan, days }) =>
    words.t('capacity.over.other', { plan: quoted(plan), days: sayDaysOf(words, days) })
  )
  const ways = [
    ...(over.later
      ? [
          words.t('capacity.way.later', {
            ...{ name: quoted(over.most.work), days: sayDaysOf(words, excess) },
            month: sayMonth(words, over.later.month)
          })
        ]
      : []),
    ...(over.beside
      ? [
          words.t('capacity.way.beside', {
            ...{ region: sayRegion(words, over.beside.region), days: sayDaysOf(words, over.beside.room) }
          })
        ]
      : [])
  ]
  const way =
    ways.length > 0
      ? words.t(ways.length > 1 ? 'capacity.way.either' : 'capacity.way.one', {
          first: ways[0] ?? '',
          second: ways[1] ?? ''
        })
      : words.t('capacity.way.less', {
          n: sayDaysOf(words, excess),
          name: quoted(over.most.work)
        })
  return [others.length > 0 ? words.t('capacity.over.others', { plans: words.list(others) }) : '', way]
    .filter(Boolean)
    .join(' ')
}
