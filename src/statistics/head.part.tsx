import { sectionName } from '../evidence/names.part.tsx'
import type { Words } from '../kernel/words.ts'
import { useWords } from '../ui/context.ts'
import { Tabs } from '../ui/step.tsx'
import type { Figure, Observation } from './rules.ts'

/** The pages of the statistics, in the order in which one comes to need them. */
const parts = ['', 'reach', 'comparison', 'ilostat', 'report'] as const

export function StatisticsTabs({ current }: { current: (typeof parts)[number] }) {
  const words = useWords()
  return (
    <Tabs
      label={words.t('room.statistics')}
      items={parts.map((part) => ({
        href: part ? `/statistics/${part}` : '/statistics',
        label: words.t(`statistics.tab.${part || 'year'}`),
        current: part === current
      }))}
    />
  )
}

/** What an observation counts within its series: women, agriculture, the north. Empty for the total of the country. */
export function sayCell(
  words: Words,
  { persons, sector, region, category, occupation }: Omit<Observation, 'id'>
): string {
  return [
    persons ? words.t(`observation.persons.${persons}`) : '',
    category,
    occupation,
    sector ? sectionName(words, sector) : '',
    region
  ]
    .filter(Boolean)
    .join(', ')
}

/** A figure without decimals unless it has some. */
export function sayValue(words: Words, value: number): string {
  return words.number(value, Number.isInteger(value) ? 0 : 2)
}

/** How a figure came about: who says so, and the breakdown over which it was summed. */
export function saySource(words: Words, { beside, ...figure }: Figure): string {
  const source = sayOwnSource(words, figure)
  if (!beside) return source
  const counted = { register: beside.source, n: words.number(beside.value) }
  return words.t('statistics.beside-register', { source, ...counted })
}

function sayOwnSource(words: Words, { sources, summed, register }: Figure): string {
  const list = words.list(sources)
  const named = register ? words.t('statistics.registered', { source: list }) : list
  return summed
    ? words.t('statistics.summed', { n: summed.parts, over: words.t(`observation.${summed.over}`), source: named })
    : named
}
