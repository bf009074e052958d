import { boardNames } from '../board/rules.ts'
import { choice, number, reference, scale, text, yes } from '../kernel/field.ts'

/** The phases of an exercise, in their order. */
export const phases = ['explain', 'brainstorm', 'reveal', 'cluster', 'discuss', 'vote', 'decide'] as const
export type Phase = (typeof phases)[number]

export const workshopStates = ['open', 'closed'] as const
/** ask: a facilitator admits each guest; open: who has the code is in. */
export const doors = ['ask', 'open'] as const
export const works = ['plenary', 'groups'] as const
export type Work = (typeof works)[number]

/** What a facilitator settles beforehand, and may change at any time. */
export const settingFields = {
  title: text(200, { needed: true }),
  groups: text(600, { long: true }),
  door: choice(doors, { needed: true }),
  dots: scale(1, 20, { needed: true }),
  live_votes: yes,
  by_person: yes
}

export const workshopFields = {
  ...settingFields,
  code: text(6),
  status: choice(workshopStates, { needed: true }),
  item: reference('agenda_item'),
  board: choice(boardNames),
  work: choice(works),
  phase: choice(phases),
  timer_ends: number(),
  timer_left: number(),
  locked: yes,
  follow: yes,
  spotlight: reference('note')
}

export const agendaFields = {
  workshop: reference('workshop', { needed: true }),
  day: scale(1, 9, { needed: true }),
  position: scale(0, 10_000, { needed: true }),
  title: text(200, { needed: true }),
  board: choice(boardNames, { words: 'workshop.board' }),
  work: choice(works, { words: 'workshop.work' }),
  minutes: scale(1, 600),
  hub: reference('hub'),
  target: reference('target'),
  note: text(1000, { long: true })
}

export const participantStates = ['waiting', 'admitted', 'removed'] as const
export const participantFields = {
  workshop: reference('workshop', { needed: true }),
  name: text(60, { needed: true }),
  group_name: text(60),
  state: choice(participantStates, { needed: true }),
  /** The portal itself plays this guest, where one rehearses. */
  simulated: yes
}

/** The break-out groups, each once, in the order written. */
export function listGroups(groups: string): string[] {
  return [...new Set(groups.split('\n').map((name) => name.trim().slice(0, 60)))].filter((name) => name !== '')
}

export type Act = 'write' | 'edit' | 'move' | 'cluster' | 'remove' | 'park' | 'comment' | 'vote'

/** In which phases a participant does what: to the own notes, or to any. What stands nowhere, a participant may not do. */
const allowed: Record<Phase, Partial<Record<Act, 'own' | 'any'>>> = {
  explain: {},
  brainstorm: { write: 'own', edit: 'own', move: 'own', remove: 'own' },
  reveal: { write: 'own', edit: 'own', move: 'own', remove: 'own', comment: 'any' },
  cluster: { write: 'own', edit: 'own', move: 'any', cluster: 'any', remove: 'own', comment: 'any' },
  discuss: { write: 'own', edit: 'own', move: 'any', cluster: 'any', remove: 'own', comment: 'any', park: 'any' },
  vote: { vote: 'any', comment: 'any' },
  decide: { comment: 'any' }
}

/**
 * Whether somebody may do something on a board now. `current`: the board is the one under way. Facilitators may do
 * everything at any time, except that dots are given in the vote alone.
 */
export function mayAct(
  act: Act,
  of: { phase: Phase | ''; current: boolean; locked: boolean; facilitator: boolean; own: boolean }
): boolean {
  const rule = of.current && of.phase !== '' ? allowed[of.phase][act] : undefined
  if (of.facilitator && act !== 'vote') return true
  if (of.locked && !of.facilitator) return false
  return rule === 'any' || (rule === 'own' && of.own)
}

/** What a note that is written now is: hidden while everybody writes in silence. */
export function stateOfNew(phase: Phase | '', current: boolean): 'drafted' | 'shown' {
  return current && phase === 'brainstorm' ? 'drafted' : 'shown'
}

/** What ends with a phase: drafts are shown, dots are counted. */
export function endsWith(phase: Phase | '', next: Phase | ''): { reveal: boolean; count: boolean } {
  return { reveal: phase === 'brainstorm' && next !== 'brainstorm', count: phase === 'vote' && next !== 'vote' }
}

/** The phase after and the phase before one; undefined at either end. */
export function phasesAround(phase: Phase | ''): { before: Phase | undefined; after: Phase | undefined } {
  const at = phases.indexOf(phase as Phase)
  return { before: at > 0 ? phases[at - 1] : undefined, after: phases[at + 1] }
}

