import { daysBetween } from '../delivery/rules.ts'
import { date, reference, references, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

/** Memoranda of understanding: until when each holds, and what is owed under it. */

/** Address of the register, or of one memorandum. */
export function memorandumPath(id?: string): string {
  return id ? `/inspectorate/memoranda/${id}` : '/inspectorate/memoranda'
}

export const memorandumFields = {
  title: text(200, { needed: true }),
  partners: references('stakeholder'),
  other_partners: text(300),
  purpose: text(1000, { long: true }),
  signed: date(),
  valid_from: date(),
  valid_until: date(),
  interventions: references('intervention')
} as const

export const obligationFields = {
  memorandum: reference('memorandum', { needed: true }),
  what: text(500, { long: true, needed: true }),
  /** Empty, and no other party: the inspectorate owes it. */
  owed_by: reference('stakeholder'),
  owed_by_other: text(200),
  due: date(),
  every: text(200),
  done_on: date(),
  note: text(1000, { long: true })
} as const

type Dates = { signed: string | null; valid_from: string | null; valid_until: string | null }

/** A memorandum ends after it was signed and after it began. */
export function checkMemorandum({ signed, valid_from, valid_until }: Dates): FieldProblem[] {
  if (valid_until && signed && valid_until < signed) return [{ field: 'valid_until', code: 'before-signed' }]
  return valid_until && valid_from && valid_until < valid_from ? [{ field: 'valid_until', code: 'before-start' }] : []
}

/** An obligation is owed by one party, and not done before it happened. */
export function checkObligation(
  { owed_by, owed_by_other, done_on }: { owed_by: string | null; owed_by_other: string; done_on: string | null },
  today: string | undefined
): FieldProblem[] {
  return [
    ...(owed_by && owed_by_other.trim() !== '' ? [{ field: 'owed_by_other', code: 'one-party' }] : []),
    ...(today && done_on && done_on > today ? [{ field: 'done_on', code: 'not-yet' }] : [])
  ]
}

/** In how many days an end is told beforehand: a new signature takes as long. */
const warned = 90
/** And what is owed. */
const dueSoon = 30

export type Validity = { state: 'unsigned' | 'before' | 'holds' | 'expiring' | 'over'; days: number }

/** Whether a memorandum holds today; `days` until it begins or ends, or since it ended. */
export function validityOf({ signed, valid_from, valid_until }: Dates, today: string): Validity {
  if (valid_until && valid_until < today) return { state: 'over', days: daysBetween(valid_until, today) }
  if (!signed || signed > today) return { state: 'unsigned', days: 0 }
  if (valid_from && valid_from > today) return { state: 'before', days: daysBetween(today, valid_from) }
  const days = valid_until ? daysBetween(today, valid_until) : 0
  return { state: valid_until && days <= warned ? 'expiring' : 'holds', days }
}

export type Due = { state: 'done' | 'overdue' | 'today' | 'soon' | 'later' | 'undated'; days: number }

/** Where what is due on a day stands today; `days` until then, or since then. */
export function dueOf({ due, done_on }: { due: string | null; done_on: string | null }, today: string): Due {
  if (done_on) return { state: 'done', days: 0 }
  if (!due) return { state: 'undated', days: 0 }
  if (due < today) return { state: 'overdue', days: daysBetween(due, today) }
  const days = daysBetween(today, due)
  return { state: days === 0 ? 'today' : days <= dueSoon ? 'soon' : 'later', days }
}

const urgency = ['overdue', 'today', 'soon', 'later', 'undated', 'done'] as const

/** What is overdue first and longest, then by day; what has no day, then what is done. */
export function sortByDue<O extends { due: string | null; done_on: string | null }>(
  obligations: readonly O[],
  today: string
): O[] {
  const rank = (one: O) => urgency.indexOf(dueOf(one, today).state)
  return obligations.toSorted((a, b) => rank(a) - rank(b) || (a.due ?? '').localeCompare(b.due ?? '', 'en'))
}

/** How many hold, end within 90 days, are over; how many obligations are overdue, of memoranda that are not over. */
export function countRegister(
  memoranda: readonly (Dates & { id: string })[],
  obligations: readonly { memorandum: string; due: string | null; done_on: string | null }[],
  today: string
) {
  const states = new Map(memoranda.map((one) => [one.id, validityOf(one, today).state]))
  const of = (...wanted: string[]) => [...states.values()].filter((state) => wanted.includes(state)).length
  return {
    hold: of('holds', 'expiring'),
    expiring: of('expiring'),
    over: of('over'),
    overdue: obligations.filter((one) => states.get(one.memorandum) !== 'over' && dueOf(one, today).state === 'overdue')
      .length
  }
}

/** Interventions that are a memorandum and stand in no entry of the register. */
export function unregistered<I extends { id: string; kind: string }>(
  interventions: readonly I[],
  memoranda: readonly { interventions: readonly string[] }[]
): I[] {
  const named = new Set(memoranda.flatMap((one) => one.interventions))
  return interventions.filter(({ id, kind }) => kind === 'memorandum' && !named.has(id))
}
