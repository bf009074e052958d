import { listsOfWhole, type Whole } from '../chart/whole.rules.ts'
import type { Row } from '../kernel/event.ts'
import type { Field } from '../kernel/field.ts'
import { type RecordKind, titleOf } from '../kernel/record.ts'
import { listFieldChanges, shapeOf, type Verb, verbOf } from '../plan/history.rules.ts'

/** What was done and measured under the plan and said of it is not the plan; neither is how far each piece of it is. */
const notThePlan: readonly string[] = ['deliveries', 'readings', 'consultations', 'points', 'pins']
/** What matters of step 1 is compared by the mandates, resources and sources themselves. */
const apart: Record<string, readonly string[]> = {
  plan: ['status', 'mandates', 'resources', 'sources'],
  intervention: ['status', 'status_reason'],
  joint_action: ['status'],
  joint_partner: ['public_agreed']
}

/** The plan without what is done under it and said of it: what a version freezes. */
export function planAlone(whole: Whole): Whole {
  return { ...whole, deliveries: [], readings: [], consultations: [], points: [], pins: [] }
}

/** One record that differs between two states of a plan; fields as people read them: references by name. */
export type Difference = {
  record: string
  id: string
  verb: Verb
  name: string
  fields: (ReturnType<typeof shapeOf> & { field: string; before: unknown; after: unknown })[]
}

type State = Map<string, { kind: RecordKind; row: Row }>

function stateOf(kinds: ReadonlyMap<string, RecordKind>, whole: Whole): State {
  const found: State = new Map()
  const take = (name: string, rows: readonly Row[]) => {
    const kind = kinds.get(name)
    if (kind) for (const row of rows) found.set(row.id, { kind, row })
  }
  take('plan', [whole.plan])
  for (const [list, kind] of Object.entries(listsOfWhole))
    if (!notThePlan.includes(list)) take(kind, whole[list as keyof typeof listsOfWhole] as unknown as Row[])
  return found
}

/** Names rest on names of others, over at most three rounds: a cell on a hub, the hub on its issue. */
function namesOf(of: State): Map<string, string> {
  const names = new Map<string, string>()
  for (let round = 0; round < 3; round++) for (const [id, { kind, row }] of of) names.set(id, titleOf(kind, row, names))
  return names
}

/**
 * What differs between two states of a plan, record by record in the order of the method. `told` says whether a field may be
 * told to who asks.
 */
export function compareWholes(
  kinds: readonly RecordKind[],
  before: Whole,
  after: Whole,
  told: (field: Field | undefined) => boolean
): Difference[] {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))
  const was = stateOf(byName, before)
  const is = stateOf(byName, after)
  const names = [namesOf(was), namesOf(is)] as const
  const readable = (value: unknown, of: ReadonlyMap<string, string>): unknown =>
    Array.isArray(value)
      ? value.map((one) => readable(one, of))
      : typeof value === 'string'
        ? (of.get(value) ?? value)
        : value
  const order = ['plan', ...Object.values(listsOfWhole)] as string[]
  const ids = [...new Set([...was.keys(), ...is.keys()])]
  const found = ids.flatMap((id): Difference[] => {
    const kind = (is.get(id) ?? was.get(id))?.kind
    if (!kind) return []
    const change = { before: was.get(id)?.row ?? null, after: is.get(id)?.row ?? null }
    const fields = listFieldChanges(kind, change)
      .filter(({ field }) => told(kind.fields[field]) && !apart[kind.name]?.includes(field))
      .map(({ field, before: from, after: to }) => ({
        field,
        ...shapeOf(kind, field),
        before: readable(from, names[0]),
        after: readable(to, names[1])
      }))
    const verb = verbOf(change)
    if (verb === 'changed' && fields.length === 0) return []
    return [{ record: kind.name, id, verb, name: names[1].get(id) ?? names[0].get(id) ?? '', fields }]
  })
  return found.toSorted((a, b) => order.indexOf(a.record) - order.indexOf(b.record))
}
