import { Fragment } from 'preact'
import { extractedWhen } from '../evidence/names.part.tsx'
import { listEvidence } from '../evidence/operations.ts'
import { type TableName, tableNames } from '../evidence/table.rules.ts'
import type { PageContext } from '../kernel/page.ts'
import { Problem } from '../kernel/problem.ts'
import { useWords } from '../ui/context.ts'
import { allTogether, type Countable, type Counted, countedDataSets } from './choice.rules.ts'
import { type Filter, filterFromQuery, withFilter } from './filter.rules.ts'

/** The data sets behind the figures of a page: which count, and what stands under a figure as its source. */

type Listed = Awaited<ReturnType<(typeof listEvidence)['run']>>['data_sets'][number]
export type DataSets = readonly Listed[]

/**
 * All data sets of which a version counts, and whose files are there.
 * @throws Problem no-such-data-set where the address asks for one that the inspectorate does not have
 */
export async function readCountable(context: PageContext): Promise<DataSets> {
  const { data_sets } = await context.ask(listEvidence, {})
  const known = new Set([allTogether, ...data_sets.map(({ id }) => id)])
  if (filterFromQuery(context.url.searchParams).dataSets?.some((id) => !known.has(id)))
    throw new Problem('no-such-data-set')
  return data_sets.filter(({ current, left_out, joined_to }) => current !== null && left_out === null && !joined_to)
}

function countable({ id, current, mapping }: Listed): Countable {
  return {
    id,
    table: mapping.table ?? 'cases',
    rows: current?.result.records ?? current?.accepted ?? 0,
    dated: Boolean(current?.result.period)
  }
}

/** The data sets that a figure counts under a filter. */
export function countedOf(dataSets: DataSets, filter: Filter, of: Counted): DataSets {
  const ids = countedDataSets(filter, dataSets.map(countable), of)
  return dataSets.filter(({ id }) => ids.includes(id))
}

/** The filter with the data sets that it means written out; undefined where none is left to count. */
export function resolvedFilter(dataSets: DataSets, filter: Filter, of: Counted): Filter | undefined {
  const counted = countedOf(dataSets, filter, of)
  return counted.length === 0 ? undefined : withFilter(filter, { dataSets: counted.map(({ id }) => id) })
}

/** The table of which a page counts the records: cases where there are any, else the next that has some. */
export function tableCounted(dataSets: DataSets, filter: Filter): TableName {
  return tableNames.find((table) => countedOf(dataSets, filter, table).length > 0) ?? 'cases'
}

/** Who keeps the records, and when they were drawn. The terms of use stand on the page of the data set. */
export function Sources({ of }: { of: DataSets }) {
  const words = useWords()
  return (
    <>
      {words.t('figure.source')}
      {of.map(({ id, name, source, extracted }, index) => (
        <Fragment key={id}>
          {index > 0 ? ' · ' : ' '}
          <span dir="auto">{source || name}</span>
          {extracted ? ` (${words.t('evidence.extracted', { when: extractedWhen(words, extracted) })})` : ''}
        </Fragment>
      ))}
    </>
  )
}
