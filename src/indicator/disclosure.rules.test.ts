import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roundedAmount, roundedAnswer, roundedCount, roundedGroup } from './disclosure.rules.ts'

describe('a count of a selection', () => {
  test('is a multiple of five next to the true one, and hidden from one to four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.string(), (count, question) => {
        const told = roundedCount(count, question)
        const hidden = count > 0 && count < 5
        expect(told === undefined).toBe(hidden)
        if (told !== undefined) expect([told % 5, Math.abs(told - count) < 5]).toEqual([0, true])
      })
    )
  })

  test('is the same whenever the same question is asked', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.string(), (count, question) => {
        expect(roundedCount(count, question)).toBe(roundedCount(count, question))
      })
    )
  })

  test('is right on average over questions', () => {
    for (const count of [101, 102, 103, 104, 105]) {
      const told = Array.from({ length: 4000 }, (_, index) => roundedCount(count, `question ${index}`) ?? 0)
      const mean = told.reduce((sum, one) => sum + one, 0) / told.length
      expect([count, Math.abs(mean - count) < 0.15]).toEqual([count, true])
    }
  })

  test('does not tell one to four cases more or fewer: each answer is possible for each of them', () => {
    for (const count of [100, 101, 102, 103, 104]) {
      const differences = [1, 2, 3, 4].map((few) => {
        const seen = new Set<number>()
        for (let index = 0; index < 400; index++)
          seen.add((roundedCount(count + few, `with ${index}`) ?? 0) - (roundedCount(count, `without ${index}`) ?? 0))
        return [...seen]
      })
      expect([count, differences.every((seen) => seen.includes(0) && seen.includes(5))]).toEqual([count, true])
      expect(differences.flat().every((one) => one % 5 === 0)).toBe(true)
    }
  })
})

describe('a group of a selection', () => {
  const group = fc
    .tuple(fc.nat(500), fc.nat(500), fc.nat(500))
    .map((three) => three.sort((one, other) => other - one))
    .map(([cases = 0, of = 0, count = 0]) => ({ cases, of, count }))

  test('has no part that is larger than its whole, and what is equal stays equal', () => {
    fc.assert(
      fc.property(group, fc.string(), (truth, question) => {
        const { cases, of, count } = roundedGroup(truth, question)
        if (cases !== undefined && of !== undefined) expect(of).toBeLessThanOrEqual(cases)
        if (of !== undefined && count !== undefined) expect(count).toBeLessThanOrEqual(of)
        if (truth.of === truth.cases) expect(of).toBe(cases)
        if (truth.count === truth.of) expect(count).toBe(of)
      })
    )
  })

  test('of one to four cases tells nothing', () => {
    expect(roundedGroup({ cases: 4, of: 4, count: 2 }, 'q')).toEqual({})
    expect(roundedGroup({ cases: 40, of: 3, count: 2 }, 'q')).toEqual({ cases: 40 })
  })
})

test('an amount of a selection has two figures', () => {
  expect([158_872_061, 1234.5, 7, 0].map(roundedAmount)).toEqual([160_000_000, 1200, 7, 0])
})

describe('an answer for those who may not open the records', () => {
  const row = fc
    .tuple(fc.nat(500), fc.nat(500), fc.nat(500))
    .map((three) => three.sort((one, other) => other - one))
    .map(([cases = 0, assessed = 0, violating = 0]) => ({ violating, assessed, cases, year: 2019, suppressed: false }))

  test('has counts in multiples of five next to the true ones, whatever they are wrapped in', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.string(), (rows, question) => {
        const { rows: told } = roundedAnswer({ rows }, question)
        for (const [index, one] of told.entries())
          for (const name of ['cases', 'assessed', 'violating'] as const)
            expect([one[name] % 5, Math.abs(one[name] - (rows[index]?.[name] ?? 0)) < 5]).toEqual([0, true])
      })
    )
  })

  test('has no part larger than its whole, and what is equal stays equal, in whatever order it is written', () => {
    fc.assert(
      fc.property(row, fc.string(), (truth, question) => {
        const told = roundedAnswer(truth, question)
        expect(told.assessed).toBeLessThanOrEqual(told.cases)
        expect(told.violating).toBeLessThanOrEqual(told.assessed)
        if (truth.assessed === truth.cases) expect(told.assessed).toBe(told.cases)
        if (truth.violating === truth.assessed) expect(told.violating).toBe(told.assessed)
        expect(Object.keys(told)).toEqual(Object.keys(truth))
      })
    )
  })

  test('keeps years, names, bounds and what was left out, and rounds amounts to two figures', () => {
    const answer = {
      year: 2019,
      from: 6,
      name: 'C',
      suppressed: true,
      cases: undefined,
      backWages: 158_912_345,
      share: 0.1234
    }
    expect(roundedAnswer(answer, '')).toEqual({ ...answer, backWages: 160_000_000, share: 0.12 })
  })
})
