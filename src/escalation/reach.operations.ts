import type { Reader } from '../kernel/database.ts'
import { listRecords } from '../kernel/record.ts'
import { escalation } from './kinds.operations.ts'
import { type Model, pathsOf, readModel, readStories } from './model.operations.ts'
import { type ReachStage, reachOf, reachStages } from './path.rules.ts'
import type { EventRow } from './store.ts'

/** How far workplaces were reached: one number for each stage of the funnel, in order. */
export type Reach = { liable: number; prioritised: number } & Record<ReachStage, number>

type Told = { model: Pick<Model, 'rules' | 'lists'>; stories: ReadonlyMap<string, EventRow[]> }

/** The stages whose workplaces are known one by one: those on a confirmed list, and what events tell. */
export const namedStages = ['prioritised', ...reachStages] as const
export type NamedStage = (typeof namedStages)[number]

/** Which workplaces came to each stage in any of the escalations until a day, with the place of the first in which each did. */
export function whoReached(
  all: readonly { model: Pick<Model, 'rules'>; stories: Told['stories'] }[],
  today: string
): ReadonlyMap<NamedStage, ReadonlyMap<string, number>> {
  const stages = new Map<NamedStage, Map<string, number>>(namedStages.map((stage) => [stage, new Map()]))
  for (const [at, { model, stories }] of all.entries()) {
    const add = (stage: NamedStage, workplace: string) => {
      const own = stages.get(stage)
      if (!own?.has(workplace)) own?.set(workplace, at)
    }
    for (const [workplace, { state }] of pathsOf(model, stories, today))
      if (state !== 'outside') add('prioritised', workplace)
    for (const [workplace, events] of stories) for (const stage of reachOf(events, today)) add(stage, workplace)
  }
  return stages
}

/**
 * The reach of escalations together, until a day: a workplace that is in several counts once. Liable are those that the widest
 * question found, for what two questions found is not known to be different.
 */
export function reachTogether(all: readonly Told[], today: string): Reach {
  const found = all.flatMap(({ model }) =>
    model.lists.filter(({ draw, state }) => draw !== 'gate' && state === 'confirmed').map((list) => list.found)
  )
  const reached = Object.fromEntries(
    [...whoReached(all, today)].map(([stage, workplaces]) => [stage, workplaces.size])
  ) as Record<NamedStage, number>
  return { liable: Math.max(reached.prioritised, ...found), ...reached }
}

/** The reach of each hub of a plan whose escalations hold a workplace. */
export async function readReachByHub(database: Reader, plan: string, today: string): Promise<Map<string, Reach>> {
  const all = await listRecords(database, escalation, plan)
  const reached = await Promise.all(
    [...Map.groupBy(all, ({ hub }) => hub)].map(async ([hub, own]) => {
      const told = own.map(async ({ id }) => ({
        model: await readModel(database, id),
        stories: await readStories(database, id)
      }))
      return [hub, reachTogether(await Promise.all(told), today)] as const
    })
  )
  return new Map(reached.filter(([, { prioritised }]) => prioritised > 0))
}
