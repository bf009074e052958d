import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { readComparison } from './comparison.operations.ts'
import { isWrong, latestOfAreas, type Measured, spanning } from './comparison.rules.ts'
import { observations } from './operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
})
afterAll(() => portal.close())

const compare = (asked: Record<string, unknown>) => portal.performer.ask(readComparison, portal.actors.viewer, asked)

describe('other countries', () => {
  test('are drawn by their latest value that can be right; what cannot be is withheld with its reason', async () => {
    const { compared } = await compare({ measure: 'LAI_INDE_NOC_RT' })
    const ukraine = compared.find(({ area }) => area === 'UKR')
    expect(ukraine?.shown?.year).toBe(2018)
    expect(ukraine?.withheld.map(({ year, value, doubts }) => [year, value, doubts.map(({ code }) => code)])).toEqual([
      [2019, 31.56, ['implausible']]
    ])
    expect(compared.every(({ shown }) => !shown || !isWrong(shown))).toBe(true)
  })

  test('whose inspectors, visits and visits per inspector do not agree are not drawn', async () => {
    const { all, compared } = await compare({ measure: 'LAI_VDIN_NOC_RT' })
    const saudi = all.find(({ area, year }) => area === 'SAU' && year === 2018)
    expect(saudi?.doubts).toEqual([{ code: 'identity', wrong: true, values: { product: 388_960, visits: 389 } }])
    expect(compared.find(({ area }) => area === 'SAU')?.shown?.year).not.toBe(2018)
  })

  test('of one subregion stand beside the own country, whose own figure wins over that of ILOSTAT', async () => {
    const before = await compare({ group: '005', measure: 'women' })
    expect(before.compared.map(({ area }) => area)).toContain('BRA')
    expect(before.compared.map(({ area }) => area)).not.toContain('FRA')
    expect(before.own).toBeNull()
    const add = (value: number, persons = '') =>
      portal.performer.carryOut(observations.add, portal.actors.planner, {
        series: 'inspectors',
        year: 2020,
        value,
        persons,
        source: 'Register of staff'
      })
    await add(200)
    await add(90, 'women')
    const { own, ownArea, ownGroup } = await compare({ group: '005', measure: 'women' })
    expect([own?.value, own?.year, ownArea, ownGroup]).toEqual([0.45, 2020, 'USA', '021'])
  })

  test('that are chosen stand in place of the group, with the notes that set them apart', async () => {
    const { compared, places } = await compare({ measure: 'LAI_INDE_NOC_RT', areas: ['ESP', 'BRA'] })
    expect(compared.map(({ area }) => area).sort()).toEqual(['BRA', 'ESP', 'USA'])
    expect(places.ESP).toEqual({ region: 'ES', label: 'Spain' })
    const { all } = await compare({ measure: 'LAI_INDE_NOC_RT', areas: ['BRA'] })
    expect(all.find(({ area, year }) => area === 'BRA' && year === 2011)?.noteLabels).toEqual([
      expect.stringContaining('Population coverage')
    ])
  })

  test('have a page with a table, a file, and the reasons in words', async () => {
    const browser = await portal.browser('viewer')
    const html = await (await browser.get('/statistics/comparison?measure=LAI_VDIN_NOC_RT')).text()
    expect(html).toContain('CC BY 4.0')
    expect(html).toContain('but 389 are reported')
    expect(html).toMatch(/30 of \d+ countries: the 5 highest, the 5 lowest/)
    expect(html).toContain('The middle of')
    const csv = await (await browser.get('/statistics/comparison.csv?group=005')).text()
    expect(csv).toContain('BRA,Brazil,2013,0.31')
    expect((await browser.get('/statistics/comparison?vintage=none')).status).toBe(404)
  })
})

test('of several sources of a country the latest counts, and of one year the one that reports more years', () => {
  const one = (source: string, year: number, value: number): Measured => ({
    area: 'CHE',
    source,
    year,
    value,
    status: '',
    notes: [],
    doubts: []
  })
  const [found] = latestOfAreas([one('A', 2018, 1), one('B', 2018, 2), one('B', 2017, 3), one('C', 2015, 4)])
  expect(found?.shown).toMatchObject({ source: 'B', year: 2018 })
  expect(found?.otherSources).toBe(2)
})

test('of more countries than can be drawn the highest, the lowest and the nearest are', () => {
  const all = Array.from({ length: 60 }, (_, index) => ({ value: 60 - index }))
  const values = spanning(all, 20, 16).map(({ value }) => value)
  expect(values).toEqual([60, 59, 58, 57, 56, 23, 22, 21, 20, 19, 18, 5, 4, 3, 2, 1].sort((one, other) => other - one))
  expect(spanning(all.slice(0, 16), 20, 16)).toHaveLength(16)
})
