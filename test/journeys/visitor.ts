import { openBrowser } from '../../src/kernel/testing.ts'
import type { RunningPortal } from './portal.ts'

export const administrator = { email: 'omar@example.org', password: 'correct horse battery' }

/** A program that keeps cookies and asks a running portal over the network. */
export function visit(portal: RunningPortal) {
  return openBrowser({ request: (address, init) => fetch(address, init) }, portal.address)
}

/** Sets an empty portal up with the code of its terminal, and answers a visitor who has signed in as its administrator. */
export async function setUpPortal(portal: RunningPortal) {
  const visitor = visit(portal)
  const { email, password } = administrator
  const answer = await visitor.post('/set-up', {
    code: portal.setUpCode(),
    person: 'Omar Haddad',
    email,
    password,
    again: password,
    name: 'Labour Inspectorate',
    country: 'USA',
    language: 'en',
    currency: 'USD'
  })
  if (answer.status !== 303) throw new Error(`the set-up answered ${answer.status}`)
  return visitor
}
