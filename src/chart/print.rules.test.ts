import { expect, test } from 'vitest'
import { densityOf } from './print.rules.ts'

type Printed = Parameters<typeof densityOf>[0]
const plan = (lists: Partial<Record<keyof Printed, object[]>>) =>
  ({
    ...{ mandates: [], resources: [], sources: [], hubs: [], employers: [] },
    ...{ influences: [], stakeholders: [], interventions: [], whys: [] },
    ...lists
  }) as unknown as Printed
const lines = (count: number, letters: number) =>
  Array.from({ length: count }, () => ({ name: 'a'.repeat(letters), resources: '' }))

test('a plan of many lines is set more closely, so that it stays on one sheet', () => {
  expect([6, 15, 16, 20, 30, 31].map((count) => densityOf(plan({ interventions: lines(count, 10) })))).toEqual([
    'print-0',
    'print-1',
    'print-2',
    'print-2',
    'print-3',
    'print-4'
  ])
})

test('so is a plan of few lines in a language of long words', () => {
  const set = (letters: number) => densityOf(plan({ interventions: lines(8, letters), stakeholders: lines(10, 100) }))
  expect([300, 500, 750, 950].map(set)).toEqual(['print-1', 'print-2', 'print-3', 'print-4'])
})
