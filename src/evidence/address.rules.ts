import { isId } from '../kernel/id.ts'
import { Problem } from '../kernel/problem.ts'

/** The id in an address; what is none names no page. */
export function demandId(id: string | undefined): string {
  if (!isId(id)) throw new Problem('page-not-found')
  return id
}
