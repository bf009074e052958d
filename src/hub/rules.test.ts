import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { circlesOf, isPriority, proposePriorities, quadrantOf } from './rules.ts'

const place = fc.record({
  priority: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null }),
  compliance: fc.option(fc.integer({ min: 0, max: 100 }), { nil: null })
})

describe('the Priority/Compliance Matrix', () => {
  test.each([
    [90, 10, 'act'],
    [90, 90, 'sustain'],
    [10, 10, 'watch'],
    [10, 90, 'leave'],
    [50, 49, 'act'],
    [49, 50, 'leave']
  ] as const)('priority %i with compliance %i lies in "%s"', (priority, compliance, quadrant) => {
    expect(quadrantOf({ priority, compliance }, 50)).toBe(quadrant)
  })

  test('an item without both places lies in no quadrant', () => {
    fc.assert(
      fc.property(place, (item) => {
        expect(quadrantOf(item, 50) === undefined).toBe(item.priority === null || item.compliance === null)
      })
    )
  })

  test('the line of the plan parts low from high compliance', () => {
    expect(quadrantOf({ priority: 80, compliance: 45 }, 42)).toBe('sustain')
    expect(quadrantOf({ priority: 80, compliance: 41 }, 42)).toBe('act')
  })

  test('nothing is a priority before people confirm it', () => {
    fc.assert(fc.property(place, (item) => !isPriority({ ...item, confirmed: false }, 50)))
    expect(isPriority({ priority: 95, compliance: 14, confirmed: true }, 50)).toBe(true)
  })
})

describe('the Venn of Success', () => {
  test('a pair lies in exactly the circles that hold for it', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), (issue, target, means) => {
        const inside = circlesOf({ issue, target, means })
        expect(inside.includes('issue')).toBe(issue)
        expect(inside.includes('target')).toBe(target)
        expect(inside.includes('means')).toBe(means)
      })
    )
  })
})

describe('priorities proposed from the evidence', () => {
  test('more workers affected never means a lower priority, and none falls out of the matrix', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { maxLength: 60 }), (workers) => {
        const priorities = proposePriorities(workers)
        for (const [first, many] of workers.entries()) {
          expect(priorities[first]).toBeGreaterThanOrEqual(0)
          expect(priorities[first]).toBeLessThanOrEqual(100)
          for (const [second, fewer] of workers.entries()) {
            if (many >= fewer) expect(priorities[first]).toBeGreaterThanOrEqual(priorities[second] ?? 0)
          }
        }
      })
    )
  })

  test('one giant does not press the others to the floor', () => {
    expect(proposePriorities([1_000_000, 300, 200, 100])).toEqual([95, 65, 35, 5])
  })
})
