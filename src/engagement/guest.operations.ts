import { z } from 'zod'
import { date, reference, text, yes } from '../kernel/field.ts'
import { read, type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { getRecord } from '../kernel/record.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import {
  findDoor,
  findGuest,
  findPersonOf,
  type Guest,
  insertGuest,
  keepGuest,
  listGuestsOf,
  moveGuest
} from './guest.store.ts'
import { checkUntil } from './rules.ts'

export type { Guest }

/** Who opens the door for stakeholders, to whom, and until when. */

const Made = z.object({ id: z.guid() })
const today = ({ now }: Pick<WriteScope, 'now'>) => now.toISOString().slice(0, 10)

function demandRight(problems: readonly FieldProblem[]) {
  if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, [...problems])
}

export const guestFields = {
  name: text(200, { needed: true }),
  email: text(200, { needed: true }),
  until: date({ needed: true })
} as const

/**
 * Invites a person of a stakeholder: to an account that was just made, or to the one by which the person was a guest before (`known`),
 * who comes in here from now on. The route that makes the account is its only door.
 * @throws Problem guest-elsewhere where the door of another stakeholder is open to that person; account-exists where a colleague, or somebody of another inspectorate, signs in with that account
 */
export const inviteGuest = write({
  name: 'stakeholder_guest.invite',
  input: {
    id: text(40, { needed: true }),
    account: text(100, { needed: true }),
    known: yes,
    stakeholder: reference('stakeholder', { needed: true }),
    name: guestFields.name,
    until: guestFields.until
  },
  output: Made,
  may: 'plan.decide',
  async run(scope, { id: made, account, known, stakeholder: of, name, until }) {
    demandRight(checkUntil(until, today(scope)))
    const { plan_id } = await getRecord(scope.tx, stakeholder, of)
    const before = known ? await findPersonOf(scope.tx, account) : undefined
    if (known && before?.role !== 'stakeholder') throw new Problem('account-exists')
    if (before) await demandFree(scope, before.id, of)
    const id = before?.id ?? made
    const guest = { id, account, name, until, plan: plan_id ?? '', stakeholder: of }
    await (before ? moveGuest(scope.tx, guest) : insertGuest(scope.tx, guest))
    scope.about({ plan: plan_id, data: { guest: id, stakeholder: of, until } })
    scope.afterwards(scope.portal.forgetSessions)
    return { id }
  }
})

/** One address opens one door: that of another stakeholder must be closed first, by somebody who knows of it. */
async function demandFree(scope: WriteScope, person: string, of: string): Promise<void> {
  const door = await findDoor(scope.tx, person, today(scope))
  if (!door || door.stakeholder === of) return
  const { name } = await getRecord(scope.tx, stakeholder, door.stakeholder)
  throw new Problem('guest-elsewhere', { stakeholder: name })
}

/** Closes the door for a guest at once, opens it again, or sets another last day. */
export const changeGuest = write({
  name: 'stakeholder_guest.change',
  input: { id: reference('stakeholder_guest', { needed: true }), active: yes, until: guestFields.until },
  output: Made,
  may: 'plan.decide',
  async run(scope, { id, active, until }) {
    const guest = await findGuest(scope.tx, id)
    if (!guest) throw new Problem('not-found')
    if (active) demandRight(checkUntil(until, today(scope)))
    await keepGuest(scope.tx, { id, active, until })
    scope.about({ plan: guest.plan, data: { guest: id, active, until } })
    scope.afterwards(scope.portal.forgetSessions)
    return { id }
  }
})

/** Who may come in through the door for stakeholders of a plan, and who might once. */
export const listGuests = read({
  name: 'stakeholder_guest.list',
  input: { plan: reference('plan', { needed: true }) },
  output: z.array(z.custom<Guest>((value) => typeof value === 'object')),
  may: 'plan.decide',
  run: ({ database }, { plan }) => listGuestsOf(database, plan)
})
