import { type Facts, factQuery } from '../facts/facts.ts'

/** What one file of findings says of the records to which they are joined. */
export type Coverage = {
  version: string
  /** Its rows that stand at a record, and those records. */
  rows: number
  records: number
  /** The first and the last day of these records: of those between them that have no finding in it, it says that they have none. */
  from: string | null
  to: string | null
}

/** For each file of a data set of findings that counts, what it covers; see `joined.store`. */
export function readCoverage(facts: Facts, inspectorate: string, dataSet: string): Promise<Coverage[]> {
  const sql = `select j.sourceVersion as version, count(*) as rows, count(distinct j.row) as records,
      min(c.day)::varchar as "from", max(c.day)::varchar as "to"
    from joined j join cases c on c.dataSet = j.dataSet and c.row = j.row where j.source = $1 group by 1 order by 4, 1`
  return facts.ask(inspectorate, factQuery<Coverage>('coverage', sql, [dataSet]))
}
