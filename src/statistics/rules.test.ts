import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { faultsOf, figureOf, latestOfCells, misfitsOf, type Observation, partsOf, yearLines } from './rules.ts'

let number = 0
const said = (values: Partial<Observation>): Observation => ({
  id: String(number++).padStart(6, '0'),
  series: 'inspectors',
  year: 2024,
  value: 0,
  source: 'Register of staff',
  persons: '',
  category: '',
  region: '',
  sector: '',
  occupation: '',
  status: '',
  vintage: '',
  note: '',
  example: false,
  ...values
})

describe('a figure of a year', () => {
  test('is the total that was entered, whatever its parts come to', () => {
    const observations = [
      said({ value: 120 }),
      said({ value: 40, persons: 'women' }),
      said({ value: 70, persons: 'men' })
    ]
    expect(figureOf(observations, 'inspectors', 2024)).toMatchObject({ value: 120 })
    expect(figureOf(observations, 'inspectors', 2024)?.summed).toBeUndefined()
    expect(figureOf(observations, 'inspectors', 2024, { persons: 'women' })?.value).toBe(40)
  })

  test('is summed over women and men only where both are there, and never over young persons', () => {
    const women = said({ series: 'workers_liable', value: 4_000, persons: 'women' })
    const young = said({ series: 'workers_liable', value: 300, persons: 'young' })
    const men = said({ series: 'workers_liable', value: 6_000, persons: 'men' })
    expect(figureOf([women, young], 'workers_liable', 2024)).toBeUndefined()
    expect(figureOf([women, young, men], 'workers_liable', 2024)).toMatchObject({
      value: 10_000,
      summed: { over: 'persons', parts: 2 }
    })
  })

  test('is summed over regions or sectors where no total was entered, and says over how many', () => {
    const observations = [said({ value: 12, region: 'North' }), said({ value: 30, region: 'South' })]
    expect(figureOf(observations, 'inspectors', 2024)).toMatchObject({
      value: 42,
      summed: { over: 'region', parts: 2 }
    })
    expect(figureOf(observations, 'inspectors', 2024, { sector: 'A' })).toBeUndefined()
    expect(partsOf(observations, 'inspectors', 2024, 'region').map(({ part }) => part)).toEqual(['North', 'South'])
  })

  test('of agriculture is asked of the cells of agriculture alone', () => {
    const observations = [
      said({ series: 'workers_liable', value: 900, sector: 'A', persons: 'women' }),
      said({ series: 'workers_liable', value: 600, sector: 'A', persons: 'men' }),
      said({ series: 'workers_liable', value: 90_000 })
    ]
    expect(figureOf(observations, 'workers_liable', 2024, { sector: 'A' })?.value).toBe(1_500)
    expect(figureOf(observations, 'workers_liable', 2024)?.value).toBe(90_000)
  })

  test('is of no other year, and nothing where nothing was entered', () => {
    expect(figureOf([said({ value: 5 })], 'inspectors', 2023)).toBeUndefined()
    expect(figureOf([], 'inspectors', 2024)).toBeUndefined()
  })

  test('is what was entered last of a cell; what was said before stands beside it', () => {
    const first = said({ value: 118, vintage: 'provisional', status: 'P' })
    const second = said({ value: 121, vintage: 'final' })
    expect(figureOf([first, second], 'inspectors', 2024)).toMatchObject({
      value: 121,
      status: '',
      sources: ['Register of staff (final)']
    })
    expect(latestOfCells([first, second])).toEqual([{ said: second, before: [first] }])
  })

  test('is never more than the sum of all that was entered, and never less than nothing', () => {
    const cell = fc.record({
      value: fc.nat(1_000),
      region: fc.constantFrom('', 'North', 'South'),
      persons: fc.constantFrom('' as const, 'women' as const, 'men' as const, 'young' as const)
    })
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 12 }), (cells) => {
        const observations = cells.map((values) => said(values))
        const all = observations.reduce((sum, { value }) => sum + value, 0)
        const found = figureOf(observations, 'inspectors', 2024)
        expect(found === undefined || (found.value >= 0 && found.value <= all)).toBe(true)
      })
    )
  })
})

describe('what cannot be', () => {
  const one = { series: 'inspectors', persons: '', category: '', occupation: '', value: 3 } as const
  test.each([
    [{ ...one, value: 2.5 }, 'value', 'whole'],
    [{ ...one, series: 'visits', persons: 'women' } as const, 'persons', 'no-persons'],
    [{ ...one, series: 'visits', category: 'night' } as const, 'category', 'no-category'],
    [{ ...one, occupation: '7 Craft workers' }, 'occupation', 'no-occupation']
  ])('is refused at its field: %o', (values, field, code) => {
    expect(faultsOf(values)).toEqual([{ field, code }])
  })

  test('is not a half day of working time, nor an accident by occupation', () => {
    expect(faultsOf({ ...one, series: 'time_use', category: 'conciliation', value: 12.5 })).toEqual([])
    expect(faultsOf({ ...one, series: 'accidents_fatal', category: 'falls', occupation: '7' })).toEqual([])
  })

  test('women and men beyond their total are named, and so are parts that lack somebody', () => {
    const total = said({ value: 100 })
    const women = said({ value: 60, persons: 'women' })
    expect(misfitsOf([total, women], 2024)).toEqual([])
    expect(misfitsOf([total, women, said({ value: 50, persons: 'men' })], 2024)).toEqual([
      { series: 'inspectors', total: 100, parts: 110 }
    ])
    expect(misfitsOf([total, said({ value: 101, persons: 'women' })], 2024)).toHaveLength(1)
  })
})

test('the form of a year asks for each figure once', () => {
  expect(new Set(yearLines.map(({ key }) => key)).size).toBe(yearLines.length)
  expect(yearLines.map(({ key }) => key)).toContain('workers_liable-young')
})
