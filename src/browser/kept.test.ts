import { describe, expect, test } from 'vitest'
import { assetsOf, isTooOld, keptAddress, mayKeep, withDate } from './kept.ts'

const board = 'https://plan.example/workshops/01900000-0000-7000-8000-000000000001'

describe('a page that is kept for when there is no line', () => {
  test('is that of a board, whatever is opened on it', () => {
    expect(keptAddress(`${board}?item=01900000-0000-7000-8000-000000000002&done=5`)).toBe(board)
    expect(keptAddress(`${board}?board=issues&layers=hubs`)).toBe(`${board}?board=issues`)
    for (const other of ['/parked', '/live'].map((part) => board + part)) expect(keptAddress(other)).toBeUndefined()
    for (const other of [
      'https://plan.example/workshops/away.js',
      'https://plan.example/plans',
      'https://plan.example/'
    ])
      expect(keptAddress(other)).toBeUndefined()
  })

  test('is one that the portal says may be kept', () => {
    expect(mayKeep('<div id="room" class="stack-l" data-keep="yes">')).toBe(true)
    expect(mayKeep('<div id="room" class="stack-l">')).toBe(false)
  })

  test('says since when, and is shown for half a day at most', () => {
    const at = Date.parse('2026-11-28T08:00:00Z')
    expect(withDate('<div id="room" class="x">', at)).toBe(`<div id="room" data-kept="${at}" class="x">`)
    expect(isTooOld(at, at + 11 * 3_600_000)).toBe(false)
    expect(isTooOld(at, at + 13 * 3_600_000)).toBe(true)
    expect(isTooOld(Number.NaN, at)).toBe(true)
  })

  test('needs the style and the scripts that it names', () => {
    const page = '<link href="/assets/style.1a.css"/><script src="/assets/board.2b.js"></script><a href="/plans">'
    expect(assetsOf(page)).toEqual(['/assets/style.1a.css', '/assets/board.2b.js'])
  })
})
