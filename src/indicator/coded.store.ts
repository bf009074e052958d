import type { Numbers } from '../facts/duckdb.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import {
  amountNames,
  type Coded,
  type Counters,
  emptyCounters,
  type Names,
  perCode,
  type Widths
} from './coded.rules.ts'
import { found, repeatClass } from './coded-table.store.ts'
import { type LinkedDimension, linkedDimensions } from './linked.rules.ts'
import type { Apart } from './question.store.ts'

/** Reads what `codedTables` made: column by column into memory, or the counts of everything. */

type NameRow = { dimension: LinkedDimension | 'issues'; code: number; value: string; name: string | null }

export type SetRow = {
  dataSet: string
  /** Names how its records are coded: the same state, the same codes. */
  state: string
  cases: number
  /** Null where no case of the data set states it; money in cents. */
  workers: number | null
  wages: number | null
  penalties: number | null
  from: string | null
  to: string | null
}

const setsSql = `select dataSet, state, cases, workersAffected::double as workers, (backWages * 100)::double as wages,
  (penalties * 100)::double as penalties, "from", "to" from coded_sets`

/** What the codes mean, the names of places by their value, and what each data set has. */
export type Codebook = { names: Names; placeNames: Map<string, string>; sets: SetRow[] }

export async function readCodebook(facts: Facts, inspectorate: string): Promise<Codebook> {
  const rows = await facts.ask(
    inspectorate,
    factQuery<NameRow>('code-names', 'from code_names order by dimension, code')
  )
  const of = (dimension: NameRow['dimension']) => rows.filter((row) => row.dimension === dimension)
  const names = Object.fromEntries(
    linkedDimensions.map((dimension) => [dimension, ['', ...of(dimension).map(({ value }) => value)]])
  )
  return {
    names: { ...names, issues: of('issues').map(({ value }) => value) } as unknown as Names,
    placeNames: new Map(of('place').flatMap(({ value, name }) => (name ? [[value, name] as const] : []))),
    sets: await facts.ask(inspectorate, factQuery<SetRow>('coded-sets', setsSql))
  }
}

/** A case that stands in another class of repeat offenders by the register than by number, or by name and city. */
export type Moved = { row: number; before: number; after: number; verdict: number }

/**
 * The cases of a data set whose workplace the register tells otherwise: what it joined, and what people merged or split. `ask`
 * is asked beside the register.
 */
export function readMoved(ask: Apart['ask'], dataSet: string): Promise<Moved[]> {
  const sql = `with told as (
      select c.row as row, coalesce(m.workplace, s.n) as key, ${found} as found
      from cases c join sighting s on s.source = 'cases' and s.dataSet = c.dataSet and s.row = c.row
        left join member m on m.n = s.n
      where c.dataSet = $1
    ), counted as (
      select key, count(*) filter (where found) as times from told group by 1
    ), classed as (select row, ${repeatClass('times')} as value from told join counted using (key))
    select o.row as row, o.repeat as before, n.code as after, o.verdict as verdict
    from classed join facts.coded o on o.dataSet = $1 and o.row = classed.row
      join facts.code_names n on n.dimension = 'repeat' and n.value = classed.value
    where o.repeat <> n.code`
  return ask(factQuery('moved', sql, [dataSet]))
}

/**
 * The counters of everything in the data sets, as they were worked out when the evidence changed; `moved` are the cases that the
 * register tells otherwise.
 */
export async function readWhole(
  facts: Facts,
  inspectorate: string,
  { sets, moved }: { sets: readonly SetRow[]; moved: readonly Moved[] },
  widths: Widths
): Promise<Counters> {
  const counted = emptyCounters(widths)
  const ids = sets.map(({ dataSet }) => dataSet)
  if (ids.length === 0) return counted
  const sql = `select dimension, code, verdict, sum(cases)::bigint as cases from coded_counts
    where dataSet in (${ids.map((_, index) => `$${index + 1}`).join(', ')}) group by all`
  type Row = { dimension: LinkedDimension; code: number; verdict: number; cases: number }
  for (const row of await facts.ask(inspectorate, factQuery<Row>('coded-counts', sql, ids))) {
    counted.charts[row.dimension][row.code * perCode + row.verdict] = row.cases
    if (row.dimension === 'outcome') counted.total[row.verdict] = (counted.total[row.verdict] ?? 0) + row.cases
  }
  const { repeat } = counted.charts
  for (const { before, after, verdict } of moved) {
    repeat[before * perCode + verdict] = (repeat[before * perCode + verdict] ?? 0) - 1
    repeat[after * perCode + verdict] = (repeat[after * perCode + verdict] ?? 0) + 1
  }
  for (const set of sets)
    for (const name of amountNames) counted.amounts[name][0] = (counted.amounts[name][0] ?? 0) + (set[name] ?? 0)
  return counted
}

