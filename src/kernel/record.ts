import { sql } from 'kysely'
import { z } from 'zod'
import type { Ability } from './access.ts'
import type { Reader, Transaction } from './database.ts'
import type { Row } from './event.ts'
import { type Field, type Fields, json, number, reference, type Values } from './field.ts'
import { newId } from './id.ts'
import { askedOf, findRowAt, mergeEdits } from './merge.ts'
import { type ReadScope, type WriteOperation, type WriteScope, write } from './operation.ts'
import { pasteInput, problemsOfLine, readPasted, refuseLines, type TextOf } from './pasted.ts'
import { type FieldProblem, Problem } from './problem.ts'
import { readInput } from './schema.ts'
import type { Labels } from './session.ts'
import { wordsFor } from './words.ts'

/**
 * A kind of record that people keep: a mandate, an influence, a stakeholder. Declared once; its table, its operations
 * (add, add-many, change, remove), its forms, its undo and its place in the API follow.
 */
export type RecordKind<F extends Fields = Fields> = {
  /** Name in words, addresses and the log; the table has the same name. */
  name: string
  fields: F
  /** The field by which people know it; several that refer to others name it by theirs: issue – target. */
  title: string | readonly string[]
  /** A record of a plan has a `plan_id`; any other belongs to the inspectorate. */
  within: 'plan' | 'inspectorate'
  may: Ability
  /** Who may read it, where not everybody who may read plans. */
  read?: Ability
  /** Address of the page on which people see it, for the way back. */
  page(row: { id?: unknown; plan_id?: string | null; hub?: unknown }): string
  /** Where one stands under another: the field that says under which, and what pasted lines say of it, by line. */
  outline?: { field: string; read(lines: string): { lines: string; under: ReadonlyMap<number, number> } }
  /** What the rule needs from elsewhere than the database, such as the evidence; asked before the transaction. */
  prepare?(scope: ReadScope, input: Values<Fields>): Promise<unknown>
  /** Fields that operations of the subject ask: the form and `change` of every kind leave them as they are. */
  apart?: readonly string[]
  /** Rows that only join others, such as a cell of a table: they go with either. */
  crossing?: true
  /** The subject's own rule: what is wrong beyond what each field says. Held here for values of any kind. */
  check?(values: never, database: Reader, prepared: never): FieldProblem[] | Promise<FieldProblem[]>
}

declare module './operation.ts' {
  interface Portal {
    /** Every kind of record that the portal keeps. */
    kinds: readonly RecordKind[]
    /** The product's own words of a language, before an inspectorate renames any. */
    wordsOf(language: string): Record<string, string> | undefined
  }
}

export type Stored<F extends Fields = Fields> = Values<F> &
  Row & {
    plan_id: string | null
    revision: number
    /** Invented for the demonstration; marked so on every screen and in every export. */
    example: boolean
  }

type Declared<F extends Fields, P> = Omit<RecordKind<F>, 'prepare' | 'check'> & {
  title: (keyof F & string) | readonly (keyof F & string)[]
  prepare?(scope: ReadScope, input: Values<Fields>): Promise<P>
  check?(values: Values<F>, database: Reader, prepared: P): FieldProblem[] | Promise<FieldProblem[]>
}

export function recordKind<const F extends Fields, P = unknown>(kind: Declared<F, P>): RecordKind<F> {
  return kind
}

/** What people call a record. `titles` are those of the records that it is named by, by id. */
export function titleOf(kind: RecordKind, row: Row, titles: ReadonlyMap<string, string> = new Map()): string {
  return [kind.title]
    .flat()
    .map((name) => String(row[name] ?? ''))
    .filter((value) => value !== '')
    .map((value) => titles.get(value) ?? value)
    .join(' – ')
}

const column = (name: string) => sql.id(name)

/** All records of a kind, of a plan where it has one, oldest first. */
export async function listRecords<F extends Fields>(
  database: Reader,
  kind: RecordKind<F>,
  plan?: string
): Promise<Stored<F>[]> {
  const { rows } = await sql<Stored<F>>`select * from ${sql.table(kind.name)}
    where inspectorate_id = current_inspectorate() ${kind.within === 'plan' ? sql`and plan_id = ${plan}::uuid` : sql``}
    order by id`.execute(database)
  return rows
}

