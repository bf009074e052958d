import type { Fields, Values } from '../kernel/field.ts'
import { type ReadOperation, type ReadScope, read } from '../kernel/operation.ts'

/** Answers of figures, kept for as long as the evidence stays the same. */

const kept = new Map<string, Promise<unknown>>()
const most = 500

/** An answer that was worked out before, or the work. What fails is not kept. */
async function remembered<O>(
  { portal, inspectorate }: ReadScope,
  question: string,
  work: () => Promise<O>
): Promise<O> {
  const version = await portal.facts.version(inspectorate)
  const key = `${inspectorate} ${version} ${question}`
  const known = kept.get(key) as Promise<O> | undefined
  kept.delete(key)
  const answer = known ?? work()
  kept.set(key, answer)
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break
    kept.delete(oldest)
  }
  answer.catch(() => kept.delete(key))
  return answer
}

/**
 * Declares a question to the evidence: the same question to the same evidence is worked out once. `told` says what of the
 * answer reaches those who may not open the records: as a rule `roundedAnswer`, and `asItIs` where no answer can tell of a few.
 * `state` names what else the answer hangs on.
 */
export function readFigure<const F extends Fields, O>(
  {
    told,
    ...declared
  }: Omit<ReadOperation<F, O>, 'kind' | 'may'> & { told(answer: O, question: string, input: Values<F>): O },
  state: (scope: ReadScope) => Promise<string> = async () => ''
): ReadOperation<F, O> {
  return read({
    ...declared,
    may: 'evidence.read',
    async run(scope: ReadScope, input: Values<F>) {
      const question = `${declared.name} ${await state(scope)} ${JSON.stringify(input)}`
      const answer = await remembered(scope, question, () => declared.run(scope, input))
      if (scope.may('evidence.read-records')) return answer
      return told(answer, `${await scope.portal.facts.version(scope.inspectorate)} ${question}`, input)
    }
  })
}

/** Tells an answer to everybody alike. */
export const asItIs = <O>(answer: O): O => answer
