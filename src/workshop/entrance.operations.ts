import { type Note, sightOf, type Viewer } from '../board/note.rules.ts'
import { findBoard } from '../board/rules.ts'
import { findNote, lockNote, type NoteRow } from '../board/store.ts'
import type { Actor } from '../kernel/access.ts'
import type { ReadScope, WriteScope } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { type Act, mayAct } from './rules.ts'
import { findParticipant, findWorkshop, lockWorkshop, type ParticipantRow, type WorkshopRow } from './store.ts'

/** Somebody within a workshop. */
export type Entered = { workshop: WorkshopRow; viewer: Viewer; facilitator: boolean }

/**
 * Whoever asks of a workshop, or does something in it, comes through here: a guest reaches the workshop that admitted the
 * guest while it is open, and every other is to the guest as if it were not there.
 */
function admit(
  actor: Actor,
  may: ReadScope['may'],
  workshop: WorkshopRow | undefined,
  guest: Pick<ParticipantRow, 'state' | 'group_name'> | undefined
): Entered {
  if (!workshop) throw new Problem('not-found')
  const facilitator = may('plan.edit')
  if (actor.role === 'guest') {
    if (actor.workshop !== workshop.id || guest?.state !== 'admitted') throw new Problem('not-found')
    if (workshop.status !== 'open') throw new Problem('workshop-closed')
  }
  const group = actor.role === 'guest' ? (guest?.group_name ?? '') : ''
  const viewer = { person: actor.person, group, all: facilitator, inside: may('plan.read-inside') }
  return { workshop, viewer, facilitator }
}

/** To look at a workshop. */
export async function enter({ database, actor, may }: ReadScope, id: string): Promise<Entered> {
  const guest = actor.role === 'guest' ? await findParticipant(database, actor.person) : undefined
  return admit(actor, may, await findWorkshop(database, id), guest?.workshop === id ? guest : undefined)
}

/** To do something in a workshop, which is held meanwhile. */
export async function enterToAct(
  { tx, actor, may }: WriteScope,
  id: string,
  how: 'share' | 'alone' = 'share'
): Promise<Entered> {
  const found = await lockWorkshop(tx, id, how, actor.role === 'guest' ? actor.person : null)
  const entered = admit(actor, may, found?.workshop, found?.guest)
  if (entered.workshop.status !== 'open' && !entered.facilitator) throw new Problem('workshop-closed')
  return entered
}

/** Says why somebody may not do something on a wall now, if so. */
export function demandAct({ workshop, facilitator }: Entered, act: Act, wall: string, own: boolean): void {
  const current = wallOf(workshop) === wall
  const { phase, locked } = workshop
  if (mayAct(act, { phase, current, locked, facilitator, own })) return
  throw new Problem(locked && !facilitator ? 'workshop-locked' : 'not-in-phase')
}

/** The wall of the board that is under way; '' where none is. */
export function wallOf({ board }: { board: string }): string {
  return findBoard(board)?.wall ?? ''
}

/**
 * To do something with a note: it is held, and only who sees it may act on it. The workshop is held before the note, as by
 * whoever turns the phase, or the two could wait for one another.
 */
export async function reachNote(
  scope: WriteScope,
  id: string,
  act: Act
): Promise<Entered & { note: NoteRow; own: boolean }> {
  const found = await findNote(scope.tx, id)
  if (!found) throw new Problem('not-found')
  const entered = await enterToAct(scope, found.workshop)
  const note = await lockNote(scope.tx, id)
  if (!note) throw new Problem('not-found')
  if (sightOf(note as Pick<Note, 'state' | 'author' | 'apart' | 'group_name'>, entered.viewer) !== 'note')
    throw new Problem('not-found')
  const own = note.author === scope.actor.person
  demandAct(entered, act, note.board, own)
  return { ...entered, note, own }
}
