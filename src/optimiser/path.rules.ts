import { stepPath } from '../plan/rules.ts'

/** Address of the scenarios of a plan. */
export const optimiserPath = (plan: string) => stepPath(plan, 6, 'optimiser')
