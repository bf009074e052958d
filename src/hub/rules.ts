import { choice, reference, references, scale, text, yes } from '../kernel/field.ts'
import { businessLinkKinds } from '../workplace/rules.ts'

/** Where an item stands in the Priority/Compliance Matrix, 0 to 100; proposed until people confirm it. */
export const position = { priority: scale(0, 100), compliance: scale(0, 100), confirmed: yes }

/** Issue: a provision on conditions of work or protection of workers that the inspectorate can enforce. */
export const issueFields = {
  name: text(200, { needed: true }),
  provision: text(300),
  /** The evidence's own code of the issue, by which its figures are found. */
  evidence_issue: text(60, { codes: 'issue' }),
  ...position,
  note: text(2000, { long: true })
}

/** Target: employers, workers and worksites of a region, sector or business model. */
export const targetFields = {
  name: text(200, { needed: true }),
  county: text(100, { codes: 'county' }),
  industry: text(60, { codes: 'industry', parts: true }),
  business_model: text(300),
  ...position,
  note: text(2000, { long: true })
}

/**
 * A pair of issue and target in the Venn of Success. With a priority issue, a priority target and the means to act it
 * lies in the centre; chosen, it is a compliance hub, around which everything is built.
 */
export const hubFields = {
  issue: reference('issue', { needed: true }),
  target: reference('target', { needed: true }),
  means: yes,
  /** Which of the inspectorate's resources those means are. */
  resources: references('resource'),
  chosen: yes,
  reason: text(2000, { long: true })
}

export const employerRoles = [
  'employer',
  'brand',
  'buyer',
  'principal',
  'contractor',
  'subcontractor',
  'franchisor',
  'franchisee',
  'labour_provider'
] as const

/** Step 2.3: who employs in the target, and by which business model. */
export const employerFields = {
  target: reference('target', { needed: true }),
  name: text(200, { needed: true }),
  role: choice(employerRoles, { needed: true }),
  workplaces: scale(0, 10_000_000),
  note: text(2000, { long: true })
}

export const businessLinkFields = {
  from_employer: reference('employer', { needed: true }),
  to_employer: reference('employer', { needed: true }),
  kind: choice(businessLinkKinds, { needed: true }),
  note: text(1000, { long: true })
}

export type Position = { priority: number | null; compliance: number | null }
/** A place, and whether people agreed on it. */
export type Agreed = Position & { confirmed: boolean }
export const quadrants = ['act', 'sustain', 'watch', 'leave'] as const
export type Quadrant = (typeof quadrants)[number]

/** High priority is from the middle up; compliance is low below the plan's own line, 0 to 100. */
export function quadrantOf(item: Position, line: number): Quadrant | undefined {
  if (item.priority === null || item.compliance === null) return undefined
  const high = item.priority >= 50
  const low = item.compliance < line
  return high ? (low ? 'act' : 'sustain') : low ? 'watch' : 'leave'
}

/** Whether a place that people confirmed is one: both numbers are given. */
export function isPlaced({ priority, compliance, confirmed }: Agreed): boolean {
  return !confirmed || (priority !== null && compliance !== null)
}

/** An item is a priority once people confirmed its place in the quadrant "act". */
export function isPriority(item: Agreed, line: number): boolean {
  return item.confirmed && quadrantOf(item, line) === 'act'
}

export type VennCircle = 'issue' | 'target' | 'means'

/** In which circles of the Venn of Success a pair lies. */
export function circlesOf(pair: { issue: boolean; target: boolean; means: boolean }): VennCircle[] {
  return (['issue', 'target', 'means'] as const).filter((circle) => pair[circle])
}

/**
 * Priority that the evidence proposes for a list of candidates: the rank of the workers affected, from 0 to 100, so
 * that one giant does not press the others to the floor. People move it.
 */
export function proposePriorities(workers: readonly number[]): number[] {
  const sorted = [...workers].sort((a, b) => a - b)
  const last = Math.max(1, sorted.length - 1)
  return workers.map((value) => Math.round((sorted.indexOf(value) / last) * 90) + 5)
}

/** Which cases of the evidence a target means; undefined where it names neither an industry nor a county. */
export function filterOfTarget({ industry, county }: { industry: string; county: string }) {
  const [code, place] = [industry.trim(), county.trim()]
  if (code === '' && place === '') return undefined
  return {
    ...(code === '' ? {} : /^[A-U]$/.test(code) ? { isicSection: code } : { industry: code }),
    ...(place === '' ? {} : { county: place })
  }
}
