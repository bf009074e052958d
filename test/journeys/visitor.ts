import { parseHTML } from 'linkedom'
import { openBrowser } from '../test-portal.ts'
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

type Visitor = ReturnType<typeof visit>

/** What a form of a page would send as it stands, by the names of its controls. */
export function readFields(html: string, operation: string): Record<string, string> {
  const form = parseHTML(html).document.querySelector(`form[action="/do/${operation}"]`)
  if (!form) throw new Error(`the page has no form for ${operation}`)
  const fields: Record<string, string> = {}
  for (const control of form.querySelectorAll('input[name], select[name], textarea[name]')) {
    const ticked =
      !['radio', 'checkbox'].includes(control.getAttribute('type') ?? '') || control.hasAttribute('checked')
    const chosen = control.querySelector('option[selected]') ?? control.querySelector('option')
    const value = chosen?.getAttribute('value') ?? control.getAttribute('value') ?? control.textContent ?? ''
    if (ticked) fields[control.getAttribute('name') ?? ''] = value
  }
  return fields
}

/** Sends a file as the evidence's first page does; answers the address of the page that shows what is in it. */
export async function sendFile(visitor: Visitor, file: Blob, name: string): Promise<string> {
  const body = new FormData()
  for (const [field, value] of Object.entries(
    readFields(await (await visitor.get('/evidence/new')).text(), 'evidence.receive')
  )) {
    if (field !== 'file') body.append(field, value)
  }
  body.append('file', file, name)
  const answer = await visitor.send('/do/evidence.receive', { method: 'POST', body })
  if (answer.status !== 303) throw new Error(`the file was answered by ${answer.status}`)
  return answer.headers.get('location') ?? ''
}
