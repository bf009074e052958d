import { sql } from 'kysely'
import type { Reader } from '../kernel/database.ts'

/** A stakeholder or an intervention of any plan, with its plan. */
export type OfPlan = { id: string; name: string; plan: string; plan_title: string }
export type WorkOfPlan = OfPlan & {
  kind: string
  partner: string | null
  signed: string | null
  valid_until: string | null
}

export async function listAllStakeholders(database: Reader): Promise<OfPlan[]> {
  const { rows } = await sql<OfPlan>`select s.id, s.name, p.id as plan, p.title as plan_title
    from stakeholder s join plan p on p.inspectorate_id = s.inspectorate_id and p.id = s.plan_id
    where s.inspectorate_id = current_inspectorate() order by p.id, s.id`.execute(database)
  return rows
}

export async function listAllInterventions(database: Reader): Promise<WorkOfPlan[]> {
  const { rows } = await sql<WorkOfPlan>`select i.id, i.name, p.id as plan, p.title as plan_title, i.kind, i.partner,
      i.signed, i.valid_until
    from intervention i join plan p on p.inspectorate_id = i.inspectorate_id and p.id = i.plan_id
    where i.inspectorate_id = current_inspectorate() order by p.id, i.id`.execute(database)
  return rows
}
