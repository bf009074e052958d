import { z } from 'zod'
import type { BasisSet } from '../indicator/basis.rules.ts'
import { intervention } from '../intervention/operations.ts'
import { json } from '../kernel/field.ts'
import {
  findRecord,
  listRecords,
  type RecordKind,
  recordKind,
  recordOperations,
  type Stored
} from '../kernel/record.ts'
import {
  escalationFields,
  eventFields,
  findingFields,
  gateFaults,
  inOrder,
  listFields,
  phaseFields,
  visitFields
} from './rules.ts'

/** The kinds of records of an escalation. Lists, events and visits have operations of their own. */

export const escalationPath = (plan: string, escalation: string) => `/plans/${plan}/escalations/${escalation}`

const common = { within: 'plan', may: 'plan.edit', read: 'workplace.read' } as const
const ownPage = (row: { plan_id?: string | null; escalation?: unknown }) =>
  escalationPath(row.plan_id ?? '', String(row.escalation ?? ''))

export const escalation = recordKind({
  name: 'escalation',
  fields: escalationFields,
  title: 'name',
  page: ({ id, plan_id }) => escalationPath(plan_id ?? '', String(id)),
  ...common
})

export const escalationPhase: RecordKind<typeof phaseFields> = recordKind({
  name: 'escalation_phase',
  fields: phaseFields,
  title: 'intervention',
  page: ownPage,
  async check(values, database) {
    const found = await findRecord(database, intervention, values.intervention)
    const of = await findRecord(database, escalation, values.escalation)
    if (!found || !of) return []
    if (found.hub !== of.hub) return [{ field: 'intervention', code: 'other-hub' }]
    if (found.phase === null) return [{ field: 'intervention', code: 'no-phase' }]
    const own = (values as { id?: string }).id
    const others = (await listRecords(database, escalationPhase, of.plan_id ?? '')).filter(
      (one) => one.escalation === of.id && one.id !== own
    )
    const interventions = new Map(
      (await listRecords(database, intervention, of.plan_id ?? '')).map((one) => [one.id, one])
    )
    if (others.some((one) => interventions.get(one.intervention)?.phase === found.phase))
      return [{ field: 'intervention', code: 'same-phase', values: { phase: found.phase } }]
    const [first] = inOrder([...others, { ...values, id: own ?? '' }], interventions)
    return gateFaults(values, first?.id === (own ?? ''))
  },
  ...common
})

export const escalationList = recordKind({
  name: 'escalation_list',
  fields: { ...listFields, basis: json(z.custom<BasisSet[]>((value) => Array.isArray(value))) },
  title: 'phase',
  page: ownPage,
  ...common
})
export const workplaceEvent = recordKind({
  name: 'workplace_event',
  fields: eventFields,
  title: 'kind',
  page: ownPage,
  ...common
})
export const visit = recordKind({
  name: 'visit',
  fields: visitFields,
  title: 'day',
  page: ({ plan_id }) => `/plans/${plan_id}/visits`,
  ...common
})
export const visitFinding = recordKind({
  name: 'visit_finding',
  fields: findingFields,
  title: 'issue',
  page: ({ plan_id }) => `/plans/${plan_id}/visits`,
  ...common
})

export type Escalation = Stored<typeof escalationFields>
export type PhaseRow = Stored<typeof phaseFields>
export type ListRow = Stored<typeof listFields> & { basis: BasisSet[] }

export const escalations = recordOperations(escalation)
export const escalationPhases = recordOperations(escalationPhase)
