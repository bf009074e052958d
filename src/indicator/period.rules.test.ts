import { describe, expect, test } from 'vitest'
import { periodOf, periodsBetween, unitFor, wholeUnits } from './period.rules.ts'

const months = (first: number, last: number, cases: (month: number) => number) =>
  new Map(
    Array.from({ length: last - first + 1 }, (_, index) => first + index).map((number) => [
      `${2000 + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`,
      cases(number)
    ])
  )

describe('time on the dashboard', () => {
  test('is in months where they are few and full, else in quarters, else in years', () => {
    expect(unitFor(months(0, 59, () => 20))).toBe('month')
    expect(unitFor(months(0, 119, () => 20))).toBe('quarter')
    expect(unitFor(months(0, 299, () => 20))).toBe('year')
  })

  test('is coarser where many months would have fewer than five cases', () => {
    expect(unitFor(months(0, 35, () => 3))).toBe('quarter')
    expect(unitFor(months(0, 35, () => 1))).toBe('year')
    expect(unitFor(months(0, 35, (month) => (month === 35 ? 2 : 20)))).toBe('month')
  })

  test('has every period from the first to the last, those without a case too', () => {
    const periods = periodsBetween('2019-11', '2020-08', 'quarter')
    expect(periods.map(({ from }) => from)).toEqual(['2019-10', '2020-01', '2020-04', '2020-07'])
    expect(periodsBetween('2019-11', '2020-02', 'month')).toHaveLength(4)
    expect(periodsBetween('2019-11', '2019-11', 'year')).toEqual([{ from: '2019-01', to: '2019-12' }])
  })

  test('is asked in whole units', () => {
    expect(wholeUnits({ from: '2019-05', to: '2019-05' }, 'quarter')).toEqual({ from: '2019-04', to: '2019-06' })
    expect(periodOf('2019-12', 'year')).toEqual({ from: '2019-01', to: '2019-12' })
  })
})
