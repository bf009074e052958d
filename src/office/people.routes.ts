import type { SignInMeans } from '../account/sign-in.routes.ts'
import { demand } from '../kernel/access.ts'
import { readSent } from '../kernel/door.ts'
import { choice, type Fields, readForm, text } from '../kernel/field.ts'
import { asProblem, type MountedSite, type Web } from '../kernel/http.ts'
import { isId, newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readInput } from '../kernel/schema.ts'
import { checkAddress } from './account.rules.ts'
import { listPeople } from './people.operations.ts'
import { givenRoles } from './rules.ts'
import { addPerson } from './set-up.operations.ts'

export const newPersonFields = {
  name: text(200, { needed: true }),
  email: text(200, { needed: true }),
  role: choice(givenRoles, { needed: true })
} as const satisfies Fields

/** The routes by which an administrator adds people and gives them a link to set their password. */
export function mountPeople(site: MountedSite, means: SignInMeans & { performer: Performer }): void {
  const { sessions, performer } = means

  /** Shows the link once, on the page that answers, and sends it where there is a mail server; it stands nowhere else. */
  async function showLink(web: Web, person: { account: string; name: string }): Promise<Response> {
    const origin = means.url ?? new URL(web.req.url).origin
    const link = `${origin}/welcome/${await sessions.makeLink(person.account)}`
    const { email = '' } = (await sessions.describeAccounts([person.account])).get(person.account) ?? {}
    const values = { name: person.name, link, inspectorate: web.get('session')?.inspectorate.name ?? '' }
    const words = web.get('words')
    const message = {
      to: email,
      subject: words.t('mail.welcome.subject', values),
      text: words.t('mail.welcome', values)
    }
    const mailed = !means.mailer ? 'none' : (await means.mailer.send(message)) ? 'sent' : 'failed'
    const form = {
      operation: 'people/link',
      sent: { name: person.name, link, email, mailed },
      problem: new Problem('one-step-left')
    }
    const answer = await site.redraw(web, '/people/link', form)
    answer.headers.set('cache-control', 'no-store')
    return answer
  }

  site.app.post('/people', async (web) => {
    const sent = await readSent(web.req.raw, means.incoming, 0)
    const actor = web.get('session')?.actor
    try {
      demand(actor, 'people.manage')
      const typed = readForm(newPersonFields, sent).values
      const wrong = checkAddress(String(typed.email))
      const { name, email, role } = readInput(newPersonFields, typed, wrong) as Record<string, string>
      const person = {
        id: newId(),
        name: name ?? '',
        account: await sessions.makeAccount({ email: email ?? '', name: name ?? '' })
      }
      await performer.carryOut(addPerson, actor, { ...person, role })
      return showLink(web, person)
    } catch (error) {
      const problem = asProblem(error)
      return site.redraw(web, problem.code === 'not-signed-in' ? '/sign-in' : '/people', {
        operation: 'people',
        sent,
        problem
      })
    }
  })

  site.app.post('/people/:person/link', async (web) => {
    const actor = web.get('session')?.actor
    const id = web.req.param('person')
    const people = await performer.ask(listPeople, actor, {})
    const person = isId(id) ? people.find((one) => one.id === id) : undefined
    if (!person) throw new Problem('not-found')
    return showLink(web, person)
  })
}
