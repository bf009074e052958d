import type { Words } from '../kernel/words.ts'
import type { TagKind } from '../ui/tag.tsx'
import { isGiven, type Open, type outcomes, type Position, standingOf } from './rules.ts'

/** What is still open, as a sentence; `nameOf` says a stakeholder's name. */
export function sayOpen(words: Words, open: Open, nameOf: (id: string) => string): string {
  switch (open.code) {
    case 'unasked':
      return words.t('gap.not-consulted', { group: words.t(`consultation.group.${open.group}`) })
    case 'over':
      return words.t('consultation.open.over', { name: nameOf(open.stakeholder), days: open.days })
    case 'points':
      return words.t('gap.points-unanswered', { name: nameOf(open.stakeholder), n: open.n, all: open.all })
    default:
      return open.until
        ? words.t('consultation.open.waiting', { name: nameOf(open.stakeholder), day: words.date(open.until) })
        : words.t('consultation.open.waiting.unlimited', {
            name: nameOf(open.stakeholder),
            day: words.date(open.asked)
          })
  }
}

type Said = { position: Position; spoke: string; answered: string | null; until: string | null }

/** A position in words, and how far it is with a consultation that has none. */
export function sayPosition(words: Words, of: Said, today: string): string {
  if (of.position !== '') return words.t(`consultation.position.${of.position}`)
  return words.t(`consultation.standing.${standingOf(of, today)}`)
}

export function tagOfPosition({ position, until }: Said, today: string): TagKind {
  if (position === 'supports') return 'ok'
  if (position === 'against') return 'breach'
  return position === 'with_changes' || standingOf({ position, until }, today) === 'over' ? 'wait' : 'unknown'
}

/** Who gave a position and when; '' where none was given. */
export function saySpoke(words: Words, { position, spoke, answered }: Said): string {
  if (!isGiven(position) || !answered) return ''
  return words.t('consultation.given', { name: spoke, day: words.date(answered) })
}

export const tagOfOutcome: Record<(typeof outcomes)[number], TagKind> = {
  taken: 'ok',
  partly: 'recorded',
  not_taken: 'na'
}
