import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nearCount, roundedAmount, roundedAnswer, roundedCount, roundedGroup } from './disclosure.rules.ts'

/** Chance of a name: what the portal makes of its secret. */
const chanceOf = (name: string) => (five: number) =>
  createHash('sha256').update(`${name} ${five}`).digest().readUInt32BE() / 2 ** 32
const chances = fc.string().map(chanceOf)

describe('a count of a selection', () => {
  test('is a multiple of five next to the true one, and hidden from one to four', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), chances, (count, chance) => {
        const told = roundedCount(count, chance)
        const hidden = count > 0 && count < 5
        expect(told === undefined).toBe(hidden)
        if (told !== undefined) expect([told % 5, Math.abs(told - count) < 5]).toEqual([0, true])
      })
    )
  })

  test('is the same whatever is asked, so that no second draw can be averaged with the first', () => {
    fc.assert(
      fc.property(fc.nat(1000), chances, (count, chance) => {
        const told = nearCount(count, chance)
        expect(roundedAnswer({ rows: [{ cases: count }], of: count }, chance)).toEqual({
          rows: [{ cases: told }],
          of: told
        })
        if (count >= 5) expect(roundedGroup({ cases: count, of: count, count }, chance).cases).toBe(told)
      })
    )
  })

  test('is right on average over the keys of inspectorates, and over the counts of one', () => {
    const mean = (all: number[]) => all.reduce((sum, one) => sum + one, 0) / all.length
    for (const count of [101, 102, 103, 104, 105]) {
      const told = Array.from({ length: 4000 }, (_, index) => nearCount(count, chanceOf(`${index}`)))
      expect([count, Math.abs(mean(told) - count) < 0.15]).toEqual([count, true])
    }
    const errors = Array.from({ length: 4000 }, (_, count) => nearCount(count, chanceOf('one')) - count)
    expect(Math.abs(mean(errors))).toBeLessThan(0.15)
  })

  test('does not tell one to four cases more or fewer: each answer is possible for each of them', () => {
    for (const count of [100, 101, 102, 103, 104]) {
      const differences = [1, 2, 3, 4].map((few) => {
        const seen = new Set<number>()
        for (let index = 0; index < 400; index++)
          seen.add(nearCount(count + few, chanceOf(`${index}`)) - nearCount(count, chanceOf(`${index}`)))
        return [0, 5].every((one) => seen.has(one)) && [...seen].every((one) => one % 5 === 0)
      })
      expect([count, differences]).toEqual([count, [true, true, true, true]])
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
      fc.property(group, chances, (truth, chance) => {
        const { cases, of, count } = roundedGroup(truth, chance)
        if (cases !== undefined && of !== undefined) expect(of).toBeLessThanOrEqual(cases)
        if (of !== undefined && count !== undefined) expect(count).toBeLessThanOrEqual(of)
        if (truth.of === truth.cases) expect(of).toBe(cases)
        if (truth.count === truth.of) expect(count).toBe(of)
      })
    )
  })

  test('reads the same rounded once more', () => {
    fc.assert(
      fc.property(group, chances, (truth, chance) => {
        const once = roundedGroup(truth, chance)
        expect(roundedGroup(once, chance)).toEqual(once)
      })
    )
  })

  test('of one to four cases tells nothing', () => {
    expect(roundedGroup({ cases: 4, of: 4, count: 2 }, chanceOf('one'))).toEqual({})
    expect(roundedGroup({ cases: 40, of: 3, count: 2 }, chanceOf('one'))).toEqual({ cases: 40 })
    expect(roundedGroup({}, chanceOf('one'))).toEqual({})
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
      fc.property(fc.array(row, { maxLength: 8 }), chances, (rows, chance) => {
        const { rows: told } = roundedAnswer({ rows }, chance)
        for (const [index, one] of told.entries())
          for (const name of ['cases', 'assessed', 'violating'] as const)
            expect([one[name] % 5, Math.abs(one[name] - (rows[index]?.[name] ?? 0)) < 5]).toEqual([0, true])
      })
    )
  })

  test('has no part larger than its whole, and what is equal stays equal, in whatever order it is written', () => {
    fc.assert(
      fc.property(row, chances, (truth, chance) => {
        const told = roundedAnswer(truth, chance)
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
    expect(roundedAnswer(answer, chanceOf('one'))).toEqual({ ...answer, backWages: 160_000_000, share: 0.12 })
  })
})
