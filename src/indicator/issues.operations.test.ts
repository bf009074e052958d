import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import type { Mapping } from '../evidence/rules.ts'
import { readFigureIndustries, readFigureIssues, readFigurePlaces, readFigureSummary } from './operations.ts'
import { readFigurePivot } from './pivot.operations.ts'

let portal: TestPortal
const ids = { one: '', joined: '', measured: '' }

/**
 * Forty visits from January on, every second with two findings on guards and every fourth with one on wages too: 20 cases with
 * guards, 10 with wages, 50 findings; twenty visits have none.
 */
const visits = Array.from({ length: 40 }, (_, n) => ({
  own: [
    1000 + n,
    `Works ${n}`,
    n < 30 ? 'Fresno' : 'Kern',
    `23816${n % 2}`,
    `2019-01-${String((n % 28) + 1).padStart(2, '0')}`
  ],
  found: [...(n % 2 === 0 ? ['guards', 'guards'] : []), ...(n % 4 === 0 ? ['wages'] : [])]
}))
const header = 'activity_nr,estab_name,county,naics_code,open_date'
const rowsOf = (each: (visit: (typeof visits)[number], index: number) => unknown[][]) =>
  visits.flatMap(each).map((row) => row.join(','))

const base = { table: 'cases', constants: {}, notation: { decimal: '.', date: 'YYYY-MM-DD' } } as const
const fields = {
  record: { column: 'activity_nr' },
  workplace: { column: 'estab_name' },
  county: { column: 'county' },
  industryCode: { column: 'naics_code' },
  opened: { column: 'open_date' }
}
const issues = { column: 'standard', meaning: 'found', parted: false } as const
const penalties = { column: 'penalty' }
const mappings = {
  one: { ...base, kind: 'visit', grain: 'finding', fields: { ...fields, penalties }, findings: [], issues },
  visits: { ...base, kind: 'visit', grain: 'record', fields, findings: [] },
  findings: { ...base, grain: 'joined', fields: { record: fields.record, penalties }, findings: [], issues },
  measured: { ...base, kind: 'visit', grain: 'record', fields, findings: [{ issue: 'guards', violations: 'guards' }] }
} satisfies Record<string, Mapping>

beforeAll(async () => {
  portal = await openTestPortal()
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const bring = async (name: keyof typeof mappings, columns: string, rows: string[], more = {}) => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, `${[columns, ...rows].join('\n')}\n`)
    const order = { file, name, mapping: mappings[name], source: 'Test', case_origin: 'proactive' } as const
    return (await importFromFile(portal.importMeans, portal.actors.planner, { ...order, ...more })).dataSet
  }
  const found = (own: unknown[], names: string[]) => names.map((name, n) => [...own, name, 100 + n])
  ids.one = await bring(
    'one',
    `${header},standard,penalty`,
    rowsOf((visit) => (visit.found.length > 0 ? found(visit.own, visit.found) : [[...visit.own, '', '']]))
  )
  ids.joined = await bring(
    'visits',
    header,
    rowsOf(({ own }) => [own])
  )
  await bring(
    'findings',
    'activity_nr,standard,penalty',
    rowsOf((visit) => found(visit.own.slice(0, 1), visit.found)),
    { joined_to: ids.joined }
  )
  ids.measured = await bring(
    'measured',
    `${header},guards`,
    rowsOf(({ own, found: all }) => [[...own, all.length]])
  )
})
afterAll(() => portal.close())

const asked = (name: keyof typeof ids) => ({ dataSet: [ids[name]] })

