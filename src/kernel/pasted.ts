import { sql } from 'kysely'
import type { Reader } from './database.ts'
import { type Field, type Fields, text } from './field.ts'
import { type PasteColumn, type PastedItem, type PasteFault, parsePaste, pastedFields, plain } from './paste.ts'
import { type FieldProblem, Problem } from './problem.ts'
import { readInput } from './schema.ts'

type Kind = { name: string; fields: Fields; title: string | readonly string[]; within: 'plan' | 'inspectorate' }

/** The texts of the person's language by key; the key itself where there is none. */
export type TextOf = (key: string) => string

const most = 500
const mostFaults = 12
const faultCodes = [
  'needed',
  'choose',
  'number',
  'date',
  'too-long',
  'too-big',
  'too-small',
  'characters',
  'unknown-code',
  'columns',
  'heading'
]

/** What a pasted list may say of a kind's records beside the lines: the fields that are the same for each of them. */
export function pasteInput(kind: Kind): Fields {
  const fixed = Object.entries(kind.fields)
    .filter(([, { type }]) => type !== 'json' && type !== 'files')
    .map(([name, field]) => [name, { ...field, needed: false } as Field] as const)
  return { ...Object.fromEntries(fixed), lines: text(200_000, { long: true, needed: true }), language: text(20) }
}

function meaningsOf(kind: Kind, name: string, field: Field, textOf: TextOf): Map<string, unknown> | undefined {
  if (field.type === 'yes') {
    const no = ['no', '0', '-', 'false', textOf('record.paste.no')].map((word) => [plain(word), false] as const)
    const yes = ['yes', 'x', '1', '✓', 'true', textOf('record.paste.yes')].map((word) => [plain(word), true] as const)
    return new Map([...no, ...yes])
  }
  if (field.type !== 'choice') return undefined
  const group = field.words ?? `${kind.name}.${name}`
  return new Map(
    field.options.flatMap((option) => [option, textOf(`${group}.${option}`)].map((word) => [plain(word), option]))
  )
}

/** Records that a cell can name by their titles; a title that two of them have names neither. */
async function titlesOf(database: Reader, kind: Kind, plan: string | null): Promise<Map<string, unknown>> {
  const title = typeof kind.title === 'string' ? kind.title : ''
  if (kind.fields[title]?.type !== 'text') return new Map()
  const { rows } = await sql<{
    id: string
    title: string
  }>`select id, ${sql.id(title)} as title from ${sql.table(kind.name)}
    where inspectorate_id = current_inspectorate() ${kind.within === 'plan' ? sql`and plan_id = ${plan}::uuid` : sql``}`.execute(
    database
  )
  const grouped = Map.groupBy(rows, (row) => plain(row.title))
  return new Map([...grouped].flatMap(([known, found]) => (found.length === 1 ? [[known, found[0]?.id] as const] : [])))
}

function sentenceOf(kind: Kind, fault: PasteFault, values: FieldProblem['values'], textOf: TextOf): FieldProblem {
  const missing = fault.code === 'choose' && fault.written === ''
  const code = missing ? 'choose-above' : faultCodes.includes(fault.code) ? fault.code : 'rule'
  const label = fault.column === '' ? '' : textOf(`${kind.name}.${fault.column}`)
  return {
    field: 'lines',
    code: `paste-${code}`,
    values: {
      line: fault.line,
      label,
      written: fault.written.slice(0, 60),
      ...(code === 'rule' ? { reason: textOf(`problem.field.${fault.code}`) } : {}),
      ...values
    }
  }
}

/** The problem with each pasted line in the words of the form: at most a dozen, each with its line. */
export function refuseLines(problems: readonly FieldProblem[]): never {
  throw new Problem('input-not-valid', { count: problems.length }, problems.slice(0, mostFaults))
}

/** What is wrong with one pasted line, from what the door said of its record. */
export function problemsOfLine(kind: Kind, item: PastedItem, problem: Problem, textOf: TextOf): FieldProblem[] {
  return problem.fields.map(({ field, code, values }) =>
    sentenceOf(
      kind,
      { line: item.line, column: field, code, written: String(item.values[field] ?? '') },
      values,
      textOf
    )
  )
}

/** Reads the lines of a pasted list into values for each record, or refuses all of them with the lines at fault. */
export async function readPasted(
  means: { database: Reader; kinds: readonly Kind[]; textOf: TextOf },
  kind: Kind,
  sent: { lines: string; language: string; plan: string | null; fixed: Record<string, unknown> }
): Promise<PastedItem[]> {
  const { database, kinds, textOf } = means
  const columns: PasteColumn[] = []
  for (const [name, field] of pastedFields(kind, Object.keys(sent.fixed))) {
    const to = 'to' in field ? kinds.find((one) => one.name === field.to) : undefined
    const meanings = to ? await titlesOf(database, to, sent.plan) : meaningsOf(kind, name, field, textOf)
    // People head the column of names with what it names: "Target" as well as "Name".
    const ownTitles = name === kind.title ? [textOf(`${kind.name}.one`), textOf(`${kind.name}.many`)] : []
    const titles = [textOf(`${kind.name}.${name}`), name, ...ownTitles]
    columns.push({ name, field, titles, ...(meanings ? { meanings } : {}) })
  }
  const decimal = new Intl.NumberFormat(sent.language || 'en').format(1.5).includes('.') ? '.' : ','
  const { items, faults } = parsePaste(sent.lines, columns, decimal)
  if (items.length === 0) refuseLines([{ field: 'lines', code: 'paste-empty' }])
  if (items.length > most)
    refuseLines([{ field: 'lines', code: 'paste-too-many', values: { max: most, count: items.length } }])
  const known = columns.map(({ titles }) => titles[0]).join(' | ')
  const problems = faults.map((fault) => sentenceOf(kind, fault, { max: columns.length, known }, textOf))
  const complete = items.map(({ line, values }) => ({ line, values: { ...values, ...sent.fixed } }))
  for (const item of complete) {
    try {
      item.values = readInput(kind.fields, item.values) as typeof item.values
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const told = faults.filter(({ line }) => line === item.line).map(({ column }) => column)
      const more = new Problem(
        error.code,
        error.values,
        error.fields.filter(({ field }) => !told.includes(field))
      )
      problems.push(...problemsOfLine(kind, item, more, textOf))
    }
  }
  if (problems.length > 0) refuseLines(problems.sort((a, b) => Number(a.values?.line) - Number(b.values?.line)))
  return complete
}
