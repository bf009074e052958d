import type { Fields, Values } from '../kernel/field.ts'
import { type ReadOperation, type ReadScope, read } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { readHouseholdRecords } from '../workplace/household.operations.ts'
import { basisOf } from './basis.rules.ts'
import { readRegister } from './basis.store.ts'
import { type Chance, leastSelected } from './disclosure.rules.ts'
import { isCoarse } from './filter.rules.ts'
import { filterFields, filterOf, noFilter } from './filter-form.rules.ts'
import { workplaceNames } from './pivot.rules.ts'

/** Answers of figures, kept for as long as the evidence stays the same, and what of them is told to whom. */

declare module '../kernel/operation.ts' {
  interface Portal {
    /** By it the counts of an inspectorate are rounded: always the same, and known to nobody. */
    rounding(inspectorate: string): Chance
  }
}

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

/** The Problem `too-fine` where a filter of somebody who may not open the records has bounds that could cut out a few. */
function demandCoarse(input: Partial<Values<typeof filterFields>>) {
  const { dataSet = [], year = null, ...texts } = input
  const written = Object.entries(texts).filter(([name]) => name in filterFields)
  const asked = filterOf({ ...noFilter, ...Object.fromEntries(written), dataSet, year })
  if (!isCoarse(asked)) throw new Problem('too-fine')
}

/**
 * The data sets of a question without those of fewer than ten records, where others count with them: what all come to with such
 * a one and without it would tell of its few. None named are all.
 */
async function withoutSmall({ database }: ReadScope, asked: readonly string[]): Promise<string[]> {
  const register = await readRegister(database)
  const own = register.dataSets.flatMap(({ id, joined_to }) => (joined_to ? [] : [id]))
  const ids = asked.length > 0 ? asked : own
  const small = basisOf(register, ids).flatMap(({ data_set, records }) =>
    records < leastSelected && own.includes(data_set) ? [data_set] : []
  )
  const large = ids.filter((id) => !small.includes(id))
  return small.length === 0 || large.length === 0 ? [...asked] : large
}

/** What somebody asks who may not open the records. */
async function askedAlone<Asked extends object>(scope: ReadScope, input: Asked): Promise<Asked> {
  demandCoarse(input)
  return 'dataSet' in input ? { ...input, dataSet: await withoutSmall(scope, input.dataSet as string[]) } : input
}

/** Whether a question searches names, or cuts by them: then it must be known which are those of persons. */
function asksNames(input: { text?: unknown; rows?: unknown; columns?: unknown }): boolean {
  return Boolean(input.text) || [input.rows, input.columns].some((name) => workplaceNames.includes(String(name)))
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
  }: Omit<ReadOperation<F, O>, 'kind' | 'may'> & { told(answer: O, chance: Chance, input: Values<F>): O },
  state: (scope: ReadScope) => Promise<string> = async () => ''
): ReadOperation<F, O> {
  return read({
    ...declared,
    may: 'evidence.read',
    async run(scope: ReadScope, input: Values<F>) {
      const open = scope.may('evidence.read-records')
      const alone = open ? input : await askedAlone(scope, input)
      const asked = asksNames(input) ? { ...alone, households: await readHouseholdRecords(scope) } : alone
      const question = `${declared.name} ${await state(scope)} ${JSON.stringify(asked)}`
      const answer = await remembered(scope, question, () => declared.run(scope, asked))
      return open ? answer : told(answer, scope.portal.rounding(scope.inspectorate), asked)
    }
  })
}

/** Tells an answer to everybody alike. */
export const asItIs = <O>(answer: O): O => answer
