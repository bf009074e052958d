import { reference, text } from '../kernel/field.ts'
import { type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { insertRow, updateRow } from '../kernel/record.ts'
import { enterToAct } from './entrance.operations.ts'
import { participant as kind } from './kinds.operations.ts'
import { Made, ofWorkshop } from './operations.ts'
import { listGroups, participantFields } from './rules.ts'
import { findParticipant, insertToken, listParticipants, lockWorkshop, type ParticipantRow } from './store.ts'

declare module '../kernel/operation.ts' {
  interface Portal {
    /** Has the portal look anew who each guest is: somebody was admitted, moved or removed. */
    forgetGuests(): void
  }
}

const { name } = participantFields

/** What a guest says of oneself at the door; of which group, once it is known for which workshop the code is. */
export const joinFields = { name }

/**
 * Lets a guest in at the door, who waits there unless it stands open. The guest's id and token are made by the portal's own
 * route, by which alone this is reached: no address of the API leads to it.
 */
export const joinWorkshop = write({
  name: 'participant.join',
  input: { ...ofWorkshop, ...joinFields, simulated: participantFields.simulated, token: text(100, { needed: true }) },
  output: Made,
  may: 'workshop.take-part',
  async run({ tx, actor, note, about }, { workshop: id, token, ...said }) {
    const workshop = (await lockWorkshop(tx, id, 'share'))?.workshop
    if (workshop?.status !== 'open') throw new Problem('workshop-closed')
    const state = workshop.door === 'open' ? 'admitted' : 'waiting'
    const { plan_id } = workshop
    const { name, simulated } = said
    const row = { id: actor.person, plan_id, workshop: id, name: name.trim(), group_name: '', state, simulated }
    note('participant', null, await insertRow(tx, kind, row))
    await insertToken(tx, actor.person, token)
    // Who came in is put out, not undone: the guest's browser is known from now on.
    about({ data: { final: true } })
    return { id: actor.person }
  }
})

async function change(scope: WriteScope, before: ParticipantRow, values: Partial<ParticipantRow>): Promise<void> {
  scope.note('participant', before, await updateRow(scope.tx, kind, { ...before, ...values }, before.revision))
  scope.afterwards(scope.portal.forgetGuests)
}

/** Changes a participant of a workshop that the facilitator may enter. */
function changing<V extends Partial<ParticipantRow>>(values: V) {
  return async (scope: WriteScope, id: string) => {
    const before = await findParticipant(scope.tx, id)
    if (!before) throw new Problem('not-found')
    await enterToAct(scope, before.workshop)
    if (Object.entries(values).some(([name, value]) => before[name] !== value)) await change(scope, before, values)
    return { id }
  }
}

const who = { participant: reference('participant', { needed: true }) }

/** Lets somebody in who waits at the door, or who was removed. */
export const admitParticipant = write({
  name: 'participant.admit',
  input: who,
  output: Made,
  may: 'plan.edit',
  run: (scope, { participant }) => changing({ state: 'admitted' })(scope, participant)
})

/** Lets in everybody who waits. */
export const admitAll = write({
  name: 'participant.admit-all',
  input: ofWorkshop,
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop }) {
    await enterToAct(scope, workshop)
    for (const one of await listParticipants(scope.tx, workshop))
      if (one.state === 'waiting') await change(scope, one, { state: 'admitted' })
    return { id: workshop }
  }
})

/** Moves a participant to another group; '' is none. */
export const moveParticipant = write({
  name: 'participant.move',
  input: { ...who, group_name: text(60) },
  output: Made,
  may: 'plan.edit',
  run: (scope, { participant, group_name }) => changing({ group_name })(scope, participant)
})

/** Puts a participant out. What the participant wrote stays. */
export const removeParticipant = write({
  name: 'participant.remove',
  input: who,
  output: Made,
  may: 'plan.edit',
  run: (scope, { participant }) => changing({ state: 'removed' })(scope, participant)
})

/** A guest says of which group the guest is. Like joining, it is reached by the portal's own route alone. */
export const chooseGroup = write({
  name: 'participant.choose-group',
  input: { ...ofWorkshop, group_name: text(60) },
  output: Made,
  may: 'workshop.take-part',
  async run(scope, { workshop: id, group_name }) {
    const workshop = (await lockWorkshop(scope.tx, id, 'share'))?.workshop
    const before = await findParticipant(scope.tx, scope.actor.person)
    if (workshop?.status !== 'open') throw new Problem('workshop-closed')
    if (!before || before.workshop !== id || before.state === 'removed') throw new Problem('not-found')
    const known = listGroups(workshop.groups).includes(group_name)
    if (known && before.group_name !== group_name) await change(scope, before, { group_name })
    return { id: before.id }
  }
})
