import type { Words } from '../kernel/words.ts'
import type { Path, PathEvent } from './path.rules.ts'

/** What paths, gates and events are in words. */

type Gate = { passes: string; days: number | null; after: string }

/** The rule of a gate, as a sentence; nothing where nobody has said it. */
export function sayGate(words: Words, { passes, days, after }: Gate): string {
  if (passes === '' || days === null || after === '') return ''
  return words.t('escalation.gate', {
    who: words.t(`escalation.gate.who.${passes}`),
    when: words.t(`escalation.gate.when.${after}`, { days })
  })
}

/** Where a workplace stands, in one line. */
export function sayPath(words: Words, { state, opens, awaits, by, relapse }: Path): string {
  if (state === 'due') return words.t('escalation.is.due', { day: opens ? words.date(opens) : '' })
  if (state === 'complied' && relapse)
    return words.t('escalation.is.relapsed', { day: words.date(relapse.day), what: sayEvent(words, relapse) })
  if (state === 'complied' || state === 'left')
    return words.t(`escalation.is.${state}`, {
      day: by ? words.date(by.day) : '',
      what: by ? sayEvent(words, by) : ''
    })
  if (opens) return words.t('escalation.is.until', { day: words.date(opens) })
  return words.t(`escalation.awaits.${awaits}`)
}

/** One event in words: what, and how it came out. */
export function sayEvent(words: Words, { kind, outcome }: Pick<PathEvent, 'kind' | 'outcome'>): string {
  const what = words.t(`workplace_event.kind.${kind}`)
  return outcome === ''
    ? what
    : words.t('escalation.event.with', { what, outcome: words.t(`workplace_event.outcome.${outcome}`) })
}
