import type { BoardName } from '../board/rules.ts'
import type { Work } from './rules.ts'

/** One item of the ready agenda; `words` ends the key of its title, `workshop.agenda.<words>`, where it has no board. */
type Ready = { day: 1 | 2 | 3; minutes: number; board?: BoardName; work?: Work; words?: string }

/** Three days through the six steps of the method, about six hours a day without the breaks. */
export const readyAgenda: readonly Ready[] = [
  { day: 1, minutes: 30, words: 'welcome' },
  { day: 1, minutes: 30, words: 'evidence' },
  { day: 1, minutes: 45, board: 'mandate' },
  { day: 1, minutes: 60, board: 'resources' },
  { day: 1, minutes: 45, board: 'sources' },
  { day: 1, minutes: 40, board: 'issues' },
  { day: 1, minutes: 40, board: 'targets' },
  { day: 1, minutes: 40, board: 'matrix-issues' },
  { day: 1, minutes: 40, board: 'matrix-targets' },
  { day: 2, minutes: 15, words: 'yesterday' },
  { day: 2, minutes: 60, board: 'venn' },
  { day: 2, minutes: 45, board: 'employers', work: 'groups' },
  { day: 2, minutes: 75, board: 'whys', work: 'groups' },
  { day: 2, minutes: 60, board: 'influences', work: 'groups' },
  { day: 2, minutes: 45, board: 'stakeholders' },
  { day: 2, minutes: 60, board: 'bullseye' },
  { day: 3, minutes: 15, words: 'yesterday' },
  { day: 3, minutes: 75, board: 'interventions', work: 'groups' },
  { day: 3, minutes: 60, board: 'priorities' },
  { day: 3, minutes: 45, board: 'plan-map' },
  { day: 3, minutes: 75, words: 'chart' },
  { day: 3, minutes: 30, words: 'parked' },
  { day: 3, minutes: 30, words: 'farewell' }
]

/** Key of the words that title a ready item. */
export function titleKey({ board, words }: Ready): string {
  return board ? `workshop.board.${board}` : `workshop.agenda.${words}`
}

/**
 * The key of a title that nobody has written: it is still the ready one of its board, in whichever language the workshop was made.
 * '' where somebody has. `textsOf`: what a key says in every language.
 */
export function readyKeyOf(
  item: { title: string; board: string },
  textsOf: (key: string) => readonly string[]
): string {
  const ready = readyAgenda.filter(({ board = '' }) => board === item.board).map(titleKey)
  return ready.find((key) => textsOf(key).includes(item.title)) ?? ''
}

type Item = { id: string; day: number; position: number; minutes: number | null }

/** The items day by day in their order, with the minutes that each day takes. */
export function orderAgenda<I extends Item>(items: readonly I[]): { day: number; minutes: number; items: I[] }[] {
  const sorted = [...items].sort((a, b) => a.day - b.day || a.position - b.position || (a.id < b.id ? -1 : 1))
  return [...Map.groupBy(sorted, ({ day }) => day)].map(([day, items]) => ({
    day,
    minutes: items.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
    items
  }))
}

/** The item after one, across the days; the first where none is under way; undefined after the last. */
export function nextItem<I extends Item>(items: readonly I[], current: string | null): I | undefined {
  const all = orderAgenda(items).flatMap((day) => day.items)
  return all[current === null ? 0 : all.findIndex(({ id }) => id === current) + 1]
}
