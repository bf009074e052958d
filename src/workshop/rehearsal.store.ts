import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Content } from '../chart/content.rules.ts'
import type { Database, Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import type { RecordKind } from '../kernel/record.ts'
import { type Pace, type Sayings, type Script, scriptOf } from './rehearsal.rules.ts'
import { deleteWorkshop, type ParticipantRow } from './store.ts'

export type RehearsalRow = Row & {
  plan_id: string
  workshop: string
  day: number
  size: number
  groups: string
  language: string
  seed: number
  pace: Pace
  revision: number
}

/** The rehearsal of the inspectorate, which is a place to rehearse; undefined in every other. */
export async function findRehearsal(database: Reader): Promise<RehearsalRow | undefined> {
  const { rows } = await sql<RehearsalRow>`select * from rehearsal
    where inspectorate_id = current_inspectorate()`.execute(database)
  const [row] = rows
  return row && { ...row, day: Number(row.day), size: Number(row.size), seed: Number(row.seed) }
}

/** The guests of a workshop whom the portal plays, in the order of their coming. */
export async function listSimulated(database: Reader, workshop: string): Promise<ParticipantRow[]> {
  const { rows } = await sql<ParticipantRow>`select * from participant where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid and simulated order by id`.execute(database)
  return rows
}

/** What somebody's own inspectorate hands to the place in which the person rehearses. */
export type PracticePlace = {
  name: string
  country: string
  language: string
  currency: string
  digits: string
  labels: unknown
  /** The account, in a form by which nobody signs in. */
  account: string
}

export async function insertPractice(
  tx: Transaction,
  of: PracticePlace & { person: string; personName: string }
): Promise<void> {
  await sql`insert into inspectorate (inspectorate_id, name, country, language, currency, digits, labels, practice)
    values (current_inspectorate(), ${of.name}, ${of.country}, ${of.language}, ${of.currency}, ${of.digits},
      ${JSON.stringify(of.labels)}::jsonb, true)`.execute(tx)
  await sql`insert into event_head (inspectorate_id) values (current_inspectorate())`.execute(tx)
  await sql`insert into person (inspectorate_id, id, account, name, role)
    values (current_inspectorate(), ${of.person}::uuid, ${of.account}, ${of.personName}, 'planner')`.execute(tx)
}

export async function namePractice(tx: Transaction, name: string): Promise<void> {
  await sql`update inspectorate set name = ${name} where inspectorate_id = current_inspectorate()`.execute(tx)
}

/** Whether the inspectorate is a place to rehearse. */
export async function isPractice(database: Reader): Promise<boolean> {
  const { rows } = await sql<{ practice: boolean }>`select practice from inspectorate
    where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.practice === true
}

/**
 * Takes away all that a rehearsal made: its workshops, its plans with all that they hold, and what the inspectorate has for step 1.
 * The log alone keeps that it was there. `kinds`: every kind of record, in an order in which they can be made.
 */
export async function clearPractice(tx: Transaction, kinds: readonly RecordKind[]): Promise<void> {
  const own = sql`inspectorate_id = current_inspectorate()`
  const { rows } = await sql<{ id: string }>`select id from workshop where ${own}`.execute(tx)
  for (const { id } of rows) await deleteWorkshop(tx, id)
  await sql`delete from rehearsal where ${own}`.execute(tx)
  await sql`delete from plan_seen where ${own}`.execute(tx)
  const ofPlans = kinds.filter(({ within }) => within === 'plan').map(({ name }) => name)
  for (const table of [...ofPlans.reverse(), 'plan', 'mandate', 'resource', 'source'])
    await sql`delete from ${sql.table(table)} where ${own}`.execute(tx)
}

/** The first plan of the demonstration in a language, and what its inspectorate has, as content; in English where nobody wrote it. */
function readExample(folder: string, language: string): Content {
  const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Content
  const known = ['fr', 'es', 'ar'].includes(language) ? `plans.${language}.json` : 'plans.json'
  const content = read(known)
  return { ...content, plans: content.plans.slice(0, 1) }
}

/** Reads, once for each language, the plan that rehearsals are about and what their people say. */
export function makeReadScript(folder: string): (language: string) => { content: Content; script: Script } {
  const known = new Map<string, { content: Content; script: Script }>()
  return (language) => {
    const found = known.get(language)
    if (found) return found
    const content = readExample(folder, language)
    const sayings = JSON.parse(readFileSync(join(folder, 'rehearsal.json'), 'utf8')) as Sayings
    const made = { content, script: scriptOf(content, sayings, language in sayings.comments ? language : 'en') }
    known.set(language, made)
    return made
  }
}

/** The places in which an account rehearses; one at most. */
export async function findPractice(database: Database, account: string): Promise<string | undefined> {
  return database.read({ person: account }, async (reader) => {
    const { rows } = await sql<{ id: string }>`select inspectorate_id as id from person
      where account = ${account} and active`.execute(reader)
    return rows[0]?.id
  })
}
