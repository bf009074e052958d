import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decisionsOf, meansOf, type Watched } from './director.rules.ts'
import { funnelOf, funnelStages, knownFromDeliveries } from './funnel.rules.ts'
import type { Standing } from './indicator.rules.ts'
import { nothingDone } from './rules.ts'

const today = '2026-11-28'
const work = (id: string, given: Partial<Watched> = {}): Watched => ({
  id,
  name: id,
  kind: 'training',
  status: 'under_way',
  starts: '2026-09-01',
  ends: '2027-09-01',
  budget: 1000,
  expected_workplaces: null,
  expected_workers: null,
  expected_days: 10,
  reply_until: null,
  valid_until: null,
  ...given
})
const judged = (verdict: Standing['verdict'], due: string | null = null) => ({
  ...{ id: 'goal', name: 'Goal' },
  standing: { verdict, due } as Standing
})
const codes = (...given: Parameters<typeof decisionsOf>) => decisionsOf(...given).map(({ code }) => code)

describe('the funnel', () => {
  test('says of each stage what is known, and its share of the nearest earlier one that is', () => {
    const funnel = funnelOf({ liable: 2100, contacted: 400, visited: 96 })
    expect(funnel.map(({ value }) => value)).toEqual([2100, null, 400, 96, null, null, null])
    expect(funnel[2]).toMatchObject({ of: 'liable', share: 400 / 2100, exceeds: false })
    expect(funnel[3]).toMatchObject({ of: 'contacted', share: 0.24 })
    expect(funnel[4]).toMatchObject({ of: null, share: null })
  })

  test('prints no share beyond the whole, and says so', () => {
    expect(funnelOf({ contacted: 90, visited: 96 })[3]).toMatchObject({ share: null, exceeds: true, of: 'contacted' })
  })

  test('has every stage once in its order, whatever is known', () => {
    const known = fc.dictionary(fc.constantFrom(...funnelStages), fc.nat(10_000))
    fc.assert(
      fc.property(known, (given) => {
        const funnel = funnelOf(given)
        expect(funnel.map(({ stage }) => stage)).toEqual([...funnelStages])
        return funnel.every(({ share }) => share === null || (share >= 0 && share <= 1))
      })
    )
  })

  test('takes from what was done the letters and the visits, and nothing where none says a number', () => {
    const done = [
      { deed: 'letters', workplaces: 240 },
      { deed: 'letters', workplaces: 160 },
      { deed: 'visits', workplaces: null },
      { deed: 'meeting', workplaces: 38 }
    ]
    expect(knownFromDeliveries(done)).toEqual({ contacted: 400 })
  })
})

describe('money and days', () => {
  test('are summed over what is not dropped, and held against the time of the plan', () => {
    const means = meansOf(
      [work('a'), work('b', { budget: null, expected_days: null }), work('c', { status: 'dropped' })],
      [{ ...nothingDone('a'), cost: 510, days: 4.5 }],
      { starts: '2026-11-18', ends: '2026-12-08' },
      today
    )
    expect(means).toEqual({ budget: 1000, spent: 510, days: 10, daysSpent: 4.5, passed: 0.5 })
  })

  test('are unknown where nobody states them', () => {
    expect(meansOf([], [], { starts: null, ends: null }, today)).toEqual({
      ...{ budget: null, spent: null, days: null },
      ...{ daysSpent: null, passed: null }
    })
  })
})

describe('what needs a decision', () => {
  test('begins with a goal that is missed, then money, then time', () => {
    const late = work('late', { ends: '2026-11-20' })
    const over = work('over')
    expect(codes([late, over], [{ ...nothingDone('over'), cost: 1200 }], [judged('off_track')], today)).toEqual([
      'off-track',
      'overspent',
      'late-end'
    ])
  })

  test('names each record once, for what weighs most', () => {
    const both = work('both', { ends: '2026-11-20' })
    const late = work('late', { ends: '2026-11-01' })
    expect(codes([late, both], [{ ...nothingDone('both'), cost: 1200 }], [], today)).toEqual(['overspent', 'late-end'])
  })

  test('asks for a word on an idea whose day comes, and not on one that is far', () => {
    expect(codes([work('a', { status: 'idea', starts: '2026-12-20' })], [], [], today)).toEqual(['not-agreed'])
    expect(codes([work('a', { status: 'idea', starts: '2027-03-01' })], [], [], today)).toEqual([])
    expect(codes([work('a', { status: 'agreed', starts: '2026-11-01' })], [], [], today)).toEqual(['late-start'])
  })

  test('tells when a right of reply is over and when a memorandum ends', () => {
    const naming = work('naming', { kind: 'shame', reply_until: '2026-11-27' })
    const agreement = work('agreement', { kind: 'memorandum', valid_until: '2027-01-15', status: 'done' })
    expect(codes([agreement, naming], [], [], today)).toEqual(['reply-over', 'memorandum-ends'])
    expect(codes([{ ...naming, reply_until: today }], [], [], today)).toEqual([])
  })

  test('asks nothing about what goes well or is done', () => {
    expect(
      codes([work('a'), work('b', { status: 'done', ends: '2026-10-01' })], [], [judged('on_track')], today)
    ).toEqual([])
    expect(codes([], [], [judged('cannot_tell', '2026-11-01')], today)).toEqual(['value-due'])
  })
})
