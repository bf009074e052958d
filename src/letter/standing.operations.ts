import { type Model, pathsOf, readHub, readModel, readStories } from '../escalation/model.operations.ts'
import type { EventRow } from '../escalation/store.ts'
import { listKnownOf, listMembers } from '../escalation/store.ts'
import type { Reader } from '../kernel/database.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { letterContact, letterTemplate, type Template } from './kinds.operations.ts'
import { listMailing } from './store.ts'
import { type Addressee, type FieldName, postalAddress, usedFields } from './template.rules.ts'
import { fieldsOfWord } from './word.operations.ts'

/** Who waits for a letter of a template, and what is known of each. */

export type Candidate = Addressee & { workplace: string; city: string; household: boolean }

export type Standing = {
  model: Model
  phase: Model['phases'][number]
  template: Template
  issue: string
  used: FieldName[]
  candidates: Candidate[]
}

/** Whether a letter is still to go out: none since the workplace came into the phase, or the last came back. */
function wantsLetter(events: readonly EventRow[], since: string): boolean {
  const last = events.findLast(({ kind, day }) => (kind === 'sent' || kind === 'bounced') && day >= since)
  return last?.kind !== 'sent'
}

/**
 * The workplaces of a phase to which its letter has not gone out, in the order in which they were drawn.
 * Problem `not-found` where the template's intervention is no phase of the escalation.
 */
export async function readStanding(
  database: Reader,
  means: { folder: string; inspectorate: string },
  asked: { escalation: string; template: string; today: string }
): Promise<Standing> {
  const template = await getRecord(database, letterTemplate, asked.template)
  const model = await readModel(database, asked.escalation)
  const at = model.phases.findIndex(({ intervention }) => intervention === template.intervention)
  const phase = model.phases[at]
  if (!phase) throw new Problem('not-found')
  const plan = template.plan_id ?? ''
  const stories = await readStories(database, asked.escalation)
  const paths = pathsOf(model, stories, asked.today)
  const mailing = new Set(await listMailing(database, asked.escalation))
  const ids = (await listMembers(database, asked.escalation))
    .map(({ workplace }) => workplace)
    .filter((workplace) => {
      const path = paths.get(workplace)
      if (path?.at !== at || (path.state !== 'waiting' && path.state !== 'due') || mailing.has(workplace)) return false
      return wantsLetter(stories.get(workplace) ?? [], path.since ?? '')
    })
  const { issue } = await readHub(database, model.escalation)
  const { subject, body, signature, word } = template
  const used = word ? await fieldsOfWord(means, word) : usedFields(subject, body, signature)
  return { model, phase, template, issue: issue.name, used, candidates: await addresseesOf(database, plan, ids) }
}

/** What is known of workplaces, in the order in which they are named. */
export async function addresseesOf(database: Reader, plan: string, ids: readonly string[]): Promise<Candidate[]> {
  const known = new Map((await listKnownOf(database, plan, ids)).map((one) => [one.workplace, one]))
  const contacts = new Map((await listRecords(database, letterContact, plan)).map((one) => [one.workplace, one]))
  return ids.flatMap((id) => {
    const one = known.get(id)
    if (!one) return []
    const contact = contacts.get(id)
    return [
      {
        workplace: id,
        name: one.name,
        city: one.city,
        household: one.household,
        identifier: one.identifier,
        workers: one.workers === null ? null : Number(one.workers),
        address: contact?.address || postalAddress(one),
        email: contact?.email ?? ''
      }
    ]
  })
}
