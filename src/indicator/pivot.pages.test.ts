import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'

let portal: TestPortal
let planner: Browser
let dataSet = ''

/** Forty cases a month, of 2021 on a hundred and twenty; of May 2019 nearly all are missing, and 2022 ends in July. */
const months = Array.from(
  { length: 55 },
  (_, n) => `${2018 + Math.floor(n / 12)}-${String(1 + (n % 12)).padStart(2, '0')}`
)
const many = (month: string) => (month === '2019-05' ? 2 : month < '2021-01' ? 40 : 120)

beforeAll(async () => {
  portal = await openTestPortal()
  const folder = join(portal.config.folder, 'sent')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'cases.csv')
  const lines = months.flatMap((month) =>
    Array.from(
      { length: many(month) },
      (_, n) => `${month}-${n},Works ${n},Lyon,${month}-${String(1 + (n % 28)).padStart(2, '0')},${n % 3}`
    )
  )
  writeFileSync(file, `case_id,employer,city,closed_date,violations\n${lines.join('\n')}\n`)
  const order = { file, name: 'Cases', source: 'Records', case_origin: 'unknown' } as const
  dataSet = (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
  planner = await portal.browser('planner')
}, 60_000)
afterAll(() => portal.close())

const page = async (query: string) => (await planner.get(`/figures/table?dataSet=${dataSet}&${query}`)).text()
const file = async (query: string) => (await planner.get(`/figures/table.csv?dataSet=${dataSet}&${query}`)).text()
const titleOf = (html: string) =>
  /<h2[^>]*>(.*?)<\/h2>/s
    .exec(html)?.[1]
    ?.replaceAll(/<[^>]*>/g, '')
    .trim()

describe('a question of one’s own by time', () => {
  test('marks months that look incomplete, and the one from which is counted otherwise, on the page and in the file', async () => {
    const [html, csv] = [await page('rows=month&measure=violating'), await file('rows=month&measure=violating')]
    expect(html).toContain('(incomplete)')
    expect(html).toContain('May 2019: fewer than 5 records, where about 40 are usual')
    expect(csv.match(/\(incomplete\)/g)).toHaveLength(1)
    expect(csv).toMatch(/2019[^\n]*\(incomplete\)|May 2019 \(incomplete\)/)
    expect(csv.match(/counted otherwise from here/g)).toHaveLength(1)
    expect(html).toContain('Do not compare across that day')
  })

  test('does not say which month or year has most where that would compare across a break', async () => {
    expect(titleOf(await page('rows=month&measure=violating'))).toBe('Cases with a violation')
    expect(titleOf(await page('rows=year&measure=violating'))).toBe('Cases with a violation')
    expect(titleOf(await page('rows=month&measure=violating&year=2020'))).toMatch(/^Cases with a violation: /)
    expect(titleOf(await page('rows=city&measure=violating'))).toMatch(/Lyon/)
  })

  test('marks years that are not whole, and months across the columns too', async () => {
    const csv = await file('rows=year&measure=violating')
    expect(csv).toMatch(/2019 \(incomplete\)/)
    expect(csv).toMatch(/2021 \(counted otherwise from here\)/)
    expect(csv).toMatch(/2022 \(incomplete\)/)
    expect(csv).toMatch(/2018,/)
    expect(await file('rows=city&columns=year&measure=violating')).toMatch(/2022 \(incomplete\)/)
    expect(await file('rows=openedMonth&measure=violating')).not.toContain('(incomplete)')
  })
})

test('two periods of the dashboard are not compared across a break, and are within one way of counting', async () => {
  const compared = async (time: string, other: string) =>
    (await planner.get(`/figures/dashboard?dataSet=${dataSet}&time=${time}&compare=time:${other}`)).text()
  expect(await compared('2020-01..2020-12', '2021-01..2021-12')).toContain('do not compare: the way of working')
  expect(await compared('2021-01..2021-06', '2021-07..2021-12')).not.toContain('do not compare')
})
