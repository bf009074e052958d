import { describe, expect, test } from 'vitest'
import { checkMeeting, dayBefore, relink } from './meeting.rules.ts'

describe('a review meeting', () => {
  test('comes before the next one', () => {
    expect(checkMeeting({ day: '2026-10-15', next_day: null })).toEqual([])
    expect(checkMeeting({ day: '2026-10-15', next_day: '2026-10-15' })).toMatchObject([{ field: 'next_day' }])
  })

  test('counts changes since the meeting before it, and since ever where it is the first', () => {
    const days = ['2026-10-15', '2026-04-01', '2026-07-01']
    expect(dayBefore(days, '2026-10-15')).toBe('2026-07-01')
    expect(dayBefore(days, '2026-04-01')).toBeUndefined()
  })

  test('links exactly what was chosen, each once', () => {
    expect(relink([1, 2], [2, 3, 3])).toEqual({ made: [3], gone: [1] })
    expect(relink([1], [])).toEqual({ made: [], gone: [1] })
  })
})
