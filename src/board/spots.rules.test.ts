import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quadrantOf } from '../hub/rules.ts'
import { type Board, boardNames, boards, bondOf, checkPlace } from './rules.ts'
import { findSpot, liesIn, moved, type Place, valueAt } from './spot.rules.ts'
import { axesOf, placeOfControls, spotsOf } from './spots.rules.ts'

const hubs = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
const pair = { issue: hubs[0] as string, target: hubs[1] as string }
const all = boardNames.map((name): [string, Board] => [name, boards[name]])
const anyLine = fc.integer({ min: 1, max: 100 })
/** What a pair needs before it stands anywhere in the Venn. */
const ground = (board: Board): Place => (board.canvas === 'venn' ? pair : {})

describe('the named places of a board', () => {
  test.each(all)('%s: what is put into one lies in it, and in no earlier one', (_name, board) => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const spots = spotsOf(board, { line, hubs })
        for (const spot of spots) expect(findSpot(spots, moved(ground(board), spot.put))?.key).toBe(spot.key)
      })
    )
  })

  test.each(all)('%s: putting something into one is a move that the board takes', (_name, board) => {
    for (const { put } of spotsOf(board, { line: 42, hubs })) expect(checkPlace(board.wall, put)).toEqual([])
  })

  test.each(all)('%s: each has a name of its own', (_name, board) => {
    const keys = spotsOf(board, { line: 42, hubs }).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('what has no place lies in none, and waits', () => {
    for (const [, board] of all) expect(findSpot(spotsOf(board, { line: 42, hubs }), {})).toBeUndefined()
  })

  test('a quadrant of the matrix is what the plan’s own rule says it is, at every line', () => {
    const whole = fc.integer({ min: 0, max: 100 })
    fc.assert(
      fc.property(whole, whole, anyLine, (priority, compliance, line) => {
        const spots = spotsOf(boards['matrix-targets'], { line, hubs })
        expect(findSpot(spots, { priority, compliance })?.key).toBe(quadrantOf({ priority, compliance }, line))
      })
    )
  })

  test('a half-said place is none: priority alone is no quadrant, a sign alone is one', () => {
    const at = (board: Board, place: Place) => findSpot(spotsOf(board, { line: 50, hubs }), place)?.key
    expect(at(boards['matrix-issues'], { priority: 90 })).toBeUndefined()
    expect(at(boards.influences, { reach: 'direct' })).toBeUndefined()
    expect(at(boards.influences, { sign: 'negative' })).toBe('negative')
    expect(at(boards.influences, { sign: 'negative', reach: 'direct' })).toBe('negative-direct')
    expect(at(boards.venn, { means: true, chosen: true })).toBeUndefined()
  })

  test('a matrix has lines whose whole numbers lie in one quadrant each', () => {
    for (const [, board] of all) {
      const axes = axesOf(board)
      if (!axes) continue
      const spots = spotsOf(board, { line: 50, hubs })
      for (let x = Math.ceil(axes.x.from); x <= axes.x.to; x++)
        for (let y = Math.ceil(axes.y.from); y <= axes.y.to; y++)
          expect(spots.filter((spot) => liesIn({ [axes.x.field]: x, [axes.y.field]: y }, spot))).toHaveLength(1)
    }
  })
})

describe('what a form sends of a place', () => {
  test('is read as the fields are: numbers in any figures, yes and no, and nothing for what was left empty', () => {
    const sent = [
      { key: 'priority', value: '٧٥' },
      { key: 'compliance', value: '' },
      { key: 'confirmed', value: 'no' }
    ]
    expect(placeOfControls('targets', sent)).toEqual({ priority: 75, compliance: null, confirmed: false })
  })

  test('keeps what it does not know, so that it is refused', () => {
    const move = placeOfControls('targets', [{ key: 'ring', value: 'core' }])
    expect(checkPlace('targets', move)).toMatchObject([{ field: 'place', code: 'place' }])
    expect(checkPlace('targets', placeOfControls('targets', [{ key: 'priority', value: 'high' }]))).toHaveLength(1)
  })
})

describe('a place on the lines of a matrix', () => {
  const lines = [
    { field: 'compliance', from: 0, to: 100 },
    { field: 'effort', from: 0.5, to: 5.5 }
  ]
  test.each(lines)('$field: is a whole number that the field takes, wherever one lets go', (axis) => {
    fc.assert(
      fc.property(fc.double({ min: -1, max: 2, noNaN: true }), (share) => {
        const value = valueAt(axis, share)
        const wall = axis.field === 'effort' ? 'interventions' : 'targets'
        expect(checkPlace(wall, { [axis.field]: value })).toEqual([])
      })
    )
  })

  test.each(lines)('$field: every number is reached, and is where it is drawn', (axis) => {
    for (let value = Math.ceil(axis.from); value <= axis.to; value++) {
      const share = (value - axis.from) / (axis.to - axis.from)
      expect(valueAt(axis, share)).toBe(value)
    }
  })
})

test.each([
  ['brand', 'contractor', 'buyer'],
  ['principal', 'contractor', 'principal'],
  ['contractor', 'subcontractor', 'subcontractor'],
  ['franchisor', 'franchisee', 'franchise'],
  ['labour_provider', 'contractor', 'labour_provider'],
  ['contractor', 'labour_provider', 'labour_provider'],
  ['employer', 'employer', 'contractor']
])('a %s that gives work to a %s is taken to do so by %s', (giver, taker, bond) => {
  expect(bondOf(giver, taker)).toBe(bond)
})
