import { describe, expect, test } from 'vitest'
import { completenessOf, duesOf, faultsOfDates, type ReportData } from './rules.ts'

const none = {
  sector: { fatal: [], other: [] },
  occupation: { fatal: [], other: [] },
  category: { fatal: [], other: [] }
}
const empty: ReportData = {
  figures: {},
  parts: {
    grades: [],
    gradesOfWomen: [],
    regions: [],
    activities: [],
    provisions: [],
    convictions: [],
    natures: [],
    amounts: [],
    accidents: none,
    diseases: none
  },
  recorded: {
    issues: [],
    casesWithPenalties: undefined,
    penalties: null,
    odd: { high: false, leftOut: false },
    accidents: null,
    diseases: null
  }
}
const figure = { value: 3, sources: ['Yearbook'], status: '', example: false }
const stated = { figure, from: 'entered' } as const

describe('the annual report is due', () => {
  test('twelve months after the end of its year, and at the Office three months after its publication', () => {
    const dues = duesOf({ year: 2024, published: '2025-11-30', transmitted: '2026-02-28' }, '2026-06-01')
    expect(dues.publication).toEqual({ due: '2025-12-31', done: '2025-11-30', state: 'in-time' })
    expect(dues.transmission).toEqual({ due: '2026-02-28', done: '2026-02-28', state: 'in-time' })
  })

  test('and overdue from the day after; late where it was done after all', () => {
    const unpublished = { year: 2024, published: null, transmitted: null }
    expect(duesOf(unpublished, '2025-12-31').publication.state).toBe('open')
    expect(duesOf(unpublished, '2026-01-01').publication.state).toBe('overdue')
    expect(duesOf(unpublished, '2026-01-01').transmission).toMatchObject({ due: '2026-03-31', state: 'open' })
    const late = duesOf({ year: 2024, published: '2026-01-15', transmitted: '2026-04-16' }, '2026-06-01')
    expect([late.publication.state, late.transmission]).toEqual([
      'late',
      { due: '2026-04-15', done: '2026-04-16', state: 'late' }
    ])
  })

  test('at the end of a shorter month where its day is not there', () => {
    const { transmission } = duesOf({ year: 2023, published: '2024-11-30', transmitted: null }, '2024-12-01')
    expect(transmission.due).toBe('2025-02-28')
  })

  test('and neither published before its year is over, nor sent before it is published', () => {
    expect(faultsOfDates({ year: 2024, published: '2024-12-31', transmitted: null })).toEqual([
      { field: 'published', code: 'report-early' }
    ])
    expect(faultsOfDates({ year: 2024, published: null, transmitted: '2025-03-01' })).toEqual([
      { field: 'transmitted', code: 'report-unpublished' }
    ])
    expect(faultsOfDates({ year: 2024, published: '2025-03-01', transmitted: '2025-03-01' })).toEqual([])
  })
})

describe('the completeness of the report', () => {
  const stateOf = (data: ReportData, item: string, laws = '') =>
    completenessOf(data, laws).find((one) => one.item === item)?.state

  test('lists what every letter of Article 21 asks for, and lacks all of it at first', () => {
    const asked = completenessOf(empty, '')
    expect(new Set(asked.map(({ letter }) => letter))).toEqual(new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g']))
    expect(asked.filter(({ state }) => state !== 'missing')).toEqual([])
    expect(stateOf(empty, 'laws', 'None in this year.')).toBe('given')
  })

  test('is partly there where some of several are: men and women without young persons, day without night', () => {
    const figures = { 'workers_liable-men': stated, 'workers_liable-women': stated, visits_day: stated }
    expect(stateOf({ ...empty, figures }, 'workers-split')).toBe('partly')
    expect(stateOf({ ...empty, figures }, 'visits-day-night')).toBe('partly')
  })

  test('takes what only the records hold as a part: they are those of the inspectorate, not of the country', () => {
    const recorded = { ...empty.recorded, issues: [{ issue: 'wages', cases: 12 }] }
    expect(stateOf({ ...empty, recorded }, 'violations')).toBe('partly')
    const parts = { ...empty.parts, provisions: [{ part: 'Art. 5', figure }] }
    expect(stateOf({ ...empty, recorded, parts }, 'violations')).toBe('given')
  })
})
