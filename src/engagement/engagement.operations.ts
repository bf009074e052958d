import { z } from 'zod'
import { newestFirst } from '../delivery/rules.ts'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { stakeholder } from '../stakeholder/operations.ts'
import type { Stakeholder } from '../stakeholder/step.operations.ts'
import {
  checkContact,
  contactFields,
  latestContact,
  nextOf,
  sortByNext,
  stepFields,
  whoTalks
} from './engagement.rules.ts'
import { engagementPath } from './rules.ts'

/** How the plan works with each stakeholder. */

export const engagementStep = recordKind({
  name: 'engagement_step',
  fields: stepFields,
  title: 'to_do',
  within: 'plan',
  may: 'plan.edit',
  read: 'plan.read-inside',
  crossing: true,
  page: (row) => engagementPath(row.plan_id ?? '')
})
export const engagementSteps = recordOperations(engagementStep)

export const contact = recordKind({
  name: 'contact',
  fields: contactFields,
  title: ['stakeholder'],
  within: 'plan',
  may: 'plan.edit',
  read: 'plan.read-inside',
  crossing: true,
  page: (row) => engagementPath(row.plan_id ?? ''),
  // Content that is loaded has neither: its days are as they were told, whatever today is.
  prepare: async ({ now }, input) => ('plan' in input || 'id' in input ? now.toISOString().slice(0, 10) : undefined),
  check: (values, _database, today) => checkContact(values, today)
})
export const contacts = recordOperations(contact)

export type EngagementStep = Stored<typeof stepFields>
export type Contact = Stored<typeof contactFields>
export type { Stakeholder }

/** A stakeholder with what was done and said, and what is next. */
export type Engaged = {
  stakeholder: Stakeholder
  steps: EngagementStep[]
  contacts: Contact[]
  next: ReturnType<typeof nextOf>
  last: Contact | undefined
  who: ReturnType<typeof whoTalks>
}

/** The stakeholders of a plan by what is to be done next, those first with whom it presses most. */
export const readEngagement = read({
  name: 'engagement.read',
  input: { plan: reference('plan', { needed: true }) },
  output: z.array(z.custom<Engaged>((value) => typeof value === 'object')),
  may: 'plan.read-inside',
  async run({ database, now }, { plan }) {
    const today = now.toISOString().slice(0, 10)
    const steps = Map.groupBy(await listRecords(database, engagementStep, plan), (one) => one.stakeholder)
    const talks = Map.groupBy(await listRecords(database, contact, plan), (one) => one.stakeholder)
    const engaged = (await listRecords(database, stakeholder, plan)).map((one): Engaged => {
      const [own, said] = [steps.get(one.id) ?? [], talks.get(one.id) ?? []]
      return {
        stakeholder: one,
        steps: own,
        contacts: newestFirst(said.map((it) => ({ ...it, day: it.met_on }))),
        next: nextOf(one, own, said, today),
        last: latestContact(said),
        who: whoTalks(own, said)
      }
    })
    return sortByNext(engaged)
  }
})
