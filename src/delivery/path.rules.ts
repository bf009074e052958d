import { stepPath } from '../plan/rules.ts'

/** Address of the work of a plan, or of one intervention of it. */
export function workPath(plan: string, intervention?: string): string {
  const list = stepPath(plan, 6, 'work')
  return intervention ? `${list}/${intervention}` : list
}
