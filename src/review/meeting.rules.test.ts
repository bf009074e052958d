import { describe, expect, test } from 'vitest'
import { changedPlan, checkMeeting, dayBefore, relink } from './meeting.rules.ts'

describe('a review meeting', () => {
  test('comes before the next one', () => {
    expect(checkMeeting({ day: '2026-10-15', next_day: null })).toEqual([])
    expect(checkMeeting({ day: '2026-10-15', next_day: '2026-10-15' })).toMatchObject([{ field: 'next_day' }])
  })

  test('offers the changes since the meeting before it, and since ever where it is the first', () => {
    const days = ['2026-10-15', '2026-04-01', '2026-07-01']
    expect(dayBefore(days, '2026-10-15')).toBe('2026-07-01')
    expect(dayBefore(days, '2026-04-01')).toBeUndefined()
    const entry = { at: '2026-08-02T10:00:00Z', changes: [{ record: 'intervention' }] }
    expect(changedPlan(entry, '2026-07-01')).toBe(true)
    expect(changedPlan(entry, '2026-09-01')).toBe(false)
    expect(changedPlan(entry, undefined)).toBe(true)
  })

  test('does not count signing and reviewing as a change of the plan', () => {
    expect(changedPlan({ at: '2026-08-02', changes: [{ record: 'signature' }] }, undefined)).toBe(false)
    expect(changedPlan({ at: '2026-08-02', changes: [] }, undefined)).toBe(false)
  })

  test('links exactly what was chosen, each once', () => {
    expect(relink([1, 2], [2, 3, 3])).toEqual({ made: [3], gone: [1] })
    expect(relink([1], [])).toEqual({ made: [], gone: [1] })
  })
})
