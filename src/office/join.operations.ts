import type { Row } from '../kernel/event.ts'
import { reference } from '../kernel/field.ts'
import { type WriteOperation, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { getRecord, type RecordOperations, updateRow } from '../kernel/record.ts'
import type { MatterPart } from './rules.ts'

/** Ticks for a plan what was made from within it; a plan that ticked nothing speaks of it without a tick. */
async function join(scope: WriteScope, part: MatterPart, plan: string, made: readonly string[]): Promise<void> {
  const kind = scope.portal.kinds.find(({ name }) => name === 'plan')
  if (!kind) throw new Problem('not-found')
  const before = (await getRecord(scope.tx, kind, plan)) as Row
  const ticked = before[part] as string[]
  scope.about({ plan })
  if (ticked.length === 0) return
  if (!scope.may(kind.may)) throw new Problem('forbidden', { role: scope.actor.role })
  const after = { ...before, [part]: [...ticked, ...made] }
  scope.note('plan', before, await updateRow(scope.tx, kind, after, Number(before.revision)))
}

/**
 * The operations of a kind of step 1, whose records belong to the inspectorate: made from within a `plan`, they join what
 * matters for it, and for no other plan that ticked its own.
 */
export function joiningPlan(part: MatterPart, operations: RecordOperations): RecordOperations {
  const joining = <O>(operation: WriteOperation<RecordOperations['add']['input'], O>, idsOf: (made: O) => string[]) =>
    write({
      ...operation,
      input: { ...operation.input, plan: reference('plan') },
      async run(scope, { plan, ...input }) {
        const made = await operation.run(scope, input)
        if (plan) await join(scope, part, plan as string, idsOf(made))
        return made
      }
    }) as WriteOperation<RecordOperations['add']['input'], O>
  return {
    ...operations,
    add: joining(operations.add, ({ id }) => [id]),
    addMany: joining(operations.addMany, ({ ids }) => ids),
    paste: joining(operations.paste, ({ ids }) => ids)
  }
}
