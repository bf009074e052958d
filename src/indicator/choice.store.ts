import { daysOf, findingTableOf, type OwnField, saysOf, type TableName } from '../evidence/table.rules.ts'
import { type Facts, factQuery } from '../facts/facts.ts'
import type { Filter } from './filter.rules.ts'
import { type Bound, binder, county, filterSql, yearSql } from './question.store.ts'
import { industrySql, industryTitleSql } from './store.ts'

/** What the filters of a table's records can choose from: the values that stand in them, the most frequent first. */

/** More values than this are no list that one chooses from. */
const most = 500

type Value = { value: string; name: string | null }

export type Choosable = {
  issues: string[]
  sections: string[]
  industries: Value[]
  counties: Value[]
  regions: string[]
  years: number[]
  own: { field: OwnField; values: string[] }[]
}

/** `own`: the categories of the data set that is asked, where it is one alone. */
export async function readChoosable(
  facts: Facts,
  inspectorate: string,
  { table, own }: { table: TableName; own: readonly OwnField[] },
  filter: Filter
): Promise<Choosable> {
  const ask = async (select: string, from = `${table} c`, order = 'n desc') => {
    const bound: Bound = binder()
    const sql = `select ${select}, count(*) as n from ${from} where ${filterSql(filter, bound, table)}
      group by 1 having value is not null order by ${order}, 1 limit ${most}`
    return facts.ask(inspectorate, factQuery<Value>('choices', sql, bound.parameters))
  }
  const values = async (column: string, order?: string) =>
    (await ask(`${column} as value`, undefined, order)).map(({ value }) => value)
  const findings = findingTableOf(table)
  const dated = daysOf(table).length > 0 || saysOf(table, 'year')
  const [issues, sections, industries, counties, regions, years] = await Promise.all([
    findings ? ask('f.issue as value', `${findings} f join ${table} c on c.dataSet = f.dataSet and c.row = f.row`) : [],
    values('c.isicSection', '1'),
    ask(`${industrySql(3)} as value, ${industryTitleSql(3)} as name`),
    ask(`${county} as value, any_value(c.county) as name`),
    values('c.region'),
    dated ? values(`(${yearSql(table)})::varchar`, '1 desc') : []
  ])
  const ofOwn = await Promise.all(own.map(async (field) => ({ field, values: await values(`trim(c.${field})`) })))
  return {
    issues: issues.map(({ value }) => value),
    sections,
    industries,
    counties,
    regions,
    years: years.map(Number),
    own: ofOwn.filter(({ values }) => values.length > 1)
  }
}
