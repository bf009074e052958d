import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  checkMemorandum,
  checkObligation,
  countRegister,
  dueOf,
  sortByDue,
  unregistered,
  validityOf
} from './memorandum.rules.ts'

const today = '2026-11-28'
const dates = (signed: string | null, valid_until: string | null = null, valid_from: string | null = null) => ({
  ...{ signed, valid_from, valid_until }
})
const anyDay = fc.option(
  fc
    .integer({ min: -900, max: 900 })
    .map((days) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10))
)

describe('a memorandum', () => {
  test.each([
    ['is not signed', dates(null), 'unsigned', 0],
    ['is signed and has no end', dates('2026-01-01'), 'holds', 0],
    ['ends in 91 days', dates('2026-01-01', '2027-02-27'), 'holds', 91],
    ['ends in 90 days', dates('2026-01-01', '2027-02-26'), 'expiring', 90],
    ['ends today', dates('2026-01-01', today), 'expiring', 0],
    ['ended yesterday', dates('2026-01-01', '2026-11-27'), 'over', 1],
    ['begins next month', dates('2026-01-01', null, '2026-12-08'), 'before', 10],
    ['is over though nobody wrote when it was signed', dates(null, '2026-11-18'), 'over', 10]
  ] as const)('that %s: %o is %s', (_, of, state, days) => {
    expect(validityOf(of, today)).toEqual({ state, days })
  })

  test('does not end before it was signed, nor before it begins', () => {
    expect(checkMemorandum(dates('2026-05-01', '2026-04-30'))).toMatchObject([{ field: 'valid_until' }])
    expect(checkMemorandum(dates(null, '2026-04-30', '2026-05-01'))).toMatchObject([{ code: 'before-start' }])
    expect(checkMemorandum(dates('2026-05-01', '2026-05-01', '2026-05-01'))).toEqual([])
  })

  test('of a chart that no entry names is told; other interventions are not', () => {
    const work = [
      { id: 'a', kind: 'memorandum' },
      { id: 'b', kind: 'memorandum' },
      { id: 'c', kind: 'training' }
    ]
    expect(unregistered(work, [{ interventions: ['a', 'c'] }])).toEqual([work[1]])
  })
})

describe('what is owed', () => {
  test.each([
    ['2026-11-25', null, 'overdue', 3],
    [today, null, 'today', 0],
    ['2026-12-28', null, 'soon', 30],
    ['2026-12-29', null, 'later', 31],
    [null, null, 'undated', 0],
    ['2026-11-25', '2026-11-26', 'done', 0]
  ] as const)('by %s, done on %s, is %s', (due, done_on, state, days) => {
    expect(dueOf({ due, done_on }, today)).toEqual({ state, days })
  })

  test('is sorted without losing anything: overdue first and longest, done last', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ due: anyDay, done_on: anyDay })), (owed) => {
        const sorted = sortByDue(owed, today)
        expect(new Set(sorted)).toEqual(new Set(owed))
        const open = sorted.filter(({ done_on }) => done_on === null)
        expect(sorted.slice(0, open.length)).toEqual(open)
        const days = open.flatMap(({ due }) => due ?? [])
        expect(days).toEqual(days.toSorted())
        expect(open.slice(0, days.length).every(({ due }) => due !== null)).toBe(true)
      })
    )
  })

  test('is owed by one party, and not done before it happened', () => {
    const owed = { owed_by: 'union', owed_by_other: '', done_on: today }
    expect(checkObligation(owed, today)).toEqual([])
    expect(checkObligation({ ...owed, owed_by_other: 'Ministry' }, today)).toMatchObject([{ field: 'owed_by_other' }])
    expect(checkObligation({ ...owed, done_on: '2026-11-29' }, today)).toMatchObject([{ code: 'not-yet' }])
  })

  test('under a memorandum that is over is not called overdue', () => {
    const memoranda = [
      { id: 'old', ...dates('2020-01-01', '2021-01-01') },
      { id: 'now', ...dates('2026-01-01', '2026-12-31') }
    ]
    const owed = ['old', 'now', 'now'].map((memorandum) => ({ memorandum, due: '2026-01-01', done_on: null }))
    expect(countRegister(memoranda, owed, today)).toEqual({ hold: 1, expiring: 1, over: 1, overdue: 2 })
  })
})
