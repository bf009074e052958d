import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cellKey,
  countMoves,
  groupByCategory,
  isAlly,
  listUnfilledGaps,
  mergeValue,
  readCellKey,
  rings,
  ringsToMove,
  sortByWay,
  stakeholderCategories,
  sumByHub,
  takeSides
} from './rules.ts'

const anyRing = fc.constantFrom('' as const, ...rings)
const anyPlaced = fc.record({ present_ring: anyRing, desired_ring: anyRing })
const from = (present_ring: (typeof rings)[number] | '', desired_ring: (typeof rings)[number] | '' = '') => ({
  present_ring,
  desired_ring
})

describe('the way to the ring that the plan needs', () => {
  test.each([
    ['hostile', 'supporters', 2],
    ['hostile', 'core', 4],
    ['activists', 'activists', 0],
    ['core', 'supporters', -2],
    ['', 'core', null],
    ['core', '', null]
  ] as const)('from “%s” to “%s” is %s rings', (present, desired, expected) => {
    expect(ringsToMove(from(present, desired))).toBe(expected)
  })

  test('there and back is the same number of rings the other way', () => {
    fc.assert(
      fc.property(anyPlaced, ({ present_ring, desired_ring }) => {
        const there = ringsToMove({ present_ring, desired_ring })
        const back = ringsToMove(from(desired_ring, present_ring))
        expect(there === null || back === null ? there === back : there + back === 0).toBe(true)
      })
    )
  })

  test('the longest stands first, and who was not judged stands last', () => {
    fc.assert(
      fc.property(fc.array(anyPlaced, { maxLength: 30 }), (stakeholders) => {
        const sorted = sortByWay(stakeholders).map(ringsToMove)
        const judged = sorted.filter((way) => way !== null)
        expect(sorted.slice(0, judged.length)).toEqual(judged)
        expect(judged).toEqual([...judged].sort((a, b) => b - a))
        expect(sorted).toHaveLength(stakeholders.length)
      })
    )
  })

  test('is counted for the finding: who is judged, who is to come closer, who by two rings or more', () => {
    const stakeholders = [
      from('disengaged', 'activists'),
      from('hostile', 'supporters'),
      from('activists', 'core'),
      from('supporters', 'supporters'),
      from('core', 'activists'),
      from('core'),
      from('', 'core')
    ]
    expect(countMoves(stakeholders)).toEqual({ judged: 5, closer: 3, far: 2 })
    expect(countMoves([])).toEqual({ judged: 0, closer: 0, far: 0 })
  })
})

describe('sides', () => {
  test('core, activists and supporters are allies; the disengaged, the hostile and the unknown are not', () => {
    expect(rings.filter((ring) => isAlly({ present_ring: ring }))).toEqual(['core', 'activists', 'supporters'])
    expect(isAlly({ present_ring: '' })).toBe(false)
  })

  test('everybody stands on exactly one', () => {
    fc.assert(
      fc.property(fc.array(anyPlaced, { maxLength: 30 }), (stakeholders) => {
        const { allies, disengaged, foes, unplaced } = takeSides(stakeholders)
        const all = [...allies, ...disengaged, ...foes, ...unplaced]
        expect(all).toHaveLength(stakeholders.length)
        expect(new Set(all)).toEqual(new Set(stakeholders))
      })
    )
  })
})

describe('the six categories', () => {
  test('are all there, the empty ones too, and nobody is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ category: fc.constantFrom(...stakeholderCategories) }), { maxLength: 30 }),
        (stakeholders) => {
          const groups = groupByCategory(stakeholders)
          expect(groups.map(({ category }) => category)).toEqual([...stakeholderCategories])
          expect(groups.flatMap((group) => group.stakeholders)).toHaveLength(stakeholders.length)
          for (const { category, stakeholders: own } of groups)
            expect(own.every((one) => one.category === category)).toBe(true)
        }
      )
    )
  })
})

describe('gaps of step 1', () => {
  const interpreters = { id: 'interpreters', quantity: 0, needed: 2 }
  const cars = { id: 'cars', quantity: 3, needed: 3 }
  const budget = { id: 'budget', quantity: 100, needed: 150 }
  const powers = { id: 'powers', quantity: null, needed: null }

  test('that nobody fills are those where something is missing and no stakeholder gives it', () => {
    const resources = [interpreters, cars, budget, powers]
    expect(listUnfilledGaps(resources, [])).toEqual([interpreters, budget])
    expect(listUnfilledGaps(resources, [{ fills: 'interpreters' }, { fills: null }])).toEqual([budget])
  })
})

describe('a value that two people may have set', () => {
  const value = fc.option(fc.integer({ min: 0, max: 3 }))

  test('who changed nothing takes nothing back', () => {
    fc.assert(
      fc.property(value, value, (seen, now) => {
        expect(mergeValue(seen, seen, now)).toEqual({ value: now, overtaken: false })
      })
    )
  })

  test('a change holds if nobody else changed it since', () => {
    fc.assert(
      fc.property(value, value, (seen, mine) => {
        expect(mergeValue(seen, mine, seen)).toEqual({ value: mine, overtaken: false })
      })
    )
  })

  test('is overtaken exactly if both changed it, to different values', () => {
    fc.assert(
      fc.property(value, value, value, (seen, mine, now) => {
        expect(mergeValue(seen, mine, now).overtaken).toBe(seen !== mine && seen !== now && mine !== now)
      })
    )
  })

  test('set again after one has seen what stands there, it holds', () => {
    fc.assert(
      fc.property(value, value, (now, mine) => {
        expect(mergeValue(now, mine, now)).toEqual({ value: mine, overtaken: false })
      })
    )
  })
})

describe('the matrix of stakeholders and hubs', () => {
  test('a cell is found again by its name', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (stakeholder, hub) => {
        expect(readCellKey(cellKey({ stakeholder, hub }))).toEqual({ stakeholder, hub })
      })
    )
  })

  test('sums each hub, counts who has some influence, names who has most; none and not judged weigh nothing', () => {
    const cells = [
      { stakeholder: 'union', hub: 'garment', weight: 2 },
      { stakeholder: 'buyers', hub: 'garment', weight: 3 },
      { stakeholder: 'radio', hub: 'garment', weight: 0 },
      { stakeholder: 'radio', hub: 'care', weight: 0 },
      { stakeholder: 'union', hub: 'care', weight: null }
    ]
    expect(sumByHub(['garment', 'care', 'hotels'], cells)).toEqual([
      { hub: 'garment', sum: 5, count: 2, strongest: ['buyers'] },
      { hub: 'care', sum: 0, count: 0, strongest: [] },
      { hub: 'hotels', sum: 0, count: 0, strongest: [] }
    ])
  })
})
