import { stepPath } from '../plan/rules.ts'

/** Address of the work of a plan, or of one intervention of it. */
export function workPath(plan: string, intervention?: string): string {
  const list = stepPath(plan, 6, 'delivery')
  return intervention ? `${list}/${intervention}` : list
}

/** Address of the indicators of a plan, or of one of them. */
export function indicatorPath(plan: string, indicator?: string): string {
  const list = stepPath(plan, 6, 'indicators')
  return indicator ? `${list}/${indicator}` : list
}

/** Address of the director's page of a plan. */
export function directorPath(plan: string): string {
  return `/plans/${plan}/director`
}

/** Where the workplaces of a hub are listed that came to a stage of its funnel. */
export const reachedPath = (plan: string, hub: string, stage: string) => `/plans/${plan}/reached/${hub}?stage=${stage}`
