import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  comparedOf,
  linkedDimensions,
  narrowedBy,
  readPeriod,
  type Selection,
  selectionFromQuery,
  selectionToQuery,
  toggled,
  withoutDimensions
} from './linked.rules.ts'

const values = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
const month = fc
  .tuple(fc.integer({ min: 1990, max: 2030 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)
const period = fc
  .tuple(month, month)
  .map((both) => both.sort())
  .map(([from = '', to = '']) => ({ from, to }))
const optional = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })
const selections = fc
  .record({
    dataSets: optional(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 2 })),
    time: optional(period),
    ...Object.fromEntries(linkedDimensions.slice(1).map((name) => [name, optional(values)]))
  })
  .map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Selection)

/** Values in the order of an address. */
const sorted = (selection: Selection): Selection =>
  Object.fromEntries(
    Object.entries(selection).map(([name, value]) => [
      name,
      Array.isArray(value) && name !== 'dataSets' ? [...value].sort() : value
    ])
  ) as Selection

describe('a selection', () => {
  test('is an address and comes back from it whole, whatever signs its values have', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const address = selectionToQuery(selection).toString()
        expect(selectionFromQuery(new URLSearchParams(address))).toEqual(sorted(selection))
      })
    )
  })

  test('is the same address in whatever order its values were chosen', () => {
    expect(String(selectionToQuery({ sector: ['C', 'A'] }))).toBe(String(selectionToQuery({ sector: ['A', 'C'] })))
  })

  test('is as before when a value is chosen and let go again', () => {
    fc.assert(
      fc.property(selections, fc.constantFrom(...linkedDimensions.slice(1)), (selection, dimension) => {
        const value = 'a value that nobody chose'
        const back = toggled(toggled(selection, dimension, value), dimension, value)
        expect(back).toEqual(selection)
      })
    )
  })

  test('of a period is let go by choosing the same period again, and replaced by another', () => {
    const year = toggled({}, 'time', '2019')
    expect(year).toEqual({ time: { from: '2019-01', to: '2019-12' } })
    expect(toggled(year, 'time', '2019-01..2019-12')).toEqual({})
    expect(toggled(year, 'time', '2020-05')).toEqual({ time: { from: '2020-05', to: '2020-05' } })
  })

  test('without a dimension narrows by all the others', () => {
    fc.assert(
      fc.property(selections, fc.constantFrom(...linkedDimensions), (selection, dimension) => {
        const left = narrowedBy(withoutDimensions(selection, [dimension]))
        expect(left).toEqual(narrowedBy(selection).filter((name) => name !== dimension))
      })
    )
  })
})

describe('a period', () => {
  test('is written as a year, a month or two of them, in either order', () => {
    expect(readPeriod('2019')).toEqual({ from: '2019-01', to: '2019-12' })
    expect(readPeriod('2019-05..2020')).toEqual({ from: '2019-05', to: '2020-12' })
    expect(readPeriod('2020-02..2019-11')).toEqual({ from: '2019-11', to: '2020-02' })
  })

  test('that cannot be read selects nothing', () => {
    for (const text of ['', '19', '2019-13', '2019-1', '2019..', 'soon', '2019-01..2019-02..2019-03'])
      expect([text, readPeriod(text)]).toEqual([text, undefined])
  })
})

describe('what is compared', () => {
  test('is the same selection with other values of one dimension', () => {
    expect(comparedOf({ sector: ['C'], place: ['KE-01'] }, 'place:KE-02')).toEqual({
      dimension: 'place',
      selection: { sector: ['C'], place: ['KE-02'] }
    })
    expect(comparedOf({}, 'time:2019')?.selection).toEqual({ time: { from: '2019-01', to: '2019-12' } })
  })

  test('is nothing where the address names no dimension, no value, or the selection itself', () => {
    expect(comparedOf({}, '')).toBeUndefined()
    expect(comparedOf({}, 'mood:good')).toBeUndefined()
    expect(comparedOf({}, 'time:soon')).toBeUndefined()
    expect(comparedOf({ place: ['KE-01'] }, 'place:KE-01')).toBeUndefined()
  })
})
