import type { Replaced } from './rules.ts'

/** Records that a file takes out of a data set by its period and does not hold. */

/** A record that would go, with its place in the copy of the evidence; `day`: by the date that was asked. */
export type OutgoingRecord = { record: string; day: string; row: number }
export type Outgoing = Replaced & {
  gone: number
  /** Of them those whose number the file does not hold; null where it or the mapping has no numbers. */
  missing: number | null
  /** The first of these, by their day. */
  records: OutgoingRecord[]
}

/** So many records are listed. */
export const mostOutgoing = 500
