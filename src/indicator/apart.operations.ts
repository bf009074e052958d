import type { ReadScope } from '../kernel/operation.ts'
import type { Register } from '../workplace/keep.store.ts'
import { type Apart, byNumber, byRegister } from './question.store.ts'

/** More records than this are not joined with the register for a page: it would be waited for. */
const mostJoined = 2_000_000

async function presentRegister({ portal, inspectorate }: ReadScope): Promise<Register | undefined> {
  const register = await portal.registers.present(inspectorate)
  return register && register.sightings <= mostJoined ? register : undefined
}

/** How figures tell workplaces apart: by the register where it is made and not too large, else by number or name and city. */
export async function tellApart(scope: ReadScope): Promise<Apart> {
  const register = await presentRegister(scope)
  return register ? byRegister(register) : byNumber(scope.portal.facts, scope.inspectorate)
}

/** Names the state of the register by which workplaces are told apart; another state, another answer. */
export async function apartState(scope: ReadScope): Promise<string> {
  return (await presentRegister(scope))?.stamp ?? ''
}
