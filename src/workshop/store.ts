import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { codeBytes, codeFrom, type ToldWorkshop, toldWorkshop } from './rules.ts'

export type WorkshopRow = Row & ToldWorkshop & { plan_id: string; code: string; door: string; groups: string }
export type ParticipantRow = Row & {
  plan_id: string
  workshop: string
  name: string
  group_name: string
  state: 'waiting' | 'admitted' | 'removed'
  simulated: boolean
  revision: number
}

/** The drivers answer large and decimal numbers as texts or as numbers; here they are numbers. */
const asWorkshop = (row: Row): WorkshopRow => ({ ...row, ...toldWorkshop(row) }) as WorkshopRow

export async function findWorkshop(database: Reader, id: string): Promise<WorkshopRow | undefined> {
  const { rows } = await sql<Row>`select * from workshop
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0] && asWorkshop(rows[0])
}

/**
 * The same, held until the transaction ends: `share` by whoever writes a note, alone by whoever turns the phase, so that no
 * note comes in behind a reveal. With it the guest of an id, in the same question.
 */
export async function lockWorkshop(
  tx: Transaction,
  id: string,
  how: 'share' | 'alone',
  guest: string | null = null
): Promise<{ workshop: WorkshopRow; guest: Pick<ParticipantRow, 'state' | 'group_name'> | undefined } | undefined> {
  const { rows } = await sql<Row & { guest_state: ParticipantRow['state'] | null; guest_group: string }>`
    select w.*, p.state as guest_state, p.group_name as guest_group from workshop w
    left join participant p on p.inspectorate_id = w.inspectorate_id and p.workshop = w.id and p.id = ${guest}::uuid
    where w.inspectorate_id = current_inspectorate() and w.id = ${id}::uuid
    ${how === 'share' ? sql`for share of w` : sql`for update of w`}`.execute(tx)
  if (!rows[0]) return undefined
  const { guest_state: state, guest_group: group_name, ...row } = rows[0]
  return { workshop: asWorkshop(row as Row), guest: state ? { state, group_name } : undefined }
}

/** The workshops of a plan, the latest first. */
export async function listWorkshops(database: Reader, plan: string): Promise<WorkshopRow[]> {
  const { rows } = await sql<Row>`select * from workshop
    where inspectorate_id = current_inspectorate() and plan_id = ${plan}::uuid order by id desc`.execute(database)
  return rows.map(asWorkshop)
}

/** The open workshop of a code, asked before one knows of which inspectorate it is. */
export async function findWorkshopByCode(
  database: Reader,
  code: string
): Promise<{ id: string; inspectorate: string } | undefined> {
  const { rows } = await sql<{
    id: string
    inspectorate: string
  }>`select id, inspectorate_id as inspectorate from workshop
    where status = 'open' and code = ${code}`.execute(database)
  return rows[0]
}

/** A code at random. Two open workshops never have the same: the database refuses the second. */
export const makeCode = (): string => codeFrom(randomBytes(codeBytes))

/** The items of the agenda. */
export async function listAgenda(database: Reader, workshop: string): Promise<Row[]> {
  const { rows } = await sql<Row>`select * from agenda_item where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid order by day, position, id`.execute(database)
  return rows.map((row) => ({
    ...row,
    day: Number(row.day),
    position: Number(row.position),
    minutes: row.minutes === null ? null : Number(row.minutes)
  }))
}

/** Who joined, in the order of their coming. */
export async function listParticipants(database: Reader, workshop: string): Promise<ParticipantRow[]> {
  const { rows } = await sql<ParticipantRow>`select * from participant where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid order by id`.execute(database)
  return rows
}

export async function findParticipant(database: Reader, id: string): Promise<ParticipantRow | undefined> {
  const { rows } = await sql<ParticipantRow>`select * from participant
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** A random word for a guest's cookie. */
export const makeToken = (): string => randomBytes(24).toString('base64url')

export async function insertToken(tx: Transaction, participant: string, token: string): Promise<void> {
  await sql`insert into participant_token (inspectorate_id, participant, hash)
    values (current_inspectorate(), ${participant}::uuid, ${hashOf(token)})`.execute(tx)
}

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

export type Known = {
  participant: string
  name: string
  state: string
  workshop: string
  title: string
  status: string
  groups: string
  group_name: string
  inspectorate_name: string
  country: string
  language: string
  currency: string
  digits: string
  demonstration: boolean
  practice: boolean
  labels: Record<string, Record<string, string>>
  by_person: boolean
}

/** The guest whose browser shows a token, with the workshop and the inspectorate, whatever the guest's state. */
export async function findByToken(database: Reader, participant: string, token: string): Promise<Known | undefined> {
  const { rows } = await sql<Known>`
    select p.id as participant, p.name, p.state, w.id as workshop, w.title, w.status, w.groups, w.by_person, p.group_name, i.name as inspectorate_name, i.country,
      i.language, i.currency, i.digits, i.demonstration, i.practice, i.labels
    from participant_token t
    join participant p on p.inspectorate_id = t.inspectorate_id and p.id = t.participant
    join workshop w on w.inspectorate_id = p.inspectorate_id and w.id = p.workshop
    join inspectorate i on i.inspectorate_id = p.inspectorate_id
    where t.inspectorate_id = current_inspectorate() and t.participant = ${participant}::uuid
      and t.hash = ${hashOf(token)}`.execute(database)
  return rows[0]
}

/** Takes a workshop away with everything that was written in it; what was decided stays in the plan. */
export async function deleteWorkshop(tx: Transaction, id: string): Promise<void> {
  await sql`delete from participant_token t using participant p where t.inspectorate_id = current_inspectorate()
    and p.inspectorate_id = t.inspectorate_id and p.id = t.participant and p.workshop = ${id}::uuid`.execute(tx)
  for (const table of ['note_comment', 'dot', 'note', 'agenda_item', 'participant'])
    await sql`delete from ${sql.table(table)} where inspectorate_id = current_inspectorate() and workshop = ${id}::uuid`.execute(
      tx
    )
  await sql`delete from workshop where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}
