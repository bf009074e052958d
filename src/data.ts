import { createWriteStream, existsSync } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readWhole } from './chart/whole.operations.ts'
import type { Call, Command } from './commands.ts'
import { listKinds } from './evidence/code-list.rules.ts'
import {
  type AgreedReading,
  bringListFile,
  type ImportOutcome,
  importFromFile,
  readMapping
} from './evidence/commands.ts'
import { destinationName } from './evidence/fresh.part.tsx'
import { freshAnswers } from './evidence/fresh.rules.ts'
import { isJoined } from './evidence/joined.rules.ts'
import { mappedColumns } from './evidence/mapping.rules.ts'
import { fieldOfMapping } from './evidence/names.part.tsx'
import { listEvidence } from './evidence/operations.ts'
import { outgoingSentence } from './evidence/outgoing.part.tsx'
import { caseOrigins, joinings } from './evidence/register.rules.ts'
import { dateNotations } from './evidence/rules.ts'
import { tableNames } from './evidence/table.rules.ts'
import { exportRecords } from './indicator/record.store.ts'
import type { Words } from './kernel/words.ts'
import { firstInspectorate, operatorOf } from './maintenance.ts'
import { listPlans } from './plan/operations.ts'

const said = { origins: caseOrigins.join(', '), joins: joinings.join(', '), dates: dateNotations.join(', ') }

/** Files are read one after another under one mapping: the first joins as is said, the others are added to it. */
const importCommand: Command = {
  options: [
    'data-set',
    'findings-of',
    'sheet',
    'joins',
    'mapping',
    'new-columns',
    'missing-columns',
    'dates',
    'origin',
    'source',
    'licence',
    'extracted',
    'period'
  ],
  usage: (words) => words.t('cli.import.usage', said),
  async run({ portal, arguments: written, options, from, words, print }) {
    const origin = caseOrigins.find((one) => one === options.origin)
    const joins = joinings.find((one) => one === options.joins)
    const dates = dateNotations.find((one) => one === options.dates)
    const fresh = freshAnswers.find((one) => one === options['new-columns'])
    const lacking = options['missing-columns'] === 'leave'
    const [first] = written
    const files = written.map((path) => resolve(from, path))
    for (const file of files) {
      // A file that is not there is said before anything is imported.
      if (!(await stat(file)).isFile()) throw new Error(words.t('cli.error.folder', { path: file }))
    }
    if (
      !first ||
      (options.origin && !origin) ||
      (options.joins && !joins) ||
      (options.dates && !dates) ||
      (options['new-columns'] && !fresh) ||
      (options['missing-columns'] && !lacking)
    ) {
      print(words.t('cli.import.usage', said))
      return 1
    }
    const actor = operatorOf(await firstInspectorate(portal, words))
    const name = options['data-set'] ?? basename(first)
    const { data_sets } = await portal.performer.ask(listEvidence, actor, {})
    let dataSet = data_sets.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id
    const of = options['findings-of']
    const owner = data_sets.find((one) => one.name.toLowerCase() === of?.toLowerCase())?.id
    if (of && !owner) throw new Error(words.t('cli.import.no-owner', { name: of }))
    const { source, licence, extracted, period } = options
    const mapping = options.mapping ? await readMapping(resolve(from, options.mapping)) : undefined
    for (const [index, file] of files.entries()) {
      const outcome = await importFromFile(portal.importMeans, actor, {
        file,
        name,
        ...(options.sheet ? { sheet: options.sheet } : {}),
        case_origin: origin ?? 'unknown',
        ...(dataSet ? { data_set: dataSet } : {}),
        ...(owner ? { joined_to: owner } : {}),
        ...(index > 0 ? { joins: 'add' } : joins ? { joins } : {}),
        ...(mapping ? { mapping } : {}),
        ...(dates ? { dates } : {}),
        ...(fresh ? { fresh } : {}),
        lacking,
        // Further files are read as the first one is.
        agree: (reading) => {
          if (index === 0) tellReading(reading, words, print)
          if (!lacking) demandNoLost(reading, words)
          if (!fresh) demandNoFresh(reading, words)
          // Only cases come about by complaint or by plan; nobody else may say it for them.
          if (reading.mapping.table === 'cases' && !isJoined(reading.mapping) && !origin && !dataSet)
            throw new Error(words.t('cli.import.origin', said))
        },
        ...(source ? { source } : {}),
        ...(licence ? { licence } : {}),
        ...(extracted ? { extracted } : {}),
        ...(period ? { period } : {})
      })
      const all = [outcome, ...outcome.further]
      for (const one of all) tellOutcome(files.length + all.length > 2 ? one.file_name : name, one, words, print)
      if (all.some(({ state }) => state !== 'done')) return 1
      dataSet = outcome.dataSet
    }
    return 0
  }
}

/** A column that is missing leaves its field empty in all records of the file: not before somebody says so. */
function demandNoLost({ lost, mapping }: AgreedReading, words: Words) {
  const list = lost.map(({ column, field }) =>
    words.t('evidence.lost.column', { column, field: fieldOfMapping(words, mapping.table, field) })
  )
  if (list.length > 0) throw new Error(words.t('cli.import.lost', { n: list.length, list: list.join('; ') }))
}

/** Columns that are new are neither taken nor left out before somebody says so. */
function demandNoFresh({ fresh, mapping }: AgreedReading, words: Words) {
  const list = fresh.flatMap(({ column, to }) =>
    to ? [words.t('cli.import.column', { column, field: destinationName(words, mapping.table, to) })] : []
  )
  if (list.length > 0) throw new Error(words.t('cli.import.fresh', { n: list.length, list: list.join('; ') }))
}

