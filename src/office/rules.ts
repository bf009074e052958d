import { roles } from '../kernel/access.ts'
import { choice, date, number, text, yes } from '../kernel/field.ts'

/** Step 1.1, the formal and informal musts: legal, policy (internal), political (external). */
export const mandateKinds = ['legal', 'policy', 'political'] as const

/** What a mandate is made of; ratified Conventions and comments of the supervisory bodies are ready kinds. */
export const mandateForms = [
  'law',
  'regulation',
  'case_law',
  'convention',
  'supervisory_comment',
  'work_plan',
  'goal',
  'indicator',
  'government_agenda',
  'stakeholder_ask'
] as const

export const mandateFields = {
  kind: choice(mandateKinds, { needed: true }),
  form: choice(mandateForms),
  title: text(300, { needed: true }),
  reference: text(300),
  note: text(2000, { long: true })
}

/** Step 1.2: what the inspectorate may deploy. */
export const resourceKinds = [
  'operational',
  'human',
  'financial',
  'technological',
  'physical',
  'informational'
] as const

export const resourceFields = {
  kind: choice(resourceKinds, { needed: true }),
  name: text(300, { needed: true }),
  quantity: number({ min: 0 }),
  unit: text(60),
  needed: number({ min: 0 }),
  untapped: yes,
  last_used: date(),
  hindrance: text(1000, { long: true }),
  note: text(2000, { long: true })
}

/** Step 1.3: enforcement data tell what the inspectorate did, compliance data how the world is. */
export const sourceKinds = ['enforcement', 'compliance'] as const
export const sourceForms = ['data_set', 'press', 'study', 'testimony', 'survey', 'other'] as const
/** How far a source bears weight: a measured, b documented, c reported, d hearsay. */
export const sourceGrades = ['a', 'b', 'c', 'd'] as const

export const sourceFields = {
  kind: choice(sourceKinds, { needed: true }),
  form: choice(sourceForms, { needed: true }),
  name: text(300, { needed: true }),
  /** Id of a data set of the evidence, where the source is one. */
  data_set: text(60, { to: 'data_set' }),
  period: text(100),
  grade: choice(sourceGrades, { words: 'label.grade' }),
  finding: text(2000, { long: true }),
  note: text(2000, { long: true })
}

/** What is missing of a resource: needed less present; null while one of them is unknown. */
export function gapOf(resource: { quantity: number | null; needed: number | null }): number | null {
  if (resource.quantity === null || resource.needed === null) return null
  return Math.max(0, resource.needed - resource.quantity)
}

/** Parts of step 1 of which each plan says what matters for it. */
export const matterParts = ['mandates', 'resources', 'sources'] as const
export type MatterPart = (typeof matterParts)[number]

/**
 * What of the inspectorate's mandates, resources or sources a plan speaks of: those that it ticked; all of them while it
 * ticked none. What is added from within a plan joins its ticks. A plan that leaves preparation ticks what it speaks of
 * by then, so that nothing that comes later enters it by itself.
 */
export function speaksOf<R extends { id: string }>(all: readonly R[], ticked: readonly string[]): R[] {
  return ticked.length === 0 ? [...all] : all.filter(({ id }) => ticked.includes(id))
}

/**
 * The ticks that hold after one person's: what was ticked or taken away since one looked, by oneself or by others. The
 * order of those that stood there stays.
 */
export function mergeTicks(of: Record<'seen' | 'ticked' | 'now', readonly string[]>): string[] {
  const kept = of.now.filter((id) => of.ticked.includes(id) || !of.seen.includes(id))
  return [...kept, ...of.ticked.filter((id) => !of.seen.includes(id) && !kept.includes(id))]
}

/** An international labour Convention as the list of the ILO has it; its title by language. */
export type Convention = {
  code: string
  number: number
  /** Of its adoption. */
  year: number
  /** Since when it is in force, and when it was withdrawn, where the list says so. */
  inForce?: string
  withdrawn?: string
  kind: string
  title: Readonly<Record<string, string>>
}

/** Whether a mandate already names the Convention: by its title in any language, or by its number. */
export function namesConvention(
  mandate: { form: string; title: string; reference: string },
  convention: Convention
): boolean {
  if (mandate.form !== 'convention') return false
  const written = `${mandate.title} ${mandate.reference}`
  if (Object.values(convention.title).some((title) => title !== '' && written.includes(title))) return true
  return new RegExp(`(?:\\bno\\.?|\\bn[º°.]+|\\bC|رقم)\\s*0*${convention.number}(?!\\d)`, 'iu').test(written)
}

/** A power of step 1.2 that was never used: a prompt against narrow thinking. */
export function isUnusedPower(resource: { kind: string; last_used: string | null; untapped: boolean }): boolean {
  return resource.kind === 'operational' && (resource.untapped || resource.last_used === null)
}

/** Roles that a person can be given; a guest or a stakeholder is invited, an employer has a code. */
export const givenRoles = roles.filter((role) => role !== 'stakeholder' && role !== 'intake' && role !== 'guest')

/** Whether a change of a person would leave the inspectorate without an administrator who can sign in. */
export function leavesNoAdministrator(
  people: readonly { id: string; role: string; active: boolean }[],
  changed: { id: string; role: string; active: boolean }
): boolean {
  const able = (person: { role: string; active: boolean }) => person.role === 'administrator' && person.active
  return !people.some((person) => able(person.id === changed.id ? changed : person))
}
