import { z } from 'zod'
import type { Row } from '../kernel/event.ts'
import { choice, number, reference, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, insertRow, updateRow } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { readyAgenda, readyKeyOf, titleKey } from './agenda.rules.ts'
import { enter, enterToAct } from './entrance.operations.ts'
import { agendaItem, workshop as workshopKind } from './kinds.operations.ts'
import { listGroups, settingFields, type ToldWorkshop, timerActs, toldWorkshop, turnTimer } from './rules.ts'
import {
  deleteWorkshop,
  findParticipant,
  listAgenda,
  listParticipants,
  listWorkshops,
  makeCode,
  type ParticipantRow,
  type WorkshopRow
} from './store.ts'

declare module '../kernel/operation.ts' {
  interface Portal {
    /** How telephones reach the portal: its configured address, and this machine's addresses on the local network. */
    reached: { url: string | undefined; hosts(): string[] }
    /** Every language in which the portal has words. */
    languages: readonly string[]
  }
}

export const ofWorkshop = { workshop: reference('workshop', { needed: true }) }
export const Made = z.object({ id: z.guid() })
const Shape = <T>() => z.custom<T>((value) => typeof value === 'object')

/** One item of an agenda. */
export type AgendaItem = Row & {
  plan_id: string
  day: number
  position: number
  title: string
  /** Key of the words that say the title in the reader's language; '' where somebody wrote it. */
  ready: string
  board: string
  work: string
  minutes: number | null
  hub: string | null
  target: string | null
  note: string
  revision: number
}

/** Makes a workshop of a plan, open and with a code of its own; `agenda` gives it the ready three days. */
export const addWorkshop = write({
  name: 'workshop.add',
  input: {
    plan: reference('plan', { needed: true }),
    ...settingFields,
    agenda: choice(['three-days', 'none'], { needed: true }),
    language: text(20)
  },
  output: Made,
  may: 'plan.edit',
  async run(scope, { plan, agenda, language, ...settings }) {
    const { tx, id, note, portal } = scope
    await getRecord(tx, planKind, plan)
    const made = { ...settings, id, plan_id: plan, code: makeCode(), status: 'open', board: '', work: '', phase: '' }
    const row = {
      ...made,
      item: null,
      timer_ends: null,
      timer_left: null,
      locked: false,
      follow: true,
      spotlight: null
    }
    note('workshop', null, await insertRow(tx, workshopKind, row))
    const titles = { ...portal.wordsOf('en'), ...portal.wordsOf(language) }
    for (const [position, ready] of agenda === 'none' ? [] : readyAgenda.entries()) {
      const { day, minutes, board = '', work = 'plenary' } = ready
      const item = { day, minutes, board, work, title: titles[titleKey(ready)] ?? '', position: (position + 1) * 10 }
      const own = { id: newId(), plan_id: plan, workshop: id, hub: null, target: null, note: '' }
      note('agenda_item', null, await insertRow(tx, agendaItem, { ...item, ...own }))
    }
    return { id }
  }
})

/** Changes the workshop's row as `change` says, and notes it. */
export async function changeWorkshop(
  scope: WriteScope,
  before: WorkshopRow,
  change: Record<string, unknown>
): Promise<void> {
  const after = await updateRow(scope.tx, workshopKind, { ...before, ...change }, before.revision)
  scope.note('workshop', before, after)
}

const settle = { ...ofWorkshop, revision: number({ whole: true, needed: true }) }

/** Changes what a facilitator settles beforehand: title, groups, door, dots. */
export const describeWorkshop = write({
  name: 'workshop.describe',
  input: { ...settle, ...settingFields },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, revision, ...settings }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    if (before.revision !== revision) throw new Problem('changed-meanwhile')
    await changeWorkshop(scope, before, settings)
    return { id: workshop }
  }
})

/** Closes a workshop: from then on it lets nobody in, and its guests are out. It can be undone. */
export const closeWorkshop = write({
  name: 'workshop.close',
  input: ofWorkshop,
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    await changeWorkshop(scope, before, { status: 'closed', timer_ends: null, timer_left: null })
    scope.afterwards(scope.portal.forgetGuests)
    return { id: workshop }
  }
})

