import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  bandFinding,
  completenessFinding,
  concentrationFinding,
  type Finding,
  issueFinding,
  leastCleanFinding,
  placeFinding,
  repeatFinding,
  sectionIssueFinding,
  yearFinding
} from './finding.rules.ts'
import { type Rate, rate } from './rules.ts'

const words = JSON.parse(readFileSync('words/en/indicator.json', 'utf8')) as Record<string, string>

/** A finding has a sentence, and the sentence has a place for each of its values. */
function said(finding: Finding | undefined): Finding | undefined {
  if (finding) for (const name of Object.keys(finding.values)) expect(words[finding.key]).toContain(`{${name}`)
  return finding
}

describe('titles say what a figure finds', () => {
  test('issues: the commonest and the rarest that has a name of its own', () => {
    const rows = [
      { issue: 'minimumWage', violating: 9203, assessed: 15_892 },
      { issue: 'other', violating: 2446, assessed: 15_892 },
      { issue: 'childLabour', violating: 407, assessed: 15_892 }
    ]
    expect(said(issueFinding(rows))?.values).toEqual({
      most: { issue: 'minimumWage' },
      mostOf: 58,
      least: { issue: 'childLabour' },
      leastOf: 3
    })
    expect(said(issueFinding(rows.slice(0, 1)))?.key).toBe('indicator.finding.issue-one')
    expect(issueFinding([])).toBeUndefined()
    expect(issueFinding([{ issue: 'wages', violating: 0, assessed: 9 }])).toBeUndefined()
  })

  test('industries: the least clean one against all cases, where it is surely below them and no small sample', () => {
    const row = (name: string, count: number, of: number) => ({ name, found: rate(count, of) as Rate })
    const rows = [row('a', 1, 10), row('b', 90, 100), row('c', 20, 100), row('d', 10, 100)]
    expect(said(leastCleanFinding(rows, 0.29))?.values).toEqual({ first: 'd', of: 10, all: 29 })
    expect(leastCleanFinding([row('c', 28, 100)], 0.29)).toBeUndefined()
    expect(leastCleanFinding(rows.slice(0, 1), 0.9)).toBeUndefined()
  })

  test('numbers of violations', () => {
    const bands = [4628, 6190, 2861, 1828, 385].map((cases, index) => ({ from: [0, 1, 6, 21, 101][index] ?? 0, cases }))
    expect(said(bandFinding(bands))?.values).toEqual({ of: 71, many: 385, from: 100 })
    expect(bandFinding([])).toBeUndefined()
    expect(bandFinding(bands.slice(1).map((band) => ({ ...band, cases: band.from > 100 ? 0 : 9 })))).toBeUndefined()
    expect(said(bandFinding(bands.slice(1)))?.values).toEqual({ all: 11_264, many: 385, from: 100 })
  })

  test('places', () => {
    const rows = [
      { name: null, cases: 90, assessed: 90, violating: 0 },
      { name: 'Kern', cases: 10, assessed: 10, violating: 4 }
    ]
    expect(said(placeFinding(rows, 100))?.values).toEqual({ place: 'Kern', share: { share: 0.1 }, of: 40 })
    expect(said(placeFinding([{ name: 'Kern', cases: 10, assessed: 0, violating: 0 }], 10))?.key).toBe(
      'indicator.finding.place-cases'
    )
  })

  test('places: counties too small to be told count among all cases', () => {
    const rows = [{ name: 'San Francisco', cases: 11, assessed: 11, violating: 9 }]
    expect(placeFinding(rows, 14)?.values).toMatchObject({ share: { share: 11 / 14 } })
  })

  test('employers who come back', () => {
    const rows = [13_994, 638, 102, 57].map((employers, index) => ({ times: index + 1, employers }))
    expect(said(repeatFinding(rows))?.values).toEqual({ employers: 797, often: 159 })
    expect(repeatFinding(rows.slice(0, 1))).toBeUndefined()
  })

  test('the section that breaks other rules', () => {
    const rows = [
      { isicSection: 'A', issue: 'minimumWage', assessed: 1421, violating: 447 },
      { isicSection: 'A', issue: 'other', assessed: 1421, violating: 966 },
      { isicSection: 'C', issue: 'minimumWage', assessed: 3473, violating: 2755 },
      { isicSection: 'C', issue: 'other', assessed: 3473, violating: 118 }
    ]
    expect(said(sectionIssueFinding(rows))?.values).toMatchObject({
      section: { key: 'isic.section.A' },
      of: 68,
      usualOf: 31
    })
    expect(sectionIssueFinding(rows.slice(2))).toBeUndefined()
  })

  test('what the records do not say', () => {
    const column = (name: string, filled: number) => ({ column: name, filled, of: 10 })
    expect(said(completenessFinding([column('trigger', 0), column('opened', 0)]))?.key).toBe(
      'indicator.finding.completeness-when-and-why-unsaid'
    )
    expect(said(completenessFinding([column('trigger', 0), column('opened', 3)]))?.key).toBe(
      'indicator.finding.completeness-why-unsaid'
    )
    expect(said(completenessFinding([column('trigger', 1), column('opened', 0)]))?.key).toBe(
      'indicator.finding.completeness-when-unsaid'
    )
    expect(said(completenessFinding([column('trigger', 1), column('opened', 3)]))?.key).toBe(
      'indicator.finding.completeness-all-said'
    )
    expect(completenessFinding([])).toBeUndefined()
  })

  test('money and years', () => {
    const points = [{ percent: 10, share: 0.807 }]
    expect(said(concentrationFinding({ cases: 15_892, owingNothing: 8741, points }))?.values).toEqual({
      share: { share: 0.807 },
      nothing: 55
    })
    expect(concentrationFinding({ cases: 5, owingNothing: 0, points })).toBeUndefined()
    const years = [
      { year: 2012, count: 288 },
      { year: 2013, count: 267 }
    ]
    expect(said(yearFinding(years, 'cases'))?.values).toEqual({ most: '2012', count: 288, from: '2012', to: '2013' })
    expect(said(yearFinding(years, 'accidents'))?.key).toBe('indicator.finding.year-accidents')
    expect(yearFinding(years.slice(1), 'cases')).toBeUndefined()
  })
})
