import { choice, date, reference, references, scale, text } from '../kernel/field.ts'

export const planStates = ['draft', 'agreed', 'under_way', 'closed'] as const

export const planFields = {
  title: text(200, { needed: true }),
  summary: text(2000, { long: true }),
  starts: date(),
  ends: date(),
  status: choice(planStates),
  /** Compliance counts as low below this: the line of the plan's matrices. Empty: the middle. */
  low_compliance: scale(1, 100),
  /** The data set whose records the plan counts: that of its first candidates, unless people choose another. */
  data_set: reference('data_set'),
  /** What of step 1 matters for this plan; where nothing is ticked, all of it. */
  mandates: references('mandate'),
  resources: references('resource'),
  sources: references('source')
}

/** Whether a plan is still in preparation: what it speaks of may change by itself. */
export function isInPreparation(status: string): boolean {
  return status === '' || status === planStates[0]
}

/** The line of a plan's matrices, from 1 to 100. */
export function lineOf({ low_compliance }: { low_compliance: number | null }): number {
  return low_compliance ?? 50
}

/** The six steps of the method, each with the pages on which it is worked. */
/** The step at which a plan goes on: the first that holds nothing to stand on yet. */
export function nextStep(done: readonly number[]) {
  return steps.find(({ number }) => !done.includes(number))
}

export const steps = [
  { number: 1, name: 'inspectorate', tabs: ['mandate', 'resources', 'data'] },
  { number: 2, name: 'issues', tabs: ['collect', 'matrix-targets', 'matrix-issues', 'venn', 'employers'] },
  { number: 3, name: 'influences', tabs: ['whys', 'influences'] },
  { number: 4, name: 'stakeholders', tabs: ['stakeholders', 'bullseye', 'hubs', 'engagement'] },
  { number: 5, name: 'interventions', tabs: ['interventions', 'priorities', 'map'] },
  {
    number: 6,
    name: 'operation',
    tabs: ['chart', 'timeline', 'delivery', 'escalation', 'indicators', 'capacity', 'optimiser', 'gaps']
  }
] as const

export type StepNumber = (typeof steps)[number]['number']

/** Address of a step's page within a plan. */
export function stepPath(plan: string, step: StepNumber, tab?: string): string {
  const first = steps[step - 1]?.tabs[0]
  return `/plans/${plan}/${step}/${tab ?? first}`
}
