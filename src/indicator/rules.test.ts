import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newcombe, rate, suppressSmall, warningsOf, wilson } from './rules.ts'

const counted = fc
  .integer({ min: 1, max: 5000 })
  .chain((of) => fc.record({ count: fc.integer({ min: 0, max: of }), of: fc.constant(of) }))

describe('intervals', () => {
  test('Wilson: figures of the literature', () => {
    expect(wilson(15, 148)?.low).toBeCloseTo(0.0624, 4)
    expect(wilson(15, 148)?.high).toBeCloseTo(0.1605, 4)
    expect(wilson(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) })
    expect(wilson(1, 29)?.low).toBeCloseTo(0.0061, 4)
    expect(wilson(0, 0)).toBeUndefined()
  })

  test('Wilson: stays between 0 and 1, holds the share, is mirrored, and narrows with more cases', () => {
    fc.assert(
      fc.property(counted, ({ count, of }) => {
        const { share = 0, low = 0, high = 0 } = rate(count, of) ?? {}
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(share)
        expect(high).toBeGreaterThanOrEqual(share)
        expect(wilson(of - count, of)?.low).toBeCloseTo(1 - high, 10)
        const tenfold = wilson(count * 10, of * 10)
        expect((tenfold?.high ?? 1) - (tenfold?.low ?? 0)).toBeLessThan(high - low)
      })
    )
  })

  test('Newcombe: the worked example of 1998, method 10', () => {
    const difference = newcombe({ count: 48, of: 80 }, { count: 56, of: 70 })
    expect(difference?.points).toBeCloseTo(0.2, 10)
    expect(difference?.low).toBeCloseTo(0.0524, 4)
    expect(difference?.high).toBeCloseTo(0.3339, 4)
    expect(difference?.relative).toBeCloseTo(1 / 3, 10)
  })

  test('Newcombe: turned round, the difference has the other sign', () => {
    fc.assert(
      fc.property(counted, counted, (before, after) => {
        const [there, back] = [newcombe(before, after), newcombe(after, before)]
        expect(there?.points).toBeCloseTo(-(back?.points ?? 0), 12)
        expect(there?.low).toBeCloseTo(-(back?.high ?? 0), 12)
        expect(there?.low).toBeGreaterThanOrEqual(-1 - 1e-12)
        expect(there?.high).toBeLessThanOrEqual(1 + 1e-12)
      })
    )
  })
})

describe('small cells', () => {
  const shown = (cases: number[], total = true) =>
    suppressSmall(
      cases.map((count) => ({ count })),
      ({ count }) => count,
      ['count'],
      total
    ).map(({ count }) => count)

  test('fewer than five are hidden, and nothing at all is no small cell', () => {
    expect(shown([0, 3, 4, 5, 9])).toEqual([0, undefined, undefined, 5, 9])
  })

  test('one hidden cell takes the next smallest with it, where the total is shown', () => {
    expect(shown([2, 90, 7])).toEqual([undefined, 90, undefined])
    expect(shown([2, 90, 7], false)).toEqual([undefined, 90, 7])
  })

  test('the one that is hidden with it is withheld and not called small; neither is where that would tell the small one', () => {
    const withheld = (counts: number[]) =>
      suppressSmall(
        counts.map((count) => ({ count })),
        ({ count }) => count,
        ['count']
      ).map((row) => row.withheld)
    expect(withheld([2996, 3])).toEqual([true, false])
    expect(withheld([2, 3, 40])).toEqual([false, false, false])
    // Six in two groups of which one is small: one and five, told by the words alone.
    expect(withheld([1, 5, 40])).toEqual([true, true, false])
  })

  test('from what is shown and the total, no hidden cell can be told', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 12 }), (cases) => {
        const hidden = shown(cases).filter((count) => count === undefined).length
        expect(hidden === 1 && cases.filter((count) => count > 0).length > 1).toBe(false)
        for (const count of shown(cases)) expect(count === undefined || count === 0 || count >= 5).toBe(true)
      })
    )
  })
})

test('a figure from few cases, from complaints or from several sources says so', () => {
  expect(warningsOf(29, ['a'], [])).toEqual(['few-cases'])
  expect(warningsOf(30, ['a', 'b'], ['b'])).toEqual(['complaint-driven', 'several-data-sets'])
})