describe.each(['one', 'joined'] as const)('where a column names only what was found, in %s file or files', (name) => {
  test('each case counts once under an issue however many findings it has, and no share is said', async () => {
    const rows = await portal.performer.ask(readFigureIssues, portal.actors.planner, asked(name))
    expect(rows).toMatchObject([
      { issue: 'guards', cases: 20, violating: 20, assessed: 0, rated: false, penalties: 20 * 201 },
      { issue: 'wages', cases: 10, violating: 10, assessed: 0, rated: false, penalties: 10 * 102 }
    ])
    const of = { ...asked(name), issue: 'guards' }
    const guards = await portal.performer.ask(readFigureSummary, portal.actors.planner, of)
    expect(guards).toMatchObject({ cases: 40, assessed: 0, violating: 20 })
    const whole = await portal.performer.ask(readFigureSummary, portal.actors.planner, asked(name))
    expect(whole).toMatchObject({ cases: 40, violating: 20 })
  })

  test('places and industries count the cases of the issue without a share', async () => {
    const guards = { ...asked(name), issue: 'guards' }
    const places = await portal.performer.ask(readFigurePlaces, portal.actors.planner, guards)
    expect(places.rows).toMatchObject([
      { place: 'Fresno', cases: 15, assessed: 0, violating: 15 },
      { place: 'Kern', cases: 5, assessed: 0, violating: 5 }
    ])
    const industries = await portal.performer.ask(readFigureIndustries, portal.actors.planner, {
      ...guards,
      level: 'full'
    })
    expect(industries.rows).toMatchObject([{ industryCode: '238160', cases: 20, assessed: 0, violating: 20 }])
  })

  test('a question by issue counts cases and findings, and has no share of them', async () => {
    const question = { ...asked(name), table: 'cases', rows: 'issue' }
    const ask = async (measure: string) => {
      const { cells } = await portal.performer.ask(readFigurePivot, portal.actors.planner, { ...question, measure })
      return cells.filter(({ row }) => row !== null).map(({ row, value }) => [row, value])
    }
    expect(await ask('violating')).toEqual([
      ['guards', 20],
      ['wages', 10]
    ])
    expect(await ask('findings')).toEqual([
      ['guards', 40],
      ['wages', 10]
    ])
    expect(await ask('violatingShare')).toEqual([])
  })

  test('the page says in words why there is no share', async () => {
    const browser = await portal.browser('planner')
    const page = await (await browser.get(`/figures?dataSet=${ids[name]}&issue=guards`)).text()
    expect(page).toContain('guards: found in 20 cases')
    expect(page).toContain('in how many other cases it was looked at is not known')
    expect(/<figure class="fig" id="issues">.*?<\/figure>/.exec(page)?.[0]).not.toContain('<small')
    const table = await (
      await browser.get(`/figures/table?dataSet=${ids[name]}&rows=issue&measure=violatingShare`)
    ).text()
    expect(table).toContain('lists only what was found broken or alleged')
  })
})

test('an export of one issue has each of its cases once, in the order of the file, with what was found on the issue', async () => {
  const browser = await portal.browser('planner')
  const read = async (query: string) =>
    (await (await browser.get(`/figures/records.csv?${query}`)).text()).split('\r\n')
  const [head = '', ...rows] = await read(`dataSet=${ids.joined}&issue=guards`)
  const records = rows.filter(Boolean).map((row) => row.split(','))
  const place = (name: string) =>
    head
      .replace('\ufeff', '')
      .replaceAll(/"[^"]*"/g, 'quoted')
      .split(',')
      .indexOf(name)
  expect(records.map((cells) => cells[place('Record number')])).toEqual(
    visits.filter(({ found }) => found.includes('guards')).map(({ own }) => String(own[0]))
  )
  expect(new Set(records.map((cells) => cells[place('Penalties of the chosen issue')]))).toEqual(new Set(['201']))
  const both = await read(`dataSet=${ids.one}&dataSet=${ids.measured}&issue=guards`)
  expect(both).toHaveLength(1 + 20 + 20 + 1)
})

test('where a column tells of each case whether an issue was broken, the share is of the cases that say so', async () => {
  const rows = await portal.performer.ask(readFigureIssues, portal.actors.planner, asked('measured'))
  expect(rows).toMatchObject([{ issue: 'guards', cases: 40, assessed: 40, violating: 20, rated: true }])
  const guards = { ...asked('measured'), issue: 'guards' }
  const { rows: places } = await portal.performer.ask(readFigurePlaces, portal.actors.planner, guards)
  expect(places).toMatchObject([
    { place: 'Fresno', cases: 30, assessed: 30, violating: 15 },
    { place: 'Kern', cases: 10, assessed: 10, violating: 5 }
  ])
})

test('an issue that one data set measures and another only names has no share over both', async () => {
  const both = { dataSet: [ids.measured, ids.joined] }
  const [guards] = await portal.performer.ask(readFigureIssues, portal.actors.planner, both)
  expect(guards).toMatchObject({ issue: 'guards', cases: 60, violating: 40, assessed: 0, rated: false })
})
