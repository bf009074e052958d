import { daysBetween } from '../delivery/rules.ts'
import { choice, date, reference, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { type Ring, ringsToMove } from '../stakeholder/rules.ts'
import { type Due, dueOf } from './memorandum.rules.ts'

/** The engagement strategy: steps, conversations, and what is to be done next with each stakeholder. */

/** How a stakeholder is won is for those who make the plan alone. */
const inside = { readers: 'plan.read-inside' } as const

export const stepFields = {
  stakeholder: reference('stakeholder', { needed: true }),
  to_do: text(300, { long: true, needed: true, ...inside }),
  talks: text(200, inside),
  talks_with: text(200, inside),
  due: date(),
  done_on: date()
} as const

export const channels = ['meeting', 'visit', 'call', 'message', 'letter', 'event'] as const

export const contactFields = {
  stakeholder: reference('stakeholder', { needed: true }),
  met_on: date({ needed: true }),
  channel: choice(channels, { needed: true }),
  met_by: text(200, { needed: true, ...inside }),
  met_with: text(200, inside),
  was_said: text(2000, { long: true, ...inside }),
  was_agreed: text(500, { long: true, ...inside }),
  agreed_until: date(),
  kept_on: date()
} as const

type Agreed = { was_agreed: string; agreed_until: string | null; kept_on: string | null }

/** What is wrong with a conversation: it has not taken place, or a day stands where nothing was agreed. */
export function checkContact(
  { met_on, was_agreed, agreed_until, kept_on }: { met_on: string } & Agreed,
  today: string | undefined
): FieldProblem[] {
  const dated = agreed_until !== null || kept_on !== null
  return [
    ...(today && met_on > today ? [{ field: 'met_on', code: 'not-yet' }] : []),
    ...(dated && was_agreed.trim() === '' ? [{ field: 'was_agreed', code: 'agreed-what' }] : []),
    ...(agreed_until && agreed_until < met_on ? [{ field: 'agreed_until', code: 'before-start' }] : [])
  ]
}

/** Who moves as far as this, or is not with us yet, and to whom nobody talked for so long, is out of sight. */
const quietAfter = 90

type Step = { id: string; to_do: string; talks: string; talks_with: string; due: string | null; done_on: string | null }
type Contact = { id: string; met_on: string; met_by: string; met_with: string } & Agreed

/** What is to be done next with a stakeholder, and how that stands; `unplanned`: it is to come closer, and no step leads there. */
export type Next =
  | { what: 'step' | 'agreed'; id: string; text: string; who: string; due: Due; day: string | null }
  | { what: 'quiet'; days: number }
  | { what: 'unplanned' | 'nothing' }

/** What waits: steps that are not done, and what was agreed and not kept. The earliest day first, then what has none. */
function waiting(steps: readonly Step[], contacts: readonly Contact[], today: string) {
  const items = [
    ...steps
      .filter(({ done_on }) => done_on === null)
      .map(({ id, to_do, talks, due }) => ({ what: 'step' as const, id, text: to_do, who: talks, day: due })),
    ...contacts
      .filter(({ was_agreed, kept_on }) => was_agreed.trim() !== '' && kept_on === null)
      .map(({ id, was_agreed, met_by, agreed_until: day }) => ({
        ...{ what: 'agreed' as const, id, text: was_agreed, who: met_by, day }
      }))
  ]
  return items
    .map((item) => ({ ...item, due: dueOf({ due: item.day, done_on: null }, today) }))
    .toSorted((a, b) => (a.day ?? '9999').localeCompare(b.day ?? '9999', 'en'))
}

/** The latest conversation; undefined where there was none. */
export function latestContact<C extends { met_on: string }>(contacts: readonly C[]): C | undefined {
  return contacts.reduce<C | undefined>((last, one) => (!last || one.met_on >= last.met_on ? one : last), undefined)
}

/** What is to be done next with a stakeholder. */
export function nextOf(
  stakeholder: { present_ring: Ring | ''; desired_ring: Ring | '' },
  steps: readonly Step[],
  contacts: readonly Contact[],
  today: string
): Next {
  const [first] = waiting(steps, contacts, today)
  if (first) return first
  if ((ringsToMove(stakeholder) ?? 0) > 0) return { what: 'unplanned' }
  const last = latestContact(contacts)
  const days = last ? daysBetween(last.met_on, today) : 0
  return days > quietAfter ? { what: 'quiet', days } : { what: 'nothing' }
}

/** What presses most first: overdue and dated by day, then who is to come closer without a step, the quiet, the undated, the rest. */
export function sortByNext<T extends { next: Next }>(all: readonly T[]): T[] {
  const rank = ({ next }: T) =>
    'day' in next && next.day ? 0 : ['unplanned', 'quiet', 'step', 'agreed', 'nothing'].indexOf(next.what) + 1
  const day = ({ next }: T) => ('day' in next ? (next.day ?? '') : '')
  return all.toSorted((a, b) => rank(a) - rank(b) || day(a).localeCompare(day(b), 'en'))
}

/** For the finding: how many are overdue, how many are to come closer and have no step. */
export function countNext(all: readonly { next: Next }[]): { n: number; overdue: number; unplanned: number } {
  return {
    n: all.length,
    overdue: all.filter(({ next }) => 'due' in next && next.due.state === 'overdue').length,
    unplanned: all.filter(({ next }) => next.what === 'unplanned').length
  }
}

/** Who talks to whom: as the next step says, or else as the latest conversation was. */
export function whoTalks(steps: readonly Step[], contacts: readonly Contact[]): { by: string; with: string } {
  const open = steps.filter(({ done_on, talks }) => done_on === null && talks !== '')
  const [step] = open.toSorted((a, b) => (a.due ?? '9999').localeCompare(b.due ?? '9999', 'en'))
  if (step) return { by: step.talks, with: step.talks_with }
  const last = latestContact(contacts)
  return last ? { by: last.met_by, with: last.met_with } : { by: '', with: '' }
}
