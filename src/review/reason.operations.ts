import { z } from 'zod'
import type { Reader } from '../kernel/database.ts'
import { reference } from '../kernel/field.ts'
import { type AnyOperation, read } from '../kernel/operation.ts'
import { getRecord, listRecords } from '../kernel/record.ts'
import { plan as planKind } from '../plan/operations.ts'
import { finding as findingKind, meeting as meetingKind, reviewChange } from './meeting.operations.ts'
import type { LinkedReason } from './reason.rules.ts'

/** Every entry of the log that a finding of a review meeting of the plan is the reason of, with that finding. */
export async function listReasons(database: Reader, plan: string): Promise<LinkedReason[]> {
  const dayOf = new Map((await listRecords(database, meetingKind, plan)).map(({ id, day }) => [id, day]))
  const found = new Map((await listRecords(database, findingKind, plan)).map((one) => [one.id, one]))
  return (await listRecords(database, reviewChange, plan)).flatMap(({ finding: of, entry }): LinkedReason[] => {
    const one = found.get(of)
    if (!one) return []
    const { id, meeting, finding, decision } = one
    return [{ entry, id, meeting, day: dayOf.get(meeting) ?? '', finding, decision }]
  })
}

/** The reasons of the changes of a plan, by the entries of its history. */
export const readReasons = read({
  name: 'review_change.read-all',
  input: { plan: reference('plan', { needed: true }) },
  output: z.object({ reasons: z.array(z.custom<LinkedReason>((value) => typeof value === 'object')) }),
  may: 'plan.read',
  async run({ database }, { plan }) {
    await getRecord(database, planKind, plan)
    return { reasons: await listReasons(database, plan) }
  }
})

export const reasonOperations: readonly AnyOperation[] = [readReasons]
