import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { type OpenTable, type Staged, stagedColumn, stagedSource } from '../evidence/file.store.ts'
import { askDuckDB, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { checksumsIn, type FileFault, faultOf } from '../kernel/checksum.ts'
import type { Reader, Transaction } from '../kernel/database.ts'
import { root } from '../kernel/root.ts'
import { type FileShape, type IlostatRow, shippedVintage } from './ilostat.rules.ts'
import { type Dictionary, laiIndicators } from './lai.rules.ts'

const shipped = join(root, 'country/int/ilostat')
let dictionary: Dictionary | undefined

/** ILOSTAT's dictionaries: the codes of each kind, with their English names. */
export function readDictionary(): Dictionary {
  if (dictionary) return dictionary
  const found = new Map<string, Map<string, string>>()
  for (const line of gunzipSync(readFileSync(join(shipped, 'dictionary.csv.gz')))
    .toString('utf8')
    .split('\n')
    .slice(1)) {
    const [, kind, code, quoted, plain] = /^([^,]+),([^,]+),(?:"((?:[^"]|"")*)"|(.*))$/.exec(line) ?? []
    if (!kind || !code) continue
    const codes = found.get(kind) ?? new Map<string, string>()
    found.set(kind, codes.set(code, quoted?.replaceAll('""', '"') ?? plain ?? ''))
  }
  dictionary = found
  return found
}

let groups: ReadonlyMap<string, string[]> | undefined

/** Subregions of the United Nations' standard M49 by their code, each with its countries (ISO 3166-1 alpha-3). */
export function readSubregions(): ReadonlyMap<string, string[]> {
  const file = () => JSON.parse(readFileSync(join(root, 'country/int/m49.json'), 'utf8')) as Record<string, string>
  groups ??= new Map(Object.entries(file()).map(([code, countries]) => [code, countries.split(' ')]))
  return groups
}

/** What a vintage holds, by indicator, and what is odd about its file. */
export type VintageContent = {
  kind: FileShape['kind']
  indicators: { indicator: string; rows: number; areas: number; from: string; to: string }[]
  /** Codes that the dictionaries do not have, of each kind up to twenty. */
  unknown: Record<string, string[]>
  /** Rows that were not taken, by what they lack. */
  refused: Record<string, number>
  /** SHA-256 of each file of the vintage as it was written, by name; earlier portals kept none. */
  files?: Record<string, string>
}

export type Vintage = {
  id: string
  name: string
  file_name: string
  file_hash: string
  bytes: number
  rows_read: number
  accepted: number
  content: VintageContent
  person_name: string | null
  at: string
}

/** All files of ILOSTAT that were brought, the newest first. */
export async function listVintages(database: Reader): Promise<Vintage[]> {
  const { rows } = await sql<Vintage>`select v.id, v.name, v.file_name, v.file_hash, v.bytes, v.rows_read, v.accepted,
      v.content, p.name as person_name, to_char(v.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at
    from ilostat_vintage v left join person p on p.inspectorate_id = v.inspectorate_id and p.id = v.person_id
    where v.inspectorate_id = current_inspectorate() order by v.id desc`.execute(database)
  return rows
}

export async function insertVintage(
  tx: Transaction,
  one: Omit<Vintage, 'person_name' | 'at'> & { person: string; at: Date }
): Promise<void> {
  await sql`insert into ilostat_vintage
      (inspectorate_id, id, name, file_name, file_hash, bytes, rows_read, accepted, content, person_id, at)
    values (current_inspectorate(), ${one.id}::uuid, ${one.name}, ${one.file_name}, ${one.file_hash}, ${one.bytes},
      ${one.rows_read}, ${one.accepted}, ${JSON.stringify(one.content)}::jsonb, ${one.person}::uuid, ${one.at})`.execute(
    tx
  )
}

