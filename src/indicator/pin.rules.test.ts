import { describe, expect, test } from 'vitest'
import type { BasisChange } from './basis.rules.ts'
import {
  cellOf,
  isAlike,
  markOf,
  mayBeRounding,
  partOfCell,
  partOfMark,
  percentOf,
  pinHref,
  verdictOf
} from './pin.rules.ts'

const set = { data_set: 'a', name: 'A', version: 'v', file_name: 'a.csv', at: '2026-01-01T00:00:00Z', records: 9 }
const kept = { value: 0.5, count: 50, of: 100, rounded: false, basis: [set] }
const figure = { value: 0.5, count: 50, of: 100, low: 0.4, high: 0.6, records: 100, rounded: false }
const change = (reason: BasisChange['reason']): BasisChange => ({
  reason,
  name: 'A',
  file_name: 'b.csv',
  at: '2026-02-01T00:00:00Z',
  person: '',
  records: 3
})

describe('why a pinned figure reads otherwise now', () => {
  test('it does not, where the same records give the same', () => {
    expect(verdictOf(kept, figure, [])).toBe('same')
  })

  test('its records changed, also where the figure happens to be the same', () => {
    expect(verdictOf(kept, { ...figure, value: 0.6 }, [change('added')])).toBe('records')
    expect(verdictOf(kept, figure, [change('rolled-back')])).toBe('records')
  })

  test('all its data sets are gone; of two, one that is left still counts', () => {
    expect(verdictOf(kept, undefined, [change('removed')])).toBe('gone')
    expect(verdictOf({ ...kept, basis: [set, { ...set, data_set: 'b' }] }, figure, [change('removed')])).toBe('records')
  })

  test('the same records say nothing that may be told', () => {
    expect(verdictOf(kept, undefined, [])).toBe('withheld')
  })

  test('the same records are counted otherwise, or rounded anew where counts are rounded', () => {
    expect(verdictOf(kept, { ...figure, count: 51 }, [])).toBe('counting')
    expect(verdictOf({ ...kept, rounded: true }, { ...figure, count: 55, rounded: true }, [])).toBe('rounding')
  })
})

test('a difference may be one of rounding alone while every count is less than ten apart, and only where it is rounded', () => {
  const rounded = { ...kept, rounded: true }
  expect(mayBeRounding(rounded, { ...figure, count: 55, of: 105, rounded: true })).toBe(true)
  expect(mayBeRounding(rounded, { ...figure, count: 60, rounded: true })).toBe(false)
  expect(mayBeRounding(kept, { ...figure, count: 55 })).toBe(false)
  expect(mayBeRounding(rounded, undefined)).toBe(false)
})

test('two figures are alike to the precision in which they are kept', () => {
  expect(isAlike(figure, { ...figure, value: 0.5 + 1e-12 })).toBe(true)
  expect(isAlike(figure, { ...figure, of: 101 })).toBe(false)
  expect(isAlike({ ...figure, count: null }, figure)).toBe(false)
})

test('a mark and a cell are read as they were written, whatever stands in them', () => {
  expect(markOf(partOfMark('origin', 'a=b|c'))).toEqual({ dimension: 'origin', value: 'a=b|c' })
  expect(markOf('cities=X')).toBeUndefined()
  for (const [row, column] of [
    ['C', null],
    [null, null],
    ['a","b', 'c\\"]']
  ] as const)
    expect(cellOf(partOfCell(row, column))).toEqual({ row, column })
  expect(cellOf('["a"]')).toBeUndefined()
  expect(cellOf('')).toBeUndefined()
})

test('the link to the choice of a figure carries its question, and no comparison', () => {
  expect(pinHref('dashboard', 'sector=C&compare=sector%3AF', { chart: 'place' })).toBe(
    '/figures/pin?sector=C&asked=dashboard&chart=place'
  )
})

test('a share becomes a baseline in per cent with one decimal', () => {
  expect(percentOf(0.30499)).toBe(30.5)
})
