import { daysBetween } from '../delivery/rules.ts'
import { choice, date, number, reference, text, yes } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'

/** Workers' and employers' organisations are consulted on a plan: ILO Conventions 81 Art. 5(b), 129 Art. 13, 150 Art. 5. */

export const ways = ['meeting', 'writing', 'council', 'workshop'] as const
export const positions = ['supports', 'with_changes', 'against', 'did_not_answer'] as const
export type Position = (typeof positions)[number] | ''

export const consultationFields = {
  stakeholder: reference('stakeholder', { needed: true }),
  version: reference('plan_version', { needed: true }),
  asked: date({ needed: true }),
  way: choice(ways, { needed: true }),
  until: date(),
  position: choice(positions),
  /** Who gave the position. */
  spoke: text(200),
  answered: date(),
  /** They agree that the public reads their position. */
  public_agreed: yes
} as const

export const outcomes = ['taken', 'partly', 'not_taken'] as const

export const pointFields = {
  consultation: reference('consultation', { needed: true }),
  text: text(1000, { long: true, needed: true }),
  hub: reference('hub'),
  intervention: reference('intervention'),
  outcome: choice(outcomes),
  why: text(1000, { long: true }),
  taken_in: reference('plan_version'),
  /** The entry of the log that took it over. */
  entry: number({ whole: true, min: 1 })
} as const

type Asked = { asked: string; until: string | null }
type Said = { position: Position; spoke: string; answered: string | null; public_agreed: boolean }

/** Whether somebody gave a position; that they did not answer is none. */
export function isGiven(position: Position): boolean {
  return position !== '' && position !== 'did_not_answer'
}

/** A position has a person and a day, none is given before one was asked, and only a given one can be told to the public. */
export function checkConsultation(of: Asked & Said): FieldProblem[] {
  const given = isGiven(of.position)
  const problems: [boolean, string, string][] = [
    [of.until !== null && of.until < of.asked, 'until', 'before-asked'],
    [of.answered !== null && of.answered < of.asked, 'answered', 'before-asked'],
    [given && of.answered === null, 'answered', 'needed'],
    [!given && of.answered !== null, 'answered', 'no-position'],
    [given && of.spoke === '', 'spoke', 'needed'],
    [!given && of.public_agreed, 'public_agreed', 'no-position']
  ]
  return problems.flatMap(([holds, field, code]) => (holds ? [{ field, code }] : []))
}

type Answer = { outcome: (typeof outcomes)[number] | ''; why: string; taken_in: string | null; entry: number | null }

/** What is not wholly taken over says why; only what is taken over, at least in part, can be found in a version or a change. */
export function checkPoint({ outcome, why, taken_in, entry }: Answer): FieldProblem[] {
  const taken = outcome === 'taken' || outcome === 'partly'
  return [
    ...((outcome === 'partly' || outcome === 'not_taken') && why === ''
      ? [{ field: 'why', code: 'reason-needed' }]
      : []),
    ...(!taken && taken_in !== null ? [{ field: 'taken_in', code: 'not-taken' }] : []),
    ...(!taken && entry !== null ? [{ field: 'entry', code: 'not-taken' }] : [])
  ]
}

export type Standing = 'given' | 'silent' | 'over' | 'waiting'

/** Where a consultation stands on a day: it is over when its last day has passed and nobody has answered. */
export function standingOf({ position, until }: { position: Position; until: string | null }, today: string): Standing {
  if (isGiven(position)) return 'given'
  if (position === 'did_not_answer') return 'silent'
  return until !== null && until < today ? 'over' : 'waiting'
}

/** Organisations that must be asked. */
export const socialPartners = ['workers', 'employers'] as const
export type SocialPartner = (typeof socialPartners)[number]

/** Organisations of which nobody has been consulted. */
export function listUnasked(
  consultations: readonly { stakeholder: string }[],
  stakeholders: readonly { id: string; category: string }[]
): SocialPartner[] {
  const asked = new Set(consultations.map(({ stakeholder }) => stakeholder))
  return socialPartners.filter((group) => !stakeholders.some(({ id, category }) => category === group && asked.has(id)))
}

/** Something that is still to be done, as a page says it in words; `id` is where. */
export type Open =
  | { code: 'unasked'; group: SocialPartner }
  | { code: 'over'; id: string; stakeholder: string; days: number }
  | { code: 'waiting'; id: string; stakeholder: string; until: string | null; asked: string }
  | { code: 'points'; id: string; stakeholder: string; n: number; all: number }

type Consulted = Asked & { id: string; stakeholder: string; position: Position }

/** How many points have no answer, by consultation: only those where there is one. */
export function listUnanswered<C extends { id: string }>(
  consultations: readonly C[],
  points: readonly { consultation: string; outcome: string }[]
): { of: C; n: number; all: number }[] {
  return consultations.flatMap((of) => {
    const own = points.filter(({ consultation }) => consultation === of.id)
    const n = own.filter(({ outcome }) => outcome === '').length
    return n > 0 ? [{ of, n, all: own.length }] : []
  })
}

/** All that is open on a day: who was never asked, whose time is over, whose points wait for an answer, who may still answer. */
export function listOpen(
  of: {
    consultations: readonly Consulted[]
    points: readonly { consultation: string; outcome: string }[]
    stakeholders: readonly { id: string; category: string }[]
  },
  today: string
): Open[] {
  const standing = (one: Consulted) => standingOf(one, today)
  return [
    ...listUnasked(of.consultations, of.stakeholders).map((group) => ({ code: 'unasked' as const, group })),
    ...of.consultations.flatMap((one): Open[] =>
      standing(one) === 'over' && one.until
        ? [{ code: 'over', id: one.id, stakeholder: one.stakeholder, days: daysBetween(one.until, today) }]
        : []
    ),
    ...listUnanswered(of.consultations, of.points).map(({ of: { id, stakeholder }, n, all }) => ({
      code: 'points' as const,
      ...{ id, stakeholder, n, all }
    })),
    ...of.consultations.flatMap(({ id, stakeholder, until, asked, position }): Open[] =>
      standingOf({ position, until }, today) === 'waiting' ? [{ code: 'waiting', id, stakeholder, until, asked }] : []
    )
  ]
}
