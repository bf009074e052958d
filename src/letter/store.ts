import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { SentFile } from '../kernel/field.ts'
import { Problem } from '../kernel/problem.ts'

/** What the database keeps of letters, and the files that belong to them. */

export type LetterRow = {
  id: string
  plan_id: string
  run: string
  workplace: string
  place: number
  reference: string
  address: string
  email: string
  state: 'out' | 'waiting' | 'refused'
  expires: string
  answer: string
  answer_until: string | null
  answer_text: string
  answered_on: string | null
  file: string
  file_name: string
  file_type: string
}

const columns = sql`id, plan_id, run, workplace, place, reference, address, email, state, expires, answer, answer_until,
  answer_text, answered_on, file, file_name, file_type`

/** What is kept of a code. */
export const hashOf = (code: string): string => createHash('sha256').update(`letter ${code}`).digest('hex')

/** The letters of a run in their order. */
export async function listLetters(database: Reader, run: string): Promise<LetterRow[]> {
  const { rows } = await sql<LetterRow>`select ${columns} from letter
    where inspectorate_id = current_inspectorate() and run = ${run}::uuid order by place`.execute(database)
  return rows
}

export async function findLetter(database: Reader, id: string): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`select ${columns} from letter
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** The letter of a code, asked before one knows of which inspectorate it is. */
export async function findByHash(
  database: Reader,
  hash: string
): Promise<{ id: string; inspectorate: string } | undefined> {
  const { rows } = await sql<{ id: string; inspectorate: string }>`select id, inspectorate_id as inspectorate
    from letter where code_hash = ${hash}`.execute(database)
  return rows[0]
}

/** A letter by its code, held until the transaction ends: of two answers the second finds the first. */
export async function lockLetter(tx: Transaction, hash: string): Promise<LetterRow | undefined> {
  const { rows } = await sql<LetterRow>`select ${columns} from letter
    where inspectorate_id = current_inspectorate() and code_hash = ${hash} for update`.execute(tx)
  return rows[0]
}

/** Workplaces of an escalation to which a letter is about to be mailed. */
export async function listMailing(database: Reader, escalation: string): Promise<string[]> {
  const { rows } = await sql<{ workplace: string }>`select l.workplace from letter l
    join letter_run r on r.inspectorate_id = l.inspectorate_id and r.id = l.run
    where l.inspectorate_id = current_inspectorate() and l.state = 'waiting'
      and r.escalation = ${escalation}::uuid`.execute(database)
  return rows.map(({ workplace }) => workplace)
}

/** The letters that wait to be mailed, oldest first. */
export async function listWaiting(database: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from letter
    where inspectorate_id = current_inspectorate() and state = 'waiting' order by id`.execute(database)
  return rows.map(({ id }) => id)
}

/** The number of the next run of a year. Whoever asks holds it until the transaction ends. */
export async function nextRunNumber(tx: Transaction, year: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('letter' || current_inspectorate()::text))`.execute(tx)
  const { rows } = await sql<{
    last: number
  }>`select coalesce(max(split_part(split_part(reference, '/', 2), '-', 1)::int), 0)
    as last from letter where inspectorate_id = current_inspectorate() and reference like ${`${year}/%`}`.execute(tx)
  return Number(rows[0]?.last ?? 0) + 1
}

export type NewLetter = Pick<LetterRow, 'id' | 'workplace' | 'place' | 'reference' | 'address' | 'email' | 'state'> & {
  code_hash: string
}

/** Writes the letters of a run. */
export async function insertLetters(
  tx: Transaction,
  of: { plan: string; run: string; expires: string },
  letters: readonly NewLetter[]
): Promise<void> {
  await sql`insert into letter (inspectorate_id, id, plan_id, run, workplace, place, reference, address, email, state,
      code_hash, expires)
    select current_inspectorate(), r.id, ${of.plan}::uuid, ${of.run}::uuid, r.workplace, r.place, r.reference, r.address,
      r.email, r.state, r.code_hash, ${of.expires}::date
    from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as r (id uuid, workplace uuid, place int, reference text,
      address text, email text, state text, code_hash text)`.execute(tx)
}

export async function setState(tx: Transaction, id: string, state: LetterRow['state']): Promise<void> {
  await sql`update letter set state = ${state}
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

export type Answer = {
  answer: string
  until: string | null
  text: string
  day: string
  file: { id: string; name: string; type: string; hash: string } | undefined
}

/** Keeps what an employer answered. */
export async function setAnswer(
  tx: Transaction,
  id: string,
  { answer, until, text, day, file }: Answer
): Promise<void> {
  await sql`update letter set answer = ${answer}, answer_until = ${until}::date, answer_text = ${text},
      answered_on = ${day}::date, file = ${file?.id ?? ''}, file_name = ${file?.name ?? ''},
      file_type = ${file?.type ?? ''}, file_hash = ${file?.hash ?? ''}
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

/** What a stranger with a code is told of the house: its name, its language, whether all in it is invented. */
export async function readHouse(
  database: Reader
): Promise<{ name: string; language: string; demonstration: boolean } | undefined> {
  const { rows } = await sql<{ name: string; language: string; demonstration: boolean }>`select name, language,
    demonstration from inspectorate where id = current_inspectorate()`.execute(database)
  return rows[0]
}

/** Files of letters lie in the data folder under their ids, and are never removed: undo brings back what names them. */
export function letterFile(folder: string, inspectorate: string, id: string): string {
  return join(folder, 'letters', inspectorate, id)
}

/** Puts a file that was sent where it stays. */
export async function keepFile(folder: string, inspectorate: string, id: string, { path }: SentFile): Promise<void> {
  await mkdir(join(folder, 'letters', inspectorate), { recursive: true })
  await rename(path, letterFile(folder, inspectorate, id))
}

/** What a file holds; Problem `not-found` where it is not there. */
export async function readKept(folder: string, inspectorate: string, id: string): Promise<Uint8Array<ArrayBuffer>> {
  const content = await readFile(letterFile(folder, inspectorate, id)).catch(() => undefined)
  if (!content) throw new Problem('not-found')
  return new Uint8Array(content)
}

/** The same as a stream, for a page that hands it out. */
export async function openKept(folder: string, inspectorate: string, id: string) {
  const path = letterFile(folder, inspectorate, id)
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Problem('not-found')
  return { bytes: found.size, body: Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> }
}
