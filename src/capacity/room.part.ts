import type { Ledger } from './ledger.rules.ts'
import type { CapacityRecord, PortionRecord } from './operations.ts'

/** What the parts of the page of capacity are drawn from. */
export type Seen = {
  ledger: Ledger
  lines: CapacityRecord[]
  portions: PortionRecord[]
  interventions: { id: string; name: string; expected_days: number | null; example: boolean }[]
  names: Record<string, string>
  people: { name: string; quantity: number; unit: string }[]
  plan: string
  /** The region that one chose to see; '' for all. */
  shown: string
  currency: string
}
