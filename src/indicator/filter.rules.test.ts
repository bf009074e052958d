import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Filter, filterFromQuery, filterToQuery, searchedWords, withFilter } from './filter.rules.ts'

const text = fc
  .string({ minLength: 1, maxLength: 12 })
  .map((value) => value.trim())
  .filter((value) => value !== '')
const band = fc.oneof(fc.record({ from: fc.nat(9999), to: fc.nat(9999) }), fc.record({ from: fc.nat(9999) }))
const filters: fc.Arbitrary<Filter> = fc.record(
  {
    dataSets: fc.array(fc.uuid(), { minLength: 1, maxLength: 3 }),
    issue: text,
    isicSection: fc.constantFrom('A', 'C', 'U'),
    industry: text,
    region: text,
    county: text,
    city: text,
    year: fc.integer({ min: 1900, max: 2100 }),
    violations: band,
    some: fc.constantFrom('workersAffected' as const, 'backWages' as const, 'penalties' as const),
    times: band,
    text
  },
  { requiredKeys: [] }
)

test('a filter survives its way through an address', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const address = filterToQuery(filter).toString()
      expect(filterFromQuery(new URLSearchParams(address))).toEqual(filter)
    })
  )
})

test('what cannot be read in an address asks nothing', () => {
  expect(
    filterFromQuery(new URLSearchParams('year=soon&violations=many&some=thing&times=often&issue=&dataSet=&other=1'))
  ).toEqual({})
})

test('a part of a filter is set anew or dropped', () => {
  expect(withFilter({ issue: 'wages', year: 2014 }, { issue: undefined, city: 'Lima' })).toEqual({
    year: 2014,
    city: 'Lima'
  })
})

test('a search is words that must all be there, each in one of its spellings', () => {
  expect(searchedWords(' Fall|fell  ROOF | ')).toEqual([['fall', 'fell'], ['roof']])
})
