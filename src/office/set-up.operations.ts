import { sql } from 'kysely'
import { z } from 'zod'
import { choice, text, yes } from '../kernel/field.ts'
import { write } from '../kernel/operation.ts'
import { givenRoles } from './rules.ts'

const Made = z.object({ id: z.guid() })

export const inspectorateFields = {
  name: text(200, { needed: true }),
  country: text(3, { needed: true }),
  language: text(20, { needed: true }),
  currency: text(3, { needed: true })
}

/**
 * Sets up the inspectorate of the actor, with the actor as its first administrator. Not behind any door: the set-up
 * page asks for the one-time code of the terminal first, the command line is on the machine itself.
 */
export const setUpInspectorate = write({
  name: 'office.set-up',
  input: { ...inspectorateFields, demonstration: yes, account: text(100, { needed: true }) },
  output: Made,
  may: 'people.manage',
  async run({ tx, inspectorate, actor, about }, input) {
    await sql`insert into inspectorate (inspectorate_id, name, country, language, currency, demonstration)
      values (${inspectorate}::uuid, ${input.name}, ${input.country}, ${input.language}, ${input.currency}, ${input.demonstration})`.execute(
      tx
    )
    await sql`insert into event_head (inspectorate_id) values (${inspectorate}::uuid)`.execute(tx)
    await sql`insert into person (inspectorate_id, id, account, name, role)
      values (${inspectorate}::uuid, ${actor.person}::uuid, ${input.account}, ${actor.name}, 'administrator')`.execute(
      tx
    )
    about({ data: { inspectorate: input.name, country: input.country } })
    return { id: inspectorate }
  }
})

/** Adds a person of the inspectorate to an account that can sign in. */
export const addPerson = write({
  name: 'person.add',
  input: {
    id: text(40, { needed: true }),
    account: text(100, { needed: true }),
    name: text(200, { needed: true }),
    role: choice(givenRoles, { needed: true })
  },
  output: Made,
  may: 'people.manage',
  async run({ tx, inspectorate, about }, { id, account, name, role }) {
    await sql`insert into person (inspectorate_id, id, account, name, role)
      values (${inspectorate}::uuid, ${id}::uuid, ${account}, ${name}, ${role})`.execute(tx)
    about({ data: { person: id, role } })
    return { id }
  }
})
