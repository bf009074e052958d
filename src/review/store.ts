import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { listsOfWhole, type Whole } from '../chart/whole.rules.ts'
import type { Reader, Transaction } from '../kernel/database.ts'

const noLists = Object.fromEntries(Object.keys(listsOfWhole).map((list) => [list, []]))

/** The plan as it stood in a version; undefined where there is no such version. */
export async function findContent(database: Reader, version: string): Promise<Whole | undefined> {
  const { rows } = await sql<{ content: string }>`select content from plan_version_content
    where inspectorate_id = current_inspectorate() and version = ${version}::uuid`.execute(database)
  // A version that was frozen before a list came to plans has none of it.
  return rows[0] && ({ ...noLists, ...JSON.parse(rows[0].content) } as Whole)
}

/** Number of the entry of a plan's log by which a version was frozen: the first that names it. */
export async function findFreezing(database: Reader, plan: string, version: string): Promise<number> {
  const { rows } = await sql<{ number: number | null }>`select min(number) as number from event
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid
      and position(${version}::text in text) > 0`.execute(database)
  return Number(rows[0]?.number ?? 0)
}

/** Freezes the plan for a version; answers the SHA-256 of what was frozen, hexadecimal. */
export async function insertContent(tx: Transaction, version: string, content: Whole): Promise<string> {
  const written = JSON.stringify(content)
  await sql`insert into plan_version_content (inspectorate_id, version, content)
    values (current_inspectorate(), ${version}::uuid, ${written})`.execute(tx)
  return createHash('sha256').update(written).digest('hex')
}

export async function deleteContent(tx: Transaction, version: string): Promise<void> {
  await sql`delete from plan_version_content
    where inspectorate_id = current_inspectorate() and version = ${version}::uuid`.execute(tx)
}
