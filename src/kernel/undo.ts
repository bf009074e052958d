import { z } from 'zod'
import { type Entry, findEvent, type Row } from './event.ts'
import { number } from './field.ts'
import { write } from './operation.ts'
import { Problem } from './problem.ts'
import { deleteRow, findRecord, insertRow, listReferrers, updateRow } from './record.ts'

const foreignKeyViolation = '23503'

/** Whether a record says now what it said then. How often it was changed in between does not matter. */
function saysTheSame(present: Row | null, then: Row | null): boolean {
  if (!present || !then) return present === then
  return Object.keys(then).every(
    (name) => name === 'revision' || JSON.stringify(present[name]) === JSON.stringify(then[name])
  )
}

/** Whether an entry is offered to be undone: it changed records, and its operation did not say that it is final. */
export function isUndoable({ changes, data }: Pick<Entry, 'changes' | 'data'>): boolean {
  return changes.length > 0 && data?.final !== true
}

/**
 * Puts back what an entry of the log changed, as a new operation. Refused with `undo-overtaken` if one of its records
 * says something else since, or needs a record that would go: their work would be lost.
 */
export const undo = write({
  name: 'log.undo',
  input: { event: number({ whole: true, min: 1, needed: true }) },
  output: z.object({ event: z.number() }),
  may: 'plan.edit',
  async run(scope, { event }) {
    const entry = await findEvent(scope.tx, event)
    if (!entry) throw new Problem('not-found')
    if (!isUndoable(entry)) throw new Problem('nothing-to-undo')
    const { kinds } = scope.portal
    const undoable = entry.changes.flatMap((change) => {
      const kind = kinds.find(({ name }) => name === change.record)
      return kind ? [{ ...change, kind }] : []
    })
    if (undoable.length === 0) throw new Problem('nothing-to-undo')
    for (const { kind, id, before, after } of undoable.reverse()) {
      if (!scope.may(kind.may)) throw new Problem('forbidden', { role: scope.actor.role })
      const present = ((await findRecord(scope.tx, kind, id)) as Row | undefined) ?? null
      if (!saysTheSame(present, after)) throw new Problem('undo-overtaken')
      const putBack = async () => {
        if (present && before) return updateRow(scope.tx, kind, { ...before, id }, Number(present.revision))
        if (before) return insertRow(scope.tx, kind, { ...before, revision: Number(before.revision) + 1 })
        if ((await listReferrers(scope.tx, kinds, kind.name, id)).length > 0) throw new Problem('undo-overtaken')
        await deleteRow(scope.tx, kind, id)
        return null
      }
      const restored = await putBack().catch((error) => {
        throw error.code === foreignKeyViolation ? new Problem('undo-overtaken') : error
      })
      scope.note(kind.name, present, restored)
    }
    scope.about({ plan: entry.plan, data: { undid: event } })
    return { event }
  }
})
