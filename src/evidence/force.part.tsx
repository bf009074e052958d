import type { Words } from '../kernel/words.ts'
import type { Provision } from './code-list.rules.ts'

/** When a provision was in force: "since 1938", "until 2020", or that nobody says. */
export function inForce(words: Words, { from, until }: Pick<Provision, 'from' | 'until'>): string {
  if (!from && !until) return words.t('code_list.force.unsaid')
  const said = from ? (until ? 'between' : 'since') : 'until'
  return words.t(`code_list.force.${said}`, {
    from: from ? words.date(from) : '',
    until: until ? words.date(until) : ''
  })
}
