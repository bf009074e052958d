import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkIndicator,
  checkValue,
  dueOf,
  type Followed,
  lineAt,
  monthsAfter,
  standingOf,
  tolerance,
  type Wave,
  wavesOfDeliveries,
  worthOf
} from './indicator.rules.ts'

const indicator = (given: Partial<Followed> = {}): Followed => ({
  unit: '%',
  direction: 'up',
  baseline: 20,
  baseline_count: null,
  baseline_of: null,
  baseline_on: '2026-01-01',
  baseline_sampling: '',
  goal: 60,
  goal_on: '2027-01-01',
  frequency: 'quarter',
  computed: 'typed',
  pin: null,
  intervention: null,
  ...given
})
const wave = (day: string, value: number | null, given: Partial<Wave> = {}): Wave => ({
  day,
  value,
  count: null,
  of: null,
  sampling: '',
  ...given
})
const stand = (given: Partial<Followed>, waves: Wave[], today = '2026-07-02') => {
  const { verdict, reason } = standingOf(indicator(given), waves, today)
  return [verdict, reason]
}
/** Half of the way in time: the line asks 40. */
const half = '2026-07-02'

describe('the line to the goal', () => {
  test('is straight, and stays at its ends', () => {
    const [from, to] = [
      { day: '2026-01-01', value: 20 },
      { day: '2027-01-01', value: 60 }
    ]
    expect(lineAt(from, to, '2025-05-05')).toBe(20)
    expect(lineAt(from, to, half)).toBeCloseTo(39.95, 1)
    expect(lineAt(from, to, '2030-01-01')).toBe(60)
  })

  test('near it is on track, a little behind is behind, and far behind is off track', () => {
    expect(stand({}, [wave(half, 40)])).toEqual(['on_track', 'on-line'])
    expect(stand({}, [wave(half, 36.5)])).toEqual(['on_track', 'on-line'])
    expect(stand({}, [wave(half, 33)])).toEqual(['behind', 'behind-line'])
    expect(stand({}, [wave(half, 25)])).toEqual(['off_track', 'far-behind'])
    expect(stand({}, [wave(half, 15)])).toEqual(['off_track', 'other-way'])
    expect(stand({}, [wave(half, 61)])).toEqual(['reached', 'reached'])
  })

  test('leads down where less is better', () => {
    const down = { direction: 'down', baseline: 80, goal: 40 } as const
    expect(stand(down, [wave(half, 58)])).toEqual(['on_track', 'on-line'])
    expect(stand(down, [wave(half, 85)])).toEqual(['off_track', 'other-way'])
    expect(stand(down, [wave(half, 39)])).toEqual(['reached', 'reached'])
  })

  test('after its last day a goal is reached or missed, however near it is', () => {
    const late = [wave('2026-12-30', 59.5)]
    expect(stand({}, late, '2027-01-02')).toEqual(['off_track', 'missed'])
    expect(stand({}, [wave('2026-12-30', 60)], '2027-01-02')).toEqual(['reached', 'reached'])
  })

  test('a better value never makes the verdict worse', () => {
    const order = ['off_track', 'behind', 'on_track', 'reached']
    const value = fc.double({ min: 0, max: 100, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [less, more] = [a, b].toSorted((one, other) => one - other)
        const rank = (given: number) => order.indexOf(String(stand({}, [wave(half, given)])[0]))
        return rank(less ?? 0) <= rank(more ?? 0)
      })
    )
    expect(tolerance.onTrack).toBeLessThan(tolerance.behind)
  })
})

describe('there is no verdict', () => {
  const share = { baseline: null, baseline_count: 20, baseline_of: 100 }
  const after = { count: 42, of: 100 }

  test('without a dated baseline, or without a value since', () => {
    expect(stand({ baseline: null }, [wave(half, 40)])).toEqual(['cannot_tell', 'no-baseline'])
    expect(stand({ baseline_on: null }, [wave(half, 40)])).toEqual(['cannot_tell', 'no-baseline'])
    expect(stand({}, [])).toEqual(['cannot_tell', 'no-value'])
    expect(stand({}, [wave('2025-12-31', 90), wave('2026-12-31', 90)])).toEqual(['cannot_tell', 'no-value'])
  })

  test('where a wave was driven by complaints, before or after, whatever its value', () => {
    expect(stand(share, [wave(half, null, { ...after, sampling: 'complaints' })])).toEqual([
      'cannot_tell',
      'complaints'
    ])
    expect(stand({ ...share, baseline_sampling: 'complaints' }, [wave(half, 61)])).toEqual([
      'cannot_tell',
      'complaints'
    ])
  })

  test('where fewer than thirty cases stand behind a value', () => {
    expect(stand(share, [wave(half, null, { count: 12, of: 29 })])).toEqual(['cannot_tell', 'small'])
    expect(stand({ ...share, baseline_count: 5, baseline_of: 20 }, [wave(half, null, after)])).toEqual([
      'cannot_tell',
      'small'
    ])
  })

  test('where the two waves were drawn in different ways; what is not known hinders nothing', () => {
    const drawn = { ...share, baseline_sampling: 'random' }
    expect(stand(drawn, [wave(half, null, { ...after, sampling: 'proactive' })])).toEqual(['cannot_tell', 'methods'])
    expect(stand(drawn, [wave(half, null, { ...after, sampling: 'unknown' })])).toEqual(['on_track', 'on-line'])
  })

  test('where the latest value is older than two periods', () => {
    expect(stand({}, [wave('2026-02-01', 22)], '2026-08-01')).toEqual(['on_track', 'on-line'])
    expect(stand({}, [wave('2026-02-01', 22)], '2026-08-02')).toEqual(['cannot_tell', 'stale'])
  })

  test('where what is missing may be chance: the interval reaches the line', () => {
    expect(stand(share, [wave(half, null, { count: 33, of: 100 })])).toEqual(['cannot_tell', 'chance'])
    expect(stand(share, [wave(half, null, { count: 330, of: 1000 })])).toEqual(['behind', 'behind-line'])
  })
})

