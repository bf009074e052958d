import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import { operations } from '../subjects.ts'
import { readFigurePlaces, readFigureSummary } from './operations.ts'
import { readFigurePivot } from './pivot.operations.ts'

let portal: TestPortal
let dataSet = ''

beforeAll(async () => {
  portal = await openTestPortal()
  const file = join(import.meta.dirname, '../../demo/register.csv.gz')
  const order = { file, name: 'Register', source: 'Records', licence: 'public', case_origin: 'unknown' } as const
  dataSet = (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
})
afterAll(() => portal.close())

const countNames = ['cases', 'assessed', 'violating', 'workersAffected', 'employers', 'records', 'filled', 'accidents']

/** Every number of an answer that counts, with its name. */
function countsIn(answer: unknown, name = ''): { name: string; count: number }[] {
  if (typeof answer === 'number') return countNames.includes(name) ? [{ name, count: answer }] : []
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([key, value]) => countsIn(value, Array.isArray(answer) ? name : key))
}

/** Cases of one industry in one county, and of all but what one more choice takes away. */
async function casesOf(who: 'viewer' | 'planner', filter: Record<string, string>): Promise<number> {
  const { cases } = await portal.performer.ask(readFigureSummary, portal.actors[who], { dataSet: [dataSet], ...filter })
  return cases
}

describe('a viewer, who may not open records', () => {
  test('is told only multiples of five by every question that takes a filter', async () => {
    const filtered = operations.filter(
      ({ name, input }) => name.startsWith('figure.') && 'isicSection' in input && name !== 'figure.records'
    )
    expect(filtered.length).toBeGreaterThan(10)
    const asked = {
      dataSet: [dataSet],
      isicSection: 'C',
      table: 'cases',
      rows: 'county',
      columns: 'issue',
      measure: 'cases'
    }
    for (const operation of filtered) {
      const given = Object.fromEntries(Object.entries(asked).filter(([name]) => name in operation.input))
      const told = countsIn(await portal.performer.ask(operation as never, portal.actors.viewer, given))
      expect([operation.name, told.filter(({ count }) => count % 5 !== 0)]).toEqual([operation.name, []])
    }
  })

  test('learns nothing of one to four cases from the difference of two filters', async () => {
    const { rows } = await portal.performer.ask(readFigurePlaces, portal.actors.planner, { dataSet: [dataSet] })
    const counties = rows.flatMap(({ place, cases = 0 }) => (place && cases > 20 ? [place] : [])).slice(0, 25)
    let tried = 0
    for (const county of counties) {
      const [all, few] = [{ county }, { county, violations: '101-' }]
      const truth = [await casesOf('planner', all), await casesOf('planner', few)] as const
      const told = [await casesOf('viewer', all), await casesOf('viewer', few)] as const
      if (truth[1] > 0 && truth[1] < 5) {
        expect([0, 5]).toContain(told[1])
        tried++
      }
      expect((told[0] - told[1]) % 5).toBe(0)
      expect(Math.abs(told[0] - truth[0])).toBeLessThan(5)
    }
    expect(tried).toBeGreaterThan(2)
  })

  test('is told all cases rounded too, so that no data set stands out by what is left without it', async () => {
    expect(await casesOf('viewer', {})).not.toBe(await casesOf('planner', {}))
    expect((await casesOf('viewer', {})) % 5).toBe(0)
  })

  test('gets no table of single workplaces', async () => {
    const question = { dataSet: [dataSet], table: 'cases', rows: 'workplace', columns: '', measure: 'cases' } as const
    const told = await portal.performer.ask(readFigurePivot, portal.actors.viewer, question)
    expect([told.cells, told.rows]).toEqual([[], []])
    expect((await portal.performer.ask(readFigurePivot, portal.actors.planner, question)).cells.length).toBeGreaterThan(
      0
    )
  })

  test('sees no link that it may not follow', async () => {
    const viewer = await portal.browser('viewer')
    for (const path of ['/figures', '/figures/dashboard', '/figures/table', '/evidence', `/evidence/${dataSet}`]) {
      const html = await (await viewer.get(path)).text()
      expect([
        path,
        [...html.matchAll(/href="([^"]*(?:\/records|\/original|rejects\.csv)[^"]*)"/g)].map(([, href]) => href)
      ]).toEqual([path, []])
    }
    expect(await (await viewer.get('/figures?isicSection=C')).text()).toContain(
      'Your role does not open single records'
    )
  })
})
