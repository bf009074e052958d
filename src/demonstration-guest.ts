import { noteCommitment, recordCommitment } from './engagement/commitment.operations.ts'
import { inviteGuest } from './engagement/guest.operations.ts'
import { dayAfter, usualStay } from './engagement/rules.ts'
import { readStepFive } from './intervention/operations.ts'
import type { Actor } from './kernel/access.ts'
import { newId } from './kernel/id.ts'
import type { Portal } from './portal.ts'

/** What the demonstration's content says of the guest: for whom she comes in, and what she tells. */
export type InventedGuest = { name: string; note: string; told: string }

export const guestAddress = 'guest@demo.example'

/** Somebody of the stakeholder that carries something out is let in, and tells how it goes: by the operations that people use. */
export async function letGuestIn(
  portal: Portal,
  director: Actor,
  {
    plan,
    stakeholder: name,
    guest,
    password
  }: { plan: string; stakeholder: string; guest: InventedGuest; password: string }
): Promise<void> {
  const { ask, carryOut } = portal.performer
  const { stakeholders, interventions } = await ask(readStepFive, director, { plan })
  const stakeholder = stakeholders.find((one) => one.name === name)
  const commitment = interventions.find((one) => stakeholder && one.carried_out_by === stakeholder.id)
  if (!stakeholder || !commitment) return
  const id = newId()
  const account = await portal.sessions.makeAccount({ email: guestAddress, password, name: guest.name })
  const today = new Date().toISOString().slice(0, 10)
  const until = dayAfter(today, usualStay)
  await carryOut(inviteGuest, director, { id, account, stakeholder: stakeholder.id, name: guest.name, until })
  const actor = { person: id, name: guest.name, role: 'stakeholder', inspectorate: director.inspectorate } as const
  const intervention = commitment.id
  const reached = { workers: 34, women: 27, note: guest.told }
  await carryOut(recordCommitment, actor, { intervention, day: dayAfter(today, -3), deed: 'meeting', ...reached })
  await carryOut(noteCommitment, actor, { intervention, text: guest.note })
}
