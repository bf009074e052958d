import { z } from 'zod'
import { yes } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { courseOf, type Sitting } from './course.rules.ts'
import { enter } from './entrance.operations.ts'
import { listDecisions, listTurns } from './log.store.ts'
import { type AgendaItem, ofWorkshop } from './operations.ts'
import { listGroups, type ToldWorkshop, toldWorkshop } from './rules.ts'
import { listAgenda, listParticipants } from './store.ts'

/** Who was in a break-out group, or in none (''). `names`: as they named themselves, where they may be told. */
export type GroupInRoom = { group: string; count: number; names: string[] }

export type MinutesContent = {
  workshop: ToldWorkshop
  plan: string
  agenda: AgendaItem[]
  /** What was really held when. */
  course: Sitting[]
  people: GroupInRoom[]
  /** When each note was taken into the plan. */
  decisions: { note: string; at: string }[]
}

/**
 * What the minutes of a workshop rest on beside its boards. Under which names guests joined is told to facilitators who ask for
 * it, and to nobody else.
 */
export const readMinutes = read({
  name: 'workshop.minutes',
  input: { ...ofWorkshop, names: yes },
  output: z.custom<MinutesContent>((value) => typeof value === 'object'),
  may: 'plan.read',
  async run(scope, { workshop: id, names }) {
    const { workshop, facilitator } = await enter(scope, id)
    const { database } = scope
    const { plan_id: plan, groups } = workshop
    const people = (await listParticipants(database, id)).filter(({ state }) => state === 'admitted')
    const inGroup = Map.groupBy(people, ({ group_name }) => group_name)
    const named = [...new Set([...listGroups(groups), ...inGroup.keys()])].filter((group) => inGroup.has(group))
    const decisions = await listDecisions(database, { workshop: id, plan })
    return {
      workshop: toldWorkshop(workshop),
      plan,
      agenda: (await listAgenda(database, id)) as AgendaItem[],
      course: courseOf(await listTurns(database, id)),
      people: named.map((group) => {
        const inside = inGroup.get(group) ?? []
        return { group, count: inside.length, names: names && facilitator ? inside.map(({ name }) => name) : [] }
      }),
      decisions: [...decisions].map(([note, { at }]) => ({ note, at }))
    }
  }
})
