import type { Reader } from '../kernel/database.ts'
import { listRecords } from '../kernel/record.ts'
import { escalation } from './kinds.operations.ts'
import { type Model, pathsOf, readModel, readStories } from './model.operations.ts'
import { type ReachStage, reachOf, reachStages } from './path.rules.ts'
import type { EventRow } from './store.ts'

/** How far workplaces were reached: one number for each stage of the funnel, in order. */
export type Reach = { liable: number; prioritised: number } & Record<ReachStage, number>

type Told = { model: Pick<Model, 'rules' | 'lists'>; stories: ReadonlyMap<string, EventRow[]> }

/**
 * The reach of escalations together, until a day: a workplace that is in several counts once. Liable are those that the widest
 * question found, for what two questions found is not known to be different.
 */
export function reachTogether(all: readonly Told[], today: string): Reach {
  const members = new Set<string>()
  const stages = new Map<ReachStage, Set<string>>(reachStages.map((stage) => [stage, new Set()]))
  const found: number[] = []
  for (const { model, stories } of all) {
    for (const [workplace, { state }] of pathsOf(model, stories, today)) if (state !== 'outside') members.add(workplace)
    for (const [workplace, events] of stories)
      for (const stage of reachOf(events, today)) stages.get(stage)?.add(workplace)
    for (const list of model.lists) if (list.draw !== 'gate' && list.state === 'confirmed') found.push(list.found)
  }
  const reached = Object.fromEntries([...stages].map(([stage, workplaces]) => [stage, workplaces.size]))
  return {
    liable: Math.max(members.size, ...found),
    prioritised: members.size,
    ...(reached as Record<ReachStage, number>)
  }
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