/** A column of codes: its SQL, and how its numbers are held. */
type Column = { name: string; sql: string; hold: Hold }
type Hold = {
  readonly BYTES_PER_ELEMENT: number
  new (memory: ArrayBufferLike, from: number, count: number): Numbers
}

/** How many cases of a data set have codes, and its amounts that some case states, each as its numbers allow. */
async function columnsOf(facts: Facts, inspectorate: string, dataSet: string) {
  const bounds = amountNames.map((name) => `min("${name}") as "least ${name}", max("${name}") as "most ${name}"`)
  const sql = `select count(*) as cases, ${bounds.join(', ')} from coded where dataSet = $1`
  const query = factQuery<Record<string, number>>('coded-amounts', sql, [dataSet])
  const [row = {}] = await facts.ask(inspectorate, query)
  const amounts = amountNames.flatMap((name): Column[] => {
    const [least, most] = [row[`least ${name}`] ?? 0, row[`most ${name}`] ?? 0]
    if (least === 0 && most === 0) return []
    if (least < 0 || most >= 2 ** 32) return [{ name, sql: `"${name}"`, hold: Float64Array }]
    return [{ name, sql: `"${name}"::uinteger`, hold: Uint32Array }]
  })
  const codes: Column[] = linkedDimensions.map((name) => ({ name, sql: `"${name}"`, hold: Uint16Array }))
  return {
    rows: row.cases ?? 0,
    columns: [...codes, { name: 'verdict', sql: 'verdict', hold: Uint8Array }, ...amounts]
  }
}

/**
 * The cases of a data set in memory that threads can share: 17 bytes for each, and 4 or 8 for each amount. What held the codes of
 * a former state of it, which nobody asks any more, holds these where there is room.
 */
export async function readCoded(
  facts: Facts,
  inspectorate: string,
  dataSet: string,
  moved: readonly Moved[],
  former?: Coded
): Promise<Coded> {
  const { rows, columns } = await columnsOf(facts, inspectorate, dataSet)
  const held = { ...former?.codes, verdict: former?.verdict, ...former?.amounts } as Record<string, Numbers | undefined>
  const numbers = columns.map(({ name, hold }) => numbersIn(held[name]?.buffer, hold, rows))
  const named = Object.fromEntries(columns.map(({ name }, index) => [name, numbers[index]]))
  const { verdict, workers, wages, penalties, ...codes } = named as Coded['codes'] &
    Coded['amounts'] & { verdict: Uint8Array }
  const asked = columns.map(({ sql }) => sql)
  // Which line a case stands on is asked only where some must be found again.
  if (moved.length > 0) asked.push('row')
  const classes = new Map(moved.map(({ row, after }) => [row, after]))
  let at = 0
  const query = factQuery('coded', `select ${asked.join(', ')} from coded where dataSet = $1`, [dataSet])
  for await (const piece of facts.columns(inspectorate, query)) {
    const length = piece[0]?.length ?? 0
    if (at + length > rows) break
    for (const [index, column] of numbers.entries()) column.set(piece[index] ?? [], at)
    for (const [index, row] of (piece[columns.length] ?? []).entries())
      codes.repeat[at + index] = classes.get(Number(row)) ?? (codes.repeat[at + index] as number)
    at += length
  }
  // Records came or went between the two questions.
  if (at !== rows) return readCoded(facts, inspectorate, dataSet, moved, former)
  return { rows, codes, verdict, amounts: { workers, wages, penalties } }
}

/** So many numbers in memory that is there, if it has room, or in new memory with some room for what will be added. */
function numbersIn(memory: ArrayBufferLike | undefined, hold: Hold, count: number): Numbers {
  const bytes = count * hold.BYTES_PER_ELEMENT
  const room = memory && memory.byteLength >= bytes ? memory : new SharedArrayBuffer(Math.ceil(bytes / 64 + 1) * 65)
  return new hold(room, 0, count)
}
