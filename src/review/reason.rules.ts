import type { Change } from '../kernel/event.ts'
import type { Difference } from './compare.rules.ts'

/** A finding of a review meeting as the reason of one entry of the log. */
export type LinkedReason = {
  entry: number
  /** Id of the finding. */
  id: string
  meeting: string
  /** Day of the meeting, YYYY-MM-DD. */
  day: string
  finding: string
  decision: string
}

type Explained = { number: number; changes: readonly Change[] }

/**
 * The reasons of what differs in one record, each once: those of the entries that changed what differs, after the first state
 * was frozen and no later than the second.
 */
export function reasonsOf(
  { id, verb, fields }: Pick<Difference, 'id' | 'verb' | 'fields'>,
  reasons: readonly LinkedReason[],
  entries: readonly Explained[],
  between: { after: number; until: number }
): LinkedReason[] {
  const touched = ({ before, after }: Change) =>
    verb !== 'changed' || fields.some(({ field }) => JSON.stringify(before?.[field]) !== JSON.stringify(after?.[field]))
  const numbers = entries
    .filter(({ number }) => number > between.after && number <= between.until)
    .filter(({ changes }) => changes.some((change) => change.id === id && touched(change)))
    .map(({ number }) => number)
  const found = reasons.filter(({ entry }) => numbers.includes(entry))
  return [...new Map(found.map((reason) => [reason.id, reason])).values()]
}
