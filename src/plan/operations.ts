import { z } from 'zod'
import { reference } from '../kernel/field.ts'
import { read, type WriteOperation, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import {
  getRecord,
  listRecords,
  type RecordKind,
  type RecordOperations,
  recordKind,
  recordOperations
} from '../kernel/record.ts'
import { mandate, resource, source } from '../office/records.operations.ts'
import { isInPreparation, planFields } from './rules.ts'
import { countOfPlan, deleteSeen } from './store.ts'

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

const kept = recordOperations(plan)

const partsOfStepOne: Record<string, RecordKind> = { mandates: mandate, resources: resource, sources: source }

/** What a plan that leaves preparation speaks of from then on: where nothing of step 1 is ticked, all that is there now. */
async function settled(scope: WriteScope, input: Record<string, unknown>): Promise<Record<string, string[]>> {
  const before = typeof input.id === 'string' ? await getRecord(scope.tx, plan, input.id) : { status: '' }
  if (isInPreparation(String(input.status)) || !isInPreparation(before.status)) return {}
  const ticks: Record<string, string[]> = {}
  for (const [part, kind] of Object.entries(partsOfStepOne))
    if ((input[part] as string[]).length === 0) ticks[part] = (await listRecords(scope.tx, kind)).map(({ id }) => id)
  return ticks
}

/** What is done to the plan itself stands in the plan's own history. */
function ofItself(operation: RecordOperations['add']): RecordOperations['add'] {
  return write({
    ...operation,
    async run(scope, input) {
      const made = await operation.run(scope, { ...input, ...(await settled(scope, input)) })
      scope.about({ plan: made.id })
      return made
    }
  })
}

/** A plan is removed only when it is empty; who has seen it is forgotten with it. */
const remove: WriteOperation<(typeof kept.remove)['input'], { id: string }> = write({
  ...kept.remove,
  async run(scope, input) {
    const id = input.id as string
    const { title } = await getRecord(scope.tx, plan, id)
    let count = 0
    for (const kind of scope.portal.kinds)
      if (kind.within === 'plan') count += await countOfPlan(scope.tx, kind.name, id)
    if (count > 0) throw new Problem('record-in-use', { count, first: title })
    await deleteSeen(scope.tx, id)
    const removed = await kept.remove.run(scope, input)
    scope.about({ plan: id })
    return removed
  }
})

export const plans: RecordOperations = {
  ...kept,
  add: ofItself(kept.add),
  change: ofItself(kept.change),
  remove
}

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
