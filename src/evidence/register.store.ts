import { sql } from 'kysely'
import type { FactPart } from '../facts/facts.ts'
import type { Reader, Transaction } from '../kernel/database.ts'
import { factParts } from './joined.store.ts'
import {
  chainOf,
  type DataSet,
  type Description,
  type Joining,
  type Stopped,
  type Upload,
  type UploadContent,
  type Version
} from './register.rules.ts'
import type { ImportResult, Mapping, Reading } from './rules.ts'

/** The register in SQL: data sets, their versions, and files that wait for their mapping. */

const instant = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`

const dataSetColumns = sql.raw(
  'd.id, d.name, d.source, d.licence, d.extracted, d.period, d.case_origin, d.note, d.mapping, d.current_version, d.revision, d.example, d.joined_to'
)

const versionColumns = sql`v.id, v.data_set, v.state, v.file_name, v.file_hash, v.bytes, v.rows_read, v.accepted, v.rejected,
  v.mapping, v.reading, v.result, v.problem, v.person_id, p.name as person_name, v.joins, v.follows, ${instant('v.at')} as at`

const withPerson = sql`data_set_version v left join person p on p.inspectorate_id = v.inspectorate_id and p.id = v.person_id`

/** All data sets by name. */
export async function listDataSets(database: Reader): Promise<DataSet[]> {
  const { rows } = await sql<DataSet>`select ${dataSetColumns} from data_set d
    where d.inspectorate_id = current_inspectorate() order by lower(d.name), d.id`.execute(database)
  return rows
}

export async function findDataSet(database: Reader, id: string): Promise<DataSet | undefined> {
  const { rows } = await sql<DataSet>`select ${dataSetColumns} from data_set d
    where d.inspectorate_id = current_inspectorate() and d.id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** Takes a data set for the rest of the transaction, so that two imports of it follow one another. */
export async function lockDataSet(tx: Transaction, id: string): Promise<DataSet | undefined> {
  await sql`select id from data_set where inspectorate_id = current_inspectorate() and id = ${id}::uuid for update`.execute(
    tx
  )
  return findDataSet(tx, id)
}

export async function insertDataSet(
  tx: Transaction,
  id: string,
  given: Description & { example: boolean; joined_to: string | null }
): Promise<void> {
  await sql`insert into data_set
      (inspectorate_id, id, name, source, licence, extracted, period, case_origin, note, example, joined_to)
    values (current_inspectorate(), ${id}::uuid, ${given.name}, ${given.source}, ${given.licence}, ${given.extracted},
      ${given.period}, ${given.case_origin}, ${given.note}, ${given.example}, ${given.joined_to}::uuid)`.execute(tx)
}

/** Versions, newest first: of one data set, or of all. */
export async function listVersions(database: Reader, dataSet?: string): Promise<Version[]> {
  const { rows } = await sql<Version>`select ${versionColumns} from ${withPerson}
    where v.inspectorate_id = current_inspectorate() ${dataSet ? sql`and v.data_set = ${dataSet}::uuid` : sql``}
    order by v.at desc, v.id desc`.execute(database)
  return rows
}

export async function findVersion(database: Reader, id: string): Promise<Version | undefined> {
  const { rows } = await sql<Version>`select ${versionColumns} from ${withPerson}
    where v.inspectorate_id = current_inspectorate() and v.id = ${id}::uuid`.execute(database)
  return rows[0]
}

export type NewVersion = {
  id: string
  data_set: string
  file_name: string
  file_hash: string
  bytes: number
  mapping: Mapping
  reading: Partial<Reading>
  person_id: string
  at: Date
  joins: Joining
  follows: string | null
}

