import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { askDuckDB, withDuckDB } from '../facts/duckdb.ts'
import type { Reader, Transaction } from '../kernel/database.ts'
import { Problem } from '../kernel/problem.ts'
import { type ListKind, type ListLine, listColumns, readList } from './code-list.rules.ts'
import { openTable, stagedColumn, stagedSource, stageFile } from './file.store.ts'

/** Lists that an inspectorate brought, as the database keeps them. */

export type BroughtList = {
  kind: ListKind
  file_name: string
  lines: ListLine[]
  person_name: string | null
  at: string
}

export async function listCodeLists(database: Reader): Promise<BroughtList[]> {
  const { rows } = await sql<BroughtList>`select l.kind, l.file_name, l.lines, p.name as person_name,
      to_char(l.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from code_list l left join person p on p.inspectorate_id = l.inspectorate_id and p.id = l.person_id
    where l.inspectorate_id = current_inspectorate() order by l.kind`.execute(database)
  return rows
}

/** The lines of the lists that an inspectorate brought, by kind, as an import takes them. */
export async function readOwnLists(database: Reader): Promise<Partial<Record<ListKind, ListLine[]>>> {
  return Object.fromEntries((await listCodeLists(database)).map(({ kind, lines }) => [kind, lines]))
}

/** Puts a list in the place of the one of its kind. */
export async function keepCodeList(
  tx: Transaction,
  list: { kind: ListKind; file_name: string; lines: readonly ListLine[]; person: string; at: Date }
): Promise<void> {
  await sql`insert into code_list (inspectorate_id, kind, file_name, lines, person_id, at)
    values (current_inspectorate(), ${list.kind}, ${list.file_name}, ${JSON.stringify(list.lines)}::jsonb,
      ${list.person}::uuid, ${list.at.toISOString()}::timestamptz)
    on conflict (inspectorate_id, kind) do update set file_name = excluded.file_name, lines = excluded.lines,
      person_id = excluded.person_id, at = excluded.at`.execute(tx)
}

/** Answers whether there was one. */
export async function deleteCodeList(tx: Transaction, kind: ListKind): Promise<boolean> {
  const { rows } = await sql`delete from code_list
    where inspectorate_id = current_inspectorate() and kind = ${kind} returning kind`.execute(tx)
  return rows.length > 0
}

/** More lines than this are no list of codes. */
const mostLines = 50_000

/**
 * Reads a file of any encoding and delimiter, or a workbook, as a list.
 * @throws Problem that names the first line that cannot be read, or the column that is missing
 */
export async function readListFile(kind: ListKind, path: string, scratch: string): Promise<ListLine[]> {
  const table = await openTable(path)
  const folder = await mkdtemp(join(scratch, 'list-'))
  try {
    const staged = await stageFile(path, table, folder)
    if (staged.rows > mostLines) throw new Problem('list-too-long', { limit: mostLines })
    const columns = table.header.map((_, index) => stagedColumn(index))
    const rows = await withDuckDB(':memory:', (connection) =>
      askDuckDB<Record<string, string | null>>(
        connection,
        `select ${columns.join(', ')} from ${stagedSource(staged.parts, table)} order by line`
      )
    )
    const read = readList(
      kind,
      table.header,
      rows.map((row) => columns.map((name) => row[name] ?? ''))
    )
    if ('lines' in read) return read.lines
    const { code, values } = read.fault
    const wanted = listColumns[kind].flatMap(({ name, needed }) => (needed ? [name] : [])).join(', ')
    throw new Problem(code, { ...values, wanted })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
