import type { PageContext } from '../kernel/page.ts'
import type { ShownIndicator } from './indicator.operations.ts'
import type { OneIntervention } from './operations.ts'

/** What the parts of the page of one intervention are drawn from. */
export type Room = OneIntervention & {
  context: PageContext
  plan: string
  /** The day on which one looks. */
  today: string
  /** ISO code of the inspectorate's currency. */
  currency: string
  /** What a stakeholder is called; '' where there is none of that id. */
  nameOf: (stakeholder: string) => string
  /** The plan's indicators that are about this intervention. */
  followed: readonly ShownIndicator[]
}
