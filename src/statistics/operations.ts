import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openTable, stagedSource, stageFile } from '../evidence/file.store.ts'
import { demandSent, scratchFolder } from '../evidence/place.store.ts'
import { askDuckDB, withDuckDB } from '../facts/duckdb.ts'
import { file, number, rows, type SentFile, text } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { read, type WriteScope, write } from '../kernel/operation.ts'
import { type FieldProblem, Problem } from '../kernel/problem.ts'
import { deleteRow, getRecord, insertRow, recordKind, recordOperations, updateRow } from '../kernel/record.ts'
import { readRegistered } from './registered.operations.ts'
import { faultsOf, isNational, latestOfCells, type Observation, observationFields, yearLines } from './rules.ts'
import { findSameObservation, listObservations, listYears } from './store.ts'

export const observation = recordKind({
  name: 'observation',
  fields: observationFields,
  title: ['series', 'year'],
  within: 'inspectorate',
  may: 'evidence.import',
  page: () => '/statistics',
  async check(values, database) {
    const { id } = values as { id?: string }
    const faults: FieldProblem[] = faultsOf(values)
    if (await findSameObservation(database, values, id)) faults.push({ field: 'value', code: 'already-there' })
    return faults
  }
})

export const observations = recordOperations(observation)

const Shown = z.custom<Observation & { revision: number }>()

/**
 * All observations of a year, or of every year, and the years of which there are any. `registered`: what a register of
 * workplaces counts of the whole country.
 */
export const readStatistics = read({
  name: 'observation.list',
  input: { year: number({ whole: true, min: 1900, max: 2100 }) },
  output: z.object({
    observations: z.array(Shown),
    registered: z.array(z.custom<Observation>()),
    years: z.array(z.number())
  }),
  may: 'evidence.read',
  run: async (scope, { year }) => ({
    observations: (await listObservations(scope.database, year ?? undefined)) as z.infer<typeof Shown>[],
    registered: (await readRegistered(scope)).filter(
      (one) => one.sector === '' && (year === null || one.year === year)
    ),
    years: await listYears(scope.database)
  })
})

/**
 * Writes the totals of one year from one form. A figure that says what stands there already is left alone, one that
 * differs is changed, one that was emptied is removed; undo puts all of them back at once.
 */
export const fillYear = write({
  name: 'observation.fill-year',
  input: {
    year: number({ whole: true, min: 1900, max: 2100, needed: true }),
    source: text(300, { needed: true }),
    figures: rows({ value: number({ min: 0 }) })
  },
  output: z.object({ ids: z.array(z.guid()) }),
  may: 'evidence.import',
  async run(scope, { year, source, figures }) {
    const present = latestOfCells(await listObservations(scope.tx, year)).map(({ said }) => said)
    const ids: string[] = []
    const problems: FieldProblem[] = []
    for (const { key, value } of figures) {
      const line = yearLines.find((one) => one.key === key)
      if (!line) throw new Problem('input-not-valid', { count: 1 }, [{ field: `figures.${key}`, code: 'unknown' }])
      const there = present.find((one) => one.series === line.series && isNational(one, line.persons))
      if ((there?.value ?? null) === value) continue
      const [fault] = value === null ? [] : faultsOf({ ...line, value, category: '', occupation: '' })
      if (fault) problems.push({ field: `figures.${key}.value`, code: fault.code })
      else ids.push(await writeFigure(scope, { ...line, year, source, value }, there))
    }
    if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
    return { ids }
  }
})

/** One figure of the form: made, changed or removed. What another source said is kept beside it. */
async function writeFigure(
  { tx, note }: WriteScope,
  wanted: Pick<Observation, 'series' | 'persons' | 'year' | 'source'> & { value: number | null },
  there: Observation | undefined
): Promise<string> {
  const before = there ? await getRecord(tx, observation, there.id) : null
  if (before && wanted.value === null) {
    await deleteRow(tx, observation, before.id)
    note(observation.name, before, null)
    return before.id
  }
  const plain = { category: '', region: '', sector: '', occupation: '', status: '', vintage: '', note: '' }
  const after =
    before && before.source === wanted.source
      ? await updateRow(tx, observation, { ...before, value: wanted.value }, before.revision)
      : await insertRow(tx, observation, { ...plain, ...wanted, id: newId() })
  note(observation.name, before && before.id === after.id ? before : null, after)
  return after.id
}

const atOnce = 400
const mostLines = 5_000

/** The lines of a table that was sent, cells parted by tabs as a spreadsheet copies them; the first names the columns. */
async function readLines(folder: string, sent: SentFile): Promise<string[]> {
  const table = await openTable(sent.path)
  const scratch = await mkdtemp(join(scratchFolder(folder), 'table-'))
  try {
    const staged = await stageFile(sent.path, table, scratch, { most: mostLines + 1 })
    if (staged.rows > mostLines) throw new Problem('table-too-long', { rows: staged.rows, most: mostLines })
    const cells = await withDuckDB(':memory:', (connection) =>
      askDuckDB(
        connection,
        `select * exclude (line, trouble, surplus) from ${stagedSource(staged.parts, table)} order by line`
      )
    )
    const lineOf = (values: readonly unknown[]) =>
      values
        .map((value) => String(value ?? ''))
        .map((value) => (/[\t\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
        .join('\t')
    return [table.header, ...cells.map((row) => Object.values(row))].map(lineOf)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/**
 * Takes a file of figures, CSV or a workbook, whose first line names the columns as the form does. Either all its lines
 * are taken or none; what is wrong is said by line. `source` holds for lines that have no column of their own for it.
 */
export const importObservations = write({
  name: 'observation.import',
  input: { file, source: text(300), language: text(20) },
  output: z.object({ ids: z.array(z.guid()) }),
  may: 'evidence.import',
  async prepare({ portal }, input) {
    demandSent(portal.folder, input.file[0])
    return readLines(portal.folder, input.file[0])
  },
  async run(scope, { file: [sent], source, language }) {
    const [head = '', ...lines] = scope.prepared
    const ids: string[] = []
    for (let from = 0; from < lines.length; from += atOnce) {
      const part = [head, ...lines.slice(from, from + atOnce)].join('\n')
      const made = await observations.paste
        .run({ ...scope, prepared: undefined }, { lines: part, source, language: language || 'en' })
        .catch((error) => {
          throw error instanceof Problem ? asOfFile(error, from) : error
        })
      ids.push(...made.ids)
    }
    scope.about({ data: { file: sent.name, bytes: sent.bytes, lines: lines.length } })
    return { ids }
  }
})

/** What was wrong with pasted lines, told of the file: at its field, by its own lines. */
function asOfFile({ code, values, fields }: Problem, from: number): Problem {
  return new Problem(
    code,
    values,
    fields.map((field) => {
      const line = Number(field.values?.line)
      const told = Number.isNaN(line) ? {} : { values: { ...field.values, line: line > 1 ? line + from : line } }
      return { ...field, ...told, field: 'file' }
    })
  )
}
