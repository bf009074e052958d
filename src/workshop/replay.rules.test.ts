import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Change, Row } from '../kernel/event.ts'
import { byMinute, type Logged, markAt, marksOf, rewound, standingAt } from './replay.rules.ts'

const workshop = 'w'
const at = (number: number) => new Date(Date.UTC(2026, 10, 28, 9, 0, number * 20)).toISOString()
const entry = (number: number, changes: Change[], operation = 'note.move'): Logged => ({
  number,
  at: at(number),
  operation,
  changes
})
const row = (id: string, more: object = {}): Row => ({ id, workshop, board: 'mandate', ...more })
const change = (record: string, id: string, before: Row | null, after: Row | null): Change => ({
  record,
  id,
  before,
  after
})

/** A log of notes that are made, changed, taken away and made again, and the state after each entry. */
const histories = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('put', 'put', 'remove'), fc.nat(9)), {
    maxLength: 40
  })
  .map((acts) => {
    const state = new Map<string, Row>()
    const states: Row[][] = [[]]
    const entries = acts.map(([id, act, text], index) => {
      const before = state.get(id) ?? null
      const after = act === 'put' ? row(id, { text }) : null
      if (after) state.set(id, after)
      else state.delete(id)
      states.push([...state.values()].sort((one, other) => (one.id < other.id ? -1 : 1)))
      const changes = before || after ? [change('note', id, before, after)] : []
      return entry(index + 1, changes)
    })
    return { entries, states }
  })

describe('a board as it stood', () => {
  test('is at every moment what was there after that entry, forwards from the beginning', () => {
    fc.assert(
      fc.property(histories, ({ entries, states }) => {
        for (const [number, state] of states.entries())
          expect(standingAt(entries, number, workshop).rows.get('note')).toEqual(state)
      })
    )
  })

  test('is the same, backwards from what stands now', () => {
    fc.assert(
      fc.property(histories, ({ entries, states }) => {
        for (const [number, state] of states.entries())
          expect(rewound(states.at(-1) ?? [], entries, number, 'note')).toEqual(state)
      })
    )
  })

  test('has nothing of another workshop, and of a kind only its own', () => {
    const other = { ...row('x'), workshop: 'other' }
    const entries = [
      entry(1, [change('note', 'x', null, other), change('note', 'a', null, row('a'))]),
      entry(2, [change('dot', 'd', null, row('d')), change('issue', 'i', null, { id: 'i' })])
    ]
    const { rows, made } = standingAt(entries, 9, workshop)
    expect(rows.get('note')).toEqual([row('a')])
    expect(rows.get('dot')).toEqual([row('d')])
    expect(rows.has('issue')).toBe(false)
    expect([...made]).toEqual([
      ['a', 1],
      ['d', 2]
    ])
  })

  test('keeps records that nobody touched since, and brings back those that were taken out', () => {
    const now = [{ id: 'old' }, { id: 'new' }]
    const entries = [
      entry(5, [change('issue', 'new', null, { id: 'new' })]),
      entry(6, [
        change('issue', 'gone', { id: 'gone', name: 'Wages' }, null),
        change('target', 'old', { id: 'old' }, null)
      ])
    ]
    expect(rewound(now, entries, 6, 'issue')).toEqual([{ id: 'new' }, { id: 'old' }])
    expect(rewound(now, entries, 5, 'issue')).toEqual([{ id: 'gone', name: 'Wages' }, { id: 'new' }, { id: 'old' }])
    expect(rewound(now, entries, 4, 'issue')).toEqual([{ id: 'gone', name: 'Wages' }, { id: 'old' }])
  })

  test('takes back several changes of one entry in their order, the last first', () => {
    const entries = [
      entry(1, [
        change('issue', 'i', { id: 'i', n: 1 }, { id: 'i', n: 2 }),
        change('issue', 'i', { id: 'i', n: 2 }, { id: 'i', n: 3 })
      ])
    ]
    expect(rewound([{ id: 'i', n: 3 }], entries, 0, 'issue')).toEqual([{ id: 'i', n: 1 }])
  })
})

describe('the moments of a replay', () => {
  const of = { workshop, wall: 'mandate', kind: 'mandate', walls: (board: string) => board }
  const state = (phase: string, more: object = {}): Row => ({
    id: workshop,
    board: 'mandate',
    item: 'i',
    phase,
    status: 'open',
    ...more
  })
  const entries = [
    entry(1, [change('workshop', workshop, null, state('explain', { board: '' }))], 'workshop.add'),
    entry(2, [change('workshop', workshop, state('', { board: '' }), state('explain'))], 'workshop.open-item'),
    entry(3, [change('workshop', workshop, state('explain'), state('explain', { locked: true }))], 'workshop.steer'),
    entry(4, [change('note', 'a', null, row('a'))], 'note.add'),
    entry(5, [change('note', 'b', null, row('b', { board: 'issues' }))], 'note.add'),
    entry(6, [change('participant', 'p', null, row('p'))], 'participant.join'),
    entry(7, [change('mandate', 'm', null, { id: 'm' })], 'mandate.add'),
    entry(8, [change('note', 'z', null, { ...row('z'), workshop: 'other' })], 'note.add')
  ]

  test('are what was done on the wall, the plan’s records of it, and the phases that were turned to', () => {
    expect(marksOf(entries, of).map(({ number }) => number)).toEqual([2, 4, 7])
  })

  test('are one in each minute, the last', () => {
    const marks = [1, 2, 3, 4, 9].map((number) => ({ number, at: at(number), operation: '' }))
    expect(byMinute(marks).map(({ number }) => number)).toEqual([2, 4, 9])
  })

  test('are found by an entry of the log: the last at or before it, else the first', () => {
    const marks = marksOf(entries, of)
    expect([0, 2, 3, 6, 99].map((number) => markAt(marks, number)?.number)).toEqual([2, 2, 2, 4, 7])
    expect(markAt([], 5)).toBeUndefined()
  })
})
