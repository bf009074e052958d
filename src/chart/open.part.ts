import { readCapacity } from '../capacity/operations.ts'
import type { PageContext } from '../kernel/page.ts'
import { isInPreparation } from '../plan/rules.ts'
import { type Gap, listGaps, listOvers } from './gaps.rules.ts'
import { readWhole } from './whole.operations.ts'
import type { Whole } from './whole.rules.ts'

/**
 * Everything that is missing before a plan can be agreed, for who looks: also where it asks for more days than are there. Once it is
 * agreed, its capacity page says that: what lies behind crowds the days that are left, and is no fault of the plan.
 */
export async function readGaps({ ask, may }: PageContext, plan: string, known?: Whole): Promise<Gap[]> {
  const whole = known ?? (await ask(readWhole, { plan }))
  const { ledger } = await ask(readCapacity, { plan })
  const over = isInPreparation(whole.plan.status) ? listOvers(plan, ledger.over) : []
  return [...listGaps(whole, may('plan.read-inside')), ...over]
}
