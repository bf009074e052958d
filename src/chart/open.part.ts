import { readCapacity } from '../capacity/operations.ts'
import type { PageContext } from '../kernel/page.ts'
import { type Gap, listGaps, listOvers } from './gaps.rules.ts'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

/** Everything that is missing before a plan can be agreed, for who looks: also where it asks for more days than are there. */
export async function readGaps({ ask, may }: PageContext, plan: string, known?: Whole): Promise<Gap[]> {
  const whole = known ?? (await ask(readWhole, { plan }))
  const { ledger } = await ask(readCapacity, { plan })
  return [...listGaps(whole, may('plan.read-inside')), ...listOvers(plan, ledger.over)]
}
