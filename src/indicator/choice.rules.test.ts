import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readInput } from '../kernel/schema.ts'
import { allTogether, type Countable, countedDataSets } from './choice.rules.ts'
import { type Filter, filterFromQuery, filterToQuery } from './filter.rules.ts'
import { askedOf, filterFields, filterOf } from './filter-form.rules.ts'

const register: Countable = { id: 'register', table: 'cases', rows: 15_892, dated: false }
const district: Countable = { id: 'district', table: 'cases', rows: 1_315, dated: true }
const deaths: Countable = { id: 'deaths', table: 'accidents', rows: 1_160, dated: true }
const all = [district, register, deaths]

describe('the data sets that a figure counts', () => {
  test('are the largest of its kind alone, so that no case counts twice', () => {
    expect(countedDataSets({}, all, 'cases')).toEqual(['register'])
    expect(countedDataSets({}, all, 'dated')).toEqual(['district'])
    expect(countedDataSets({}, all, 'accidents')).toEqual(['deaths'])
    expect(countedDataSets({}, [], 'cases')).toEqual([])
  })

  test('are those that were chosen, as far as they fit, or all together', () => {
    expect(countedDataSets({ dataSets: ['district', 'deaths'] }, all, 'cases')).toEqual(['district'])
    expect(countedDataSets({ dataSets: ['register'] }, all, 'accidents')).toEqual([])
    expect(countedDataSets({ dataSets: [allTogether] }, all, 'cases')).toEqual(['district', 'register'])
  })
})

const word = fc.stringMatching(/^[A-Za-z0-9|]{1,12}$/)
const filter: fc.Arbitrary<Filter> = fc.record(
  {
    dataSets: fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 3 }),
    issue: word,
    isicSection: fc.constantFrom('A', 'C', 'Q'),
    industry: word,
    region: fc.constantFrom('US-CA', 'FR-69'),
    county: word,
    city: word,
    year: fc.integer({ min: 1900, max: 2100 }),
    violations: fc.record({ from: fc.nat(1000), to: fc.nat(1000) }),
    text: word
  },
  { requiredKeys: [] }
)

describe('a filter', () => {
  test('goes through the door of a question unchanged', () => {
    fc.assert(
      fc.property(
        filter,
        (given) => void expect(filterOf(readInput(filterFields, askedOf(given)) as never)).toEqual(given)
      )
    )
  })

  test('is the same in an address', () => {
    fc.assert(fc.property(filter, (given) => void expect(filterFromQuery(filterToQuery(given))).toEqual(given)))
  })
})
