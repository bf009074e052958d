import type { SignInMeans } from '../account/sign-in.routes.ts'
import { demand } from '../kernel/access.ts'
import { readSent } from '../kernel/door.ts'
import { readForm, type Sent } from '../kernel/field.ts'
import { asProblem, type MountedSite, type Web } from '../kernel/http.ts'
import { isId, newId } from '../kernel/id.ts'
import type { Performer } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readInput } from '../kernel/schema.ts'
import { checkAddress } from '../office/account.rules.ts'
import { readStepFour } from '../stakeholder/step.operations.ts'
import { guestFields, inviteGuest, listGuests } from './guest.operations.ts'
import { checkUntil, engagementPath } from './rules.ts'

/**
 * The routes by which somebody who decides lets a person of a stakeholder in: the link to a password of one's own is shown once, on
 * the page that answers, and mailed where there is a mail server. From then on the guest signs in as colleagues do.
 */
export function mountDoor(site: MountedSite, means: SignInMeans & { performer: Performer }): void {
  const { sessions, performer } = means

  type Guest = { plan: string; stakeholder: string; account: string; name: string }
  async function showLink(web: Web, { plan, stakeholder, account, name }: Guest): Promise<Response> {
    const origin = means.url ?? new URL(web.req.url).origin
    const link = `${origin}/welcome/${await sessions.makeLink(account)}`
    const { email = '' } = (await sessions.describeAccounts([account])).get(account) ?? {}
    const words = web.get('words')
    const values = { name, link, inspectorate: web.get('session')?.inspectorate.name ?? '' }
    const message = { to: email, subject: words.t('mail.guest.subject', values), text: words.t('mail.guest', values) }
    const mailed = !means.mailer ? 'none' : (await means.mailer.send(message)) ? 'sent' : 'failed'
    const answer = await site.redraw(web, engagementPath(plan, stakeholder), {
      operation: 'guest/link',
      sent: { name, link, email, mailed },
      problem: new Problem('one-step-left')
    })
    answer.headers.set('cache-control', 'no-store')
    return answer
  }

  async function invite(web: Web, sent: Record<string, Sent>, plan: string, stakeholder: string): Promise<Response> {
    const actor = web.get('session')?.actor
    demand(actor, 'plan.decide')
    const typed = readForm(guestFields, sent, web.get('words').decimal).values
    const today = new Date().toISOString().slice(0, 10)
    const wrong = [...checkAddress(String(typed.email)), ...checkUntil(String(typed.until ?? today), today)]
    const said = readInput(guestFields, typed, wrong) as Record<'name' | 'email' | 'until', string>
    const { stakeholders } = await performer.ask(readStepFour, actor, { plan })
    if (!stakeholders.some(({ id }) => id === stakeholder)) throw new Problem('not-found')
    const present = await sessions.findAccount(said.email)
    const account = present ?? (await sessions.makeAccount({ email: said.email, name: said.name }))
    const { name, until } = said
    await performer.carryOut(inviteGuest, actor, {
      ...{ id: newId(), account, stakeholder, name, until },
      known: present !== undefined
    })
    return showLink(web, { plan, stakeholder, account, name })
  }

  site.app.post('/plans/:plan/stakeholders/:stakeholder/guests', async (web) => {
    const { plan, stakeholder } = web.req.param()
    const sent = await readSent(web.req.raw, means.incoming, 0)
    if (!isId(plan) || !isId(stakeholder)) throw new Problem('not-found')
    try {
      return await invite(web, sent, plan, stakeholder)
    } catch (error) {
      const problem = asProblem(error)
      const page = problem.code === 'not-signed-in' ? '/sign-in' : engagementPath(plan, stakeholder)
      return site.redraw(web, page, { operation: 'guest', sent, problem })
    }
  })

  site.app.post('/plans/:plan/guests/:guest/link', async (web) => {
    const { plan, guest } = web.req.param()
    if (!isId(plan)) throw new Problem('not-found')
    const guests = await performer.ask(listGuests, web.get('session')?.actor, { plan })
    const found = guests.find(({ id, active }) => id === guest && active)
    if (!found) throw new Problem('not-found')
    return showLink(web, found)
  })
}
