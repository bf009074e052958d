import { z } from 'zod'
import { isExact, isTold } from '../kernel/confidential.ts'
import type { Reader } from '../kernel/database.ts'
import { type LoggedEntry, lastEventNumber, listEventsAfter, listLatestEvents, type Row } from '../kernel/event.ts'
import { number, reference } from '../kernel/field.ts'
import { type ReadScope, read, write } from '../kernel/operation.ts'
import { getRecord, type RecordKind, titleOf } from '../kernel/record.ts'
import { isUndoable } from '../kernel/undo.ts'
import { idsIn, idsInName, listFieldChanges, shapeOf, verbOf } from './history.rules.ts'
import { plan } from './operations.ts'
import { findRows, readSeen, writeSeen } from './store.ts'

const FieldChange = z.object({
  field: z.string(),
  type: z.string(),
  /** Begins the words of a choice's options. */
  options: z.string(),
  /** The list of the evidence that a code is from; '' where it is none. */
  codes: z.string(),
  before: z.unknown(),
  after: z.unknown()
})
const Told = z.object({
  number: z.number(),
  operation: z.string(),
  person: z.string().nullable(),
  at: z.string(),
  changes: z.array(
    z.object({
      record: z.string(),
      verb: z.enum(['added', 'changed', 'removed']),
      name: z.string(),
      fields: z.array(FieldChange)
    })
  ),
  undoable: z.boolean()
})
/** An entry of the log as it is told: records by their names, fields before and after. */
export type ToldEntry = z.infer<typeof Told>

const ofPlan = { plan: reference('plan', { needed: true }) }

/** The rows that the entries touch or refer to: as they are now, or as the log has them where they are gone. */
async function collectRows(database: Reader, kinds: ReadonlyMap<string, RecordKind>, entries: readonly LoggedEntry[]) {
  const rows = new Map<string, { kind: RecordKind; row: Row; present: boolean }>()
  const asked = new Set<string>()
  let wanted: { kind: string; id: string }[] = []
  for (const { record, id, before, after } of entries.flatMap(({ changes }) => changes)) {
    const kind = kinds.get(record)
    const row = after ?? before
    if (!kind || !row) continue
    if (!rows.has(id)) rows.set(id, { kind, row, present: false })
    for (const version of [before, after]) wanted.push({ kind: record, id }, ...(version ? idsIn(kind, version) : []))
  }
  while (wanted.length > 0) {
    const open = wanted.filter(({ id }) => !asked.has(id))
    const next: typeof wanted = []
    for (const [name, group] of Map.groupBy(open, (one) => one.kind)) {
      const kind = kinds.get(name)
      const ids = [...new Set(group.map(({ id }) => id))]
      for (const id of ids) asked.add(id)
      for (const row of kind ? await findRows(database, name, ids) : []) {
        rows.set(row.id, { kind: kind as RecordKind, row, present: true })
        next.push(...idsInName(kind as RecordKind, row))
      }
    }
    wanted = next
  }
  return rows
}

/** Names of all rows; several rounds, as the name of one may rest on a name that itself rests on others. */
function nameAll(rows: Awaited<ReturnType<typeof collectRows>>): Map<string, string> {
  const names = new Map<string, string>()
  for (let round = 0; round < 3; round++)
    for (const [id, { kind, row }] of rows) names.set(id, titleOf(kind, row, names))
  return names
}

/** Whether what a record is called may be told as it stands. */
function isNameExact(kind: RecordKind | undefined, may: ReadScope['may']): boolean {
  return [kind?.title ?? []].flat().every((field) => isExact(kind?.fields[field], may))
}

/** Whether somebody may read records of a kind at all. */
function isRead(kind: RecordKind | undefined, may: ReadScope['may']): boolean {
  return kind?.read === undefined || may(kind.read)
}

/** Entries of the log as they are told to who asks: nothing of records that the asker may not read. */
export async function tell(
  database: Reader,
  all: readonly RecordKind[],
  entries: readonly LoggedEntry[],
  may: ReadScope['may']
): Promise<ToldEntry[]> {
  const kinds = new Map(all.map((kind) => [kind.name, kind]))
  const rows = await collectRows(database, kinds, entries)
  const names = nameAll(rows)
  const readable = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(readable) : typeof value === 'string' ? (names.get(value) ?? value) : value
  return entries.map(({ number, operation, personName, at, changes, data }) => {
    const known = changes.filter(({ record }) => kinds.has(record))
    return {
      number,
      operation,
      person: personName,
      at,
      changes: known
        .filter(({ record }) => isRead(kinds.get(record), may))
        .map((change) => ({
          record: change.record,
          verb: verbOf(change),
          name: isNameExact(kinds.get(change.record), may) ? (names.get(change.id) ?? '') : '',
          fields: listFieldChanges(kinds.get(change.record) as RecordKind, change)
            .filter(({ field }) => isTold(kinds.get(change.record)?.fields[field], may))
            .filter(({ field }) => isExact(kinds.get(change.record)?.fields[field], may))
            .map(({ field, before, after }) => ({
              field,
              ...shapeOf(kinds.get(change.record) as RecordKind, field),
              before: readable(before),
              after: readable(after)
            }))
        })),
      undoable:
        isUndoable({ changes: known, data }) &&
        known.every(({ id, after }) => {
          const found = rows.get(id)
          return after === null ? !found?.present : found?.present && found.row.revision === after.revision
        })
    }
  })
}

const perPage = 30

/**
 * What was done to a plan, newest first; `before` is the number of an entry, to page on. With `about`, only what was done to that
 * record and to those that name it.
 */
export const readHistory = read({
  name: 'plan.history',
  input: { ...ofPlan, before: number({ whole: true, min: 1 }), about: reference('record') },
  output: z.object({ entries: z.array(Told), next: z.number().nullable() }),
  may: 'log.read',
  async run({ database, portal, may }, { plan: id, before, about }) {
    await getRecord(database, plan, id)
    const found = await listLatestEvents(database, id, before ?? undefined, perPage + 1, about ?? undefined)
    const shown = found.slice(0, perPage)
    const next = found.length > perPage ? (shown.at(-1)?.number ?? null) : null
    return { entries: await tell(database, portal.kinds, shown, may), next }
  }
})

/** What others did to a plan since the person last looked, newest first, and the number up to which this tells. */
export const readNews = read({
  name: 'plan.news',
  input: ofPlan,
  output: z.object({ entries: z.array(Told), more: z.boolean(), upTo: z.number() }),
  may: 'plan.read',
  async run({ database, portal, actor, may }, { plan: id }) {
    const upTo = await lastEventNumber(database)
    const entries = await listEventsAfter(database, await readSeen(database, actor.person, id), id)
    const others = entries.filter(({ person, changes }) => person !== actor.person && changes.length > 0)
    const newest = others.reverse().slice(0, perPage)
    const told = await tell(database, portal.kinds, newest, may)
    return { entries: told.filter(({ changes }) => changes.length > 0), more: others.length > perPage, upTo }
  }
})

/** Keeps that the person has seen a plan up to an entry of the log. */
export const markSeen = write({
  name: 'plan.mark-seen',
  input: { ...ofPlan, event: number({ whole: true, min: 0, needed: true }) },
  output: z.object({ plan: z.guid() }),
  may: 'plan.read',
  async run({ tx, actor, now, about }, { plan: id, event }) {
    await getRecord(tx, plan, id)
    await writeSeen(tx, actor.person, id, Math.min(event, await lastEventNumber(tx)), now)
    about({ data: { plan: id, seen: event } })
    return { plan: id }
  }
})
