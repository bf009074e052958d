import { z } from 'zod'
import { choice, date, reference, text, texts } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { type ReadScope, type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { deleteRow, findRecord, insertRow, updateRow } from '../kernel/record.ts'
import { type DecisionRow, listDecisionsBetween, lockRegister } from './decision.store.ts'
import { decisionKind, linkKind, registerOf, workplaceKind } from './operations.ts'
import { type Entry, findWorkplace, type Workplace } from './register.store.ts'
import {
  businessLinkKinds,
  type Decision,
  inOrder,
  linkFields,
  splitDecisions,
  verdicts,
  workplaceFields
} from './rules.ts'

/** What people do to the register: say what a workplace is, that two are one or one is two, and how firms are bound. */

const Id = z.object({ id: z.guid() })
type Known = { workplace: Workplace; entries: Entry[] }

/** The workplace of an id, found before the transaction: the register is no part of it. */
async function know(scope: ReadScope, id: string): Promise<Known> {
  const found = await findWorkplace(await registerOf(scope), id)
  if (!found) throw new Problem('not-found')
  return found
}

/** The row of a workplace on which somebody acts; it is made by the first act. */
async function keepWorkplace(scope: WriteScope, { workplace, entries }: Known): Promise<string> {
  for (const { id } of entries) if (await findRecord(scope.tx, workplaceKind, id)) return id
  const empty = { registration: '', setting: '', formalised_on: null, formalised_by: '', note: '' }
  const name = workplace.name ?? workplace.identifier ?? '–'
  const row = await insertRow(scope.tx, workplaceKind, { ...empty, id: workplace.id, name })
  scope.note(workplaceKind.name, null, row)
  return workplace.id
}

async function removeDecision({ tx, note }: WriteScope, row: DecisionRow) {
  await deleteRow(tx, decisionKind, row.id)
  note(decisionKind.name, row, null)
}

async function putDecision(scope: WriteScope, decision: Decision) {
  const [present] = await listDecisionsBetween(scope.tx, [decision.first], [decision.second])
  if (present?.verdict === decision.verdict) return
  const after = present
    ? await updateRow(scope.tx, decisionKind, { ...present, ...decision }, present.revision)
    : await insertRow(scope.tx, decisionKind, { ...decision, id: newId() })
  scope.note(decisionKind.name, present ?? null, after)
}

const idsOf = ({ entries }: Known) => entries.map(({ id }) => id)

async function decide(
  scope: WriteScope,
  verdict: Decision['verdict'],
  [first, second]: [string, string],
  known: Known[]
) {
  const [one, other] = known as [Known, Known]
  if (one.workplace.id === other.workplace.id) throw new Problem('workplaces-one')
  await lockRegister(scope.tx)
  const between = await listDecisionsBetween(scope.tx, idsOf(one), idsOf(other))
  if (verdict === 'same') for (const row of between) if (row.verdict !== 'same') await removeDecision(scope, row)
  await putDecision(scope, { ...inOrder(first, second), verdict })
  const id = verdict === 'same' ? await keepWorkplace(scope, one) : one.workplace.id
  scope.about({ data: { verdict, first: one.workplace.id, second: other.workplace.id } })
  return { id }
}

/** Answers a doubtful pair: the same workplace, two workplaces, or a question for later. */
export const decidePair = write({
  name: 'workplace.decide',
  input: {
    first: reference('workplace_entry', { needed: true }),
    second: reference('workplace_entry', { needed: true }),
    verdict: choice(verdicts, { needed: true })
  },
  output: Id,
  may: 'workplace.edit',
  prepare: async (scope, { first, second }) => [await know(scope, first), await know(scope, second)],
  run: (scope, { first, second, verdict }) => decide(scope, verdict, [first, second], scope.prepared)
})

/** Says that two workplaces are one. Both ids lead to it from now on. */
export const mergeWorkplaces = write({
  name: 'workplace.merge',
  input: {
    workplace: reference('workplace', { needed: true }),
    other: reference('workplace', { needed: true })
  },
  output: Id,
  may: 'workplace.edit',
  prepare: async (scope, { workplace, other }) => [await know(scope, workplace), await know(scope, other)],
  run: (scope) =>
    decide(
      scope,
      'same',
      [scope.prepared[0]?.workplace.id ?? '', scope.prepared[1]?.workplace.id ?? ''],
      scope.prepared
    )
})

const mostEntries = 500

/** Takes entries out of a workplace, so that they become one of their own. */
export const splitWorkplace = write({
  name: 'workplace.split',
  input: { workplace: reference('workplace', { needed: true }), entries: texts(mostEntries) },
  output: Id,
  may: 'workplace.edit',
  prepare: (scope, { workplace }) => know(scope, workplace),
  async run(scope, { entries }) {
    const known = scope.prepared
    const taken = idsOf(known).filter((id) => entries.includes(id))
    const left = idsOf(known).filter((id) => !entries.includes(id))
    if (taken.length === 0 || left.length === 0)
      throw new Problem('split-needs-both', {}, [{ field: 'entries', code: 'some' }])
    await lockRegister(scope.tx)
    for (const row of await listDecisionsBetween(scope.tx, taken, left)) await removeDecision(scope, row)
    for (const decision of splitDecisions(taken, left)) await putDecision(scope, decision)
    const id = await keepWorkplace(scope, known)
    scope.about({ data: { entries: taken.length, of: known.entries.length } })
    return { id }
  }
})

/** Writes for the first time what people know of a workplace; what is there already is changed like every other record. */
export const describeWorkplace = write({
  name: 'workplace.describe',
  input: { workplace: reference('workplace', { needed: true }), ...workplaceFields },
  output: Id,
  may: 'workplace.edit',
  prepare: (scope, { workplace }) => know(scope, workplace),
  async run(scope, { workplace: _asked, ...values }) {
    const id = await keepWorkplace(scope, scope.prepared)
    const before = await findRecord(scope.tx, workplaceKind, id)
    if (!before) throw new Problem('not-found')
    const after = await updateRow(scope.tx, workplaceKind, { ...before, ...values }, before.revision)
    scope.note(workplaceKind.name, before, after)
    return { id }
  }
})

/** Which of the two bears the kind: the other one is the principal of this, or this one of the other. */
export const sides = ['other', 'this'] as const

/** Says how two firms are bound. */
export const linkWorkplaces = write({
  name: 'workplace.link',
  input: {
    workplace: reference('workplace', { needed: true }),
    other: reference('workplace', { needed: true }),
    side: choice(sides, { needed: true }),
    kind: choice(businessLinkKinds, { needed: true, words: 'business_link.kind' }),
    since: date(),
    until: date(),
    note: text(linkFields.note.max, { long: true })
  },
  output: Id,
  may: 'workplace.edit',
  prepare: async (scope, { workplace, other }) => [await know(scope, workplace), await know(scope, other)],
  async run(scope, { side, kind, since, until, note }) {
    const [one, other] = scope.prepared as [Known, Known]
    if (one.workplace.id === other.workplace.id) throw new Problem('workplaces-one')
    const [own, far] = [await keepWorkplace(scope, one), await keepWorkplace(scope, other)]
    const ends =
      side === 'other' ? { from_workplace: far, to_workplace: own } : { from_workplace: own, to_workplace: far }
    const row = await insertRow(scope.tx, linkKind, { ...ends, kind, since, until, note, id: newId() })
    scope.note(linkKind.name, null, row)
    return { id: row.id }
  }
})
