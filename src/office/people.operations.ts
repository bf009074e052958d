import { sql } from 'kysely'
import { z } from 'zod'
import { type Role, roles } from '../kernel/access.ts'
import { choice, number, reference, text, yes } from '../kernel/field.ts'
import { read, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findPerson, keepPerson, listPeopleOf } from './people.store.ts'
import { givenRoles, leavesNoAdministrator } from './rules.ts'

declare module '../kernel/operation.ts' {
  interface Portal {
    /** Lets what is remembered of sessions go, so that a changed role or label holds at once. */
    forgetSessions(): void
  }
}

const Person = z.object({
  id: z.guid(),
  account: z.string(),
  name: z.string(),
  role: z.enum(roles),
  language: z.string(),
  active: z.boolean(),
  revision: z.number()
})
/** Guests of stakeholders are looked after where they were invited, and never become colleagues. */
const isColleague = ({ role }: { role: Role }) => role !== 'stakeholder'

const Made = z.object({ id: z.guid() })

export const listPeople = read({
  name: 'person.list',
  input: {},
  output: z.array(Person),
  may: 'people.manage',
  run: async ({ database }) => (await listPeopleOf(database)).filter(isColleague)
})

/** Changes a person's name, role, or whether the person may sign in. The last active administrator stays one. */
export const changePerson = write({
  name: 'person.change',
  input: {
    id: reference('person', { needed: true }),
    revision: number({ whole: true, needed: true }),
    name: text(200, { needed: true }),
    role: choice(givenRoles, { needed: true }),
    active: yes
  },
  output: Made,
  may: 'people.manage',
  async run({ tx, about, afterwards, portal }, { id, revision, name, role, active }) {
    // Locked, so that two administrators cannot take the role from each other at the same moment.
    await sql`select id from person where inspectorate_id = current_inspectorate() and role = 'administrator' for update`.execute(
      tx
    )
    const people = await listPeopleOf(tx)
    const person = people.find((one) => one.id === id)
    if (!person || !isColleague(person)) throw new Problem('not-found')
    if (leavesNoAdministrator(people, { id, role, active })) throw new Problem('last-administrator')
    await keepPerson(tx, { ...person, name, role, active }, revision)
    about({ data: { person: id, role, active } })
    afterwards(portal.forgetSessions)
    return { id }
  }
})

/** What everybody changes of themselves: the name that colleagues see, and the language. */
export const changeOneself = write({
  name: 'person.change-oneself',
  input: { name: text(200, { needed: true }), language: text(20) },
  output: Made,
  may: 'plan.read',
  async run({ tx, actor, about, afterwards, portal }, { name, language }) {
    const person = await findPerson(tx, actor.person)
    if (!person) throw new Problem('not-found')
    await keepPerson(tx, { ...person, name, language }, person.revision)
    about({ data: { person: actor.person } })
    afterwards(portal.forgetSessions)
    return { id: actor.person }
  }
})
