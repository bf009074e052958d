import { sql } from 'kysely'
import type { Reader, Transaction } from './database.ts'

/** A row as it lies in the database; columns are named as the rules name them. */
export type Row = Record<string, unknown> & { id: string }

/** What an operation did to one record: `before` is null where it was made, `after` where it was removed. */
export type Change = { record: string; id: string; before: Row | null; after: Row | null }

/** One entry of the log. Its text, exactly as written here, is what is hashed. */
export type Entry = {
  id: string
  operation: string
  person: string | null
  plan: string | null
  at: string
  changes: Change[]
  /** Under which name a guest did it, who is no person of the inspectorate. */
  guest?: string
  /** What else the operation says of itself: counts, names of files, the entry that it undid. */
  data?: Record<string, unknown>
}

export type LoggedEntry = Entry & { number: number; personName: string | null }

/**
 * Appends an entry. The head row is locked here, last in the transaction, so that numbers follow the order of commits
 * and a reader that goes by number skips nothing.
 */
export async function appendEvent(tx: Transaction, inspectorate: string, entry: Entry): Promise<number> {
  const text = JSON.stringify(entry)
  const { rows } = await sql<{ number: number }>`
    with head as (
      select number + 1 as number, hash from event_head where inspectorate_id = ${inspectorate}::uuid for update
    ), entry as (
      insert into event (inspectorate_id, number, operation, plan_id, person_id, at, text, previous_hash, hash)
      select ${inspectorate}::uuid, number, ${entry.operation}, ${entry.plan}::uuid, ${entry.person}::uuid,
        ${entry.at}::timestamptz, text, hash, ${sql.raw(hashOf('number', 'hash', 'text'))}
      from head, (select ${text}::text as text) as given
      returning number, hash
    )
    update event_head set number = entry.number, hash = entry.hash from entry
    where event_head.inspectorate_id = ${inspectorate}::uuid returning entry.number`.execute(tx)
  const number = rows[0]?.number
  if (number === undefined) throw new Error('the inspectorate has no log')
  return number
}

function hashOf(number: string, previous: string, text: string): string {
  return `encode(sha256(convert_to(${number} || ':' || ${previous} || ':' || ${text}, 'UTF8')), 'hex')`
}

type Found = { number: number; text: string; person_name: string | null }

function read(found: Found): LoggedEntry {
  const entry = JSON.parse(found.text) as Entry
  return { ...entry, number: found.number, personName: found.person_name ?? entry.guest ?? null }
}

/** Entries after a number, oldest first; of one plan where it is given. */
export async function listEventsAfter(
  database: Reader,
  after: number,
  plan?: string,
  limit = 200
): Promise<LoggedEntry[]> {
  const { rows } = await sql<Found>`
    select e.number, e.text, p.name as person_name from event e
    left join person p on p.inspectorate_id = e.inspectorate_id and p.id = e.person_id
    where e.inspectorate_id = current_inspectorate() and e.number > ${after}
      ${plan ? sql`and e.plan_id = ${plan}::uuid` : sql``}
    order by e.number limit ${limit}`.execute(database)
  return rows.map(read)
}

/** The latest entries, newest first; of one plan where it is given; before a number to page on. */
export async function listLatestEvents(
  database: Reader,
  plan?: string,
  before?: number,
  limit = 50,
  record?: string
): Promise<LoggedEntry[]> {
  const { rows } = await sql<Found>`
    select e.number, e.text, p.name as person_name from event e
    left join person p on p.inspectorate_id = e.inspectorate_id and p.id = e.person_id
    where e.inspectorate_id = current_inspectorate()
      ${plan ? sql`and e.plan_id = ${plan}::uuid` : sql``} ${before ? sql`and e.number < ${before}` : sql``}
      ${record ? sql`and position(${record}::text in e.text) > 0` : sql``}
    order by e.number desc limit ${limit}`.execute(database)
  return rows.map(read)
}

/** The entry of a number, or undefined. */
export async function findEvent(database: Reader, number: number): Promise<LoggedEntry | undefined> {
  const found = await listEventsAfter(database, number - 1, undefined, 1)
  return found[0]?.number === number ? found[0] : undefined
}

/** Number of the last entry. */
export async function lastEventNumber(database: Reader): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from event_head where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.number ?? 0
}

export type LogFault = { number: number; fault: 'changed' | 'gap' | 'broken-chain' | 'head' | 'seal' }
export type Seal = { number: number; hash: string }

/**
 * Checks the whole log of the inspectorate in one question: every hash, every link, no gap, the head. A tail that was
 * cut together with its head is found by the seals, which lie outside the database.
 */
export async function verifyLog(
  database: Reader,
  seals: readonly Seal[] = []
): Promise<{ entries: number; faults: LogFault[]; head: Seal }> {
  const { rows } = await sql<{ number: number; fault: LogFault['fault'] }>`
    with chained as (
      select number, hash, previous_hash, text,
        coalesce(lag(hash) over (order by number), '') as expected,
        coalesce(lag(number) over (order by number), 0) + 1 as expected_number
      from event where inspectorate_id = current_inspectorate()
    )
    select number, 'changed' as fault from chained where hash <> ${sql.raw(hashOf('number', 'previous_hash', 'text'))}
    union all select number, 'broken-chain' from chained where previous_hash <> expected
    union all select number, 'gap' from chained where number <> expected_number
    union all select h.number, 'head' from event_head h where h.inspectorate_id = current_inspectorate() and not (
      h.number = coalesce((select max(number) from chained), 0)
      and h.hash = coalesce((select hash from chained order by number desc limit 1), ''))
    order by 1 limit 100`.execute(database)
  const faults = [...rows]
  for (const seal of seals) {
    const { rows: kept } = await sql<{ hash: string }>`
      select hash from event where inspectorate_id = current_inspectorate() and number = ${seal.number}`.execute(
      database
    )
    if (seal.number > 0 && kept[0]?.hash !== seal.hash) faults.push({ number: seal.number, fault: 'seal' })
  }
  const head =
    await sql<Seal>`select number, hash from event_head where inspectorate_id = current_inspectorate()`.execute(
      database
    )
  const { number = 0, hash = '' } = head.rows[0] ?? {}
  return { entries: number, faults, head: { number, hash } }
}

/** Called after commit with what was logged. A listener that throws does not undo what was done. */
export type Listener = (inspectorate: string, entry: Entry & { number: number }) => void

/** Tells those who listen, within this process, that something was committed. */
export function makeAnnouncer() {
  const listeners = new Set<Listener>()
  return {
    listen(listener: Listener): () => void {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    announce(inspectorate: string, entry: Entry & { number: number }): void {
      for (const listener of listeners) {
        try {
          listener(inspectorate, entry)
        } catch (error) {
          console.error('a listener failed', error instanceof Error ? error.message : '')
        }
      }
    }
  }
}
export type Announcer = ReturnType<typeof makeAnnouncer>
