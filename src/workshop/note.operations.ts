import { z } from 'zod'
import { movedTo, readMove } from '../board/move.operations.ts'
import { noteWords } from '../board/note.rules.ts'
import { comment as commentKind, dot as dotKind, note as noteKind, placeInput } from '../board/records.operations.ts'
import { boardNames, boards, checkPlace } from '../board/rules.ts'
import { moved, type Place } from '../board/spot.rules.ts'
import { findDot, lockVoter, type NoteRow, sumDots, sumOwnDots } from '../board/store.ts'
import { pin } from '../indicator/pin.operations.ts'
import { choice, number, reference, references, text, yes } from '../kernel/field.ts'
import { newId } from '../kernel/id.ts'
import { findRowAt, mergeEdits } from '../kernel/merge.ts'
import { type WriteScope, write } from '../kernel/operation.ts'
import { Problem } from '../kernel/problem.ts'
import { deleteRow, findRecord, getRecord, insertRow, updateRow } from '../kernel/record.ts'
import { demandAct, type Entered, enterToAct, reachNote, wallOf } from './entrance.operations.ts'
import { Made, ofWorkshop } from './operations.ts'
import { stateOfNew } from './rules.ts'
import { listAgenda } from './store.ts'

const who = { note: reference('note', { needed: true }) }

function demandPlace(wall: string, place: Place): void {
  const problems = checkPlace(wall, place)
  if (problems.length > 0) throw new Problem('input-not-valid', { count: problems.length }, problems)
}

/** The hub or target that the item under way is about, where its board places notes under one. */
async function aboutOf({ tx }: WriteScope, { workshop }: Entered, place: readonly string[]): Promise<Place> {
  if (!workshop.item || !(place.includes('hub') || place.includes('target'))) return {}
  const item = (await listAgenda(tx, workshop.id)).find(({ id }) => id === workshop.item)
  const about = { hub: item?.hub ?? null, target: item?.target ?? null } as Place
  return Object.fromEntries(Object.entries(about).filter(([name]) => place.includes(name)))
}

/**
 * Writes a note. Its id is the id of this carrying-out, which the sender makes: so one can go on with a note that is not yet
 * sent, and what is sent twice is there once.
 */
export const addNote = write({
  name: 'note.add',
  input: { ...ofWorkshop, board: choice(boardNames, { needed: true }), ...noteWords, place: placeInput },
  output: z.object({ id: z.guid(), state: z.string() }),
  may: 'workshop.take-part',
  async run(scope, { workshop: id, board, place, ...said }) {
    const { wall, place: takes } = boards[board]
    const entered = await enterToAct(scope, id)
    demandAct(entered, 'write', wall, true)
    demandPlace(wall, place ?? {})
    const { workshop, viewer } = entered
    const current = wallOf(workshop) === wall
    const state = stateOfNew(workshop.phase, current)
    const row = {
      ...said,
      ...{ id: scope.id, plan_id: workshop.plan_id, workshop: id, board: wall, author: viewer.person, state },
      ...{ group_name: viewer.group, apart: current && workshop.work === 'groups' && viewer.group !== '' },
      ...{ dots: null, moved_by: null, record_kind: '', record: null, figure: null },
      place: moved(current ? await aboutOf(scope, entered, takes) : {}, place ?? {})
    }
    scope.note('note', null, await insertRow(scope.tx, noteKind, row))
    return { id: scope.id, state }
  }
})

async function change(scope: WriteScope, before: NoteRow, values: Partial<NoteRow>): Promise<NoteRow> {
  const after = (await updateRow(scope.tx, noteKind, { ...before, ...values }, before.revision)) as NoteRow
  scope.note('note', before, after)
  return after
}

/** A note that has become a record is changed in the plan, where its rules hold. */
function demandUndecided({ state }: NoteRow): void {
  if (state === 'decided') throw new Problem('note-decided')
}

/**
 * Changes what a note says. Two people's edits that began at the same `revision` both hold, unless they changed the same
 * field: then `changed-meanwhile` is answered, and nothing is overwritten.
 */
export const editNote = write({
  name: 'note.edit',
  input: { ...who, revision: number({ whole: true, min: 1, needed: true }), ...noteWords },
  output: z.object({ id: z.guid(), revision: z.number() }),
  may: 'workshop.take-part',
  async run(scope, { note: id, revision, ...typed }) {
    const { note } = await reachNote(scope, id, 'edit')
    demandUndecided(note)
    let values: Record<string, unknown> = typed
    if (note.revision !== revision) {
      const base = await findRowAt(scope.tx, id, revision)
      const merged = base && mergeEdits(noteWords, { base, present: note, typed })
      if (!merged || merged.conflicts.length > 0) throw new Problem('changed-meanwhile')
      values = merged.values
    }
    return { id, revision: (await change(scope, note, values)).revision }
  }
})

/**
 * Moves a note: what `place` or `fields` name is set, the rest of its place stays. The last move holds; where somebody else moved
 * the note since the `revision` that one saw, the answer says whose move it replaced, and from where.
 */
export const moveNote = write({
  name: 'note.move',
  input: { ...who, ...movedTo, revision: number({ whole: true, min: 1 }) },
  output: z.object({
    id: z.guid(),
    revision: z.number(),
    replaced: z.object({ by: z.guid(), place: z.record(z.string(), z.unknown()) }).nullable()
  }),
  may: 'workshop.take-part',
  async run(scope, { note: id, revision, ...to }) {
    const { note } = await reachNote(scope, id, 'move')
    demandUndecided(note)
    const move = readMove(note.board, to)
    const others = note.moved_by !== null && note.moved_by !== scope.actor.person
    const replaced =
      others && revision !== null && revision < note.revision
        ? { by: note.moved_by as string, place: note.place }
        : null
    const after = await change(scope, note, { place: moved(note.place, move), moved_by: scope.actor.person })
    return { id, revision: after.revision, replaced }
  }
})

