import { isolated } from '../evidence/names.part.tsx'
import { readCountable } from '../indicator/counted.part.tsx'
import { partsOfFilter, readChoices } from '../indicator/filter.part.tsx'
import type { PageContext } from '../kernel/page.ts'
import { populationFromQuery } from './population.rules.ts'

/** The question of a population in words: of which records, narrowed by what. */
export async function sayPopulation(context: PageContext, query: string): Promise<string> {
  const { words } = context
  const { filter, inspected, registration } = populationFromQuery(query)
  const all = await readCountable(context)
  const asked = filter.dataSets ? all.filter(({ id }) => filter.dataSets?.includes(id)) : all
  const choices = await readChoices(context, asked, 'cases')
  const parts = [
    ...partsOfFilter(words, filter, choices).map(({ label }) => label),
    ...(inspected ? [words.t(`escalation.inspected.${inspected}`)] : []),
    ...(registration ? [words.t(`workplace.registration.${registration}`)] : [])
  ]
  const list = words.list(asked.map(({ name }) => isolated(words, name)))
  return parts.length > 0
    ? words.t('escalation.population.of', { parts: parts.join(' · '), list })
    : words.t('escalation.population.all', { list })
}
