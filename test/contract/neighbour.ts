import type { Actor } from '../../src/kernel/access.ts'
import { newId } from '../../src/kernel/id.ts'
import { setUpInspectorate } from '../../src/office/set-up.operations.ts'
import { openBrowser, type TestPortal, testPassword } from '../test-portal.ts'

/** A second inspectorate on the same portal, with an administrator who has signed in. */
export async function addNeighbour(portal: TestPortal) {
  const actor: Actor = { person: newId(), name: 'Ines Moreau', role: 'administrator', inspectorate: newId() }
  const email = 'neighbour@example.org'
  const account = await portal.sessions.makeAccount({ email, password: testPassword, name: actor.name })
  const about = {
    name: 'Neighbouring inspectorate',
    country: 'FRA',
    language: 'en',
    currency: 'EUR',
    demonstration: false
  }
  await portal.performer.carryOut(setUpInspectorate, actor, { ...about, account })
  const browser = openBrowser(portal)
  await browser.signIn(email)
  return { actor, browser }
}