/** Gathers notes under one name; '' takes them out of their cluster. */
export const clusterNotes = write({
  name: 'note.cluster',
  input: { notes: references('note'), cluster: text(100) },
  output: z.object({ changed: z.number() }),
  may: 'workshop.take-part',
  async run(scope, { notes, cluster }) {
    let changed = 0
    // In the order of their ids, so that two people who gather the same notes do not wait for one another.
    for (const id of [...new Set(notes)].sort()) {
      const { note } = await reachNote(scope, id, 'cluster')
      if (note.cluster === cluster.trim()) continue
      await change(scope, note, { cluster: cluster.trim() })
      changed += 1
    }
    if (notes.length === 0) throw new Problem('input-not-valid', { count: 1 }, [{ field: 'notes', code: 'choose' }])
    return { changed }
  }
})

/** Sets a figure of the evidence beside a note: one that is kept for the plan; without one, takes it away. */
export const attachFigure = write({
  name: 'note.attach',
  input: { ...who, figure: reference('pin') },
  output: Made,
  may: 'plan.edit',
  async run(scope, { note: id, figure }) {
    const { note } = await reachNote(scope, id, 'edit')
    demandUndecided(note)
    const kept = figure ? await getRecord(scope.tx, pin, figure) : undefined
    if (kept && kept.plan_id !== note.plan_id) throw new Problem('not-found')
    if (note.figure !== figure) await change(scope, note, { figure })
    return { id }
  }
})

/** Takes a note off the wall. */
export const removeNote = write({
  name: 'note.remove',
  input: who,
  output: Made,
  may: 'workshop.take-part',
  async run(scope, { note: id }) {
    const { note } = await reachNote(scope, id, 'remove')
    demandUndecided(note)
    await change(scope, note, { state: 'removed' })
    return { id }
  }
})

/** Puts a note into the parking lot, or takes it out. */
export const parkNote = write({
  name: 'note.park',
  input: { ...who, parked: yes },
  output: Made,
  may: 'workshop.take-part',
  async run(scope, { note: id, parked }) {
    const { note } = await reachNote(scope, id, 'park')
    demandUndecided(note)
    const state = parked ? 'parked' : 'shown'
    if (note.state !== state) await change(scope, note, { state })
    return { id }
  }
})

/**
 * Gives a note so many of one's dots: sent twice, it is so many still. `dots-spent` where one would give more than one has on
 * this wall. Others see what a note got after the vote, unless votes are shown while they are cast.
 */
export const voteForNote = write({
  name: 'note.vote',
  input: { ...who, count: number({ whole: true, min: 0, max: 20, needed: true }) },
  output: z.object({ id: z.guid(), left: z.number() }),
  may: 'workshop.take-part',
  async run(scope, { note: id, count }) {
    const { note, workshop } = await reachNote(scope, id, 'vote')
    if (note.state !== 'shown') throw new Problem('not-in-phase')
    const { tx, actor } = scope
    await lockVoter(tx, workshop.id, actor.person)
    const elsewhere = await sumOwnDots(tx, {
      workshop: workshop.id,
      wall: note.board,
      author: actor.person,
      but: id
    })
    if (count > 0 && elsewhere + count > workshop.dots) throw new Problem('dots-spent', { n: workshop.dots })
    const before = await findDot(tx, id, actor.person)
    const of = { workshop: workshop.id, plan_id: workshop.plan_id, note: id, board: note.board }
    const row = { ...of, author: actor.person, count }
    if (before) scope.note('dot', before, await updateRow(tx, dotKind, { ...before, count }, before.revision))
    else if (count > 0) scope.note('dot', null, await insertRow(tx, dotKind, { ...row, id: newId() }))
    if (workshop.live_votes) await change(scope, note, { dots: await sumDots(tx, id) })
    return { id, left: workshop.dots - elsewhere - count }
  }
})

/** Says something about a note. Like a note's, the comment's id is the id of this carrying-out. */
export const commentNote = write({
  name: 'note.comment',
  input: { ...who, text: noteWords.text },
  output: Made,
  may: 'workshop.take-part',
  async run(scope, { note: id, text }) {
    const { note } = await reachNote(scope, id, 'comment')
    const { plan_id, workshop, board, group_name, apart } = note
    const row = {
      id: scope.id,
      plan_id,
      workshop,
      note: id,
      board,
      text,
      author: scope.actor.person,
      group_name,
      apart
    }
    scope.note('note_comment', null, await insertRow(scope.tx, commentKind, row))
    return { id: scope.id }
  }
})

/** Takes back what one said about a note; a facilitator, what anybody said. */
export const removeComment = write({
  name: 'note_comment.remove',
  input: { comment: reference('note_comment', { needed: true }) },
  output: Made,
  may: 'workshop.take-part',
  async run(scope, { comment: id }) {
    const found = await findRecord(scope.tx, commentKind, id)
    if (!found) throw new Problem('not-found')
    const { facilitator } = await reachNote(scope, found.note, 'comment')
    if (found.author !== scope.actor.person && !facilitator) throw new Problem('not-found')
    await deleteRow(scope.tx, commentKind, id)
    scope.note('note_comment', found, null)
    return { id }
  }
})