/** A version that waits for its import; it takes the place of one of the same file that failed. */
export async function insertVersion(tx: Transaction, given: NewVersion): Promise<void> {
  await sql`insert into data_set_version
      (inspectorate_id, id, data_set, state, file_name, file_hash, bytes, mapping, reading, person_id, at, joins, follows)
    values (current_inspectorate(), ${given.id}::uuid, ${given.data_set}::uuid, 'waiting', ${given.file_name}, ${given.file_hash},
      ${given.bytes}, ${JSON.stringify(given.mapping)}::jsonb, ${JSON.stringify(given.reading)}::jsonb,
      ${given.person_id}::uuid, ${given.at.toISOString()}::timestamptz, ${given.joins}, ${given.follows}::uuid)
    on conflict (inspectorate_id, id) do update set data_set = excluded.data_set, state = 'waiting', problem = null,
      mapping = excluded.mapping, reading = excluded.reading, person_id = excluded.person_id, at = excluded.at,
      joins = excluded.joins, follows = excluded.follows
      where data_set_version.state = 'failed'`.execute(tx)
}

export async function finishVersion(tx: Transaction, id: string, result: ImportResult): Promise<void> {
  await sql`update data_set_version set state = 'done', rows_read = ${result.rowsRead}, accepted = ${result.accepted},
      rejected = ${result.rejected}, result = ${JSON.stringify(result)}::jsonb, problem = null
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

/** `result`: what the checks found, where they came so far. */
export async function failVersion(
  tx: Transaction,
  id: string,
  problem: Stopped,
  result: Partial<ImportResult>
): Promise<void> {
  const { rowsRead = 0, accepted = 0, rejected = 0 } = result
  await sql`update data_set_version set state = 'failed', problem = ${JSON.stringify(problem)}::jsonb,
      rows_read = ${rowsRead}, accepted = ${accepted}, rejected = ${rejected}, result = ${JSON.stringify(result)}::jsonb
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

/** Makes a version the one whose records count; with a mapping, next month's file is read by it. */
export async function setCurrentVersion(
  tx: Transaction,
  dataSet: string,
  version: string,
  mapping: Mapping
): Promise<void> {
  await sql`update data_set set current_version = ${version}::uuid, mapping = ${JSON.stringify(mapping)}::jsonb
    where inspectorate_id = current_inspectorate() and id = ${dataSet}::uuid`.execute(tx)
}

export async function deleteDataSet(tx: Transaction, id: string): Promise<void> {
  await sql`delete from data_set_version where inspectorate_id = current_inspectorate() and data_set = ${id}::uuid`.execute(
    tx
  )
  await sql`delete from data_set where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

export type SameFile = { data_set: string; name: string; at: string }

/** What was sent: a file by its checksum, and of a workbook the sheet. */
export type Sent = { sha256: string; sheet?: string | undefined }

/** The data set in which a file, or a sheet of it, counts at present, or waits to, and since when. */
export async function findSameFile(database: Reader, { sha256, sheet = '' }: Sent): Promise<SameFile | undefined> {
  const { rows } = await sql<{ id: string; data_set: string; name: string; last: string | null; at: string }>`
    select v.id, v.data_set, d.name, d.current_version as last, ${instant('v.at')} as at
    from data_set_version v join data_set d on d.inspectorate_id = v.inspectorate_id and d.id = v.data_set
    where v.inspectorate_id = current_inspectorate() and v.file_hash = ${sha256}
      and coalesce(v.reading ->> 'sheet', '') = ${sheet} and v.state in ('waiting', 'done')`.execute(database)
  for (const { id, data_set, name, last, at } of rows) {
    const versions = await listVersions(database, data_set)
    const waits = versions.some((version) => version.id === id && version.state === 'waiting')
    if (waits || chainOf(last, versions).some(({ version }) => version.id === id)) return { data_set, name, at }
  }
  return undefined
}

/** One part for each table of each version that counts: what the copy of the evidence is made of. */
export async function listParts(
  database: Reader,
  folderOf: (dataSet: string, version: string) => string
): Promise<FactPart[]> {
  type Row = Pick<Version, 'id' | 'data_set' | 'joins' | 'follows' | 'result' | 'mapping'> & Pick<DataSet, 'joined_to'>
  const { rows } = await sql<Row & { last: string | null }>`
    select v.id, v.data_set, v.joins, v.follows, v.mapping, d.joined_to, d.current_version as last,
      jsonb_build_object('tables', v.result -> 'tables', 'period', v.result -> 'period',
        'replaces', v.result -> 'replaces',
        'files', v.result -> 'files') as result
    from data_set d join data_set_version v on v.inspectorate_id = d.inspectorate_id and v.data_set = d.id
    where d.inspectorate_id = current_inspectorate() and v.state = 'done' order by d.id`.execute(database)
  return factParts(
    [...Map.groupBy(rows, ({ data_set }) => data_set)].map(([dataSet, versions]) => ({
      dataSet,
      joinedTo: versions[0]?.joined_to ?? null,
      chain: chainOf(versions[0]?.last ?? null, versions),
      folderOf: (version) => folderOf(dataSet, version)
    }))
  )
}

const uploadColumns = sql`u.id, u.file_name, u.bytes, u.inspection, ${instant('u.at')} as at`

export async function listUploads(database: Reader): Promise<Upload[]> {
  const { rows } = await sql<Upload>`select ${uploadColumns} from upload u
    where u.inspectorate_id = current_inspectorate() order by u.at desc, u.id desc`.execute(database)
  return rows
}

export async function findUpload(database: Reader, id: string): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`select ${uploadColumns} from upload u
    where u.inspectorate_id = current_inspectorate() and u.id = ${id}::uuid`.execute(database)
  return rows[0]
}

const isSent = ({ sha256, sheet = '' }: Sent) => sql`u.inspection -> 'inspected' ->> 'sha256' = ${sha256}
    and coalesce(u.inspection -> 'inspected' ->> 'sheet', '') = ${sheet}`

/** A file of the same bytes, or the same sheet of it, that waits already. */
export async function findUploadOf(database: Reader, sent: Sent): Promise<Upload | undefined> {
  const { rows } = await sql<Upload>`select ${uploadColumns} from upload u
    where u.inspectorate_id = current_inspectorate() and ${isSent(sent)} order by u.at limit 1`.execute(database)
  return rows[0]
}

export async function insertUpload(
  tx: Transaction,
  given: { id: string; file_name: string; bytes: number; content: UploadContent; person: string; at: Date }
): Promise<void> {
  await sql`insert into upload (inspectorate_id, id, file_name, bytes, inspection, person_id, at)
    values (current_inspectorate(), ${given.id}::uuid, ${given.file_name}, ${given.bytes},
      ${JSON.stringify(given.content)}::jsonb, ${given.person}::uuid, ${given.at.toISOString()}::timestamptz)`.execute(
    tx
  )
}

export async function updateUpload(
  tx: Transaction,
  { id, file_name, content }: { id: string; file_name: string; content: UploadContent }
): Promise<void> {
  await sql`update upload set file_name = ${file_name}, inspection = ${JSON.stringify(content)}::jsonb
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

export async function deleteUpload(tx: Transaction, id: string): Promise<void> {
  await sql`delete from upload where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

/** Removes every file of the same bytes and sheet that waits, and answers their ids: imported once, it cannot be again. */
export async function deleteUploadsOf(tx: Transaction, sent: Sent): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`delete from upload u where u.inspectorate_id = current_inspectorate()
    and ${isSent(sent)} returning u.id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Whether a person may be asked for in the inspectorate's country: its code. */
export async function readCountryCode(database: Reader): Promise<string> {
  const { rows } = await sql<{ country: string }>`
    select country from inspectorate where inspectorate_id = current_inspectorate()`.execute(database)
  return rows[0]?.country ?? ''
}

/** The data sets whose rows are findings of the records of one. */
export async function listJoinedTo(database: Reader, dataSet: string): Promise<Pick<DataSet, 'id' | 'name'>[]> {
  const { rows } = await sql<Pick<DataSet, 'id' | 'name'>>`select d.id, d.name from data_set d
    where d.inspectorate_id = current_inspectorate() and d.joined_to = ${dataSet}::uuid
    order by lower(d.name), d.id`.execute(database)
  return rows
}

/** Sources of the plan's first step that name a data set. */
export async function listSourcesOf(database: Reader, dataSet: string): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from source
    where inspectorate_id = current_inspectorate() and data_set = ${dataSet} order by name`.execute(database)
  return rows
}
