import type { Actor, Role } from '../src/kernel/access.ts'
import type { Performer } from '../src/kernel/operation.ts'
import type { Sessions } from '../src/kernel/session.ts'
import { addPerson, setUpInspectorate } from '../src/office/set-up.operations.ts'

const inspectorate = '01900000-0000-7000-8000-000000000000'

/** The people of every test, one for each role; each signs in as `<role>@example.org`. */
const people = {
  administrator: 'Omar Haddad',
  planner: 'Amina Diallo',
  inspector: 'Nora Reyes',
  director: 'Luis Ortega',
  viewer: 'Sara Park'
} as const
export type Who = keyof typeof people

export const testPassword = 'correct horse battery'

/** Who acts in tests: one person for each role, all of one inspectorate. */
export const actors = Object.fromEntries(
  Object.entries(people).map(([role, name], index) => [
    role,
    { person: `01900000-0000-7000-8000-00000000000${index + 1}`, name, role: role as Role, inspectorate }
  ])
) as Record<Who, Actor>

/** Fills an empty database with the inspectorate and the people of the tests. */
export async function fillForTests(portal: { sessions: Sessions; performer: Performer }): Promise<void> {
  for (const [role, actor] of Object.entries(actors)) {
    const account = await portal.sessions.makeAccount({
      email: `${role}@example.org`,
      password: testPassword,
      name: actor.name
    })
    if (role === 'administrator') {
      const about = {
        name: 'Labour Inspectorate',
        country: 'USA',
        language: 'en',
        currency: 'USD',
        demonstration: false
      }
      await portal.performer.carryOut(setUpInspectorate, actor, { ...about, account })
    } else {
      await portal.performer.carryOut(addPerson, actors.administrator, {
        id: actor.person,
        account,
        name: actor.name,
        role
      })
    }
  }
}
