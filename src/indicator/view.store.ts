import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import type { BasisSet } from './basis.rules.ts'
import type { ViewPage } from './view.rules.ts'

/** A saved view as it is told to those who may open it. */
export type View = {
  id: string
  person_id: string
  person_name: string | null
  name: string
  page: ViewPage
  query: string
  shared: boolean
  basis: BasisSet[]
  at: string
  revision: number
}

const columns = sql`v.id, v.person_id, p.name as person_name, v.name, v.page, v.query, v.shared, v.basis, v.revision,
  to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`
const source = sql`saved_view v left join person p on p.inspectorate_id = v.inspectorate_id and p.id = v.person_id`

/** The views that a person may open, their own and the shared ones, by name. */
export async function listViewsOf(database: Reader, person: string): Promise<View[]> {
  const { rows } = await sql<View>`select ${columns} from ${source}
    where v.inspectorate_id = current_inspectorate() and (v.person_id = ${person}::uuid or v.shared)
    order by lower(v.name), v.id`.execute(database)
  return rows
}

/** A view that the person may open. */
export async function findViewOf(database: Reader, person: string, id: string): Promise<View | undefined> {
  const { rows } = await sql<View>`select ${columns} from ${source}
    where v.inspectorate_id = current_inspectorate() and v.id = ${id}::uuid
      and (v.person_id = ${person}::uuid or v.shared)`.execute(database)
  return rows[0]
}

/** A person's own view of a name on a page, however its letters are written. */
export async function findViewNamed(
  database: Reader,
  { person, page, name }: { person: string; page: ViewPage; name: string }
): Promise<View | undefined> {
  const { rows } = await sql<View>`select ${columns} from ${source}
    where v.inspectorate_id = current_inspectorate() and v.person_id = ${person}::uuid and v.page = ${page}
      and lower(v.name) = lower(${name})`.execute(database)
  return rows[0]
}

export async function insertView(
  tx: Transaction,
  view: Pick<View, 'id' | 'person_id' | 'name' | 'page' | 'query' | 'shared' | 'basis' | 'at'>
): Promise<Row> {
  const { rows } = await sql<Row>`insert into saved_view
      (inspectorate_id, id, person_id, name, page, query, shared, basis, at)
    values (current_inspectorate(), ${view.id}::uuid, ${view.person_id}::uuid, ${view.name}, ${view.page}, ${view.query},
      ${view.shared}, ${JSON.stringify(view.basis)}::jsonb, ${view.at}::timestamptz)
    returning *`.execute(tx)
  return rows[0] as Row
}

export async function updateView(
  tx: Transaction,
  view: Pick<View, 'id' | 'name' | 'query' | 'shared' | 'basis' | 'at'>
): Promise<Row> {
  const { rows } =
    await sql<Row>`update saved_view set name = ${view.name}, query = ${view.query}, shared = ${view.shared},
      basis = ${JSON.stringify(view.basis)}::jsonb, at = ${view.at}::timestamptz, revision = revision + 1
    where inspectorate_id = current_inspectorate() and id = ${view.id}::uuid returning *`.execute(tx)
  return rows[0] as Row
}

export async function deleteView(tx: Transaction, id: string): Promise<void> {
  await sql`delete from saved_view where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}
