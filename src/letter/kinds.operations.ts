import { z } from 'zod'
import { escalationPath } from '../escalation/kinds.operations.ts'
import { intervention } from '../intervention/operations.ts'
import type { Reader } from '../kernel/database.ts'
import { json } from '../kernel/field.ts'
import { findRecord, listRecords, recordKind, recordOperations, type Stored } from '../kernel/record.ts'
import { contactFields, letterKinds, runFields, templateFields } from './rules.ts'
import { type Said, templateFaults } from './template.rules.ts'

/** The kinds of records of letters. Runs, letters and contacts have operations of their own. */

const common = { within: 'plan', may: 'plan.edit', read: 'workplace.read' } as const

export const lettersPath = (plan: string, escalation: string) => `${escalationPath(plan, escalation)}/letters`

export const letterTemplate = recordKind({
  name: 'letter_template',
  fields: templateFields,
  title: 'name',
  page: ({ plan_id }) => `/plans/${plan_id}/6/escalation`,
  apart: ['logo', 'word', 'word_name'],
  async check(values, database) {
    const found = await findRecord(database, intervention, values.intervention)
    return [
      ...(found && found.kind !== '' && !letterKinds.includes(found.kind)
        ? [{ field: 'intervention', code: 'no-letter' }]
        : []),
      ...templateFaults(values)
    ]
  },
  ...common
})

export const letterContact = recordKind({
  name: 'letter_contact',
  fields: contactFields,
  title: 'workplace',
  page: ({ plan_id }) => `/plans/${plan_id}/6/escalation`,
  ...common,
  read: 'workplace.read-persons'
})

export const letterRun = recordKind({
  name: 'letter_run',
  fields: { ...runFields, said: json(z.custom<Said>((value) => typeof value === 'object')) },
  title: 'day',
  page: ({ plan_id, id }) => `/plans/${plan_id}/letters/${id}`,
  ...common
})

export type Template = Stored<typeof templateFields>
export type Run = Stored<typeof runFields> & { said: Said }

export const letterTemplates = recordOperations(letterTemplate)

/** The runs of a plan. */
export const listRuns = (database: Reader, plan: string): Promise<Run[]> =>
  listRecords(database, letterRun, plan) as Promise<Run[]>
