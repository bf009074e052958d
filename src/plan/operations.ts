import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { read } from '../kernel/operation.ts'
import { getRecord, listRecords, recordKind, recordOperations } from '../kernel/record.ts'
import { planFields } from './rules.ts'

/** The plan as a thing: its title, its years, its state. What it holds belongs to the subjects of the six steps. */
export const plan = recordKind({
  name: 'plan',
  fields: planFields,
  title: 'title',
  within: 'inspectorate',
  may: 'plan.edit',
  page: () => '/plans',
  check: ({ starts, ends }) => (starts && ends && ends < starts ? [{ field: 'ends', code: 'before-start' }] : [])
})

export const plans = recordOperations(plan)

const Plan = z.looseObject({ id: z.guid(), title: z.string(), status: z.string() })

export const readPlan = read({
  name: 'plan.read',
  input: { plan: reference('plan', { needed: true }) },
  output: Plan,
  may: 'plan.read',
  run: ({ database }, input) => getRecord(database, plan, input.plan)
})

export const listPlans = read({
  name: 'plan.list',
  input: {},
  output: z.array(Plan),
  may: 'plan.read',
  run: ({ database }) => listRecords(database, plan)
})
