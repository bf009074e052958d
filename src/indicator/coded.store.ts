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

/** The cases of a data set in memory that threads can share: 41 bytes for each. */
export async function readCoded(
  facts: Facts,
  inspectorate: string,
  { dataSet, cases: rows }: SetRow,
  moved: readonly Moved[]
): Promise<Coded> {
  const codes = Object.fromEntries(
    linkedDimensions.map((name) => [name, new Uint16Array(new SharedArrayBuffer(rows * 2))])
  ) as Coded['codes']
  const verdict = new Uint8Array(new SharedArrayBuffer(rows))
  const amounts = Object.fromEntries(
    amountNames.map((name) => [name, new Float64Array(new SharedArrayBuffer(rows * 8))])
  ) as Coded['amounts']
  const columns = [...Object.values(codes), verdict, ...Object.values(amounts)]
  const names = [...linkedDimensions, 'verdict', ...amountNames].map((name) => `"${name}"`)
  // Which line a case stands on is asked only where some must be found again.
  if (moved.length > 0) names.push('row')
  const classes = new Map(moved.map(({ row, after }) => [row, after]))
  let at = 0
  const query = factQuery('coded', `select ${names.join(', ')} from coded where dataSet = $1`, [dataSet])
  for await (const piece of facts.columns(inspectorate, query)) {
    for (const [index, column] of columns.entries()) column.set(piece[index] ?? [], at)
    for (const [index, row] of (piece[columns.length] ?? []).entries())
      codes.repeat[at + index] = classes.get(Number(row)) ?? (codes.repeat[at + index] as number)
    at += piece[0]?.length ?? 0
  }
  return { rows, codes, verdict, amounts }
}
