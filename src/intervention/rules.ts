import { choice, date, money, number, reference, references, scale, text } from '../kernel/field.ts'
import type { FieldProblem } from '../kernel/problem.ts'
import { interventionStates, workFields } from './work.rules.ts'

export const families = ['enforcement', 'education', 'communication', 'political', 'systemic'] as const
export type Family = (typeof families)[number]
/**
 * What is done, and the families to which that can belong, the one that it is first of all first. A kind says nothing of
 * who does it; whoever acts with another agency, or names a firm, may do so to punish, to teach or to be heard.
 */
export const familiesOfKind = {
  campaign: ['communication', 'education'],
  training: ['education'],
  guidance: ['education', 'communication'],
  letter: ['communication', 'education', 'enforcement'],
  self_assessment: ['education', 'communication', 'enforcement'],
  visits: ['enforcement', 'education'],
  joint_action: ['enforcement', 'education', 'communication', 'political', 'systemic'],
  memorandum: ['political', 'systemic', 'education', 'communication'],
  condition: ['systemic', 'enforcement'],
  acclaim: ['communication'],
  shame: ['communication', 'enforcement'],
  proposal: ['political', 'systemic']
} as const satisfies Record<string, readonly Family[]>
export type Kind = keyof typeof familiesOfKind
export const kinds = Object.keys(familiesOfKind) as [Kind, ...Kind[]]

/** The traps of narrow thinking, by the words that warn of each. */
export const traps = ['duty', 'not-allowed', 'constrained'] as const
/** Step 5.2: by what an intervention is weighed, each 1 to 5; cost, risk and effort count against it. */
export const criteria = [
  'impact',
  'reach',
  'sustainability',
  'feasibility',
  'leverage',
  'effort',
  'cost',
  'risk'
] as const
export type Criterion = (typeof criteria)[number]
const against: readonly Criterion[] = ['effort', 'cost', 'risk']

export const interventionFields = {
  hub: reference('hub', { needed: true }),
  name: text(200, { needed: true }),
  family: choice(families, { needed: true }),
  /** What is done; empty: nobody has said so yet. */
  kind: choice(kinds),
  /** Who carries it out; empty: the inspectorate itself, which nobody's removal may turn it into. */
  carried_out_by: reference('stakeholder', { holds: true }),
  influences: references('influence'),
  stakeholders: references('stakeholder'),
  note: text(2000, { long: true }),
  impact: scale(1, 5),
  effort: scale(1, 5),
  reach: scale(1, 5),
  sustainability: scale(1, 5),
  feasibility: scale(1, 5),
  leverage: scale(1, 5),
  cost: scale(1, 5),
  risk: scale(1, 5),
  phase: scale(1, 9),
  /** The rule of the gate before it: a population and what lets it pass, "not regularised 60 days after the letter". */
  gate: text(500),
  owner: text(200),
  starts: date(),
  ends: date(),
  resources: text(500),
  budget: money(),
  indicator: text(300),
  baseline: number(),
  baseline_unit: text(60),
  baseline_source: text(300),
  /** The figure of the evidence that it is; none where it was typed. */
  baseline_pin: reference('pin'),
  goal: number(),
  status: choice(interventionStates),
  /** Why it is paused or was dropped. */
  status_reason: text(500),
  ...workFields
}

/** Which fields belong to step 5, and which to the chart of step 6. */
export const stepFive = [
  'hub',
  'name',
  'family',
  'kind',
  'carried_out_by',
  'influences',
  'stakeholders',
  'note',
  ...criteria
] as const
export const stepSix = [
  'phase',
  'gate',
  'owner',
  'starts',
  'ends',
  'resources',
  'budget',
  'indicator',
  'baseline',
  'baseline_unit',
  'baseline_source',
  'baseline_pin',
  'goal',
  'status',
  'status_reason'
] as const

/** The declarations of some of the fields, in the order of the names. */
export function pickFields<const Name extends keyof typeof interventionFields>(
  names: readonly Name[]
): Pick<typeof interventionFields, Name> {
  return Object.fromEntries(names.map((name) => [name, interventionFields[name]])) as Pick<
    typeof interventionFields,
    Name
  >
}

/** The kinds that an intervention of a family can be, those that belong there first of all first. */
export function kindsOf(family: Family): Kind[] {
  const placeIn = (kind: Kind) => (familiesOfKind[kind] as readonly Family[]).indexOf(family)
  return kinds.filter((kind) => placeIn(kind) >= 0).toSorted((a, b) => placeIn(a) - placeIn(b))
}

export function checkKind({ family, kind }: { family: Family; kind: Kind | '' }): FieldProblem[] {
  return kind === '' || kindsOf(family).includes(kind) ? [] : [{ field: 'kind', code: 'kind-of-other-family' }]
}

/**
 * Enforcement is a public function (Convention 81, Art. 3 and 6): it can be carried out by the inspectorate or by
 * another public authority, and by nobody else.
 */
export function checkEnforcer(
  intervention: { family: string },
  enforcer: { public_authority: boolean } | undefined
): FieldProblem[] {
  if (intervention.family !== 'enforcement' || enforcer === undefined || enforcer.public_authority) return []
  return [{ field: 'carried_out_by', code: 'only-public-authority-enforces' }]
}

export function checkDates({ starts, ends }: { starts: string | null; ends: string | null }): FieldProblem[] {
  return starts && ends && ends < starts ? [{ field: 'ends', code: 'before-start' }] : []
}

/** A day moved by so many days; none stays none. */
export function shifted(day: string | null, days: number): string | null {
  return day === null ? null : new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}

/**
 * What speaks for an intervention: the mean of its criteria, those against it turned round (1 becomes 5), from 1 to 5.
 * Null while nothing was judged; `judged` says how many of the eight it rests on.
 */
export function weigh(intervention: Partial<Record<Criterion, number | null>>): {
  score: number | null
  judged: number
} {
  const marks = criteria.flatMap((criterion) => {
    const mark = intervention[criterion]
    return typeof mark === 'number' ? [against.includes(criterion) ? 6 - mark : mark] : []
  })
  if (marks.length === 0) return { score: null, judged: 0 }
  return { score: marks.reduce((sum, mark) => sum + mark, 0) / marks.length, judged: marks.length }
}

/** The marks of an intervention as one text, by which two versions of them are compared. */
export function marksText(intervention: Partial<Record<Criterion, number | null>>): string {
  return criteria.map((criterion) => intervention[criterion] ?? '-').join(' ')
}

/** The marks that such a text says. */
export function readMarks(text: string): Record<Criterion, number | null> {
  const marks = text.split(' ').map((mark) => (/^[1-5]$/.test(mark) ? Number(mark) : null))
  return Object.fromEntries(criteria.map((criterion, index) => [criterion, marks[index] ?? null])) as Record<
    Criterion,
    number | null
  >
}

/** Best first; what nobody weighed comes last. */
export function sortByScore<I extends Partial<Record<Criterion, number | null>>>(interventions: readonly I[]): I[] {
  return interventions.toSorted(
    (a, b) => (weigh(b).score ?? 0) - (weigh(a).score ?? 0) || weigh(b).judged - weigh(a).judged
  )
}

/** Interventions by family, the families in the method's order, those without any left out. */
export function groupByFamily<I extends { family: Family }>(
  interventions: readonly I[]
): { family: Family; members: I[] }[] {
  return families
    .map((family) => ({ family, members: interventions.filter((one) => one.family === family) }))
    .filter(({ members }) => members.length > 0)
}
