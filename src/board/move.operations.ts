import { z } from 'zod'
import { businessLinks, employer } from '../hub/operations.ts'
import { demand } from '../kernel/access.ts'
import type { Row } from '../kernel/event.ts'
import { choice, emptyValue, type Fields, reference, rows, text, type Values } from '../kernel/field.ts'
import { type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { findRecord, getRecord } from '../kernel/record.ts'
import { placeInput, recordsOf } from './records.operations.ts'
import { boardNames, boards, bondOf, checkPlace } from './rules.ts'
import type { Place } from './spot.rules.ts'
import { placeOfControls } from './spots.rules.ts'

/** Where something is moved to: `place` as data, or `fields` as the controls of a form send them, by the name of each. */
export const movedTo = { place: placeInput, fields: rows({ value: text(100) }) }

/** The move that was sent, once it is one that boards of this wall have. */
export function readMove(wall: string, { place, fields }: Values<typeof movedTo>): Place {
  const move: Place = { ...placeOfControls(wall, fields), ...(place ?? {}) }
  const problems = checkPlace(wall, move)
  if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
  return move
}

/**
 * Moves a record of the plan on a board: the fields of its place are set by the record's own change, with its rule and its way
 * back. The last move holds, and whatever else was changed meanwhile stays.
 */
export const moveRecord = write({
  name: 'board.move',
  input: {
    plan: reference('plan', { needed: true }),
    board: choice(boardNames, { needed: true }),
    record: reference('record', { needed: true }),
    ...movedTo
  },
  output: z.object({ id: z.guid(), revision: z.number() }),
  may: 'plan.edit',
  async run(scope, { plan, board: name, record: id, ...to }) {
    const { kind: kindName, wall } = boards[name]
    if (!kindName) throw new Problem('not-found')
    const { kind, operations } = recordsOf[kindName]
    demand(scope.actor, operations.change.may)
    const before = (await findRecord(scope.tx, kind, id)) as Row | undefined
    if (!before || (kind.within === 'plan' && before.plan_id !== plan)) throw new Problem('not-found')
    const sent = readMove(wall, to)
    if (sent.gives) await link(scope, plan, { from: String(sent.gives), to: before, bond: String(sent.bond ?? '') })
    const move = Object.entries(sent).flatMap(([name, value]) => {
      const field = kind.fields[name]
      if (field?.needed && (value === null || value === ''))
        throw new Problem('input-not-valid', { count: 1 }, [{ field: `fields.${name}.value`, code: 'needed' }])
      return field ? [[name, value ?? emptyValue(field)] as const] : []
    })
    const revision = Number(before.revision)
    if (move.length === 0) return { id, revision }
    const values = { ...before, ...Object.fromEntries(move), revision } as unknown as Values<Fields>
    await operations.change.run({ ...scope, prepared: undefined }, values)
    return { id, revision: revision + 1 }
  }
})

/** Links an employer of the plan with who gives it work. */
async function link(scope: WriteScope, plan: string, { from, to, bond }: { from: string; to: Row; bond: string }) {
  const giver = await getRecord(scope.tx, employer, from)
  const kind = bond || bondOf(giver.role, String(to.role))
  const values = { plan, from_employer: from, to_employer: to.id, kind, note: '' }
  await businessLinks.add.run({ ...scope, prepared: undefined }, values as unknown as Values<Fields>)
}
