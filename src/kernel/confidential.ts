import type { Ability } from './access.ts'
import { emptyValue, type Field, type Fields } from './field.ts'

type May = (ability: Ability) => boolean

/** Whether a field may be told: one that names the ability of its readers, to nobody else. */
export function isTold(field: Field | undefined, may: May): boolean {
  return field?.readers === undefined || may(field.readers)
}

/** Whether a field may be told as it stands. */
export function isExact(field: Field | undefined, may: May): boolean {
  return field?.exactlyFor === undefined || may(field.exactlyFor)
}

/**
 * An answer without what the asker may not read. A field of a record kind that names its readers comes as it would
 * come had nobody filled it in, wherever in the answer it stands: so no question has to remember it.
 */
export function withhold<T>(answer: T, kinds: readonly { fields: Fields }[], may: May): T {
  const hidden = new Map(
    kinds
      .flatMap(({ fields }) => Object.entries(fields))
      .filter(([, field]) => !isTold(field, may))
      .map(([name, field]) => [name, emptyValue(field)] as const)
  )
  return hidden.size === 0 ? answer : (without(answer, hidden) as T)
}

function without(value: unknown, hidden: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, hidden))
  if (Object.prototype.toString.call(value) !== '[object Object]') return value
  return Object.fromEntries(
    Object.entries(value as object).map(([name, held]) => [
      name,
      hidden.has(name) ? hidden.get(name) : without(held, hidden)
    ])
  )
}
