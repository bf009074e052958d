import { comment as commentKind, note as noteKind } from '../board/records.operations.ts'
import { boardNames, boards } from '../board/rules.ts'
import { findNote, listComments, lockNotes, mergeGroups, type NoteRow, showDrafts, writeVotes } from '../board/store.ts'
import { choice, reference } from '../kernel/field.ts'
import { type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { enterToAct, wallOf } from './entrance.operations.ts'
import { type AgendaItem, changeWorkshop, Made, ofWorkshop } from './operations.ts'
import { endsWith, type Phase, phases } from './rules.ts'
import { listAgenda, type WorkshopRow } from './store.ts'

function noteChanges(scope: WriteScope, before: readonly NoteRow[], after: readonly NoteRow[]): void {
  const known = new Map(before.map((row) => [row.id, row]))
  for (const row of after) scope.note(noteKind.name, known.get(row.id) ?? null, row)
}

/** Turns to a phase, of the same exercise or of another: what the former phase kept back is shown, votes are counted. */
async function turn(scope: WriteScope, before: WorkshopRow, next: Partial<WorkshopRow> & { phase: Phase | '' }) {
  const { tx } = scope
  const wall = wallOf(before)
  const same = next.board === undefined
  const ends = endsWith(before.phase, same ? next.phase : '')
  const begins = next.phase === 'vote' && before.phase !== 'vote'
  if (wall && (ends.reveal || ends.count || begins)) {
    const notes = await lockNotes(tx, before.id, wall)
    if (ends.reveal) noteChanges(scope, notes, await showDrafts(tx, before.id, wall))
    else noteChanges(scope, notes, await writeVotes(tx, before.id, wall, begins && !before.live_votes))
  }
  await changeWorkshop(scope, before, { ...next, spotlight: null })
}

/** Turns to a phase of the exercise under way. */
export const setPhase = write({
  name: 'workshop.set-phase',
  input: { ...ofWorkshop, phase: choice(phases, { needed: true }) },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, phase }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    if (before.board === '') throw new Problem('not-in-phase')
    await turn(scope, before, { phase })
    return { id: workshop }
  }
})

/** Opens an item of the agenda, on every screen that follows; with none, the exercise under way ends. */
export const openItem = write({
  name: 'workshop.open-item',
  input: { ...ofWorkshop, item: reference('agenda_item') },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, item: id }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    const agenda = (await listAgenda(scope.tx, workshop)) as AgendaItem[]
    const item = agenda.find((one) => one.id === id)
    if (id !== null && !item) throw new Problem('not-found')
    const board = item?.board ?? ''
    const timer = { timer_ends: null, timer_left: null }
    const phase = board === '' ? '' : 'explain'
    await turn(scope, before, { item: id, board, work: item?.work || 'plenary', phase, ...timer })
    return { id: workshop }
  }
})

/** Brings the groups' notes together: from now on everybody sees what each group wrote on the board, and works in plenary. */
export const mergeGroupsOf = write({
  name: 'workshop.merge',
  input: { ...ofWorkshop, board: choice(boardNames, { needed: true }) },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, board }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    const { wall } = boards[board]
    const notes = await lockNotes(scope.tx, workshop, wall)
    const comments = await listComments(scope.tx, workshop, wall)
    const merged = await mergeGroups(scope.tx, workshop, wall)
    noteChanges(scope, notes, merged.notes)
    for (const row of merged.comments)
      scope.note(commentKind.name, comments.find(({ id }) => id === row.id) ?? null, row)
    if (wallOf(before) === wall && before.work === 'groups') await changeWorkshop(scope, before, { work: 'plenary' })
    return { id: workshop }
  }
})

/** Has everybody look at one note, or at none in particular any more. */
export const spotlightNote = write({
  name: 'workshop.spotlight',
  input: { ...ofWorkshop, note: reference('note') },
  output: Made,
  may: 'plan.edit',
  async run(scope, { workshop, note: id }) {
    const { workshop: before } = await enterToAct(scope, workshop, 'alone')
    const note = id ? await findNote(scope.tx, id) : undefined
    if (id && (note?.workshop !== workshop || !['shown', 'decided', 'parked'].includes(note.state)))
      throw new Problem('not-found')
    await changeWorkshop(scope, before, { spotlight: id })
    return { id: workshop }
  }
})
