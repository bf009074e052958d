import { quoteName, quoteText } from '../facts/duckdb.ts'
import type { Beside, FactPart } from '../facts/facts.ts'
import { filledByJoining, findsBreaches, numberKey } from './joined.rules.ts'
import { partsOf, rowsAt } from './part.store.ts'
import type { Link, Version } from './register.rules.ts'
import { type FieldName, factSchema, fieldOf, isAddedUp, measures, rowsOfFile } from './table.rules.ts'

/**
 * The parts of the copy of the evidence: of each data set what counts of its files, and with its records what files of findings say
 * of them. The records are joined with their findings here and nowhere else.
 */

type Known = Pick<Version, 'id' | 'result' | 'mapping'>

/** A data set that counts: its versions that count together, latest first, and the one of whose records its rows are findings. */
export type Counting = {
  dataSet: string
  joinedTo: string | null
  chain: readonly Link<Known>[]
  folderOf: (version: string) => string
}

/** All parts of an inspectorate's evidence. */
export function factParts(all: readonly Counting[]): FactPart[] {
  return all
    .filter(({ joinedTo }) => !joinedTo)
    .flatMap((own) => {
      const files = filesOf(own)
      const joined = all.filter(({ joinedTo, chain }) => joinedTo === own.dataSet && chain.length > 0).flatMap(filesOf)
      const records = files.filter(({ part }) => part.table === 'cases')
      if (joined.length === 0 || records.length === 0) return files.map(placed)
      const others = files.filter(({ part }) => part.table !== 'cases').map(placed)
      return [...others, ...joinedParts(records, joined)]
    })
}

/** A file of a version that counts; `first`: what stands before the lines of it, so that rows of several files differ. */
type File = { part: FactPart; version: Known; first: number }

function filesOf({ dataSet, chain, folderOf }: Counting): File[] {
  return chain.flatMap((link, index) =>
    partsOf([link], folderOf).map((part) => ({
      part: { dataSet, ...part },
      version: link.version,
      first: (chain.length - 1 - index) * rowsOfFile
    }))
  )
}

/** The rows of a file that count, told apart from those of the data set's other files. */
function rowsOf({ part, first }: File): string {
  return `select * replace (row + ${first} as row) from ${rowsAt(part.folder, part.table)} where ${part.where ?? 'true'}`
}

/** Files after the first are read with their rows told apart; the first stays as it lies there. */
function placed(file: File): FactPart {
  if (file.first === 0) return file.part
  const { where: _where, ...part } = file.part
  return { ...part, from: `(${rowsOf(file)})` }
}

/** The records of a data set with what joined files say of them, the findings of these files, and which of their lines say it. */
function joinedParts(records: readonly File[], joined: readonly File[]): FactPart[] {
  const [latest] = records
  if (!latest) return []
  const lines = joined.filter(({ part }) => part.table === 'cases')
  const beside = [...records, ...joined].map(({ part }): Beside => part)
  const { where: _where, ...whole } = latest.part
  const part = (table: string, select: string): FactPart => ({
    ...whole,
    table,
    file: 'cases',
    beside,
    from: `(with ${ground(records, lines)} ${select})`
  })
  const findings = joined.filter(({ part }) => part.table === 'findings')
  const links = `select ${provenance}, l.source, l.sourceVersion, l.line from lines l join numbered n using (key)`
  return [part('cases', recordsSql(lines)), part('findings', findingsSql(findings)), part('joined', links)]
}

const provenance = `n.dataSet as ${quoteName('dataSet')}, n.version as version, n.row as row`

/**
 * What all three are read from: `records`; `numbered`, the record that a number means, of several the first of the latest file; and
 * `lines`, the rows of joined files.
 */
function ground(records: readonly File[], lines: readonly File[]): string {
  const order = `row % ${rowsOfFile} - row // ${rowsOfFile} * ${rowsOfFile}`
  const first = (name: string) => `arg_min(${quoteName(name)}, ${order}) as ${quoteName(name)}`
  const own = ['row', 'dataSet', 'version', 'day'].map(first)
  return `records as (${records.map(rowsOf).join(' union all by name ')}),
    numbered as (select ${numberKey('record')} as key, ${own.join(', ')} from records where record is not null group by 1),
    lines as (${lines.map(linesSql).join(' union all by name ')})`
}

/** The rows of one joined file: the number that they name, and what they say of its record. */
function linesSql({ part, version: { id, mapping }, first }: File): string {
  const said = filledByJoining(mapping).map(quoteName)
  return `select ${[...said, 'doubts'].join(', ')}, ${numberKey('record')} as key, row + ${first} as place, row as line,
      ${quoteText(part.dataSet)} as source, ${quoteText(id)} as sourceVersion, ${findsBreaches(mapping)} as finds
    from ${rowsAt(part.folder, part.table)} where record is not null and (${part.where ?? 'true'})`
}

/**
 * Records with what their findings say where their own file is silent: the first filled cell, amounts and counts added up. One
 * without a finding complied if a file of breaches covers its day: the file's days go from the first to the last record with a
 * finding in it.
 */
function recordsSql(lines: readonly File[]): string {
  const mappings = lines.map(({ version }) => version.mapping)
  const filled = [...new Set(mappings.flatMap(filledByJoining))]
  const once = (name: FieldName) => mappings.some((mapping) => mapping.once?.includes(name))
  const together = filled.map((name) => {
    const field = fieldOf('cases', name)
    const sum = field && isAddedUp(field) && !once(name)
    return `${sum ? `sum(${quoteName(name)})` : `arg_min(${quoteName(name)}, place)`} as ${quoteName(name)}`
  })
  const types = factSchema.cases ?? {}
  const values = filled
    .filter((name) => name !== 'violations')
    .map((name) => `coalesce(r.${quoteName(name)}, s.${quoteName(name)})::${types[name]} as ${quoteName(name)}`)
  const found = filled.includes('violations') ? 's.violations, ' : ''
  const complied = `case when n.row is not null and exists (from spans where r.day between since and until) then 0 end`
  const violations = `coalesce(r.violations, ${found}${complied})::${types.violations} as violations`
  const doubts = `nullif(concat_ws(' ', r.doubts, s.doubts), '') as doubts`
  return `, spans as (
      select min(n.day) as since, max(n.day) as until from lines l join numbered n using (key) where l.finds
      group by l.source, l.sourceVersion),
    said as (select ${['key', ...together, `string_agg(distinct doubts, ' ') as doubts`].join(', ')} from lines group by key)
    select r.* replace (${[...values, violations, doubts].join(', ')}) from records r
      left join numbered n on n.row = r.row left join said s on s.key = n.key`
}

/** The findings of joined files, at the records that their rows name. */
function findingsSql(findings: readonly File[]): string {
  const from = findings.map(
    ({ part, version }) =>
      `select line, issue, alleged, ${measures.join(', ')}, ${quoteText(part.dataSet)} as source,
        ${quoteText(version.id)} as sourceVersion
      from ${rowsAt(part.folder, part.table)} where ${part.where ?? 'true'}`
  )
  const said = ['line', 'issue', 'alleged', ...measures, 'source', 'sourceVersion'].map((name) => `f.${name}`)
  return `, found as (${from.join(' union all ')})
    select ${provenance}, ${said.join(', ')} from found f
      join lines l on l.source = f.source and l.sourceVersion = f.sourceVersion and l.line = f.line
      join numbered n using (key)`
}
