import { z } from 'zod'
import type { Content } from '../chart/content.rules.ts'
import { loadContent } from '../chart/load.operations.ts'
import { choice, json, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { deleteRow, insertRow, updateRow } from '../kernel/record.ts'
import { agendaItem, rehearsal as rehearsalKind } from './kinds.operations.ts'
import { addWorkshop, Made } from './operations.ts'
import { contentBefore, type Pace, paces, rehearsalFields, type Script } from './rehearsal.rules.ts'
import {
  clearPractice,
  findRehearsal,
  insertPractice,
  isPractice,
  namePractice,
  type RehearsalRow
} from './rehearsal.store.ts'
import { listAgenda, listParticipants } from './store.ts'

declare module '../kernel/operation.ts' {
  interface Portal {
    rehearsals: {
      /** The plan that rehearsals in a language are about, and what their people say. */
      script(language: string): { content: Content; script: Script }
      /** Has the people of a place look what is to be done: begin, go on, be quicker, wait, or go home. */
      renew(inspectorate: string): void
      /** Whether somebody plays there now: not after the portal was started anew. */
      plays(inspectorate: string): boolean
    }
  }
}

const labels = json(z.record(z.string(), z.record(z.string(), z.string())))

/**
 * Makes the place in which one person rehearses: an inspectorate of its own. Reached by the portal's own route alone, which has
 * asked first whether the person may edit plans in the inspectorate that is left for it.
 */
export const openPractice = write({
  name: 'rehearsal.open',
  input: {
    name: text(200, { needed: true }),
    country: text(3, { needed: true }),
    language: text(20, { needed: true }),
    currency: text(3, { needed: true }),
    digits: text(10),
    labels,
    account: text(200, { needed: true })
  },
  output: Made,
  may: 'plan.edit',
  async run({ tx, inspectorate, actor, about }, place) {
    await insertPractice(tx, { ...place, person: actor.person, personName: actor.name })
    about({ data: { final: true } })
    return { id: inspectorate }
  }
})

type Settings = { day: number; size: number; groups: string; language: string; seed: number | null }
const Begun = z.object({ id: z.guid(), plan: z.guid() })
const firstSeed = 1

/** Puts everything back to the morning of a day, in the one transaction of the operation: what was there goes. */
async function begin(scope: WriteScope & { prepared: Map<string, unknown> }, settings: Settings) {
  const { tx, portal, prepared } = scope
  if (!(await isPractice(tx))) throw new Problem('not-found')
  await clearPractice(tx, portal.kinds)
  const { day, groups, language } = settings
  const content = contentBefore(day, portal.rehearsals.script(language).content)
  const { plans } = await loadContent.run({ ...scope, prepared }, { content, example: true })
  const plan = plans[0] ?? ''
  const title = portal.wordsOf(language)?.['rehearsal.title'] ?? ''
  const usual = {
    title,
    groups,
    door: 'ask',
    dots: 3,
    live_votes: false,
    by_person: false,
    agenda: 'three-days',
    language
  } as const
  const { id: workshop } = await addWorkshop.run({ ...scope, id: newId(), prepared: undefined }, { plan, ...usual })
  for (const item of await listAgenda(tx, workshop))
    if (Number(item.day) < day) await deleteRow(tx, agendaItem, item.id)
  const row = { ...settings, id: newId(), plan_id: plan, workshop, pace: 'calm' }
  scope.note('rehearsal', null, await insertRow(tx, rehearsalKind, { ...row, seed: settings.seed ?? firstSeed }))
  scope.about({ data: { final: true } })
  scope.afterwards(() => {
    portal.forgetGuests()
    portal.rehearsals.renew(scope.inspectorate)
  })
  return { id: workshop, plan }
}

/** Begins a rehearsal in the place for it, which is named anew: its facilitator may read another language now. Reached by the portal's own route alone. */
export const beginRehearsal = write({
  name: 'rehearsal.begin',
  input: { ...rehearsalFields, place: text(200, { needed: true }) },
  output: Begun,
  may: 'plan.edit',
  prepare: (scope) => preparedContent(scope),
  async run(scope, { place, ...settings }) {
    const begun = await begin(scope, settings)
    await namePractice(scope.tx, place)
    return begun
  }
})

const preparedContent = async (scope: Parameters<NonNullable<typeof loadContent.prepare>>[0]) =>
  (await loadContent.prepare?.(scope, { content: { inspectorate: {}, plans: [] }, example: true })) as Map<
    string,
    unknown
  >

async function getRehearsal(database: WriteScope['tx']): Promise<RehearsalRow> {
  const found = await findRehearsal(database)
  if (!found) throw new Problem('not-found')
  return found
}

/** Puts the rehearsal back to its beginning: the same day, the same people, who do the same if one leads them the same. */
export const resetRehearsal = write({
  name: 'rehearsal.reset',
  input: {},
  output: Begun,
  may: 'plan.edit',
  prepare: (scope) => preparedContent(scope),
  async run(scope) {
    const { day, size, groups, language, seed } = await getRehearsal(scope.tx)
    return begin(scope, { day, size, groups, language, seed })
  }
})

/** Has the people of the rehearsal wait, go on, or hurry. */
export const paceRehearsal = write({
  name: 'rehearsal.pace',
  input: { pace: choice(paces, { needed: true }) },
  output: Made,
  may: 'plan.edit',
  async run(scope, { pace }) {
    const before = await getRehearsal(scope.tx)
    if (before.pace !== pace) {
      const after = await updateRow(scope.tx, rehearsalKind, { ...before, pace }, before.revision)
      scope.note('rehearsal', before, after)
    }
    scope.about({ data: { final: true } })
    scope.afterwards(() => scope.portal.rehearsals.renew(scope.inspectorate))
    return { id: before.id }
  }
})

export type ToldRehearsal = {
  workshop: string
  plan: string
  day: number
  size: number
  /** How many of them have come to the door. */
  came: number
  pace: Pace
  /** False after the portal was started anew: the people wait for a word. */
  plays: boolean
}

/** How the rehearsal stands; null where there is none. */
export const readRehearsal = read({
  name: 'rehearsal.read',
  input: {},
  output: z.custom<ToldRehearsal | null>((value) => typeof value === 'object'),
  may: 'plan.edit',
  async run({ database, inspectorate, portal }) {
    const found = await findRehearsal(database)
    if (!found) return null
    const { workshop, plan_id: plan, day, size, pace } = found
    const came = (await listParticipants(database, workshop)).filter(({ simulated }) => simulated).length
    return { workshop, plan, day, size, came, pace, plays: portal.rehearsals.plays(inspectorate) }
  }
})
