import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { importFromFile } from '../evidence/commands.ts'
import {
  readFigureConcentration,
  readFigureEmployers,
  readFigureIssues,
  readFigurePlaces,
  readFigureSections,
  readFigureSummary
} from './operations.ts'

const demo = join(import.meta.dirname, '../../demo')
let portal: TestPortal
let planner: Browser
const dataSets: Record<string, string> = {}

beforeAll(async () => {
  portal = await openTestPortal()
  planner = await portal.browser('planner')
  for (const name of ['register', 'sf_district', 'fatalities']) {
    const order = {
      file: join(demo, `${name}.csv.gz`),
      name,
      source: 'Public records',
      licence: 'public domain',
      case_origin: 'unknown'
    } as const
    dataSets[name] = (await importFromFile(portal.importMeans, portal.actors.planner, order)).dataSet
  }
})
afterAll(() => portal.close())

const register = () => ({ dataSet: [dataSets.register ?? ''] })
const page = async (path: string) => {
  const answer = await planner.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

/** The cells of CSV whose cells hold no line breaks. */
function cellsOf(csv: string): string[][] {
  const lines = csv
    .replace(/^\ufeff/, '')
    .trim()
    .split('\r\n')
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
  )
}

const textOf = (html: string) => html.replaceAll(/<[^>]+>/g, '').replaceAll('&amp;', '&')

/** The rows of the table of a figure on the page, as they are read. */
function tableOf(html: string, figure: string): string[][] {
  const own = new RegExp(`<figure[^>]* id="${figure}">[\\s\\S]*?</figure>`).exec(html)?.[0] ?? ''
  const table = /<table(?! class="heat")[\s\S]*?<\/table>/.exec(own.slice(own.indexOf('class="source"')))?.[0] ?? ''
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => textOf(cell))
  )
}

test('a data set that is not there is said not to be there, on every page that counts', async () => {
  for (const path of ['/figures', '/figures/dashboard', '/figures/table', '/figures/records', '/figures/issues.csv']) {
    const answer = await planner.get(`${path}?dataSet=zzz`)
    expect([path, answer.status]).toEqual([path, 404])
    expect(await answer.text()).toContain('There is no such data set')
  }
})