/** Milliseconds since 1970 at which the timer ends, or what was left of it when it was paused. */
export type Timer = { timer_ends: number | null; timer_left: number | null }
export const timerActs = ['start', 'extend', 'pause', 'go-on', 'stop'] as const
export type TimerAct = (typeof timerActs)[number]

const minute = 60_000

/** The timer after an act at a moment; unchanged where the act has nothing to act on. */
export function turnTimer(timer: Timer, act: TimerAct, minutes: number, now: number): Timer {
  const { timer_ends, timer_left } = timer
  if (act === 'start') return { timer_ends: now + minutes * minute, timer_left: null }
  if (act === 'stop') return { timer_ends: null, timer_left: null }
  if (act === 'pause')
    return timer_ends === null ? timer : { timer_ends: null, timer_left: Math.max(0, timer_ends - now) }
  if (act === 'go-on') return timer_left === null ? timer : { timer_ends: now + timer_left, timer_left: null }
  if (timer_left !== null) return { timer_ends: null, timer_left: timer_left + minutes * minute }
  return timer_ends === null ? timer : { timer_ends: Math.max(timer_ends, now) + minutes * minute, timer_left: null }
}

/** Milliseconds that are left: 0 when the time is over, null where no timer was started. */
export function timeLeft({ timer_ends, timer_left }: Timer, now: number): number | null {
  if (timer_left !== null) return timer_left
  return timer_ends === null ? null : Math.max(0, timer_ends - now)
}

/** Letters of a code: no vowels, so that it spells nothing, and none that is taken for another when read aloud or copied. */
export const codeLetters = 'BCDFGHJKMPRSTVWXZ'
const codeLength = 6

/** A code as people type it: small letters, spaces and dashes do not matter; '' where it can be none. */
export function readCode(written: string): string {
  const code = written.toUpperCase().replace(/[^A-Z]/g, '')
  return code.length === codeLength && [...code].every((letter) => codeLetters.includes(letter)) ? code : ''
}

/** A code from random bytes, one for each letter. */
export function codeFrom(bytes: ArrayLike<number>): string {
  return Array.from(bytes, (byte) => codeLetters[byte % codeLetters.length]).join('')
}
export const codeBytes = codeLength

/** A workshop as everybody in it is told. */
export type ToldWorkshop = {
  id: string
  title: string
  status: (typeof workshopStates)[number]
  item: string | null
  board: string
  work: string
  phase: Phase | ''
  locked: boolean
  follow: boolean
  spotlight: string | null
  dots: number
  live_votes: boolean
  /** Contributions are counted by person, and everybody is told so. */
  by_person: boolean
  revision: number
} & Timer

type Row = Readonly<Record<string, unknown>> & { id: string }
const count = (value: unknown) => (value === null || value === undefined ? null : Number(value))

export function toldWorkshop(row: Row): ToldWorkshop {
  const { id, title, status, item, board, work, phase, locked, follow, spotlight, live_votes } = row
  return {
    ...({ id, title, status, item: item ?? null, board, work, phase, locked, follow, live_votes } as ToldWorkshop),
    spotlight: (spotlight as string | null) ?? null,
    dots: Number(row.dots),
    by_person: row.by_person === true,
    revision: Number(row.revision),
    timer_ends: count(row.timer_ends),
    timer_left: count(row.timer_left)
  }
}

const privateOrder = [/^192\.168\./, /^10\./, /^172\.(1[6-9]|2\d|3[01])\./]

/**
 * Origins under which telephones reach the portal, the likeliest first. The configured address wins; else the address by which
 * the facilitator came, unless that means this very machine: then its addresses on the local network, with the same port.
 */
export function originsForTelephones(
  asked: { protocol: string; hostname: string; port: string },
  means: { url: string | undefined; hosts: readonly string[] }
): string[] {
  if (means.url) return [means.url]
  const port = asked.port ? `:${asked.port}` : ''
  const here = /^(localhost|127\.[\d.]+|\[::1\])$/.test(asked.hostname)
  if (!here || means.hosts.length === 0) return [`${asked.protocol}//${asked.hostname}${port}`]
  const rank = (host: string) => privateOrder.findIndex((range) => range.test(host)) >>> 0
  return [...means.hosts].sort((a, b) => rank(a) - rank(b)).map((host) => `http://${host}${port}`)
}
