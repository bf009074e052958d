import { sql } from 'kysely'
import type { Role } from '../kernel/access.ts'
import type { Reader, Transaction } from '../kernel/database.ts'

export type Feed = { id: string; plan: string; owner: string; secret: string }
/** A feed with whose eyes it sees: none where that person may no longer sign in. */
export type OpenFeed = Feed & { language: string; person: string; name: string; role: Role }

/** The feeds of a plan that a person made, oldest first. */
export async function listFeeds(database: Reader, plan: string, person: string): Promise<Feed[]> {
  const { rows } = await sql<Feed>`select id, plan_id as plan, owner, secret from feed
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid and person_id = ${person}::uuid
    order by id`.execute(database)
  return rows
}

export async function findFeedBySecret(database: Reader, secret: string): Promise<OpenFeed | undefined> {
  const { rows } = await sql<OpenFeed>`select f.id, f.plan_id as plan, f.owner, f.secret, f.language,
      p.id as person, p.name, p.role
    from feed f join person p on p.inspectorate_id = f.inspectorate_id and p.id = f.person_id and p.active
    where f.inspectorate_id = current_inspectorate() and f.secret = ${secret}`.execute(database)
  return rows[0]
}

export async function insertFeed(tx: Transaction, feed: Feed & { person: string; language: string }): Promise<void> {
  await sql`insert into feed (inspectorate_id, id, plan_id, person_id, owner, language, secret)
    values (current_inspectorate(), ${feed.id}::uuid, ${feed.plan}::uuid, ${feed.person}::uuid, ${feed.owner},
      ${feed.language}, ${feed.secret})`.execute(tx)
}

/** Gives a feed of a person another secret; which plan it is of, undefined where there is no such feed. */
export async function renewSecret(tx: Transaction, id: string, person: string, secret: string) {
  const { rows } = await sql<{ plan: string }>`update feed set secret = ${secret}
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid and person_id = ${person}::uuid
    returning plan_id as plan`.execute(tx)
  return rows[0]?.plan
}

export async function deleteFeed(tx: Transaction, id: string, person: string) {
  const { rows } = await sql<{ plan: string }>`delete from feed
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid and person_id = ${person}::uuid
    returning plan_id as plan`.execute(tx)
  return rows[0]?.plan
}
