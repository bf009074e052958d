import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from './kernel/id.ts'
import type { Portal } from './portal.ts'
import { loadContent } from './chart/load.operations.ts'
import type { Content } from './chart/content.rules.ts'
import { addPerson, setUpInspectorate } from './office/set-up.operations.ts'

const folder = join(import.meta.dirname, '../demo')
const password = 'plumb line demonstration'

/** Invented people of the demonstration, one for each role. The first signs in by what the terminal prints. */
const people = [
  { email: 'planner@demo.example', name: 'Amina Diallo', role: 'planner' },
  { email: 'director@demo.example', name: 'Luis Ortega', role: 'director' },
  { email: 'inspector@demo.example', name: 'Nora Reyes', role: 'inspector' },
  { email: 'viewer@demo.example', name: 'Sara Park', role: 'viewer' }
] as const

/**
 * Makes the demonstration inspectorate in an empty portal: its people, its evidence (real, with generated trade names) and
 * two plans in the language of the terminal, each record marked as an example. Answers how to sign in; a second start finds it there.
 */
export async function prepareDemonstration(portal: Portal, language: string, print: () => void): Promise<{ email: string; password: string } | undefined> {
  const present = await portal.database.inspectorates()
  const signIn = { email: people[0].email, password }
  if (present.some(({ demonstration }) => demonstration)) return signIn
  if (present.length > 0) return undefined
  print()
  const administrator = { person: newId(), name: 'Omar Haddad', role: 'administrator', inspectorate: newId() } as const
  const account = await portal.sessions.makeAccount({ email: 'administrator@demo.example', password, name: administrator.name })
  const inspectorate = { name: 'Demonstration inspectorate', country: 'USA', language, currency: 'USD', demonstration: true, account }
  await portal.performer.carryOut(setUpInspectorate, administrator, inspectorate)
  for (const { email, name, role } of people) {
    const own = await portal.sessions.makeAccount({ email, password, name })
    await portal.performer.carryOut(addPerson, administrator, { id: newId(), account: own, name, role })
  }
  const written = join(folder, `plans.${language}.json`)
  const content = JSON.parse(readFileSync(existsSync(written) ? written : join(folder, 'plans.json'), 'utf8')) as Content
  await portal.performer.carryOut(loadContent, administrator, { content, example: true })
  return signIn
}