/** So many records that a file does not hold are named. */
const listed = 10

/** Says which column becomes what and which are not used; stops where nobody can know how dates are meant. */
function tellReading(
  { mapping, unused: all, fresh, dates, owner, outgoing }: AgreedReading,
  words: Words,
  print: Call['print']
) {
  // What is new is told where it must be decided.
  const unused = all.filter((name) => !fresh.some(({ column, to }) => to && column === name))
  const quoted = (columns: string[]) => words.list(columns.map((name) => words.t('evidence.quoted', { name })))
  for (const { column, field } of mappedColumns(mapping))
    print(`  ${words.t('cli.import.column', { column, field: fieldOfMapping(words, mapping.table, field) })}`)
  if (owner && isJoined(mapping)) print(`  ${words.t('cli.import.joined', owner)}`)
  const missing = outgoing && outgoingSentence(words, outgoing)
  if (missing) print(`  ${missing}`)
  for (const { record, day } of outgoing?.records.slice(0, listed) ?? []) print(`    ${record}  ${day}`)
  if (unused.length > 0) print(`  ${words.t('cli.import.unused', { list: quoted(unused) })}`)
  if (dates.unclear) throw new Error(words.t('cli.import.dates-unclear'))
  if (dates.unused.length > 0)
    print(words.t('cli.import.dates-unused', { n: dates.unused.length, list: quoted(dates.unused) }))
}

function tellOutcome(name: string, { result, problem }: ImportOutcome, words: Words, print: Call['print']) {
  if (problem) print(words.t(`problem.${problem.code}`, problem.values))
  print(words.t('cli.import.done', { name, accepted: result.accepted ?? 0, rejected: result.rejected ?? 0 }))
  for (const { check, column, rows } of result.reasons ?? []) {
    print(`  ${words.t('cli.import.reason', { n: rows, column, reason: words.t(`evidence.check.${check}`) })}`)
  }
}

/** Names the data sets that no figure counts, because their files are damaged. */
async function sayLeftOut({ portal, words, print }: Call, inspectorate: string): Promise<boolean> {
  const { data_sets } = await portal.performer.ask(listEvidence, operatorOf(inspectorate), {})
  const leftOut = data_sets.filter(({ left_out }) => left_out !== null)
  for (const { name } of leftOut) print(words.t('cli.left-out', { name }))
  return leftOut.length > 0
}

async function* writePlans({ portal }: Call, inspectorate: string): AsyncGenerator<string> {
  const actor = operatorOf(inspectorate)
  const plans = await portal.performer.ask(listPlans, actor, {})
  const whole = await Promise.all(plans.map(({ id }) => portal.performer.ask(readWhole, actor, { plan: id })))
  yield JSON.stringify(whole, null, 1)
}

/** Writes a file that is not there yet; it appears whole or not at all. */
async function writeNew(target: string, content: AsyncGenerator<string | Uint8Array>): Promise<void> {
  await stat(dirname(target)) // the folder, not the unfinished file, is what is said to be missing
  const growing = `${target}.unfinished`
  try {
    await pipeline(Readable.from(content), createWriteStream(growing))
    await rename(growing, target)
  } finally {
    await rm(growing, { force: true })
  }
}

const exportCommand: Command = {
  async run(call) {
    const { portal, words, print } = call
    const [what = '', file] = call.arguments
    const table = tableNames.find((name) => name === what)
    if ((!table && what !== 'plans') || !file) {
      print(words.t('cli.export.usage', { tables: tableNames.join(', ') }))
      return 1
    }
    const inspectorate = await firstInspectorate(portal, words)
    const target = resolve(call.from, file)
    if (existsSync(target)) throw new Error(words.t('cli.error.there', { path: target }))
    const content = table ? exportRecords(portal.facts, inspectorate, {}, table) : writePlans(call, inspectorate)
    await writeNew(target, content)
    print(words.t('cli.export.done', { file: target }))
    return table && (await sayLeftOut(call, inspectorate)) ? 1 : 0
  }
}

/** Takes a crosswalk of the inspectorate's own, or its provisions; the files that are imported from then on are read by it. */
const listCommand: Command = {
  async run({ portal, arguments: written, from, words, print }) {
    const [what, file] = written
    const kind = listKinds.find((one) => one === what)
    if (!kind || !file) {
      print(words.t('cli.list.usage', { kinds: listKinds.join(', ') }))
      return 1
    }
    const path = resolve(from, file)
    await bringListFile(portal.importMeans, operatorOf(await firstInspectorate(portal, words)), kind, path)
    print(words.t('cli.list.done', { list: words.t(`code_list.kind.${kind}`), file: basename(path) }))
    return 0
  }
}

/** The figures' copy is disposable: away with it, and the next question makes it anew from the Parquet files. */
const rebuild: Command = {
  async run(call) {
    const { portal, words, print } = call
    let whole = true
    for (const { id, name } of await portal.database.inspectorates()) {
      await rm(join(portal.config.folder, 'facts', id), { recursive: true, force: true })
      await portal.facts.refresh(id)
      print(words.t('cli.rebuild.done', { name }))
      if (await sayLeftOut(call, id)) whole = false
    }
    return whole ? 0 : 1
  }
}

export const dataCommands = {
  import: importCommand,
  list: listCommand,
  export: exportCommand,
  rebuild
} satisfies Record<string, Command>
