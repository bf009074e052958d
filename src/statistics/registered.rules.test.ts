import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { observationsOf, type RegisteredGroup, yearsOfRegister } from './registered.rules.ts'
import { figureOf } from './rules.ts'

const group = (more: Partial<RegisteredGroup>): RegisteredGroup => ({
  dataSet: 'd',
  over: 'sector',
  part: 'C',
  since: null,
  until: null,
  workplaces: 10,
  workers: 100,
  withWorkers: 10,
  women: 40,
  withWomen: 10,
  men: 60,
  withMen: 10,
  young: 0,
  withYoung: 0,
  ...more
})
const register = { name: 'Business register', example: false }
const of = (groups: RegisteredGroup[], year: number, cell = {}, series = 'workplaces_liable' as const) =>
  figureOf(observationsOf(groups, register, [year]), series, year, cell)

describe('a register of workplaces', () => {
  test('counts at the end of a year those that had opened and had not closed', () => {
    const groups = [group({ since: 2010 }), group({ since: 2020, until: 2023, workplaces: 7 }), group({ since: 2024 })]
    expect([2009, 2010, 2020, 2022, 2023, 2024].map((year) => of(groups, year)?.value)).toEqual([
      undefined,
      10,
      17,
      17,
      10,
      20
    ])
  })

  test('says that its figure was counted, and in which register', () => {
    expect(of([group({})], 2026)).toMatchObject({ value: 10, sources: ['Business register'], register: true })
  })

  test('counts workers in all and by whom, where nearly every line says how many there are', () => {
    const seen = observationsOf([group({})], register, [2026]).filter(({ sector }) => sector === '')
    expect(seen.map(({ series, persons, value }) => [series, persons, value])).toEqual([
      ['workplaces_liable', '', 10],
      ['workers_liable', '', 100],
      ['workers_liable', 'women', 40],
      ['workers_liable', 'men', 60]
    ])
    const half = observationsOf([group({ withWorkers: 5, withWomen: 0, withMen: 0 })], register, [2026])
    expect(new Set(half.map(({ series }) => series))).toEqual(new Set(['workplaces_liable']))
  })

  test('tells a section of five workplaces and more, and the total of all', () => {
    const groups = [group({ part: 'A' }), group({ part: 'B', workplaces: 4 }), group({ part: null, workplaces: 1 })]
    expect(of(groups, 2026)?.value).toBe(15)
    expect(of(groups, 2026, { sector: 'A' })?.value).toBe(10)
    expect(of(groups, 2026, { sector: 'B' })).toBeUndefined()
  })

  test('tells each region beside the sections, without counting a line twice in the total', () => {
    const groups = [
      group({ part: 'C', workplaces: 30 }),
      group({ over: 'region', part: 'KE-30', workplaces: 20 }),
      group({ over: 'region', part: 'KE-28', workplaces: 10 })
    ]
    expect(of(groups, 2026)?.value).toBe(30)
    expect(of(groups, 2026, { region: 'KE-30' })?.value).toBe(20)
  })

  test('hides the next smallest part beside a single one of fewer than five', () => {
    const groups = ['A', 'B', 'C'].map((part, index) => group({ part, workplaces: [3, 20, 40][index] ?? 0 }))
    expect(['A', 'B', 'C'].map((sector) => of(groups, 2026, { sector })?.value)).toEqual([undefined, undefined, 40])
  })

  test('gives way to what a person entered', () => {
    const counted = observationsOf([group({})], register, [2026])
    const [one] = counted
    const entered = { ...(one as (typeof counted)[number]), value: 12, source: 'Ministry', id: 'x' }
    const { register: _register, ...said } = entered
    expect(figureOf([...counted, said], 'workplaces_liable', 2026)).toMatchObject({ value: 12, sources: ['Ministry'] })
  })

  test('tells of years before it was drawn only where it keeps those that closed', () => {
    expect(yearsOfRegister([group({ since: 2001 })], 2024, 2026)).toEqual([2024, 2025, 2026])
    const kept = yearsOfRegister([group({ since: 2001 }), group({ since: 2002, until: 2010 })], 2024, 2026)
    expect([kept[0], kept.at(-1)]).toEqual([2011, 2026])
    expect(yearsOfRegister([], 2027, 2026)).toEqual([])
  })

  test('never counts more in its sections than in all, nor more women and men than workers', () => {
    const some = fc.record({
      part: fc.constantFrom('A', 'B', null),
      since: fc.option(fc.integer({ min: 2000, max: 2026 })),
      until: fc.option(fc.integer({ min: 2000, max: 2027 })),
      workplaces: fc.nat(1000)
    })
    fc.assert(
      fc.property(fc.array(some), fc.integer({ min: 2000, max: 2026 }), (lines, year) => {
        const groups = lines.map((line) => group({ ...line, withWorkers: line.workplaces }))
        const seen = observationsOf(groups, register, [year]).filter(({ series }) => series === 'workplaces_liable')
        const all = seen.find(({ sector }) => sector === '')?.value ?? 0
        const parts = seen.filter(({ sector }) => sector !== '').reduce((sum, { value }) => sum + value, 0)
        expect(parts).toBeLessThanOrEqual(all)
      })
    )
  })
})
