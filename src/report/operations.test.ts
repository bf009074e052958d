import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPortal, type TestPortal } from '../../test/test-portal.ts'
import { unzip } from '../../test/zip.ts'
import { importFromFile } from '../evidence/commands.ts'
import { undo } from '../kernel/undo.ts'
import { observations } from '../statistics/operations.ts'
import { readLai, readReach } from '../statistics/own.operations.ts'
import { annualReports, readReport, writeText } from './operations.ts'

let portal: TestPortal
beforeAll(async () => {
  portal = await openTestPortal()
  const items = [
    { series: 'inspectors', value: 120 },
    { series: 'inspectors', value: 48, persons: 'women' },
    { series: 'inspectors', value: 20, category: 'Senior inspector' },
    { series: 'workplaces_liable', value: 8_000 },
    { series: 'workplaces_liable', value: 900, sector: 'A' },
    { series: 'convictions', value: 4, category: 'Labour Code, section 12' }
  ].map((one) => ({ year: 2023, source: 'Register of staff', ...one }))
  await portal.performer.carryOut(observations.addMany, portal.actors.planner, { items })
})
afterAll(() => portal.close())

const report = (scope = 'all') => portal.performer.ask(readReport, portal.actors.viewer, { year: 2023, scope })
const htmlOf = async (who: 'planner' | 'viewer', path: string) => {
  const answer = await (await portal.browser(who)).get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

/** A register of visits: two to one bakery, one to a farm; and a complaint, which is none. */
async function bringVisits() {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-visits-'))
  const visits = join(folder, 'visits.csv')
  const lines = ['1,Bakery,2023-02-01,C,12', '2,Bakery,2023-05-01,C,14', '3,Farm,2023-06-01,A,9', '4,Mill,,C,30']
  writeFileSync(visits, ['visit_no,employer,visit_date,isic_section,employees', ...lines].join('\n'))
  const mapping = (kind: 'visit' | 'complaint') => ({
    table: 'cases' as const,
    kind,
    fields: {
      record: { column: 'visit_no' },
      workplace: { column: 'employer' },
      concluded: { column: 'visit_date' },
      isicSection: { column: 'isic_section' },
      employees: { column: 'employees' }
    },
    findings: [],
    constants: {},
    notation: { decimal: '.' as const, date: 'YYYY-MM-DD' as const }
  })
  const bring = (name: string, file: string, kind: 'visit' | 'complaint') =>
    importFromFile(portal.importMeans, portal.actors.planner, {
      file,
      name,
      case_origin: 'proactive',
      mapping: mapping(kind)
    })
  expect((await bring('Visits', visits, 'visit')).state).toBe('done')
  const complaints = join(folder, 'complaints.csv')
  writeFileSync(complaints, 'visit_no,employer,visit_date,isic_section,employees\n9,Shop,2023-03-01,G,4\n')
  expect((await bring('Complaints', complaints, 'complaint')).state).toBe('done')
}

describe('the annual report', () => {
  test('has its figures before anybody begins it, and says first what is missing', async () => {
    const { kept, asked, data } = await report()
    expect(kept).toBeNull()
    expect(data.figures.inspectors?.figure.value).toBe(120)
    expect(asked.find(({ item }) => item === 'staff-grades')?.state).toBe('given')
    expect(asked.find(({ item }) => item === 'workers')?.state).toBe('missing')
    const html = await htmlOf('viewer', '/statistics/report/2023/all')
    expect(html).toContain('Annual report on labour inspection, 2023')
    expect(html).toContain('Publication was due by 31 December 2024 and is overdue.')
    expect(html).not.toContain('action="/do/')
  })

  test('of agriculture holds the figures of agriculture alone', async () => {
    const { data } = await report('agriculture')
    expect(data.figures.workplaces_liable?.figure.value).toBe(900)
    expect(data.figures.inspectors).toBeUndefined()
    expect(await htmlOf('viewer', '/statistics/report/2023/agriculture')).toContain('Article 27 (c)')
  })

  test('is begun once, its texts are written apart, and undo takes one back', async () => {
    const { performer, actors } = portal
    const { result } = await performer.carryOut(annualReports.add, actors.planner, { year: 2023, scope: 'all' })
    const again = performer.carryOut(annualReports.add, actors.planner, { year: 2023, scope: 'all' })
    await expect(again).rejects.toMatchObject({ fields: [{ field: 'year', code: 'report-there' }] })
    const writing = (part: string, text: string) =>
      performer.carryOut(writeText, actors.planner, { id: result.id, revision: 1, part, text })
    await writing('foreword', 'A year of preparation.')
    // A second person who opened the page at the same revision writes another text.
    const laws = await writing('text_a', 'Act 7 of 2023.')
    expect((await report()).kept).toMatchObject({ foreword: 'A year of preparation.', text_a: 'Act 7 of 2023.' })
    expect((await report()).asked[0]).toEqual({ letter: 'a', item: 'laws', state: 'given' })
    await expect(writing('foreword', 'Another foreword.')).rejects.toMatchObject({ code: 'changed-meanwhile' })
    await performer.carryOut(undo, actors.planner, { event: laws.event })
    expect((await report()).kept).toMatchObject({ foreword: 'A year of preparation.', text_a: '' })
  })

  test('keeps its dates, and refuses those that cannot be', async () => {
    const { kept } = await report()
    const values = { ...kept, id: kept?.id, revision: kept?.revision, published: '2023-06-01' }
    const {
      plan_id: _plan,
      example: _example,
      inspectorate_id: _inspectorate,
      ...sent
    } = values as Record<string, unknown>
    await expect(portal.performer.carryOut(annualReports.change, portal.actors.planner, sent)).rejects.toMatchObject({
      fields: [{ field: 'published', code: 'report-early' }]
    })
    await portal.performer.carryOut(annualReports.change, portal.actors.planner, { ...sent, published: '2024-10-01' })
    const html = await htmlOf('planner', '/statistics/report')
    expect(html).toContain('Published on 1 October 2024, in time')
    expect(html).toContain('was due at the International Labour Office by 1 January 2025')
  })

  test('counts visits in the records, distinct workplaces and those visited again, and no complaint', async () => {
    await bringVisits()
    const { data, asked } = await report()
    const counted = (name: keyof typeof data.figures) => data.figures[name]?.figure.value
    expect([
      counted('visits'),
      counted('workplaces_visited'),
      counted('workplaces_revisited'),
      counted('workers_visited')
    ]).toEqual([3, 2, 1, 23])
    expect(data.figures.visits?.from).toBe('records')
    expect(asked.find(({ item }) => item === 'visited-again')?.state).toBe('given')
    expect((await report('agriculture')).data.figures.visits?.figure.value).toBe(1)
    const lai = await portal.performer.ask(readLai, portal.actors.viewer, { year: 2023 })
    expect(lai.values.find(({ indicator }) => indicator === 'LAI_VIST_NOC_NB')).toMatchObject({
      value: 3,
      from: 'records'
    })
    expect(lai.undated).toEqual({ visits: 1, unknown: 0 })
    const { reach } = await portal.performer.ask(readReach, portal.actors.viewer, { year: 2023 })
    expect(reach.yearsToVisitAll).toBe(4_000)
  })

  test('is a page and a Word document of the same tables, in the language of the reader', async () => {
    const browser = await portal.browser('planner')
    await browser.get('/language/fr')
    const html = await (await browser.get('/statistics/report/2023/all')).text()
    expect(html).toContain('Senior inspector')
    expect(html).toContain('action="/do/annual_report.write"')
    const answer = await browser.get('/statistics/report/2023/all/report.docx')
    expect(answer.headers.get('content-type')).toContain('wordprocessingml')
    const document =
      unzip(Buffer.from(await answer.arrayBuffer()))
        .get('word/document.xml')
        ?.toString('utf8') ?? ''
    expect(document).toContain('Senior inspector')
    expect(document).toContain('A year of preparation.')
    expect(document).toContain('Condamnations')
  })
})

test('fewer than five accidents in the records are told as such, and by no industry or cause', async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-accidents-')), 'accidents.csv')
  const lines = ['1,2022-03-01,C,Fall,1', '2,2022-04-01,F,Fall,0', '3,2022-05-01,F,Fire,0']
  writeFileSync(file, ['no,day,isic,event,deaths', ...lines].join('\n'))
  const mapping = {
    table: 'accidents' as const,
    fields: {
      record: { column: 'no' },
      date: { column: 'day' },
      isicSection: { column: 'isic' },
      event: { column: 'event' },
      deaths: { column: 'deaths' }
    },
    findings: [],
    constants: {},
    notation: { decimal: '.' as const, date: 'YYYY-MM-DD' as const }
  }
  const order = { file, name: 'Accidents', case_origin: 'unknown' as const, mapping }
  expect((await importFromFile(portal.importMeans, portal.actors.planner, order)).state).toBe('done')
  const { data, asked } = await portal.performer.ask(readReport, portal.actors.viewer, { year: 2022, scope: 'all' })
  expect(data.recorded.accidents).toMatchObject({ records: undefined, fatal: undefined, bySector: [], byCause: [] })
  expect(asked.find(({ item }) => item === 'accidents')?.state).toBe('partly')
  expect(await htmlOf('viewer', '/statistics/report/2022/all')).toContain('hold fewer than 5 accidents')
})

test('the pages of the statistics stand without a figure, and say what is missing', async () => {
  for (const path of ['/statistics/reach?year=1999', '/statistics/ilostat?year=1999', '/statistics/report?year=1999'])
    expect(await htmlOf('viewer', path)).toContain('1999')
  expect(await htmlOf('viewer', '/statistics/reach?year=1999')).toContain(
    'nobody can say yet how far the inspection reaches'
  )
})
