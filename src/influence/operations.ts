import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { Values } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { listRecords, type RecordKind, recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import { influenceFields, mayHangUnder, whyFields } from './rules.ts'

const ofPlan = { within: 'plan', may: 'plan.edit' } as const

export const why: RecordKind<typeof whyFields> = recordKind({
  name: 'why',
  fields: whyFields,
  title: 'text',
  page: (row) => stepPath(row.plan_id ?? '', 3, 'whys'),
  ...ofPlan,
  check: checkParent
})

async function checkParent(
  values: Values<typeof whyFields> & { id?: string; plan?: string },
  database: Reader
): Promise<FieldProblem[]> {
  const { hub, parent, id } = values
  if (!parent) return []
  const { rows } = await sql<{ plan_id: string }>`select plan_id from why where id = ${parent}::uuid`.execute(database)
  const all = rows[0] ? await listRecords(database, why, rows[0].plan_id) : []
  if (all.some((one) => one.id === parent && one.hub !== hub)) return [{ field: 'parent', code: 'other-hub' }]
  return id && !mayHangUnder(all, id, parent) ? [{ field: 'parent', code: 'under-itself' }] : []
}

export const influence = recordKind({
  name: 'influence',
  fields: influenceFields,
  title: 'name',
  page: (row) => stepPath(row.plan_id ?? '', 3, 'influences'),
  ...ofPlan
})

export const whys = recordOperations(why)
export const influences = recordOperations(influence)
