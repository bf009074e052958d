import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB } from '../facts/duckdb.ts'
import { makeClusters } from './cluster.rules.ts'
import { counted } from './entry.store.ts'
import { streamColumns } from './index.store.ts'
import type { Decision } from './rules.ts'

/** Which entries are one workplace: by the certain pairs, and by what people said. */

/** What people said, with the numbers of the entries. */
type Said = { first: number; second: number; verdict: Decision['verdict'] }

/** The numbers of entries by their ids. */
export async function numbersOf(connection: DuckDBConnection, ids: readonly string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const rows = await askDuckDB<{ id: string; n: number }>(
    connection,
    `select id::varchar as id, n from entry where id in (select unnest(string_split($1, ' '))::uuid)`,
    [ids.join(' ')]
  )
  return new Map(rows.map(({ id, n }) => [id, n]))
}

/** What was said of entries that are there; what was said of others waits until a file brings them again. */
function saidOf(decisions: readonly Decision[], numbers: ReadonlyMap<string, number>): Said[] {
  return decisions.flatMap(({ first, second, verdict }) => {
    const [one, other] = [numbers.get(first), numbers.get(second)]
    return one === undefined || other === undefined ? [] : [{ first: one, second: other, verdict }]
  })
}

/**
 * Joins all entries, or those given by their numbers. Answers for each the number of the entry that names its workplace: one on
 * which somebody acted, else one that named it before, else the first.
 */
export async function joinEntries(
  connection: DuckDBConnection,
  means: { size: number; decisions: readonly Decision[]; acted: readonly string[]; only?: readonly number[] }
): Promise<Int32Array> {
  const { size, decisions, acted, only } = means
  const place = only ? new Map(only.map((entry, at) => [entry, at])) : undefined
  const placeOf = (entry: number) => (place ? (place.get(entry) ?? -1) : entry)
  const entryAt = (at: number) => (only ? (only[at] ?? at) : at)
  const amount = only ? only.length : size
  const clusters = makeClusters(amount)
  const numbers = await numbersOf(connection, [...decisions.flatMap(({ first, second }) => [first, second]), ...acted])
  const said = saidOf(decisions, numbers)
    .map((one) => ({ ...one, first: placeOf(one.first), second: placeOf(one.second) }))
    .filter(({ first, second }) => first >= 0 && second >= 0)
  for (const { first, second, verdict } of said) if (verdict === 'same') clusters.join(first, second)
  for (const { first, second, verdict } of said) if (verdict === 'different') clusters.part(first, second)
  const chosen = only ? `and a in (${only.join(', ')}) and b in (${only.join(', ')})` : ''
  const sql = `select a, b from edge where match = 'certain' ${chosen} order by score desc, a, b`
  for await (const [first = [], second = []] of streamColumns(connection, sql))
    for (const [row, a] of first.entries()) clusters.join(placeOf(Number(a)), placeOf(Number(second[row])))
  const namedBy = new Int32Array(amount).fill(-1)
  const name = (at: number) => {
    if (at >= 0 && namedBy[clusters.rootOf(at)] === -1) namedBy[clusters.rootOf(at)] = at
  }
  for (const id of acted) name(placeOf(numbers.get(id) ?? -1))
  const known = `select n from entry where known ${only ? `and n in (${only.join(', ')})` : ''} order by n`
  for await (const [entries = []] of streamColumns(connection, known))
    for (const entry of entries) name(placeOf(Number(entry)))
  return Int32Array.from({ length: amount }, (_, at) => {
    const root = clusters.rootOf(at)
    const by = namedBy[root] ?? -1
    return entryAt(by === -1 ? root : by)
  })
}

const pieceOfValues = 20_000

/** Writes which entries belong to a workplace that another names, into the table `member`. */
export async function writeMembers(
  connection: DuckDBConnection,
  pairs: readonly { n: number; workplace: number }[]
): Promise<void> {
  for (let at = 0; at < pairs.length; at += pieceOfValues) {
    const values = pairs.slice(at, at + pieceOfValues).map(({ n, workplace }) => `(${n}, ${workplace})`)
    await connection.run(`insert into member values ${values.join(', ')}`)
  }
}

/** A register's own words come before those of other records, and those of many records before those of few. */
const rank = '(registered > 0, records, -n)'

/** What is taken from the entry that has the best words, and how all others add up: the column, and its value in SQL. */
const named = ['name', 'city', 'address', 'postcode', 'county', 'region', 'identifier', 'section', 'industry']
const summed: readonly (readonly [column: string, whole: string, type: string])[] = [
  ...Object.keys(counted).map((name) => [name, 'sum', '::integer'] as const),
  ...[['records', 'sum', '::integer'] as const, ['workers', 'max', ''] as const],
  ...['violations', 'workersAffected'].map((name) => [name, 'sum', '::bigint'] as const),
  ...['backWages', 'penalties', 'amountPaid'].map((name) => [name, 'sum', ''] as const),
  ...['registration', 'setting', 'lastDay'].map((name) => [name, 'max', ''] as const),
  ['firstDay', 'min', '']
]

/**
 * A workplace as lists show it: under its name in a register, else that of most records, with what all of them add up to. `where` chooses
 * entries. Most workplaces are one entry, and these are taken as they are: the words of millions would not fit into the memory of
 * one grouping.
 */
export function workplacesSql(where = 'true'): string {
  const several = '(select n from member union select workplace from member)'
  return `select n, id, ${named.join(', ')}, 1 as entries,
      ${summed.map(([name, , type]) => `${name}${type} as ${name}`).join(', ')}
    from entry where n not in ${several} and (${where})
    union all by name
    select coalesce(workplace, n) as n, any_value(id) filter (n = coalesce(workplace, n)) as id,
      ${named.map((name) => `arg_max(${name}, ${rank}) as ${name}`).join(', ')}, count(*)::integer as entries,
      ${summed.map(([name, whole, type]) => `${whole}(${name})${type} as ${name}`).join(', ')}
    from entry left join member using (n) where n in ${several} and (${where}) group by 1`
}
