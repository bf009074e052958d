import { choice, date, number, reference, scale, text } from '../kernel/field.ts'

/** A letter: its template, the run in which it went out, and what its employer answers by a one-time link. */

export const templateFields = {
  intervention: reference('intervention', { needed: true }),
  name: text(200, { needed: true }),
  sender: text(1000, { long: true, needed: true }),
  subject: text(300),
  body: text(8000, { long: true }),
  signature: text(1000, { long: true }),
  law: text(500),
  days: scale(1, 365, { needed: true }),
  logo: text(40),
  word: text(40),
  word_name: text(200)
}

export const contactFields = {
  workplace: reference('workplace_entry', { needed: true }),
  address: text(500, { long: true }),
  email: text(200)
}

/** How a run goes out: printed, or by the mail server of the portal. */
export const ways = ['paper', 'mail'] as const
export type Way = (typeof ways)[number]

export const runFields = {
  escalation: reference('escalation', { needed: true }),
  phase: reference('escalation_phase', { needed: true }),
  template: reference('letter_template', { needed: true }),
  way: choice(ways, { needed: true }),
  day: date({ needed: true }),
  deadline: date({ needed: true }),
  size: number({ needed: true }),
  sent_by: text(200)
}

/** The kinds of interventions that are letters. */
export const letterKinds: readonly string[] = ['letter', 'self_assessment']
/** Days after its deadline on which the link of a letter still takes an answer. */
export const linkLasts = 30

/** Thirty-two signs that nobody takes for one another on paper. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const codeLength = 20

/** The code of a one-time link from as many random bytes as it has signs (a hundred bits), in groups of four. */
export function codeFrom(bytes: Uint8Array): string {
  const plain = [...bytes.slice(0, codeLength)].map((byte) => signs[byte % 32]).join('')
  return plain.replaceAll(/.{4}(?=.)/g, '$&-')
}

/** The code that somebody typed or a camera read, as it is written; undefined where it can be none. */
export function readLinkCode(typed: string): string | undefined {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  const sound = plain.length === codeLength && [...plain].every((sign) => signs.includes(sign))
  return sound ? plain.replaceAll(/.{4}(?=.)/g, '$&-') : undefined
}

/** What became of a letter; `ignored`: its deadline is over and nobody answered. */
export const letterStates = ['open', 'answered', 'ignored', 'bounced', 'waiting', 'refused'] as const
export type LetterState = (typeof letterStates)[number]

/**
 * The state of a letter on a day, by what happened to its workplace from its date until the next letter went out.
 * `events` are in the order in which they are read.
 */
export function stateOf(
  letter: { state: string; day: string; deadline: string },
  events: readonly { kind: string; day: string }[],
  today: string
): LetterState {
  if (letter.state === 'waiting' || letter.state === 'refused') return letter.state
  const since = events.filter(({ day }) => day >= letter.day && day <= today)
  const next = since.findIndex(({ kind, day }) => kind === 'sent' && day > letter.day)
  const own = next < 0 ? since : since.slice(0, next)
  if (own.some(({ kind }) => kind === 'answered' || kind === 'regularised')) return 'answered'
  if (own.some(({ kind }) => kind === 'bounced')) return 'bounced'
  return today > letter.deadline ? 'ignored' : 'open'
}

/** A mail address as far as one can tell without asking its server. */
export const isMailAddress = (text: string): boolean => /^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(text)
