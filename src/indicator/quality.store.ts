import { type Field, type TableName, tables } from '../evidence/table.rules.ts'
import { type FactQuery, factQuery } from '../facts/facts.ts'
import type { Month } from './fault.rules.ts'

/** How full, and how even in time, the records of one data set are. */

/** Whom the records of a data set are asked of, and where they stand there: a table of the copy, or the data set's own files. */
export type Place = { ask: <Row>(query: FactQuery<Row>) => Promise<Row[]>; from: string }

/** Records by the month of their day; months and records without one are left out. */
export function readMonths({ ask, from }: Place, dataSet: string): Promise<Month[]> {
  // Written as text only once a month: of ten million days it takes longer than to count them.
  const sql = `select strftime("month", '%Y-%m') as "month", "count" from (
      select date_trunc('month', day) as "month", count(*) as "count" from ${from}
      where dataSet = $1 and day is not null group by 1)
    order by 1`
  return ask(factQuery<Month>('months', sql, [dataSet]))
}

export type Fill = {
  records: number
  filled: Record<string, number>
  lastDay: string | null
  /** Days from opening to conclusion in the middle of the cases that have both; null for other tables. */
  medianDays: number | null
  /** The mean share of doubt of each crosswalk; null where none was asked. */
  isicDoubt: number | null
  iscoDoubt: number | null
}

/** How many records fill each of the fields. */
export async function readFill(
  { ask, from }: Place,
  dataSet: string,
  table: TableName,
  fields: readonly Field[]
): Promise<Fill> {
  const counts = fields.map(({ name }) => `count(${name}) as ${name}`)
  const days = tables[table].some(({ name }) => name === 'concluded')
    ? 'median(concluded - opened) filter (where concluded >= opened)'
    : 'null'
  const doubts = ['isic', 'isco'].map((list) => `avg(1 - ${list}Sure)::double as "${list}Doubt"`)
  const sql = `select ${['count(*) as records', 'max(day)::varchar as "lastDay"', `${days} as "medianDays"`, ...doubts, ...counts].join(', ')}
    from ${from} where dataSet = $1`
  type Row = Omit<Fill, 'filled'> & Record<string, number>
  const [row] = await ask(factQuery<Row>('fill', sql, [dataSet]))
  if (!row) throw new Error('a count has one row')
  const { records, lastDay, medianDays, isicDoubt, iscoDoubt, ...filled } = row
  return { records, filled, lastDay, medianDays, isicDoubt, iscoDoubt }
}