describe('the figures of the wage register', () => {
  test('a question cut by issue counts the cases in which the issue was found broken', async () => {
    const file = async (question: string) =>
      cellsOf(await page(`/figures/table.csv?dataSet=${dataSets.register}&${question}`)).slice(1)
    expect(await file('rows=issue')).toEqual([
      ['Minimum wage', '9203'],
      ['No issue found', '4628'],
      ['Other rules', '2446'],
      ['Child labour', '407'],
      ['Special minimum wage', '121']
    ])
    const wage = 9203 / 15_892
    expect((await file('rows=issue&measure=violatingShare'))[0]).toEqual(['Minimum wage', '15892', String(wage)])
    const html = await page(`/figures/table?dataSet=${dataSets.register}&rows=issue`)
    expect(textOf(html)).toContain('Cases: most in Minimum wage, 9,203')
  })

  test('equal those of its truth file', async () => {
    const summary = await portal.performer.ask(readFigureSummary, portal.actors.inspector, register())
    expect(summary).toMatchObject({ cases: 15892, backWages: 518354961.9, dated: 0 })
    const issues = await portal.performer.ask(readFigureIssues, portal.actors.inspector, register())
    const found = Object.fromEntries(issues.map(({ issue, violating, backWages }) => [issue, [violating, backWages]]))
    expect(found).toMatchObject({
      minimumWage: [9203, 158872061.15],
      childLabour: [407, null],
      specialMinimumWage: [121, 430640.6],
      other: [2446, 360138644.82]
    })
    const sections = await portal.performer.ask(readFigureSections, portal.actors.inspector, register())
    expect(sections.find(({ isicSection }) => isicSection === 'C')).toMatchObject({
      cases: 3473,
      violating: 2828,
      workersAffected: 38851,
      backWages: 108259844.33,
      penalties: 2209068.17
    })
    expect(sections.find(({ isicSection }) => isicSection === null)).toMatchObject({ cases: 348, violating: 218 })
  })

  test('are on the page, where the finding is the title and the largest data set counts alone', async () => {
    const html = await page('/figures')
    expect(textOf(html)).toContain('71 of 100 cases have a violation')
    for (const shown of ['15,892', '9,203', '2,446', '407', '518.4 million']) expect(textOf(html)).toContain(shown)
    expect(textOf(await page(`/figures?dataSet=all`))).toContain('17,207')
    expect(html).not.toContain('style="')
    expect(html).not.toContain('undefined')
  })

  test.each([
    'issues',
    'industries',
    'violations',
    'places',
    'employers',
    'sectors',
    'completeness',
    'concentration',
    'years',
    'accidents'
  ])('as a file say the same as the table of “%s”', async (figure) => {
    const [head = [], ...rows] = tableOf(await page('/figures'), figure)
    const answer = await planner.get(`/figures/${figure}.csv`)
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const [names, ...lines] = cellsOf(await answer.text())
    expect(names).toEqual(head)
    expect(rows.length).toBeGreaterThan(1)
    expect(lines.length).toBeGreaterThanOrEqual(rows.length)
    const plain = (shown: string) => Number(shown.replaceAll(/[^\d.-]/g, ''))
    for (const [index, row] of rows.entries()) {
      for (const [column, shown] of row.entries()) {
        const raw = lines[index]?.[column] ?? ''
        if (shown === '–') expect(raw).toBe('')
        else if (shown.endsWith('%') && column > 0) expect(Number(raw) * 100).toBeCloseTo(plain(shown), 0)
        else if (Number.isNaN(Number(raw)) || raw === '' || column === 0) expect(shown).toBe(raw)
        else expect(Math.abs(plain(shown) - Number(raw))).toBeLessThanOrEqual(0.5)
      }
    }
  })

  test('with an issue count all cases, and of them those that break it', async () => {
    const found = await portal.performer.ask(readFigureSummary, portal.actors.inspector, {
      ...register(),
      issue: 'minimumWage'
    })
    expect(found).toMatchObject({ cases: 15892, assessed: 15892, violating: 9203, backWages: 158872061.15 })
    const { rows } = await portal.performer.ask(readFigurePlaces, portal.actors.inspector, {
      ...register(),
      issue: 'minimumWage'
    })
    const losAngeles = rows.find(({ place }) => place === '06037')
    expect(textOf(await page('/figures/records?county=06037&issue=minimumWage'))).toContain(
      `${losAngeles?.violating?.toLocaleString('en')} cases`
    )
  })

  test('of one county stand beside those of all the others, and name it', async () => {
    const html = await page('/figures?county=06037')
    expect(textOf(html)).toContain('76 of 100 cases in Los Angeles County have a violation')
    expect(textOf(html)).toContain('Los Angeles County holds 36% of the cases')
    expect(html).toContain('aria-label="Kern: 65% of 265"')
    expect(html).toContain('Alpine: no cases')
  })

  test('speak of these cases where more is filtered than the title names', async () => {
    const title = async (query: string) => /<h1[^>]*>([^<]+)/.exec(await page(`/figures?${query}`))?.[1]
    expect(await title('county=06037&industry=315')).toBe('88 of 100 of these cases have a violation')
    expect(await title('issue=minimumWage&isicSection=C')).toMatch(
      /^Minimum wage is found in \d+ of 100 of these cases$/
    )
  })

  test('say nothing of what the source does not state, which is not nought', async () => {
    const { backWages, penalties } = await portal.performer.ask(readFigureSummary, portal.actors.inspector, {
      ...register(),
      issue: 'childLabour'
    })
    expect([backWages, penalties]).toEqual([null, 1_541_421.49])
    expect(await page('/figures?issue=childLabour')).toMatch(/<dt>back wages, US dollars<\/dt><dd>–<\/dd>/)
  })

  test('find nothing in what a filter says already', async () => {
    const text = textOf(await page('/figures?issue=childLabour'))
    expect(text).toContain('Child labour: violations in 3 of 100 cases')
    expect(text).toContain('5 of 407 cases have more than 100 violations')
    expect(text).not.toContain('100 cases of 100')
  })

  test('of accidents alone say how many there are, and offer no filter that has nothing to choose from', async () => {
    const html = await page(`/figures?dataSet=${dataSets.fatalities}`)
    expect(textOf(html)).toContain('1,160 accidents are on record')
    expect(html).toContain('id="accidents"')
    expect(html).not.toContain('name="issue"')
  })

  test('of other records stand under the name of these', async () => {
    const html = await page('/figures')
    expect(html.indexOf('From other records: fatalities')).toBeGreaterThan(html.indexOf('id="sectors"'))
    expect(html.indexOf('id="accidents"')).toBeGreaterThan(html.indexOf('From other records: fatalities'))
  })

  test('leave out what counts fewer than five cases', async () => {
    const { rows } = await portal.performer.ask(readFigurePlaces, portal.actors.inspector, {
      ...register(),
      by: 'city'
    })
    const small = rows.filter(({ suppressed }) => suppressed)
    expect(small.length).toBeGreaterThan(100)
    for (const row of small)
      expect([row.cases, row.violating, row.backWages]).toEqual([undefined, undefined, undefined])
    const { place } = small[0] ?? {}
    const summary = await portal.performer.ask(readFigureSummary, portal.actors.inspector, {
      ...register(),
      city: place
    })
    expect(summary.violating).toBeUndefined()
    expect(rows.every(({ cases }) => cases === undefined || cases >= 5)).toBe(true)
  })
})

