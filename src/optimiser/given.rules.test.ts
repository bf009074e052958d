import { expect, test } from 'vitest'
import { daysOfOne, daysOfRegions } from './given.rules.ts'

const line = (region: string, inspectors: number) => ({
  ...{ region, inspectors, working_days: 230, leave_days: 30, inspection_share: 50 },
  ...{ vehicles: null, money: null }
})

test('a scenario begins with the days that the capacity of each region gives in a quarter', () => {
  const lines = [line('North', 4), line('', 8)]
  expect(daysOfRegions(['north', 'East', 'West'], lines, 99)).toEqual([
    { region: 'north', days: 100 },
    { region: 'East', days: 100 },
    { region: 'West', days: 100 }
  ])
  expect(daysOfOne(lines)).toBe(25)
})

test('without capacity it shares the usual days of the inspectors of step 1.2', () => {
  expect(daysOfRegions(['North', 'South'], [], 4).map(({ days }) => days)).toEqual([100, 100])
  expect(daysOfOne([])).toBeUndefined()
})
