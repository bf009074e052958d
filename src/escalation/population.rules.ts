import { type Filter, filterFromQuery, filterToQuery } from '../indicator/filter.rules.ts'

/** The question that finds the population of an escalation in the register of workplaces and the evidence. */

/** Whether the inspectorate was there before; whether the authorities know the unit. Empty: it does not matter. */
export const inspectedBefore = ['never', 'before'] as const
export const knownAs = ['registered', 'unregistered'] as const

export type Population = {
  /** Workplaces of which a case, or a line of a register of workplaces, fits. */
  filter: Filter
  inspected: (typeof inspectedBefore)[number] | ''
  registration: (typeof knownAs)[number] | ''
}

/** The question as the query of an address, always in the same order. */
export function populationToQuery({ filter, inspected, registration }: Population): string {
  const query = filterToQuery(filter)
  if (inspected) query.set('inspected', inspected)
  if (registration) query.set('registration', registration)
  return query.toString()
}

/** The question that an address asks. What cannot be read asks nothing. */
export function populationFromQuery(written: string): Population {
  const query = new URLSearchParams(written)
  return {
    filter: filterFromQuery(query),
    inspected: inspectedBefore.find((one) => one === query.get('inspected')) ?? '',
    registration: knownAs.find((one) => one === query.get('registration')) ?? ''
  }
}

/** How many of a list of `size` are drawn at random, where `share` per cent are to be. */
export function randomOf(size: number, share: number): number {
  return Math.round((size * Math.min(100, Math.max(0, share))) / 100)
}

/** A workplace as a plan keeps it, with what its records are written from later. */
export type KnownWorkplace = {
  workplace: string
  name: string
  legal_name: string
  identifier: string
  address: string
  city: string
  postcode: string
  region: string
  county: string
  county_code: string
  section: string
  industry_code: string
  industry: string
  household: boolean
  workers: number | null
}