/** Takes a workshop away with all its notes; what was decided stays in the plan. It cannot be undone. */
export const removeWorkshop = write({
  name: 'workshop.remove',
  input: ofWorkshop,
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    await deleteWorkshop(scope.tx, workshop)
    scope.note('workshop', before, null)
    scope.about({ data: { final: true } })
    scope.afterwards(scope.portal.forgetGuests)
    return { id: workshop }
  }
})

/** Starts, extends, pauses, goes on with, or stops the timer that every screen shows. */
export const turnTimerOf = write({
  name: 'workshop.turn-timer',
  input: { ...ofWorkshop, act: choice(timerActs, { needed: true }), minutes: number({ min: 0, max: 600 }) },
  output: z.object({ timer_ends: z.number().nullable(), timer_left: z.number().nullable() }),
  may: 'plan.edit',
  async run(scope, { workshop, act, minutes }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    const { timer_ends, timer_left } = turnTimer(before, act, minutes ?? 5, scope.now.getTime())
    await changeWorkshop(scope, before, { timer_ends, timer_left })
    return { timer_ends, timer_left }
  }
})

/** Says whether participants may change anything at present, and whether their screens follow. */
export const steerWorkshop = write({
  name: 'workshop.steer',
  input: { ...ofWorkshop, locked: yes, follow: yes },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, locked, follow }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    await changeWorkshop(scope, before, { locked, follow })
    return { id: workshop }
  }
})

/** The workshops of a plan, the latest first, with how many are in each and how many wait. */
export const listWorkshopsOf = read({
  name: 'workshop.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.array(Shape<ToldWorkshop & { admitted: number; waiting: number }>()),
  may: 'plan.read',
  async run({ database }, { plan }) {
    const workshops = await listWorkshops(database, plan)
    return Promise.all(
      workshops.map(async (row) => {
        const people = await listParticipants(database, row.id)
        const of = (state: string) => people.filter((one) => one.state === state).length
        return { ...toldWorkshop(row), admitted: of('admitted'), waiting: of('waiting') }
      })
    )
  }
})

/** The agenda, with what its ready titles are called in every language. */
async function readAgenda({ database, portal }: ReadScope, workshop: string): Promise<AgendaItem[]> {
  const textsOf = (key: string) => portal.languages.map((language) => portal.wordsOf(language)?.[key] ?? '')
  const items = (await listAgenda(database, workshop)) as AgendaItem[]
  return items.map((item) => ({ ...item, ready: readyKeyOf(item, textsOf) }))
}

/** Everything that a facilitator needs beside the boards: code, settings, agenda, and who is in. */
export const readWorkshop = read({
  name: 'workshop.read',
  input: ofWorkshop,
  output: Shape<{
    workshop: ToldWorkshop & { plan: string; code: string; door: string; groups: string[] }
    agenda: AgendaItem[]
    participants: ParticipantRow[]
    reached: { url: string | undefined; hosts: string[] }
  }>(),
  may: 'plan.edit',
  async run(scope, { workshop: id }) {
    const { workshop } = await enter(scope, id)
    const { plan_id, code, door, groups } = workshop
    return {
      workshop: { ...toldWorkshop(workshop), plan: plan_id, code, door, groups: listGroups(groups) },
      agenda: await readAgenda(scope, id),
      participants: await listParticipants(scope.database, id),
      reached: { url: scope.portal.reached.url, hosts: scope.portal.reached.hosts() }
    }
  }
})

/** What everybody in a workshop is told of it, and which group one is of. */
export const readOwnWorkshop = read({
  name: 'workshop.look',
  input: ofWorkshop,
  output: Shape<{
    workshop: ToldWorkshop
    plan: string
    /** The item under way: its title, and the minutes planned for it. */
    item: Pick<AgendaItem, 'title' | 'ready' | 'minutes'> | null
    me: { id: string; name: string; group_name: string; facilitator: boolean }
  }>(),
  may: 'workshop.take-part',
  async run(scope, { workshop: id }) {
    const { workshop, viewer, facilitator } = await enter(scope, id)
    const items = workshop.item ? await readAgenda(scope, id) : []
    const item = items.find((one) => one.id === workshop.item)
    const own = scope.actor.role === 'guest' ? await findParticipant(scope.database, viewer.person) : undefined
    return {
      workshop: toldWorkshop(workshop),
      plan: workshop.plan_id,
      item: item ? { title: item.title, ready: item.ready, minutes: item.minutes } : null,
      me: { id: viewer.person, name: own?.name ?? scope.actor.name, group_name: viewer.group, facilitator }
    }
  }
})
