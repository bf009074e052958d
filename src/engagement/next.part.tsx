import { sayLength } from '../delivery/say.part.tsx'
import type { Words } from '../kernel/words.ts'
import { ringsToMove } from '../stakeholder/rules.ts'
import { useWords } from '../ui/context.ts'
import { Written } from '../ui/written.tsx'
import type { Stakeholder } from './engagement.operations.ts'
import type { Next } from './engagement.rules.ts'
import { DueTag } from './memorandum.part.tsx'

/** What is next with a stakeholder, in words. */

/** As one sentence, for paper: what, by whom, and by when. */
export function sayNext(words: Words, next: Next): string {
  if (next.what === 'quiet') return words.t('engagement.next.quiet', { length: sayLength(words, next.days) })
  if (!('text' in next)) return words.t(`engagement.next.${next.what}`)
  const { due, day, text } = next
  const state = words.t(`obligation.state.${due.state}`, {
    length: sayLength(words, due.days),
    day: day ? words.date(day) : ''
  })
  return words.t('engagement.next.said', { text, state })
}

export function NextTold({ of, today }: { of: Next; today: string }) {
  const words = useWords()
  if (!('text' in of)) return <span class={of.what === 'nothing' ? 'soft' : undefined}>{sayNext(words, of)}</span>
  return (
    <div>
      <Written>{of.text}</Written> <DueTag of={{ due: of.day, done_on: null }} today={today} />
      {of.what === 'agreed' ? <p class="soft small">{words.t('engagement.next.agreed')}</p> : null}
    </div>
  )
}

/** Where it stands, and where the plan needs it. */
export function sayWay(
  words: Words,
  { present_ring, desired_ring }: Pick<Stakeholder, 'present_ring' | 'desired_ring'>
) {
  const ring = (one: string) => (one === '' ? words.t('stakeholder.not-placed') : words.t(`label.ring.${one}`))
  return ringsToMove({ present_ring, desired_ring }) === 0
    ? words.t('engagement.way.stays', { ring: ring(present_ring) })
    : words.t('engagement.way', { from: ring(present_ring), to: ring(desired_ring) })
}

/** Who talks to whom, as one phrase; '' where nobody does. */
export function sayWho(words: Words, who: { by: string; with: string }): string {
  if (who.by === '') return ''
  return who.with === '' ? who.by : words.t('engagement.who', { by: who.by, with: who.with })
}
