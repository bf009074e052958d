import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Entry as LogEntry } from '../kernel/event.ts'
import type { Stored } from '../kernel/record.ts'
import type { Acts } from './keep.store.ts'
import type { Decision, linkFields, Setting, workplaceFields } from './rules.ts'

/** What people did to the register, in the database. */

export type WorkplaceRow = Stored<typeof workplaceFields>
export type LinkRow = Stored<typeof linkFields>
export type DecisionRow = Decision & { id: string; revision: number; plan_id: null; example: boolean }

const ids = (list: readonly string[]) => sql`${`{${list.join(',')}}`}::uuid[]`

/** Everything that the register takes over: the decisions, and the workplaces on which somebody acted. */
export async function readActs(database: Reader): Promise<Acts> {
  const { rows: decisions } = await sql<Decision & { id: string; revision: number }>`
    select id, first, second, verdict, revision from workplace_decision
    where inspectorate_id = current_inspectorate() order by id`.execute(database)
  const { rows: acted } = await sql<{ id: string }>`
    select id from workplace where inspectorate_id = current_inspectorate() order by id`.execute(database)
  const sum = decisions.reduce((total, { revision }) => total + revision, 0)
  return {
    decisions: decisions.map(({ first, second, verdict }) => ({ first, second, verdict })),
    acted: acted.map(({ id }) => id),
    stamp: `${decisions.length} ${sum} ${decisions.at(-1)?.id ?? ''}`
  }
}

/** What people wrote of the workplace that these entries are. */
export async function listWorkplaceRows(database: Reader, entries: readonly string[]): Promise<WorkplaceRow[]> {
  const { rows } = await sql<WorkplaceRow>`select * from workplace
    where inspectorate_id = current_inspectorate() and id = any(${ids(entries)}) order by id`.execute(database)
  return rows
}

/** What people said of the setting of workplaces, such as that one is a household. */
export async function listSettings(database: Reader): Promise<{ id: string; name: string; setting: Setting }[]> {
  const { rows } = await sql<{ id: string; name: string; setting: Setting }>`select id, name, setting from workplace
    where inspectorate_id = current_inspectorate() and setting <> '' order by id`.execute(database)
  return rows
}

/** Links that begin or end at one of these entries. */
export async function listLinks(database: Reader, entries: readonly string[]): Promise<LinkRow[]> {
  const { rows } = await sql<LinkRow>`select * from workplace_link
    where inspectorate_id = current_inspectorate()
      and (from_workplace = any(${ids(entries)}) or to_workplace = any(${ids(entries)})) order by id`.execute(database)
  return rows
}

/** Decisions of which one entry lies among the first and the other among the second. */
export async function listDecisionsBetween(
  database: Reader,
  first: readonly string[],
  second: readonly string[]
): Promise<DecisionRow[]> {
  const { rows } = await sql<DecisionRow>`select * from workplace_decision
    where inspectorate_id = current_inspectorate()
      and ((first = any(${ids(first)}) and second = any(${ids(second)}))
        or (first = any(${ids(second)}) and second = any(${ids(first)}))) order by id`.execute(database)
  return rows
}

/** Holds up others who decide on the register, so that two decisions never contradict each other unseen. */
export async function lockRegister(tx: Transaction): Promise<void> {
  await sql`select 1 from inspectorate where inspectorate_id = current_inspectorate() for no key update`.execute(tx)
}

export type Told = Pick<LogEntry, 'operation' | 'at' | 'data' | 'changes'> & { number: number; person: string | null }

/** What the log says of the workplace that these entries are, the latest first. */
export async function listActs(database: Reader, entries: readonly string[], most: number): Promise<Told[]> {
  const patterns = `{${entries.map((id) => `%${id}%`).join(',')}}`
  const { rows } = await sql<{ number: number; text: string; person: string | null }>`
    select e.number, e.text, p.name as person from event e
    left join person p on p.inspectorate_id = e.inspectorate_id and p.id = e.person_id
    where e.inspectorate_id = current_inspectorate() and e.text like '%"record":"workplace%'
      and e.text like any(${patterns}::text[]) order by e.number desc limit ${most}`.execute(database)
  return rows.map(({ number, text, person }) => {
    const { operation, at, data, changes } = JSON.parse(text) as LogEntry
    return { number, operation, at, changes, person, ...(data ? { data } : {}) }
  })
}