test('the change of a share comes in percentage points with the interval of Newcombe', () => {
  const { change } = standingOf(
    indicator({ baseline: null, baseline_count: 25, baseline_of: 96, baseline_sampling: 'random' }),
    [wave(half, null, { count: 48, of: 96, sampling: 'random' })],
    half
  )
  expect(change?.points).toBeCloseTo(0.2396, 3)
  expect(change?.low).toBeCloseTo(0.102, 2)
  expect(change?.high).toBeCloseTo(0.363, 2)
  expect(change?.relative).toBeCloseTo(0.92, 2)
})

describe('the next value', () => {
  test('is due a period after the last one, and never after the goal', () => {
    expect(dueOf(indicator(), '2026-07-02')).toBe('2026-10-02')
    expect(dueOf(indicator(), '2026-11-30')).toBe('2027-01-01')
    expect(dueOf(indicator({ frequency: 'once' }), '2026-01-01')).toBe('2027-01-01')
    expect(dueOf(indicator(), '2027-01-01')).toBeNull()
    expect(dueOf(indicator({ computed: 'workers' }), '2026-07-02')).toBeNull()
  })

  test('of a month that is shorter is due on its last day', () => {
    expect(monthsAfter('2026-08-31', 6)).toBe('2027-02-28')
    expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28')
    expect(monthsAfter('2026-12-15', 1)).toBe('2027-01-15')
  })
})

describe('a value', () => {
  const names = { value: 'value', count: 'count' }

  test('follows from its cases, or is written; both must say the same', () => {
    expect(worthOf({ value: null, count: 48, of: 96 })).toBe(50)
    expect(checkValue({ value: 50, count: 48, of: 96 }, names, true)).toEqual([])
    expect(checkValue({ value: 60, count: 48, of: 96 }, names, true)).toEqual([
      { field: 'value', code: 'share-differs' }
    ])
    expect(checkValue({ value: null, count: null, of: null }, names, true)).toEqual([
      { field: 'value', code: 'needed' }
    ])
    expect(checkValue({ value: null, count: 9, of: 8 }, names, true)).toEqual([
      { field: 'count', code: 'more-than-all' }
    ])
  })

  test('that is counted by what was done grows day by day', () => {
    const done = (day: string, workers: number | null) => ({
      ...{ day, intervention: 'clinics', workers },
      ...{ workplaces: null, women: null, days: null, cost: null }
    })
    const waves = wavesOfDeliveries('workers', [
      done('2026-10-15', 36),
      done('2026-10-01', 41),
      done('2026-10-15', null)
    ])
    expect(waves.map(({ day, value }) => [day, value])).toEqual([
      ['2026-10-01', 41],
      ['2026-10-15', 77]
    ])
    expect(wavesOfDeliveries('typed', [done('2026-10-01', 41)])).toEqual([])
    expect(wavesOfDeliveries('deliveries', [done('2026-10-01', null)])[0]?.value).toBe(1)
  })
})

test('an indicator leads where it says: its goal lies ahead of its beginning, in value and in time', () => {
  expect(checkIndicator(indicator())).toEqual([])
  expect(checkIndicator(indicator({ direction: 'down' }))).toEqual([{ field: 'goal', code: 'goal-other-way' }])
  expect(checkIndicator(indicator({ goal_on: '2026-01-01' }))).toEqual([{ field: 'goal_on', code: 'before-baseline' }])
  expect(checkIndicator(indicator({ computed: 'evidence' }))).toEqual([{ field: 'pin', code: 'needed' }])
})
