import { z } from 'zod'
import { employer, employers, hub, hubs, issue, issues, target, targets } from '../hub/operations.ts'
import { influence, influences, why, whys } from '../influence/operations.ts'
import { intervention, interventions } from '../intervention/operations.ts'
import { isTold } from '../kernel/confidential.ts'
import type { Reader } from '../kernel/database.ts'
import type { Row } from '../kernel/event.ts'
import { json } from '../kernel/field.ts'
import { listRecords, type RecordKind, type RecordOperations, recordKind } from '../kernel/record.ts'
import { mandate, mandates, resource, resources, source, sources } from '../office/records.operations.ts'
import { stakeholder, stakeholders } from '../stakeholder/operations.ts'
import { type BoardRecord, commentFields, dotFields, noteFields } from './note.rules.ts'
import { type Board, boardsOfKind, type KindName, placeOfRecord } from './rules.ts'

/** A place at the door: names of fields with their values. What a wall takes is checked by its boards. */
export const placeInput = json(
  z
    .record(z.string().regex(/^[a-z][a-z_]{0,39}$/), z.union([z.string().max(100), z.number(), z.boolean(), z.null()]))
    .nullish()
)

const ofWorkshop = { within: 'plan', may: 'plan.edit', read: 'plan.edit', page: () => '/plans' } as const

export const note = recordKind({
  name: 'note',
  fields: { ...noteFields, place: placeInput },
  title: 'text',
  ...ofWorkshop
})
export const dot = recordKind({ name: 'dot', fields: dotFields, title: 'note', crossing: true, ...ofWorkshop })
export const comment = recordKind({
  name: 'note_comment',
  fields: commentFields,
  title: 'text',
  crossing: true,
  ...ofWorkshop
})

/** What a note can become, and the operations by which it does. */
export const recordsOf: Record<KindName, { kind: RecordKind; operations: RecordOperations }> = {
  mandate: { kind: mandate, operations: mandates },
  resource: { kind: resource, operations: resources },
  source: { kind: source, operations: sources },
  issue: { kind: issue, operations: issues },
  target: { kind: target, operations: targets },
  hub: { kind: hub, operations: hubs },
  employer: { kind: employer, operations: employers },
  why: { kind: why, operations: whys },
  influence: { kind: influence, operations: influences },
  stakeholder: { kind: stakeholder, operations: stakeholders },
  intervention: { kind: intervention, operations: interventions }
}

const isKind = (name: string): name is KindName => Object.hasOwn(recordsOf, name)

/** The record of a row as it stands on the boards of its kind, with what its viewer may be told; undefined of other kinds. */
export function recordOnBoard(kind: string, row: Row, inside: boolean): BoardRecord | undefined {
  if (!isKind(kind)) return undefined
  const { fields } = recordsOf[kind].kind
  const told = (name: string) => isTold(fields[name], (ability) => ability !== 'plan.read-inside' || inside)
  const text = String(row[boardsOfKind(kind)[0]?.text ?? ''] ?? '')
  return { id: row.id, kind, text, place: placeOfRecord(kind, row, told), revision: Number(row.revision) }
}

/** The plan's own records of a board. */
export async function listBoardRecords(
  database: Reader,
  { kind }: Board,
  plan: string,
  inside: boolean
): Promise<BoardRecord[]> {
  if (!kind) return []
  const rows = (await listRecords(database, recordsOf[kind].kind, plan)) as Row[]
  return rows.flatMap((row) => recordOnBoard(kind, row, inside) ?? [])
}
