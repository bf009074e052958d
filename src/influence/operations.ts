import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'
import type { Values } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { listRecords, type RecordKind, recordKind, recordOperations } from '../kernel/record.ts'
import { stepPath } from '../plan/rules.ts'
import { readOutline } from './outline.rules.ts'
import { influenceFields, mayHangUnder, whyFields } from './rules.ts'

const pageOf = (tab: string) => (row: { plan_id?: string | null; hub?: unknown }) =>
  `${stepPath(row.plan_id ?? '', 3, tab)}?hub=${row.hub}`
const ofPlan = { within: 'plan', may: 'plan.edit' } as const

export const why: RecordKind<typeof whyFields> = recordKind({
  name: 'why',
  fields: whyFields,
  title: 'text',
  page: pageOf('whys'),
  ...ofPlan,
  outline: { field: 'parent', read: readOutline },
  check: checkPlace
})

/** An answer stands under one of its own hub, never under itself, and leaves its hub only without branches. */
async function checkPlace(
  { hub, parent, id }: Values<typeof whyFields> & { id?: string },
  database: Reader
): Promise<FieldProblem[]> {
  const known = id ?? parent
  if (!known) return []
  const { rows } = await sql<{ plan_id: string }>`select plan_id from why
    where inspectorate_id = current_inspectorate() and id = ${known}::uuid`.execute(database)
  const all = rows[0] ? await listRecords(database, why, rows[0].plan_id) : []
  const problems: FieldProblem[] = []
  if (parent && !all.some((one) => one.id === parent && one.hub === hub))
    problems.push({ field: 'parent', code: 'other-hub' })
  if (id && all.some((one) => one.parent === id && one.hub !== hub))
    problems.push({ field: 'hub', code: 'has-branches' })
  if (id && parent && !mayHangUnder(all, id, parent)) problems.push({ field: 'parent', code: 'under-itself' })
  return problems
}

export const influence = recordKind({
  name: 'influence',
  fields: influenceFields,
  title: 'name',
  page: pageOf('influences'),
  ...ofPlan
})

export const whys = recordOperations(why)
export const influences = recordOperations(influence)