export async function deleteVintage(tx: Transaction, id: string): Promise<void> {
  await sql`delete from ilostat_vintage where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(tx)
}

/** The folder of one vintage in the data folder. */
export function vintageFolder(folder: string, inspectorate: string, vintage: string): string {
  return join(folder, 'ilostat', inspectorate, vintage)
}

export type VintageState = {
  files: number
  /** Of which no checksum was kept when they were written. */
  unsure: number
  damaged: { name: string; file: string; fault: FileFault }[]
}

const valuesFile = 'values.parquet'

/** Whether the files of all vintages of an inspectorate are, byte for byte, what was written; in the data folder or in a backup. */
export async function checkVintages(database: Reader, inspectorate: string, folder: string): Promise<VintageState> {
  const state: VintageState = { files: 0, unsure: 0, damaged: [] }
  for (const { id, name, content } of await listVintages(database)) {
    const kept: [string, string | undefined][] = Object.entries(content.files ?? {})
    for (const [own, expected] of kept.length > 0 ? kept : [[valuesFile, undefined] as const]) {
      const file = vintageFolder('', inspectorate, join(id, own))
      const path = join(folder, file)
      const fault = expected ? await faultOf(path, expected) : existsSync(path) ? undefined : 'missing'
      state.files += 1
      if (fault) state.damaged.push({ name, file, fault })
      else if (!expected) state.unsure += 1
    }
  }
  return state
}

/** Whether the values of a vintage lie where they were written: a folder may have been lost, or a backup lacked it. */
export function hasValues(folder: string, inspectorate: string, vintage: string): boolean {
  return existsSync(join(vintageFolder(folder, inspectorate, vintage), valuesFile))
}

export const removeVintageFolder = (path: string): Promise<void> => rm(path, { recursive: true, force: true })

const text = (column: string | undefined, table: OpenTable) =>
  column === undefined ? `''` : `trim(coalesce(${stagedColumn(table.header.indexOf(column))}, ''))`

/** How a row of a staged file is read. A dataflow is "ILO:DF_LAI_VIST_NOC_NB(1.0)"; its name is the indicator's. */
function rowSql(table: OpenTable, { kind, columns, classifs }: FileShape): string {
  const of = (name: keyof FileShape['columns']) => text(columns[name], table)
  const indicator =
    kind === 'sdmx'
      ? `regexp_extract(${of('indicator')}, '(?:DF_)?([A-Z0-9]+(?:_[A-Z0-9]+)*)(?:\\(|$)', 1)`
      : of('indicator')
  const classif = (index: 0 | 1) =>
    kind === 'sdmx' ? text(classifs[index], table) : of(index === 0 ? 'classif1' : 'classif2')
  return `line, coalesce(trouble, '') as trouble, ${of('area')} as area, ${indicator} as indicator, ${of('source')} as source,
    ${of('sex')} as sex, ${classif(0)} as classif1, ${classif(1)} as classif2, ${of('time')} as time,
    ${of('value')} as written, try_cast(${of('value')} as double) as value,
    coalesce(try_cast(${of('scale')} as integer), 0) as stated_scale, ${of('status')} as status,
    ${of('noteClassif')} as noteClassif, ${of('noteIndicator')} as noteIndicator, ${of('noteSource')} as noteSource`
}

const lacks = `case when trouble <> '' then 'cells' when area = '' then 'area' when indicator = '' then 'indicator'
  when not regexp_matches(time, '^[12][0-9]{3}') then 'time' when written <> '' and value is null then 'value' end`

/**
 * Writes the rows of a staged file as Parquet into `target` and says what is in it. `scaleOf` gives the power of ten of an
 * indicator whose file does not state it.
 */
export async function writeVintage(
  staged: Staged,
  table: OpenTable,
  shape: FileShape,
  target: string,
  scaleOf: (indicator: string, label: string) => number
): Promise<{ accepted: number; content: VintageContent }> {
  const known = readDictionary()
  await mkdir(target, { recursive: true })
  return withDuckDB(':memory:', async (connection) => {
    await connection.run(`create table read as
      select *, ${lacks} as lack from (select ${rowSql(table, shape)} from ${stagedSource(staged.parts, table)})`)
    const scales = [...(known.get('indicator') ?? [])]
      .filter(([code, label]) => scaleOf(code, label) !== 0)
      .map(([code, label]) => `(${quoteText(code)}, ${scaleOf(code, label)})`)
    await connection.run(`copy (
        select line, area, indicator, source, sex, classif1, classif2, time, value,
          ${shape.kind === 'sdmx' ? 'stated_scale' : 'coalesce(s.scale, 0)'}::integer as scale, status,
          noteClassif, noteIndicator, noteSource
        from read left join (values ${scales.join(', ')}) s(code, scale) on s.code = indicator
        where lack is null order by line
      ) to ${quoteText(join(target, valuesFile))} (format parquet)`)
    const indicators = await askDuckDB<VintageContent['indicators'][number]>(
      connection,
      `select indicator, count(*) as rows, count(distinct area) as areas, min(time) as "from", max(time) as "to"
        from read where lack is null group by 1 order by 1`
    )
    const refused = await askDuckDB<{ lack: string; rows: number }>(
      connection,
      'select lack, count(*) as rows from read where lack is not null group by 1 order by 1'
    )
    const unknown: Record<string, string[]> = {}
    for (const [column, kind] of [
      ['area', 'ref_area'],
      ['indicator', 'indicator'],
      ['sex', 'sex'],
      ['status', 'obs_status']
    ] as const) {
      const codes = await askDuckDB<{ code: string }>(
        connection,
        `select distinct ${column} as code from read where lack is null and ${column} <> '' order by 1`
      )
      const strange = codes.map(({ code }) => code).filter((code) => !known.get(kind)?.has(code))
      if (strange.length > 0) unknown[kind] = strange.slice(0, 20)
    }
    return {
      accepted: indicators.reduce((sum, { rows }) => sum + rows, 0),
      content: {
        kind: shape.kind,
        indicators,
        unknown,
        refused: Object.fromEntries(refused.map(({ lack, rows }) => [lack, rows])),
        files: await checksumsIn(target)
      }
    }
  })
}

/** What a question about values reads: the file of one vintage, or those that ship with the portal. */
function valuesOf(folder: string, inspectorate: string, vintage: string): string {
  if (vintage !== shippedVintage)
    return `(select *, ${quoteText(vintage)} as vintage
      from read_parquet(${quoteText(join(vintageFolder(folder, inspectorate, vintage), valuesFile))}))`
  const name = (column: string, as: string) => `coalesce(${column}, '') as ${as}`
  return `(select ref_area as area, indicator, ${name('source', 'source')}, ${name('sex', 'sex')}, ${name('classif1', 'classif1')},
      ${name('classif2', 'classif2')}, time, try_cast(obs_value as double) as value, 0 as scale, ${name('obs_status', 'status')},
      ${name('note_classif', 'noteClassif')}, ${name('note_indicator', 'noteIndicator')}, ${name('note_source', 'noteSource')},
      ${quoteText(vintage)} as vintage
    from read_csv(${quoteText(join(shipped, 'lai_2021.csv.gz'))}, header = true, all_varchar = true, compression = 'gzip'))`
}

export type ValuesAsked = { indicators: readonly string[]; areas?: readonly string[] }

const kept = new Map<string, Promise<IlostatRow[]>>()
const mostKept = 20

/**
 * The labour inspection series of one vintage. They are asked on every comparison, and a vintage never changes: what was
 * read is kept, of the vintages that were asked for last.
 */
export function readLaiValues(place: { folder: string; inspectorate: string }, vintage: string): Promise<IlostatRow[]> {
  const key = vintage === shippedVintage ? vintage : `${place.inspectorate} ${vintage}`
  const found = kept.get(key) ?? readValues(place, vintage, { indicators: laiIndicators })
  kept.delete(key)
  kept.set(key, found)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
  found.catch(() => kept.delete(key))
  return found
}

/** The rows of some indicators in one vintage, by area, source and year. */
export async function readValues(
  place: { folder: string; inspectorate: string },
  vintage: string,
  { indicators, areas }: ValuesAsked
): Promise<IlostatRow[]> {
  if (indicators.length === 0) return []
  const inList = (values: readonly string[]) => values.map(quoteText).join(', ')
  return withDuckDB(':memory:', (connection) =>
    askDuckDB<IlostatRow>(
      connection,
      `select vintage, area, indicator, source, sex, classif1, classif2, time, value, scale, status, noteClassif,
          noteIndicator, noteSource
        from ${valuesOf(place.folder, place.inspectorate, vintage)}
        where indicator in (${inList(indicators)}) ${areas ? `and area in (${inList(areas)})` : ''}
        order by indicator, area, source, sex desc, time`
    )
  )
}

export const isLai = (indicator: string): boolean => (laiIndicators as readonly string[]).includes(indicator)

export type Change = Pick<IlostatRow, 'area' | 'source' | 'sex' | 'classif1' | 'classif2' | 'time'> & {
  before: number | null
  after: number | null
}

/** What differs between two vintages in one indicator: how many rows came, went and changed, and those that changed most. */
export async function compareVintages(
  place: { folder: string; inspectorate: string },
  [before, after]: readonly [string, string],
  indicator: string
): Promise<{ same: number; changed: number; came: number; went: number; changes: Change[] }> {
  const key = ['area', 'source', 'sex', 'classif1', 'classif2', 'time']
  const part = (vintage: string) =>
    `(select ${key.join(', ')}, any_value(value) as value from ${valuesOf(place.folder, place.inspectorate, vintage)}
      where indicator = ${quoteText(indicator)} group by all)`
  return withDuckDB(':memory:', async (connection) => {
    await connection.run(`create table both_of as
      select ${key.map((name) => `coalesce(b.${name}, a.${name}) as ${name}`).join(', ')}, b.value as before, a.value as after,
        case when b.area is null then 'came' when a.area is null then 'went'
          when b.value is distinct from a.value then 'changed' else 'same' end as how
      from ${part(before)} b full join ${part(after)} a on ${key.map((name) => `a.${name} = b.${name}`).join(' and ')}`)
    const counts = await askDuckDB<{ how: string; n: number }>(
      connection,
      'select how, count(*) as n from both_of group by 1'
    )
    const changes = await askDuckDB<Change>(
      connection,
      `select ${key.join(', ')}, before, after from both_of where how = 'changed'
        order by abs(ln(greatest(abs(coalesce(after, 0)), 1e-9) / greatest(abs(coalesce(before, 0)), 1e-9))) desc, area, time limit 50`
    )
    const of = (how: string) => counts.find((row) => row.how === how)?.n ?? 0
    return { same: of('same'), changed: of('changed'), came: of('came'), went: of('went'), changes }
  })
}
