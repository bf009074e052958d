import type { PageContext } from '../kernel/page.ts'
import type { Reason } from '../plan/history.part.tsx'
import { meetingPath } from './path.rules.ts'
import { readReasons } from './reason.operations.ts'
import type { LinkedReason } from './reason.rules.ts'

/** A reason with the address of its finding. */
export const reasonShown = (plan: string, { id, meeting, day, finding, decision }: LinkedReason): Reason => ({
  href: `${meetingPath(plan, meeting)}#${id}`,
  day,
  finding,
  decision
})

/** Why what was changed in a plan, by the entries of its history. */
export async function readReasonsShown(
  context: PageContext,
  plan: string
): Promise<ReadonlyMap<number, readonly Reason[]>> {
  const { reasons } = await context.ask(readReasons, { plan })
  const grouped = Map.groupBy(reasons, ({ entry }) => entry)
  return new Map([...grouped].map(([entry, own]) => [entry, own.map((one) => reasonShown(plan, one))]))
}
