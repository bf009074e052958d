import { expect, test } from 'vitest'
import { recordsOf } from './linked-records.rules.ts'

const data = ['d']
const base = '/figures/records?dataSet=d'

test('a chart leads to the records of what is chosen in the other charts', () => {
  expect(recordsOf({}, 'sector', data)).toBe(base)
  expect(recordsOf({ sector: ['C'], size: ['0'] }, 'sector', data)).toBe(`${base}&size=0`)
  expect(recordsOf({ sector: ['C'], place: ['KE-01'], origin: ['complaint'] }, 'time', data)).toBe(
    `${base}&isicSection=C&region=KE-01&trigger=complaint`
  )
  expect(recordsOf({ place: ['06037'], time: { from: '2019-01', to: '2019-06' } }, 'size', data)).toBe(
    `${base}&county=06037&period=2019-01..2019-06`
  )
})

test('a chart leads nowhere where the records cannot be narrowed to what it counts', () => {
  for (const selection of [
    { sector: ['A', 'C'] },
    { outcome: ['none'] },
    { repeat: ['5'] },
    { issue: ['0'] },
    { size: ['-'] },
    { place: ['*'] }
  ])
    expect([selection, recordsOf(selection, 'time', data)]).toEqual([selection, undefined])
})
