import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { askDuckDB, quoteName, quoteText, withDuckDB } from '../facts/duckdb.ts'
import { newId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'
import { type CheckedCell, findCell, textName, valueName } from './cell.store.ts'
import { type CheckPlan, checkedSql, emptyRow, type Judgement, judgementsOf, reportLines } from './check.store.ts'
import { judgeCurrencies } from './currency.store.ts'
import {
  cellSql,
  type OpenTable,
  openTable,
  type Staged,
  type StagedPart,
  stagedColumn,
  stagedSource,
  stageFile,
  startWarnings
} from './file.store.ts'
import { isJoined } from './joined.rules.ts'
import { type CodeLists, type LoadedLists, loadLists } from './list-table.store.ts'
import { mappingFault } from './mapping.rules.ts'
import { parquetOf, type WriteContext, writeReturned, writeTables } from './output.store.ts'
import { judgeRepeats, refuseKnown, refuseOwnerless, refuseSame } from './repeat.store.ts'
import { isReturned } from './returned.rules.ts'
import type {
  CheckCount,
  ImportPhase,
  ImportProgress,
  ImportResult,
  Mapping,
  OddAmount,
  Reading,
  Warning
} from './rules.ts'
import { refuseSums, setAside } from './sum.store.ts'
import { fieldOf, isOfPersons, measures, tables } from './table.rules.ts'

export type ImportRequest = {
  file: string
  mapping: Mapping
  dataSet: string
  version: string
  /** Must not be there yet; it appears, whole, by one renaming. */
  outFolder: string
  /** The day of the import, 'YYYY-MM-DD': later dates are doubtful. */
  today: string
  /** Parquet files of records that the data set has: a record number that stands there is not taken again. */
  known?: readonly string[]
  /** SQL that selects the numbers (`record`) of the records to which its rows belong. */
  owners?: string | undefined
  reading?: Partial<Reading>
  /** Rows of the file, as it was looked at before. */
  rows?: number
  codeLists?: CodeLists
  onProgress?: (progress: ImportProgress) => void
  signal?: AbortSignal
}

/**
 * An import stands beside the portal. Every row knows its line, so no order need be kept, which would write one row group
 * after another.
 */
const frugal = { memory_limit: '300MB', preserve_insertion_order: 'false' }

/**
 * Imports one file under one mapping: rows that pass the checks become Parquet files of the harmonised tables, the
 * others `rejects.csv`, and doubtful ones stand in `flags.csv` too. Nothing is visible before everything is there.
 */
export async function importFile(request: ImportRequest): Promise<ImportResult> {
  const { file, mapping, outFolder, reading, signal } = request
  const started = performance.now()
  const table = await openTable(file, reading)
  const fault = mappingFault(mapping, table.header)
  if (fault) throw new Problem(fault.code, fault.values)
  if (existsSync(outFolder)) throw new Error(`import: ${outFolder} is there already`)
  const partial = `${outFolder}.${newId()}.partial`
  const work = join(partial, 'work')
  await mkdir(work, { recursive: true })
  const report = reporter(request, started)
  try {
    const result = await withDuckDB(
      ':memory:',
      async (connection) => {
        const stop = () => connection.interrupt()
        signal?.addEventListener('abort', stop)
        try {
          return await checkAndWrite(connection, request, table, { partial, work }, report)
        } finally {
          signal?.removeEventListener('abort', stop)
        }
      },
      { ...frugal, temp_directory: work }
    )
    signal?.throwIfAborted()
    await rm(work, { recursive: true, force: true })
    await rename(partial, outFolder)
    report('done', result.rowsRead, 1)
    return { ...result, seconds: (performance.now() - started) / 1000 }
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  } finally {
    await rm(partial, { recursive: true, force: true })
  }
}

type Report = (phase: ImportPhase, rows: number, share: number) => void

/** About where each phase begins and ends in the time that an import takes: an estimate, for the bar and the time left. */
const phases: Record<ImportPhase, readonly [from: number, to: number]> = {
  reading: [0, 0.7],
  checking: [0.7, 0.75],
  writing: [0.75, 1],
  done: [1, 1]
}

function reporter({ onProgress, rows: expected = 0 }: ImportRequest, started: number): Report {
  return (phase, rows, read) => {
    const seconds = (performance.now() - started) / 1000
    const total = Math.max(expected, rows)
    const [from, to] = phases[phase]
    // A workbook is unpacked before its first row: where the rows are known, they tell more than the bytes.
    const share = from + (to - from) * (phase === 'reading' && expected > 0 ? rows / total : read)
    const secondsLeft = seconds > 1 && share > 0.02 ? (seconds * (1 - share)) / share : null
    const rowsPerSecond = Math.round(rows / Math.max(seconds, 0.001))
    onProgress?.({ phase, rows, total, share, rowsPerSecond, secondsLeft })
  }
}

async function checkAndWrite(
  connection: DuckDBConnection,
  request: ImportRequest,
  table: OpenTable,
  { partial, work }: { partial: string; work: string },
  report: Report
): Promise<Omit<ImportResult, 'seconds'>> {
  const { mapping, dataSet, version, codeLists = {} } = request
  const lists = await loadLists(connection, codeLists)
  const plan = planOf(request, table, lists)
  const staged = await stageAndCheck(connection, request, table, plan, work, report)
  report('checking', staged.rows, 1)
  const judgements = await judgeTogether(connection, request, stagedSource(staged.parts, table), plan)
  report('writing', staged.rows, 0)
  const context: WriteContext = { connection, folder: partial, dataSet, version, mapping, judgements, lists }
  const written = await writeTables(context)
  report('writing', staged.rows, 0.8)
  await writeReturned(context, table, 'rejects')
  await writeReturned(context, table, 'flags')
  const reasons = (await countFailed(connection, 'rejected', judgements)).map(({ number: _number, ...count }) => count)
  const odd = await highestOdd(connection)
  const flagged = (await countFailed(connection, 'flagged', judgements)).map(({ number, ...flag }) => {
    const highest = odd.get(number)
    return { ...flag, ...(highest ? { highest } : {}) }
  })
  const flags = [...flagged, ...written.flags]
  const [{ rejected } = { rejected: 0 }] = await askDuckDB<{ rejected: number }>(
    connection,
    'select count(*) as rejected from rejected'
  )
  return {
    rowsRead: staged.rows,
    accepted: staged.rows - rejected,
    rejected,
    reasons,
    flags,
    warnings: [...startWarnings(table), ...lostWarning(staged), ...written.warnings],
    period: written.period,
    ...(written.replaces ? { replaces: written.replaces } : {}),
    tables: written.tables,
    records: written.records,
    sha256: staged.sha256
  }
}

function lostWarning({ lost }: Staged): Warning[] {
  return lost > 0 ? [{ code: 'unreadable-characters', values: { characters: lost } }] : []
}

/** The cells that the mapping reads: fields, constants and the measures of findings. */
function cellsOf(mapping: Mapping, header: readonly string[]): CheckedCell[] {
  const returned = isReturned(header)
  const staged = (column: string) => cellSql(quoteName(stagedColumn(header.indexOf(column))), returned)
  const fields = tables[mapping.table].flatMap((field): CheckedCell[] => {
    const own = mapping.fields[field.name]
    const constant = mapping.constants[field.name]
    const names = { raw: textName(field.name), value: valueName(field.name) }
    if (own) {
      const notation = { ...mapping.notation, ...own.notation }
      return [{ field, column: own.column, stands: staged(own.column), ...names, notation }]
    }
    return constant
      ? [{ field, column: field.name, stands: quoteText(constant), ...names, notation: mapping.notation }]
      : []
  })
  const findings = mapping.findings.flatMap((finding) =>
    measures.flatMap((measure): CheckedCell[] => {
      const column = finding[measure]
      const field = fieldOf('cases', measure)
      if (!column || !field) return []
      return [
        {
          field,
          column,
          stands: staged(column),
          raw: textName(`${finding.issue} ${measure}`),
          value: valueName(`${finding.issue} ${measure}`),
          notation: mapping.notation
        }
      ]
    })
  )
  return [...fields, ...issueCells(mapping, staged), ...findings]
}

function issueCells({ issues, notation }: Mapping, staged: (column: string) => string): CheckedCell[] {
  if (!issues) return []
  const { column } = issues
  const names = { raw: textName('issues'), value: valueName('issues') }
  return [{ field: { name: 'issues', type: 'category' }, column, stands: staged(column), ...names, notation }]
}

function planOf({ mapping, today }: ImportRequest, { header }: OpenTable, lists: LoadedLists): CheckPlan {
  const cells = cellsOf(mapping, header)
  const constants = Object.keys(mapping.constants)
  const used = cells.filter(({ field, column }) => column !== field.name || !constants.includes(field.name))
  const columns = header.map((_, index) => quoteName(stagedColumn(index)))
  const options = { today, lists }
  return {
    cells,
    columns,
    judgements: [
      emptyRow(
        cells,
        used.map(({ raw }) => raw)
      ),
      ...reportLines(cells, columns, mapping.table),
      ...judgementsOf(cells, options)
    ],
    ...((mapping.grain ?? 'record') === 'record' ? { record: findCell(cells, 'record')?.value } : {}),
    options
  }
}

/**
 * Makes the view `checked`: while one part of the file is checked, the next is copied. The rows lie in a file for each part, so
 * that memory and speed are the same for every size; what a table in memory cannot hold is put aside at a far higher price.
 */
async function stageAndCheck(
  connection: DuckDBConnection,
  { file, signal }: ImportRequest,
  table: OpenTable,
  plan: CheckPlan,
  work: string,
  report: Report
): Promise<Staged> {
  let checking: Promise<unknown> = Promise.resolve()
  const files: string[] = []
  const onPart = async (part: StagedPart) => {
    await checking
    const sql = checkedSql(stagedSource([part], table), { ...plan, options: { ...plan.options, lost: part.lost } })
    const file = quoteText(`${part.path}.checked`)
    checking = connection.run(`copy (${sql}) to ${file} ${parquetOf('lz4_raw')}`)
    // Its failure is met at the next part or at the end; until then it is nobody's.
    checking.catch(() => undefined)
    files.push(file)
  }
  const onRead = (rows: number, share: number) => report('reading', rows, share)
  const staged = await stageFile(file, table, work, { signal, onRead, onPart })
  await checking
  await connection.run(`create view checked as from read_parquet([${files.join(', ')}])`)
  return staged
}

/**
 * Judges rows by those before them and by the records that the data set has; makes the tables `rejected` and `flagged`
 * (line and judgements), and answers the judgements with those that were added.
 */
async function judgeTogether(
  connection: DuckDBConnection,
  { known = [], owners, mapping }: ImportRequest,
  source: string,
  { cells, columns, judgements }: CheckPlan
): Promise<Judgement[]> {
  const { table, grain = 'record', separate } = mapping
  const all = [...judgements]
  const file = { connection, source, columns }
  const record = cells.find(({ field }) => field.name === 'record')
  await refuseSums(file, cells, all)
  // Two people can be harmed alike on one day: without a number their rows are not one row twice.
  const once = !separate && (record || !isOfPersons(table)) && !(await refuseSame(file, all))
  await setAside(file, cells, all)
  if (record) {
    const context = { ...file, column: record.column, record: record.value }
    if (grain === 'record' && !once) await judgeRepeats(context, all)
    if (owners) await refuseOwnerless(context, owners, all)
    if (known.length > 0 && !(isJoined(mapping) && separate)) await refuseKnown(context, known, all, mapping)
  }
  await judgeCurrencies(file, cells, all)
  await connection.run(
    'create table rejected as select line, rejects as failed, sent from checked where rejects is not null'
  )
  await connection.run(
    `create table flagged as
      select line, flags as failed, sent from checked where flags is not null and rejects is null`
  )
  return all
}

async function countFailed(
  connection: DuckDBConnection,
  table: string,
  judgements: readonly Judgement[]
): Promise<(CheckCount & { number: number })[]> {
  const counts = await askDuckDB<{ number: number; rows: number }>(
    connection,
    `select number, count(*) as rows from (select unnest(failed) as number from ${table})
      where number is not null group by number order by rows desc, number`
  )
  return counts.flatMap(({ number, rows }) => {
    const judgement = judgements[number]
    return judgement ? [{ number, check: judgement.check, column: judgement.column, rows }] : []
  })
}

/** So many amounts of a column are told one by one. */
const toldAmounts = 3

/** Of each judgement about amounts the largest that it was made of, by its number. */
async function highestOdd(connection: DuckDBConnection): Promise<ReadonlyMap<number, OddAmount[]>> {
  const rows = await askDuckDB<OddAmount & { number: number }>(
    connection,
    `select number, line, lines."row"::bigint as "row", amount from odd join lines using (line)
      qualify row_number() over (partition by number order by amount desc, line) <= ${toldAmounts} order by number, amount desc, line`
  )
  const told = Map.groupBy(rows, ({ number }) => number)
  return new Map([...told].map(([number, amounts]) => [number, amounts.map(({ number: _number, ...one }) => one)]))
}
