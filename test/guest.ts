import { hubs, issues, targets } from '../src/hub/operations.ts'
import { interventions } from '../src/intervention/operations.ts'
import { plans } from '../src/plan/operations.ts'
import { stakeholders } from '../src/stakeholder/operations.ts'
import { type Browser, openBrowser, type TestPortal } from './test-portal.ts'

export const guestPassword = 'a word of the union'

/** The day so many days from today. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** The link of an invitation as it is shown on the page that answers it. */
export const linkOn = (page: string) => /\/welcome\/[\w-]{32}/.exec(page)?.[0] ?? ''

/** A plan with a hub and a stakeholder of this name, and an intervention that the stakeholder carries out. */
export async function planWithStakeholder(portal: TestPortal, name = 'Garment workers’ union') {
  const { carryOut } = portal.performer
  const { planner } = portal.actors
  const add = async (operation: typeof plans.add, input: object) =>
    (await carryOut(operation, planner, input)).result.id
  const plan = await add(plans.add, { title: 'Fair pay in garment workshops' })
  const issue = await add(issues.add, { plan, name: 'Pay below the minimum wage' })
  const target = await add(targets.add, { plan, name: 'Garment workshops' })
  const hub = await add(hubs.add, { plan, issue, target, means: true, chosen: true })
  const stakeholder = await add(stakeholders.add, { plan, name, category: 'workers' })
  const rest = { family: 'education', kind: 'training', status: 'agreed' }
  const commitment = await add(interventions.add, {
    plan,
    hub,
    name: 'Pay clinics',
    carried_out_by: stakeholder,
    ...rest
  })
  return { plan, hub, stakeholder, commitment }
}

/** Invites somebody by the page, and answers the browser in which the guest has set a password and come in. */
export async function invite(
  portal: TestPortal,
  {
    plan,
    stakeholder,
    name = 'Rosa Marín',
    email = 'rosa@example.org',
    until = inDays(30),
    by = 'director'
  }: {
    plan: string
    stakeholder: string
    name?: string
    email?: string
    until?: string
    by?: 'director' | 'planner'
  }
): Promise<Browser> {
  const decider = await portal.browser(by)
  const answer = await decider.post(`/plans/${plan}/stakeholders/${stakeholder}/guests`, { name, email, until })
  const guest = openBrowser(portal)
  await guest.post(linkOn(await answer.text()), { password: guestPassword, again: guestPassword })
  return guest
}

/** A stakeholder with a commitment, and its guest, who has come in. */
export async function letIn(portal: TestPortal) {
  const made = await planWithStakeholder(portal)
  return { ...made, guest: await invite(portal, made) }
}
