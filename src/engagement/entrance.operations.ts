import { type Intervention, intervention } from '../intervention/operations.ts'
import type { Reader } from '../kernel/database.ts'
import type { ReadScope, WriteScope } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord } from '../kernel/record.ts'
import { type Door, findDoor } from './guest.store.ts'
import { isCommitment } from './rules.ts'

type Scope = (ReadScope | WriteScope) & Partial<Pick<ReadScope, 'database'> & Pick<WriteScope, 'tx'>>
const readerOf = (scope: Scope): Reader => (scope.tx ?? scope.database) as Reader

/**
 * Whatever a guest of a stakeholder asks or does comes through here. The database is asked each time, so that a door that was
 * closed is closed.
 * @throws Problem not-found for whoever has no door, or none any more
 */
export async function enterDoor(scope: Scope): Promise<Door> {
  const door = await findDoor(readerOf(scope), scope.actor.person, scope.now.toISOString().slice(0, 10))
  if (!door) throw new Problem('not-found')
  return door
}

/** The guest's own commitment of this id; every other intervention is to the guest as if it were not there. */
export async function enterCommitment(scope: Scope, id: string): Promise<{ door: Door; own: Intervention }> {
  const door = await enterDoor(scope)
  const own = await findRecord(readerOf(scope), intervention, id)
  if (!own || !isCommitment(own, door)) throw new Problem('not-found')
  return { door, own }
}
