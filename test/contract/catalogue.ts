import type { Connection } from '../../src/kernel/connection.ts'
import type { Database } from '../../src/kernel/database.ts'

type Column = { name: string; type: string; needed: boolean; comment: string | null }
export type Table = {
  name: string
  comment: string | null
  columns: Column[]
  /** Tables that it refers to. */
  after: string[]
  /** Columns of its references. */
  references: string[]
  /** Row-level security is on, and for the owner too. */
  secured: boolean
}

/** Every table of the portal as the database describes it, in an order in which each comes after those it refers to. */
export async function readCatalogue(database: Database): Promise<Table[]> {
  const found = await database.asOwner(async (connection) => {
    const { rows } = await connection.query(`
      select c.oid::regclass::text as name, obj_description(c.oid) as comment, c.relrowsecurity and c.relforcerowsecurity as secured,
        (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
            'needed', a.attnotnull and not a.atthasdef, 'comment', col_description(c.oid, a.attnum)) order by a.attnum)
          from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
        coalesce((select json_agg(k.confrelid::regclass::text) from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'), '[]') as after,
        coalesce((select json_agg(a.attname) from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
          where k.conrelid = c.oid and k.contype = 'f'), '[]') as references
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`)
    return rows as Table[]
  })
  const ordered: Table[] = []
  while (ordered.length < found.length) {
    const known = ordered.map(({ name }) => name)
    const next = found.filter(
      ({ name, after }) => !known.includes(name) && after.every((one) => one === name || known.includes(one))
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    ordered.push(...next)
  }
  return ordered
}

const samples: [RegExp, unknown][] = [
  [/^uuid\[\]$/, '{}'],
  [/\[\]$/, '{}'],
  [/^json/, '{}'],
  [/^bool/, false],
  [/^date$/, '2026-01-31'],
  [/^timestamp/, '2026-01-31T00:00:00Z'],
  [/^(bigint|integer|numeric|double|smallint|real)/, 1]
]

/**
 * The columns that a row cannot do without, with values: every id that is a key or a reference is the given one, so that
 * references hold; others are ids of their own, in the order of their columns.
 */
export function sampleRow({ columns, references }: Table, id: string): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  let others = 10
  for (const { name, type, needed } of columns) {
    const key = name === 'id' || name === 'inspectorate_id' || references.includes(name)
    if (type === 'uuid' && (needed || key)) row[name] = key ? id : `${id.slice(0, -2)}${others++}`
    else if (needed) row[name] = samples.find(([pattern]) => pattern.test(type))?.[1] ?? ''
  }
  return row
}

export function insertStatement(table: Table, row: Record<string, unknown>): [string, unknown[]] {
  const names = Object.keys(row)
  const text = `insert into ${table.name} (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`
  return [text, Object.values(row)]
}

/** What came of a statement: how many rows it touched, or the code with which the database refused it. */
export async function attempt(
  connection: Connection,
  text: string,
  values: readonly unknown[] = []
): Promise<number | string> {
  await connection.run('savepoint attempt')
  try {
    const { rows, affected } = await connection.query(text, values)
    return Math.max(rows.length, affected)
  } catch (error) {
    await connection.run('rollback to savepoint attempt')
    return String((error as { code?: unknown }).code)
  }
}