export async function findRecord<F extends Fields>(
  database: Reader,
  kind: RecordKind<F>,
  id: string
): Promise<Stored<F> | undefined> {
  const { rows } = await sql<Stored<F>>`select * from ${sql.table(kind.name)}
    where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(database)
  return rows[0]
}

/** The record, or the Problem `not-found`. */
export async function getRecord<F extends Fields>(
  database: Reader,
  kind: RecordKind<F>,
  id: string
): Promise<Stored<F>> {
  const found = await findRecord(database, kind, id)
  if (!found) throw new Problem('not-found')
  return found
}

function stored(field: Field, value: unknown) {
  if (field.type === 'references') return sql`${`{${((value ?? []) as string[]).join(',')}}`}::uuid[]`
  if (field.type === 'reference') return sql`${value}::uuid`
  if (field.type === 'date') return sql`${value}::date`
  if (field.type === 'json') return sql`${JSON.stringify(value)}::jsonb`
  return sql`${value}`
}

export async function insertRow(tx: Transaction, kind: RecordKind, row: Row): Promise<Row> {
  const names = Object.keys(kind.fields)
  const own = kind.within === 'plan' ? [sql`, plan_id`, sql`, ${row.plan_id}::uuid`] : [sql``, sql``]
  const { rows } = await sql<Row>`insert into ${sql.table(kind.name)}
    (inspectorate_id, id, revision, example ${own[0]}, ${sql.join(names.map(column))})
    values (current_inspectorate(), ${row.id}::uuid, ${row.revision ?? 1}, ${row.example ?? false} ${own[1]},
      ${sql.join(names.map((name) => stored(kind.fields[name] as Field, row[name])))})
    returning *`.execute(tx)
  return rows[0] as Row
}

export async function updateRow(tx: Transaction, kind: RecordKind, row: Row, expected: number): Promise<Row> {
  const sets = Object.entries(kind.fields).map(([name, field]) => sql`${column(name)} = ${stored(field, row[name])}`)
  const { rows } = await sql<Row>`update ${sql.table(kind.name)} set revision = revision + 1, ${sql.join(sets)}
    where inspectorate_id = current_inspectorate() and id = ${row.id}::uuid and revision = ${expected}
    returning *`.execute(tx)
  if (!rows[0]) throw new Problem('changed-meanwhile')
  return rows[0]
}

export async function deleteRow(tx: Transaction, kind: RecordKind, id: string): Promise<void> {
  await sql`delete from ${sql.table(kind.name)} where inspectorate_id = current_inspectorate() and id = ${id}::uuid`.execute(
    tx
  )
}

type Scope = WriteScope & { prepared: unknown }

const plan = reference('plan', { needed: true })
const Made = z.object({ id: z.guid() })
const ManyMade = z.object({ ids: z.array(z.guid()) })

type Scoped<F extends Fields> = F & { plan?: typeof plan; example?: { type: 'yes' } }

export type RecordOperations = {
  kind: RecordKind
  add: WriteOperation<Fields, { id: string }>
  change: WriteOperation<Fields, { id: string }>
  remove: WriteOperation<Fields, { id: string }>
  addMany: WriteOperation<Fields, { ids: string[] }>
  paste: WriteOperation<Fields, { ids: string[] }>
}

/** What people call a record, the records that it is named by included, whatever those are named by. */
async function nameOf(kind: RecordKind, row: Row, scope: WriteScope): Promise<string> {
  const titles = new Map<string, string>()
  for (const name of [kind.title].flat()) {
    const field = kind.fields[name]
    const other = field?.type === 'reference' ? scope.portal.kinds.find((one) => one.name === field.to) : undefined
    const found = other && (await findRecord(scope.tx, other, String(row[name])))
    if (other && found) titles.set(found.id, await nameOf(other, found as Row, scope))
  }
  return titleOf(kind, row, titles)
}

/** Refuses values that go against the subject's rule, or refer to what is gone or belongs to another plan. */
async function demandRight(kind: RecordKind, values: Values<Fields>, planId: string | null, scope: Scope) {
  const { tx, portal } = scope
  const related = portal.kinds
  const problems: FieldProblem[] = [...((await kind.check?.(values as never, tx, scope.prepared as never)) ?? [])]
  for (const [name, field] of Object.entries(kind.fields)) {
    if (field.type !== 'reference' && field.type !== 'references') continue
    const ids = [values[name] ?? []].flat() as string[]
    const target = related.find((other) => other.name === field.to)
    for (const id of target ? ids : []) {
      const found = await findRecord(tx, target as RecordKind, id)
      if (!found || (found.plan_id && planId && found.plan_id !== planId)) problems.push({ field: name, code: 'gone' })
    }
  }
  if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
}

/** Refuses a change by which a record that names this one would go against its own rule. */
async function demandOthersRight(kind: RecordKind, before: Row, after: Row, scope: Scope) {
  const changed = Object.keys(kind.fields).find((field) => String(before[field]) !== String(after[field]))
  for (const { kind: other, row } of await listReferrers(scope.tx, scope.portal.kinds, kind.name, after.id)) {
    if (other.prepare || !changed) continue
    const problems = (await other.check?.(row as never, scope.tx, undefined as never)) ?? []
    if (problems.length === 0) continue
    const values = { first: await nameOf(other, row, scope) }
    throw new Problem('input-not-valid', { count: 1 }, [{ field: changed, code: 'others-need', values }])
  }
}

/** The texts of a language as the inspectorate has them: its own labels first, English where a language lacks one. */
async function wordsOfInspectorate({ tx, portal }: WriteScope, language: string): Promise<TextOf> {
  const { rows } = await sql<{ labels: Labels }>`select labels from inspectorate
    where inspectorate_id = current_inspectorate()`.execute(tx)
  const files = new Map([language, 'en'].map((one) => [one, portal.wordsOf(one) ?? {}]))
  return wordsFor(files, language, { labels: rows[0]?.labels[language] ?? {} }).t
}

/** Records of other kinds that refer to this one, by kind and field. */
export async function listReferrers(tx: Transaction, kinds: readonly RecordKind[], name: string, id: string) {
  const found: { kind: RecordKind; field: string; needed: boolean; row: Row }[] = []
  for (const kind of kinds) {
    for (const [field, { type, ...rest }] of Object.entries(kind.fields)) {
      if ((type !== 'reference' && type !== 'references') || (rest as { to: string }).to !== name) continue
      const where =
        type === 'reference' ? sql`${column(field)} = ${id}::uuid` : sql`${id}::uuid = any(${column(field)})`
      const { rows } = await sql<Row>`select * from ${sql.table(kind.name)}
        where inspectorate_id = current_inspectorate() and ${where} order by id`.execute(tx)
      const { needed = false, holds = false } = rest as { needed?: boolean; holds?: boolean }
      for (const row of rows) found.push({ kind, field, needed: needed || holds, row })
    }
  }
  return found
}

/**
 * The operations of a kind. A record that others need cannot be removed (`record-in-use` says how many of which), nor changed
 * so that others break their rule; where a reference may be empty, it is emptied in the same transaction, and what only joins it
 * to others is removed with it: undo brings all back.
 */
export function recordOperations(kind: RecordKind): RecordOperations {
  const scoped: Scoped<Fields> = kind.within === 'plan' ? { plan, ...kind.fields } : kind.fields
  const prepare = async (scope: ReadScope, input: Values<Fields>) => kind.prepare?.(scope, input)
  const asked = askedOf(kind)
  const planOf = (input: Values<Fields>) => (kind.within === 'plan' ? (input.plan as string) : null)

  async function insert(scope: Scope, input: Values<Fields>): Promise<string> {
    const planKind = scope.portal.kinds.find(({ name }) => name === 'plan')
    if (kind.within === 'plan' && planKind) await getRecord(scope.tx, planKind, input.plan as string)
    await demandRight(kind, input, planOf(input), scope)
    const after = await insertRow(scope.tx, kind, { ...input, id: newId(), plan_id: planOf(input) })
    scope.note(kind.name, null, after)
    scope.about({ plan: planOf(input) })
    return after.id
  }

  /** An edit that began before somebody else's was saved: both hold, unless they changed the same field. */
  async function mergedWith(
    present: Row,
    typed: Values<Fields> & { id: string; revision: number },
    { tx }: WriteScope
  ) {
    const base = await findRowAt(tx, typed.id, typed.revision)
    if (!base) throw new Problem('changed-meanwhile')
    const { values, conflicts } = mergeEdits(asked, { base, present, typed })
    if (conflicts.length > 0) throw new Problem('changed-meanwhile')
    return values
  }

  function readItem(item: Record<string, unknown>, index: number): Record<string, unknown> {
    try {
      return readInput(kind.fields, item)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      throw new Problem(
        error.code,
        error.values,
        error.fields.map((field) => ({ ...field, field: `items.${index}.${field.field}` }))
      )
    }
  }

  return {
    kind,
    add: write({
      name: `${kind.name}.add`,
      input: scoped,
      output: Made,
      may: kind.may,
      prepare,
      run: async (scope, input) => ({ id: await insert(scope, input) })
    }),
    addMany: write({
      name: `${kind.name}.add-many`,
      input: {
        ...(kind.within === 'plan' ? { plan } : {}),
        items: json(z.array(z.record(z.string(), z.unknown())).min(1).max(500))
      },
      output: ManyMade,
      may: kind.may,
      prepare,
      async run(scope, input) {
        const ids: string[] = []
        for (const [index, item] of (input.items as Record<string, unknown>[]).entries()) {
          const values = readItem(item, index)
          ids.push(
            await insert(scope, (kind.within === 'plan' ? { ...values, plan: input.plan } : values) as Values<Fields>)
          )
        }
        return { ids }
      }
    }),
    paste: write({
      name: `${kind.name}.paste`,
      input: { ...(kind.within === 'plan' ? { plan } : {}), ...pasteInput(kind) },
      output: ManyMade,
      may: kind.may,
      prepare,
      async run(scope, sent) {
        const { lines, language, plan: planId = null, ...rest } = sent as Record<string, unknown>
        const fixed = Object.fromEntries(
          Object.entries(rest).filter(([, value]) => ![null, '', false].includes(value as null) && String(value) !== '')
        )
        const textOf = await wordsOfInspectorate(scope, String(language))
        const means = { database: scope.tx, kinds: scope.portal.kinds, textOf }
        const outline = kind.outline?.read(String(lines)) ?? { lines: String(lines), under: new Map<number, number>() }
        const pasted = { lines: outline.lines, language: String(language), plan: planId as string | null, fixed }
        const ids = new Map<number, string>()
        for (const item of await readPasted(means, kind, pasted)) {
          const above = ids.get(outline.under.get(item.line) ?? 0)
          const under = kind.outline && above ? { [kind.outline.field]: above } : {}
          const made = await insert(scope, { ...item.values, ...under, plan: planId } as Values<Fields>).catch(
            (error) => {
              throw error instanceof Problem && error.fields.length > 0
                ? refuseLines(problemsOfLine(kind, item, error, textOf))
                : error
            }
          )
          ids.set(item.line, made)
        }
        return { ids: [...ids.values()] }
      }
    }),
    change: write({
      name: `${kind.name}.change`,
      input: {
        id: reference(kind.name, { needed: true }),
        revision: number({ whole: true, needed: true }),
        ...asked
      } as Fields,
      output: Made,
      may: kind.may,
      prepare,
      async run(scope, input) {
        const values = input as Values<Fields> & { id: string; revision: number }
        const before = (await getRecord(scope.tx, kind, values.id)) as Row
        const typed = before.revision === values.revision ? values : await mergedWith(before, values, scope)
        const wanted = { ...before, ...typed, id: values.id }
        await demandRight(kind, wanted as Values<Fields>, before.plan_id as string | null, scope)
        const after = await updateRow(scope.tx, kind, wanted, Number(before.revision))
        await demandOthersRight(kind, before, after as Row, scope)
        scope.note(kind.name, before, after)
        scope.about({ plan: before.plan_id as string | null })
        return { id: values.id }
      }
    }),
    remove: write({
      name: `${kind.name}.remove`,
      input: { id: reference(kind.name, { needed: true }) } as Fields,
      output: Made,
      may: kind.may,
      async run(scope, input) {
        const id = input.id as string
        const before = (await getRecord(scope.tx, kind, id)) as Row
        const referrers = await listReferrers(scope.tx, scope.portal.kinds, kind.name, id)
        const needing = referrers.filter((referrer) => referrer.needed && !referrer.kind.crossing)
        const first = needing[0]
        if (first) {
          throw new Problem('record-in-use', {
            count: needing.length,
            first: await nameOf(first.kind, first.row, scope)
          })
        }
        for (const { kind: other, field, row } of referrers) {
          if (other.crossing) {
            await deleteRow(scope.tx, other, row.id)
            scope.note(other.name, row, null)
            continue
          }
          const value = row[field]
          const emptied = { ...row, [field]: Array.isArray(value) ? value.filter((one) => one !== id) : null }
          scope.note(other.name, row, await updateRow(scope.tx, other, emptied, row.revision as number))
        }
        await deleteRow(scope.tx, kind, id)
        scope.note(kind.name, before, null)
        scope.about({ plan: before.plan_id as string | null })
        return { id }
      }
    })
  }
}
