import { sql } from 'kysely'
import type { Reader, Transaction } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import type { Note } from './note.rules.ts'

/** A note as it lies in the database. */
export type NoteRow = Row & Note & { plan_id: string; workshop: string }
export type DotRow = Row & { note: string; author: string; count: number; revision: number }
export type CommentRow = Row & { note: string; board: string; author: string; group_name: string; apart: boolean }

/** The notes of a workshop that were not removed, in the order of their making; of one wall where it is given. */
export async function listNotes(database: Reader, workshop: string, wall?: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`select * from note where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid and state <> 'removed' ${wall === undefined ? sql`` : sql`and board = ${wall}`}
    order by id`.execute(database)
  return rows.map(asNote)
}

/** The drivers answer numeric columns as texts or as numbers; here they are numbers. */
const asNote = (row: NoteRow): NoteRow => ({ ...row, dots: row.dots === null ? null : Number(row.dots) })

export async function findNote(database: Reader, id: string): Promise<NoteRow | undefined> {
  const { rows } = await sql<NoteRow>`select * from note
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0] && asNote(rows[0])
}

/** The note of an id, held until the transaction ends, so that two people's acts on it follow one another. */
export async function lockNote(tx: Transaction, id: string): Promise<NoteRow | undefined> {
  const { rows } = await sql<NoteRow>`select * from note
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid for update`.execute(tx)
  return rows[0] && asNote(rows[0])
}

/** The notes of a wall, held until the transaction ends. */
export async function lockNotes(tx: Transaction, workshop: string, wall: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`select * from note where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid and board = ${wall} and state <> 'removed' order by id for update`.execute(tx)
  return rows.map(asNote)
}

export async function listComments(database: Reader, workshop: string, wall: string): Promise<CommentRow[]> {
  const { rows } = await sql<CommentRow>`select * from note_comment where inspectorate_id = current_inspectorate()
    and workshop = ${workshop}::uuid and board = ${wall} order by id`.execute(database)
  return rows
}

/** The dots that were given to the notes of a wall; of one person where it is given. */
export async function listDots(database: Reader, workshop: string, wall: string, author?: string): Promise<DotRow[]> {
  const { rows } = await sql<DotRow>`select * from dot where ${ofWall(workshop, wall)}
      ${author === undefined ? sql`` : sql`and author = ${author}::uuid`} and count > 0
    order by id`.execute(database)
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

export async function findDot(tx: Transaction, note: string, author: string): Promise<DotRow | undefined> {
  const { rows } = await sql<DotRow>`select * from dot where inspectorate_id = current_inspectorate()
    and note = ${note}::uuid and author = ${author}::uuid`.execute(tx)
  return rows[0] && { ...rows[0], count: Number(rows[0].count) }
}

/** Has one person's votes follow one another: two of them at once could together be more than the person has. */
export async function lockVoter(tx: Transaction, workshop: string, author: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${workshop} ${author}`}, 0))`.execute(tx)
}

/** How many dots a note has together. */
export async function sumDots(tx: Transaction, note: string): Promise<number> {
  const { rows } = await sql<{ sum: number }>`select coalesce(sum(count), 0)::int as sum from dot
    where inspectorate_id = current_inspectorate() and note = ${note}::uuid`.execute(tx)
  return rows[0]?.sum ?? 0
}

/** How many dots one person gave on a wall, on one note left out. */
export async function sumOwnDots(tx: Transaction, of: { workshop: string; wall: string; author: string; but: string }) {
  const { rows } = await sql<{ sum: number }>`select coalesce(sum(d.count), 0)::int as sum from dot d join note n
      on n.inspectorate_id = d.inspectorate_id and n.id = d.note
    where d.inspectorate_id = current_inspectorate() and d.workshop = ${of.workshop}::uuid and n.board = ${of.wall}
      and n.state <> 'removed' and d.author = ${of.author}::uuid and d.note <> ${of.but}::uuid`.execute(tx)
  return rows[0]?.sum ?? 0
}

const ofWall = (workshop: string, wall: string) =>
  sql`inspectorate_id = current_inspectorate() and workshop = ${workshop}::uuid and board = ${wall}`

/** Shows what was drafted on a wall. Answers the notes as they are then. */
export async function showDrafts(tx: Transaction, workshop: string, wall: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`update note set state = 'shown', revision = revision + 1
    where ${ofWall(workshop, wall)} and state = 'drafted' returning *`.execute(tx)
  return rows.map(asNote)
}

/** Writes on each note of a wall how many dots it got; with `forget`, that none were counted. */
export async function writeVotes(tx: Transaction, workshop: string, wall: string, forget: boolean): Promise<NoteRow[]> {
  const counted = sql`(select coalesce(sum(count), 0) from dot d
    where d.inspectorate_id = note.inspectorate_id and d.note = note.id)`
  const { rows } = await sql<NoteRow>`update note set revision = revision + 1, dots = ${forget ? sql`null` : counted}
    where ${ofWall(workshop, wall)} and state <> 'removed'
      and dots is distinct from ${forget ? sql`null` : counted} returning *`.execute(tx)
  return rows.map(asNote)
}

/** Shows everybody what the groups wrote on a wall. */
export async function mergeGroups(
  tx: Transaction,
  workshop: string,
  wall: string
): Promise<{ notes: NoteRow[]; comments: CommentRow[] }> {
  const notes = await sql<NoteRow>`update note set apart = false, revision = revision + 1
    where ${ofWall(workshop, wall)} and apart and state <> 'removed' returning *`.execute(tx)
  const comments = await sql<CommentRow>`update note_comment set apart = false, revision = revision + 1
    where ${ofWall(workshop, wall)} and apart returning *`.execute(tx)
  return { notes: notes.rows.map(asNote), comments: comments.rows }
}
