import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedVisits } from './lai.rules.ts'
import { coverageOf, reachOf, visitsOf } from './reach.rules.ts'
import type { Observation, Series } from './rules.ts'

const said = (series: Series, value: number, id: string = series): Observation => ({
  id,
  series,
  year: 2024,
  value,
  source: 'Yearbook',
  persons: '',
  category: '',
  region: '',
  sector: '',
  occupation: '',
  status: '',
  vintage: '',
  note: '',
  example: false
})
const recorded: RecordedVisits = {
  year: 2024,
  visits: 500,
  workplacesVisited: 400,
  workplacesRevisited: 60,
  workersVisited: 9_000,
  workplacesWithWorkers: 380,
  otherRecords: 0,
  unknownRecords: 0
}
const own = (observations: Observation[], records: RecordedVisits[] = []) => ({
  observations,
  recorded: records,
  dataSets: ['Visits of 2024']
})

describe('the visits of a year', () => {
  test('are those that were entered; where the records say otherwise, both are told', () => {
    expect(visitsOf(own([said('workplaces_visited', 450)], [recorded]), 'workplaces_visited', 2024)).toMatchObject({
      figure: { value: 450 },
      from: 'entered',
      recorded: 400
    })
    expect(
      visitsOf(own([said('workplaces_visited', 400)], [recorded]), 'workplaces_visited', 2024)?.recorded
    ).toBeUndefined()
  })

  test('are counted in the records where nobody entered them, and in no records but visits', () => {
    expect(visitsOf(own([], [recorded]), 'workers_visited', 2024)).toMatchObject({
      figure: { value: 9_000, sources: ['Visits of 2024'] },
      from: 'records'
    })
    expect(visitsOf(own([], [{ ...recorded, visits: 0 }]), 'workplaces_visited', 2024)).toBeUndefined()
    expect(visitsOf(own([], [{ ...recorded, workersVisited: null }]), 'workers_visited', 2024)).toBeUndefined()
    expect(visitsOf(own([], [{ ...recorded, workplacesRevisited: 0 }]), 'workplaces_revisited', 2024)).toMatchObject({
      figure: { value: 0 }
    })
  })
})

describe('the reach of the inspection', () => {
  test('is distinct workplaces visited of those liable, and the years until all are seen', () => {
    const reach = reachOf(own([said('workplaces_liable', 8_800), said('workers_liable', 90_000)], [recorded]), 2024)
    expect(reach.penetration).toEqual({ share: 400 / 8_800, atMost: false })
    expect(reach.yearsToVisitAll).toBeCloseTo(22)
    expect(reach.penetrationOfWorkers).toBe(0.1)
    expect(reach.gaps).toEqual(['prioritised', 'impacted'])
  })

  test('is at most one workplace for each visit where only visits are known', () => {
    const reach = reachOf(own([said('workplaces_liable', 7_300_000), said('visits', 27_914)]), 2024)
    expect(reach.penetration?.atMost).toBe(true)
    expect(reach.visitedAtMost).toBe(27_914)
    expect(reach.gaps).toContain('workplaces_visited')
  })

  test('is not said where nothing is liable, nothing was visited, or more was visited than is liable', () => {
    expect(reachOf(own([]), 2024)).toEqual({
      gaps: ['workplaces_liable', 'prioritised', 'workplaces_visited', 'impacted', 'workers_liable', 'workers_visited']
    })
    expect(reachOf(own([said('workplaces_liable', 0)], [recorded]), 2024).penetration).toBeUndefined()
    expect(reachOf(own([said('workplaces_liable', 30)], [recorded]), 2024).penetration).toBeUndefined()
  })

  test('never is a share beyond the whole', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (liable, visited) => {
        const { penetration } = reachOf(
          own([said('workplaces_liable', liable), said('workplaces_visited', visited)]),
          2024
        )
        expect(penetration === undefined || (penetration.share >= 0 && penetration.share <= 1)).toBe(true)
      })
    )
  })
})

describe('the coverage of sectors and regions', () => {
  const within = (region: string, series: Series, value: number) => ({
    ...said(series, value, `${series}${region}`),
    region
  })
  const codeOf = (region: string) => (region === 'California' ? 'US-CA' : region)
  const of = (observations: Observation[], visited: { part: string; workplaces: number }[] = []) =>
    coverageOf({ observations, visited, codeOf }, 'region', 2024)

  test('is visited of liable in each, the largest first, and nought where the records have none', () => {
    const liable = [within('US-CA', 'workplaces_liable', 1_000), within('US-NV', 'workplaces_liable', 4_000)]
    expect(of(liable, [{ part: 'US-CA', workplaces: 50 }])).toEqual([
      { part: 'US-NV', hidden: false, liable: 4_000, visited: 0, share: 0 },
      { part: 'US-CA', hidden: false, liable: 1_000, visited: 50, share: 0.05 }
    ])
  })

  test('puts a region that was entered by its name beside the records of its code, and what was entered wins', () => {
    const entered = [within('California', 'workplaces_liable', 1_000), within('California', 'workplaces_visited', 80)]
    expect(of(entered, [{ part: 'US-CA', workplaces: 50 }])).toMatchObject([
      { part: 'US-CA', visited: 80, share: 0.08 }
    ])
  })

  test('is not said where more were visited than are liable, or where one of the two is unknown', () => {
    const seen = of(
      [within('US-CA', 'workplaces_liable', 40)],
      [
        { part: 'US-CA', workplaces: 50 },
        { part: 'US-NV', workplaces: 9 }
      ]
    )
    expect(seen.map(({ part, share }) => [part, share])).toEqual([
      ['US-CA', undefined],
      ['US-NV', undefined]
    ])
    expect(of([within('US-CA', 'workplaces_liable', 40)])).toEqual([{ part: 'US-CA', hidden: false, liable: 40 }])
  })

  test('hides one to four workplaces visited, and the next smallest by which they could be worked out', () => {
    const liable = ['US-CA', 'US-NV', 'US-OR'].map((part) => within(part, 'workplaces_liable', 100))
    const seen = of(liable, [
      { part: 'US-CA', workplaces: 3 },
      { part: 'US-NV', workplaces: 20 },
      { part: 'US-OR', workplaces: 30 }
    ])
    expect(seen.map(({ part, visited, hidden }) => [part, visited, hidden]).sort()).toEqual([
      ['US-CA', undefined, true],
      ['US-NV', undefined, true],
      ['US-OR', 30, false]
    ])
  })
})
