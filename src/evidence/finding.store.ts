import { quoteName, quoteText } from '../facts/duckdb.ts'
import { valueName } from './cell.store.ts'
import type { WriteContext } from './output.store.ts'
import { nothingFound } from './reading.rules.ts'
import { type Mapping, partingSigns } from './rules.ts'
import { type Measure, measures, sqlTypes } from './table.rules.ts'

/** The findings of the records: what columns of their own measure, and what a column names. */

/** A row for each record and issue of which the file says anything, none found included. */
export function findingsSql(context: WriteContext): string {
  const { mapping, dataSet, version } = context
  const select = (
    from: { row: string; line: string; issue: string; alleged: string; values: string[] },
    rest: string
  ) =>
    `select ${quoteText(dataSet)} as ${quoteName('dataSet')}, ${quoteText(version)} as version, ${from.row} as row,
      ${from.line} as line, ${from.issue} as issue, ${from.alleged} as alleged, ${from.values.join(', ')} ${rest}`
  const byColumns = mapping.findings.map((finding) => {
    const own = measures.filter((measure) => finding[measure])
    const value = (measure: Measure) => (finding[measure] ? valueName(`${finding.issue} ${measure}`) : 'null')
    const said = own.map((measure) => `${value(measure)} is not null`).join(' or ')
    const values = measures.map((measure) => typed(measure, value(measure)))
    const from = { row: 'row', line: 'line', issue: quoteText(finding.issue), alleged: 'false', values }
    return select(from, `from lines where ${said || 'false'}`)
  })
  const byName = mapping.issues
    ? [
        select(
          {
            row: 'row',
            line: 'line',
            issue: 'issue',
            alleged: String(mapping.issues.meaning === 'alleged'),
            values: measures.map((measure) => typed(measure, namedValue(mapping, measure)))
          },
          'from found'
        )
      ]
    : []
  const values = measures.map((measure) => typed(measure, 'null'))
  const none = select({ row: '0', line: '0', issue: "''", alleged: 'false', values }, 'where false')
  return [none, ...byColumns, ...byName].join('\nunion all\n')
}

function typed(measure: Measure, value: string): string {
  const type = measure === 'violations' || measure === 'workersAffected' ? sqlTypes.integer : sqlTypes.money
  return `(${value})::${type} as ${quoteName(measure)}`
}

/**
 * What a named issue measures. Where a row is one finding, the row's own amounts; else they belong to the record as a
 * whole. An issue that was found counts as one violation unless the row says how many.
 */
function namedValue(mapping: Mapping, measure: Measure): string {
  const own = isOfFinding(mapping, measure) ? quoteName(measure) : 'null'
  return measure === 'violations' && mapping.issues?.meaning === 'found' ? `coalesce(${own}, 1)` : own
}

/** Whether a column says of each row's finding what it measures, not of its record. */
function isOfFinding({ grain, fields, once }: Mapping, measure: Measure): boolean {
  return (grain === 'finding' || grain === 'joined') && fields[measure] !== undefined && !once?.includes(measure)
}

/** Whether a part of a cell says that no breach was found, as “no violation” does, and so names no issue. */
const saysNoneSql = (part: string) => `regexp_full_match(lower(${part}), ${quoteText(nothingFound)})`

/** The table `found`: each issue that a cell names, once for its row, with the line of its record. */
export function foundSql({ mapping }: Pick<WriteContext, 'mapping'>): string {
  if (!mapping.issues) return 'create view found as select null::bigint as row where false'
  const text = valueName('issues')
  const parts = mapping.issues.parted
    ? `regexp_split_to_array(${text}, ${quoteText(partingSigns.source)})`
    : `[${text}]`
  const named = `list_distinct(list_filter(list_transform(${parts}, lambda part: trim(part)), lambda part: part <> '' and not ${saysNoneSql('part')}))`
  const own = measures.filter((measure) => isOfFinding(mapping, measure))
  const values = own.map((measure) => `, ${valueName(measure)} as ${quoteName(measure)}`).join('')
  return `create table found as
    select row, line, unnest(${named}) as issue${values} from lines where ${text} is not null`
}
