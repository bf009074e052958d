import { sql } from 'kysely'
import type { Reader } from './database.ts'
import type { Entry, Row } from './event.ts'
import type { Fields } from './field.ts'

/** How two people's edits of one record come together: fields that only one of them changed are no conflict. */

/** The fields that the form of every kind asks, and `change` takes. */
export function askedOf({ fields, apart = [] }: { fields: Fields; apart?: readonly string[] }): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !apart.includes(name)))
}

/** Entries of the log that are searched for an earlier version; who wrote longer ago starts from the present one. */
const searched = 10_000

/** A record as it was at a revision, from the log; undefined where that was too long ago. */
export async function findRowAt(database: Reader, id: string, revision: number): Promise<Row | undefined> {
  const { rows } = await sql<{ text: string }>`select text from event
    where inspectorate_id = current_inspectorate() and text like ${`%${id}%`}
      and number > (select number - ${searched} from event_head where inspectorate_id = current_inspectorate())
    order by number desc`.execute(database)
  return rows
    .flatMap(({ text }) => (JSON.parse(text) as Entry).changes)
    .find((change) => change.id === id && change.after?.revision === revision)?.after as Row | undefined
}

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/**
 * Brings `typed` onto `present`, both of which began as `base`: what the person changed, else what stands there now.
 * `conflicts` names the fields that both changed, each in another way; there the person's own value is taken.
 */
export function mergeEdits(
  fields: Fields,
  { base, present, typed }: Record<'base' | 'present' | 'typed', Readonly<Record<string, unknown>>>
): { values: Record<string, unknown>; conflicts: string[] } {
  const changed = (name: string, by: Readonly<Record<string, unknown>>) => !same(by[name], base[name])
  const names = Object.keys(fields)
  return {
    values: Object.fromEntries(names.map((name) => [name, changed(name, typed) ? typed[name] : present[name]])),
    conflicts: names.filter(
      (name) => changed(name, typed) && changed(name, present) && !same(typed[name], present[name])
    )
  }
}
