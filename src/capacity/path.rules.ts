import { stepPath } from '../plan/rules.ts'

/** Address of the page on which a plan's demand stands beside the inspectorate's capacity. */
export const capacityPath = (plan: string): string => stepPath(plan, 6, 'capacity')
