import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  announcedIn,
  countByGroup,
  countByPerson,
  fewestTold,
  type Given,
  ownPeople,
  tellGroups
} from './contribution.rules.ts'

const amount = { notes: 0, votes: 0, comments: 0, decisions: 0 }
const group = (name: string, persons: number, notes = 1) => ({ ...amount, group: name, persons, notes })

describe('contributions by group', () => {
  test('tell a group of three or more apart', () => {
    expect(tellGroups([group('Red', 3, 5), group('Blue', 4, 2)])).toMatchObject([
      { groups: ['Red'], persons: 3, notes: 5 },
      { groups: ['Blue'], persons: 4, notes: 2 }
    ])
  })

  test('tell small groups together', () => {
    expect(tellGroups([group('Red', 5), group('Blue', 2), group('Green', 1)])).toMatchObject([
      { groups: ['Red'], persons: 5 },
      { groups: ['Blue', 'Green'], persons: 3, notes: 2 }
    ])
  })

  test('add the smallest of the others where the small ones are still too few, so that the rest does not tell of them', () => {
    expect(tellGroups([group('Red', 5), group('Blue', 4), group('Green', 1)])).toMatchObject([
      { groups: ['Red'], persons: 5 },
      { groups: ['Green', 'Blue'], persons: 5 }
    ])
  })

  test('tell nothing where all together are too few', () => {
    expect(tellGroups([group('Red', 2, 9)])).toEqual([])
    expect(tellGroups([])).toEqual([])
  })

  test('never tell of fewer than three, lose no group, and count everything once', () => {
    const groups = fc
      .array(fc.tuple(fc.nat(6), fc.nat(20)), { maxLength: 7 })
      .map((all) => all.map(([persons, notes], index) => group(`g${index}`, persons, notes)))
    fc.assert(
      fc.property(groups, (all) => {
        const told = tellGroups(all)
        for (const { persons } of told) expect(persons).toBeGreaterThanOrEqual(fewestTold)
        const everybody = all.reduce((sum, { persons }) => sum + persons, 0)
        if (everybody < fewestTold) {
          expect(told).toEqual([])
          return
        }
        expect(told.flatMap(({ groups }) => groups).sort()).toEqual(all.map(({ group }) => group).sort())
        expect(told.reduce((sum, one) => add(sum, one), amount)).toEqual(
          all.reduce((sum, one) => add(sum, one), amount)
        )
      })
    )
  })
})

const given: Given = {
  participants: [
    { id: 'ada', group_name: 'Red', state: 'admitted' },
    { id: 'ben', group_name: 'Blue', state: 'admitted' },
    { id: 'eve', group_name: 'Blue', state: 'removed' },
    { id: 'may', group_name: 'Blue', state: 'waiting' }
  ],
  notes: [
    { id: 'n1', author: 'ada', group_name: 'Red', state: 'decided' },
    { id: 'n2', author: 'ada', group_name: 'Red', state: 'removed' },
    { id: 'n3', author: 'amina', group_name: '', state: 'shown' },
    { id: 'n4', author: 'amina', group_name: 'Blue', state: 'shown' },
    { id: 'n5', author: 'eve', group_name: 'Blue', state: 'parked' }
  ],
  dots: [
    { id: 'd1', author: 'ada', count: 2 },
    { id: 'd2', author: 'ben', count: 0 }
  ],
  comments: [{ id: 'c1', author: 'ben', group_name: 'Red' }]
}

describe('what counts', () => {
  const counted = new Map(countByGroup(given).map(({ group, ...rest }) => [group, rest]))

  test('are notes that hang or have become part of the plan, dots, and comments, for the group of who gave them', () => {
    expect(counted.get('Red')).toEqual({ notes: 1, votes: 2, comments: 0, decisions: 1, persons: 1 })
  })

  test('is a list from paper for the group that wrote it, without the facilitator who typed it as one of them', () => {
    expect(counted.get('Blue')).toEqual({ notes: 2, votes: 0, comments: 1, decisions: 0, persons: 2 })
    expect(counted.get(ownPeople)).toEqual({ notes: 1, votes: 0, comments: 0, decisions: 0, persons: 1 })
  })

  test('is nobody who never came in and wrote nothing', () => {
    const [only] = countByGroup({
      ...given,
      notes: [],
      dots: [],
      comments: [],
      participants: given.participants.slice(3)
    })
    expect(only).toBeUndefined()
  })
})

describe('contributions by person', () => {
  const made = new Map([
    ['n1', 5],
    ['n5', 12],
    ['d1', 15],
    ['c1', 25]
  ])

  test('count only what was written while everybody was told', () => {
    expect(countByPerson(given, made, [{ from: 10, to: 20 }])).toEqual([
      { person: 'eve', ...amount, notes: 1 },
      { person: 'ada', ...amount, votes: 2 }
    ])
    expect(countByPerson(given, made, [{ from: 1, to: null }]).map(({ person }) => person)).toEqual([
      'ada',
      'eve',
      'ben'
    ])
    expect(countByPerson(given, made, [])).toEqual([])
  })

  test('are not told of people of the inspectorate, nor of what has no beginning in the log', () => {
    expect(countByPerson(given, new Map([['n3', 11]]), [{ from: 1, to: null }])).toEqual([])
  })

  test('are announced from when the switch is on until it is off', () => {
    const on = (number: number) => ({ number, on: true })
    const off = (number: number) => ({ number, on: false })
    expect(announcedIn([off(1), on(2), on(3), off(5), off(6), on(8)])).toEqual([
      { from: 2, to: 5 },
      { from: 8, to: null }
    ])
    expect(announcedIn([off(1)])).toEqual([])
  })
})
