import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Field } from '../kernel/field.ts'
import { steps } from '../plan/rules.ts'
import {
  type Board,
  boardNames,
  boards,
  boardsOfKind,
  checkPlace,
  columnsOf,
  missingFields,
  placeFields,
  placeOfRecord,
  recordFields,
  recordValues
} from './rules.ts'
import { moved, type Place } from './spot.rules.ts'

const all = boardNames.map((name): [string, Board] => [name, boards[name]])
const anyPlace = fc.dictionary(
  fc.constantFrom('kind', 'x', 'priority'),
  fc.oneof(fc.constantFrom('legal', ''), fc.nat(100), fc.constant(null))
)

describe('the boards', () => {
  test.each(all)('%s belongs to a step of the method and places by fields that its record has', (_name, board) => {
    expect(steps[board.step - 1]?.tabs as readonly string[]).toContain(board.tab)
    const fields: Record<string, Field> = board.kind ? recordFields[board.kind] : {}
    for (const name of [...board.place, ...(board.text ? [board.text] : [])]) expect(fields[name], name).toBeDefined()
    if (board.columns) expect(columnsOf(board).length).toBeGreaterThan(1)
    expect(boardNames as string[]).toContain(board.wall)
  })

  test('of one kind of record share one wall and one text, so that a note is the same on each', () => {
    for (const [, { kind }] of all) {
      const of = kind ? boardsOfKind(kind) : []
      expect(new Set(of.map(({ wall }) => wall)).size).toBeLessThanOrEqual(1)
      expect(new Set(of.map(({ text }) => text)).size).toBeLessThanOrEqual(1)
    }
  })

  test('cover every step but the last, which is a table', () => {
    expect([...new Set(all.map(([, { step }]) => step))].sort()).toEqual([1, 2, 3, 4, 5])
  })
})

describe('a place', () => {
  test.each([
    ['mandate', { kind: 'legal' }],
    ['issues', { priority: 0, compliance: 100 }],
    ['issues', { x: 12.5, y: 99 }],
    ['stakeholders', { present_ring: 'hostile', desired_ring: 'core', category: 'media' }],
    ['interventions', { impact: 5, effort: 1 }],
    ['influences', { hub: '01900000-0000-7000-8000-000000000001', sign: 'positive' }],
    ['venn', { means: true }],
    ['mandate', { kind: null }]
  ] as [string, Place][])('on %s may be %o', (wall, place) => {
    expect(checkPlace(wall, place)).toEqual([])
  })

  test.each([
    ['mandate', { kind: 'lawful' }],
    ['mandate', { title: 'x' }],
    ['mandate', { inspectorate_id: 'x' }],
    ['issues', { priority: 101 }],
    ['issues', { priority: 1.5 }],
    ['issues', { priority: '1' }],
    ['issues', { x: -1 }],
    ['influences', { hub: 'not an id' }],
    ['plan-map', { kind: 'legal' }],
    ['interventions', { impact: 6 }],
    ['venn', { means: 'yes' }]
  ] as [string, Place][])('on %s may not be %o', (wall, place) => {
    expect(checkPlace(wall, place)).toMatchObject([{ field: 'place', code: 'place' }])
  })

  test('after a move keeps what the move does not name, and a move that is made again changes nothing', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (place, move) => {
        const once = moved(place, move)
        expect(moved(once, move)).toEqual(once)
        for (const [name, value] of Object.entries(move)) expect(once[name] ?? null).toBe(value === '' ? null : value)
        for (const [name, value] of Object.entries(place))
          if (!(name in move) && value !== '') expect(once[name] ?? null).toBe(value)
      })
    )
  })

  test('of every wall takes x and y and what its boards place by', () => {
    expect(Object.keys(placeFields('stakeholders')).sort()).toEqual(
      ['category', 'desired_ring', 'present_ring', 'x', 'y'].sort()
    )
    expect(Object.keys(placeFields('issues'))).toContain('priority')
  })
})

describe('a note that is decided', () => {
  test('gives its text and its place to the record; x and y stay behind', () => {
    const note = { text: 'Landlords', place: { category: 'wild_card', present_ring: 'core', x: 4, y: 5 } }
    expect(recordValues(boards.bullseye, note)).toEqual({
      name: 'Landlords',
      category: 'wild_card',
      present_ring: 'core'
    })
  })

  test('takes what is said besides, which wins over the place and never over the text', () => {
    const note = { text: 'Radio', place: { category: 'media' } }
    const values = recordValues(boards.stakeholders, note, { category: 'wild_card', name: 'Other', nonsense: 1 })
    expect(values).toEqual({ name: 'Radio', category: 'wild_card' })
  })

  test.each([
    ['mandate', {}, ['kind']],
    ['mandate', { kind: 'legal' }, []],
    ['sources', { kind: 'compliance' }, ['form']],
    ['influences', { sign: 'negative' }, ['hub']],
    ['issues', {}, []],
    ['venn', {}, ['issue', 'target']],
    ['plan-map', {}, []]
  ] as const)('on %s at %o still needs %o', (name, place, missing) => {
    expect(missingFields(boards[name], place)).toEqual(missing)
  })

  test('stands afterwards where its note stood', () => {
    const place = { category: 'media', present_ring: 'disengaged', desired_ring: 'supporters' }
    const row = recordValues(boards.bullseye, { text: 'Radio', place })
    expect(placeOfRecord('stakeholder', row, () => true)).toEqual(place)
    expect(placeOfRecord('stakeholder', row, (name) => name === 'category')).toEqual({ category: 'media' })
  })
})
