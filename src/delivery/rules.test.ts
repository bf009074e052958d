import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { kinds } from '../intervention/rules.ts'
import {
  calendarOf,
  checkDelivery,
  deeds,
  deedsFor,
  filterWork,
  isAddress,
  isAheadOfStatus,
  latenessOf,
  lengthOf,
  nothingDone,
  type Planned,
  standingsOf,
  totalsOf
} from './rules.ts'

const planned = (given: Partial<Planned> = {}): Planned => ({
  status: 'under_way',
  starts: '2026-09-14',
  ends: '2026-11-20',
  budget: 1000,
  expected_workplaces: 400,
  expected_workers: null,
  expected_days: 12,
  ...given
})
const done = (given: object = {}) => ({
  intervention: 'letter',
  day: '2026-09-14',
  workplaces: null,
  workers: null,
  women: null,
  days: null,
  cost: null,
  ...given
})

describe('what was done', () => {
  const right = { day: '2026-11-28', workers: 40, women: 33, link: '' }

  test('was done today or earlier', () => {
    expect(checkDelivery(right, '2026-11-28')).toEqual([])
    expect(checkDelivery(right, '2026-11-27')).toEqual([{ field: 'day', code: 'not-yet' }])
    expect(checkDelivery(right, undefined)).toEqual([])
  })

  test('reached no more women than workers in all', () => {
    expect(checkDelivery({ ...right, women: 41 }, undefined)).toEqual([{ field: 'women', code: 'more-than-all' }])
    expect(checkDelivery({ ...right, workers: null }, undefined)).toHaveLength(1)
    expect(checkDelivery({ ...right, workers: null, women: null }, undefined)).toEqual([])
  })

  test('is shown by an address of the web, and by nothing that would run', () => {
    for (const link of ['https://example.org/list?day=3', 'http://example.org']) expect(isAddress(link)).toBe(true)
    for (const link of ['javascript:alert(1)', 'data:text/html,x', 'example.org', 'https://', 'https://x y.org'])
      expect(checkDelivery({ ...right, link }, undefined)).toEqual([{ field: 'link', code: 'address' }])
  })

  test('is offered by what is mostly done under work of the kind, and nothing is left out', () => {
    for (const kind of [...kinds, ''] as const) expect(deedsFor(kind).toSorted()).toEqual([...deeds].toSorted())
    expect(deedsFor('letter')[0]).toBe('letters')
    expect(deedsFor('memorandum').slice(0, 2)).toEqual(['meeting', 'signed'])
  })
})

describe('sums', () => {
  test('are of what was said, and unknown where nobody said anything', () => {
    const [totals] = totalsOf([
      done({ workplaces: 240, cost: 3100.1 }),
      done({ workplaces: 160, cost: 2100.2, day: '2026-09-21' })
    ])
    expect(totals).toEqual({
      ...nothingDone('letter'),
      deliveries: 2,
      workplaces: 400,
      cost: 5200.3,
      first: '2026-09-14',
      last: '2026-09-21'
    })
  })

  test('of the interventions together are the sums of all deliveries', () => {
    const one = fc.record({
      intervention: fc.constantFrom('a', 'b', 'c'),
      day: fc.constant('2026-01-01'),
      workplaces: fc.option(fc.nat(500)),
      workers: fc.option(fc.nat(500)),
      women: fc.constant(null),
      days: fc.constant(null),
      cost: fc.constant(null)
    })
    fc.assert(
      fc.property(fc.array(one), (given) => {
        const totals = totalsOf(given)
        const all = (name: 'workplaces' | 'workers') => given.reduce((sum, row) => sum + (row[name] ?? 0), 0)
        for (const name of ['workplaces', 'workers'] as const)
          expect(totals.reduce((sum, row) => sum + (row[name] ?? 0), 0)).toBe(all(name))
        expect(totals.reduce((sum, row) => sum + row.deliveries, 0)).toBe(given.length)
      })
    )
  })
})

describe('expected beside actual', () => {
  test('a share needs both, and something that was expected', () => {
    const [workplaces, workers, days, cost] = standingsOf(planned(), {
      ...nothingDone('letter'),
      workplaces: 614,
      workers: 30,
      cost: 510
    })
    expect(workplaces).toEqual({ measure: 'workplaces', expected: 400, actual: 614, share: 1.535 })
    expect(workers).toEqual({ measure: 'workers', expected: null, actual: 30, share: null })
    expect(days).toEqual({ measure: 'days', expected: 12, actual: null, share: null })
    expect(cost?.share).toBe(0.51)
    expect(standingsOf(planned({ budget: 0 }), nothingDone('letter'))[3]?.share).toBeNull()
  })
})

describe('the calendar', () => {
  test('says how long until it begins, until it ends, or since it ended', () => {
    expect(calendarOf(planned(), '2026-09-01')).toEqual({ state: 'before', days: 13 })
    expect(calendarOf(planned(), '2026-11-20')).toEqual({ state: 'running', days: 0 })
    expect(calendarOf(planned(), '2026-11-28')).toEqual({ state: 'over', days: 8 })
    expect(calendarOf(planned({ ends: null }), '2026-11-28')).toEqual({ state: 'undated', days: 0 })
  })

  test('counts in days, then in weeks, then in months', () => {
    expect([lengthOf(1), lengthOf(14), lengthOf(15), lengthOf(60), lengthOf(61), lengthOf(365)]).toEqual([
      { n: 1, unit: 'days' },
      { n: 14, unit: 'days' },
      { n: 2, unit: 'weeks' },
      { n: 9, unit: 'weeks' },
      { n: 2, unit: 'months' },
      { n: 12, unit: 'months' }
    ])
  })

  test('work is late that should have ended, or begun; never what is done or dropped', () => {
    expect(latenessOf(planned(), '2026-11-28')).toEqual({ what: 'end', days: 8 })
    expect(latenessOf(planned({ status: 'agreed' }), '2026-09-20')).toEqual({ what: 'start', days: 6 })
    expect(latenessOf(planned(), '2026-09-20')).toBeUndefined()
    for (const status of ['done', 'dropped'] as const)
      expect(latenessOf(planned({ status }), '2027-11-28')).toBeUndefined()
  })

  test('what was done under an idea is ahead of what was said of it', () => {
    const totals = { ...nothingDone('letter'), deliveries: 1 }
    expect([isAheadOfStatus({ status: 'idea' }, totals), isAheadOfStatus({ status: 'paused' }, totals)]).toEqual([
      true,
      false
    ])
  })
})

test('work is found by its state, its owner, its kind and by being late, each alone and together', () => {
  const work = [
    { ...planned(), owner: 'N. Reyes', kind: 'letter' },
    { ...planned({ status: 'done' }), owner: 'N. Reyes', kind: 'visits' },
    { ...planned({ status: '' }), owner: '', kind: '' }
  ]
  const none = { status: '', owner: '', kind: '', late: false }
  const found = (filter: object) =>
    filterWork(work, { ...none, ...filter }, '2026-11-28').map((one) => work.indexOf(one))
  expect(found({})).toEqual([0, 1, 2])
  expect(found({ status: '-' })).toEqual([2])
  expect(found({ owner: 'N. Reyes' })).toEqual([0, 1])
  expect(found({ late: true })).toEqual([0, 2])
  expect(found({ owner: 'N. Reyes', kind: 'letter', late: true })).toEqual([0])
})
