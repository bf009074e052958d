import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyTold,
  emptyBoard,
  groupByCluster,
  type Note,
  noteStates,
  sightOf,
  sortByDots,
  sortByJoining,
  type ToldBoard
} from './note.rules.ts'

const nobody = { person: 'p', group: '', all: false, inside: false }
const note = (change: Partial<Note> = {}): Note => ({
  ...{ id: 'a', board: 'issues', text: 'Text', place: {}, colour: '', cluster: '', author: 'x', group_name: 'Red' },
  ...{
    apart: false,
    state: 'shown',
    dots: null,
    moved_by: null,
    record_kind: '',
    record: null,
    figure: null,
    revision: 1
  },
  ...change
})

describe('what one sees of a note', () => {
  test.each([
    ['shown', false, '', 'note'],
    ['drafted', false, '', 'hidden'],
    ['removed', false, '', 'nothing'],
    ['shown', true, '', 'nothing'],
    ['shown', true, 'Red', 'note'],
    ['drafted', true, 'Red', 'hidden'],
    ['drafted', true, 'Blue', 'nothing'],
    ['parked', false, '', 'note'],
    ['decided', false, 'Blue', 'note']
  ] as const)('%s, apart: %s, seen from group “%s”: %s', (state, apart, group, sight) => {
    expect(sightOf(note({ state, apart }), { ...nobody, group })).toBe(sight)
  })

  test('the own note is always seen, unless it was removed', () => {
    for (const state of noteStates)
      for (const apart of [true, false]) {
        const own = sightOf(note({ state, apart, author: 'p' }), nobody)
        expect(own).toBe(state === 'removed' ? 'nothing' : 'note')
      }
  })

  test('a facilitator sees every group, and no draft', () => {
    const facilitator = { ...nobody, all: true }
    expect(sightOf(note({ apart: true }), facilitator)).toBe('note')
    expect(sightOf(note({ apart: true, state: 'drafted' }), facilitator)).toBe('hidden')
  })
})

const anyTold = fc.record({ id: fc.constantFrom('a', 'b', 'c'), seen: fc.constantFrom('note', 'hidden', 'nothing') })
const toldOf = ({ id, seen }: { id: string; seen: string }, revision: number): ToldBoard => ({
  notes: [{ id, board: 'issues', note: seen === 'note' ? note({ id, revision }) : null, hidden: seen === 'hidden' }],
  ...{ comments: [], dots: [], records: [] }
})
const of = { wall: 'issues', kind: 'issue' }

describe('a board that hears events', () => {
  test('ends the same when it hears some of them twice, or begins in the middle of what it read', () => {
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 20 }), fc.nat(20), (said, from) => {
        const told = said.map(toldOf)
        const end = told.reduce((state, one) => applyTold(state, one, of), emptyBoard)
        const again = told.slice(from).reduce((state, one) => applyTold(state, one, of), end)
        expect(again).toEqual(end)
      })
    )
  })

  test('holds each note once, in the order of their making, hidden or seen and never both', () => {
    fc.assert(
      fc.property(fc.array(anyTold, { maxLength: 30 }), (said) => {
        const { notes, hidden } = said.map(toldOf).reduce((state, one) => applyTold(state, one, of), emptyBoard)
        const ids = notes.map(({ id }) => id)
        expect(ids).toEqual([...new Set(ids)].sort())
        expect(ids.filter((id) => hidden.includes(id))).toEqual([])
      })
    )
  })

  test('takes nothing from another wall, neither notes nor dots', () => {
    const told = { ...toldOf({ id: 'a', seen: 'note' }, 1), dots: [{ note: 'a', board: 'issues', count: 2 }] }
    expect(applyTold(emptyBoard, told, { wall: 'targets', kind: 'target' })).toEqual(emptyBoard)
    expect(applyTold(emptyBoard, told, of).dots).toEqual([{ note: 'a', count: 2 }])
  })
})

describe('notes on a wall', () => {
  test('are decided with the most dots first; those without a count come last', () => {
    const notes = [
      note({ id: 'a' }),
      note({ id: 'b', dots: 1 }),
      note({ id: 'c', dots: 4 }),
      note({ id: 'd', dots: 1 })
    ]
    expect(sortByDots(notes).map(({ id }) => id)).toEqual(['c', 'b', 'd', 'a'])
  })

  test('hang cluster by cluster, those without one last', () => {
    const notes = [note({ id: 'a' }), note({ id: 'b', cluster: 'Pay' }), note({ id: 'c', cluster: 'Pay' })]
    expect(groupByCluster(notes).map(({ cluster, notes }) => [cluster, notes.length])).toEqual([
      ['Pay', 2],
      ['', 1]
    ])
  })
})

describe('notes that hang on one another', () => {
  test('are decided after what they hang on, each once, and a ring of them is no hindrance', () => {
    const ids = ['a', 'b', 'c', 'd', 'e']
    const anyNotes = fc.uniqueArray(
      fc.record({ id: fc.constantFrom(...ids), on: fc.option(fc.constantFrom(...ids), { nil: undefined }) }),
      { selector: ({ id }) => id }
    )
    fc.assert(
      fc.property(anyNotes, (drawn) => {
        const notes = drawn.map(({ id, on }) => note({ id, place: on ? { parent: on } : {} }))
        const sorted = sortByJoining(notes)
        expect(sorted.map(({ id }) => id).sort()).toEqual(notes.map(({ id }) => id).sort())
        const inRing = (id: string) => {
          const seen: string[] = []
          for (let at = id; at && !seen.includes(at); ) {
            seen.push(at)
            at = String(notes.find((one) => one.id === at)?.place.parent ?? '')
            if (at === id) return true
          }
          return false
        }
        for (const [index, { id, place }] of sorted.entries()) {
          const above = sorted.findIndex((one) => one.id === place.parent)
          if (above >= 0 && !inRing(id)) expect(above).toBeLessThan(index)
        }
      })
    )
  })
})
