import { z } from 'zod'
import { note as noteKind, placeInput } from '../board/records.operations.ts'
import { boardNames, boards, checkPlace } from '../board/rules.ts'
import { moved } from '../board/spot.rules.ts'
import { choice, rows, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { insertRow } from '../kernel/record.ts'
import { enterToAct, wallOf } from './entrance.operations.ts'
import { ofWorkshop } from './operations.ts'
import { stateOfNew } from './rules.ts'

/** How many notes are added at once. */
export const mostPasted = 200

const refuse = (field: string, code: string, values = {}) => {
  throw new Problem('input-not-valid', { count: 1 }, [{ field, code, values }])
}

/**
 * Adds the notes of a list that was typed, or photographed and read: what a group without devices wrote on paper. With `lines` alone
 * nothing is added: `list-to-check` says that they are to be looked at first. `notes` are those that were looked at: of each its
 * text, its block, and whether it is taken; `blocks` say where those of one block are put.
 */
export const pasteNotes = write({
  name: 'note.paste',
  input: {
    ...ofWorkshop,
    board: choice(boardNames, { needed: true }),
    group_name: text(60),
    lines: text(100_000, { long: true }),
    notes: rows({ text: text(500), block: text(20), take: yes }),
    blocks: rows({ place: placeInput })
  },
  output: z.object({ added: z.number() }),
  may: 'plan.edit',
  async run(scope, { workshop: id, board, group_name, lines, notes, blocks }) {
    const { wall } = boards[board]
    const { workshop, viewer } = await enterToAct(scope, id)
    if (notes.length === 0) {
      if (lines.trim() === '') refuse('lines', 'paste-empty')
      throw new Problem('list-to-check')
    }
    const taken = notes.filter(({ take, text }) => take && text.trim() !== '')
    if (taken.length === 0) refuse('', 'paste-none')
    if (taken.length > mostPasted) refuse('', 'paste-too-many', { max: mostPasted, count: taken.length })
    const placeOf = new Map(blocks.map(({ key, place }) => [key, place ?? {}]))
    const wrong = [...placeOf.values()].flatMap((place) => checkPlace(wall, place))
    if (wrong.length > 0) throw new Problem('input-not-valid', { count: wrong.length }, wrong)
    const state = stateOfNew(workshop.phase, wallOf(workshop) === wall)
    for (const { text, block } of taken) {
      const row = {
        ...{ id: newId(), plan_id: workshop.plan_id, workshop: id, board: wall, author: viewer.person, state },
        ...{ text, colour: '', cluster: '', place: moved({}, placeOf.get(block) ?? {}), group_name, apart: false },
        ...{ dots: null, moved_by: null, record_kind: '', record: null, figure: null }
      }
      scope.note('note', null, await insertRow(scope.tx, noteKind, row))
    }
    scope.about({ data: { added: taken.length } })
    return { added: taken.length }
  }
})
