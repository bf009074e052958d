import { z } from 'zod'
import { listDataSets, listVersions } from '../evidence/register.store.ts'
import { asItIs, readFigure } from '../indicator/answer.operations.ts'
import { countedDataSets } from '../indicator/choice.rules.ts'
import type { ReadScope } from '../kernel/operation.ts'
import { observationsOf, type RegisteredGroup, yearsOfRegister } from './registered.rules.ts'
import { readRegisteredGroups } from './registered.store.ts'
import type { Observation } from './rules.ts'

/** What registers of workplaces count, worked out once for as long as the evidence stays the same. It has no door of its own. */
const readGroups = readFigure({
  name: 'statistics.registered',
  told: asItIs,
  input: {},
  output: z.array(z.custom<RegisteredGroup>()),
  run: ({ portal, inspectorate }) => readRegisteredGroups(portal.facts, inspectorate)
})

/** The year in which a register was drawn, as people say it, or else that of its import. */
const drawnIn = (extracted: string, imported: string) =>
  Number(/\b(19|20)\d\d\b/.exec(extracted)?.[0] ?? imported.slice(0, 4))

/**
 * The figures that a register of workplaces gives: of the largest, as two may hold the same workplace. Empty where there is
 * none.
 */
export async function readRegistered(scope: ReadScope): Promise<Observation[]> {
  const groups = await readGroups.run(scope, {})
  if (groups.length === 0) return []
  const lines = Map.groupBy(groups, ({ dataSet }) => dataSet)
  const countable = [...lines].map(([id, own]) => ({
    id,
    table: 'workplaces' as const,
    rows: own.reduce((sum, { over, workplaces }) => sum + (over === 'sector' ? workplaces : 0), 0),
    dated: false
  }))
  const [largest] = countedDataSets({}, countable, 'workplaces')
  const dataSet = (await listDataSets(scope.database)).find(({ id }) => id === largest)
  if (!dataSet) return []
  const own = lines.get(dataSet.id) ?? []
  const version = (await listVersions(scope.database, dataSet.id)).find(({ id }) => id === dataSet.current_version)
  const now = scope.now.getUTCFullYear()
  const years = yearsOfRegister(own, drawnIn(dataSet.extracted, version?.at ?? String(now)), now)
  return observationsOf(own, dataSet, years)
}