describe('the records behind a figure', () => {
  test('are as many as the figure says, page by page, each with its line of the file', async () => {
    const { rows } = await portal.performer.ask(readFigurePlaces, portal.actors.inspector, register())
    const losAngeles = rows.find(({ place }) => place === '06037')
    const html = await page('/figures/records?county=06037')
    expect(textOf(html)).toContain(`${losAngeles?.cases?.toLocaleString('en')} cases`)
    const links = [...html.matchAll(/href="(\/figures\/records\/[0-9a-f-]+\/\d+)"/g)].map(([, path = '']) => path)
    expect(new Set(links).size).toBe(20)
    const record = textOf(await page(links[0] ?? ''))
    expect(record).toMatch(/Line [\d,]+ of register\.csv\.gz, imported into “register”/)
    expect(record).toContain('trade_nm')
    expect(textOf(await page('/figures/records?county=06037&page=2'))).not.toBe(textOf(html))
    expect(textOf(await page('/figures/records?county=06037&page=99999'))).not.toContain('No record fits')
  })

  /** The strip of the page: each number with the address that it opens. */
  const stripOf = (html: string) => {
    const strip = /<(?:dl|ul|div) class="facts[\s\S]*?<\/(?:dl|ul)>/.exec(html)?.[0] ?? ''
    return [...strip.matchAll(/href="([^"]+)"/g)].map(([, path = '']) => path.replaceAll('&amp;', '&'))
  }
  const columnOf = async (path: string, name: string) => {
    const answer = await planner.get(path.replace('/records?', '/records.csv?'))
    const [names = [], ...rows] = cellsOf(await answer.text())
    return rows.map((row) => Number(row[names.indexOf(name)]))
  }
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + Math.round(one * 100), 0) / 100

  test('open from every number of the strip, and add up to it', async () => {
    const asked = { ...register(), county: '06037', industry: '315' }
    const figures = await portal.performer.ask(readFigureSummary, portal.actors.planner, asked)
    const links = stripOf(await page('/figures?county=06037&industry=315'))
    expect(links).toHaveLength(5)
    const [all = '', violating = '', workers = '', wages = '', penalties = ''] = links
    expect(await columnOf(all, 'Violations')).toHaveLength(figures.cases)
    expect(await columnOf(violating, 'Violations')).toHaveLength(figures.violating ?? 0)
    expect(sum(await columnOf(workers, 'Workers affected'))).toBe(figures.workersAffected)
    const owed = await columnOf(wages, 'Back wages')
    expect([owed.length, sum(owed)]).toEqual([figures.casesWithBackWages, figures.backWages])
    const fined = await columnOf(penalties, 'Penalties')
    expect([fined.length, sum(fined)]).toEqual([figures.casesWithPenalties, figures.penalties])
  })

  test('under an issue are those of it, with what was found on it', async () => {
    const path = '/figures?issue=minimumWage&county=06037&industry=315'
    const asked = { ...register(), issue: 'minimumWage', county: '06037', industry: '315' }
    const figures = await portal.performer.ask(readFigureSummary, portal.actors.planner, asked)
    const html = await page(path)
    const [all = '', violating = '', , wages = ''] = stripOf(html)
    expect(await columnOf(all, 'Violations')).toHaveLength(figures.cases)
    expect(await columnOf(violating, 'Violations of the chosen issue')).toHaveLength(figures.violating ?? 0)
    expect(sum(await columnOf(wages, 'Back wages of the chosen issue'))).toBe(figures.backWages)
    const { total } = await portal.performer.ask(readFigureConcentration, portal.actors.planner, asked)
    expect(total).toBe(figures.backWages)
    expect(textOf(html)).toContain('US dollars in back wages on “Minimum wage”')
    const list = textOf(await page(wages))
    expect(list).toContain('are those of the issue “Minimum wage” alone')
    expect(list).toContain('with back wages')
  })

  test('of employers that come back are those of the employers who have so many', async () => {
    const html = await page('/figures?county=06037&industry=315')
    const asked = { ...register(), county: '06037', industry: '315' }
    const { rows } = await portal.performer.ask(readFigureEmployers, portal.actors.planner, asked)
    for (const { times, cases } of rows) {
      const band = `times=${times === 4 ? '4-' : `${times}-${times}`}`
      const href = [...html.matchAll(/href="([^"]+)"/g)].map(([, found = '']) => found.replaceAll('&amp;', '&'))
      const path = href.find((one) => one.includes(band)) ?? ''
      expect(await columnOf(path, 'Violations')).toHaveLength(cases)
    }
  })

  test('can be taken along as a file that no spreadsheet carries out', async () => {
    const folder = join(portal.config.folder, 'sent')
    mkdirSync(folder, { recursive: true })
    const file = join(folder, 'formulas.csv')
    writeFileSync(file, ['employer,city,violations', '=1+1,Lyon,1', '＝1+1,Lyon,2', 'Plain,Lyon,3', ''].join('\n'))
    const { dataSet } = await importFromFile(portal.importMeans, portal.actors.planner, {
      file,
      name: 'formulas',
      case_origin: 'random'
    })
    const answer = await planner.get(`/figures/records.csv?dataSet=${dataSet}`)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const [names = [], ...rows] = cellsOf(new TextDecoder().decode(bytes))
    expect(rows.map((row) => row[names.indexOf('Workplace')])).toEqual(["'=1+1", "'＝1+1", 'Plain'])
    expect(rows.map((row) => row[names.indexOf('Line in the file')])).toEqual(['2', '3', '4'])
  })

  test('are counted by group, and it is said where there are more groups than bars', async () => {
    const html = textOf(await page('/figures/table?rows=section'))
    expect(html).toContain('21 groups')
    expect(html).toContain('The first 20 are drawn; the table holds all.')
  })

  test('of accidents have their own list', async () => {
    expect(textOf(await page('/figures/records?table=accidents'))).toContain('1,160 accidents')
  })

  test('are for people of the inspectorate only', async () => {
    const nobody = await portal.browser()
    const answer = await nobody.get('/figures/records.csv')
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/sign-in?return=${encodeURIComponent('/figures/records.csv')}`
    ])
  })
})
